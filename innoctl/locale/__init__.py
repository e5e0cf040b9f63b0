"""Two languages for people: sentences are written in English and said in Dutch or English.

Floors below ``render`` and ``cli`` pass a `Text` on and never translate it, so that
what they compute (and what the index keeps) is the same in every language.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from innoctl.named import NamedTuple

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES: Final = ("nl", "en")
DOMAIN: Final = "innoctl"
DIRECTORY: Final = Path(__file__).parent


class Text(NamedTuple):
    """A sentence that is not yet said: an English msgid and what fills its ``{places}``.

    What fills ``{place:field}`` is a value of that field and is said as the word for it.
    """

    msgid: str
    params: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, msgid: str, **params: object) -> Text:
        """Make a text; the values become strings now, so that the text can be kept."""
        return cls(msgid, tuple((name, str(value)) for name, value in params.items()))


class _Voice:
    """The language that this process speaks; one per run of the program."""

    language = "en"


@cache
def _catalogue(language: str) -> NullTranslations:
    """Load a catalogue when its first word is said: an answer that is remembered says none.

    ``gettext.translation`` would do the same and import ``locale`` to guess at names.
    """
    from gettext import GNUTranslations, NullTranslations

    try:
        with (DIRECTORY / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
            return GNUTranslations(file)
    except FileNotFoundError:
        return NullTranslations()


def N_(msgid: str) -> str:  # noqa: N802  (gettext's own name for "mark, translate later")
    """Mark a msgid for the catalogue without translating it."""
    return msgid


def use(language: str) -> None:
    """Speak ``language`` (``nl`` or ``en``) from now on; a missing catalogue means English."""
    _Voice.language = language


def language() -> str:
    """Return the language spoken now, ``nl`` or ``en``."""
    return _Voice.language


def gettext(msgid: str) -> str:
    """Translate one msgid now."""
    return _catalogue(_Voice.language).gettext(msgid) if msgid else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a msgid with a plural now; the caller fills ``{count}``."""
    return _catalogue(_Voice.language).ngettext(one, many, count)


def say(text: Text) -> str:
    """Translate a text and fill its places; values are never read as templates."""
    return _filled(text, gettext, _Voice.language)


def say_in(language: str, text: Text) -> str:
    """Say a text in the language of a record (a commit's subject), whatever this run speaks."""
    return _filled(text, translator(language), language)


def money(amount: str, language: str) -> str:
    """Return an amount of a file (``1234.50``) as people write it; anything else as it stands."""
    digits = amount.removeprefix("-")
    whole, point, cents = digits.partition(".")
    if not (point and whole.isdecimal() and cents.isdecimal()):
        return amount
    sign, grouped = amount.removesuffix(digits), f"{int(whole):,}"
    if language == "nl":
        return f"€ {sign}{grouped.replace(',', '.')},{cents}"
    return f"{sign}€{grouped}.{cents}"


def day(value: str, language: str) -> str:
    """Return a day of a file (``2026-05-12``) as people write it; anything else as it stands."""
    from datetime import date

    from babel.dates import format_date

    try:
        return str(format_date(date.fromisoformat(value), "medium", locale=language))
    except ValueError:
        return value


class _Value(str):
    """What fills a place; at ``{place:field}`` it gives the word for it, at ``{place:money}`` euros.

    At ``{place:day}`` it is a day as people write it, at ``{place:label}`` itself a field, and
    called as people call that.
    """

    __slots__ = ("language", "said")
    said: Callable[[str], str]
    language: str

    def __format__(self, fields: str) -> str:
        if fields == "money":
            return money(self, self.language)
        if fields == "day":
            return day(self, self.language)
        from innoctl.locale.words import VALUES, label

        if fields == "label":
            return self.said(label(self))

        known = (VALUES[field].get(self) for field in fields.split())
        return next((self.said(word) for word in known if word), str(self))


def _filled(text: Text, translate: Callable[[str], str], language: str) -> str:
    values = {name: _Value(value) for name, value in text.params}
    for value in values.values():
        value.said, value.language = translate, language
    return translate(text.msgid).format_map(values)


def translator(language: str) -> Callable[[str], str]:
    """Return what translates msgids into the language of a record: texts that a file will hold."""
    catalogue = _catalogue(language)
    return lambda msgid: catalogue.gettext(msgid) if msgid else ""
