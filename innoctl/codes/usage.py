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
    # changing one idea
    Code(
        "U830",
        "error",
        N_("{field} is not set by hand"),
        N_(
            "Phase and state follow from the decisions on an idea, so that no idea passes a gate unseen."
        ),
        N_("record a gate decision: innoctl gate"),
        "V9",
    ),
    Code(
        "U831",
        "error",
        N_("{field} is not set by hand"),
        N_("An idea changes stream by a move that one side asks for and the other accepts."),
        N_("move it: innoctl stream move"),
        "V27",
    ),
    Code(
        "U832",
        "error",
        N_("{argument} is not an assignment"),
        N_("What to change is told as FIELD=VALUE, without spaces around the sign."),
        N_('for example: innoctl set ID horizon=2 tags+=drones "problem=what hurts today"'),
    ),
    Code(
        "U833",
        "error",
        N_("ideas have no field {field}"),
        N_("A field that nobody knows would be lost to every report."),
        N_("did you mean: {near}"),
    ),
    Code(
        "U834",
        "error",
        N_("{field} has no such item: it holds {count}"),
        N_("Items of a list are counted from 0."),
        N_("add one at the end: {field}+=VALUE"),
    ),
    Code(
        "U835",
        "error",
        N_("{field} never changes"),
        N_("Decisions, links and other records name an idea by its id for ever."),
        N_("make a new idea and link the two: innoctl new idea, innoctl link"),
    ),
    Code(
        "U836",
        "error",
        N_("ideas have no field {field}"),
        N_("A field that nobody knows would be lost to every report."),
        N_("what can stand here: {names}"),
    ),
    Code(
        "U837",
        "error",
        N_("{field} holds a value, not fields"),
        N_("A part of a field is named with a point, as in scaling.strategy."),
        N_("set the field itself: {field}=VALUE"),
    ),
    Code(
        "U838",
        "error",
        N_("{field} is no list, so {sign} does not work on it"),
        N_("+= adds to a list and -= takes out of one."),
        N_("use {field}=VALUE"),
    ),
    Code(
        "U839",
        "error",
        N_("{value} does not stand in {field}"),
        N_("Taking out what is not there is more often a slip than a wish."),
        N_("see what stands there: innoctl show ID"),
    ),
)
