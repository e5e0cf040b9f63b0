"""Codes U720 to U755: git, the repository, and what a change finds in its way."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

CODES = (
    Code(
        "U720",
        "error",
        N_("there is no git program here"),
        N_("Every change of a portfolio is a commit."),
        N_("install git, and see that git --version answers"),
    ),
    Code(
        "U721",
        "error",
        N_("{folder} is not in a git repository"),
        N_("Every change of a portfolio is a commit."),
        N_("make it one: git init, git add . and git commit"),
    ),
    Code(
        "U722",
        "error",
        N_("git does not know who you are"),
        N_("Each change bears the name of the person who made it."),
        N_(
            'git config --global user.name "Your Name" and git config --global user.email you@example.org'
        ),
    ),
    Code(
        "U723",
        "error",
        N_("git distrusts this folder: it belongs to somebody else"),
        N_("Another person's repository can name programs that git would run as you."),
        N_("if you trust it: git config --global --add safe.directory and the folder's full path"),
    ),
    Code(
        "U724",
        "error",
        N_("git {command} failed: {said}"),
        N_("Something that always works did not; nothing was changed."),
        N_("see what git itself says of the repository: git status and git fsck"),
    ),
    Code(
        "U725",
        "error",
        N_("the name of the folder {folder} has a line break in it"),
        N_("git is asked about many files at once, one path a line; such a name would be two."),
        N_("give the folder, or the one above it that has the break, another name"),
    ),
    # saving
    Code(
        "U730",
        "error",
        N_("a {what} is not finished here"),
        N_("A commit in the middle of it would become part of it."),
        N_("finish it (git status tells how) or stop it: git {what} --abort"),
    ),
    Code(
        "U734",
        "error",
        N_("no branch is checked out here, only a commit"),
        N_(
            "What is saved beside every branch is out of sight as soon as another one is checked out."
        ),
        N_("git switch and the name of a branch; for a new one: git switch -c and its name"),
    ),
    Code(
        "U731",
        "error",
        N_("others keep changing this repository while this is being saved"),
        N_("What was decided on one version is never written over another."),
        N_("wait until they are done and give the command again; nothing was changed"),
    ),
    Code(
        "U732",
        "error",
        N_("another git has been busy here for more than {seconds} seconds"),
        N_("What it has staged would be lost if the index changed under it."),
        N_("end it, an open commit editor for example; if no git is running, remove {lock}"),
    ),
    Code(
        "U733",
        "error",
        N_("{path} is in conflict"),
        N_("A file with two versions has to become one before it can be changed."),
        N_("choose, then: git add {path} and git commit"),
    ),
    Code(
        "U740",
        "error",
        N_("{path} is already there"),
        N_("A new record never takes the place of another."),
        N_("give it another name, or change the one that is there"),
    ),
    Code(
        "U741",
        "error",
        N_("{path} was changed while this command was at work"),
        N_("The change was made for a version that is no longer there."),
        N_("look at it and give the command again; nothing was changed"),
    ),
    Code(
        "U742",
        "error",
        N_("{path} is not in git yet"),
        N_("Changing it would commit all of it, also what you did not ask for."),
        N_("commit it first: git add {path} and git commit"),
    ),
    Code(
        "U743",
        "error",
        N_("your own uncommitted changes to {path} touch the same place"),
        N_("Only this change may be committed, and the two cannot be told apart here."),
        N_("commit your changes first: git commit {path}"),
    ),
    # undo
    Code(
        "U750",
        "error",
        N_("there is nothing to undo"),
        N_("undo takes back the last commit that you made with innoctl, and there is none."),
        N_("see what was done: git log"),
    ),
    Code(
        "U751",
        "error",
        N_("{path} was changed since, by commit {commit}"),
        N_("Taking back the older change would take the newer one along."),
        N_("set the field by hand, or let git try: git revert {undone}"),
    ),
    Code(
        "U752",
        "error",
        N_("{path} has changes that are not committed"),
        N_("Taking back the last change would take them along."),
        N_("commit them, or put the file back: git restore --staged --worktree {path}"),
    ),
    Code(
        "U753",
        "error",
        N_("a landed decision is not undone"),
        N_("What was decided and approved stays on record; a later decision replaces it."),
        N_(
            "correct {path} by a new one: innoctl gate advance IDEA --corrects NUMBER;"
            " an earlier change: innoctl undo COMMIT"
        ),
    ),
    Code(
        "U754",
        "error",
        N_("a booking is not undone"),
        N_("A ledger is only added to, so that anybody can follow every cent."),
        N_("take back what {path} holds: innoctl budget correct IDEA REFERENCE --note WHY"),
        "V31",
    ),
    Code(
        "U755",
        "error",
        N_("{commit} is no single change of this portfolio"),
        N_(
            "Only one change of the history that is checked out can be taken back; a merge is many."
        ),
        N_("take a commit that innoctl log IDEA names"),
    ),
    # check and schema
)  # fmt: skip
