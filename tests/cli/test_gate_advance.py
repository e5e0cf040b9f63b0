"""Deciding from the command line: at once, on a branch, one by one and a whole sitting."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Place

ME = ("--proposed-by", "p-02")
NO = ("--outcome", "no_go", "--reason-code", "little-value")
FOUND = tuple(
    word
    for name in ("efficiency", "strategic-fit", "lawfulness", "added-value", "feasibility")
    for word in ("--criterion", f"{name}=met")
)
MET = (
    *FOUND, "--waive", "proof-of-concept=Te klein voor een proef.",
    "--waive", "scaling.conditions=Blijft in de wijk.",
)  # fmt: skip
KOFFIE = "ideas/2026-09/m4k7pa-koffie-met-de-wijk.yaml"
FIRST = "decisions/2026-09/m4k7pa-01-concept.yaml"
CORRECT = "innoctl gate advance m4k7pa --corrects 01 --outcome ..."
DEBRIEF = "sj4wbg"
SCORED = (
    "--criterion", "efficiency=met;Bestaat nergens", "--criterion", "strategic-fit=4",
    "--criterion", "lawfulness=met", "--criterion", "added-value=4", "--criterion", "feasibility=3",
)  # fmt: skip
BY = ("--proposed-by", "p-0203", "--decided-by", "p-0201")


@pytest.fixture
def large(politie: Path, tmp_path: Path) -> Place:
    """The example of the police, of one's own."""
    shutil.copytree(politie.parent, tmp_path / "home")
    return Place(tmp_path / "home" / "portfolio", tmp_path / "home")


@pytest.fixture
def reviewed(large: Place) -> Place:
    """The same, where every decision is reviewed as a pull request, with a remote."""
    asked(large, "forge", lambda number: f"accounts: [{{forge: git.example.org, id: {number}}}]")
    bare = large.home / "remote.git"
    large.git("init", "-q", "--bare", "-b", "main", str(bare))
    large.git("remote", "add", "origin", str(bare))
    large.git("push", "-q", "-u", "origin", "main")
    return large


def asked(place: Place, grade: str, proof: Callable[[int], str]) -> None:
    """Let the policy ask for a grade, and give every gatekeeper what it takes."""
    file = place.root / "authority.yaml"
    rows = []
    text = file.read_text("utf-8").replace("approval: recorded", f"approval: {grade}")
    for number, row in enumerate(text.splitlines(), 100):
        if row.startswith(("    accounts:", "    keys:")):
            continue
        rows.append(row)
        if row.startswith("  - person: p-"):
            rows.append(f"    {proof(number)}")
    file.write_text("\n".join(rows) + "\n", "utf-8")
    place.git("commit", "-q", "--amend", "-am", f"Begin, asking for {grade}")


def right(place: Place) -> None:
    """Prove that check finds no error."""
    answer = place.run("check")
    assert answer.status == 0, answer.out


def branches(place: Place) -> list[str]:
    return place.git("for-each-ref", "--format=%(refname:short)", "refs/heads/gate").split()


def test_where_nobody_asks_for_approval_a_decision_lands_at_once(small: Place) -> None:
    status, out, err = small.run("gate", "advance", "koffie", *NO, *ME, "--lesson", "Eerst vragen.")
    assert (status, out) == (0, "")
    assert err.splitlines() == [
        "No-go, conceptpoort: m4k7pa, Koffie met de wijk",
        "next: innoctl show m4k7pa",
        f"a decision is not taken back but corrected: {CORRECT}",
    ]
    assert small.commits == ["No-go, conceptpoort: m4k7pa, Koffie met de wijk", "Begin"]
    assert small.git("show", "--name-only", "--format=").split() == [FIRST, KOFFIE]
    assert small.git("diff", "HEAD~", "--", KOFFIE).count("\n+") == 2, "the head and one line"
    assert "state: stopped" in (small.root / KOFFIE).read_text()
    assert "decided_by: [p-02]" in (small.root / FIRST).read_text()
    assert small.git("status", "--porcelain") == ""
    right(small)


