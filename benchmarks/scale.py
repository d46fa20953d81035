"""How far one machine carries: a million ties from a snapshot to a network, and measures of five million.

    python benchmarks/scale.py --write

Each measurement has a process of its own. The networks are drawn by `drawn_networks`, sizes L and XL.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import given
import numpy as np
import page
from drawn_networks import SIZES, drawn
from drawn_snapshot import as_snapshot
from one import resident

if TYPE_CHECKING:
    from graphkit.networks.kernels.layout import TwoMode

# What is wanted: seconds for a million ties and megabytes that the network keeps beside the snapshot's tables; for five
# million megabytes in all.
SECONDS, BESIDE, IN_ALL = 1.0, 100.0, 4096.0

RUNS = 5

SAMPLED = 512
"""Actors whose closeness is taken at five million ties."""

HEAD = "| what | seconds | CPU s | MB | wanted | |\n|---|---:|---:|---:|---|---|"


def to_network() -> dict[str, Any]:
    """A million ties: Snapshot to Network."""
    snapshot = as_snapshot(drawn(SIZES["L"]))
    # Once beforehand, of a few ties: modules are imported, and Arrow and NumPy have started.
    as_snapshot(drawn(SIZES["tiny"])).network()
    _give_back()
    seconds, cpu, held = [], [], resident(peak=False, clear=True)
    network = None
    for _ in range(RUNS):
        network = None
        before, used_before = time.perf_counter(), time.process_time()
        network = snapshot.network()
        seconds.append(time.perf_counter() - before)
        cpu.append(time.process_time() - used_before)
    peak = resident(peak=True) - held
    _give_back()
    assert network is not None
    assert network.n_pairs == snapshot.ties.num_rows == SIZES["L"].ties
    return {
        "seconds": seconds,
        "cpu": cpu,
        "megabytes": peak,
        "kept": resident(peak=False) - held,
        "tables": sum(table.nbytes for table in snapshot.tables().values()) / 2**20,
    }


def pagerank() -> dict[str, Any]:
    """Five million ties: PageRank by Newman's weights."""
    from graphkit.networks.kernels.walks import ImplicitProjection, pagerank

    arrays = _xl()
    by_action = arrays.incidence.T.tocsr()
    weights = 1.0 / np.maximum(np.diff(by_action.indptr) - 1, 1)
    return _timed(lambda: pagerank(ImplicitProjection(arrays.incidence, by_action, weights)))


def closeness() -> dict[str, Any]:
    """Five million ties: closeness of 512 actors, exact."""
    from graphkit.networks.kernels.distances import UNREACHED, between

    network = _two_mode(_xl())
    sources = np.linspace(0, network.n_actors - 1, SAMPLED).astype(np.int64)

    def work() -> Any:
        distances = between(network, sources)
        there = distances != UNREACHED
        reached, far = there.sum(axis=1) - 1, distances.sum(axis=1, where=there, dtype=np.int64)
        return np.divide(reached**2, far * (network.n_actors - 1.0), out=np.zeros(SAMPLED), where=far > 0)

    return _timed(work)


def components() -> dict[str, Any]:
    """Five million ties: components."""
    from graphkit.networks.kernels.components import components

    network = _two_mode(_xl())
    return _timed(lambda: components(network))


def coreness() -> dict[str, Any]:
    """Five million ties: coreness in the projection, which is made, without the actions of more than 100 actors."""
    from scipy.sparse import csr_array

    from graphkit.networks.kernels.cores import coreness
    from graphkit.networks.kernels.layout import one_mode, two_mode
    from graphkit.networks.kernels.projection import project

    arrays = _xl()
    kept = np.bincount(arrays.actions, minlength=arrays.n_actions)[arrays.actions] <= given.MOST
    rows = np.repeat(np.arange(arrays.n), np.diff(arrays.actor_ptr))[kept]
    ptr = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=arrays.n))])
    network = two_mode(ptr, arrays.actions[kept], arrays.n_actions)

    def work() -> Any:
        ones = np.ones(network.n_actions)
        pairs = project(network, ones, ones)
        data = np.ones(len(pairs.others), dtype=np.int8)
        upper = csr_array((data, pairs.others.astype(np.int32), pairs.ptr), shape=(network.n_actors,) * 2)
        del pairs
        full = csr_array(upper + upper.T)
        return coreness(one_mode(full.indptr, full.indices))

    return _timed(work)


