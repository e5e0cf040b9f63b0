from __future__ import annotations

from typing import Any

import pytest

from innoctl.changes.edit import Append, Remove, Set
from innoctl.changes.set_field import Outcome, Words, assign, subject
from innoctl.store.yaml_document import read

FILES = {"@p.txt": "een\ntwee\n\n", "-": "van de invoer\n"}
WORDS = Words(yaml=lambda word: read(word.encode()).value, file=FILES.__getitem__)


def _idea() -> dict[str, Any]:
    return {
        "schema": "innoctl/idea/1",
        "id": "k3f9ab",
        "title": "Scrum in de opsporing",
        "stream": "unit/oost-nederland",
        "phase": "ideation",
        "state": "active",
        "submitted_on": "2026-01-12",
        "tags": ["scrum", "team"],
        "team": [{"person": "p-0110", "role": "trekker", "side": "operation"}],
        "scaling": {"strategy": "spread"},
    }


def _assign(*arguments: str) -> Outcome:
    return assign(_idea(), arguments, WORDS)


def _codes(*arguments: str) -> list[str]:
    return [finding.code for finding in _assign(*arguments).findings]


@pytest.mark.parametrize(
    ("argument", "edit"),
    [
        ("horizon=2", Set(("horizon",), 2)),
        ("title=Een = teken", Set(("title",), "Een = teken")),
        ("touches_persons=true", Set(field=("touches_persons",), value=True)),
        ("themes=a,b", Set(("themes",), ["a", "b"])),
        ("themes=[a, b]", Set(("themes",), ["a", "b"])),
        ("submitted_on=2026-02-01", Set(("submitted_on",), "2026-02-01")),
        ("problem=@p.txt", Set(("problem",), "een\ntwee")),
        ("solution=-", Set(("solution",), "van de invoer")),
        ("title=@p.txt", Set(("title",), "@p.txt")),
        ("team.0.until=2026-09-01", Set(("team", 0, "until"), "2026-09-01")),
        ("scaling.receiver=PDC", Set(("scaling", "receiver"), "PDC")),
        ("effect.what=dagen", Set(("effect", "what"), "dagen")),
        ("tags=", Remove(("tags",))),
        ("tags+=agile", Append(("tags",), "agile")),
        ("tags-=scrum", Remove(("tags", 0))),
        ("themes+=wijk", Append(("themes",), "wijk")),
        ("scaling.targets+=rotterdam", Append(("scaling", "targets"), "rotterdam")),
        ("effect.measured+={on: x}", Append(("effect", "measured"), {"on": "x"})),
        (
            "links+={to: m2x7pq, relation: similar}",
            Append(("links",), {"to": "m2x7pq", "relation": "similar"}),
        ),
    ],
)
def test_a_word_becomes_what_the_field_holds(argument: str, edit: object) -> None:
    outcome = _assign(argument)
    assert outcome.findings == ()
    assert outcome.edits == (edit,)


@pytest.mark.parametrize(
    "argument",
    [
        "tags+=scrum",
        "title=Scrum in de opsporing",
        "horizon=",
        "team.0.until=",
        "effect.what=",
        "scaling.strategy=spread",
    ],
)
def test_what_is_so_already_asks_for_no_edit(argument: str) -> None:
    outcome = _assign(argument)
    assert (outcome.edits, outcome.record, outcome.findings) == ((), _idea(), ())


@pytest.mark.parametrize(
    ("argument", "code"),
    [
        ("phase=creation", "U830"),
        ("state=stopped", "U830"),
        ("stream=corps", "U831"),
        ("id=abc234", "U835"),
        ("schema=x", "U835"),
        ("horizon", "U832"),
        ("=2", "U832"),
        ("tittle=x", "U833"),
        ("team.0.rol=x", "U833"),
        ("xyzzy=1", "U836"),
        ("title.nl=x", "U836"),
        ("team.role=x", "U836"),
        ("team.4.role=x", "U834"),
        ("following.0.since=x", "U834"),
        ("title+=x", "U838"),
        ("tags-=drone", "U839"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_code(argument: str, code: str) -> None:
    assert _codes(argument) == [code]


def test_all_faults_are_told_at_once_each_at_its_own_argument() -> None:
    outcome = _assign("phase=creation", "horizon=2", "tittle=x")
    assert [(f.code, f.path) for f in outcome.findings] == [
        ("U830", "phase=creation"),
        ("U833", "tittle=x"),
    ]
    assert dict(outcome.findings[1].params)["near"] == "title"


def test_a_word_that_is_no_number_stays_a_text_for_the_model_to_refuse() -> None:
    assert _assign("horizon=twee").record["horizon"] == "twee"
    assert _assign("touches_persons=ja").record["touches_persons"] == "ja"


def test_later_words_see_what_earlier_ones_did() -> None:
    outcome = _assign(
        "tags-=scrum", "tags-=team", "tags+=los", "effect.what=dagen", "effect.unit=d"
    )
    assert outcome.record["tags"] == ["los"]
    assert outcome.record["effect"] == {"what": "dagen", "unit": "d"}
    assert outcome.edits[:2] == (Remove(("tags", 0)), Remove(("tags", 0)))


def test_the_given_record_stays_as_it_was() -> None:
    record = _idea()
    assign(record, ["tags+=x", "scaling.receiver=PDC", "team.0.role=y"], WORDS)
    assert record == _idea()


def test_the_commit_names_each_field_once() -> None:
    said = dict(subject(_idea(), _assign("tags+=a", "tags+=b", "team.0.role=y").changed).params)
    assert said["fields"] == "tags, team"


def test_a_finding_is_led_back_to_the_argument_that_it_is_about() -> None:
    outcome = _assign("team.0.until=x", "horizon=9")
    assert outcome.about(("horizon",)) == "horizon=9"
    assert outcome.about(("team", 0, "until")) == "team.0.until=x"
    assert outcome.about(("team",)) == "team.0.until=x"
    assert outcome.about(("title",)) == ""
