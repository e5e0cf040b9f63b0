"""Commits made by hand to be believed: each is told, and lets no decision count."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from innoctl.errors import Finding
from innoctl.vcs import demand
from innoctl.workspace.landings import Reader
from innoctl.workspace.proposed import Change, Stand, examine, look
from innoctl.workspace.reviewing import Heard
from innoctl.workspace.verify import Shallow
from tests.gates.council import IDEA, Council, begin
from tests.gates.test_refused import TODAY, approved, errors, verified, wrong
from tests.repositories import checked_out, run


def tip(council: Council) -> str:
    return checked_out(council.root)


def written(council: Council, data: bytes, *words: str) -> str:
    """Write an object of any bytes, and return its id."""
    made = ("git", "hash-object", "-w", "--literally", *words, "--stdin")
    done = subprocess.run(made, cwd=council.root, input=data, capture_output=True, check=True)
    return done.stdout.decode().strip()


def test_no_name_of_a_file_makes_another_landing(council: Council) -> None:
    root = run(council.root, "rev-list", "--max-parents=0", "HEAD").strip()
    (council.root / "approvals").mkdir()
    for name in (f"~\x01{root}", "~~x", "~\x01x"):
        (council.root / "approvals" / name).write_text("x")
    for name in ("portfolio.yaml", "process.yaml", "organisation.yaml"):
        (council.root / name).write_text((council.root / name).read_text() + "# so\n")
    council.commit("odd names")
    base = approved(council)
    assert errors(council, base) == ["G520"]
    assert "G520" in wrong(council)
    path = council.root / f"decisions/2026-01/{IDEA}-01-concept.yaml"
    path.write_text(path.read_text() + "# edited\n")
    (council.root / "approvals" / "~\x01y").write_text("x")
    council.commit("edit")
    assert "G526" in wrong(council)


def test_a_name_that_a_tree_holds_twice_hides_nothing(council: Council) -> None:
    base = approved(council, "p-01", "p-02")
    path = f"decisions/2026-01/{IDEA}-01-concept.yaml"
    name = path.rpartition("/")[2].encode()
    old = run(council.root, "rev-parse", f"HEAD:{path}").strip()
    evil = written(council, (council.root / path).read_bytes() + b"# edited\n")
    inner, outer = "HEAD:decisions/2026-01", "HEAD:decisions"
    made = ""
    for place, before, after in (
        (inner, old, evil),
        (outer, run(council.root, "rev-parse", inner).strip(), ""),
        ("HEAD^{tree}", run(council.root, "rev-parse", outer).strip(), ""),
    ):
        words = ("git", "cat-file", "tree", place)
        data = subprocess.run(words, cwd=council.root, capture_output=True, check=True).stdout
        row = b"100644 " + name + b"\0"
        if after:
            both = row + bytes.fromhex(after) + row + bytes.fromhex(before)
            tree = data.replace(row + bytes.fromhex(before), both)
        else:
            tree = data.replace(bytes.fromhex(before), bytes.fromhex(made))
        made = written(council, tree, "-t", "tree")
    twice = run(council.root, "commit-tree", made, "-p", "HEAD", "-m", "twice").strip()
    run(council.root, "update-ref", "HEAD", twice)
    assert "G546" in wrong(council)
    assert verified(council).rows[0].state == "refused"
    assert "G546" in errors(council, base, each=True)


def test_no_name_or_order_that_git_never_writes_hides_a_decision(council: Council) -> None:
    base, path = approved(council), f"decisions/2026-01/{IDEA}-01-concept.yaml"
    blob = bytes.fromhex(run(council.root, "rev-parse", f"HEAD:{path}").strip())
    top = rows_of(council, "HEAD^{tree}")
    flat = [row for row in top if b" decisions\0" not in row]
    flat.append(b"100644 " + path.encode() + b"\0" + blob)
    tangled = sorted(top, key=lambda row: b" decisions\0" in row)
    for rows in (sorted(flat, key=lambda row: row.partition(b" ")[2]), tangled):
        tree = written(council, b"".join(rows), "-t", "tree")
        commit = run(council.root, "commit-tree", tree, "-p", base, "-m", "hidden").strip()
        run(council.root, "update-ref", "HEAD", commit)
        assert "G546" in wrong(council)
        assert "G546" in errors(council, base)
        assert "G546" in errors(council, base, each=True)


def rows_of(council: Council, tree: str) -> list[bytes]:
    """Return the entries of a tree as git keeps them."""
    words = ("git", "cat-file", "tree", tree)
    data = subprocess.run(words, cwd=council.root, capture_output=True, check=True).stdout
    rows = []
    while data:
        end = data.index(b"\0") + 21
        rows.append(data[:end])
        data = data[end:]
    return rows


@pytest.mark.parametrize("way", ["combined", "off", "remerge", "separate"])
def test_no_setting_of_git_hides_what_a_merge_brought(council: Council, way: str) -> None:
    begun = tip(council)
    run(council.root, "checkout", "--quiet", "-b", "gate/one")
    approved(council, "p-01")
    run(council.root, "checkout", "--quiet", "main")
    run(council.root, "merge", "--quiet", "--no-ff", "--no-edit", "gate/one")
    for key, value in (("log.diffMerges", way), ("diff.orderFile", "nowhere")):
        run(council.root, "config", key, value)
    assert wrong(council) == ["G520"]
    assert errors(council, begun, each=True) == ["G520"]


def test_a_work_tree_that_looks_like_a_bare_repository_is_none(council: Council) -> None:
    for folder in ("objects", "refs"):
        council.write(f"{folder}/notes.yaml", {"a": 1})
    (council.root / "HEAD").write_text("ref: refs/heads/main\n")
    base = council.commit("notes")
    decision = council.decide()
    forged = [council.approve(decision, person, key="p-05") for person in ("p-01", "p-02")]
    council.derive(phase="creation")
    oids = [run(council.root, "hash-object", "--no-filters", path).strip() for path in forged]
    kept = {oid: [council.public(p), ""] for oid, p in zip(oids, ("p-01", "p-02"), strict=True)}
    shelf = council.root / "innoctl" / "signatures.json"
    shelf.parent.mkdir()
    shelf.write_text(json.dumps({"stamp": "1", "kept": kept}))
    council.commit("decide")
    found = look(council.root, Change(base, "HEAD"), TODAY).findings
    assert [row.code for row in found if row.severity == "error"] == ["G503", "G503", "G520"]


def two_streams(council: Council) -> None:
    """Let another stream have a gatekeeper who alone decides there."""
    organisation = begin()["organisation.yaml"]
    organisation["units"].append({"id": "elders", "name": "Elders", "kind": "regional"})
    other = {"id": "unit/elders", "name": "Elders", "unit": "elders", "director": "p-04"}
    organisation["streams"].append(other)
    organisation["roles"].append({"id": "other", "name": "x", "contributions": ["direction"]})
    organisation["holders"].append({"role": "other", "person": "p-04"})
    authority = council.authority(approval="signed")
    authority["mandates"][0]["streams"] = ["unit/team"]
    authority["mandates"].append({"streams": ["unit/elders"], "roles": ["other"], "quorum": 1})
    council.write("organisation.yaml", organisation)
    council.write("authority.yaml", authority)
    run(council.root, "commit", "--quiet", "--amend", "-a", "--no-edit")


def test_a_decision_does_not_choose_its_own_judges(council: Council) -> None:
    two_streams(council)
    decision = council.decide(stream="unit/elders")
    council.derive(phase="creation", stream="unit/elders")
    council.approve(decision, "p-04")
    council.commit("elsewhere")
    assert "G545" in wrong(council)
    assert verified(council).rows[0].state == "refused"


def test_a_correction_is_of_those_who_took_the_decision(council: Council) -> None:
    two_streams(council)
    approved(council, "p-01", "p-02")
    first = f"decisions/2026-01/{IDEA}-01-concept.yaml"
    told = {"outcome": "no_go", "to_phase": "ideation", "reason_code": "little-value"}
    digest = council.digest(first)
    second = council.decide(
        number="02", after=digest, supersedes=digest, stream="unit/elders", **told
    )
    council.derive(phase="ideation", state="stopped", stream="unit/elders")
    council.approve(second, "p-04")
    council.commit("corrected")
    assert "G545" in wrong(council)
    assert [row.state for row in verified(council).rows] == ["approved", "refused"]


def test_a_file_beside_an_idea_is_not_the_idea(council: Council) -> None:
    idea = council.root / f"ideas/2026-01/{IDEA}-een-idee.yaml"
    decoy = f"ideas/2026-01/{IDEA}-zz.txt"
    (council.root / decoy).write_text(idea.read_text())
    council.commit("a decoy")
    decision = council.decide(evidence=[{"path": decoy, "sha256": council.digest(decoy)}])
    council.idea(IDEA, value="Heel iets anders.", phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("decide")
    assert {"G528", "G544"} <= set(wrong(council))


def test_a_pull_request_does_not_say_whose_account_reviewed_it(council: Council) -> None:
    base = tip(council)
    authority = council.authority(approval="forge")
    authority["gatekeepers"][1]["accounts"][0]["id"] = 777
    council.write("authority.yaml", authority)
    council.approve(council.change("authority.yaml"), "p-01")
    council.commit("another account")
    seen: list[Stand] = []

    def heard(stand: Stand, _subjects: object) -> Heard:
        seen.append(stand)
        return Heard((), ())

    examine(Reader(demand(council.root)), Change(base, "HEAD", heard=heard), TODAY)
    row = seen[0].policy.authority
    assert row is not None
    assert row.gatekeeper("p-02").accounts == (("127.0.0.1", 102),)


def test_a_late_approval_brings_no_older_rules_back(council: Council) -> None:
    council.write("authority.yaml", council.authority(approval="signed", quorum=1))
    first = council.change("authority.yaml")
    council.commit("one waits")
    council.write("authority.yaml", council.authority(approval="signed", quorum=3))
    second = council.change("authority.yaml", number="0002", after=council.digest(first))
    council.approve(second, "p-01")
    council.commit("three")
    council.approve(first, "p-02")
    council.commit("late")
    approved(council, "p-01")
    assert wrong(council) == ["G520"]


@pytest.mark.parametrize(
    "odd",
    [
        {"decided_by": 5},
        {"resources": 5},
        {"resources": {"budget": "x", "amount": "9.00"}},
        {"evidence": 5},
        {"changes": [{"path": "agenda.yaml", "sha256": None}]},
        {"idea": "aaaaaa"},
    ],
    ids=str,
)
def test_a_record_of_another_form_counts_for_nothing(council: Council, odd: dict[str, Any]) -> None:
    decision = council.decide(**odd)
    council.derive(phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("odd")
    assert "G535" in wrong(council)
    assert verified(council).rows[0].state == "refused"


@pytest.mark.parametrize("text", ["approval: signed\n", "approval: [signed]\n"])
def test_an_authority_that_cannot_be_read_lets_nobody_decide(council: Council, text: str) -> None:
    file = council.root / "authority.yaml"
    kept = file.read_text().replace(
        "approval: signed\n", "" if "[" in text else "approval: signed\n"
    )
    file.write_text(text + kept)
    run(council.root, "commit", "--quiet", "--amend", "-a", "--no-edit")
    council.decide(decided_by=["p-01", "p-02"])
    council.derive(phase="creation")
    council.commit("names")
    assert "G520" in wrong(council)


def test_who_takes_no_part_leaves_his_place_empty(council: Council) -> None:
    decision = council.decide()
    council.derive(phase="creation")
    council.approve(decision, "p-01")
    council.approve(decision, "p-03", stance="recuse", because="Familie.")
    council.approve(decision, "p-04", **{"for": "p-03"})
    council.commit("decide")
    assert "G520" in wrong(council)


def test_a_clone_without_its_beginning_proves_nothing(council: Council) -> None:
    council.decide()
    council.commit("unapproved")
    clone = council.root.parent / "shallow"
    run(council.root, "clone", "--quiet", "--depth", "1", f"file://{council.root}", str(clone))
    council.root = clone
    with pytest.raises(Shallow):
        verified(council)


def test_nobody_chooses_who_decides_by_writing_another_stream(council: Council) -> None:
    two_streams(council)
    base = tip(council)
    council.derive(stream="unit/elders")
    council.commit("another stream")
    assert errors(council, base) == errors(council, base, each=True) == ["G566"]
    decision = council.decide(stream="unit/elders")
    council.derive(phase="creation")
    council.approve(decision, "p-04")
    council.commit("decide")
    council.derive(stream="unit/team")
    council.commit("and back")
    assert "G566" in errors(council, base, each=True)
    assert "G545" in wrong(council)
    assert verified(council).rows[0].state == "refused"
    assert "G545" in errors(council, "0" * 40, each=True), "as a branch that is new on a server"


def test_a_stream_that_was_written_by_hand_can_be_put_back(council: Council) -> None:
    two_streams(council)
    council.derive(stream="unit/elders")
    base = council.commit("past every guard")
    council.derive(stream="unit/team")
    council.commit("put back")
    assert errors(council, base) == errors(council, base, each=True) == []
    approved(council, "p-01", "p-02")
    assert wrong(council) == []


def test_an_idea_under_another_name_keeps_its_stream(council: Council) -> None:
    two_streams(council)
    base = tip(council)
    file = next(council.root.glob("ideas/2026-01/*.yaml"))
    renamed = file.rename(file.with_name(f"{IDEA}-anders.yaml"))
    council.commit("rename")
    assert errors(council, base) == errors(council, base, each=True) == []
    renamed.write_text(renamed.read_text().replace("unit/team", "unit/elders"))
    council.commit("another stream")
    assert errors(council, base) == ["G566"]


def test_a_second_idea_of_one_id_chooses_no_judges(council: Council) -> None:
    two_streams(council)
    file = next(council.root.glob("ideas/2026-01/*.yaml"))
    decoy = council.root / "ideas" / "2026-02" / file.name
    decoy.parent.mkdir()
    decoy.write_text(file.read_text().replace("unit/team", "unit/elders"))
    council.commit("decoy")
    path = f"ideas/2026-02/{file.name}"
    evidence = [{"path": path, "sha256": council.digest(path)}]
    here = council.root / council.decide(stream="unit/elders", evidence=evidence)
    decision = f"decisions/2026-02/{here.name}"
    (council.root / decision).parent.mkdir()
    here.rename(council.root / decision)
    decoy.write_text(decoy.read_text().replace("phase: ideation", "phase: creation"))
    council.approve(decision, "p-04")
    council.commit("decide")
    assert "L514" in wrong(council)
    assert verified(council).rows[0].state == "refused"


def test_what_lies_beside_ideas_disturbs_no_decision(council: Council) -> None:
    base = approved(council, "p-01", "p-02")
    beside = council.root / "ideas" / "2026-02" / f"{IDEA}-schets.png"
    beside.parent.mkdir()
    beside.write_bytes(b"png")
    run(council.root, "update-index", "--add", "--cacheinfo", f"160000,{base},elders")
    council.commit("a sketch, and a submodule that is here as well")
    assert wrong(council) == []


def test_nobody_chooses_who_decides_by_correcting_what_nobody_could_decide(
    council: Council,
) -> None:
    two_streams(council)
    void = council.decide(stream="unit/elders")
    council.derive(phase="creation")
    council.commit("decided elsewhere")
    digest = council.digest(void)
    again: dict[str, Any] = {"number": "02", "after": digest, "supersedes": digest}
    council.approve(council.decide(stream="unit/elders", **again), "p-04")
    before = council.commit("corrected elsewhere")
    assert "G545" in wrong(council)
    assert [row.state for row in verified(council).rows] == ["refused", "refused"]
    run(council.root, "reset", "--quiet", "--hard", f"{before}~")
    correction = council.decide(**again)
    for person in ("p-01", "p-02"):
        council.approve(correction, person)
    council.commit("corrected by who decides")
    assert [row.state for row in verified(council).rows] == ["superseded", "approved"]


def test_a_branch_comes_out_the_same_however_it_lands(council: Council) -> None:
    base = tip(council)
    decision = council.decide()
    approvals = [council.approve(decision, person) for person in ("p-01", "p-02")]
    text = (council.root / decision).read_bytes()
    (council.root / decision).unlink()
    council.commit("approvals before the decision")
    (council.root / decision).write_bytes(text)
    council.derive(phase="creation")
    council.commit("decide")
    found = [one for one in findings(council, base) if one.code == "G567"]
    assert sorted({one.path for one in found}) == sorted([decision, *approvals])
    assert {dict(one.params)["why"] for one in found} == {"G520", "G536"}
    run(council.root, "reset", "--quiet", "--soft", base)
    council.commit("the same in one commit")
    assert findings(council, base) == []


def test_rules_and_what_they_decide_land_one_after_the_other(council: Council) -> None:
    base = tip(council)
    council.write("authority.yaml", council.authority(approval="signed", quorum=3))
    council.approve(council.change("authority.yaml"), "p-01")
    council.commit("three of them from now on")
    decision = council.decide(base_commit=base)
    council.derive(phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("decide")
    assert [one.code for one in findings(council, base)] == ["G567"]
    assert errors(council, base, each=True) == ["G520"]


def test_a_branch_that_took_main_in_is_told_not_to_be_fast_forwarded(council: Council) -> None:
    run(council.root, "checkout", "--quiet", "-b", "side")
    (council.root / "notes.txt").write_text("x")
    council.commit("notes")
    run(council.root, "checkout", "--quiet", "main")
    approved(council, "p-01", "p-02")
    base = tip(council)
    run(council.root, "checkout", "--quiet", "side")
    run(council.root, "merge", "--quiet", "--no-edit", "main")
    assert [one.code for one in findings(council, base)] == ["G568"]
    assert errors(council, base, each=True) == ["G534"]


def test_no_line_that_git_does_not_show_stands_in_a_decision(council: Council) -> None:
    base = tip(council)
    decision = council.decide(rationale="Daarom.")
    file = council.root / decision
    file.write_bytes(file.read_bytes() + b"# agreed on in May\rconditions: []\n")
    council.derive(phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("decide")
    assert "G535" in errors(council, base)
    assert "G535" in wrong(council)


def findings(council: Council, base: str) -> list[Finding]:
    """Return all that is found of a branch, warnings too."""
    return list(examine(Reader(demand(council.root)), Change(base, "HEAD"), TODAY).findings)
