"""The works that are measured: graphkit's part and NetworkX's find the same, as each is adapted."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.conftest import ROOT

BENCHMARKS = ROOT / "benchmarks"


def names(folder: str) -> list[str]:
    return sorted(file.stem for file in (BENCHMARKS / folder).glob("[a-z]*.py"))


# At S the searches of NetworkX take a minute.
QUICK = sorted(set(names("works")) - {"betweenness", "betweenness_from_256", "closeness", "distances", "harmonic"})


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    module = import_module("given")
    monkeypatch.setattr(module, "folder", lambda: tmp_path)
    return module


def found(work: str, engine: str, handed: Any) -> np.ndarray:
    done, its, one = import_module(f"works.{work}"), import_module(f"engines.{engine}"), import_module("one")
    graph = its.ready(handed, done.KIND)
    read = one.reader(done, its, engine)
    values: np.ndarray = one.values_of(getattr(done, engine)(graph, handed), read, graph, handed)
    return values.ravel()


@pytest.mark.parametrize("work", [work for work in names("works") if work != "pagerank_settled"])
def test_graphkit_finds_what_networkx_finds(given: Any, work: str) -> None:
    agree(work, given.tiny())


@pytest.mark.parametrize("work", names("works"))
def test_networkx_functions_on_ours_find_it_too(given: Any, work: str) -> None:
    handed = given.tiny()
    if not hasattr(import_module(f"works.{work}"), "graphkit_nx"):
        pytest.skip("no kernel of ours behind a function of NetworkX")
    ours, theirs = found(work, "graphkit_nx", handed), found(work, "networkx", handed)
    assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-12, nan_ok=True)


@pytest.mark.slow
@pytest.mark.parametrize("work", QUICK)
def test_so_it_does_at_s(given: Any, work: str) -> None:
    bounded = getattr(import_module(f"works.{work}"), "BOUNDED", True)
    agree(work, given.Given.read(given.keep("S", bounded=bounded)))


@pytest.mark.parametrize("work", names("works"))
def test_a_work_names_only_engines_that_there_are(given: Any, work: str) -> None:
    done = import_module(f"works.{work}")
    engines = set(names("engines"))
    assert set(done.WANTED) <= engines | {"best"}
    assert set(done.NOTES) <= engines
    assert {engine for engine in done.NOTES if not hasattr(done, engine)} == set()
    assert hasattr(done, "graphkit")


def agree(work: str, handed: Any) -> None:
    ours, theirs = found(work, "graphkit", handed), found(work, "networkx", handed)
    # What NetworkX does not have comes behind what it has.
    assert ours[: len(theirs)] == pytest.approx(theirs, rel=1e-9, abs=1e-12, nan_ok=True)
    assert len(theirs) > 0
