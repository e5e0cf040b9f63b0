"""Writes what check must say of each broken portfolio anew."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.corpus import codes, write


def main() -> None:
    """Go through all codes; say which portfolios give another code than their own."""
    with TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        for code in codes():
            found = [finding.code for finding in write(code, Path(folder) / code)]
            if set(found) != {code}:
                print(f"{code} gives {' '.join(found) or 'nothing'}")


if __name__ == "__main__":
    main()
