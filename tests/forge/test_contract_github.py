"""What innoctl asks of GitHub is what GitHub documents; so is what the house answers in its place.

GitHub's own description comes from npm, and a mock that validates requests by it. Both are
fetched into a temporary folder, and nothing of them stays.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from innoctl.forge import Forge, connected
from innoctl.model.portfolio import Forge as Settings
from tests.forge import contract
from tests.forge.house import House

DESCRIBED = "@octokit/openapi@23.0.2"
MOCKING = "@stoplight/prism-cli@5.14.2"
DESCRIPTION = "package/generated/ghes-3.19.json"
MOCK = "node_modules/@stoplight/prism-cli/dist/index.js"
PULLS = "/repos/{owner}/{repo}/pulls"
PULL = PULLS + "/{pull_number}"
EVENTS = "/repos/{owner}/{repo}/issues/{issue_number}/events"
PATHS = (
    PULLS,
    PULL,
    f"{PULL}/reviews",
    f"{PULL}/requested_reviewers",
    "/user/{account_id}",
    EVENTS,
)
PATIENT = ("--fetch-retries=0", "--fetch-timeout=20000")
PATIENCE = 60.0


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fetch the description and the mock, or skip where that cannot be done."""
    if not (shutil.which("node") and (npm := shutil.which("npm"))):
        pytest.skip("GitHub's description needs node and npm")
    folder = tmp_path_factory.mktemp("npm")
    (folder / "package.json").write_text('{"private": true}')
    words = ("--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", *PATIENT)
    for command in (("pack", DESCRIBED), ("install", MOCKING)):
        try:
            done = subprocess.run(
                (npm, *command, *words), cwd=folder, capture_output=True, timeout=180, check=False
            )
        except subprocess.TimeoutExpired:
            pytest.skip("the npm registry does not answer in time")
        if done.returncode:
            pytest.skip(f"the npm registry cannot be had: {done.stderr.decode()[:200]}")
    return folder


@pytest.fixture(scope="module")
def description(fetched: Path) -> dict[str, Any]:
    """Cut GitHub's description down to the paths that innoctl uses, at those of a server."""
    [packed] = fetched.glob("*.tgz")
    with tarfile.open(packed) as files:  # one of many large files is read, none is unpacked
        file = files.extractfile(DESCRIPTION)
        assert file is not None
        whole = json.load(file)
    paths = {f"/api/v3{path}": whole["paths"][path] for path in PATHS}
    for entry in paths.values():  # examples of a next page lead to github.com
        for operation in entry.values():
            operation["responses"].get("200", {}).pop("headers", None)
    return {
        "openapi": whole["openapi"],
        "info": whole["info"],
        "paths": paths,
        **_used(whole, paths),
    }


def _used(whole: dict[str, Any], paths: dict[str, Any]) -> dict[str, Any]:
    """Return the components that these paths refer to, and those refer to."""
    kept: dict[str, Any] = {}
    left, seen = _references(paths), set[str]()
    while left:
        seen |= left
        found = {}
        for _hash, _components, kind, name in (one.split("/") for one in left):
            found[kind, name] = whole["components"][kind][name]
            kept.setdefault(kind, {})[name] = found[kind, name]
        left = _references(list(found.values())) - seen
    return {"components": kept}


def _references(value: Any) -> set[str]:
    if isinstance(value, list):
        return {one for part in value for one in _references(part)}
    if not isinstance(value, dict):
        return set()
    own = value.get("$ref")
    return _references(list(value.values())) | ({own} if isinstance(own, str) else set())


@contextmanager
def mock(folder: Path, description: dict[str, Any]) -> Iterator[Forge]:
    """Ask a description on loopback: a request that it does not allow is answered with 422."""
    (folder / "cut.json").write_text(json.dumps(description))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["node", MOCK, "mock", "-h", "127.0.0.1", "-p", str(port), "cut.json"]
    with (folder / "mock.log").open("wb") as log:
        process = subprocess.Popen(words, cwd=folder, stdout=log, stderr=log, env=os.environ)
    try:
        _wait(folder / "mock.log", process)
        host = f"127.0.0.1:{port}"
        settings = Settings(kind="github", url=f"http://{host}", project="octocat/Hello-World")
        token = {"INNOCTL_FORGE_TOKEN": "t", "INNOCTL_FORGE_HOST": host}
        with connected(settings, token) as forge:
            yield forge
    finally:
        process.terminate()
        process.wait(20)


def _wait(log: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while "Prism is listening" not in log.read_text(encoding="utf-8", errors="replace"):
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        assert time.monotonic() < until
        time.sleep(0.1)


def test_github_allows_what_innoctl_asks_and_the_house_answers_as_github_does(
    fetched: Path, description: dict[str, Any], tmp_path: Path
) -> None:
    _update_and_read(fetched, description)
    _create(fetched, description)
    _compare_the_house(description, tmp_path)


def _update_and_read(fetched: Path, description: dict[str, Any]) -> None:
    with mock(fetched, description) as forge:
        opened = forge.open("new-topic", "master", "Title", "Text", (1,))
        assert (opened.created, opened.request.number) == (False, 1347)
        found = forge.pull_request(1347)
        assert (found.source_branch, found.target_branch) == ("new-topic", "master")
        assert found.author == 1
        [review] = forge.reviews(1347)
        assert (review.account, review.login, review.verdict) == (1, "octocat", "approved")
        assert len(review.commit) == 40
    asked = (fetched / "mock.log").read_text(encoding="utf-8", errors="replace")
    assert "requested_reviewers" in asked
    assert "violation: request" not in asked.lower()


def _create(fetched: Path, description: dict[str, Any]) -> None:
    """Where the list of open ones is empty, a pull request is made."""
    nothing = json.loads(json.dumps(description))
    listed = nothing["paths"][f"/api/v3{PULLS}"]["get"]["responses"]["200"]
    listed["content"]["application/json"]["examples"] = {"default": {"value": []}}
    with mock(fetched, nothing) as forge:
        opened = forge.open("new-topic", "master", "Title", "Text")
    assert (opened.created, opened.request.number) == (True, 1347)


def _compare_the_house(description: dict[str, Any], folder: Path) -> None:
    with House("github", folder) as house:
        contract.conversation(house)
        for asked in house.requests:
            found = contract.described(description["paths"], asked.path)
            assert found, asked.path
            operation = found[1][asked.method.lower()]
            names = {_parameter(row, description)["name"] for row in operation["parameters"]}
            assert set(asked.query) <= names, asked
        for path, schema in (
            ("/pulls/1", "pull-request"),
            ("/pulls/1/reviews", "pull-request-review"),
        ):
            said = contract.answer(house, f"/api/v3/repos/innovatie/portfolio{path}")
            for row in said if isinstance(said, list) else [said]:
                pointer = f"#/components/schemas/{schema}"
                assert not contract.faults(row, pointer, description)


def _parameter(row: dict[str, Any], description: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in row:
        return row
    found: dict[str, Any] = description["components"]["parameters"][row["$ref"].rsplit("/", 1)[-1]]
    return found
