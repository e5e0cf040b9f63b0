"""Two sources of the same YAML events: libyaml through C, and ruamel's parser in Python.

Both give the events of this module, with marks that count characters.
NEL, LS and PS are line breaks to one parser and a byte order mark inside is space to another; in
YAML 1.2 they are ordinary characters, so they are hidden behind private ones before parsing
and put back in the values.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, MutableSequence
from functools import cache
from types import ModuleType
from typing import Any, Final

NextEvent = Callable[[], Any]
Source = Callable[[str], NextEvent]

TABS: Final = 100
"""Most tabs between values that the slow parser is helped over."""

HIDDEN: Final = "\x85\u2028\u2029\ufeff"
_PRIVATE: Final = range(0xE000, 0xF900)
_BEHIND_TAB: Final = re.compile(r"\t[ \t]*(#|[\r\n]|\Z)?")
_BEFORE_TAB: Final = re.compile(r"\s*(?:[-?]\s+)*(?:[-?]|\S.*:)\s*")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Scalar:
    """One scalar; like all events made as the C parser makes them: by place, in this order."""

    __slots__ = ("anchor", "ctag", "end_mark", "implicit", "start_mark", "style", "value")

    def __init__(  # noqa: PLR0913, PLR0917  (the parser calls it so)
        self,
        anchor: str | None,
        ctag: Any,
        implicit: tuple[bool, bool],
        value: str,
        start_mark: Any,
        end_mark: Any,
        style: str,
    ) -> None:
        self.anchor = anchor
        self.ctag = ctag
        self.implicit = implicit
        self.value = value
        self.start_mark = start_mark
        self.end_mark = end_mark
        self.style = style


class MappingStart:
    """A mapping begins here."""

    __slots__ = ("anchor", "ctag", "end_mark", "flow_style", "implicit", "start_mark")

    def __init__(  # noqa: PLR0913, PLR0917  (idem)
        self,
        anchor: str | None,
        ctag: Any,
        implicit: bool,  # noqa: FBT001  (idem)
        start_mark: Any,
        end_mark: Any,
        flow_style: bool,  # noqa: FBT001  (idem)
    ) -> None:
        self.anchor = anchor
        self.ctag = ctag
        self.implicit = implicit
        self.start_mark = start_mark
        self.end_mark = end_mark
        self.flow_style = flow_style


class SequenceStart(MappingStart):
    """A list begins here."""

    __slots__ = ()


class Alias:
    """What stands at an anchor stands here too."""

    __slots__ = ("anchor", "end_mark", "start_mark")

    def __init__(self, anchor: str, start_mark: Any, end_mark: Any) -> None:
        self.anchor = anchor
        self.start_mark = start_mark
        self.end_mark = end_mark


class MappingEnd:
    """A mapping ends here. ``rest`` is what else a parser says of an event without a value."""

    __slots__ = ("end_mark", "rest", "start_mark")

    def __init__(self, start_mark: Any, end_mark: Any, *rest: Any) -> None:
        self.start_mark = start_mark
        self.end_mark = end_mark
        self.rest = rest


class SequenceEnd(MappingEnd):
    """A list ends here."""

    __slots__ = ()


class DocumentStart(MappingEnd):
    """A document begins; ``rest`` is whether that was said, the version, and the tags."""

    __slots__ = ()

    @property
    def version(self) -> tuple[int, int] | None:
        """What ``%YAML`` says."""
        version = self.rest[1]
        return (version[0], version[1]) if version else None


class Other(MappingEnd):
    """The stream begins, or a document ends."""

    __slots__ = ()


class StreamEnd(MappingEnd):
    """There is no more."""

    __slots__ = ()


_KINDS: Final[dict[str, type]] = {
    "StreamStartEvent": Other,
    "DocumentStartEvent": DocumentStart,
    "AliasEvent": Alias,
    "ScalarEvent": Scalar,
    "SequenceStartEvent": SequenceStart,
    "SequenceEndEvent": SequenceEnd,
    "MappingStartEvent": MappingStart,
    "MappingEndEvent": MappingEnd,
    "DocumentEndEvent": Other,
    "StreamEndEvent": StreamEnd,
}
"""Our events by the names that the parsers have for theirs."""
_SAID: Final = {
    Scalar: ("anchor", "ctag", "implicit", "value", "start_mark", "end_mark", "style"),
    MappingStart: ("anchor", "ctag", "implicit", "start_mark", "end_mark", "flow_style"),
    SequenceStart: ("anchor", "ctag", "implicit", "start_mark", "end_mark", "flow_style"),
    Alias: ("anchor", "start_mark", "end_mark"),
    DocumentStart: ("start_mark", "end_mark", "explicit", "version", "tags"),
}
"""What is taken of an event of ruamel's own parser."""
_MARKS: Final = ("start_mark", "end_mark")


def _ours(event: Any) -> Any:
    kind = _KINDS[type(event).__name__]
    return kind(*(getattr(event, name) for name in _SAID.get(kind, _MARKS)))


@cache
def fast_parser() -> Any | None:
    """Return the module of the C parser, or None on a platform that has none.

    The parser finds the makers of its events under their names in that module.
    """
    try:
        module = _extension()
    except ImportError:
        return None
    vars(module).update(_KINDS)
    return module


def _extension() -> ModuleType:
    """Import the C parser without ruamel's package, from which it wants classes, and most in vain.

    The package takes twenty times as long to import as the parser. Where it is not there yet, the
    parser gets makers of what it asks for, which import it when something is to be made.
    """
    standing = {} if "ruamel.yaml" in sys.modules else {name: _Maker(name) for name in _WANTED}
    sys.modules.update(standing)
    try:
        import _ruamel_yaml
    finally:
        for name in standing:
            del sys.modules[name]
    return _ruamel_yaml  # type: ignore[no-any-return]


_PARTS: Final = (
    *("error", "reader", "scanner", "parser", "composer", "constructor", "emitter", "serializer"),
    *("representer", "tokens", "events", "nodes"),
)
_WANTED: Final = ("ruamel", "ruamel.yaml", *(f"ruamel.yaml.{part}" for part in _PARTS))


class _Maker(ModuleType):
    """Stands for a module of which nothing is known but that it has classes."""

    __path__: MutableSequence[str] = []  # noqa: RUF012  (a package, as Python has it)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def make(*values: Any) -> Any:
            from importlib import import_module

            return getattr(import_module(self.__name__), name)(*values)

        return make


def pure_events(text: str) -> NextEvent:
    """Return the source of events of ruamel's own parser: slow, exact, YAML 1.2."""
    return _shown(text, lambda safe: _Pure(safe).next_event)


def best_events(text: str) -> NextEvent:
    """Return the events of libyaml where the platform has it, else of `pure_events`."""
    parser = fast_parser()
    if parser is None:
        return pure_events(text)
    return _shown(text, lambda safe: parser.CParser(safe.encode()).get_event)


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
        return _ours(event)

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
    present = [character for character in HIDDEN if character in text]
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
