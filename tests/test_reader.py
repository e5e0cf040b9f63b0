"""The ``cat-file`` that stays open: it answers right, holds nothing, and ends."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest

from innoctl.store.files import lock
from innoctl.vcs import demand
from innoctl.vcs.history import NoSuchCommit, commit_named
from innoctl.vcs.objects import object_named, objects
from innoctl.vcs.plumbing import Git, GitFailed
from tests.repositories import IDEA, LINES, home, root, run

__all__ = ["home", "root"]

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="no fork and no signals there")


def read(git: Git) -> bytes:
    """Return the bytes of one file, asked of the process that stays open."""
    found = object_named(git, f"HEAD:{IDEA}")
    assert found is not None
    return found.data


def alive(number: int) -> bool:
    """Tell whether a process runs."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@on_posix
def test_it_is_one_process_until_it_is_closed_and_another_one_then(root: Path) -> None:
    git = Git(demand(root))
    assert read(git) == LINES
    first = git.reader().pid
    assert read(git) == LINES
    assert git.reader().pid == first
    git.close()
    assert not alive(first)
    assert read(git) == LINES
    git.close()


@on_posix
def test_it_ends_when_nobody_holds_it_any_more(root: Path) -> None:
    git = Git(demand(root))
    read(git)
    number = git.reader().pid
    del git
    gc.collect()
    assert not alive(number)


def test_it_holds_no_lock_that_other_children_hold(root: Path) -> None:
    file = root / ".git" / "held"
    with lock(file) as handle:
        git = Git(demand(root), keep=(handle,))
        assert read(git) == LINES
    with lock(file, 0.1):
        assert read(git) == LINES
    git.close()


@on_posix
def test_a_second_process_asks_one_of_its_own_and_ends_no_other(root: Path) -> None:
    git = Git(demand(root))
    mine = (read(git), git.reader().pid)
    child = os.fork()
    if not child:
        status = 1
        with suppress(BaseException):
            status = int(read(git) != LINES or git.reader().pid == mine[1])
            del git
            gc.collect()
        os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert (read(git), git.reader().pid) == mine
    git.close()


@pytest.mark.timeout(60)
def test_what_it_complains_of_never_stops_it(root: Path) -> None:
    git = Git(demand(root))
    blob = run(root, "rev-parse", f"HEAD:{IDEA}").strip()
    assert [object_named(git, f"{blob}^{{commit}}") for _ in range(700)] == [None] * 700
    assert read(git) == LINES
    git.close()


@on_posix
def test_after_it_was_killed_it_is_begun_again(root: Path) -> None:
    git = Git(demand(root))
    read(git)
    git.reader().proc.kill()
    git.reader().proc.wait()
    with pytest.raises(GitFailed):
        read(git)
    assert read(git) == LINES
    git.close()


@pytest.mark.parametrize("count", [3, 300], ids=["few", "many"])
def test_who_leaves_in_the_middle_gets_no_answer_to_an_earlier_question(
    root: Path, count: int
) -> None:
    git = Git(demand(root))
    names = [f"HEAD:{IDEA}" if n % 2 else "HEAD:portfolio.yaml" for n in range(count)]
    some = list(islice(objects(git, names), 1))
    assert [one and one.data for one in some] == [b"name: Test\n"]
    assert read(git) == LINES
    found = [one.data for one in objects(git, names) if one]
    assert found == [b"name: Test\n", LINES] * (count // 2) + [b"name: Test\n"] * (count % 2)
    git.close()


@on_posix
def test_what_lands_while_it_is_open_is_seen(root: Path) -> None:
    git = Git(demand(root))
    before = commit_named(git, run(root, "rev-parse", "HEAD").strip())
    with pytest.raises(NoSuchCommit):
        commit_named(git, "0" * 39 + "1")
    (root / IDEA).write_bytes(b"title: Ander\n")
    run(root, "commit", "--quiet", "--all", "-m", "more")
    run(root, "repack", "-a", "-d", "--quiet")
    after = run(root, "rev-parse", "HEAD").strip()
    assert commit_named(git, after) == after != before
    assert read(git) == b"title: Ander\n"
    git.close()


def test_a_tag_stands_for_its_commit_and_a_blob_for_none(root: Path) -> None:
    run(root, "tag", "-a", "-m", "words", "marked")
    tag, commit = (run(root, "rev-parse", name).strip() for name in ("marked", "HEAD"))
    blob = run(root, "rev-parse", f"HEAD:{IDEA}").strip()
    git = Git(demand(root))
    assert tag != commit == commit_named(git, tag)
    with pytest.raises(NoSuchCommit):
        commit_named(git, blob)
    git.close()
