"""Who pays along decides along: each stream on its own share, within its own limit."""

from __future__ import annotations

from typing import Any

import pytest

from innoctl.errors import Finding
from innoctl.model.authority_facts import DeputyFacts, MandateFacts
from innoctl.model.policy import BudgetFacts, HolderFacts
from innoctl.rules.approvals import judge
from innoctl.rules.mandate import Policy, Seat
from innoctl.rules.shares import Panel, Share, Stake, panel, panels, payers, shares, undoing
from innoctl.rules.votes import Counted, Part, Verdict
from tests.rules.approving import STREAM, SUBJECT, codes, organisation, policy, vote

PAID_BY = {"oost-2026": STREAM, "corps-2026": "corps", "corps-2027": "corps", "noord": "unit/n"}
ONE_CENT = SUBJECT._replace(cents=1_000_000_01, shares=(Share("corps", 1_000_000_00),))
"""The attack: the stream of the idea pays a cent, and somebody else a million."""


def two_streams(grade: str = "signed", *, limit: int = -1, **more: Any) -> Policy:
    """Return a policy in which a and b decide in the stream of the idea, b and c in the corps."""
    rows = (
        MandateFacts((STREAM,), ("*",), ("keeper",), 1),
        MandateFacts(("corps",), ("concept",), ("chief",), 1, limit),
    )
    held = (
        *(HolderFacts("keeper", name, STREAM, "", "") for name in "ab"),
        *(HolderFacts("chief", name, "corps", "", "") for name in "bc"),
    )
    return policy(grade, mandates=rows, **more)._replace(organisation=organisation(*held))


def parts(verdict: Verdict) -> list[tuple[str, int, list[str], int, str]]:
    return [
        (one.stream, one.cents, [c.person for c in one.counted], one.needed, one.grade)
        for one in verdict.parts
    ]


def test_a_budget_is_of_the_stream_that_its_year_says_and_of_nobody_where_two_claim_it() -> None:
    rows = [
        BudgetFacts(name, 2026, "final", stream, "innovation", "a", 1, ())
        for name, stream in (("x", "corps"), ("y", STREAM), ("x", "corps"), ("z", STREAM))
    ]
    assert payers(rows) == {"x": "corps", "y": STREAM, "z": STREAM}
    claimed = [*rows, rows[0]._replace(stream=STREAM)]
    assert payers(claimed)["x"] == payers([*claimed, claimed[-1]])["x"] == ""
    assert payers(claimed[::-1])["x"] == ""


def test_shares_add_up_by_stream_and_leave_out_the_stream_of_the_idea_and_nothing() -> None:
    rows = [("oost-2026", 1), ("corps-2026", 20), ("noord", 0), ("corps-2027", 300)]
    assert shares(rows, PAID_BY, STREAM) == (Share("corps", 320),)
    assert shares(rows, PAID_BY, "corps") == (Share(STREAM, 1),)
    assert shares([("noord", 5), *rows], PAID_BY, STREAM) == (
        Share("unit/n", 5),
        Share("corps", 320),
    )
    assert shares([], PAID_BY, STREAM) == ()


@pytest.mark.parametrize("home", [STREAM, ""])
def test_a_budget_that_nobody_knows_is_never_that_of_the_stream_itself(home: str) -> None:
    assert shares([("x", 5), ("y", 6)], PAID_BY, home) == (Share("", 11),)
    everywhere = policy(mandates=(MandateFacts(("*",), ("*",), ("keeper",), 1),))
    assert panel(everywhere, Stake(STREAM, "concept", 0), "", Share("", 5)) == Panel("", 5, ())
    assert panel(everywhere, Stake(STREAM, "concept", 0), "", Share("corps", 5)).seats != ()
    verdict = judge(SUBJECT._replace(shares=(Share("", 5),)), [vote("a"), vote("b")], everywhere)
    assert (verdict.grade, parts(verdict)[1]) == ("", ("", 5, [], 1, ""))
    stranger = judge(SUBJECT._replace(shares=(Share("", 5),)), [vote("d")], everywhere)
    (said,) = stranger.refused
    assert (said.code, dict(said.params)["stream"]) == ("G501", f"{STREAM}, -")


