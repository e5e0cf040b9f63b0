"""The index can be lost, damaged, old, locked or unwritable: nobody notices but the clock."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from innoctl.store import afresh, build, index_base, index_file, index_schema
from innoctl.store.index import Index
from innoctl.store.index_base import Base
from tests.store.indexed import (
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


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = portfolio(tmp_path / "portfolio", A, B)
    for number in range(60):
        name = f"z{number:02}xyz"
        write(root, at(name, "ideas/2025-03"), idea(name, title=f"Idee {number}"))
    return root


def place(root: Path) -> Path:
    return root / ".git" / "innoctl" / "index.sqlite"


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _half(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _odd(file: Path) -> None:
    os.truncate(file, file.stat().st_size - 1234)


def _noise(file: Path) -> None:
    file.write_bytes(random.Random(1).randbytes(30_000))


def _text(file: Path) -> None:
    file.write_text("no index at all\n")


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _altered(file: Path, *statements: str) -> None:
    with sqlite3.connect(file) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def _another_database(file: Path) -> None:
    file.unlink()
    _altered(file, "CREATE TABLE meta (something INTEGER)")


def _another_version(file: Path) -> None:
    old = "UPDATE meta SET value = 'old' WHERE key = 'version'"
    _altered(file, old, "ALTER TABLE blob DROP COLUMN excerpt")


def _lost_table(file: Path) -> None:
    _altered(file, "DROP TABLE body")


def _wrong_json(file: Path) -> None:
    _altered(file, "UPDATE blob SET excerpt = '[1, 2' WHERE id % 2")


def _wrong_facts(file: Path) -> None:
    _altered(file, "UPDATE blob SET excerpt = '[1, 2]' WHERE id % 2")


DAMAGE = [
    _empty, _half, _odd, _noise, _text, _a_folder, _another_database, _another_version,
    _lost_table, _wrong_json, _wrong_facts,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_is_made_again_without_a_word(
    root: Path, damage: Callable[[Path], None], capfd: pytest.CaptureFixture[str]
) -> None:
    opened(root).close()
    damage(place(root))
    with opened(root) as index, fresh(root) as new:
        assert picture(index) == picture(new)
    if damage is not _a_folder:
        with Index.open(root, root / ".git") as index:
            assert index._base.file == place(root)
            index.refresh()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_anywhere_in_the_index_never_stop_a_command(root: Path, seed: int) -> None:
    opened(root).close()
    chance = random.Random(seed)
    with place(root).open("r+b") as file:
        for _ in range(3):
            file.seek(chance.randrange(place(root).stat().st_size - 2048))
            file.write(chance.randbytes(2048))
    with opened(root) as index:
        index.ideas()
        index.documents("idea")
        index.left_out()
        index.recall("x")


def test_an_index_that_is_damaged_while_it_is_open_is_made_again(root: Path) -> None:
    with opened(root) as index:
        _noise(place(root))
        assert len(index.ideas()) == 62
        assert len(index.rows(["id"])) == 62


def test_what_was_validated_before_it_was_damaged_is_validated_again(root: Path) -> None:
    write(root, at(A), idea(A, more="kleur: rood\n"))
    with opened(root) as index:
        before = list(index.faults())
        _altered(place(root), "DROP TABLE checked")
        assert list(index.faults()) == before != []


def test_an_index_that_another_process_begins_anew_is_not_taken_for_the_same(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "WORTH_A_PROCESS", 1)
    with opened(root) as index, fresh(root) as new:
        right = picture(new)
        _begun_anew(place(root))
        assert picture(index) == right


def _begun_anew(file: Path) -> None:
    _gone(file)
    Base.at(file).close()


def _gone(file: Path) -> None:
    for one in file.parent.iterdir():
        one.unlink()


@pytest.mark.parametrize("damage", [_begun_anew, _gone, _noise])
def test_work_on_two_processes_is_begun_again_when_the_index_went(
    root: Path, damage: Callable[[Path], None]
) -> None:
    with opened(root) as index:
        damage(place(root))

        def work(portions: Iterable[int]) -> bytes:
            return b"".join(b"%d " % len(index.ideas()) for _ in portions) or b"none"

        said = b" ".join(index.answers(3, work)).replace(b"none", b"").split()
        assert said == [b"62"] * 3


def test_an_index_that_is_thrown_away_while_it_is_open_still_answers(root: Path) -> None:
    with opened(root) as index:
        for file in place(root).parent.iterdir():
            file.unlink()
        write(root, at(A), idea(A, title="Nieuw"))
        index.refresh()
        assert index.ideas()[-2].facts.title == "Nieuw"
    assert "Nieuw" in titles(root)


def test_an_index_that_another_process_keeps_locked_is_done_without(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(root).close()
    monkeypatch.setattr(index_file, "PATIENCE", 0.05)
    holder = sqlite3.connect(place(root), isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("UPDATE meta SET value = 'x' WHERE key = 'files'")
    try:
        write(root, at(A), idea(A, title="Nieuw"))
        assert "Nieuw" in titles(root)
        with Index.open(root, root / ".git") as index:
            assert index.document(at(A)) is not None
    finally:
        holder.close()


def test_a_writer_elsewhere_does_not_stop_a_reader(root: Path) -> None:
    opened(root).close()
    writer = sqlite3.connect(place(root), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE meta SET value = 'x' WHERE key = 'files'")
    try:
        with Index.open(root, root / ".git") as index:
            assert len(index.ideas()) == 62
    finally:
        writer.close()


MANY = """
from innoctl.store import build, index_file
build.WORTH_A_PROCESS = int(sys.argv[2])
index_file.PATIENCE = 50.0  # busy as the machine may be, none is to go on in memory
"""
BUILD = f"""
import sys
from pathlib import Path
{MANY}
from tests.store.indexed import fresh, opened, picture
root = Path(sys.argv[1])
for _ in range(3):
    with opened(root) as index, fresh(root) as new:
        assert index._base.file is not None
        told, right = picture(index), picture(new)
        assert told == right, [(told[key], right[key]) for key in right if told[key] != right[key]]