def test_every_outcome_leaves_a_portfolio_in_which_check_finds_no_error(small: Place) -> None:
    steps = (
        ("--outcome", "rework", "--missing", "een begroting", "--missing", "een team"),
        ("--outcome", "hold", "--until", "2026-12-01", "--rationale", "Na de zomer."),
        ("--outcome", "resume"),
        (
            "--outcome", "conditional_go", *MET,
            "--condition", "Er is koffie; en thee;p-01;2026-10-01",
        ),
        ("--outcome", "withdraw", "--rationale", "De wijk wil thee."),
        ("--outcome", "reopen", "--rationale", "Toch koffie."),
        ("--outcome", "no_go", "--reason-code", "exists-already", "--to-submitter", "Dank."),
    )  # fmt: skip
    for step in steps:
        answer = small.run("gate", "advance", "m4k7pa", *step, *ME)
        assert answer.status == 0, answer.err
        right(small)
    names = sorted(path.name for path in (small.root / "decisions/2026-09").glob("m4k7pa-*"))
    assert [name[7:-5] for name in names] == [
        "01-concept", "02-concept", "03-resume", "04-concept", "05-withdraw", "06-reopen",
        "07-product",
    ]  # fmt: skip
    text = (small.root / "decisions/2026-09" / names[3]).read_text()
    assert "text: Er is koffie; en thee\n" in text or 'text: "Er is koffie; en thee"\n' in text


def test_an_open_condition_and_a_closed_idea_are_refused_with_the_codes_of_check(
    small: Place,
) -> None:
    condition = ("--condition", "Er is koffie;p-01;2026-10-01")
    go = ("--outcome", "conditional_go", *MET, *condition)
    assert small.run("gate", "advance", "koffie", *go, *ME).status == 0
    shut = small.run("gate", "advance", "koffie", "--outcome", "go", *FOUND, *ME)
    assert shut.status == 1
    assert "error D436" in shut.err
    assert "error D601" in shut.err, "and what the gate asks for is not there"
    closed = small.run("gate", "advance", "sleutelkast", "--outcome", "go", *FOUND, *ME)
    assert closed.status == 1
    assert "error D434" in closed.err
    wrong = small.run("gate", "advance", "koffie", "--gate", "embed", *NO, *ME)
    assert "error D432" in wrong.err
    assert len(small.commits) == 2


def test_a_dry_run_shows_the_diff_and_changes_no_byte(small: Place) -> None:
    before = small.everything()
    status, out, err = small.run("gate", "advance", "koffie", *NO, *ME, "--dry-run")
    assert status == 0
    assert "-state: active\n+state: stopped\n" in out
    assert f"+++ b/{FIRST}\n" in out
    assert err == "this is what would change; nothing was written\n"
    assert small.everything() == before


def test_a_landed_decision_is_not_undone_but_corrected(small: Place) -> None:
    assert small.run("gate", "advance", "koffie", *NO, *ME).status == 0
    undone = small.run("undo", "--yes")
    assert undone.status == 1
    assert "innoctl gate advance IDEA --corrects NUMBER" in undone.err
    words = ("--corrects", "1", "--outcome", "hold", "--until", "2026-12-01", "--rationale", "Toch")
    answer = small.run("gate", "advance", "koffie", *words, *ME)
    assert answer.status == 0, answer.err
    assert "state: on_hold" in (small.root / KOFFIE).read_text()
    right(small)
    shown = small.run("show", "koffie").out
    assert "01, replaced by 02" in shown
    assert "02, in the place of 01" in shown
    dutch = small.run("show", "koffie", "--lang", "nl").out
    assert "01, vervangen door 02" in dutch
    assert "02, in de plaats van 01" in dutch
    found = json.loads(small.run("show", "koffie", "-o", "json").out)["data"]["decisions"]
    assert [(row["replaces"], row["replaced_by"]) for row in found] == [(None, "02"), ("01", None)]
    gone = small.run("gate", "advance", "koffie", "--corrects", "1", *NO, *ME)
    assert gone.status == 2, "what was corrected counts no more"
    assert "there are: 02" in gone.err


