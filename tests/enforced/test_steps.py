"""The very lines of the pipelines, run in a shell over a real remote with a pull request.

Only what lies outside is put in its place: ``python3`` installs nothing and remembers what it was
asked, and ``innoctl`` is this checkout's; it leaves out ``--pr``, for no forge answers here.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from innoctl.workspace.pipeline import Forge
from tests.enforced import FORGES, VERSION, pipeline
from tests.enforced.test_pipeline import read
from tests.gates.council import Council
from tests.program import environment
from tests.repositories import run

PYTHON3 = """#!/bin/sh
# Make the folder of a "virtual environment" whose python writes down what it was asked.
for word in "$@"; do folder=$word; done
mkdir -p "$folder/bin"
printf '#!/bin/sh\\necho "$@" >> "{log}"\\n' > "$folder/bin/python"
chmod +x "$folder/bin/python"
"""
INNOCTL = """#!/bin/sh
# Everything but the number of the pull request, which must be the right one.
for word in "$@"; do
  shift
  case "$last" in --pr) [ "$word" = 1 ] || exit 99; last=; continue;; esac
  last=$word
  case "$word" in --pr) continue;; esac
  set -- "$@" "$word"
done
exec "{python}" -m innoctl "$@"
"""
NEVER = "never.txt"


class Place(NamedTuple):
    """A runner with a bare remote: ``council`` is the clone of who proposes."""

    council: Council
    remote: Path
    home: Path
    forge: Forge
    flow: dict[str, Any]

    def propose(self, *persons: str, **more: Any) -> str:
        """Decide on a branch, with a hook and a filter beside it, and hand it in as number 1."""
        run(self.council.root, "checkout", "--quiet", "-B", "proposal", "main")
        decision = self.council.decide(**more)
        self.council.derive(phase="creation")
        for person in persons:
            self.council.approve(decision, person)
        (self.council.root / NEVER).write_text("brought by the pull request\n")
        (self.council.root / "sitecustomize.py").write_text("raise SystemExit(97)\n")
        head = self.council.commit("decide")
        self.push(head, "pull/1/head", "merge-requests/1/head")
        return head

    def push(self, commit: str, *refs: str) -> None:
        words = [f"+{commit}:refs/{ref}" for ref in refs]
        run(self.council.root, "push", "--quiet", str(self.remote), *words)

    def run(self, job: str, **event: str) -> subprocess.CompletedProcess[str]:
        """Run the steps of a job one after another, until one fails."""
        scripts = _scripts(self.flow, self.forge, job)
        temp = self.home / "temp"
        temp.mkdir(exist_ok=True)
        env = environment(self.home, **self.variables(temp, event))
        done = subprocess.CompletedProcess[str]([], 0, "", "")
        for script, own in scripts:
            done = subprocess.run(
                ["sh", "-e", "-c", script], cwd=temp, env=env | own | event,
                capture_output=True, text=True, check=False, timeout=120,
            )  # fmt: skip
            if done.returncode:
                break
        return done

    def variables(self, temp: Path, event: dict[str, str]) -> dict[str, str]:
        """Return what a runner of this forge sets."""
        path = f"{self.home / 'bin'}:{environment()['PATH']}"
        server = f"file://{self.remote.parent.parent}"
        project = "acme/portfolio.git"
        if self.forge == "gitlab":
            return {
                "PATH": path, "CI_SERVER_URL": server, "CI_JOB_TOKEN": "job", "GITLAB_TOKEN": "api",
                "CI_PROJECT_URL": f"{server}/{project[:-4]}", "CI_PROJECT_DIR": str(temp),
                "CI_MERGE_REQUEST_PROJECT_URL": f"{server}/{project[:-4]}",
                "CI_MERGE_REQUEST_IID": event.get("NUMBER", ""),
                "CI_COMMIT_SHA": event.get("HEAD_SHA", ""), "TMPDIR": str(temp),
            }  # fmt: skip
        return {
            "PATH": path, "RUNNER_TEMP": str(temp), "GITHUB_PATH": str(temp / "path"),
            "GITHUB_SERVER_URL": server, "GITHUB_REPOSITORY": project,
        }  # fmt: skip


def _scripts(flow: dict[str, Any], forge: Forge, job: str) -> list[tuple[str, dict[str, str]]]:
    if forge == "gitlab":
        name = "innoctl" if job == "change" else "innoctl-history"
        return [("\n".join(flow[name]["script"]), {})]
    steps = flow["jobs"][job]["steps"]
    known = {"TOKEN": "secret", "GITHUB_TOKEN": "secret", "FORGEJO_TOKEN": "secret"}
    return [
        (step["run"], flow["env"] | {k: v for k, v in known.items() if k in step.get("env", {})})
        for step in steps
    ]


@pytest.fixture(params=FORGES)
def place(request: pytest.FixtureRequest, council: Council, home: Path, tmp_path: Path) -> Place:
    remote = tmp_path / "forge" / "acme" / "portfolio.git"
    remote.parent.mkdir(parents=True)
    run(tmp_path, "clone", "--quiet", "--bare", str(council.root), str(remote))
    (home / "bin").mkdir()
    for name, text in (
        ("python3", PYTHON3.format(log=home / "installed")),
        ("innoctl", INNOCTL.format(python=sys.executable)),
    ):
        (home / "bin" / name).write_text(text)
        (home / "bin" / name).chmod(0o755)
    flow = read(pipeline(council.root, request.param)[1])
    return Place(council, remote, home, request.param, flow)


def test_what_the_council_approved_may_land(place: Place) -> None:
    head = place.propose("p-01", "p-02")
    done = place.run("change", NUMBER="1", HEAD_SHA=head)
    assert done.returncode == 0, done.stderr
    installed = (place.home / "installed").read_text()
    assert installed == f"-I -m pip install innoctl[forge]=={VERSION}\n"


def test_what_the_council_did_not_approve_is_refused_at_its_line(place: Place) -> None:
    head = place.propose("p-01")
    done = place.run("change", NUMBER="1", HEAD_SHA=head)
    assert done.returncode == 1, done.stderr
    shown = {
        "github": "::error file=decisions/2026-01/k3f9ab-01-concept.yaml,title=G520",
        "gitlab": '"check_name": "G520"',
        "forgejo": "decisions/2026-01/k3f9ab-01-concept.yaml: error G520",
    }
    assert shown[place.forge] in done.stdout


def test_nothing_that_a_pull_request_brings_is_on_the_runner_s_disk(place: Place) -> None:
    head = place.propose("p-01", "p-02")
    assert place.run("change", NUMBER="1", HEAD_SHA=head).returncode == 0
    names = {path.name for path in (place.home / "temp").rglob("*")}
    assert names.isdisjoint({NEVER, "sitecustomize.py", "k3f9ab-01-concept.yaml"})
    texts = [p.read_bytes() for p in (place.home / "temp").rglob("*") if p.is_file()]
    assert not [text for text in texts if b"secret" in text or b"c2VjcmV0" in text]


def test_a_pull_request_that_moved_on_is_not_judged_for_what_it_was(place: Place) -> None:
    before = place.propose("p-01", "p-02")
    place.propose("p-01")
    done = place.run("change", NUMBER="1", HEAD_SHA=before)
    assert done.returncode == 1
    assert "intussen veranderd" in done.stderr


def test_the_branch_that_counts_judges_whatever_branch_is_asked_for(place: Place) -> None:
    root = place.council.root
    run(root, "checkout", "--quiet", "-b", "weakened")
    place.council.write("authority.yaml", place.council.authority(approval="recorded", quorum=1))
    place.push(place.council.commit("weaken"), "heads/weakened")
    place.council.decide(decided_by=["p-01"])
    place.council.derive(phase="creation")
    head = place.council.commit("decide under weakened rules")
    place.push(head, "pull/1/head", "merge-requests/1/head")
    done = place.run("change", NUMBER="1", HEAD_SHA=head, BASE="weakened")
    assert done.returncode == 1
    assert "G523" in done.stdout
    assert "G520" in done.stdout


def test_the_history_that_landed_is_proved_from_the_pin(place: Place) -> None:
    head = place.propose("p-01", "p-02")
    place.push(head, "heads/main")
    done = place.run("history")
    assert done.returncode == 0, done.stderr
    assert (place.home / "installed").read_text() == f"-I -m pip install innoctl=={VERSION}\n"


def test_a_rewritten_branch_is_found_out(place: Place) -> None:
    root = place.council.root
    run(root, "checkout", "--quiet", "--orphan", "rewritten")
    place.push(place.council.commit("as if it had always been so"), "heads/main")
    run(root, "checkout", "--quiet", "main")
    done = place.run("history")
    assert done.returncode == 2
    assert "U955" in done.stderr, "the commit that everything rests on is gone"
