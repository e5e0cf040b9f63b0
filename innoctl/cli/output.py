"""Answers to standard output, in the form that was asked for; words go to standard error."""

from __future__ import annotations

import sys
from typing import Final

from innoctl.cli.context import colour, terminal
from innoctl.cli.values import Output
from innoctl.locale import Text, say
from innoctl.render import machine
from innoctl.render.safe import lines
from innoctl.render.table import Document, Origin, Table

NO_ORIGIN: Final = Origin()


def emit(table: Table, output: Output, origin: Origin = NO_ORIGIN) -> None:
    """Write one table to standard output."""
    match output:
        case Output.table:
            _for_people(table)
        case Output.name:
            _write_bytes(machine.to_names(table))
        case Output.csv:
            _write_bytes(machine.to_csv([table]))
        case _:
            _write_data(machine.objects(table), output, origin)


def emit_document(document: Document, output: Output, origin: Origin = NO_ORIGIN) -> None:
    """Write a document of several parts; ``-o name`` gives the names of its first part."""
    match output:
        case Output.table:
            _document_for_people(document)
        case Output.name:
            _write_bytes(machine.to_names(document[0].table))
        case Output.csv:
            _write_bytes(machine.to_csv([part.table for part in document]))
        case _:
            _write_data(machine.plain_data(document), output, origin)


def emit_data(data: machine.Json, output: Output, origin: Origin = NO_ORIGIN) -> None:
    """Write data that has a shape of its own, as JSON or YAML."""
    _write_data(data, output, origin)


def say_words(text: Text) -> None:
    """Say something to the person at the terminal: progress, what was done, what comes next."""
    if sys.stderr is not None:
        sys.stderr.write(f"{lines(say(text))}\n")


def write_lines(rows: list[str]) -> None:
    """Write lines of text that are the answer itself."""
    sys.stdout.writelines(f"{row}\n" for row in rows)


def _for_people(table: Table) -> None:
    if terminal(sys.stdout):
        from innoctl.render.console import write_table

        write_table(table, sys.stdout, colour=colour(sys.stdout))
        return
    from innoctl.render.plain import tabbed

    sys.stdout.write("".join([f"{row}\n" for row in tabbed(table)]))


def _document_for_people(document: Document) -> None:
    if terminal(sys.stdout):
        from innoctl.render.console import write_document

        write_document(document, sys.stdout, colour=colour(sys.stdout))
        return
    from innoctl.render.plain import tabbed_document

    sys.stdout.write("".join([f"{row}\n" for row in tabbed_document(document)]))


def _write_data(data: machine.Json, output: Output, origin: Origin) -> None:
    wrapped = machine.envelope(data, origin)
    made = machine.to_yaml if output is Output.yaml else machine.to_json
    _write_bytes(made(wrapped))


def _write_bytes(text: str) -> None:
    """Write what machines read as UTF-8, whatever the locale: the same input, the same bytes."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
        return
    buffer.write(text.encode("utf-8", "backslashreplace"))
