"""Every command, once: its name, where its function stands, its purpose and a tested example.

The help of the program and completion read this table, so that neither imports a command.
Adding a command is a row here and a function of typer options in the module that it names.
"""

from __future__ import annotations

from typing import Final

from innoctl.locale import N_
from innoctl.named import NamedTuple


class Command(NamedTuple):
    """One command. ``name`` may be two words; ``target`` is ``module:function`` in `innoctl.cli`.

    ``purpose`` is a msgid of one line. ``example`` is what one types in the example portfolio
    ``politie``; a test runs it there.
    """

    name: str
    target: str
    family: str
    purpose: str
    example: str


FAMILIES: Final = {
    "start": N_("start"),
    "look": N_("look"),
    "change": N_("change"),
    "gates": N_("gates"),
    "money": N_("money"),
    "overview": N_("overviews"),
    "guard": N_("guard"),
    "around": N_("around it"),
}

NOUNS: Final = {
    "new": N_("something new in the portfolio"),
    "gate": N_("from readiness to an approved decision"),
    "condition": N_("what must be done before the next gate opens"),
    "hooks": N_("what git does before each commit"),
    "report": N_("overviews of streams and of the whole portfolio"),
    "budget": N_("money: what is allocated, committed, paid and given back"),
    "config": N_("your settings"),
    "export": N_("what innoctl knows, for programs of others"),
}
"""What a first word of two stands for, shown when it is typed alone."""

