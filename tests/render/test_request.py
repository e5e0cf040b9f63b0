"""The text of a pull request: complete, in one language, and harmless on every forge."""

from __future__ import annotations

import re
from typing import Any

import pytest

from innoctl.locale import language, use
from innoctl.model.policy import OrganisationFacts, PeopleFacts
from innoctl.render.names import Names
from innoctl.render.request import (
    APART,
    Alike,
    Item,
    escaped,
    policy_text,
    quoted,
    text,
)
from innoctl.render.request_money import Money, Payer
from tests.rules.made import PROCESS

NAMES = Names(PeopleFacts({}), OrganisationFacts("o", (), (), (), (), ()), PROCESS)
HOSTILE = (
    "@alle",
    "closes #12",
    "fixes GH-12",
    "closes https://forge.example/o/r/issues/3",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/pixel)",
    "[klik](javascript:alert(1))",
    "`code` **vet** _scheef_ ~~weg~~",
    "| kolom | kolom |",
    "# kop",
    "\x1b[31mrood\x07",
    "\u202eomgekeerd",
    "/close",
    "!merge %milestone ~label $snippet &epic",
    "$x^2$",
    "</details>",
)


def item(**more: Any) -> Item:
    decision: dict[str, Any] = {
        "idea": "k3f9ab",
        "what": "concept",
        "outcome": "go",
        "stream": "unit/oost",
        "proposed_by": "p-1",
        "decided_on": "2026-03-12",
        "base_commit": "a" * 40,
        "evidence": [{"path": "ideas/2026-01/k3f9ab-x.yaml", "sha256": "b" * 64}],
        **more.pop("decision", {}),
    }
    idea = {"title": "Scrum in de opsporing", **more.pop("idea", {})}
    changes = (("phase", "ideation", "creation"),)
    fields = {"path": "decisions/2026-01/k3f9ab-01-concept.yaml", "changes": changes, **more}
    return Item(idea=idea, decision=decision, names=NAMES, **fields)


@pytest.mark.parametrize("word", HOSTILE)
def test_nothing_that_a_portfolio_says_is_more_than_text(word: str) -> None:
    everywhere = item(
        idea={"title": word, "summary": word, "problem": f"{word}\n{word}", "submitter": word,
              "deliverables": [{"id": word, "on": word, "where": word}]},
        decision={"rationale": f"{word}\n{word}", "to_submitter": word, "missing": [word],
                  "criteria": [{"id": word, "verdict": "met", "because": word}],
                  "waivers": [{"what": word, "because": word}], "stream": word,
                  "conditions": [{"text": word, "owner": word, "due": "2026-10-01"}]},
        alike=(Alike("aaaaaa", word, word),),
        gatekeepers=(Payer(word, 100, (word,)), Payer(word, 1, (word,)), Payer(word, 1, ())),
    )  # fmt: skip
    for row in text([everywhere, everywhere], "nl").splitlines():
        assert "\x1b" not in row
        assert "\u202e" not in row
        assert not re.search(r"(?<![\w\\])[@#!~%&$]\w", row.replace("\\", "")), row
        assert not re.match(r"/\w", row), "a quick action of GitLab begins a line"
        assert not re.search(r"(?<!\\)[<>](?=[a-z/!])", row), row
        assert not re.search(r"(?<!\\)\]\(", row), row
        assert "://" not in row
        assert "GH-1" not in row
        if row.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", row)) == 5, row


def test_what_is_kept_apart_still_reads_as_it_was_written() -> None:
    assert escaped("@team: zie #3").replace(APART, "").replace("\\", "") == "@team: zie #3"
    assert escaped("a\n b") == "a b"
    assert escaped("- punt") == "\\- punt"
    assert escaped("1. punt") == "\\1. punt"
    assert quoted("een\n\ntwee\n") == ["> een", ">", "> twee"]


