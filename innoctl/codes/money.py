"""Codes B7xx: what is granted, committed and spent, and which budget carries it (V23, V31)."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

_GRANTED = N_(
    "A gate releases money step by step. What is promised to others beyond that is promised by"
    " nobody who may."
)
_CLOSED = N_(
    "What an idea does not need any more is released when it is closed, for others to use."
)
_OWN_BUDGET = N_(
    "Scaling is paid from its own budgets, so that it never eats the room for new ideas."
)
_LEDGER = N_(
    "A ledger is only added to: what was booked wrongly is put right by a counter-entry that names"
    " it, so that anybody can follow every cent."
)
_FACT = N_("It is a fact, so it is booked and counts; but somebody should know of it and act.")
_COVER = N_(
    "Money is granted once. Where more is granted than there is, whoever granted last gave what"
    " was no longer there."
)
_YEAR = N_("Money that is not used could have served another idea, and next year it may be gone.")
_CARRIED = N_(
    "What is carried over leaves one year and comes into the next: the two sides are one decision,"
    " and no cent gets lost between them."
)

_REFUSED = (
    Code(
        "B701", "error",
        N_("{needed:money} is committed and paid from {budget}, where {granted:money} is granted"),
        _GRANTED,
        N_("commit less, or have a gate grant more first"),
        "V31",
    ),
    Code(
        "B702", "error",
        N_("committed on {day}, while the idea is closed since {since}"),
        _CLOSED,
        N_("have the idea reopened first, or book it on the idea that it is for"),
        "V31",
    ),
    Code(
        "B703", "error",
        N_("{budget} is innovation money, and the phase {phase:phase} commits realisation money"),
        _OWN_BUDGET,
        N_("commit it on a budget of the kind realisation that was granted to the idea"),
        "V23",
    ),
    Code(
        "B704", "error",
        N_("corrects {reference}, which is not booked on {budget} before it"),
        _LEDGER,
        N_("name the reference of the line that it takes back, on the same budget and of the same kind"),
        "V31",
    ),
    Code(
        "B705", "error",
        N_("takes back {amount:money} of {reference}, of which {left:money} is left"),
        _LEDGER,
        N_("take back no more than what was booked under that reference"),
        "V31",
    ),
    Code(
        "B706", "error",
        N_("an amount of {amount:money}, which does not fit with what it corrects"),
        _LEDGER,
        N_("a counter-entry has an amount below zero and corrects: with a reference; no other line has"),
        "V31",
    ),
    Code(
        "B707", "error",
        N_("no commitment {commitment} is booked on {budget}"),
        N_("An invoice that names a commitment draws it down; one that names none would leave it open."),
        N_("name the reference of the commitment on the same budget, or leave commitment: out"),
        "V31",
    ),
    Code(
        "B708", "error",
        N_("{reference} is booked on {budget} twice"),
        N_(
            "A reference stands once for each budget in the ledger of an idea, so that no line is"
            " booked on it twice."
        ),
        N_("if it is another one, give it a reference of its own; if not, correct it by a counter-entry"),
        "V31",
    ),
    Code(
        "B709", "error",
        N_("gives back {amount:money} of {budget}, of which {rest:money} is granted and not needed"),
        _GRANTED,
        N_("give back no more than what is neither paid nor promised"),
        "V31",
    ),
    Code(
        "B710", "error",
        N_("leaves {granted:money} granted of {budget}, where {needed:money} is committed and paid"),
        N_(
            "A correction stands in the place of what it corrects. What others were promised on the"
            " strength of that does not go away with it."
        ),
        N_("grant as much as is committed and paid, or take commitments back by a counter-entry first"),
        "V31",
    ),
    Code(
        "B711", "error",
        N_("{amount:money} of {budget} has no cover: {granted:money} is granted of {allocated:money} (before it: {other})"),
        _COVER,
        N_("correct this decision, have money released, or have the allocation changed by its owners"),
        "V31",
    ),
    Code(
        "B712", "error",
        N_("takes {amount:money} of {budget} back that was released, where {free:money} is free"),
        _COVER,
        N_("have the allocation changed by its owners, or let a new decision grant what is free"),
        "V31",
    ),
    Code(
        "B713", "error",
        N_("{budget} can be granted on from {since} on, and this is decided on {day}"),
        N_("A year's money is there once its file says so; before that day there is nothing to grant."),
        N_("decide it later, take another budget, or have since: changed by the owners of the budgets"),
        "V31",
    ),
    Code(
        "B714", "error",
        N_("a decision that closes idea {idea} grants it money"),
        _CLOSED,
        N_("leave resources: out, or grant them by a decision that keeps the idea under way"),
        "V31",
    ),
    Code(
        "B715", "error",
        N_("carried over to or from {other}, which has no change of {amount:money} on {day} that names {budget}"),
        _CARRIED,
        N_("write both sides: innoctl budget carry {budget} {other} does"),
        "V31",
    ),
    Code(
        "B716", "error",
        N_("{other} is no budget of the same stream and kind, a year earlier or later"),
        N_("Money is never netted between streams, kinds or years; it is carried over year by year."),
        N_("name the budget of the year before or after, or write two changes that each say why"),
        "V31",
    ),
    Code(
        "B717", "error",
        N_("this change takes {budget} to {amount:money}"),
        N_("An allocation cannot be less than nothing."),
        N_("take away less, or correct an earlier change by one more"),
        "V31",
    ),
    Code(
        "B718", "error",
        N_("takes back the release {reference}, while the idea was closed since then, on {day}"),
        _CLOSED,
        N_("have a gate grant the money anew"),
        "V31",
    ),
    Code(
        "B719", "error",
        N_("dated {day}, while {budget} can change from {since} to {until}"),
        N_("A change on a day on which there was no such budget, or long after, would bend every figure."),
        N_("give a day between the two"),
        "V31",
    ),
    Code(
        "B740", "error",
        N_("takes back {reference} of {booked} on {day} already"),
        _LEDGER,
        N_("date the counter-entry on the day of what it corrects, or later"),
        "V31",
    ),
    Code(
        "B741", "error",
        N_("takes {amount:money} of {budget} back that lapsed when the idea was closed on {day}"),
        _CLOSED,
        N_("have a gate grant the money anew and commit it after that; an invoice is booked as it is"),
        "V31",
    ),
)  # fmt: skip

_NOTICED = (
    Code(
        "B720", "warning",
        N_("{needed:money} is committed and paid from {budget}, where {granted:money} is granted"),
        _FACT,
        N_("have a gate grant the rest, or have the invoice corrected"),
        "V31",
    ),
    Code(
        "B721", "warning",
        N_("dated {day}, on the budget {budget} of {year}"),
        _FACT,
        N_("see that the year is still open, or carry the money over: innoctl budget carry"),
        "V31",
    ),
    Code(
        "B722", "warning",
        N_("dated {day}, while the idea is closed since {since}"),
        _FACT,
        N_("find out who ordered it; take the rest of its commitments back if nothing more is to come"),
        "V31",
    ),
    Code(
        "B723", "warning",
        N_("paid from innovation money ({budget}) in the phase {phase:phase}"),
        _OWN_BUDGET,
        N_("correct it by a counter-entry and book it on realisation money, if it is for scaling"),
        "V23",
    ),
    Code(
        "B724", "warning",
        N_("{held:money} of {budget} is taken, of {allocated:money} that was allocated: invoices went beyond their grants"),
        _FACT,
        N_("have the allocation changed, or have grants released that are not needed"),
        "V31",
    ),
    Code(
        "B725", "warning",
        N_("the invoice {reference} is booked on {budget} for idea {other} too"),
        N_("An invoice that two ideas each book whole is counted twice, and may be paid twice."),
        N_("if it is the same one, correct it on the idea that it is not for: innoctl budget correct"),
        "V31",
    ),
    Code(
        "B726", "warning",
        N_("{paid:money} is paid on {commitment}, for which {promised:money} was committed"),
        N_("What is paid beyond a commitment was promised to nobody: it may be booked wrongly, or ordered by nobody."),
        N_("find out what it is for; book what belongs to no commitment without commitment:"),
        "V31",
    ),
)  # fmt: skip

_ADVICE = (
    Code(
        "B730", "advice",
        N_("{spent:money} of {allocated:money} is spent of {budget}: less than half of what the days would take"),
        _YEAR,
        N_("look what holds up the ideas on it, or give a part of it to another budget in time"),
        "V31",
    ),
    Code(
        "B731", "advice",
        N_("grants on {budget} on which nothing was booked for {norm} days: {count} (longest: {oldest})"),
        _YEAR,
        N_("ask whether it is still needed; innoctl budget release IDEA gives back what is not"),
        "V31",
    ),
    Code(
        "B732", "advice",
        N_("at this pace {budget} is used up on {day}: {spent:money} of {allocated:money} is spent"),
        N_("When money runs out before the year does, work stops that was promised to go on."),
        N_("slow down what can wait, or have the allocation changed by its owners in time"),
        "V31",
    ),
)  # fmt: skip

CODES = _REFUSED + _NOTICED + _ADVICE