def test_the_own_stream_decides_on_the_whole_and_each_other_on_its_share() -> None:
    asked = panels(ONE_CENT, two_streams(limit=1_000_000_00))
    day = SUBJECT.day
    assert asked == [
        Panel(STREAM, 1_000_000_01, (Seat(("a", "b"), 1, -1, day),)),
        Panel("corps", 1_000_000_00, (Seat(("b", "c"), 1, 1_000_000_00, day),)),
    ]
    assert panels(ONE_CENT, two_streams(limit=999_999_99))[1].seats == ()
    whole = MandateFacts((STREAM,), ("*",), ("keeper",), 1, 1_000_000_00)
    assert panels(ONE_CENT, policy(mandates=(whole,)))[0].seats == ()


def test_a_change_of_the_policy_asks_its_owners_in_their_order() -> None:
    changed = SUBJECT._replace(what="change", stream="", owned=("process", "agenda"))
    seat = Seat(("a", "b", "c"), 1, day=SUBJECT.day)
    assert panels(changed, policy()) == [Panel("process", 0, (seat,)), Panel("agenda", 0, ())]


def test_one_cent_of_ones_own_opens_no_budget_of_another_stream() -> None:
    under = two_streams()
    alone = judge(ONE_CENT, [vote("a", under=under)], under)
    assert (alone.grade, alone.needed, codes(alone)) == ("", 2, [])
    assert parts(alone) == [
        (STREAM, 1_000_000_01, ["a"], 1, "signed"),
        ("corps", 1_000_000_00, [], 1, ""),
    ]
    payer = judge(ONE_CENT, [vote("c", under=under)], under)
    assert (payer.grade, parts(payer)[1][4]) == ("", "signed")
    both = judge(ONE_CENT, [vote("a", under=under), vote("c", under=under)], under)
    assert (both.grade, [one.person for one in both.counted]) == ("signed", ["a", "c"])


def test_who_sits_in_both_streams_approves_once_for_both() -> None:
    under = two_streams()
    verdict = judge(ONE_CENT, [vote("b", under=under)], under)
    counted = Counted("b", "b", "signed", "approvals/b.yaml")
    assert verdict == Verdict(
        "signed", (counted,), 2, (),
        parts=(
            Part(STREAM, 1_000_000_01, (counted,), 1, "signed"),
            Part("corps", 1_000_000_00, (counted,), 1, "signed"),
        ),
    )  # fmt: skip
    mine = ONE_CENT._replace(proposed_by="b")
    assert judge(mine, [vote("b", under=under)], under).grade == ""
    against = judge(ONE_CENT, [vote("b", stance="dissent", under=under)], under)
    assert (against.grade, against.dissents) == ("", ("b",))


def test_a_share_above_the_limit_of_who_pays_is_approved_by_nobody() -> None:
    votes = [vote(name, under=two_streams()) for name in "abc"]
    assert judge(ONE_CENT, votes, two_streams(limit=1_000_000_00)).approved
    over = judge(ONE_CENT, votes, two_streams(limit=999_999_99))
    assert (over.grade, parts(over)[1]) == ("", ("corps", 1_000_000_00, [], 1, ""))
    about = {"what": "concept", "stream": f"{STREAM}, corps", "principal": ""}
    said = Finding.of("G501", "approvals/c.yaml", ("person",), person="c", **about)
    assert over.refused == (said,)


def test_the_grade_is_that_of_the_stream_whose_approval_is_proved_least() -> None:
    under = two_streams("forge")
    review = vote("c", signed=False, key="", account=("forge", ord("c")), under=under)
    verdict = judge(ONE_CENT, [vote("a", under=under), review], under)
    assert (verdict.grade, [one[4] for one in parts(verdict)]) == ("forge", ["signed", "forge"])


def test_a_deputy_acts_for_who_pays_as_for_everybody() -> None:
    under = two_streams(deputies=(DeputyFacts("d", "c"),))
    votes = [vote("a", under=under), vote("d", principal="c", under=under)]
    verdict = judge(ONE_CENT, votes, under)
    assert (verdict.grade, parts(verdict)[1][2]) == ("signed", ["d"])
    aside = [*votes, vote("c", stance="recuse", under=under)]
    assert judge(ONE_CENT, aside, under).grade == ""


