"""Plain data against the models: each fault has a code of ours, at the field as the file writes it."""

from __future__ import annotations

import inspect
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import _pydantic_core

from innoctl.codes import lookup
from innoctl.model import base
from innoctl.model.consistent import LASTING
from innoctl.model.faults import Fault
from innoctl.model.kinds import KINDS
from innoctl.model.schema import json_schema
from innoctl.model.validate import MOST, TYPES, validate

IDEA: dict[str, Any] = {
    "schema": "innoctl/idea/1",
    "id": "k3f9ab",
    "title": "Scrum in de opsporing",
    "stream": "unit/oost-nederland",
    "phase": "ideation",
    "state": "active",
    "submitted_on": "2026-01-12",
}


def idea(**values: Any) -> list[Fault]:
    return validate("idea", {**IDEA, **values})


def only(faults: list[Fault]) -> tuple[str, tuple[str | int, ...], dict[str, str]]:
    (fault,) = faults
    return fault.code, fault.field, dict(fault.params)


def test_every_error_type_of_pydantic_and_of_ours_has_a_code_and_each_code_its_texts() -> None:
    ours = set(re.findall(r'PydanticCustomError\("(\w+)"', inspect.getsource(base)))
    pydantics = {error["type"] for error in _pydantic_core.list_all_errors()}
    mapped = [name for names in TYPES.values() for name in names]
    assert set(mapped) == ours | pydantics
    assert len(mapped) == len(set(mapped))
    for code in TYPES:
        lookup(code)


def test_a_good_idea_has_no_faults() -> None:
    assert idea() == []


def test_a_key_with_a_slip_names_the_key_that_was_meant_and_says_no_more() -> None:
    data = {("titel" if key == "title" else key): value for key, value in IDEA.items()}
    assert only(validate("idea", data)) == ("M202", ("titel",), {"key": "titel", "near": "title"})


def test_an_unknown_key_deep_in_a_list_is_compared_with_the_keys_of_that_place() -> None:
    member = {"person": "p-1", "role": "x", "side": "operation", "form": "2026-01-01"}
    found = only(idea(team=[member]))
    assert found == ("M202", ("team", 0, "form"), {"key": "form", "near": "from"})


def test_an_unknown_key_like_no_other_is_told_which_keys_there_are() -> None:
    code, field, params = only(idea(zzz="x"))
    assert (code, field) == ("M203", ("zzz",))
    assert "title" in params["keys"]


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"title": 12}, "M204", ("title",)),
        ({"title": None}, "M219", ("title",)),
        ({"title": "ab"}, "M210", ("title",)),
        ({"title": "a" * 201}, "M211", ("title",)),
        ({"title": "\x1b[31m\x07"}, "M236", ("title",)),
        ({"title": "twee\nregels"}, "M236", ("title",)),
        ({"summary": "  "}, "M218", ("summary",)),
        ({"state": "activ"}, "M205", ("state",)),
        ({"state": "ABC"}, "M206", ("state",)),
        ({"state": 3}, "M206", ("state",)),
        ({"id": "../../etc/passwd"}, "M214", ("id",)),
        ({"stream": "unit/Oost"}, "M215", ("stream",)),
        ({"broker": "Jan"}, "M213", ("broker",)),
        ({"submitted_on": "2026-02-30"}, "M230", ("submitted_on",)),
        ({"submitted_on": "12-01-2026"}, "M230", ("submitted_on",)),
        ({"reasons": "capacity"}, "M220", ("reasons",)),
        ({"reasons": None}, "M219", ("reasons",)),
        ({"tags": ["a", "a"]}, "M235", ("tags",)),
        ({"scaling": "later"}, "M221", ("scaling",)),
        ({"touches_persons": "no"}, "M222", ("touches_persons",)),
        ({"horizon": "2"}, "M223", ("horizon",)),
        ({"horizon": 0}, "M224", ("horizon",)),
        ({"horizon": 4}, "M225", ("horizon",)),
        ({"schema": "innoctl/ideas/1"}, "M207", ("schema",)),
        ({"schema": "innoctl/idea/12", "x": 1}, "M208", ("schema",)),
    ],
)
def test_each_kind_of_mistake_has_its_own_code(
    values: dict[str, Any], code: str, field: tuple[str, ...]
) -> None:
    assert only(idea(**values))[:2] == (code, field)


