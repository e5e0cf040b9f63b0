"""Codes M20x-M23x: what a record holds, field by field."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

_COUNTS = N_(
    "Reports, lists and decisions count on every field meaning the same in every file. A value"
    " of another kind would be left out or counted wrongly."
)
_STRICT = N_(
    "A key that innoctl does not know is never skipped in silence: what you wrote there would"
    " count nowhere, and nobody would notice."
)
_CHOICE = N_(
    "These words are counted and filtered on. A word outside the list would fall out of every"
    " overview."
)
_IDS = N_("Ids tie records together and stand in file names, so their form is narrow and safe.")

_KEYS = (
    Code(
        "M200", "error",
        N_("the value {value} does not fit here ({type})"),
        _COUNTS,
        N_("see what may stand here: innoctl schema"),
    ),
    Code(
        "M201", "error",
        N_("the key {key} is missing"),
        N_("Without it the record cannot be used: a list, a report or a decision needs it."),
        N_("add a line: {key}: ..."),
    ),
    Code(
        "M202", "error",
        N_("the key {key} is not known here"),
        _STRICT,
        N_("did you mean {near}? rename the key, or take the line out"),
    ),
    Code(
        "M203", "error",
        N_("the key {key} is not known here, nor anything like it"),
        _STRICT,
        N_("take it out, or put its text under notes or under one of: {keys}"),
    ),
    Code(
        "M219", "error",
        N_("the key {key} has no value"),
        N_("A key without a value looks filled in but says nothing."),
        N_("write a value after the colon, or take the line out when the field may be left out"),
    ),
)  # fmt: skip

_KINDS = (
    Code(
        "M204", "error",
        N_("a text is expected here, not {value}"),
        _COUNTS,
        N_("put what stands there in quotes, so that it is read as a text"),
    ),
    Code(
        "M205", "error",
        N_("{value} is none of the words that may stand here"),
        _CHOICE,
        N_("did you mean {near}? allowed: {allowed}"),
    ),
    Code(
        "M206", "error",
        N_("{value} is not a word that may stand here"),
        _CHOICE,
        N_("choose one of: {allowed}"),
    ),
    Code(
        "M207", "error",
        N_("the schema line says {value}; a file at this place is {expected}"),
        N_(
            "The first key says what kind of file this is and in which form it is written, so that"
            " neither a person nor a later innoctl has to guess."
        ),
        N_("write schema: {expected}, or move the file to where its kind belongs"),
    ),
    Code(
        "M208", "error",
        N_("the file is written in a newer form, {value}; this innoctl reads {expected}"),
        N_("Reading a form that one does not know would be guessing at what it means."),
        N_("install a newer innoctl"),
    ),
    Code(
        "M220", "error",
        N_("a list is expected here, not {value}"),
        _COUNTS,
        N_("write [one, another], or each item on a line of its own after a dash"),
    ),
    Code(
        "M221", "error",
        N_("keys with values are expected here, not {value}"),
        _COUNTS,
        N_("write key: value, each on a line of its own, indented below the key above"),
    ),
    Code(
        "M222", "error",
        N_("true or false is expected here, not {value}"),
        N_("In YAML 1.2 only true and false mean yes and no; a quoted word is a text."),
        N_("write true or false, without quotes"),
    ),
    Code(
        "M223", "error",
        N_("a whole number is expected here, not {value}"),
        _COUNTS,
        N_("write a whole number without quotes, point or comma"),
    ),
    Code(
        "M224", "error",
        N_("{value} is too low: at least {limit}"),
        N_("A value out of bounds is most often a slip of the keyboard, and would bend a figure."),
        N_("write a number from {limit} upwards"),
    ),
    Code(
        "M225", "error",
        N_("{value} is too high: at most {limit}"),
        N_("A value out of bounds is most often a slip of the keyboard, and would bend a figure."),
        N_("write a number up to {limit}"),
    ),
)  # fmt: skip

_TEXTS = (
    Code(
        "M210", "error",
        N_("this text is too short: at least {limit} characters"),
        N_("An empty or clipped text tells a reader nothing and cannot be searched."),
        N_("write it out, or take the line out when the field may be left out"),
    ),
    Code(
        "M211", "error",
        N_("this text is too long: at most {limit} characters"),
        N_("Lists and pages show this field whole; long texts have fields of their own."),
        N_("shorten it, and put the rest under a field for longer text, such as notes"),
    ),
    Code(
        "M212", "error",
        N_("{value} does not have the form that is asked here"),
        _COUNTS,
        N_("see the form in the editor's hover text, or with: innoctl schema"),
    ),
    Code(
        "M213", "error",
        N_("{value} is not an id"),
        _IDS,
        N_("use small letters, digits and single dashes between them, such as oost-nederland"),
    ),
    Code(
        "M214", "error",
        N_("{value} is not an idea's id"),
        _IDS,
        N_("an idea's id is six small letters or digits, the start of its file name"),
    ),
    Code(
        "M215", "error",
        N_("{value} is not a stream"),
        N_("There are three kinds of stream: one of the corps, one per unit, one per task domain."),
        N_("write corps, unit/NAME or portfolio/NAME"),
        "V24",
    ),
    Code(
        "M216", "error",
        N_("{value} is not a SHA-256 sum"),
        N_("A decision is tied to exact bytes by this sum; anything else ties it to nothing."),
        N_("copy the 64 hexadecimal digits whole, or leave it to the command that decides"),
    ),
    Code(
        "M217", "error",
        N_("{value} is not the id of a commit"),
        N_("What was judged must be found again; only a full commit id names it for ever."),
        N_("copy the whole id: git rev-parse HEAD"),
    ),
    Code(
        "M218", "error",
        N_("this text holds nothing but white space"),
        N_("A blank text looks filled in but says nothing."),
        N_("write it out, or take the line out when the field may be left out"),
    ),
    Code(
        "M236", "error",
        N_("this must be one line of text without control characters"),
        N_(
            "Invisible characters can hide what a text really says, drive a terminal, or break a"
            " list into pieces."
        ),
        N_("type the text again on one line; longer text belongs in a field for longer text"),
    ),
    Code(
        "M237", "error",
        N_("{value} is no SSH public key"),
        N_(
            "Nobody can sign with it. Where all keys are like this, nobody could ever approve"
            " anything again, not even better keys."
        ),
        N_("copy the line of the .pub file as it is, without options before it"),
        "V30",
    ),
    Code(
        "M238", "error",
        N_("{value} is no path in the portfolio"),
        N_(
            "What was judged is looked up in the portfolio at the commit that is named; outside it"
            " there is nothing that everybody can look up."
        ),
        N_("write the path from the top of the portfolio, without a slash before it, . or .."),
    ),
)  # fmt: skip

_FORMS = (
    Code(
        "M230", "error",
        N_("{value} is not a date"),
        N_("Days in a phase, norms and quarters are counted from dates; a guess would bend them."),
        N_("write year-month-day, such as 2026-05-31"),
    ),
    Code(
        "M231", "error",
        N_("{value} is not an amount"),
        N_(
            "Money is kept in whole cents and never guessed at: 1.234 is a thousand to one reader"
            " and one and a bit to another, and a bare number loses its cents."
        ),
        N_('write it in quotes with a point and two decimals, such as "1250.00"'),
    ),
    Code(
        "M232", "error",
        N_("{value} is not a share"),
        N_("Shares are compared exactly, so they are written as decimal text from 0 to 1."),
        N_('write it in quotes, from "0.0" to "1.0", such as "0.60"'),
    ),
    Code(
        "M233", "error",
        N_("{value} lies below zero"),
        N_("Money that is taken back is booked as a change or a release, never as a negative."),
        N_("write an amount of zero or more"),
    ),
    Code(
        "M234", "error",
        N_("a text is expected here, or a text per language"),
        N_("People read this field in Dutch or English; other languages would never be shown."),
        N_("write a text, or {{nl: ..., en: ...}}"),
    ),
    Code(
        "M235", "error",
        N_("something stands in this list twice"),
        N_("What is listed twice would be counted twice."),
        N_("take one of the two out"),
    ),
)  # fmt: skip

CODES = _KEYS + _KINDS + _TEXTS + _FORMS
