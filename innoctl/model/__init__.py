"""Facts of one record: frozen models, no files, no clock."""

import os

# Pydantic lets any package of the environment look on as a model is made and used, and searches
# all that is installed for one that wants to: none has anything to do with what a record may be.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
