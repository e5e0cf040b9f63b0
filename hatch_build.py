"""Build hook: compile the catalogues and put examples and schemas inside the wheel.

It runs for editable installs too. After a change of a ``.po``: ``python hatch_build.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = ("examples", "schemas")


def compile_catalogues(root: Path) -> None:
    """Write a ``.mo`` beside every ``.po`` below ``root``."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted(root.glob("innoctl/locale/*/LC_MESSAGES/*.po")):
        with source.open("rb") as text:
            catalogue = read_po(text)
        with source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalogue)


class Hook(BuildHookInterface[Any]):
    """What `hatchling` calls before it gathers the files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; for a real wheel also take the data along (an editable one reads it in place)."""
        root = Path(self.root)
        compile_catalogues(root)
        if version != "editable":
            build_data["force_include"].update(
                {str(root / name): f"innoctl/data/{name}" for name in DATA}
            )


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent)