"""


@pytest.mark.parametrize("worth", [300, 1], ids=["few", "many"])
@pytest.mark.parametrize("state", ["missing", "damaged", "old"])
def test_eight_processes_at_once_make_one_good_index(root: Path, state: str, worth: int) -> None:
    if state != "missing":
        opened(root).close()
        _noise(place(root)) if state == "damaged" else _another_version(place(root))
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", BUILD, str(root), str(worth)], stderr=subprocess.PIPE
        )
        for _ in range(8)
    ]
    assert [process.communicate()[1].decode() for process in processes] == [""] * 8
    with opened(root) as index:
        assert index._base.ask("PRAGMA integrity_check") == [("ok",)]


CHANGING = """
import random, sys
from pathlib import Path
from tests.store.indexed import A, B, at, fresh, idea, opened, picture, write
root, seed = Path(sys.argv[1]), int(sys.argv[2])
chance = random.Random(seed)
for turn in range(15):
    write(root, at("a2b3c4"), idea("a2b3c4", title=f"Titel {seed} {turn}"))
    with opened(root) as index:
        index.ideas(), index.left_out(), index.remember(f"{seed}", "x")
"""


def test_processes_that_change_and_read_at_once_agree_in_the_end(root: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", CHANGING, str(root), str(n)], stderr=subprocess.PIPE
        )
        for n in range(4)
    ]
    assert [process.communicate()[1].decode() for process in processes] == [""] * 4
    with opened(root) as index, fresh(root) as new:
        assert picture(index) == picture(new)


KILLED = f"""
import os, sys, threading, time
from pathlib import Path
{MANY}
from tests.store.indexed import opened
def later():
    time.sleep(float(sys.argv[3])); os._exit(9)
threading.Thread(target=later, daemon=True).start()
while True:
    opened(Path(sys.argv[1])).close()
    (Path(sys.argv[1]) / ".git/innoctl/index.sqlite").unlink()
