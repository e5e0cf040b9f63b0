"""Booking on one idea: what is said, what is written, and what is refused without a byte."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.cli.money import BUDGET, BY, GRANTED, IDEA, LEDGER, bookings, cents, files, place, taken
from tests.program import environment
from tests.terminal import Session

__all__ = ["place"]
FREE = re.compile(r"€([\d,]+\.\d\d) free of the budget")


def _free(err: str) -> int:
    return int(re.sub(r"\D", "", FREE.findall(err)[-1]))


def _refused(place: Place, *words: str, status: int, code: str) -> str:
    """Run a command that is refused and prove that it left every byte as it was."""
    before, head = files(place.root), place.git("rev-parse", "HEAD")
    answer = place.run("budget", *words)
    assert (answer.status, answer.out) == (status, ""), answer.err
    assert code in answer.err
    assert "hint: " in answer.err
    assert files(place.root) == before
    assert place.git("rev-parse", "HEAD") == head
    assert place.git("status", "--porcelain") == ""
    return answer.err


def test_a_commitment_is_one_commit_that_says_what_is_left(place: Place) -> None:
    answer = place.run(
        "budget",
        "commit",
        IDEA,
        "--amount",
        "2500.00",
        "--reference",
        "O-31",
        "--note",
        "panelen",
        *BY,
    )
    assert answer.status == 0, answer.err
    assert f"commit €2,500.00 of {BUDGET} (O-31) for {IDEA}: " in answer.err
    assert f"{BUDGET}: €5,000.00 left of €7,500.00 granted to this idea" in answer.err
    assert f"innoctl budget spend {IDEA} --budget {BUDGET} --commitment O-31" in answer.err
    assert f"innoctl budget correct {IDEA} O-31" in answer.err
    assert place.git("show", "--format=", "--name-only").split() == [LEDGER]
    assert place.git("show", "-s", "--format=%B").splitlines()[2:4] == [
        "Innoctl-Command: budget commit", f"Innoctl-Idea: {IDEA}",
    ]  # fmt: skip
    assert place.git("status", "--porcelain") == ""
    assert place.run("check", "ledger").status == 0
    assert bookings(place.root) == [
        {
            "what": "commit", "on": "2026-09-22", "budget": BUDGET, "amount": "2500.00",
            "reference": "O-31", "booked_by": "p-0204", "note": "panelen",
        }
    ]  # fmt: skip


def test_an_invoice_draws_on_its_commitment_and_says_which_are_open_when_it_names_none(
    place: Place,
) -> None:
    place.run("budget", "commit", IDEA, "--amount", "2500", "--reference", "O-31", *BY)
    loose = place.run("budget", "spend", IDEA, "--amount", "100", "--reference", "F-1", *BY)
    assert "€2,500.00 of the commitment O-31 is not paid yet" in loose.err
    words = ("--amount", "1000.00", "--reference", "F-2", "--commitment", "O-31")
    drawn = place.run("budget", "spend", IDEA, *words, *BY)
    assert drawn.status == 0, drawn.err
    assert "not paid yet" not in drawn.err
    assert "€4,900.00 left of €7,500.00" in drawn.err
    assert [row.get("commitment") for row in bookings(place.root)] == [None, None, "O-31"]
    _refused(
        place, "spend", IDEA, "--amount", "1", "--reference", "F-3", "--commitment", "O-13", *BY,
        status=1, code="B707",
    )  # fmt: skip


def test_a_commitment_over_several_years_has_a_line_on_the_budget_of_each(place: Place) -> None:
    years = ("zeeland-west-brabant-2025-realisatie", "zeeland-west-brabant-2026-realisatie")
    parts = [word for year in years for word in ("--part", f"{year}=4000.00")]
    answer = place.run("budget", "commit", "fhe3f2", *parts, "--reference", "M-1", *BY)
    assert answer.status == 0, answer.err
    rows = bookings(place.root, "ledger/2024-11/fhe3f2.yaml")
    assert [(row["budget"], row["reference"]) for row in rows] == [(year, "M-1") for year in years]
    assert len(place.commits) == 2
    err = _refused(place, "correct", "fhe3f2", "M-1", "--note", "x", *BY, status=2, code="U847")
    assert all(year in err for year in years)
    back = ("--budget", years[1], "--note", "niet nodig")
    assert place.run("budget", "correct", "fhe3f2", "M-1", *back, *BY).status == 0
    assert bookings(place.root, "ledger/2024-11/fhe3f2.yaml")[2] == {
        "what": "commit", "on": "2026-09-22", "budget": years[1], "amount": "-4000.00",
        "reference": "M-1-c1", "corrects": "M-1", "booked_by": "p-0204", "note": "niet nodig",
    }  # fmt: skip


def test_what_commands_say_moved_is_what_the_files_add_up_to(place: Place) -> None:
    story: list[tuple[tuple[str, ...], bool]] = [
        (("commit", IDEA, "--amount", "2500.00", "--reference", "O-1"), True),
        (("commit", IDEA, "--amount", "5000.01", "--reference", "O-2"), False),
        (("spend", IDEA, "--amount", "999.99", "--reference", "F-1", "--commitment", "O-1"), True),
        (("spend", IDEA, "--amount", "8000.00", "--reference", "F-2"), True),
        (("correct", IDEA, "F-2", "--amount", "7000.00", "--note", "te veel"), True),
        (("release", IDEA, "--commitment", "O-1", "--note", "goedkoper"), True),
        (("release", IDEA, "--amount", "5501.00", "--note", "te veel gevraagd"), False),
        (("release", IDEA, "--amount", "100.10", "--note", "over"), True),
        (("correct", IDEA, "release-2026-09-22", "--amount", "0.10", "--note", "toch"), True),
        (("release", IDEA, "--note", "klaar"), True),
    ]
    start = None
    for words, fits in story:
        before, lines = taken(place.root), len(bookings(place.root))
        if not fits:
            _refused(place, *words, *BY, status=1, code="error B70")
            continue
        answer = place.run("budget", *words, *BY)
        assert answer.status == 0, answer.err
        assert len(bookings(place.root)) == lines + 1
        now = _free(answer.err)
        start = now + taken(place.root) if start is None else start
        assert now == start - taken(place.root), (words, before)
        said = re.search(r"(?:commit|book|give back|take back) €([\d,]+\.\d\d) ", answer.err)
        assert said is not None
        assert cents(said[1].replace(",", "")) == abs(cents(bookings(place.root)[-1]["amount"]))
    assert taken(place.root) == 999_99 + 1000_00
    assert start == GRANTED + 48_000_00
    assert place.run("check", "ledger").status == 0


def test_a_release_gives_back_what_is_not_needed_and_then_there_is_nothing(place: Place) -> None:
    place.run("budget", "spend", IDEA, "--amount", "7000.00", "--reference", "F-1", *BY)
    answer = place.run("budget", "release", IDEA, "--note", "meevaller", *BY)
    assert "give back €500.00" in answer.err
    _refused(place, "release", IDEA, "--note", "nog eens", *BY, status=1, code="U775")


def test_what_was_given_back_and_granted_to_another_cannot_be_taken_back(place: Place) -> None:
    place.run("budget", "release", IDEA, "--note", "meevaller", *BY)
    budgets = place.root / "budgets" / "2026.yaml"
    text = budgets.read_text("utf-8").replace(
        'amount: "12500.00", why: Overheveling', 'amount: "-120501.00", why: Overheveling'
    )
    budgets.write_text(text, "utf-8")
    place.git("commit", "-qam", "Others took it")
    words = ("correct", IDEA, "release-2026-09-22", "--note", "toch nodig")
    err = _refused(place, *words, *BY, status=1, code="error B711")
    assert "resources" not in err
    assert BUDGET in err


def test_an_invoice_over_the_grant_is_booked_and_told(place: Place) -> None:
    answer = place.run("budget", "spend", IDEA, "--amount", "7500.01", "--reference", "F-1", *BY)
    assert answer.status == 0
    assert f"{LEDGER}:5:" in answer.err
    assert "warning B720" in answer.err
    assert "€0.01 over the €7,500.00 granted" in answer.err


def test_off_a_terminal_the_budgets_that_can_be_meant_are_named(politie: Path) -> None:
    place = Place(politie, politie.parent)
    answer = place.run("budget", "commit", "a9qk5k", "--amount", "1.00", "--reference", "O-1")
    assert (answer.status, "U847" in answer.err) == (2, True)
    assert "oost-nederland-2026-innovatie, dienstverlening-2026-innovatie" in answer.err


def test_an_invoice_that_comes_in_after_a_later_commitment_is_a_fact_too(place: Place) -> None:
    place.run("budget", "commit", IDEA, "--amount", "7000", "--reference", "O-1", *BY)
    words = ("--amount", "900", "--reference", "F-1", "--on", "2026-09-01")
    answer = place.run("budget", "spend", IDEA, *words, *BY)
    assert answer.status == 0, answer.err
    assert "warning B720" in answer.err


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("spend", IDEA, "--amount", "1.234,56", "--reference", "F-1"), 2, "if that is what you mean: 1234.56"),
        (("spend", IDEA, "--amount", "100 USD", "--reference", "F-1"), 2, "U771"),
        (("spend", IDEA, "--amount", "-5", "--reference", "F-1"), 2, "U772"),
        (("spend", IDEA, "--amount", "5"), 2, "add --reference ..."),
        (("commit", IDEA), 2, "add --amount ... --reference ..."),
        (("commit", IDEA, "--amount", "5", "--reference", " "), 2, "add --reference ..."),
        (("commit", IDEA, "--amount", "5", "--reference", "a\tb"), 2, "--reference: error M236"),
        (("commit", IDEA, "--amount", "5", "--reference", "x" * 501), 2, "--reference: error M211"),
        (("commit", IDEA, "--amount", "5", "--reference", "O", "--budget", "oost"), 2, "U773"),
        (("commit", IDEA, "--part", "5", "--reference", "O"), 2, "U779"),
        (("commit", IDEA, "--part", f"{BUDGET}=1,50", "--reference", "O"), 2, "1.50"),
        (("commit", IDEA, "--amount", "5", "--reference", "O", "--on", "2026-09-23"), 2, "U780"),
        (("commit", IDEA, "--amount", "5", "--reference", "O", "--on", "23-9-2026"), 2, "U810"),
        (("commit", IDEA, "--amount", "7500.01", "--reference", "O"), 1, "error B701"),
        (("commit", "ftd2dz", "--amount", "5", "--reference", "O", "--budget", "amsterdam-2025-innovatie"), 1, "error B70"),
        (("release", IDEA, "--amount", "7500.01", "--note", "x"), 1, "error B709"),
        (("release", IDEA), 2, "add --note ..."),
        (("release", IDEA, "--commitment", "O", "--note", "x"), 2, "U776"),
        (("correct", IDEA, "F-9", "--note", "x"), 2, "U776"),
    ],
)  # fmt: skip
def test_what_is_refused_leaves_every_byte_as_it_was(
    place: Place, words: tuple[str, ...], status: int, code: str
) -> None:
    _refused(place, *words, *BY, status=status, code=code)


def test_who_books_is_known_by_git_s_address_or_must_be_named(place: Place) -> None:
    words = ("spend", IDEA, "--amount", "5", "--reference", "F-1")
    _refused(place, *words, status=2, code="U987")
    people = place.root / "people.yaml"
    text = people.read_text("utf-8")
    text = text.replace("{id: p-0204, ", "{id: p-0204, email: robin@example.org, ")
    people.write_text(text, "utf-8")
    place.git("commit", "-qam", "Know Robin")
    assert place.run("budget", *words).status == 0
    assert bookings(place.root)[0]["booked_by"] == "p-0204"


def test_the_same_reference_is_booked_once(place: Place) -> None:
    words = ("spend", IDEA, "--amount", "5", "--reference", "F-1", *BY)
    assert place.run("budget", *words).status == 0
    _refused(place, *words, status=1, code="error B708")


def test_a_correction_takes_no_more_than_is_left(place: Place) -> None:
    place.run("budget", "spend", IDEA, "--amount", "5", "--reference", "F-1", *BY)
    words = ("correct", IDEA, "F-1", "--note", "x", *BY)
    _refused(place, *words, "--amount", "5.01", status=1, code="error B705")
    _refused(place, *words, "--reference", "F-1", status=1, code="error B708")
    _refused(place, *words, "--on", "2026-09-21", status=1, code="error B740")
    assert place.run("budget", *words, "--reference", "C-1").status == 0
    _refused(place, *words, status=1, code="U774")


def test_an_invoice_that_another_idea_has_on_the_budget_is_booked_and_told(place: Place) -> None:
    other = place.root / "ledger" / "2024-11" / "fhe3f2.yaml"
    other.parent.mkdir(parents=True)
    line = f'{{what: spend, on: 2026-09-01, budget: {BUDGET}, amount: "5.00", reference: f-1, booked_by: p-0204}}'
    other.write_text(f"schema: innoctl/ledger/1\nidea: fhe3f2\nlines:\n  - {line}\n", "utf-8")
    place.git("add", "ledger")
    place.git("commit", "-qm", "Book elsewhere")
    answer = place.run("budget", "spend", IDEA, "--amount", "5", "--reference", "F-1", *BY)
    assert answer.status == 0, answer.err
    assert "warning B725 the invoice F-1 is booked on" in answer.err
    assert "for idea fhe3f2 too" in answer.err
    assert "warning B725" in place.run("check").out
    again = place.run("budget", "spend", IDEA, "--amount", "5", "--reference", "F-2", *BY)
    assert "B725" not in again.err


def test_a_dry_run_shows_the_line_and_writes_nothing(place: Place) -> None:
    before = files(place.root)
    words = ("spend", IDEA, "--amount", "9000", "--reference", "F-1", *BY, "--dry-run")
    answer = place.run("budget", *words)
    assert answer.status == 0
    assert "+  - {what: spend, on: 2026-09-22, budget: " in answer.out
    assert "nothing was written" in answer.err
    assert "B720" in answer.err
    assert files(place.root) == before


def test_bookings_are_never_undone(place: Place) -> None:
    place.run("budget", "spend", IDEA, "--amount", "5", "--reference", "F-1", *BY)
    before = files(place.root)
    answer = place.run("undo", "--yes")
    assert answer.status == 1
    assert "U754" in answer.err
    assert "innoctl budget correct " in answer.err
    assert files(place.root) == before


def test_what_somebody_added_by_hand_stays_and_is_not_committed(place: Place) -> None:
    place.run("budget", "spend", IDEA, "--amount", "5", "--reference", "F-1", *BY)
    path = place.root / LEDGER
    path.write_text(f"# van mij\n{path.read_text('utf-8')}", "utf-8")
    assert (
        place.run("budget", "spend", IDEA, "--amount", "6", "--reference", "F-2", *BY).status == 0
    )
    assert "van mij" not in place.git("show", "HEAD")
    assert place.git("status", "--porcelain").split() == ["M", LEDGER]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lines: [\n", "F120"),
        ("schema: innoctl/ledger/1\nidea: a9qk5k\nlines: [{amount: 1.5}]\n", "M231"),
    ],
)
def test_a_ledger_that_cannot_be_read_is_not_added_to(place: Place, text: str, code: str) -> None:
    (place.root / "ledger" / "2026-03").mkdir(parents=True)
    (place.root / LEDGER).write_text(text, "utf-8")
    place.git("add", "-A")
    place.git("commit", "-qm", "Break")
    words = ("spend", IDEA, "--amount", "5", "--reference", "F-1", *BY)
    err = _refused(place, *words, status=3, code="U777")
    assert f"{LEDGER}:" in err
    assert code in err


def test_what_was_not_said_is_asked_on_a_terminal(place: Place) -> None:
    words = ("budget", "commit", IDEA, *BY, "--budget", "")
    people = ("budget", "commit", "fhe3f2", *BY)
    with Session(*people, cwd=place.root, home=place.home) as session:
        session.expect("zeeland-west-brabant-2026-realisatie")
        session.answer("On which budget?", "2025-realisatie")
        session.answer("How much, as 1234.56?", "1.000,00")
        session.expect("if that is what you mean: 1000.00")
        session.answer("How much, as 1234.56?", "1000")
        session.answer("Under which reference", "O-7")
        assert session.finish() == 0, session.drawn
    [row] = bookings(place.root, "ledger/2024-11/fhe3f2.yaml")
    assert (row["budget"], row["amount"]) == ("zeeland-west-brabant-2025-realisatie", "1000.00")
    with Session(*words, cwd=place.root, home=place.home) as session:
        session.answer("How much, as 1234.56?", "10")
        session.interrupt()
        assert session.finish() == 130


def test_of_two_who_book_at_once_neither_is_lost(place: Place) -> None:
    def begun(number: int) -> subprocess.Popen[bytes]:
        words = ("budget", "spend", IDEA, "--amount", "5", "--reference", f"F-{number}", *BY)
        return subprocess.Popen(
            [sys.executable, "-m", "innoctl", *words], cwd=place.root,
            env=environment(place.home), stderr=subprocess.PIPE,
        )  # fmt: skip

    runs = [begun(number) for number in range(4)]
    said = [(run.communicate()[1].decode(), run.returncode) for run in runs]
    assert {status for _, status in said} <= {0, 1}
    assert all("U741" in err or "U740" in err for err, status in said if status)
    done = [number for number, (_, status) in enumerate(said) if not status]
    booked = [row["reference"] for row in bookings(place.root)]
    assert sorted(booked) == [f"F-{number}" for number in done]
    assert len(place.commits) == 1 + len(done)
    assert done


def test_it_speaks_dutch(place: Place) -> None:
    words = ("budget", "spend", IDEA, "--amount", "7500.01", "--reference", "F-1", *BY)
    answer = place.run(*words, "--lang", "nl")
    assert "boven de € 7.500,00 die aan dit idee is toegekend" in answer.err
    assert place.commits[0].startswith("boek € 7.500,01 uitgegeven van ")
