"""Movements of money as text of Beancount: names, strings and bytes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from beancount import loader
from hypothesis import given, settings
from hypothesis import strategies as st

from innoctl.model.policy import BudgetFacts
from innoctl.render.beancount import (
    POSTINGS,
    QUESTIONS,
    SAID,
    Export,
    Head,
    account,
    ledger,
    part,
)
from innoctl.render.safe import line
from innoctl.reports.journal import FIGURES, KINDS, Entry

HEAD = Head('Wijk "Zuid"', "2026-06-30", "c0ffee", (("ledger/2026-01/aaaaaa.yaml", "F101"),))
BUDGET = BudgetFacts("oost-2026", 2026, "final", "unit/oost", "innovation", "p-1", 5000, ())


def text_of(*entries: Entry, titles: dict[str, str] | None = None) -> str:
    places = [f"{row.path}:{row.place}" if row.path else "" for row in entries]
    return ledger(Export(entries, places, {BUDGET.id: BUDGET}, titles or {}), HEAD)


def loaded(text: str) -> list[Any]:
    entries, errors, _options = loader.load_string(text, dedent=False)
    assert errors == [], text
    return [entry for entry in entries if hasattr(entry, "postings")]


def entry(what: str = "spent", note: str = "", **more: Any) -> Entry:
    return Entry("2026-05-12", what, "oost-2026", "k3f9ab", 125_050, note=note, **more)


def test_an_invoice_is_one_transaction_that_says_where_it_stands() -> None:
    row = entry(
        reference="F-1", by="p-0205", note="Zaal", path="ledger/2026-01/k3f9ab.yaml", place=7
    )
    (found,) = loaded(text_of(row, titles={"k3f9ab": "Scrum"}))
    assert (found.date, found.payee, found.narration) == (date(2026, 5, 12), "Scrum", "Zaal")
    assert (found.tags, found.links) == (frozenset({"spend"}), frozenset({"k3f9ab"}))
    said = {key: found.meta[key] for key in ("idea", "budget", "reference", "by", "file", "row")}
    assert said == {
        "idea": "k3f9ab", "budget": "oost-2026", "reference": "F-1", "by": "p-0205",
        "file": "ledger/2026-01/k3f9ab.yaml", "row": 7,
    }  # fmt: skip
    assert [(p.account, str(p.units)) for p in found.postings] == [
        ("Assets:Granted:Unit:Innovation:2026:Oost:Oost-2026:K3f9ab", "-1250.50 EUR"),
        ("Expenses:Spent:Unit:Innovation:2026:Oost:Oost-2026:K3f9ab", "1250.50 EUR"),
    ]


def test_every_kind_of_entry_has_its_accounts_its_tag_and_its_words() -> None:
    assert set(POSTINGS) == set(SAID) == set(KINDS)
    assert len({tag for tag, _from, _to in POSTINGS.values()}) == len(KINDS)
    found = loaded(text_of(*(entry(what, reference="R") for what in KINDS)))
    assert len(found) == len(KINDS)
    assert set(QUESTIONS) == {*FIGURES, "over"}


HOSTILE = (
    'zegt "nee"', "eindigt op \\", '\\"', "regel\neen\rtwee", "\x1b[31mrood\x1b[0m", "tab\there",
    "; geen commentaar", "#label ^link", '" #spend\n2026-01-01 open Assets:Weg', "\x00", "\u202eomgekeerd",
    "één à 3 %", "=SOM(A1)", "\ud800", "🚲", "{{ x }}", "'",
)  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_text_stays_a_text(hostile: str) -> None:
    row = entry(note=hostile, reference=hostile, by=hostile, path=hostile, place=1)
    text = text_of(row, titles={"k3f9ab": hostile})
    (found,) = loaded(text)
    assert (found.narration, found.payee) == (line(hostile), line(hostile))
    assert (found.meta["reference"], found.meta["file"]) == (line(hostile), line(hostile))
    assert found.meta["row"] == 1
    assert "\x1b" not in text
    assert "\u202e" not in text


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40))
def test_any_text_is_read_back_as_it_is_shown(text: str) -> None:
    (found,) = loaded(text_of(entry(note=f"x{text}")))
    assert found.narration == line(f"x{text}")


@given(st.lists(st.text(min_size=1, max_size=12), min_size=2, max_size=8, unique=True))
def test_no_two_names_share_a_part_of_an_account(names: list[str]) -> None:
    assert len({part(name) for name in names}) == len(names)


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_whatever_a_budget_and_an_idea_are_called_the_account_is_valid(
    budget: str, idea: str
) -> None:
    row = entry()._replace(budget=budget, idea=idea, reference="R")
    (found,) = loaded(text_of(row))
    assert found.postings[1].account == account("Expenses:Spent", budget, None, idea)


def test_slugs_are_only_given_a_capital_and_the_rest_is_written_in_hexadecimal() -> None:
    assert [part(name) for name in ("oost-nederland", "2026", "k3f9ab", "4ab2cd")] == [
        "Oost-nederland", "2026", "K3f9ab", "4ab2cd",
    ]  # fmt: skip
    assert part("Oost") == f"X--{b'Oost'.hex()}"
    assert account("Assets:Free", "b", BUDGET._replace(stream="corps", kind="realisation")) == (
        "Assets:Free:Corps:Realisation:2026:Corps:B"
    )


def test_the_same_entries_give_the_same_bytes_and_the_head_says_what_is_left_out() -> None:
    rows = [entry(what, reference="R") for what in KINDS]
    text = text_of(*rows)
    assert text == text_of(*rows)
    assert text.endswith("EUR\n")
    assert "; Left out, and innoctl check says why: F101 ledger/2026-01/aaaaaa.yaml\n" in text
    assert 'option "title" "Wijk \\"Zuid\\""\n' in text
    assert loaded(text_of()) == []
