"""Codes: what an idea still lacks for its next gate, as ``gate status`` tells it."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

CODES = (
    # what a phase delivers, and who must be there
    Code(
        "D601",
        "error",
        N_("missing: {deliverable}"),
        N_("A phase is done when it has delivered what its gate judges."),
        N_("add it under deliverables, with the day and where it can be found"),
        "V8",
    ),
    Code(
        "D602",
        "advice",
        N_("not there yet, and not required: {deliverable}"),
        N_("The process advises it here; the gate can open without it."),
        N_("add it under deliverables, or tell the gatekeepers why it is not needed"),
        "V8",
    ),
    Code(
        "D603",
        "error",
        N_("nobody is named as {role:role}"),
        N_("An idea goes on when somebody carries it; the process says who must be known here."),
        N_("name a person of people.yaml: innoctl set IDEA FIELD=VALUE"),
        "V16",
    ),
    Code(
        "D604",
        "error",
        N_("the team has nobody from the work process itself"),
        N_(
            "What is made without operations or support is not taken up by them; a team needs a"
            " member from that side."
        ),
        N_("add a member whose side is operation or support"),
        "V6",
    ),
    # what gatekeepers judge by
    Code(
        "D605",
        "error",
        N_("nothing to judge {criterion} by: {fields} still empty"),
        N_("A criterion is judged by what the idea says; without that, a Go is a guess."),
        N_("fill in one of the fields that the criterion asks for"),
        "V10",
    ),
    Code(
        "D606",
        "error",
        N_("points to nothing that is on the innovation agenda now"),
        N_("The agenda gives direction: from here on an idea must fit a theme or a direction."),
        N_("name a theme or direction that is in force: innoctl set IDEA themes+=THEME"),
        "V26",
    ),
    Code(
        "D607",
        "advice",
        N_("points to nothing that is on the innovation agenda now; here that is allowed"),
        N_("A unit leaves room for ideas that no agenda foresaw; at later gates fit is required."),
        N_("name a theme or direction that is in force: innoctl set IDEA themes+=THEME"),
        "V26",
    ),
    Code(
        "D608",
        "error",
        N_("condition {condition} of decision {decision} is open; {owner} has until {due}"),
        N_("A conditional Go keeps the next gate shut until its conditions are met."),
        N_("when it is met: innoctl condition met IDEA CONDITION --evidence TEXT"),
        "V9",
    ),
    Code(
        "D609",
        "error",
        N_("condition {condition} of decision {decision} is open and was due on {due} ({owner})"),
        N_("A conditional Go keeps the next gate shut until its conditions are met."),
        N_("when it is met: innoctl condition met IDEA CONDITION --evidence TEXT"),
        "V9",
    ),
    # people and technology
    Code(
        "D610",
        "error",
        N_("does not say what changes for people"),
        N_(
            "No technological innovation without social innovation: they are two sides of one coin."
        ),
        N_("say what changes in behaviour, organisation or leadership: social_side"),
        "V4",
    ),
    Code(
        "D611",
        "error",
        N_("does not say whether it is technological or social"),
        N_("What is asked of technology can only be asked when one knows that it is technology."),
        N_("say so: innoctl set IDEA kind=technological, or social"),
        "V4",
    ),
    # scaling
    Code(
        "D612",
        "error",
        N_("the conditions for later scaling are not explored"),
        N_(
            "Scaling is the Achilles heel: architecture and maintenance are explored before creation."
        ),
        N_("write them down: scaling.conditions"),
        "V19",
    ),
    Code(
        "D613",
        "advice",
        N_("no study into its effects yet"),
        N_("Who will carry scaling is best convinced by research into what it does."),
        N_("name the study: effect.study"),
        "V20",
    ),
    Code(
        "D614",
        "error",
        N_("not chosen yet: implement or spread"),
        N_("How it gets into use, planned or taken over, decides what scaling needs."),
        N_("choose one: innoctl set IDEA scaling.strategy=implement, or spread"),
        "V21",
    ),
    Code(
        "D615",
        "error",
        N_("to {strategy:strategy} asks for {part}, which is not filled in"),
        N_(
            "To implement asks for who receives it and how it is handed over; to spread asks for a"
            " network, stories and ambassadors."
        ),
        N_("fill it in, or choose the other strategy"),
        "V21",
    ),
    Code(
        "D616",
        "error",
        N_("decision {decision} pays scaling from {budget}, an innovation budget"),
        N_("Scaling is paid from its own budgets, so that it does not eat what innovates."),
        N_("correct the decision with one that supersedes it and names a realisation budget"),
        "V23",
    ),
    Code(
        "D617",
        "advice",
        N_("no realisation budget of this stream in {year}"),
        N_("Scaling is paid from its own budgets: without one, money must come from elsewhere."),
        N_("see who can pay: innoctl report stream STREAM"),
        "V23",
    ),
    Code(
        "D618",
        "error",
        N_("the effect has no {part}"),
        N_(
            "An innovation makes the work significantly better; that shows by a value before, an aim"
            " and a value after."
        ),
        N_("fill it in under effect"),
        "V34",
    ),
    # what is allowed and right
    Code(
        "D620",
        "error",
        N_("not answered: {question}"),
        N_("Technology that touches persons must be allowed and right before a gate opens."),
        N_("answer it under checklist, with the day and where it can be found"),
        "V10",
    ),
    Code(
        "D621",
        "advice",
        N_("not answered, and not required: {question}"),
        N_("The process advises to look at it; the gate can open without it."),
        N_("answer it under checklist, or tell the gatekeepers why not"),
        "V10",
    ),
    Code(
        "D622",
        "advice",
        N_("not answered, and asked for from {since} on: {question}"),
        N_("The law asks for it soon; who looks now is not stopped then."),
        N_("answer it under checklist, with the day and where it can be found"),
        "V10",
    ),
    Code(
        "D623",
        "error",
        N_("says that it is done but not what came out: {question}"),
        N_(
            "This question has a list of answers; which one it is decides whether the gate can open."
        ),
        N_("choose one of the answers that process.yaml gives"),
        "V10",
    ),
    Code(
        "D624",
        "error",
        N_("{answer} is no answer to: {question}"),
        N_(
            "This question has a list of answers; which one it is decides whether the gate can open."
        ),
        N_("choose one of the answers that process.yaml gives"),
        "V10",
    ),
    Code(
        "D625",
        "error",
        N_("the answer is {answer}, and with that no gate opens: {question}"),
        N_("What the law forbids is not decided by gatekeepers."),
        N_("change what is made so that another answer is true, or stop it"),
        "V10",
    ),
    Code(
        "D626",
        "error",
        N_("does not say whether it touches persons"),
        N_("Technology that touches persons must pass the legal and ethical checklist."),
        N_("say so: innoctl set IDEA touches_persons=true, or false"),
        "V10",
    ),
)
