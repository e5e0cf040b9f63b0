"""What no review may be made to say: each way to bend one on a forge, and honest ways that stay open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from innoctl.forge import Review, connected
from tests.forge.house import House, How
from tests.gates.council import IDEA
from tests.gates.over_a_forge import Story
from tests.program import Answer
from tests.program import run as innoctl
from tests.repositories import run


def told(story: Story, number: int) -> dict[str, Review]:
    """Return the reviews of a pull request as the forge tells them now, by login."""
    with connected(story.forge.settings, story.forge.environment) as forge:
        return {row.login: row for row in forge.reviews(number)}


def by_hand(story: Story, number: int, reviews: dict[str, Review], **said: Any) -> None:
    """Write a record of reviews for the one decision that is checked out, as anybody can."""
    (file,) = (story.root / "decisions").glob("*/*.yaml")
    path = str(file.relative_to(story.root))
    digest = story.council.digest(path)
    for person, review in reviews.items():
        evidence = {
            "forge": story.forge.url.removeprefix("http://"),
            "project": "innovatie/portfolio",
            "pull_request": number,
            "review": review.id,
            "account": review.account,
            "commit": review.commit,
            "opened_by": 105,
            "on": review.on,
        }
        record = {
            "schema": "innoctl/approval/1",
            "portfolio": "proef",
            "decision": path,
            "sha256": digest,
            "person": person,
            "stance": "approve",
            "approved_on": review.on[:10],
            **said,
            "review": evidence,
        }
        story.council.write(f"approvals/2026-01/{IDEA}-{digest[:8]}-{person}.yaml", record)
    run(story.root, "add", "--all")
    run(story.root, "commit", "--quiet", "-m", "record")


def handed_in(story: Story, branch: str = "record") -> Answer:
    """Push the branch that is checked out and judge its pull request; main is checked out after it."""
    run(story.root, "push", "--quiet", "origin", f"HEAD:{branch}")
    run(story.root, "branch", "--quiet", "--force", f"{branch}-here")
    run(story.root, "checkout", "--quiet", "main")
    number = story.forge.open(branch, author=story.account("p-05"))
    story.branch = f"{branch}-here"
    return story.judge(number)


def another(story: Story) -> int:
    """Return a pull request about something else, which two gatekeepers approve and which lands."""
    story.forge.push("words", {"README.md": b"hello\n"})
    number = story.forge.open("words", author=story.account("p-05"), title="words")
    story.approve(number, "p-01", "p-02")
    return number


def landed(story: Story, number: int) -> None:
    story.forge.merge(number, "squash")
    run(story.root, "pull", "--quiet", "--ff-only", "origin", "main")


def recording(story: Story) -> None:
    run(story.root, "checkout", "--quiet", "-b", "recording")


def test_reviews_of_another_pull_request_approve_nothing(github: Story) -> None:
    other = another(github)
    reviews = told(github, other)
    landed(github, other)
    github.land(github.propose(), "squash")
    recording(github)
    by_hand(github, other, {who: reviews[who] for who in ("p-01", "p-02")})
    said = handed_in(github)
    assert (said.status, said.out.count("error G543")) == (1, 2), said.out
    run(github.root, "merge", "--quiet", github.branch)
    assert github.verified("--online")[1]["findings"].count("G543") == 2


def test_a_review_is_of_what_its_pull_request_brings_not_of_what_stood_there(github: Story) -> None:
    github.land(github.propose(), "squash")
    other = another(github)  # its commits hold the decision, which landed before
    reviews = told(github, other)
    landed(github, other)
    assert "[U970]" in github.run("gate", "record", "--pr", str(other)).err
    recording(github)
    by_hand(github, other, {who: reviews[who] for who in ("p-01", "p-02")})
    said = handed_in(github)
    assert (said.status, said.out.count("error G543")) == (1, 2), said.out


def test_an_approval_that_was_taken_back_is_not_recorded(story: Story) -> None:
    number = story.propose()
    story.approve(number, "p-01", "p-02")
    first = told(story, number)
    story.forge.review(number, story.account("p-02"), "changes_requested", "Toch niet.")
    story.land(number, "squash")
    recording(story)
    by_hand(story, number, {who: first[who] for who in ("p-01", "p-02")})
    said = handed_in(story)
    assert (said.status, said.out.count("error G543")) == (1, 1), said.out
    assert "-p-02.yaml" in said.out


def beside(story: Story) -> tuple[int, str]:
    """Return a pull request into a branch that holds the decision already: it shows a word only."""
    story.propose()
    forge = story.forge
    for name in ("aside", "words"):
        tip = forge.tip(story.branch)
        forge.git("update-ref", f"refs/heads/{name}", tip, cwd=forge.remote)
    forge.push("words", {"README.md": b"hello\n"})
    number = forge.open("words", author=story.account("p-05"), target="aside")
    story.approve(number, "p-01", "p-02")
    gate, story.branch = story.branch, "words"
    run(story.root, "fetch", "--quiet", "origin", "words:words")
    return number, gate


def test_reviews_of_a_pull_request_into_another_branch_count_for_nothing(github: Story) -> None:
    number, _gate = beside(github)
    said = github.judge(number)
    assert (said.status, f"error G575 pull request {number} goes to aside" in said.out) == (1, True)


def test_pointed_at_the_branch_that_counts_it_is_reviewed_again(story: Story) -> None:
    number, _gate = beside(story)
    story.forge.point(number, "main")
    said = story.judge(number)
    assert (said.status, said.out.count("error G573 the approval of p-0")) == (1, 2), said.out
    story.approve(number, "p-01", "p-02")
    assert story.judge(number).status == 0
    story.land(number, "squash")
    assert story.run("gate", "record", "--pr", str(number)).status == 0
    online, row = story.verified("--online")
    assert (online.status, row["state"], row["findings"]) == (0, "approved", [])


def test_what_was_merged_into_another_branch_is_not_recorded_here(github: Story) -> None:
    number, gate = beside(github)
    before = run(github.root, "rev-parse", "main").strip()
    (first,) = [one.number for one in github.forge.pulls.values() if one.branch == gate]
    github.branch = gate
    github.land(first, "squash")
    github.forge.git("update-ref", "refs/heads/aside", before, cwd=github.forge.remote)
    github.forge.merge(number, "merge")
    run(github.root, "fetch", "--quiet", "origin")
    said = github.run("gate", "record", "--pr", str(number))
    assert (said.status, "[U970]" in said.err) == (1, True), said.err


def test_nobodys_words_scores_or_day_are_written_for_him(story: Story) -> None:
    number = story.propose()
    story.approve(number, "p-01", "p-02")
    story.forge.review(number, story.account("p-03"), "changes_requested", "Te vroeg.")
    story.land(number, "merge")
    recording(story)
    assert story.run("gate", "record", "--pr", str(number)).status == 0
    assert handed_in(story, "honest").status == 0
    run(story.root, "checkout", "--quiet", "recording")
    words = "requested changes" if story.forge.kind == "gitlab" else "Te vroeg."
    for person, old, new in (
        ("p-01", "approved_on: 2026-09-22", "approved_on: 2026-01-02"),
        ("p-02", "approve\n", "approve\ncriteria:\n  - id: added-value\n    score: 5\n"),
        ("p-03", f"because: {words}", "because: Prima, maar p-01 kocht mij om."),
    ):
        (file,) = (story.root / "approvals").glob(f"*/*-{person}.yaml")
        assert file.read_text().count(old) == 1
        file.write_text(file.read_text().replace(old, new))
    run(story.root, "commit", "--quiet", "--all", "--amend", "-m", "record")
    said = handed_in(story, "bent")
    assert (said.status, said.out.count("error G543")) == (1, 3), said.out
    run(story.root, "merge", "--quiet", story.branch)
    online, row = story.verified("--online")
    assert (online.status, row["findings"]) == (0, ["G570", "G570", "G570"])


def test_who_has_two_accounts_has_one_last_word(github: Story) -> None:
    data = github.council.authority(approval="forge")
    accounts = data["gatekeepers"][0]["accounts"]
    accounts.append({**accounts[0], "id": 201})
    github.begin(gatekeepers=data["gatekeepers"])
    github.forge.account("private", 201)
    number = github.propose()
    github.approve(number, "p-02")
    github.forge.review(number, github.account("p-01"), "approved")
    github.forge.review(number, 201, "changes_requested", "Bij nader inzien niet.")
    said = github.judge(number)
    assert (said.status, "error G520 not approved: 1 of 2" in said.out) == (1, True), said.out
    github.land(number, "squash")
    assert github.run("gate", "record", "--pr", str(number)).status == 0
    row = github.verified()[1]
    assert (row["state"], row["dissents"]) == ("waits", ["p-01"])


def test_a_branch_of_two_commits_is_recorded_however_it_landed(story: Story) -> None:
    how: How = "squash" if story.forge.kind == "github" else "forward"
    number = story.propose()
    run(story.root, "checkout", "--quiet", story.branch)
    run(story.root, "commit", "--quiet", "--allow-empty", "-m", "nothing")
    run(story.root, "push", "--quiet", "origin", story.branch)
    run(story.root, "checkout", "--quiet", "main")
    story.forge.notice()
    story.approve(number, "p-01", "p-02")
    assert story.judge(number).status == 0
    story.land(number, how)
    said = story.run("gate", "record", "--pr", str(number))
    assert said.status == 0, said.err
    online, row = story.verified("--online")
    assert (online.status, row["state"], row["findings"]) == (0, "approved", [])


def test_a_fresh_clone_judges_a_rebased_branch_as_the_old_one_does(github: Story) -> None:
    number, forge = github.propose(), github.forge
    github.approve(number, "p-01", "p-02")
    github.council.idea("k3f9ac")
    github.council.commit("main goes on")
    run(github.root, "push", "--quiet", "origin", "main")
    run(github.root, "checkout", "--quiet", github.branch)
    run(github.root, "rebase", "--quiet", "main")
    run(github.root, "push", "--quiet", "--force", "origin", github.branch)
    run(github.root, "checkout", "--quiet", "main")
    forge.notice()
    fresh = github.root.parent / "fresh"
    run(fresh.parent, "clone", "--quiet", "--no-local", str(forge.remote), str(fresh))
    words = ("check", "--base", "main", "--head", f"origin/{github.branch}", "--pr", str(number))
    judged = innoctl(*words, cwd=fresh, home=fresh.parent, env=forge.environment)
    assert (github.judge(number).status, judged.status) == (0, 0), judged.out
    github.land(number, "squash")
    assert github.run("gate", "record", "--pr", str(number)).status == 0
    assert github.verified("--online")[0].status == 0
    file = github.root / "authority.yaml"
    file.write_text(file.read_text().replace("id: 10", "id: 30"))  # other accounts from now on
    decision = github.council.change("authority.yaml")
    for person in ("p-01", "p-03"):
        github.council.approve(decision, person)
    github.council.commit("other accounts")
    run(github.root, "push", "--quiet", "origin", "main")
    later = github.root.parent / "later"
    run(later.parent, "clone", "--quiet", "--no-local", str(forge.remote), str(later))
    said = innoctl(
        "gate", "verify", "--online", cwd=later, home=fresh.parent, env=forge.environment
    )
    assert said.status == 0, said.out


def test_an_account_that_is_gone_is_told_and_takes_nothing_away(github: Story) -> None:
    number = github.propose()
    github.approve(number, "p-01", "p-02")
    github.land(number, "squash")
    assert github.run("gate", "record", "--pr", str(number)).status == 0
    github.forge.delete_account(105)  # who opened it
    online, row = github.verified("--online")
    assert (online.status, row["state"], row["findings"]) == (0, "approved", ["G571", "G571"])


@pytest.mark.parametrize("verdict", ["approved", "changes_requested"])
def test_a_reviewer_who_left_keeps_his_word_and_no_other(github: Story, verdict: str) -> None:
    number = github.propose()
    github.approve(number, "p-01", "p-02")
    github.land(number, "squash")
    assert github.run("gate", "record", "--pr", str(number)).status == 0
    github.forge.delete_account(101)
    (left,) = [row for row in github.forge.pulls[number].reviews if row.account == 101]
    left.verdict = verdict
    online, row = github.verified("--online")
    wanted = (0, ["G571"]) if verdict == "approved" else (1, ["G543"])
    assert (online.status, row["findings"]) == wanted


@pytest.mark.parametrize("story", ["github", "forgejo"], indirect=True)
def test_a_review_of_an_account_that_is_gone_becomes_nobody_elses(story: Story) -> None:
    number = story.propose()
    for account in (901, 902):
        story.forge.review(number, story.forge.account(f"stranger-{account}", account))
    reviews = list(told(story, number).values())
    story.land(number, "squash")
    for review in reviews:
        story.forge.delete_account(review.account)
    recording(story)
    persons = {"p-01": 101, "p-02": 102}.items()
    taken = {
        who: review._replace(account=account)
        for (who, account), review in zip(persons, reviews, strict=True)
    }
    by_hand(story, number, taken)
    said = handed_in(story)
    assert (said.status, said.out.count("error G543")) == (1, 2), said.out
    run(story.root, "merge", "--quiet", story.branch)
    online, row = story.verified("--online")
    assert (online.status, row["findings"]) == (1, ["G543", "G543"])


def test_too_much_said_of_one_pull_request_leaves_the_others_proved(
    github: Story,
) -> None:
    number = github.propose()
    github.approve(number, "p-01", "p-02")
    github.land(number, "squash")
    assert github.run("gate", "record", "--pr", str(number)).status == 0
    github.forge.review(number, github.account("p-04"), "commented", "x" * 9_000_000)
    online, row = github.verified("--online")
    assert (online.status, row["findings"]) == (1, ["G572", "G572"])


def test_no_token_goes_where_a_branch_that_is_merely_checked_out_points(github: Story) -> None:
    number = github.propose()
    github.approve(number, "p-01", "p-02")
    github.land(number, "squash")
    run(github.root, "checkout", "--quiet", "-b", "hostile")
    elsewhere(github, "http://127.0.0.1:9")
    run(github.root, "commit", "--quiet", "--all", "-m", "elsewhere")
    before = len(github.forge.requests)
    said = github.run("gate", "record", "--pr", str(number), "--dry-run")
    assert (said.status, len(github.forge.requests) > before) == (0, True), said.err


def elsewhere(story: Story, url: str) -> None:
    """Let portfolio.yaml name a forge at another address, which the person's settings let pass."""
    story.trusts = url
    file: Path = story.root / "portfolio.yaml"
    file.write_text(file.read_text().replace(story.forge.url, url))


