"""A decision that is about to be taken, in sentences for who takes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from innoctl.locale import N_, Text
from innoctl.locale import gettext as _
from innoctl.locale.keys import PARTS
from innoctl.locale.words import FIELDS, word
from innoctl.render.idea_words import BESIDE
from innoctl.render.readiness_words import SUBJECTS
from innoctl.render.request import VERDICTS
from innoctl.render.request_money import euros
from innoctl.rules.life import ONWARD

if TYPE_CHECKING:
    from innoctl.model.facts import DecisionFacts
    from innoctl.render.names import Names

TOLD: Final = {
    "rationale": N_("  why: {text}"),
    "lesson": N_("  learnt: {text}"),
    "to_submitter": N_("  the submitter hears: {text}"),
}


def plainly(
    title: str, record: dict[str, Any], facts: DecisionFacts | None, names: Names
) -> Iterator[Text]:
    """Yield what is decided on which idea, why, what it costs and what the submitter hears."""
    yield _head(title, record, names)
    if record.get("to_stream"):
        yield Text.of(N_("  it goes to {stream}"), stream=names.stream(record["to_stream"]))
    if record.get("supersedes"):
        yield Text(N_("  it takes the place of an earlier decision on this idea"))
    if record.get("decided_by"):
        persons = ", ".join(names.person(one) for one in record["decided_by"])
        yield Text.of(N_("  decided by: {persons}"), persons=persons)
    yield from _judged(record, names)
    yield from _asks(record, names)
    for key in ("rationale", "lesson"):
        if record.get(key):
            yield Text.of(TOLD[key], text=record[key])
    for budget, cents in facts.resources if facts else ():
        yield Text.of(N_("  it costs {amount}, from {budget}"), amount=euros(cents), budget=budget)
    if record["outcome"] in ONWARD and not (facts and facts.resources):
        yield Text(N_("  it comes with no money"))
    if record.get("to_submitter"):
        yield Text.of(TOLD["to_submitter"], text=record["to_submitter"])
    else:
        yield Text(N_("  the submitter hears nothing in it"))


def _head(title: str, record: dict[str, Any], names: Names) -> Text:
    about = {"title": title, "id": record["idea"]}
    if record["what"] in BESIDE:
        return Text.of(N_("{title} ({id}): {what}"), what=_(BESIDE[record["what"]]), **about)
    gate = names.gate(record["what"])
    said = N_("{title} ({id}): {outcome:outcome}, {gate}")
    return Text.of(said, outcome=record["outcome"], gate=gate, **about)


def _judged(record: dict[str, Any], names: Names) -> Iterator[Text]:
    found = [
        f"{names.criterion(row['id'])} {row.get('score') or _(VERDICTS[row.get('verdict', 'unknown')])}"
        for row in record.get("criteria", ())
    ]
    if found:
        yield Text.of(N_("  found: {criteria}"), criteria=", ".join(found))
    for row in record.get("waivers", ()):
        said = N_("  not asked for this time: {what}: {because}")
        yield Text.of(said, what=_waived(row["what"], names), because=row["because"])


def _waived(what: str, names: Names) -> str:
    """Return what people call something that a waiver names: a field, a deliverable, a criterion or a role."""
    if what in SUBJECTS:
        return _(SUBJECTS[what])
    first, _dot, part = what.partition(".")
    if part in PARTS:
        return f"{_(FIELDS.get(first, first))}: {_(PARTS[part])}"
    name = part if first in ("deliverable", "criterion", "role") else what
    return _(word("role", names.criterion(names.deliverable(name))))


def _asks(record: dict[str, Any], names: Names) -> Iterator[Text]:
    """Yield what an outcome asks of others, or for what reason it says no."""
    for row in record.get("conditions", ()):
        params = {"text": row["text"], "owner": names.person(row["owner"])}
        said = N_("  on condition: {text} ({owner}, before {due})")
        yield Text.of(said, due=names.day(str(row["due"])), **params)
    if record.get("reason_code"):
        yield Text.of(N_("  reason: {reason}"), reason=names.reason(record["reason_code"]))
    if record.get("until"):
        yield Text.of(N_("  looked at again on {day}"), day=names.day(str(record["until"])))
    for one in record.get("missing", ()):
        yield Text.of(N_("  missing: {text}"), text=one)