def test_where_names_are_enough_each_stream_that_pays_is_named() -> None:
    under = two_streams("recorded")
    assert judge(ONE_CENT._replace(named=("a",)), [], under).grade == ""
    assert judge(ONE_CENT._replace(named=("a", "c")), [], under).grade == "recorded"
    anybody = judge(ONE_CENT._replace(named=("z",)), [], Policy(None, organisation()))
    assert (anybody.grade, anybody.needed) == ("recorded", 0)
    assert parts(anybody) == [
        (STREAM, 1_000_000_01, ["z"], 0, "recorded"),
        ("corps", 1_000_000_00, ["z"], 0, "recorded"),
    ]


DEPUTY = (DeputyFacts("a", "c"),)


def test_who_sits_here_and_stands_in_there_speaks_for_both_places_at_once() -> None:
    under = two_streams(deputies=DEPUTY)
    both = judge(ONE_CENT, [vote("a", principal="c", under=under)], under)
    assert [[(c.person, c.principal) for c in one.counted] for one in both.parts] == [
        [("a", "a")],
        [("a", "c")],
    ]
    assert (both.grade, both.refused) == ("signed", ())
    himself = judge(ONE_CENT, [vote("a", under=under)], under)
    assert [one.grade for one in himself.parts] == ["signed", ""]


def test_who_sits_in_both_and_names_another_place_keeps_his_own_where_that_is_not() -> None:
    under = two_streams(deputies=(DeputyFacts("b", "a"),))
    said = judge(ONE_CENT, [vote("b", principal="a", under=under)], under)
    assert [[(c.person, c.principal) for c in one.counted] for one in said.parts] == [
        [("b", "a")],
        [("b", "b")],
    ]


def test_one_person_is_one_voice_in_a_stream_however_many_places_he_could_take() -> None:
    rows = (MandateFacts((STREAM,), ("*",), ("keeper",), 2), two_streams().authority.mandates[1])  # type: ignore[union-attr]
    under = two_streams(deputies=(DeputyFacts("a", "b"),))
    under = under._replace(authority=under.authority._replace(mandates=rows))  # type: ignore[union-attr]
    said = judge(ONE_CENT, [vote("a", principal="b", under=under)], under)
    assert [(len(one.counted), one.grade) for one in said.parts] == [(1, ""), (1, "signed")]


def test_a_name_takes_its_own_place_in_one_stream_and_its_principals_in_another() -> None:
    under = two_streams("recorded", deputies=DEPUTY)
    assert judge(ONE_CENT._replace(named=("a",)), [], under).approved
    assert not judge(ONE_CENT._replace(named=("a",)), [], two_streams("recorded")).approved


def test_a_name_never_takes_the_place_of_who_proposed_it() -> None:
    under = two_streams("recorded", deputies=(DeputyFacts("d", "a"),))
    named = SUBJECT._replace(named=("d",))
    assert judge(named, [], under).approved
    own = judge(named._replace(proposed_by="a"), [], under)
    assert (own.approved, codes(own)) == (False, ["G501"])


def corrected(what: str, stakes: tuple[Stake, ...], *rows: MandateFacts) -> list[Panel]:
    """Return who must approve a correction in a stream where a, b and c are keepers and d another."""
    held = (
        *(HolderFacts("keeper", name, "", "", "") for name in "abc"),
        HolderFacts("other", "d", "", "", ""),
    )
    under = policy(mandates=rows)._replace(organisation=organisation(*held))
    return panels(SUBJECT._replace(what=what, stakes=stakes), under)


KEEPERS = MandateFacts((STREAM,), ("concept", "product"), ("keeper",), 2)
GO = Stake(STREAM, "concept", 5)