def test_no_token_goes_where_a_history_of_its_own_points(github: Story, tmp_path: Path) -> None:
    number = github.propose()
    github.approve(number, "p-01", "p-02")
    reviews = told(github, number)
    github.land(number, "squash")
    (tmp_path / "stranger").mkdir()
    with House("github", tmp_path / "stranger") as stranger:
        run(github.root, "checkout", "--quiet", "--orphan", "hostile")
        (decision,) = (github.root / "decisions").glob("*/*.yaml")
        text = decision.read_text()
        decision.unlink()
        elsewhere(github, stranger.url)
        github.council.commit("begin")
        decision.write_text(text)
        by_hand(github, number, {who: reviews[who] for who in ("p-01", "p-02")})
        run(github.root, "push", "--quiet", "--set-upstream", "origin", "hostile")
        words = (("gate", "record", "--pr", str(number)), ("gate", "verify", "--online"))
        for asked in words:
            github.run(*asked)
        run(github.root, "remote", "set-head", "origin", "--delete")
        for asked in words:
            said = github.run(*asked)
            assert (said.status, "[U922]" in said.err) == (2, True), said.err
        assert not stranger.requests


def test_no_token_goes_where_a_pull_request_points(github: Story, tmp_path: Path) -> None:
    number = another(github)
    reviews = told(github, number)
    landed(github, number)
    (tmp_path / "stranger").mkdir()
    with House("github", tmp_path / "stranger") as stranger:
        recording(github)
        elsewhere(github, stranger.url)
        path = github.council.change("portfolio.yaml")
        for person in ("p-01", "p-02"):
            row = reviews[person]
            review = {
                "forge": github.forge.url.removeprefix("http://"),
                "project": "innovatie/portfolio",
                "pull_request": number,
                "review": row.id,
                "account": row.account,
                "commit": row.commit,
                "opened_by": 105,
                "on": row.on,
            }
            github.council.approve(path, person, key=None, review=review)
        github.council.commit("another forge")
        said = handed_in(github)
        assert (said.status, said.out.count("error G543")) == (1, 2), said.out
        run(github.root, "merge", "--quiet", github.branch)  # here, and not where others are
        assert github.run("gate", "verify", "--online").status == 1
        assert not stranger.requests


def test_a_forge_that_is_none_is_told(github: Story) -> None:
    file: Path = github.root / "portfolio.yaml"
    file.write_text(file.read_text().partition("forge:")[0] + "forge: {kind: svn}\n")
    run(github.root, "commit", "--quiet", "--all", "--amend", "-m", "begin")
    run(github.root, "push", "--quiet", "--force", "origin", "main")
    said = github.run("gate", "record", "--pr", "1")
    assert (said.status, "[U902]" in said.err) == (2, True), said.err
