"""Codes: usage."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

CODES = (
    # looking something up in a portfolio
    Code(
        "U701",
        "error",
        N_("no portfolio here: neither {start} nor a folder above it holds a portfolio.yaml"),
        N_("Every command works on one portfolio; its folder is known by the file portfolio.yaml."),
        N_("go into a portfolio, name it with -C DIR, or make one: innoctl init DIR"),
    ),
    Code(
        "U702",
        "error",
        N_("no idea is called {name}"),
        N_("An idea is named by its id, by an unambiguous start of it, or by a part of its slug."),
        N_("did you mean: {near}"),
    ),
    Code(
        "U703",
        "error",
        N_("{name} can mean {count} ideas: {candidates}"),
        N_("A command that guessed would sooner or later change the wrong idea."),
        N_("use the first six characters, the id"),
    ),
    Code(
        "U704",
        "error",
        N_("no stream is called {name}"),
        N_("Streams stand in organisation.yaml; an id is corps, unit/NAME or portfolio/NAME."),
        N_("did you mean: {near}"),
    ),
    Code(
        "U705",
        "error",
        N_("ideas have no field {name}"),
        N_("A filter on a field that does not exist would quietly find nothing."),
        N_("did you mean: {near}"),
    ),
    Code(
        "U706",
        "error",
        N_("{filter} is not a filter"),
        N_("A filter is a field, an operator and a value: = != >= <= > < or ~ for contains."),
        N_("for example: --where horizon>=2"),
    ),
    Code(
        "U707",
        "error",
        N_("this report has no figure {name}"),
        N_("--open lists the ideas behind one figure, by the name that -o json gives it."),
        N_("did you mean: {near}"),
    ),
)
