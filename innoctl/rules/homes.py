"""In whose hands an idea is: of the stream it first landed in, or of the one that moves led it to (V27).

A move leads on once it is approved, which may be later than it lands. What is decided in between
in the stream that it leads to leans on it: that counts nothing as long as the move does not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import takewhile

from innoctl.errors import Finding
from innoctl.model.kinds import idea_of
from innoctl.model.tolerant import text_of
from innoctl.rules.landing import Landed, Redrawn
from innoctl.rules.votes import Decided, Judged, Verdict


class Homes:
    """The stream that decides on each idea, as far as its decisions have landed."""

    def __init__(self) -> None:
        self._begun: dict[str, str] = {}
        self._place: dict[str, int] = {}
        """a number for every decision; a correction has that of what it corrects"""
        self._told: dict[str, dict[int, tuple[str, str]]] = {}
        """every move that landed, by idea and place: its path, and the stream that it leads to"""
        self._held: dict[str, dict[int, str]] = {}
        """where those moves lead that are in force, by idea and place"""
        self.waiting: dict[str, str] = {}
        """the moves that are not in force, with the stream each leads to, as they landed"""
        self.leans: dict[str, str] = {}
        """the decisions that count only with a move that is not in force, with that move"""

    def copy(self) -> Homes:
        """Return the same homes, to lead ideas elsewhere."""
        other = Homes()
        other._begun, other._place = {**self._begun}, {**self._place}
        other._told = {idea: {**rows} for idea, rows in self._told.items()}
        other._held = {idea: {**rows} for idea, rows in self._held.items()}
        other.waiting, other.leans = {**self.waiting}, {**self.leans}
        return other

    def begin(self, begun: Mapping[str, str]) -> None:
        """Note with which stream ideas first landed; what is said of one later changes nothing."""
        for idea, stream in begun.items():
            if stream:
                self._begun.setdefault(idea, stream)

    def of(self, idea: str) -> str:
        """Return the stream that decides on an idea by the moves in force, '' where nobody knows."""
        held = self._held.get(idea)
        return held[max(held)] if held else self._begun.get(idea, "")

    def told(self, idea: str) -> tuple[str, str]:
        """Return the move that leads furthest, '' for none, and to which stream; approved or not."""
        rows = self._told.get(idea)
        return rows[max(rows)] if rows else ("", self._begun.get(idea, ""))

    def place(self, path: str, corrected: Decided | None) -> None:
        """Give a decision its place: a new one, or that of the decision that it corrects."""
        last = len(self._place)
        self._place[path] = self._place[corrected.subject.path] if corrected else last

    def deciding(self, row: Landed) -> str:
        """Return the stream that decides on the idea of a decision; note on which move that rests."""
        idea, said = idea_of(row.path), text_of(row.data, "stream")
        home, (move, ahead) = self.of(idea), self.told(idea)
        if said == home or said != ahead:
            return home
        self.leans[row.path] = move
        return ahead

    def lead(self, row: Landed, *, in_force: bool = False) -> None:
        """Take in where a decision leads to, if it is a move or stands in the place of one."""
        idea, place = idea_of(row.path), self._place[row.path]
        moves = text_of(row.data, "what") == "move"
        if not moves and place not in self._told.get(idea, ()):
            return
        stream = (moves and text_of(row.data, "to_stream")) or text_of(row.data, "stream")
        self._told.setdefault(idea, {})[place] = (row.path, stream)
        self.waiting[row.path] = stream
        if in_force:
            self._hold(row.path)

    def settle(
        self, stirred: Collection[str], amiss: Collection[str], verdict: Callable[[str], Verdict]
    ) -> None:
        """Put the moves in force that are approved by now, if those that they lean on are.

        Only a move that is ``stirred`` can have been approved since the last time.
        """
        for path in [] if self.waiting.keys().isdisjoint(stirred) else [*self.waiting]:
            if path not in self.leans and path not in amiss and verdict(path).approved:
                self._hold(path)

    def _hold(self, path: str) -> None:
        """Let an idea go where a move leads, for good, and no earlier move in its place."""
        place = self._place[path]
        self._held.setdefault(idea_of(path), {})[place] = self.waiting[path]
        before = takewhile(lambda one: one != path, self.waiting)
        over = {path, *(one for one in before if self._place[one] == place)}
        self.waiting = {one: to for one, to in self.waiting.items() if one not in over}
        self.leans = {one: move for one, move in self.leans.items() if move != path}

    def early(self, approved: Collection[str]) -> set[str]:
        """Return which of these decisions lean on a move that is not one of them."""
        return {path for path in self.leans if path in approved and not self._led(path, approved)}

    def _led(self, path: str, approved: Collection[str]) -> bool:
        move = self.leans.get(path)
        return move is None or (
            move in self.waiting and move in approved and self._led(move, approved)
        )

    def astray(self, judged: Iterable[Judged]) -> Iterator[Finding]:
        """Yield the decisions that lean on a move that too few approved, here or on the forge."""
        rows = {one.decided.subject.path: one for one in judged}
        hopeful = {path for path, one in rows.items() if one.grade or one.waits}
        for path in self.leans:
            if not self._led(path, hopeful):
                yield self.strange(path, text_of(rows[path].decided.data, "stream"))

    def strange(self, path: str, stream: str, home: str = "") -> Finding:
        """Say that a decision was taken in another stream than the one that decides."""
        said = {"stream": stream[:80], "home": home or self.of(idea_of(path))}
        return Finding.of("G545", path, ("stream",), **said)

    def redrawn(self, rows: Iterable[Redrawn]) -> Iterator[Finding]:
        """Yield the ideas that get another stream, and other judges, without a move."""
        for path, before, stream in rows:
            idea = idea_of(path)
            if stream not in {before, "", self.of(idea), self.told(idea)[1]} and self.of(idea):
                params = {"idea": idea, "home": self.of(idea), "stream": stream}
                yield Finding.of("G566", path, ("stream",), **params)
