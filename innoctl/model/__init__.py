"""Facts of one record: frozen models, no files, no clock."""
