"""The starts of the tests are like a person's: what is told, what is kept apart, what ends them."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

from tests.corpus import build
from tests.program import Answer, run


@pytest.mark.parametrize(
    "words",
    [("--version",), ("list",), ("list", "-o", "json"), ("check",), ("lst",), ("show", "--help")],
    ids=" ".join,
)
def test_a_warm_start_says_what_a_cold_one_says(words: tuple[str, ...], tmp_path: Path) -> None:
    root = build("M202", tmp_path / "portfolio")
    assert run(*words, cwd=root) == run(*words, cwd=root, cold=True)


def test_a_start_keeps_nothing_of_the_one_before_it(tmp_path: Path) -> None:
    root = build("base", tmp_path / "portfolio")
    before = run("check", cwd=root)
    assert run("--lang", "nl", "check", cwd=root, env={"INNOCTL_LANG": "nl"}) != before
    assert run("check", cwd=root) == before
    assert run("check", cwd=tmp_path).status == 3


def test_what_is_typed_arrives_whole_however_long_it_is(tmp_path: Path) -> None:
    for size in (0, 10, 65_536, 65_537):
        answer = run("new", "idea", "--from", "-", cwd=tmp_path, stdin="x" * size)
        assert answer.status == 3, answer.err


def test_starts_of_several_threads_do_not_wait_for_each_other(tmp_path: Path) -> None:
    root = build("M202", tmp_path / "portfolio")
    answers: list[Answer] = []
    threads = [Thread(target=lambda: answers.append(run("check", cwd=root))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [run("check", cwd=root)] * 3
