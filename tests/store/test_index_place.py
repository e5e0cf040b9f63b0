"""Where the index stands: in the git directory, in the user's cache, or nowhere but in memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from innoctl.store.index import Index
from innoctl.store.index_base import Base
from tests.store.indexed import A, B, at, idea, opened, portfolio, settled, titles, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return portfolio(tmp_path / "portfolio", A, B)


def place(root: Path) -> Path:
    return root / ".git" / "innoctl" / "index.sqlite"


def test_where_nothing_can_be_kept_the_index_lives_in_memory(root: Path) -> None:
    (root / ".git" / "innoctl").write_text("a file where a folder should be")
    assert len(titles(root)) == 2
    with opened(root) as index:
        index.remember("check", "x")
        assert list(index.faults()) is not None


def test_without_git_the_index_stands_in_the_users_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = portfolio(tmp_path / "p", A)
    with Index.open(root, None) as index:
        index.refresh()
        assert len(index.ideas()) == 1
    assert [file.suffix for file in (tmp_path / "cache/innoctl").glob("*.sqlite")] == [".sqlite"]


def test_two_portfolios_in_one_repository_have_an_index_each(tmp_path: Path) -> None:
    top = portfolio(tmp_path / "p")
    for name in ("one", "two"):
        write(top / name, at(A), idea(A, title=name))
        with Index.open(top / name, top / ".git") as index:
            index.refresh()
    for name in ("one", "two"):
        with Index.open(top / name, top / ".git") as index:
            assert index.refresh().files == 1
            assert index.ideas()[0].facts.title == name
    assert len(list((top / ".git/innoctl").glob("*.sqlite"))) == 2


def test_who_changed_a_little_leaves_the_disk_to_the_next_who_only_reads(root: Path) -> None:
    log = place(root).with_name("index.sqlite-wal")
    opened(root).close()
    write(root, at(A), idea(A, title="Nieuw"))
    opened(root).close()
    assert log.exists()
    with Index(root, root / ".git", Base._only_read(place(root))) as index:
        assert [entry.facts.title for entry in index.ideas()] == ["Nieuw", "Drone boven het water"]
    settled(root)
    opened(root).close()
    assert not log.exists()
    with Index(root, root / ".git", Base._only_read(place(root))) as index:
        assert [entry.facts.title for entry in index.ideas()] == ["Nieuw", "Drone boven het water"]


def test_what_changed_much_does_not_wait_in_a_log(root: Path) -> None:
    for number in range(40):
        name = f"b2c3{number:02}"
        write(root, at(name), idea(name, more=f"notes: {'lang ' * 40_000}"))
    opened(root).close()
    assert not place(root).with_name("index.sqlite-wal").exists()


READ_ONLY = """
import os, sys, tempfile
from pathlib import Path
from tests.store.indexed import fresh, opened, picture, portfolio
root = Path(sys.argv[1])
with tempfile.TemporaryDirectory() as other, fresh(portfolio(Path(other) / "p")) as index:
    picture(index)  # loads all code: nobody may not read it everywhere
os.setgid(65534); os.setuid(65534)
with opened(root) as index:
    kept = index._base.file is not None
    print(kept, [entry.facts.title for entry in index.ideas()][-2:], len(list(index.faults())))
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another user")
@pytest.mark.parametrize("known", [True, False])
def test_a_git_directory_of_someone_else_is_read_and_never_written(known: bool) -> None:  # noqa: FBT001
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        root = portfolio(Path(folder) / "p", A, B)
        if known:
            opened(root).close()
        before = sorted(root.rglob("*"))
        for title in ("Drone boven het water", "Nieuw"):
            write(root, at(A), idea(A, title=title))
            done = subprocess.run(
                [sys.executable, "-c", READ_ONLY, str(root)],
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.stderr == ""
            assert f"['{title}', 'Drone boven het water']" in done.stdout
        assert sorted(root.rglob("*")) == before
