"""One idea's history in the words of the field."""

from __future__ import annotations

from pathlib import Path

from innoctl.changes.edit import Append, Change, NewFile, Remove, Set
from innoctl.locale import Text
from innoctl.workspace.history import history
from innoctl.workspace.save import save
from tests.repositories import IDEA, editing, fill, home, root, run

__all__ = ["home", "root"]


def test_each_commit_tells_which_fields_changed(root: Path) -> None:
    save(root, editing(root, Set(("horizon",), 2), Append(("tags",), "sea")), language="en")
    save(root, editing(root, Remove(("lead",))), language="en")
    removed, changed, added, created = history(root, IDEA)
    assert removed[5:] == ("removed", ("lead",), "p1", None)
    assert changed[5:] == ("changed", ("horizon",), 1, 2)
    assert added[5:] == ("added", ("tags", 1), None, "sea")
    assert (created.what, created.subject, created.who) == ("created", "begin", "Sanne de Vries")
    assert changed.commit == added.commit == run(root, "rev-parse", "HEAD^").strip()


def test_links_and_answers_have_their_own_words(root: Path) -> None:
    tie = Append(("links",), {"to": "m2x4qp", "relation": "similar"})
    answer = Append(("feedback",), {"on": "2026-02-01", "by": "p1", "text": "thanks"})
    save(root, editing(root, tie), language="en")
    save(root, editing(root, answer), language="en")
    save(root, editing(root, Remove(("links",))), language="en")
    assert [row.what for row in history(root, IDEA)] == [
        "unlinked",
        "answered",
        "linked",
        "created",
    ]


def test_decisions_and_approvals_of_the_idea_belong_to_it_and_others_do_not(root: Path) -> None:
    files = tuple(
        NewFile(path, b"outcome: go\n")
        for path in (
            "decisions/2026-01/k3f9ab-01-concept.yaml",
            "approvals/2026-01/k3f9ab-0011aabb-p1.yaml",
            "decisions/2026-01/zzzzz2-01-concept.yaml",
        )
    )
    save(root, Change(files, Text("gate")), language="en")
    assert sorted(row.what for row in history(root, IDEA)) == ["approved", "created", "decided"]


def test_a_version_that_cannot_be_read_is_not_left_out(root: Path) -> None:
    (root / IDEA).write_bytes(b"<<<<<<< ours\ntitle: a\n=======\n")
    run(root, "commit", "-qam", "a conflict committed")
    assert [row.what for row in history(root, IDEA)] == ["unreadable", "created"]


def test_a_merge_tells_only_what_it_changed_itself(root: Path) -> None:
    lines = (root / IDEA).read_bytes()
    run(root, "checkout", "-qb", "side")
    (root / IDEA).write_bytes(lines.replace(b"Drone", b"Drones"))
    run(root, "commit", "-qam", "side")
    run(root, "checkout", "-q", "main")
    (root / IDEA).write_bytes(lines.replace(b"none", b"some"))
    run(root, "commit", "-qam", "main")
    run(root, "merge", "-q", "--no-commit", "side")
    (root / IDEA).write_bytes((root / IDEA).read_bytes().replace(b"lead: p1", b"lead: p9"))
    run(root, "commit", "-qam", "merged")
    rows = {row.subject: row.field for row in history(root, IDEA)}
    assert rows == {"merged": ("lead",), "main": ("notes",), "side": ("title",), "begin": ()}
    assert len(history(root, IDEA)) == 4


def test_a_portfolio_in_a_folder_with_a_strange_name(tmp_path: Path) -> None:
    folder = tmp_path / "a [b]* c"
    folder.mkdir()
    run(tmp_path, "init", "-q")
    fill(folder)
    (folder / "decisions/2026-01").mkdir(parents=True)
    (folder / "decisions/2026-01/k3f9ab-01-concept.yaml").write_bytes(b"outcome: go\n")
    run(tmp_path, "add", "-A")
    run(tmp_path, "commit", "-qm", "begin")
    assert sorted(row.what for row in history(folder, IDEA)) == ["created", "decided"]


def test_without_commits_there_is_no_history(tmp_path: Path) -> None:
    run(tmp_path, "init", "-q")
    assert history(tmp_path, IDEA) == ()
