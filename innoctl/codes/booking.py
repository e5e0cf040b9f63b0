"""Codes U77x: booking on one idea (V31)."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

_FORM = N_("A point that is guessed at is a factor of a thousand, so an amount has one form only.")

CODES = (
    Code(
        "U770", "error",
        N_("{value} is not an amount"),
        _FORM,
        N_("write it as 1234.56: a point before the cents, and nothing between the thousands"),
    ),
    Code(
        "U771", "error",
        N_("{value} is in another currency: {currency}"),
        N_("Amounts of two currencies cannot be added up, and nobody would see that they were."),
        N_("give what it cost in {own}, as your bookkeeping has it"),
        "V31",
    ),
    Code(
        "U772", "error",
        N_("{value} is not above zero"),
        N_("What was booked is taken back by an entry that names it, so that anybody can follow it."),
        N_("give an amount above zero; to take something back: innoctl budget correct IDEA REFERENCE --note WHY"),
        "V31",
    ),
    Code(
        "U773", "error",
        N_("no budget is called {name}"),
        N_("An amount on a budget that nobody knows would count nowhere."),
        N_("did you mean {near}?"),
        "V31",
    ),
    Code(
        "U774", "error",
        N_("nothing is left of {reference} on {budget}"),
        N_("What was paid or taken back already cannot be taken back once more."),
        N_("see what is booked: the idea's file in ledger/"),
        "V31",
    ),
    Code(
        "U775", "error",
        N_("{id} has nothing to give back on {budget}: all that was granted is paid, promised or given back"),
        N_("A gate releases money step by step; only what is neither paid nor promised can be given back."),
        N_("take the rest of a commitment back first: --commitment REFERENCE"),
        "V31",
    ),
    Code(
        "U776", "error",
        N_("nothing is booked on {id} under {reference}"),
        N_("An entry that takes something back names the booking that it is about."),
        N_("did you mean {near}?"),
    ),
    Code(
        "U777", "error",
        N_("{path} cannot be read, so nothing is booked"),
        N_("Who adds to a ledger that cannot be read does not know what is booked already."),
        N_("put right what is said above, and give the command again"),
    ),
    Code(
        "U778", "error",
        N_("{path} is full"),
        N_("A larger file would be read by no command any longer."),
        N_("have less booked line by line: one line a month of what belongs together"),
    ),
    Code(
        "U779", "error",
        N_("{value} is no share: {form}"),
        N_("What is typed for several years is never guessed."),
        N_("for example: --part oost-2027-innovatie=2500.00"),
    ),
    Code(
        "U780", "error",
        N_("{on} has not come yet (today is {today})"),
        N_("What has not happened yet counts in no figure, and would seem to be missing."),
        N_("book it when it is there: an order on its day, an invoice on its date"),
    ),
)  # fmt: skip
