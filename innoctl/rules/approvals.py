"""Which approvals count for a decision: derived each time, from bytes, keys and policy alone.

The policy is that before the decision landed; the keys and accounts are those before the
approval landed, so that a key that was taken out proves nothing that comes later, and all
that came before. An approval that does not count is named with its reason, never passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from innoctl.errors import Finding
from innoctl.model.authority_facts import AuthorityFacts, GatekeeperFacts
from innoctl.named import NamedTuple
from innoctl.rules.mandate import GRADES, Policy, Seat, stands_in
from innoctl.rules.shares import Panel, panels
from innoctl.rules.votes import APPROVE, Counted, Part, Subject, Verdict, Vote

NOT_MET: Final = -1


def judge(subject: Subject, votes: Sequence[Vote], policy: Policy) -> Verdict:
    """Return what these votes come to under the policy that stood before the decision."""
    names = [
        Vote(subject.path, subject.portfolio, subject.path, subject.digest, name)
        for name in subject.named
    ]
    heard = [*votes, *(names if policy.grade == GRADES[0] else ())]
    every = panels(subject, policy)
    places = _Places(policy, [seat for panel in every for seat in panel.seats], subject.proposed_by)
    valid: list[tuple[Vote, str]] = []
    refused: list[Finding] = []
    for vote in heard:
        grade, fault = _judged(vote, subject, places)
        if fault is None:
            valid.append((vote, grade))
        else:
            refused.append(fault)
    return _weighed(every, valid, refused, places)


def _judged(vote: Vote, subject: Subject, places: _Places) -> tuple[str, Finding | None]:
    """Return how well a vote is proved, and why it does not count, if so."""
    policy = places.policy
    grade, fault = proved(vote, policy)
    checks = (
        _bound(vote, subject),
        fault,
        _added(vote),
        _own(vote, subject, policy),
        _weak(vote, grade, policy),
        _outside(vote, subject, places),
    )
    return grade, next((found for found in checks if found is not None), None)


def _bound(vote: Vote, subject: Subject) -> Finding | None:
    """An approval is of one decision's bytes in one portfolio, wherever a copy of it lies."""
    said = (vote.portfolio, vote.decision, vote.digest)
    if said == (subject.portfolio, subject.path, subject.digest):
        return None
    return Finding.of("G505", vote.path, ("sha256",), person=vote.person, decision=subject.path)


def proved(vote: Vote, policy: Policy) -> tuple[str, Finding | None]:
    """Return the grade that the proofs of a vote have, judged by the keys before it landed."""
    authority = (vote.policy or policy).authority or AuthorityFacts()
    row = authority.gatekeeper(vote.person)
    if vote.signed:
        return GRADES[2], _signature(vote, row, authority)
    if vote.account is not None:
        return GRADES[1], _review(vote, vote.account, row, authority)
    return GRADES[0], None


def _signature(vote: Vote, row: GatekeeperFacts, authority: AuthorityFacts) -> Finding | None:
    field = ("signature",)
    if not vote.key:
        return Finding.of("G504", vote.path, field, person=vote.person)
    if vote.key in {key.public for key in authority.importers}:
        return Finding.of("G508", vote.path, field, person=vote.person)
    if vote.key not in {key.public for key in row.keys}:
        return Finding.of("G503", vote.path, field, person=vote.person)
    others = [g.person for g in authority.gatekeepers if any(k.public == vote.key for k in g.keys)]
    return _shared(vote, others, field)


def _review(
    vote: Vote, account: tuple[str, int], row: GatekeeperFacts, authority: AuthorityFacts
) -> Finding | None:
    field = ("review", "account")
    if account not in row.accounts:
        return Finding.of("G507", vote.path, field, person=vote.person, account=account[1])
    others = [g.person for g in authority.gatekeepers if account in g.accounts]
    return _shared(vote, others, field) or _imported(vote, authority)


