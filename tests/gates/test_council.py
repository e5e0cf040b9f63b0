"""A council evening by the real program: ten dossiers, one sitting, and what comes of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from tests.gates.council import STREAM, Council
from tests.gates.test_stories import speak
from tests.repositories import run

NO: Final = ("k3f9aa", "k3f9ac", "k3f9ad", "k3f9ae", "k3f9af", "k3f9ag")
GO: Final = ("k3f9ah", "k3f9aj")
CONDITIONAL: Final = "k3f9ak"
REWORK: Final = "k3f9am"
EVERY: Final = (*NO, *GO, CONDITIONAL, REWORK)
CRITERIA: Final = ("efficiency", "strategic-fit", "lawfulness", "added-value", "feasibility")
WORDS: Final = {
    **{name: f"Dank je wel. Dit doen we niet, {name}: het bestaat al." for name in NO},
    **{name: f"Mooi, {name}! Je krijgt een kwartaal om het te maken." for name in GO},
    CONDITIONAL: "Ja, mits de ondernemingsraad het eerst ziet.",
    REWORK: "Bijna. Zet er nog bij wat het kost.",
}
"""What each of the ten submitters is told."""


def sitting() -> str:
    """Return the file that the secretary types during the evening."""
    met = ", ".join(f"{{id: {name}, verdict: met}}" for name in CRITERIA)
    rows = ["decided_on: 2026-09-22", "decisions:"]
    for name in NO:
        rows += [f"  - idea: {name}", "    outcome: no_go", "    reason_code: little-value"]
        rows += [f'    to_submitter: "{WORDS[name]}"']
    for name in GO:
        rows += [
            f"  - idea: {name}",
            "    outcome: go",
            "    rationale: Doen.",
            f"    criteria: [{met}]",
        ]
        rows += [f'    to_submitter: "{WORDS[name]}"']
    rows += [f"  - idea: {CONDITIONAL}", "    outcome: conditional_go", "    rationale: Mits."]
    rows += [f"    criteria: [{met}]", f'    to_submitter: "{WORDS[CONDITIONAL]}"']
    rows += ["    conditions: [{id: c1, text: De raad ziet het, owner: p-05, due: 2026-11-01}]"]
    rows += [f"  - idea: {REWORK}", "    outcome: rework", "    missing: [een begroting]"]
    rows += [f'    to_submitter: "{WORDS[REWORK]}"', "    rationale: Er staat geen bedrag in."]
    return "\n".join(rows) + "\n"


@pytest.fixture
def evening(tmp_path: Path) -> Council:
    """Ten dossiers before a council of three, all of whom must sign, handed in on ten days."""
    council = Council(tmp_path, quorum=3)
    (council.root / "ideas/2026-01/k3f9ab-een-idee.yaml").unlink()
    for at, name in enumerate(EVERY, start=1):
        council.idea(name, submitted_on=f"2026-01-{at:02}", title=f"Idee nummer {at}")
    council.commit("ten dossiers")
    run(council.root, "reset", "--quiet", "--soft", "HEAD~1")
    run(council.root, "commit", "--quiet", "--amend", "-m", "begin")
    return council


def told(council: Council, *words: str) -> Any:
    said = speak(council, "p-05", *words, "-o", "json")
    assert said.status == 0, said.err
    return json.loads(said.out)["data"]


def test_a_council_evening_from_ten_dossiers_to_ten_messages(evening: Council) -> None:
    council = evening
    before = told(council, "report", "stream", STREAM)
    assert len(before["unanswered"]) == 10

    said = speak(council, "p-05", "gate", "advance", "--from", "-", stdin=sitting())
    assert said.status == 0, said.err
    (branch,) = run(
        council.root, "for-each-ref", "--format=%(refname:short)", "refs/heads/gate"
    ).split()
    assert branch == "gate/2026-09-22-10-ideas"
    assert run(council.root, "rev-list", "--count", f"main..{branch}").strip() == "1"

    for person, count in (("p-01", 1), ("p-02", 2)):
        said = speak(council, person, "gate", "approve", "--branch", branch)
        assert said.status == 0, said.err
        assert f"10 decisions\nnot approved: {count} of 3\n" in said.err
    refused = speak(council, "p-05", "check", "--base", "main", "--head", branch)
    assert (refused.status, refused.out.count("error G520 not approved: 2 of 3")) == (1, 10)
    said = speak(council, "p-04", "gate", "approve", "--branch", branch, "--for", "p-03")
    assert said.status == 0, said.err
    assert "not approved" not in said.err
    assert speak(council, "p-05", "check", "--base", "main", "--head", branch).status == 0
    run(council.root, "merge", "--quiet", "--no-ff", "--no-edit", branch)

    verified(council)
    counted(council)
    heard(council)


def verified(council: Council) -> None:
    """Every decision is approved by two of the council and the deputy of the third."""
    rows = told(council, "gate", "verify")["decisions"]
    assert {row["idea"] for row in rows} == {*EVERY}
    for row in rows:
        assert (row["state"], row["grade"]) == ("approved", "signed")
        spoken = {(one["person"], one["principal"]) for one in row["approvals"]}
        assert spoken == {("p-01", ""), ("p-02", ""), ("p-04", "p-03")}
    assert len([*(council.root / "approvals").glob("*/*.yaml")]) == 30
    assert speak(council, "p-05", "check", "--errors").status == 0


def counted(council: Council) -> None:
    """The figures, counted by hand: 6 no, 2 go, 1 conditional, 1 back for more work."""
    report = told(council, "report", "stream", STREAM)
    figures = {
        row["figure"]: row for part in report.values() if isinstance(part, list) for row in part
    }
    gates = {name: figures[f"gates.concept.{name}"] for name in ("go", "no_go", "rework")}
    assert {name: row["decisions"] for name, row in gates.items()} == {
        "go": 2, "no_go": 6, "rework": 1,
    }  # fmt: skip
    assert sorted(gates["no_go"]["ids"]) == sorted(NO)
    assert figures["gates.concept.conditional_go"]["ids"] == [CONDITIONAL]
    mowing = figures["mowing.concept"]
    assert (mowing["mown"], mowing["cases"], mowing["rate"]) == (6, 9, "0.6667")
    assert figures["phases.ideation.stopped"]["ideas"] == 6
    assert figures["phases.creation.active"]["ideas"] == 3
    assert figures["phases.ideation.active"]["ids"] == [REWORK]
    assert figures["flow.2026-Q3.no_go"]["ideas"] == 6
    assert report["unanswered"] == []
    # 22 September is day 265 of the year; they came on the first ten days of it: 255 to 264 days.
    assert figures["measures.first_answer_p50"]["cases"] == 10
    assert figures["measures.first_answer_p50"]["value"] == 259
    assert figures["measures.first_answer_p90"]["value"] == 263


def heard(council: Council) -> None:
    """Each of the ten reads his own answer, and nobody waits for a first one any more."""
    for name in EVERY:
        said = speak(council, "p-05", "show", name)
        assert said.status == 0
        text = " ".join(said.out.split())
        assert f"to the submitter: {WORDS[name]}" in text, said.out
    waits = speak(council, "p-05", "next", "--for", "p-05").out
    assert "first answer" not in waits
    assert "De raad ziet het" in waits or CONDITIONAL in waits
