"""``authority.yaml`` read as plain data: what cannot be read never lets anybody decide."""

from __future__ import annotations

from typing import Any

import pytest

from innoctl.model.authority_facts import (
    AuthorityFacts,
    DeputyFacts,
    GatekeeperFacts,
    KeyFacts,
    MandateFacts,
    authority_facts,
)

WHOLE: dict[str, Any] = {
    "approval": "forge",
    "mandates": [
        {"streams": ["unit/*"], "gates": ["concept"], "roles": ["keeper"], "quorum": 2,
         "limit": "100.00"},
        {"streams": ["corps"], "roles": ["chief"]},
    ],
    "gatekeepers": [
        {"person": "a",
         "keys": [{"public": "ssh-ed25519 AAAA a@host", "until": "2026-12-31"}, {"public": "x"}],
         "accounts": [{"forge": "forge", "id": 7, "login": "anna"}]},
        {"person": "b"},
    ],
    "deputies": [{"person": "d", "for": "a", "from": "2026-01-01", "until": "2026-02-01"}],
    "owners": {"process": ["keeper"], "agenda": ["chief", 1]},
    "importers": [{"public": "ssh-ed25519 BBBB"}],
}  # fmt: skip


def test_authority_is_read_whole() -> None:
    key = KeyFacts("ssh-ed25519 AAAA", "2026-12-31")
    anna = GatekeeperFacts("a", (key,), (("forge", 7),), (("forge", "anna"),))
    assert authority_facts(WHOLE) == AuthorityFacts(
        "forge",
        (
            MandateFacts(("unit/*",), ("concept",), ("keeper",), 2, 100_00),
            MandateFacts(("corps",), ("*",), ("chief",), 1, -1),
        ),
        (anna, GatekeeperFacts("b")),
        (DeputyFacts("d", "a", "2026-01-01", "2026-02-01"),),
        (("process", ("keeper",)), ("agenda", ("chief",))),
        (KeyFacts("ssh-ed25519 BBBB"),),
    )


@pytest.mark.parametrize("data", [None, [], "x", {}])
def test_nobody_may_decide_where_there_is_nothing_to_read(data: object) -> None:
    assert authority_facts(data) == AuthorityFacts("recorded") == AuthorityFacts()


@pytest.mark.parametrize("grade", [None, 1, ["recorded"], ""])
def test_a_grade_that_is_none_asks_for_the_strongest(grade: object) -> None:
    assert authority_facts({"approval": grade}).approval == "signed"


@pytest.mark.parametrize(
    "wrong",
    [{"limit": 100}, {"limit": "100"}, {"limit": "veel"}, {"quorum": 0}, {"quorum": -1},
     {"quorum": "2"}, {"quorum": None}, {"quorum": True}],
)  # fmt: skip
def test_a_mandate_whose_limit_or_quorum_is_none_is_none(wrong: dict[str, object]) -> None:
    row = {"streams": ["*"], "roles": ["keeper"]}
    found = authority_facts({"mandates": [row | wrong, row | {"limit": None}]}).mandates
    assert found == (MandateFacts(("*",), ("*",), ("keeper",)),)


def test_a_mandate_whose_gates_cannot_be_read_is_about_none() -> None:
    row = {"streams": ["*"], "roles": ["keeper"], "gates": "concept"}
    (found,) = authority_facts({"mandates": [row]}).mandates
    assert found.gates == ()


@pytest.mark.parametrize("wrong", [{"from": "soon"}, {"until": 2026}])
def test_a_deputy_whose_period_cannot_be_read_acts_for_nobody(wrong: dict[str, object]) -> None:
    rows = [{"person": "d", "for": "a"} | wrong, {"person": "e", "for": "a"}]
    assert authority_facts({"deputies": rows}).deputies == (DeputyFacts("e", "a"),)


def test_an_account_without_a_host_or_a_number_is_none() -> None:
    rows = [
        {"forge": "forge", "id": 0}, {"forge": "forge", "id": -1}, {"forge": "", "id": 7},
        {"forge": "forge", "id": "7"}, {"id": 7, "login": "anna"}, {"forge": "forge", "id": 1},
    ]  # fmt: skip
    (row,) = authority_facts({"gatekeepers": [{"person": "a", "accounts": rows}]}).gatekeepers
    assert (row.accounts, row.logins) == ((("forge", 1),), (("", "anna"),))


def test_a_person_who_is_not_named_has_nothing() -> None:
    authority = authority_facts(WHOLE)
    assert authority.gatekeeper("a").accounts == (("forge", 7),)
    assert authority.gatekeeper("z") == GatekeeperFacts("z")


@pytest.mark.parametrize(
    ("streams", "stream", "covered"),
    [
        (("unit/oost",), "unit/oost", True),
        (("unit/oost",), "unit/west", False),
        (("unit/*",), "unit/west", True),
        (("unit/*",), "corps", False),
        (("*",), "corps", True),
        (("corps/*",), "corps", True),
        ((), "corps", False),
    ],
)
def test_a_mandate_covers_its_streams(
    streams: tuple[str, ...], stream: str, *, covered: bool
) -> None:
    mandate = MandateFacts(streams, ("concept",), ())
    assert mandate.covers(stream, "concept") is covered
    assert mandate.covers(stream, "product") is False
    assert mandate._replace(gates=("*",)).covers(stream, "product") is covered