def _imported(vote: Vote, authority: AuthorityFacts) -> Finding | None:
    """Where the policy names importers, one of them must have brought the review in."""
    keys = {key.public for key in authority.importers}
    if not keys or vote.asked or vote.importer in keys:
        return None
    return Finding.of("G509", vote.path, ("imported",), person=vote.person)


def _shared(vote: Vote, persons: Sequence[str], field: tuple[str, ...]) -> Finding | None:
    """A key or an account that two persons have proves neither of them."""
    other = next((name for name in persons if name != vote.person), None)
    if other is None:
        return None
    return Finding.of("G510", vote.path, field, person=vote.person, other=other)


def _own(vote: Vote, subject: Subject, policy: Policy) -> Finding | None:
    """Nobody approves what he proposed, nor lets a deputy do so for him."""
    own = {vote.person, vote.principal} & {subject.proposed_by, vote.opener} - {""}
    if policy.authority is None or not own:
        return None
    return Finding.of("G502", vote.path, ("person",), person=vote.person)


def _added(vote: Vote) -> Finding | None:
    """A review on a forge names nobody; whoever brings it in must not do so in its place."""
    if vote.account is None or vote.signed or not vote.principal:
        return None
    said = {"person": vote.person, "principal": vote.principal}
    return Finding.of("G563", vote.path, ("for",), **said)


def _weak(vote: Vote, grade: str, policy: Policy) -> Finding | None:
    if GRADES.index(grade) >= GRADES.index(policy.grade):
        return None
    return Finding.of("G506", vote.path, person=vote.person, grade=grade, asked=policy.grade)


def _outside(vote: Vote, subject: Subject, places: _Places) -> Finding | None:
    if places.policy.authority is None or vote.stance != APPROVE:
        return None
    fitting = places.named if vote.principal else places.of
    if any(fitting(vote, seat) for seat in places.seats):
        return None
    where = ", ".join(subject.judges)
    field = ("for",) if vote.principal else ("person",)
    code = "G511" if vote.principal else "G501"
    params = {"person": vote.person, "what": subject.what, "stream": where}
    return Finding.of(code, vote.path, field, **params, principal=vote.principal)


class _Places(NamedTuple):
    """In whose place a vote can count, in all ``seats`` that a decision needs.

    Never in that of who proposed it, of who opened its pull request, or of one who is ``silent``.
    """

    policy: Policy
    seats: Sequence[Seat]
    proposer: str
    silent: frozenset[str] = frozenset()

    def of(self, vote: Vote, seat: Seat) -> tuple[str, ...]:
        """Return the places in a seat: the one that it names, else one's own.

        Who sits in one stream and stands in for somebody of another speaks for both with one
        approval. A name that is written down says no more than itself: it takes any place. A
        review on a forge cannot say for whom: it takes the only one that there is.
        """
        acting = stands_in(self.policy, vote.person, seat)
        own = tuple(name for name in acting if name == vote.person)
        reviewed = vote.account is not None and not vote.signed
        unsaid = vote.policy is None or (reviewed and len(acting) == 1)
        found = self.named(vote, seat) or own or (acting if unsaid else ())
        barred = self.silent | {self.proposer, vote.opener}
        return tuple(name for name in found if name not in barred)

    def named(self, vote: Vote, seat: Seat) -> tuple[str, ...]:
        """Return the place that the vote of a deputy names, () where he has none in this seat."""
        acting = stands_in(self.policy, vote.person, seat)
        return tuple(name for name in acting if name == vote.principal != vote.person)


class _Fitting(NamedTuple):
    """A vote, how well it is proved, and the places that it can take in a seat."""

    vote: Vote
    grade: str
    places: tuple[str, ...]


