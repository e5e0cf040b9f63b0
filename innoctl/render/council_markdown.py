"""The agenda of a council as Markdown: an overview, and one page for each dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final

from innoctl.locale import N_, language, ngettext
from innoctl.locale import gettext as _
from innoctl.locale.keys import PARTS
from innoctl.locale.words import FIELDS, word
from innoctl.model.policy import AgendaFacts, in_language
from innoctl.render.idea_words import BESIDE
from innoctl.render.markdown import bullets, inline, prose, table
from innoctl.render.names import Names
from innoctl.render.people import amount
from innoctl.render.readiness import FUNDS
from innoctl.render.readiness_words import said
from innoctl.reports.council import TEXTS, Council, DossierPage, Judged, Past, Trial
from innoctl.rules.readiness import ON_AGENDA

Block = list[str]
LIGHTS: Final = ("red", "amber")
HEADINGS: Final = (
    ("problem", N_("Problem")),
    ("solution", N_("Solution")),
    ("value", N_("Added value")),
    ("social_side", N_("What changes for people")),
)


def council_agenda(found: Council, names: Names, agenda: AgendaFacts, commit: str = "") -> str:
    """Return the whole agenda; every text of the portfolio in it is text and never markup."""
    rows = [*_overview(found, names)]
    for page in (*found.complete, *found.incomplete):
        rows += ["", "---", "", *dossier(page, names, agenda)]
    if commit:
        source = _("computed at commit {commit}").format(commit=commit[:10])
        rows += ["", "---", "", inline(source)]
    return "\n".join(rows) + "\n"


def _overview(found: Council, names: Names) -> Iterator[str]:
    council = names.council(found.stream) or names.stream(found.stream)
    title = _("Agenda of {council}, {date}").format(council=council, date=names.day(found.day))
    yield f"# {inline(title)}"
    parts = (
        (_("To be decided"), bullets(_line(page, names) for page in found.complete)),
        (_("Not complete"), [row for page in found.incomplete for row in _lacking(page, names)]),
        (_("Back from hold"), bullets(_back(row, names) for row in found.back)),
    )
    for head, items in parts:
        if items:
            yield from ("", f"## {head}", "", *items)
    if not any(items for _head, items in parts):
        yield from ("", inline(_("no dossier waits for a decision")))


def _line(page: DossierPage, names: Names) -> str:
    status = page.status
    gate = names.gate(status.gate)
    waits = ngettext("{count} day", "{count} days", page.days).format(count=page.days)
    late = f", {_('beyond the norm')}" if page.late else ""
    return f"**{inline(status.title)}** ({status.idea}): {inline(gate)}, {waits}{late}"


def _lacking(page: DossierPage, names: Names) -> Block:
    missing = (inline(said(row, names)) for row in page.status.of("red"))
    return [*bullets([_line(page, names)]), *bullets(missing, "  ")]


def _back(row: Any, names: Names) -> str:
    since = _("since {date}").format(date=names.day(row.back_on))
    return f"**{inline(row.title)}** ({row.idea}), {inline(since)}"


def dossier(page: DossierPage, names: Names, agenda: AgendaFacts) -> Block:
    """Return one dossier; it also serves where a decision is proposed."""
    status, texts = page.status, dict(page.texts)
    rows = [f"## {inline(status.title)}", "", *_head(page, names)]
    if summary := texts.get("summary"):
        rows += ["", f"**{inline(' '.join(summary.split()))}**"]
    for field, head in HEADINGS:
        if field in texts:
            rows += ["", f"### {_(head)}", "", *prose(texts[field])]
    parts: tuple[tuple[str, Block], ...] = (
        (_("Criteria"), _criteria(page, names, agenda)),
        (_("Readiness"), _readiness(page, names)),
        (_("Money"), _money(page)),
        (_("Experiments"), bullets(map(_trial, page.experiments))),
        (_("Ideas that resemble it"), _similar(page, names)),
        (_("Decided before"), [row for past in page.decisions for row in _past(past, names)]),
    )
    for head, found in parts:
        if found:
            rows += ["", f"### {head}", "", *found]
    return rows


def _head(page: DossierPage, names: Names) -> Block:
    status = page.status
    gate = _("{gate}: from {phase} into {next}").format(
        gate=names.gate(status.gate), phase=names.phase(status.phase),
        next=names.phase(status.to_phase),
    )  # fmt: skip
    waits = ngettext(
        "handed in on {date}, {count} day ago", "handed in on {date}, {count} days ago", page.days
    ).format(date=names.day(status.handed_in_on), count=page.days)
    due = _("to be decided by {date}").format(date=names.day(page.due))
    rows = [inline(f"{status.idea} · {gate} · {waits} · {due}"), ""]
    people = (
        f"{_(FIELDS[role])}: {', '.join(map(names.person, who))}" for role, who in page.people
    )
    return [*rows, inline("; ".join(people))]


def _criteria(page: DossierPage, names: Names, agenda: AgendaFacts) -> Block:
    asked = {row.key: row.light for row in page.status.rows}
    return bullets(
        _criterion(row, names, agenda, asked.get(f"criterion.{row.criterion}", ""))
        for row in page.criteria
    )


def _criterion(row: Judged, names: Names, agenda: AgendaFacts, light: str) -> str:
    known = names.process.criterion(row.criterion)
    question = in_language(known.question, language()) if known else ""
    bar = _("score of at least {score}").format(score=row.threshold) if row.threshold else ""
    asked = " ".join(filter(None, (question, f"({bar})" if bar else "")))
    found = (
        f"{_(FIELDS.get(field, field))}: {_evidence(field, value, names, agenda)}"
        for field, value in row.evidence
    )
    none = _("nothing is asked for here") if light == "green" else _("nothing to judge by")
    evidence = inline("; ".join(found) or none)
    return f"**{inline(names.criterion(row.criterion))}** {inline(asked)} {evidence}"


def _evidence(field: str, value: Any, names: Names, agenda: AgendaFacts) -> str:
    """Return in short what a field says; a long text stands on the page already."""
    if field in TEXTS:
        return _("see above")
    if field in ON_AGENDA and isinstance(value, list):
        known = {item.id: item.name for item in getattr(agenda, field)}
        return ", ".join(in_language(known.get(str(i), ()), language()) or str(i) for i in value)
    return brief(value, names)


def brief(value: Any, names: Names) -> str:
    """Return in short what a field holds: yes or no, a text, or what its parts are called."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        scalars = ((key, one) for key, one in value.items() if not isinstance(one, dict | list))
        return ", ".join(f"{_(PARTS.get(str(key), str(key)))} {_flat(one)}" for key, one in scalars)
    if isinstance(value, list):
        return ", ".join(_called(item, names) for item in value)
    return _flat(value)


