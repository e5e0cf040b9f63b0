"""The pages beside the README's tour, each followed from an empty folder to ``gate verify``."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from tests.forge.house import House
from tests.readme import README, ROOT, Shell, follow
from tests.repositories import run

DOCS = ROOT / "docs"
IDENTITY = """\
[user]
  name = Robin Smit
  email = robin@example.org
[init]
  defaultBranch = main
"""


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Return somebody in an empty folder who can type ``innoctl``."""
    home, place = tmp_path / "home", tmp_path / "place"
    (home / ".ssh").mkdir(parents=True)
    place.mkdir()
    (home / ".gitconfig").write_text(IDENTITY)
    shell = Shell(place, home, "portfolio")
    path = f"{Path(sys.executable).parent}:$PATH"
    assert shell.type(f'export PATH="{path}"').status == 0
    return shell


class Keys(dict[str, str]):
    """The public keys that the shell made, in the place of those that a page invents."""

    def __init__(self, shell: Shell, *persons: str) -> None:
        self.shell = shell
        super().__init__({f"ssh-ed25519 AAAA-the-key-of-{name}": name for name in persons})

    def __getitem__(self, example: str) -> str:
        file = self.shell.home / ".ssh" / f"{super().__getitem__(example)}.pub"
        return " ".join(file.read_text().split()[:2])


def test_two_gatekeepers_sign_and_an_outsider_cannot(shell: Shell) -> None:
    wrong = follow(DOCS / "signed.md", shell, Keys(shell, "sanne", "joris"))
    assert not wrong, "\n".join(wrong)


def test_names_written_down_decide_where_no_more_is_asked(shell: Shell) -> None:
    wrong = follow(DOCS / "recorded.md", shell)
    assert not wrong, "\n".join(wrong)


def test_a_controller_audits_the_money_with_software_of_others(shell: Shell) -> None:
    wrong = follow(DOCS / "ledger.md", shell)
    assert not wrong, "\n".join(wrong)


def test_reviews_on_a_forge_decide_and_stay_after_it(shell: Shell, tmp_path: Path) -> None:
    remote = tmp_path / "forge" / "remote.git"
    run(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    address = "git@github.com:our-team/portfolio.git"
    config = f"[url {json.dumps(str(remote))}]\n  insteadOf = {address}\n"
    (shell.home / ".gitconfig").write_text(IDENTITY + config)
    with House("github", remote.parent, remote) as forge:
        for number, login in enumerate(("sanne", "joris", "eva"), start=1002):
            forge.account(login, number)
        for name, value in forge.environment.items():
            assert shell.type(f"export {name}={value}").status == 0
        values = {
            "https://github.com": forge.url,
            "github.com,": f"'{forge.url.removeprefix('http://')}',",
            "our-team/portfolio": forge.settings.project,
        }

        def people(words: str) -> None:
            """Do on the forge what the page says that people do there."""
            if words == "merge by squash":
                forge.merge(1, "squash")
            else:
                forge.review(1, forge.account(words.removesuffix(" approves")))

        wrong = follow(DOCS / "pull-request.md", shell, values, people)
    assert not wrong, "\n".join(wrong)
    assert forge.pulls[1].asked == [1002, 1003]


def test_what_the_pages_point_at_is_there() -> None:
    pages = sorted(DOCS.glob("*.md"))
    assert {"signed.md", "pull-request.md", "recorded.md", "forges.md"} <= {p.name for p in pages}
    for page in pages:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (DOCS / target).exists(), (page.name, target)
        assert f"docs/{page.name})" in README.read_text(encoding="utf-8")