def test_what_a_person_forgot_is_named_with_its_flag(small: Place) -> None:
    for words, code in (
        ((), "U847"),
        (("koffie",), "U847"),
        (("koffie", *NO), "U987"),
        (("koffie", "--outcome", "no_go", *ME), "D402"),
        (("koffie", "--outcome", "hold", *ME, "--rationale", "x"), "D404"),
        (("koffie", "--outcome", "hold", *ME, "--until", "2026-12-01"), "U938"),
        (("koffie", "--outcome", "rework", *ME), "D405"),
        (("koffie", "--outcome", "conditional_go", *MET, *ME), "D403"),
        (("koffie", "--outcome", "withdraw", *ME), "U938"),
        (("koffie", "--outcome", "go", *ME), "D567"),
        (("koffie", *NO, *ME, "--corrects", "7"), "U935"),
        (("koffie", "m4k7pa", *NO, *ME), "U933"),
        (("koffie", "--outcome", "no_go", "--reason-code", "litle-value", *ME), "R315"),
        (("koffie", *NO, *ME, "--on", "vandaag"), "M230"),
        (("koffie", *NO, *ME, "--waive", "efficiency"), "U930"),
        (("koffie", *NO, *ME, "--criterion", "efficiency=6"), "U930"),
        (("koffie", *NO, *ME, "--resource", "x=1,5"), "M231"),
        (("koffie", *NO, *ME, "--condition", "te weinig;p-01"), "U930"),
        (("koffie", "--outcome", "nogo", *ME), "U808"),
        (("nergens", *NO, *ME), "U702"),
    ):
        answer = small.run("gate", "advance", *words)
        assert answer.status in {1, 2}, words
        assert code in answer.err, (words, answer.err)
        assert "Traceback" not in answer.err
    assert small.commits == ["Begin"]


def test_a_sitting_is_one_commit_with_a_record_for_each_idea(small: Place) -> None:
    answer = small.run("gate", "advance", "koffie", "x8d3we", *NO, *ME)
    assert answer.status == 0, answer.err
    assert small.commits[0] == "besluit over 2 ideeën: m4k7pa, x8d3we"
    assert small.git("log", "-1", "--format=%(trailers:key=Innoctl-Idea,valueonly)").split() == [
        "m4k7pa", "x8d3we",
    ]  # fmt: skip
    assert sorted(small.git("show", "--name-only", "--format=").split()) == [
        FIRST, "decisions/2026-09/x8d3we-02-product.yaml", KOFFIE,
        "ideas/2026-09/x8d3we-een-bord-voor-alle-acties.yaml",
    ]  # fmt: skip
    right(small)


def test_when_one_of_a_sitting_is_refused_none_is_written(small: Place) -> None:
    answer = small.run("gate", "advance", "koffie", "sleutelkast", *NO, *ME)
    assert answer.status == 1
    assert "t6h2bn-02-concept.yaml: error D434" in answer.err
    assert small.commits == ["Begin"]


SITTING = """\
decided_on: 2026-09-20
decisions:
  - idea: koffie
    outcome: conditional_go
    criteria:
      - {id: efficiency, verdict: met}
      - {id: strategic-fit, verdict: met}
      - {id: lawfulness, verdict: met, because: Mag.}
      - {id: added-value, verdict: met}
    waivers:
      - {what: feasibility, because: Blijkt in de proef.}
      - {what: deliverable.proof-of-concept, because: Te klein.}
      - {what: conditions, because: Blijft in de wijk.}
    conditions:
      - {id: kan, text: Er is koffie, owner: p-01, due: 2026-10-01}
  - idea: x8d3we
    outcome: no_go
    reason_code: little-value
"""


