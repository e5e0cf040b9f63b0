"""The index tells of the files as they are now, whatever happened to them meanwhile."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from innoctl.store import scan
from innoctl.store.index import Index
from tests.store.indexed import (
    MONTH,
    A,
    B,
    at,
    fresh,
    idea,
    opened,
    picture,
    portfolio,
    settled,
    titles,
    write,
)

POSIX = pytest.mark.skipif(os.name != "posix", reason="links, modes and pipes of POSIX")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return portfolio(tmp_path / "portfolio", A, B)


def _same_size(root: Path) -> None:
    write(root, at(A), idea(A).replace(b"Drone", b"Robot"))


def _same_size_and_time(root: Path) -> None:
    state = (root / at(A)).stat()
    _same_size(root)
    os.utime(root / at(A), ns=(state.st_atime_ns, state.st_mtime_ns))


def _renamed(root: Path) -> None:
    (root / at(A)).rename(root / MONTH / f"{A}-robot.yaml")


def _swapped(root: Path) -> None:
    (root / at(A)).rename(root / "aside")
    (root / at(B)).rename(root / at(A))
    (root / "aside").rename(root / at(B))


def _deleted(root: Path) -> None:
    (root / at(A)).unlink()


def _all_deleted(root: Path) -> None:
    shutil.rmtree(root / "ideas")


def _added(root: Path) -> None:
    write(root, "ideas/2026-02/g8h9j2-nieuw.yaml", idea("g8h9j2"))


def _folder_replaced(root: Path) -> None:
    (root / MONTH).rename(root / "old")
    write(root, at(A), idea(A, title="Een ander"))


def _replaced_by_another(root: Path) -> None:
    state = (root / at(A)).stat()
    other = write(root, f"{MONTH}/.new", idea(A).replace(b"Drone", b"Robot"))
    os.utime(other, ns=(state.st_atime_ns, state.st_mtime_ns))
    other.replace(root / at(A))


def _broken(root: Path) -> None:
    write(root, at(A), b"title: [\n")


def _misplaced(root: Path) -> None:
    write(root, f"{MONTH}/Kladje.yaml", b"a: 1\n")
    write(root, "ideas/README.md", b"x")
    write(root, "people.yml", b"x: 1\n")


def _linked(root: Path) -> None:
    (root / at(A)).unlink()
    (root / at(A)).symlink_to(root / at(B))


def _folder_linked(root: Path) -> None:
    (root / MONTH).rename(root / "elsewhere")
    (root / MONTH).symlink_to(root / "elsewhere")


def _all_linked(root: Path) -> None:
    (root / "ideas").rename(root / "elsewhere")
    (root / "ideas").symlink_to(root / "elsewhere")


def _pipe(root: Path) -> None:
    (root / at(A)).unlink()
    os.mkfifo(root / at(A))


def _pipe_for_month(root: Path) -> None:
    os.mkfifo(root / "ideas" / "2031-01")


def _folder_for_file(root: Path) -> None:
    (root / at(A)).unlink()
    (root / at(A)).mkdir()
    shutil.rmtree(root / "ideas" / "2026-02", ignore_errors=True)


def _file_for_folder(root: Path) -> None:
    shutil.rmtree(root / "ideas")
    write(root, "ideas", b"title: no\n")


def _too_large(root: Path) -> None:
    with (root / at(A)).open("ab") as file:
        file.truncate(50_000_000)


def _mode(root: Path) -> None:
    (root / at(A)).chmod(0o755)


CHANGES = [
    _same_size, _same_size_and_time, _renamed, _swapped, _deleted, _all_deleted, _added,
    _folder_replaced, _replaced_by_another, _broken, _misplaced, _folder_for_file,
    _file_for_folder, _too_large,
    *(pytest.param(change, marks=POSIX) for change in (_linked, _folder_linked, _all_linked, _pipe, _mode)),
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_after_any_change_the_index_is_as_if_made_anew(
    root: Path, change: Callable[[Path], None]
) -> None:
    with opened(settled(root)) as index:
        before = index.fingerprint
    change(root)
    with opened(root) as index, fresh(root) as new:
        assert picture(index) == picture(new)
        assert (index.fingerprint == before) is (change in {_mode, _swapped} and _same(root))


def _same(root: Path) -> bool:
    """Tell whether all ideas hold what they held at first."""
    return all((root / at(name)).read_bytes() == idea(name) for name in (A, B))


def test_a_touched_file_changes_nothing_that_is_told(root: Path) -> None:
    with opened(settled(root)) as index:
        before = picture(index)
    (root / at(A)).touch()
    with opened(root) as index:
        assert picture(index) == before


def test_nothing_is_read_again_when_nothing_changed(root: Path) -> None:
    settled(root)
    with Index.open(root, root / ".git") as index:
        assert index.refresh() == (0, 4)


def test_a_file_of_this_very_moment_is_looked_at_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clock of one second: the file changes after it was read, and nothing shows it."""
    then = (root / at(A)).stat().st_mtime_ns // 10**9 * 10**9
    monkeypatch.setattr(scan, "_time", lambda *_: then)
    monkeypatch.setattr(scan, "_mark", lambda state: (state.st_mode, state.st_size, then, then, 0))
    assert titles(root) == ["Drone boven het water"] * 2
    _same_size(root)
    assert titles(root) == ["Robot boven het water", "Drone boven het water"]


