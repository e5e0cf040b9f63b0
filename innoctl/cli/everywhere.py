"""Options that every command takes, before it and after it: people type them at the end."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from typer._types import TyperChoice
from typer.core import TyperOption

from innoctl.cli.context import run
from innoctl.locale import LANGUAGES, N_, use

if TYPE_CHECKING:
    from typer._click import Context, Parameter


def options_everywhere() -> list[TyperOption]:
    """Make the options anew: typer keeps state in them per command."""
    return [
        _option(["-C"], _directory, N_("work on the portfolio in this folder"), metavar="DIR"),
        _option(["--lang"], _lang, N_("the language to speak"), type=_LANGUAGE),
        _flag(["--no-color"], _no_color, N_("write no colour")),
        _flag(["--no-input"], _no_input, N_("never ask; name the missing flag instead")),
        _flag(["--debug"], _debug, N_("show the traceback of an error")),
        _flag(["-h", "--help"], _help, N_("show this help")),
    ]


def root_options() -> list[TyperOption]:
    """Make the options of ``innoctl`` itself."""
    shells = TyperChoice(("bash", "zsh", "fish", "powershell"))
    shell: dict[str, Any] = {"type": shells, "metavar": "SHELL"}
    return [
        _flag(["--version"], _version, N_("show the version")),
        _option(
            ["--show-completion"], _show_completion, N_("show completion for a shell"), **shell
        ),
        _option(
            ["--install-completion"],
            _install_completion,
            N_("install completion for a shell"),
            **shell,
        ),
    ]


_LANGUAGE = TyperChoice(LANGUAGES)


def _option(names: list[str], callback: Any, text: str, **settings: Any) -> TyperOption:
    return TyperOption(
        param_decls=["directory", *names] if names == ["-C"] else names,
        callback=callback,
        help=text,
        is_eager=True,
        expose_value=False,
        **settings,
    )


def _flag(names: list[str], callback: Any, text: str) -> TyperOption:
    return _option(names, callback, text, is_flag=True, default=False)


def _directory(ctx: Context, param: Parameter, value: str | None) -> None:
    if value is not None:
        run.flags["directory"] = value


def _lang(ctx: Context, param: Parameter, value: str | None) -> None:
    if value is not None:
        run.flags["lang"] = value
        use(value)


def _no_color(ctx: Context, param: Parameter, value: bool) -> None:
    run.no_color |= value


def _no_input(ctx: Context, param: Parameter, value: bool) -> None:
    run.no_input |= value


def _debug(ctx: Context, param: Parameter, value: bool) -> None:
    run.debug |= value


def _help(ctx: Context, param: Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        sys.stdout.write(ctx.get_help())
        ctx.exit()


def _version(ctx: Context, param: Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        sys.stdout.write(f"innoctl {version('innoctl')}\n")
        ctx.exit()


def _show_completion(ctx: Context, param: Parameter, value: str | None) -> None:
    if value and not ctx.resilient_parsing:
        from innoctl.cli.shells import script

        sys.stdout.write(f"{script(value)}\n")
        ctx.exit()


def _install_completion(ctx: Context, param: Parameter, value: str | None) -> None:
    if value and not ctx.resilient_parsing:
        from innoctl.cli.shells import install

        install(value)
        ctx.exit()
