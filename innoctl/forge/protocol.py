"""What the other floors know of a forge: three records and one small protocol."""

from __future__ import annotations

from typing import Literal, Protocol

from innoctl.errors import Finding
from innoctl.forge.errors import NotMerged
from innoctl.named import NamedTuple
from innoctl.rules.reviews import Review

State = Literal["open", "closed", "merged"]


class PullRequest(NamedTuple):
    """A pull request (a merge request on GitLab).

    ``author`` is the numeric id of the account that opened it, 0 when the forge no longer knows
    one. ``head`` is the commit at the tip of the source branch, after the merge the one that was
    merged. ``merged_as`` is the commit on the target branch that the merge made, '' before.
    ``base`` is the commit that the forge compares with, '' while it does not tell.
    """

    number: int
    url: str
    title: str
    author: int
    source_branch: str
    target_branch: str
    head: str
    merged_as: str
    state: State
    base: str = ""

    def landed(self) -> str:
        """Return the commit on the target branch; raise `NotMerged` when there is none yet."""
        if self.state != "merged":
            raise NotMerged(number=self.number, url=self.url)
        return self.merged_as


class Opened(NamedTuple):
    """What became of opening a pull request.

    ``created`` is false where one of that branch was open already: its text was updated.
    ``unasked`` says of each reviewer who could not be asked why (``account`` stands in the
    parameters), on the file where their accounts stand.
    """

    request: PullRequest
    created: bool
    unasked: tuple[Finding, ...] = ()


class Forge(Protocol):
    """Pull requests of one project. Every method asks the forge anew; all raise `errors.ForgeError`."""

    def pull_request(self, number: int) -> PullRequest:
        """Return a pull request by the number that people know it by; `NotFound` without."""

    def reviews(self, number: int) -> list[Review]:
        """Return every review for or against that was handed in, the oldest first.

        `Review.elsewhere` is told of each. Mere comments are none: anybody can write them by the
        thousand.
        """

    def knows(self, account: int) -> bool:
        """Tell whether there is an account of this number."""

    def open(
        self, branch: str, target: str, title: str, body: str, reviewers: tuple[int, ...] = ()
    ) -> Opened:
        """Open a pull request of a branch that was pushed, or update the one that is open.

        ``body`` is Markdown, ``reviewers`` are numeric account ids. Reviewers that were asked
        before stay asked.
        """
