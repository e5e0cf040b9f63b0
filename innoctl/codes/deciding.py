"""Codes D56x and U93x: what a decision must satisfy before it is proposed, and how it is asked for."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

_MANDATE = N_(
    "Who decides, and up to which amount, stands in authority.yaml as it was before the decision;"
    " without that nobody could approve it."
)
_MONEY = N_(
    "Money is granted once. What a decision gives must be free where it is said to come from,"
    " and no waiver covers that."
)
_CRITERIA = N_(
    "Gatekeepers answer the same questions about every idea; an idea that is let through has an"
    " answer to each that those after them can read."
)
_WORDS = N_("What is decided is written down for good, so nothing in it is guessed.")

_RULES = (
    Code(
        "D560", "error",
        N_("nobody may decide {what:beside} in {stream}"),
        _MANDATE,
        N_("have a mandate for it added to authority.yaml first; that is a decision of its owners"),
        "V30",
    ),
    Code(
        "D561", "error",
        N_("it grants {amount:money}, while in {stream} at most {limit:money} may be granted ({what:beside})"),
        _MANDATE,
        N_("grant less, or bring the idea to the stream that may decide on this amount"),
        "V31",
    ),
    Code(
        "D562", "error",
        N_("{able} can approve it beside {person}, who proposes it; {quorum} are needed ({what:beside}, {stream})"),
        _MANDATE,
        N_("let somebody else propose it, or have more gatekeepers or a deputy named in authority.yaml"),
        "V30",
    ),
    Code(
        "D563", "error",
        N_("{asked:money} is asked of {budget}, where {free:money} is free"),
        _MONEY,
        N_("grant less, take another budget, or have the allocation changed by its owners first"),
        "V31",
    ),
    Code(
        "D564", "error",
        N_("{budget} is innovation money, and the phase {phase:phase} is paid from realisation money"),
        N_("Scaling is paid from its own budgets, so that it never eats the room for new ideas."),
        N_("name a budget of the kind realisation"),
        "V23",
    ),
    Code(
        "D565", "error",
        N_("{budget} is of {other}, not of {stream}"),
        N_("A stream grants its own money; where more pay along, each has a share that can be read."),
        N_("name a budget of {stream}, alone or beside this one with an amount for each"),
        "V31",
    ),
    Code(
        "D566", "error",
        N_("{what} cannot be waived"),
        N_("Deliverables and scores can wait with a reason; the law, money and authority cannot."),
        N_("leave the waiver out and see to it that it is there"),
        "V10",
    ),
    Code(
        "D567", "error",
        N_("criterion {criterion} of gate {gate} is not judged"),
        _CRITERIA,
        N_("add --criterion {criterion}=met (or 1 to 5 where it is scored), or criteria in the file"),
        "V10",
    ),
    Code(
        "D568", "error",
        N_("criterion {criterion} is found {said}, which lets no idea through"),
        _CRITERIA,
        N_(
            "decide otherwise, or waive it with a reason; a score must reach the threshold of"
            " process.yaml, and a must is met or not_met"
        ),
        "V10",
    ),
    Code(
        "D569", "error",
        N_("those who decided are {able} where {quorum} are needed ({what:beside}, {stream})"),
        N_("A name that is written down is the whole approval here, so it must be the right one."),
        N_("name all who decided, each with --decided-by; who proposes it does not count"),
        "V30",
    ),
)  # fmt: skip

_ASKING = (
    Code(
        "U930", "error",
        N_("{option} does not understand {value}"),
        _WORDS,
        N_("its form is: {form}"),
    ),
    Code(
        "U931", "error",
        N_("nothing is committed here yet"),
        N_("What is judged at a gate, and the policy it is judged by, is what has landed."),
        N_("commit the portfolio first: git add --all && git commit"),
    ),
    Code(
        "U932", "error",
        N_("{path} is not committed"),
        N_("What is judged at a gate must have landed, so that anybody can read it back later."),
        N_("commit it first (or take it away) and give the command again"),
    ),
    Code(
        "U933", "error",
        N_("{id} is named twice"),
        N_("Two decisions on one idea follow on each other; in one sitting they would stand side by side."),
        N_("name it once; a second decision is a second command"),
    ),
    Code(
        "U934", "error",
        N_("which gate is meant for {id}? From phase {phase:phase} lead: {gates}"),
        N_("An idea goes through the gates of its own phase."),
        N_("name it with --gate"),
    ),
    Code(
        "U935", "error",
        N_("{id} has no decision {number} that counts; there are: {known}"),
        N_("A correction takes the place of one decision, for ever."),
        N_("give the number that stands in the name of the file"),
    ),
    Code(
        "U936", "error",
        N_("{id} has 99 decisions, and their names cannot count further"),
        N_("The number in the name of a file has two digits, so that files stand in their order."),
        N_("make a new idea that follows this one up, and tie the two"),
    ),
    Code(
        "U937", "error",
        N_("names of who decided are not asked for: this portfolio wants approvals ({grade})"),
        N_("A name that anybody can write down proves nothing where approvals are asked for."),
        N_("leave --decided-by out; each gatekeeper approves the decision as it stands on its branch"),
    ),
    Code(
        "U938", "error",
        N_("why is missing ({what:outcome beside})"),
        N_("Whoever handed the idea in, and whoever looks at it again, must be able to read why."),
        N_("add --rationale, or rationale in the file"),
        "V9",
    ),
    Code(
        "U939", "error",
        N_("{path} holds no decisions"),
        N_("A decision is a mapping of keys to values; many are a list, or a list under decisions."),
        N_("for example: decisions: [{{idea: k3f9ab, outcome: no_go, reason_code: little-value}}]"),
    ),
    Code(
        "U940", "error",
        N_("a decision has no {key}"),
        N_("What nobody reads would look as if it were decided."),
        N_("what can stand here: {near}"),
    ),
    Code(
        "U941", "error",
        N_("the file names {idea}, and the command line names ideas too"),
        N_("It would be unclear which decision is about which idea."),
        N_("name the ideas in one of the two"),
    ),
    Code(
        "U942", "error",
        N_("none of these files changed since the last commit: {files}"),
        N_("A decision on the portfolio's own files takes them as you have changed them."),
        N_("change the files first, or name the ones that you changed"),
    ),
    Code(
        "U943", "error",
        N_("there is no remote {remote}"),
        N_("A branch is pushed to where the portfolio comes from."),
        N_("add it with git remote add, or name another one with --remote"),
    ),
    Code(
        "U944", "error",
        N_("{remote} did not take the branch {branch}; git says why above"),
        N_("The decision stands on its branch here, and nothing of it is lost."),
        N_("push it once that is mended: git push {remote} {branch}"),
    ),
    Code(
        "U945", "error",
        N_("{path} is no file that is changed by decision"),
        N_(
            "Who may decide, the process, the organisation, the agenda and the allocations are"
            " decided on; all other files are changed without."
        ),
        N_("leave it out and commit it by itself"),
    ),
    Code(
        "U946", "error",
        N_("{path} is still there, so it cannot be decided to take it away"),
        N_("A decision describes the files as they lie in the work tree."),
        N_("take the file away first, or leave --removed out"),
    ),
    Code(
        "U947", "error",
        N_("authority.yaml names nobody who owns {key}"),
        N_("A change of the portfolio's own files needs the approval of those who own them."),
        N_("have owners named for it first, by those who own authority.yaml"),
        "V30",
    ),
    Code(
        "U948", "error",
        N_("nobody who owns {key} decided on it; {person} does not count"),
        N_("A name that is written down is the whole approval here, so it must be the right one."),
        N_("name with --decided-by somebody who holds one of the roles under owners and did not propose it"),
        "V30",
    ),
    Code(
        "U949", "error",
        N_("{path} is gone from the work tree"),
        N_("Taking a file away is decided on as much as changing one, and must be meant."),
        N_("name it with --removed, or bring it back: git checkout -- {path}"),
    ),
)  # fmt: skip

CODES = _RULES + _ASKING
