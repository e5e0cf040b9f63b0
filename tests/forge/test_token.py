"""Where a token comes from, where it may go, and that nothing shows it."""

from __future__ import annotations

import copy
import os
import pickle
import stat
import sys
from pathlib import Path

import pytest

from innoctl.errors import InnoError
from innoctl.forge import connect, connected, host_of, token
from innoctl.forge.errors import (
    BadAddress,
    BadToken,
    Insecure,
    NoExtra,
    NoForge,
    NoToken,
    TokenElsewhere,
)
from innoctl.model.portfolio import Forge as Settings
from tests.forge.house import TOKEN


@pytest.fixture(autouse=True)
def no_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Put a folder of our own on PATH and nothing else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def source(kind: str, host: str, **environment: str) -> str:
    return token.find(kind, host, environment).source


def test_innoctls_own_name_goes_before_the_customary_ones() -> None:
    both = {"GH_TOKEN": "a", "INNOCTL_FORGE_TOKEN": "b"}
    assert source("github", "github.com", **both) == "INNOCTL_FORGE_TOKEN"
    assert source("github", "github.com", GITHUB_TOKEN="c", GH_TOKEN="a") == "GH_TOKEN"


@pytest.mark.parametrize(
    ("kind", "host", "environment"),
    [
        ("github", "github.com", {"GITHUB_TOKEN": "t"}),
        ("github", "police.ghe.com", {"GH_TOKEN": "t"}),
        ("github", "git.example.org", {"GITHUB_TOKEN": "t", "GITHUB_SERVER_URL": "https://git.example.org"}),
        ("github", "git.example.org", {"GH_TOKEN": "t", "GH_HOST": "git.example.org"}),
        ("gitlab", "gitlab.com", {"GITLAB_TOKEN": "t"}),
        ("gitlab", "git.example.org:8443", {"GITLAB_TOKEN": "t", "GITLAB_HOST": "https://Git.example.org:8443/"}),
        ("gitlab", "git.example.org", {"CI_JOB_TOKEN": "t", "CI_SERVER_URL": "https://git.example.org"}),
        ("forgejo", "codeberg.org", {"FORGEJO_TOKEN": "t"}),
        ("forgejo", "git.example.org", {"GITEA_TOKEN": "t", "GITHUB_SERVER_URL": "https://git.example.org"}),
        ("forgejo", "git.example.org", {"FORGEJO_TOKEN": "t", "INNOCTL_FORGE_HOST": "git.example.org"}),
        ("github", "github.com", {"INNOCTL_FORGE_TOKEN": "t"}),
        ("gitlab", "git.example.org", {"INNOCTL_FORGE_TOKEN": "t", "CI_SERVER_URL": "https://git.example.org"}),
        ("forgejo", "git.example.org", {"INNOCTL_FORGE_TOKEN": "t", "INNOCTL_FORGE_HOST": "git.example.org"}),
    ],
)  # fmt: skip
def test_a_token_goes_to_the_forge_it_was_made_for(
    kind: str, host: str, environment: dict[str, str]
) -> None:
    assert token.find(kind, host, environment).source in environment
    with pytest.raises(TokenElsewhere) as error:
        token.find(kind, "evil.example", environment)
    assert error.value.code == "U919"


def test_a_host_that_only_looks_like_a_public_one_gets_no_token() -> None:
    for host in ("notgithub.com", "github.com.evil.example", "evilghe.com", "github.com:8443"):
        with pytest.raises(TokenElsewhere):
            token.find("github", host, {"GH_TOKEN": "t"})


def test_a_pinned_host_binds_every_token(no_programs: Path) -> None:
    pinned = {"INNOCTL_FORGE_TOKEN": "t", "INNOCTL_FORGE_HOST": "git.example.org"}
    assert source("gitlab", "git.example.org", **pinned) == "INNOCTL_FORGE_TOKEN"
    program(no_programs, "glab", "echo from-glab")
    for host in ("git.example.org", "https:///git.example.org", "https://", " ", "http://["):
        with pytest.raises(TokenElsewhere):
            token.find("gitlab", "gitlab.com", {**pinned, "INNOCTL_FORGE_HOST": host})


def test_without_a_token_the_names_that_are_looked_at_are_told() -> None:
    with pytest.raises(NoToken) as error:
        token.find("gitlab", "gitlab.com", {"GH_TOKEN": "t"})
    assert dict(error.value.params)["names"] == "INNOCTL_FORGE_TOKEN, GITLAB_TOKEN, CI_JOB_TOKEN"


def program(folder: Path, name: str, line: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(sys.platform == "win32", reason="a program of the shell stands in for gh")
@pytest.mark.parametrize(("kind", "name", "at"), [("github", "gh", "3"), ("gitlab", "glab", "4")])
def test_the_forges_own_program_is_asked_for_this_host(
    no_programs: Path, kind: str, name: str, at: str
) -> None:
    program(
        no_programs,
        name,
        f'[ "${at}" = "--host{"name" * (name == "gh")}=git.example.org" ] && echo tok-cli',
    )
    found = token.find(kind, "git.example.org", {})
    assert found.source == name
    assert "tok-cli" in found.header(kind)["Authorization"]
    with pytest.raises(NoToken):
        token.find(kind, "evil.example", {})


@pytest.mark.skipif(sys.platform == "win32", reason="a program of the shell stands in for gh")
@pytest.mark.parametrize(
    ("kind", "name", "line"),
    [
        ("github", "gh", 'echo "$GH_ENTERPRISE_TOKEN"'),  # of any host but github.com
        ("gitlab", "glab", 'echo "$GITLAB_TOKEN"'),  # of every host
        ("gitlab", "glab", "echo tok-of-no-host"),
    ],
)
def test_what_a_program_gives_for_any_host_goes_to_none(
    no_programs: Path, monkeypatch: pytest.MonkeyPatch, kind: str, name: str, line: str
) -> None:
    monkeypatch.setenv("GH_ENTERPRISE_TOKEN", "tok-1")
    monkeypatch.setenv("GITLAB_TOKEN", "tok-2")
    program(no_programs, name, line)
    for environment in ({}, {"GITLAB_TOKEN": "tok-2", "GH_TOKEN": "tok-3"}):
        with pytest.raises((NoToken, TokenElsewhere)):
            token.find(kind, "evil.example", environment)


@pytest.mark.skipif(sys.platform == "win32", reason="a program of the shell stands in for gh")
def test_a_program_in_the_folder_one_stands_in_is_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "gh", "echo tok-planted")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", "bin/.."]))
    with pytest.raises(NoToken):
        token.find("github", "github.com", {})


