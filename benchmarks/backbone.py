"""P-values of all pairs of actors beside peers, in one run on one machine: seconds, memory, and whether they agree.

    python benchmarks/backbone.py --write

Each engine works in a process of its own, on two threads, with its graph ready-made, once. What takes longer than
``--limit``, or more memory than ``--megabytes``, is written so. The peers are installed into an environment of their
own, see `peers`.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import page
import peers
from drawn_networks import SIZES, drawn
from one_backbone import DRAWS, ENGINES, SOME

HERE = Path(__file__).resolve().parent

THREADS = ("GRAPHKIT", "OMP_NUM", "OPENBLAS_NUM", "MKL_NUM", "NUMBA_NUM")

# At tiny all engines come to an end, so that it is seen whether they agree; drawing is for small networks.
WORKS = (("tiny", "sdsm"), ("S", "sdsm"), ("M", "sdsm"), ("S", "fdsm"))

HEAD = (
    "| size | model | engine | seconds | CPU s | MB | pairs | p ≤ .05 | differs by |\n"
    "|---|---|---|---:|---:|---:|---:|---:|---:|"
)


def run(size: str, work: str, engine: str, values: Path, options: argparse.Namespace) -> dict[str, Any]:
    """What one engine took, in a process of its own; with what it has started it is ended at its limit."""
    python = Path(sys.executable) if engine.startswith("graphkit") else peers.python()
    command = [python, HERE / "one_backbone.py", work, engine, size, values, options.limit, options.megabytes]
    env = {**os.environ, **{f"{name}_THREADS": "2" for name in THREADS}}
    # Into files: what an engine has started would keep pipes open when it is gone.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+", encoding="utf-8") as error:
        process = subprocess.Popen(
            [str(word) for word in command], env=env, stdout=out, stderr=error, start_new_session=True
        )
        try:
            process.wait(timeout=options.limit + 300)
        except subprocess.TimeoutExpired:
            print(f"{engine} does not end at its limit and is ended.", file=sys.stderr)
        finally:
            _end_group(process)
        out.seek(0)
        error.seek(0)
        lines, said = out.read().splitlines(), error.read().splitlines()
    if lines and process.returncode == 0:
        told: dict[str, Any] = json.loads(lines[-1])
    elif process.returncode in (-getattr(signal, "SIGALRM", 0), -9) or not said:
        told = {"failed": f"over {options.limit:,.0f}"}
    else:
        told = {"failed": f"failed: {said[-1][:120]}"}
    print(f"{size} {work} {engine}: {told}", file=sys.stderr, flush=True)
    return told


def _end_group(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def line(size: str, work: str, engine: str, told: dict[str, Any], difference: str) -> str:
    """A row of the table."""
    start = f"| {size} | {work} | {engine} |"
    if "failed" in told:
        return f"{start} {told['failed']} |  |  |  |  |  |"
    seconds = _short(told["seconds"])
    if told["share"] < 1:
        seconds = f"about {_short(told['seconds'] / told['share'])}, from {100 * told['share']:.2g} % of it"
    few = told["share"] < 1
    return (
        f"{start} {seconds} | {'' if few else _short(told['cpu'])} | {told['megabytes']:,.0f} | {told['pairs']:,} "
        f"| {'' if few else format(told['significant'], ',')} | {difference} |"
    )


def difference(ours: Path, theirs: Path) -> str:
    """The largest difference of p-values of pairs that both give."""
    if not ours.exists() or not theirs.exists():
        return ""
    one, other = np.load(ours), np.load(theirs)
    _, at_one, at_other = np.intersect1d(one["key"], other["key"], assume_unique=True, return_indices=True)
    return f"{np.abs(one['p'][at_one] - other['p'][at_other]).max():.1g}"


def report(options: argparse.Namespace) -> str:
    """The measurements as a table, and what a reader must know."""
    lines, versions = [HEAD], {}
    with tempfile.TemporaryDirectory(prefix="graphkit-benchmark-") as folder:
        for size, work in WORKS:
            if size not in options.sizes:
                continue
            ours = Path(folder) / f"{size}-{work}.npz"
            for engine in ENGINES[work]:
                values = ours if engine == "graphkit" else Path(folder) / "theirs.npz"
                told = run(size, work, engine, values, options)
                versions |= told.get("versions", {})
                # Of a few draws p is no p.
                compared = engine != "graphkit" and told.get("share", 0) == 1
                lines.append(line(size, work, engine, told, difference(ours, values) if compared else ""))
                if values != ours:
                    values.unlink(missing_ok=True)
    return "\n".join([*lines, "", *facts(options, versions)])


def facts(options: argparse.Namespace, versions: dict[str, str]) -> Iterator[str]:
    """What a reader must know to judge the numbers."""
    for size in options.sizes:
        of = SIZES[size]
        yield f"- {size}: {of.actors:,} actors, {of.actions:,} actions, {of.ties:,} ties ({drawn(of).hash})."
    yield "- Networks are drawn by `drawn_networks.py`."
    yield "- Graphs are ready-made; the fit of the model is in the seconds. One run each. MB: the most memory above"
    yield "  what the process had with its graph; of processes that bicm starts nothing is in CPU s and MB."
    yield "- pairs: those of which p is given; graphkit and bicm give it of those that meet, networkx-backbone of all."
    yield "  differs by: the largest difference to a p of graphkit's exact tails, of the pairs that both give."
    yield "- graphkit, normal: the refined normal approximation; bicm's (rna) gives the other tail, so that its default"
    yield "  stands here, the Poisson distribution. networkx-backbone's probability of a tie is not that of BiCM but"
    yield "  degree × size / ties, cut off at 1, and its normal approximation has no correction for continuity."
    yield f"- fdsm: {DRAWS:,} networks drawn; networkx-backbone drew {SOME}, which tells what {DRAWS:,} take. It"
    yield "  fills a matrix anew for each and makes 5 trades a row; graphkit makes 10."
    yield "- At tiny and S graphkit tests by NumPy, as numba would not be worth its import; at M by kernels."
    yield f"- {', '.join(f'{name} {each}' for name, each in sorted(versions.items()))}; two threads each."
    yield f"- At most {options.limit:,.0f} s and {options.megabytes / 2**10:,.0f} GB for an engine."
    yield from page.facts(("graphkit", "numba"))


def _short(number: float) -> str:
    """Three digits."""
    if number >= 99.5:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 9.95 else f"{number:.2f}" if number >= 0.995 else f"{number:.3g}"


def main() -> None:
    """Measure all that was asked for; print, and with --write keep."""
    sizes = list(dict.fromkeys(size for size, _ in WORKS))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", choices=sizes, default=sizes)
    parser.add_argument("--limit", type=float, default=600.0, help="seconds for an engine")
    parser.add_argument("--megabytes", type=float, default=8192.0, help="address space of an engine")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    options = parser.parse_args()
    text = report(options)
    print(f"{text}\n")
    if options.write:
        limit = "" if options.limit == parser.get_default("limit") else f" --limit {options.limit:.0f}"
        page.write("backbone", "Backbones", text, f"python benchmarks/backbone.py{limit} --write")


if __name__ == "__main__":
    main()
