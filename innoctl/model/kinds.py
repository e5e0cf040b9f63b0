"""Which kinds of file a portfolio holds, and where each one stands.

This table is what the index, ``check`` and ``schema`` share; it imports no model, so
that a command which only reads the index never loads pydantic.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from innoctl.named import NamedTuple


class Kind(NamedTuple):
    """One kind of file. ``pattern`` matches its path below the portfolio, with ``/``."""

    name: str
    place: str
    """a regular expression"""
    module: str
    model: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """What matches its path; compiled when first asked for."""
        return _compiled(self.place)

    @property
    def schema(self) -> str:
        """What stands behind ``schema:`` in a file of this kind."""
        return f"innoctl/{self.name}/1"


@cache
def _compiled(place: str) -> re.Pattern[str]:
    return re.compile(place, re.ASCII)


SLUG: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
ID_LENGTH: Final = 6
IDEA_ID: Final = rf"[a-z0-9]{{{ID_LENGTH}}}"
STREAM_ID: Final = rf"corps|(?:unit|portfolio)/{SLUG}"
LOGIN: Final = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}"
MONTH: Final = r"\d{4}-(?:0[1-9]|1[0-2])"
SHARE: Final = r"0\.\d{1,4}|1\.0{1,4}"


def _kind(name: str, pattern: str, model: str, module: str = "") -> Kind:
    return Kind(name, pattern, f"innoctl.model.{module or name}", model)


KINDS: Final = (
    _kind("portfolio", r"portfolio\.yaml", "Portfolio"),
    _kind("process", r"process\.yaml", "Process"),
    _kind("overlay", rf"process/(?P<stream>{STREAM_ID})\.yaml", "Overlay", "process"),
    _kind("organisation", r"organisation\.yaml", "Organisation"),
    _kind("people", r"people\.yaml", "People"),
    _kind("authority", r"authority\.yaml", "Authority"),
    _kind("agenda", r"agenda\.yaml", "Agenda"),
    _kind("budget", r"budgets/(?P<year>\d{4})\.yaml", "BudgetYear"),
    _kind("idea", rf"ideas/(?P<month>{MONTH})/(?P<id>{IDEA_ID})-(?P<slug>{SLUG})\.yaml", "Idea"),
    _kind(
        "decision",
        rf"decisions/(?P<month>{MONTH})/(?P<idea>{IDEA_ID})-(?P<number>\d\d)-(?P<what>{SLUG})\.yaml",
        "Decision",
    ),
    _kind(
        "ledger",
        rf"ledger/(?P<month>{MONTH})/(?P<idea>{IDEA_ID})\.yaml",
        "Ledger",
    ),
    _kind(
        "change", r"decisions/portfolio/(?P<number>\d{4})-change\.yaml", "PolicyChange", "change"
    ),
    _kind(
        "approval",
        rf"approvals/(?:{MONTH}/{IDEA_ID}|portfolio/\d{{4}})-(?P<digest>[0-9a-f]{{8}})-(?P<person>{SLUG})\.yaml",
        "Approval",
    ),
)
BY_NAME: Final = {kind.name: kind for kind in KINDS}
REQUIRED: Final = ("portfolio.yaml", "process.yaml", "organisation.yaml")
"""Without these files there is no portfolio to report on."""
PEOPLE: Final = "people.yaml"
"""An organisation may keep names out of the repository; without them persons are not checked."""

FOLDERS: Final = ("process", "budgets", "ideas", "decisions", "approvals", "ledger")
"""The folders whose YAML files must each be of a known kind."""


def idea_of(path: str) -> str:
    """Return the id of the idea that the file at ``path`` is about, as its name says."""
    return path.rpartition("/")[2][:ID_LENGTH]


def kind_of(path: str) -> Kind | None:
    """Return the kind of file that may stand at ``path``, or None."""
    kinds = _BY_TOP.get(path.partition("/")[0], ())
    return next((kind for kind in kinds if kind.pattern.fullmatch(path)), None)


def _top(kind: Kind) -> str:
    return kind.place.partition("/")[0].replace("\\", "")


_BY_TOP: Final = {
    top: tuple(kind for kind in KINDS if _top(kind) == top) for top in map(_top, KINDS)
}
"""Kinds by the first part of their path, so that no pattern is compiled in vain."""
