"""A change on a branch of its own: nothing that the user has lying about is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from innoctl.changes.edit import Change, Gone, NewFile, NewText, Set
from innoctl.locale import Text
from innoctl.vcs.branch import current, head
from innoctl.vcs.place import demand
from innoctl.workspace.journal import fingerprint
from innoctl.workspace.proposal import differences, propose
from innoctl.workspace.save import AlreadyThere, ChangedMeanwhile
from tests.repositories import (
    IDEA,
    LINES,
    editing,
    home,
    portfolio,
    root,
    run,
    shown,
    snapshot,
    status,
)

__all__ = ["home", "root"]
DECISION = "decisions/2026-01/k3f9ab-01-concept.yaml"


def tip(root: Path) -> str:
    return head(demand(root)) or ""


def deciding(root: Path) -> Change:
    edits = editing(root, Set(("horizon",), 2)).files
    return Change((NewFile(DECISION, b"outcome: go\n"), *edits), Text("decide"))


def made(root: Path, name: str = "2026-01-02-drone") -> str:
    return propose(root, deciding(root), tip(root), name, language="en").branch


def seen(root: Path) -> dict[str, bytes]:
    """All that is the user's: work tree, index and HEAD, with the times of the files."""
    files = {
        k: v for k, v in snapshot(root).items() if not k.startswith((".git/refs", ".git/logs"))
    }
    times = {k: (root / k).stat().st_mtime_ns for k in files if not k.startswith(".git/")}
    return {**files, "times": repr(times).encode(), "status": status(root).encode()}


def test_work_tree_index_and_head_stay_as_they_are_to_the_byte(root: Path) -> None:
    change = deciding(root)
    (root / IDEA).write_bytes(LINES + b"mine: not staged\n")
    (root / "portfolio.yaml").write_bytes(b"name: Staged\n")
    run(root, "add", "portfolio.yaml")
    (root / "portfolio.yaml").write_bytes(b"name: Staged and changed again\n")
    (root / "loose.txt").write_bytes(b"x")
    base = tip(root)
    before = seen(root)
    proposed = propose(root, change, base, "2026-01-02-drone", language="en")
    assert seen(root) == before
    assert tip(root) == base
    assert current(demand(root)) == "main"
    assert proposed.branch == "gate/2026-01-02-drone"
    assert shown(root, IDEA, proposed.commit) == LINES.replace(b"horizon: 1", b"horizon: 2")
    assert shown(root, "portfolio.yaml", proposed.commit) == b"name: Test\n"
    touched = run(root, "diff", "--name-only", base, proposed.branch).split()
    assert touched == [DECISION, IDEA]
    assert run(root, "rev-parse", f"{proposed.branch}^").strip() == base
    assert run(root, "fsck", "--strict") == ""


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    work=some.binary(max_size=40),
    staged=some.none() | some.binary(max_size=40),
    gone=some.booleans(),
)
def test_whatever_the_user_changed_or_staged_stays_so(
    tmp_path_factory: pytest.TempPathFactory, work: bytes, staged: bytes | None, *, gone: bool
) -> None:
    place = portfolio(tmp_path_factory.mktemp("any") / "portfolio")
    change = deciding(place)
    if staged is not None:
        (place / IDEA).write_bytes(staged)
        run(place, "add", IDEA)
    if gone:
        (place / IDEA).unlink()
    else:
        (place / IDEA).write_bytes(work)
    before = seen(place)
    proposed = propose(place, change, tip(place), "x", language="en")
    assert seen(place) == before
    assert shown(place, IDEA, proposed.commit) == LINES.replace(b"horizon: 1", b"horizon: 2")


def test_a_name_that_is_taken_here_or_at_a_remote_gets_a_number(root: Path) -> None:
    assert [made(root) for _ in range(2)] == ["gate/2026-01-02-drone", "gate/2026-01-02-drone-2"]
    run(root, "update-ref", "refs/remotes/origin/gate/else", "HEAD")
    assert made(root, "else") == "gate/else-2"


def test_a_portfolio_below_the_top_of_its_repository_is_decided_on_too(tmp_path: Path) -> None:
    top = tmp_path / "rep ö"
    inner = portfolio(top / "portfolio")
    (inner / ".git").rename(tmp_path / "away")
    run(top, "init", "--quiet")
    run(top, "add", "--all")
    run(top, "commit", "--quiet", "-m", "begin")
    branch = made(inner)
    assert run(top, "diff", "--name-only", "HEAD", branch).split() == [
        f"portfolio/{DECISION}", f"portfolio/{IDEA}",
    ]  # fmt: skip


def test_a_path_that_is_taken_in_the_commit_and_a_file_that_differs_are_refused(root: Path) -> None:
    change = deciding(root)
    (root / DECISION).parent.mkdir(parents=True)
    (root / DECISION).write_bytes(b"there\n")
    run(root, "add", "--all")
    run(root, "commit", "-qm", "there")
    for act in (
        lambda: propose(root, change, tip(root), "x", language="en"),
        lambda: differences(root, change, tip(root)),
    ):
        with pytest.raises(AlreadyThere):
            act()
    stale = Change((NewText(IDEA, b"new\n", fingerprint(b"other") or ""),), Text("x"))
    with pytest.raises(ChangedMeanwhile):
        propose(root, stale, tip(root), "x", language="en")
    assert run(root, "branch", "--list", "gate/*") == ""


def test_a_file_is_replaced_or_taken_away_with_the_folder_that_it_leaves_empty(root: Path) -> None:
    gone = Gone(IDEA, fingerprint(LINES) or "")
    new = NewText("portfolio.yaml", b"name: New\n", fingerprint(b"name: Test\n") or "")
    change = Change((gone, new), Text("x"))
    (one, two) = differences(root, change, tip(root))
    assert "+++ /dev/null" in one.text
    assert "+name: New" in two.text
    proposed = propose(root, change, tip(root), "x", language="en")
    files = run(root, "ls-tree", "-r", "--name-only", proposed.branch).split()
    assert files == [".gitattributes", "portfolio.yaml"]


def test_a_branch_that_stands_in_the_way_of_all_gates_is_said_by_git_itself(root: Path) -> None:
    from innoctl.vcs.plumbing import GitFailed

    run(root, "branch", "gate")
    with pytest.raises(GitFailed):
        made(root)


def test_hooks_and_filters_of_the_repository_do_not_run(root: Path) -> None:
    for folder in ("hooks", "info"):
        (root / ".git" / folder).mkdir(exist_ok=True)
    for name in ("reference-transaction", "pre-commit", "post-commit", "commit-msg"):
        hook = root / ".git" / "hooks" / name
        hook.write_text(f"#!/bin/sh\ntouch {root.parent}/ran-{name}\n")
        hook.chmod(0o755)
    (root / ".git" / "info" / "attributes").write_text("* filter=evil\n")
    run(root, "config", "filter.evil.clean", f"touch {root.parent}/ran-filter; cat")
    proposed = propose(root, deciding(root), tip(root), "x", language="en")
    assert shown(root, DECISION, proposed.commit) == b"outcome: go\n"
    assert list(root.parent.glob("ran-*")) == []
