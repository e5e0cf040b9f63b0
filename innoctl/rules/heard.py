"""People's words on decisions in the order in which they landed, and what each was approved with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from innoctl.rules.approvals import judge
from innoctl.rules.votes import APPROVE, Decided, Verdict, Vote


class Heard:
    """The votes on every decision, by its path."""

    def __init__(self) -> None:
        self.votes: dict[str, list[Vote]] = {}
        self._stirred: set[str] = set()
        """the decisions of which the last landing brought something"""
        self._approved: dict[str, int] = {}
        """how many votes each decision had when it was approved"""

    def copy(self) -> Heard:
        """Return the same words, to add others to."""
        other = Heard()
        other.votes = {path: list(votes) for path, votes in self.votes.items()}
        other._stirred, other._approved = set(self._stirred), dict(self._approved)
        return other

    @property
    def stirred(self) -> Collection[str]:
        """The decisions of which the last landing brought something."""
        return self._stirred

    def add(self, vote: Vote) -> None:
        """Take in one word."""
        self.votes.setdefault(vote.decision, []).append(vote)
        self._stirred.add(vote.decision)

    def await_votes(self, path: str) -> None:
        """Note that a decision landed."""
        self._stirred.add(path)

    def restored(self, path: str) -> None:
        """Note that a decision, or a vote on one, stands again as it landed."""
        rows = self.votes.items()
        self._stirred |= {
            path,
            *(name for name, votes in rows if any(v.path == path for v in votes)),
        }

    def verdict(self, path: str, decided: Decided, amiss: Collection[str]) -> Verdict:
        """Return what the approvals of one decision come to, without those that are ``amiss``.

        Who is against or takes no part stays so, whatever became of the file that says it. What it
        was approved with goes on counting: a word that lands later takes nothing away.
        """
        heard = self.votes.get(path, [])
        whole, first = _judged(decided, heard, amiss), self._approved.get(path, len(heard))
        then = _judged(decided, heard[:first], amiss) if first < len(heard) else whole
        return then.with_later(whole, {vote.path for vote in heard[first:]})

    def seal(self, decided: Mapping[str, Decided], amiss: Collection[str]) -> None:
        """Note with which votes the last landing left a decision approved that is not ``amiss``."""
        for path in self._stirred - self._approved.keys() - {*amiss}:
            one = decided.get(path)
            if one is not None and self.verdict(path, one, amiss).approved:
                self._approved[path] = len(self.votes.get(path, ()))
        self._stirred &= {*amiss}


def _judged(decided: Decided, votes: Iterable[Vote], amiss: Collection[str]) -> Verdict:
    sound = [vote for vote in votes if vote.path not in amiss or vote.stance != APPROVE]
    return judge(decided.subject, sound, decided.policy)
