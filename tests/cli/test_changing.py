from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Place
from tests.terminal import Session

IDEA = "ideas/2026-09/m4k7pa-koffie-met-de-wijk.yaml"


def test_fields_are_set_and_the_rest_of_the_file_stands(small: Place) -> None:
    before = (small.root / IDEA).read_text()
    status, out, err = small.run("set", "koffie", "horizon=2", "tags+=wijk", "problem=@-", stdin="")
    assert status == 2, "@- names a file that is not there"
    status, out, err = small.run("set", "koffie", "horizon=2", "tags+=wijk")
    assert (status, out) == (0, "")
    assert err.startswith(
        "set horizon, tags of m4k7pa: Koffie met de wijk\nnext: innoctl show m4k7pa\n"
    )
    after = (small.root / IDEA).read_text()
    assert after == before.replace("horizon: 1", "horizon: 2") + "tags:\n  - wijk\n"


def test_a_long_text_comes_from_standard_input_or_a_file(small: Place) -> None:
    text = "Eerste regel.\n\nTweede: met 'tekens' # en zo.\n"
    assert small.run("set", "koffie", "problem=-", stdin=text).status == 0
    (small.root.parent / "p.txt").write_bytes(b"\xef\xbb\xbfeen\r\ntwee\r\n")
    assert small.run("set", "koffie", "solution=@../p.txt").status == 0
    shown = json.loads(small.run("log", "koffie", "-o", "json").out)["data"]
    assert shown[0]["new"] == "een\ntwee"
    assert shown[1]["new"] == text.rstrip()


def test_every_fault_is_told_at_the_argument_that_it_is_about(small: Place) -> None:
    words = (
        "phase=creation",
        "stream=corps",
        "horizon=9",
        "tittle=x",
        "submitter=p-99",
        "team.0.role=x",
    )
    status, _, err = small.run("set", "koffie", *words)
    assert status == 2
    for word in words:
        assert f"{word}: error" in err
    assert small.commits == ["Begin"]


def test_a_fault_that_follows_elsewhere_in_the_file_is_shown_at_its_line(small: Place) -> None:
    path = small.root / IDEA
    member = "team:\n  - person: p-01\n    role: trekker\n    until: 2026-10-01\n"
    path.write_text(path.read_text() + member)
    small.git("commit", "-qam", "a team")
    _, _, err = small.run("set", "koffie", "team.0.from=2026-11-01")
    assert f"{IDEA}:16:5: error M250" in err
    assert "   16 |     until: 2026-10-01\n      |     ^\n" in err


def test_what_was_wrong_before_does_not_stand_in_the_way(small: Place) -> None:
    path = small.root / IDEA
    path.write_text(path.read_text() + "broker: p-99\ncoach: p-98\n")
    small.git("commit", "-qam", "two faults")
    assert small.run("set", "koffie", "broker=p-01").status == 0
    assert small.run("set", "koffie", "coach=p-97").status == 2


@pytest.mark.parametrize(
    "broken",
    [("id: m4k7pa\n", ""), ("id: m4k7pa", "id: 5"), ("", "links: x\n"), ("", "links: [1]\n")],
)
@pytest.mark.parametrize(
    "words",
    [("set", "m4k7pa", "kind=social"), ("link", "m4k7pa", "t6h2bn"), ("link", "t6h2bn", "m4k7pa")],
)
def test_a_file_with_faults_is_changed_or_refused_and_never_a_bug(
    small: Place, broken: tuple[str, str], words: tuple[str, ...]
) -> None:
    [path] = small.root.glob("ideas/*/m4k7pa-*.yaml")
    text = path.read_text(encoding="utf-8")
    old, new = broken
    path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")
    small.git("commit", "-qam", "Break")
    answer = small.run(*words)
    assert answer.status in {0, 1, 2, 3}, answer.err
    assert answer.status == 0 or "hint: " in answer.err


def test_a_file_that_cannot_be_read_is_named_with_its_place(small: Place) -> None:
    path = small.root / IDEA
    path.write_text(path.read_text() + "title: dubbel\n")
    status, _, err = small.run("set", "koffie", "horizon=2")
    assert status == 3
    assert f"{IDEA}:13:1: error F130" in err
    shown = small.run("show", "koffie")
    assert shown.status == 3
    for said in (err, shown.err):
        assert "   13 | title: dubbel\n      | ^\n" in said
        assert "innoctl edit m4k7pa" in said


