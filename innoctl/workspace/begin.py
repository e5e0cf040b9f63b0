"""A new portfolio: the files of a profile in one language, in a repository of git."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Final

from innoctl.changes.edit import Change, NewFile
from innoctl.changes.naming import slug
from innoctl.changes.writing import scalar
from innoctl.errors import UsageError
from innoctl.locale import N_, Text, translator
from innoctl.model.kinds import KINDS
from innoctl.resources import PACKAGE
from innoctl.vcs import find

ATTRIBUTES: Final = b"* -text\n"
"""Bytes are hashed and signed, so git must leave line ends as they are."""
IGNORED: Final = b".innoctl-*\n*~\n*.swp\n.DS_Store\n"
MARKER: Final = "portfolio.yaml"

_LINE: Final = re.compile(r"^( *)([#%])(nl|en)( ?)(.*)$")
_PLACE: Final = re.compile(r"\{\{(\w+)\}\}")


class PortfolioThere(UsageError):
    """The folder is a portfolio, or lies in one."""

    code = "U850"


class InTheWay(UsageError):
    """Files of the user's own stand where the portfolio's would come."""

    code = "U851"


class NotAFolder(UsageError):
    """A file stands where a folder is asked for."""

    code = "U852"


def first_files(profile: str, language: str, name: str, today: date) -> dict[str, bytes]:
    """Return the files of a new portfolio by their path."""
    others = tuple(code for code in ("nl", "en") if code != language)
    values = {
        "id": slug(name),
        "name": scalar(name),
        "languages": f"[{', '.join((language, *others))}]",
        "today": today.isoformat(),
    }
    source = PACKAGE / "profiles" / profile
    made = {
        path.name: spoken(path.read_text("utf-8"), language, values)
        for path in sorted(source.glob("*.yaml"))
    }
    readme = (source / f"README.{language}.md").read_text("utf-8")
    made["README.md"] = spoken(readme, language, {"name": " ".join(name.split())})
    return {
        ".gitattributes": ATTRIBUTES,
        ".gitignore": IGNORED,
        **{path: text.encode() for path, text in made.items()},
        **schemas(language),
    }


def spoken(template: str, language: str, values: dict[str, str]) -> str:
    """Return a template in one language.

    ``#nl`` and ``#en`` open a comment in that language, ``%nl`` and ``%en`` a line of text;
    ``{{name}}`` is a place for a value.
    """
    rows = (_row(row, language) for row in template.splitlines())
    text = "\n".join(row for row in rows if row is not None) + "\n"
    return _PLACE.sub(lambda found: values[found[1]], text)


def _row(row: str, language: str) -> str | None:
    found = _LINE.match(row)
    if found is None:
        return row
    indent, mark, spoken_in, space, rest = found.groups()
    if spoken_in != language:
        return None
    return f"{indent}#{space}{rest}" if mark == "#" else f"{indent}{rest}"


def schemas(language: str) -> dict[str, bytes]:
    """Return the JSON Schemas that editors read, by their path in a portfolio."""
    from innoctl.model.schema import as_text, file_name, json_schema

    translate = translator(language)
    return {
        f".innoctl/schemas/{file_name(kind.name)}": as_text(
            json_schema(kind.name, translate)
        ).encode()
        for kind in KINDS
    }


def beginning(root: Path, files: dict[str, bytes], name: str) -> Change:
    """Return the change that adds a new portfolio at ``root``; raises where something is in the way.

    A ``README.md``, ``.gitignore`` and the like that are there already stay as they are.
    """
    _refuse_portfolio(root)
    kept = {
        path for path in files if path.startswith((".git", "README")) and (root / path).exists()
    }
    taken = [path for path in files if path not in kept and (root / path).exists()]
    if taken:
        raise InTheWay(folder=root, files=", ".join(taken))
    new = tuple(NewFile(path, content) for path, content in files.items() if path not in kept)
    return Change(
        new, Text.of(N_("begin the portfolio {name}"), name=name), (("Innoctl-Command", "init"),)
    )


def _refuse_portfolio(root: Path) -> None:
    if root.exists() and not root.is_dir():
        raise NotAFolder(path=root)
    for above in (root, *root.parents):
        if (above / MARKER).exists():
            raise PortfolioThere(folder=above)


def repository_for(root: Path) -> None:
    """Make sure that ``root`` lies in a repository of git."""
    from innoctl.vcs.begin import init

    if find(root) is None:
        init(root)