def test_the_options_of_a_union_give_one_fault_without_their_names() -> None:
    mandate = {"streams": ["unit/*", "Unit"], "gates": ["*"], "roles": ["holder"]}
    data = {"schema": "innoctl/authority/1", "approval": "recorded", "mandates": [mandate]}
    assert only(validate("authority", data))[:2] == ("M215", ("mandates", 0, "streams", 1))


def test_amounts_are_quoted_and_never_guessed_at() -> None:
    line = {"id": "b", "stream": "corps", "kind": "innovation", "owner": "p-1"}
    year = {"schema": "innoctl/budget/1", "year": 2026}
    for amount in (1250, 1250.5, "1250", "1.250,00", "1,250.00", "1e3"):
        found = validate("budget", {**year, "budgets": [{**line, "amount": amount}]})
        assert only(found)[:2] == ("M231", ("budgets", 0, "amount"))
    found = validate("budget", {**year, "budgets": [{**line, "amount": "-1.00"}]})
    assert only(found)[0] == "M233"


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        (
            {
                "scaling": {
                    "adoptions": [{"unit": "a", "since": "2026-03-01", "until": "2026-02-01"}]
                }
            },
            "M250",
            ("scaling", "adoptions", 0, "until"),
        ),
        (
            {"experiments": [{"id": "e1", "hypothesis": "x"}, {"id": "e1", "hypothesis": "y"}]},
            "M251",
            ("experiments", 1, "id"),
        ),
        ({"handed_in": [{"gate": "concept", "on": "2026-01-11"}]}, "M261", ("handed_in", 0, "on")),
        (
            {"scaling": {"adoptions": [{"unit": "a", "since": "2026-03-01", "kept": ["1"]}]}},
            "M262",
            ("scaling", "adoptions", 0, "kept", 0),
        ),
        ({"links": [{"to": "k3f9ab", "relation": "similar"}]}, "M263", ("links", 0, "to")),
    ],
)
def test_a_record_that_contradicts_itself_is_told_where(
    values: dict[str, Any], code: str, field: tuple[str | int, ...]
) -> None:
    assert only(idea(**values))[:2] == (code, field)


@given(
    st.sampled_from([kind.name for kind in KINDS]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "id",
                        "title",
                        "streams",
                        "gates",
                        "phases",
                        "criteria",
                        "people",
                        "from",
                        "until",
                        "links",
                        "scaling",
                        "norms",
                        "horizons",
                        "h1",
                        "what",
                        "outcome",
                        "conditions",
                        "due",
                        "budgets",
                        "adoptions",
                        "kept",
                    ]
                ),
                inner,
                max_size=8,
            )
        ),
        max_leaves=30,
    ),
)
def test_whatever_a_file_holds_comes_back_as_faults_that_can_be_said(kind: str, data: Any) -> None:
    faults = validate(kind, data)
    assert faults
    assert len(faults) <= MOST
    for fault in faults:
        row = lookup(fault.code)
        row.message.format_map(dict(fault.params))
        row.way_out.format_map(dict(fault.params))
        assert all(len(value) < 2000 for _, value in fault.params)


def test_a_hostile_value_is_cut_before_it_is_repeated() -> None:
    (fault,) = idea(state="x" * 1_000_000)
    assert len(dict(fault.params)["value"]) == 80


def test_every_period_that_a_model_knows_is_looked_at() -> None:
    for kind in KINDS:
        schema = json_schema(kind.name, str)
        periods = {
            name
            for name, part in schema.get("$defs", {}).items()
            if "until" in part["properties"] and {"from", "since"} & set(part["properties"])
        }
        held = re.findall(r'"\$ref": "#/\$defs/(\w+)"', json.dumps(schema))
        assert len(LASTING.get(kind.name, ())) == sum(name in periods for name in held), kind.name
