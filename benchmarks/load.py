"""Loading and reading back, beside a client written by hand, in one run on one machine.

    python benchmarks/load.py --ties 50000
    python benchmarks/load.py --ties 50000 1000000 --engines embedded neo4j --write

Each measurement has a process of its own, so that neither its time nor its memory holds anything of another. Seconds
run from opening the store until it is closed again; grants are drawn before. What both clients wrote is counted and
must be the same; both read what graphkit wrote. A load that takes longer than ``--limit`` is ended and written as not
finished, its ratio as a bound. Without ``--neo4j-uri`` a Neo4j is started as the tests do. One that is given must be
empty, and is emptied again; its password is read from GRAPHKIT_PASSWORD.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

import page  # noqa: E402
from workload import ACTIONS, ACTORS, Grants, Place  # noqa: E402

Key = tuple[str, int, str, str]
"""Engine, ties, task, client."""

CLIENTS = ("graphkit", "plain")
MEASURED = ("seconds", "cpu", "peak")

HEAD = (
    "| engine | ties | task | graphkit s | plain s | plain / graphkit | the same without ties to the source "
    "| graphkit CPU s | plain CPU s | graphkit MB | plain MB |\n|---|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def measured(client: str, task: str, place: Place, ties: int) -> dict[str, Any]:
    """Seconds, peak memory and whatever else a task tells, in this process."""
    import graphkit_client
    import plain_client

    grants = Grants(ties)
    if task == "load":
        _ = grants.columns
    run = getattr(graphkit_client if client == "graphkit" else plain_client, task)
    before, used_before = time.perf_counter(), time.process_time()
    told = run(place, grants)
    seconds, used = time.perf_counter() - before, time.process_time() - used_before
    return {"seconds": seconds, "cpu": used, "peak": page.peak_megabytes(), **told}


def in_process_of_its_own(
    client: str, task: str, place: Place, ties: int, limit: float | None = None
) -> dict[str, Any]:
    """The same, in a new process; raises `subprocess.TimeoutExpired` where it is not done within `limit` seconds."""
    command = [sys.executable, str(HERE / "load.py"), "--measure", client, task, place.engine, place.where, str(ties)]
    env = {**os.environ, "GRAPHKIT_USER": place.user, "GRAPHKIT_PASSWORD": place.password}
    run = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=limit)
    if run.returncode:
        raise SystemExit(f"{client} did not {task} {ties:,} ties ({place.engine}):\n{run.stderr.strip()[-3000:]}")
    return dict(json.loads(run.stdout.splitlines()[-1]))


@contextmanager
def empty_place(engine: str, options: argparse.Namespace) -> Iterator[Place]:
    """A store with nothing in it: a new directory, a new server, or the server that was given."""
    with tempfile.TemporaryDirectory(prefix="graphkit-benchmark-") as folder:
        if engine == "embedded":
            yield Place(engine, str(Path(folder) / "store"), password="")
        elif options.neo4j_uri:
            place = Place(engine, options.neo4j_uri, options.neo4j_user, os.environ.get("GRAPHKIT_PASSWORD", ""))
            if in_process_of_its_own("plain", "nodes", place, 0)["nodes"]:
                raise SystemExit(f"{options.neo4j_uri} is not empty. The benchmark empties it, so give it one that is.")
            try:
                yield place
            finally:
                in_process_of_its_own("plain", "empty", place, 0)
        else:
            sys.path.insert(0, str(ROOT))
            from tests.servers.neo4j_server import JAVA_NEEDED, LONG_TERM, Neo4jServer, jars, java

            java_path = java(JAVA_NEEDED[LONG_TERM])
            with Neo4jServer(jars(LONG_TERM), Path(folder), java=java_path, heap=options.heap) as server:
                yield Place(engine, server.uri, *server.auth)


def run(options: argparse.Namespace) -> tuple[dict[Key, list[dict[str, Any] | None]], dict[str, str]]:
    """All measurements, and what the engines call themselves."""
    found: dict[Key, list[dict[str, Any] | None]] = defaultdict(list)
    engines = {"embedded": f"ArcadeDB {version('arcadedb')} in the process"}
    for _, ties, engine in ((r, t, e) for r in range(options.repeat) for t in options.ties for e in options.engines):

        def measure(client: str, task: str, place: Place, ties: int = ties, engine: str = engine) -> bool:
            one = None
            with suppress(subprocess.TimeoutExpired):
                one = in_process_of_its_own(client, task, place, ties, options.limit)
            found[engine, ties, task, client].append(one)
            said = f"{one['seconds']:.1f} s" if one else "not finished"
            print(f"{engine} {ties:,} {task} {client}: {said}", file=sys.stderr, flush=True)
            return one is not None

        with empty_place(engine, options) as place:
            if not measure("graphkit", "load", place):
                raise SystemExit(f"graphkit did not load {ties:,} ties within {options.limit:,} s ({engine}).")
            measure("graphkit", "read", place)
            measure("plain", "read", place)
            ours = in_process_of_its_own("plain", "count", place, ties)
            if engine == "neo4j":
                engines[engine] = in_process_of_its_own("plain", "version", place, ties)["version"]
        with empty_place(engine, options) as place:
            theirs = in_process_of_its_own("plain", "count", place, ties) if measure("plain", "load", place) else None
        if theirs is not None:
            differ = {name: (n, theirs[name]) for name, n in ours.items() if name not in MEASURED and n != theirs[name]}
            if differ:
                raise SystemExit(f"{engine}, {ties:,} ties: the clients did not write the same: {differ}")
    return found, engines


def report(found: dict[Key, list[dict[str, Any] | None]], engines: dict[str, str], options: argparse.Namespace) -> str:
    """The measurements as a table, with the machine."""
    lines = [HEAD]
    for engine, ties, task in dict.fromkeys(key[:3] for key in found):
        ours, plain = (medians(found[engine, ties, task, client]) for client in CLIENTS)
        ratio, without, theirs = "", "", ("not finished", "", "")
        if ours and plain:
            ratio = f"{plain['seconds'] / ours['seconds']:.1f}"
            if task == "load":
                without = f"{(plain['seconds'] - plain['from_source']) / ours['seconds']:.1f}"
            theirs = (f"{plain['seconds']:.1f}", f"{plain['cpu']:.1f}", f"{plain['peak']:,.0f}")
        elif ours:
            ratio = f"over {options.limit / ours['seconds']:.1f}"
        mine = (f"{ours['seconds']:.1f}", f"{ours['cpu']:.1f}", f"{ours['peak']:,.0f}") if ours else theirs
        cells = (
            *(engine, f"{ties:,}", "load" if task == "load" else "read back", mine[0], theirs[0], ratio, without),
            *(mine[1], theirs[1], mine[2], theirs[2]),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, "", *facts(engines, options)])


def medians(runs: list[dict[str, Any] | None]) -> dict[str, float] | None:
    """The medians of runs; None where one was not finished."""
    finished = [one for one in runs if one]
    if len(finished) < len(runs):
        return None
    return {name: statistics.median(one.get(name, 0.0) for one in finished) for name in (*MEASURED, "from_source")}


def facts(engines: dict[str, str], options: argparse.Namespace) -> Iterator[str]:
    """What a reader must know to judge the numbers."""
    runs = f"Median of {options.repeat} runs" if options.repeat > 1 else "One run"
    yield f"- {ACTORS:,} actors and {ACTIONS:,} actions in every row of the table, each with a tie to its source."
    yield "- plain: the official driver, constraints on ids, UNWIND and MERGE of 10,000 rows a transaction, the same"
    yield "  nodes, ties and properties (`benchmarks/plain_client.py`); reading back: one streamed result a table."
    yield "- Without ties to the source: their time is left out of the plain client's, and not out of graphkit's."
    yield from page.facts(("graphkit", "neo4j", "neo4j-rust-ext"))
    yield f"- {'; '.join(f'{name}: {engines[name]}' for name in options.engines)}."
    yield f"- Not finished: not within {options.limit:,} s. Both clients read back what graphkit wrote."
    yield f"- {runs}. CPU seconds and memory are the client's process, the embedded engine in it and a server not."


def main() -> None:
    """Measure, or be the process of a measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ties", type=int, nargs="+", default=[50_000, 1_000_000], help="how many FUNDS ties")
    parser.add_argument("--engines", nargs="+", choices=("embedded", "neo4j"), default=["embedded", "neo4j"])
    parser.add_argument("--neo4j-uri", help="an empty server; without it one is started")
    parser.add_argument("--neo4j-user", default="neo4j")
    parser.add_argument("--heap", default="2g", help="heap of the server that is started")
    parser.add_argument("--limit", type=int, default=1_000, help="seconds that a task may take")
    parser.add_argument("--repeat", type=int, default=1, help="how often everything is measured")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    parser.add_argument("--measure", nargs=5, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        client, task, engine, where, ties = options.measure
        user, password = os.environ["GRAPHKIT_USER"], os.environ["GRAPHKIT_PASSWORD"]
        print(json.dumps(measured(client, task, Place(engine, where, user, password), int(ties))))
        return
    text = report(*run(options), options)
    print(text)
    if options.write:
        page.write("load", "Loading", text, "python benchmarks/load.py --write")


if __name__ == "__main__":
    main()
