"""Money at the gates: what is free by the ledgers, what a correction leaves, what a stop sets free."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.cli.test_gate_advance import BY, DEBRIEF, SCORED, branches, large, reviewed, right

__all__ = ["large", "reviewed"]
OWN = "oost-nederland-2026-innovatie"
MIDDEN = "midden-nederland-2026-innovatie"
GO = ("gate", "advance", DEBRIEF, "--outcome", "go", *SCORED, *BY)
STOP = (
    "gate", "advance", DEBRIEF, "--outcome", "withdraw", "--rationale", "Toch niet",
    "--proposed-by", "p-0203",
)  # fmt: skip
HELD = (("F-1", "spend", "6000.00"), ("O-1", "commit", "3000.00"))


def book(place: Place, *rows: tuple[str, str, str], budget: str = OWN) -> None:
    """Book on the idea, as (reference, what, amount), and commit it."""
    [idea] = (place.root / "ideas").rglob(f"{DEBRIEF}-*")
    file = place.root / "ledger" / idea.parent.name / f"{DEBRIEF}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = (
        f'  - {{what: {what}, on: 2026-09-22, budget: {budget}, amount: "{amount}",'
        f" reference: {reference}, booked_by: p-0203}}\n"
        for reference, what, amount in rows
    )
    head = f"schema: innoctl/ledger/1\nidea: {DEBRIEF}\nlines:\n"
    file.write_text(head + "".join(lines), "utf-8")
    place.git("add", "ledger")
    place.git("commit", "-qm", "Book")


def money(place: Place) -> list[dict[str, str]]:
    """Return what ``gate status`` shows of the money of the idea."""
    found = json.loads(place.run("gate", "status", DEBRIEF, "-o", "json").out)["data"]
    rows: list[dict[str, str]] = found["money"]
    return rows


def test_what_invoices_took_beyond_their_grant_is_not_granted_once_more(large: Place) -> None:
    assert large.run(*GO, "--resource", f"{OWN}=1000.00").status == 0
    book(large, ("F-1", "spend", "2000.00"))
    other = ("gate", "advance", "vr-oefenen", "--outcome", "rework", "--missing", "x", *BY)
    answer = large.run(*other, "--resource", f"{OWN}=46000.01")
    assert "€46,000.01 is asked" in answer.err
    assert "€46,000.00 is free" in answer.err, "48,000 free, of which invoices took two thousand"


def test_a_correction_keeps_what_is_committed_and_paid(large: Place) -> None:
    assert large.run(*GO, "--resource", f"{OWN}=25000.00").status == 0
    book(large, *HELD)
    before = large.everything()
    answer = large.run(*GO, "--corrects", "01", "--resource", f"{OWN}=8999.99")
    assert answer.status == 1
    assert "error B710" in answer.err
    assert "€9,000.00 is committed and paid" in answer.err
    assert large.everything() == before
    answer = large.run(*GO, "--corrects", "01", "--resource", f"{OWN}=9000.00")
    assert answer.status == 0, answer.err
    right(large)


def test_a_decision_dated_before_bookings_makes_none_of_them_wrong(large: Place) -> None:
    assert large.run(*GO, "--resource", f"{OWN}=25000.00", "--on", "2026-09-10").status == 0
    book(large, ("O-1", "commit", "3000.00"))
    answer = large.run(*STOP, "--decided-by", "p-0201", "--on", "2026-09-15")
    assert (answer.status, "error B702" in answer.err) == (1, True), answer.err


def test_who_stops_an_idea_reads_what_that_sets_free(large: Place) -> None:
    shares = ("--resource", f"{OWN}=25000.00", "--resource", f"{MIDDEN}=400.00")
    assert large.run(*GO, *shares, "--decided-by", "p-0301").status == 0
    book(large, *HELD)
    assert [tuple(row.values()) for row in money(large)] == [
        (OWN, "innovation", "25000.00", "0.00", "9000.00", "23000.00"),
        (MIDDEN, "innovation", "400.00", "0.00", "0.00", "36600.00"),
    ]
    answer = large.run(*STOP, "--decided-by", "p-0201")
    assert answer.status == 0, answer.err
    assert f"releases €16,000.00 of {OWN}\nreleases €400.00 of {MIDDEN}\n" in answer.err
    right(large)
    free = large.run("report", "stream", "unit/oost-nederland", "-o", "csv").out
    assert "39000.00" in free, "48,000 less what is paid and promised"


def test_a_page_before_the_gate_shows_what_is_granted_needed_and_free(large: Place) -> None:
    assert large.run(*GO, "--resource", f"{OWN}=25000.00").status == 0
    book(large, *HELD)
    from tests.terminal import Session

    with Session("gate", "status", DEBRIEF, cwd=large.root, home=large.home) as session:
        assert session.finish() == 0
        said = " ".join(session.drawn.split())
    shown = "granted €25,000.00 · released €0.00 · committed and paid €9,000.00"
    assert shown in said
    assert "free of the budget €23,000.00" in said


def test_the_pull_request_tells_what_an_idea_has_and_what_its_end_sets_free(
    reviewed: Place,
) -> None:
    words = [word for word in GO if word not in ("--decided-by", "p-0201")]
    assert reviewed.run(*words, "--resource", f"{OWN}=25000.00").status == 0
    (branch,) = branches(reviewed)
    reviewed.git("merge", "-q", branch)
    reviewed.git("branch", "-qD", branch)
    book(reviewed, *HELD)
    answer = reviewed.run(*STOP, "--push")
    assert answer.status == 0, answer.err
    text = answer.out
    assert f"`{OWN}`" in text
    assert "25.000,00" in text
    assert "waarvan € 9.000,00 vastgelegd en betaald" in text
    assert "geeft € 16.000,00" in text


def test_a_stream_that_pays_along_is_asked_to_review_and_stands_in_the_text(
    reviewed: Place,
) -> None:
    words = [word for word in GO if word not in ("--decided-by", "p-0201")]
    shares = ("--resource", f"{OWN}=0.01", "--resource", f"{MIDDEN}=400.00")
    answer = reviewed.run(*words, *shares, "--push")
    assert answer.status == 0, answer.err
    own, other = (row for row in answer.out.splitlines() if "goedkeuren" in row)
    assert own.startswith("- mogen goedkeuren (Eenheidsstroom Oost-Nederland): ")
    assert other.startswith("- Eenheidsstroom Midden-Nederland betaalt € 400,00 mee en moet ook")
    assert "p-0301" not in own
    (branch,) = branches(reviewed)
    judged = reviewed.run("check", "--base", "main", "--head", branch)
    assert judged.status == 0, "the forge knows who has approved"


@pytest.mark.parametrize(("day", "status"), [("2026-09-15", 1), ("2026-09-22", 0)])
def test_an_autumn_gate_grants_on_next_years_money_once_it_may(
    large: Place, day: str, status: int
) -> None:
    begin = (
        "budget", "allocate", "--new", "oost-nederland-2028-innovatie", "--stream",
        "unit/oost-nederland", "--kind", "innovation", "--owner", "p-0201", "--amount", "90000.00",
        "--year", "2028", "--provisional", "--since", "2026-09-22", "--why", "Kaderbrief",
        "--proposed-by", "p-0203", "--decided-by", "p-1402",
    )  # fmt: skip
    assert large.run(*begin).status == 0
    answer = large.run(*GO, "--resource", "oost-nederland-2028-innovatie=90.00", "--on", day)
    assert answer.status == status, answer.err
    assert ("error B713" in answer.err) == bool(status)


def test_an_allocation_that_cannot_be_read_gives_nothing(large: Place) -> None:
    file: Path = large.root / "budgets/2026.yaml"
    text = file.read_text("utf-8")
    at = text.index(f"id: {OWN}")
    bare = re.sub(r'amount: "(\d+)\.00"', r"amount: \1.0", text[at:], count=1)
    file.write_text(text[:at] + bare, "utf-8")
    large.git("commit", "-qam", "A bare number")
    answer = large.run(*GO, "--resource", f"{OWN}=1.00")
    assert (answer.status, "error D563" in answer.err) == (1, True), answer.err


def test_a_commitment_dated_before_the_closure_does_not_take_back_what_lapsed(large: Place) -> None:
    assert large.run(*GO, "--resource", f"{OWN}=25000.00", "--on", "2026-09-10").status == 0
    assert large.run(*STOP, "--decided-by", "p-0201", "--on", "2026-09-15").status == 0
    before = large.everything()
    asked = ("--amount", "100", "--on", "2026-09-12", "--booked-by", "p-0203")
    answer = large.run("budget", "commit", DEBRIEF, *asked, "--reference", "O-1")
    assert answer.status == 1
    assert "error B741" in answer.err
    assert "takes €100.00" in answer.err
    assert large.everything() == before
    answer = large.run("budget", "spend", DEBRIEF, *asked, "--reference", "F-1")
    assert answer.status == 0, answer.err


# what lies in the work tree and is not committed is nobody's yet


def ledger(place: Place) -> Path:
    """Return the ledger of the idea."""
    [idea] = (place.root / "ideas").rglob(f"{DEBRIEF}-*")
    return place.root / "ledger" / idea.parent.name / f"{DEBRIEF}.yaml"


def test_an_uncommitted_booking_takes_nothing_of_what_a_gate_grants(large: Place) -> None:
    assert large.run(*GO, "--resource", f"{OWN}=1000.00").status == 0
    book(large, ("F-1", "spend", "500.00"))
    text = ledger(large).read_text()
    ledger(large).write_text(text.replace("500.00", "9000.00"))
    other = ("gate", "advance", "vr-oefenen", "--outcome", "rework", "--missing", "x", *BY)
    answer = large.run(*other, "--resource", f"{OWN}=48000.01")
    assert "€47,000.00 is free" in answer.err, "as committed the invoice stays within its grant"
    large.git("commit", "-qam", "Land the invoice")
    answer = large.run(*other, "--resource", f"{OWN}=48000.01")
    assert "€39,000.00 is free" in answer.err


def test_an_invoice_that_was_erased_in_the_work_tree_alone_still_counts(large: Place) -> None:
    assert large.run(*GO, "--resource", f"{OWN}=25000.00").status == 0
    book(large, *HELD)
    ledger(large).unlink()
    answer = large.run(*GO, "--corrects", "01", "--resource", f"{OWN}=8999.99")
    assert (answer.status, "error B710" in answer.err) == (1, True)
    assert "€9,000.00 is committed and paid" in answer.err


def test_a_grant_that_was_deleted_in_the_work_tree_alone_still_counts(large: Place) -> None:
    assert large.run(*GO, "--resource", f"{OWN}=25000.00").status == 0
    [decision] = large.root.glob(f"decisions/*/{DEBRIEF}-01-*.yaml")
    decision.unlink()
    other = ("gate", "advance", "vr-oefenen", "--outcome", "rework", "--missing", "x", *BY)
    answer = large.run(*other, "--resource", f"{OWN}=49000.00")
    assert (answer.status, "€23,000.00 is free" in answer.err) == (1, True)


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_what_git_was_told_not_to_look_at_hides_no_invoice(large: Place, flag: str) -> None:
    assert large.run(*GO, "--resource", f"{OWN}=25000.00").status == 0
    book(large, *HELD)
    large.git("update-index", flag, str(ledger(large).relative_to(large.root)))
    ledger(large).write_text(ledger(large).read_text().replace("6000.00", "1.00"))
    answer = large.run(*GO, "--corrects", "01", "--resource", f"{OWN}=8999.99")
    assert (answer.status, "error B710" in answer.err) == (1, True)
