"""What the hooks that guard a portfolio do, as the shell runs it."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Final

from innoctl.locale import N_, Text, say

MARK: Final = "# This hook is innoctl's: `innoctl hooks install --remove` takes it away."
BRANCHES: Final = "refs/heads/"

_BEFORE: Final = """#!/bin/sh
{mark}
# A hook that was here before stands beside it and runs first.
before=$(dirname "$0")/{kept}
"""
_PROGRAM: Final = """\
if command -v innoctl >/dev/null 2>&1; then set -- innoctl
else
  # Not from the folder that the hook runs in, nor from PYTHONPATH: there may lie what a branch brings.
  set -- {python} -EP -m innoctl
fi
"""
_PRE_COMMIT: Final = f"""\
{_BEFORE}\
if [ -x "$before" ]; then "$before" "$@" || exit; fi
# Where there is no portfolio there is nothing to judge, unless this very commit takes it away.
has() {{{{ git cat-file -e "$1":{{folder}}/portfolio.yaml 2>/dev/null; }}}}
if [ ! -f {{folder}}/portfolio.yaml ]; then has HEAD && ! has "" || exit 0; fi
{_PROGRAM}\
# What is staged is judged by what stood before it; without a commit before it, or in the middle of
# a merge, all that lies here is looked at. Warnings and advice are no reason to hold a commit up.
if base=$(git rev-parse --quiet --verify HEAD) && tree=$(git write-tree 2>/dev/null)
then said=$("$@" -C {{folder}} check --errors --base "$base" --head "$tree" 2>&1) && exit 0
else said=$("$@" -C {{folder}} check --errors 2>&1) && exit 0
fi
printf '%s\\n' "$said" >&2
exit 1
"""
_PRE_RECEIVE: Final = f"""\
{_BEFORE}\
pushed=$(cat)
if [ -x "$before" ]; then printf '%s\\n' "$pushed" | "$before" "$@" || exit; fi
# Only the branch that counts is judged, commit by commit, from the objects that were pushed. That is
# the one that HEAD named when this hook was put here: HEAD is set by others than who decide.
counts={{counts}}
now=$(git symbolic-ref --quiet HEAD)
if [ "$now" != "$counts" ]
then
  printf '%s\\n' {{moved}} >&2
  exit 1
fi
# What is pushed to a symbolic name, git carries out on the branch that it stands for; so it does
# where the disk takes a name in other letters for the same.
if [ "$(git config --type=bool core.ignoreCase)" = true ]
then same() {{{{ [ "$(printf %s "$1" | tr A-Z a-z)" = "$(printf %s "$2" | tr A-Z a-z)" ]; }}}}
else same() {{{{ [ "$1" = "$2" ]; }}}}
fi
rows=$(printf '%s\\n' "$pushed" | while read -r old new ref
do
  real=$(git symbolic-ref --quiet "$ref" 2>/dev/null) || real=$ref
  if same "$real" "$counts"; then echo "$old $new"; fi
done)
if [ -z "$rows" ]
then
  git show-ref --verify --quiet "$counts" && exit 0
  # A branch that is not there guards none of the others.
  others=$(printf '%s\\n' "$pushed" | while read -r old new ref
  do case $ref in (refs/heads/*) if [ -n "$(printf %s "$new" | tr -d 0)" ]; then echo "$ref"; fi;; esac
  done)
  [ -n "$others" ] || exit 0
  printf '%s\\n' {{missing}} >&2
  exit 1
fi
# Of several, git carries out the first that fits, and that need not be the one that would be judged.
if [ "$(printf '%s\\n' "$rows" | wc -l)" -gt 1 ]
then
  printf '%s\\n' {{several}} >&2
  exit 1
fi
{_PROGRAM}\
base=${{{{rows%% *}}}}
head=${{{{rows##* }}}}
said=$("$@" -C {{folder}} check --errors --each-commit --base "$base" --head "$head" 2>&1) && exit 0
printf '%s\\n' "$said" >&2
exit 1
"""
_MOVED: Final = (
    N_("this hook guards {branch}, which HEAD no longer names; nothing is let in"),
    N_("to guard {branch} still, on the server: {head}"),
    N_("to guard the branch that HEAD names, put the hook there anew: {anew}"),
)
_MISSING: Final = (
    N_("the branch that is guarded here, {branch}, does not exist; push it first"),
    N_("if another one counts, on the server: git symbolic-ref HEAD refs/heads/BRANCH"),
    N_("and then put the hook there anew: {anew}"),
)
_SEVERAL: Final = (
    N_("this push names {branch} more than once; nothing is let in"),
    N_("push it by itself, and once"),
)


def pre_commit(kept: str, folder: str) -> str:
    """Return the hook that judges what is staged; ``kept`` is the name of one that was there before."""
    return _PRE_COMMIT.format(**_given(kept, folder))


def pre_receive(kept: str, folder: str, counts: str, place: Path) -> str:
    """Return the hook that judges what is pushed to ``counts``, a whole ref.

    What it says by itself it says in the language that is spoken while it is made; ``place`` is
    where it is put there anew.
    """
    quoted = shlex.quote(counts)
    install = f"innoctl -C {shlex.quote(str(place))} hooks install --server"
    said = {
        "moved": _said(_MOVED, branch=counts, head=f"git symbolic-ref HEAD {quoted}", anew=install),
        "missing": _said(_MISSING, branch=counts, anew=install),
        "several": _said(_SEVERAL, branch=counts),
    }
    return _PRE_RECEIVE.format(**_given(kept, folder), counts=quoted, **said)


def _given(kept: str, folder: str) -> dict[str, str]:
    python = shlex.quote(Path(sys.executable).as_posix())
    return {"mark": MARK, "kept": kept, "folder": shlex.quote(folder), "python": python}


def _said(sentences: tuple[str, ...], **places: str) -> str:
    """Return sentences as words of the shell, one a line; the first says who speaks."""
    first, *rest = (say(Text.of(one, **places)) for one in sentences)
    return " ".join(shlex.quote(one) for one in (f"innoctl: {first}", *rest))
