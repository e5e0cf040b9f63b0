"""The program ``innoctl``."""

from __future__ import annotations

import gc
import os
import sys

from innoctl.later import postpone


def main() -> int:
    """Run innoctl and return its exit status."""
    gc.disable()  # nothing that loads at the start is garbage; the command switches it on again
    postpone()
    # Pydantic would search all that is installed for whoever wants to look on while it validates.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from innoctl.cli.app import main as run

    status = run()
    gc.freeze()  # else Python walks all of it once more at the end, for 0.7 of a bare start
    return status


if __name__ == "__main__":
    sys.exit(main())
