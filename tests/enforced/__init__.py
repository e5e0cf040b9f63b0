"""What a forge enforces: the pipelines and CODEOWNERS of a portfolio of a council, as innoctl writes them.

``expected/`` holds them whole, for each forge in both languages. Write them anew with
``python -m tests.enforced``, and read the difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, Literal

from innoctl.workspace.codeowners import guarded
from innoctl.workspace.pipeline import Forge, Wishes, written
from innoctl.workspace.portfolio import Portfolio
from tests.gates.council import Council, begin
from tests.repositories import run

EXPECTED: Final = Path(__file__).parent / "expected"
FORGES: Final[tuple[Forge, ...]] = ("github", "gitlab", "forgejo")
VERSION: Final = "1.2.3"
ANCHOR: Final = "0123456789" * 4
Language = Literal["nl", "en"]


def portfolio(folder: Path, language: Language = "nl") -> Council:
    """Make a council of whom p-01 and p-02 have a login."""
    council = Council(folder)
    council.write("portfolio.yaml", {**begin()["portfolio.yaml"], "languages": [language]})
    council.write("authority.yaml", with_logins(council))
    run(council.root, "commit", "--quiet", "--all", "--amend", "--no-edit")
    return council


def with_logins(council: Council) -> dict[str, Any]:
    """Return the council's authority with logins of p-01 and p-02, on GitHub too."""
    authority = council.authority(approval="signed")
    for row, login in zip(authority["gatekeepers"], ("jan-01", "piet"), strict=False):
        row["accounts"][0]["login"] = login
        row["accounts"].append({"forge": "github.com", "id": 1, "login": f"{login}-hub"})
    return authority


def pipeline(root: Path, forge: Forge, **more: Any) -> tuple[str, bytes]:
    """Return path and bytes of a pipeline that would be written."""
    wishes = Wishes(forge, VERSION)._replace(**more)
    with Portfolio.find(root) as found:
        (file,) = written(found, wishes, running=VERSION).files
    return file.path, getattr(file, "content", b"")


def owners(root: Path, forge: str = "", *, overwrite: bool = False) -> tuple[str, str]:
    """Return path and text of a CODEOWNERS that would be written."""
    with Portfolio.find(root) as found:
        (file,) = guarded(found, forge, overwrite=overwrite).change.files
    return file.path, getattr(file, "content", b"").decode()


def golden(council: Council, forge: Forge) -> dict[str, str]:
    """Return what is kept of each file: all but the sum, and a name for the first commit."""
    first = run(council.root, "rev-list", "--max-parents=0", "HEAD").strip()
    texts = {
        "pipeline.yml": pipeline(council.root, forge)[1].decode(),
        "CODEOWNERS": owners(council.root, forge)[1],
    }
    return {name: text.partition("\n")[2].replace(first, ANCHOR) for name, text in texts.items()}