"""


@pytest.mark.parametrize("worth", [300, 1], ids=["few", "many"])
@pytest.mark.parametrize("moment", [0.0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.08])
def test_an_index_whose_maker_was_killed_is_finished_by_the_next(
    root: Path, moment: float, worth: int
) -> None:
    words = [sys.executable, "-c", KILLED, str(root), str(worth), str(moment)]
    assert subprocess.run(words, check=False).returncode == 9
    with opened(root) as index, fresh(root) as new:
        assert picture(index) == picture(new)


def test_what_was_filled_without_a_log_and_not_to_its_end_is_not_believed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(afresh, "_conclude", lambda _base: None)  # killed before it was whole
    with opened(root) as index, fresh(root) as new:
        assert picture(index) == picture(new)
        assert index._base.ask("PRAGMA journal_mode") == [("off",)]
    monkeypatch.undo()
    with sqlite3.connect(place(root)) as left:
        left.execute("UPDATE file SET idea = 'wrong'")
    with opened(root) as index, fresh(root) as new:
        assert picture(index) == picture(new)
        assert index._base.version == index_schema.version()


def test_what_goes_wrong_while_it_is_filled_without_a_log_begins_anew(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = iter([sqlite3.DatabaseError("damaged")])

    def torn(*_: object) -> None:
        for failure in failures:
            raise failure

    monkeypatch.setattr(build, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(afresh, "_conclude", torn)
    with opened(root) as index, fresh(root) as new:
        assert picture(index) == picture(new)
        assert index._base.file == place(root)


def test_an_index_filled_without_a_log_has_one_from_then_on(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "WORTH_A_PROCESS", 1)
    with opened(root) as index:
        assert index._base.ask("PRAGMA journal_mode") == [("wal",)]
        assert index._base.ask("PRAGMA synchronous") == [(1,)]
    other = sqlite3.connect(place(root))
    other.execute("SELECT 1 FROM meta").fetchone()
    (root / at(A)).unlink()
    with opened(root) as index:
        assert A not in [entry.facts.id for entry in index.ideas()]
    other.close()


def test_while_others_have_it_open_an_index_is_filled_with_its_log(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "WORTH_A_PROCESS", 1)
    with Index.open(root, root / ".git") as empty:
        assert empty.titles() == []
        with opened(root) as index, fresh(root) as new:
            assert index._base.ask("PRAGMA journal_mode") == [("wal",)]
            assert picture(index) == picture(new)


@pytest.mark.parametrize("worth", [300, 1], ids=["few", "many"])
@pytest.mark.parametrize("pages", [1, 12, 20, 30])
def test_a_disk_that_is_full_is_done_without(
    root: Path, monkeypatch: pytest.MonkeyPatch, pages: int, worth: int
) -> None:
    def small(place: str, *, uri: bool = False) -> sqlite3.Connection:
        connection = connect(place, uri=uri)
        if place != ":memory:":
            connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    connect = index_file.connect
    monkeypatch.setattr(build, "WORTH_A_PROCESS", worth)
    monkeypatch.setattr(index_base, "connect", small)
    for _ in range(2):
        with opened(root) as index, fresh(root) as new:
            assert picture(index) == picture(new)
    monkeypatch.setattr(index_base, "connect", connect)
    with opened(root) as index, fresh(root) as new:
        assert picture(index) == picture(new)
        assert index._base.file == place(root)


def test_what_another_process_read_meanwhile_is_looked_at_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file comes while this one reads, another process reads it, and it goes again."""
    settled(root)
    passing, read = at("y22yyy", "ideas/2025-03"), build.build

    def late(*words: Any) -> None:
        monkeypatch.setattr(build, "build", read)
        write(root, passing, idea("y22yyy", title="Even"))
        time.sleep(0.05)
        opened(root).close()
        read(*words)
        (root / passing).unlink()

    write(root, at("y33yyy", "ideas/2025-03"), idea("y33yyy"))
    time.sleep(0.05)
    monkeypatch.setattr(build, "build", late)
    opened(root).close()
    assert "Even" not in titles(root)


def test_what_goes_wrong_in_every_index_is_tried_three_times_and_raised(root: Path) -> None:
    tries = 0

    def never(_base: index_base.Base) -> None:
        nonlocal tries
        tries += 1
        message = "no index can do this"
        raise ValueError(message)

    with opened(root) as index:
        with pytest.raises(ValueError, match="no index"):
            index.consult(never)
        assert tries == 3
