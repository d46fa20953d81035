"""What a person at a terminal sees, and what a program that reads the output gets instead."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

pty = pytest.importorskip("pty", reason="needs a Unix terminal")


def _at_terminal(*words: str) -> str:
    """What ``graphkit`` writes on a terminal of 78 columns."""
    ours, theirs = pty.openpty()
    called = [sys.executable, "-m", "graphkit", *words]
    environment = {**os.environ, "COLUMNS": "78", "TERM": "xterm", "NO_COLOR": "1"}
    with subprocess.Popen(called, stdout=theirs, stderr=theirs, stdin=theirs, env=environment) as process:
        os.close(theirs)
        seen = b""
        try:
            while part := os.read(ours, 65536):
                seen += part
        except OSError:  # Linux says so when the other end is closed
            pass
    os.close(ours)
    assert process.returncode == 0, seen
    return seen.decode()


def test_a_table_on_a_terminal_fits_its_width_and_cuts_nothing() -> None:
    seen = re.sub(r"\x1b\[[0-9;]*m", "", _at_terminal("query"))
    assert "…" not in seen
    assert "query" in seen.splitlines()[1]
    assert all(len(line) <= 78 for line in seen.splitlines())
    # A name stays in one piece, to be copied.
    assert "actions_without_outside_support " in seen


def test_a_table_in_a_pipe_has_one_line_a_row() -> None:
    called = [sys.executable, "-m", "graphkit", "query"]
    done = subprocess.run(called, capture_output=True, text=True, check=True)
    heading, rule, *rows = done.stdout.splitlines()
    assert heading.split() == ["query", "answers", "takes"]
    assert set(rule) == {"-", " "}
    assert any(row.startswith("cofunding_pairs ") for row in rows)


def test_a_password_is_asked_for_at_a_terminal_and_not_shown() -> None:
    read, write = pty.openpty()
    program = (
        "from graphkit.cli._settings import _ask_password\nprint('got', len(_ask_password('neo4j://db.example.org')))"
    )
    environment = {name: value for name, value in os.environ.items() if name != "GRAPHKIT_PASSWORD"}
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=write,
        stdout=write,
        stderr=write,
        env=environment,
        start_new_session=True,
    ) as process:
        os.close(write)
        seen = os.read(read, 1024)
        assert b"Password for neo4j://db.example.org" in seen
        os.write(read, b"s3cret\n")
        try:
            while part := os.read(read, 1024):
                seen += part
        except OSError:
            pass
    os.close(read)
    assert process.returncode == 0
    assert b"got 6" in seen
    assert b"s3cret" not in seen
