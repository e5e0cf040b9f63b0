"""Codes U78x and I1xx: a bookkeeping export that is taken over, and the lines of it that are not (V31)."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

_WHOLE = N_(
    "What cannot be read with certainty is not read in part: a figure would be missing and nobody would know."
)
_ONCE = N_(
    "An import can be given again: what is booked already is skipped, so that nothing counts twice."
)
_LINE = N_(
    "A line that is guessed at is money on the wrong place; it waits in the file of refused lines."
)
_MEND = N_("put the line right in the export, or in the file of refused lines, and import that")

CODES = (
    Code(
        "U781", "error",
        N_("{path} is too large: more than {most} MB"),
        N_("One import is one commit, and one commit should be looked at by somebody."),
        N_("export a shorter period, and import one after the other"),
    ),
    Code(
        "U782", "error",
        N_("{path} is not {encoding}: line {line}"),
        _WHOLE,
        N_("name the encoding: --encoding cp1252 is what older programs on Windows write"),
    ),
    Code(
        "U783", "error",
        N_("{path} holds a NUL byte in line {line}"),
        _WHOLE,
        N_("export it as CSV in UTF-8; a workbook or a database is no CSV"),
    ),
    Code(
        "U784", "error",
        N_("in {path} a quote is opened in line {line} and never closed"),
        _WHOLE,
        N_("see whether the file is whole, export it again, or close the quote"),
    ),
    Code(
        "U785", "error",
        N_("no encoding is called {name}"),
        _WHOLE,
        N_("for example: --encoding utf-8, --encoding cp1252 or --encoding utf-16"),
    ),
    Code(
        "U786", "error",
        N_("which column is it: {fields}"),
        N_("Columns are found by their names, in Dutch and English; what is not found is told, never guessed."),
        N_("add {flags}; the columns are: {columns}"),
    ),
    Code(
        "U787", "error",
        N_("{value} does not say which column a field is"),
        N_("What to take from where is told as FIELD=COLUMN."),
        N_("for example: --map amount=Bedrag; the fields are: {fields}"),
    ),
    Code(
        "U788", "error",
        N_("{path} has no column {column}, or more than one"),
        N_("A field is taken from exactly one column."),
        N_("the columns are: {columns}"),
    ),
    Code(
        "U789", "error",
        N_("{path} writes amounts in two ways: {points} with a point, {commas} with a comma"),
        N_("Where both are used nobody knows which one parts the thousands."),
        N_("say which one stands before the cents, --decimal , or --decimal . and the other lines are refused"),
    ),
    Code(
        "U790", "error",
        N_("nothing is booked, for some lines are refused ({count}); they stand in {path}"),
        N_("With --all-or-nothing an export is taken over as a whole or not at all."),
        N_("put them right, or leave --all-or-nothing out"),
    ),
    Code(
        "U791", "error",
        N_("{path} holds no lines"),
        N_("An export without a header or without a line under it is more often a mistake than a quiet month."),
        N_("look at the file; its first line names the columns"),
    ),
    Code(
        "U792", "error",
        N_("{path} cannot hold the refused lines: it is the export itself"),
        N_("The export is what one goes back to when something is unclear."),
        N_("give another name: --rejected FILE"),
    ),
    # one line of an export
    Code("I101", "error", N_("this line is not CSV: {fact}"), _LINE, _MEND),
    Code("I102", "error", N_("{count} fields, where the header has {asked}"), _LINE, _MEND),
    Code(
        "I103", "error",
        N_("the file ends in this line without a line break: it may be cut off"),
        _LINE,
        N_("see whether the line is whole, add the line break, and import it again"),
    ),
    Code("I104", "error", N_("{name} is empty"), _LINE, _MEND),
    Code("I105", "error", N_("{value} is no date as 2026-05-31 or 31-05-2026"), _LINE, _MEND),
    Code("I106", "error", N_("{value} is no amount as 1234.56 or 1234,56"), _LINE, _MEND),
    Code("I107", "error", N_("{value} has not the cents behind {sign}, as all others have"), _LINE, _MEND),
    Code("I108", "error", N_("{on} has not come yet (today is {today})"), _LINE, _MEND),
    Code("I109", "error", N_("{value} is another currency than {own}"), _LINE, _MEND),
    Code("I110", "error", N_("{value} has its cents behind {sign}; others in the same column have not"), _LINE, _MEND),
    Code(
        "I111", "error",
        N_("{name} begins as a formula of a spreadsheet does: {value}"),
        N_("Whoever opens the figures in a spreadsheet later would run it."),
        _MEND,
    ),
    Code("I112", "error", N_("there is no idea {value}"), _LINE, _MEND),
    Code("I113", "error", N_("there is no budget {value}"), _LINE, _MEND),
    Code("I114", "error", N_("{value} is neither commit, spend nor release"), _LINE, _MEND),
    Code("I115", "error", N_("{reference} stands on {budget} in line {line} already"), _ONCE, _MEND),
    Code(
        "I116", "error",
        N_("{reference} is booked on {budget} already, with {amount:money} on {day}"),
        _ONCE,
        N_("correct what is booked (innoctl budget correct IDEA REFERENCE --note WHY), or give it a reference of its own"),
    ),
    Code(
        "I117", "error",
        N_("an amount below zero, and nothing says what it takes back"),
        N_("A credit note counts against the invoice that it is about, so that anybody can follow it."),
        N_("add a column with the reference of that invoice (--map corrects=COLUMN), or use its reference"),
    ),
    Code("I118", "error", N_("an amount of {amount:money} does not fit with what it takes back"), _LINE, _MEND),
    Code("I119", "error", N_("the ledger of this idea cannot be read: innoctl check says why"), _LINE, _MEND),
    Code("I120", "error", N_("{name} is longer than {most} characters, or not one line of text"), _LINE, _MEND),
    Code("I121", "error", N_("there is no person {value}"), _LINE, _MEND),
    Code("I122", "error", N_("the ledger of this idea is full"), _LINE, _MEND),
    Code(
        "I123", "error",
        N_("what was given back is not taken back by an import"),
        N_("Others may have been granted it since."),
        N_("take it back by itself: innoctl budget correct IDEA REFERENCE --note WHY"),
    ),
)  # fmt: skip