def test_the_clock_is_that_of_the_file_system_and_never_ahead_of_it(root: Path) -> None:
    now = scan.Walk(root, root / ".git" / "innoctl" / "x.clock").now
    assert 0 < now <= write(root, "later", b"").stat().st_mtime_ns


def test_strangers_are_named_with_what_is_odd_about_them(root: Path) -> None:
    _misplaced(root)
    write(root, f"{MONTH}/{A}-drone.yml", b"")
    write(root, f"{MONTH}/.{A}.swp", b"")
    with opened(root) as index:
        assert index.strangers() == [
            (f"{MONTH}/Kladje.yaml", "place"),
            (f"{MONTH}/{A}-drone.yml", "suffix"),
            ("ideas/README.md", "foreign"),
            ("people.yml", "suffix"),
        ]


@POSIX
@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        (_linked, "F110", at(A)),
        (_folder_linked, "F110", MONTH),
        (_all_linked, "F110", "ideas"),
        (_pipe, "F111", at(A)),
        (_pipe_for_month, "F111", "ideas/2031-01"),
        (_folder_for_file, "F111", at(A)),
        (_file_for_folder, "F111", "ideas"),
        (_too_large, "F103", at(A)),
    ],
)
def test_what_is_no_file_of_ours_is_a_finding_and_is_never_opened(
    root: Path, change: Callable[[Path], None], code: str, path: str
) -> None:
    change(root)
    with opened(root) as index:
        assert [(one.code, one.path) for one in index.findings()] == [(code, path)]
        assert index.left_out() == index.findings()[:1]


@POSIX
def test_a_name_that_is_no_utf8_is_a_stranger_and_no_harm_to_the_index(root: Path) -> None:
    for name in (b"\xff.yaml", A.encode() + b"-\xff.yaml", b"\xff/" + at(B).encode()):
        write(root, os.fsdecode(f"{MONTH}/".encode() + name), idea(A))
    for _ in range(2):
        with opened(root) as index, fresh(root) as new:
            assert picture(index) == picture(new)
            assert index._base.file is not None
            assert index.strangers() == [
                (f"{MONTH}/\\udcff.yaml", "place"),
                (f"{MONTH}/\\udcff/{at(B)}", "place"),
                (f"{MONTH}/{A}-\\udcff.yaml", "place"),
            ]
        settled(root)
    (root / os.fsdecode(f"{MONTH}/".encode() + b"\xff.yaml")).unlink()
    with opened(root) as index:
        assert (f"{MONTH}/\\udcff.yaml", "place") not in index.strangers()