def test_who_must_correct_is_asked_once_where_one_approval_implies_the_other() -> None:
    day = SUBJECT.day
    two, one = (Seat(("a", "b", "c"), quorum, -1, day) for quorum in (2, 1))
    assert corrected("withdraw", (), KEEPERS) == [Panel(STREAM, 0, (one,))]
    assert corrected("withdraw", (Stake(STREAM, "concept", 0),), KEEPERS) == [
        Panel(STREAM, 0, (two,))
    ]
    assert corrected("withdraw", (GO,), KEEPERS) == [Panel(STREAM, 0, (two,))]
    assert corrected("product", (GO,), KEEPERS) == [Panel(STREAM, 0, (two,))]
    assert corrected("concept", (Stake(STREAM, "withdraw", 0),), KEEPERS) == [
        Panel(STREAM, 0, (two,))
    ]


def test_two_kinds_of_judges_are_both_asked_and_nobody_is_left_out() -> None:
    withdrawing = MandateFacts((STREAM,), ("withdraw",), ("other",), 1)
    day = SUBJECT.day
    both = [
        Panel(STREAM, 0, (Seat(("d",), 1, -1, day),)),
        Panel(STREAM, 0, (Seat(("a", "b", "c"), 2, -1, day),)),
    ]
    assert corrected("withdraw", (GO,), KEEPERS, withdrawing) == both
    assert corrected("concept", (Stake(STREAM, "withdraw", 0),), KEEPERS, withdrawing) == both[::-1]
    closed = MandateFacts((STREAM,), ("withdraw",), ("nobody",), 1)
    assert Panel(STREAM, 0, (Seat((), 1, -1, day),)) in corrected(
        "withdraw", (GO,), KEEPERS, closed
    )


def test_who_may_grant_less_than_was_granted_corrects_nothing_where_others_may() -> None:
    few = KEEPERS._replace(limit=4, quorum=1)
    (found,) = corrected("concept", (GO,), few, KEEPERS)
    assert (found.seats, found.lapsed) == ((Seat(("a", "b", "c"), 2, -1, SUBJECT.day),), "")
    (found,) = corrected("concept", (Stake(STREAM, "concept", 4),), few, KEEPERS)
    assert [seat.quorum for seat in found.seats] == [1, 2]


def test_what_nobody_may_decide_any_more_is_corrected_by_those_who_decide_on_most() -> None:
    day = SUBJECT.day
    limited = KEEPERS._replace(limit=4)
    most = Panel(STREAM, 0, (Seat(("a", "b", "c"), 2, 4, day),), "concept")
    assert corrected("concept", (GO,), limited) == [most]
    assert corrected("withdraw", (GO,), limited) == [most]
    few = MandateFacts((STREAM,), ("product",), ("keeper",), 1)
    assert corrected("withdraw", (Stake(STREAM, "audit", 0),), few, limited) == [
        most._replace(lapsed="audit")
    ]
    assert corrected("audit", (Stake(STREAM, "audit", 0),), limited) == [Panel(STREAM, 0, ())]
    assert corrected("withdraw", (GO,)) == [Panel(STREAM, 0, ())]


def test_each_stream_that_pays_beside_gates_decides_at_the_gate_that_the_idea_stands_before() -> (
    None
):
    rows = tuple(
        MandateFacts(("*",), (gate,), ("keeper",), quorum)
        for gate, quorum in (("concept", 1), ("product", 3))
    )
    granted = SUBJECT._replace(what="change", cents=7, shares=(Share("corps", 5),))
    for gates, quorum in ((("concept",), 1), (("product",), 3), ((), 3)):
        found = panels(granted._replace(gates=gates), policy(mandates=rows))
        assert [[seat.quorum for seat in one.seats] for one in found] == [[quorum], [quorum]]
    nothing = granted._replace(cents=0, shares=(), gates=("product",))
    (found_one,) = panels(nothing, policy(mandates=rows))
    assert {seat.quorum for seat in found_one.seats} == {1}


def test_what_was_granted_before_a_gate_is_corrected_by_those_of_that_gate() -> None:
    rows = tuple(
        MandateFacts((STREAM,), (gate,), ("keeper",), quorum)
        for gate, quorum in (("concept", 1), ("product", 3))
    )
    for gate, quorum in (("concept", 1), ("product", 3)):
        (found,) = corrected("withdraw", (Stake(STREAM, "change", 9, (gate,)),), *rows)
        assert [seat.quorum for seat in found.seats] == [quorum]


