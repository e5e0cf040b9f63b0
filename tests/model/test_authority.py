"""``authority.yaml`` read as plain data: what cannot be read never lets anybody decide."""

from __future__ import annotations

import subprocess
from pathlib import Path
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
from innoctl.model.validate import validate
from innoctl.model.values import is_public_key
from tests.keys import key, packed

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


@pytest.mark.parametrize("kind", ["ed25519", "rsa", "ecdsa-256", "ecdsa-384", "ecdsa-521"])
def test_every_key_that_ssh_keygen_makes_is_one(kind: str, tmp_path: Path) -> None:
    name, _, bits = kind.partition("-")
    words = ["ssh-keygen", "-q", "-t", name, "-N", "", "-f", str(tmp_path / "key")]
    subprocess.run([*words, *(["-b", bits] if bits else [])], check=True)
    assert is_public_key((tmp_path / "key.pub").read_text())


def test_keys_in_hardware_are_keys() -> None:
    assert is_public_key(packed("sk-ssh-ed25519@openssh.com", b"k" * 32, b"ssh:"))
    assert is_public_key(
        packed("sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", b"k" * 65, b"ssh:") + " a@host"
    )


@pytest.mark.parametrize(
    "text",
    ["", "ssh-ed25519", "ssh-ed25519 AAAA-the-key-of-sanne", "ssh-ed25519 AAAA...",
     "ssh-ed25519 AAAA", f"no-touch-required {key('a')}", key("a").removeprefix("ssh-"),
     key("a").replace("ssh-ed25519 ", "ssh-rsa "), key("a")[:-4], f"{key('a')}AAAA",
     key("a").replace(" ", " é"), packed("ssh-ed25519"), packed("ssh-ed25519", b"k" * 31),
     packed("ssh-ed25519", b"k" * 32, b""), packed("ssh-ed25519", b"k" * 32, b"k"),
     packed("ssh-rsa", b"", b""), packed("ssh-dss", b"k" * 32), packed("ssh-rsa", b"ab", b"c")[:-1]],
)  # fmt: skip
def test_what_nobody_can_sign_with_is_no_key(text: str) -> None:
    assert not is_public_key(text)


def test_a_key_that_is_none_and_a_person_who_stands_twice_are_told_at_their_place() -> None:
    rows = [
        {"person": "a", "keys": [{"public": f"{key('a')} a@host", "added_on": "2026-01-01"}]},
        {"person": "a", "keys": [{"public": "ssh-ed25519 AAAA...", "added_on": "2026-01-01"}]},
    ]
    said = {"schema": "innoctl/authority/1", "approval": "signed", "mandates": []}
    data = {**said, "gatekeepers": rows}
    assert [(fault.code, fault.field) for fault in validate("authority", data)] == [
        ("M237", ("gatekeepers", 1, "keys", 0, "public")),
        ("M264", ("gatekeepers", 1, "person")),
    ]
