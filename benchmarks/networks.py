"""Measures of networks beside peers, in one run on one machine: seconds, memory, and whether the values agree.

    python benchmarks/networks.py --sizes S --limit 60
    python benchmarks/networks.py --sizes M --write
    python benchmarks/networks.py --sizes XL --works pagerank --write

Each work of `works` is done by each engine that has a function for it, in a process of its own, on two threads, with
its graph ready-made. Runs are repeated until there are ``--repeat``, or ``--enough`` seconds have gone; what is soon
done is done in ``--rounds``, all engines one after the other and again; medians count. What takes longer than
``--limit`` is written so. L and XL, which take hours, are run when they are asked for: ``--write`` puts the works
that were run into the table and leaves the others as they stand. The peers are installed into an environment of their
own, see `peers`.
"""

from __future__ import annotations

import argparse
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import engines
import given
import kept
import numpy as np
import page
import peers
import works
from drawn_networks import SIZES
from numpy.typing import NDArray
from taken import Row, short

HERE = Path(__file__).resolve().parent

OURS = "graphkit"

# The same through NetworkX's functions, as it is called by users and as rustnx is measured.
OURS_BY_NETWORKX = "graphkit_nx"

# Engines that are not run at a size. NetworkX would need hours at L, and some 5 GB for the graph alone; at XL stay two
# peers for graphs, igraph and NetworKit, one for matrices and one for tables.
LEFT_OUT = {"L": ("networkx", "sknetwork", "duckdb", "gds"), "XL": ("networkx", "rustnx", "sknetwork", "duckdb", "gds")}

# Works that an engine is not begun with at a size, and what says so: its time or its memory one size below.
TIME = "its time with fewer actors says that it would not come to an end"
MEMORY = "what it held with fewer actors says that it would not fit into memory"
ALL_PAIRS = ("closeness", "harmonic", "betweenness", "betweenness_from_256")
NOT_BEGUN = {
    "L": {
        "networkit": dict.fromkeys((*ALL_PAIRS, "distances"), TIME),
    },
    "XL": {
        "igraph": {**dict.fromkeys(ALL_PAIRS, TIME), "projection": MEMORY},
        "networkit": dict.fromkeys((*ALL_PAIRS, "distances"), TIME),
        "polars": {"projection": MEMORY},
        "scipy": dict.fromkeys(("clustering", "holes", "projection"), MEMORY),
    },
}

# Seconds that one engine may take for one work at a size, and how many runs.
LIMITS = {"S": 60.0, "M": 600.0, "L": 600.0, "XL": 600.0}
REPEAT = {"S": 5, "M": 5, "L": 3, "XL": 3}

# NetworkX is known to be slow: by how much is told by less.
NETWORKX_AT_MOST = 120.0

# The signal by which a process of `one` ends itself at its limit.
ENDED = getattr(signal, "SIGALRM", 0)

# NetworkX is to take so many times as long, where it takes over a second.
OVER_NETWORKX = 100.0

THREADS = ("GRAPHKIT", "OMP_NUM", "OPENBLAS_NUM", "MKL_NUM", "RAYON_NUM", "NUMBA_NUM", "POLARS_MAX")

HEAD = (
    "| work | engine | seconds | runs, ± | CPU s | / graphkit | wanted | MB | differs by |\n"
    "|---|---|---:|---:|---:|---:|---:|---:|---:|"
)


class Engine(NamedTuple):
    """One engine that is to do one work at a size."""

    name: str
    work: str
    size: str
    file: Path
    limit: float
    repeat: int
    enough: float

    @classmethod
    def of(cls, name: str, work: str, size: str, file: Path, options: argparse.Namespace) -> Engine:
        """What is asked for, or what is usual at the size."""
        limit = options.limit or (min(LIMITS[size], NETWORKX_AT_MOST) if name == "networkx" else LIMITS[size])
        return cls(name, work, size, file, limit, options.repeat or REPEAT[size], min(options.enough, limit))


