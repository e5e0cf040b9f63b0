"""Modules that load when somebody first uses them, for what the start of every command imports in vain.

typer imports what only some programs need of it: starting other programs, naming shells,
wrapping text. The first word that is asked of a module loads it, so that nobody can tell the
difference; a function that is taken by name loads it when it is called.
"""

from __future__ import annotations

import os
import sys
from _thread import RLock
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

LATER: Final[dict[str, tuple[str, ...]]] = {
    # of typer
    "difflib": ("get_close_matches",),
    "gettext": ("gettext",),
    "platform": (),
    "shellingham": (),
    "shutil": ("get_terminal_size",),
    "subprocess": (),
    # of inspect and traceback
    "linecache": (),
    "textwrap": (),
    "tokenize": (),
    # of pathlib
    "ipaddress": (),
    "ntpath": (),
}
"""Modules, and the functions that are taken from them by name."""


_LOCKS: Final = {name: RLock() for name in LATER}
_LOADING: Final[set[str]] = set()


class _Later(ModuleType):
    """A module without its contents; Python asks `__getattr__` only for what is not there yet.

    It stays one until all of it is there: another thread that asks meanwhile waits. Each module
    has a lock of its own, so that two that are loaded at once do not wait for each other.
    """

    def __getattr__(self, name: str) -> Any:
        if name == "__path__":  # which every import asks for; a package has it from the start
            raise AttributeError(name)
        me = vars(self)["__name__"]
        with _LOCKS[me]:
            if type(self) is _Later:
                if me in _LOADING:  # it asks for a word of its own that is not there yet
                    raise AttributeError(name)
                _load(self, me)
        return getattr(self, name)


def _load(module: ModuleType, name: str) -> None:
    """Fill a module; one that cannot be loaded is tried again by whoever asks next."""
    _LOADING.add(name)
    try:
        if module.__spec__ is not None and module.__spec__.loader is not None:
            module.__spec__.loader.exec_module(module)
        module.__class__ = ModuleType
    finally:
        _LOADING.discard(name)


def postpone() -> None:
    """Let these modules load when first used; what is loaded already, or is not there, stays so."""
    for name, functions in LATER.items():
        spec = None if name in sys.modules else find_spec(name)
        if spec is not None:
            module = module_from_spec(spec)
            module.__class__ = _Later
            vars(module).update((word, _calling(module, word)) for word in functions)
            sys.modules[name] = module
    if hasattr(os, "uname") and isinstance(sys.modules.get("platform"), _Later):
        # uuid asks as soon as it loads; a reader of this answer needs no module of regexes
        vars(sys.modules["platform"])["system"] = lambda: os.uname().sysname


def _calling(module: ModuleType, word: str) -> Callable[..., Any]:
    """Return what stands in for a function until it is called."""

    def call(*values: Any, **named: Any) -> Any:
        with _LOCKS[module.__name__]:
            if vars(module).get(word) is call:
                del vars(module)[word]  # so that asking for it loads the module
        return getattr(module, word)(*values, **named)

    return call
