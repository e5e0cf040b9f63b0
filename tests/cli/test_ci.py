"""``ci`` and ``codeowners`` as people give them: one commit, one file, and what comes next."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Place

PLACES = {
    "github": ".github/workflows/innoctl.yml",
    "gitlab": ".gitlab-ci.yml",
    "forgejo": ".forgejo/workflows/innoctl.yml",
}
AUTHORITY = """\
schema: innoctl/authority/1
approval: recorded
mandates:
  - {streams: ["*"], roles: [holder]}
gatekeepers:
  - {person: p-01, accounts: [{forge: git.example.org, id: 7, login: hoofd}]}
deputies:
  - {person: p-02, for: p-01}
owners:
  authority: [holder]
  process: [holder]
  organisation: [holder]
  agenda: [holder]
  budgets: [holder]
"""


@pytest.mark.parametrize("forge", PLACES)
def test_a_pipeline_is_one_commit_of_one_file_and_undo_takes_it_back(
    small: Place, forge: str
) -> None:
    status, out, err = small.run("ci", forge)
    assert (status, out) == (0, "")
    assert f"next: innoctl codeowners {forge}\nto take it back: innoctl undo\n" in err
    assert small.git("show", "--format=", "--name-only").split() == [PLACES[forge]]
    assert small.git("status", "--porcelain") == ""
    assert small.run("undo", "--yes").status == 0
    assert not (small.root / PLACES[forge]).exists()


def test_a_second_time_changes_nothing_and_a_newer_release_only_its_number(small: Place) -> None:
    small.run("ci", "github", "--version", "1.0")
    assert "nothing to change" in small.run("ci", "github", "--version", "1.0").err
    assert len(small.commits) == 2
    assert small.run("ci", "github", "--version", "1.1").status == 0
    changed = small.git("show", "--format=", "-U0").splitlines()
    added = [row for row in changed if row[:1] == "+" and row[:3] != "+++"]
    assert len(added) == 2, "the sum and the version"
    assert added[1] == '+  INNOCTL_VERSION: "1.1"'


def test_a_dry_run_shows_the_file_and_changes_no_byte(small: Place) -> None:
    before = small.everything()
    status, out, err = small.run("ci", "forgejo", "--dry-run")
    assert status == 0
    assert "+++ b/.forgejo/workflows/innoctl.yml" in out
    assert "nothing was written" in err
    assert small.everything() == before


def test_a_file_edited_by_hand_is_overwritten_only_when_told(small: Place) -> None:
    small.run("ci", "github")
    file = small.root / PLACES["github"]
    file.write_text(file.read_text().replace("ubuntu-latest", "self-hosted"))
    small.git("commit", "-qam", "our own runner")
    status, _, err = small.run("ci", "github")
    assert (status, "[U960]" in err) == (1, True)
    assert "self-hosted" in file.read_text()
    assert "-    runs-on: self-hosted" in small.run("ci", "github", "--yes", "--dry-run").out
    assert small.run("ci", "github", "--yes").status == 0
    assert "self-hosted" not in file.read_text()


def test_beside_a_pipeline_of_gitlab_it_says_the_line_that_includes_it(small: Place) -> None:
    (small.root / ".gitlab-ci.yml").write_text("stages: [build]\n")
    small.git("add", "-A")
    small.git("commit", "-qm", "a pipeline of our own")
    status, _, err = small.run("ci", "gitlab")
    assert status == 0
    assert "in .gitlab-ci.yml, add: include: /.gitlab/innoctl.yml\n" in err
    assert (small.root / ".gitlab-ci.yml").read_text() == "stages: [build]\n"


def test_what_is_no_release_or_no_forge_is_a_wrong_use(small: Place) -> None:
    assert small.run("ci", "github", "--version", "latest").status == 2
    assert small.run("ci", "githup").status == 2
    assert small.run("ci", "github", "--branch", "a b").status == 2
    assert small.run("codeowners").status == 2
    assert small.commits == ["Begin"]


def test_owners_are_written_as_one_commit_and_who_is_unknown_is_told(small: Place) -> None:
    assert small.run("codeowners", "forgejo").status == 1
    organisation = small.root / "organisation.yaml"
    organisation.write_text(
        organisation.read_text()
        + "roles:\n  - {id: holder, name: houder, contributions: [direction]}\n"
        + "holders:\n  - {role: holder, person: p-01}\n"
    )
    (small.root / "authority.yaml").write_text(AUTHORITY)
    small.git("add", "-A")
    small.git("commit", "-qm", "owners")
    status, _, err = small.run("codeowners", "forgejo")
    assert status == 0, err
    assert "not known to the forge, so not asked there: p-02" in err
    assert "give each of them an account with a login in authority.yaml" in err
    assert "nobody is asked" not in err
    assert small.git("show", "--format=", "--name-only").split() == [".forgejo/CODEOWNERS"]
    written = (small.root / ".forgejo" / "CODEOWNERS").read_text()
    assert "\nauthority[.]yaml @hoofd\n" in written
    assert "\n(.*/)?[.]gitattributes @hoofd\n" in written
    assert "nothing to change" in small.run("codeowners", "forgejo").err


def test_without_owners_of_the_authority_it_is_told_what_stays_open(small: Place) -> None:
    organisation = small.root / "organisation.yaml"
    organisation.write_text(
        organisation.read_text()
        + "roles:\n  - {id: holder, name: houder, contributions: [direction]}\n"
        + "holders:\n  - {role: holder, person: p-01}\n"
    )
    text = AUTHORITY.replace("  authority: [holder]\n", "")
    (small.root / "authority.yaml").write_text(text)
    small.git("add", "-A")
    small.git("commit", "-qm", "owners")
    status, _, err = small.run("codeowners", "forgejo")
    assert status == 0, err
    guarded = "portfolio.yaml, authority.yaml, .forgejo/, .gitea/, .github/, CODEOWNERS"
    rest = "docs/CODEOWNERS, **/.gitattributes: no owner of authority"
    assert f"nobody is asked about {guarded}, {rest}" in err
