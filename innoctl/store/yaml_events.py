"""Two sources of the same YAML events: libyaml through C, and ruamel's parser in Python.

Both give events of the classes in ``ruamel.yaml.events``, with marks that count characters.
NEL, LS and PS are line breaks to both parsers but ordinary characters in YAML 1.2, so they are
hidden behind private characters before parsing and put back in the values.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

NextEvent = Callable[[], Any]
Source = Callable[[str], NextEvent]

_HIDDEN: Final = "\x85\u2028\u2029"
_PRIVATE: Final = range(0xE000, 0xF900)


@cache
def fast_parser() -> Any | None:
    """Return the C parser's class, or None on a platform that has none."""
    try:
        from _ruamel_yaml import CParser  # noqa: PLC0415  (heavy; only who reads YAML pays)
    except ImportError:
        return None
    return CParser


@cache
def event_kinds() -> Any:
    """Return the module with the event classes of both parsers."""
    from ruamel.yaml import events  # noqa: PLC0415  (heavy; only who reads YAML pays)

    return events


def c_events(text: str) -> NextEvent:
    """Return the source of events of libyaml; only where `fast_parser` gives one."""
    parser = fast_parser()
    assert parser is not None
    return _shown(text, lambda safe: parser(safe.encode()).get_event)  # type: ignore[no-any-return]


def pure_events(text: str) -> NextEvent:
    """Return the source of events of ruamel's own parser: slow, exact, YAML 1.2."""
    return _shown(text, _pure)


def best_events(text: str) -> NextEvent:
    """Return the events of the C parser where there is one."""
    return c_events(text) if fast_parser() else pure_events(text)


def _pure(text: str) -> NextEvent:
    from ruamel.yaml import YAML  # noqa: PLC0415  (heavy; only who reads YAML pays)

    return YAML(typ="safe", pure=True).parse(text).__next__  # type: ignore[no-any-return]


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
