from __future__ import annotations

import pytest

from innoctl.cli.shells import harmless
from tests.program import run


def completed(shell: str, line: str, **more: str) -> str:
    words = line.split(" ")
    env = {
        "_INNOCTL_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    answer = run(env=env | more)
    assert (answer.status, answer.err) == (0, "")
    return answer.out


def test_commands_complete_in_bash() -> None:
    assert completed("bash", "innoctl expl") == "explain\n"
    assert completed("bash", "innoctl config ") == "show\n"
    assert "--origin" in completed("bash", "innoctl config show --").split()
    assert completed("bash", "innoctl explain -o js") == "json\n"
    assert "U801" in completed("bash", "innoctl explain U80").split()


def test_bash_lists_with_the_purpose_and_fills_in_without() -> None:
    listed = completed("bash", "innoctl s", _INNOCTL_LISTS="63").splitlines()
    assert "set  set fields of an idea" in listed
    assert "set" in completed("bash", "innoctl s", _INNOCTL_LISTS="9").splitlines()
    assert completed("bash", "innoctl expl", _INNOCTL_LISTS="63") == "explain\n"
    assert "_INNOCTL_LISTS=$COMP_TYPE" in run("--show-completion", "bash").out


def test_states_complete() -> None:
    assert completed("bash", "innoctl list --state on") == "on_hold\n"


def test_commands_complete_with_their_purpose_in_the_other_shells() -> None:
    assert completed("fish", "innoctl expl") == (
        "explain\tsay what a code means, why it matters and what to do\n"
    )
    assert '"explain":"say what a code means' in completed("zsh", "innoctl expl")
    assert completed("powershell", "innoctl expl").startswith("explain:::say what")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_gets_its_script(shell: str) -> None:
    status, out, _err = run("--show-completion", shell)
    assert status == 0
    assert "_INNOCTL_COMPLETE" in out


def test_completion_for_powershell_is_not_installed_by_loosening_its_policy() -> None:
    status, _out, err = run("--install-completion", "powershell")
    assert status == 2
    assert "--show-completion powershell" in err


def test_a_title_cannot_run_a_command_in_a_shell() -> None:
    assert harmless('\\$(touch x)`id`"; rm -rf ~ #[red]\x1b\n') == "touch x id rm -rf red"
