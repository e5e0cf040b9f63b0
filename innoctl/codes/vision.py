"""What rows of the vision on the innovation function ask, which codes and gates name as their source."""

from __future__ import annotations

from typing import Final

from innoctl.locale import N_

VISION: Final = {
    "V1": N_(
        "Innovators are relieved of cares, good ideas reach further, and what belongs together is brought together."
    ),
    "V2": N_(
        "One innovates to perform better, because the world around changes, or because there are too few hands; each idea says why, and for which task."
    ),
    "V3": N_(
        "A compass of five directions shows where the organisation wants to go; an idea says which of them it serves."
    ),
    "V4": N_(
        "New technology only works when people work differently too, so a technological idea says what changes for them. A social idea can do without technology."
    ),
    "V5": N_(
        "Others think and work along: other forces, science, companies, citizens. Both sides bring something and both get something."
    ),
    "V6": N_(
        "Innovation stands beside daily work and stays tied to it: people from operations take part, and what is learnt goes back to them."
    ),
    "V7": N_(
        "All follow the same process in the same words, with room to fill it in locally; its three building blocks are there everywhere."
    ),
    "V8": N_(
        "An idea goes through three phases: first to proof that it can work, then to a product that is good enough to use, then into use. Each phase leaves something behind that the next one builds on."
    ),
    "V9": N_(
        "Between two phases somebody decides if the idea goes on. Most ideas should stop, and it should become clear early and at little cost which ones."
    ),
    "V10": N_(
        "A gate judges by five things: if it is there already, if it fits the agenda, if it is allowed and right, what it brings, and if it can be done."
    ),
    "V11": N_("Who innovates learns by it, and gets a coach and workshops for that."),
    "V12": N_(
        "The process itself gets better too: what was learnt about innovating changes the way of innovating."
    ),
    "V13": N_(
        "Ideas come up at work in the units or from research into technology; each idea says which of the two."
    ),
    "V14": N_(
        "A broker helps to sharpen an idea and brings it to the people who should know of it."
    ),
    "V15": N_(
        "Research keeps looking for new technology, says what it could mean, and proposes what deserves attention first."
    ),
    "V16": N_(
        "What is made is made by a mixed team with people from the work itself, helped by a broker and backed by a sponsor with the power to decide."
    ),
    "V17": N_("Making goes in rounds: try something, see what it does, make it better, try again."),
    "V18": N_(
        "A team needs a place to build and test, with real data and help from ICT, without what a full roll-out would ask."
    ),
    "V19": N_(
        "Most innovations strand when they must grow. What growing will ask later, such as upkeep and architecture, is looked into before anything is built."
    ),
    "V20": N_(
        "As soon as a product is promising, by preference shown by research, somebody joins who will bring the change to the workplace."
    ),
    "V21": N_(
        "What grows is rolled out by plan, or it spreads from colleague to colleague; which of the two depends on what it is and how far it must reach."
    ),
    "V22": N_(
        "Each place may make it fit for itself, but what makes the product work is kept everywhere."
    ),
    "V23": N_(
        "Growing is paid from money that is meant for it, never from the money for trying things out."
    ),
    "V24": N_(
        "An idea is directed in one of three streams: that of a unit, that of a task, or that of the whole organisation."
    ),
    "V25": N_(
        "Where an idea comes from, how far ahead it looks and how widely it will be used tell which stream suits it. That is advice and never a wall."
    ),
    "V26": N_(
        "An agenda says what to invest in and what not. A unit may begin something beside it; later an idea must fit."
    ),
    "V27": N_(
        "An idea can go to another stream and is then directed and supported there; mostly when it is about to be made."
    ),
    "V28": N_(
        "All who are involved see what others do, so that they join forces and nothing is done twice."
    ),
    "V29": N_(
        "One overview tells of every idea what it is, where it stands and who is on it, open to all who are involved."
    ),
    "V30": N_(
        "Giving direction, directing and managing are told apart, and it is clear who does which of them."
    ),
    "V31": N_(
        "Units, tasks and the whole organisation each have money of their own for innovation; it is never added up as if it were one purse."
    ),
    "V32": N_(
        "Nobody begins complete: units grow at their own pace, and the way of working is looked at again as one learns."
    ),
    "V33": N_("Ideas, decisions and meetings have a fixed form, so that nobody has to invent it."),
    "V34": N_(
        "It is an innovation when it is in use, is new here and makes the work clearly better; so its effect is measured."
    ),
}
"""In our own words, by the row."""
