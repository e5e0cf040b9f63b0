"""Whatever happens to the files, in whatever order: the index is as if it were made anew."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from innoctl.store.index import Index
from innoctl.store.similar import search, similar
from tests.store.indexed import DECISION, at, fresh, idea, opened, picture, portfolio, write

IDS = ("a2b3c4", "d5e6f7", "g8h9j2")
FOLDERS = ("ideas/2026-01", "ideas/2026-02", "decisions/2026-01")
PATHS = (
    *(at(name, month) for name in IDS for month in FOLDERS[:2]),
    *(f"decisions/2026-01/{name}-{number}-concept.yaml" for name in IDS[:2] for number in ("01", "02")),
    "portfolio.yaml",
    "process/corps.yaml",
    "ideas/Kladje.yaml",
    "ideas/2026-01/lees.md",
)  # fmt: skip
CONTENTS = (
    *(idea(name, title=title) for name in IDS for title in ("Drone", "Robot")),
    *(DECISION.format(idea=name, outcome=outcome, stream="corps").encode() for name in IDS[:2] for outcome in ("go", "hold")),
    b"",
    b"title: [\n",
    b"a: 1\na: 2\n",
    b"\xff\xfe",
)  # fmt: skip


class Work(RuleBasedStateMachine):
    """People and programs at work in one portfolio, with an index that looks on now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        self.root = portfolio(self.place / "p", IDS[0])
        self.open: Index | None = None

    def teardown(self) -> None:
        self.let_go()
        shutil.rmtree(self.place)

    def let_go(self) -> None:
        if self.open is not None:
            self.open.close()
            self.open = None

    def on(self, path: str, do: Callable[[Path], object]) -> None:
        file = self.root / path
        if file.is_file() or file.is_symlink():
            do(file)

    @rule(path=st.sampled_from(PATHS), content=st.sampled_from(CONTENTS))
    def written_in_place(self, path: str, content: bytes) -> None:
        file = self.root / path
        if file.is_symlink() or file.is_dir():
            return
        if not any(part.is_symlink() for part in file.parents):
            write(self.root, path, content)

    @rule(path=st.sampled_from(PATHS), content=st.sampled_from(CONTENTS))
    def replaced_with_the_old_time(self, path: str, content: bytes) -> None:
        def replace(file: Path) -> None:
            state = file.lstat()
            new = file.with_name(".new")
            new.write_bytes(content)
            os.utime(new, ns=(state.st_atime_ns, state.st_mtime_ns))
            new.replace(file)

        self.on(path, replace)

    @rule(path=st.sampled_from(PATHS))
    def removed(self, path: str) -> None:
        self.on(path, Path.unlink)

    @rule(path=st.sampled_from(PATHS), other=st.sampled_from(PATHS))
    def moved(self, path: str, other: str) -> None:
        target = self.root / other
        if target.parent.is_dir() and not target.is_dir():
            self.on(path, lambda file: file.replace(target))

    @rule(path=st.sampled_from(PATHS), other=st.sampled_from(PATHS))
    def made_a_link(self, path: str, other: str) -> None:
        def link(file: Path) -> None:
            file.unlink()
            file.symlink_to(self.root / other)

        self.on(path, link)

    @rule(path=st.sampled_from(PATHS))
    def touched(self, path: str) -> None:
        self.on(path, lambda file: None if file.is_symlink() else file.touch())

    @rule(folder=st.sampled_from(FOLDERS))
    def moved_away_and_back(self, folder: str) -> None:
        place, aside = self.root / folder, self.place / folder.replace("/", "-")
        if place.exists() and not aside.exists():
            place.rename(aside)
        elif aside.exists() and not place.exists():
            place.parent.mkdir(exist_ok=True)
            aside.rename(place)

    @rule()
    def looked_at_by_another_process(self) -> None:
        opened(self.root).close()

    @rule()
    def opened_and_kept_open(self) -> None:
        self.let_go()
        self.open = opened(self.root)
        search(self.open, "drone")

    @rule()
    def index_thrown_away(self) -> None:
        shutil.rmtree(self.root / ".git/innoctl", ignore_errors=True)

    @invariant()
    def it_is_as_if_made_anew(self) -> None:
        index = self.open or Index.open(self.root, self.root / ".git")
        index.refresh()
        with fresh(self.root) as new:
            assert picture(index) == picture(new)
            assert search(index, "drone") == search(new, "drone")
            assert similar(index, "robot drone") == similar(new, "robot drone")
        if self.open is None:
            index.close()


TestWork = Work.TestCase
TestWork.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
