"""How much of planted coalitions is found, and how often one is called stable where none is.

    python benchmarks/coalitions.py --write

Five groups of eight actors, each with sixteen actions of three; one tie in ``1 / noise`` goes to anybody. What is found
is told as normalised mutual information with the plant, actors in no group being one each, beside Louvain's method on
the projection as NetworkX has it. Then networks rewired with the same margins, which have no coalition.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import mean
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import networkx as nx
import page

from graphkit.coalitions import coalitions
from graphkit.coalitions.stability import assessment, resampling
from tests.unit.coalitions.planted import information, planted

NOISES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
WAYS: dict[str, dict[str, Any]] = {
    "graphkit": {},
    "graphkit, bipartite": {"method": "bipartite"},
    "graphkit, overlapping": {"method": "overlapping"},
    "graphkit, sdsm": {"backbone": "sdsm"},
    "graphkit, fdsm": {"backbone": "fdsm", "draws": 200},
    "graphkit, disparity": {"backbone": "disparity"},
}
# An overlapping method puts actors in several groups, so that there is no one label to compare; drawing networks in
# each of hundreds of runs takes hours.
COMPARED = [name for name in WAYS if name not in ("graphkit, overlapping", "graphkit, fdsm")]
PEER = "Louvain (NetworkX)"


def found(of: tuple[float, int, int]) -> dict[str, tuple[float, int]]:
    """For each way: the information, and how many groups are called stable."""
    noise, seed, runs = of
    network = planted(seed, noise)
    told = {}
    for name in COMPARED:
        result = coalitions(network, runs=runs, seed=seed, threads=1, **WAYS[name])
        told[name] = (information(result.groups, network), len(result.stable))
    groups = nx.community.louvain_communities(network.projection("count").to_networkx(), seed=seed)
    return told | {PEER: (information([sorted(group) for group in groups], network), 0)}


def wrong(of: tuple[str, int, int]) -> bool:
    """Whether any group of a rewired network is called stable."""
    name, seed, runs = of
    (drawn,) = resampling.rewired(planted(0, 0.1), [1_000 + seed])
    return bool(coalitions(drawn, runs=runs, seed=seed, threads=1, **WAYS[name]).stable)


def report(options: argparse.Namespace) -> Iterator[str]:
    """The two tables."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        yield "| noise | " + " | ".join([*COMPARED, PEER]) + " |"
        yield "|---:|" + "---:|" * (len(COMPARED) + 1)
        for noise in NOISES:
            each = list(pool.map(found, [(noise, seed, options.runs) for seed in range(options.networks)]))
            yield f"| {noise:g} | " + " | ".join(_cell([one[name] for one in each]) for name in each[0]) + " |"
            print(noise, file=sys.stderr, flush=True)
        yield ""
        yield "| networks without a coalition | in which one is called stable |\n|---|---:|"
        for name in WAYS:
            called = sum(pool.map(wrong, [(name, seed, options.runs) for seed in range(options.rewired)]))
            yield f"| {name} | {called} of {options.rewired} |"
            print(name, called, file=sys.stderr, flush=True)
    yield ""
    yield f"- {options.networks} networks a noise, {options.runs} runs. In brackets: groups called stable, of the five."
    yield f"- Stable means more than {assessment.REWIRED} rewired networks give, at a level of {assessment.LEVEL:g}."
    yield "- An overlapping method gives no one label an actor: it is in the second table alone, as slow fdsm."
    yield from page.facts(("graphkit", "networkx"))


def _cell(values: Sequence[tuple[float, int]]) -> str:
    stable = mean(n for _, n in values)
    return f"{mean(value for value, _ in values):.2f}" + (f" ({stable:.1f})" if stable else "")


def main() -> None:
    """Print, and with --write keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--networks", type=int, default=5, help="how many a noise")
    parser.add_argument("--rewired", type=int, default=40, help="how many without a coalition")
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--write", action="store_true", help="put it into docs/benchmarks.md")
    options = parser.parse_args()
    text = "\n".join(report(options))
    print(text)
    if options.write:
        page.write("coalitions", "Planted coalitions", text, "python benchmarks/coalitions.py --write")


if __name__ == "__main__":
    main()
