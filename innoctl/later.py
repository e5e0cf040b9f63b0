"""Modules that load when somebody first uses them, for what the start of every command imports in vain.

typer imports what only some programs need of it: starting other programs, naming shells,
wrapping text. The first word that is asked of a module loads it, so that nobody can tell the
difference; a function that is taken by name loads it when it is called.
"""

from __future__ import annotations

import os
import sys
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


class _Later(ModuleType):
    """A module without its contents; Python asks `__getattr__` only for what is not there yet."""

    def __getattr__(self, name: str) -> Any:
        if name == "__path__":  # which every import asks for; a package has it from the start
            raise AttributeError(name)
        spec = self.__spec__
        self.__class__ = ModuleType  # type: ignore[assignment]
        if spec is not None and spec.loader is not None:
            spec.loader.exec_module(self)
        return getattr(self, name)


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
        if vars(module)[word] is call:
            del vars(module)[word]  # so that asking for it loads the module
        return getattr(module, word)(*values, **named)

    return call