def _called(item: Any, names: Names) -> str:
    """Return what one part of a list is called."""
    if not isinstance(item, dict):
        return _flat(item)
    if "person" in item:
        return names.person(str(item["person"]))
    if "status" in item:
        status = _(word("status", str(item["status"])))
        return f"{names.question(str(item.get('id')))} ({status})"
    if "to" in item:
        return f"{_(word('relation', str(item.get('relation'))))} {item['to']}"
    return names.deliverable(str(item.get("id") or ""))


def _flat(text: object) -> str:
    return " ".join(str(text).split())


def _readiness(page: DossierPage, names: Names) -> Block:
    status = page.status
    counts = ", ".join(
        f"{status.count(name)} {_(word('light', name))}" for name in (*LIGHTS, "green")
    )
    rows = (
        f"{_(word('light', name))}: {inline(said(row, names))}"
        for name in LIGHTS
        for row in status.of(name)
    )
    return [counts, "", *bullets(rows)] if status.of("red") or status.of("amber") else [counts]


def _money(page: DossierPage) -> Block:
    rows = [
        (inline(row.budget), _(word("budget", row.kind)), *map(_euros, row[2:]))
        for row in page.status.money
    ]
    heads = (N_("budget"), N_("kind"), *FUNDS)
    found = table(tuple(map(_, heads)), rows) if rows else []
    if page.asked:
        asked = _("asked for and not granted yet: {amount}").format(amount=_euros(page.asked))
        found += ["", asked] if found else [asked]
    return found or [_("none granted so far")]


def _euros(cents: int) -> str:
    return inline(amount(Decimal(cents).scaleb(-2)))


def _trial(row: Trial) -> str:
    decided = _(word("decision", row.decision)) if row.decision else ""
    rest: tuple[tuple[str, Callable[[], str]], ...] = (
        (row.outcome, lambda: _("outcome: {text}").format(text=_flat(row.outcome))),
        (row.learnt, lambda: _("learnt: {text}").format(text=_flat(row.learnt))),
        (decided, lambda: decided),
    )
    return inline(
        " · ".join([f"{row.id}: {_flat(row.hypothesis)}", *(say() for v, say in rest if v)])
    )


def _similar(page: DossierPage, names: Names) -> Block:
    return bullets(
        f"{inline(row.title)} ({inline(row.idea)}), {inline(names.stream(row.stream))}, {row.score:.0%}"
        for row in page.similar
    )


def _past(past: Past, names: Names) -> Block:
    if past.what in BESIDE:
        what = _(BESIDE[past.what])
    else:
        what = f"{names.gate(past.what)}: {_(word('outcome', past.outcome))}"
    why = f": {_flat(past.rationale)}" if past.rationale else ""
    conditions = (
        inline(
            _("condition: {text} ({owner}, before {date})").format(
                text=text, owner=names.person(owner), date=names.day(due)
            )
        )
        for _id, text, owner, due in past.conditions
    )
    first = inline(f"{names.day(past.decided_on)} · {what}{why}")
    return [f"- {first}", *bullets(conditions, "  ")]
