"""Decisions that too few approved are told with who could still approve."""

from __future__ import annotations

from typing import Any

import pytest

from innoctl.errors import Finding
from innoctl.model.authority_facts import MandateFacts
from innoctl.model.policy import HolderFacts
from innoctl.rules.approvals import judge
from innoctl.rules.mandate import Policy
from innoctl.rules.shares import Share, Stake
from innoctl.rules.unmet import TOO_FEW, faults
from innoctl.rules.votes import Decided, Judged, Subject, Vote
from tests.keys import key
from tests.rules.approving import STREAM, SUBJECT, codes, organisation, policy, vote

CHANGE = SUBJECT._replace(what="change", stream="", owned=("process", "agenda", "authority"))
DATA: dict[str, Any] = {"changes": [{"path": "process.yaml"}, {"path": "authority.yaml"}]}


def judged(
    *votes: Vote, under: Policy | None = None, subject: Subject = SUBJECT, **more: Any
) -> Judged:
    under = under or policy()
    decided = Decided(subject, DATA, "c" * 40, under, "")
    decided = decided._replace(imported=True) if more.pop("imported", False) else decided
    return Judged(decided, judge(subject, votes, under), **more)


def told(one: Judged, *, asked: bool = False) -> list[Finding]:
    return list(faults([one], asked=asked))


def test_what_is_approved_corrected_imported_or_void_is_not_short() -> None:
    assert told(judged(vote("a"), vote("b"))) == []
    assert told(judged(superseded="decisions/y.yaml")) == []
    assert told(judged(vote("b", key=key("a")), imported=True)) == []
    assert told(judged(void=True)) == []
    assert len(list(faults([judged(superseded="x"), judged()]))) == 1


def test_a_decision_that_is_short_says_how_many_it_has_and_who_could_approve() -> None:
    said: dict[str, Any] = {"count": 1, "quorum": 2, "missing": "b, c"}
    assert told(judged(vote("a"))) == [Finding.of("G520", SUBJECT.path, **said)]
    assert "G520" in TOO_FEW
    mine = judged(subject=SUBJECT._replace(proposed_by="b"))
    said = {"count": 0, "quorum": 2, "missing": "a, c"}
    assert told(mine) == [Finding.of("G520", SUBJECT.path, **said)]
    deputy = judged(vote("d", principal="c"))
    said = {"count": 1, "quorum": 2, "missing": "a, b"}
    assert told(deputy) == [Finding.of("G520", SUBJECT.path, **said)]
    nobody = judged(under=policy(mandates=()))
    said = {"count": 0, "quorum": 1, "missing": "-"}
    assert told(nobody) == [Finding.of("G520", SUBJECT.path, **said)]


def test_each_stream_that_pays_and_has_not_approved_is_told_with_its_share() -> None:
    shared = SUBJECT._replace(cents=700, shares=(Share("unit/west", 12_05), Share("corps", 300)))
    rows = (
        MandateFacts(("unit/oost",), ("*",), ("keeper",), 2),
        MandateFacts(("unit/west",), ("*",), ("chief",), 2, 12_05),
    )
    held = [HolderFacts("keeper", name, "", "", "") for name in "ab"]
    held += [HolderFacts("chief", name, "", "", "") for name in "bcde"]
    under = policy(mandates=rows)._replace(organisation=organisation(*held))
    said: dict[str, Any] = {"count": 0, "quorum": 2, "missing": "a, b"}
    west: dict[str, Any] = {"stream": "unit/west", "amount": "12.05", "count": 0, "quorum": 2}
    corps = Finding.of(
        "G559", SUBJECT.path, ("resources",),
        stream="corps", amount="3.00", count=0, quorum=1, missing="-",
    )  # fmt: skip
    assert told(judged(under=under, subject=shared)) == [
        Finding.of("G520", SUBJECT.path, **said),
        Finding.of("G559", SUBJECT.path, ("resources",), **west, missing="b, c, d"),
        corps,
    ]
    votes = [vote(name, under=under) for name in "ab"]
    assert told(judged(*votes, under=under, subject=shared)) == [
        Finding.of("G559", SUBJECT.path, ("resources",), **{**west, "count": 1}, missing="c, d"),
        corps,
    ]
    votes.append(vote("c", under=under))
    assert told(judged(*votes, under=under, subject=shared)) == [corps]
    unknown = judged(*votes[:2], under=under, subject=shared._replace(shares=(Share("", 5),)))
    (one,) = told(unknown)
    assert one.code in TOO_FEW
    assert (one.code, dict(one.params)["stream"]) == ("G559", "-")


