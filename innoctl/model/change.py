"""``decisions/portfolio/``: decisions on the portfolio's own files, append-only, in one chain."""

from __future__ import annotations

from typing import Literal

from innoctl.locale import N_
from innoctl.model.base import (
    Day,
    Digest,
    Line,
    Many,
    ObjectId,
    Part,
    Prose,
    Record,
    Slug,
    doc,
    schema_line,
)


class ChangedFile(Part):
    """A file as it will stand once the change is in force."""

    path: Line = doc(N_("The file's path in the portfolio."), "authority.yaml")
    sha256: Digest | None = doc(N_("The SHA-256 of its new bytes; null where the file goes."))


class PolicyChange(Record):
    """A change of who may decide, of the process, the organisation, the agenda or the allocations."""

    schema_: Literal["innoctl/change/1"] = schema_line("change")
    portfolio: Slug = doc(N_("The portfolio's id."), "politie")
    what: Literal["change"] = doc(N_("Always change."), "change")
    after: Digest | None = doc(
        N_("SHA-256 of the previous decision on the portfolio's own files; null for the first one.")
    )
    changes: Many[ChangedFile] = doc(N_("The files that change."))
    proposed_by: Slug = doc(N_("Who proposed it."), "p-0103")
    decided_by: Many[Slug] = doc(
        N_("Who decided, where the portfolio only records it."), default=()
    )
    decided_on: Day = doc(N_("The day of the decision."), "2026-03-12")
    base_commit: ObjectId | None = doc(N_("The commit that the change was made on."), default=None)
    rationale: Prose = doc(N_("Why it was decided so."))
