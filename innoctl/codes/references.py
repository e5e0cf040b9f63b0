"""Codes R3xx: what a record points to must be there, and each id belongs to one thing."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

_TIES = N_(
    "Records point to each other by id. What points to nothing falls out of every overview that"
    " goes by it, and nobody is asked, told or counted."
)
_POLICY = N_(
    "Decisions are counted by the words of the process. A word that the process does not have"
    " falls out of every figure."
)
_ONCE = N_("Whoever refers to an id that two things share could mean either of the two.")

CODES = (
    Code(
        "R301", "error",
        N_("no person is called {target}"),
        _TIES,
        N_("choose one of people.yaml, or add the person there; nearest: {near}"),
    ),
    Code(
        "R302", "error",
        N_("no stream is called {target}"),
        _TIES,
        N_("choose one of organisation.yaml, or add the stream there; nearest: {near}"),
        "V24",
    ),
    Code(
        "R303", "error",
        N_("no unit is called {target}"),
        _TIES,
        N_("choose one of organisation.yaml, or add the unit there; nearest: {near}"),
        "V13",
    ),
    Code(
        "R304", "error",
        N_("no task domain is called {target}"),
        _TIES,
        N_("choose one of organisation.yaml, or add the domain there; nearest: {near}"),
        "V2",
    ),
    Code(
        "R305", "error",
        N_("no idea has id {target}"),
        _TIES,
        N_("look the idea up: innoctl search WORDS; nearest: {near}"),
        "V28",
    ),
    Code(
        "R306", "error",
        N_("no theme is called {target}"),
        _TIES,
        N_("choose one of agenda.yaml, or add the theme there; nearest: {near}"),
        "V26",
    ),
    Code(
        "R307", "error",
        N_("no direction of the compass is called {target}"),
        _TIES,
        N_("choose one of agenda.yaml; nearest: {near}"),
        "V3",
    ),
    Code(
        "R308", "error",
        N_("no key technology is called {target}"),
        _TIES,
        N_("choose one of agenda.yaml, or add the technology there; nearest: {near}"),
        "V15",
    ),
    Code(
        "R309", "error",
        N_("no budget is called {target}"),
        N_("Money that is granted from a budget that is not there has been promised by nobody."),
        N_("choose one of the files in budgets/; nearest: {near}"),
        "V31",
    ),
    Code(
        "R310", "error",
        N_("no phase is called {target}"),
        _POLICY,
        N_("choose one of process.yaml; nearest: {near}"),
        "V8",
    ),
    Code(
        "R311", "error",
        N_("no gate is called {target}"),
        _POLICY,
        N_("choose one of process.yaml; nearest: {near}"),
        "V9",
    ),
    Code(
        "R312", "error",
        N_("no criterion is called {target}"),
        _POLICY,
        N_("choose one of process.yaml, or add the criterion there; nearest: {near}"),
        "V10",
    ),
    Code(
        "R313", "error",
        N_("no deliverable is called {target}"),
        _POLICY,
        N_("choose one of process.yaml or of the stream's own process; nearest: {near}"),
        "V8",
    ),
    Code(
        "R314", "error",
        N_("no question of the checklist is called {target}"),
        _POLICY,
        N_("choose one of the checklist in process.yaml; nearest: {near}"),
        "V10",
    ),
    Code(
        "R315", "error",
        N_("no reason for No-go is called {target}"),
        _POLICY,
        N_("choose one of process.yaml, or add the reason there; nearest: {near}"),
        "V9",
    ),
    Code(
        "R316", "error",
        N_("no role is called {target}"),
        N_("Who may decide follows from roles; a role that is not there is held by nobody."),
        N_("choose one of organisation.yaml, or add the role there; nearest: {near}"),
        "V30",
    ),
    Code(
        "R317", "error",
        N_("the decision belongs to portfolio {target}, not to this one"),
        N_("A decision that was copied from another portfolio was never taken in this one."),
        N_("take the file out; if the portfolio itself was renamed, restore its id: {near}"),
    ),
    Code(
        "R320", "error",
        N_("the id {target} stands in {other} as well"),
        _ONCE,
        N_("give the younger of the two another id, also where it is referred to"),
    ),
    Code(
        "R321", "error",
        N_("the id {target} stands in this file twice"),
        _ONCE,
        N_("give one of the two another id, or take one out"),
    ),
)  # fmt: skip
