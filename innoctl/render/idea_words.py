"""Which fields of an idea stand where on its page, and what their parts are called."""

from __future__ import annotations

from typing import Final

from innoctl.locale import N_

TEXTS: Final = ("summary", "problem", "solution", "value", "social_side")
FACTS: Final = (
    "kind", "source", "horizon", "reach", "reasons", "domain", "origin",
    "directions", "themes", "technologies", "tags",
)  # fmt: skip
PEOPLE: Final = ("submitter", "broker", "coach", "sponsor", "change_lead")
REST: Final = (
    "team", "following", "experiments", "effect", "scaling", "deliverables", "touches_persons",
    "checklist", "facilities", "learning", "conditions", "notes",
)  # fmt: skip
BESIDE: Final = {
    "move": N_("moved to another stream"),
    "withdraw": N_("withdrawn"),
    "resume": N_("taken up again"),
    "reopen": N_("reopened"),
    "change": N_("changed by decision"),
}
PERSONS: Final = frozenset({"person", "owner", "by", "accepted_by", *PEOPLE, "ambassadors"})
UNITS: Final = frozenset({"unit", "origin", "targets"})
