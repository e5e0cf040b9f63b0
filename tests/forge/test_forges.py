"""What a forge tells of a pull request and its reviews: the same for all three kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

from innoctl.forge import Forge, connected, forgejo, gitlab, pulls
from innoctl.forge.answer import Answer
from innoctl.forge.errors import NotFound, NotMerged, RequestRefused
from innoctl.rules.reviews import Review, standing
from tests.forge.house import House, How

BRANCH = "gate/k3f9ab"
DECISION = {"decisions/2026-09/k3f9ab-01-concept.yaml": b"outcome: go\n"}


@pytest.fixture
def number(house: House) -> int:
    """Open a pull request of one decision."""
    house.push(BRANCH, DECISION)
    return house.open(BRANCH, author=house.account("sanne"))


def told(reviews: list[Review]) -> list[tuple[str, str, str]]:
    return [(row.login, row.verdict, row.commit) for row in reviews if row.login != "robin"]


def counting(forge: Forge, number: int) -> list[int]:
    head = forge.pull_request(number).head
    return [row.account for row in standing(forge.reviews(number), head) if row.counts]


def codes(forge: Forge, number: int) -> list[str]:
    return [row.code for row in standing(forge.reviews(number), forge.pull_request(number).head)]


def test_an_open_pull_request_is_told_with_its_author_and_head_and_has_not_landed(
    house: House, asked: Forge, number: int
) -> None:
    found = asked.pull_request(number)
    assert (found.number, found.title, found.state) == (number, "A gate", "open")
    assert found.author == house.account("sanne")
    assert (found.source_branch, found.target_branch) == (BRANCH, "main")
    assert found.head == house.tip(BRANCH)
    assert found.url.startswith(house.url)
    assert found.merged_as == ""
    with pytest.raises(NotMerged) as error:
        found.landed()
    assert error.value.code == "U917"
    assert error.value.exit_status == 1


def test_a_review_names_a_numeric_account_and_the_commit_that_was_looked_at(
    house: House, asked: Forge, number: int
) -> None:
    joris, mila = house.account("joris"), house.account("mila")
    first = house.tip(BRANCH)
    house.review(number, mila, "commented", body="why?")
    house.review(number, joris, "approved")
    assert told(asked.reviews(number)) == [("joris", "approved", first)]
    assert counting(asked, number) == [joris]
    assert all(row.on.endswith("Z") and row.on > "2026-09-22T10" for row in asked.reviews(number))


def test_a_push_makes_an_approval_stale_until_it_is_given_again(
    house: House, asked: Forge, number: int
) -> None:
    joris = house.account("joris")
    house.review(number, joris)
    house.push(BRANCH, {"more.yaml": b"x: 1\n"})
    assert counting(asked, number) == []
    assert codes(asked, number) == ["G552" if house.kind == "gitlab" else "G551"]
    house.review(number, joris)
    assert counting(asked, number) == [joris]


def test_an_approval_of_an_older_commit_stays_stale_where_no_setting_takes_it_away(
    house: House, asked: Forge, number: int
) -> None:
    house.resets_on_push = False
    house.review(number, house.account("joris"))
    house.push(BRANCH, {"more.yaml": b"x: 1\n"})
    assert codes(asked, number) == ["G551"]


def test_a_dismissed_approval_does_not_count(house: House, asked: Forge, number: int) -> None:
    review = house.review(number, house.account("joris"))
    house.dismiss(number, review)
    assert counting(asked, number) == []
    assert codes(asked, number) == ["G552"]


def test_the_latest_of_approval_and_request_for_changes_decides(
    house: House, asked: Forge, number: int
) -> None:
    joris = house.account("joris")
    house.review(number, joris, "approved")
    house.review(number, joris, "changes_requested", body="not yet")
    assert codes(asked, number) == ["G553"]
    house.review(number, joris, "commented", body="thanks")
    assert codes(asked, number) == ["G553"]
    house.review(number, joris, "approved")
    assert counting(asked, number) == [joris]


def test_who_takes_over_a_login_does_not_take_over_its_approvals(
    house: House, asked: Forge, number: int
) -> None:
    joris = house.account("joris")
    house.review(number, joris)
    house.rename(joris, "joris-old")
    taker = house.account("joris")
    assert taker != joris
    assert counting(asked, number) == [joris]


def test_an_approval_of_an_account_that_is_gone_counts_for_nobody(
    house: House, asked: Forge, number: int
) -> None:
    joris = house.account("joris")
    house.review(number, joris)
    house.delete_account(joris)
    assert codes(asked, number) == ["G555"]


@pytest.mark.parametrize("house", ["forgejo"], indirect=True)
def test_what_a_forge_does_itself_stops_nobody(house: House, asked: Forge) -> None:
    house.push(BRANCH, DECISION)
    actions, joris = house.account("forgejo-actions", -2), house.account("joris")
    number = house.open(BRANCH, author=actions)
    for account in (actions, joris):
        house.review(number, account)
    assert asked.pull_request(number).author == 0
    assert forgejo._pointed(Answer(None, "", "timeline")) is None
    assert [row.account for row in asked.reviews(number)] == [0, joris]


def test_reviews_over_many_pages_are_all_told_oldest_first(
    house: House, asked: Forge, number: int
) -> None:
    people = [house.account(f"p{at}") for at in range(7)]
    for one in people:
        house.review(number, one)
    rows = [row for row in asked.reviews(number) if row.account in people]
    assert [row.account for row in rows] == people
    assert len(house.requests) > len(people) / house.page_size
    assert sorted(rows, key=lambda row: row.on) == rows


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_a_merge_tells_the_commit_that_landed_and_it_holds_the_decision(
    house: House, asked: Forge, number: int, how: How
) -> None:
    house.push("main", {"other.yaml": b"y: 2\n"})  # so that a rebase makes new commits
    landed = house.merge(number, how)
    found = asked.pull_request(number)
    assert found.state == "merged"
    assert found.landed() == landed == house.tip("main")
    [(path, data)] = DECISION.items()
    assert house.git("cat-file", "blob", f"{landed}:{path}", cwd=house.remote) == (
        data.decode().strip()
    )
    parents = house.git("rev-list", "--parents", "-n1", landed, cwd=house.remote).split()[1:]
    assert len(parents) == (2 if how == "merge" else 1)


def test_a_pull_request_that_is_not_there_is_said_so(asked: Forge, house: House) -> None:
    with pytest.raises(NotFound) as error:
        asked.pull_request(77)
    assert error.value.code == "U909"
    assert "77" in str(error.value.params)
    assert house.requests[-1].method == "GET"


def test_opening_creates_a_pull_request_and_asks_reviewers_by_number(
    house: House, asked: Forge
) -> None:
    head = house.push(BRANCH, DECISION)
    people = (house.account("joris"), house.account("mila"))
    opened = asked.open(BRANCH, "main", "Concept of k3f9ab", "# Dossier", people)
    assert opened.created
    assert opened.unasked == ()
    assert opened.request.head == head
    pull = house.pulls[opened.request.number]
    assert (pull.title, pull.body) == ("Concept of k3f9ab", "# Dossier")
    assert set(pull.asked) == set(people)


def test_opening_again_updates_the_text_and_keeps_who_was_asked(house: House, asked: Forge) -> None:
    house.push(BRANCH, DECISION)
    joris, mila = house.account("joris"), house.account("mila")
    first = asked.open(BRANCH, "main", "One", "one", (joris,))
    again = asked.open(BRANCH, "main", "Two", "two", (mila,))
    assert not again.created
    assert again.request.number == first.request.number
    assert again.request.title == "Two"
    assert len(house.pulls) == 1
    assert house.pulls[1].body == "two"
    assert set(house.pulls[1].asked) == {joris, mila}


def test_a_pull_request_that_somebody_opened_a_moment_before_is_updated(
    house: House, asked: Forge
) -> None:
    house.push(BRANCH, DECISION)
    number = house.open(BRANCH)
    house.fail(200, b"[]")  # the forge does not list it yet
    opened = asked.open(BRANCH, "main", "Two", "two")
    assert (opened.created, opened.request.number) == (False, number)
    assert house.pulls[number].body == "two"
    assert next(row.method for row in house.requests if row.method != "GET") == "POST"


@pytest.mark.parametrize("other", [8, None])
def test_a_pull_request_from_somebody_elses_copy_is_not_taken_for_the_projects_own(
    other: int | None,
) -> None:
    def pull(repo: int | None) -> Answer:
        head = {"ref": BRANCH, "repo": repo and {"id": repo}}
        return Answer({"head": head, "base": {"ref": "main", "repo": {"id": 7}}}, "x", "top")

    def merge(project: int | None) -> Answer:
        row = {"source_branch": BRANCH, "target_branch": "main", "target_project_id": 7}
        return Answer({**row, "source_project_id": project}, "x", "top")

    assert pulls._of(pull(7), BRANCH, "main")
    assert not pulls._of(pull(other), BRANCH, "main")
    assert not pulls._of(pull(7), BRANCH, "other")
    assert gitlab._of(merge(7), BRANCH, "main")
    assert not gitlab._of(merge(other), BRANCH, "main")


def test_a_pull_request_of_another_branch_is_not_taken_for_this_one(
    house: House, asked: Forge
) -> None:
    for at in range(5):
        house.push(f"gate/other{at}", {f"{at}.yaml": b"z: 1\n"})
        house.open(f"gate/other{at}")
    house.push(BRANCH, DECISION)
    assert asked.open(BRANCH, "main", "One", "one").created


def test_who_cannot_be_asked_to_review_is_told_and_the_others_are_asked(
    house: House, asked: Forge
) -> None:
    house.push(BRANCH, DECISION)
    joris, outsider = house.account("joris"), house.account("outsider")
    house.outsiders.add(outsider)
    opened = asked.open(BRANCH, "main", "One", "one", (outsider, 424242, joris))
    assert house.pulls[1].asked == [joris]
    left = {(dict(row.params)["account"], row.code) for row in opened.unasked}
    assert left == {("424242", "U918"), (str(outsider), "U920")}


def test_a_branch_that_was_not_pushed_is_refused_in_the_words_of_the_forge(asked: Forge) -> None:
    with pytest.raises(RequestRefused) as error:
        asked.open("gate/nowhere", "main", "One", "one")
    assert error.value.code == "U916"
    assert "Validation Failed" in dict(error.value.params)["said"]


def test_a_write_is_never_repeated(house: House, asked: Forge) -> None:
    house.push(BRANCH, DECISION)
    number = house.open(BRANCH)
    house.requests.clear()
    asked.open(BRANCH, "main", "One", "one")
    writes = [row for row in house.requests if row.method != "GET"]
    assert [row.path.rsplit("/", 1)[-1] for row in writes] == [str(number)]


def test_a_job_token_of_gitlab_is_accepted_in_its_own_header(tmp_path: Path) -> None:
    with House("gitlab", tmp_path) as house:
        environment = {"CI_JOB_TOKEN": house.token, "CI_SERVER_URL": house.url}
        house.push("b", {"x.yaml": b"1\n"})
        with connected(house.settings, environment) as forge:
            assert forge.pull_request(house.open("b")).number == 1
    assert "authorization" not in house.requests[-1].headers


def test_a_proxy_of_the_environment_never_sees_what_goes_to_this_machine(
    github: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    github.push("b", {"x.yaml": b"1\n"})
    with connected(github.settings, github.environment) as forge:
        assert forge.pull_request(github.open("b")).number == 1
