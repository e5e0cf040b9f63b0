"""Help pages, drawn here: in the reader's language, as wide as the terminal, without rich."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from innoctl.cli import commands
from innoctl.locale import N_
from innoctl.locale import gettext as _

if TYPE_CHECKING:
    from typer._click import Context, Parameter
    from typer.core import TyperArgument, TyperOption

    from innoctl.cli.lazy import InnoCommand, InnoGroup

WIDEST: Final = 120
"""A longer line is hard to read, however wide the terminal."""
_GAP: Final = 2
PLACES: Final = (
    N_("A,B,C"), N_("AMOUNT"), N_("BRANCH"), N_("BUDGET"), N_("BUDGET=AMOUNT"), N_("BY"), N_("CODE"), N_("COMMIT"), N_("CONDITION"), N_("DATE"),
    N_("DIR"), N_("DOMAIN"), N_("FIELD"), N_("FIELD=COLUMN"), N_("FIELD=VALUE"), N_("FIGURE"), N_("FILE"),
    N_("FILTER"), N_("FORGE"), N_("FROM"), N_("GATE"), N_("ID=FOUND"), N_("IDEA"), N_("KIND"), N_("LANG"),
    N_("LIST"), N_("NAME"), N_("NUMBER"), N_("OTHER"), N_("OUTCOME"), N_("OUTPUT"), N_("PATH"),
    N_("PATHS"), N_("PERSON"), N_("PHASE"), N_("PROFILE"), N_("REACH"), N_("RELATION"),
    N_("REFERENCE"), N_("REMOTE"), N_("REV"), N_("ROLE"), N_("SHELL"), N_("SIGN"), N_("SOURCE"), N_("STATE"), N_("STREAM"),
    N_("TEXT"), N_("TEXT;PERSON;DATE"), N_("TO"), N_("TREEISH"), N_("UNIT"), N_("VERSION"),
    N_("WHAT"), N_("WHAT=BECAUSE"), N_("WHY"), N_("WORDS"), N_("YEAR"),
)  # fmt: skip
"""What help puts in the place of a value that one types, for the catalogue."""

Rows = list[tuple[str, str]]


def root_page(group: InnoGroup, ctx: Context) -> str:
    """Return the help of ``innoctl``: every command with its purpose, by family."""
    head = _("innoctl: the innovation function of an organisation, run from a git repository")
    sections: list[tuple[str, Rows]] = []
    for family, title in commands.FAMILIES.items():
        rows = [(row.name, _(row.purpose)) for row in commands.COMMANDS if row.family == family]
        sections.append((_(title), rows))
    sections.append((_("options"), _options(ctx, group.params)))
    usage = f"innoctl {_('COMMAND')} [{_('OPTIONS')}]"
    return _page(head, usage, "innoctl demo", sections)


def noun_page(group: InnoGroup, ctx: Context) -> str:
    """Return the help of a noun: its verbs."""
    verbs = commands.below(group.noun)
    rows = [(row.name, _(row.purpose)) for row in verbs.values()]
    usage = f"{ctx.command_path} {_('COMMAND')} [{_('OPTIONS')}]"
    example = next(iter(verbs.values())).example
    sections = [(_("commands"), rows), (_("options"), _options(ctx, group.params))]
    return _page(f"{ctx.command_path}: {_(commands.NOUNS[group.noun])}", usage, example, sections)


def command_page(command: InnoCommand, ctx: Context) -> str:
    """Return the help of a command: purpose, usage, example, arguments and options."""
    own = [param for param in command.params if param.expose_value]
    arguments = [param for param in own if param.param_type_name == "argument"]
    placed = " ".join(_argument(param) for param in arguments)
    usage = " ".join(filter(None, [ctx.command_path, placed, f"[{_('OPTIONS')}]"]))
    sections = [
        (_("arguments"), [(_argument(param), _about(ctx, param)) for param in arguments]),
        (_("options"), _options(ctx, [param for param in own if param not in arguments])),
        (_("options everywhere"), _options(ctx, [p for p in command.params if p not in own])),
    ]
    purpose = f"{ctx.command_path}: {_(command.row.purpose)}"
    return _page(purpose, usage, command.row.example, sections)


def _options(ctx: Context, params: Sequence[Parameter]) -> Rows:
    return [(_option(param), _about(ctx, param)) for param in params if not _hidden(param)]


def _hidden(param: Parameter) -> bool:
    return bool(getattr(param, "hidden", False))


def _argument(param: Parameter) -> str:
    name = place(param)
    many = "..." if param.nargs != 1 else ""
    return f"{name}{many}" if param.required else f"[{name}{many}]"


def _option(param: Parameter | TyperOption | TyperArgument) -> str:
    names = ", ".join([*param.opts, *param.secondary_opts])
    if getattr(param, "is_flag", False):
        return names
    return f"{names} {place(param)}"


def place(param: Parameter) -> str:
    """Return the word that stands for a parameter's value, in the reader's language."""
    return _(param.metavar or (param.name or "").upper())


def _about(ctx: Context, param: Parameter) -> str:
    """Return the help text of a parameter with its values, its default and whether it must be given."""
    notes = []
    if choices := getattr(param.type, "choices", None):
        notes.append("|".join(str(choice) for choice in choices))
    default = param.get_default(ctx, call=False)
    if default not in (None, False, (), "") and not callable(default):
        notes.append(_("default: {value}").format(value=default))
    if getattr(param, "multiple", False):
        notes.append(_("may be repeated"))
    if param.required and param.param_type_name == "option":
        notes.append(_("required"))
    text = _(getattr(param, "help", None) or "")
    return f"{text}  [{'; '.join(notes)}]".strip() if notes else text


def _page(head: str, usage: str, example: str, sections: Sequence[tuple[str, Rows]]) -> str:
    width = _width()
    lines = [*_wrapped(head, width), "", f"{_('usage')}: {usage}", f"{_('example')}: {example}"]
    for title, rows in sections:
        if rows:
            lines += ["", f"{title}:", *_columns(rows, width)]
    return "".join(f"{line}\n" for line in lines)


def _columns(rows: Rows, width: int) -> Iterator[str]:
    """Yield names at the left and texts beside them; a long name gets a line of its own."""
    most = max(16, width // 3)
    left = min(max(len(name) for name, _text in rows), most)
    for name, text in rows:
        first, *rest = _wrapped(text, width - left - 2 * _GAP) or [""]
        if len(name) > left:
            yield f"{' ' * _GAP}{name}"
        shown = name if len(name) <= left else ""
        yield f"{' ' * _GAP}{shown:<{left}}{' ' * _GAP}{first}".rstrip()
        yield from (f"{' ' * (left + 2 * _GAP)}{row}" for row in rest)


def _wrapped(text: str, width: int) -> list[str]:
    from re import findall
    from textwrap import TextWrapper

    class Wrapper(TextWrapper):
        """Breaks between values too: ``go|rework``."""

        def _split(self, text: str) -> list[str]:
            whole = super()._split(text)
            return [part for chunk in whole for part in findall(r"[^|]+\|?|\|", chunk)]

    return Wrapper(max(20, width)).wrap(text)


def _width() -> int:
    from shutil import get_terminal_size

    return min(get_terminal_size().columns, WIDEST)
