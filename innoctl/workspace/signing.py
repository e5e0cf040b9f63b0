"""With which key a person signs: his own file, what git is told, ``~/.ssh``, or an agent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from innoctl.errors import InnoError
from innoctl.model.authority_facts import AuthorityFacts
from innoctl.model.statement import NAMESPACE, statement
from innoctl.vcs.signature import agent_keys, sign

if TYPE_CHECKING:
    from innoctl.vcs.plumbing import Git


class NoKey(InnoError):
    """None of the person's keys is to be found."""

    code = "U952"


def signing_key(authority: AuthorityFacts, person: str, given: str, git: Git) -> Path:
    """Return the key file to sign with: as given, else one of the person's that is at hand.

    Looked for are ``user.signingKey`` of git, the keys in ``~/.ssh`` and those of an agent.
    """
    if given:
        return Path(given).expanduser()
    wanted = {key.public for key in authority.gatekeeper(person).keys}
    said = git.run("config", "--type=path", "--get", "user.signingkey", ok=(0, 1)).decode().strip()
    folder = Path.home() / ".ssh"
    places = [Path(said)] if said and not said.startswith(("key::", "ssh-")) else []
    for place in (*places, *sorted(folder.glob("*.pub"))):
        public = place if place.suffix == ".pub" else place.with_name(f"{place.name}.pub")
        if _public(public) in wanted:
            private = public.with_suffix("")
            return private if private.is_file() else public
    held = next((key for key in agent_keys() if key in wanted), "")
    if not held:
        raise NoKey(person=person)
    file = git.repository.gitdir / "innoctl" / "signing.pub"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{held}\n", "ascii")
    return file


def _public(file: Path) -> str:
    try:
        return " ".join(file.read_text("utf-8").split()[:2])
    except (OSError, UnicodeDecodeError):
        return ""


def signed(said: dict[str, Any], key: Path | None) -> dict[str, Any]:
    """Return an approval with its signature; without a key as it is."""
    if key is None:
        return said
    return {**said, "signature": sign(statement(said), key, NAMESPACE)}
