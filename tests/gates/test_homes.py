"""Who decides on an idea: the stream it first landed in, or the one that an approved move led it to."""

from __future__ import annotations

from typing import Any

import pytest

from innoctl.vcs import demand
from innoctl.workspace.verify import verify
from tests.gates.council import IDEA, Council
from tests.gates.test_attacks import tip, two_streams
from tests.gates.test_refused import TODAY, approved, errors, verified, wrong
from tests.repositories import run

ELDERS = "unit/elders"
OTHER = "k3f9ac"
MOVE: dict[str, Any] = {
    "what": "move",
    "outcome": "accepted",
    "from_phase": "ideation",
    "to_phase": "ideation",
    "criteria": [],
    "rationale": "Het past daar beter.",
    "to_stream": ELDERS,
}


@pytest.fixture
def team(council: Council) -> Council:
    """The council with unit/elders beside it, where p-04 alone decides."""
    two_streams(council)
    return council


def doors(council: Council, base: str) -> tuple[list[str], list[str]]:
    """Return what is wrong with a change as a pull request, and pushed commit by commit."""
    return errors(council, base), errors(council, base, each=True)


def states(council: Council) -> list[str]:
    return [row.state for row in verified(council).rows]


def go(council: Council, name: str = IDEA, *, stream: str = ELDERS, **more: Any) -> str:
    """Decide on an idea in a stream, by who decides there; return the commit before."""
    base = tip(council)
    decision = council.decide(name, stream=stream, **more)
    council.derive(name, phase="creation")
    for person in ("p-04",) if stream == ELDERS else ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("decide")
    return base


def move(council: Council, *persons: str, **more: Any) -> str:
    """Write a move to unit/elders with these approvals, and its line; return its path."""
    decision = council.decide(**{**MOVE, **more})
    council.derive(stream=ELDERS)
    for person in persons:
        council.approve(decision, person)
    return decision


def by_hand(council: Council, name: str = IDEA) -> str:
    """Write another stream without a decision; return the commit before."""
    base = tip(council)
    council.derive(name, stream=ELDERS)
    council.commit("by hand")
    return base


def test_an_idea_that_went_and_comes_back_is_where_it_began(team: Council) -> None:
    file = team.root / f"ideas/2026-01/{IDEA}-een-idee.yaml"
    text = file.read_text()
    file.unlink()
    base = team.commit("gone")
    file.parent.mkdir(exist_ok=True)
    file.write_text(text.replace("unit/team", ELDERS))
    team.commit("back")
    assert doors(team, base) == (["G566"], ["G566"])
    assert doors(team, go(team)) == (["G545"], ["G545"])
    assert (wrong(team), states(team)) == (["G545"], ["refused"])
    first = f"decisions/2026-01/{IDEA}-01-concept.yaml"
    there = {"number": "02", "after": team.digest(first), "from_phase": "creation"}
    back = team.decide(
        **{**MOVE, **there, "to_phase": "creation", "stream": ELDERS, "to_stream": "unit/team"}
    )
    team.derive(stream="unit/team")
    for person in ("p-01", "p-02"):
        team.approve(back, person)
    team.commit("a move from where it never was")
    assert (wrong(team), states(team)) == (["G545", "G545"], ["refused", "refused"])


@pytest.mark.parametrize(
    ("beside", "before"),
    [(f"{OTHER}-schets.txt", True), (f"{OTHER}-a-schets.png", False), (f"{OTHER}.yaml", True)],
)
def test_a_file_beside_an_idea_does_not_hide_where_it_began(
    team: Council, *, beside: str, before: bool
) -> None:
    (team.root / "ideas/2026-01" / beside).write_bytes(b"\x89 schets\n")
    if before:
        team.commit("a sketch")
    team.idea(OTHER)
    team.commit("an idea")
    assert doors(team, by_hand(team, OTHER)) == (["G566"], ["G566"])
    assert doors(team, go(team, OTHER)) == (["G545"], ["G545"])
    assert (wrong(team), states(team)) == (["G545"], ["refused"])


def test_a_note_beside_an_idea_says_nothing_of_who_decides(team: Council) -> None:
    note = team.root / f"ideas/2026-01/{OTHER}-notitie.txt"
    note.write_text(f"stream: {ELDERS}\n")
    base = team.commit("a note")
    team.idea(OTHER)
    team.commit("an idea")
    note.write_text("stream: nog te bepalen\n")
    team.commit("another note")
    assert doors(team, base) == ([], [])
    assert doors(team, go(team, OTHER, stream="unit/team")) == ([], [])
    assert (wrong(team), states(team)) == ([], ["approved"])


