from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from innoctl import resources

ROOT = Path(__file__).parent.parent


def test_the_wheel_takes_examples_schemas_and_both_languages_along(tmp_path: Path) -> None:
    words = ["pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(tmp_path)]
    subprocess.run([sys.executable, "-m", *words, str(ROOT)], check=True, timeout=120)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    for name in ("examples", "schemas"):
        folder = ROOT / name
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert {f"innoctl/data/{name}/{p.relative_to(folder).as_posix()}" for p in files} <= names
    for source in (ROOT / "innoctl" / "locale").rglob("*.po"):
        assert source.with_suffix(".mo").relative_to(ROOT).as_posix() in names
    assert not [name for name in names if name.startswith(("tests", "hatch_build"))]
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_a_checkout_reads_its_examples_and_schemas_in_place() -> None:
    assert resources.folder("examples") == ROOT / "examples"
    assert resources.folder("schemas") == ROOT / "schemas"


def test_the_lock_pins_every_package_by_its_hash_and_names_no_registry() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "file:" not in lock
    pins = [row for row in lock.splitlines() if row[:1].isalnum()]
    assert all(row.endswith("\\") and "==" in row for row in pins)


def test_ci_finds_the_test_line_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    line = readme.partition("<!-- test -->")[2].split("```")[1].splitlines()[1]
    assert line.startswith("python3 -m venv .venv && ")
    assert line.endswith(" -m tests")
