"""The strict constructor: YAML events in, one plain value and a list of problems out.

It never raises on what the events hold and never calls itself: depth, aliases and the
number of problems are bounded, so that time and memory follow the size of the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NoReturn

from innoctl.named import NamedTuple
from innoctl.store.yaml_events import (
    Alias,
    DocumentStart,
    MappingEnd,
    MappingStart,
    NextEvent,
    Scalar,
    SequenceEnd,
    SequenceStart,
    StreamEnd,
)
from innoctl.store.yaml_scalars import (
    DIGITS,
    MAP_TAG,
    SEQ_TAG,
    STARTS,
    is_long_number,
    resolve,
    resolve_as,
)

if TYPE_CHECKING:
    from innoctl.changes.edit import Plain
    from innoctl.errors import Params

DEPTH: Final = 100
"""Deepest nesting of lists and mappings."""
ALIASED: Final = 1_000_000
"""Most that all aliases of a file may repeat together: nodes plus characters."""
PROBLEMS: Final = 100
"""Most problems that are told of one file."""

_NO_KEY: Final = object()


class Problem(NamedTuple):
    """One thing wrong with a YAML file; ``line`` and ``column`` count characters from 1."""

    code: str
    line: int
    column: int
    params: Params = ()


def problem(code: str, mark: Any, **params: object) -> Problem:
    """Make a problem at a parser's mark (which counts from 0)."""
    said = tuple((name, str(value)) for name, value in params.items())
    return Problem(code, mark.line + 1, mark.column + 1, said)


class _StopError(Exception):
    """The file is refused here: reading on would be unbounded or pointless."""


def build(next_event: NextEvent) -> tuple[Plain, list[Problem]]:
    """Return the value of the one document and what is wrong with it.

    Errors of the parser itself (a syntax error) are the caller's to catch. The value is
    what could be made of the file; it is None when a problem stopped the reading.
    """
    builder = _Builder()
    try:
        return builder.run(next_event), builder.problems
    except _StopError:
        return None, builder.problems


