"""What somebody sees before he signs: all of it, and where it stands."""

from __future__ import annotations

from hashlib import sha256

from tests.gates.council import IDEA, Council
from tests.gates.test_stories import proposed, speak
from tests.repositories import run


def test_what_is_signed_is_told_in_sentences_with_branch_and_bytes(council: Council) -> None:
    branch = proposed(council)
    said = speak(council, "p-01", "gate", "approve", IDEA)
    assert said.status == 0, said.err
    names = run(council.root, "ls-tree", "-r", "--name-only", branch).splitlines()
    (path,) = [name for name in names if name.startswith("decisions/")]
    text = run(council.root, "show", f"{branch}:{path}")
    digest = sha256(text.encode()).hexdigest()[:8]
    name = path.removeprefix("decisions/").removesuffix(".yaml")
    assert f"{name}, on {branch} ({digest}):" in said.err
    assert f"Een idee ({IDEA}): Go, concept" in said.err
    assert "  it comes with no money" in said.err
    assert "  proposed by " in said.err


def test_nothing_is_signed_unasked_where_nobody_can_be_asked(council: Council) -> None:
    branch = proposed(council)
    before = run(council.root, "rev-parse", branch)
    said = speak(council, "p-01", "gate", "approve", IDEA, sure=False)
    assert (said.status, "--yes" in said.err) == (2, True), said.err
    assert run(council.root, "rev-parse", branch) == before


def test_a_change_of_who_decides_is_shown_line_by_line(council: Council) -> None:
    file = council.root / "authority.yaml"
    file.write_text(file.read_text().replace("quorum: 2", "quorum: 1"))
    said = speak(council, "p-05", "gate", "change", "--rationale", "Sneller.", "--yes")
    assert said.status == 0, said.err
    told = speak(council, "p-01", "gate", "approve")
    assert "  Sneller." in told.err, told.err
    shown = told.err.splitlines()
    assert [line for line in shown if line.startswith("+") and "quorum: 1" in line]
    assert "--- a/authority.yaml" in told.err


def test_a_decision_that_is_not_in_order_is_not_told_as_if_it_were(council: Council) -> None:
    branch = proposed(council)
    run(council.root, "checkout", "--quiet", branch)
    (file,) = (council.root / "decisions").glob("*/*.yaml")
    file.write_text(file.read_text().replace("rationale:", "reasons:"))
    run(council.root, "commit", "--quiet", "--all", "-m", "odd")
    run(council.root, "checkout", "--quiet", "main")
    said = speak(council, "p-01", "gate", "approve", IDEA)
    assert "it is no decision in order" in said.err


def change_of_quorum(council: Council, quorum: int) -> str:
    """Propose another quorum and return the text of the file that has it."""
    file = council.root / "authority.yaml"
    text = file.read_text().replace("quorum: 2", f"quorum: {quorum}")
    file.write_text(text)
    said = speak(council, "p-05", "gate", "change", "--rationale", "Sneller.", "--yes")
    assert said.status == 0, said.err
    return text


def test_nobody_signs_for_another_file_than_the_one_that_he_sees(council: Council) -> None:
    evil = change_of_quorum(council, 1)
    (branch,) = run(
        council.root, "for-each-ref", "--format=%(refname:short)", "refs/heads/gate"
    ).split()
    run(council.root, "checkout", "--quiet", "--force", branch)
    file = council.root / "authority.yaml"
    file.write_text(evil.replace("quorum: 1", "quorum: 3"))
    council.commit("harmless")
    run(council.root, "checkout", "--quiet", "main")
    before = run(council.root, "rev-parse", branch)
    said = speak(council, "p-01", "gate", "approve", "--branch", branch)
    assert (said.status, "[G524]" in said.err) == (1, True), said.err
    assert "[G524]" in speak(council, "p-01", "gate", "approve").err
    assert run(council.root, "rev-parse", branch) == before


def test_a_change_that_landed_is_shown_as_what_it_made_of_the_file(council: Council) -> None:
    file = council.root / "authority.yaml"
    file.write_text(file.read_text().replace("quorum: 2", "quorum: 1"))
    council.change("authority.yaml")
    council.commit("landed")
    shown = speak(council, "p-01", "gate", "approve").err.splitlines()
    assert [line for line in shown if line.startswith("+") and "quorum: 1" in line], shown
    assert [line for line in shown if line.startswith("-") and "quorum: 2" in line], shown


def test_of_a_file_that_was_there_before_its_decision_all_is_shown(council: Council) -> None:
    file = council.root / "authority.yaml"
    file.write_text(file.read_text().replace("quorum: 2", "quorum: 1"))
    council.commit("first the file")
    council.change("authority.yaml")
    council.commit("then the decision")
    shown = speak(council, "p-01", "gate", "approve").err.splitlines()
    assert {f"+{line}" for line in file.read_text().splitlines()} <= {*shown}


def test_what_a_proposer_writes_looks_like_no_sentence_of_the_program(council: Council) -> None:
    run(council.root, "checkout", "--quiet", "-b", "gate/fake")
    council.decide(rationale="Doen.\n  it costs nothing\n  proposed by Persoon p-01")
    council.commit("fake")
    run(council.root, "checkout", "--quiet", "main")
    said = speak(council, "p-01", "gate", "approve", IDEA)
    shown = said.err.splitlines()
    assert "        it costs nothing" in shown
    assert [line for line in shown if line.startswith("  proposed by")] == [
        "  proposed by Persoon p-05, decided in Team"
    ]


def test_a_branch_with_an_odd_decision_stops_nobody(council: Council) -> None:
    branch = proposed(council)
    run(council.root, "checkout", "--quiet", "-b", "gate/odd", "main")
    file = council.root / council.decide()
    file.write_text(file.read_text().replace(f"idea: {IDEA}", "idea: [odd]"))
    council.commit("odd")
    run(council.root, "checkout", "--quiet", "main")
    said = speak(council, "p-01", "gate", "approve", IDEA, "--branch", branch)
    assert said.status == 0, said.err
    assert speak(council, "p-02", "gate", "approve").status == 2


def test_nobody_is_kept_from_approving_by_a_word_that_is_not_his(council: Council) -> None:
    branch = proposed(council)
    council.idea("k3f9ac")
    council.commit("another idea")
    run(council.root, "checkout", "--quiet", "-b", "gate/fake")
    decision = council.decide("k3f9ac")
    council.approve(decision, "p-01", key="p-05")
    council.commit("fake")
    run(council.root, "checkout", "--quiet", "main")
    said = speak(council, "p-01", "gate", "approve", "k3f9ac")
    assert (said.status, "[G590]" in said.err) == (1, True), said.err
    said = speak(council, "p-01", "gate", "approve")
    assert (said.status, "so it is left out" in said.err) == (0, True), said.err
    assert "-p-01.yaml" in run(council.root, "ls-tree", "-r", "--name-only", branch)


def test_a_branch_of_any_name_is_one_word_of_the_command_that_is_copied(council: Council) -> None:
    run(council.root, "checkout", "--quiet", "-b", "gate/x;id")
    council.decide()
    council.derive(phase="creation")
    council.commit("propose")
    run(council.root, "checkout", "--quiet", "main")
    speak(council, "p-01", "gate", "approve")
    said = speak(council, "p-02", "gate", "approve")
    assert "git merge --no-ff 'gate/x;id'" in said.err, said.err
