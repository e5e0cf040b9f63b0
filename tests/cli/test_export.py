"""``innoctl export ledger``: to a file or to standard output, as of a day or a commit."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.cli.test_completion import completed
from tests.money.asked import Asked

LEDGER = "ledger/2024-11/fhe3f2.yaml"
FIRST = "; Innovatieportfolio politie (voorbeeld): every movement of money up to and including"


@pytest.fixture
def place(politie: Path, tmp_path: Path) -> Place:
    shutil.copytree(politie.parent, tmp_path / "home")
    return Place(tmp_path / "home" / "portfolio", tmp_path / "home")


def export(place: Place, *words: str) -> str:
    answer = place.run("export", "ledger", *words)
    assert answer.status == 0, answer.err
    return answer.out


def test_the_whole_ledger_goes_to_standard_output_in_the_same_bytes_in_every_language(
    place: Place,
) -> None:
    text = export(place)
    assert text.startswith(
        f"{FIRST} 2026-09-22 at commit {place.git('rev-parse', 'HEAD').strip()}.\n"
    )
    assert text == export(place, "--lang", "nl") == export(place, "--at", "2026-09-22")
    assert Asked(text).errors == []


def test_every_entry_names_the_line_that_it_comes_from(place: Place) -> None:
    lines = (place.root / LEDGER).read_text("utf-8").splitlines()
    blocks = [block for block in export(place).split("\n\n") if f'file: "{LEDGER}"' in block]
    assert len(blocks) == sum(line.startswith("  - what:") for line in lines) == 9
    for block in blocks:
        row, reference = re.search(r"  row: (\d+)", block), re.search(r'reference: "(\S+)"', block)
        assert row
        assert reference
        item = lines[int(row[1]) - 1 : int(row[1]) + 5]
        assert f"    reference: {reference[1]}" in item
        assert f"    on: {block[:10]}" in item


def test_a_file_is_written_and_only_an_earlier_export_is_written_over(place: Place) -> None:
    target, other = place.root / "innovatie.beancount", place.root / "portfolio.yaml"
    answer = place.run("export", "ledger", "--lang", "nl", "-o", "innovatie.beancount")
    assert (answer.status, answer.out) == (0, "")
    assert "alle geldbewegingen tot en met 2026-09-22: innovatie.beancount" in answer.err
    first = target.read_bytes()
    assert place.run("export", "ledger", "--at", "2026-01-31", "-o", str(target)).status == 0
    assert len(target.read_bytes()) < len(first)
    before, link = other.read_bytes(), place.root / "weg"
    link.symlink_to(target)
    for taken in (other, link, place.root / "ideas"):
        answer = place.run("export", "ledger", "-o", str(taken))
        assert (answer.status, answer.out) == (2, "")
        assert "[U715]" in answer.err
    assert other.read_bytes() == before
    answer = place.run("export", "ledger", "-o", "portfolio.yaml/innovatie.beancount")
    assert answer.status == 3
    assert "[U713]" in answer.err


def test_an_earlier_commit_and_a_day_say_what_was_known_then_of_that_day(place: Place) -> None:
    whole = export(place)
    old = place.git("rev-parse", "HEAD").strip()
    file = place.root / LEDGER
    more = (
        '  - {what: spend, on: 2026-09-01, budget: zeeland-west-brabant-2026-realisatie, amount: "77.77",'
        " reference: F2026-9999, booked_by: p-0803}\n"
    )
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    place.git("commit", "-qam", "book")
    assert "77.77" in export(place)
    assert export(place, "--rev", old) == export(place, "--rev", "HEAD~1") == whole
    assert "77.77" not in export(place, "--at", "2026-08-31")
    assert place.run("export", "ledger", "--rev", "no-such-commit").status != 0


def test_what_cannot_be_read_is_named_at_the_head_and_beside_it(place: Place) -> None:
    (place.root / LEDGER).write_text("<<<<<<< HEAD\n", "utf-8")
    answer = place.run("export", "ledger")
    assert f"; Left out, and innoctl check says why: F106 {LEDGER}\n" in answer.out
    assert f"left out, and innoctl check says why: {LEDGER}" in answer.err
    assert Asked(answer.out).errors == []


def test_a_grant_that_no_chain_leads_to_is_named_alike_wherever_it_is_left_out(
    place: Place,
) -> None:
    place.git("checkout", "-q", ".")
    path = "decisions/2024-05/vz3t4d-03-product.yaml"
    file = place.root / path
    whole = export(place)
    file.write_text(re.sub(r"(?m)^after: .*$", f"after: {'f' * 64}", file.read_text("utf-8")))
    answer = place.run("export", "ledger")
    assert f"; Left out, and innoctl check says why: D420 {path}\n" in answer.out
    assert path in whole
    assert f'file: "{path}"' not in answer.out
    told = f"left out, and innoctl check says why: {path}"
    assert told in answer.err
    for form in (("-o", "csv"), ("-o", "name"), ("--figure", "granted"), ("--lines",)):
        assert told in place.run("report", "budget", *form).err, form
    shapes: tuple[tuple[str, ...], ...] = ((), ("--figure", "granted"), ("--lines",))
    for words in shapes:
        data = json.loads(place.run("report", "budget", *words, "-o", "json").out)
        assert data["left_out"] == [path], words
    assert f"{path}\tD420\n" in place.run("report", "budget").out
    assert f"{path}:7" in place.run("check").out
    assert "D420" in place.run("check").out


def test_references_complete_of_the_idea_that_was_typed_alone(place: Place) -> None:
    place.git("checkout", "-q", ".")
    own = set(re.findall(r"reference: (\S+)", (place.root / LEDGER).read_text("utf-8")))
    orders = set(re.findall(r"commitment: (\S+)", (place.root / LEDGER).read_text("utf-8")))
    here = {"INNOCTL_DIRECTORY": str(place.root)}
    found = completed("bash", "innoctl budget correct fhe3f2 ", **here).split()
    assert set(found) == own
    found = completed("bash", "innoctl budget spend fhe3f2 --commitment ", **here).split()
    assert set(found) >= orders > set()
    assert set(found) < own
    assert completed("bash", "innoctl budget spend --commitment ", **here).split() == []


def test_a_change_of_an_allocation_tells_its_reason(place: Place) -> None:
    place.git("checkout", "-q", ".")
    why = "Voorjaarsnota: iedere eenheid levert in"
    assert f'2026-04-01 * "{why}" #change\n' in export(place)
    words = ("--budget", "oost-nederland-2026-innovatie", "--lines", "-o", "json")
    rows = json.loads(place.run("report", "budget", *words).out)["data"]
    notes = {(row["on"], row["what"]): row["note"] for row in rows if not row["idea"]}
    assert notes["2026-04-01", "changed"] == why
    assert notes["2026-02-02", "carried"] == "Overgeheveld uit 2025"
