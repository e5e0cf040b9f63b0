"""SSH signatures by the system's own ``ssh-keygen -Y``: offline, with agents and hardware keys.

Whether a signature is valid says nothing yet: whose key it was made with is for the rules.
"""

from __future__ import annotations

import base64
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

from innoctl.errors import InnoError, StorageError
from innoctl.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAM: Final = "ssh-keygen"
PATIENCE: Final = 120
"""Seconds for a person to touch a hardware key or to type a passphrase."""
AT_ONCE: Final = 4
_BEGIN: Final = "-----BEGIN SSH SIGNATURE-----"
_END: Final = "-----END SSH SIGNATURE-----"
_MAGIC: Final = b"SSHSIG"


class NoSshKeygen(StorageError):
    """There is no ``ssh-keygen`` that can sign."""

    code = "U950"


class NotSigned(InnoError):
    """``ssh-keygen`` refused to sign: a wrong passphrase, a key that is not there."""

    code = "U951"


class Signed(NamedTuple):
    """A statement with the armoured signature under it, made for ``namespace``."""

    statement: bytes
    signature: str
    namespace: str


def signers(signed: Sequence[Signed]) -> list[str]:
    """Return for each the public key (``type base64``) that made it, '' where it is not valid.

    Some run side by side: each costs a start of ``ssh-keygen``.
    """
    if not signed:
        return []
    first = signer(signed[0])  # loads what it needs before several threads ask for it at once
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [first, *pool.map(signer, signed[1:])]


def signer(signed: Signed) -> str:
    """Return the public key that made one signature, '' where it is not valid."""
    key = public_key(signed.signature)
    if not key:
        return ""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "signature")
        file.write_text(signed.signature, "utf-8")
        words = ("-Y", "check-novalidate", "-n", signed.namespace, "-s", str(file))
        status, _, _ = _run(words, signed.statement)
    return key if status == 0 else ""


def public_key(signature: str) -> str:
    """Return the public key that stands in an armoured signature, '' where there is none to read.

    The form is OpenSSH's ``PROTOCOL.sshsig``: a magic word, a version, the key, then the rest.
    """
    body = signature.strip()
    if not (body.startswith(_BEGIN) and body.endswith(_END)):
        return ""
    try:
        raw = base64.b64decode("".join(body[len(_BEGIN) : -len(_END)].split()), validate=True)
    except ValueError:
        return ""
    blob = _string(raw, len(_MAGIC) + 4) if raw.startswith(_MAGIC) else b""
    name = _string(blob, 0)
    if not name.isascii() or not name:
        return ""
    return f"{name.decode('ascii')} {base64.b64encode(blob).decode('ascii')}"


def sign(statement: bytes, key: Path, namespace: str) -> str:
    """Return the armoured signature over ``statement`` by ``key``; raises `NotSigned`.

    ``key`` is a private key, or a public one whose private half an agent or a hardware key holds.
    What the person is asked is asked on his own terminal.
    """
    status, out, said = _run(("-Y", "sign", "-n", namespace, "-f", str(key)), statement, ask=True)
    if status or not out:
        raise NotSigned(key=key, said=said.strip().rpartition("\n")[2] or status)
    return out.decode("ascii", "replace")


def agent_keys() -> list[str]:
    """Return the public keys (``type base64``) that an agent holds; none where there is no agent."""
    try:
        done = subprocess.run(
            ["ssh-add", "-L"],  # noqa: S607  (as the user's own terminal finds it)
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    rows = (line.split() for line in done.stdout.decode("utf-8", "replace").splitlines())
    return [" ".join(words[:2]) for words in rows if len(words) > 1] if not done.returncode else []


def _string(data: bytes, at: int) -> bytes:
    size = int.from_bytes(data[at : at + 4], "big")
    found = data[at + 4 : at + 4 + size]
    return found if len(found) == size else b""


def _run(words: Sequence[str], data: bytes, *, ask: bool = False) -> tuple[int, bytes, str]:
    """Run ``ssh-keygen``; unless it may ``ask``, nothing that it does can reach the terminal."""
    try:
        done = subprocess.run(  # noqa: S603  (words of ours, no shell)
            [PROGRAM, *words],
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            start_new_session=not ask,
        )
    except OSError as error:
        raise NoSshKeygen from error
    except subprocess.TimeoutExpired:
        return 1, b"", "time-out"
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")
