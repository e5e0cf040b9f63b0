"""What keeps a decision from being proposed: criteria, authority, money, and what no waiver covers."""

from __future__ import annotations

from typing import Any

import pytest

from innoctl.errors import Finding
from innoctl.model.authority_facts import AuthorityFacts, DeputyFacts, GatekeeperFacts, MandateFacts
from innoctl.model.checklist import QuestionFacts
from innoctl.model.policy import BudgetFacts, CriterionFacts, HolderFacts, OrganisationFacts
from innoctl.rules.deciding import (
    Judged,
    Proposed,
    asked,
    authority,
    criteria,
    euros,
    free,
    money,
    ready,
    waivers,
)
from innoctl.rules.mandate import Policy, Seat
from innoctl.rules.readiness_rows import Row
from innoctl.rules.shares import Share, Stake
from tests.rules.made import PROCESS, day, decision

CRITERIA = (
    CriterionFacts("lawfulness", ()),
    CriterionFacts("efficiency", ()),
    CriterionFacts("added-value", (), kind="score", threshold=3),
)
ASKING = PROCESS._replace(
    criteria=CRITERIA,
    checklist=(QuestionFacts("privacy", ()),),
    gates=tuple(
        gate._replace(criteria=("lawfulness", "efficiency", "added-value"), deliverables=("proof",))
        for gate in PROCESS.gates
    ),
)
FOUND = (Judged("lawfulness", "met"), Judged("efficiency", "met"), Judged("added-value", score=3))


def proposed(outcome: str = "go", what: str = "concept", path: str = "d", **more: Any) -> Proposed:
    fields = {name: more.pop(name) for name in ("criteria", "waived", "stakes") if name in more}
    to_phase = {"concept": "creation", "product": "scaling"}.get(what, "ideation")
    row = decision(1, what, outcome, 10, to_phase=more.pop("to_phase", to_phase), **more)
    return Proposed(path, row, ASKING, **{"criteria": FOUND, **fields})


def codes(found: Any) -> list[str]:
    return [finding.code for finding in found]


def fields(found: Any) -> list[Finding]:
    return list(found)


def test_an_idea_is_let_through_when_every_criterion_of_the_gate_says_so() -> None:
    assert codes(criteria(proposed())) == []
    assert codes(criteria(proposed("conditional_go"))) == []


def test_a_criterion_that_is_not_judged_keeps_an_idea_from_being_let_through() -> None:
    assert codes(criteria(proposed(criteria=FOUND[:2]))) == ["D567"]
    assert codes(criteria(proposed(criteria=()))) == ["D567"] * 3


@pytest.mark.parametrize(
    "found", [Judged("added-value", score=2), Judged("added-value", "met"), Judged("added-value")]
)
def test_a_score_below_the_threshold_or_none_at_all_lets_nothing_through(found: Judged) -> None:
    (finding,) = fields(criteria(proposed(criteria=(*FOUND[:2], found))))
    assert (finding.code, finding.field) == ("D568", ("criteria", 2))


@pytest.mark.parametrize("verdict", ["not_met", "unknown", ""])
def test_a_must_that_is_not_met_lets_nothing_through(verdict: str) -> None:
    found = (Judged("lawfulness", "met"), Judged("efficiency", verdict, 5), FOUND[2])
    assert codes(criteria(proposed(criteria=found))) == ["D568"]


@pytest.mark.parametrize("outcome", ["no_go", "hold", "rework"])
def test_no_hold_and_rework_ask_for_no_dossier(outcome: str) -> None:
    assert codes(criteria(proposed(outcome, criteria=()))) == []


def test_a_waiver_covers_a_score_and_never_the_law() -> None:
    waived = proposed(criteria=FOUND[:1], waived=("efficiency", "added-value"))
    assert codes(criteria(waived)) == []
    law = proposed(criteria=FOUND[1:], waived=("lawfulness",))
    assert codes(criteria(law)) == ["D567"]
    assert codes(waivers(law)) == ["D566"]


@pytest.mark.parametrize("what", ["lawfulness", "money", "authority", "privacy"])
def test_law_money_and_authority_cannot_be_waived(what: str) -> None:
    (finding,) = fields(waivers(proposed(waived=("proof", what))))
    assert (finding.code, finding.field) == ("D566", ("waivers", 1, "what"))


