"""The council with its pull requests on a forge: what a story over one needs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.forge.house import House, How, Kind
from tests.gates.council import IDEA, PERSONS, Council
from tests.program import Answer
from tests.program import run as innoctl
from tests.repositories import run


class Story:
    """The council with its pull requests: everybody works in one clone, the forge is the remote."""

    def __init__(self, kind: Kind, folder: Path) -> None:
        self.council = Council(folder, approval="forge")
        self.root = self.council.root
        remote = folder / "forge" / "remote.git"
        remote.parent.mkdir()
        run(folder, "clone", "--quiet", "--bare", str(self.root), str(remote))
        run(self.root, "remote", "add", "origin", str(remote))
        self.forge = House(kind, remote.parent, remote)
        for person in PERSONS:
            self.forge.account(person, 100 + int(person[-1]))
        self.forge.owner = self.account("p-05")
        self.trusts = ""
        """another forge that the person's own settings keep no token from"""
        self.begin()
        run(self.root, "remote", "set-head", "origin", "main")  # as a clone has it

    def account(self, person: str) -> int:
        return self.forge.account(person)

    def begin(self, **authority: Any) -> None:
        """Let everything begin anew at one commit that knows the forge."""
        said = self.forge.settings
        data = self.council.authority(approval="forge", **authority)
        for row in data["gatekeepers"]:
            for account in row["accounts"]:
                account["forge"] = said.url.removeprefix("http://")
        self.council.write("authority.yaml", data)
        text = (self.root / "portfolio.yaml").read_text()
        told = f"forge: {{kind: {said.kind}, url: '{said.url}', project: {said.project}}}\n"
        (self.root / "portfolio.yaml").write_text(text.partition("forge:")[0] + told)
        run(self.root, "add", "--all")
        run(self.root, "commit", "--quiet", "--amend", "-m", "begin")
        run(self.root, "push", "--quiet", "--force", "origin", "main")

    def run(self, *words: str, **env: str) -> Answer:
        who = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "p-05"), ("EMAIL", "p-05@example.org"))
        }
        forge = self.forge.environment
        forge["INNOCTL_FORGE_HOST"] += f",{self.trusts}"
        home = self.root.parent
        return innoctl(*words, cwd=self.root, home=home, env={**who, **forge, **env})

    def propose(self, *more: str) -> int:
        """Propose a Go; return the number of the pull request that the program opened."""
        branch = self.branch = self.proposal(*more)
        (number,) = [one.number for one in self.forge.pulls.values() if one.branch == branch]
        return number

    def proposal(self, *more: str, status: int = 0, **env: str) -> str:
        criteria = ("efficiency", "strategic-fit", "lawfulness", "added-value", "feasibility")
        met = [f"--criterion={name}=met" for name in criteria]
        told = ("--outcome", "go", "--rationale", "Doen.", *met, *more, "--push")
        self.said = self.run("gate", "advance", IDEA, *told, **env)
        assert self.said.status == status, self.said.err
        return run(
            self.root, "for-each-ref", "--format=%(refname:short)", "refs/heads/gate"
        ).strip()

    def judge(self, number: int) -> Answer:
        """Judge the pull request as the forge's pipeline does."""
        return self.run("check", "--base", "main", "--head", self.branch, "--pr", str(number))

    def alter(self, old: str, new: str, *, again: bool = False) -> None:
        """Push a change of the decision under review: as a commit more, or in the place of the old."""
        run(self.root, "checkout", "--quiet", self.branch)
        (file,) = (self.root / "decisions").glob("*/*.yaml")
        file.write_text(file.read_text().replace(old, new))
        run(self.root, "commit", "--quiet", "-a", *(("--amend",) if again else ()), "-m", "so")
        run(self.root, "push", "--quiet", "--force", "origin", self.branch)
        run(self.root, "checkout", "--quiet", "main")
        self.forge.notice()

    def approve(self, number: int, *persons: str) -> list[int]:
        return [self.forge.review(number, self.account(person)) for person in persons]

    def land(self, number: int, how: How) -> None:
        """Merge on the forge, whose branch goes with it, and fetch what came of it."""
        self.forge.merge(number, how)
        self.forge.git("update-ref", "-d", f"refs/heads/{self.branch}", cwd=self.forge.remote)
        run(self.root, "branch", "--quiet", "-D", self.branch)
        run(self.root, "update-ref", "-d", f"refs/remotes/origin/{self.branch}")
        run(self.root, "pull", "--quiet", "--ff-only", "origin", "main")
        run(self.root, "reflog", "expire", "--expire=now", "--all")
        run(self.root, "gc", "--quiet", "--prune=now")

    def verified(self, *words: str) -> tuple[Answer, dict[str, Any]]:
        said = self.run("gate", "verify", *words, "-o", "json")
        data = json.loads(said.out)["data"]
        (row,) = data["decisions"]
        return said, {**row, "findings": [one["code"] for one in data["findings"]]}
