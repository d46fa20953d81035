"""Large networks are measured by kernels: with the same values, and small ones without numba."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from graphkit.measures import _kernels, measure
from graphkit.networks.network import Network
from tests.conftest import ROOT
from tests.unit.measures.networks import small_networks, women
from tests.unit.networks.tables import fund, snapshot_of

SEARCHES = ("betweenness", "closeness", "harmonic")
AROUND = ("coreness", "clustering", "clustering_two_mode", "constraint", "effective_size", "efficiency", "hierarchy")
KINDS = ("two-mode", "count", "newman", "amount")


def crowd(n: int = 300, m: int = 260, ties: int = 1_100, seed: int = 3) -> Network:
    """A few who are everywhere, many in one place, some cut off; some of the amounts are not known."""
    rng = np.random.default_rng(seed)
    rows, columns = (rng.random(ties) ** 2 * n).astype(int), (rng.random(ties) ** 1.5 * m).astype(int)
    pairs = sorted(set(zip(rows.tolist(), columns.tolist(), strict=True)))
    known = rng.random(len(pairs)) < 0.8
    pieces = [fund(f"a{v:03}", f"x{x:03}", float(v + x) if k else None) for (v, x), k in zip(pairs, known, strict=True)]
    return snapshot_of(
        [*pieces, fund("alone", "own", 1.0), fund("one", "theirs", 1.0), fund("two", "theirs")]
    ).network()


def of(network: Network, kind: str) -> Any:
    return network if kind == "two-mode" else network.projection(kind)


def is_had(name: str, kind: str) -> bool:
    """Whether there is such a measure of a network of this kind."""
    return measure(name).only in (None, "two-mode" if kind == "two-mode" else "projection")


def by_kernel(name: str, subject: Any, monkeypatch: pytest.MonkeyPatch) -> np.ndarray:
    with monkeypatch.context() as patch:
        patch.setattr(_kernels, "LEAST_STEPS", 0.0)
        patch.setattr(_kernels, "LEAST_DENSER", 0.0)
        return measure(name).function(subject)


def by_others(name: str, subject: Any, monkeypatch: pytest.MonkeyPatch) -> np.ndarray:
    with monkeypatch.context() as patch:
        patch.setattr(_kernels, "LEAST_STEPS", np.inf)
        patch.setattr(_kernels, "LEAST_DENSER", np.inf)
        return measure(name).function(subject)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SEARCHES)
def test_values_are_the_same_either_way(name: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    subject = of(crowd(), kind)
    expected = by_others(name, subject, monkeypatch)
    assert np.count_nonzero(expected) > 100
    assert by_kernel(name, subject, monkeypatch) == pytest.approx(expected, rel=1e-10, abs=1e-14)


@pytest.mark.slow
@pytest.mark.parametrize("name", SEARCHES)
@settings(deadline=None, max_examples=30)
@given(network=small_networks())
def test_small_ones_with_all_that_is_odd_about_them(name: str, network: Network) -> None:
    if network.n_actors + network.n_actions < 3:
        return
    monkeypatch = pytest.MonkeyPatch()
    for subject in (network, *([network.projection()] if network.n_actors > 1 else [])):
        expected = by_others(name, subject, monkeypatch)
        assert by_kernel(name, subject, monkeypatch) == pytest.approx(expected, rel=1e-10, abs=1e-14)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name in AROUND for kind in KINDS if is_had(name, kind)])
def test_so_are_those_of_what_is_around_an_actor(name: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    network = crowd()
    expected = by_others(name, of(network, kind), monkeypatch)
    assert np.count_nonzero(expected > 0) > 50
    # Of another projection: what is known of one is kept.
    found = by_kernel(name, of(network, kind), monkeypatch)
    assert found == pytest.approx(expected, rel=1e-10, abs=1e-14, nan_ok=True)


@pytest.mark.slow
@settings(deadline=None, max_examples=30)
@given(network=small_networks())
def test_so_are_those_of_small_ones(network: Network) -> None:
    if network.n_actors < 2:
        return
    monkeypatch = pytest.MonkeyPatch()
    for name in AROUND:
        for kind in ("two-mode", "newman"):
            if is_had(name, kind):
                expected = by_others(name, of(network, kind), monkeypatch)
                found = by_kernel(name, of(network, kind), monkeypatch)
                assert found == pytest.approx(expected, rel=1e-10, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("kind", ["count", "newman"])
@pytest.mark.parametrize("name", ["pagerank", "eigenvector", "katz"])
def test_a_dense_projection_is_not_multiplied(name: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    subject = of(crowd(), kind)
    expected = by_others(name, subject, monkeypatch)
    found = by_kernel(name, subject, monkeypatch)
    # Either stops by its own rounding: 1e-12 of all values together, 13 decimals.
    assert found == pytest.approx(expected, rel=1e-9, abs=2e-13, nan_ok=True)


def test_which_way_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not _kernels.pay(women())
    network = crowd()
    assert _kernels.is_implicit(network.projection())
    assert not _kernels.is_implicit(network.projection("amount"))
    assert network.projection("amount").n_unweighted > 0
    assert not _kernels.is_whole(network.projection("amount"))
    assert _kernels.is_whole(network.projection("newman"))
    taken = []
    monkeypatch.setattr(_kernels, "LEAST_STEPS", 0.0)
    monkeypatch.setattr(
        "graphkit.measures.harmonic._by_kernel", lambda subject, _: taken.append(subject) or np.zeros(32)
    )
    measure("harmonic")(women())
    assert len(taken) == 1


def test_without_numba_all_is_as_for_small_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_kernels, "LEAST_STEPS", 0.0)
    assert _kernels.pay(women())
    monkeypatch.setattr(_kernels, "find_spec", lambda name: None)
    assert not _kernels.pay(women())
    assert len(measure("harmonic")(women()).values) == 18


def test_what_a_kernel_takes_is_not_warned_of(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = crowd()
    slow = measure("closeness").expected_seconds(network)
    monkeypatch.setattr(_kernels, "LEAST_STEPS", 0.0)
    assert measure("closeness").expected_seconds(network) < slow / 100


def test_the_measures_of_a_small_network_do_without_numba() -> None:
    code = (
        "import sys\n"
        "from graphkit.measures import catalogue, centrality\n"
        "from tests.unit.networks.tables import southern_women\n"
        "network = southern_women().network()\n"
        "for subject, other in ((network, 'projection'), (network.projection(), 'two-mode')):\n"
        "    centrality(subject, [each.name for each in catalogue().values() if each.only != other]).to_frame()\n"
        "assert 'networkx' in sys.modules\n"
        "assert 'numba' not in sys.modules and 'llvmlite' not in sys.modules\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, env=environment)


@pytest.mark.slow
def test_the_demo_does_without_numba(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from graphkit.cli import main\n"
        "sys.argv = ['graphkit', 'demo']\n"
        "try:\n"
        "    main()\n"
        "except SystemExit as end:\n"
        "    assert not end.code, end.code\n"
        "assert 'networkx' in sys.modules\n"
        "assert 'numba' not in sys.modules and 'llvmlite' not in sys.modules\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path, env=environment, capture_output=True)