def test_what_another_stream_took_without_money_falls_to_any_one_of_those_who_decide_there() -> (
    None
):
    rows = tuple(
        MandateFacts(("unit/*",), (gate,), ("keeper",), quorum)
        for gate, quorum in (("concept", 1), ("product", 3))
    )
    moved = Stake("unit/west", "move", 0, ("product",))
    ((_, found),) = undoing(policy(mandates=rows), (moved,), SUBJECT.day, Share(STREAM, 5))
    assert {seat.quorum for seat in found.seats} == {1}


def test_nobody_grants_so_much_that_those_who_decided_are_asked_no_more() -> None:
    three = MandateFacts((STREAM,), ("resume",), ("keeper",), 3, 1000)
    for cents, own in ((2000, ()), (0, (Stake(STREAM, "change", 2000),))):
        stakes = (*own, Stake(STREAM, "resume", 0))
        under = policy(mandates=(KEEPERS, three))
        found = undoing(under, stakes, SUBJECT.day, Share(STREAM, cents))
        asked = {what: [seat.quorum for seat in one.seats] for what, one in found}
        assert (asked["resume"], {one.lapsed for _, one in found}) == ([3], {""})


def test_judges_are_implied_only_where_every_way_to_decide_is_covered() -> None:
    one = MandateFacts((STREAM,), ("withdraw",), ("keeper",), 1)
    other = MandateFacts((STREAM,), ("concept",), ("other",), 1)
    stakes = (Stake(STREAM, "concept", 0),)
    assert len(corrected("withdraw", stakes, KEEPERS, one)) == 1
    assert len(corrected("withdraw", stakes, KEEPERS, other, one)) == len(("withdraw", "concept"))
    either = MandateFacts((STREAM,), ("withdraw",), ("other",), 1)
    (both,) = corrected("withdraw", stakes, KEEPERS, one, either)
    assert [seat.quorum for seat in both.seats] == [2]


@pytest.mark.parametrize(("limit", "lapsed"), [(9, ["", "", ""]), (8, ["", "", "product"])])
def test_each_stream_that_took_something_corrects_it_for_the_amount_that_it_granted(
    limit: int, lapsed: list[str]
) -> None:
    west = "unit/west"
    rows = (
        MandateFacts((STREAM,), ("*",), ("keeper",), 2),
        MandateFacts((west,), ("*",), ("keeper",), 1, limit),
    )
    stakes = (Stake(west, "move", 7), Stake(STREAM, "concept", 5), Stake(west, "product", 9))
    found = undoing(policy(mandates=rows), stakes, SUBJECT.day, Share(STREAM, 3))
    asked = [(what, one.stream, one.cents) for what, one in found]
    assert asked == [("concept", STREAM, 3), ("move", west, 0), ("product", west, 0)]
    assert [one.lapsed for _, one in found] == lapsed


def test_who_is_asked_in_one_stream_is_never_implied_by_who_is_in_another() -> None:
    rows = (
        MandateFacts((STREAM,), ("*",), ("keeper",), 2, 4),
        MandateFacts(("unit/west",), ("move",), ("keeper",), 1, 6),
    )
    day = SUBJECT.day
    asked = [
        Panel(STREAM, 0, (Seat(("a", "b", "c"), 2, 4, day),)),
        Panel("unit/west", 0, (Seat(("a", "b", "c"), 1, 6, day),)),
    ]
    assert corrected("withdraw", (Stake("unit/west", "move", 6),), *rows) == asked
    asked[1] = Panel("unit/west", 0, ())
    assert corrected("withdraw", (Stake("unit/west", "move", 7),), *rows) == asked
    subject = SUBJECT._replace(what="withdraw", stakes=(Stake("unit/west", "move", 6),))
    under = policy(mandates=rows)
    (said,) = judge(subject, [vote("d", under=under)], under).refused
    assert dict(said.params)["stream"] == f"{STREAM}, unit/west"