def test_what_is_so_already_makes_no_commit(small: Place) -> None:
    status, _, err = small.run("set", "koffie", "horizon=1")
    assert status == 0
    assert "nothing to change" in err
    assert small.commits == ["Begin"]


def test_work_of_the_user_that_is_not_committed_stays_so(small: Place) -> None:
    path = small.root / IDEA
    path.write_text(path.read_text() + "# van mij\n")
    (small.root / "people.yaml").write_text(
        "schema: innoctl/people/1\npeople: [{id: p-01}, {id: p-02}]\n"
    )
    small.git("add", "people.yaml")
    assert small.run("set", "koffie", "horizon=2").status == 0
    assert small.git("show", "--stat", "--format=", "HEAD").count("|") == 1
    assert "van mij" not in small.git("show", "HEAD")
    assert small.git("status", "--porcelain").split() == ["M", IDEA, "M", "people.yaml"]


@pytest.mark.parametrize(
    "words",
    [
        ("set", "koffie", "horizon=2"),
        ("link", "koffie", "sleutelkast"),
        ("init", "../elders", "--name", "Elders"),
        ("hooks", "install"),
        ("hooks", "install", "--remove"),
    ],
)
def test_a_dry_run_changes_no_byte(small: Place, words: tuple[str, ...]) -> None:
    before = small.everything()
    status, _, err = small.run(*words, "--dry-run")
    assert status == 0
    assert "nothing was written" in err or "nothing to change" in err
    assert small.everything() == before
    assert not (small.root.parent / "elders").exists()


def test_a_dry_run_of_undo_changes_no_byte(small: Place) -> None:
    small.run("set", "koffie", "horizon=2")
    before = small.everything()
    status, out, _ = small.run("undo", "--dry-run")
    assert status == 0
    assert "+horizon: 1" in out
    assert small.everything() == before


@pytest.mark.parametrize(
    "words",
    [
        ("set", "koffie", "horizon=2", "problem=Het regent."),
        ("link", "koffie", "sleutelkast", "--relation", "builds_on", "--note", "zelfde plein"),
        ("new", "idea", "--title", "Fietsen", "--stream", "unit/team"),
    ],
)
def test_undo_takes_every_change_back_and_can_be_undone(
    small: Place, words: tuple[str, ...]
) -> None:
    def files() -> dict[str, bytes]:
        return {
            name: data for name, data in small.everything().items() if not name.startswith(".git/")
        }

    before = files()
    assert small.run(*words).status == 0
    after = files()
    assert small.run("undo", "--yes").status == 0
    assert files() == before
    again = small.run("undo", "--yes", "--lang", "nl")
    assert again.status == 0
    assert "\nopnieuw doorgevoerd: " in again.err
    assert files() == after
    assert small.git("status", "--porcelain") == ""


def test_an_earlier_change_is_taken_back_by_the_name_that_log_gives_it(small: Place) -> None:
    small.run("set", "koffie", "horizon=2")
    small.run("set", "koffie", "problem=Het regent.")
    small.git("commit", "-q", "--allow-empty", "-m", "niets")
    *_, first = json.loads(small.run("log", "koffie", "-o", "json").out)["data"][:2]
    name = first["commit"][:7]
    before = small.everything()
    tried = small.run("undo", name, "--dry-run")
    assert tried.status == 0, tried.err
    assert "-horizon: 2\n+horizon: 1\n" in tried.out
    assert small.everything() == before
    done = small.run("undo", name, "--yes")
    assert done.status == 0, done.err
    assert "taken back: horizon van m4k7pa" in done.err
    text = (small.root / IDEA).read_text()
    assert "horizon: 1" in text
    assert "problem: Het regent." in text
    again = small.run("undo", name, "--yes")
    assert again.status == 1
    assert "U751" in again.err
    back = small.run("undo", "--yes")
    assert "put back again: horizon van m4k7pa" in back.err
    assert "horizon: 2" in (small.root / IDEA).read_text()


def test_what_is_no_change_by_itself_is_not_taken_back(small: Place) -> None:
    small.git("commit", "-q", "--allow-empty", "-m", "niets")
    assert "U755" in small.run("undo", "HEAD", "--yes").err
    small.git("checkout", "-q", "-b", "elders")
    small.run("set", "koffie", "horizon=2")
    small.git("checkout", "-q", "main")
    assert "U755" in small.run("undo", "elders", "--yes").err
    assert "U955" in small.run("undo", "1234567", "--yes").err


