"""Codes A6xx: what the vision advises, and what the norms of the process ask attention for."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

_TWO_SIDES = N_(
    "Technological and social innovation are two sides of one coin: new technology works only when"
    " behaviour, organisation or leadership change along with it."
)
_TEAM = N_(
    "From creation on an idea is carried by a broker who connects, a sponsor who decides and"
    " shields, and a team with people from the work itself. Without one of them it tends to strand."
)

_IDEA = (
    Code(
        "A601", "advice",
        N_("a technological idea that does not say yet what changes for people"),
        _TWO_SIDES,
        N_("add social_side: with what changes in behaviour, organisation or leadership"),
        "V4",
    ),
    Code(
        "A602", "warning",
        N_("a technological idea in {phase:phase} without its social side"),
        _TWO_SIDES,
        N_("add social_side: with what changes in behaviour, organisation or leadership"),
        "V4",
    ),
    Code(
        "A603", "warning",
        N_("an idea in {phase:phase} without an innovation broker"),
        _TEAM,
        N_("add broker: with the person who connects this idea"),
        "V14",
    ),
    Code(
        "A604", "warning",
        N_("an idea in {phase:phase} without a sponsor"),
        _TEAM,
        N_("add sponsor: with the person who decides, supports, breaks open and shields"),
        "V16",
    ),
    Code(
        "A605", "warning",
        N_("an idea in {phase:phase} without anyone from operation or support in its team"),
        _TEAM,
        N_("add someone from the work process to team, with side: operation or support"),
        "V16",
    ),
    Code(
        "A606", "warning",
        N_("{unit} uses it without keeping point {point} of the essence"),
        N_(
            "There is room to translate an innovation to local use, but its essence is not"
            " negotiable: without it the effect that was found is not to be expected."
        ),
        N_("talk with the unit; add the point under kept when it is kept after all"),
        "V22",
    ),
)  # fmt: skip

_TERMS = (
    Code(
        "A607", "advice",
        N_("the submitter waits {days} days for a first answer; the norm is {norm}"),
        N_("Who hears nothing hands in no second idea."),
        N_("answer, and record it under feedback; an answer at a gate stands as to_submitter"),
        "V1",
    ),
    Code(
        "A608", "advice",
        N_("ideas in {stream} without any event for over {norm} days: {count}, longest {oldest}"),
        N_("An idea that stands still takes attention and hope without giving anything back."),
        N_("record what was done, or hand them in for a decision: no and wait are answers too"),
        "V9",
    ),
    Code(
        "A609", "warning",
        N_("the hold ended on {until}, {days} days ago"),
        N_("The gatekeepers promised to look again on that day."),
        N_("decide again: resume, hold to a later day, or No-go"),
        "V9",
    ),
    Code(
        "A610", "warning",
        N_("condition {condition} was due on {due} and is not met"),
        N_("A conditional Go was given because of this condition; the next gate stays shut."),
        N_("record under conditions in the idea when it was met, or agree on another day"),
        "V9",
    ),
    Code(
        "A611", "advice",
        N_("no open idea serves the theme {theme}"),
        N_("The agenda names what to invest in; a theme without ideas is a wish."),
        N_("ask the streams for ideas, tie existing ones to it, or let the theme end"),
        "V26",
    ),
    Code(
        "A612", "advice",
        N_("the stream {stream} took {count} gate decisions and never said no"),
        N_(
            "Most ideas should not pass: a funnel that mows nothing spreads people and money too"
            " thin for the best ideas."
        ),
        N_("look with the gatekeepers at what No-go would have taken"),
        "V9",
    ),
    Code(
        "A613", "advice",
        N_("nobody holds the role {role} here any more: {person} did until {until}"),
        N_("What waits for a role that nobody holds waits for nobody, and nobody notices."),
        N_("name a successor under holders; the line of who held it before may stay"),
        "V30",
    ),
    Code(
        "A614", "warning",
        N_("this stood until {until}, which has passed"),
        N_(
            "Who may decide follows from these lines. One whose time has passed looks like"
            " authority but is none."
        ),
        N_("take it out of authority.yaml, or give a later day"),
        "V30",
    ),
    Code(
        "A615", "advice",
        N_("handed in for a decision {days} days ago; the norm is {norm}"),
        N_("While gatekeepers wait the team waits, and the idea grows old."),
        N_("put it on the agenda of the next meeting; no, wait and rework need no full dossier"),
        "V9",
    ),
)  # fmt: skip

CODES = _IDEA + _TERMS