def test_a_file_holds_a_whole_evening_with_what_goes_for_all_said_once(small: Place) -> None:
    answer = small.run("gate", "advance", "--from", "-", *ME, stdin=SITTING)
    assert answer.status == 0, answer.err
    text = (small.root / FIRST).read_text()
    assert "decided_on: 2026-09-20" in text
    assert "- id: kan\n    text: Er is koffie" in text
    assert "- what: feasibility" in text
    right(small)


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ("verdict: met, because", "verdict: jawel, because", ":8:26", "M206"),
        ("reason_code: little-value", "reason_code: weinig", ":18:5", "R315"),
        ("outcome: no_go", "outcome: no_go\n    amount: 1", ":18:5", "U940"),
        ("idea: koffie", "idea: koffie\n    outcome: go", ":5:5", "F130"),
        ("due: 2026-10-01", "due: 1 oktober", ":15:52", "M230"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_at_its_place(
    small: Place, old: str, new: str, place: str, code: str
) -> None:
    (small.home / "raad.yaml").write_text(SITTING.replace(old, new))
    answer = small.run("gate", "advance", "--from", "../raad.yaml", *ME)
    assert answer.status in {1, 2}
    assert f"../raad.yaml{place}: error {code}" in answer.err
    assert small.commits == ["Begin"]


@pytest.mark.parametrize("text", ["[]", "5", "[1]", "decisions: {}", "decisions: []"])
def test_a_file_without_decisions_is_refused(small: Place, text: str) -> None:
    answer = small.run("gate", "advance", "--from", "-", *ME, stdin=text)
    assert answer.status == 2
    assert "U939" in answer.err


def test_one_decision_in_a_file_goes_for_the_ideas_of_the_command_line(small: Place) -> None:
    text = "outcome: no_go\nreason_code: little-value\n"
    answer = small.run("gate", "advance", "koffie", "x8d3we", "--from", "-", *ME, stdin=text)
    assert answer.status == 0, answer.err
    both = small.run("gate", "advance", "koffie", "--from", "-", *ME, stdin=f"idea: x8d3we\n{text}")
    assert both.status == 2
    assert "U941" in both.err


def test_work_of_the_user_stays_his_when_a_decision_lands(small: Place) -> None:
    file = small.root / KOFFIE
    file.write_text(file.read_text() + "# van mij\n")
    (small.root / "los.txt").write_text("los")
    small.git("add", "los.txt")
    assert small.run("gate", "advance", "koffie", *NO, *ME).status == 0
    assert "van mij" not in small.git("show", f"HEAD:{KOFFIE}")
    assert small.git("status", "--porcelain") == f" M {KOFFIE}\nA  los.txt\n"


def test_what_is_not_committed_cannot_be_decided_on(small: Place) -> None:
    assert small.run("new", "idea", "--title", "Een bank", "--stream", "unit/team").status == 0
    small.git("reset", "-q", "--soft", "HEAD~")
    [name] = [path.name[:6] for path in (small.root / "ideas/2026-09").glob("*-een-bank.yaml")]
    answer = small.run("gate", "advance", name, *NO, *ME)
    assert answer.status == 1
    assert "U932" in answer.err
    (small.root / FIRST).write_text("idea: m4k7pa\n")
    answer = small.run("gate", "advance", "koffie", *NO, *ME)
    assert "U932" in answer.err
    assert small.git("diff", "--name-only") == ""


def test_names_that_are_written_down_must_be_those_of_who_may_decide(large: Place) -> None:
    rework = ("--outcome", "rework", "--missing", "een begroting")
    for named in (("--decided-by", "p-0203"), ("--decided-by", "p-0301")):
        answer = large.run("gate", "advance", DEBRIEF, *rework, "--proposed-by", "p-0215", *named)
        assert answer.status == 1, named
        assert "error G501" in answer.err
        assert "error D569" in answer.err
    own = ("--proposed-by", "p-0201", "--decided-by", "p-0201")
    assert "error G502" in large.run("gate", "advance", DEBRIEF, *rework, *own).err
    none = large.run("gate", "advance", DEBRIEF, *rework, "--proposed-by", "p-0203")
    assert none.status == 2
    assert "--decided-by" in none.err
    assert large.run("gate", "advance", DEBRIEF, *rework, *BY).status == 0
    right(large)


def test_money_is_granted_within_limit_and_budget_and_shows_in_the_report(large: Place) -> None:
    def go(*resources: str, named: str = "p-0202") -> tuple[int, str]:
        words = [word for one in resources for word in ("--resource", one)]
        words += ["--decided-by", named]
        answer = large.run("gate", "advance", DEBRIEF, "--outcome", "go", *SCORED, *BY, *words)
        return answer.status, answer.err

    own, other = "oost-nederland-2026-innovatie", "rotterdam-2026-innovatie"
    assert "error D561" in go(f"{own}=40000.01")[1]
    assert "error D565" in go(f"{other}=100.00")[1]
    assert "error D563" in go(f"{own}=1.00", "zeeland-west-brabant-2026-realisatie=20000.01")[1]
    assert "error M231" in go(f"{own}=100")[1]
    status, err = go(f"{own}=25000.00", f"{other}=100.00")
    assert (status, err.count("error D569")) == (1, 1)
    assert "(concept, unit/rotterdam)" in err
    status, err = go(f"{own}=25000.00", f"{other}=100.00", named="p-0701")
    assert status == 0, err
    right(large)
    shown = large.run("report", "stream", "unit/oost-nederland", "-o", "csv").out
    before = 48_000
    assert f"{before - 25_000}.00" in shown


def test_where_approval_is_asked_for_a_decision_waits_on_a_branch(reviewed: Place) -> None:
    (reviewed.root / "los.txt").write_text("los")
    reviewed.git("add", "los.txt")
    file = next((reviewed.root / "ideas").rglob(f"{DEBRIEF}-*"))
    file.write_text(file.read_text() + "# van mij\n")
    before = reviewed.git("status", "--porcelain"), reviewed.git("rev-parse", "HEAD")
    words = ("--outcome", "go", *SCORED, "--proposed-by", "p-0203")
    answer = reviewed.run("gate", "advance", DEBRIEF, *words)
    assert answer.status == 0, answer.err
    (branch,) = branches(reviewed)
    assert branch == "gate/2026-09-22-debriefen-in-tien-minuten"
    assert f"next: git push -u origin {branch}\n" in answer.err
    assert f"to take it back: git branch -D {branch}\n" in answer.err
    assert before == (reviewed.git("status", "--porcelain"), reviewed.git("rev-parse", "HEAD"))
    judged = reviewed.run("check", "--base", "main", "--head", branch)
    assert judged.status == 0, judged.out
    assert "error" not in judged.out
    reviewed.git("stash", "-q")
    reviewed.git("checkout", "-q", branch)
    right(reviewed)


def test_a_branch_is_pushed_with_a_text_in_the_language_of_the_portfolio(reviewed: Place) -> None:
    hook = reviewed.root / ".git" / "hooks" / "pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {reviewed.home}/ran\nexit 1\n")
    hook.chmod(0o755)
    words = ("--outcome", "go", *SCORED, "--proposed-by", "p-0203", "--rationale", "Doen, @chef!")
    money = ("--resource", "oost-nederland-2026-innovatie=25000.00")
    answer = reviewed.run("--lang", "en", "gate", "advance", DEBRIEF, *words, *money, "--push")
    assert answer.status == 0, answer.err
    (branch,) = branches(reviewed)
    at_remote = reviewed.git("ls-remote", "--heads", "origin", branch)
    assert at_remote.split()[0] == reviewed.git("rev-parse", branch).strip()
    assert not (reviewed.home / "ran").exists()
    assert "**Go, conceptpoort** · `sj4wbg`" in answer.out
    assert "€ 25.000,00 van € 48.000,00 vrij, daarna € 23.000,00" in answer.out
    assert "- efficiëntie: **voldoet**: Bestaat nergens" in answer.out
    assert "-phase: ideation\n+phase: creation\n" in answer.out
    assert "@chef" not in answer.out
    assert "- mogen goedkeuren: Hanneke Wolters, Erik Lubbers" in answer.out


