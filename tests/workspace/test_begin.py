from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from innoctl.errors import InnoError
from innoctl.model.kinds import kind_of
from innoctl.model.references import definitions, references
from innoctl.model.validate import validate
from innoctl.resources import folder
from innoctl.rules.references import known_ids, unresolved
from innoctl.store.yaml_document import read
from innoctl.workspace.begin import (
    InTheWay,
    NotAFolder,
    PortfolioThere,
    beginning,
    first_files,
    repository_for,
    spoken,
)
from innoctl.workspace.save import save
from tests import repositories

home = repositories.home
TODAY = date(2026, 11, 2)
EVERY = [(profile, language) for profile in ("politie", "minimal") for language in ("nl", "en")]


def _values(profile: str, language: str) -> dict[str, Any]:
    files = first_files(profile, language, "Ons portfolio: proef", TODAY)
    return {path: read(data).value for path, data in files.items() if path.endswith(".yaml")}


@pytest.mark.parametrize(("profile", "language"), EVERY)
def test_every_file_of_a_profile_is_sound(profile: str, language: str) -> None:
    for path, value in _values(profile, language).items():
        kind = kind_of(path)
        assert kind is not None
        assert validate(kind.name, value) == [], path


@pytest.mark.parametrize(("profile", "language"), EVERY)
def test_every_reference_in_a_profile_leads_somewhere(profile: str, language: str) -> None:
    values = {
        path.removesuffix(".yaml"): value for path, value in _values(profile, language).items()
    }
    known = known_ids((kind, definitions(kind, value)) for kind, value in values.items())
    pointing = ((kind, references(kind, value)) for kind, value in values.items())
    assert list(unresolved(pointing, known, ())) == []


@pytest.mark.parametrize("profile", ["politie", "minimal"])
def test_the_languages_of_a_profile_hold_the_same_data(profile: str) -> None:
    dutch, english = _values(profile, "nl"), _values(profile, "en")
    for values in (dutch, english):
        values["portfolio.yaml"].pop("languages")
        values.get("agenda.yaml", {}).pop("thesis", None)
    assert dutch == english


@pytest.mark.parametrize(("profile", "language"), EVERY)
def test_comments_speak_one_language_and_no_place_is_left_open(profile: str, language: str) -> None:
    other = "#en" if language == "nl" else "#nl"
    for path, data in first_files(profile, language, "Naam", TODAY).items():
        text = data.decode()
        assert other not in text
        assert "#nl" not in text
        assert "{{" not in text, path


def test_the_politie_profile_has_the_process_of_the_example() -> None:
    example: Any = read((folder("examples") / "politie" / "process.yaml").read_bytes()).value
    mine = _values("politie", "nl")["process.yaml"]
    for key in ("phases", "gates", "criteria", "reason_codes", "checklist", "norms"):
        assert mine[key] == example[key]


def test_a_hostile_name_stays_a_name() -> None:
    name = 'x: {y}\n- "z" #\x1b[0m {{id}}'
    value = read(first_files("minimal", "nl", name, TODAY)["portfolio.yaml"]).value
    assert isinstance(value, dict)
    assert value["name"] == name


def test_the_schemas_come_along_and_are_json() -> None:
    files = first_files("minimal", "nl", "Naam", TODAY)
    schema = json.loads(files[".innoctl/schemas/idea.schema.json"])
    assert schema["title"]


def test_a_template_keeps_indentation_and_drops_the_other_language() -> None:
    template = "a:\n  #nl een\n  #en one\n%nl   twee\n%en   two\nb: {{x}}\n"
    assert spoken(template, "en", {"x": "3"}) == "a:\n  # one\n  two\nb: 3\n"


def test_a_new_portfolio_is_one_commit_and_nothing_else_lies_around(tmp_path: Path) -> None:
    root = tmp_path / "nieuw"
    change = beginning(root, first_files("politie", "nl", "Ons portfolio", TODAY), "Ons portfolio")
    repository_for(root)
    save(root, change, language="nl")
    assert repositories.status(root) == ""
    assert repositories.run(root, "rev-list", "--count", "HEAD").strip() == "1"
    assert (root / ".gitattributes").read_bytes() == b"* -text\n"


def test_a_readme_of_the_users_own_stays(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    change = beginning(tmp_path, first_files("minimal", "en", "x", TODAY), "x")
    assert "README.md" not in [file.path for file in change.files]


@pytest.mark.parametrize(
    ("standing", "error"),
    [("portfolio.yaml", PortfolioThere), ("people.yaml", InTheWay), ("process.yaml", InTheWay)],
)
def test_what_stands_there_is_never_overwritten(
    tmp_path: Path, standing: str, error: type[InnoError]
) -> None:
    (tmp_path / standing).write_text("mine")
    with pytest.raises(error):
        beginning(tmp_path, first_files("minimal", "nl", "x", TODAY), "x")


def test_no_portfolio_is_made_inside_another_or_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "portfolio.yaml").write_text("x")
    (tmp_path / "file").write_text("x")
    files = first_files("minimal", "nl", "x", TODAY)
    with pytest.raises(PortfolioThere):
        beginning(tmp_path / "below", files, "x")
    with pytest.raises(NotAFolder):
        beginning(tmp_path / "file", files, "x")