def test_a_branch_with_a_beginning_of_its_own_does_not_say_where_an_idea_began(
    team: Council,
) -> None:
    root = tip(team)
    team.idea(OTHER)
    base = team.commit("an idea")
    run(team.root, "checkout", "--quiet", "-b", "side", root)
    team.idea(OTHER, stream=ELDERS)
    team.commit("the same idea, elsewhere")
    run(team.root, "merge", "--quiet", "--no-edit", "-X", "ours", "main")
    assert errors(team, base) == ["G566"]


def test_no_record_in_a_push_lets_an_idea_change_its_stream(team: Council) -> None:
    base = by_hand(team)
    go(team)
    digest = team.digest(f"decisions/2026-01/{IDEA}-01-concept.yaml")
    go(team, number="02", after=digest, supersedes=digest)
    assert errors(team, base, each=True) == ["G566", "G545", "G545"]
    assert states(team) == ["refused", "refused"]
    run(team.root, "reset", "--quiet", "--hard", base)
    by_hand(team)
    move(team, "p-04")
    team.commit("a move that comes after it")
    assert errors(team, base, each=True) == ["G566"]


def test_an_anchor_is_where_every_idea_begins(team: Council) -> None:
    first = move(team, "p-04")
    anchor = team.commit("move")
    assert doors(team, go(team, number="02", after=team.digest(first))) == ([], [])
    found = verify(demand(team.root), TODAY, anchor=anchor)
    assert [row.state for row in found.rows] == ["approved", "approved"]
    assert found.findings == ()
    assert wrong(team) == []


def test_a_stream_put_back_by_hand_gives_nobody_the_idea_back(team: Council) -> None:
    first = move(team, "p-04")
    base = team.commit("move")
    team.derive(stream="unit/team")
    team.commit("back by hand")
    assert "G566" in errors(team, base)
    assert "G566" in errors(team, base, each=True)
    base = go(team, stream="unit/team", number="02", after=team.digest(first))
    assert "G545" in errors(team, base)
    assert "G545" in wrong(team)
    assert states(team) == ["approved", "refused"]


def test_a_folder_whose_name_git_could_take_for_a_pattern_is_guarded(team: Council) -> None:
    held = [path for path in team.root.iterdir() if path.name != ".git"]
    team.root /= "pf[1]*?"
    team.root.mkdir()
    for path in held:
        path.rename(team.root / path.name)
    run(team.root, "add", "--all", "..")
    run(team.root, "commit", "--quiet", "--amend", "--no-edit")
    assert doors(team, by_hand(team)) == (["G566"], ["G566"])
    assert doors(team, go(team)) == (["G545"], ["G545"])


def test_an_idea_under_another_name_does_not_choose_its_judges(team: Council) -> None:
    base = tip(team)
    file = team.root / f"ideas/2026-01/{IDEA}-een-idee.yaml"
    text = file.read_text().replace("unit/team", ELDERS).replace("active", "stopped")
    told: dict[str, Any] = {**MOVE, "what": "withdraw", "outcome": "done", "to_stream": None}
    told |= {"stream": ELDERS, "evidence": [], "base_commit": None}
    first = team.decide(**told)
    digest = team.digest(first)
    second = team.decide(number="02", after=digest, supersedes=digest, **told)
    for decision in (first, second):
        team.approve(decision, "p-04")
    file.rename(file.with_name(f"{IDEA}-anders.yaml")).write_text(text)
    team.commit("all in one")
    assert doors(team, base) == (["G545", "G545", "G566"],) * 2
    assert states(team) == ["refused", "refused"]


def test_a_move_and_what_the_new_stream_decides_may_land_together(team: Council) -> None:
    base = tip(team)
    first = team.decide(**MOVE)
    there: dict[str, Any] = {**MOVE, "what": "change", "outcome": "done", "to_stream": None}
    second = team.decide(number="02", **{**there, "stream": ELDERS, "after": team.digest(first)})
    for decision in (first, second):
        team.approve(decision, "p-04")
    team.derive(stream=ELDERS)
    team.commit("one council")
    assert doors(team, base) == ([], [])
    assert (wrong(team), states(team)) == ([], ["approved", "approved"])


