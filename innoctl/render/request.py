"""The text of a pull request: the dossier of each decision as Markdown, for those who must approve.

What comes from a portfolio mentions nobody, closes nothing and draws nothing on a forge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from innoctl.locale import N_, Text, language, say, use
from innoctl.locale import gettext as _
from innoctl.locale.words import label, word
from innoctl.model.policy import in_language
from innoctl.named import NamedTuple
from innoctl.render.idea_words import BESIDE
from innoctl.render.names import Names
from innoctl.render.request_money import Held, Money, Payer, asked, besides, euros, held
from innoctl.render.safe import line, lines

APART: Final = "\u200b"
"""A space without width: it keeps a forge from taking a word for a mention or a reference."""
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>()#|~&!$])")
_REFERS: Final = re.compile(r"(?<=[@#!$%~&])(?=\w)|(?<=:)(?=//)|(?i:(?<=\bgh)(?=-\d))")
_STARTS: Final = re.compile(r"^(\s*)([-+=/]|\d+(?=[.)]))")
SHOWN: Final = ("summary", "problem", "solution", "value", "social_side")
ROLES: Final = ("submitter", "broker", "sponsor", "change_lead")
REASONS: Final = ("rationale", "lesson", "to_submitter")


class Alike(NamedTuple):
    """An idea that resembles the one that is decided on."""

    id: str
    title: str
    stream: str


class Item(NamedTuple):
    """One decision with its idea; ``changes`` are (field, old, new) of the lines that follow.

    ``gatekeepers`` are those of its own stream, and then those of each stream that must approve too.
    """

    path: str
    idea: dict[str, Any]
    decision: dict[str, Any]
    changes: tuple[tuple[str, str, str], ...]
    names: Names
    money: tuple[Money, ...] = ()
    alike: tuple[Alike, ...] = ()
    gatekeepers: tuple[Payer, ...] = ()
    held: tuple[Held, ...] = ()


def text(items: Sequence[Item], spoken: str) -> str:
    """Return the whole text in the language that the portfolio speaks."""
    with speaking(spoken):
        rows = [row for item in items for row in _item(item)]
        if len(items) > 1:
            rows = [*_overview(items), *rows]
        return "\n".join(rows).rstrip("\n") + "\n"


def policy_text(
    record: dict[str, Any], difference: str, names: Names, persons: Sequence[str], spoken: str
) -> str:
    """Return the text for a change of the portfolio's own files; ``difference`` is a unified diff."""
    with speaking(spoken):
        rows = [f"- {_(N_('proposed by'))}: {_person(names, record['proposed_by'])}"]
        rows.append(f"- {_(N_('decided on'))}: {record['decided_on']}")
        if persons:
            told = ", ".join(_person(names, who) for who in persons)
            rows.append(f"- {_(N_('may approve'))}: {told}")
        rows += ["", *_part(_(_HEADS["rationale"]), quoted(record.get("rationale", "")))]
        changed = [
            f"- `{row['path']}` `{(row['sha256'] or '-')[:12]}`" for row in record["changes"]
        ]
        rows += _part(_(N_("Files")), changed)
        rows += _part(_(N_("What changes")), _fenced(difference))
        return "\n".join(rows).rstrip("\n") + "\n"


def _fenced(difference: str) -> list[str]:
    """Return a diff in a fence that nothing in it can close."""
    runs = re.findall(r"`{3,}", difference)
    fence = "`" * max(3, 1 + max(map(len, runs), default=0))
    rows = [lines(row) for row in difference.splitlines()]
    return [f"{fence}diff", *rows, fence] if rows else []


@contextmanager
def speaking(spoken: str) -> Iterator[None]:
    """Speak another language for a while."""
    before = language()
    use(spoken)
    try:
        yield
    finally:
        use(before)


def escaped(value: object) -> str:
    """Return text on one line that no forge reads as anything but text."""
    plain = line(" ".join(str(value).split()))
    return _STARTS.sub(r"\1\\\2", _MARKS.sub(r"\\\1", _REFERS.sub(APART, plain))) if plain else ""


def quoted(value: object) -> list[str]:
    """Return a longer text as a quotation, line by line."""
    rows = str(value).strip().splitlines()
    return [f"> {escaped(row)}".rstrip() for row in rows]