def test_a_waiver_of_what_is_not_asked_for_is_a_slip_with_its_near_miss() -> None:
    (finding,) = fields(waivers(proposed(waived=("prof",))))
    assert finding.code == "R313"
    assert dict(finding.params)["near"] == "proof"


def policy(quorum: int = 1, limit: int = -1, grade: str = "recorded", **more: Any) -> Policy:
    holders = tuple(HolderFacts("keeper", f"p-{n}", "", "", "") for n in (1, 2, 3))
    organisation = OrganisationFacts("o", (), (), (), (), holders)
    mandate = MandateFacts(("unit/*",), ("concept",), ("keeper",), quorum, limit)
    more.setdefault("gatekeepers", tuple(GatekeeperFacts(f"p-{n}") for n in (1, 2, 3)))
    return Policy(AuthorityFacts(grade, (mandate,), **more), organisation)


def test_without_authority_everybody_may_decide() -> None:
    nobody = Policy(None, policy().organisation)
    assert codes(authority(proposed(), nobody, {})) == []


def test_a_gate_that_no_mandate_covers_can_be_decided_by_nobody() -> None:
    assert codes(authority(proposed(what="product"), policy(), {})) == ["D560"]
    assert codes(authority(proposed(stream="corps"), policy(), {})) == ["D560"]
    assert codes(authority(proposed(), policy(), {})) == []


def test_all_that_a_decision_grants_stays_within_the_limit_together() -> None:
    two = (("a", 60_00), ("b", 40_00))
    assert codes(authority(proposed(resources=two), policy(limit=100_00), {})) == []
    (finding,) = fields(authority(proposed(resources=two), policy(limit=99_99), {}))
    assert finding.code == "D561"
    assert dict(finding.params)["amount"] == "100.00"
    assert dict(finding.params)["limit"] == "99.99"


def test_each_stream_that_pays_along_can_decide_on_its_share_or_says_why_not() -> None:
    budgets = {row.id: row for row in (budget("oost-2026"), budget("korps", stream="corps"))}
    rows = (("oost-2026", 1), ("korps", 100_00), ("weg", 5))
    one = proposed(resources=rows, proposed_by="p-1")
    assert asked(one, budgets) == (Share("unit/oost", 100_06), Share("corps", 100_00))
    (nobody,) = fields(authority(one, policy(), budgets))
    assert (nobody.code, nobody.field) == ("D560", ("resources",))
    assert dict(nobody.params) == {"what": "concept", "stream": "corps"}

    def under(quorum: int, limit: int) -> Policy:
        kept = policy().authority
        assert kept is not None
        corps = MandateFacts(("corps",), ("concept",), ("keeper",), quorum, limit)
        return policy()._replace(authority=kept._replace(mandates=(*kept.mandates, corps)))

    assert codes(authority(one, under(2, 100_00), budgets)) == []
    (over,) = fields(authority(one, under(1, 99_99), budgets))
    assert (over.code, over.field) == ("D561", ("resources",))
    said = {"amount": "100.00", "limit": "99.99", "what": "concept", "stream": "corps"}
    assert dict(over.params) == said
    (few,) = fields(authority(one, under(3, -1), budgets))
    assert (few.code, dict(few.params)["stream"], dict(few.params)["able"]) == (
        "D562",
        "corps",
        "2",
    )


def test_what_is_corrected_can_be_undone_by_those_of_the_stream_that_took_it() -> None:
    one = proposed()._replace(stakes=(Stake("corps", "move", 100_00),))
    (nobody,) = fields(authority(one, policy(), {}))
    assert (nobody.code, nobody.field) == ("D560", ("what",))
    assert dict(nobody.params) == {"what": "move", "stream": "corps"}
    kept = policy(limit=0).authority
    assert kept is not None
    corps = MandateFacts(("corps",), ("move",), ("keeper",), 1, 99_99)
    under = policy()._replace(authority=kept._replace(mandates=(*kept.mandates, corps)))
    (over,) = fields(authority(one, under, {}))
    assert (over.code, dict(over.params)) == ("D560", {"what": "move", "stream": "corps"})


def test_who_proposes_is_not_counted_among_those_who_can_approve() -> None:
    assert codes(authority(proposed(proposed_by="p-1"), policy(quorum=2), {})) == []
    (finding,) = fields(authority(proposed(proposed_by="p-1"), policy(quorum=3), {}))
    assert finding.code == "D562"
    assert codes(authority(proposed(proposed_by="p-9"), policy(quorum=3), {})) == []