def test_what_is_decided_after_a_move_counts_once_the_move_does(team: Council) -> None:
    base = tip(team)
    first = move(team)
    team.commit("a move that nobody approved")
    assert errors(team, base) == ["G520"]
    base = go(team, number="02", after=team.digest(first))
    assert doors(team, base) == (["G545"], ["G545"])
    assert (wrong(team), states(team)) == (["G545", "G520"], ["refused", "refused"])
    digest = team.digest(f"decisions/2026-01/{IDEA}-02-concept.yaml")
    go(team, number="03", after=digest, supersedes=digest)
    assert states(team) == ["refused", "refused", "refused"], "nor does a correction"
    base = tip(team)
    team.approve(first, "p-04")
    team.commit("late")
    assert doors(team, base) == ([], [])
    assert (wrong(team), states(team)) == ([], ["approved", "superseded", "approved"])


def test_a_move_that_was_in_force_goes_on_counting_for_what_followed(team: Council) -> None:
    first = move(team, "p-04")
    team.commit("move")
    go(team, number="02", after=team.digest(first))
    file = team.root / first
    file.write_bytes(file.read_bytes() + b"# edited\n")
    team.commit("edit")
    assert (wrong(team), states(team)) == (["G526"], ["refused", "approved"])


def test_who_corrects_a_move_brings_the_idea_back(team: Council) -> None:
    first = move(team, "p-04")
    base = team.commit("move")
    digest = team.digest(first)
    back = {"number": "02", "after": digest, "supersedes": digest, "what": "change"}
    second = team.decide(**{**MOVE, **back, "outcome": "done", "to_stream": None})
    team.derive(stream="unit/team")
    for person in ("p-01", "p-02", "p-04"):
        team.approve(second, person)
    team.commit("corrected")
    assert "G566" not in errors(team, base)
    after = {"number": "03", "after": team.digest(second)}
    assert "G545" in errors(team, go(team, **after))
    run(team.root, "reset", "--quiet", "--hard", "HEAD~")
    assert doors(team, go(team, stream="unit/team", **after)) == ([], [])
    assert states(team) == ["superseded", "approved", "approved"]


def test_what_follows_on_a_move_waits_with_it_for_the_forge(team: Council) -> None:
    authority = team.authority(approval="forge")
    authority["mandates"][0]["streams"] = ["unit/team"]
    authority["mandates"].append({"streams": [ELDERS], "roles": ["other"], "quorum": 1})
    team.write("authority.yaml", authority)
    run(team.root, "commit", "--quiet", "--amend", "-a", "--no-edit")
    first = move(team)
    team.commit("move")
    base = tip(team)
    team.decide(number="02", after=team.digest(first), stream=ELDERS)
    team.derive(phase="creation")
    team.commit("decide")
    assert doors(team, base) == ([], [])
    assert (wrong(team), states(team)) == ([], ["waits", "waits"])


def test_an_idea_that_could_not_be_read_begins_where_it_first_can(team: Council) -> None:
    path = team.root / f"ideas/2026-01/{OTHER}-een-idee.yaml"
    for text in ("stream: [\n", "stream: {\n"):
        path.write_text(text)
        team.commit("broken")
    team.idea(OTHER)
    team.commit("mended")
    assert doors(team, by_hand(team, OTHER)) == (["G566"], ["G566"])
    assert doors(team, go(team, OTHER)) == (["G545"], ["G545"])


def test_ideas_as_they_are_written_are_nobodys_business(team: Council) -> None:
    base = tip(team)
    for stream in (ELDERS, "unit/team"):
        team.idea(OTHER, stream=stream)
    team.commit("an idea")
    team.idea(IDEA, title="Een ander idee")
    team.commit("edit")
    assert doors(team, base) == ([], [])
    assert doors(team, approved(team, "p-01", "p-02")) == ([], [])


def test_another_name_hides_no_other_change_of_an_idea(team: Council) -> None:
    base = tip(team)
    told: dict[str, Any] = {**MOVE, "what": "withdraw", "outcome": "done", "to_stream": None}
    decision = team.decide(**told)
    file = team.root / f"ideas/2026-01/{IDEA}-een-idee.yaml"
    text = file.read_text().replace("active", "stopped")
    renamed = file.rename(file.with_name(f"{IDEA}-anders.yaml"))
    renamed.write_text(text)
    for person in ("p-01", "p-02"):
        team.approve(decision, person)
    team.commit("under another name")
    assert doors(team, base) == ([], [])
    run(team.root, "reset", "--quiet", "--soft", base)
    renamed.write_text(text.replace("een uur per dag", "niets"))
    team.commit("and with another value")
    assert doors(team, base) == (["G528"], ["G528"])
