"""A decision opened as a pull request on each kind of forge, its gatekeepers asked to review."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.cli.test_gate_advance import DEBRIEF, branches, large, reviewed
from tests.forge.house import PROJECT, House

__all__ = ["large", "reviewed"]
NO = (
    "gate", "advance", DEBRIEF, "--outcome", "no_go", "--reason-code", "little-value",
    "--proposed-by", "p-0203", "--push",
)  # fmt: skip


@pytest.fixture(params=["github", "gitlab", "forgejo"])
def house(request: pytest.FixtureRequest, reviewed: Place, tmp_path: Path) -> Iterator[House]:
    """A forge over the remote of the portfolio, named in it, with the accounts of its gatekeepers."""
    remote = reviewed.home / "remote.git"
    folder = tmp_path / "house"
    folder.mkdir()
    with House(request.param, folder, remote) as forge:
        file = reviewed.root / "authority.yaml"
        text = file.read_text("utf-8").replace("git.example.org", forge.url.rpartition("/")[2])
        file.write_text(text, "utf-8")
        own = reviewed.root / "portfolio.yaml"
        row = f"forge: {{kind: {forge.kind}, url: '{forge.url}', project: {PROJECT}}}\n"
        own.write_text(own.read_text("utf-8") + row, "utf-8")
        reviewed.git("commit", "-q", "--amend", "-am", "Begin")
        reviewed.git("push", "-q", "--force", "origin", "main")
        yield forge


def account(place: Place, person: str) -> int:
    """Return the number that a gatekeeper has in authority.yaml."""
    text = (place.root / "authority.yaml").read_text("utf-8")
    return int(text.partition(f"person: {person}\n")[2].partition("id: ")[2].partition("}")[0])


def test_push_opens_a_pull_request_and_asks_those_who_may_approve(
    house: House, reviewed: Place
) -> None:
    asked = [account(reviewed, person) for person in ("p-0201", "p-0202")]
    for number in asked:
        house.account(f"login-{number}", number)
    answer = reviewed.run(*NO, **house.environment)
    assert answer.status == 0, answer.err
    (pull,) = house.pulls.values()
    (branch,) = branches(reviewed)
    assert (pull.branch, pull.target) == (branch, "main")
    assert pull.title == "No-go, conceptpoort: sj4wbg, Debriefen in tien minuten"
    assert "**No-go, conceptpoort**" in pull.body
    assert sorted(pull.asked) == sorted(asked)
    assert answer.out.startswith(house.url)
    assert answer.out.count("\n") == 1


def test_who_cannot_be_asked_is_told_and_the_pull_request_stands(
    house: House, reviewed: Place
) -> None:
    answer = reviewed.run(*NO, **house.environment)
    assert answer.status == 0, answer.err
    assert len(house.pulls) == 1
    assert str(account(reviewed, "p-0201")) in answer.err


def test_a_forge_that_fails_leaves_the_branch_and_hands_over_the_text(
    house: House, reviewed: Place
) -> None:
    house.fail(403, times=9)
    answer = reviewed.run(*NO, **house.environment)
    assert answer.status != 0
    assert "**No-go, conceptpoort**" in answer.out
    (branch,) = branches(reviewed)
    assert house.tip(branch) == reviewed.git("rev-parse", branch).strip()
    assert house.token not in answer.err + answer.out


def test_without_a_token_nothing_is_asked_and_the_text_is_handed_over(
    house: House, reviewed: Place
) -> None:
    answer = reviewed.run(*NO)
    assert answer.status != 0
    assert "**No-go, conceptpoort**" in answer.out
    assert house.requests == []
