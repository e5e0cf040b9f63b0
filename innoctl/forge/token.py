"""The token that a forge is asked with: found in the environment or asked of the forge's own program.

It is kept from everything but the one header that carries it: no repr, no message, no file.
A portfolio may come from anyone, and its ``portfolio.yaml`` says which forge is asked. So a
token goes to the forge that it was made for alone: that kind's public host, the host that its
companion variables name, or, whatever else is set, those of ``INNOCTL_FORGE_HOST`` (commas
between them).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from innoctl.forge.errors import BadToken, NoToken, TokenElsewhere
from innoctl.named import NamedTuple

OWN: Final = "INNOCTL_FORGE_TOKEN"
OWN_HOST: Final = "INNOCTL_FORGE_HOST"
JOB: Final = "CI_JOB_TOKEN"
JOB_HOST: Final = "CI_SERVER_URL"
SOUND: Final = re.compile(r"[\x21-\x7e]{1,4096}")
PATIENCE: Final = 10.0
"""Seconds that the forge's own program gets."""
NOWHERE: Final = "innoctl.invalid"
"""A host that cannot be (RFC 2606)."""


class _Custom(NamedTuple):
    """A forge's customs: names of tokens, hosts they are for, the program that knows one."""

    names: tuple[str, ...]
    public: tuple[str, ...]
    hosts: tuple[str, ...]
    program: tuple[str, ...] = ()


CUSTOMS: Final = {
    "github": _Custom(
        ("GH_TOKEN", "GITHUB_TOKEN"),
        ("github.com", ".ghe.com"),
        ("GH_HOST", "GITHUB_SERVER_URL"),
        ("gh", "auth", "token", "--hostname={host}"),
    ),
    "gitlab": _Custom(
        ("GITLAB_TOKEN", JOB),
        ("gitlab.com",),
        ("GITLAB_HOST", "GL_HOST", JOB_HOST),
        ("glab", "config", "get", "token", "--host={host}"),
    ),
    "forgejo": _Custom(
        ("FORGEJO_TOKEN", "GITEA_TOKEN"),
        ("codeberg.org", "gitea.com"),
        ("FORGEJO_SERVER_URL", "GITEA_SERVER_URL", "GITHUB_SERVER_URL"),
    ),
}


class Token:
    """A token and where it was found; only `header` gives it away."""

    __slots__ = ("_secret", "source")

    def __init__(self, secret: str, source: str) -> None:
        secret = secret.strip()
        if not SOUND.fullmatch(secret):
            raise BadToken(name=source)
        self._secret, self.source = secret, source

    def __repr__(self) -> str:
        return f"<token of {self.source}>"

    def __reduce__(self) -> str:
        raise TypeError("a token is not written anywhere")

    def hidden(self, text: str) -> str:
        """Return ``text`` without the token, if a forge should repeat it."""
        return text.replace(self._secret, "…")

    def header(self, kind: str) -> dict[str, str]:
        """Return the header that authenticates a request to this kind of forge."""
        if self.source == JOB:
            return {"JOB-TOKEN": self._secret}
        scheme = "token" if kind == "forgejo" else "Bearer"
        return {"Authorization": f"{scheme} {self._secret}"}


def find(kind: str, host: str, environment: Mapping[str, str]) -> Token:
    """Return the token for ``host`` (with its port, if it has one).

    Raises `NoToken`, `BadToken`, or `TokenElsewhere` when the one that is set is meant for
    another forge.
    """
    custom = CUSTOMS[kind]
    pins = _hosts(environment, (OWN_HOST,)) if environment.get(OWN_HOST) else None
    elsewhere = ""
    for name in (OWN, *custom.names):
        if not environment.get(name):
            continue
        if _meant_for(host, name, custom, environment, pins):
            return Token(environment[name], name)
        elsewhere = elsewhere or name
    elsewhere_only = pins is not None and host not in pins
    token = None if elsewhere_only else _asked(custom.program, host)
    if token is not None:
        return token
    if elsewhere:
        raise TokenElsewhere(name=elsewhere, host=host)
    raise NoToken(host=host, names=", ".join((OWN, *custom.names)))


def _meant_for(
    host: str, name: str, custom: _Custom, environment: Mapping[str, str], pins: set[str] | None
) -> bool:
    if pins is not None:
        return host in pins
    if name == JOB:
        return host in _hosts(environment, (JOB_HOST,))
    if host in _hosts(environment, custom.hosts):
        return True
    return any(
        host == public or (public[0] == "." and host.endswith(public)) for public in custom.public
    )


def _hosts(environment: Mapping[str, str], names: tuple[str, ...]) -> set[str]:
    """Return the hosts that these variables name, as a host or as an address, with their ports.

    What names none, such as an address with a slash too many, lets a token go nowhere.
    """
    values = [value.strip() for name in names for value in environment.get(name, "").split(",")]
    found = [
        value.partition("://")[2].partition("/")[0] if "://" in value else value for value in values
    ]
    return {host.strip("/").lower() for host in found} - {""}


def _asked(words: tuple[str, ...], host: str) -> Token | None:
    """Ask the forge's own program for what it keeps for a host, and for nothing that goes anywhere.

    gh and glab give what stands in their environment, and glab what it keeps for no host, to
    whoever asks for any.
    """
    program = _program(words[0]) if words else None
    secret = _said(program, words[1:], host) if program else ""
    if not program or not secret or secret == _said(program, words[1:], NOWHERE):
        return None
    return Token(secret, words[0])


def _said(program: str, words: tuple[str, ...], host: str) -> str:
    """Return what a program says of a host; it runs outside any portfolio."""
    command = [program, *(word.format(host=host) for word in words)]
    try:
        done = subprocess.run(  # noqa: S603  (found on PATH; the host was checked to be one)
            command, cwd=Path(program).anchor, stdin=subprocess.DEVNULL, capture_output=True,
            env={name: value for name, value in os.environ.items() if "TOKEN" not in name.upper()},
            timeout=PATIENCE, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return "" if done.returncode else done.stdout.decode("utf-8", "replace").strip()


def _program(name: str) -> str | None:
    folders = [folder for folder in os.get_exec_path() if Path(folder).is_absolute()]
    found = shutil.which(name, path=os.pathsep.join(folders))
    return found if found and Path(found).is_absolute() else None