def test_what_nobody_may_decide_any_more_is_told_with_who_corrects_it() -> None:
    go = Stake("unit/oost", "concept", 200_00)
    (told,) = fields(authority(proposed(stakes=(go,)), policy(quorum=2, limit=100_00), {}))
    assert (told.code, told.path, told.severity) == ("G580", "d", "warning")
    assert dict(told.params) == {
        "what": "concept", "stream": "unit/oost", "quorum": "2", "persons": "p-1, p-2, p-3",
    }  # fmt: skip
    few = authority(proposed(stakes=(go,), proposed_by="p-1"), policy(3, limit=100_00), {})
    assert codes(few) == ["D562", "G580"], "once, for what it is and for what it corrects"
    assert codes(authority(proposed(stakes=(go,)), policy(limit=200_00), {})) == []
    gone = Policy(AuthorityFacts("recorded", ()), policy().organisation)
    assert codes(authority(proposed(stakes=(go,)), gone, {})) == ["D560"]


def test_too_few_beside_who_proposes_it_are_told_for_what_it_undoes_too() -> None:
    kept = policy().authority
    assert kept is not None
    audit = MandateFacts(("unit/*",), ("audit",), ("keeper",), 3)
    under = policy()._replace(authority=kept._replace(mandates=(*kept.mandates, audit)))
    one = proposed(stakes=(Stake("unit/oost", "audit", 0),), proposed_by="p-1")
    (few,) = fields(authority(one, under, {}))
    params = dict(few.params)
    assert (few.code, params["what"], params["able"], params["quorum"]) == (
        "D562", "audit", "2", "3",
    )  # fmt: skip


def test_money_beside_gates_is_judged_by_the_gate_that_the_idea_stands_before() -> None:
    kept = policy().authority
    assert kept is not None
    product = MandateFacts(("unit/*",), ("product",), ("keeper",), 1, 100_00)
    under = policy()._replace(authority=kept._replace(mandates=(*kept.mandates, product)))
    for gates, found in ((("concept",), []), (("product",), ["D561"])):
        one = proposed("done", "change", resources=(("own", 100_01),))._replace(gates=gates)
        assert one.itself == Stake("unit/oost", "change", 0, gates)
        assert codes(authority(one, under, {})) == found


def test_a_deputy_fills_the_place_of_a_gatekeeper_without_a_key() -> None:
    able = {"p-1": 1, "p-9": 9}
    keepers = (
        *(GatekeeperFacts(who, accounts=(("forge", number),)) for who, number in able.items()),
        GatekeeperFacts("p-2"),
    )
    alone = policy(2, grade="forge", gatekeepers=keepers)
    assert codes(authority(proposed(proposed_by="p-7"), alone, {})) == ["D562"]
    acting = policy(2, grade="forge", gatekeepers=keepers, deputies=(DeputyFacts("p-9", "p-2"),))
    assert codes(authority(proposed(proposed_by="p-7"), acting, {})) == []
    assert codes(authority(proposed(proposed_by="p-9"), acting, {})) == ["D562"]
    assert free(acting, Seat(("p-1", "p-2"), 2), "p-1") == ("p-2",)


def budget(name: str, kind: str = "innovation", stream: str = "unit/oost") -> BudgetFacts:
    return BudgetFacts(name, 2026, "final", stream, kind, "p-1", 100_00, ())


BUDGETS = {
    row.id: row
    for row in (
        budget("own"), budget("real", "realisation"), budget("other", stream="portfolio/x"),
    )
}  # fmt: skip
LEFT = {day(10): {"own": 100_00, "real": 100_00, "other": 100_00}}


def paying(*resources: tuple[str, int], **more: Any) -> Proposed:
    return proposed(resources=resources, **more)


def test_what_is_free_can_be_granted_to_the_last_cent_and_not_beyond() -> None:
    assert codes(money([paying(("own", 100_00))], BUDGETS, LEFT)) == []
    (finding,) = fields(money([paying(("own", 100_01))], BUDGETS, LEFT))
    assert (finding.code, finding.field) == ("D563", ("resources", 0, "amount"))