def _overview(items: Sequence[Item]) -> Iterator[str]:
    yield f"| {_(N_('idea'))} | {_(label('stream'))} | {_(N_('decision'))} | {_(N_('money'))} |"
    yield "| --- | --- | --- | ---: |"
    for item in items:
        title = escaped(item.idea.get("title", ""))
        asked = sum(row.asked for row in item.money)
        cells = (
            f"`{item.decision['idea']}` {title}",
            escaped(item.names.stream(item.decision["stream"])),
            _decision(item),
            euros(asked) if asked else "",
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _decision(item: Item) -> str:
    what, outcome = item.decision["what"], item.decision["outcome"]
    if what in BESIDE:
        return _(BESIDE[what])
    return f"{_(word('outcome', outcome))}, {escaped(item.names.gate(what))}"


def _item(item: Item) -> Iterator[str]:
    decision = item.decision
    yield f"## {escaped(item.idea.get('title', ''))}"
    yield ""
    yield f"**{_decision(item)}** · `{decision['idea']}` · {escaped(item.names.stream(decision['stream']))}"
    yield ""
    yield from _facts(item)
    yield from _follows(item)
    for key in REASONS:
        yield from _part(_(_HEADS[key]), quoted(decision.get(key, "")))
    yield from _part(_(N_("Criteria")), _criteria(item))
    yield from _part(_(N_("Conditions")), _conditions(item))
    yield from _part(
        _(N_("What is missing")), [f"- {escaped(m)}" for m in decision.get("missing", ())]
    )
    yield from _part(_(N_("Waived")), _waived(item))
    yield from _part(_(N_("Money")), (*asked(item.money), *held(item.held)))
    yield from _part(_(N_("The idea")), _idea(item))
    yield from _part(_(N_("Evidence")), _evidence(item))
    yield from _part(_(N_("Ideas that resemble it")), _alike(item))


_HEADS: Final = {
    "rationale": N_("Why"),
    "lesson": N_("What was learnt"),
    "to_submitter": N_("What the submitter is told"),
}


def _part(head: str, rows: Iterable[str]) -> Iterator[str]:
    found = list(rows)
    if found:
        yield from (f"### {head}", "", *found, "")


def _facts(item: Item) -> Iterator[str]:
    names, decision = item.names, item.decision
    yield f"- {_(N_('proposed by'))}: {_person(names, decision.get('proposed_by'))}"
    yield f"- {_(N_('decided on'))}: {decision.get('decided_on')}"
    if decision.get("handed_in_on"):
        yield f"- {_(N_('handed in on'))}: {decision['handed_in_on']}"
    if decision.get("reason_code"):
        yield f"- {_(N_('reason'))}: {escaped(names.reason(decision['reason_code']))}"
    if decision.get("until"):
        yield f"- {_(N_('comes back on'))}: {decision['until']}"
    yield from _approvers(item)
    yield ""


def _approvers(item: Item) -> Iterator[str]:
    """Yield who may approve; where other streams must as well, of each stream."""
    for number, one in enumerate(item.gatekeepers):
        persons = ", ".join(_person(item.names, who) for who in one.persons)
        stream = escaped(item.names.stream(one.stream))
        if number:
            yield f"- {say(besides(one, stream, persons))}"
        elif persons:
            where = f" ({stream})" if item.gatekeepers[1:] else ""
            yield f"- {_(N_('may approve'))}{where}: {persons}"


def _follows(item: Item) -> Iterator[str]:
    if not item.changes:
        return
    yield "```diff"
    for field, old, new in item.changes:
        yield f"-{field}: {line(old)}".replace("```", "'''")
        yield f"+{field}: {line(new)}".replace("```", "'''")
    yield from ("```", "")


def _criteria(item: Item) -> Iterator[str]:
    judged = {row["id"]: row for row in item.decision.get("criteria", ())}
    for name, row in judged.items():
        known = item.names.process.criterion(name)
        shown = (known and in_language(known.name, language())) or name
        found = row.get("score") or _(VERDICTS.get(row.get("verdict", ""), N_("not known")))
        because = f": {escaped(row['because'])}" if row.get("because") else ""
        yield f"- {escaped(shown)}: **{found}**{because}"


VERDICTS: Final = {"met": N_("met"), "not_met": N_("not met"), "unknown": N_("not known")}


def _conditions(item: Item) -> Iterator[str]:
    for row in item.decision.get("conditions", ()):
        said = Text.of(
            N_("{text} ({owner}, before {due})"),
            text=escaped(row["text"]),
            owner=_person(item.names, row["owner"]),
            due=row["due"],
        )
        yield f"- {say(said)}"


def _waived(item: Item) -> Iterator[str]:
    for row in item.decision.get("waivers", ()):
        yield f"- **{escaped(row['what'])}**: {escaped(row['because'])}"


def _idea(item: Item) -> Iterator[str]:
    roles = [key for key in ROLES if isinstance(item.idea.get(key), str)]
    for key in roles:
        yield f"- {_(label(key))}: {_person(item.names, item.idea[key])}"
    if roles:
        yield ""
    held = [key for key in SHOWN if item.idea.get(key)]
    for number, key in enumerate(held):
        yield from ([""] if number else [])
        yield f"{_(label(key)).capitalize()}:"
        yield ""
        yield from quoted(item.idea[key])


def _evidence(item: Item) -> Iterator[str]:
    decision = item.decision
    if decision.get("base_commit"):
        said = Text.of(N_("judged at commit {commit}"), commit=f"`{decision['base_commit'][:12]}`")
        yield f"- {say(said)}"
    for row in _rows(item.idea.get("deliverables")):
        where = f": {escaped(row['where'])}" if row.get("where") else ""
        shown = escaped(item.names.deliverable(str(row.get("id"))))
        yield f"- {shown} ({escaped(row.get('on'))}){where}"
    for row in decision.get("evidence", ()):
        yield f"- `{line(row['path']).replace('`', '')}` `{row['sha256'][:12]}`"
    yield f"- {_(N_('the decision'))}: `{item.path}`"


def _alike(item: Item) -> Iterator[str]:
    for one in item.alike:
        yield f"- `{one.id}` {escaped(one.title)} ({escaped(item.names.stream(one.stream))})"


def _rows(value: Any) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _person(names: Names, person: Any) -> str:
    return escaped(names.person(str(person or "")))