def run(asked: Engine) -> tuple[dict[str, Any], NDArray[np.float64] | None]:
    """One engine doing one work, in a process of its own: what that took, and the values."""
    engine, limit = asked.name, asked.limit
    own = getattr(import_module(f"engines.{engine}"), "OWN_PYTHON", False)
    python = Path(sys.executable) if own else peers.python()
    with tempfile.TemporaryDirectory(prefix="graphkit-benchmark-", ignore_cleanup_errors=True) as folder:
        values = Path(folder) / "values.npy"
        words = (asked.work, engine, asked.file, values, asked.repeat, asked.enough, limit)
        command = [python, HERE / "one.py", *words]
        # What an engine puts down goes with the folder, also when its process was ended.
        env = {**os.environ, **{f"{name}_THREADS": "2" for name in THREADS}, "TMPDIR": folder}
        try:
            done = subprocess.run(
                [str(word) for word in command],
                env=env,
                capture_output=True,
                text=True,
                check=False,
                timeout=2 * limit + 300,
            )
            lines = done.stdout.splitlines()
            error = "" if done.returncode in (0, -ENDED) else done.stderr or f"ended with {done.returncode}"
        except subprocess.TimeoutExpired as stopped:
            lines, error = (stopped.stdout or b"").decode().splitlines(), ""
        told = json.loads(lines[-1]) if lines else {}
        if error and not told:
            told = {"failed": f"failed: {error.strip().splitlines()[-1][:120].replace('|', '/')}"}
        found = np.load(values).ravel() if values.exists() else None
    said = Row(engine, [told], found, limit).said
    print(f"{asked.size} {asked.work} {engine}: {said}", file=sys.stderr, flush=True)
    return told, found


def measured(size: str, options: argparse.Namespace) -> dict[str, list[Row]]:
    """For each work what each engine took, graphkit first."""
    found: dict[str, list[Row]] = {}
    for name in options.works:
        work = _work(name)
        file = given.keep(size, bounded=getattr(work, "BOUNDED", True))
        doing = [each for each in options.engines if hasattr(work, each) and _begun(each, name, size)]
        doing.sort(key=lambda each: each != OURS)
        found[name] = rounds([Engine.of(each, name, size, file, options) for each in doing], options.rounds)
    return found


def rounds(doing: Sequence[Engine], number: int) -> list[Row]:
    """What engines took for a work, in `number` rounds of one after the other.

    What is not over in the first round is not begun again, nor what took so long that disturbances are evened out.
    """
    firsts = [run(each) for each in doing]
    told = [[first] for first, _ in firsts]
    for _ in range(number - 1):
        for each, so_far in zip(doing, told, strict=True):
            if 0.0 < sum(so_far[0].get("seconds", ())) < each.enough:
                so_far.append(run(each)[0])
    return [
        Row(each.name, so_far, values, each.limit)
        for each, so_far, (_, values) in zip(doing, told, firsts, strict=True)
    ]


def report(size: str, found: dict[str, list[Row]], options: argparse.Namespace, before: str = "") -> str:
    """The measurements as a table, what was missed, and what a reader must know.

    Works that were not run now stay as they are in `before`, the table that stood there.
    """
    done = kept.works(before, _names(works)) | {
        name: kept.Work(list(table(size, name, rows)), list(notes(size, name, rows, options)))
        for name, rows in found.items()
        if any(row.engine == OURS for row in rows)
    }
    done = dict(sorted(done.items()))
    lines = [HEAD, *(row for work in done.values() for row in work.rows)]
    if size == "M":
        lines += ["", f"Missed: {'; '.join(kept.missed(done)) or 'nothing'}."]
        by_networkx = kept.missed(done, OURS_BY_NETWORKX)
        lines += ["", f"Missed through NetworkX's functions (`graphkit_nx`): {'; '.join(by_networkx) or 'nothing'}."]
    notes_ = [note for work in done.values() for note in work.notes]
    return "\n".join([*lines, "", *facts(size), *notes_, page.machine()])


def table(size: str, name: str, rows: Sequence[Row]) -> Iterator[str]:
    """The lines of a work in the table, graphkit's first."""
    ours = next(row for row in rows if row.engine == OURS)
    wanted = _wanted(_work(name), rows) if size == "M" else {}
    for row in rows:
        least = wanted.get(row.engine)
        megabytes = row.told.get("megabytes")
        used = short(row.cpu) if row.is_measured else ""
        yield (
            f"| {name if row is ours else ''} | {row.engine} | {row.said} | {row.spread} | {used} "
            f"| {'' if row is ours else row.ratio(ours)} | {short(least) if least else ''} "
            f"| {'' if megabytes is None else f'{megabytes:,.0f}'} | {row.difference(ours)} |"
        )


def notes(size: str, name: str, rows: Sequence[Row], options: argparse.Namespace) -> Iterator[str]:
    """What a work is, what engines do otherwise, and when, with what and how long it was measured."""
    work = _work(name)
    yield f"- {name}: {' '.join((work.__doc__ or '').split())}"
    for engine, note in work.NOTES.items():
        if engine in {row.engine for row in rows}:
            yield f"  - {engine}: {note}."
    for engine, works_ in sorted(NOT_BEGUN.get(size, {}).items()):
        if name in works_:
            yield f"  - {engine}: not begun; {works_[name]}."
    versions = {package: each for row in rows for package, each in row.told.get("versions", {}).items()}
    said = ", ".join(f"{package} {each}" for package, each in sorted(versions.items()))
    most = options.limit or LIMITS[size]
    within = f"{most:,.0f} s at most" + (f", NetworkX {NETWORKX_AT_MOST:,.0f}" if most > NETWORKX_AT_MOST else "")
    yield f"{kept.MEASURED} {page.when()}; {within}; {said}."


