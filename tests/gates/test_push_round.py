"""Ways round the hook of a server: each leads to its own judgement, or to nothing at all."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.gates import test_push
from tests.gates.council import Council
from tests.gates.test_push import MOVED, decided, installed, push
from tests.repositories import run

TWICE = "this push names refs/heads/main more than once; nothing is let in"

server = test_push.server


def test_two_commands_for_the_guarded_branch_in_one_push_are_refused(
    council: Council, server: Path
) -> None:
    old = run(server, "rev-parse", "main").strip()
    run(council.root, "checkout", "--quiet", "-b", "good")
    council.idea("k3f9ac")
    good = council.commit("an idea")
    run(council.root, "checkout", "--quiet", "-b", "bad", "main")
    decided(council)
    bad = run(council.root, "rev-parse", "bad").strip()
    nothing = "0" * len(old)
    main, alias = "refs/heads/main", "refs/heads/alias"
    run(server, "symbolic-ref", alias, main)
    for rows in (
        [(old, bad, main), (old, good, main)],
        [(old, good, main), (old, bad, main)],
        [(old, nothing, main), (nothing, bad, main), (old, good, main)],
        [(old, bad, alias), (old, good, main)],
    ):
        assert TWICE in pushed(council, server, rows)
        assert run(server, "rev-parse", "main").strip() == old
    assert TWICE not in pushed(council, server, [(old, good, main), (nothing, bad, "refs/heads/x")])
    assert run(server, "rev-parse", "main", "x").split() == [good, bad]


def pushed(council: Council, server: Path, rows: list[tuple[str, str, str]]) -> str:
    """Push as a client of one's own making does, with any commands; return what is answered."""
    told = [f"{old} {new} {ref}" for old, new, ref in rows]
    told[0] += "\0report-status delete-refs"
    commits = "".join(f"{new}\n" for _, new, _ in rows if new.strip("0"))
    words = ("git", "pack-objects", "--quiet", "--revs", "--stdout")
    pack = subprocess.run(
        words, cwd=council.root, input=commits.encode(), capture_output=True, check=True
    ).stdout
    lines = b"".join(b"%04x%s" % (len(row) + 4, row.encode()) for row in told)
    done = subprocess.run(
        ("git", "receive-pack", str(server)),
        input=lines + b"0000" + pack, capture_output=True, check=False,
    )  # fmt: skip
    return done.stderr.decode()


@pytest.mark.parametrize("what", ["main:alias", ":alias"])
def test_a_symbolic_branch_is_no_way_round(council: Council, server: Path, what: str) -> None:
    run(server, "symbolic-ref", "refs/heads/again", "refs/heads/main")
    run(server, "symbolic-ref", "refs/heads/alias", "refs/heads/again")
    before = run(server, "rev-parse", "main")
    decided(council)
    status, said = push(council, what)
    assert (status, "error G520" in said or "error G541" in said) == (1, True)
    assert run(server, "rev-parse", "main") == before


def test_on_a_disk_that_tells_no_capitals_apart_other_capitals_are_no_way_round(
    council: Council, server: Path
) -> None:
    run(server, "config", "core.ignoreCase", "true")
    decided(council)
    assert push(council, "main:Main")[0] == 1
    run(server, "config", "core.ignoreCase", "false")
    assert push(council, "main:Main")[0] == 0


def test_a_hook_guards_the_branch_it_was_put_there_for_and_none_that_head_names_later(
    council: Council, server: Path
) -> None:
    run(council.root, "push", "--quiet", "origin", "main:other")
    run(server, "symbolic-ref", "HEAD", "refs/heads/other")
    before = run(server, "rev-parse", "main")
    decided(council)
    assert push(council, "main:other")[0] == 1
    status, said = push(council, "main:main")
    assert (status, MOVED in said) == (1, True)
    assert "git symbolic-ref HEAD refs/heads/main" in said
    assert f"innoctl -C {server} hooks install --server" in said
    assert run(server, "rev-parse", "main", "other") == before * 2
    assert "it guards branch other with the portfolio in ./\n" in installed(server).err
    assert "error G520" in push(council, "main:other")[1]
