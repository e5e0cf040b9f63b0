from __future__ import annotations

from typing import Any

from innoctl.changes.edited import changed, refused, subject

BEFORE: dict[str, Any] = {"id": "k3f9ab", "title": "Scrum", "phase": "ideation", "tags": ["a"]}


def test_fields_that_were_added_changed_or_taken_away_are_named() -> None:
    after = {"id": "k3f9ab", "title": "Scrum!", "phase": "ideation", "horizon": 1}
    assert changed(BEFORE, after) == ("title", "horizon", "tags")


def test_derived_lines_are_refused_at_their_place() -> None:
    after = {**BEFORE, "phase": "creation", "id": "zzzzz2"}
    found = refused("ideas/2026-10/k3f9ab-scrum.yaml", BEFORE, after)
    assert [(finding.code, finding.field) for finding in found] == [
        ("U835", ("id",)),
        ("U830", ("phase",)),
    ]


def test_other_fields_are_free() -> None:
    assert refused("x", BEFORE, {**BEFORE, "title": "Anders"}) == ()


def test_the_commit_names_the_fields_and_a_change_of_comments_says_so() -> None:
    assert dict(subject(BEFORE, ("title", "tags")).params)["fields"] == "title, tags"
    assert "text" in subject(BEFORE, ()).msgid
