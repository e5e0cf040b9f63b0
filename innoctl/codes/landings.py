"""Decisions and landings that history, or the branch that counts, does not bear out."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.codes.approvals import EXACT
from innoctl.locale import N_

_APPEND = N_(
    "Decisions and approvals are added and never changed: what was decided can then be read back,"
    " and every later edit comes to light."
)
_POLICY = N_(
    "Who may decide, and how, is itself decided: the rules that were in force before a change"
    " judge that change, never the rules that it brings."
)
_JUDGED = N_(
    "Gatekeepers judge what they read. What they approve must be about the text that they had"
    " before them."
)

CODES = (
    Code(
        "G520", "error",
        N_("not approved: {count} of {quorum}"),
        N_("authority.yaml says how many must approve; fewer decide nothing."),
        N_("ask the others: {missing}"),
        "V9",
    ),
    Code(
        "G521", "warning",
        N_("landed, and its approvals are not recorded yet"),
        N_("The reviews stand on the forge alone; there they can vanish with the forge."),
        N_("bring them in: innoctl gate record --pr NUMBER"),
    ),
    Code(
        "G522", "error",
        N_("nobody may decide {what} in {stream} for {amount:money}"),
        N_("No mandate in authority.yaml covers this stream, this gate and this amount."),
        N_("have the mandate changed first, or take it to a stream that may"),
        "V31",
    ),
    Code(
        "G580", "warning",
        N_("what it undoes nobody may decide any more ({what:beside}, {stream}); {quorum} of {persons} must approve it"),
        N_("A gate left the mandates, or a limit was lowered. What was decided before can still be put right, by as many as the stream asks at most."),
        N_("let them approve, or have a mandate for it added to authority.yaml first"),
        "V31",
    ),
    Code(
        "G581", "error",
        N_("it corrects an earlier decision, and {file}, decided later, no longer fits ({why})"),
        N_("Those who decided later built on the decision as it stood."),
        N_("let a new decision say what changes, or correct what came later first"),
        "V9",
    ),
    Code(
        "G523", "error",
        N_("{file} changed without a decision on it"),
        _POLICY,
        N_("make it one: innoctl gate change {file}"),
        "V32",
    ),
    Code(
        "G524", "error",
        N_("{file} is not as the decision on it says"),
        EXACT,
        N_("make the decision anew from the file as it is: innoctl gate change {file}"),
    ),
    Code(
        "G525", "error",
        N_("after this change {able} persons can approve where {quorum} must: {stream}"),
        N_("Nobody could decide any more, nor change that."),
        N_("name enough holders of the role, each with a key of their own, keep owners of authority, or lower the quorum"),
    ),
    Code(
        "G526", "error",
        N_("a landed record was changed: {file}"),
        _APPEND,
        N_("put it back as it was; a correction is a new decision that supersedes the old one"),
    ),
    Code(
        "G559", "error",
        N_("{stream} pays {amount:money} of it and has not approved: {count} of {quorum}"),
        N_("Those who decide in a stream grant its money, also to an idea of another stream."),
        N_("ask {missing} of that stream as well, or decide anew without its budget"),
        "V31",
    ),
    Code(
        "G569", "error",
        N_("{stream} took the decision that this corrects and has not approved: {count} of {quorum}"),
        N_("A correction is of those who took the decision that it corrects: a move is taken by the stream that receives the idea."),
        N_("ask {missing} of that stream as well"),
        "V27",
    ),
    Code(
        "G527", "error",
        N_("a landed record was taken away: {file}"),
        _APPEND,
        N_("put it back: git log tells in which commit it still stood"),
    ),
    Code(
        "G528", "error",
        N_("a decision on {idea} comes together with another change of the idea: {keys}"),
        N_("What is judged has landed before it is judged; a gate branch changes phase, state and stream alone."),
        N_("let the other change land first, by itself"),
    ),
    Code(
        "G529", "error",
        N_("{file} was not what the decision says, at the commit that was judged"),
        _JUDGED,
        N_("make the decision anew on what stands in the portfolio: innoctl gate advance {idea}"),
    ),
    Code(
        "G544", "error",
        N_("the decision does not say that it was on {file}, nor at which commit"),
        _JUDGED,
        N_("make the decision anew on what stands in the portfolio: innoctl gate advance {idea}"),
    ),
    Code(
        "G530", "error",
        N_("the commit that was judged is not in this history: {commit}"),
        _JUDGED,
        N_("make the decision anew on what stands in the portfolio: innoctl gate advance {idea}"),
    ),
    Code(
        "G531", "error",
        N_("{idea} changed since it was judged, in what was judged: {keys}"),
        _JUDGED,
        N_("look at it again and decide anew: innoctl gate advance {idea}"),
    ),
    Code(
        "G532", "advice",
        N_("{idea} changed since it was judged, beside what was judged: {keys}"),
        _JUDGED,
        N_("nothing needs to be done"),
    ),
    Code(
        "G533", "error",
        N_("the decision does not follow on the one before it"),
        N_("Decisions form one chain. Two after the same one cannot both hold."),
        N_("make the later one anew, after the one that landed first"),
    ),
    Code(
        "G534", "error",
        N_("what stood on {base} is no longer on its first line of parents"),
        N_("A merge the wrong way round makes another history of the branch than everyone saw."),
        N_("start from the branch and merge yours into it: git checkout, then git merge"),
    ),
    Code(
        "G535", "error",
        N_("the record cannot be read, so nothing counts of it"),
        N_("What cannot be read cannot be proved."),
        N_("innoctl check says what is wrong with it"),
    ),
    Code(
        "G536", "error",
        N_("no decision stands at {decision}"),
        EXACT,
        N_("take the approval away before it lands, or bring the decision along"),
    ),
    Code(
        "G537", "error",
        N_("authority.yaml names no owners for {key}"),
        _POLICY,
        N_("name them under owners, in the first commit of a portfolio"),
    ),
    Code(
        "G538", "error",
        N_("the change of {file} is not approved: an owner must"),
        _POLICY,
        N_("ask one of: {missing}"),
        "V32",
    ),
    Code(
        "G539", "error",
        N_("the decision is of another portfolio: {portfolio}"),
        EXACT,
        N_("make the decision in this portfolio: innoctl gate advance {idea}"),
    ),
    Code(
        "G540", "error",
        N_("{commit} is not on the first line of parents: this is another history"),
        N_("Everything rests on a commit that is known to be good; without it nothing is proved."),
        N_("find out who rewrote the branch, and fetch the true one"),
    ),
    Code(
        "G543", "error",
        N_("the forge does not have the review of {person} on pull request {number} as it is recorded"),
        N_("What was recorded once must be found where it came from, as long as that is there."),
        N_("find out which of the two was changed; ask {person}"),
    ),
    Code(
        "G545", "error",
        N_("decided in {stream}, while {home} decides on this idea"),
        N_("Who decides follows from where an idea stood before, never from what the decision itself says."),
        N_("let the gatekeepers of {home} decide, or let the idea move first"),
        "V24",
    ),
    Code(
        "G566", "error",
        N_("{idea} goes from {home} to {stream} without a decision to move it"),
        N_("Who decides follows from the stream of an idea: changed by hand, it would choose its own judges."),
        N_("put stream back, and let {stream} take the idea over with a move"),
        "V27",
    ),
    Code(
        "G567", "warning",
        N_("landed commit by commit, as by rebase or fast-forward, this would be refused"),
        N_("As a whole it is right. Commit by commit, each is judged by what stands just before it."),
        N_("merge it with a merge commit or by squash, or make two branches of it; innoctl explain {why} says what would be wrong"),
    ),
    Code(
        "G568", "warning",
        N_("the branch took in {base}: landed by fast-forward, what landed before would stand beside the line"),
        N_("Everything rests on the first line of parents; a fast-forward would make the branch that line."),
        N_("merge it with a merge commit or by squash, or rebase it first"),
    ),
    Code(
        "G546", "error",
        N_("{file} does not stand in the commit as git itself writes it: a name twice, or out of place"),
        N_("Some of git's commands see it and others do not: nobody can say what was meant."),
        N_("find out who made this commit; let the server refuse such: git config receive.fsckObjects true"),
    ),
    Code(
        "G541", "error",
        N_("the branch that counts may not be taken away; it stood at {base}"),
        _APPEND,
        N_("leave it where it is"),
    ),
    Code(
        "G542", "error",
        N_("the change does not fit on {base} without a conflict"),
        N_("What is judged is what would stand there after the merge; with a conflict nobody knows."),
        N_("merge that branch into yours first: git merge"),
    ),
)  # fmt: skip
