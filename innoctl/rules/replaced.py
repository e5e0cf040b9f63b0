"""Which decision on the same idea a correction stands in the place of, and what that one corrected."""

from __future__ import annotations

from collections.abc import Container, Iterator

from innoctl.model.tolerant import text_of
from innoctl.rules.votes import Decided


class Replaced:
    """The corrections that landed, each with the earlier decision that it is of."""

    def __init__(self) -> None:
        self._digests: dict[str, Decided] = {}
        self._old: dict[str, Decided] = {}
        """what a correction is of, by the correction's path"""

    def copy(self) -> Replaced:
        """Return the same corrections, to add others to."""
        other = Replaced()
        other._digests, other._old = self._digests.copy(), self._old.copy()
        return other

    def keep(self, decided: Decided) -> None:
        """Take in a decision, in the order of landing."""
        old = self._digests.get(text_of(decided.data, "supersedes"))
        if old is not None and old.data.get("idea") == decided.data.get("idea"):
            self._old[decided.subject.path] = old
        self._digests.setdefault(decided.subject.digest, decided)

    def chain(self, path: str) -> Iterator[Decided]:
        """Yield what a correction is of, and what that was of in its turn, as they landed."""
        old = self._old.get(path)
        while old is not None:
            yield old
            old = self._old.get(old.subject.path)

    def by(self, counting: Container[str]) -> dict[str, str]:
        """Return for the digest of each decision that is replaced the path of the one that does so.

        That is the nearest correction that counts: like the story of an idea, it takes the place
        of what corrections between corrected too, whether anybody approved those or not.
        """
        found: dict[str, str] = {}
        for path in self._old:
            if path in counting:
                for old in self.chain(path):
                    found.setdefault(old.subject.digest, path)
        return found
