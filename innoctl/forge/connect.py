"""From what ``portfolio.yaml`` says to a forge that can be asked."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from innoctl.forge import errors, token
from innoctl.forge.forgejo import Forgejo
from innoctl.forge.github import GitHub
from innoctl.forge.gitlab import GitLab
from innoctl.forge.http import Http, session
from innoctl.forge.protocol import Forge

if TYPE_CHECKING:
    from innoctl.model.portfolio import Forge as Settings

HOST: Final = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
FORGES: Final[dict[str, Callable[[Http, str], Forge]]] = {
    "github": GitHub,
    "gitlab": GitLab,
    "forgejo": Forgejo,
}


@contextmanager
def connected(
    settings: Settings | None, environment: Mapping[str, str] = os.environ
) -> Iterator[Forge]:
    """Give the portfolio's forge for as long as the block lasts; nothing is asked of it yet.

    Raises `NoForge`, `BadAddress`, `NoExtra`, `Insecure`, and what `token.find` raises.
    """
    if settings is None:
        raise errors.NoForge
    kind, host = settings.kind, host_of(settings.url)
    base, project = api(kind, settings.url), _project(kind, settings.project)
    with session(base, kind, token.find(kind, host, environment)) as http:
        yield FORGES[kind](http, project)


def api(kind: str, url: str) -> str:
    """Return where the API of a forge begins. A forge may live under a path of its host."""
    host = host_of(url)
    base = f"{urlsplit(url).scheme.lower()}://{host}{urlsplit(url).path.rstrip('/')}"
    if kind == "github":
        if host == "github.com":
            return "https://api.github.com"
        if host.endswith(".ghe.com"):
            return f"https://api.{host}"
        return f"{base}/api/v3"
    return f"{base}/api/v4" if kind == "gitlab" else f"{base}/api/v1"


def host_of(url: str) -> str:
    """Return host and port of a forge's address in lower case, by which its accounts are known.

    Raises `BadAddress` if it is not a plain one.
    """
    try:
        parts = urlsplit(url)
        plain = parts.scheme.lower() in {"http", "https"} and not parts.query + parts.fragment
        _port = parts.port  # raises ValueError when it is none
    except ValueError:
        raise errors.BadAddress(what=url) from None
    odd = re.search(r"[\s\\%]|(?:^|/)\.\.?(?:/|$)", parts.path)
    if not plain or odd or not HOST.fullmatch(parts.netloc):
        raise errors.BadAddress(what=url)
    return parts.netloc.lower()


def _project(kind: str, project: str) -> str:
    """Return a project's path fit for an address: ``owner/name``, on GitLab with its groups."""
    names = project.split("/")
    if not all(re.fullmatch(r"[\w.+-]+", name) and name.strip(".") for name in names):
        raise errors.BadAddress(what=project)
    if len(names) < 2 or (kind != "gitlab" and len(names) != 2):  # noqa: PLR2004
        raise errors.BadAddress(what=project)
    return quote(project, safe="" if kind == "gitlab" else "/")
