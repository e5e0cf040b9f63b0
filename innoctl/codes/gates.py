"""Codes: handing in, answering, conditions and worklists. U901 to U909 are the forge's."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

CODES = (
    Code(
        "U980",
        "error",
        N_("{id} is closed: {state:state}"),
        N_("A closed idea has no gate before it; what was decided stands until it is reopened."),
        N_("see what became of it: innoctl show {id}"),
    ),
    Code(
        "U981",
        "error",
        N_("no gate leads out of the phase {phase:phase} that {id} is in"),
        N_("The gates stand in process.yaml, each between two phases."),
        N_("see what became of it: innoctl show {id}"),
    ),
    Code(
        "U982",
        "error",
        N_("{gate} is no gate for {id}, which is in {phase:phase}"),
        N_("No gate can be skipped: an idea comes to the gate out of its own phase."),
        N_("choose one of: {known}"),
        "V9",
    ),
    Code(
        "U983",
        "error",
        N_("name an idea, or a stream with --stream; one of the two"),
        N_("An idea is shown in full, a stream with a line for each of its ideas."),
        N_("for example: innoctl gate status --stream STREAM"),
    ),
    Code(
        "U984",
        "error",
        N_("{id} was handed in for the {gate} on {on:day} and waits for a decision"),
        N_("The clock of the decision runs from the first day; handing in again would reset it."),
        N_("see what waits: innoctl gate agenda --stream {stream}"),
    ),
    Code(
        "U985",
        "error",
        N_("{on} is no day for it: it lies before {first} or after {last}"),
        N_("What happened stands in the order in which it happened, and nothing is done tomorrow."),
        N_("give the day on which it was done, as 2026-10-31"),
    ),
    Code(
        "U986",
        "error",
        N_("there is no text"),
        N_("An empty answer tells nobody anything."),
        N_("give one with --text TEXT, or pipe it in"),
    ),
    Code(
        "U987",
        "error",
        N_("nobody in people.yaml has the address that git commits with"),
        N_("What is written here is signed by a person of the portfolio."),
        N_(
            "say who it is with {flag} PERSON, name yourself in the setting person (INNOCTL_PERSON),"
            " or add your e-mail address to people.yaml"
        ),
    ),
    Code(
        "U988",
        "error",
        N_("{id} has no open condition {name}"),
        N_(
            "A condition is named as its decision names it, such as c1, or 01.c1 with the decision."
        ),
        N_("open are: {known}"),
    ),
    Code(
        "U989",
        "error",
        N_("{name} can mean more than one condition of {id}"),
        N_("Two decisions can each have a condition with the same name."),
        N_("name the decision too: {known}"),
    ),
    Code(
        "U990",
        "error",
        N_("condition {name} of {id} was met already, on {on}"),
        N_("A condition is closed once, by who accepted it then."),
        N_("see the idea: innoctl show {id}"),
    ),
    Code(
        "U991",
        "error",
        N_("no person is called {name}"),
        N_("Persons stand in people.yaml under an id."),
        N_("did you mean: {near}"),
    ),
    Code(
        "U992",
        "error",
        N_("a worklist is for a person or for a role, not for both"),
        N_("What waits for a role waits for whoever holds it."),
        N_("give either --for PERSON or --role ROLE"),
    ),
    Code(
        "U993",
        "error",
        N_("nothing waits for a role called {name}"),
        N_("Ideas wait for the gatekeepers, a broker, the director and the like."),
        N_("choose one of: {near}"),
    ),
)
