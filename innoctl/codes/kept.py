"""Codes G558 and G560 to G562: amounts that are only added to, taken out or altered."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

_LEDGER = N_(
    "A ledger is only added to, so that whoever adds it up next year finds what was there this year."
)
_COUNTER = N_(
    "put it back as it was; what was booked wrongly is put right with innoctl budget correct"
)
_TOTAL = N_(
    "An allocation is changed by a line with its day and reason and is never overwritten, also in a"
    " year that is still provisional: else nobody finds what stood there on an earlier day."
)
_DATED = N_(
    "put it back as it was, and change the allocation with innoctl budget allocate or budget carry"
)

CODES = (
    Code(
        "G558", "error",
        N_("a booking was changed or taken out: {reference}, {amount:money}"),
        _LEDGER, _COUNTER, "V31",
    ),
    Code(
        "G560", "error",
        N_(
            "commit {commit} changed or took out the booking that stood here: {reference},"
            " {amount:money}"
        ),
        _LEDGER, _COUNTER, "V31",
    ),
    Code(
        "G561", "error",
        N_("an allocation or a dated change of it was altered or taken out: {budget}, {amount:money}"),
        _TOTAL, _DATED, "V31",
    ),
    Code(
        "G562", "error",
        N_(
            "commit {commit} altered or took out the allocation, or the dated change of it, that"
            " stood here: {budget}, {amount:money}"
        ),
        _TOTAL, _DATED, "V31",
    ),
)  # fmt: skip