TASKS: dict[str, Callable[[], dict[str, Any]]] = {
    task.__name__: task for task in (to_network, pagerank, closeness, components, coreness)
}


def table(names: list[str]) -> str:
    """A row for each measurement."""
    lines = [HEAD]
    for name in names:
        one = _in_process_of_its_own(name)
        seconds = statistics.median(one["seconds"])
        print(f"{name}: {seconds:.2f} s", file=sys.stderr, flush=True)
        if name == "to_network":
            wanted = f"{SECONDS:.0f} s, {BESIDE:.0f} MB"
            met = seconds < SECONDS and one["kept"] < BESIDE
            low, high = min(one["seconds"]), max(one["seconds"])
            told = f"{one['kept']:,.0f} kept, {one['megabytes']:,.0f} while it is made; tables {one['tables']:,.0f}"
            took = f"{seconds:.2f} ({low:.2f} to {high:.2f})"
        else:
            wanted, met = f"{IN_ALL:,.0f} MB", one["peak"] < IN_ALL
            told, took = f"{one['peak']:,.0f} in all", f"{seconds:.2f}"
        what = (TASKS[name].__doc__ or "").removesuffix(".")
        used, verdict = f"{statistics.median(one['cpu']):.2f}", "met" if met else "missed"
        lines.append(f"| {what} | {took} | {used} | {told} | {wanted} | {verdict} |")
    return "\n".join([*lines, "", *_facts()])


def _facts() -> Iterator[str]:
    for name in ("L", "XL"):
        of = SIZES[name]
        yield f"- {name}: {of.actors:,} actors, {of.actions:,} actions, {of.ties:,} ties, all of them but in coreness."
    yield f"- The first row is the median of {RUNS} runs, with the fastest and the slowest, and its memory that"
    yield "  beside the snapshot's tables; the others ran once. Compiled kernels are read from where they are kept."
    yield from page.facts(("graphkit", "numba", "numpy", "pyarrow", "scipy"))


def _in_process_of_its_own(name: str) -> dict[str, Any]:
    command = [sys.executable, str(Path(__file__).resolve()), "--measure", name]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"{name} was not measured:\n{run.stderr.strip()[-3000:]}")
    return dict(json.loads(run.stdout.splitlines()[-1]))


def _timed(work: Callable[[], Any]) -> dict[str, Any]:
    before, used_before = time.perf_counter(), time.process_time()
    found = work()
    seconds, cpu = time.perf_counter() - before, time.process_time() - used_before
    assert found is not None
    return {"seconds": [seconds], "cpu": [cpu], "peak": page.peak_megabytes()}


def _give_back() -> None:
    """Give memory that is free back to the system: else what is measured would fill it unseen."""
    import ctypes
    import gc

    import pyarrow as pa

    gc.collect()
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)


def _xl() -> given.Given:
    return given.Given.read(given.keep("XL", bounded=False))


def _two_mode(arrays: given.Given) -> TwoMode:
    from graphkit.networks.kernels.layout import two_mode

    return two_mode(arrays.actor_ptr, arrays.actions, arrays.n_actions)


def main() -> None:
    """Measure all, or be the process of one measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", nargs="+", choices=[*TASKS], default=[*TASKS])
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    parser.add_argument("--measure", choices=[*TASKS], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(TASKS[options.measure]()))
        return
    if set(options.tasks) - {"to_network"}:
        given.keep("XL", bounded=False)
    text = table(options.tasks)
    print(text)
    if options.write:
        page.write("scale", "How far one machine carries", text, "python benchmarks/scale.py --write")


if __name__ == "__main__":
    main()