def test_a_remote_that_is_not_there_or_does_not_take_it_leaves_the_decision_here(
    reviewed: Place,
) -> None:
    no = (
        "--outcome",
        "no_go",
        "--reason-code",
        "little-value",
        "--proposed-by",
        "p-0203",
        "--push",
    )
    answer = reviewed.run("gate", "advance", DEBRIEF, *no, "--remote", "elders")
    assert (answer.status, "U943" in answer.err) == (1, True)
    hook = reviewed.home / "remote.git" / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho niet hier >&2\nexit 1\n")
    hook.chmod(0o755)
    answer = reviewed.run("gate", "advance", DEBRIEF, *no)
    assert (answer.status, "U944" in answer.err) == (1, True)
    assert "niet hier" in answer.err, "git itself says why"
    assert len(branches(reviewed)) == 2


def test_two_who_decide_from_the_same_commit_both_can_and_check_names_it_once_merged(
    reviewed: Place,
) -> None:
    for words in (
        ("--outcome", "no_go", "--reason-code", "little-value"),
        ("--outcome", "hold", "--until", "2026-12-01", "--rationale", "Later."),
    ):
        answer = reviewed.run("gate", "advance", DEBRIEF, *words, "--proposed-by", "p-0203")
        assert answer.status == 0, answer.err
    one, two = branches(reviewed)
    reviewed.git("merge", "-q", one)
    with pytest.raises(Exception, match="non-zero"):
        reviewed.git("merge", "-q", two)
    file = next((reviewed.root / "decisions").rglob(f"{DEBRIEF}-01-*"))
    reviewed.git("show", f"{two}:{file.relative_to(reviewed.root)}")
    file.with_name(f"{DEBRIEF}-02-concept.yaml").write_text(
        reviewed.git("show", f"{two}:{file.relative_to(reviewed.root)}"), "utf-8"
    )
    reviewed.git("checkout", "-q", "--ours", ".")
    answer = reviewed.run("check")
    assert answer.status == 1
    assert "D421" in answer.out


