"""What is recorded of reviews, held to what the forge says today.

A record says no more than the review did: of a pull request that landed here, of the very bytes
that it brought, the reviewer's last word, and in the reviewer's own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoctl.errors import Finding
from innoctl.forge.errors import NotFound, TooLarge
from innoctl.named import NamedTuple
from innoctl.store.yaml_document import load
from innoctl.workspace.approving import text_of
from innoctl.workspace.reviewing import REMOTE, Asked, ask, counting, evidence, knows, told
from innoctl.workspace.shown import Held, brings, fetch

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from innoctl.rules.history import History
    from innoctl.rules.reviews import Review
    from innoctl.rules.votes import Vote
    from innoctl.workspace.landings import Reader

_WORDS: Final = ("approved_on", "because", "criteria")
"""What a record holds of the reviewer's own."""
_ACCOUNTS: Final = ("account", "opened_by")
"""What a forge no longer tells once the account is deleted."""


class _Answer(NamedTuple):
    """What there is to hold a record to: the pull request, or the code of why it is not."""

    asked: Asked | None
    code: str = ""


class Online:
    """Asks a forge for each pull request once. ``tip`` is the commit or tree that holds the records.

    ``settings`` name the forge, as what is judged may not: where a token goes was decided before.
    ``line`` are the commits that landed, on the first line of parents.
    """

    def __init__(
        self, settings: Any, history: History, reader: Reader, tip: str, line: Collection[str]
    ) -> None:
        self._settings, self._history = settings, history
        self._held = Held(reader.repository)
        self._tip, self._line = tip, frozenset(line)
        self._known: dict[int, _Answer] = {}
        self._accounts: dict[int, bool] = {}

    def differing(self, paths: Collection[str] | None = None) -> Iterator[Finding]:
        """Yield the recorded reviews that the forge does not have, or has otherwise, or no longer.

        ``paths`` are the approvals that are asked about: those that are about to land, which must
        say what the review says. Of all of them, where none is named, one may say otherwise by
        now. Raises what `innoctl.forge` raises, but for what is an answer about one pull request.
        """
        for votes in self._history.votes.values():
            for vote in votes:
                if vote.shown is not None and (paths is None or vote.path in paths):
                    for code in self._codes(vote, vote.shown.number, landed=paths is None):
                        said = {"person": vote.person, "number": vote.shown.number}
                        yield Finding.of(code, vote.path, ("review",), **said)

    def _codes(self, vote: Vote, number: int, *, landed: bool) -> Iterator[str]:
        """Yield the codes of what is wrong with a record; one that is `landed` is forgiven more."""
        if number not in self._known:
            self._known[number] = self._answer(number)
        asked, code = self._known[number]
        if asked is None:
            yield code
            return
        one = self._found(asked, vote, landed=landed)
        recorded = self._record(vote.path)
        if one is None or not self._same(evidence(asked, one), recorded, landed=landed):
            yield "G543"
            return
        if not (one.account > 0 and asked.request.author > 0):
            yield "G571"
        words = load(text_of(told(one, self._criteria(vote, recorded))))[0]
        if words != {key: value for key, value in recorded.items() if key in _WORDS}:
            yield "G570" if landed else "G543"

    def _answer(self, number: int) -> _Answer:
        try:
            asked = ask(self._settings, number)
        except NotFound:
            return _Answer(None, "G543")
        except TooLarge:
            return _Answer(None, "G572")
        request = asked.request
        if request.merged_as not in self._line:
            return _Answer(None, "G543")
        fetch(self._held, REMOTE, asked, self._recorded(asked))
        if not self._held.has(request.head):
            return _Answer(None, "G574")
        return _Answer(asked)

    def _recorded(self, asked: Asked) -> list[Review]:
        """Return the reviews that records are about: theirs, and all by an account that one names.

        Whose account that was is of no matter here: it may have been taken out since.
        """
        rows = (one for votes in self._history.votes.values() for one in votes)
        shown = [row for row in rows if row.shown and row.shown.number == asked.request.number]
        ids = {row.shown.review for row in shown if row.shown}
        accounts = {row.account[1] for row in shown if row.account}
        return [one for one in asked.reviews if one.id in ids or one.account in accounts]

    def _found(self, asked: Asked, vote: Vote, *, landed: bool) -> Review | None:
        """Return the review that a record is of, if it counts for what the record says it is of.

        Of an account that was deleted nobody can tell any more whether a later word followed, nor
        whose it was: such a review proves no record that is yet to land.
        """
        if not brings(self._held, asked.request, vote.decision, vote.digest):
            return None
        verdict = {"approve": "approved", "dissent": "changes_requested"}.get(vote.stance)
        last = counting(asked.reviews, self._held, vote.decision, vote.digest)
        gone = (
            one
            for one in asked.reviews
            if landed
            and one.account <= 0
            and self._held.digest(one.commit, vote.decision) == vote.digest
        )
        found = {one.id: one for one in (*gone, *(row.review for row in last))}
        one = found.get(vote.shown.review if vote.shown else 0)
        return one if one is not None and one.verdict == verdict else None

    def _same(self, said: dict[str, Any], recorded: dict[str, Any], *, landed: bool) -> bool:
        """Tell whether a record names the review as the forge does.

        One that has landed may name an account that the forge no longer knows, where it says that
        the account is gone. Anybody can delete one of his own: that of another proves nothing.
        """
        told = recorded.get("review")
        if not isinstance(told, dict):
            return False
        other = [key for key, value in said.items() if told.get(key) != value]
        gone = (key in _ACCOUNTS and said[key] <= 0 and self._left(told.get(key)) for key in other)
        return not other or (landed and all(gone))

    def _left(self, account: object) -> bool:
        """Tell whether the forge knows no such account any longer."""
        if not isinstance(account, int):
            return False
        if account not in self._accounts:
            self._accounts[account] = knows(self._settings, account)
        return not self._accounts[account]

    def _criteria(self, vote: Vote, recorded: dict[str, Any]) -> list[str]:
        """Return what a score may be of: the criteria of the process, and those that were once."""
        decided = self._history.decided[vote.decision]
        known = self._history.in_force.process(decided.subject.stream).criteria
        named = recorded.get("criteria")
        rows = [row for row in named if isinstance(row, dict)] if isinstance(named, list) else []
        return [*(row.id for row in known), *(str(row.get("id")) for row in rows)]

    def _record(self, path: str) -> dict[str, Any]:
        value = load(self._held.bytes_at(self._tip, path) or b"")[0]
        return value if isinstance(value, dict) else {}
