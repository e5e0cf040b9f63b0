"""Decisions on the portfolio's own files: as they lie changed in the work tree, and nothing else."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.cli.test_gate_advance import branches, large, reviewed, right
from tests.gates.council import Council
from tests.repositories import run as git
from tests.terminal import Session

__all__ = ["large", "reviewed"]
WHY = ("--rationale", "Wat in het eerste halfjaar is geleerd.")
ME = ("--proposed-by", "p-02")
FIRST = "decisions/portfolio/0001-change.yaml"
BY = ("--proposed-by", "p-0203", "--decided-by", "p-1402")


def altered(place: Place, path: str, text: str = "# anders\n") -> str:
    """Add a line to a file and return its digest."""
    file = place.root / path
    file.write_text(file.read_text("utf-8") + text, "utf-8")
    return sha256(file.read_bytes()).hexdigest()


def test_the_files_as_they_lie_changed_are_committed_with_the_decision_on_them(
    small: Place,
) -> None:
    digest = altered(small, "process.yaml")
    (small.root / "people.yaml").write_text("mijn eigen werk\n")
    answer = small.run("gate", "change", *WHY, *ME)
    assert answer.status == 0, answer.err
    text = (small.root / FIRST).read_text()
    assert text.startswith("# yaml-language-server: $schema=../../.innoctl/schemas/change.schema")
    assert "after: null\n" in text
    assert "  - path: process.yaml\n" in text
    assert digest in text
    assert "decided_by: [p-02]" in text
    assert small.git("show", "--name-only", "--format=").split() == [FIRST, "process.yaml"]
    assert small.git("status", "--porcelain") == " M people.yaml\n"
    assert small.commits[0] == "besluit over de eigen bestanden van het portfolio: process.yaml"
    assert small.run("check", "--base", "HEAD~").status == 0


def test_what_was_committed_without_a_decision_is_decided_on_afterwards(reviewed: Place) -> None:
    file = reviewed.root / "organisation.yaml"
    file.write_text(file.read_text("utf-8").replace("\nname: ", "\nname: Nieuwe ", 1), "utf-8")
    digest = sha256(file.read_bytes()).hexdigest()
    reviewed.git("commit", "--quiet", "-am", "zonder besluit")
    assert "G523" in reviewed.run("gate", "verify").out
    for named in (("organisation.yaml",), ()):
        answer = reviewed.run("gate", "change", *named, *WHY, "--proposed-by", "p-0203")
        assert answer.status == 0, answer.err
        (branch,) = branches(reviewed)
        assert reviewed.git("diff", "--name-only", "main", branch).split() == [FIRST]
        assert digest in reviewed.git("show", f"{branch}:{FIRST}")
        reviewed.git("branch", "--quiet", "-D", branch)
    refused = reviewed.run("gate", "change", "agenda.yaml", *WHY, "--proposed-by", "p-0203")
    assert (refused.status, "U942" in refused.err) == (2, True)


def test_nothing_is_decided_on_what_only_a_gate_branch_holds(reviewed: Place) -> None:
    altered(reviewed, "process.yaml")
    assert reviewed.run("gate", "change", *WHY, "--proposed-by", "p-0203").status == 0
    (branch,) = branches(reviewed)
    reviewed.git("checkout", "--quiet", "--", ".")
    reviewed.git("checkout", "--quiet", branch)
    altered(reviewed, "agenda.yaml")
    refused = reviewed.run("gate", "change", *WHY, "--proposed-by", "p-0203")
    assert (refused.status, "U969" in refused.err) == (1, True)
    assert branches(reviewed) == [branch]


def test_decisions_on_the_portfolios_own_files_form_a_chain(small: Place) -> None:
    for number, path in enumerate(("process.yaml", "organisation.yaml", "process.yaml"), 1):
        altered(small, path)
        answer = small.run("gate", "change", path, *WHY, *ME)
        assert answer.status == 0, answer.err
        text = (small.root / f"decisions/portfolio/{number:04}-change.yaml").read_text()
        if number > 1:
            before = small.root / f"decisions/portfolio/{number - 1:04}-change.yaml"
            assert sha256(before.read_bytes()).hexdigest() in text
    assert small.run("gate", "verify").status == 0


def test_only_what_is_changed_by_decision_and_really_changed_is_taken(small: Place) -> None:
    for words, code in (
        ((), "U942"),
        (("process.yaml",), "U942"),
        (("people.yaml",), "U945"),
        (("ideas/2026-09/m4k7pa-koffie-met-de-wijk.yaml",), "U945"),
        (("../process.yaml",), "U945"),
        (("process/../process.yaml",), "U945"),
        (("budgets/2027.yaml",), "U942"),
        (("--removed", "process.yaml"), "U946"),
    ):
        answer = small.run("gate", "change", *words, *WHY, *ME)
        assert answer.status == 2, words
        assert code in answer.err, (words, answer.err)
    altered(small, "process.yaml")
    half = small.run("gate", "change", "process.yaml", "organisation.yaml", *WHY, *ME)
    assert "U942" in half.err
    assert "organisation.yaml" in half.err
    without = small.run("gate", "change", *ME)
    assert without.status == 2
    assert "--rationale" in without.err
    assert small.commits == ["Begin"]


def test_a_file_that_goes_must_be_meant_to(large: Place) -> None:
    path = "process/portfolio/opsporing.yaml"
    (large.root / path).unlink()
    answer = large.run("gate", "change", *WHY, *BY)
    assert (answer.status, "U949" in answer.err) == (2, True)
    answer = large.run("gate", "change", "--removed", path, *WHY, *BY)
    assert answer.status == 0, answer.err
    assert "sha256: null" in (large.root / FIRST).read_text()
    assert large.git("ls-files", path) == ""
    assert "as it lies, the portfolio has errors (" in answer.err, "ideas name what it defined"
    assert large.git("status", "--porcelain") == ""


def test_a_file_that_nobody_can_read_is_not_decided_on(small: Place) -> None:
    altered(small, "process.yaml", "phases: [\n")
    answer = small.run("gate", "change", *WHY, *ME)
    assert answer.status == 1
    assert "process.yaml:24:10: error F110" in answer.err or "error F1" in answer.err
    small.git("checkout", "-q", "--", "process.yaml")
    altered(small, "organisation.yaml", "unit: []\n")
    answer = small.run("gate", "change", *WHY, *ME)
    assert "organisation.yaml:6:1: error M202" in answer.err
    assert small.commits == ["Begin"]


def test_a_dry_run_shows_files_and_decision_and_changes_no_byte(small: Place) -> None:
    altered(small, "process.yaml")
    before = small.everything()
    answer = small.run("gate", "change", *WHY, *ME, "--dry-run")
    assert "+# anders\n" in answer.out
    assert "+what: change\n" in answer.out
    assert small.everything() == before


def test_a_staged_change_is_taken_as_it_lies_in_the_work_tree(small: Place) -> None:
    altered(small, "process.yaml", "# half\n")
    small.git("add", "process.yaml")
    altered(small, "process.yaml", "# heel\n")
    assert small.run("gate", "change", *WHY, *ME).status == 0
    assert small.git("show", "HEAD:process.yaml").endswith("# half\n# heel\n")
    assert small.git("status", "--porcelain") == ""


def test_owners_of_each_kind_of_file_must_be_among_those_who_decided(large: Place) -> None:
    altered(large, "process.yaml")
    altered(large, "agenda.yaml")
    answer = large.run("gate", "change", *WHY, *BY)
    assert answer.status == 1
    assert "U948 nobody who owns agenda" in answer.err
    assert "owns process" not in answer.err
    own = ("--proposed-by", "p-1402", "--decided-by", "p-1402")
    assert "U948" in large.run("gate", "change", "process.yaml", *WHY, *own).err
    assert large.run("gate", "change", *WHY, *BY, "--decided-by", "p-1401").status == 0
    right(large)
    assert large.run("gate", "verify").status == 0


def test_a_change_that_makes_a_quorum_unreachable_is_refused(large: Place) -> None:
    file = large.root / "authority.yaml"
    file.write_text(file.read_text("utf-8").replace("quorum: 1\n", "quorum: 9\n"), "utf-8")
    answer = large.run("gate", "change", *WHY, *BY)
    assert answer.status == 1
    assert "error G525" in answer.err
    assert large.commits == ["Begin"]


def test_files_that_nobody_owns_cannot_be_decided_on(large: Place) -> None:
    file = large.root / "authority.yaml"
    file.write_text(file.read_text("utf-8").partition("owners:")[0], "utf-8")
    large.git("commit", "-qam", "No owners", "--amend")
    altered(large, "process.yaml")
    answer = large.run("gate", "change", *WHY, *BY)
    assert answer.status == 1
    assert "U947" in answer.err


def test_where_approval_is_asked_for_the_change_waits_on_a_branch_and_the_edits_stay(
    reviewed: Place,
) -> None:
    digest = altered(reviewed, "process.yaml")
    before = reviewed.git("status", "--porcelain")
    answer = reviewed.run("gate", "change", *WHY, "--proposed-by", "p-0203", "--push")
    assert answer.status == 0, answer.err
    assert "your work tree keeps the files as you changed them" in answer.err
    (branch,) = branches(reviewed)
    assert branch == "gate/2026-09-22-process"
    assert reviewed.git("status", "--porcelain") == before == " M process.yaml\n"
    assert not (reviewed.root / FIRST).exists()
    assert digest in reviewed.git("show", f"{branch}:{FIRST}")
    names = reviewed.git("diff", "--name-only", "main", branch).split()
    assert names == [FIRST, "process.yaml"]
    assert "+# anders" in answer.out
    assert "Jeroen" in answer.out or "mogen goedkeuren" in answer.out


def test_a_signing_council_proposes_decides_and_is_verified(tmp_path: Path) -> None:
    council = Council(tmp_path)
    place = Place(council.root, tmp_path)
    (tmp_path / ".gitconfig").write_text("[user]\n name = A\n email = a@example.org\n")
    file = council.root / "process.yaml"
    file.write_text(file.read_text() + "# anders\n")
    answer = place.run("gate", "change", *WHY, "--proposed-by", "p-05")
    assert answer.status == 0, answer.err
    (branch,) = branches(place)
    git(council.root, "checkout", "-q", "--", ".")
    git(council.root, "merge", "-q", branch)
    open_ = place.run("gate", "verify")
    assert open_.status == 1
    council.approve(FIRST, "p-01")
    council.commit("approve")
    done = place.run("gate", "verify")
    assert done.status == 0, done.out


def test_why_is_asked_on_a_terminal_and_the_rules_are_looked_at_before_they_change(
    small: Place,
) -> None:
    altered(small, "process.yaml")
    with Session("gate", "change", *ME, cwd=small.root, home=small.home) as session:
        session.answer("Why is it decided so?", "Geleerd.")
        session.expect("+# anders")
        session.answer("decide so?", "n")
        assert session.finish() == 0
    assert small.commits == ["Begin"]
    with Session("gate", "change", *ME, *WHY, cwd=small.root, home=small.home) as session:
        session.expect("+# anders")
        session.answer("decide so?", "y")
        assert session.finish() == 0
    assert "rationale: Wat in het eerste" in (small.root / FIRST).read_text()


def test_who_is_sure_changes_the_rules_without_a_question(small: Place) -> None:
    altered(small, "process.yaml")
    words = ("gate", "change", *ME, *WHY, "--yes")
    with Session(*words, cwd=small.root, home=small.home) as session:
        assert session.finish() == 0
        assert "decide so?" not in session.drawn
    assert len(small.commits) == 2


def test_that_nothing_changed_is_said_before_a_question(small: Place) -> None:
    with Session("gate", "change", cwd=small.root, home=small.home) as session:
        assert session.finish() == 2
        assert "U942" in session.drawn
        assert "Why" not in session.drawn


def test_on_a_terminal_who_proposes_and_who_decided_are_asked(large: Place) -> None:
    altered(large, "process.yaml")
    with Session("gate", "change", cwd=large.root, home=large.home) as session:
        session.answer("Who proposes it?", "sanne")
        session.answer("Why is it decided so?", "Geleerd.")
        session.expect("who own these files decide: Arjan Meeuwsen")
        session.answer("Who decided?", "hanneke")
        session.answer("Who decided?", "")
        session.expect("nobody who owns process")
        session.answer("Who decided?", "arjan")
        session.answer("Who decided?", "")
        session.answer("decide so?", "y")
        assert session.finish() == 0
    text = (large.root / FIRST).read_text()
    assert "proposed_by: p-0203\ndecided_by: [p-0201, p-1402]\n" in text


@pytest.mark.parametrize("damage", ["after: 5\n", "x: [\n", ""])
def test_a_decision_before_it_that_is_damaged_is_named_or_begun_anew(
    small: Place, damage: str
) -> None:
    altered(small, "process.yaml")
    assert small.run("gate", "change", *WHY, *ME).status == 0
    (small.root / FIRST).write_text(damage)
    small.git("commit", "-qam", "Damage")
    altered(small, "process.yaml")
    answer = small.run("gate", "change", *WHY, *ME)
    assert answer.status in {0, 3}
    assert "Traceback" not in answer.err


# allocations that are edited by hand

BUDGETS = "budgets/2026.yaml"
OWN = "oost-nederland-2026-innovatie"
LINE = '      - {on: 2026-02-02, amount: "12000.00"'
ALLOCATED = ("--decided-by", "p-1402", "--proposed-by", "p-0203", *WHY)


def by_hand(place: Place, old: str, new: str, path: str = BUDGETS) -> None:
    file = place.root / path
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def less(amount: str) -> str:
    return f'      - {{on: 2026-09-01, amount: "-{amount}", why: Minder}}\n{LINE}'


def landing(place: Place) -> set[str]:
    """Return the errors of ``check --base`` on the files as they lie, committed aside."""
    place.git("commit", "-qam", "By hand")
    told = json.loads(place.run("check", "--base", "HEAD~", "-o", "json").out)["data"]
    place.git("reset", "-q", "--mixed", "HEAD~")
    errors = {one["code"] for one in told if one["severity"] == "error"}
    return errors - {"G523"}


def test_an_allocation_is_not_taken_below_what_is_granted(large: Place) -> None:
    by_hand(large, LINE, less("48000.01"))
    before = large.everything()
    answer = large.run("gate", "change", *ALLOCATED)
    assert answer.status == 1
    assert "error B711" in answer.err
    assert "decisions/" in answer.err
    assert large.everything() == before
    assert landing(large) == {"B711"}
    large.git("checkout", "-q", "--", ".")
    by_hand(large, LINE, less("48000.00"))
    assert landing(large) == set()
    answer = large.run("gate", "change", *ALLOCATED)
    assert answer.status == 0, answer.err
    right(large)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('amount: "105000.00"', 'amount: "205000.00"'),
        (LINE, LINE.replace("12000", "13000")),
    ],
)
def test_an_allocation_is_not_overwritten(large: Place, old: str, new: str) -> None:
    by_hand(large, old, new)
    answer = large.run("gate", "change", *ALLOCATED)
    assert answer.status == 1
    assert re.search(rf"{BUDGETS}:\d+:\d+: error G561", answer.err)
    codes = set(re.findall(r"error ([A-Z]\d+)", answer.err))
    assert codes == landing(large)


def test_an_amount_is_not_carried_over_on_one_side_alone(large: Place) -> None:
    other = "oost-nederland-2025-innovatie"
    carried = f'      - {{on: 2026-09-01, amount: "100.00", why: Over, carry: {other}}}\n{LINE}'
    by_hand(large, LINE, carried)
    answer = large.run("gate", "change", *ALLOCATED)
    assert (answer.status, "error B715" in answer.err) == (1, True)
    assert landing(large) == {"B715"}


def test_a_grant_that_lies_uncommitted_is_not_held_against_an_allocation(large: Place) -> None:
    by_hand(large, LINE, less("48000.00"))
    [decision] = large.root.glob("decisions/*/a9qk5k-01-*.yaml")
    text = decision.read_text("utf-8")
    decision.write_text(text.replace('"7500.00"', '"97500.00"'), "utf-8")
    answer = large.run("gate", "change", BUDGETS, *ALLOCATED)
    assert answer.status == 0, answer.err