COMMANDS: Final = (
    Command(
        "demo", "demo:demo", "start",
        N_("put the example portfolio on disk and show one of its streams"),
        "innoctl demo ../innoctl-demo",
    ),
    Command(
        "init", "init:init", "start",
        N_("begin a portfolio of your own"),
        "innoctl init ../innovatie --profile politie",
    ),
    Command(
        "new idea", "new_idea:new_idea", "start",
        N_("hand in an idea; a title and a stream are enough to begin"),
        "innoctl new idea --title 'Buurtbot voor vragen' --stream unit/oost-nederland",
    ),
    Command(
        "list", "list:list_ideas", "look",
        N_("list ideas by any of their fields"),
        "innoctl list --stream unit/oost-nederland --where 'horizon>=2'",
    ),
    Command(
        "show", "show:show", "look",
        N_("show all there is to know of one idea, and what became of it"),
        "innoctl show scrum",
    ),
    Command(
        "log", "log:log", "look",
        N_("tell what happened to an idea, the newest first"),
        "innoctl log scrum",
    ),
    Command(
        "search", "search:search", "look",
        N_("find ideas by the words in them"),
        "innoctl search drone zoek",
    ),
    Command(
        "similar", "search:similar", "look",
        N_("list the ideas that resemble an idea or a text"),
        "innoctl similar --text 'verhoor uitwerken met spraakherkenning'",
    ),
    Command(
        "next", "next:worklist", "look",
        N_("show what waits for you: which ideas, for what and since when"),
        "innoctl next --for p-0203",
    ),
    Command(
        "explain", "explain:explain", "look",
        N_("say what a code means, why it matters and what to do"),
        "innoctl explain U801",
    ),
    Command(
        "edit", "edit:edit", "change",
        N_("open an idea in your editor"),
        "innoctl edit scrum",
    ),
    Command(
        "set", "set:set_fields", "change",
        N_("set fields of an idea"),
        "innoctl set scrum horizon=1 tags+=agile",
    ),
    Command(
        "link", "link:link", "change",
        N_("tie two ideas together, or take a tie away"),
        "innoctl link scrum tech-gym --relation similar",
    ),
    Command(
        "undo", "undo:undo", "change",
        N_("take back the last change that you made with innoctl, or another one"),
        "innoctl undo --yes",
    ),
    Command(
        "gate approve", "gate_approve:approve", "gates",
        N_("approve decisions with your own key, or say that you are against"),
        "innoctl gate approve debriefen --as p-0201 --yes",
    ),
    Command(
        "gate record", "gate_record:record", "gates",
        N_("bring the reviews of a merged pull request into the repository"),
        "innoctl gate record --pr 1",
    ),
    Command(
        "gate status", "gate_status:status", "gates",
        N_("show what an idea has and lacks for its next gate"),
        "innoctl gate status debriefen",
    ),
    Command(
        "gate submit", "gate_submit:submit", "gates",
        N_("hand a dossier in for the next gate, and see what it still lacks"),
        "innoctl gate submit vr-oefenen --yes",
    ),
    Command(
        "gate agenda", "gate_agenda:agenda", "gates",
        N_("write the agenda of a council: what is to be decided, a page for each dossier"),
        "innoctl gate agenda --stream unit/oost-nederland --on 2026-09-24",
    ),
    Command(
        "condition met", "feedback:met", "gates",
        N_("close a condition of a decision, with what shows it"),
        "innoctl condition met vr-oefenen c1 --evidence 'drie teams oefenden ermee' --by p-0202",
    ),
    Command(
        "feedback", "feedback:feedback", "gates",
        N_("answer the submitter of an idea"),
        "innoctl feedback debriefen --text 'De raad bespreekt het donderdag.' --by p-0203",
    ),
    Command(
        "gate verify", "gate_verify:verify", "gates",
        N_("prove of every decision who approved it, from the repository alone"),
        "innoctl gate verify",
    ),
    Command(
        "gate advance", "gate:advance", "gates",
        N_("decide on ideas: go, no-go, hold, rework, or beside gates"),
        "innoctl gate advance debriefen --outcome rework --missing 'een begroting' --proposed-by p-0203"
        " --decided-by p-0201",
    ),
    Command(
        "gate change", "gate_change:change", "gates",
        N_("decide on a change of the portfolio's own files"),
        "innoctl gate change --rationale 'Wat in het eerste halfjaar is geleerd' --proposed-by p-0203"
        " --decided-by p-1402 --dry-run",
    ),
    Command(
        "budget allocate", "allocate:allocate", "money",
        N_("change an allocation by a dated line, begin one, or adopt a year"),
        "innoctl budget allocate oost-nederland-2026-innovatie --amount 5000.00 --why 'Bijdrage van het korps'"
        " --proposed-by p-0203 --decided-by p-1402",
    ),
    Command(
        "budget carry", "allocate:carry", "money",
        N_("carry a part of an allocation over to another year"),
        "innoctl budget carry oost-nederland-2025-innovatie oost-nederland-2026-innovatie --amount 2500.00"
        " --why 'Levering schoof over de jaargrens' --proposed-by p-0203 --decided-by p-1402",
    ),
    Command(
        "budget commit", "budget_book:commit", "money",
        N_("book what an idea promises to somebody: an order, a contract"),
        "innoctl budget commit a9qk5k --budget oost-nederland-2026-innovatie --amount 2500.00"
        " --reference O-31 --note 'akoestische panelen' --booked-by p-0204",
    ),
    Command(
        "budget spend", "budget_book:spend", "money",
        N_("book an invoice, with the commitment that it is paid from"),
        "innoctl budget spend a9qk5k --budget oost-nederland-2026-innovatie --amount 1249.50"
        " --reference F-117 --booked-by p-0204",
    ),
    Command(
        "budget release", "budget_book:release", "money",
        N_("give back what was granted to an idea and is not needed"),
        "innoctl budget release a9qk5k --budget oost-nederland-2026-innovatie --amount 500.00"
        " --note 'de panelen vielen mee' --booked-by p-0204",
    ),
    Command(
        "budget correct", "budget_book:correct", "money",
        N_("take a booking back, wholly or partly, by an entry of its own"),
        "innoctl budget correct a9qk5k F-117 --note 'dubbel gefactureerd' --booked-by p-0204",
    ),
    Command(
        "budget import", "budget_import:import_file", "money",
        N_("take over the lines of a bookkeeping export, and tell which are refused"),
        "innoctl budget import ../export.csv --what spend --booked-by p-0204",
    ),
    Command(
        "report stream", "report:stream", "overview",
        N_("show how a stream stands: ideas, gates, waits, money"),
        "innoctl report stream unit/oost-nederland",
    ),
    Command(
        "report portfolio", "report:portfolio", "overview",
        N_("show every idea with its phase, its people and what it waits for"),
        "innoctl report portfolio --stream portfolio/opsporing",
    ),
    Command(
        "report budget", "report_budget:budget", "overview",
        N_("show what is allocated, granted, promised, paid and free, and what changed it"),
        "innoctl report budget --year 2026",
    ),
    Command(
        "check", "check:check", "guard",
        N_("tell all that is wrong: where, why, and what to do"),
        "innoctl check",
    ),
    Command(
        "hooks install", "hooks:install", "guard",
        N_("let git run innoctl check before each commit"),
        "innoctl hooks install",
    ),
    Command(
        "ci", "ci:ci", "guard",
        N_("write the pipeline with which a forge judges changes"),
        "innoctl ci github",
    ),
    Command(
        "codeowners", "ci:codeowners", "guard",
        N_("write whom a forge asks to review a change of the rules"),
        "innoctl codeowners gitlab",
    ),
    Command(
        "export ledger", "export_ledger:ledger", "around",
        N_("write every movement of money as a Beancount ledger, for a controller to audit"),
        "innoctl export ledger -o innovation.beancount",
    ),
    Command(
        "schema", "schema:schema", "around",
        N_("print the JSON Schema of a kind of file, for editors"),
        "innoctl schema idea",
    ),
    Command(
        "config show", "config:show", "around",
        N_("show your settings, with --origin where each one comes from"),
        "innoctl config show --origin",
    ),
)  # fmt: skip


def below(noun: str) -> dict[str, Command]:
    """Return the commands whose first word is ``noun``, by the rest of their name."""
    return {row.name[len(noun) + 1 :]: row for row in COMMANDS if row.name.startswith(f"{noun} ")}


def at_top() -> dict[str, Command | None]:
    """Return what can follow ``innoctl``: a command, or None for the first word of some."""
    return {row.name.split()[0]: None if " " in row.name else row for row in COMMANDS}
