"""A bookkeeping export, hostile or not: nothing half done, and each line that is refused is named."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.cli.money import BUDGET, IDEA, LEDGER, bookings, files, place
from tests.program import Answer

__all__ = ["place"]
HEAD = "idee;budget;soort;datum;bedrag;factuurnummer"
WHO = ("--booked-by", "p-0204")
GOOD = f"{IDEA};{BUDGET};uitgave;01-09-2026;100,00;F-1"


def _row(**other: str) -> str:
    """Return a sound line with other values in some of its fields."""
    fields = dict(zip(HEAD.split(";"), GOOD.split(";"), strict=True)) | other
    return ";".join(fields.values())


def _bring(place: Place, data: str | bytes, *words: str) -> Answer:
    """Import these bytes."""
    file = place.home / "export.csv"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return place.run("budget", "import", "../export.csv", *WHO, *words)


def _rejected(place: Place, name: str = "export.csv.rejected.csv") -> list[dict[str, str]]:
    text = (place.home / name).read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def _whole(place: Place, data: str | bytes, *words: str, code: str) -> str:
    """Import what cannot be read as a whole, and prove that nothing happened."""
    before, head = files(place.root), place.git("rev-parse", "HEAD")
    answer = _bring(place, data, *words)
    assert answer.status == 2, answer.err
    assert code in answer.err
    assert files(place.root) == before
    assert place.git("rev-parse", "HEAD") == head
    assert not (place.home / "export.csv.rejected.csv").exists()
    return answer.err


def _one_refused(place: Place, line: str, code: str, *words: str, head: str = HEAD) -> str:
    """Import a sound line and a bad one: the first is booked, the second is told with its number."""
    extra = ";" * (head.count(";") - HEAD.count(";"))
    answer = _bring(place, f"{head}\n{GOOD}{extra}\n{line}\n", *words)
    assert answer.status == 1, answer.err
    assert "booked: 1, booked already: 0, refused: 1" in answer.err
    assert [row["reference"] for row in bookings(place.root)] == ["F-1"]
    assert len(place.commits) == 2
    assert place.git("status", "--porcelain") == ""
    [row] = _rejected(place)
    assert (row["line"], row["code"]) == ("3", code), row
    assert row["reason"]
    return row["reason"]


def test_lines_become_bookings_in_one_commit(place: Place) -> None:
    data = (
        f"{HEAD};ordernummer;omschrijving;valuta;geboekt door\n"
        f"{IDEA};{BUDGET};verplichting;2026-08-01;2.000,00;O-1;;panelen;EUR;p-0204\n"
        f'{IDEA};{BUDGET};uitgave;31-08-2026;1.250,50;F-1;O-1;"deel 1; panelen";EUR;p-0210\n'
        f"fhe3f2;zeeland-west-brabant-2026-realisatie;factuur;01-03-2026;10,00;F-1;;;;p-0204\n"
    )
    answer = _bring(place, data)
    assert answer.status == 0, answer.err
    assert "booked: 3, booked already: 0, refused: 0" in answer.err
    assert place.commits[0] == "neem 3 boekingen op 2 ideeën over uit export.csv"
    assert sorted(place.git("show", "--format=", "--name-only").split()) == [
        "ledger/2024-11/fhe3f2.yaml", LEDGER,
    ]  # fmt: skip
    assert bookings(place.root)[1] == {
        "what": "spend", "on": "2026-08-31", "budget": BUDGET, "amount": "1250.50",
        "reference": "F-1", "commitment": "O-1", "booked_by": "p-0210", "note": "deel 1; panelen",
    }  # fmt: skip
    assert not (place.home / "export.csv.rejected.csv").exists()
    assert place.run("check", "ledger").status == 0


def test_what_is_booked_already_is_skipped(place: Place) -> None:
    data = f"{HEAD}\n{GOOD}\n{_row(factuurnummer='F-2')}\n"
    assert _bring(place, data).status == 0
    before, head = files(place.root), place.git("rev-parse", "HEAD")
    answer = _bring(place, data)
    assert answer.status == 0
    assert "booked: 0, booked already: 2, refused: 0" in answer.err
    assert files(place.root) == before
    assert place.git("rev-parse", "HEAD") == head
    more = _bring(place, f"{data}{_row(factuurnummer='F-3')}\n")
    assert "booked: 1, booked already: 2" in more.err


@pytest.mark.parametrize("other", [{"bedrag": "100,01"}, {"datum": "02-09-2026"}])
def test_the_same_reference_with_another_amount_or_day_is_refused(
    place: Place, other: dict[str, str]
) -> None:
    _bring(place, f"{HEAD}\n{GOOD}\n")
    answer = _bring(place, f"{HEAD}\n{_row(**other)}\n")
    assert answer.status == 1
    [row] = _rejected(place)
    assert row["code"] == "I116"
    assert "€100.00" in row["reason"]
    assert "2026-09-01" in row["reason"]
    assert len(bookings(place.root)) == 1


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"idee": "zzzzz9"}, "I112"), ({"idee": "a9q"}, "I112"), ({"idee": "../x"}, "I112"),
        ({"budget": "oost"}, "I113"), ({"soort": "lening"}, "I114"),
        ({"datum": "2026-9-1"}, "I105"), ({"datum": "31-02-2026"}, "I105"), ({"datum": "01/09/2026"}, "I105"),
        ({"datum": "09-01-26"}, "I105"), ({"datum": "23-09-2026"}, "I108"),
        ({"bedrag": "1.2345"}, "I106"), ({"bedrag": "1.234"}, "I106"), ({"bedrag": "€ 5"}, "I106"),
        ({"bedrag": "5,000"}, "I106"), ({"bedrag": "0,00"}, "I106"), ({"bedrag": "1e5"}, "I106"),
        ({"bedrag": "٣,٣٠"}, "I106"), ({"bedrag": "99999999999999,00"}, "I106"),
        ({"bedrag": ""}, "I104"), ({"factuurnummer": ""}, "I104"), ({"idee": " "}, "I104"),
        ({"factuurnummer": '=HYPERLINK("x")'}, "I111"), ({"factuurnummer": "@SUM(A1)"}, "I111"),
        ({"factuurnummer": "+1"}, "I111"), ({"factuurnummer": "-F1"}, "I111"),
        ({"factuurnummer": "\tF"}, "I111"), ({"factuurnummer": " =1"}, "I111"),
        ({"factuurnummer": "x" * 501}, "I120"), ({"factuurnummer": "a\x1b[31m"}, "I120"),
        ({"factuurnummer": "F-1"}, "I115"), ({"factuurnummer": "F-1", "bedrag": "3,00"}, "I115"),
        ({"bedrag": "-50,00", "factuurnummer": "F-9"}, "I117"),
        ({"soort": "vrijval", "bedrag": "-50,00", "factuurnummer": "R-9"}, "I123"),
        ({"soort": "verplichting", "bedrag": "7500,01", "factuurnummer": "O-9"}, "B701"),
        ({"soort": "vrijval", "bedrag": "7400,01", "factuurnummer": "R-9"}, "B709"),
        ({"soort": "verplichting", "datum": "01-07-2026", "factuurnummer": "O-9"}, "B701"),
    ],
)  # fmt: skip
def test_a_bad_line_is_refused_with_its_number_and_the_rest_is_booked(
    place: Place, other: dict[str, str], code: str
) -> None:
    line = _row(**({"factuurnummer": "F-2"} | other))
    if '"' in line:
        line = line.replace(other["factuurnummer"], '"=HYPERLINK(""x"")"')
    _one_refused(place, line, code)


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("valuta", "USD", "I109"), ("ordernummer", "O-404", "B707"), ("corrigeert", "F-1", "I118"),
        ("omschrijving", "=cmd|'/C calc'!A0", "I111"), ("geboekt door", "p-9999", "I121"),
        ("omschrijving", '"twee\nregels"', "I120"),
    ],
)  # fmt: skip
def test_an_extra_column_is_looked_at_too(place: Place, column: str, value: str, code: str) -> None:
    line = f"{_row(factuurnummer='F-2')};{value}"
    reason = _one_refused(place, line, code, head=f"{HEAD};{column}")
    assert reason


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("a;b", "I102"), (f"{GOOD};7", "I102"), (f'{_row(factuurnummer="F-2")[:-3]}"F"x', "I101"),
    ],
)  # fmt: skip
def test_a_line_that_has_not_the_form_of_the_others_is_refused(
    place: Place, line: str, code: str
) -> None:
    _one_refused(place, line, code)


def test_a_truncated_last_line_is_refused_also_where_it_seems_whole(place: Place) -> None:
    for cut in (_row(factuurnummer="F-2")[:-1], _row(factuurnummer="F-2")[:20]):
        file = place.home / "export.csv"
        file.write_text(f"{HEAD}\n{GOOD}\n{cut}", "utf-8")
        answer = place.run("budget", "import", "../export.csv", *WHO)
        assert answer.status == 1
        [row] = _rejected(place)
        assert row["line"] == "3"
        assert row["code"] in {"I102", "I103"}
    assert [row["reference"] for row in bookings(place.root)] == ["F-1"]


def test_a_credit_note_takes_back_what_it_names(place: Place) -> None:
    data = (
        f"{HEAD};corrigeert\n{GOOD};\n{_row(factuurnummer='C-1', bedrag='-30,00')};F-1\n"
        f"{_row(factuurnummer='C-2', bedrag='-80,00')};F-1\n"
        f"{_row(factuurnummer='C-3', bedrag='-1,00')};F-7\n"
    )
    assert _bring(place, data).status == 1
    assert [row["amount"] for row in bookings(place.root)] == ["100.00", "-30.00"]
    assert bookings(place.root)[1]["corrects"] == "F-1"
    assert [row["code"] for row in _rejected(place)] == ["B705", "B704"]
    assert "booked already: 2" in _bring(place, data).err


def test_a_credit_note_under_the_reference_of_its_invoice_finds_it(place: Place) -> None:
    data = f"{HEAD}\n{_row(bedrag='-30,00', datum='05-09-2026')}\n{GOOD}\n"
    assert _bring(place, data).status == 0
    assert [(r["reference"], r.get("corrects")) for r in bookings(place.root)] == [
        ("F-1", None), ("F-1-c1", "F-1"),
    ]  # fmt: skip
    before = files(place.root)
    answer = _bring(place, data)
    assert (answer.status, "booked already: 2" in answer.err) == (0, True)
    assert files(place.root) == before


def test_a_column_that_mixes_point_and_comma_is_refused_as_a_whole_with_each_line(
    place: Place,
) -> None:
    rows = [
        _row(factuurnummer=f"F-{n}", bedrag=amount)
        for n, amount in enumerate(("1.234,56", "12,00", "12.00", "3,00", "1,234.56"))
    ]
    data = "\n".join([HEAD, *rows, ""])
    err = _whole(place, data, code="U789")
    assert "export.csv:4:" in err
    assert "export.csv:6:" in err
    assert "export.csv:3:" not in err
    answer = _bring(place, data, "--decimal", ",")
    assert answer.status == 1
    assert [row["amount"] for row in bookings(place.root)] == ["1234.56", "12.00", "3.00"]
    assert [(row["line"], row["code"]) for row in _rejected(place)] == [
        ("4", "I107"),
        ("6", "I107"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (f"{HEAD};omschrijving\n{GOOD};caf\xe9\n".encode("latin-1"), "U782"),
        (f"{HEAD}\n{GOOD}\n".encode("utf-16-le"), "U783"),
        (f"{HEAD}\n{GOOD}\n\0\n".encode(), "U783"),
        (b"PK\x03\x04\x14\x00\x06\x00", "U78"),
        (f'{HEAD}\n{GOOD}\n{_row(factuurnummer="")}"F-2\n{_row(factuurnummer="F-3")}\n'.encode(), "U784"),
        (b"", "U791"),
        (f"{HEAD}\n".encode(), "U791"),
        (b"a;b;c\n1;2;3\n", "U786"),
        (f"{HEAD};boekdatum\n{GOOD};01-09-2026\n".encode(), "U786"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_as_a_whole_is_refused_and_nothing_written(
    place: Place, data: bytes, code: str
) -> None:
    _whole(place, data, code=code)


def test_an_encoding_is_named_or_marked_in_the_file(place: Place) -> None:
    text = f"{HEAD};omschrijving\n{GOOD};caf\xe9\n"
    _whole(place, text.encode("utf-16"), "--encoding", "utf-9", code="U785")
    _whole(place, text.encode("utf-16"), "--encoding", "base64", code="U785")
    _whole(place, text.encode("cp1252"), "--encoding", "ascii", code="U782")
    assert _bring(place, text.encode("cp1252"), "--encoding", "cp1252").status == 0
    assert bookings(place.root)[0]["note"] == "caf\xe9"
    for data in (text.encode("utf-16"), text.encode("utf-8-sig")):
        assert "booked already: 1" in _bring(place, data).err


def test_columns_are_named_by_words_or_in_a_file(place: Place) -> None:
    text = f"project,pot,dag,euro,nr\n{IDEA},{BUDGET},2026-09-01,100.00,F-1\n"
    maps = {"idea": "project", "budget": "pot", "on": "dag", "amount": "Euro", "reference": "nr"}
    assert "idea, budget, what" in _whole(place, text, code="U786")
    words = [word for pair in maps.items() for word in ("--map", "=".join(pair))]
    _whole(place, text, *words, "--what", "spend", "--map", "reference=nummer", code="U788")
    _whole(place, text, *words, "--map", "bedrag=euro", code="U787")
    _whole(place, text, "--map", "amount", code="U787")
    assert _bring(place, text, *words, "--what", "spend").status == 0
    (place.home / "maps.yaml").write_text("".join(f"{k}: {v}\n" for k, v in maps.items()), "utf-8")
    again = _bring(place, text, "--map-file", "../maps.yaml", "--what", "spend")
    assert "booked already: 1" in again.err


def test_all_or_nothing_books_nothing_when_a_line_is_refused(place: Place) -> None:
    before, head = files(place.root), place.git("rev-parse", "HEAD")
    data = f"{HEAD}\n{GOOD}\n{_row(bedrag='x', factuurnummer='F-2')}\n"
    answer = _bring(place, data, "--all-or-nothing", "--rejected", "../no.csv")
    assert answer.status == 1
    assert "U790" in answer.err
    assert files(place.root) == before
    assert place.git("rev-parse", "HEAD") == head
    assert [row["code"] for row in _rejected(place, "no.csv")] == ["I106"]


def test_a_dry_run_writes_nothing_at_all(place: Place) -> None:
    before = files(place.root)
    answer = _bring(place, f"{HEAD}\n{GOOD}\n{_row(bedrag='x')}\n", "--dry-run")
    assert answer.status == 1
    assert "+  - {what: spend" in answer.out
    assert files(place.root) == before
    assert not (place.home / "export.csv.rejected.csv").exists()


def test_the_refused_lines_are_harmless_and_can_be_imported_once_they_are_right(
    place: Place,
) -> None:
    bad = f"{IDEA};{BUDGET};uitgave;=1+1;-5,00;+F\n"
    assert _bring(place, f"{HEAD}\n{bad}{_row(datum='1-9-2026')}\n").status == 1
    text = (place.home / "export.csv.rejected.csv").read_text("utf-8")
    assert "'=1+1" in text
    assert "'+F" in text
    assert ";-5,00;" in text
    mended = text.replace("1-9-2026", "01-09-2026").splitlines(keepends=True)
    answer = _bring(place, mended[0] + mended[2])
    assert answer.status == 0, answer.err
    assert len(bookings(place.root)) == 1


def test_the_refused_lines_are_never_written_over_the_export(place: Place) -> None:
    _whole(place, f"{HEAD}\nx\n", "--rejected", "../export.csv", code="U792")
    assert (place.home / "export.csv").read_text("utf-8") == f"{HEAD}\nx\n"


def test_an_idea_whose_ledger_cannot_be_read_has_its_lines_refused(place: Place) -> None:
    (place.root / "ledger" / "2026-03").mkdir(parents=True)
    (place.root / LEDGER).write_text("lines: [\n", "utf-8")
    place.git("add", "-A")
    place.git("commit", "-qm", "Break")
    other = "fhe3f2;zeeland-west-brabant-2026-realisatie;factuur;01-03-2026;10,00;F-1"
    assert _bring(place, f"{HEAD}\n{GOOD}\n{other}\n").status == 1
    assert [row["code"] for row in _rejected(place)] == ["I119"]
    assert len(bookings(place.root, "ledger/2024-11/fhe3f2.yaml")) == 1


def test_an_export_that_is_sorted_backwards_is_booked_in_the_order_of_its_days(
    place: Place,
) -> None:
    data = (
        f"{HEAD};ordernummer\n{_row(datum='10-09-2026', factuurnummer='F-2')};O-1\n"
        f"{_row(datum='01-09-2026', soort='order', factuurnummer='O-1', bedrag='500,00')};\n"
    )
    assert _bring(place, data).status == 0
    assert [row["reference"] for row in bookings(place.root)] == ["O-1", "F-2"]


def test_bookings_that_were_imported_are_not_undone(place: Place) -> None:
    _bring(place, f"{HEAD}\n{GOOD}\n")
    assert place.run("undo", "--yes").status == 1
    assert len(bookings(place.root)) == 1


def test_a_file_that_is_not_there_is_told(place: Place, tmp_path: Path) -> None:
    answer = place.run("budget", "import", str(tmp_path / "nergens.csv"), *WHO)
    assert answer.status == 3
    assert "nergens.csv" in answer.err


def test_many_lines_take_little_time_and_memory(place: Place) -> None:
    import resource
    import time

    rows = [
        _row(factuurnummer=f"F-{n}", datum=f"{n % 28 + 1:02}-08-2026", bedrag=f"{n % 7},01")
        for n in range(10_000)
    ]
    start, used = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    answer = _bring(place, "\n".join([HEAD, *rows, ""]))
    assert answer.status == 0, answer.err
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - used < 20
    assert time.monotonic() - start < 60
    assert len(bookings(place.root)) == 10_000


# an invoice that another idea has booked too

OTHER = "fhe3f2"
ELSEWHERE = "ledger/2024-11/fhe3f2.yaml"


def _elsewhere(place: Place, reference: str) -> None:
    """Let another idea have an invoice on the same budget."""
    (place.root / ELSEWHERE).parent.mkdir(parents=True)
    line = f'{{what: spend, on: 2026-09-01, budget: {BUDGET}, amount: "5.00", reference: {reference}, booked_by: p-0204}}'
    text = f"schema: innoctl/ledger/1\nidea: {OTHER}\nlines:\n  - {line}\n"
    (place.root / ELSEWHERE).write_text(text, "utf-8")
    place.git("add", "ledger")
    place.git("commit", "-qm", "Book elsewhere")


def _twice(place: Place) -> list[str]:
    """Return the files of which ``check`` says that an invoice stands on two ideas."""
    found = json.loads(place.run("check", "ledger", "-o", "json").out)["data"]
    return [one["path"] for one in found if one["code"] == "B725"]


def test_an_invoice_that_another_idea_has_is_booked_and_named_with_its_line(place: Place) -> None:
    _elsewhere(place, "f-2")
    data = f"{HEAD}\n{GOOD}\n{_row(factuurnummer='F-2')}\n"
    for words in (("--dry-run",), ()):
        answer = _bring(place, data, *words)
        assert answer.status == 0, answer.err
        assert "line 3 is booked, and to be looked at: the invoice F-2 is booked on" in answer.err
        assert f"for idea {OTHER} too [B725]" in answer.err
        assert "B725 is said of 1 of them: innoctl explain B725" in answer.err
    assert len(bookings(place.root)) == 2
    assert _twice(place) == [LEDGER]
    again = _bring(place, data)
    assert "B725" not in again.err, "what is booked already is not told once more"


def test_an_invoice_that_one_export_has_for_two_ideas_is_told_at_the_second(place: Place) -> None:
    data = f"{HEAD}\n{GOOD}\n{_row(idee=OTHER)}\n"
    answer = _bring(place, data)
    assert answer.status == 0, answer.err
    assert "line 3 is booked, and to be looked at" in answer.err
    assert f"for idea {IDEA} too [B725]" in answer.err
    assert "B725 is said of 1 of them" in answer.err
    assert len(_twice(place)) == 1


def test_an_invoice_that_is_moved_to_another_idea_is_not_told(place: Place) -> None:
    _elsewhere(place, "F-1")
    back = _row(idee=OTHER, bedrag="-5,00")
    answer = _bring(place, f"{HEAD}\n{GOOD}\n{back}\n")
    assert answer.status == 0, answer.err
    assert "booked: 2" in answer.err
    assert "B725" not in answer.err
    assert _twice(place) == []


def test_of_many_invoices_that_stand_elsewhere_five_are_named_and_all_counted(place: Place) -> None:
    rows = [_row(factuurnummer=f"F-{n}", bedrag="1,00") for n in range(7)]
    others = [_row(factuurnummer=f"F-{n}", bedrag="1,00", idee=OTHER) for n in range(7)]
    answer = _bring(place, "\n".join((HEAD, *rows, *others)) + "\n")
    assert answer.err.count("and to be looked at") == 5
    assert "B725 is said of 7 of them" in answer.err