class _Builder:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.stack: list[tuple[Any, Any]] = []
        self.anchors: dict[str, Any] = {}
        self.aliased = 0
        self.documents = 0

    def run(self, next_event: NextEvent) -> Plain:  # noqa: C901, PLR0912  (the one hot loop)
        """Put every value where it belongs; what is rare has a method of its own."""
        stack = self.stack
        root: list[Plain] = []
        here: Any = root
        key: Any = _NO_KEY
        while True:
            event = next_event()
            kind = type(event)
            if kind is Scalar:
                value: Any = event.value
                if event.ctag is not None or event.anchor is not None:
                    value = self.marked_scalar(event)
                elif not event.style and value[:1] in STARTS:
                    value = resolve(value) if len(value) <= DIGITS else self.long_scalar(event)
            elif kind is MappingStart or kind is SequenceStart:
                value = self.collection(event, {} if kind is MappingStart else [])
            elif kind is Alias:
                value = self.alias(event, here)
            elif kind is MappingEnd or kind is SequenceEnd:
                here, key = stack.pop()
                continue
            elif self.more(event):
                continue
            else:
                return self.whole(root)
            if type(here) is list:
                here.append(value)
            elif key is _NO_KEY:
                odd = type(value) is not str or value in here or value == "<<"
                key = self.odd_key(event, value, here) if odd else value
            else:
                here[key], key = value, _NO_KEY
            if kind is MappingStart or kind is SequenceStart:
                stack.append((here, key))
                here, key = value, _NO_KEY

    def say(self, code: str, event: Any, **params: object) -> None:
        self.problems.append(problem(code, event.start_mark, **params))
        if len(self.problems) >= PROBLEMS:
            raise _StopError

    def stop(self, code: str, event: Any, **params: object) -> NoReturn:
        self.say(code, event, **params)
        raise _StopError

    def more(self, event: Any) -> bool:
        """Take note of a document that begins; tell whether the file goes on."""
        if type(event) is DocumentStart:
            self.documents += 1
            if self.documents > 1:
                self.stop("F105", event)
            if event.version is not None and event.version < (1, 2):
                self.say("F109", event)
        return type(event) is not StreamEnd

    def whole(self, root: list[Plain]) -> Plain:
        """Return the document's value; a file without one is a problem of its own."""
        if root in ([], [None]) and not self.problems:
            self.problems.append(Problem("F104", 1, 1))
        return root[0] if root else None

    def long_scalar(self, event: Any) -> Any:
        """Return a long text as it is, and say so when it is a number nobody can have meant."""
        if is_long_number(event.value):
            self.say("F140", event, limit=DIGITS)
        return event.value

    def marked_scalar(self, event: Any) -> Any:
        """Return the value of a scalar with a tag or an anchor."""
        value: Any = event.value
        if event.ctag is not None:
            value = self.tagged_scalar(event)
        elif not event.style:
            value = self.long_scalar(event) if len(value) > DIGITS else resolve(value)
        if event.anchor is not None:
            self.anchors[event.anchor] = value
        return value

    def wrong_tag(self, code: str, event: Any) -> None:
        self.say(code, event, tag=str(event.ctag).replace("tag:yaml.org,2002:", "!!"))

    def tagged_scalar(self, event: Any) -> Any:
        try:
            return resolve_as(str(event.ctag), event.value)
        except KeyError:
            self.wrong_tag("F134", event)
        except ValueError:
            self.wrong_tag("F135", event)
        return event.value

    def collection(self, event: Any, value: Any) -> Any:
        """Return the list or mapping that begins here: not too deep, its anchor noted, its tag judged."""
        if len(self.stack) >= DEPTH:
            self.stop("F139", event, limit=DEPTH)
        if event.ctag is not None:
            tag = str(event.ctag)
            if tag not in (MAP_TAG, SEQ_TAG):
                self.wrong_tag("F134", event)
            elif tag != (MAP_TAG if type(value) is dict else SEQ_TAG):
                self.wrong_tag("F135", event)
        if event.anchor is not None:
            self.anchors[event.anchor] = value
        return value

    def alias(self, event: Any, here: Any) -> Any:
        """Return what an alias stands for: the same object, counted against `ALIASED`."""
        if event.anchor not in self.anchors:
            self.say("F136", event, name=event.anchor)
            return None
        value = self.anchors[event.anchor]
        if here is value or any(holder is value for holder, _ in self.stack):
            self.say("F137", event, name=event.anchor)
            return None
        self.aliased += weight(value, ALIASED - self.aliased)
        if self.aliased > ALIASED:
            self.stop("F138", event, limit=ALIASED)
        return value

    def odd_key(self, event: Any, value: Any, here: dict[str, Plain]) -> str:
        """Say what is wrong with a key, if anything, and return the key to go on with."""
        if isinstance(value, dict | list):
            self.say("F132", event)
            return ""
        if type(value) is not str:
            text = getattr(event, "value", str(value))
            self.say("F131", event, key=text, kind=_KINDS[type(value)])
            return str(text)
        if value == "<<" and not getattr(event, "style", '"') and event.ctag is None:
            self.say("F133", event)
        elif value in here:
            self.say("F130", event, key=value)
        return value


_KINDS: Final[dict[type, str]] = {int: "int", float: "float", bool: "bool", type(None): "null"}


def weight(value: Plain, limit: int) -> int:
    """Return nodes plus characters of ``value``, shared parts counted each time they occur.

    Counting stops beyond ``limit``, so that it takes no longer than that.
    """
    total, todo = 0, [value]
    while todo and total <= limit:
        value = todo.pop()
        total += 1
        if isinstance(value, str):
            total += len(value)
        elif isinstance(value, list):
            todo += value
        elif isinstance(value, dict):
            todo += value.values()
            total += sum(map(len, value))
    return total
