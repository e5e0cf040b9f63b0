"""A line of a bookkeeping export becomes a booking, or a reason why not; nothing is guessed (V31)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from innoctl.changes.amounts import CURRENCY
from innoctl.errors import Finding, UsageError
from innoctl.model.facts import LineFacts
from innoctl.model.values import is_day
from innoctl.named import NamedTuple
from innoctl.rules.deciding import euros

NEEDED: Final = ("idea", "budget", "what", "on", "amount", "reference")
FIELDS: Final = (*NEEDED, "commitment", "corrects", "note", "currency", "booked_by")
LONGEST: Final = 500
"""Characters of a reference or a note, as the model has it."""

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "idea": ("idea", "idea id", "idee", "ideenummer", "ideeid", "idee id"),
    "budget": ("budget", "budgetcode", "budget id", "kostenplaats", "cost center", "cost centre"),
    "what": ("what", "wat", "soort", "soort boeking", "type", "kind"),
    "on": ("on", "date", "datum", "boekdatum", "boekingsdatum", "factuurdatum", "booking date", "invoice date"),
    "amount": ("amount", "bedrag"),
    "reference": (
        "reference", "referentie", "kenmerk", "factuurnummer", "boekstuk", "boekstuknummer",
        "invoice number", "invoice",
    ),
    "commitment": ("commitment", "verplichting", "verplichtingnummer", "ordernummer", "order", "order number"),
    "corrects": ("corrects", "corrigeert", "tegenboeking van", "credit van", "credit of"),
    "note": ("note", "omschrijving", "description", "toelichting", "opmerking"),
    "currency": ("currency", "valuta", "munt", "muntsoort"),
    "booked_by": ("booked by", "geboekt door", "boeker"),
}  # fmt: skip
"""What columns are called in exports, without capitals; a dash or underscore counts as a space."""
WHATS: Final = {
    "commit": "commit", "commitment": "commit", "verplichting": "commit", "order": "commit",
    "spend": "spend", "uitgave": "spend", "factuur": "spend", "invoice": "spend", "expense": "spend",
    "release": "release", "vrijval": "release", "vrijgave": "release",
}  # fmt: skip

_DUTCH_DAY: Final = re.compile(r"(\d\d)-(\d\d)-(\d{4})", re.ASCII)
_FORMULA: Final = re.compile(r"[ \t\r\n]*[=+\-@＝＋－＠]|\t|\r")
FORMS: Final = {
    ".": re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d{1,13})\.(\d\d)", re.ASCII),
    ",": re.compile(r"(-?)(\d{1,3}(?:\.\d{3})+|\d{1,13}),(\d\d)", re.ASCII),
}
_WHOLE: Final = re.compile(r"(-?)(\d{1,13})()", re.ASCII)


class Mixed(UsageError):
    """Amounts with the cents behind a point, and with the cents behind a comma."""

    code = "U789"


class NoColumn(UsageError):
    """Fields that no column was found for, or more than one."""

    code = "U786"


class NotAMap(UsageError):
    """What was typed does not say which column a field is."""

    code = "U787"


class NotOneColumn(UsageError):
    """The column that was named is not there, or there twice."""

    code = "U788"


class Entry(NamedTuple):
    """What a line asks to have booked on an idea; ``number`` is the line of the file."""

    number: int
    idea: str
    row: LineFacts


class Setting(NamedTuple):
    """How lines are read: column by field, the decimal sign, and what holds where a line says nothing."""

    columns: Mapping[str, int]
    decimal: str
    today: str
    what: str = ""
    booked_by: str = ""


def columns(
    header: Sequence[str], asked: Mapping[str, str], fixed: Iterable[str], path: str
) -> dict[str, int]:
    """Return the place of the column of each field: as it was asked, else by its name."""
    names = [_plain(name) for name in header]
    listed = ", ".join(name for name in header if name.strip())
    found: dict[str, int] = {}
    for field, column in asked.items():
        places = [n for n, name in enumerate(header) if name == column]
        places = places or [n for n, name in enumerate(names) if name == _plain(column)]
        if len(places) != 1:
            raise NotOneColumn(path=path, column=column, columns=listed)
        found[field] = places[0]
    lost = []
    for field in FIELDS:
        if field in asked or field in fixed:
            continue
        places = [n for n, name in enumerate(names) if name in NAMES[field]]
        places = [n for n in places if n not in found.values()]
        if len(places) == 1:
            found[field] = places[0]
        elif places or field in NEEDED:
            lost.append(field)
    if lost:
        flags = " ".join(f"--map {field}=..." for field in lost)
        raise NoColumn(fields=", ".join(lost), flags=flags, columns=listed)
    return found


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[-_]", " ", name.strip().casefold()).split())


def form(amount: str) -> str:
    """Return the sign that an amount has its cents behind; '' where it has none, or no form."""
    return next((sign for sign, pattern in FORMS.items() if pattern.fullmatch(amount.strip())), "")


def entry(number: int, fields: Sequence[str], how: Setting) -> Entry | Finding:
    """Return what a line asks to have booked, or the first reason why it cannot be read."""
    said = {field: fields[place] for field, place in how.columns.items()}
    for field, value in said.items():
        if field not in {"on", "amount"} and _FORMULA.match(value):
            return _no("I111", number, name=field, value=value.strip()[:40])
        if len(value) > LONGEST or not value.strip(" ").isprintable():
            return _no("I120", number, name=field, most=LONGEST)
    said = {field: value.strip() for field, value in said.items()}
    said.setdefault("what", how.what)
    empty = next((field for field in NEEDED if not said[field]), "")
    if empty:
        return _no("I104", number, name=empty)
    return _read(number, said, how)


def _read(number: int, said: dict[str, str], how: Setting) -> Entry | Finding:
    what, on = WHATS.get(said["what"].casefold(), ""), _day(said["on"])
    cents, corrects = _cents(said["amount"], how.decimal), said.get("corrects", "")
    row = LineFacts(
        what, on, said["budget"], cents, said["reference"], said.get("commitment", ""), corrects,
        said.get("booked_by") or how.booked_by, said.get("note", ""),
    )  # fmt: skip
    why = next(_wrong(number, said, row, how), None)
    return why or Entry(number, said["idea"], row)


def _wrong(number: int, said: dict[str, str], row: LineFacts, how: Setting) -> Iterator[Finding]:
    """Yield why a line is not taken for what it says."""
    currency, amount = said.get("currency", ""), said["amount"]
    if not row.what:
        yield _no("I114", number, value=said["what"])
    if not row.on:
        yield _no("I105", number, value=said["on"])
    if row.on > how.today:
        yield _no("I108", number, on=row.on, today=how.today)
    if currency and currency.upper() not in {CURRENCY, "€"}:
        yield _no("I109", number, value=currency, own=CURRENCY)
    if not row.cents and form(amount) not in {"", how.decimal}:
        yield _no("I107", number, value=amount, sign=how.decimal)
    if not row.cents:
        yield _no("I106", number, value=amount)
    if row.corrects and row.cents > 0:
        yield _no("I118", number, amount=euros(row.cents))


def _cents(amount: str, decimal: str) -> int:
    """Return an amount in whole cents, 0 for what is none."""
    match = (FORMS[decimal].fullmatch(amount) if decimal else None) or _WHOLE.fullmatch(amount)
    if match is None:
        return 0
    cents = int(re.sub(r"\D", "", match[2])) * 100 + int(match[3] or 0)
    return -cents if match[1] else cents


def _day(value: str) -> str:
    match = _DUTCH_DAY.fullmatch(value)
    day = f"{match[3]}-{match[2]}-{match[1]}" if match else value
    return day if is_day(day) else ""


def _no(code: str, number: int, **params: object) -> Finding:
    return Finding.of(code, "", (), **params)._replace(line=number)


def decimal(name: str, rows: Mapping[int, Sequence[str]], place: int) -> str:
    """Return the sign before the cents that the whole column shows; `Mixed` names the lines of the rarer one."""
    found: dict[str, list[int]] = {".": [], ",": []}
    for number, fields in rows.items():
        if sign := form(fields[place]):
            found[sign].append(number)
    if found["."] and found[","]:
        rarer = min(found, key=lambda sign: len(found[sign]))
        error = Mixed(path=name, points=len(found["."]), commas=len(found[","]))
        error.findings = tuple(
            Finding.of("I110", name, (), value=rows[n][place].strip(), sign=rarer)._replace(line=n)
            for n in found[rarer]
        )
        raise error
    return "." if found["."] else "," if found[","] else ""
