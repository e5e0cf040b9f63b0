"""The history of a portfolio's decisions, landing by landing: what counted when, and why.

Phases, policies and approvals are consequences of what landed in which order; nothing here is
taken from a claimed date. The first commit is the root of trust: what stood in it is imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date
from itertools import takewhile
from typing import Final

from innoctl.errors import Finding
from innoctl.model.facts_reading import decision_facts, idea_facts
from innoctl.model.tolerant import text_of
from innoctl.rules.fitness import locked_out, no_seat, unfit, unowned
from innoctl.rules.heard import Heard
from innoctl.rules.homes import Homes
from innoctl.rules.in_force import InForce
from innoctl.rules.landing import (
    APPROVALS,
    Ground,
    Landed,
    Landing,
    grounded,
    in_chain,
    tampered,
)
from innoctl.rules.mandate import Policy, owner_of, owners
from innoctl.rules.replaced import Replaced
from innoctl.rules.subjects import CHANGES, subject_of, versions, vote_of
from innoctl.rules.told import Told
from innoctl.rules.votes import Decided, Judged, Verdict, Vote

VOID: Final = ("G533", "G535", "G539", "G545")
"""Findings after which nothing counts of a decision, whoever approved it."""


class History:
    """What has landed so far. Feed it landings in the order of the first-parent line."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.decided: dict[str, Decided] = {}
        self._heard = Heard()
        self.homes = Homes()
        self.in_force = InForce()
        self._since = ""
        self._open: dict[str, set[tuple[str, str]]] = {}
        """changes of policy that are not in force yet, with the versions that wait to be"""
        self._brought: dict[tuple[str, str], Landed] = {}
        """every version of a policy file that landed, by path and digest"""
        self._told = Told()
        self._replaced = Replaced()
        self._last = ""
        self._landed: dict[str, str] = {}
        """the digest with which each record landed, by its path"""
        self._standing: dict[str, str] = {}
        """the digest of each policy file as it stands in the tree"""
        self._void: set[str] = set()
        self._days: tuple[str, ...] = ()
        """the days, beside its own, as of which a change of policy locks nobody out"""
        self.amiss: dict[str, Finding] = {}
        """what is not as it should stand, by its path, until somebody puts it back"""

    def land(self, landing: Landing) -> list[Finding]:
        """Take one landing in and return what it may not do.

        Approvals are judged at the end, and what is `amiss` stands there until it is put right.
        """
        self.homes.begin(landing.begun)
        if landing.root:
            self._import(landing)
            return []
        self._heard.seal(self.decided, self.amiss)
        policy = self.in_force.policy
        found: list[Finding] = []
        self.amiss |= {path: Finding.of("G546", path, file=path) for path in landing.doubled}
        for row in landing.altered:
            self._alter(row)
        for row in in_chain(landing.added):
            if row.path in self._landed:
                self._alter(row)  # it was taken away, and comes back
            else:
                self._landed[row.path] = row.digest
                take = self._hear if row.path.startswith(APPROVALS) else self._decide
                found += take(row, landing, policy)
        new = self._new(landing)
        self._weigh(new)
        found += self._told.coherent(new, landing.grounds, self.in_force.process, self.today)
        self._policy_files(landing, policy)
        found += self._settle(landing.commit)
        self.homes.settle(self._heard.stirred, self.amiss, self.verdict)
        return [*found, *self.homes.redrawn(landing.redrawn)]

    def fork(self) -> History:
        """Return a history that begins where this one stands, to try landings on today."""
        other = copy(self)
        kinds, mine = (dict, set, Heard, Homes, Replaced, Told), vars(self).items()
        held = {name: value.copy() for name, value in mine if isinstance(value, kinds)}
        vars(other).update(held, _days=(self.today.isoformat(),))
        return other

    def judged(self) -> Iterator[Judged]:
        """Yield every decision with its verdict, in the order of landing."""
        verdicts = {path: self.verdict(path) for path in self.decided}
        for path in self.amiss.keys() & verdicts.keys():
            verdicts[path] = verdicts[path]._replace(grade="")
        early = self.homes.early({path for path, one in verdicts.items() if one.approved})
        verdicts |= {path: verdicts[path]._replace(grade="") for path in early}
        approved = {path for path, one in verdicts.items() if one.approved}
        imported = {path for path, one in self.decided.items() if one.imported}
        replaced = self._replaced.by((approved | imported) - self._void)
        nothing = self._void | self.amiss.keys() | early
        for path, decided in self.decided.items():
            correction = replaced.get(decided.subject.digest, "")
            yield Judged(decided, verdicts[path], correction, path in nothing)

    def verdict(self, path: str) -> Verdict:
        """Return what the approvals of one decision come to."""
        return self._heard.verdict(path, self.decided[path], self.amiss)

    @property
    def votes(self) -> dict[str, list[Vote]]:
        """People's words on each decision, by its path, in the order in which they landed."""
        return self._heard.votes

    def _import(self, landing: Landing) -> None:
        """Take what stood in the first commit for granted: it is what everything else rests on."""
        self.in_force = self.in_force.after(landing.policy)
        for row in landing.policy:
            if row.data is None and row.digest:
                self.amiss[row.path] = Finding.of("G535", row.path)
                self.in_force = self.in_force.unreadable(row.path)
        self._since = landing.commit
        for row in in_chain(landing.added):
            self._landed[row.path] = row.digest
            if row.data is not None and not row.path.startswith(APPROVALS):
                self._keep(row, landing, self.in_force.policy, imported=True)
                self.homes.lead(row, in_force=True)
        self._weigh(self._new(landing))

    def _decide(self, row: Landed, landing: Landing, policy: Policy) -> list[Finding]:
        found = list(self._judged(row, landing, policy))
        if any(one.code in VOID for one in found):
            self._void.add(row.path)
            self.homes.leans.pop(row.path, None)
        else:
            self.homes.lead(row)
        return found

    def _judged(self, row: Landed, landing: Landing, policy: Policy) -> Iterator[Finding]:
        if unfit(row):
            yield Finding.of("G535", row.path)
        if row.data is None:
            return
        decided = self._keep(row, landing, policy)
        subject = decided.subject
        if subject.portfolio != self.in_force.portfolio:
            params = {"portfolio": subject.portfolio, "idea": row.data.get("idea")}
            yield Finding.of("G539", row.path, ("portfolio",), **params)
        if row.path.startswith(CHANGES):
            yield from self._chained(row)
            yield from unowned(subject, policy)
        else:
            yield from no_seat(subject, policy)
            yield from self._story(row, landing, policy)

    def _keep(
        self, row: Landed, landing: Landing, policy: Policy, *, imported: bool = False
    ) -> Decided:
        subject = subject_of(row, self.in_force.payers)
        name = row.path.removeprefix(CHANGES).rpartition("/")
        facts = decision_facts(row.data, name[2].split("-")[1], row.digest) if name[1] else None
        if facts is not None:
            subject = self._told.keep(subject, facts, self.in_force.process(facts.stream))
        decided = Decided(subject, row.data or {}, landing.commit, policy, self._since, imported)
        self._heard.await_votes(row.path)
        self.decided[row.path] = decided
        self._replaced.keep(decided)
        self.homes.place(row.path, next(self._replaced.chain(row.path), None))
        if row.path.startswith(CHANGES):
            self._open |= {} if imported else {row.path: set(versions(decided.data))}
            self._last = row.digest if imported else self._last
        return decided

    def _new(self, landing: Landing) -> list[Landed]:
        """Return the decisions that a landing brought, without those that only come back."""
        rows = [(self.decided.get(row.path), row) for row in in_chain(landing.added)]
        return [row for one, row in rows if one and one.commit == landing.commit]

    def _weigh(self, rows: Iterable[Landed]) -> None:
        """Let each decision weigh as what it corrects, and by all that counts or may do so yet."""
        for row in rows:
            decided = self.decided[row.path]
            olds = [self.decided[one.subject.path] for one in self._replaced.chain(row.path)]
            corrected, process = [one.subject for one in olds], self.in_force.process
            subject = self._told.weighed(decided.subject, corrected, self._counts, process)
            self.decided[row.path] = decided._replace(subject=subject)

    def _counts(self, path: str) -> bool:
        """Tell whether a decision counts or may do so yet; what is amiss can be put back."""
        decided = self.decided[path]
        taken = decided.imported or decided.policy.grade == "forge"
        counts = taken or self._heard.verdict(path, decided, ()).approved
        return counts and path not in self._void

    def _chained(self, row: Landed) -> Iterator[Finding]:
        if text_of(row.data, "after") != self._last:
            yield Finding.of("G533", row.path, ("after",))
        else:
            self._last = row.digest

    def _story(self, row: Landed, landing: Landing, policy: Policy) -> Iterator[Finding]:
        """Say whether this decision is of those who decide on its idea, and what it stands on."""
        ground = landing.grounds.get(row.path) or Ground(row.path, None, None)
        if idea_facts(ground.after) is None:
            yield Finding.of("G535", row.path, ("idea",))
            return
        home = self._home(row)
        if text_of(row.data, "stream") != home:
            yield self.homes.strange(row.path, text_of(row.data, "stream"), home)
        yield from grounded(row, ground, self.in_force.process(home), reviewed=policy.reviewed)

    def _home(self, row: Landed) -> str:
        """Return the stream that decides: where moves led the idea, never what its file says.

        A correction stands where what it corrects stood, a move in the stream that the idea came
        from, which is asked beside the one that took it over. What nobody could take is passed over.
        """
        olds, void = self._replaced.chain(row.path), self._void | self.homes.leans.keys()
        taken = next((one.data for one in olds if one.subject.path not in void), None)
        return text_of(taken, "stream") if taken else self.homes.deciding(row)

    def _alter(self, row: Landed) -> None:
        """Note that a record is no longer as it landed, or is so again."""
        if row.digest == self._landed.get(row.path):
            self.amiss.pop(row.path, None)
            self._heard.restored(row.path)
        else:
            self.amiss[row.path] = tampered(row)

    def _hear(self, row: Landed, _landing: Landing, policy: Policy) -> Iterator[Finding]:
        vote = vote_of(row, policy)
        if unfit(row):
            yield Finding.of("G535", row.path)
        elif vote.decision not in self.decided:
            yield Finding.of("G536", row.path, ("decision",), decision=vote.decision[:200])
        else:
            self._heard.add(vote)

    def _policy_files(self, landing: Landing, policy: Policy) -> None:
        """Hold every change of the portfolio's own files to a decision on exactly these bytes."""
        wanted = {one for waiting in self._open.values() for one in waiting}
        paths = {path for path, _ in wanted}
        for row in landing.policy:
            self._brought[row.path, row.digest] = row
            self._standing[row.path] = row.digest
            if (row.path, row.digest) in wanted or self.in_force.holds(row):
                self.amiss.pop(row.path, None)
            elif not policy.reviewed and owners(policy, owner_of(row.path)) is None:
                # nobody asked for more than that it be written down
                self.in_force = self.in_force.after([row])
                self._since = landing.commit if row.path == "authority.yaml" else self._since
            else:
                code = "G524" if row.path in paths else "G523"
                self.amiss[row.path] = Finding.of(code, row.path, file=row.path)

    def _settle(self, commit: str) -> Iterator[Finding]:
        """Put the changes in force that are approved by now and still stand as they were approved.

        What a later change has written over is not brought back, by an approval that comes late or
        by whoever writes it again; the rest of the earlier change stands by itself.
        """
        for path in [*reversed(self._open)]:
            waiting = self._open.get(path)
            if waiting is None or not waiting <= self._brought.keys():
                continue
            brought = [self._brought[one] for one in waiting]
            after, day = self.in_force.after(brought), self.decided[path].subject.day
            stands = all(self._standing[row.path] == row.digest for row in brought)
            comes = stands and path not in self._void and self.verdict(path).approved
            if comes or self.decided[path].commit == commit:
                days = (day, *self._days)
                yield from locked_out(path, self.in_force.policy, after.policy, days)
            if comes:
                self.in_force, self._since = after, commit
                self._close(path)

    def _close(self, path: str) -> None:
        """Let a change be done, and no earlier one wait for what it has written over."""
        over = {name for name, _ in self._open[path]}
        for one in [*takewhile(lambda other: other != path, self._open), path]:
            self._open[one] = {row for row in self._open[one] if row[0] not in over}
        self._open = {one: waiting for one, waiting in self._open.items() if waiting}
        for name in over:
            self.amiss.pop(name, None)  # it stood here before anybody had approved it
