"""Files one by one: read without being led astray, replaced in one step, locked by the system."""

from __future__ import annotations

import os
import stat
import threading
import time
from pathlib import Path

import pytest

from innoctl.store.files import (
    CannotWrite,
    LockTaken,
    NotAPlainFile,
    PathEscapes,
    difference,
    inside,
    lock,
    read,
    replace,
)

POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX")


def test_what_is_not_there_reads_as_none(tmp_path: Path) -> None:
    assert read(tmp_path, "a/b.yaml") is None


def test_a_file_reads_as_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xff\r\n\0")
    assert read(tmp_path, "a") == b"\xff\r\n\0"


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises((NotAPlainFile, CannotWrite)):
        read(tmp_path, "a")


@POSIX
def test_a_pipe_does_not_hang_the_reader(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    with pytest.raises(NotAPlainFile):
        read(tmp_path, "a")


@pytest.mark.parametrize(
    "path",
    [
        *("", "/etc/passwd", "../x", "a/../x", "a//b", "a/./b", "a\\b", "C:x", "a/b.yaml:stream"),
        *(".git/config", "a/.GIT/hooks/x", ".git./x", "GIT~1/config", ".git::$INDEX_ALLOCATION/x"),
        *("a\0b", "a\nb", "a\x1b[31m", ".g\u200dit/config", "a\u202eb"),
    ],
)
def test_no_path_leads_out_of_the_portfolio_or_into_git(path: str, tmp_path: Path) -> None:
    with pytest.raises(PathEscapes):
        inside(tmp_path, path)


@POSIX
def test_a_link_is_refused_even_when_it_stays_inside(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"x")
    (tmp_path / "a").symlink_to("b")
    with pytest.raises(NotAPlainFile):
        read(tmp_path, "a")


def test_replacing_keeps_the_mode_and_leaves_nothing_beside(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o640)
    replace(tmp_path / "a", b"new\r\n")
    assert (tmp_path / "a").read_bytes() == b"new\r\n"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_replacing_makes_the_folder(tmp_path: Path) -> None:
    replace(tmp_path / "a/b/c", b"new")
    assert (tmp_path / "a/b/c").read_bytes() == b"new"


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    target = tmp_path / "a"
    contents = {b"a" * 200_000, b"b" * 200_000}
    replace(target, b"a" * 200_000)
    seen: set[bytes] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.add(target.read_bytes())

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(30):
        for content in sorted(contents):
            replace(target, content)
    done.set()
    reader.join()
    assert seen <= contents


def test_what_cannot_be_written_says_why_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a file")
    with pytest.raises(CannotWrite) as refusal:
        replace(tmp_path / "a/b", b"new")
    assert dict(refusal.value.params)["fact"] in {"File exists", "Not a directory"}
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_lock_is_waited_for(tmp_path: Path) -> None:
    order = []

    def other() -> None:
        with lock(tmp_path / "lock"):
            order.append("other")

    with lock(tmp_path / "lock"):
        thread = threading.Thread(target=other)
        thread.start()
        time.sleep(0.05)
        order.append("first")
    thread.join()
    assert order == ["first", "other"]


@POSIX
def test_a_lock_that_stays_taken_names_its_holder(tmp_path: Path) -> None:
    with lock(tmp_path / "lock"), pytest.raises(LockTaken) as refusal, lock(tmp_path / "lock", 0.1):
        pass
    assert dict(refusal.value.params)["holder"] == str(os.getpid())


@POSIX
def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        with lock(tmp_path / "lock"):
            os._exit(0)
    os.waitpid(child, 0)
    with lock(tmp_path / "lock", 0.1):
        pass


def test_a_difference_keeps_odd_line_ends_in_their_lines() -> None:
    text = difference("x", b"a\r\nb\x0cc\n", b"a\r\nb\x0cd\n")
    assert text == "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\r\n-b\x0cc\n+b\x0cd\n"
    assert "\\xff" in difference("x", None, b"\xff")
