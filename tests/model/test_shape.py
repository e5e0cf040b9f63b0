from __future__ import annotations

import pytest

from innoctl.errors import Field
from innoctl.model.kinds import KINDS
from innoctl.model.shape import shape


@pytest.mark.parametrize(
    ("field", "form"),
    [
        (("title",), "string"),
        (("horizon",), "integer"),
        (("touches_persons",), "boolean"),
        (("themes",), "array"),
        (("themes", 0), "string"),
        (("team", 2, "until"), "string"),
        (("scaling",), "object"),
        (("scaling", "adoptions", 0, "users"), "integer"),
        (("effect", "measured"), "array"),
    ],
)
def test_the_form_of_a_field_is_what_its_model_says(field: Field, form: str) -> None:
    found = shape("idea", field)
    assert found is not None
    assert found.form == form


def test_a_choice_knows_what_it_takes() -> None:
    kind, reasons = shape("idea", ("kind",)), shape("idea", ("reasons",))
    assert kind is not None
    assert kind.choices == ("technological", "social")
    assert reasons is not None
    assert (reasons.item, reasons.choices) == ("string", ("performance", "environment", "capacity"))


def test_a_list_of_mappings_knows_their_keys_as_files_have_them() -> None:
    found = shape("idea", ("team",))
    assert found is not None
    assert found.fields == ("person", "role", "side", "from", "until")


def test_prose_is_long_and_a_line_is_not() -> None:
    problem, title = shape("idea", ("problem",)), shape("idea", ("title",))
    assert problem is not None
    assert problem.long
    assert title is not None
    assert not title.long


@pytest.mark.parametrize("field", [("tittle",), ("title", 0), ("team", "person"), ("themes", "x")])
def test_a_field_that_no_model_has_has_no_shape(field: Field) -> None:
    assert shape("idea", field) is None


def test_every_kind_of_file_has_a_shape() -> None:
    for kind in KINDS:
        found = shape(kind.name, ())
        assert found is not None
        assert "schema" in found.fields
