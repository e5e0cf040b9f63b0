"""Ideas by the words they hold, and ideas that resemble a text.

``search`` finds parts of words. ``similar`` weighs each word of a text by how few ideas have
anything like it, and says of each idea how much of that weight it shares, and by which words.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Final

from innoctl.named import NamedTuple
from innoctl.store import texts
from innoctl.store.texts import plain, trigrams

if TYPE_CHECKING:
    from collections.abc import Collection

    from innoctl.store.index import Index
    from innoctl.store.index_base import Base

WORDS: Final = 60
"""So many words of a text are compared, the first of them: a long text repeats itself."""

CANDIDATES: Final = 40
"""So many ideas are compared word by word; the trigram index says which."""

GRAMS: Final = 80
"""So many trigrams of a text, the rarest, choose those ideas."""

ALIKE: Final = 0.5
"""From this share of trigrams in common (Dice's measure) two words count as related."""

PART: Final = 3
"""A word of so many trigrams that stands whole inside another one is a part of it."""

PART_COUNTS: Final = 0.75
"""How much alike a compound and its part are at least."""

LEAST: Final = 0.15
"""Below this share two ideas are not alike."""

NEAR: Final = 3
"""So many words are offered for one that does not occur."""

SHORT: Final = 2
"""Words of so many letters are not compared: they have no trigram."""

COMMON: Final = frozenset(
    """
    aan acht achter achtste alle alleen allemaal alles als altijd ander andere anders beetje ben
    best beter bij bijna binnen blijft blijven boven buiten daar daarachter daarbij daardoor daarmee
    daarna daarom daarvan dag dagen dan dat deel derde dertig deze dezelfde die dit doen doet door
    drie duizend dus echt echte een eens eerder eerst eerste eigen eind einde elf elk elkaar elke
    enkele eraan erbij ergens ermee erover ertoe eruit ervan even gaan gaat gedaan geeft geen
    gegeven gehad geweest geworden ging had hadden half halve heb hebben heeft heel heen hele
    helemaal hem hen het hetzelfde hier hij hoe hoeft honderd hun ieder iedere iedereen iemand iets
    jaar jaren juist kan keer kennen kent klein kleine komen komt kon konden krijgen krijgt kunnen
    laat laatste langs laten later leidt liever ligt lijkt loopt maakt maand maanden maar mag maken
    meer meest meestal men met mij mijn minder minuten minuut moest moet moeten mogelijk mogen naar
    naast nadat negen net niemand niet niets nieuw nieuwe nodig nog nooit nul omdat onder ons onze
    ook opnieuw over overal per precies samen sinds sindsdien soms staan staat steeds stellen stelt
    tegen ter terug terwijl tien tiende tijd tijdens toch toe toen tot totaal totdat tussen twaalf twee
    tweede twintig uit uur vaak vaker van vanaf veel verder via vier vierde vijf vijfde volgend
    volgende volgens voor vooral voordat vorige waar waarbij waarin waarmee waarom waarop wanneer
    want waren was wat week weer weet weg weinig weken wel welke werd werden weten wie wij wil
    willen word worden wordt zal zei zeker zelf zelfs zes zesde zeven zevende zich zichzelf zie zien
    ziet zij zijn zit zoals zodat zodra zonder zou zouden zowel zulke
    about after all also and any are because been before being between both but can could did does
    done each every few first for from has have her here him his how into its just last less many
    may more most much must new next not now off once one only other our out own same several she
    should since some still such than that the their them then there these they this those three
    through time too two under until use used using very way well were what when where which while who
    whom whose why will with without would year years you your
    """.split()  # noqa: SIM905  (a list of quoted words reads worse)
)
"""Words that say nothing of what an idea is about, in Dutch and English: those that join and point,
auxiliaries, numerals, and words of time."""


class Hit(NamedTuple):
    """An idea that holds all words asked for; ``score`` (0 to 1) is more for words in its title."""

    path: str
    id: str
    title: str
    stream: str
    score: float


class Found(NamedTuple):
    """The answer to a search; ``near`` are words that do occur, when one asked for does not."""

    hits: list[Hit]
    near: list[str]


class Alike(NamedTuple):
    """An idea that resembles a text: the share (0 to 1) of its weight, and the words it shares."""

    path: str
    id: str
    title: str
    stream: str
    score: float
    shared: tuple[str, ...]


def search(index: Index, words: str) -> Found:
    """Return the ideas in which all ``words`` occur, also as parts of words; best first."""
    asked = list(dict.fromkeys(plain(words).split()))
    return index.consult(lambda base: _search(base, asked)) if asked else Found([], [])


def similar(index: Index, text: str, exclude: Collection[str] = (), limit: int = 5) -> list[Alike]:
    """Return the ideas most like ``text``, best first; ``exclude`` names ids that do not count."""
    return index.consult(lambda base: _similar(base, plain(text), frozenset(exclude), limit))


def _search(base: Base, asked: list[str]) -> Found:
    texts.bring_up(base)
    asked = asked[:WORDS]
    names = {f"w{at}": word for at, word in enumerate(asked)}
    holds = " AND ".join(_HOLDS.replace(":w", f":{name}") for name in names)
    score = " + ".join(_SCORE.replace(":w", f":{name}") for name in names)
    sql = _SEARCH.format(score=score, holds=holds)
    rows = base.connection.execute(sql, names).fetchall()
    hits = [Hit._make((*about, score / (_MOST * len(asked)))) for *about, score in rows]
    return Found(hits, [] if hits else _near(base, asked))


_HOLDS: Final = "(instr(text.title, :w) OR instr(text.lead, :w) OR instr(text.body, :w))"
_SCORE: Final = (
    "4 * (instr(text.title, :w) > 0) + 2 * (instr(text.lead, :w) > 0) + (instr(text.body, :w) > 0)"
)
_MOST: Final = 7
_SEARCH: Final = """
SELECT file.path, idea.id, idea.title, idea.stream, {score} AS score
FROM file JOIN idea ON idea.blob = file.blob JOIN text ON text.blob = file.blob
WHERE file.kind = 'idea' AND {holds} ORDER BY score DESC, file.path
"""


def _near(base: Base, asked: list[str]) -> list[str]:
    """Return words of titles and summaries that look like those that occur nowhere."""
    from difflib import get_close_matches

    known = {word for row in base.ask(_SHORT_TEXTS) for part in row for word in _split(part)}
    found: list[str] = []
    for word in asked:
        if not any(word in other for other in known):
            near = sorted(other for other in known if abs(len(other) - len(word)) <= NEAR)
            found += get_close_matches(word, near, NEAR)
    return list(dict.fromkeys(found))


_SHORT_TEXTS: Final = (
    "SELECT text.title, text.lead FROM file JOIN text ON text.blob = file.blob "
    "WHERE file.kind = 'idea'"
)


def _similar(base: Base, text: str, exclude: frozenset[str], limit: int) -> list[Alike]:
    texts.bring_up(base)
    asked = _words(text)[:WORDS]
    many = base.ask("SELECT count(*) FROM text")[0][0]
    counts = {gram: texts.holders(base, gram) for gram in trigrams(" ".join(asked))}
    rarity = {gram: log(1 + many / count) for gram, count in counts.items() if count}
    rarest = log(1 + many)
    weights = {word: max(rarity.get(gram, rarest) for gram in trigrams(word)) for word in asked}
    found = []
    for blob in _candidates(base, rarity):
        score, shared = _compared(weights, _said(base, blob))
        same = [row for row in base.ask(_BLOB, blob) if row[1] not in exclude]
        found += [Alike._make((*row, score, shared)) for row in same]
    found.sort(key=lambda alike: (-alike.score, alike.path))
    return [alike for alike in found if alike.score >= LEAST][:limit]


_BLOB: Final = """
SELECT file.path, idea.id, idea.title, idea.stream
FROM file JOIN idea ON idea.blob = file.blob WHERE file.blob = ?
"""


def _words(text: str) -> list[str]:
    words = dict.fromkeys(_split(text))
    return [word for word in words if len(word) > SHORT and word not in COMMON]


def _split(text: str) -> list[str]:
    """Return the words of a text without what stands around them."""
    return "".join(sign if sign.isalnum() else " " for sign in text).split()


def _candidates(base: Base, rarity: dict[str, float]) -> list[int]:
    """Return the texts that share the most of what is rarest."""
    score: dict[int, float] = {}
    for gram in sorted(rarity, key=lambda gram: (-rarity[gram], gram))[:GRAMS]:
        for blob in texts.held_by(base, gram):
            score[blob] = score.get(blob, 0) + rarity[gram]
    return sorted(score, key=lambda blob: -score[blob])[:CANDIDATES]


def _said(base: Base, blob: int) -> dict[str, set[str]]:
    """Return the words of one idea with their trigrams."""
    (row,) = base.ask("SELECT title, lead, body FROM text WHERE blob = ?", blob)
    return {word: trigrams(word) for word in _words(" ".join(row))}


def _compared(
    weights: dict[str, float], said: dict[str, set[str]]
) -> tuple[float, tuple[str, ...]]:
    """Return the share of the weight that an idea has, and the words that brought it, best first."""
    shared = {}
    for word, weight in weights.items():
        grams = trigrams(word)
        likeness = (
            1.0 if word in said else max((_alike(grams, s) for s in said.values()), default=0)
        )
        if likeness >= ALIKE:
            shared[word] = likeness * weight
    best = sorted(shared, key=lambda word: -shared[word])
    return round(sum(shared.values()) / sum(weights.values()), 4), tuple(best)


def _alike(one: set[str], other: set[str]) -> float:
    """Return how much two words look alike; a part of a compound counts for much of it."""
    both = len(one & other)
    shorter = min(len(one), len(other))
    if both == shorter >= PART:
        return max(_dice(one, other), PART_COUNTS)
    return _dice(one, other)


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other) or 1)
