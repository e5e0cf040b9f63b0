from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer

from innoctl.cli import app, commands
from innoctl.cli.context import run as settings_of_run
from innoctl.cli.errors import guarded
from innoctl.codes import table
from tests.program import environment, run


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (("exlpain",), "U801", "did you mean explain?"),
        (("show-config",), "U801", "did you mean config show?"),
        (("config",), "U802", "innoctl config --help says what each of them does"),
        (("config", "shwo"), "U801", "did you mean config show?"),
        (("explain", "--outptu=json"), "U803", "did you mean --output?"),
        (("--verison",), "U803", "did you mean --version?"),
        (("explain", "--output"), "U806", "write --output VALUE"),
        (("explain", "--debug=yes"), "U807", "write --debug alone"),
        (("explain", "-o", "tabel"), "U808", "did you mean table?"),
        (("explain", "-o", "qqqq"), "U808", "choose one of table, json, yaml, csv, name"),
        (("--lang", "de", "explain"), "U808", "choose one of nl, en"),
        (("explain", "U801", "U802"), "U811", "put words that belong together between quotes"),
        (("explain", "U8O1"), "U817", "did you mean"),
    ],
)
def test_a_slip_of_the_fingers_is_named_with_a_way_out(
    words: tuple[str, ...], code: str, hint: str
) -> None:
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert f"[{code}]\n\nhint: {hint}" in err
    assert f"innoctl explain {code}" in err


def test_every_code_of_a_slip_can_be_explained() -> None:
    codes = set(table())
    assert {f"U8{n:02}" for n in range(1, 21)} - codes == {"U818"}


def test_a_bug_gives_one_line_and_a_crash_file_without_variables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    settings_of_run.start()

    def work() -> int:
        secret = "name of a witness"
        return {"other": secret}["key"]  # type: ignore[return-value]

    assert guarded(work) == 70
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert "[X900]" in err
    [crash] = (tmp_path / "innoctl").iterdir()
    written = crash.read_text()
    assert "KeyError" in written
    assert "name of a witness" not in written.replace('secret = "name of a witness"', "")
    assert str(crash) in err
    assert crash.stat().st_mode & 0o077 == 0


def test_a_crash_without_a_place_for_its_file_is_still_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "innoctl").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "innoctl"))
    assert guarded(lambda: 1 // 0) == 70
    assert "[X900]" in capsys.readouterr().err


def test_a_bug_shows_its_traceback_with_debug(capsys: pytest.CaptureFixture[str]) -> None:
    settings_of_run.start()
    settings_of_run.debug = True
    assert guarded(lambda: 1 // 0) == 70
    settings_of_run.start()
    err = capsys.readouterr().err
    assert "Traceback" in err
    assert "ZeroDivisionError" in err


def test_a_traceback_obeys_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> int:
        raise ValueError("\x1b]0;title of a portfolio\a")

    settings_of_run.start()
    settings_of_run.debug = True
    assert guarded(work) == 70
    settings_of_run.start()
    err = capsys.readouterr().err
    assert "\\x1b]0;title" in err
    assert "\x1b" not in err


def test_an_interrupt_says_so_and_exits_130(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> int:
        raise KeyboardInterrupt

    def walked_away() -> int:
        raise typer.Abort

    assert guarded(work) == guarded(walked_away) == 130
    assert capsys.readouterr().err == "interrupted\ninterrupted\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said_and_exits_3() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "innoctl", "explain"],
            stdout=full, stderr=subprocess.PIPE, env=environment(), text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert "[U820]" in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise on Windows")
def test_a_reader_that_walks_away_ends_the_program_without_a_word() -> None:
    writer = subprocess.Popen(
        [sys.executable, "-m", "innoctl", "explain", "-o", "json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
    )  # fmt: skip
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.close()
    assert (writer.wait(30), writer.stderr.read()) == (141, b"")
    writer.stderr.close()


@pytest.mark.skipif(os.name == "nt", reason="closed streams are a habit of Unix shells")
def test_closed_streams_crash_nothing() -> None:
    command = f'"{sys.executable}" -m innoctl explain U801 <&- >&- 2>&-'
    assert subprocess.run(["sh", "-c", command], env=environment(), check=False).returncode == 0


def test_hostile_words_are_shown_harmlessly_in_an_error() -> None:
    status, _out, err = run("evil\x1b[31m\u202e")
    assert status == 2
    assert "\x1b" not in err
    assert "\u202e" not in err
    assert "evil\\x1b[31m\\u202e" in err


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_an_old_encoding_crashes_nothing(encoding: str) -> None:
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    status, out, err = run("no→such—thing€é漢", env=env)
    assert (status, out) == (2, "")
    assert "no->such" in err


@pytest.mark.skipif(os.name == "nt", reason="signals differ on Windows")
def test_an_interrupted_process_leaves_130(tmp_path: Path) -> None:
    pipe = tmp_path / "never"
    os.mkfifo(pipe)
    program = (
        "import sys; from pathlib import Path; from innoctl.cli.errors import guarded;"
        "print('ready', flush=True);"
        "sys.exit(guarded(lambda: len(Path(sys.argv[1]).read_bytes())))"
    )
    waiting = subprocess.Popen(
        [sys.executable, "-c", program, str(pipe)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(),
    )  # fmt: skip
    assert waiting.stdout is not None
    assert waiting.stdout.readline() == "ready\n"
    time.sleep(0.2)
    waiting.send_signal(signal.SIGINT)
    _out, err = waiting.communicate(timeout=30)
    assert (waiting.returncode, err) == (130, "interrupted\n")


def test_every_command_of_the_table_exists_and_its_page_opens_with_its_purpose(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for row in commands.COMMANDS:
        assert app.main([*row.name.split(), "--help", "--lang", "en"]) == 0
        page = capsys.readouterr().out
        assert " ".join(page.split("\n\n")[0].split()) == f"innoctl {row.name}: {row.purpose}"
        assert f"example: {row.example}" in page
