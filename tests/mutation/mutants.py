"""Every small change of a module that a test should notice, as the whole text of the changed module.

What a finding says beside its code is left alone (the goldens of tests/corpus hold it), and so are
annotations and docstrings.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final, NamedTuple

OTHER: Final[dict[type[ast.AST], type[ast.AST]]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip
CALLS: Final = {"all": "any", "any": "all", "min": "max", "max": "min", "sorted": "list"}
TYPES: Final = ("Literal", "dict")
IDLE: Final = (ast.Continue, ast.AugAssign)
WORDS: Final = (ast.Call, ast.Yield, ast.YieldFrom)


class Mutant(NamedTuple):
    """A changed module: in which function, on which line, what became what, and the whole text."""

    within: str
    line: str
    change: str
    text: str


def mutants(text: str) -> Iterator[Mutant]:
    """Yield the module with one change at a time; a change that alters nothing is not one."""
    tree = ast.parse(text)
    seen, lines = {ast.unparse(tree)}, text.splitlines()
    for holder, field, at, node, within in _places(tree, ""):
        for new in _instead(node):
            _put(holder, field, at, new)
            changed = ast.unparse(ast.fix_missing_locations(tree))
            if changed not in seen:
                seen.add(changed)
                line = lines[getattr(node, "lineno", getattr(holder, "lineno", 1)) - 1].strip()
                yield Mutant(within, line, f"{_short(node)} -> {_short(new)}", changed)
        _put(holder, field, at, node)


def _places(node: ast.AST, within: str) -> Iterator[tuple[ast.AST, str, int, ast.AST, str]]:
    """Yield every place in the tree: its holder, field and index, what stands there, and in what."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        within = f"{within}.{node.name}".lstrip(".")
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "ctx"}:
            continue
        for at, child in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(child, ast.AST) and not _silent(node, field, at, child):
                yield node, field, at if isinstance(value, list) else -1, child, within
                yield from _places(child, within)


def _silent(holder: ast.AST, field: str, at: int, child: ast.AST) -> bool:
    """Tell what is only said: docstrings, names and imports for types, the words of a finding."""
    if isinstance(holder, ast.Call) and ast.unparse(holder.func) == "Finding.of":
        return field != "args" or at > 0
    if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
        return True
    if isinstance(child, ast.Assign) and isinstance(child.value, ast.Subscript):
        return ast.unparse(child.value.value) in TYPES
    return isinstance(holder, ast.Expr | ast.FormattedValue) and isinstance(child, ast.Constant)


def _put(holder: ast.AST, field: str, at: int, node: ast.AST) -> None:
    if at < 0:
        setattr(holder, field, node)
    else:
        getattr(holder, field)[at] = node


def _short(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:120] or type(node).__name__


def _instead(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what can stand in the place of a node: an operator, a value, a part, a statement."""
    yield from _joined_otherwise(node)
    yield from _parted(node)
    yield from _done_otherwise(node)
    if isinstance(node, ast.Constant):
        yield from _otherwise(node.value)


def _joined_otherwise(node: ast.AST) -> Iterator[ast.AST]:
    """Yield expressions with another operator, or with one of their operands alone."""
    match node:
        case ast.Compare(left, ops, values):
            for at, op in enumerate(ops):
                if other := OTHER.get(type(op)):
                    yield ast.Compare(left, [*ops[:at], other(), *ops[at + 1 :]], values)  # type: ignore[list-item]
        case ast.BoolOp(op, values):
            yield ast.BoolOp(OTHER[type(op)](), values)  # type: ignore[arg-type]
            yield from (ast.BoolOp(op, kept) for kept in _less_one(values))
        case ast.BinOp(one, op, two):
            if other := OTHER.get(type(op)):
                yield ast.BinOp(one, other(), two)  # type: ignore[arg-type]
            yield from (one, two)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand


def _parted(node: ast.AST) -> Iterator[ast.AST]:
    """Yield displays with a part less, comprehensions with a condition less, another call or half."""
    match node:
        case ast.Tuple(items, ast.Load()) | ast.List(items, ast.Load()) if len(items) > 1:
            yield from (type(node)(kept, ast.Load()) for kept in _less_one(items))
        case ast.Set(items) if len(items) > 1:
            yield from (ast.Set(kept) for kept in _less_one(items))
        case ast.comprehension(target, iterable, tests, plain):
            yield from (
                ast.comprehension(target, iterable, kept, plain) for kept in _less_one(tests)
            )
        case ast.IfExp(_, body, orelse):
            yield from (body, orelse)
        case ast.Call(ast.Name(name), args, words) if name in CALLS:
            kept_words = [] if name == "sorted" else words
            yield ast.Call(ast.Name(CALLS[name], ast.Load()), args, kept_words)


def _less_one(items: list[ast.expr]) -> Iterator[list[ast.expr]]:
    return ([*items[:at], *items[at + 1 :]] for at in range(len(items)))


def _otherwise(value: object) -> Iterator[ast.AST]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
    elif isinstance(value, str):
        yield ast.Constant(f"{value}~")


def _done_otherwise(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what can stand in the place of a statement: another way, or nothing at all."""
    match node:
        case ast.If(_, body, orelse):
            yield ast.If(ast.Constant(value=True), body, orelse)
            yield ast.If(ast.Constant(value=False), body, orelse)
        case ast.Return(value) if not isinstance(value, ast.Constant):
            yield ast.Pass() if value is None else ast.Return(ast.Constant(None))
        case ast.Expr(value) if isinstance(value, WORDS):
            yield ast.Pass()
        case ast.Assign([ast.Subscript() | ast.Attribute()], _):
            yield ast.Pass()
        case _ if isinstance(node, IDLE):
            yield ast.Pass()
