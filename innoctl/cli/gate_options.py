"""The options of ``innoctl gate advance``: what is decided, and why."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Final

import typer

from innoctl.cli.complete import complete_ideas, quietly
from innoctl.locale import N_, language


class Outcome(StrEnum):
    """What can be decided on an idea, at a gate and beside gates."""

    go = "go"
    conditional_go = "conditional_go"
    no_go = "no_go"
    hold = "hold"
    rework = "rework"
    withdraw = "withdraw"
    resume = "resume"
    reopen = "reopen"


def _named(start: str, rows: Any) -> list[tuple[str, str]]:
    from innoctl.model.policy import in_language

    return [(row.id, in_language(row.name, language())) for row in rows if row.id.startswith(start)]


@quietly
def complete_gates(incomplete: str) -> list[tuple[str, str]]:
    """Return the gates that can follow."""
    from innoctl.cli.looking import here

    with here() as portfolio:
        return _named(incomplete, portfolio.process().gates)


@quietly
def complete_reasons(incomplete: str) -> list[tuple[str, str]]:
    """Return the reason codes that can follow."""
    from innoctl.cli.looking import here

    with here() as portfolio:
        return _named(incomplete, portfolio.process().reason_codes)


@quietly
def complete_criteria(incomplete: str) -> list[tuple[str, str]]:
    """Return the criteria that can follow, each with the sign that its finding comes behind."""
    from innoctl.cli.looking import here

    with here() as portfolio:
        rows = _named(incomplete, portfolio.process().criteria)
    return [(f"{name}=", said) for name, said in rows]


@quietly
def complete_budgets(incomplete: str) -> list[tuple[str, str]]:
    """Return the budgets that can follow, each with the sign that the amount comes behind."""
    from innoctl.cli.looking import here

    with here() as portfolio:
        rows = portfolio.budgets()
    return [(f"{row.id}=", row.stream) for row in rows if row.id.startswith(incomplete)]


@quietly
def complete_persons(incomplete: str) -> list[tuple[str, str]]:
    """Return the persons that can follow."""
    from innoctl.cli.looking import here

    with here() as portfolio:
        rows = portfolio.people().persons.values()
    return [(row.id, row.name) for row in rows if row.id.startswith(incomplete)]


def _text(help_text: str, *names: str, metavar: str = "TEXT", complete: Any = None) -> Any:
    return typer.Option(*names, help=help_text, metavar=metavar, autocompletion=complete)


Ideas = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="IDEA",
        help=N_(
            "the ideas that are decided on: each its id, the start of it, or a part of its slug"
        ),
        autocompletion=complete_ideas,
    ),
]
Gate = Annotated[
    str,
    _text(
        N_("the gate; the one that leads out of the phase of the idea, unless said"),
        "--gate", metavar="GATE", complete=complete_gates,
    ),
]  # fmt: skip
OutcomeOption = Annotated[
    Outcome | None,
    typer.Option("--outcome", help=N_("what is decided at the gate, or beside gates")),
]
Rationale = Annotated[str, _text(N_("why it is decided so (@FILE, or -)"), "--rationale")]
Criteria = Annotated[
    list[str] | None,
    _text(
        N_("what was found on a criterion: met, not_met or 1 to 5, and why behind a semicolon"),
        "--criterion", metavar="ID=FOUND", complete=complete_criteria,
    ),
]  # fmt: skip
Conditions = Annotated[
    list[str] | None,
    _text(
        N_("what must be done before the next gate, by whom and by when"),
        "--condition", metavar="TEXT;PERSON;DATE",
    ),
]  # fmt: skip
ReasonCode = Annotated[
    str,
    _text(
        N_("the reason for No-go"), "--reason-code", metavar="CODE", complete=complete_reasons
    ),
]  # fmt: skip
Lesson = Annotated[str, _text(N_("what was learnt (@FILE, or -)"), "--lesson")]
Until = Annotated[str, _text(N_("the day to come back, for hold"), "--until", metavar="DATE")]
Missing = Annotated[
    list[str] | None, _text(N_("what the next dossier must hold, for rework"), "--missing")
]
Resources = Annotated[
    list[str] | None,
    _text(
        N_("money that comes with it, as 25000.00"),
        "--resource", metavar="BUDGET=AMOUNT", complete=complete_budgets,
    ),
]  # fmt: skip
Waivers = Annotated[
    list[str] | None,
    _text(
        N_("what is not asked for this time, and why; never lawfulness, money or authority"),
        "--waive", metavar="WHAT=BECAUSE",
    ),
]  # fmt: skip
ToSubmitter = Annotated[
    str, _text(N_("what the submitter is told (@FILE, or -)"), "--to-submitter")
]
ToPhase = Annotated[
    str,
    _text(N_("where a reopened idea begins again; where it was, unless said"), "--to-phase",
          metavar="PHASE"),
]  # fmt: skip
ProposedBy = Annotated[
    str,
    _text(
        N_("who proposes it; you, by the setting person or by git's address"),
        "--proposed-by", metavar="PERSON", complete=complete_persons,
    ),
]  # fmt: skip
DecidedBy = Annotated[
    list[str] | None,
    _text(
        N_("who decided, where the portfolio only writes names down"),
        "--decided-by", metavar="PERSON", complete=complete_persons,
    ),
]  # fmt: skip
On = Annotated[
    str, _text(N_("the day of the decision; today, unless said"), "--on", metavar="DATE")
]
Corrects = Annotated[
    str,
    _text(
        N_("the number of the decision that this one takes the place of"),
        "--corrects", metavar="NUMBER",
    ),
]  # fmt: skip
From = Annotated[
    str,
    _text(
        N_("take one or many decisions from a YAML or JSON file; - is what is piped in"),
        "--from", metavar="FILE",
    ),
]  # fmt: skip
Push = Annotated[bool, typer.Option("--push", help=N_("push the branch and open the pull request"))]
Remote = Annotated[
    str,
    _text(N_("the remote to push to; where the branch comes from, unless said"), "--remote",
          metavar="REMOTE"),
]  # fmt: skip

FLAGS: Final = {
    "criteria": "--criterion",
    "conditions": "--condition",
    "resources": "--resource",
    "waivers": "--waive",
    "what": "--gate",
    "idea": "IDEA",
    "decided_on": "--on",
    "supersedes": "--corrects",
}
"""The option that gives a key of a decision, where it is called otherwise."""
