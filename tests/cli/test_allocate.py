"""Allocations change by decision: a dated line, both sides of a carry-over, a new one, a year adopted."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from ruamel.yaml import YAML

from tests.cli.conftest import Place
from tests.cli.test_completion import completed
from tests.cli.test_gate_advance import branches, large, reviewed, right

__all__ = ["large", "reviewed"]
BY = ("--proposed-by", "p-0203", "--decided-by", "p-1402")
OWN = "oost-nederland-2026-innovatie"
LAST = "oost-nederland-2025-innovatie"
NEW = (
    "--new",
    "oost-nederland-2028-innovatie",
    "--stream",
    "unit/oost-nederland",
    "--kind",
    "innovation",
)
FIRST = "decisions/portfolio/0001-change.yaml"


def free(place: Place) -> str:
    """Return what is free of the innovation money of Oost-Nederland."""
    rows = place.run("report", "stream", "unit/oost-nederland", "-o", "json").out
    budgets = json.loads(rows)["data"]["budget"]
    (row,) = [one for one in budgets if (one["year"], one["kind"]) == (2026, "innovation")]
    return str(row["free"])


def test_a_change_is_a_dated_line_below_those_that_stand_and_touches_no_other(large: Place) -> None:
    answer = large.run(
        "budget", "allocate", OWN, "--amount", "5000.00", "--why", "Van het korps", *BY
    )
    assert answer.status == 0, answer.err
    shown = large.git("diff", "HEAD~", "--", "budgets").splitlines()
    added = [row[1:] for row in shown if row.startswith("+") and not row.startswith("+++")]
    said = YAML(typ="safe", pure=True).load("\n".join(added))
    assert said == [{"on": date(2026, 9, 22), "amount": "5000.00", "why": "Van het korps"}]
    assert not [row for row in shown if row.startswith("-") and not row.startswith("---")]
    assert large.git("show", "--name-only", "--format=").split() == ["budgets/2026.yaml", FIRST]
    assert large.commits[0] == f"€ 5.000,00 toegevoegd aan {OWN}: Van het korps"
    assert "rationale: Van het korps" in (large.root / FIRST).read_text()
    assert large.git("status", "--porcelain") == ""
    right(large)
    assert large.run("check", "--base", "HEAD~").status == 0
    assert large.run("gate", "verify").status == 0


def test_what_is_added_is_free_and_what_is_taken_away_is_not(large: Place) -> None:
    before = float(free(large))
    large.run("budget", "allocate", OWN, "--amount", "5000.00", "--why", "x", *BY)
    assert float(free(large)) == before + 5000
    answer = large.run("budget", "allocate", OWN, "--amount", "-7000.00", "--why", "x", *BY)
    assert answer.status == 0, answer.err
    assert float(free(large)) == before - 2000


def test_a_carry_over_writes_both_sides_as_one_decision(large: Place) -> None:
    words = ("budget", "carry", LAST, OWN, "--amount", "2500.00", "--why", "Levering in januari")
    answer = large.run(*words, *BY, "--on", "2026-02-01")
    assert answer.status == 0, answer.err
    names = ["budgets/2025.yaml", "budgets/2026.yaml", FIRST]
    assert large.git("show", "--name-only", "--format=").split() == names
    assert 'amount: "-2500.00"' in large.git("show", "--", "budgets/2025.yaml")
    assert f"carry: {OWN}" in large.git("show", "--", "budgets/2025.yaml")
    assert f"carry: {LAST}" in large.git("show", "--", "budgets/2026.yaml")
    assert "decided_on: 2026-02-01" in (large.root / FIRST).read_text()
    right(large)
    assert large.run("gate", "verify").status == 0


def test_next_year_begins_provisional_gets_more_allocations_and_is_adopted(large: Place) -> None:
    begin = ("--owner", "p-0201", "--amount", "90000.00", "--why", "Kaderbrief", "--year", "2028")
    early = ("--provisional", "--since", "2026-09-01")
    answer = large.run("budget", "allocate", *NEW, *begin, *early, *BY)
    assert answer.status == 0, answer.err
    text = (large.root / "budgets/2028.yaml").read_text()
    assert "year: 2028\nstatus: provisional\nsince: 2026-09-01\n" in text
    second = [
        word.replace("innovat", "realisat").replace("novation", "realisation") for word in NEW
    ]
    second[second.index("--kind") + 1] = "realisation"
    answer = large.run("budget", "allocate", *second, *begin, *BY)
    assert answer.status == 0, answer.err
    assert (large.root / "budgets/2028.yaml").read_text().count('amount: "90000.00"') == 2
    answer = large.run("budget", "allocate", "--final", "2028", "--why", "Aangenomen", *BY)
    assert answer.status == 0, answer.err
    assert "status: final\n" in (large.root / "budgets/2028.yaml").read_text()
    right(large)
    assert large.run("budget", "allocate", "--final", "2028", "--why", "x", *BY).status == 2


def test_a_new_allocation_counts_from_its_own_day_and_not_from_the_start_of_the_year(
    large: Place,
) -> None:
    begin = ("--owner", "p-0201", "--amount", "9000.00", "--why", "Najaarsnota")
    answer = large.run("budget", "allocate", *NEW, *begin, "--year", "2026", *BY)
    assert answer.status == 0, answer.err
    read = YAML(typ="safe", pure=True).load((large.root / "budgets/2026.yaml").read_text())
    (row,) = [one for one in read["budgets"] if one["id"] == NEW[1]]
    line = {"on": date(2026, 9, 22), "amount": "9000.00", "why": "Najaarsnota"}
    assert (row["amount"], row["changes"]) == ("0.00", [line])
    words = ("report", "budget", "--budget", NEW[1], "--by", "budget", "-o", "json")
    found = [
        json.loads(large.run(*words, "--at", day).out)["data"]["rows"][0]["allocated"]
        for day in ("2026-09-21", "2026-09-22")
    ]
    assert found == ["0.00", "9000.00"]
    assert "9.000,00" in large.commits[0]
    right(large)
    ahead = ("budget", "allocate", "--new", "oost-2028-x", *NEW[2:], *begin, "--year", "2028", *BY)
    assert large.run(*ahead).status == 0
    text = (large.root / "budgets/2028.yaml").read_text()
    assert 'amount: "9000.00"' in text.partition("id: oost-2028-x")[2]
    assert "Najaarsnota" not in text


REFUSED = (
    (("allocate", OWN, "--amount", "-9999999.00"), "B717", 1),
    (("allocate", OWN, "--amount", "-60000.00"), "D570", 1),
    (("allocate", "oost-nederlnd-2026-innovatie", "--amount", "1.00"), OWN, 2),
    (("allocate", OWN, "--amount", "1,00"), "U770", 2),
    (("allocate", OWN, "--amount", "5 USD"), "U771", 2),
    (("allocate", OWN, "--amount", "0.00"), "U973", 2),
    (("allocate", OWN, "--amount", "1.00", "--on", "2019-01-01"), "--on: error B719", 1),
    (("allocate", OWN, "--amount", "1.00", "--on", "1 mei"), "U810", 2),
    (("allocate", OWN, "--amount", "1.00", "--stream", "corps"), "U974", 2),
    (("allocate", OWN), "--amount", 2),
    (("allocate", "--final", "2026"), "U977", 2),
    ((*("allocate", *NEW), "--owner", "p-0201", "--amount", "-1.00"), "--amount: error M233", 2),
    ((*("allocate", *NEW), "--owner", "p-9999", "--amount", "1.00"), "--owner: error R301", 2),
    (("allocate", "--new", OWN, *NEW[2:], "--owner", "p-0201", "--amount", "1.00"), "U975", 2),
    ((*("allocate", *NEW), "--owner", "p-0201", "--amount", "1.00", "--provisional"), "U976", 2),
    (("carry", OWN, LAST, "--amount", "60000.00"), "D570", 1),
    (("carry", OWN, LAST, "--amount", "-1.00"), "U973", 2),
    (("carry", OWN, "oost-nederland-2025-realisatie", "--amount", "1.00"), "TO: error B716", 1),
    (("carry", OWN, "noord-nederland-2025-innovatie", "--amount", "1.00"), "TO: error B716", 1),
    (("carry", OWN, OWN, "--amount", "1.00"), "TO: error B716", 1),
    (("carry", LAST, OWN, "--amount", "1.00", "--on", "2025-06-01", "--why", ""), "--why", 2),
)


@pytest.mark.parametrize(("words", "told", "status"), REFUSED)
def test_what_is_refused_is_said_and_leaves_every_byte_as_it_was(
    large: Place, words: tuple[str, ...], told: str, status: int
) -> None:
    before = large.everything()
    answer = large.run("budget", words[0], "--why", "Zomaar", *words[1:], *BY)
    assert (answer.status, told in answer.err) == (status, True), answer.err
    assert large.everything() == before


def test_one_cent_too_much_is_refused_with_what_was_asked_and_what_is_free(large: Place) -> None:
    words = ("budget", "allocate", OWN, "--why", "x", *BY, "--dry-run", "--lang", "nl")
    assert float(free(large)) == 48000
    answer = large.run(*words, "--amount", "-48000.01")
    assert answer.status == 1
    for said in ("48.000,01", "48.000,00"):
        assert re.search(rf"(?<!-){re.escape(said)}", answer.err), answer.err
    assert "-48" not in answer.err
    assert large.run(*words, "--amount", "-48000.00").status == 0


def test_the_owners_of_the_budgets_decide_on_them_and_nobody_else(large: Place) -> None:
    before = large.everything()
    words = ("budget", "allocate", OWN, "--amount", "1.00", "--why", "x", "--proposed-by", "p-0203")
    answer = large.run(*words, "--decided-by", "p-0201")
    assert (answer.status, "error U948" in answer.err) == (1, True)
    assert large.run(*words).status == 2, "who decided is not guessed"
    assert large.everything() == before


def test_lines_of_ones_own_in_the_same_file_stay_uncommitted(large: Place) -> None:
    file = large.root / "budgets/2026.yaml"
    file.write_text(file.read_text() + "# van mij\n")
    answer = large.run("budget", "allocate", OWN, "--amount", "1.00", "--why", "Erbij", *BY)
    assert answer.status == 0, answer.err
    assert "# van mij" not in large.git("show", "HEAD:budgets/2026.yaml")
    assert "why: Erbij" in large.git("show", "HEAD:budgets/2026.yaml")
    assert large.git("diff", "--", "budgets").count("\n+") == 2, "the head and one line"
    assert "why: Erbij" in file.read_text()
    assert large.run("gate", "verify").status == 0


def test_a_file_that_lies_in_the_way_stays(large: Place) -> None:
    file = large.root / "budgets/2028.yaml"
    file.write_text("# van mij\n")
    begin = ("--owner", "p-0201", "--amount", "1.00", "--why", "x", "--year", "2028")
    answer = large.run("budget", "allocate", *NEW, *begin, *BY)
    assert (answer.status, "U740" in answer.err) == (1, True)
    assert file.read_text() == "# van mij\n"
    assert large.git("status", "--porcelain") == "?? budgets/2028.yaml\n"
    assert large.commits == ["Begin"]


def test_a_dry_run_shows_files_and_decision_and_changes_no_byte(large: Place) -> None:
    before = large.everything()
    words = ("budget", "carry", LAST, OWN, "--amount", "2500.00", "--why", "Later geleverd")
    answer = large.run(*words, *BY, "--dry-run")
    assert answer.status == 0
    added = [row for row in answer.out.splitlines() if row.startswith("+")]
    assert sum("carry: oost-nederland" in row for row in added) == 2
    assert "+what: change\n" in answer.out
    assert large.everything() == before


def test_where_approval_is_asked_for_it_waits_on_a_branch_and_the_work_tree_is_untouched(
    reviewed: Place,
) -> None:
    words = ("budget", "allocate", OWN, "--amount", "5000.00", "--why", "Van het korps")
    answer = reviewed.run(*words, "--proposed-by", "p-0203", "--push")
    assert answer.status == 0, answer.err
    assert "work tree" not in answer.err
    (branch,) = branches(reviewed)
    assert branch == "gate/2026-09-22-budgets"
    assert reviewed.git("diff", "--name-only", "main", branch).split() == [
        "budgets/2026.yaml",
        FIRST,
    ]
    assert reviewed.git("status", "--porcelain") == ""
    assert 'amount: "5000.00"' in answer.out, "the text of the pull request shows it"


def test_ids_of_budgets_and_provisional_years_are_completed(large: Place) -> None:
    place = {"INNOCTL_PORTFOLIO": str(large.root)}
    words = f"innoctl -C {large.root} budget"
    found = completed("bash", f"{words} allocate oost-nederland-2026", **place).split()
    assert found == [OWN, "oost-nederland-2026-realisatie"]
    assert LAST in completed("bash", f"{words} carry oost-nederland-2025", **place).split()
    assert completed("bash", f"{words} allocate --final 20", **place).split() == ["2027"]
