"""Removals on a network of 100,000 actors × 200,000 actions and 1,000,000 ties: ``python benchmarks/removal_large.py``.

Prints, for each experiment, the seconds it takes and the area R. The network is drawn (`drawn_networks`, the size L or
the one named), so that everybody can make it again. Time to build the network from its tables is told apart.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
import pyarrow as pa
from drawn_networks import SIZES, Drawn, drawn

from graphkit.model.columns import tables
from graphkit.networks.kernels.components import removal
from graphkit.networks.kernels.layout import two_mode
from graphkit.networks.network import Network
from graphkit.networks.snapshot import Snapshot
from graphkit.scenarios.curve import robustness
from graphkit.scenarios.exit import funder_exit

EXPERIMENTS: dict[str, dict[str, Any]] = {
    "nobody left, most ties first": {"order": "degree"},
    "nobody left, fewest ties first": {"order": "ascending"},
    "nobody left, any order (exact)": {"order": "random"},
    "half of the money lost, most money first": {"order": "money", "rules": "money=0.5"},
    "half of the money lost or no funder, most ties first": {"order": "degree", "rules": "money=0.5,funder"},
}


def network(made: Drawn) -> Network:
    """The drawn network as grants in euros, each with its amount."""

    def table(name: str, columns: dict[str, Any], n: int) -> pa.Table:
        schema = tables()[name]
        arrays = [
            pa.array(columns[column.name], column.type) if column.name in columns else pa.nulls(n, column.type)
            for column in schema
        ]
        return pa.Table.from_arrays(arrays, schema=schema)

    n, m, k = made.size.actors, made.size.actions, made.size.ties
    actors, actions = ([f"{letter}{number:07}" for number in range(many)] for letter, many in (("a", n), ("x", m)))
    ties = {
        "id": [f"t{number:07}" for number in range(k)],
        "type": ["FUNDS"] * k,
        "actor": [actors[at] for at in made.actor.tolist()],
        "action": [actions[at] for at in made.action.tolist()],
        "amount": made.amount,
        "currency": ["EUR"] * k,
        "status": ["granted"] * k,
        "source": ["s"] * k,
        "locator": [f"row {number}" for number in range(k)],
    }
    return Snapshot(
        actors=table("actors", {"id": actors, "name": actors}, n),
        actions=table("actions", {"id": actions, "name": actions}, m),
        ties=table("ties", ties, k),
        sources=table("sources", {"id": ["s"], "name": ["drawn"]}, 1),
    ).network()


def main(words: list[str]) -> int:
    """The exit code."""
    name = words[0] if words else "L"
    if len(words) > 1 or name not in SIZES:
        print(f"python benchmarks/removal_large.py [{'|'.join(SIZES)}]", file=sys.stderr)
        return 2
    made = drawn(SIZES[name])
    started = time.perf_counter()
    found = network(made)
    print(f"{name} ({made.hash}): {found.spec}; {time.perf_counter() - started:.1f} s to build")
    for what, options in EXPERIMENTS.items():
        started = time.perf_counter()
        result = robustness(found, **options)
        print(f"{time.perf_counter() - started:8.2f} s  R = {result.area:.4f}  {what}")
    started = time.perf_counter()
    first = np.argsort(-np.diff(found.indptr), kind="stable")[:100]
    left = funder_exit(found, [found.actor_ids[at] for at in first.tolist()])
    print(f"{time.perf_counter() - started:8.2f} s  {left.n_falling:,} fall  exit of the 100 with most ties")
    started = time.perf_counter()
    order = np.argsort(-np.diff(found.indptr), kind="stable")
    parts = removal(two_mode(found.indptr, found.indices, found.n_actions), order)
    share = parts.largest[:-1].mean() / found.n_actors
    print(f"{time.perf_counter() - started:8.2f} s  R = {share:.4f}  largest component, most ties first")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
