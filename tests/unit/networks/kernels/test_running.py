"""The order of results, the same bits on any number of threads, progress, and Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from graphkit.networks.kernels._running import alone, cores, ordered, ranges
from tests.conftest import ROOT

# A fingerprint of everything the kernels give, on as many threads as the first argument says.
PRINTS = """
import hashlib, sys
import numpy as np
from graphkit.networks.kernels import betweenness, closure, components, cores, distances, holes, projection, triangles
from graphkit.networks.kernels.layout import both_modes
from graphkit.networks.kernels.walks import ImplicitProjection, eigenvector, katz, pagerank
from tests.unit.networks.kernels.networks import large

def print_of(found):
    parts = found if isinstance(found, tuple) else (found,)
    return hashlib.sha256(b"".join(np.ascontiguousarray(part).tobytes() for part in parts)).hexdigest()[:16]

network, threads = large(3000, 2500, 22_000), int(sys.argv[1])
arrays, projected, matrix = network.arrays, network.projected(), network.incidence
newman = 1.0 / np.maximum(np.diff(arrays.action_ptr) - 1, 1)
ties = ImplicitProjection(matrix, matrix.T.tocsr(), newman)
for name, found in {
    "project": projection.project(arrays, newman, newman / 3, threads=threads),
    "repeated": projection.repeated(arrays, threads=threads),
    "nearness": distances.nearness(arrays, threads=threads),
    "two modes": sum(distances.nearness_in_two_modes(arrays, threads=threads), ()),
    "between": distances.between(arrays, np.arange(1200), threads=threads),
    "betweenness": betweenness.dependencies_in_projection(arrays, np.arange(200), threads=threads),
    "betweenness, one mode": betweenness.dependencies(projected, np.arange(200), threads=threads),
    "betweenness, two modes": betweenness.dependencies(both_modes(arrays), np.arange(200), threads=threads),
    "betweenness, with trees": betweenness.dependencies(both_modes(large(900, 700, 1500).arrays), threads=threads),
    "holes": holes.holes(projected, network.weights(newman).data, threads=threads),
    "closure": closure.closure(arrays, threads=threads),
    "clustering": triangles.clustering(projected, threads=threads),
    "coreness": cores.coreness(projected),
    "components": components.components(arrays),
    "removal": components.removal(arrays, np.arange(0, 3000, 7)),
    "pagerank": pagerank(ties), "eigenvector": eigenvector(ties, steps=1000), "katz": katz(ties, 1e-4),
}.items():
    print(name, print_of(found))
"""

FOREVER = """
import os, sys, threading, time
import numpy as np
from graphkit.networks.kernels import betweenness
from tests.unit.networks.kernels.networks import large

arrays = large(6000, 5000, 30_000).arrays
betweenness.dependencies_in_projection(arrays, np.arange(8))  # compiled
before = threading.active_count()
print("ready", flush=True)
try:
    betweenness.dependencies_in_projection(arrays, np.tile(np.arange(6000), 200))
except KeyboardInterrupt:
    print("stopped", threading.active_count() - before, flush=True)
"""


def python(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", code, *arguments]


@pytest.mark.slow
def test_the_same_bits_on_one_two_and_three_threads_and_in_processes_of_their_own() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.run(python(PRINTS, threads), check=True, capture_output=True, text=True, env=environment).stdout
        for threads in ("1", "2", "3", "3")
    ]
    assert len(runs[0].splitlines()) == 18
    assert runs == [runs[0]] * 4


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals are of another kind there")
def test_ctrl_c_stops_within_a_second_and_leaves_no_thread() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(python(FOREVER), stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(1.0)
        assert process.poll() is None, "the work was over before it could be stopped"
        process.send_signal(signal.SIGINT)
        pressed = time.monotonic()
        assert process.stdout.readline() == "stopped 0\n"
        # A second is promised on a machine that has nothing else to do.
        assert time.monotonic() - pressed < 5.0
        assert process.wait(10) == 0


def test_results_come_in_the_order_of_the_tasks() -> None:
    def slow_at_first(stop: np.ndarray, k: int) -> int:
        time.sleep(0.02 if k < 3 else 0.0)
        return k

    assert list(ordered(slow_at_first, [(k,) for k in range(20)], threads=3)) == list(range(20))


def test_what_is_soon_over_runs_in_the_thread_that_asks() -> None:
    def where(stop: np.ndarray, more: int) -> tuple[int, int]:
        return threading.get_ident(), int(stop[0]) + more

    here = threading.get_ident()
    assert alone(where, 7, steps=1000) == (here, 7)
    thread, found = alone(where, 7, steps=10**9)
    assert (thread != here, found) == (True, 7)
    assert alone(where, 7)[0] != here


def test_no_task_no_result() -> None:
    assert list(ordered(lambda stop: 1, [], threads=3)) == []


def test_a_failure_stops_the_others() -> None:
    begun, stopped = threading.Event(), threading.Event()

    def fails(stop: np.ndarray, k: int) -> None:
        if k == 0:
            begun.wait(5)
            raise ValueError("no good")
        begun.set()
        while not stop[0]:
            time.sleep(0.001)
        stopped.set()

    with pytest.raises(ValueError, match="no good"):
        list(ordered(fails, [(0,), (1,)], threads=2))
    assert stopped.is_set()


def test_who_wants_no_more_stops_the_rest() -> None:
    begun = []

    def counted(stop: np.ndarray, k: int) -> int:
        begun.append(k)
        return k

    results = ordered(counted, [(k,) for k in range(1000)], threads=2)
    assert next(results) == 0
    results.close()
    assert len(begun) < 20


def test_progress_is_told_after_a_second_and_ends_at_one() -> None:
    told: list[float] = []

    def work(stop: np.ndarray, seconds: float) -> None:
        time.sleep(seconds)

    list(ordered(work, [(0.01,)] * 3, threads=1, progress=told.append))
    assert told == []
    list(ordered(work, [(0.3,)] * 5, threads=1, progress=told.append))
    assert told[-1] == 1.0
    assert told == sorted(told)
    assert told[0] > 0.5


def test_large_scratch_keeps_threads_few() -> None:
    at_once, most = [0], [0]
    lock = threading.Lock()

    def counted(stop: np.ndarray) -> None:
        with lock:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        time.sleep(0.01)
        with lock:
            at_once[0] -= 1

    list(ordered(counted, [()] * 12, threads=6, scratch=2 << 30))
    assert most[0] <= 2


def test_the_environment_says_how_many_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_THREADS", "3")
    assert cores() == 3
    for nonsense in ("0", "-1", "many", ""):
        monkeypatch.setenv("GRAPHKIT_THREADS", nonsense)
        assert cores() >= 1


@pytest.mark.parametrize("parts", [1, 2, 7, 64])
def test_ranges_are_all_rows_once(parts: int) -> None:
    for work in ([], [5], [0, 0, 0], [100, 1, 1, 1, 100], list(range(50))):
        found = ranges(np.array(work), parts)
        assert [row for low, high in found for row in range(low, high)] == list(range(len(work)))
        assert len(found) <= parts
        assert all(low < high for low, high in found)
