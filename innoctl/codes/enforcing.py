"""Codes: the pipeline of a forge, and who guards the portfolio's own files there."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

CODES = (
    Code(
        "U960", "error",
        N_("{path} was not written by innoctl, or was edited since"),
        N_("What somebody wrote or edited by hand is not overwritten without a word."),
        N_("see the difference with --dry-run --yes, and overwrite it with --yes"),
    ),
    Code(
        "U961", "error",
        N_("{version} is not the number of a release"),
        N_("A pipeline installs one release of innoctl, and never what happens to be the newest."),
        N_("for example: --version {running}"),
    ),
    Code(
        "U962", "error",
        N_("the portfolio lies in {folder} and not at the top of its repository"),
        N_("A forge reads its pipeline and its CODEOWNERS at the top of a repository alone."),
        N_("give the portfolio a repository of its own"),
    ),
    Code(
        "U963", "error",
        N_("a branch called {name} cannot stand in a pipeline"),
        N_(
            "A pipeline is read by the forge and by a shell, and each takes some characters for its"
            " own; letters, digits and . / _ - are taken as they are."
        ),
        N_("name the branch that counts: --branch main"),
    ),
    Code(
        "U922", "error",
        N_("which branch counts: origin has {branches}, and git does not know here which is its main one"),
        N_(
            "What is in force, and which forge is asked, is read from the branch that counts. The one"
            " that is checked out may be anybody's."
        ),
        N_("let git ask the remote: git remote set-head origin --auto"),
    ),
    Code(
        "U923", "error",
        N_("{name} means several things here: {refs}"),
        N_("Of a tag and a branch of one name git takes the tag, and anybody who may push can make one."),
        N_("name in full the one that is meant, or take the other away: git tag --delete {name}"),
    ),
    Code(
        "U964", "error",
        N_("which forge is meant: portfolio.yaml names none"),
        N_("Each forge wants its CODEOWNERS in a form and a place of its own."),
        N_("name it: innoctl codeowners github, gitlab or forgejo"),
    ),
    Code(
        "U965", "error",
        N_("{other} stands before {path}, and the forge reads the first of the two alone"),
        N_("Owners in a file that no forge reads would guard nothing."),
        N_("move what you need out of {other}, take it away, and give the command again"),
    ),
    Code(
        "U966", "error",
        N_("none of the owners is known to the forge"),
        N_("A line without an owner guards nothing; on GitHub it even takes the owners of a file away."),
        N_("give each of them an account with a login in authority.yaml"),
    ),
    Code(
        "U967", "error",
        N_("authority.yaml names no owners"),
        N_("Who must approve a change of the portfolio's own files stands there, as roles."),
        N_("add owners to authority.yaml; innoctl schema authority tells its form"),
    ),
    Code(
        "U968", "error",
        N_("the beginning of the history is not in this clone"),
        N_("Everything rests on the first commit; the oldest one of a shallow clone is another."),
        N_("fetch the rest: git fetch --unshallow, or name a commit with --anchor"),
    ),
    Code(
        "U979", "error",
        N_("this clone gives commits other parents than they have: in info/grafts"),
        N_(
            "Everything rests on the first commit; a graft can make any commit the first one, or"
            " leave out what lies between two."
        ),
        N_('take the file away: rm "$(git rev-parse --git-path info/grafts)"'),
    ),
)  # fmt: skip
