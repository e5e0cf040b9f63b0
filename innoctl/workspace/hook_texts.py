"""What the hooks that guard a portfolio do, as the shell runs it."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Final

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
[ -f {{folder}}/portfolio.yaml ] || exit 0
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
# Only the branch that counts is judged, commit by commit, from the objects that were pushed.
if ! counts=$(git symbolic-ref --quiet HEAD)
then
  echo "innoctl: HEAD names no branch here, so none is guarded and nothing is let in." >&2
  echo "On the server: git symbolic-ref HEAD refs/heads/main" >&2
  exit 1
fi
row=$(printf '%s\\n' "$pushed" | while read -r old new ref
do if [ "$ref" = "$counts" ]; then echo "$old $new"; fi
done)
if [ -z "$row" ]
then
  git show-ref --verify --quiet "$counts" && exit 0
  # A branch that is not there guards none of the others.
  others=$(printf '%s\\n' "$pushed" | while read -r old new ref
  do case $ref in (refs/heads/*) if [ -n "$(printf %s "$new" | tr -d 0)" ]; then echo "$ref"; fi;; esac
  done)
  [ -n "$others" ] || exit 0
  echo "innoctl: the branch that is guarded here, $counts, does not exist; push it first." >&2
  echo "If another one counts, on the server: git symbolic-ref HEAD refs/heads/main" >&2
  exit 1
fi
{_PROGRAM}\
base=${{{{row%% *}}}}
head=${{{{row##* }}}}
said=$("$@" -C {{folder}} check --errors --each-commit --base "$base" --head "$head" 2>&1) && exit 0
printf '%s\\n' "$said" >&2
exit 1
"""


def pre_commit(kept: str, folder: str) -> str:
    """Return the hook that judges what is staged; ``kept`` is the name of one that was there before."""
    return _PRE_COMMIT.format(**_given(kept, folder))


def pre_receive(kept: str, folder: str) -> str:
    """Return the hook that judges what is pushed."""
    return _PRE_RECEIVE.format(**_given(kept, folder))


def _given(kept: str, folder: str) -> dict[str, str]:
    python = shlex.quote(Path(sys.executable).as_posix())
    return {"mark": MARK, "kept": kept, "folder": shlex.quote(folder), "python": python}
