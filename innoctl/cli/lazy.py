"""Commands that load when they run: groups by the table of commands, pages in the reader's language."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer
from typer._types import TyperChoice
from typer.core import TyperCommand, TyperGroup

from innoctl.cli import commands
from innoctl.cli.errors import MissingCommand, NoSuchCommand, NotOneOf, TooMany, near
from innoctl.cli.everywhere import options_everywhere
from innoctl.locale import gettext as _

if TYPE_CHECKING:
    from typer._click import Command, Context, Parameter
    from typer._click.shell_completion import CompletionItem


class Choice(TyperChoice[Any]):
    """A list of allowed values that knows near misses."""

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> Any:
        """Return the allowed value that was typed; raises `NotOneOf`."""
        values = list(self._normalized_mapping(ctx).values())
        if param is not None and self.normalize_choice(value, ctx) not in values:
            name = max(param.opts, key=len)
            found = near(str(value), values)
            raise NotOneOf(found, value=value, parameter=name, values=", ".join(values))
        return super().convert(value, param, ctx)


class Spoken:
    """What commands and groups share: options for everywhere, our pages, no words of typer's own."""

    params: list[Parameter]
    add_help_option: bool

    def adopt(self) -> None:
        """Take the options that every command has, and choices with near misses."""
        self.add_help_option = False
        self.params = [*self.params, *options_everywhere()]
        for param in self.params:
            if isinstance(param.type, TyperChoice):
                param.type = Choice(param.type.choices, case_sensitive=param.type.case_sensitive)


def said(items: list[CompletionItem]) -> list[CompletionItem]:
    """Translate the help of options that can be completed."""
    for item in items:
        item.help = _(item.help) if item.help else None
    return items


class InnoCommand(Spoken, TyperCommand):
    """A command that does something."""

    row: commands.Command

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.adopt()

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse, and say in our own words which words are too many."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise TooMany(words=" ".join(rest), command=ctx.command_path)
        return rest

    def invoke(self, ctx: Context) -> Any:
        """Run the command; the collector sleeps while modules load and skips what they made."""
        import gc

        gc.freeze()
        gc.enable()
        return super().invoke(ctx)

    def get_help(self, ctx: Context) -> str:
        """Return the page of this command."""
        from innoctl.cli.help import command_page

        return command_page(self, ctx)

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """Return the options that can follow."""
        return said(super().shell_complete(ctx, incomplete))


class InnoGroup(Spoken, TyperGroup):
    """``innoctl`` itself (``noun`` is empty) or the first word of some commands."""

    noun = ""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.invoke_without_command = True
        self.adopt()

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the words that can follow."""
        del ctx
        return list(commands.below(self.noun) if self.noun else commands.at_top())

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Load a command, and nothing else."""
        del ctx
        if self.noun:
            row = commands.below(self.noun).get(cmd_name)
            return load(row) if row else None
        top = commands.at_top()
        if cmd_name not in top:
            return None
        row = top[cmd_name]
        return load(row) if row else group(cmd_name)

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """Find the command; a near miss is sought in the table, loaded or not."""
        found = self.get_command(ctx, args[0])
        if found is None and not ctx.resilient_parsing:
            raise NoSuchCommand(self.near(args[0]), command=args[0])
        return (args[0] if found else None), found, args[1:]

    def near(self, typed: str) -> list[str]:
        """Return commands that may have been meant, by their whole name or one of its words."""
        if verbs := near(typed, list(commands.below(self.noun))):
            return [f"{self.noun} {verb}" for verb in verbs]
        words = {word: row.name for row in commands.COMMANDS for word in row.name.split()}
        words |= {row.name: row.name for row in commands.COMMANDS}
        return list(dict.fromkeys(words[found] for found in near(typed, list(words))))

    def invoke(self, ctx: Context) -> Any:
        """Go on to the command; without one, ``innoctl`` shows its help and a noun its verbs."""
        if ctx._protected_args:  # noqa: SLF001  (typer's own name for the words that are left)
            return super().invoke(ctx)
        if self.noun:
            raise MissingCommand(noun=self.noun, verbs=", ".join(commands.below(self.noun)))
        sys.stdout.write(self.get_help(ctx))
        return None

    def get_help(self, ctx: Context) -> str:
        """Return the page that lists the commands."""
        from innoctl.cli.help import noun_page, root_page

        return noun_page(self, ctx) if self.noun else root_page(self, ctx)

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """Return the words and options that can follow, from the table."""
        from typer._click.core import Command
        from typer._click.shell_completion import CompletionItem

        words = _purposes(self.noun)
        found = [CompletionItem(w, help=h) for w, h in words.items() if w.startswith(incomplete)]
        return said(found + Command.shell_complete(self, ctx, incomplete))


def _purposes(noun: str) -> dict[str, str]:
    if noun:
        return {word: row.purpose for word, row in commands.below(noun).items()}
    top = commands.at_top()
    return {word: row.purpose if row else commands.NOUNS[word] for word, row in top.items()}


def load(row: commands.Command) -> InnoCommand:
    """Import the module of a command and make the command of its function."""
    from importlib import import_module

    module, _colon, function = row.target.partition(":")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    callback = getattr(import_module(f"innoctl.cli.{module}"), function)
    app.command(row.name.split()[-1], cls=InnoCommand, help=row.purpose)(callback)
    command = typer.main.get_command(app)
    assert isinstance(command, InnoCommand)  # noqa: S101  (what `cls` asked for)
    command.row = row
    return command


def group(noun: str, params: Sequence[Parameter] = ()) -> InnoGroup:
    """Make the group of a noun, or of ``innoctl`` itself."""
    made = InnoGroup(name=noun or "innoctl", params=list(params), rich_markup_mode=None)
    made.noun = noun
    return made
