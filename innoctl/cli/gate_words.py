"""Words of ``innoctl gate advance`` become the keys of a decision; nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from innoctl.cli.given import long_text
from innoctl.errors import UsageError
from innoctl.locale import N_
from innoctl.locale import gettext as _

if TYPE_CHECKING:
    from innoctl.changes.edit import Plain

VERDICTS: Final = ("met", "not_met", "unknown")
SCORES: Final = ("1", "2", "3", "4", "5")
FORMS: Final = {
    "--criterion": N_("ID=met, ID=not_met or ID=1 to ID=5, and ;why behind it"),
    "--condition": N_("what must be done;the person who does it;the day it is due"),
    "--resource": N_("BUDGET=25000.00"),
    "--waive": N_("WHAT=why it is not asked for"),
}


class Unformed(UsageError):
    """What was typed behind an option has not its form."""

    code = "U930"


def criterion(word: str) -> Plain:
    """Read ``ID=FOUND;WHY``."""
    name, sign, rest = word.partition("=")
    found, _mark, because = (part.strip() for part in rest.partition(";"))
    if not sign or not name.strip() or found not in (*VERDICTS, *SCORES):
        raise _unformed("--criterion", word)
    row: dict[str, Plain] = {"id": name.strip()}
    row |= {"score": int(found)} if found in SCORES else {"verdict": found}
    return row | ({"because": because} if because else {})


def condition(word: str) -> Plain:
    """Read ``TEXT;PERSON;DATE``; a text may hold a semicolon itself."""
    parts = [part.strip() for part in word.rsplit(";", 2)]
    if len(parts) != len(("text", "owner", "due")) or not all(parts):
        raise _unformed("--condition", word)
    return {"text": parts[0], "owner": parts[1], "due": parts[2]}


def resource(word: str) -> Plain:
    """Read ``BUDGET=AMOUNT``; the amount stays the text that it is."""
    budget, _sign, amount = (part.strip() for part in word.partition("="))
    if not budget or not amount:
        raise _unformed("--resource", word)
    return {"budget": budget, "amount": amount}


def waiver(word: str) -> Plain:
    """Read ``WHAT=BECAUSE``; without a reason nothing is waived."""
    what, _sign, because = (part.strip() for part in word.partition("="))
    if not what or not because:
        raise _unformed("--waive", word)
    return {"what": what, "because": because}


def said(
    texts: dict[str, str],
    criteria: Sequence[str],
    conditions: Sequence[str],
    resources: Sequence[str],
    waivers: Sequence[str],
    lists: Mapping[str, Sequence[str]],
) -> dict[str, Plain]:
    """Return what the options say, by the keys of a decision; what was not given is left out."""
    made: dict[str, Plain] = {key: _long(word) for key, word in texts.items() if word}
    made |= {
        "criteria": [criterion(word) for word in criteria],
        "conditions": [condition(word) for word in conditions],
        "resources": [resource(word) for word in resources],
        "waivers": [waiver(word) for word in waivers],
    }
    made |= {key: list(words) for key, words in lists.items()}
    return {key: value for key, value in made.items() if value}


def _long(word: str) -> str:
    return long_text(word).strip() if word == "-" or word.startswith("@") else word


def _unformed(option: str, word: str) -> Unformed:
    return Unformed(option=option, value=word, form=_(FORMS[option]))
