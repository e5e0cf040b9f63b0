"""A decision from a proposal to ``gate verify`` saying yes, over a pull request on each forge."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from innoctl.model.statement import IMPORT_NAMESPACE, statement
from innoctl.store.yaml_document import load
from innoctl.vcs.signature import sign
from tests.forge.house import How
from tests.gates.council import IDEA, key_of
from tests.gates.over_a_forge import Story
from tests.repositories import run

CHANGED = "Doen, en in juni weer kijken."


def test_the_pull_request_is_opened_with_the_dossier_and_the_gatekeepers_are_asked(
    story: Story,
) -> None:
    number = story.propose()
    pull = story.forge.pulls[number]
    assert f"the pull request, number {number}:" in story.said.err
    assert story.said.out.startswith(story.forge.url)
    assert pull.target == "main"
    assert "Een idee" in pull.title
    assert "-phase: ideation\n+phase: creation" in pull.body
    assert {*pull.asked} == {101, 102, 103}


@pytest.mark.parametrize(
    ("story", "how"),
    [
        *(("github", how) for how in ("squash", "merge", "rebase")),
        *(("gitlab", how) for how in ("squash", "rebase")),
        ("forgejo", "merge"),
    ],
    indirect=["story"],
)  # what a merge leaves behind is git's, and the same on each forge
def test_the_whole_story_to_verify_saying_yes(story: Story, how: How) -> None:
    number = story.propose()
    assert "error G520 not approved: 0 of 2" in story.judge(number).out
    story.approve(number, "p-01", "p-02")
    assert story.judge(number).status == 0, story.judge(number).out

    story.alter("rationale: Doen.", f"rationale: {CHANGED}", again=how == "rebase")
    stale = story.judge(number)
    code = "G552" if story.forge.kind == "gitlab" else "G551"
    assert stale.status == 1
    assert stale.out.count(f"error {code} the approval of p-0") == 2, stale.out
    assert "error G520 not approved: 0 of 2" in stale.out

    story.approve(number, "p-02", "p-03")
    assert story.judge(number).status == 0, story.judge(number).out
    story.land(number, how)
    waits, row = story.verified()
    assert (waits.status, row["state"], row["grade"]) == (0, "waits", ""), row
    assert story.run("gate", "verify", "--strict").status == 1

    said = story.run("gate", "record", "--pr", str(number))
    assert said.status == 0, said.err
    assert len([*(story.root / "approvals").glob("*/*.yaml")]) == 2
    done, row = story.verified()
    assert (done.status, row["state"], row["grade"]) == (0, "approved", "forge"), row
    assert [one["person"] for one in row["approvals"]] == ["p-02", "p-03"]
    online, row = story.verified("--online")
    assert (online.status, row["findings"]) == (0, [])
    assert story.run("check", "--errors").status == 0


def test_a_decision_changed_in_a_commit_of_its_own_is_not_fit_for_a_rebase(github: Story) -> None:
    number = github.propose()
    github.alter("rationale: Doen.", f"rationale: {CHANGED}")
    github.approve(number, "p-01", "p-02")
    said = github.judge(number)
    assert said.status == 0
    assert "warning G557 a commit of the branch changes " in said.out
    github.land(number, "rebase")
    assert github.verified()[1]["findings"] == ["G526"]


def test_a_push_of_something_else_makes_no_review_stale(github: Story) -> None:
    number = github.propose()
    github.approve(number, "p-01", "p-02")
    run(github.root, "checkout", "--quiet", github.branch)
    run(github.root, "commit", "--quiet", "--allow-empty", "-m", "nothing")
    run(github.root, "push", "--quiet", "origin", github.branch)
    run(github.root, "checkout", "--quiet", "main")
    assert github.judge(number).status == 0
    github.land(number, "squash")
    assert github.run("gate", "record", "--pr", str(number)).status == 0
    assert github.verified()[1]["state"] == "approved"


def test_a_deputy_reviews_in_the_place_of_who_is_away(github: Story) -> None:
    number = github.propose()
    github.approve(number, "p-01", "p-04")
    assert github.judge(number).status == 0, github.judge(number).out
    github.land(number, "squash")
    assert github.run("gate", "record", "--pr", str(number)).status == 0
    online, row = github.verified("--online")
    assert (online.status, row["state"], row["findings"]) == (0, "approved", [])
    seats = [(one["person"], one["principal"]) for one in row["approvals"]]
    assert seats == [("p-01", ""), ("p-04", "p-03")]


def test_of_who_reviewed_beside_his_deputy_one_is_recorded(github: Story) -> None:
    number = github.propose()
    github.approve(number, "p-01", "p-04", "p-03")
    assert github.judge(number).status == 0
    github.land(number, "squash")
    said = github.run("gate", "record", "--pr", str(number))
    assert (said.status, "p-04 and p-03 speak for the same place" in said.err) == (0, True)
    online, row = github.verified("--online")
    assert (online.status, row["state"], row["findings"]) == (0, "approved", [])
    assert [one["person"] for one in row["approvals"]] == ["p-01", "p-03"]


TWICE = [{"person": "p-04", "for": "p-03"}, {"person": "p-04", "for": "p-02"}]


def test_a_review_that_would_count_for_nothing_leaves_room_for_a_signature(github: Story) -> None:
    github.begin(deputies=TWICE)
    number = github.propose()
    github.approve(number, "p-01", "p-04")
    assert "G501" in github.judge(number).out
    github.land(number, "squash")
    said = github.run("gate", "record", "--pr", str(number))
    assert (said.status, "p-04 may not decide" in said.err) == (0, True)
    assert [file.name[-9:] for file in (github.root / "approvals").glob("*/*")] == ["p-01.yaml"]
    key = str(key_of("p-04", github.council.keys))
    words = ("--as", "p-04", "--for", "p-02", "--key", key, "--yes")
    signed = github.run("gate", "approve", IDEA, *words)
    assert signed.status == 0, signed.err
    assert github.verified()[1]["state"] == "approved"


def test_for_whom_a_reviewer_stands_in_is_not_written_by_who_records_it(github: Story) -> None:
    number = github.propose()
    github.approve(number, "p-01", "p-04")
    github.land(number, "squash")
    assert github.run("gate", "record", "--pr", str(number)).status == 0
    (file,) = (github.root / "approvals").glob("*/*-p-04.yaml")
    file.write_text(file.read_text().replace("person: p-04\n", "person: p-04\nfor: p-03\n"))
    run(github.root, "commit", "--quiet", "-a", "--amend", "-m", "so")
    for words in ((), ("--online",)):
        said, row = github.verified(*words)
        assert (said.status, row["grade"]) == (1, "")
        assert "G563" in row["findings"]


def test_the_deputy_of_who_opened_the_pull_request_has_no_place(github: Story) -> None:
    github.forge.owner = github.account("p-03")
    number = github.propose()
    github.approve(number, "p-01", "p-04")
    judged = github.judge(number)
    assert (judged.status, "G501" in judged.out) == (1, True)
    github.land(number, "squash")
    said = github.run("gate", "record", "--pr", str(number))
    assert (said.status, "p-04 may not decide" in said.err) == (0, True)
    file = next((github.root / "approvals").glob("*/*-p-01.yaml"))
    assert "opened_by: 103" in file.read_text()
    file.write_text(file.read_text().replace("opened_by: 103", "opened_by: 105"))
    run(github.root, "commit", "--quiet", "-a", "--amend", "-m", "so")
    assert "G543" in github.verified("--online")[1]["findings"]


def test_a_review_dismissed_afterwards_is_told_online_and_changes_nothing_offline(
    story: Story,
) -> None:
    number = story.propose()
    first, _second = story.approve(number, "p-01", "p-02")
    story.land(number, "squash")
    assert story.run("gate", "record", "--pr", str(number)).status == 0
    story.forge.dismiss(number, first)
    assert story.verified()[0].status == 0
    online, row = story.verified("--online")
    assert (online.status, row["findings"]) == (1, ["G543"])
    said = story.run("gate", "verify", "--online").out
    assert f"the forge does not have the review of p-01 on pull request {number}" in said


def test_a_record_of_a_review_that_never_was_is_refused_where_the_forge_can_be_asked(
    github: Story,
) -> None:
    number = github.propose()
    github.approve(number, "p-01", "p-02")
    github.land(number, "squash")
    github.branch = "recorded"
    run(github.root, "checkout", "--quiet", "-b", github.branch)
    assert github.run("gate", "record", "--pr", str(number)).status == 0
    run(github.root, "checkout", "--quiet", "main")
    run(github.root, "push", "--quiet", "origin", github.branch)
    other = github.forge.open(github.branch, author=github.account("p-05"))
    assert github.judge(other).status == 0
    run(github.root, "checkout", "--quiet", github.branch)
    forged = next((github.root / "approvals").glob("*/*-p-01.yaml"))
    text = forged.read_text().replace("account: 101", "account: 103")
    forged.with_name(forged.name.replace("p-01", "p-03")).write_text(
        text.replace("person: p-01", "person: p-03")
    )
    run(github.root, "add", "--all")
    run(github.root, "commit", "--quiet", "-m", "one more")
    run(github.root, "checkout", "--quiet", "main")
    said = github.judge(other)
    assert (said.status, "G543" in said.out) == (1, True)


def test_an_outsiders_review_is_named_counts_for_nothing_and_hinders_nobody(github: Story) -> None:
    number = github.propose()
    github.forge.review(number, github.forge.account("eva", 900))
    github.approve(number, "p-01")
    said = github.judge(number)
    assert "error G556 the review of eva says nothing" in said.out
    assert "error G520 not approved: 1 of 2" in said.out
    tree = (
        f"{github.branch}^{{tree}}"  # what is being made may lack approvals, what is reviewed not
    )
    said = github.run("check", "--base", "main", "--head", tree, "--pr", str(number))
    assert "error G520 not approved: 1 of 2" in said.out
    github.approve(number, "p-02")
    assert github.judge(number).status == 0
    github.land(number, "squash")
    recorded = github.run("gate", "record", "--pr", str(number))
    assert recorded.status == 0
    assert recorded.err.count("the review of eva says nothing") == 1
    assert [one["person"] for one in github.verified()[1]["approvals"]] == ["p-01", "p-02"]


def test_who_opened_the_pull_request_does_not_approve_it(github: Story) -> None:
    github.forge.owner = github.account("p-01")
    number = github.propose()
    github.approve(number, "p-01", "p-02")
    said = github.judge(number)
    assert "error G502 p-01 approves what p-01 proposed" in said.out
    assert "error G520 not approved: 1 of 2" in said.out
    github.land(number, "squash")
    recorded = github.run("gate", "record", "--pr", str(number))
    assert "p-01 approves what p-01 proposed" in recorded.err
    assert github.verified()[1]["state"] == "waits"


def test_where_importers_are_named_a_review_comes_in_with_their_signature_alone(
    github: Story, tmp_path: Path
) -> None:
    key = key_of("importer", github.council.keys)
    public = github.council.public("importer")
    github.begin(importers=[{"public": public, "added_on": "2026-01-01"}])
    number = github.propose()
    github.approve(number, "p-01", "p-02")
    assert github.judge(number).status == 0
    github.land(number, "squash")
    before = run(github.root, "rev-parse", "HEAD")
    refused = github.run("gate", "record", "--pr", str(number))
    assert (refused.status, "[U971]" in refused.err) == (1, True), refused.err
    assert run(github.root, "rev-parse", "HEAD") == before

    said = github.run("gate", "record", "--pr", str(number), "--key", str(key))
    assert said.status == 0, said.err
    done, row = github.verified("--online")
    assert (done.status, row["state"], row["grade"]) == (0, "approved", "forge"), done.out

    forged = key_of("p-05", tmp_path)
    for file in (github.root / "approvals").glob("*/*.yaml"):
        data: Any = load(file.read_bytes())[0]
        data["imported"] = sign(statement(data), forged, IMPORT_NAMESPACE)
        github.council.write(str(file.relative_to(github.root)), data)
    run(github.root, "commit", "--quiet", "-a", "--amend", "-m", "so")
    done, row = github.verified()
    assert (done.status, row["state"], {*row["findings"]}) == (1, "waits", {"G509", "G520"}), row
    run(github.root, "reset", "--quiet", "--hard", before.strip())
    other = github.run("gate", "record", "--pr", str(number), "--key", str(forged))
    assert (other.status, "G509" in other.err) == (1, True)
    assert run(github.root, "rev-parse", "HEAD") == before


def test_what_is_recorded_is_not_recorded_again_and_an_open_request_not_at_all(
    github: Story,
) -> None:
    number = github.propose()
    github.approve(number, "p-01", "p-02")
    early = github.run("gate", "record", "--pr", str(number))
    assert (early.status, "[U917]" in early.err) == (1, True), early.err
    github.land(number, "squash")
    preview = github.run("gate", "record", "--pr", str(number), "--dry-run")
    assert preview.out.count("+stance: approve") == 2
    assert not (github.root / "approvals").exists()
    assert github.run("gate", "record", "--pr", str(number)).status == 0
    again = github.run("gate", "record", "--pr", str(number))
    assert (again.status, "[U970]" in again.err) == (1, True)


def test_reviews_say_nothing_of_a_decision_that_another_pull_request_brought(
    github: Story,
) -> None:
    first = github.propose()
    github.approve(first, "p-01", "p-02")
    github.land(first, "squash")
    github.council.idea("k3f9ac")
    github.council.commit("another idea")
    run(github.root, "push", "--quiet", "origin", "main")
    words = ("--outcome", "no_go", "--reason-code", "little-value", "--push")
    assert github.run("gate", "advance", "k3f9ac", *words).status == 0
    github.branch = github.forge.pulls[first + 1].branch
    github.approve(first + 1, "p-02", "p-03")
    github.land(first + 1, "squash")
    assert github.run("gate", "record", "--pr", str(first + 1)).status == 0
    names = sorted(file.name for file in (github.root / "approvals").glob("*/*"))
    assert [name[:6] for name in names] == ["k3f9ac", "k3f9ac"], names


def test_a_review_against_is_recorded_as_dissent_with_its_words_and_its_scores(
    github: Story,
) -> None:
    number = github.propose()
    github.approve(number, "p-01", "p-02")
    words = "Te vroeg.\n- added-value: 2\n- nonsense: 4"
    github.forge.review(number, github.account("p-03"), "changes_requested", words)
    assert github.judge(number).status == 0
    github.land(number, "merge")
    assert github.run("gate", "record", "--pr", str(number)).status == 0
    (file,) = (github.root / "approvals").glob("*/*-p-03.yaml")
    assert "stance: dissent" in file.read_text()
    assert "id: added-value\n    score: 2" in file.read_text()
    assert github.verified()[1]["dissents"] == ["p-03"]


@pytest.mark.parametrize(("token", "status"), [("", 2), ("wrong", 3)])
def test_without_a_forge_that_answers_the_text_of_the_pull_request_is_handed_over(
    github: Story, token: str, status: int
) -> None:
    branch = github.proposal(status=status, INNOCTL_FORGE_TOKEN=token)
    assert not github.forge.pulls
    assert "open a pull request into main with this text:" in github.said.err
    assert "+phase: creation" in github.said.out
    assert github.forge.tip(branch)
    assert not token or token not in github.said.err
