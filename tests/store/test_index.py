"""The index: what it tells, and that it tells it of the files as they are now."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from innoctl.store.index import Index
from tests.store.indexed import (
    DECISION,
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


def test_ideas_come_by_path_with_their_facts_and_git_id(root: Path) -> None:
    with opened(root) as index:
        first, second = index.ideas()
    assert (first.path, second.path) == (at(A), at(B))
    assert first.facts.tags == ("water", "lucht")
    assert first.facts.team[0] == ("p-1", "operation", "")
    told = subprocess.run(
        ["git", "hash-object", root / at(A)], capture_output=True, check=True, text=True
    )
    assert first.oid == told.stdout.strip()


def test_ideas_of_one_stream_are_found(root: Path) -> None:
    write(root, at(B), idea(B, stream="unit/oost"))
    with opened(root) as index:
        assert [entry.facts.id for entry in index.ideas("unit/oost")] == [B]
        assert index.ideas("unit/west") == []


def test_a_decision_has_the_number_of_its_file_and_the_digest_of_its_bytes(root: Path) -> None:
    text = DECISION.format(idea=A, outcome="go", stream="corps")
    for number in ("01", "02"):
        write(root, f"decisions/2026-01/{A}-{number}-concept.yaml", text.encode())
    with opened(root) as index:
        first, second = index.decisions()
        assert [entry.facts.number for entry in (first, second)] == ["01", "02"]
        assert first.oid == second.oid
        assert len(first.facts.digest) == 64
        assert index.decisions("corps") == [first, second]
        assert index.decisions(ideas={A}) == [first, second]
        assert index.decisions("unit/oost") == index.decisions(ideas={B}) == []


def test_a_repository_of_sha256_gives_its_own_ids(root: Path) -> None:
    (root / ".git" / "config").write_text("[extensions]\n\tobjectFormat = sha256\n")
    with opened(root) as index:
        assert {len(entry.oid) for entry in index.ideas()} == {64}


def test_rows_give_columns_lists_and_any_other_field(root: Path) -> None:
    write(
        root, at(B), idea(B, stream="unit/oost", more="deliverables: [{id: x, on: 2026-02-01}]\n")
    )
    with opened(root) as index:
        assert index.rows(["id", "horizon", "tags", "team.role", "deliverables.id"]) == [
            (A, 0, ("water", "lucht"), ("vlieger", "kijker"), None),
            (B, 0, ("water", "lucht"), ("vlieger", "kijker"), "x"),
        ]
        assert index.rows(["path", "title"], stream="unit/oost") == [
            (at(B), "Drone boven het water")
        ]


def test_a_document_is_had_without_a_refresh_and_is_that_of_now(root: Path) -> None:
    with Index.open(root, root / ".git") as index:
        assert index.document("portfolio.yaml") == {"schema": "innoctl/portfolio/1", "id": "proef"}
        write(root, "portfolio.yaml", b"id: anders\n")
        assert index.document("portfolio.yaml") == {"id": "anders"}
        assert index.document("process.yaml") is None
        assert index.document("../elsewhere.yaml") is None


@POSIX
def test_a_document_behind_a_link_is_none(root: Path) -> None:
    (root / MONTH).rename(root / "elsewhere")
    (root / MONTH).symlink_to(root / "elsewhere")
    with Index.open(root, root / ".git") as index:
        assert index.document(at(A)) is None
    (root / "people.yaml").unlink()
    (root / "people.yaml").symlink_to(root / "portfolio.yaml")
    with Index.open(root, root / ".git") as index:
        assert index.document("people.yaml") is None


def test_a_known_file_is_told_without_being_read(root: Path) -> None:
    settled(root)
    code = (
        "import sys; from pathlib import Path; from innoctl.store.index import Index\n"
        f"root = Path({str(root)!r})\n"
        "with Index.open(root, root / '.git') as index:\n"
        f"    assert index.document({at(A)!r})['title'] == 'Drone boven het water'\n"
        "    index.refresh(); index.ideas(); index.left_out()\n"
        "heavy = {'ruamel', '_ruamel_yaml', 'pydantic', 'git', 'rich', 'hashlib'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_yaml_or_the_model_refuses_is_left_out_with_the_first_reason(root: Path) -> None:
    write(root, at(A), b"title: one\ntitle: two\n")
    write(root, at(B), idea(B).replace(b"2026-01-12", b"2026-01-32"))
    with opened(root) as index:
        assert index.ideas() == []
        assert [(one.code, one.path) for one in index.left_out()] == [
            ("F130", at(A)),
            ("M230", at(B)),
        ]
        assert [one.line for one in index.findings()] == [2]


@POSIX
def test_what_may_not_be_read_is_a_finding_and_counts_again_once_it_may(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        root = portfolio(tmp_path / "p", A, B)
        closed, other = root / at(A), root / "ideas/2026-02"
        write(root, "ideas/2026-02/g8h9j2-nieuw.yaml", idea("g8h9j2"))
        for place in (closed, other):
            place.chmod(0)
        with opened(root) as index:
            assert [one.path for one in index.findings()] == [at(A), "ideas/2026-02"]
        closed.chmod(0o644)
        other.chmod(0o755)
        assert len(titles(root)) == 3
        return
    pytest.skip("root reads everything")


def test_faults_are_found_when_asked_for_and_then_remembered(root: Path) -> None:
    write(root, at(A), idea(A, more="kleur: rood\n"))
    with opened(root) as index:
        found = [(path, fault.code) for path, fault in index.faults() if path == at(A)]
        assert found == [(at(A), "M203")]
        assert index._base.ask("SELECT count(*) FROM checked") == [(4,)]


def test_validating_at_once_and_later_finds_the_same(root: Path) -> None:
    write(root, at(A), idea(A, more="kleur: rood\n"))
    with fresh(root) as late, Index.open(root, root / ".git") as early:
        early.refresh(validate=True)
        assert early._base.ask("SELECT count(*) FROM checked") == [(4,)]
        assert list(early.faults()) == list(late.faults())


def test_a_result_is_recalled_until_a_file_changes(root: Path) -> None:
    with opened(root) as index:
        index.remember("check", "[1]")
    with opened(root) as index:
        assert index.recall("check") == "[1]"
        assert index.recall("other") is None
    write(root, "people.yaml", b"people: []\n")
    with opened(root) as index:
        assert index.recall("check") is None


def test_a_result_about_one_stream_stands_while_others_change(root: Path) -> None:
    write(root, at("f7g8h9"), idea("f7g8h9", stream="unit/lx"))
    with opened(root) as index:
        index.remember("report", "old", "unit/lx")
        index.remember("all", "old")
    write(root, at(A), idea(A, title="Nieuw"))
    with opened(root) as index:
        assert (index.recall("report"), index.recall("all")) == ("old", None)
        assert index._base.ask(
            "SELECT 1 FROM memo WHERE key = 'report' AND fingerprint = ?", index.fingerprint
        )
    write(root, at("f7g8h9"), idea("f7g8h9", stream="unit/lo"))
    with opened(root) as index:
        assert index.recall("report") is None


@pytest.mark.parametrize("number", [".nan", "-.inf", "1e999"])
def test_a_number_that_is_none_in_json_only_makes_the_result_be_counted_again(
    root: Path, number: str
) -> None:
    said = f"year: 2026\nbudgets:\n  - {{id: lx-2026, stream: unit/lx, amount: {number}}}\n"
    write(root, "budgets/2026.yaml", said.encode())
    line = "{what: spend, on: 2026-02-01, budget: lx-2026, amount: '1.00', reference: r}"
    write(root, f"ledger/2026-01/{A}.yaml", f"idea: {A}\nlines:\n  - {line}\n".encode())
    with opened(root) as index:
        index.remember("report", "old", "unit/lx")
        assert index.recall("report") == "old"
    write(root, at(B), idea(B, title="Nieuw"))
    with opened(root) as index:
        assert index.recall("report") is None
        assert index._base.file is not None, "and it is no reason to throw the index away"


def test_only_so_many_results_are_kept(root: Path) -> None:
    with opened(root) as index:
        for number in range(100):
            index.remember(str(number), "x")
        assert index.recall("0") is None
        assert index.recall("99") == "x"


def test_titles_by_the_start_of_an_id(root: Path) -> None:
    with opened(root) as index:
        assert index.titles("a") == [(A, "Drone boven het water")]
        assert [name for name, _ in index.titles()] == [A, B]


def test_half_a_surrogate_in_a_title_breaks_nothing(root: Path) -> None:
    write(root, at(A), idea(A, title='"\\ud83d half"'))
    with opened(root) as index:
        picture(index)


def test_blobs_that_stand_nowhere_are_forgotten_when_they_are_many(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("innoctl.store.update.SPARE", 0)
    for number in range(12):
        write(root, at(A), idea(A, title=f"Titel {number}"))
        opened(root).close()
    with opened(root) as index, fresh(root) as new:
        assert index._base.ask("SELECT count(*) FROM blob")[0][0] <= 9
        assert picture(index) == picture(new)


def test_modes_of_the_index_leave_the_portfolio_alone(root: Path) -> None:
    before = {file: file.lstat().st_mtime_ns for file in root.rglob("*.yaml")}
    opened(root).close()
    assert {file: file.lstat().st_mtime_ns for file in root.rglob("*.yaml")} == before
    assert stat.S_ISREG((root / ".git/innoctl/index.sqlite").stat().st_mode)