def test_a_withdrawal_and_a_hold_make_two_files_that_merge_and_are_found_out(
    reviewed: Place,
) -> None:
    rework = ("--outcome", "rework", "--missing", "iets")
    withdraw = ("--outcome", "withdraw", "--rationale", "Toch niet.")
    for words in (rework, withdraw):
        answer = reviewed.run("gate", "advance", DEBRIEF, *words, "--proposed-by", "p-0215")
        assert answer.status == 0, answer.err
    for branch in branches(reviewed):
        reviewed.git("merge", "-q", "--no-edit", branch)
    answer = reviewed.run("check")
    assert answer.status == 1
    assert "D421" in answer.out


def test_names_are_refused_where_approvals_are_asked_for(reviewed: Place) -> None:
    answer = reviewed.run("gate", "advance", DEBRIEF, *NO, *BY)
    assert answer.status == 2
    assert "--decided-by: error U937" in answer.err


def test_the_policy_is_that_of_the_commit_and_not_of_the_work_tree(reviewed: Place) -> None:
    file = reviewed.root / "authority.yaml"
    file.write_text(file.read_text().replace("approval: forge", "approval: recorded"))
    answer = reviewed.run("gate", "advance", DEBRIEF, *NO, "--proposed-by", "p-0203")
    assert answer.status == 0, answer.err
    assert len(branches(reviewed)) == 1
    assert reviewed.commits[0] == "Begin, asking for forge"


def test_an_authority_that_cannot_be_read_lets_nobody_decide(large: Place) -> None:
    (large.root / "authority.yaml").write_text("schema: innoctl/authority/1\napproval: [\n")
    large.git("commit", "-qam", "Break")
    answer = large.run("gate", "advance", DEBRIEF, *NO, *BY)
    assert answer.status == 3
    assert "authority.yaml:3:" in answer.err


def test_an_idea_with_strange_bytes_is_decided_on_and_keeps_them(small: Place) -> None:
    file = small.root / KOFFIE
    text = file.read_text().replace("state: active", "state:   'active'  # nog")
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    small.git("commit", "-qam", "Strange")
    answer = small.run("gate", "advance", "koffie", *NO, *ME)
    assert answer.status == 0, answer.err
    after = file.read_bytes()
    assert b"state:   'stopped'  # nog\r\n" in after or b"state:   stopped  # nog\r\n" in after
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\r\n") == after.count(b"\n")
    right(small)


def test_a_correction_gives_back_what_the_decision_before_it_granted(large: Place) -> None:
    budget = "zeeland-west-brabant-2026-realisatie"
    share = ("--resource", "oost-nederland-2026-innovatie=1.00")
    payer = ("--decided-by", "p-0801")
    go = ("gate", "advance", DEBRIEF, "--outcome", "go", *SCORED, *BY, *share, *payer)
    assert large.run(*go, "--resource", f"{budget}=20000.00").status == 0
    corrected = (*go, "--corrects", "01", "--resource", f"{budget}=19999.00")
    answer = large.run(*corrected)
    assert answer.status == 0, answer.err
    right(large)


def test_people_are_named_by_a_part_of_their_name(large: Place) -> None:
    rework = ("--outcome", "rework", "--missing", "een begroting")
    named = ("--proposed-by", "Sanne de Wit", "--decided-by", "Hanneke Wolters")
    answer = large.run("gate", "advance", DEBRIEF, *rework, *named)
    assert answer.status == 0, answer.err
    [file] = (large.root / "decisions").rglob(f"{DEBRIEF}-01-*")
    assert "proposed_by: p-0203\ndecided_by: [p-0201]\n" in file.read_text()


