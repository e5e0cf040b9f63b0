"""The JSON Schemas: current, complete in hover texts and examples, and of one mind with the models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from innoctl.locale import translator
from innoctl.locale.keys import OWN, PARTS
from innoctl.model.examples import EXAMPLES
from innoctl.model.kinds import BY_NAME, KINDS, kind_of
from innoctl.model.schema import json_schema
from innoctl.render import idea_parts
from innoctl.store.yaml_document import read
from tests.schemas import FOLDER, texts

EXAMPLE = Path(__file__).parents[2] / "examples"
NAMES = [kind.name for kind in KINDS]


def fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, part in {"": schema, **schema.get("$defs", {})}.items():
        for key, field in part["properties"].items():
            yield f"{name}.{key}", field


def forms(field: dict[str, Any]) -> list[dict[str, Any]]:
    return [field, *field.get("anyOf", ())]


def test_the_schemas_in_the_project_are_those_of_the_models() -> None:
    held = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")}
    assert held == texts(), "write them again: python -m tests.schemas"


@pytest.mark.parametrize("kind", NAMES)
def test_every_field_has_a_hover_text_and_an_example_or_its_choices(kind: str) -> None:
    schema = json_schema(kind, str)
    Draft202012Validator.check_schema(schema)
    assert schema["description"]
    for name, field in fields(schema):
        assert field["description"].endswith("."), name
        assert field["title"], name
        told = {"enum", "const", "$ref"}
        choices = any(told & {*form, *form.get("items", {})} for form in forms(field))
        assert choices or field["examples"], name


@pytest.mark.parametrize("kind", NAMES)
def test_every_example_is_one_that_the_field_takes(kind: str) -> None:
    schema = json_schema(kind, str)
    for name, field in fields(schema):
        validator = Draft202012Validator({**field, "$defs": schema.get("$defs", {})})
        for example in field.get("examples", ()):
            assert validator.is_valid(example), (name, example)


def test_no_example_lies_about_unused() -> None:
    keys = {
        name
        for kind in NAMES
        for part, _ in fields(json_schema(kind, str))
        for name in (part if part[0] != "." else f"{BY_NAME[kind].model}{part}", part.split(".")[1])
    }
    assert set(EXAMPLES) <= keys


def test_titles_say_what_a_key_means_in_its_own_record() -> None:
    kinds = {
        ("process", "Criterion"): "soort criterium",
        ("budget", "Budget"): "soort budget",
        ("organisation", "Unit"): "soort eenheid",
        ("portfolio", "Forge"): "soort forge",
    }
    dutch = translator("nl")
    for (kind, part), said in kinds.items():
        assert json_schema(kind, dutch)["$defs"][part]["properties"]["kind"]["title"] == said
    assert json_schema("idea", dutch)["properties"]["kind"]["title"] == "soort innovatie"
    decided = json_schema("decision", dutch)["properties"]["conditions"]["title"]
    assert (decided, json_schema("idea", dutch)["properties"]["conditions"]["title"]) == (
        "voorwaarden",
        "vervulde voorwaarden",
    )


def test_no_word_is_kept_for_a_key_that_no_record_has() -> None:
    used = {
        (BY_NAME[kind].model if part[0] == "." else part.split(".")[0], part.split(".")[1])
        for kind in NAMES
        for part, _ in fields(json_schema(kind, str))
    }
    assert set(OWN) <= {".".join(names) for names in used}
    shown = {key for _, key in used} | set(idea_parts.KEYS.values()) | {"condition"}
    assert set(PARTS) <= shown


def test_titles_and_descriptions_come_in_the_language_asked_for() -> None:
    schema = json_schema("idea", str.upper)
    title = schema["properties"]["title"]
    assert (title["title"], title["description"]) == ("TITLE", "WHAT IT IS, IN ONE LINE.")
    assert schema["properties"]["state"]["enum"] == ["active", "on_hold", "stopped", "embedded"]


@pytest.mark.parametrize("name", ["politie", "minimal"])
def test_an_editor_finds_nothing_wrong_with_the_examples(name: str) -> None:
    schemas = {kind: Draft202012Validator(json_schema(kind, str)) for kind in NAMES}
    for path in sorted((EXAMPLE / name).rglob("*.yaml")):
        kind = kind_of(path.relative_to(EXAMPLE / name).as_posix())
        assert kind is not None, path
        found = [
            error.message for error in schemas[kind.name].iter_errors(read(path.read_bytes()).value)
        ]
        assert not found, path
