"""Finding ideas by words and by likeness, in a language that glues its words together."""

from __future__ import annotations

from pathlib import Path

import pytest

from innoctl.resources import folder
from innoctl.store import texts
from innoctl.store.index import Index
from innoctl.store.index_base import Base
from innoctl.store.similar import search, similar
from tests.store.indexed import at, fresh, idea, opened, portfolio, write

IDEAS = {
    "a2b3c4": (
        "Verhoren uitwerken met spraak naar tekst",
        "Het proces-verbaal schrijft zich zelf.",
    ),
    "b2b3c4": ("Drone boven het strand", "Zwemmers vinden met een warmtebeeldcamera."),
    "c2b3c4": ("Fietsendiefstal voorspellen", "Hotspots op de kaart voor het wijkteam."),
    "d2b3c4": ("Chatbot voor personeelsvragen", "Antwoord op vragen over het rooster."),
    "e2b3c4": ("Softwarerobots in de administratie", "Overtypen hoeft niet meer."),
    "f2b3c4": ("Café-overleg met jongeren", "Gesprekken in de wijk, één keer per week."),
    "g2b3c4": ("Scrum in de opsporing", "Teams werken in sprints van twee weken."),
    "h2b3c4": ("Rechercheurs werken in korte sprints", "Agile werken bij de recherche."),
    "j2b3c4": ("Zwemmers zoeken met een drone", "Vermiste personen in het water vinden."),
}
PAIRS = {
    "spraakherkenning verhoor": "a2b3c4",
    "een proces-verbaal automatisch laten schrijven na het verhoor": "a2b3c4",
    "strandwacht met drones": "b2b3c4",
    "onbemenste vliegtuigjes met warmtebeeld": "b2b3c4",
    "waar worden morgen fietsen gestolen: voorspelling van diefstallen": "c2b3c4",
    "hotspotkaart voor wijkteams": "c2b3c4",
    "personeelschatbot": "d2b3c4",
    "robotisering van de administratieve last": "e2b3c4",
    "cafégesprekken": "f2b3c4",
    "opsporingsteam werkt met scrumsprints": "g2b3c4",
    "agile rechercheteams": "h2b3c4",
    "drenkelingen: drone zoekt zwemmer": "j2b3c4",
}


@pytest.fixture
def index(tmp_path: Path) -> Index:
    root = portfolio(tmp_path / "p")
    for name, (title, summary) in IDEAS.items():
        write(root, at(name), idea(name, title=title, more=f"summary: {summary}\n"))
    return fresh(root)


@pytest.mark.parametrize(("text", "expected"), PAIRS.items())
def test_the_idea_meant_is_among_the_first_three(index: Index, text: str, expected: str) -> None:
    assert expected in [alike.id for alike in similar(index, text, limit=3)]


def test_most_often_it_is_the_very_first(index: Index) -> None:
    first = [similar(index, text)[0].id == expected for text, expected in PAIRS.items()]
    assert sum(first) >= len(PAIRS) - 2


def test_a_score_is_a_share_and_says_by_which_words(index: Index) -> None:
    (alike, *_) = similar(index, "spraakherkenning bij het verhoor")
    assert 0 < alike.score <= 1
    assert set(alike.shared) == {"spraakherkenning", "verhoor"}
    (same, *_) = similar(index, "Verhoren uitwerken met spraak naar tekst")
    assert same.score == 1


def test_an_idea_is_not_alike_itself_when_it_is_left_out(index: Index) -> None:
    found = similar(index, "drone zwemmers", {"j2b3c4"})
    assert [alike.id for alike in found] == ["b2b3c4"]


@pytest.mark.parametrize(
    "text", ["", "de het een", "\x1b[31m", "xq zj", '"); DROP TABLE text; --', "* OR"]
)
def test_a_text_that_says_nothing_is_like_no_idea(index: Index, text: str) -> None:
    assert similar(index, text) == []


def test_search_finds_parts_of_words_without_capitals_and_accents(index: Index) -> None:
    assert [hit.id for hit in search(index, "CAFE").hits] == ["f2b3c4"]
    assert [hit.id for hit in search(index, "een keer").hits] == ["f2b3c4"]
    assert [hit.id for hit in search(index, "diefstal").hits] == ["c2b3c4"]


def test_search_wants_all_words_and_puts_titles_first(index: Index) -> None:
    assert [hit.id for hit in search(index, "zwemmers vinden").hits] == ["j2b3c4", "b2b3c4"]
    assert [hit.id for hit in search(index, "sprints opsporing").hits] == ["g2b3c4"]


def test_search_offers_words_that_do_occur(index: Index) -> None:
    assert search(index, "drnoe").near == ["drone"]
    assert search(index, "chatbod rooster").near == ["chatbot"]
    assert search(index, "drone chatbot") == ([], [])
    assert search(index, "  ") == ([], [])


def test_what_changes_or_goes_is_found_no_longer(tmp_path: Path) -> None:
    root = portfolio(tmp_path / "p", "a2b3c4", "b2b3c4")
    with opened(root) as index:
        assert len(search(index, "drone").hits) == 2
    write(root, at("a2b3c4"), idea("a2b3c4", title="Robot op het land"))
    (root / at("b2b3c4")).unlink()
    with opened(root) as index, fresh(root) as new:
        assert search(index, "drone").hits == []
        assert similar(index, "drone") == []
        assert [hit.title for hit in search(index, "robot").hits] == ["Robot op het land"]
        assert similar(index, "robot land") == similar(new, "robot land") != []


def test_two_files_with_the_same_words_are_both_found(tmp_path: Path) -> None:
    root = portfolio(tmp_path / "p", "a2b3c4")
    write(root, "ideas/2026-02/a2b3c4-kopie.yaml", idea("a2b3c4"))
    with fresh(root) as index:
        assert len(search(index, "drone").hits) == len(similar(index, "drone")) == 2


def test_without_a_trigram_tokenizer_the_same_is_found(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "_GRAM", texts._GRAM.replace("trigram", "none_such"))
    with fresh(index.root) as old:
        for text in PAIRS:
            assert similar(old, text) == similar(index, text)
            assert search(old, text) == search(index, text)


def test_an_index_that_may_not_be_written_is_searched_in_memory(tmp_path: Path) -> None:
    root = portfolio(tmp_path / "p", "a2b3c4")
    opened(root).close()
    file = root / ".git/innoctl/index.sqlite"
    with Index(root, root / ".git", Base._only_read(file)) as index:
        assert [hit.id for hit in search(index, "drone").hits] == ["a2b3c4"]


def test_the_two_ideas_of_the_example_that_are_nearly_the_same_find_each_other(
    tmp_path: Path,
) -> None:
    with Index.open(folder("examples") / "politie", tmp_path) as index:
        index.refresh()
        by_title = {entry.facts.title: entry for entry in index.ideas()}
        one, other = (
            by_title["Vermiste personen sneller vinden met een drone met warmtebeeld"],
            by_title["Warmtebeelddrone bij zoekacties naar vermiste personen"],
        )
        assert one.facts.stream != other.facts.stream
        for entry, twin in ((one, other), (other, one)):
            data = index.document(entry.path)
            assert isinstance(data, dict)
            found = similar(index, texts.whole(data), {entry.facts.id}, 3)
            assert found[0].id == twin.facts.id