def _weighed(
    every: Sequence[Panel],
    valid: Sequence[tuple[Vote, str]],
    refused: list[Finding],
    places: _Places,
) -> Verdict:
    told = {
        stance: tuple(vote.person for vote, _ in valid if vote.stance == stance)
        for stance in ("dissent", "recuse")
    }
    silent = frozenset(vote.person for vote, _ in valid if vote.stance != APPROVE)
    yes = [(vote, grade) for vote, grade in valid if vote.person not in silent]
    if places.policy.authority is None:
        counted = tuple(Counted(vote.person, vote.person, grade, vote.path) for vote, grade in yes)
        parts = tuple(Part(row.stream, row.cents, counted, 0, GRADES[0]) for row in every)
        return Verdict(
            GRADES[0], counted, 0, tuple(refused), told["dissent"], told["recuse"], parts
        )
    free = places._replace(silent=silent)
    parts = tuple(_part(panel, yes, free) for panel in every)
    counted = tuple(dict.fromkeys(one for part in parts for one in part.counted))
    refused += _unplaced([vote for vote, _ in yes], counted, free)
    return Verdict(
        _weakest([part.grade for part in parts]), counted, sum(part.needed for part in parts),
        tuple(refused), told["dissent"], told["recuse"], parts,
    )  # fmt: skip


def _part(panel: Panel, votes: Sequence[tuple[Vote, str]], places: _Places) -> Part:
    """Return what votes come to in the seat of a panel that comes furthest."""
    ways = [_way(panel, seat, votes, places) for seat in panel.seats]
    nobody = Part(panel.stream, panel.cents, (), 1, "")
    return max(ways, key=lambda one: (_rank(one.grade), len(one.counted)), default=nobody)


def _way(panel: Panel, seat: Seat, votes: Sequence[tuple[Vote, str]], places: _Places) -> Part:
    found = _filled(_Fitting(vote, grade, places.of(vote, seat)) for vote, grade in votes)
    grade = found[seat.quorum - 1].grade if len(found) >= seat.quorum else ""
    return Part(panel.stream, panel.cents, tuple(found), seat.quorum, grade)


def _weakest(grades: Sequence[str]) -> str:
    return min(grades, key=_rank)


def _rank(grade: str) -> int:
    return GRADES.index(grade) if grade else NOT_MET


def _filled(votes: Iterable[_Fitting]) -> list[Counted]:
    """Return the votes that count in a seat, the best proved first: one a person and one a place.

    Who holds the role himself goes before who stands in for somebody; who could take one of
    several places leaves to another the only one that he can take.
    """
    rows = sorted(votes, key=_own_first)
    held: dict[str, int] = {}
    for number, row in enumerate(rows):
        if all(rows[other].vote.person != row.vote.person for other in held.values()):
            _seated(number, rows, held, set())
    order = sorted(held, key=lambda place: (-GRADES.index(rows[held[place]].grade), held[place]))
    seated = ((place, rows[held[place]]) for place in order)
    return [Counted(row.vote.person, place, row.grade, row.vote.path) for place, row in seated]


def _seated(number: int, rows: Sequence[_Fitting], held: dict[str, int], asked: set[str]) -> bool:
    """Find a place for a vote, if need be by letting another take one that is as good for him."""
    for place in rows[number].places:
        if place in asked:
            continue
        asked.add(place)
        if place not in held or _seated(held[place], rows, held, asked):
            held[place] = number
            return True
    return False


def _own_first(row: _Fitting) -> tuple[bool, int, str]:
    return row.places != (row.vote.person,), -GRADES.index(row.grade), row.vote.person


def _unplaced(
    votes: Sequence[Vote], counted: Sequence[Counted], free: _Places
) -> Iterator[Finding]:
    """Yield the votes whose place is taken, or is that of somebody who is against or takes no part."""
    heard = {one.person for one in counted}
    held = {one.principal: one.person for one in counted}
    places = free._replace(silent=frozenset())
    for vote in votes:
        wanted = [place for seat in places.seats for place in places.of(vote, seat)]
        other = next((held[place] for place in wanted if place in held), None)
        away = next((place for place in wanted if place in free.silent), None)
        if vote.person in heard:
            continue
        if other is not None:
            yield Finding.of("G512", vote.path, ("person",), person=vote.person, other=other)
        elif away is not None:
            yield Finding.of("G564", vote.path, ("for",), person=vote.person, principal=away)