def test_a_correction_is_short_of_those_who_have_not_approved_it_yet() -> None:
    row = SUBJECT._replace(what="withdraw", stakes=(Stake(STREAM, "concept", 0),))
    rows = (
        MandateFacts(("unit/*",), ("withdraw",), ("chief",), 1),
        MandateFacts(("unit/*",), ("concept",), ("keeper",), 2),
    )
    held = [HolderFacts("keeper", name, "", "", "") for name in "abc"]
    held.append(HolderFacts("chief", "d", "", "", ""))
    under = policy(mandates=rows)._replace(organisation=organisation(*held))
    said: dict[str, Any] = {"count": 0, "quorum": 2, "missing": "d, a, b, c"}
    assert told(judged(under=under, subject=row)) == [Finding.of("G520", row.path, **said)]
    said = {"count": 0, "quorum": 1, "missing": "d"}
    votes = [vote(name, under=under) for name in "ab"]
    assert told(judged(*votes, under=under, subject=row)) == [Finding.of("G520", row.path, **said)]
    votes.append(vote("d", under=under))
    assert told(judged(*votes, under=under, subject=row)) == []


def test_a_correction_names_each_stream_that_took_what_it_corrects() -> None:
    stakes = (Stake("unit/west", "move", 0), Stake("unit/west", "concept", 0))
    row = SUBJECT._replace(what="withdraw", stakes=stakes, shares=(Share("unit/west", 5),))
    rows = (
        MandateFacts((STREAM,), ("*",), ("keeper",), 1),
        MandateFacts(("unit/west",), ("move", "withdraw"), ("chief",), 1),
        MandateFacts(("unit/west",), ("concept",), ("keeper",), 2),
    )
    held = [HolderFacts("keeper", name, "", "", "") for name in "ab"]
    held.append(HolderFacts("chief", "c", "", "", ""))
    under = policy(mandates=rows)._replace(organisation=organisation(*held))

    def found(*names: str) -> list[Finding]:
        return told(judged(*(vote(name, under=under) for name in names), under=under, subject=row))

    def short(count: int, quorum: int, missing: str) -> Finding:
        said: dict[str, Any] = {"count": count, "quorum": quorum, "missing": missing}
        return Finding.of("G569", row.path, ("supersedes",), stream="unit/west", **said)

    said: dict[str, Any] = {"stream": "unit/west", "amount": "0.05", "count": 0, "quorum": 1}
    paid = Finding.of("G559", row.path, ("resources",), **said, missing="c")
    own = Finding.of("G520", row.path, count=0, quorum=1, missing="a, b")
    assert found() == [own, short(0, 2, "c, a, b"), paid]
    assert found("a") == [short(1, 2, "c, b"), paid]
    assert found("a", "b") == [short(0, 1, "c"), paid]
    assert found("c") == [own, short(0, 2, "a, b")]
    assert found("a", "c") == [short(1, 2, "b")]
    assert found("a", "b", "c") == []
    assert "G569" in TOO_FEW


def test_a_decision_that_was_altered_is_short_though_all_have_approved() -> None:
    shared = SUBJECT._replace(shares=(Share("unit/west", 5),))
    whole = judged(vote("a"), vote("b"), subject=shared)
    altered = whole._replace(verdict=whole.verdict._replace(grade=""))
    said: dict[str, Any] = {"count": 2, "quorum": 2, "missing": "c"}
    assert told(altered) == [Finding.of("G520", SUBJECT.path, **said)]
    under = Policy(None, policy().organisation)
    names = judged(under=under, subject=SUBJECT._replace(named=("a", "b", "c")))
    said = {"count": 3, "quorum": 1, "missing": "-"}
    nobody = names._replace(verdict=names.verdict._replace(grade=""))
    assert told(nobody) == [Finding.of("G520", SUBJECT.path, **said)]


