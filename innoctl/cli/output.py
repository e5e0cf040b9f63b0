"""Answers to standard output, in the form that was asked for; words go to standard error."""

from __future__ import annotations

import sys
from typing import Final

from innoctl.cli.context import colour, fitted, terminal
from innoctl.cli.values import Output
from innoctl.locale import Text, say
from innoctl.render import machine
from innoctl.render.safe import lines
from innoctl.render.table import Document, Origin, Table

NO_ORIGIN: Final = Origin()


def emit(table: Table, output: Output, origin: Origin = NO_ORIGIN) -> None:
    """Write one table to standard output."""
    if output is Output.table and terminal(sys.stdout):
        from innoctl.render.console import write_table

        write_table(table, sys.stdout, colour=colour(sys.stdout))
    else:
        write_answer(answer(table, output, origin), output)


def emit_document(document: Document, output: Output, origin: Origin = NO_ORIGIN) -> None:
    """Write a document of several parts; ``-o name`` gives the names of its first part."""
    if output is Output.table and terminal(sys.stdout):
        from innoctl.render.console import write_document

        write_document(document, sys.stdout, colour=colour(sys.stdout))
    else:
        write_answer(document_answer(document, output, origin), output)


def answer(table: Table, output: Output, origin: Origin = NO_ORIGIN) -> str:
    """Return what goes to standard output when no person looks at it."""
    match output:
        case Output.table:
            from innoctl.render.plain import tabbed

            return "".join([f"{row}\n" for row in tabbed(table)])
        case Output.name:
            return machine.to_names(table)
        case Output.csv:
            return machine.to_csv([table])
        case _:
            return _data(machine.objects(table), output, origin)


def document_answer(document: Document, output: Output, origin: Origin = NO_ORIGIN) -> str:
    """Return what goes to standard output when no person looks at it."""
    match output:
        case Output.table:
            from innoctl.render.plain import tabbed_document

            return "".join([f"{row}\n" for row in tabbed_document(document)])
        case Output.name:
            return machine.to_names(document[0].table)
        case Output.csv:
            return machine.to_csv([part.table for part in document])
        case _:
            return _data(machine.plain_data(document), output, origin)


def write_answer(text: str, output: Output) -> None:
    """Write an answer: for machines as UTF-8, else as the locale has it."""
    if output is Output.table:
        sys.stdout.write(text)
    else:
        _write_bytes(text)


def emit_data(data: machine.Json, output: Output, origin: Origin = NO_ORIGIN) -> None:
    """Write data that has a shape of its own, as JSON or YAML."""
    _write_bytes(_data(data, output, origin))


def say_words(text: Text) -> None:
    """Say something to the person at the terminal: progress, what was done, what comes next."""
    if sys.stderr is not None:
        sys.stderr.write(f"{fitted(lines(say(text)), sys.stderr)}\n")


def write_lines(rows: list[str]) -> None:
    """Write lines of text that are the answer itself."""
    sys.stdout.writelines(f"{row}\n" for row in rows)


def _data(data: machine.Json, output: Output, origin: Origin) -> str:
    wrapped = machine.envelope(data, origin)
    return machine.to_yaml(wrapped) if output is Output.yaml else machine.to_json(wrapped)


def _write_bytes(text: str) -> None:
    """Write what machines read as UTF-8, whatever the locale: the same input, the same bytes."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
        return
    buffer.write(text.encode("utf-8", "backslashreplace"))
