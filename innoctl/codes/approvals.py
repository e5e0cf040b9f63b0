"""Approvals that do not count, and why."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

EXACT = N_(
    "An approval is of the exact bytes of one decision, at one place in one portfolio. That is"
    " what makes it worth something years later."
)
_PROOF = N_(
    "Anybody can write a name in a file. What counts is what the key or the account of that"
    " person proves, as it stood in authority.yaml before the approval came in."
)
_ONE_VOICE = N_("One person has one voice, whatever keys, accounts or deputies there are.")
_FOUR_EYES = N_("A decision is worth something because others looked at it.")

CODES = (
    Code(
        "G501", "error",
        N_("{person} may not decide {what} in {stream}"),
        N_("Who decides follows from the roles that authority.yaml names for this stream and gate."),
        N_("let somebody approve who holds such a role; a deputy says for whom: gate approve --for"),
        "V30",
    ),
    Code(
        "G502", "error",
        N_("{person} approves what {person} proposed"),
        _FOUR_EYES,
        N_("let somebody else of the gatekeepers approve it"),
    ),
    Code(
        "G503", "error",
        N_("the approval is not signed with a key of {person}"),
        _PROOF,
        N_("let {person} approve with a key that stands under that name in authority.yaml"),
    ),
    Code(
        "G504", "error",
        N_("the signature under the approval of {person} is not valid"),
        _PROOF,
        N_("the file was changed after it was signed, or never was signed; let {person} approve anew"),
    ),
    Code(
        "G505", "error",
        N_("the approval of {person} is of something else than {decision} as it is now"),
        EXACT,
        N_("the decision was changed, or the approval copied; let {person} approve this one"),
    ),
    Code(
        "G506", "error",
        N_("the approval of {person} is {grade:grade}, and {asked:grade} is asked for"),
        _PROOF,
        N_("approve it as the policy asks: innoctl gate approve, or a review on the forge"),
    ),
    Code(
        "G507", "error",
        N_("account {account} on the forge is not that of {person}"),
        _PROOF,
        N_("add the account under that name in authority.yaml first, as a decision of its own"),
    ),
    Code(
        "G508", "error",
        N_("the approval of {person} is signed by an importer"),
        N_("Who brings reviews in may not decide: one key would then be enough for everything."),
        N_("let {person} approve with a key of his own"),
    ),
    Code(
        "G509", "error",
        N_("no importer stands for the review of {person}"),
        N_("authority.yaml names keys that must sign for each review that is brought in."),
        N_("bring it in again with such a key: innoctl gate record"),
    ),
    Code(
        "G510", "error",
        N_("{person} and {other} have the same key or account"),
        _ONE_VOICE,
        N_("give each person keys and accounts of his own in authority.yaml"),
    ),
    Code(
        "G511", "error",
        N_("{person} does not stand in for {principal} here"),
        N_("A deputy acts by name, for somebody who may decide there."),
        N_("name the deputy in authority.yaml first, as a decision of its own"),
        "V30",
    ),
    Code(
        "G512", "error",
        N_("{person} and {other} speak for the same place"),
        _ONE_VOICE,
        N_("count on one of the two; let another gatekeeper approve as well"),
    ),
    Code(
        "G563", "error",
        N_("a review on a forge cannot say for whom: {person} did not say {principal}"),
        N_("What a person did not say himself, nobody may add to it afterwards."),
        N_("bring the review in as it is: innoctl gate record; or let {person} sign, with --for"),
    ),
    Code(
        "G565", "warning",
        N_("the approval of {person} does not count; the decision stands without it"),
        N_("An approval that landed is never taken out again, and disturbs no decision that others approved."),
        N_("innoctl explain {why} says why it does not count"),
    ),
    Code(
        "G564", "warning",
        N_("{person} speaks for {principal}, who is against or takes no part"),
        N_("A deputy fills the place of somebody who is away, not of one who spoke himself."),
        N_("let another gatekeeper approve as well"),
    ),
)  # fmt: skip
