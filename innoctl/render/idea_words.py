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
PARTS: Final = {
    "accepted_by": N_("accepted by"),
    "adapted": N_("done differently"),
    "adoptions": N_("in use at"),
    "ambassadors": N_("ambassadors"),
    "amount": N_("amount"),
    "baseline": N_("baseline"),
    "because": N_("because"),
    "budget": N_("budget"),
    "condition": N_("condition"),
    "conditions": N_("conditions"),
    "decision": N_("decision"),
    "deliverable": N_("deliverable"),
    "due": N_("due"),
    "essence": N_("essence"),
    "evidence": N_("evidence"),
    "from": N_("from"),
    "gate": N_("gate"),
    "handover": N_("hand-over"),
    "hypothesis": N_("hypothesis"),
    "intended": N_("intended users"),
    "kept": N_("points kept"),
    "learnt": N_("learnt"),
    "measured": N_("measured"),
    "met_on": N_("met on"),
    "method": N_("method"),
    "network": N_("network"),
    "on": N_("on"),
    "outcome": N_("outcome"),
    "owner": N_("owner"),
    "person": N_("person"),
    "provider": N_("provider"),
    "question": N_("question"),
    "receiver": N_("receiver"),
    "requested_on": N_("requested on"),
    "role": N_("role"),
    "side": N_("side"),
    "since": N_("since"),
    "status": N_("status"),
    "stories": N_("stories"),
    "strategy": N_("strategy"),
    "stream": N_("stream"),
    "study": N_("study"),
    "support": N_("support"),
    "target": N_("target"),
    "targets": N_("meant for"),
    "text": N_("text"),
    "unit": N_("unit"),
    "until": N_("until"),
    "users": N_("users"),
    "value": N_("value"),
    "what": N_("what"),
    "where": N_("where"),
}
BESIDE: Final = {
    "move": N_("moved to another stream"),
    "withdraw": N_("withdrawn"),
    "resume": N_("taken up again"),
    "reopen": N_("reopened"),
    "change": N_("changed by decision"),
}
PERSONS: Final = frozenset({"person", "owner", "by", "accepted_by", *PEOPLE, "ambassadors"})
UNITS: Final = frozenset({"unit", "origin", "targets"})
