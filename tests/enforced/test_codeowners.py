"""CODEOWNERS read as each forge reads it: who is asked about which file."""

from __future__ import annotations

import json
import re
import shlex
from fnmatch import fnmatchcase
from typing import Any

import pytest

from innoctl.workspace.codeowners import (
    NoLoginKnown,
    NoOwners,
    StandsBefore,
    WhichForge,
    guarded,
)
from innoctl.workspace.portfolio import Portfolio
from innoctl.workspace.whole import EditedByHand
from tests.enforced import FORGES, owners, with_logins
from tests.gates.council import Council, begin

LOGINS = {"@jan-01", "@piet"}
HUB = {"@jan-01-hub", "@piet-hub"}
RULES = ("authority.yaml", "portfolio.yaml", "process.yaml", "process/unit/team.yaml",
         "organisation.yaml", "agenda.yaml", "budgets/2026.yaml", "CODEOWNERS")  # fmt: skip
OWN = {
    "github": (".github/workflows/innoctl.yml", ".github/workflows/new.yml", ".github/CODEOWNERS"),
    "gitlab": (".gitlab-ci.yml", ".gitlab/innoctl.yml", ".gitlab/CODEOWNERS"),
    "forgejo": (".forgejo/workflows/innoctl.yml", ".forgejo/CODEOWNERS", ".gitea/workflows/x.yml"),
}
OTHERS = ("ideas/2026-01/k3f9ab-een-idee.yaml", "decisions/2026-01/k3f9ab-01-concept.yaml",
          "people.yaml", "lessons/process.yaml", "xauthority.yaml", "authorityxyaml")  # fmt: skip


def _fits(pattern: str, path: str) -> bool:
    """Match as GitHub and GitLab do, as far as is used: from the top, a folder with all below it."""
    assert pattern.startswith("/")
    return fnmatchcase(f"/{path}", f"{pattern}*" if pattern.endswith("/") else pattern)


def asked(forge: str, text: str, path: str) -> set[str]:
    """Return whom a forge asks about a file."""
    found: set[str] = set()
    section: list[str] = []
    for row in text.splitlines():
        if not row or row.startswith("#"):
            continue
        if forge == "gitlab" and row.startswith("["):
            section = row.partition("] ")[2].split()
            continue
        pattern, *names = shlex.split(row)
        if forge == "github" and _fits(pattern, path):
            found = set(names)
        if forge == "gitlab" and _fits(pattern, path):
            found |= set(names or section)
        if forge == "forgejo" and re.fullmatch(pattern, path):
            found |= set(names)
    return found


@pytest.mark.parametrize("forge", FORGES)
def test_the_owners_are_asked_about_the_rules_and_nothing_else(
    council: Council, forge: str
) -> None:
    place, text = owners(council.root, forge)
    assert place == f".{forge}/CODEOWNERS"
    expected = HUB if forge == "github" else LOGINS
    for path in (*RULES, *OWN[forge]):
        assert asked(forge, text, path) == expected, path
    for path in OTHERS:
        assert asked(forge, text, path) == set(), path


@pytest.mark.parametrize("forge", FORGES)
def test_a_comment_holds_nothing_that_a_forge_takes_for_an_owner(
    council: Council, forge: str
) -> None:
    rows = owners(council.root, forge)[1].splitlines()
    assert not [row for row in rows if row.startswith("#") and "@" in row]


def test_a_login_is_taken_from_the_portfolio_s_own_forge(council: Council) -> None:
    authority = with_logins(council)
    authority["gatekeepers"][2]["accounts"] = [
        {"forge": "127.0.0.1:8443", "id": 3, "login": "kees"}
    ]
    council.write("authority.yaml", authority)
    for url, expected in (
        ("https://127.0.0.1/git", LOGINS),
        ("https://127.0.0.1:8443", {"@kees"}),
        ("https://github.com", HUB),
    ):
        council.write("portfolio.yaml", at_forge(url))
        assert asked("github", owners(council.root)[1], "authority.yaml") == expected
    council.write("portfolio.yaml", at_forge("https://git.example.org"))
    with pytest.raises(NoLoginKnown):
        owners(council.root)


def at_forge(url: str) -> dict[str, Any]:
    """Return a portfolio.yaml that names a forge."""
    forge = {"kind": "github", "project": "acme/proef", "url": url}
    return {**begin()["portfolio.yaml"], "forge": forge}


@pytest.mark.parametrize("forge", FORGES)
def test_who_may_change_an_address_does_not_become_an_owner(council: Council, forge: str) -> None:
    people = begin()["people.yaml"]
    for row in people["people"]:
        row["email"] = "mallory@example.org"
    council.write("people.yaml", people)
    council.commit("other addresses")
    text = owners(council.root, forge)[1]
    assert "mallory" not in text
    assert "p-03, p-04" in text


def test_what_nobody_is_asked_about_is_told(council: Council) -> None:
    authority = with_logins(council)
    authority["owners"] = {"process": ["keeper"], "agenda": ["nobody"], "budgets": ["keeper"]}
    council.write("authority.yaml", authority)
    with Portfolio.find(council.root) as found:
        left = dict(guarded(found, "github").open)
    assert {*left} == {"authority", "organisation", "agenda"}
    assert {".github/", "CODEOWNERS", "authority.yaml"} <= {*left["authority"]}
    assert "/.github/" not in owners(council.root, "github")[1]


HOSTILE = (
    "x @evil",
    "x\n* @evil",
    "x\n[x] @evil",
    "#",
    "@everyone",
    "a b@example.org",
    "x@y.z\t@evil",
)


@pytest.mark.parametrize("forge", FORGES)
@pytest.mark.parametrize("said", HOSTILE)
def test_a_name_that_breaks_out_of_its_line_is_left_out(
    council: Council, said: str, forge: str
) -> None:
    people = begin()["people.yaml"]
    people["people"][1]["email"] = said
    council.write("people.yaml", people)
    authority = with_logins(council)
    authority["gatekeepers"][2]["accounts"][0]["login"] = said
    authority["owners"] = {key: ["keeper", said] for key in authority["owners"]}
    council.write("authority.yaml", authority)
    organisation = begin()["organisation.yaml"]
    organisation["holders"].append({"role": "keeper", "person": said})
    council.write("organisation.yaml", organisation)
    text = owners(council.root, forge)[1]
    assert "evil" not in text
    assert "everyone" not in text
    assert asked(forge, text, "authority.yaml") <= LOGINS | HUB
    assert json.dumps(said)[1:-1] not in text.replace("#", "") or said == "#"


def test_a_file_that_the_forge_reads_first_is_not_hidden_behind(council: Council) -> None:
    (council.root / "CODEOWNERS").write_text("* @somebody\n")
    for forge in ("gitlab", "forgejo"):
        with pytest.raises(StandsBefore):
            owners(council.root, forge)
    assert owners(council.root, "github")


def test_without_a_forge_or_owners_it_is_asked_for(council: Council) -> None:
    with pytest.raises(WhichForge):
        owners(council.root)
    authority = council.authority(approval="signed")
    del authority["owners"]
    council.write("authority.yaml", authority)
    with pytest.raises(NoOwners):
        owners(council.root, "gitlab")


def test_a_list_by_hand_is_not_overwritten_unasked(council: Council) -> None:
    file = council.root / ".github" / "CODEOWNERS"
    file.parent.mkdir()
    file.write_text("* @somebody\n")
    with pytest.raises(EditedByHand):
        owners(council.root, "github")
    assert owners(council.root, "github", overwrite=True)
