"""A sign of life comes after a second, where a person watches, and goes without a trace."""

from __future__ import annotations

import io
import re
import sys
import time

import pytest

from graphkit.cli import _progress
from graphkit.cli._settings import Settings


class Terminal(io.StringIO):
    """A standard error that a person watches."""

    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    # In the test itself: pytest sets its own standard error after the fixtures.
    found = Terminal()
    monkeypatch.setattr(sys, "stderr", found)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(_progress, "DELAY", 0.2)
    return found


def test_what_is_quick_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    with _progress.progress(Settings()) as told:
        assert told is not None
        told(1000)
    with _progress.busy(Settings()):
        pass
    assert "rows read" not in terminal.getvalue()
    assert "Working" not in terminal.getvalue()


def test_what_takes_longer_shows_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    with _progress.progress(Settings(lang="fr")) as told:
        assert told is not None
        told(12345)
        time.sleep(0.6)
    assert "12,345" in terminal.getvalue()
    assert "lignes lues" in terminal.getvalue()


def test_work_without_known_end_shows_that_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    with _progress.busy(Settings()):
        time.sleep(0.6)
    assert "Working…" in terminal.getvalue()


def test_work_says_what_it_is_at_and_for_how_long(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    with _progress.busy(Settings()) as told:
        told("Measuring betweenness…")
        time.sleep(0.6)
    assert "Measuring betweenness…" in terminal.getvalue()
    assert re.search(r"0:00:\d\d", terminal.getvalue())


def test_measures_show_how_far_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    with _progress.measuring(Settings()) as told:
        told("Measuring closeness…", 0.0)
        time.sleep(0.5)
        for share in (0.25, 0.5, 0.75):
            told("Measuring closeness…", share)
            time.sleep(0.3)
        told("Measuring betweenness…", 0.0)
        time.sleep(0.3)
    shown = terminal.getvalue()
    assert "Measuring closeness…" in shown
    assert "Measuring betweenness…" in shown
    # How long it has taken, and how long it will.
    assert re.search(r"0:00:0\d\S* / \S*0:00:0\d", re.sub(r"\x1b\[[0-9;]*m", "", shown))


def test_nothing_is_shown_where_nobody_watches_or_quiet_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    watched(monkeypatch)
    with _progress.progress(Settings(quiet=True)) as told:
        assert told is None
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with _progress.progress(Settings()) as told:
        assert told is None