def test_decisions_of_one_sitting_and_two_rows_of_one_decision_draw_on_a_budget_together() -> None:
    both = [paying(("own", 60_00), path="a"), paying(("own", 60_00), path="b")]
    (finding,) = fields(money(both, BUDGETS, LEFT))
    assert (finding.code, finding.path) == ("D563", "b")
    assert dict(finding.params)["asked"] == "120.00"
    assert codes(money([paying(("own", 60_00), ("own", 60_00))], BUDGETS, LEFT)) == ["D563"]


def test_an_overdrawn_budget_gives_nothing_more_and_asks_nothing_of_who_asks_nothing() -> None:
    over = {day(10): {"own": -1}}
    assert codes(money([paying(("own", 1))], BUDGETS, over)) == ["D563"]
    assert codes(money([paying(("own", 0))], BUDGETS, over)) == []


@pytest.mark.parametrize(
    ("what", "outcome", "to_phase", "expected"),
    [
        ("concept", "go", "creation", []),
        ("product", "go", "scaling", ["D564"]),
        ("product", "conditional_go", "scaling", ["D564"]),
        ("product", "rework", "creation", []),
    ],
)
def test_scaling_is_never_paid_from_innovation_money(
    what: str, outcome: str, to_phase: str, expected: list[str]
) -> None:
    one = paying(("own", 1_00), what=what, outcome=outcome, to_phase=to_phase)
    assert codes(money([one], BUDGETS, LEFT)) == expected
    real = paying(("real", 1_00), what=what, outcome=outcome, to_phase=to_phase)
    assert codes(money([real], BUDGETS, LEFT)) == []


@pytest.mark.parametrize(
    ("what", "outcome", "to_phase"),
    [
        ("embed", "go", "embedded"),
        ("product", "no_go", "creation"),
        ("withdraw", "done", "creation"),
    ],
)
def test_a_decision_that_closes_an_idea_grants_it_nothing(
    what: str, outcome: str, to_phase: str
) -> None:
    one = paying(("real", 1_00), what=what, outcome=outcome, to_phase=to_phase)
    assert codes(money([one], BUDGETS, LEFT)) == ["B714"]
    nothing = paying(("real", 0), what=what, outcome=outcome, to_phase=to_phase)
    assert codes(money([nothing], BUDGETS, LEFT)) == []


def test_another_streams_money_comes_only_beside_a_share_of_the_own_stream() -> None:
    assert codes(money([paying(("other", 1_00))], BUDGETS, LEFT)) == ["D565"]
    assert codes(money([paying(("other", 1_00), ("own", 0))], BUDGETS, LEFT)) == ["D565"]
    assert codes(money([paying(("other", 1_00), ("own", 1_00))], BUDGETS, LEFT)) == []
    assert codes(money([paying(("other", 0), ("own", 1_00))], BUDGETS, LEFT)) == ["D565"]


def test_a_budget_that_nobody_knows_is_told_elsewhere() -> None:
    assert codes(money([paying(("nergens", 1_00))], BUDGETS, LEFT)) == []


def test_cents_read_as_files_have_them() -> None:
    assert [euros(c) for c in (0, 5, 123_456, -1_05)] == ["0.00", "0.05", "1234.56", "-1.05"]


def row(key: str, kind: Any = "deliverable", light: Any = "red", *, waivable: bool = True) -> Row:
    return Row(key, kind, light, "D601", (("deliverable", "x"),), "", waivable, "V8")


ROWS = (
    row("deliverable.proof"),
    row("role.broker", "role", "amber"),
    row("checklist.privacy", "checklist", waivable=False),
    row("condition.01.c1", "condition", waivable=False),
)


def test_what_the_gate_asks_for_and_is_not_there_keeps_it_shut_unless_it_is_waived() -> None:
    assert len(fields(ready(proposed(), ROWS, "i"))) == 2
    for name in ("proof", "deliverable.proof"):
        assert len(fields(ready(proposed(waived=(name,)), ROWS, "i"))) == 1
        assert codes(waivers(proposed(waived=(name,)), ROWS)) == []
    assert len(fields(ready(proposed(waived=("privacy",)), ROWS, "i"))) == 2


@pytest.mark.parametrize("outcome", ["no_go", "hold", "rework"])
def test_saying_no_waits_for_nothing_that_the_gate_asks_for(outcome: str) -> None:
    assert fields(ready(proposed(outcome), ROWS, "i")) == []