def test_a_day_in_the_future_is_told_and_not_refused(small: Place) -> None:
    answer = small.run("gate", "advance", "koffie", *NO, *ME, "--on", "2027-01-01")
    assert answer.status == 0
    assert answer.err.startswith("2027-01-01 lies in the future (today is 2026-09-22)\n")


def test_commits_that_the_remote_lacks_are_told_with_the_branch(reviewed: Place) -> None:
    reviewed.git("commit", "-q", "--allow-empty", "-m", "only here")
    no = (
        "--outcome",
        "no_go",
        "--reason-code",
        "little-value",
        "--proposed-by",
        "p-0203",
        "--push",
    )
    answer = reviewed.run("gate", "advance", DEBRIEF, *no)
    assert answer.status == 0
    assert "main has commits that origin lacks: git push origin main\n" in answer.err


def test_gates_budgets_criteria_reasons_and_persons_complete(large: Place) -> None:
    for line, word in (
        ("--gate c", "concept"),
        ("--criterion law", "lawfulness="),
        ("--resource oost-nederland-2026-i", "oost-nederland-2026-innovatie="),
        ("--reason-code little", "little-value"),
        ("--decided-by p-020", "p-0201"),
        ("--outcome cond", "conditional_go"),
        ("sj4", "sj4wbg"),
    ):
        words = f"innoctl gate advance {line}"
        env = {
            "_INNOCTL_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
        }
        assert word in large.run(**env).out.split(), line


def test_a_move_is_decided_by_the_stream_that_takes_the_idea_over(large: Place) -> None:
    text = (
        f"idea: {DEBRIEF}\noutcome: move\nto_stream: portfolio/opsporing\n"
        "proposed_by: p-0203\ndecided_by: [{}]\n"
    )
    own = large.run("gate", "advance", "--from", "-", stdin=text.format("p-0201"))
    assert own.status == 1
    assert "error G501" in own.err
    answer = large.run("gate", "advance", "--from", "-", stdin=text.format("p-1501"))
    assert answer.status == 0, answer.err
    file = next((large.root / "ideas").rglob(f"{DEBRIEF}-*"))
    assert "stream: portfolio/opsporing\n" in file.read_text()
    right(large)


def test_a_correction_of_an_old_gate_is_about_that_gate(small: Place) -> None:
    answer = small.run("gate", "advance", "x8d3we", "--corrects", "01", *NO, *ME)
    assert answer.status == 0, answer.err
    text = (small.root / "decisions/2026-09/x8d3we-02-concept.yaml").read_text()
    assert "from_phase: ideation\n" in text
    assert "decided_on: 2026-09-10\n" in text, "the day of the decision that it corrects"
    right(small)


def test_an_idea_is_reopened_no_further_than_it_was(small: Place) -> None:
    reopen = ("gate", "advance", "sleutelkast", "--outcome", "reopen", "--rationale", "Toch.", *ME)
    refused = small.run(*reopen, "--to-phase", "creation")
    assert (refused.status, "error D441" in refused.err) == (1, True)
    assert small.commits == ["Begin"]
    answer = small.run(*reopen)
    assert answer.status == 0, answer.err
    right(small)


def test_what_a_gate_stopped_is_reopened_by_as_many_as_decide_there(large: Place) -> None:
    file = large.root / "authority.yaml"
    file.write_text(file.read_text("utf-8").replace("quorum: 1\n", "quorum: 2\n"), "utf-8")
    large.git("commit", "-q", "--amend", "-am", "Begin, with two")
    no = ("--outcome", "no_go", "--reason-code", "no-support", "--decided-by", "p-0202")
    assert large.run("gate", "advance", DEBRIEF, *no, *BY).status == 0
    reopen = ("gate", "advance", DEBRIEF, "--outcome", "reopen", "--rationale", "Toch.", *BY)
    refused = large.run(*reopen)
    assert (refused.status, "error D569" in refused.err) == (1, True)
    answer = large.run(*reopen, "--decided-by", "p-0202")
    assert answer.status == 0, answer.err
    assert large.run("gate", "verify").status == 0