def test_the_dossier_holds_what_a_gatekeeper_judges() -> None:
    one = item(
        idea={"value": "Tijd.", "broker": "p-7"},
        decision={
            "criteria": [
                {"id": "lawfulness", "verdict": "met", "because": "Mag."},
                {"id": "added-value", "score": 4},
            ],
            "waivers": [{"what": "proof", "because": "Volgt."}],
            "conditions": [{"text": "Roosters", "owner": "p-2", "due": "2026-10-01"}],
            "rationale": "Doen.",
            "handed_in_on": "2026-03-01",
        },
        money=(Money("oost-2026", "innovation", 25_000_00, 40_000_00),),
        alike=(Alike("aaaaaa", "Ook scrum", "corps"),),
        gatekeepers=(Payer("oost", 25_000_00, ("p-3",)),),
    )
    said = text([one], "en")
    for part in (
        "## Scrum in de opsporing", "**Go, concept** · `k3f9ab`", "- proposed by: p-1",
        "- may approve: p-3", "```diff\n-phase: ideation\n+phase: creation\n```",
        "### Why\n\n> Doen.", "- lawfulness: **met**: Mag.", "- added-value: **4**",
        "- Roosters (p-2, before 2026-10-01)", "- **proof**: Volgt.",
        "- `oost-2026` (innovation budget): €25,000.00 of €40,000.00 free, €15,000.00 left",
        "> Tijd.", "- innovation broker: p-7", "`ideas/2026-01/k3f9ab-x.yaml` `bbbbbbbbbbbb`",
        "- `aaaaaa` Ook scrum (corps)",
    ):  # fmt: skip
        assert part in said, said


def test_each_stream_that_pays_along_stands_there_with_its_share_and_who_may_approve() -> None:
    asked = (Payer("oost", 25_000_00, ("p-3", "p-4")), Payer("corps", 5_000_00, ("p-5",)))
    said = text([item(gatekeepers=asked)], "en")
    assert "- may approve (oost): p-3, p-4\n" in said
    assert "- corps pays €5,000.00 of it and must approve as well: p-5\n" in said
    nobody = text([item(gatekeepers=(Payer("oost", 1, ()), Payer("corps", 1, ())))], "en")
    assert "may approve" not in nobody
    assert "- corps pays €0.01 of it and must approve as well: -\n" in nobody
    assert "approve" not in text([item()], "en")


def test_each_stream_that_took_what_is_corrected_stands_there_with_who_may_approve() -> None:
    asked = (Payer("oost", 0, ("p-3",)), Payer("corps", 0, ("p-5",), took=True))
    said = text([item(gatekeepers=asked)], "en")
    taken = "- corps took the decision that this corrects and must approve as well: p-5\n"
    assert f"- may approve (oost): p-3\n{taken}" in said


def test_a_sitting_begins_with_a_table_of_all_its_decisions() -> None:
    two = [item(), item(decision={"outcome": "no_go", "reason_code": "x", "idea": "aaaaaa"})]
    first, *_ = text(two, "en").split("## ")
    assert len([row for row in first.splitlines() if row.startswith("| `")]) == 2
    assert "No-go" in first


def test_the_portfolios_language_is_spoken_and_the_readers_own_afterwards() -> None:
    use("en")
    assert "voorgesteld door" in text([item()], "nl")
    assert language() == "en"


def test_no_fence_in_a_file_closes_the_diff_of_a_policy() -> None:
    record = {
        "proposed_by": "p-1", "decided_on": "2026-03-12", "rationale": "Omdat.",
        "changes": [{"path": "process.yaml", "sha256": "c" * 64}, {"path": "x", "sha256": None}],
    }  # fmt: skip
    difference = "--- a/process.yaml\n+++ b/process.yaml\n+````\n+@alle\x1b\n"
    said = policy_text(record, difference, NAMES, ("p-9",), "en")
    inside = said.split("`````diff\n")[1].split("\n`````\n")[0]
    assert "+@alle" in inside
    assert "\x1b" not in said
    assert "- may approve: p-9" in said
