"""Completion for bash, zsh, fish and PowerShell: typer's scripts, our own harmless lines.

typer renders the help of every item with rich (which costs start-up, and takes a title for
markup) and does not escape a backslash in the words that zsh evaluates: a title could run a
command. So what comes from a portfolio is brought down to letters, digits and a few marks.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, MutableMapping
from typing import TYPE_CHECKING, Any, Final

from typer import _completion_classes as typers
from typer._click import shell_completion
from typer._completion_shared import get_completion_script
from typer._completion_shared import install as typer_install

from innoctl.cli.output import say_words
from innoctl.errors import InnoError
from innoctl.locale import N_, Text

if TYPE_CHECKING:
    from typer._click import Command
    from typer._click.shell_completion import CompletionItem

VARIABLE: Final = "_INNOCTL_COMPLETE"
LISTS: Final = "_INNOCTL_LISTS"
LISTING: Final = "63"
"""What bash has in COMP_TYPE at the second TAB: it only shows what is possible then."""

_VALUE: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_./@=-]*")
_LONGEST: Final = 60


class PowerShellByHand(InnoError):
    """typer would loosen PowerShell's execution policy to install; that is the user's to decide."""

    code = "U816"
    exit_status = 2


def harmless(text: str | None) -> str:
    """Keep letters, digits, spaces and marks that no shell gives a meaning to."""
    kept = "".join(sign if sign.isalnum() or sign in " .,-_+%/" else " " for sign in text or "")
    return " ".join(kept.split())[:_LONGEST]


class _Harmless(shell_completion.ShellComplete):
    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        found = super().get_completions(args, incomplete)
        return [item for item in found if _VALUE.fullmatch(item.value)]


class Bash(_Harmless, typers.BashComplete):
    """Values alone to fill in; when bash lists what is possible, each with its help."""

    def complete(self) -> str:
        """Return the candidates, one a line."""
        args, incomplete = self.get_completion_args()
        found = self.get_completions(args, incomplete)
        listing = os.environ.get(LISTS) == LISTING and len(found) > 1
        return "\n".join(
            f"{item.value}  {harmless(item.help)}".rstrip() if listing else item.value
            for item in found
        )


class Zsh(_Harmless, typers.ZshComplete):
    """Values and help, for zsh to evaluate."""

    def format_completion(self, item: CompletionItem) -> str:
        """Return one entry of a zsh list."""
        shown = harmless(item.help)
        return f'"{item.value}":"{shown}"' if shown else f'"{item.value}"'


class Fish(_Harmless, typers.FishComplete):
    """Values and help, a tab between them."""

    def format_completion(self, item: CompletionItem) -> str:
        """Return one line for fish."""
        return f"{item.value}\t{harmless(item.help)}".rstrip()


class PowerShell(_Harmless, typers.PowerShellComplete):
    """Values and help, three colons between them."""

    def format_completion(self, item: CompletionItem) -> str:
        """Return one line for PowerShell."""
        return f"{item.value}:::{harmless(item.help) or ' '}"


def complete(command: Command, ctx_args: MutableMapping[str, Any], instruction: str) -> int:
    """Answer a shell's question and return the exit status."""
    kinds: dict[str, Callable[..., shell_completion.ShellComplete]] = {
        "bash": Bash,
        "zsh": Zsh,
        "fish": Fish,
        "powershell": PowerShell,
        "pwsh": PowerShell,
    }
    kind = kinds.get(instruction.removeprefix("complete_"))
    if kind is None:
        return 2
    sys.stdout.write(kind(command, ctx_args, "innoctl", VARIABLE).complete() + "\n")
    return 0


def script(shell: str) -> str:
    """Return what a shell must run to complete innoctl."""
    text = get_completion_script(prog_name="innoctl", complete_var=VARIABLE, shell=shell)
    return text.replace("COMP_CWORD=$COMP_CWORD", f"COMP_CWORD=$COMP_CWORD {LISTS}=$COMP_TYPE")


def install(shell: str) -> None:
    """Install the script for a shell and say where."""
    if shell == "powershell":
        raise PowerShellByHand
    path = typer_install(shell=shell, prog_name="innoctl", complete_var=VARIABLE)[1]
    if shell == "bash":
        path.write_text(f"{script(shell)}\n", encoding="utf-8")
    say_words(Text.of(N_("completion installed in {path}; open a new terminal"), path=path))