def test_an_approval_that_does_not_count_is_told_beside() -> None:
    wrong = judged(vote("a"), vote("b", key=key("a")))
    assert [one.code for one in told(wrong)] == ["G503", "G520"]
    void = wrong._replace(void=True)
    assert told(void) == list(wrong.verdict.refused)
    enough = judged(vote("a"), vote("b"), vote("c", key=key("a")))
    assert told(enough) == list(enough.verdict.refused) != []


def test_an_approval_that_landed_and_does_not_count_disturbs_no_approved_decision() -> None:
    enough = judged(vote("a"), vote("b"), vote("c", key=key("a")))
    (wrong,) = enough.verdict.refused
    said = Finding.of("G565", wrong.path, ("signature",), person="c", why="G503")
    assert list(faults([enough], landed=True)) == [said]
    short = judged(vote("a"), vote("c", key=key("a")))
    assert [one.code for one in faults([short], landed=True)] == ["G503", "G520"]


def test_a_change_that_is_short_names_its_files_and_their_owners() -> None:
    said = {"file": "process.yaml, authority.yaml", "missing": "a, b, c"}
    short = Finding.of("G538", SUBJECT.path, ("changes",), **said)
    assert told(judged(subject=CHANGE)) == [short]
    nobody = Finding.of("G538", SUBJECT.path, ("changes",), file=said["file"], missing="-")
    agenda = CHANGE._replace(owned=("agenda",))
    assert told(judged(subject=agenda)) == [nobody]
    assert short.code in TOO_FEW


def test_where_the_forge_knows_of_approvals_a_decision_without_any_waits() -> None:
    under = policy("forge")
    waits = judged(under=under)
    assert waits.waits
    assert told(waits) == [Finding.of("G521", SUBJECT.path)]
    assert list(faults([waits])) == told(waits)  # nobody asked the forge unless it is said
    assert [one.code for one in told(waits, asked=True)] == ["G520"]
    amiss = judged(vote("a", key=key("b"), under=under), under=under)
    assert [one.code for one in told(amiss)] == ["G503", "G520"]
    enough = judged(vote("a", under=under), vote("b", under=under), under=under)
    assert (enough.waits, told(enough)) == (False, [])
    assert judged().waits is False


def test_a_review_on_the_forge_that_does_not_count_disturbs_no_approved_decision() -> None:
    under = policy("forge")
    review = vote("d", path=SUBJECT.path, under=under)
    stray = judged(vote("a", under=under), vote("b", under=under), review, under=under)
    assert codes(stray.verdict) == ["G501"]
    assert told(stray, asked=True) == []
    assert [one.code for one in told(stray)] == ["G501"]
    short = judged(vote("a", under=under), review, under=under)
    assert [one.code for one in told(short, asked=True)] == ["G501", "G520"]


@pytest.mark.parametrize(
    ("more", "grade"), [({}, "signed"), ({"void": True}, ""), ({"imported": True}, "imported")]
)
def test_what_is_void_has_no_grade_and_what_stood_first_is_imported(
    more: dict[str, Any], grade: str
) -> None:
    one = judged(vote("a"), vote("b"), **more)
    assert one.grade == grade
    assert judged(vote("a")).verdict.approved is False
    assert one.verdict.approved is True


def test_who_corrects_what_nobody_may_decide_any_more_is_told_as_long_as_it_stands() -> None:
    stakes = (Stake(STREAM, "concept", 5),)
    limited = policy(limit=4)
    row = judged(
        *(vote(name) for name in "ab"), under=limited, subject=SUBJECT._replace(stakes=stakes)
    )
    counts = {"quorum": 2, "persons": "a, b, c"}
    said = {"what": "concept", "stream": SUBJECT.stream, **counts}
    assert told(row) == [Finding.of("G580", SUBJECT.path, ("what",), **said)]
    assert told(row._replace(superseded="x")) == []
    assert told(judged(vote("a"), vote("b"), subject=SUBJECT._replace(stakes=stakes))) == []
    nobody = judged(under=policy(mandates=()), subject=SUBJECT._replace(stakes=stakes))
    assert [one.code for one in told(nobody)] == ["G520"]
