"""Codes: what a review of a pull request counts for, and what is recorded of it."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

CODES = (
    Code(
        "G551",
        "error",
        N_("the approval of {login} is of another commit ({commit}) than this one ({head})"),
        N_(
            "Something was pushed after the approval, and nobody knows whether that would be approved too."
        ),
        N_("ask {login} to review again"),
    ),
    Code(
        "G552",
        "error",
        N_("the approval of {login} was withdrawn or dismissed"),
        N_("Somebody with the right to do so took the review out of the count, or a push did."),
        N_("ask {login} to review again"),
    ),
    Code(
        "G553",
        "error",
        N_("{login} asks for changes"),
        N_("The latest review of a person counts, and this one is no approval."),
        N_("answer what {login} asks, and have it reviewed again"),
    ),
    Code(
        "G554",
        "error",
        N_("the forge does not tell what the approval of {login} looked at"),
        N_(
            "Without a commit or an instant an approval could be of anything. Older versions of GitLab tell neither."
        ),
        N_("ask {login} to approve again, or to sign"),
    ),
    Code(
        "G555",
        "error",
        N_("an approval is of an account that is gone"),
        N_("Without its number nobody can tell whose it was."),
        N_("ask for a review by somebody who still has an account"),
    ),
    Code(
        "G556",
        "error",
        N_(
            "the review of {login} says nothing: nobody in authority.yaml has the account {account}"
        ),
        N_(
            "Who decides stands in authority.yaml with the number of the account; logins change hands."
        ),
        N_("let a gatekeeper review it, or have the account put in authority.yaml first"),
    ),
    Code(
        "G575",
        "error",
        N_("pull request {number} goes to {target}, and not to {branch}, the branch that counts"),
        N_(
            "A pull request shows what differs from its own target. Who reviewed this one may never have seen what would land."
        ),
        N_(
            "point it at {branch} and have it reviewed again; should another branch count here, tell git: git remote set-head origin --auto"
        ),
    ),
    Code(
        "G570",
        "warning",
        N_("the record of {person}'s review has other words than pull request {number}"),
        N_(
            "The review is there and says the same yes or no. What stands beside it was changed since, here or there."
        ),
        N_("ask {person} which words are right"),
    ),
    Code(
        "G571",
        "warning",
        N_("of the review of {person} the forge no longer knows who gave it or asked for it"),
        N_(
            "The account of the reviewer, or of who opened the pull request, was deleted. The rest is as it was recorded."
        ),
        N_("nothing: it was approved when it was recorded"),
    ),
    Code(
        "G572",
        "error",
        N_(
            "of pull request {number} the forge says too much to read: the review of {person} is not proved"
        ),
        N_(
            "What is read of one pull request has a limit, or anybody could keep this program busy with comments."
        ),
        N_("have the long or many comments on pull request {number} taken away"),
    ),
    Code(
        "G573",
        "error",
        N_("the approval of {login} was given while the pull request went to another branch"),
        N_(
            "A pull request shows what differs from its target. Pointed at another one it shows something else."
        ),
        N_("ask {login} to review again"),
    ),
    Code(
        "G574",
        "error",
        N_(
            "the commits of pull request {number} cannot be had: the review of {person} is not proved"
        ),
        N_("A review is of bytes; without the commits that were looked at nobody knows of which."),
        N_("fetch them where they still are, or let {person} sign: innoctl gate approve"),
    ),
    Code(
        "G557",
        "warning",
        N_("a commit of the branch changes {file}, which an earlier one of it brought"),
        N_(
            "A rebase lands each commit by itself, and then a decision was changed after it had landed. A squash and a merge commit land them as one."
        ),
        N_("merge by squash or with a merge commit, or make one commit of both: git rebase -i"),
    ),
)
