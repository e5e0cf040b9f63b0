from __future__ import annotations

from pathlib import Path

import pytest

from innoctl.workspace.begin import NotAFolder, PortfolioThere
from innoctl.workspace.demo import NotEmpty, demonstrate, free_name
from tests import repositories

home = repositories.home


def test_the_example_becomes_a_clean_repository_of_one_commit(tmp_path: Path) -> None:
    root = demonstrate(tmp_path / "demo", "nl", "begin")
    assert repositories.status(root) == ""
    assert repositories.run(root, "log", "--format=%s").strip() == "begin"
    assert (root / "portfolio.yaml").is_file()
    assert (root / ".innoctl" / "schemas" / "idea.schema.json").is_file()


def test_git_need_not_know_anybody(tmp_path: Path, home: Path) -> None:
    (home / ".gitconfig").unlink()
    root = demonstrate(tmp_path / "demo", "nl", "begin")
    assert "innoctl" in repositories.run(root, "log", "--format=%an")


def test_a_folder_with_something_in_it_is_refused_and_a_free_name_offered(tmp_path: Path) -> None:
    (tmp_path / "innoctl-demo").mkdir()
    (tmp_path / "innoctl-demo" / "mine").write_text("x")
    with pytest.raises(NotEmpty) as caught:
        demonstrate(tmp_path / "innoctl-demo", "nl", "begin")
    assert dict(caught.value.params)["free"] == str(tmp_path / "innoctl-demo-2")
    assert free_name(tmp_path).name == "innoctl-demo-2"


def test_an_empty_folder_is_fine_and_a_file_is_not(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    demonstrate(tmp_path / "empty", "en", "begin")
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotAFolder):
        demonstrate(tmp_path / "file", "en", "begin")


def test_no_example_is_put_inside_a_portfolio(tmp_path: Path) -> None:
    (tmp_path / "portfolio.yaml").write_text("x")
    with pytest.raises(PortfolioThere):
        demonstrate(tmp_path / "demo", "nl", "begin")
