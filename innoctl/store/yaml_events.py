"""Two sources of the same YAML events: libyaml through C, and ruamel's parser in Python.

Both give events of the classes in ``ruamel.yaml.events``, with marks that count characters.
NEL, LS and PS are line breaks to both parsers but ordinary characters in YAML 1.2, so they are
hidden behind private characters before parsing and put back in the values.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final

NextEvent = Callable[[], Any]
Source = Callable[[str], NextEvent]

_HIDDEN: Final = "\x85\u2028\u2029"
_PRIVATE: Final = range(0xE000, 0xF900)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@cache
def fast_parser() -> Any | None:
    """Return the C parser's class, or None on a platform that has none."""
    try:
        from _ruamel_yaml import CParser
    except ImportError:
        return None
    return CParser


@cache
def event_kinds() -> Any:
    """Return the module with the event classes of both parsers."""
    from ruamel.yaml import events

    return events


def pure_events(text: str) -> NextEvent:
    """Return the source of events of ruamel's own parser: slow, exact, YAML 1.2."""
    return _shown(text, _pure)


def best_events(text: str) -> NextEvent:
    """Return the events of libyaml where the platform has it, else of `pure_events`."""
    parser = fast_parser()
    if parser is None:
        return pure_events(text)
    return _shown(text, lambda safe: parser(safe.encode()).get_event)


def _pure(text: str) -> NextEvent:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    get = YAML(typ="safe", pure=True).parse(text).__next__

    def next_event() -> Any:
        event = get()
        if _SURROGATE.search(getattr(event, "value", "")):
            # libyaml refuses such an escape too: no file can hold half a character
            raise MarkedYAMLError(problem="unknown escape", problem_mark=event.start_mark)
        return event

    return next_event


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
