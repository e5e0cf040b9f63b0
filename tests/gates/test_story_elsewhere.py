"""The forge that is told of a proposal is the one that was decided on, whatever is checked out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forge.house import House
from tests.gates.council import IDEA
from tests.gates.over_a_forge import Story
from tests.repositories import run

WORDS = ("--outcome", "no_go", "--reason-code", "little-value", "--push")


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    one = Story("github", tmp_path)
    with one.forge:
        yield one


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[House]:
    """A forge of somebody else, which keeps what it is asked."""
    (tmp_path / "stranger").mkdir()
    with House("github", tmp_path / "stranger") as forge:
        yield forge


def lured(story: Story, stranger: House, *persons: str) -> None:
    """Check out a branch whose portfolio.yaml names the other forge, approved by these persons."""
    story.trusts = stranger.url
    run(story.root, "checkout", "--quiet", "-b", "hostile")
    run(story.root, "branch", "--quiet", "--set-upstream-to", "origin/main")
    file = story.root / "portfolio.yaml"
    file.write_text(file.read_text().replace(story.forge.url, stranger.url))
    if persons:
        decision = story.council.change("portfolio.yaml")
        for person in persons:
            story.council.approve(decision, person)
    story.council.commit("another forge")


@pytest.mark.parametrize("persons", [(), ("p-01", "p-02")])
def test_no_token_goes_to_the_forge_of_a_branch_that_is_merely_checked_out(
    story: Story, stranger: House, persons: tuple[str, ...]
) -> None:
    lured(story, stranger, *persons)
    said = story.run("gate", "advance", IDEA, *WORDS)
    assert (said.status, "[U921]" in said.err) == (1, True), said.err
    assert f"github {stranger.url}" in said.err
    assert not stranger.requests
    assert not story.forge.pulls
    assert "open a pull request into main with this text:" in said.err


def test_where_nobody_says_which_branch_counts_no_token_goes_anywhere(
    story: Story, stranger: House
) -> None:
    lured(story, stranger, "p-01", "p-02")
    run(story.root, "push", "--quiet", "--set-upstream", "origin", "hostile")
    run(story.root, "remote", "set-head", "origin", "--delete")
    said = story.run("gate", "advance", IDEA, *WORDS)
    assert (said.status, "[U922]" in said.err) == (2, True), said.err
    assert not stranger.requests


def test_a_forge_that_others_were_given_already_is_the_one_that_is_told(
    story: Story, stranger: House
) -> None:
    lured(story, stranger, "p-01", "p-02")
    run(story.root, "push", "--quiet", "origin", "hostile:main")
    said = story.run("gate", "advance", IDEA, *WORDS)
    assert "[U921]" not in said.err
    assert stranger.requests
