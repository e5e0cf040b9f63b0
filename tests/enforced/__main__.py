"""Writes what the forges must be told anew."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from innoctl.locale import LANGUAGES
from tests.enforced import EXPECTED, FORGES, golden, portfolio
from tests.repositories import CONFIG


def main() -> None:
    """Go through all forges, in both languages."""
    with TemporaryDirectory() as folder:
        os.environ |= {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder}
        Path(folder, ".gitconfig").write_text(CONFIG)
        for language in LANGUAGES:
            council = portfolio(Path(folder, language), "nl" if language == "nl" else "en")
            for forge in FORGES:
                for name, text in golden(council, forge).items():
                    file = EXPECTED / f"{forge}.{language}.{name}"
                    file.parent.mkdir(exist_ok=True)
                    file.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
