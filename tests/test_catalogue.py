"""The Dutch catalogue is complete, and says what the English says."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from string import Formatter
from typing import TYPE_CHECKING, Any, get_args

import pytest
from pydantic_core import core_schema

from innoctl import codes
from innoctl.cli import app, commands, lazy
from innoctl.cli import help as pages
from innoctl.locale import keys, words
from innoctl.model import schema, validate
from innoctl.model.kinds import KINDS
from innoctl.render import (
    budget_columns,
    budget_lines_page,
    budget_page,
    budget_tables,
    findings,
    history,
    idea_words,
    names,
    stream_tables,
)
from tests import catalogue
from tests.catalogue import held, messages, refreshed, translated

if TYPE_CHECKING:
    from typer._click import Parameter

AGAIN = "bring it up to date: python -m tests.catalogue"
ENDS = re.compile(r"[.?:!,]*\Z")


def pairs() -> list[tuple[str, str]]:
    """Return each English text with its Dutch; of a plural both forms."""
    return [
        pair
        for message in messages(held())
        for pair in zip(forms(message.id), forms(message.string), strict=True)
    ]


def forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text or ""),)


def dutch() -> dict[str, str]:
    return {english: said for english, said in pairs() if said}


def without_dutch(msgids: Iterable[str]) -> list[str]:
    return sorted(set(msgids) - dutch().keys() - {""})


def params() -> Iterator[Parameter]:
    yield from app.root().params
    for row in commands.COMMANDS:
        yield from lazy.load(row).params


def places(text: str) -> set[tuple[str, str | None]]:
    return {(name, spec) for _literal, name, spec, _conversion in Formatter().parse(text) if name}


def test_every_text_in_the_code_has_its_dutch() -> None:
    missing = [message.id for message in messages(refreshed(held())) if not translated(message)]
    assert not missing, AGAIN


def test_no_translation_is_left_that_no_code_uses() -> None:
    assert {message.id for message in messages(held())} == catalogue.extracted().keys(), AGAIN


@pytest.mark.parametrize("find", [places, lambda text: set(re.findall(r"\{\{.*?\}\}", text))])
def test_places_and_doubled_braces_are_the_same_in_both_languages(find: object) -> None:
    assert callable(find)
    differ = [pair for pair in pairs() if len({frozenset(find(text)) for text in pair}) > 1]
    assert not differ


def test_a_place_for_a_word_names_fields_whose_values_have_words() -> None:
    fields = {name for text in dutch() for _, spec in places(text) for name in (spec or "").split()}
    assert fields - {"money", "label", "day"} <= words.VALUES.keys()
    assert {"phase", "state", "outcome", "relation"} <= fields


def test_a_translation_begins_and_ends_as_its_english() -> None:
    def frame(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], ENDS.findall(text)[0]

    assert not [pair for pair in pairs() if frame(pair[0]) != frame(pair[1])]


def test_what_is_typed_is_the_same_in_both_languages() -> None:
    names = "|".join(row.name for row in commands.COMMANDS)
    typed = re.compile(rf"--[a-z][a-z-]+|\bINNOCTL_\w+|\b\w+\.yaml\b|\binnoctl (?:{names})\b")
    for pair in pairs():
        assert len({tuple(sorted(typed.findall(text))) for text in pair}) == 1, pair


def test_a_hint_calls_what_one_must_fill_in_as_help_does() -> None:
    names = "|".join(row.name for row in commands.COMMANDS)
    typed = re.compile(rf"\binnoctl (?:{names})((?: [A-Z][A-Z=]+)+)")
    for english, said in pairs():
        words = [word for run in typed.findall(english) for word in run.split()]
        assert set(words) <= set(pages.PLACES), english
        assert [dutch()[word] for word in words] == [
            word for run in typed.findall(said) for word in run.split()
        ]


def test_every_command_that_a_text_names_can_be_typed_today() -> None:
    verbs = {row.name for row in commands.COMMANDS}
    first = {name.split()[0] for name in verbs}
    for text in dutch():
        for word, rest in re.findall(r"\binnoctl (\w+)(?: ([\w-]+))?", text):
            if word not in first:  # then it is no command but tells what innoctl does
                assert re.fullmatch(r"\w+s|never|made", word), text
            elif word in commands.NOUNS:
                assert f"{word} {rest}" in verbs, text


def test_every_code_has_its_dutch() -> None:
    rows = codes.table().values()
    assert not without_dutch(
        text for row in rows for text in (row.message, row.reason, row.way_out)
    )
    assert not without_dutch(findings.SEVERITIES)
    assert {row.severity for row in rows} <= set(findings.SEVERITIES)


def test_every_command_and_option_has_its_dutch() -> None:
    assert not without_dutch(row.purpose for row in commands.COMMANDS)
    assert not without_dutch([*commands.FAMILIES.values(), *commands.NOUNS.values()])
    helped = [getattr(param, "help", None) or "" for param in params()]
    assert all(helped)
    assert not without_dutch(helped)


def test_every_word_that_stands_for_a_value_in_help_has_its_dutch() -> None:
    shown = {param.metavar or (param.name or "").upper() for param in params() if not flag(param)}
    assert shown == set(pages.PLACES)


def flag(param: Parameter) -> bool:
    return bool(getattr(param, "is_flag", False))


def test_every_error_of_pydantic_has_a_code_with_its_dutch() -> None:
    mapped = {error: code for code, errors in validate.TYPES.items() for error in errors}
    assert set(get_args(core_schema.ErrorType)) <= mapped.keys()
    rows = [codes.lookup(code) for code in {*mapped.values(), *validate._PATTERNS.values()}]
    assert not without_dutch(text for row in rows for text in (row.message, row.way_out))


def test_every_word_for_a_field_a_value_or_a_column_has_its_dutch() -> None:
    tables: list[Mapping[Any, str]] = [
        words.FIELDS, *words.VALUES.values(), schema.ABOUT, keys.PARTS, keys.OWN, idea_words.BESIDE,
        names.ROLES, names.WAITS, names.EVENTS, names.DIRECTIONS, history.SENTENCES,
        stream_tables.TITLES, stream_tables.HEADINGS, budget_tables.TITLES, budget_columns.HEADS,
        budget_page.LAYERS, budget_page.BARS, budget_lines_page.WHAT,
    ]  # fmt: skip
    assert not without_dutch(text for table in tables for text in table.values())


def test_every_hover_text_of_an_editor_has_its_dutch() -> None:
    told: set[str] = set()

    def listen(msgid: str) -> str:
        told.add(msgid)
        return msgid

    for kind in KINDS:
        schema.json_schema(kind.name, listen)
    assert not without_dutch(told)


def test_calls_are_found_inside_f_strings_and_under_another_name() -> None:
    code = (
        b"from innoctl.locale import gettext as _, ngettext as _n\n"
        b"x = f\"{_('inside')}\" + _n('one', 'many', 2) + _('two ' 'halves') + other('not ours')\n"
    )
    found = [
        (name, texts)
        for _at, name, texts, _comments in catalogue.calls(
            io.BytesIO(code), catalogue.KEYWORDS.keys(), (), {}
        )
    ]
    assert sorted(found) == [
        ("gettext", ["inside"]),
        ("gettext", ["two halves"]),
        ("ngettext", ["one", "many"]),
    ]


def test_a_refreshed_catalogue_keeps_what_is_translated_and_drops_what_is_gone() -> None:
    old = held()
    old.add("said by no code", "door geen code gezegd")
    new = {message.id: message.string for message in refreshed(old)}
    assert "said by no code" not in new
    assert new["error"] == "fout"
