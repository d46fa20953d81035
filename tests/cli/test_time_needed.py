"""What takes minutes says so while there is time to ask for less, once, and what takes seconds does not."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from graphkit.cli import _time_needed
from tests.cli.conftest import Run


@pytest.mark.parametrize(("step", "minutes"), [(60.0, "79 minutes"), (0.001, None)])
def test_how_long_runs_take_is_said_after_the_first(
    run: Run, small_store: Path, monkeypatch: pytest.MonkeyPatch, step: float, minutes: str | None
) -> None:
    # A clock on which each look at it is a step later. Two runs, and as many on each of 39 rewired networks, of which
    # the first is not reckoned.
    clock = count()
    monkeypatch.setattr(_time_needed, "monotonic", lambda: step * next(clock))
    ran = run("coalitions", "--runs", "2", "--store", str(small_store))
    assert ran.code == 0, ran.err
    said = [line for line in ran.err.splitlines() if "Fewer --runs" in line]
    assert len(said) == (minutes is not None)
    assert minutes is None or minutes in said[0]
