"""An approval on GitLab names no commit: which version it is bound to, and when to none."""

from __future__ import annotations

import pytest

from innoctl.forge import Review, connected
from innoctl.forge.gitlab import _looked_at, _says
from innoctl.rules.reviews import standing
from tests.forge.house import House

BRANCH = "gate/k3f9ab"


def opened(gitlab: House) -> int:
    gitlab.push(BRANCH, {"x.yaml": b"a: 1\n"})
    return gitlab.open(BRANCH)


def reviews(gitlab: House, number: int) -> list[Review]:
    with connected(gitlab.settings, gitlab.environment) as forge:
        return forge.reviews(number)


@pytest.mark.parametrize("tells", [True, False])
def test_an_approval_is_bound_to_the_version_that_was_newest_when_it_was_given(
    gitlab: House, *, tells: bool
) -> None:
    gitlab.tells_instants, gitlab.resets_on_push = tells, False
    number = opened(gitlab)
    first = gitlab.tip(BRANCH)
    gitlab.review(number, gitlab.account("joris"))
    second = gitlab.push(BRANCH, {"x.yaml": b"a: 2\n"})
    gitlab.review(number, gitlab.account("mila"))
    found = reviews(gitlab, number)
    assert [(row.login, row.commit) for row in found] == [("joris", first), ("mila", second)]


def test_an_approval_that_a_push_removed_is_told_as_dismissed_at_what_it_looked_at(
    gitlab: House,
) -> None:
    number = opened(gitlab)
    first = gitlab.tip(BRANCH)
    gitlab.review(number, gitlab.account("joris"))
    gitlab.push(BRANCH, {"x.yaml": b"a: 2\n"})
    assert [(row.verdict, row.commit) for row in reviews(gitlab, number)] == [("dismissed", first)]


def test_an_approval_given_anew_is_told_beside_the_one_that_was_removed(gitlab: House) -> None:
    gitlab.tells_instants = False
    number, joris = opened(gitlab), gitlab.account("joris")
    gitlab.review(number, joris)
    head = gitlab.push(BRANCH, {"x.yaml": b"a: 2\n"})
    gitlab.review(number, joris)
    found = reviews(gitlab, number)
    assert [row.verdict for row in found] == ["dismissed", "approved"]
    assert [row.counts for row in standing(found, head)] == [True]


@pytest.mark.parametrize(
    ("note", "elsewhere"),
    [
        ("changed target branch from `main` to `aside`", True),
        ("deleted the `aside` branch. This merge request now targets the `main` branch", True),
        ("changed title from **A** to **changed target branch from `main` to `aside`**", False),
        ("changed title from **A** to **This merge request now targets the `main` branch**", False),
    ],
)
def test_a_title_points_no_merge_request_elsewhere(note: str, *, elsewhere: bool) -> None:
    assert _says(note) == ("commented" if elsewhere else None)


def test_an_approval_without_any_instant_counts_for_no_commit(gitlab: House) -> None:
    gitlab.tells_instants = False
    number = opened(gitlab)
    gitlab.review(number, gitlab.account("joris"))
    head = gitlab.tip(BRANCH)
    path = f"/merge_requests/{number}"
    with connected(gitlab.settings, gitlab.environment) as forge:
        gitlab.fail(200, b"[]")  # an instance that lost its notes
        [row] = standing(forge.reviews(number), head)
    assert gitlab.requests[0].path.endswith(f"{path}/notes")
    assert (row.review.commit, row.review.on, row.code) == ("", "", "G554")


def test_a_persons_own_words_are_never_taken_for_a_note_of_gitlab(gitlab: House) -> None:
    number = opened(gitlab)
    for words in ("approved this merge request", "requested changes"):
        gitlab.review(number, gitlab.account("joris"), "commented", body=words)
    for gitlab.filters_notes in (True, False):
        assert reviews(gitlab, number) == []


def test_an_approval_in_the_instant_of_a_version_is_bound_to_the_one_before() -> None:
    versions = [("10:00", 1, "a"), ("10:05", 2, "b")]
    assert [_looked_at(on, versions) for on in ("10:00", "10:05", "10:06", "")] == [
        "",
        "a",
        "b",
        "",
    ]
