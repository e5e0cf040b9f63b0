"""The index can be lost, damaged, old, locked or unwritable: nobody notices but the clock."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from innoctl.store import index_schema
from innoctl.store.index import Index
from tests.store.indexed import A, B, at, fresh, idea, opened, picture, portfolio, titles, write


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
    monkeypatch.setattr(index_schema, "PATIENCE", 0.05)
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


BUILD = """
import sys
from pathlib import Path
from innoctl.store import index_schema
from tests.store.indexed import fresh, opened, picture
root = Path(sys.argv[1])
index_schema.PATIENCE = 50.0  # eight of them on a busy machine: none is to go on in memory
for _ in range(3):
    with opened(root) as index, fresh(root) as new:
        assert index._base.file is not None
        assert picture(index) == picture(new)
"""


@pytest.mark.parametrize("state", ["missing", "damaged", "old"])
def test_eight_processes_at_once_make_one_good_index(root: Path, state: str) -> None:
    if state != "missing":
        opened(root).close()
        _noise(place(root)) if state == "damaged" else _another_version(place(root))
    processes = [
        subprocess.Popen([sys.executable, "-c", BUILD, str(root)], stderr=subprocess.PIPE)
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


KILLED = """
import os, sys, threading, time
from pathlib import Path
from tests.store.indexed import opened
def later():
    time.sleep(float(sys.argv[2])); os._exit(9)
threading.Thread(target=later, daemon=True).start()
while True:
    opened(Path(sys.argv[1])).close()
    (Path(sys.argv[1]) / ".git/innoctl/index.sqlite").unlink()
"""


@pytest.mark.parametrize("moment", [0.0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.08])
def test_an_index_whose_maker_was_killed_is_finished_by_the_next(root: Path, moment: float) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(root), str(moment)], check=False)
    with opened(root) as index, fresh(root) as new:
        assert picture(index) == picture(new)
