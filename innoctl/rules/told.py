"""The decisions on each idea in the order in which they landed: what each bears on, and if they fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from innoctl.errors import Finding
from innoctl.model.facts import DecisionFacts
from innoctl.model.facts_reading import idea_facts
from innoctl.model.policy import ProcessFacts
from innoctl.model.tolerant import text_of
from innoctl.rules.bearing import Past, borne, correcting, settled
from innoctl.rules.coherence import Case, coherent_with
from innoctl.rules.landing import Ground, Landed
from innoctl.rules.life import BESIDE_GATES
from innoctl.rules.votes import Subject


class Told:
    """What has been decided on each idea so far, whether it counts or not."""

    def __init__(self) -> None:
        self._of: dict[str, tuple[tuple[str, DecisionFacts], ...]] = {}
        self._at: dict[str, tuple[str, int]] = {}
        """the idea that each is about, and its place among those on it, by its path"""

    def copy(self) -> Told:
        """Return the same decisions, to add others to."""
        other = Told()
        other._of, other._at = self._of.copy(), self._at.copy()
        return other

    def of(self, idea: str) -> Sequence[tuple[str, DecisionFacts]]:
        """Return the decisions on an idea, each with its path."""
        return self._of.get(idea, ())

    def keep(self, subject: Subject, row: DecisionFacts, process: ProcessFacts) -> Subject:
        """Take in a decision; return it with what it bears on after all that landed before it."""
        earlier = self.of(row.idea)
        self._at[subject.path] = (row.idea, len(earlier))
        self._of[row.idea] = (*earlier, (subject.path, row))
        return borne(subject, row, (one for _, one in earlier), process)

    def coherent(
        self,
        rows: Iterable[Landed],
        grounds: Mapping[str, Ground],
        process: Callable[[str], ProcessFacts],
        today: date,
    ) -> Iterator[Finding]:
        """Yield what is wrong with decisions, or between all on their ideas that landed until now.

        What lands together is judged together: each idea's file tells what all of it comes to.
        """
        for row in rows:
            ground = grounds.get(row.path)
            if ground is not None:
                yield from self._fitting(row, ground, process(text_of(row.data, "stream")), today)

    def _fitting(
        self, row: Landed, ground: Ground, process: ProcessFacts, today: date
    ) -> Iterator[Finding]:
        idea = idea_facts(ground.after)
        if idea is not None:
            case = Case(ground.path, idea, self.of(idea.id))
            yield from coherent_with(row.path, case, process, today)

    def weighed(
        self,
        subject: Subject,
        corrected: Sequence[Subject],
        counts: Callable[[str], bool],
        process: Callable[[str], ProcessFacts],
    ) -> Subject:
        """Return a decision as it weighs by what it corrects, and by what counts of what came before.

        ``corrected`` is what it stands in the place of, the nearest first; ``counts`` tells it of
        the decision at a path.
        """
        subject = correcting(subject, [(one, counts(one.path)) for one in corrected])
        if subject.path not in self._at:
            return subject
        idea, place = self._at[subject.path]
        row = self.of(idea)[place][1]
        if row.what not in BESIDE_GATES and not row.supersedes:
            return subject
        earlier = self.of(idea)[:place]
        known = frozenset(one.digest for path, one in earlier if counts(path))
        past = Past([one for _, one in earlier], known, process(row.stream))
        return settled(subject, row, past)
