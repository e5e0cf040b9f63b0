"""The pipelines as they are written: whole, and with the properties that make them safe."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest
import yaml

from innoctl.changes.whole import untouched
from innoctl.locale import LANGUAGES
from innoctl.vcs import demand
from innoctl.vcs.plumbing import Git
from innoctl.workspace.pipeline import (
    INCLUDED,
    PLACES,
    Forge,
    NoBranchName,
    NoRelease,
    branch_that_counts,
)
from innoctl.workspace.verify import NotInHistory, Shallow
from innoctl.workspace.whole import BelowTheTop, EditedByHand
from tests.enforced import EXPECTED, FORGES, VERSION, Language, golden, pipeline, portfolio
from tests.gates.council import Council
from tests.repositories import run

ACTIONS: tuple[Forge, ...] = ("github", "forgejo")


class _Core(yaml.SafeLoader):
    """YAML 1.2 as the forges read it: ``on`` is a text."""


_Core.yaml_implicit_resolvers = {
    first: [row for row in rows if row[0] != "tag:yaml.org,2002:bool"]
    for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(data: bytes) -> dict[str, Any]:
    return cast("dict[str, Any]", yaml.load(data, Loader=_Core))


def steps(flow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in flow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("forge", FORGES)
def test_a_forge_is_told_exactly_this(forge: Forge, language: Language, tmp_path: Path) -> None:
    for name, text in golden(portfolio(tmp_path, language), forge).items():
        kept = EXPECTED / f"{forge}.{language}.{name}"
        assert text == kept.read_text("utf-8"), "write it anew: python -m tests.enforced"


@pytest.mark.parametrize("forge", ACTIONS)
def test_nothing_of_a_pull_request_is_checked_out_or_put_into_a_script(
    council: Council, forge: Forge
) -> None:
    flow = read(pipeline(council.root, forge)[1])
    assert set(flow["on"]) <= {"pull_request_target", "pull_request_review", "push"}
    assert flow["on"]["pull_request_target"]["branches"] == ["main"]
    assert flow["permissions"] == {"contents": "read", "pull-requests": "read"}
    assert not [job for job in flow["jobs"].values() if "permissions" in job]
    assert not [step for step in steps(flow) if "uses" in step]
    scripts = [step["run"] for step in steps(flow)]
    assert all("${{" not in script for script in scripts)
    checked_out = re.findall(r"git checkout .*", "\n".join(scripts))
    assert (
        checked_out
        == [
            'git checkout -q -B "$INNOCTL_BRANCH" refs/innoctl/base',  # its name is the branch that counts
            "git checkout -q --detach refs/innoctl/base",
        ]
    )


def test_gitlab_checks_out_the_branch_alone_and_takes_no_value_from_a_variable(
    council: Council,
) -> None:
    flow = read(pipeline(council.root, "gitlab")[1])
    how = {"innoctl": '-B "$branch"', "innoctl-history": "--detach"}
    assert flow.keys() == how.keys()
    for name, job in flow.items():
        assert job["variables"] == {"GIT_STRATEGY": "none"}, "who starts it can set the others"
        script = "\n".join(job["script"])
        assert "branch=main\n" in script
        assert f"version={VERSION}\n" in script
        assert re.findall(r"git checkout .*", script) == [
            f"git checkout -q {how[name]} refs/innoctl/base"
        ]


@pytest.mark.parametrize("forge", FORGES)
def test_one_release_is_installed_and_the_first_commit_is_pinned(
    council: Council, forge: Forge
) -> None:
    text = pipeline(council.root, forge)[1].decode()
    installed = re.findall(r'pip install "(.+)"', text)
    assert [re.sub(r"\$(INNOCTL_VERSION|version)$", VERSION, one) for one in installed] == [
        f"innoctl[forge]=={VERSION}",
        f"innoctl=={VERSION}",
    ]
    assert run(council.root, "rev-list", "--max-parents=0", "HEAD").strip() in text


SAID = {
    "github": ("merge queue", "any source", "Require workflows to pass before merging", " fork"),
    "gitlab": ("Skipped pipelines are considered successful", "[skip ci]", "> Forks ", " fork"),
    "forgejo": (" fork",),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("forge", FORGES)
def test_what_the_check_can_be_passed_by_with_is_said_at_its_top(
    forge: Forge, language: Language, tmp_path: Path
) -> None:
    text = pipeline(portfolio(tmp_path, language).root, forge)[1].decode()
    comment = " ".join(row.removeprefix("#") for row in text.splitlines() if row[:1] == "#")
    told = " ".join(comment.split())
    assert [one for one in SAID[forge] if one not in told] == []


def test_a_job_that_is_required_is_skipped_on_no_pull_request(council: Council) -> None:
    """GitHub takes a job that was skipped for one that passed."""
    flow = read(pipeline(council.root, "github")[1])
    assert flow["jobs"]["change"]["if"] == "github.event_name != 'push'"
    assert "merge_group" not in flow["on"]
    assert flow["on"]["push"] == {"branches": ["main"]}


@pytest.mark.parametrize("forge", FORGES)
def test_the_forge_s_own_schema_accepts_it(council: Council, forge: Forge) -> None:
    carrier = pytest.importorskip("check_jsonschema", reason="the schemas come with it")
    name = "gitlab-ci" if forge == "gitlab" else "github-workflows"
    vendored = Path(str(carrier.__file__)).parent / "builtin_schemas" / "vendor" / f"{name}.json"
    schema = json.loads(vendored.read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(read(pipeline(council.root, forge)[1]))


@pytest.mark.parametrize("forge", FORGES)
def test_a_name_that_breaks_out_of_yaml_or_a_shell_stands_nowhere(
    council: Council, forge: Forge
) -> None:
    before = pipeline(council.root, forge)[1]
    hostile = 'x"; rm -rf /\n#nl\n  evil: ${{ github.token }} $(id) `id` {{branch}}'
    text = (council.root / "portfolio.yaml").read_text()
    council.root.joinpath("portfolio.yaml").write_text(
        text.replace("name: Proef", f"name: {json.dumps(hostile)}")
    )
    text = (council.root / "organisation.yaml").read_text()
    council.root.joinpath("organisation.yaml").write_text(
        text.replace("id: unit/team", f"id: {json.dumps(hostile)}")
    )
    council.commit("hostile names")
    assert pipeline(council.root, forge)[1] == before


@pytest.mark.parametrize(
    "name",
    ["x$(id)", "x`id`", 'x"y', "x'y", "x;y", "x&&y", "${{x}}", "$HOME", "a+b", "!main", "#x", "-x",
     "x|y", "x y", "x\ny", "", "tést"],
)  # fmt: skip
def test_a_branch_that_a_shell_or_a_forge_could_read_otherwise_is_refused(
    council: Council, name: str
) -> None:
    git = Git(demand(council.root))
    run(council.root, "symbolic-ref", "HEAD", "refs/heads/main")
    if name:
        with pytest.raises(NoBranchName):
            branch_that_counts(git, name)
    run(council.root, "checkout", "--quiet", "--detach")
    with pytest.raises(NoBranchName):
        branch_that_counts(git)


def test_the_branch_that_counts_is_the_remote_s_main_one_before_the_one_here(
    council: Council, tmp_path: Path
) -> None:
    git = Git(demand(council.root))
    run(council.root, "branch", "-m", "trunk/2026")
    assert branch_that_counts(git) == "trunk/2026"
    run(tmp_path, "clone", "--quiet", str(council.root), "clone")
    run(tmp_path / "clone", "checkout", "--quiet", "-b", "a-proposal")
    assert branch_that_counts(Git(demand(tmp_path / "clone"))) == "trunk/2026"
    assert branch_that_counts(git, "release-1.x") == "release-1.x"


@pytest.mark.parametrize(
    "version", ["", "latest", "1.0; id", "1.0\n", ">=1", "1.0 --index-url http://x", "0.1.0+local", "1.*"]
)  # fmt: skip
def test_what_is_no_release_is_not_installed(council: Council, version: str) -> None:
    with pytest.raises(NoRelease):
        pipeline(council.root, "github", version=version)


def test_a_pin_that_stands_is_kept_and_another_history_is_refused(council: Council) -> None:
    council.idea("k3f9ac")
    later = council.commit("another idea")
    path, data = pipeline(council.root, "github", anchor="HEAD")
    assert later.encode() in data
    file = council.root / path
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    council.commit("pin")
    assert pipeline(council.root, "github")[1] == data
    run(council.root, "checkout", "--quiet", "--orphan", "other")
    other = council.commit("another history")
    with pytest.raises(NotInHistory):
        pipeline(council.root, "github")
    with pytest.raises(NotInHistory):
        pipeline(council.root, "forgejo", anchor=later)
    assert other.encode() in pipeline(council.root, "github", anchor=other)[1]


def test_a_shallow_clone_knows_no_first_commit(council: Council, tmp_path: Path) -> None:
    run(tmp_path, "clone", "--quiet", "--depth=1", f"file://{council.root}", "shallow")
    with pytest.raises(Shallow):
        pipeline(tmp_path / "shallow", "github")
    assert pipeline(tmp_path / "shallow", "github", anchor="HEAD")


def test_a_portfolio_below_the_top_is_refused(council: Council) -> None:
    below = council.root / "map"
    below.mkdir()
    (below / "portfolio.yaml").write_bytes((council.root / "portfolio.yaml").read_bytes())
    with pytest.raises(BelowTheTop):
        pipeline(below, "github")


@pytest.mark.parametrize("forge", FORGES)
def test_what_somebody_edited_is_left_alone(council: Council, forge: Forge) -> None:
    path, data = pipeline(council.root, forge)
    file = council.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    assert untouched(data)
    assert pipeline(council.root, forge, version="2.0")[1] != data
    file.write_bytes(data.replace(b"timeout", b"# timeout", 1))
    with pytest.raises(EditedByHand):
        pipeline(council.root, forge)
    assert pipeline(council.root, forge, overwrite=True)[1] == data


def test_gitlab_s_pipeline_stands_beside_one_that_was_there(council: Council) -> None:
    own = council.root / PLACES["gitlab"]
    own.write_text("stages: [build]\n")
    path, data = pipeline(council.root, "gitlab")
    assert path == INCLUDED
    own.write_bytes(data)
    assert pipeline(council.root, "gitlab")[0] == PLACES["gitlab"]
    own.write_bytes(data + b"# edited\n")
    with pytest.raises(EditedByHand):
        pipeline(council.root, "gitlab")
