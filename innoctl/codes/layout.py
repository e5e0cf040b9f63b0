"""Codes L5xx: where files stand in a portfolio and how they are named."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

_SEEN = N_(
    "innoctl knows a file by its place and name. One that stands elsewhere is read by nobody, so"
    " its record counts in no list, report or decision."
)
_AGREES = N_(
    "People and commands find a record by its file name. When name and content disagree, one of"
    " the two leads them to the wrong record."
)

_PLACE = (
    Code(
        "L501", "error",
        N_("the file {name} is missing"),
        N_("Every report needs it: without it there is nothing to count by."),
        N_("restore it: git restore {name}; or take one from an example: innoctl init --help"),
    ),
    Code(
        "L502", "error",
        N_("no record has its place here"),
        _SEEN,
        N_("move or rename it to {form}; files that are no record belong outside {folder}/"),
    ),
    Code(
        "L503", "error",
        N_("a file of this name is read by nobody; {near} is"),
        _SEEN,
        N_("rename it: git mv {file} {near}"),
    ),
    Code(
        "L504", "error",
        N_("the name ends in .{suffix}; records end in .yaml"),
        _SEEN,
        N_("rename it: git mv {file} {near}"),
    ),
    Code(
        "L505", "error",
        N_("the folder {folder} is read by nobody; {near} is"),
        N_(
            "Names of folders are written in small letters. On some computers Ideas and ideas are"
            " the same folder, on others two."
        ),
        N_("rename it: git mv {folder} {near}"),
    ),
    Code(
        "L506", "advice",
        N_("there is no people.yaml, so nobody checks who the persons are"),
        N_(
            "You may keep names out of the repository. Then ids stand where names would, and a slip"
            " in one goes unseen."
        ),
        N_(
            "put people.yaml in the folder all the same and name it in .gitignore: innoctl uses it"
            " there, and git leaves it out"
        ),
    ),
)  # fmt: skip

_NAME = (
    Code(
        "L510", "error",
        N_("the file's name says id {named}, its content {said}"),
        _AGREES,
        N_("write id: {named}; for another idea, make a file of its own with innoctl new idea"),
    ),
    Code(
        "L511", "error",
        N_("the file stands in {named}, but the idea came in on {said}"),
        N_(
            "Ideas stand in the folder of the month they came in, and never move; that keeps folders"
            " small and links alive."
        ),
        N_("correct submitted_on, or move the file and its decisions to the folder of that month"),
    ),
    Code(
        "L512", "error",
        N_("the file's name says idea {named}, its content {said}"),
        _AGREES,
        N_("write idea: {named}, or rename the file"),
    ),
    Code(
        "L513", "error",
        N_("the file's name says {named}, its content {said}"),
        _AGREES,
        N_("write what: {named}, or rename the file"),
    ),
    Code(
        "L514", "error",
        N_("the decision stands in {named}, its idea in {said}"),
        N_(
            "The decisions on an idea stand in the folder of the month of the idea, so that they are"
            " found without searching."
        ),
        N_("move it: git mv {file} decisions/{said}/"),
    ),
    Code(
        "L517", "error",
        N_("the file's name says {named}, its content {said}"),
        _AGREES,
        N_("an approval is never renamed nor changed: take this one out and let that person approve"),
    ),
    Code(
        "L518", "error",
        N_("the ledger stands in {named}, its idea in {said}"),
        N_("What an idea commits and spends stands in the folder of the month of the idea, in one file."),
        N_("move it: git mv {file} ledger/{said}/"),
    ),
    Code(
        "L515", "error",
        N_("the file's name says {named}, its content {said}"),
        N_("The allocations of one year stand in the file of that year, and are added up by it."),
        N_("write year: {named}, or rename the file"),
    ),
    Code(
        "L516", "error",
        N_("the file's path says {named}, its content {said}"),
        N_("A stream finds its own process by the path; under another name it fills in nothing."),
        N_("write stream: {named}, or move the file"),
        "V7",
    ),
)  # fmt: skip

CODES = _PLACE + _NAME
