"""Codes D57x and U97x: allocations that are asked to change."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

CODES = (
    Code(
        "D570", "error",
        N_("{amount:money} is taken from {budget}, of which {free:money} is free on {day}"),
        N_("What is granted, promised or paid cannot be taken away any more."),
        N_("take away less, or have grants released first that are not needed"),
        "V31",
    ),
    Code(
        "U973", "error",
        N_("{value} moves no money"),
        N_("A change of nothing would be decided on and then stand there for ever."),
        N_(
            "give an amount above zero; below zero takes away with budget allocate, and with budget"
            " carry the two budgets change places"
        ),
    ),
    Code(
        "U974", "error",
        N_("{option} does not go with {other}"),
        N_("A command that left out a part of what was asked would do something else than was meant."),
        N_("leave one of the two out"),
    ),
    Code(
        "U975", "error",
        N_("{budget} is there already"),
        N_("A total is never overwritten; what changes over the year is a line with its day and reason."),
        N_("change it: innoctl budget allocate {budget} --amount AMOUNT --why TEXT"),
        "V31",
    ),
    Code(
        "U976", "error",
        N_("the allocations of {year} stand already, and they are {status:year}"),
        N_("Status and first day belong to a year, and every allocation of it has the same."),
        N_("leave --provisional and --since out; a provisional year is adopted with --final {year}"),
    ),
    Code(
        "U977", "error",
        N_("there is no provisional year {year}; there are: {years}"),
        N_("A year is adopted once; from then on it only changes by lines with a day and a reason."),
        N_("name a year that is provisional"),
    ),
)  # fmt: skip
