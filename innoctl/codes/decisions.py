"""Codes D4xx: what a decision says, how decisions follow each other, and what follows from them."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

_MOWN = N_(
    "Most ideas should not pass; what makes that fair and useful is that the reason is counted and"
    " can be learnt from."
)
_CHAIN = N_(
    "The decisions on one idea form one chain: each names the one before it by its SHA-256. That"
    " is how a change, a loss or a second version of a decision comes to light."
)
_FOLLOWS = N_(
    "Phase, state and stream are never chosen but follow from the decisions. When the file says"
    " something else, lists and reports would disagree about the same idea."
)
_ORDER = N_(
    "Days in a phase and lead times are counted from these dates; they would go below zero."
)

_RECORD = (
    Code(
        "D401", "error",
        N_("the outcome {outcome:outcome} does not fit {what:beside}"),
        N_(
            "At a gate one lets through, stops, holds or sends back; a move is accepted, and the"
            " other decisions are done or not there."
        ),
        N_("choose one of: {allowed}"),
        "V9",
    ),
    Code(
        "D402", "error",
        N_("a No-go without its reason"),
        _MOWN,
        N_("add reason_code: with one of the reason codes of process.yaml"),
        "V9",
    ),
    Code(
        "D403", "error",
        N_("a conditional Go without conditions"),
        N_("Conditions keep the next gate shut until they are met; without any it is a plain Go."),
        N_("list the conditions with owner and due date, or write outcome: go"),
        "V9",
    ),
    Code(
        "D404", "error",
        N_("a hold without the day to come back"),
        N_("An idea on hold without a day is an idea that was said no to without telling anyone."),
        N_("add until: with the day on which the gatekeepers look again"),
        "V9",
    ),
    Code(
        "D405", "error",
        N_("sent back without saying what is missing"),
        N_("The team can only repair what it is told about."),
        N_("list under missing: what the next dossier must hold"),
        "V9",
    ),
    Code(
        "D406", "error",
        N_("a move without the receiving stream"),
        N_("With the stream the direction and the support of the idea change; someone must take over."),
        N_("add to_stream: with the stream that accepted the idea"),
        "V27",
    ),
    Code(
        "D407", "error",
        N_("{outcome:outcome beside} leaves an idea in its phase, but this goes from {start:phase} to {end:phase}"),
        N_("Only a Go, or a decision to reopen, brings an idea to another phase."),
        N_("write to_phase: {start}, or correct the outcome"),
        "V9",
    ),
    Code(
        "D408", "error",
        N_("the idea moves to {stream}, where it was already"),
        N_("Moves between streams are counted; this one moves nothing."),
        N_("name the receiving stream under to_stream"),
        "V27",
    ),
    Code(
        "D409", "error",
        N_("decided on {decided}, before the dossier was handed in on {handed_in}"),
        _ORDER,
        N_("correct decided_on or handed_in_on"),
    ),
    Code(
        "D410", "error",
        N_("the day to come back, {until}, does not lie after the decision of {decided}"),
        N_("A hold looks ahead; this one would be over before it began."),
        N_("give a later day under until"),
    ),
    Code(
        "D411", "error",
        N_("the condition is due on {due}, before the decision of {decided}"),
        N_("A condition that is due before it was set can never be met in time."),
        N_("correct the day under due"),
    ),
)  # fmt: skip

_IN_CHAIN = (
    Code(
        "D420", "error",
        N_("the decision follows on {after}, which is no decision on this idea"),
        _CHAIN,
        N_(
            "was a decision changed after it was taken, or taken out? look in git log and restore it;"
            " else write after: {expected}"
        ),
    ),
    Code(
        "D421", "error",
        N_("the decisions {number} and {other} both follow on the same one"),
        N_(
            "Two decisions after the same one cannot both be true, wherever they came from: two"
            " branches were merged, or a file was copied."
        ),
        N_("let the people who decided choose; the later one gets after: the SHA-256 of the other"),
    ),
    Code(
        "D423", "error",
        N_("the decision corrects {supersedes}, which is no decision on this idea"),
        N_("A correction takes the place of one earlier decision; this one points at nothing."),
        N_("write under supersedes the SHA-256 of the decision that it corrects"),
    ),
    Code(
        "D424", "error",
        N_("two decisions on this idea have number {number}"),
        N_("Conditions and reports name a decision by its number, and could mean either of the two."),
        N_("give the later one the next free number in its file name"),
    ),
)  # fmt: skip

_STORY = (
    Code(
        "D430", "error",
        N_("decided from phase {phase:phase}, but the idea was in {actual:phase}"),
        N_("A gate judges an idea in the phase before it; from elsewhere it has been skipped."),
        N_("correct from_phase, or record the decision that brought the idea there"),
        "V9",
    ),
    Code(
        "D431", "error",
        N_("the gate {gate} leads from {start:phase} to {end:phase}, not to {to_phase:phase}"),
        N_("Each gate leads to the next phase; no idea skips one."),
        N_("write to_phase: {end}"),
        "V9",
    ),
    Code(
        "D432", "error",
        N_("the gate {gate} stands at the end of {start:phase}; the idea was in {actual:phase}"),
        N_("Each gate judges the ideas of one phase; another gate has been skipped."),
        N_("name the gate at the end of {actual:phase}, or record the decisions that come before"),
        "V9",
    ),
    Code(
        "D433", "error",
        N_("{what} is no gate of the process, nor a decision beside gates"),
        N_("A decision that is about nothing known changes nothing and counts nowhere."),
        N_("choose one of: {known}"),
        "V9",
    ),
    Code(
        "D434", "error",
        N_("decided on a closed idea ({state:state} since {since})"),
        N_("What is stopped or embedded stays so, until it is reopened by a decision."),
        N_(
            "first reopen it: innoctl gate advance IDEA --outcome reopen;"
            " or take this decision out of the branch"
        ),
        "V9",
    ),
    Code(
        "D435", "error",
        N_("{what:beside} does not fit an idea that is {state:state}"),
        N_("Only an idea on hold is resumed, and only a closed one is reopened."),
        N_("take the decision out of the branch, or record what came before it"),
    ),
    Code(
        "D436", "error",
        N_("let through while condition {condition} of decision {number} was open"),
        N_("A conditional Go keeps the next gate shut until each condition is met and accepted."),
        N_("when it is met: innoctl condition met IDEA {number}.{condition} --evidence TEXT"),
        "V9",
    ),
    Code(
        "D437", "error",
        N_("decided in {stream}, but the idea was in {actual}"),
        N_("A stream decides on its own ideas; to decide elsewhere, the idea moves first."),
        N_("write stream: {actual}, or record the move"),
        "V27",
    ),
    Code(
        "D438", "error",
        N_("decided on {day}, before the decision that it follows on, of {before}"),
        _ORDER,
        N_("correct decided_on of one of the two"),
    ),
    Code(
        "D439", "error",
        N_("decided on {day}, before the idea came in on {submitted_on}"),
        _ORDER,
        N_("correct decided_on, or submitted_on in the idea"),
    ),
    Code(
        "D440", "warning",
        N_("{day} lies in the future (today is {today})"),
        N_("What has not happened yet counts in no report, so this idea would seem to stand still."),
        N_("correct the date, or wait with this record"),
    ),
    Code(
        "D441", "error",
        N_("reopened in {to_phase:phase}, but it was closed in {actual:phase}"),
        N_("Whoever reopens an idea takes it through no gate, so it begins again no further than it was."),
        N_("write to_phase: {actual}, or an earlier phase; an idea in use begins again before that"),
        "V9",
    ),
    Code(
        "D442", "error",
        N_("it corrects a decision in whose place decision {number} stands already"),
        N_("A correction takes the place of one decision; what has no place any more, it cannot take."),
        N_("write under supersedes the SHA-256 of decision {number}; once landed, correct this one itself"),
        "V9",
    ),
)  # fmt: skip

_DERIVED = (
    Code(
        "D450", "error",
        N_("the idea says phase {said:phase}; its decisions say {derived:phase}"),
        _FOLLOWS,
        N_("write phase: {derived}, or record the decision that changed it"),
    ),
    Code(
        "D451", "error",
        N_("the idea says state {said:state}; its decisions say {derived:state}"),
        _FOLLOWS,
        N_("write state: {derived}, or record the decision that changed it"),
    ),
    Code(
        "D452", "error",
        N_("the idea says stream {said}; its decisions say {derived}"),
        _FOLLOWS,
        N_("write stream: {derived}, or record the move"),
        "V27",
    ),
    Code(
        "D453", "error",
        N_("condition {condition} of decision {number} is met here, but no such condition was set"),
        N_("A condition is closed by its number and id; this line closes nothing."),
        N_("name a condition that stands in a decision on this idea"),
    ),
)  # fmt: skip

CODES = _RECORD + _IN_CHAIN + _STORY + _DERIVED
