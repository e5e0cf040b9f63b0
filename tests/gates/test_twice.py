"""A branch that changes its own decision or approval is warned: rebased, it would land them changed."""

from __future__ import annotations

from datetime import date

from innoctl.errors import Finding
from innoctl.vcs import demand
from innoctl.workspace.landings import Reader
from innoctl.workspace.proposed import Change, examine
from tests.gates.council import Council
from tests.repositories import checked_out

TODAY = date(2026, 9, 22)


def test_each_record_that_a_later_commit_of_the_branch_changes_or_takes_out_is_named(
    council: Council,
) -> None:
    base = checked_out(council.root)
    decision = council.decide()
    council.derive(phase="creation")
    first, second = council.approve(decision, "p-01"), council.approve(decision, "p-02")
    council.commit("decide")
    changed = council.root / decision
    changed.write_text(changed.read_text("utf-8") + "rationale: Doen.\n", "utf-8")
    council.root.joinpath(first).unlink()
    council.root.joinpath("README.md").write_text("Een portefeuille.\n", "utf-8")
    council.commit("decide again")
    found = examine(Reader(demand(council.root)), Change(base, "HEAD", each=False), TODAY).findings
    twice = [one for one in found if one.code == "G557"]
    assert twice == [Finding.of("G557", path, file=path) for path in (first, decision)]
    assert second not in {one.path for one in twice}
    assert {one.severity for one in twice} == {"warning"}