@pytest.mark.parametrize("secret", ["a b", "a\r\nX-Evil: 1", "é", "a\x00b", "x" * 5000, "  "])
def test_what_is_no_token_is_refused_without_being_shown(secret: str) -> None:
    with pytest.raises(BadToken) as error:
        token.Token(secret, "GH_TOKEN")
    assert dict(error.value.params) == {"name": "GH_TOKEN"}


def test_a_token_is_shown_copied_and_written_by_nothing() -> None:
    one = token.Token(TOKEN + "\n", "GH_TOKEN")
    assert TOKEN not in f"{one!r} {one} {[one]}"
    for write in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError) as error:
            write(one)
        assert TOKEN not in str(error.value)


def test_each_forge_gets_its_own_header() -> None:
    assert token.Token("t", "GH_TOKEN").header("github") == {"Authorization": "Bearer t"}
    assert token.Token("t", "GITLAB_TOKEN").header("gitlab") == {"Authorization": "Bearer t"}
    assert token.Token("t", "CI_JOB_TOKEN").header("gitlab") == {"JOB-TOKEN": "t"}
    assert token.Token("t", "GITEA_TOKEN").header("forgejo") == {"Authorization": "token t"}


@pytest.mark.parametrize(
    ("kind", "url", "base"),
    [
        ("github", "https://github.com", "https://api.github.com"),
        ("github", "https://GitHub.com/", "https://api.github.com"),
        ("github", "https://police.ghe.com", "https://api.police.ghe.com"),
        ("github", "https://git.example.org", "https://git.example.org/api/v3"),
        ("gitlab", "https://gitlab.com", "https://gitlab.com/api/v4"),
        ("gitlab", "https://example.org/tools/git/", "https://example.org/tools/git/api/v4"),
        ("forgejo", "https://git.example.org:3000", "https://git.example.org:3000/api/v1"),
        ("forgejo", "https://example.org/git", "https://example.org/git/api/v1"),
    ],
)
def test_the_api_stands_where_each_forge_has_it(kind: str, url: str, base: str) -> None:
    assert connect.api(kind, url) == base


def test_accounts_are_known_by_the_host_of_their_forge_however_it_is_written() -> None:
    assert host_of("https://Git.Example.org/tools/git/") == "git.example.org"
    assert host_of("https://git.example.org:8443") == "git.example.org:8443"


@pytest.mark.parametrize(
    "url",
    [
        "git.example.org", "ftp://git.example.org", "https://", "https://u:p@git.example.org",
        "https://git.example.org?x=1", "https://git.example.org#x", "https://git.example.org:99999",
        "https://[::1", "https://-oProxyCommand=x", "https://a b", "https://x/../y", "https://x\\y",
        "file:///etc/passwd",
    ],
)  # fmt: skip
def test_an_address_that_is_no_plain_one_is_refused(url: str) -> None:
    with pytest.raises(BadAddress) as error:
        connect.api("gitlab", url)
    assert error.value.code == "U902"


@pytest.mark.parametrize("kind", ["github", "gitlab", "forgejo"])
@pytest.mark.parametrize(
    "project", ["", "portfolio", "a/..", "../a", "a//b", "a/b?x", "a/b c", "/a"]
)
def test_a_project_that_is_no_path_is_refused(kind: str, project: str) -> None:
    with pytest.raises(BadAddress):
        connect._project(kind, project)


def test_only_gitlab_has_groups_within_groups() -> None:
    assert connect._project("gitlab", "politie/innovatie/portfolio") == (
        "politie%2Finnovatie%2Fportfolio"
    )
    with pytest.raises(BadAddress):
        connect._project("github", "politie/innovatie/portfolio")


def situation(settings: Settings | None, **environment: str) -> type[InnoError]:
    with pytest.raises(InnoError) as error, connected(settings, environment):
        pass
    return type(error.value)


def test_plain_http_carries_no_token_to_another_machine() -> None:
    for url in ("http://git.example.org", "http://10.0.0.1", "http://127.0.0.1.evil.example"):
        settings = Settings(kind="forgejo", url=url, project="a/b")
        token = {"INNOCTL_FORGE_TOKEN": "t", "INNOCTL_FORGE_HOST": url}
        assert situation(settings, **token) is Insecure


def test_a_portfolio_without_a_forge_says_so() -> None:
    assert situation(None, INNOCTL_FORGE_TOKEN="t") is NoForge


def test_without_httpx_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    settings = Settings(kind="forgejo", url="https://git.example.org", project="a/b")
    token = {"INNOCTL_FORGE_TOKEN": "t", "INNOCTL_FORGE_HOST": "git.example.org"}
    assert situation(settings, **token) is NoExtra


def test_httpx_is_not_loaded_before_a_forge_is_asked() -> None:
    import subprocess

    code = "import sys, innoctl.forge; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
