"""Codes M25x and M26x: whether a record agrees with itself."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

CODES = (
    Code(
        "M250", "error",
        N_("it ends on {until}, before it begins on {since}"),
        N_("A period that ends before it begins never holds, so it would count on no day."),
        N_("correct one of the two dates"),
    ),
    Code(
        "M251", "error",
        N_("the id {id} stands twice in {list}"),
        N_("Other lines refer to it by this id, and could mean either of the two."),
        N_("give one of the two another id"),
    ),
    Code(
        "M252", "error",
        N_("the target shares of the horizons add up to {total}, not to 1"),
        N_("The balance of horizons is measured against these shares; together they are the whole."),
        N_("correct the shares so that they add up to 1"),
        "V25",
    ),
    Code(
        "M253", "error",
        N_("the main criterion {criterion} is missing"),
        N_(
            "Every gate of every stream judges by the same five main criteria: efficiency, strategic"
            " fit, lawfulness, added value and feasibility. A stream may ask more, not less."
        ),
        N_("put the criterion back: - {{id: {criterion}, name: ..., question: ...}}"),
        "V10",
    ),
    Code(
        "M254", "error",
        N_("a process needs at least two phases; this one has {count}"),
        N_("Without phases there is no funnel: nothing to pass, and nothing to be mown."),
        N_("describe the phases, the last one for what is in use: innoctl init makes an example"),
        "V7",
    ),
    Code(
        "M255", "error",
        N_("no gate leads from {phase:phase} to {following:phase}"),
        N_(
            "Between every two phases stands a gate where gatekeepers decide Go or No-go. Without it"
            " an idea could never leave the phase."
        ),
        N_("add under gates: - {{id: ..., name: ..., from: {phase}, to: {following}, criteria: [...]}}"),
        "V9",
    ),
    Code(
        "M256", "error",
        N_("the gate {gate} leads back, from {start:phase} to {end:phase}"),
        N_("A gate leads onward; an idea goes back by a decision to reopen it."),
        N_("exchange from and to, or correct the order of the phases"),
        "V9",
    ),
    Code(
        "M257", "advice",
        N_("the phase {phase:phase} delivers nothing before its gate"),
        N_(
            "The first building block of every innovation process is phases with something to"
            " deliver: it shows the gatekeepers what was found out."
        ),
        N_("add to the phase: deliverables: [{{id: ..., name: ...}}]"),
        "V7",
    ),
    Code(
        "M258", "error",
        N_("the gate {gate} judges by no criterion at all"),
        N_("Whoever is told no has a right to know by what was judged."),
        N_("name the criteria of this gate: criteria: [lawfulness, ...]"),
        "V10",
    ),
    Code(
        "M260", "error",
        N_("the stream {stream} does not say its {key}"),
        N_(
            "A unit stream belongs to a unit and a portfolio stream to a task domain; reports by"
            " unit and domain go by it."
        ),
        N_("add to the stream: {key}: ..."),
        "V24",
    ),
    Code(
        "M261", "error",
        N_("{day} lies before the day the idea came in, {submitted_on}"),
        N_("Waiting times would come out below zero."),
        N_("correct this date or submitted_on"),
    ),
    Code(
        "M262", "error",
        N_("{unit} keeps point {point}, which the essence does not have"),
        N_(
            "The essence of an innovation is guarded point by point; a point that is not listed"
            " guards nothing."
        ),
        N_("name a point that stands under essence, or add this one there"),
        "V22",
    ),
    Code(
        "M263", "error",
        N_("the idea {id} is tied to itself"),
        N_("A tie shows where two ideas meet; this one would show a double that is none."),
        N_("name the other idea, or take the tie out: innoctl similar {id} finds candidates"),
        "V28",
    ),
    Code(
        "M264", "error",
        N_("{person} stands among the gatekeepers twice"),
        N_("Only the keys and accounts of the first count; who uses another is not believed."),
        N_("put all keys and accounts of {person} under one person"),
        "V30",
    ),
)  # fmt: skip