def facts(size: str) -> Iterator[str]:
    """What a reader must know to judge the numbers of all works."""
    of = SIZES[size]
    hash = given.Given.read(given.keep(size, bounded=False)).hash
    yield f"- {of.actors:,} actors, {of.actions:,} actions, {of.ties:,} ties, drawn by `drawn_networks.py` ({hash})."
    yield f"- All works but `projection` are without the actions of more than {given.MOST} actors, for all engines."
    yield "- Graphs are ready-made, peers' of the projection and graphkit's of the two modes; clustering, coreness and"
    yield "  holes begin with the projection in graphkit too, components and removal with two modes in all engines."
    yield "- graphkit are the kernels, from arrays to arrays; graphkit_nx the same through NetworkX's functions on a"
    yield "  Projection or a Network, as users call them, with dispatch and dictionaries, as rustnx and networkx are."
    yield "- Two threads each. runs, ±: how many, and from the fastest to the slowest in percent of the median."
    yield "  / graphkit: the median of the rounds' ratios, and their range; in a round each engine is run once. MB: the"
    yield "  most memory above what the process had with its graph. differs by: the largest difference to a value of"
    yield "  graphkit, by the value or the mean of all, whichever is larger."
    yield "- gds is Neo4j Graph Data Science, in a server; CPU s and MB are without it."


def _wanted(work: ModuleType, rows: Sequence[Row]) -> dict[str, float]:
    """By engine how many times as long as graphkit it is to take."""
    wanted = dict(work.WANTED)
    peers_ = [
        row for row in rows if row.engine not in (OURS, OURS_BY_NETWORKX, "networkx") and "failed" not in row.told
    ]
    if (least := wanted.pop("best", None)) and peers_:
        wanted[min(peers_, key=lambda row: row.seconds).engine] = least
    slow = [row for row in rows if row.engine == "networkx" and row.seconds > 1.0]
    return wanted | {row.engine: OVER_NETWORKX for row in slow}


def _work(name: str) -> ModuleType:
    return import_module(f"works.{name}")


def _begun(engine: str, work: str, size: str) -> bool:
    """Whether an engine is run for a work at a size."""
    return engine not in LEFT_OUT.get(size, ()) and work not in NOT_BEGUN.get(size, {}).get(engine, {})


def _names(package: ModuleType) -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(package.__path__))


def _at_hand() -> list[str]:
    """The engines that can be run here without fetching a server first."""
    return [name for name in _names(engines) if getattr(import_module(f"engines.{name}"), "is_there", lambda: True)()]


def main() -> None:
    """Measure all that was asked for; print, and with --write keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", choices=[*LIMITS], default=["S", "M"])
    parser.add_argument("--works", nargs="+", choices=_names(works), default=_names(works))
    parser.add_argument("--engines", nargs="+", choices=_names(engines), default=_at_hand())
    parser.add_argument("--repeat", type=int, help="how many runs; without, 5, and 3 at L and XL")
    parser.add_argument("--rounds", type=int, default=3, help="how often all engines are run, one after the other")
    parser.add_argument("--enough", type=float, default=20.0, help="no further run after so many seconds")
    parser.add_argument("--limit", type=float, help="seconds for an engine and a work; without, 600, 60 at S")
    parser.add_argument("--write", action="store_true", help="put the works that were run into docs/benchmarks.md")
    options = parser.parse_args()
    if options.write:
        if options.engines != _at_hand():
            parser.error("a table has what all engines took in one run: leave out --engines, or --write")
        for size in options.sizes:
            if not kept.is_of(page.read(f"networks-{size}"), page.machine()) and options.works != _names(works):
                parser.error(f"{size} in {page.PAGE.name} is of another machine: leave out --works to measure it anew")
    for size in options.sizes:
        began = time.monotonic()
        found = measured(size, options)
        # Read when all is done: another run may have written meanwhile.
        text = report(size, found, options, page.read(f"networks-{size}") if options.write else "")
        print(f"{text}\n")
        print(f"{size}: {(time.monotonic() - began) / 60:.1f} minutes", file=sys.stderr, flush=True)
        if options.write:
            command = f"python benchmarks/networks.py --sizes {size} --write"
            page.write(f"networks-{size}", f"Measures of networks, {size}", text, command)


if __name__ == "__main__":
    main()
