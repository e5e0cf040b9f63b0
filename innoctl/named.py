"""`NamedTuple` as in `typing`, made at a third of the cost.

That one compiles each annotation when a module loads, though nobody asks for them: half a
bare Python start for the forty that a command needs. Here they stay the words that they are.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import Any, NamedTuple
else:

    class _Maker(type):
        """Makes a plain named tuple of a class body, which then has the methods of that body."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.get("__annotations__", {})
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])  # noqa: PYI024
            for word, value in body.items():
                if word not in {"__module__", "__slots__"}:
                    setattr(made, word, value)
            return made

    class NamedTuple(metaclass=_Maker):
        """The base of a class body of fields, their defaults, and methods."""