def test_a_later_change_of_the_same_line_is_not_lost(small: Place) -> None:
    small.run("set", "koffie", "horizon=2")
    small.run("set", "koffie", "horizon=3")
    answer = small.run("undo", "HEAD~1", "--yes")
    assert answer.status == 1
    assert "U751" in answer.err
    assert "horizon: 3" in (small.root / IDEA).read_text()


def test_undo_off_a_terminal_asks_for_yes(small: Place) -> None:
    small.run("set", "koffie", "horizon=2")
    status, _, err = small.run("undo")
    assert status == 2
    assert "--yes" in err
    assert len(small.commits) == 2


def test_a_tie_is_written_once_and_seen_from_both_sides(small: Place) -> None:
    assert small.run("link", "koffie", "sleutelkast", "--note", "zelfde plein").status == 0
    assert "to: t6h2bn" in (small.root / IDEA).read_text()
    assert small.run("link", "sleutelkast", "koffie").status == 1
    assert "m4k7pa" in small.run("show", "sleutelkast").out
    assert small.run("link", "sleutelkast", "koffie", "--remove").status == 0
    assert "links" not in (small.root / IDEA).read_text()
    assert small.run("link", "koffie", "sleutelkast", "--remove").status == 1


def test_an_idea_is_not_tied_to_itself_nor_in_an_unknown_way(small: Place) -> None:
    assert small.run("link", "koffie", "m4k7pa").status == 1
    assert small.run("link", "koffie", "sleutelkast", "--relation", "similr").status == 2
    assert small.run("link", "koffie", "nergens").status == 2
    assert small.commits == ["Begin"]


def test_a_history_is_told_in_the_terms_of_the_field(small: Place) -> None:
    pytest.importorskip("pty")
    small.run("set", "koffie", "horizon=2")
    small.run("link", "koffie", "sleutelkast")
    with Session("log", "koffie", cwd=small.root, home=small.home) as session:
        session.expect("was tied to another idea")
        session.expect("horizon: 1 became 2")
        session.expect("came in")
        assert session.finish() == 0


def test_a_history_is_for_machines_off_a_terminal(small: Place) -> None:
    small.run("set", "koffie", "horizon=2")
    small.run("link", "koffie", "sleutelkast")
    head, *rows = small.run("log", "koffie").out.splitlines()
    assert head.split("\t")[:4] == ["commit", "when", "who", "what"]
    assert [row.split("\t")[3] for row in rows] == ["linked", "changed", "created"]
    assert len(small.run("log", "koffie", "-o", "name").out.split()) == 3


def test_the_next_command_keeps_the_folder_that_was_given(small: Place) -> None:
    from tests.program import run

    answer = run("-C", str(small.root), "set", "koffie", "horizon=2", home=small.home)
    assert f"next: innoctl -C {small.root} show m4k7pa" in answer.err


def test_outside_git_a_change_is_refused_with_a_way_out(small: Place) -> None:
    import shutil

    shutil.rmtree(small.root / ".git")
    status, _, err = small.run("set", "koffie", "horizon=2")
    assert status == 3
    assert "git" in err


def test_a_field_that_is_taken_away_is_said_to_be(small: Place) -> None:
    assert "take horizon away from m4k7pa" in small.run("set", "koffie", "horizon=").err
    answer = small.run("set", "koffie", "reach=unit", "summary=")
    assert "set reach of m4k7pa, take summary away" in answer.err
    assert small.commits[0].startswith("reach van m4k7pa gewijzigd, summary weggehaald")


def test_a_dry_run_of_what_is_so_already_says_so(small: Place) -> None:
    answer = small.run("set", "koffie", "horizon=1", "--dry-run")
    assert (answer.status, answer.out) == (0, "")
    assert answer.err == "nothing to change: it is so already\n"


def test_what_is_to_be_explained_is_the_finding(small: Place) -> None:
    answer = small.run("set", "koffie", "horizon=9")
    assert "[U844]" in answer.err
    assert "innoctl explain M225 says why" in answer.err


def test_the_system_is_told_in_the_language_of_the_reader(small: Place) -> None:
    answer = small.run("set", "koffie", "problem=@weg.txt", "--lang", "nl")
    assert "weg.txt is niet te lezen: het bestand of de map bestaat niet" in answer.err
    assert (
        "weg.txt cannot be read: No such file" in small.run("set", "koffie", "problem=@weg.txt").err
    )
