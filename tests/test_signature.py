"""Signatures by the system's own ssh-keygen, with real keys: which are valid, and whose they are."""

from __future__ import annotations

import base64
import os
import subprocess
from pathlib import Path

import pytest

from innoctl.vcs import signature
from innoctl.vcs.signature import (
    NoSshKeygen,
    NotSigned,
    Signed,
    agent_keys,
    public_key,
    sign,
    signer,
    signers,
)

SAID = b'{"person":"p-01"}'
SPACE = "innoctl-gate"


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("keys"), "one")


def made(folder: Path, name: str, *, phrase: str = "") -> Path:
    file = folder / name
    words = ("-q", "-t", "ed25519", "-N", phrase, "-C", f"{name}@host", "-f", str(file))
    subprocess.run(["ssh-keygen", *words], check=True, stdin=subprocess.DEVNULL)
    return file


def public(key: Path) -> str:
    return " ".join(key.with_name(f"{key.name}.pub").read_text().split()[:2])


@pytest.fixture(scope="module")
def armour(key: Path) -> str:
    return sign(SAID, key, SPACE)


def test_a_valid_signature_names_the_key_that_made_it(key: Path, armour: str) -> None:
    assert public_key(armour) == public(key)
    assert signer(Signed(SAID, armour, SPACE)) == public(key)
    assert public_key(f"\n  {armour}\n") == public(key)


def test_other_words_another_purpose_or_a_broken_signature_name_no_key(armour: str) -> None:
    assert signer(Signed(SAID + b" ", armour, SPACE)) == ""
    assert signer(Signed(SAID, armour, "git")) == ""
    lines = armour.splitlines()
    lines[3] = lines[3][::-1]
    assert signer(Signed(SAID, "\n".join(lines) + "\n", SPACE)) == ""
    assert signer(Signed(SAID, "", SPACE)) == ""


def test_each_of_many_is_judged_by_itself_and_in_order(key: Path, armour: str) -> None:
    good, bad = Signed(SAID, armour, SPACE), Signed(b"other", armour, SPACE)
    mine = public(key)
    assert signers([]) == []
    assert signers([good]) == [mine]
    assert signers([bad, good, good, bad, good, good]) == ["", mine, mine, "", mine, mine]


def blob(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def armoured(raw: bytes) -> str:
    body = base64.b64encode(raw).decode()
    return f"-----BEGIN SSH SIGNATURE-----\n{body}\n-----END SSH SIGNATURE-----"


KEY = blob(b"ssh-ed25519", b"k" * 32)
RAW = b"SSHSIG" + (1).to_bytes(4, "big") + blob(KEY, b"git", b"", b"sha512", b"s")


def test_the_key_stands_where_the_format_says() -> None:
    said = f"ssh-ed25519 {base64.b64encode(KEY).decode()}"
    assert public_key(armoured(RAW)) == said
    assert public_key(armoured(RAW[: 10 + 4 + len(KEY)])) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        armoured(RAW).replace("BEGIN", "BEGUN"),
        armoured(RAW).replace("END", "EIND"),
        armoured(RAW).replace("END", "ENT"),
        armoured(RAW).replace("U1", "U*1"),
        armoured(RAW)[:40] + "é" + armoured(RAW)[41:],
        armoured(b"SSHSIX" + RAW[6:]),
        armoured(RAW[:20]),
        armoured(b"SSHSIG"),
        armoured(RAW[:10] + blob(blob(b"", b"k"))),
        armoured(RAW[:10] + blob(blob("é".encode(), b"k"))),
        armoured(RAW[:10] + blob((99).to_bytes(4, "big") + b"ssh-ed25519")),
    ],
)
def test_a_signature_of_another_form_has_no_key(text: str) -> None:
    assert public_key(text) == ""


def test_a_key_that_is_not_there_or_does_not_open_signs_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotSigned) as caught:
        sign(SAID, tmp_path / "none", SPACE)
    assert dict(caught.value.params)["key"] == str(tmp_path / "none")
    assert "No such file" in dict(caught.value.params)["said"]
    assert "\n" not in dict(caught.value.params)["said"]


def test_without_ssh_keygen_nothing_is_signed_and_nothing_is_taken_for_signed(
    armour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signature, "PROGRAM", "no-such-ssh-keygen")
    with pytest.raises(NoSshKeygen) as caught:
        signer(Signed(SAID, armour, SPACE))
    assert caught.value.code == "U950"


def test_a_program_that_never_answers_proves_nothing(
    armour: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 9\n")
    slow.chmod(0o755)
    monkeypatch.setattr(signature, "PROGRAM", str(slow))
    monkeypatch.setattr(signature, "PATIENCE", 0.2)
    assert signer(Signed(SAID, armour, SPACE)) == ""
    with pytest.raises(NotSigned) as caught:
        sign(SAID, tmp_path / "key", SPACE)
    assert dict(caught.value.params)["said"] == "time-out"


def program(folder: Path, name: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_a_signature_that_comes_with_a_failure_or_with_nothing_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "ssh-keygen", "echo signed; exit 3", monkeypatch)
    with pytest.raises(NotSigned) as caught:
        sign(SAID, tmp_path / "key", SPACE)
    assert (caught.value.code, dict(caught.value.params)["said"]) == ("U951", "3")
    program(tmp_path, "ssh-keygen", "printf 'first\\nla\\353t\\n' >&2; exit 1", monkeypatch)
    with pytest.raises(NotSigned) as caught:
        sign(SAID, tmp_path / "key", SPACE)
    assert dict(caught.value.params)["said"] == "la\N{REPLACEMENT CHARACTER}t"
    program(tmp_path, "ssh-keygen", "exit 0", monkeypatch)
    with pytest.raises(NotSigned):
        sign(SAID, tmp_path / "key", SPACE)


def test_only_who_signs_may_be_asked_on_his_terminal(
    armour: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "ssh-keygen", f"ps -o sid= -p $$ > {tmp_path}/sid; echo x", monkeypatch)
    here = os.getsid(0)
    sign(SAID, tmp_path / "key", SPACE)
    assert int(tmp_path.joinpath("sid").read_text()) == here
    signer(Signed(SAID, armour, SPACE))
    assert int(tmp_path.joinpath("sid").read_text()) != here


def test_an_agent_tells_which_keys_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(
        tmp_path,
        "ssh-add",
        "test \"$*\" = -L && echo 'ssh-ed25519 AAAA a@host' && echo none && echo 'ssh-dss CC' && printf 'ssh-rsa BB Zo\\353\\n'",
        monkeypatch,
    )
    assert agent_keys() == ["ssh-ed25519 AAAA", "ssh-dss CC", "ssh-rsa BB"]
    program(tmp_path, "ssh-add", "echo 'ssh-ed25519 AAAA a@host'; exit 1", monkeypatch)
    assert agent_keys() == []
    program(tmp_path, "ssh-add", "exec sleep 9", monkeypatch)
    monkeypatch.setattr(signature, "PATIENCE", 0.2)
    assert agent_keys() == []
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert agent_keys() == []


def test_a_key_behind_a_passphrase_does_not_open_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_ASKPASS", "/bin/false")
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    locked = made(tmp_path, "locked", phrase="geheim")
    with pytest.raises(NotSigned):
        sign(SAID, locked, SPACE)
