"""A cent of one's own opens no budget of another stream: at every door its gatekeepers decide too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from innoctl.render.verification import table
from innoctl.vcs.place import find_bare
from innoctl.workspace.hooks import PRE_RECEIVE, carry_out, installing
from tests.gates.council import IDEA, STREAM, Council, begin
from tests.gates.over_a_forge import Story
from tests.gates.test_push import push
from tests.gates.test_refused import errors, verified, wrong
from tests.gates.test_stories import proposed, speak
from tests.repositories import checked_out, run

OTHER: Final = "unit/elders"
YEAR: Final = "budgets/2026.yaml"
GRANT: Final = ("--resource", "team-2026=0.01", "--resource", "elders-2026=1000000.00")
SHARES: Final = [
    {"budget": "team-2026", "amount": "0.01"},
    {"budget": "elders-2026", "amount": "1000000.00"},
]


def mandates(own: int = 2, **elsewhere: Any) -> list[dict[str, Any]]:
    """Let p-01 and p-02 decide together in the stream of the idea, and p-01 or p-03 elsewhere."""
    return [
        {"streams": [STREAM], "roles": ["keeper"], "quorum": own},
        {"streams": [OTHER], "roles": ["payer"], "quorum": 1, **elsewhere},
    ]


def two_streams(council: Council) -> None:
    """Write a second stream with a budget of its own."""
    organisation = begin()["organisation.yaml"]
    organisation["units"].append({"id": "elders", "name": "Elders", "kind": "regional"})
    other = {"id": OTHER, "name": "Elders", "unit": "elders", "director": "p-03"}
    organisation["streams"].append(other)
    role = {"id": "payer", "name": "betaler", "contributions": ["direction"]}
    organisation["roles"].append(role)
    organisation["holders"] = [
        {"role": role, "person": person, "scope": stream}
        for role, person, stream in (
            ("keeper", "p-01", STREAM), ("keeper", "p-02", STREAM),
            ("payer", "p-01", OTHER), ("payer", "p-03", OTHER),
        )
    ]  # fmt: skip
    council.write("organisation.yaml", organisation)
    council.write(YEAR, year())


def year(elders: str = OTHER) -> dict[str, Any]:
    rows = (("team-2026", STREAM), ("elders-2026", elders))
    budgets = [
        {"id": name, "stream": stream, "kind": "innovation", "owner": "p-01", "amount": "1000000.00"}
        for name, stream in rows
    ]  # fmt: skip
    return {"schema": "innoctl/budget/1", "year": 2026, "budgets": budgets}


def begun(council: Council, *, approval: str = "signed", own: int = 2, **elsewhere: Any) -> Council:
    two_streams(council)
    authority = council.authority(approval=approval, mandates=mandates(own, **elsewhere))
    council.write("authority.yaml", authority)
    run(council.root, "add", "--all")
    run(council.root, "commit", "--quiet", "--amend", "-m", "begin")
    return council


@pytest.fixture
def both(council: Council) -> Council:
    """The council with a stream elsewhere that can pay along, whatever the amount."""
    return begun(council)


def decided(council: Council, *persons: str, **more: Any) -> str:
    """Grant a cent of one's own and a million of another's; return the commit before."""
    before = checked_out(council.root)
    decision = council.decide(resources=SHARES, **more)
    council.derive(phase="creation")
    for person in persons:
        council.approve(decision, person)
    council.commit("decide")
    return before


def signed(person: str, principal: str = "") -> dict[str, str]:
    """Return an approval as the JSON of ``gate verify`` has it."""
    return {"person": person, "principal": principal, "grade": "signed"}


def test_a_grant_of_anothers_money_is_refused_at_every_door_without_their_approval(
    council: Council, tmp_path: Path
) -> None:
    both = begun(council, own=1)
    bare = tmp_path / "server.git"
    run(tmp_path, "init", "--quiet", "--bare", str(bare))
    repository = find_bare(bare)
    assert repository is not None
    carry_out(installing(repository, PRE_RECEIVE))
    run(both.root, "remote", "add", "origin", str(bare))
    assert push(both, "main:main") == (0, "")
    base = decided(both, "p-02")
    assert errors(both, base) == errors(both, base, each=True) == ["G559"]
    assert wrong(both) == ["G559"]
    assert verified(both).rows[0].state == "refused"
    status, said = push(both, "main:main")
    assert status == 1
    assert "G559" in said
    both.approve(f"decisions/2026-01/{IDEA}-01-concept.yaml", "p-04", **{"for": "p-03"})
    both.commit("the deputy of who pays")
    assert errors(both, base) == wrong(both) == []


def test_all_of_the_stream_of_the_idea_are_not_enough(council: Council) -> None:
    both = begun(council, roles=["stranger"])
    base = decided(both, "p-01", "p-02")
    assert errors(both, base) == wrong(both) == ["G559"]


def test_with_their_approval_it_counts_and_tells_who_decided_for_whom(both: Council) -> None:
    base = decided(both, "p-02", "p-03")
    assert errors(both, base) == ["G520"], "who pays does not decide for the stream of the idea"
    both.approve(f"decisions/2026-01/{IDEA}-01-concept.yaml", "p-01")
    both.commit("approve")
    assert errors(both, base) == wrong(both) == []
    data = json.loads(speak(both, "p-05", "gate", "verify", "-o", "json").out)["data"]
    (row,) = data["decisions"]
    assert (row["state"], row["needed"]) == ("approved", 3)
    assert row["streams"] == [
        {"stream": STREAM, "amount": "1000000.01", "grade": "signed", "needed": 2,
         "approvals": [signed("p-01"), signed("p-02")]},
        {"stream": OTHER, "amount": "1000000.00", "grade": "signed", "needed": 1,
         "approvals": [signed("p-01"), signed("p-03")]},
    ]  # fmt: skip
    again = json.loads(speak(both, "p-05", "gate", "verify", "-o", "json").out)["data"]
    assert again == data, "as it was remembered"


def test_who_sits_in_both_streams_approves_once(both: Council) -> None:
    base = decided(both, "p-01", "p-02")
    assert errors(both, base) == wrong(both) == []
    (row,) = verified(both).rows
    assert [one.person for one in row.approvals] == ["p-01", "p-02"]
    assert row.streams[1] == (OTHER, "1000000.00", "signed", 1, (("p-01", "", "signed"),))


def test_who_sits_in_one_and_stands_in_for_the_other_approves_both_with_one_signature(
    council: Council,
) -> None:
    both = begun(council, own=1)
    deputies = [{"person": "p-02", "for": "p-03"}]
    both.write(
        "authority.yaml", both.authority(approval="signed", mandates=mandates(1), deputies=deputies)
    )
    run(both.root, "commit", "--quiet", "--amend", "-a", "-m", "begin")
    branch = proposed(both, *GRANT)
    said = speak(both, "p-02", "gate", "approve", IDEA, "--for", "p-03")
    assert "enough have approved it" in said.err, said.err
    run(both.root, "merge", "--quiet", "--no-ff", "--no-edit", branch)
    assert wrong(both) == []
    (row,) = verified(both).rows
    own, other = [one.approvals for one in row.streams]
    assert (own, other) == ((("p-02", "", "signed"),), (("p-02", "p-03", "signed"),))
    shown = table([row], {"p-02": "Anne", "p-03": "Bo"}.__getitem__).rows[0]
    assert shown[-1] == "unit/team: Anne; unit/elders: Anne (for Bo)"


def test_a_share_above_the_limit_of_who_pays_can_be_approved_by_nobody(council: Council) -> None:
    both = begun(council, limit="999999.99")
    base = decided(both, "p-01", "p-02", "p-03")
    assert errors(both, base) == ["G522", "G501", "G559"]
    assert verified(both).rows[0].state == "refused"
    run(both.root, "reset", "-q", "--hard", base)
    said = speak(both, "p-05", "gate", "advance", IDEA, "--outcome", "go", *GRANT)
    assert said.status == 1
    assert "while in unit/elders at most €999,999.99 may be granted" in said.err


def test_the_limit_of_who_pays_is_on_its_share_alone(council: Council) -> None:
    both = begun(council, limit="1000000.00")
    base = decided(both, "p-01", "p-02")
    assert errors(both, base) == wrong(both) == []


def test_a_correction_asks_those_whose_money_it_takes_and_nobody_else(council: Council) -> None:
    both = begun(council, own=1)
    first = f"decisions/2026-01/{IDEA}-01-concept.yaml"
    decided(both, "p-02", "p-03")
    base = checked_out(both.root)
    digest = both.digest(first)
    told = {"number": "02", "after": digest, "supersedes": digest}
    for resources, codes in ((SHARES[:1], []), (SHARES, ["G559"])):
        second = both.decide(resources=resources, **told)
        both.approve(second, "p-02")
        both.commit("correct")
        assert errors(both, base) == codes
        assert verified(both).rows[0].state == ("approved" if codes else "superseded")
        run(both.root, "reset", "-q", "--hard", base)


def test_whose_money_it_is_says_what_stood_before(both: Council) -> None:
    base = checked_out(both.root)
    both.write(YEAR, year(STREAM))
    change = both.change(YEAR)
    both.approve(change, "p-01")
    decided(both, "p-02", decided_on="2026-03-12")
    decision = f"decisions/2026-01/{IDEA}-01-concept.yaml"
    both.approve(change, "p-02")
    both.commit("all at once")
    assert "G559" in errors(both, base)
    assert "G559" in errors(both, base, each=True)
    run(both.root, "reset", "-q", "--hard", base)
    both.write(YEAR, year(STREAM))
    change = both.change(YEAR)
    both.approve(change, "p-01")
    both.commit("the money moves, by its owners")
    base = decided(both, "p-02", "p-01")
    assert errors(both, base) == []
    assert verified(both).rows[-1].streams[1:] == ()
    assert both.digest(decision) == verified(both).rows[-1].sha256


def test_money_that_nobody_allocated_is_granted_by_nobody(both: Council) -> None:
    rows = [SHARES[0], {"budget": "nergens", "amount": "1.00"}]
    base = checked_out(both.root)
    decision = both.decide(resources=rows)
    both.derive(phase="creation")
    for person in ("p-01", "p-02", "p-03"):
        both.approve(decision, person)
    both.commit("decide")
    assert "G559" in errors(both, base)
    assert verified(both).rows[0].state == "refused"


def test_who_pays_along_signs_offline_like_the_others(both: Council) -> None:
    branch = proposed(both, *GRANT)
    speak(both, "p-02", "gate", "approve", IDEA)
    said = speak(both, "p-03", "gate", "approve", IDEA)
    assert said.status == 0, said.err
    assert "not approved: 1 of 2" in said.err
    assert "pays" not in said.err
    run(both.root, "branch", "-q", "-D", branch)
    branch = proposed(both, *GRANT)
    said = speak(both, "p-02", "gate", "approve", IDEA)
    paid = "unit/elders pays €1,000,000.00 of it and has not approved: 0 of 1"
    assert paid in said.err
    done = speak(both, "p-01", "gate", "approve", IDEA)
    assert "enough have approved it" in done.err, done.err
    judged = speak(both, "p-05", "check", "--base", "main", "--head", branch)
    assert judged.status == 0, judged.out


def test_names_that_are_enough_are_needed_of_each_stream_that_pays(council: Council) -> None:
    both = begun(council, approval="recorded", own=1)
    criteria = [
        f"--criterion={name}=met"
        for name in ("efficiency", "strategic-fit", "lawfulness", "added-value", "feasibility")
    ]
    go = ("gate", "advance", IDEA, "--outcome", "go", *criteria, *GRANT)
    own = ("--proposed-by", "p-01", "--decided-by", "p-02")
    short = speak(both, "p-05", *go, *own)
    assert short.status == 1
    assert "those who decided are 0 where 1 are needed (concept, unit/elders)" in short.err
    assert "(concept, unit/team)" not in short.err
    done = speak(both, "p-05", *go, *own, "--decided-by", "p-03")
    assert done.status == 0, done.err
    assert wrong(both) == []
    assert verified(both).rows[0].state == "approved"


def test_names_in_a_record_that_leave_out_who_pays_are_not_approved(council: Council) -> None:
    both = begun(council, approval="recorded")
    base = decided(both, decided_by=["p-02"])
    assert errors(both, base) == ["G520", "G559"]
    run(both.root, "reset", "-q", "--hard", base)
    base = decided(both, decided_by=["p-01", "p-02"])
    assert errors(both, base) == wrong(both) == []


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """Two streams on a forge, before the first pull request."""
    one = Story("github", tmp_path)
    with one.forge:
        two_streams(one.council)
        one.begin(mandates=mandates())
        yield one


def test_who_pays_is_asked_to_review_and_the_pull_request_waits_for_it(story: Story) -> None:
    number = story.propose(*GRANT)
    told = "Elders pays €1,000,000.00 of it and must approve as well: Persoon p-01, Persoon p-03\n"
    assert told in story.said.err
    pull = story.forge.pulls[number]
    assert {*pull.asked} == {101, 102, 103}
    assert "- mogen goedkeuren (Team): Persoon p-01, Persoon p-02" in pull.body
    paid = "- Elders betaalt € 1.000.000,00 mee en moet ook goedkeuren: Persoon p-01, Persoon p-03"
    assert paid in pull.body
    said = story.judge(number)
    assert (said.status, "error G559" in said.out) == (1, True), said.out
    story.approve(number, "p-02", "p-03")
    said = story.judge(number)
    assert ("error G559" in said.out, "error G520 not approved: 1 of 2" in said.out) == (
        False,
        True,
    )
    story.approve(number, "p-01")
    assert story.judge(number).status == 0
    story.land(number, "squash")
    assert story.run("gate", "record", "--pr", str(number)).status == 0
    assert story.verified()[1]["state"] == "approved"


def test_a_merge_past_the_check_does_not_let_a_cent_pay_for_a_million(tmp_path: Path) -> None:
    one = Story("github", tmp_path)
    with one.forge:
        two_streams(one.council)
        one.begin(mandates=mandates(1))
        number = one.propose(*GRANT)
        one.approve(number, "p-02")
        assert "error G559 unit/elders pays" in one.judge(number).out
        one.land(number, "merge")
        assert one.run("gate", "record", "--pr", str(number)).status == 0
        row = one.verified()[1]
        assert (row["state"], row["grade"], row["streams"][1]["grade"]) == ("waits", "", "")
        assert one.run("gate", "verify", "--strict").status == 1
