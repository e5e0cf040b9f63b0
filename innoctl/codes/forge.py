"""Codes U90x to U92x: asking a forge, and opening pull requests on it."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

CODES = (
    Code(
        "U901",
        "error",
        N_("portfolio.yaml names no forge"),
        N_(
            "A pull request lives on GitHub, GitLab, Forgejo or Gitea; which one is said once, in portfolio.yaml."
        ),
        N_("add to portfolio.yaml: forge, with kind, url and project"),
    ),
    Code(
        "U902",
        "error",
        N_("{what} is not the address of a forge or of a project on it"),
        N_(
            "The token is sent to this address, so it must be a plain one: https, a host, perhaps a path; a project is owner/name."
        ),
        N_("put forge.url and forge.project of portfolio.yaml right"),
    ),
    Code(
        "U903",
        "error",
        N_("asking a forge needs httpx, which is not installed"),
        N_("Everything else works without it, so it is not installed unless you ask for it."),
        N_("install the extra forge: pip install 'innoctl[forge]'"),
    ),
    Code(
        "U904",
        "error",
        N_("there is no token for {host}: none of {names} is set"),
        N_(
            "A forge tells who approved what only to somebody it knows. innoctl keeps no token; it takes one from the environment or from the forge's own program."
        ),
        N_("set INNOCTL_FORGE_TOKEN and INNOCTL_FORGE_HOST={host}, or log in with gh or glab"),
    ),
    Code(
        "U905",
        "error",
        N_("what {name} gives is no token"),
        N_(
            "A token is one word of letters, digits and signs. With a space or a line break in it, it would change the request that it is sent with."
        ),
        N_("copy the token again, without anything around it"),
    ),
    Code(
        "U906",
        "error",
        N_("{url} would carry the token unencrypted"),
        N_(
            "Over http everyone on the way can read the token and use it; only this computer itself may be asked that way."
        ),
        N_("write forge.url of portfolio.yaml with https"),
    ),
    Code(
        "U907",
        "error",
        N_("{host} does not accept the token of {name}"),
        N_("It was withdrawn, has expired, or belongs to another forge."),
        N_("make a new token on the forge and set it"),
    ),
    Code(
        "U908",
        "error",
        N_("the token may not do this on {host}: {said}"),
        N_("The token is valid, but its scopes or the rights of its account are too narrow."),
        N_("give the token the scopes that docs/forges.md names"),
    ),
    Code(
        "U909",
        "error",
        N_("{host} has no {what}"),
        N_("A forge also says this of what it does not show to the account of the token."),
        N_(
            "look at the number, at forge.project in portfolio.yaml, and at what the token may read"
        ),
    ),
    Code(
        "U910",
        "error",
        N_("{host} cannot be reached: {cause}"),
        N_("Without an answer nothing is known, and nothing counts as approved."),
        N_("try again later; all that needs no forge goes on working"),
    ),
    Code(
        "U911",
        "error",
        N_("{host} asks to come back in {seconds} seconds"),
        N_("It limits how much it is asked; innoctl waits a short while by itself, not longer."),
        N_("give the command again after that time"),
    ),
    Code(
        "U912",
        "error",
        N_("{host} answers that it failed (status {status})"),
        N_("The fault is on the side of the forge. Without an answer nothing counts as approved."),
        N_("try again later, or ask whoever runs the forge"),
    ),
    Code(
        "U913",
        "error",
        N_("the answer of {host} is not understood, at {place}"),
        N_(
            "What is not exactly as the forge documents it is never guessed at: a wrong guess could let an approval count."
        ),
        N_(
            "see that forge.kind and forge.url of portfolio.yaml fit this forge; a login page or a proxy may stand in between"
        ),
    ),
    Code(
        "U914",
        "error",
        N_("the answer of {host} is too long to read"),
        N_("No pull request needs so much; innoctl stops before it fills the memory."),
        N_(
            "look at the pull request on the forge, and open a new one if it has thousands of reviews"
        ),
    ),
    Code(
        "U915",
        "error",
        N_("{host} points to another address, and that is not followed"),
        N_("The token would go along to a place that portfolio.yaml does not name."),
        N_(
            "write the project's present address in portfolio.yaml; on a forge of your own, see that it knows its own address and port"
        ),
    ),
    Code(
        "U916",
        "error",
        N_("{host} refuses: {said}"),
        N_("The forge understood what was asked and has a rule against it."),
        N_("do as the forge says, and give the command again"),
    ),
    Code(
        "U917",
        "error",
        N_("pull request {number} has not been merged"),
        N_(
            "Approvals are brought into the portfolio after the decision has landed; before that the forge may still lose them."
        ),
        N_("merge it first: {url}"),
    ),
    Code(
        "U918",
        "warning",
        N_("the forge has no account {account} that could review"),
        N_(
            "The number of an account stands beside the person; the forge knows nobody by it, or does not show that account to the token."
        ),
        N_("put the number right in authority.yaml, or ask that person yourself"),
    ),
    Code(
        "U919",
        "error",
        N_("{name} is set, but it is not meant for {host}"),
        N_(
            "A portfolio says itself which forge is asked. So a token goes only to the forge it was made for, or a portfolio from a stranger could collect it."
        ),
        N_(
            "set INNOCTL_FORGE_TOKEN for this forge, and in INNOCTL_FORGE_HOST the hosts that may have it"
        ),
    ),
    Code(
        "U920",
        "warning",
        N_("the forge did not ask {login} to review (account {account}); it says: {said}"),
        N_(
            "It may not ask who opened the pull request, who cannot see the project, or more people than its edition allows."
        ),
        N_("give that person access, or ask them yourself; their review counts all the same"),
    ),
    Code(
        "U921",
        "error",
        N_("portfolio.yaml here names the forge {here}; what counts is {there}"),
        N_(
            "Whoever pushes a branch can name a forge of his own in it, and a token would go there."
        ),
        N_(
            "go back to the branch that counts and fetch what landed: git switch main, git pull;"
            " another forge is decided on with innoctl gate change"
        ),
    ),
)
