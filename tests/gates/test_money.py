"""Money on real repositories: what is granted beyond what is free, and what is taken out of a ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from innoctl.vcs.place import find_bare
from innoctl.workspace.check import check
from innoctl.workspace.hooks import PRE_RECEIVE, carry_out, installing
from innoctl.workspace.portfolio import Portfolio
from innoctl.workspace.proposed import Change, look
from tests.gates.council import IDEA, STREAM, Council, begin
from tests.gates.test_push import push
from tests.repositories import checked_out, run

TODAY: Final = date(2026, 9, 22)
OTHER: Final = "k3f9ac"
THIRD: Final = "k3f9ad"
LEDGER: Final = f"ledger/2026-01/{IDEA}.yaml"
YEAR: Final = "budgets/2026.yaml"
FACTS: Final = {"booked_by": "p-05"}


def year(number: int = 2026, amount: str = "1000.00", **more: Any) -> dict[str, Any]:
    """Return the allocations of a year: a stream's money of both kinds, and another stream's."""
    rows = (
        (f"team-{number}", STREAM, "innovation"),
        (f"real-{number}", STREAM, "realisation"),
        (f"elders-{number}", "unit/elders", "innovation"),
    )
    return {
        "schema": "innoctl/budget/1",
        "year": number,
        **more,
        "budgets": [
            {"id": name, "stream": stream, "kind": kind, "owner": "p-01", "amount": amount}
            for name, stream, kind in rows
        ],
    }


@pytest.fixture
def team(tmp_path: Path) -> Council:
    """A council whose names are enough, with a thousand euros of each sort and three ideas."""
    council = Council(tmp_path, approval="recorded")
    organisation = begin()["organisation.yaml"]
    organisation["units"].append({"id": "elders", "name": "Elders", "kind": "regional"})
    other = {"id": "unit/elders", "name": "Elders", "unit": "elders", "director": "p-04"}
    organisation["streams"].append(other)
    council.write("organisation.yaml", organisation)
    council.write(YEAR, year())
    council.idea(OTHER)
    council.idea(THIRD)
    run(council.root, "add", "--all")
    run(council.root, "commit", "--quiet", "--amend", "--no-edit")
    return council


def tip(council: Council) -> str:
    return checked_out(council.root)


def grant(
    council: Council,
    idea: str = IDEA,
    amount: str = "600.00",
    *,
    budget: str = "team-2026",
    shares: tuple[tuple[str, str], ...] = (),
    **more: Any,
) -> str:
    """Decide on an idea with money, as the council would, and commit it; return the file."""
    rows = shares or ((budget, amount),)
    said: dict[str, Any] = {
        "decided_by": ["p-01", "p-02"],
        "resources": [{"budget": name, "amount": cents} for name, cents in rows if cents],
        **more,
    }
    path = council.decide(idea, **{key: value for key, value in said.items() if value})
    council.derive(idea, phase=str(more.get("to_phase", "creation")))
    council.commit(f"decide on {idea}")
    return path


def stop(council: Council, idea: str, after: str, number: str = "02", **more: Any) -> str:
    """Withdraw an idea after a decision, and commit it; return the file."""
    said: dict[str, Any] = {
        "what": "withdraw",
        "outcome": "done",
        "from_phase": "creation",
        "to_phase": "creation",
    }
    more = {"decided_on": "2026-05-01", **more}
    more |= {"after": council.digest(after), "decided_by": ["p-01", "p-02"], "rationale": "Nee."}
    path = council.decide(idea, number=number, **said, **more)
    council.derive(idea, state="stopped")
    council.commit(f"stop {idea}")
    return path


def line(
    reference: str, amount: str = "100.00", what: str = "spend", **more: str
) -> dict[str, str]:
    """Return a booking."""
    return {
        "what": what, "on": "2026-04-01", "budget": "team-2026", "amount": amount,
        "reference": reference, **FACTS, **more,
    }  # fmt: skip


def book(council: Council, *rows: dict[str, str], path: str = LEDGER, idea: str = IDEA) -> str:
    """Write a ledger with these lines and commit it; return the commit before."""
    before = tip(council)
    council.write(path, {"schema": "innoctl/ledger/1", "idea": idea, "lines": list(rows)})
    council.commit("book")
    return before


def told(council: Council, base: str, *, head: str = "HEAD", each: bool = False) -> list[str]:
    """Return the errors of ``check --base``."""
    found = look(council.root, Change(base, head, each), TODAY).findings
    return sorted(one.code for one in found if one.severity == "error")


def wrong(council: Council) -> list[tuple[str, str]]:
    """Return the errors of ``check``, each with its file."""
    with Portfolio.find(council.root) as portfolio:
        found = check(portfolio, at=TODAY).findings
    return [(one.code, one.path) for one in found if one.severity == "error"]


# what is booked stays booked


@pytest.fixture
def booked(team: Council) -> str:
    """Grant and book two lines; return the commit."""
    grant(team)
    book(team, line("F-1"), line("F-2"))
    return tip(team)


def test_a_booking_that_is_added_is_let_in(team: Council, booked: str) -> None:
    book(team, line("F-1"), line("F-3"), line("F-2"))
    assert told(team, booked) == []
    assert wrong(team) == []


@pytest.mark.parametrize(
    "rows",
    [
        (line("F-1"),),
        (line("F-1"), line("F-2", "99.00")),
        (line("F-1"), line("F-2", on="2026-04-02")),
        (line("F-1"), line("F-2", note="anders")),
        (line("F-1"), {**line("F-2"), "booked_by": "p-04"}),
        (line("F-1"), line("F-2", what="commit")),
        (line("F-1"), line("F-2 ")),
    ],
)
def test_a_booking_is_neither_erased_nor_altered(
    team: Council, booked: str, rows: tuple[dict[str, str], ...]
) -> None:
    book(team, *rows)
    assert "G558" in told(team, booked)
    assert "G558" in told(team, booked, each=True)


def test_a_booking_erased_in_the_middle_of_a_push_and_put_back_is_told(
    team: Council, booked: str
) -> None:
    book(team, line("F-1"))
    book(team, line("F-1"), line("F-2"))
    assert told(team, booked) == [], "as one landing nothing went"
    assert told(team, booked, each=True) == ["G558"]


def test_a_ledger_is_not_moved_and_not_taken_away(team: Council, booked: str) -> None:
    elsewhere = "ledger/2026-02"
    (team.root / elsewhere).mkdir()
    run(team.root, "mv", LEDGER, f"{elsewhere}/{IDEA}.yaml")
    team.commit("move")
    assert told(team, booked) == ["G558", "G558", "L518"]
    run(team.root, "rm", "-q", f"{elsewhere}/{IDEA}.yaml")
    team.commit("remove")
    assert told(team, booked) == ["G558", "G558"]
    assert told(team, booked, each=True) == ["G558"] * 4


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        (f"ledger/2026-01/{IDEA.upper()}.yaml", {"G558"}),
        (f"Ledger/2026-01/{IDEA}.yaml", {"G558"}),
        (f"ledger/2026-01/{IDEA}.yml", {"G558"}),
        (f"ledger/{IDEA}.yaml", {"G558"}),
    ],
)
def test_a_name_in_another_form_is_no_ledger(
    team: Council, booked: str, name: str, codes: set[str]
) -> None:
    (team.root / name).parent.mkdir(parents=True, exist_ok=True)
    text = (team.root / LEDGER).read_bytes()
    (team.root / LEDGER).unlink()
    (team.root / name).write_bytes(text)
    team.commit("rename")
    found = set(told(team, booked))
    assert codes < found
    assert {code[0] for code in found} <= {"G", "L", "F"}


def test_a_ledger_becomes_no_link(team: Council, booked: str) -> None:
    (team.root / "elsewhere.yaml").write_bytes((team.root / LEDGER).read_bytes())
    (team.root / LEDGER).unlink()
    (team.root / LEDGER).symlink_to("../../elsewhere.yaml")
    team.commit("link")
    assert told(team, booked) != []


def test_a_link_whose_target_reads_as_the_ledger_did_is_none(team: Council, booked: str) -> None:
    oid = run(team.root, "rev-parse", f"HEAD:{LEDGER}").strip()
    run(team.root, "update-index", "--cacheinfo", f"120000,{oid},{LEDGER}")
    run(team.root, "commit", "--quiet", "-m", "link of the same bytes")
    assert told(team, booked) != []
    assert told(team, booked, each=True) != []


@pytest.mark.parametrize(
    "text",
    [
        "schema: innoctl/ledger/1\nidea: k3f9ab\nlines: []\nlines: []\n",
        "schema: innoctl/ledger/1\nidea: k3f9ab\nlines: {}\n",
        "schema: innoctl/ledger/1\nidea: k3f9ab\n",
        "lines: [\n",
        "",
        "x" * 5_000_000,
    ],
)
def test_a_ledger_that_cannot_be_read_has_lost_its_bookings(
    team: Council, booked: str, text: str
) -> None:
    (team.root / LEDGER).write_text(text)
    team.commit("damage")
    assert {"G558"} < set(told(team, booked, each=True)) | {"M"}
    assert "G558" in told(team, booked)


def test_a_ledger_given_to_another_idea_is_told(team: Council, booked: str) -> None:
    text = (team.root / LEDGER).read_text()
    (team.root / LEDGER).write_text(text.replace(IDEA, OTHER))
    team.commit("of another")
    assert "L512" in told(team, booked)
    (team.root / f"ledger/2026-01/{OTHER}.yaml").write_text(text)
    team.commit("two")
    assert "L512" in told(team, booked)


def test_one_idea_has_one_ledger(team: Council, booked: str) -> None:
    book(team, line("F-9"), path=f"ledger/2026-02/{IDEA}.yaml")
    assert told(team, booked) == ["L518"]


def test_the_hook_of_a_server_keeps_an_erased_booking_and_too_large_a_grant_out(
    team: Council, booked: str, tmp_path: Path
) -> None:
    bare = tmp_path / "server.git"
    run(tmp_path, "init", "--quiet", "--bare", str(bare))
    repository = find_bare(bare)
    assert repository is not None
    carry_out(installing(repository, PRE_RECEIVE))
    run(team.root, "remote", "add", "origin", str(bare))
    assert push(team, "main:main") == (0, "")
    book(team, line("F-1"))
    book(team, line("F-1"), line("F-2"))
    status, said = push(team, "main:main")
    assert (status, "error G558" in said) == (1, True)
    run(team.root, "reset", "-q", "--hard", booked)
    grant(team, OTHER, "400.01")
    status, said = push(team, "main:main")
    assert (status, "error D563" in said) == (1, True)
    assert run(bare, "rev-parse", "main").strip() == booked


@pytest.mark.usefixtures("booked")
def test_a_portfolio_in_a_folder_of_its_repository_is_guarded_alike(team: Council) -> None:
    (team.root / "deep").mkdir()
    names = [name for name in run(team.root, "ls-files").splitlines() if "/" not in name]
    folders = ["ideas", "decisions", "budgets", "ledger"]
    run(team.root, "mv", *names, *folders, "deep")
    team.commit("deeper")
    base = tip(team)
    team.root = team.root / "deep"
    book(team, line("F-1"))
    assert told(team, base) == told(team, base, each=True) == ["G558"]
    run(team.root, "reset", "-q", "--hard", base)
    grant(team, OTHER, "400.01")
    assert "D563" in told(team, base)


# what is not free is not granted


def test_a_grant_beyond_what_is_free_is_refused_where_it_lands(team: Council) -> None:
    grant(team, IDEA, "600.00")
    base = tip(team)
    path = grant(team, OTHER, "400.01")
    assert told(team, base) == ["B711", "D563"]
    assert wrong(team) == [("B711", path)]
    run(team.root, "reset", "-q", "--hard", base)
    grant(team, OTHER, "400.00")
    assert told(team, base) == []
    assert wrong(team) == []


def test_invoices_beyond_a_grant_take_from_what_is_free(team: Council) -> None:
    grant(team, IDEA, "600.00")
    book(team, line("F-1", "650.00"))
    base = tip(team)
    assert wrong(team) == [], "an invoice is a fact"
    grant(team, OTHER, "400.00")
    assert told(team, base) == ["D563"]


def test_what_a_stopped_idea_releases_can_be_granted_and_what_it_paid_cannot(team: Council) -> None:
    first = grant(team, IDEA, "900.00")
    book(team, line("F-1", "250.00"), line("O-1", "150.00", "commit"))
    stop(team, IDEA, first)
    base = tip(team)
    grant(team, OTHER, "600.00", decided_on="2026-05-02")
    assert told(team, base) == []
    assert wrong(team) == []
    run(team.root, "reset", "-q", "--hard", base)
    grant(team, OTHER, "600.01", decided_on="2026-05-02")
    assert told(team, base) == ["B711", "D563"]
    run(team.root, "reset", "-q", "--hard", base)
    grant(team, OTHER, "600.00", decided_on="2026-04-30")
    assert told(team, base) == ["D563"], "the day before it was not free"


def test_a_date_in_the_past_grants_no_money_that_was_granted_since(team: Council) -> None:
    grant(team, IDEA, "600.00", decided_on="2026-06-01")
    base = tip(team)
    grant(team, OTHER, "500.00", decided_on="2026-02-01")
    assert told(team, base) == ["B711", "D563"]


def test_what_will_be_taken_away_is_not_granted_before_that(team: Council) -> None:
    allocations = year()
    change = {"on": "2026-12-01", "amount": "-800.00", "why": "najaarsnota"}
    allocations["budgets"][0]["changes"] = [change]
    team.write(YEAR, allocations)
    run(team.root, "commit", "-qa", "--amend", "--no-edit")
    base = tip(team)
    grant(team, IDEA, "200.01")
    assert told(team, base) == ["D563"]
    run(team.root, "reset", "-q", "--hard", base)
    grant(team, IDEA, "200.00")
    assert told(team, base) == []


def test_next_years_money_is_granted_from_the_day_on_which_its_file_says_so(team: Council) -> None:
    team.write("budgets/2027.yaml", year(2027, status="provisional", since="2026-09-01"))
    run(team.root, "add", "--all")
    run(team.root, "commit", "-q", "--amend", "--no-edit")
    base = tip(team)
    grant(team, IDEA, "10.00", budget="team-2027", decided_on="2026-09-01")
    assert told(team, base) == []
    assert wrong(team) == []
    run(team.root, "reset", "-q", "--hard", base)
    path = grant(team, IDEA, "10.00", budget="team-2027", decided_on="2026-08-31")
    assert told(team, base) == ["B713"]
    assert wrong(team) == [("B713", path)]


def test_scaling_is_not_paid_from_innovation_money(team: Council) -> None:
    first = grant(team)
    base = tip(team)
    told_on: dict[str, Any] = {"what": "product", "from_phase": "creation", "to_phase": "scaling"}
    after: dict[str, Any] = {
        "after": team.digest(first),
        "number": "02",
        "decided_on": "2026-04-01",
    }
    path = grant(team, IDEA, "10.00", **told_on, **after)
    assert told(team, base) == ["D564"]
    assert wrong(team) == [("D564", path)]
    run(team.root, "reset", "-q", "--hard", base)
    grant(team, IDEA, "10.00", budget="real-2026", **told_on, **after)
    assert told(team, base) == []


def test_another_streams_money_comes_beside_a_share_of_ones_own(team: Council) -> None:
    base = tip(team)
    path = grant(team, IDEA, "10.00", budget="elders-2026")
    assert told(team, base) == ["D565"]
    assert wrong(team) == [("D565", path)]
    run(team.root, "reset", "-q", "--hard", base)
    grant(team, shares=(("elders-2026", "1000.00"), ("team-2026", "1000.00")))
    assert told(team, base) == []
    assert wrong(team) == []
    base = tip(team)
    grant(team, OTHER, shares=(("elders-2026", "0.01"), ("team-2026", "0.01")))
    assert told(team, base) == ["B711", "B711", "D563", "D563"]


def test_a_grant_that_leans_on_an_allocation_raised_beside_it_is_refused(team: Council) -> None:
    base = tip(team)
    team.write(YEAR, year(amount="5000.00"))
    grant(team, IDEA, "2000.00")
    found = told(team, base)
    assert "D563" in found
    assert [code for code in found if code[0] == "G"], "and nobody decided on the allocation"
    assert "D563" in told(team, base, each=True)


def test_an_allocation_is_not_taken_below_what_is_granted_though_its_owners_say_so(
    team: Council,
) -> None:
    path = grant(team, IDEA, "600.00")
    base = tip(team)
    for less, codes in (("-400.01", ["B711"]), ("-400.00", [])):
        allocations = year()
        allocations["budgets"][0]["changes"] = [{"on": "2026-01-01", "amount": less, "why": "Min"}]
        team.write(YEAR, allocations)
        team.change(YEAR, decided_by=["p-01"])
        team.commit("take away")
        assert told(team, base) == codes
        assert [name for _code, name in wrong(team)] == [path][: len(codes)]
        run(team.root, "reset", "-q", "--hard", base)


def test_an_overdrawn_allocation_may_be_raised_step_by_step(team: Council) -> None:
    path = grant(team, IDEA, "1600.00")
    assert wrong(team) == [("B711", path)]
    base = tip(team)
    for more, codes in (("100.00", []), ("600.00", []), ("-0.01", ["B711"])):
        allocations = year()
        allocations["budgets"][0]["changes"] = [{"on": "2026-01-01", "amount": more, "why": "Meer"}]
        team.write(YEAR, allocations)
        team.change(YEAR, decided_by=["p-01"])
        team.commit("towards cover")
        assert told(team, base) == codes
        run(team.root, "reset", "-q", "--hard", base)


def test_an_allocation_is_not_overwritten_though_its_owners_say_so(team: Council) -> None:
    base = tip(team)
    team.write(YEAR, year(amount="900.00"))
    team.change(YEAR, decided_by=["p-01"])
    team.commit("overwrite")
    assert told(team, base) == told(team, base, each=True) == ["G561"] * 3


def test_two_branches_that_grant_the_last_money_are_refused_at_the_second_and_both_named(
    team: Council,
) -> None:
    base = tip(team)
    first = grant(team, IDEA, "700.00", decided_on="2026-06-01")
    run(team.root, "checkout", "-q", "-b", "other", base)
    second = grant(team, OTHER, "700.00", decided_on="2026-02-01")
    assert told(team, base, head="main") == told(team, base, head="other") == []
    run(team.root, "checkout", "-q", "main")
    assert told(team, "main", head="other") == ["B711", "D563"]
    run(team.root, "merge", "-q", "--no-edit", "other")
    assert wrong(team) == [("B711", second)], "though it has the earlier date"
    with Portfolio.find(team.root) as portfolio:
        (one,) = [row for row in check(portfolio, at=TODAY).findings if row.code == "B711"]
    assert dict(one.params)["other"] == first
    found = look(team.root, Change(base, "HEAD", each=True), TODAY).findings
    assert [(one.code, one.path) for one in found if one.severity == "error"] == [
        ("B711", second), ("D563", second),
    ]  # fmt: skip


# a correction, a reopening, and other ways back


def correct(council: Council, old: str, amount: str, number: str = "02", **more: Any) -> str:
    """Correct the decision at ``old``, the last one of its chain unless ``after`` says so."""
    digest = council.digest(old)
    return grant(
        council, amount=amount, number=number, **{"after": digest, "supersedes": digest, **more}
    )


def test_a_correction_leaves_as_much_granted_as_is_committed_and_paid(team: Council) -> None:
    first = grant(team, IDEA, "600.00")
    book(team, line("F-1", "300.00"), line("O-1", "100.00", "commit"))
    base = tip(team)
    path = correct(team, first, "399.99")
    assert told(team, base) == ["B701", "B710"], "the commitment that lost its grant is told too"
    assert ("B710", path) in wrong(team)
    run(team.root, "reset", "-q", "--hard", base)
    correct(team, first, "400.00")
    assert told(team, base) == []
    assert wrong(team) == []


def test_an_invoice_that_comes_after_a_correction_is_a_fact(team: Council) -> None:
    first = grant(team, IDEA, "600.00")
    correct(team, first, "100.00")
    base = book(team, line("F-1", "300.00"))
    assert told(team, base) == []
    assert wrong(team) == []


def test_an_invoice_paid_before_a_correction_is_told_of_the_correction(team: Council) -> None:
    first = grant(team, IDEA, "600.00")
    book(team, line("F-1", "300.00"))
    base = tip(team)
    path = correct(team, first, "100.00")
    assert told(team, base) == ["B710"]
    assert wrong(team) == [("B710", path)]


def test_a_correction_of_a_correction_counts_once(team: Council) -> None:
    first = grant(team, IDEA, "600.00")
    second = correct(team, first, "300.00")
    third = correct(team, second, "200.00", "03")
    base = tip(team)
    grant(team, OTHER, "800.00")
    assert told(team, base) == []
    assert wrong(team) == []
    run(team.root, "reset", "-q", "--hard", base)
    grant(team, OTHER, "800.01")
    assert told(team, base) == ["B711", "D563"]
    run(team.root, "reset", "-q", "--hard", base)
    again = {"supersedes": team.digest(first), "after": team.digest(third)}
    correct(team, first, "900.00", "04", **again)
    assert told(team, base) != [], "what was corrected is not corrected once more"


def test_a_correction_takes_nothing_back_that_others_have_by_now(team: Council) -> None:
    first = grant(team, IDEA, "800.00")
    second = stop(team, IDEA, first)
    grant(team, OTHER, "700.00", decided_on="2026-06-01")
    base = tip(team)
    said: dict[str, Any] = {
        "what": "concept",
        "outcome": "rework",
        "missing": ["meer"],
        "decided_on": "2026-05-01",
    }
    digest = team.digest(second)
    path = team.decide(
        IDEA, number="03", after=digest, supersedes=digest, decided_by=["p-01", "p-02"],
        **{**said, "what": "product", "from_phase": "creation", "to_phase": "creation"},
    )  # fmt: skip
    team.derive(IDEA, state="active")
    team.commit("not stopped after all")
    found = look(team.root, Change(base, "HEAD"), TODAY).findings
    assert ("B712", path) in [(one.code, one.path) for one in found]


def reopen(council: Council, idea: str, after: str, number: str = "03") -> str:
    """Reopen an idea in creation and commit it."""
    said: dict[str, Any] = {
        "what": "reopen",
        "outcome": "done",
        "from_phase": "creation",
        "to_phase": "creation",
    }
    path = council.decide(
        idea, number=number, after=council.digest(after), decided_by=["p-01", "p-02"],
        decided_on="2026-06-01", rationale="Toch.", **said,
    )  # fmt: skip
    council.derive(idea, state="active")
    council.commit("reopen")
    return path


def test_a_reopened_idea_has_nothing_of_what_it_released(team: Council) -> None:
    first = grant(team, IDEA, "800.00")
    reopen(team, IDEA, stop(team, IDEA, first))
    base = book(team, line("O-1", "0.01", "commit", on="2026-07-01"))
    assert told(team, base) == ["B701"]
    run(team.root, "reset", "-q", "--hard", base)
    grant(team, OTHER, "1000.00", decided_on="2026-07-01")
    assert told(team, base) == []
    assert wrong(team) == []


def test_a_release_is_not_taken_back_over_a_closing(team: Council) -> None:
    first = grant(team, IDEA, "800.00")
    given = line("V-1", "800.00", "release")
    book(team, given)
    reopen(team, IDEA, stop(team, IDEA, first))
    back = line("V-2", "-800.00", "release", on="2026-07-01", corrects="V-1")
    base = book(team, given, back)
    assert told(team, base) == ["B718"]


def test_a_release_that_was_granted_to_others_is_not_taken_back(team: Council) -> None:
    grant(team, IDEA, "800.00")
    given = line("V-1", "800.00", "release")
    book(team, given)
    grant(team, OTHER, "900.00", decided_on="2026-05-01")
    back = line("V-2", "-800.00", "release", on="2026-07-01", corrects="V-1")
    base = book(team, given, back)
    assert told(team, base) == ["B711"]


def test_a_closed_idea_gives_no_more_back_than_it_has(team: Council) -> None:
    first = grant(team, IDEA, "800.00")
    book(team, line("F-1", "300.00"))
    stop(team, IDEA, first)
    rows = (line("F-1", "300.00"), line("V-1", "600.00", "release", on="2026-06-01"))
    base = book(team, *rows)
    assert told(team, base) == ["B709"]


# values that are none


BAD: Final = (
    ('"10.00"', "10.0", "M"),
    ('"10.00"', "10", "M"),
    ('"10.00"', '"10,00"', "M"),
    ('"10.00"', '"€ 10.00"', "M"),
    ('"10.00"', '"10.00 USD"', "M"),
    ('"10.00"', '"1e1"', "M"),
    ('"10.00"', '"\u0661\u0660.00"', "M"),
    ('"10.00"', '"-10.00"', "MB"),
    ('"10.00"', "!!float 10.00", "FM"),
    ('"10.00"', '&a "10.00"\n    note2: *a', "FM"),
    ("team-2026", "team-2062", "R"),
    ("team-2026", "Team-2026", "MR"),
    ('amount: "10.00"', 'amount: "10.00"\n    amount: "9.00"', "F"),
    ('amount: "10.00"', 'amount: "10.00"\n    currency: USD', "M"),
    ('amount: "10.00"', 'Amount: "10.00"', "M"),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "families"), BAD)
@pytest.mark.parametrize("kind", ["decision", "ledger"])
def test_an_amount_or_budget_that_is_none_is_told_at_its_line(
    team: Council, kind: str, old: str, new: str, families: str
) -> None:
    if kind == "decision":
        path = grant(team, IDEA, "10.00")
    else:
        grant(team, IDEA, "600.00")
        book(team, line("F-1", "10.00"))
        path = LEDGER
    file = team.root / path
    text = file.read_text()
    assert old in text
    at = text[: text.index(old)].count("\n") + 1
    base = tip(team)
    file.write_text(text.replace(old, new, 1))
    run(team.root, "commit", "-qa", "--amend", "--no-edit")
    with Portfolio.find(team.root) as portfolio:
        found = [one for one in check(portfolio, at=TODAY).findings if one.severity == "error"]
    assert [one for one in found if one.path == path and at <= one.line <= at + 1], found
    assert found[0].code[0] in families
    assert told(team, f"{base}~") != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"1000.00"', "1000.0"),
        ('"1000.00"', "1000"),
        ('"1000.00"', '"-1.00"'),
        ('"1000.00"', '"-0.00"'),
        ('"1000.00"', '"1000.00 USD"'),
        ("kind: innovation", "kind: innovatie"),
        ("stream: unit/team", "stream: unit/teem"),
        ("id: real-2026", "id: team-2026"),
        ("year: 2026", "year: 2025"),
        ("year: 2026", "year: 2026\nsince: 1 mei"),
        (
            'amount: "1000.00"',
            'amount: "1000.00"\n    changes: [{on: 2026-05-01, amount: "1.00", why: x, carry: nergens}]',
        ),
        (
            'amount: "1000.00"',
            'amount: "1000.00"\n    changes: [{on: 2026-05-01, amount: 1.00, why: x}]',
        ),
    ],
)
def test_an_allocation_that_is_none_is_told_at_its_line(team: Council, old: str, new: str) -> None:
    file = team.root / YEAR
    text = file.read_text()
    at = text[: text.index(old)].count("\n") + 1
    file.write_text(text.replace(old, new, 1))
    with Portfolio.find(team.root) as portfolio:
        found = [one for one in check(portfolio, at=TODAY).findings if one.severity == "error"]
    assert [one for one in found if one.path == YEAR and at <= one.line <= at + 1], found


def test_a_grant_below_zero_by_its_sign_alone_is_none(team: Council) -> None:
    base = tip(team)
    path = grant(team, IDEA, "-0.00")
    assert path in [name for _code, name in wrong(team)]
    assert told(team, base) != []


def test_an_allocation_that_is_none_gives_nothing_to_grant(team: Council) -> None:
    file = team.root / YEAR
    file.write_text(file.read_text().replace('"1000.00"', "1000.0"))
    run(team.root, "commit", "-qa", "--amend", "--no-edit")
    base = tip(team)
    grant(team, IDEA, "10.00")
    assert told(team, base) != []
