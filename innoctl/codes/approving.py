"""Codes U95x and U97x: what stops who approves decisions, or brings reviews of them in."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

CODES = (
    Code(
        "U950", "error",
        N_("there is no ssh-keygen on this computer"),
        N_("Approvals are signed and proved with OpenSSH's own ssh-keygen."),
        N_("install OpenSSH (8.2 or later), or ask who manages this computer"),
    ),
    Code(
        "U951", "error",
        N_("ssh-keygen did not sign with {key}: {said}"),
        N_("Without a signature there is nothing that proves the approval, so nothing is written."),
        N_("try the key by itself: ssh-keygen -Y sign -n test -f {key}"),
    ),
    Code(
        "U952", "error",
        N_("no key that is yours in authority.yaml is to be found on this computer"),
        N_("An approval is proved by a key that authority.yaml names under your number."),
        N_("name the key with --key, or start the agent that holds it"),
    ),
    Code(
        "U953", "error",
        N_("no decision on {idea} waits for approval"),
        N_("An approval is of one decision, on a gate branch or landed without enough approvals."),
        N_("what is decided and who approved it: innoctl gate verify"),
    ),
    Code(
        "U955", "error",
        N_("there is no commit {revision}"),
        N_("What is to be judged must be in this repository."),
        N_("fetch it first: git fetch"),
    ),
    Code(
        "U956", "error",
        N_("your word on this is there already: {path}"),
        N_("What somebody said of a decision, for or against, is added once and never changed."),
        N_("nothing needs to be done; innoctl gate verify tells how it counts"),
    ),
    Code(
        "G590", "error",
        N_("{path} on {branch} passes for a word of {person}, and is not signed by {person}"),
        N_("Whoever may push a branch can put such a file there. It cannot land, and stands where the real one would."),
        N_("have it taken out of the branch, and approve then"),
    ),
    Code(
        "U957", "error",
        N_("this would count for nothing, so nothing is written"),
        N_("Each person has one word on a decision; one that is void would stand in the way of a good one."),
        N_(
            "fetch what has landed: git pull; name the ideas that are yours to approve; a deputy says"
            " for whom with --for"
        ),
    ),
    Code(
        "U958", "error",
        N_("the branch {branch} went two ways, here and at {remote}"),
        N_("An approval is put on top of a branch; here nobody can say on which of the two."),
        N_("bring them together first: git pull"),
    ),
    Code(
        "U969", "error",
        N_("the gate branch {branch} is checked out"),
        N_("A decision is made on what has landed; what a gate branch holds may never do so."),
        N_("go back to the branch that counts first: git switch main"),
    ),
    Code(
        "U970", "error",
        N_("no review of pull request {number} says anything new of a decision that landed here"),
        N_("A review counts for a decision when the commit that was looked at holds exactly its bytes."),
        N_("fetch and merge first: git pull; what counts already is told by: innoctl gate verify"),
    ),
    Code(
        "U971", "error",
        N_("authority.yaml asks for an importer's signature under each review"),
        N_("Who brings reviews in stands for them with a key that decides nothing itself."),
        N_("name that key with --key"),
    ),
    Code(
        "U972", "error",
        N_("of these decisions one can land at most: {choices}; among them {path}"),
        N_("Who signs several at once also signs the one that somebody slipped in beside his own."),
        N_("look at each, git show BRANCH:{path}, and name the branch that you mean: --branch BRANCH"),
    ),
    Code(
        "U959", "error",
        N_("dissent and recusal need a reason, and are not said at once"),
        N_("Who reads it years later must understand why a gatekeeper was against or took no part."),
        N_("add --because with a sentence"),
    ),
)  # fmt: skip
