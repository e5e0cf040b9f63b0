"""Files made to hurt: a finding, in bounded time and memory."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from innoctl.changes.edit import Set
from innoctl.store.yaml_build import ALIASED, PROBLEMS
from innoctl.store.yaml_document import SIZE, load, read
from innoctl.store.yaml_edit import BrokenFileError, apply

DEEP = 10_000
BOMB = b"a0: &a0 [lol, lol]\n" + b"".join(
    b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 30)
)
WIDE = b"a: &a " + b"x" * 100_000 + b"\nb: [" + b"*a, " * 100_000 + b"]\n"
HOSTILE = {
    "an alias bomb": (BOMB, "F138"),
    "an alias of a long text, many times": (WIDE, "F138"),
    "nested brackets": (b"[" * DEEP, "F139"),
    "nested brackets, closed": (b"[" * DEEP + b"]" * DEEP, "F139"),
    "nested braces": (b"{a: " * DEEP, "F139"),
    "nested dashes": (b"- " * DEEP, "F139"),
    "nested question marks": (b"? " * DEEP, "F132"),
    "brackets on lines of their own": (b"[\n" * DEEP, "F139"),
    "nested mappings": (b"".join(b" " * n + b"a:\n" for n in range(2000)), "F139"),
    "fifty megabytes": (b"a: b\n" * 10_000_000, "F103"),
    "many directives": (b"%TAG !a! !b\n" * 100_000 + b"---\na: 1\n", "F120"),
    "a long broken file": (b"a: b\n" * 200_000 + b"'", "F130"),
    "a long list that is never closed": (b"[" + b"a, " * 300_000, "F120"),
    "a long key without a colon": (b"x" * 1_000_000 + b"\nb: 1\n", "F125"),
    "a number of a million digits": (b"a: " + b"9" * 1_000_000, "F140"),
    "a file of NUL bytes": (b"\0" * 1_000_000, "F108"),
    "a file of escape bytes": (b"\x1b" * 1_000_000, "F107"),
    "a file of tabs": (b"\t" * 200_000 + b"a", "F121"),
    "many tabs between values": (b"a:\tb\n" * 5_000, "F130"),
}


def _seconds(data: bytes) -> float:
    begun = time.process_time()
    load(data)
    return time.process_time() - begun


@pytest.fixture(scope="module")
def ordinary() -> float:
    """Return the seconds that an honest list of some 500 KB takes here and now."""
    return _seconds(b"- een regel met gewone woorden\n" * 17_000)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_finding_and_takes_no_longer_than_a_large_honest_one(
    name: str, ordinary: float
) -> None:
    data, code = HOSTILE[name]
    begun = time.process_time()
    problems = load(data)[1]
    assert problems[0].code == code
    assert time.process_time() - begun < 30 * ordinary


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_never_edited(name: str) -> None:
    data, _ = HOSTILE[name]
    with pytest.raises(BrokenFileError):
        apply(data, [Set(("a",), 1)])


def test_an_alias_bomb_stays_small_in_memory() -> None:
    load(b"a: 1\n")
    tracemalloc.start()
    load(BOMB)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * ALIASED


def test_the_problems_of_one_file_are_counted_no_further_than_a_screenful() -> None:
    assert len(load(b"a: 1\n" * 50_000)[1]) == PROBLEMS


def test_a_file_at_the_limit_is_read() -> None:
    line = b"- " + b"x" * 1021 + b"\n"
    value, problems = load(line * (SIZE // len(line)))
    assert not problems
    assert isinstance(value, list)


def test_places_in_a_hostile_file_are_looked_up_without_harm() -> None:
    assert read(BOMB).place(("a5", 3)) == (1, 1)
    assert read(b"[" * DEEP).place((0, 0)) == (1, 1)
