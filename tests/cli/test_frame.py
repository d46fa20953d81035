"""What holds for every command: where options stand, what an error looks like, how the command line leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_options_of_every_command_stand_before_or_after_it(run: Run, tmp_path: Path) -> None:
    place = str(tmp_path / "none")
    before, after = run("--store", place, "status"), run("status", "--store", place)
    assert before == after
    assert before.code == 4
    assert before.err.startswith(f"graphkit: There is no store at {place}.")


def test_the_later_of_two_counts(run: Run) -> None:
    assert run("--lang", "fr", "status", "--lang", "en", "--store", "none").err.startswith(
        "graphkit: There is no store"
    )
    assert run("--lang", "fr", "status", "--store", "none").err.startswith("graphkit: Il n'y a pas d'entrepôt")


def test_a_store_that_is_not_there_is_not_made(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (
        ["status"],
        ["cypher", "RETURN 1 AS n"],
        ["centrality"],
        ["paths", "a", "b"],
        ["coalitions"],
        ["report"],
    ):
        ran = run(*words)
        assert (ran.code, ran.out) == (4, "")
        assert "graphkit load FORMAT FILES" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_the_environment_names_the_store_and_an_option_another(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_STORE", "from-environment")
    assert "There is no store at from-environment." in run("status").err
    assert "There is no store at from-option." in run("--store", "from-option", "status").err


def test_a_password_in_the_address_is_refused_and_not_repeated(run: Run) -> None:
    ran = run("--store", "neo4j://neo4j:s3cret@db.example.org:7687/x", "status")
    assert ran.code == 2
    assert "Write --store neo4j://db.example.org:7687/x, and set GRAPHKIT_USER and GRAPHKIT_PASSWORD." in ran.err
    assert "s3cret" not in ran.err


def test_an_unknown_command_says_which_are_near(run: Run) -> None:
    ran = run("statis")
    assert ran.code == 2
    assert ran.err.startswith("graphkit: There is no command named 'statis'. Did you mean status")
    assert ran.err.endswith("See graphkit --help.\n")


def test_an_unknown_option_is_one_line(run: Run) -> None:
    ran = run("cypher", "RETURN 1", "--wirte")
    assert ran.code == 2
    assert ran.err == "graphkit: No such option '--wirte'. Did you mean '--write'? See graphkit cypher --help.\n"


def test_a_missing_argument_is_one_line(run: Run) -> None:
    ran = run("cypher")
    assert (ran.code, ran.err) == (2, "graphkit: Missing argument 'STATEMENT'. See graphkit cypher --help.\n")


def test_a_fault_of_graphkit_is_one_line_and_a_traceback_with_debug(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("two words\nin two lines")

    monkeypatch.setattr("graphkit.cli._settings.Settings.rows", broken)
    ran = run("formats", "--format", "csv")
    assert ran.code == 1
    assert ran.err == (
        "graphkit: RuntimeError: two words in two lines. "
        "This is a fault of graphkit; run with --debug for the traceback.\n"
    )
    assert "Traceback (most recent call last)" in run("formats", "--format", "csv", "--debug").err


def test_version_and_help(run: Run) -> None:
    assert run("--version").out.startswith("graphkit 0.")
    ran = run("--help")
    assert ran.code == 0
    # click cuts a help line that is too long.
    assert "..." not in ran.out.partition("Commands:")[2]


def test_without_words_the_help_is_shown(run: Run) -> None:
    ran = run()
    assert ran.code == 2
    assert "Usage: graphkit" in ran.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_and_how_to_install_it(run: Run, shell: str) -> None:
    ran = run("completion", shell)
    assert ran.code == 0
    assert "_GRAPHKIT_COMPLETE" in ran.out
    assert f"graphkit completion {shell} >" in ran.err


def test_completion_knows_the_commands() -> None:
    words = {"_GRAPHKIT_COMPLETE": "bash_complete", "COMP_WORDS": "graphkit cen", "COMP_CWORD": "1"}
    called = [sys.executable, "-m", "graphkit"]
    done = subprocess.run(called, env=os.environ | words, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["plain,centrality"]


def test_a_reader_that_goes_away_is_no_error() -> None:
    program = "import sys; from graphkit.cli import main; sys.argv[1:] = ['completion', 'bash', '--quiet']; main()"
    read, write = os.pipe()
    os.close(read)
    called = [sys.executable, "-c", program]
    done = subprocess.run(called, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM], ids=lambda each: each.name)
def test_being_asked_to_stop_is_one_line_and_130(asked: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "graphkit", "cypher", "-", "--store", "none"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        # It waits for a statement on standard input.
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1.5)
        process.send_signal(asked)
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (130, "", "graphkit: Interrupted.\n")


@pytest.mark.slow
def test_ctrl_c_is_heard_while_the_engine_works(small_store: Path) -> None:
    statement = "UNWIND range(1, 70000000) AS x WITH x MATCH (a:Actor) RETURN count(a.name + toString(x)) AS n"
    called = [sys.executable, "-m", "graphkit", "cypher", statement, "--store", str(small_store), "--lang", "fr"]
    with subprocess.Popen(called, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=6)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "graphkit: Interrompu.\n")
