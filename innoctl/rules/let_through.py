"""Whether what lands lets an idea through as its gate asks: what nobody could have proposed so.

Asked at the door alone. What landed before was approved as it is, and stays so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from innoctl.errors import Finding
from innoctl.model.facts_reading import decision_facts
from innoctl.model.tolerant import text_of
from innoctl.rules.deciding import criteria, hard, proposed
from innoctl.rules.in_force import InForce
from innoctl.rules.votes import Decided


def let_through(brought: Iterable[Decided], before: InForce) -> Iterator[Finding]:
    """Yield the criteria that are not judged or judged no, and waivers of what cannot be (V10).

    ``before`` is what was in force before these decisions landed. The stream whose process counts
    is the one that a decision names: where it should be another, that is told of it.
    """
    for one in brought:
        path, number = one.subject.path, one.subject.path.rpartition("/")[2].split("-")[1]
        facts = decision_facts(one.data, number, one.subject.digest)
        if facts is not None:
            said = proposed(path, one.data, facts, before.process(text_of(one.data, "stream")))
            yield from hard(said)
            yield from criteria(said)
