"""``edit``: is what a person left in an editor fit to be saved, and if so as what change."""

from __future__ import annotations

from typing import Any

from innoctl.changes.edit import Change, NewText
from innoctl.changes.edited import changed, refused, subject
from innoctl.errors import Finding
from innoctl.locale import N_, Text
from innoctl.model.kinds import idea_of
from innoctl.store import files
from innoctl.workspace.journal import fingerprint
from innoctl.workspace.portfolio import Portfolio
from innoctl.workspace.records import findings, fresh, placed, problems, trailers


def sound_value(data: bytes) -> dict[str, Any] | None:
    """Return the mapping that these bytes hold, None when they hold none."""
    from innoctl.store.yaml_document import load

    value, wrong = load(data)
    return value if isinstance(value, dict) and not wrong else None


def faults(portfolio: Portfolio, path: str, before: bytes, after: bytes) -> list[Finding]:
    """Return what stands in the way of saving ``after``, with places in it.

    ``before`` is committed. What was wrong there may stay: an editor is there to put it right step by step.
    """
    value, old = sound_value(after), sound_value(before)
    if value is None:
        return problems(path, after) or [Finding("U846", path, (), (("path", path),), 1, 1)]
    was = findings(portfolio, path, old) if old is not None else []
    wrong = [*refused(path, old or value, value), *fresh(was, findings(portfolio, path, value))]
    return placed(list(dict.fromkeys(wrong)), after)


def change(path: str, committed: bytes, before: bytes, after: bytes) -> Change:
    """Return the change that puts the text ``after`` in place of ``before``, the work tree's."""
    value, old = sound_value(after) or {}, sound_value(committed)
    name = idea_of(path)
    fields = changed(old, value) if old is not None else ()
    said = subject(value, fields) if old is not None else _mended(value)
    new = NewText(path, after, fingerprint(before) or "", seen=True)
    return Change((new,), said, trailers("edit", name))


def _mended(value: dict[str, Any]) -> Text:
    named = {"id": value.get("id"), "title": value.get("title")}
    return Text.of(N_("make the file readable again of {id}: {title}"), **named)


def committed(portfolio: Portfolio, path: str, before: bytes) -> bytes:
    """Return the committed text; raises what would stop any text of a person from being saved."""
    from innoctl.vcs import demand
    from innoctl.vcs.plumbing import Git
    from innoctl.workspace.save import alterations
    from innoctl.workspace.versions import look

    tried = NewText(path, before + b"\n", fingerprint(before) or "", seen=True)
    repository = demand(portfolio.root)
    wanted = alterations(Change((tried,), Text("")))
    _, _, (touch,) = look(repository, Git(repository), wanted)
    return touch.old.head or b""


def current(portfolio: Portfolio, path: str) -> bytes:
    """Return the bytes of a file as it is now; empty when it is gone."""
    return files.read(portfolio.root, path) or b""
