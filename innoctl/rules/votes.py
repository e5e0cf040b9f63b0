"""Decisions and people's words on them, as the rules of approval see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoctl.named import NamedTuple
from innoctl.rules.shares import Share, Stake

if TYPE_CHECKING:
    from collections.abc import Collection

    from innoctl.errors import Finding
    from innoctl.rules.landing import Document
    from innoctl.rules.mandate import Policy

APPROVE: Final = "approve"
IMPORTED: Final = "imported"
"""The grade of what stood in the first commit."""


class Subject(NamedTuple):
    """A decision as approvals see it.

    ``stream`` is where it is decided, ``cents`` what it grants, ``day`` its own (ISO).
    ``owned`` are the keys under ``owners`` that a change of policy touches; () for a decision on
    an idea. ``named`` are those whom the record itself names as deciding. ``shares`` are what
    other streams pay of it. ``stakes`` are the decision that it corrects and those which that
    one corrected in its turn, and the gate whose decision a reopening undoes, each with the stream
    that took it. ``gates`` are those that the idea stood before, for what is decided beside gates.
    """

    path: str
    digest: str
    portfolio: str
    what: str
    stream: str
    proposed_by: str
    cents: int = 0
    day: str = ""
    named: tuple[str, ...] = ()
    owned: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()
    stakes: tuple[Stake, ...] = ()
    gates: tuple[str, ...] = ()

    @property
    def itself(self) -> Stake:
        """The decision as it says who may take it; what that carries, each share says."""
        return Stake(self.stream, self.what, 0, self.gates)

    @property
    def asked(self) -> tuple[Share, ...]:
        """What each stream decides on: its own stream on the whole, each other on what it pays."""
        return (Share(self.stream, self.cents), *self.shares)

    @property
    def judges(self) -> tuple[str, ...]:
        """The streams (or owners) whose approval it needs, '-' for one that nobody knows."""
        taken, paid = (one.stream for one in self.stakes), (one.stream for one in self.shares)
        streams = dict.fromkeys((self.stream, *taken, *paid))
        return self.owned or tuple(name or "-" for name in streams)


class Shown(NamedTuple):
    """Where a review stands on a forge, the commit that was looked at, and who opened the request.

    ``opened_by`` is the number of that account, 0 where it is not told.
    """

    forge: str
    project: str
    number: int
    review: int
    commit: str
    opened_by: int = 0


class Vote(NamedTuple):
    """One person's word, as file and proofs have it.

    ``key`` is the public key that made a valid signature over it, '' for none; ``signed`` tells
    whether there is any signature at all. ``account`` is the reviewer (host, number) or None.
    ``importer`` is the key that brought the review in, '' for none; ``opener`` is the person who
    opened the pull request, '' for nobody who decides; ``asked`` tells that the forge says so at
    this very moment.
    """

    path: str
    portfolio: str
    decision: str
    digest: str
    person: str
    principal: str = ""
    stance: str = APPROVE
    signed: bool = False
    key: str = ""
    account: tuple[str, int] | None = None
    importer: str = ""
    opener: str = ""
    asked: bool = False
    shown: Shown | None = None
    policy: Policy | None = None
    """what stood before the file of the vote landed; None for a name in the decision itself"""


class Counted(NamedTuple):
    """A vote that counts: who, in whose seat, and how well it is proved."""

    person: str
    principal: str
    grade: str
    path: str


class Part(NamedTuple):
    """What the approvals of one stream (or owner) come to that a decision needs; ``cents`` its share.

    ``needed`` is the quorum of the seat that came closest, ``grade`` that of the weakest approval
    that it needs, '' while it is not met. Without an authority nobody is needed.
    """

    stream: str
    cents: int
    counted: tuple[Counted, ...]
    needed: int
    grade: str


class Verdict(NamedTuple):
    """What the approvals of one decision come to.

    ``grade`` is that of the weakest approval that is needed, '' while any is lacking. ``needed``
    adds up the quorums of all ``parts``. ``refused`` says of every approval that does not count
    why; ``dissents`` and ``recusals`` name persons.
    """

    grade: str
    counted: tuple[Counted, ...]
    needed: int
    refused: tuple[Finding, ...]
    dissents: tuple[str, ...] = ()
    recusals: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def approved(self) -> bool:
        """Whether the right people approved exactly these bytes."""
        return bool(self.grade)

    def with_later(self, whole: Verdict, later: Collection[str]) -> Verdict:
        """Return this verdict, which approves, with what is said of votes that came ``later``.

        ``whole`` judges all of them together; it is all there is where this one does not approve.
        """
        if not self.approved:
            return whole
        held = {one.principal for one in self.counted} | {one.person for one in self.counted}
        more = (one for one in whole.counted if not held & {one.person, one.principal})
        said = (row for row in whole.refused if row.path in later)
        return self._replace(
            counted=(*self.counted, *more), refused=(*self.refused, *said),
            dissents=whole.dissents, recusals=whole.recusals,
        )  # fmt: skip


class Decided(NamedTuple):
    """A decision that landed: its facts as approvals see them, and the policy that judges it.

    ``authority`` is the commit from which that policy was in force.
    """

    subject: Subject
    data: Document
    commit: str
    policy: Policy
    authority: str
    imported: bool = False


class Judged(NamedTuple):
    """A decision with what became of it.

    ``superseded`` is the path of the correction, or ''; ``void`` tells that nothing counts of it.
    """

    decided: Decided
    verdict: Verdict
    superseded: str = ""
    void: bool = False

    @property
    def grade(self) -> str:
        """How well it is approved; '' while it is not."""
        return IMPORTED if self.decided.imported else "" if self.void else self.verdict.grade

    @property
    def waits(self) -> bool:
        """Whether its approvals may still stand on the forge alone: no error, and no approval."""
        return not self.grade and self.decided.policy.grade == "forge"
