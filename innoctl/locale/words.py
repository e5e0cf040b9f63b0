"""What people call fields and values: one list of words for every list, page, form and schema.

Keys and values in files are English and never change; what a reader sees is the word
here, translated. Nothing is imported, so that a warm list can use it.
"""

from __future__ import annotations

from typing import Final

from innoctl.locale import N_

FIELDS: Final = {
    "id": N_("id"),
    "title": N_("title"),
    "stream": N_("stream"),
    "phase": N_("phase"),
    "state": N_("state"),
    "submitted_on": N_("submitted on"),
    "submitter": N_("submitter"),
    "origin": N_("unit of origin"),
    "summary": N_("summary"),
    "problem": N_("problem"),
    "solution": N_("solution"),
    "value": N_("added value"),
    "kind": N_("kind of innovation"),
    "social_side": N_("social side"),
    "source": N_("source"),
    "horizon": N_("horizon"),
    "reach": N_("reach"),
    "reasons": N_("reasons"),
    "domain": N_("task domain"),
    "directions": N_("compass directions"),
    "themes": N_("agenda themes"),
    "technologies": N_("key technologies"),
    "tags": N_("tags"),
    "broker": N_("innovation broker"),
    "coach": N_("innovation coach"),
    "sponsor": N_("sponsor"),
    "change_lead": N_("change lead"),
    "team": N_("team"),
    "following": N_("followed by"),
    "links": N_("ties"),
    "deliverables": N_("deliverables"),
    "touches_persons": N_("touches persons"),
    "checklist": N_("legal and ethical checklist"),
    "experiments": N_("experiments"),
    "facilities": N_("development facilities"),
    "learning": N_("learning activities"),
    "scaling": N_("scaling"),
    "effect": N_("effect"),
    "handed_in": N_("handed in for a gate"),
    "conditions": N_("conditions met"),
    "feedback": N_("answers to the submitter"),
    "notes": N_("notes"),
}
"""Fields of an idea, in the order in which people read them."""

OTHERS: Final = {"year": N_("year"), "budget": N_("budget")}
"""Fields of other records that one can ask for."""

VALUES: Final = {
    "state": {
        "active": N_("active"),
        "on_hold": N_("on hold"),
        "stopped": N_("stopped"),
        "embedded": N_("embedded"),
    },
    "phase": {
        "ideation": N_("ideation"),
        "creation": N_("creation"),
        "scaling": N_("scaling"),
        "embedded": N_("embedded"),
    },
    "outcome": {
        "go": N_("Go"),
        "conditional_go": N_("conditional Go"),
        "no_go": N_("No-go"),
        "hold": N_("hold"),
        "rework": N_("rework"),
        "accepted": N_("accepted"),
        "done": N_("done"),
    },
    "beside": {
        "move": N_("a move"),
        "change": N_("a change"),
        "withdraw": N_("a withdrawal"),
        "resume": N_("a resumption"),
        "reopen": N_("a reopening"),
    },
    "reads_as": {
        "int": N_("a whole number"),
        "float": N_("a number"),
        "bool": N_("yes or no"),
        "null": N_("nothing"),
    },
    "kind": {"technological": N_("technological"), "social": N_("social")},
    "source": {"practice": N_("practice"), "technology": N_("technology")},
    "reach": {"unit": N_("one unit"), "domain": N_("one domain"), "corps": N_("beyond domains")},
    "reasons": {
        "performance": N_("performance"),
        "environment": N_("environment"),
        "capacity": N_("capacity"),
    },
    "side": {
        "operation": N_("operation"),
        "support": N_("support"),
        "innovation": N_("innovation"),
        "external": N_("external"),
    },
    "relation": {
        "similar": N_("resembles"),
        "duplicate": N_("is the same as"),
        "builds_on": N_("builds on"),
        "part_of": N_("is part of"),
        "follows_up": N_("follows up"),
    },
    "decision": {"persevere": N_("persevere"), "pivot": N_("pivot"), "stop": N_("stop")},
    "status": {
        "requested": N_("requested"),
        "granted": N_("granted"),
        "refused": N_("refused"),
        "delivered": N_("delivered"),
        "open": N_("open"),
        "done": N_("done"),
        "not_applicable": N_("does not apply"),
    },
    "strategy": {"implement": N_("implement"), "spread": N_("spread")},
    "grade": {
        "recorded": N_("written down"),
        "forge": N_("reviewed on the forge"),
        "signed": N_("signed"),
        "imported": N_("from the start"),
    },
    "stance": {
        "approve": N_("approves"),
        "dissent": N_("is against"),
        "recuse": N_("takes no part"),
    },
    "role": {
        "broker": N_("innovation broker"),
        "coach": N_("innovation coach"),
        "sponsor": N_("sponsor"),
        "change_lead": N_("change lead"),
        "team": N_("team"),
    },
    "light": {"green": N_("green"), "amber": N_("amber"), "red": N_("red")},
    "budget": {"innovation": N_("innovation budget"), "realisation": N_("realisation budget")},
    "year": {"provisional": N_("provisional"), "final": N_("final")},
    "system": {
        "No such file or directory": N_("No such file or directory"),
        "Permission denied": N_("Permission denied"),
        "Is a directory": N_("Is a directory"),
        "Not a directory": N_("Not a directory"),
        "File exists": N_("File exists"),
        "No space left on device": N_("No space left on device"),
        "Read-only file system": N_("Read-only file system"),
        "Operation not permitted": N_("Operation not permitted"),
        "Input/output error": N_("Input/output error"),
        "File name too long": N_("File name too long"),
        "Too many open files": N_("Too many open files"),
        "Disk quota exceeded": N_("Disk quota exceeded"),
    },
}
"""What people call the values of a field; a value without a word is shown as it stands."""


def label(field: str) -> str:
    """Return the msgid of what people call a field; a name of one's own stays as it is."""
    return FIELDS.get(field) or OTHERS.get(field, field)


def word(field: str, value: str) -> str:
    """Return the msgid of what people call a value of ``field``."""
    return VALUES.get(field, {}).get(value, value)
