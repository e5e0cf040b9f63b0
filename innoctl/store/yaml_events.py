"""Two sources of the same YAML events: libyaml through C, and ruamel's parser in Python.

Both give events of the classes in ``ruamel.yaml.events`` (the C parser its own `Scalar`), with
marks that count characters.
NEL, LS and PS are line breaks to one parser and a byte order mark inside is space to another; in
YAML 1.2 they are ordinary characters, so they are hidden behind private ones before parsing
and put back in the values.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final

NextEvent = Callable[[], Any]
Source = Callable[[str], NextEvent]

TABS: Final = 100
"""Most tabs between values that the slow parser is helped over."""

_HIDDEN: Final = "\x85\u2028\u2029\ufeff"
_PRIVATE: Final = range(0xE000, 0xF900)
_BEHIND_TAB: Final = re.compile(r"\t[ \t]*(#|[\r\n]|\Z)?")
_BEFORE_TAB: Final = re.compile(r"\s*(?:[-?]\s+)*(?:[-?]|\S.*:)\s*")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Scalar:
    """One scalar, as the C parser gives it: made by one constructor, not by a chain of three.

    Scalars are most of what a file holds; ruamel's own event takes a sixth of the reading.
    """

    __slots__ = ("anchor", "ctag", "end_mark", "implicit", "start_mark", "style", "value")

    def __init__(  # noqa: PLR0913, PLR0917  (the parser calls it so)
        self,
        anchor: str | None,
        tag: Any,
        implicit: tuple[bool, bool],
        value: str,
        start_mark: Any,
        end_mark: Any,
        style: str,
    ) -> None:
        self.anchor = anchor
        self.ctag = tag
        self.implicit = implicit
        self.value = value
        self.start_mark = start_mark
        self.end_mark = end_mark
        self.style = style


@cache
def fast_parser() -> Any | None:
    """Return the C parser's class, or None on a platform that has none."""
    try:
        import _ruamel_yaml
    except ImportError:
        return None
    _ruamel_yaml.ScalarEvent = Scalar  # the parser looks its class up under this name
    return _ruamel_yaml.CParser


@cache
def event_kinds() -> Any:
    """Return the module with the event classes of both parsers."""
    from ruamel.yaml import events

    return events


def pure_events(text: str) -> NextEvent:
    """Return the source of events of ruamel's own parser: slow, exact, YAML 1.2."""
    return _shown(text, lambda safe: _Pure(safe).next_event)


def best_events(text: str) -> NextEvent:
    """Return the events of libyaml where the platform has it, else of `pure_events`."""
    parser = fast_parser()
    if parser is None:
        return pure_events(text)
    return _shown(text, lambda safe: parser(safe.encode()).get_event)


class _Pure:
    """Events of ruamel's parser, which takes no tab between a colon and a value.

    YAML does: such a tab is replaced by a space, which leaves every place as it is, and
    parsing begins again behind the events that were given already.
    """

    def __init__(self, text: str) -> None:
        self.text, self.given, self.tabs = text, 0, 0
        self.last: str | None = None
        self.get = self.begin()

    def begin(self) -> NextEvent:
        from ruamel.yaml import YAML

        return YAML(typ="safe", pure=True).parse(self.text).__next__  # type: ignore[no-any-return]

    def next_event(self) -> Any:
        from ruamel.yaml.error import MarkedYAMLError

        try:
            event = self.get()
        except MarkedYAMLError as error:
            return self.again(error)
        self.given += 1
        self.last = getattr(event, "value", None)
        if _SURROGATE.search(getattr(event, "value", "")):
            # libyaml refuses such an escape too: no file can hold half a character
            raise MarkedYAMLError(problem="unknown escape", problem_mark=event.start_mark)
        return event

    def again(self, error: Any) -> Any:
        """Go on behind a tab that only separates; raise ``error`` when that is not its cause."""
        at = error.problem_mark.index if error.problem_mark else 0
        line = max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1
        behind = _BEHIND_TAB.match(self.text, at)
        if not behind or self.tabs >= TABS:
            raise error
        if not (behind[1] or _BEFORE_TAB.fullmatch(self.text, line, at)):
            raise error  # the tab may belong to a text
        self.tabs += 1
        self.text = f"{self.text[:at]} {self.text[at + 1 :]}"
        self.get = self.begin()
        event = None
        for _ in range(self.given):
            event = self.get()
        if getattr(event, "value", None) != self.last:
            raise error  # a text that was given already went on behind the tab
        return self.next_event()


def _shown(text: str, source: Source) -> NextEvent:
    """Hide what only YAML 1.1 takes for a line break, and show it again in each value."""
    present = [character for character in _HIDDEN if character in text]
    if not present:
        return source(text)
    free = (code for code in _PRIVATE if chr(code) not in text)
    hide = {ord(character): next(free) for character in present}
    show = {code: character for character, code in hide.items()}
    get = source(text.translate(hide))

    def next_event() -> Any:
        event = get()
        if hasattr(event, "value"):
            event.value = event.value.translate(show)
        return event

    return next_event
