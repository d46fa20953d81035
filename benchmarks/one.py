"""One measurement, in the process that runs this file: an engine does a work, and what it took is printed as JSON.

    python one.py WORK ENGINE FILE VALUES REPEAT ENOUGH LIMIT

Run by networks.py with graphkit's Python for graphkit, and with the peers' for the others.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from given import Given, tiny

# Writing 5 to it lets Linux count the peak anew.
CLEAR = Path("/proc/self/clear_refs")


def measured(options: list[str]) -> dict[str, Any]:
    """Seconds of each run, the memory above what was there before, and the values in a file."""
    work_name, engine_name, file, values, repeat, enough, limit = options
    work, engine = import_module(f"works.{work_name}"), import_module(f"engines.{engine_name}")
    run, read = getattr(work, engine_name), reader(work, engine, engine_name)
    small = tiny()
    graph = engine.ready(small, work.KIND)
    values_of(run(graph, small), read, graph, small)

    given = Given.read(Path(file))
    graph = engine.ready(given, work.KIND)
    told = {"versions": {name: version(name) for name in engine.VERSIONS} | getattr(engine, "RELEASES", {})}
    if part := getattr(work, f"{engine_name}_part", None):
        before = time.perf_counter()
        share = part(graph, given)
        expected = (time.perf_counter() - before) / share
        if expected > float(limit):
            return {**told, "expected": expected, "share": share}
    seconds: list[float] = []
    cpu: list[float] = []
    held = resident(peak=False, clear=True)
    while len(seconds) < int(repeat) and (not seconds or sum(seconds) + min(seconds) <= float(enough)):
        found = None  # what the run before found is gone before the next begins
        _end_after(float(limit))
        before, used_before = time.perf_counter(), time.process_time()
        found = run(graph, given)
        seconds.append(time.perf_counter() - before)
        cpu.append(time.process_time() - used_before)
        _end_after(0)
        # Told at once: if the process is ended in a later run, the runs before it count.
        print(json.dumps({**told, "seconds": seconds, "cpu": cpu}), flush=True)
    peak = resident(peak=True) - held
    array = values_of(found, read, graph, given)
    if array is not None:
        np.save(values, array)
    return {**told, "seconds": seconds, "cpu": cpu, "megabytes": peak}


def _end_after(seconds: float) -> None:
    """Let the system end this process, whatever library it is in by then; 0: no longer."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def reader(work: Any, engine: Any, name: str) -> Any:
    """What makes arrays of what an engine finds: for a work, else for all of them; None where it finds arrays."""
    return getattr(work, f"{name}_read", None) or getattr(engine, "read", None)


def values_of(found: Any, read: Any, graph: Any, given: Given) -> Any:
    """What an engine found as one array, in the order of actors."""
    if read is not None:
        found = read(found, graph, given)
        if found is None:
            return None
    if isinstance(found, dict):
        found = [found[actor] for actor in range(given.n)]
    return np.asarray(found, dtype=np.float64)


def resident(*, peak: bool, clear: bool = False) -> float:
    """Megabytes that the process has, or the most that it had since it was cleared; nan where Linux does not tell."""
    try:
        if clear:
            CLEAR.write_text("5", encoding="ascii")
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return float("nan")
    name = "VmHWM:" if peak else "VmRSS:"
    return int(next(line for line in status.splitlines() if line.startswith(name)).split()[1]) / 2**10


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1:])), flush=True)
