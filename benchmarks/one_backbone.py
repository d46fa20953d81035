"""One measurement, in the process that runs this file: an engine tests all pairs, and what it took is printed as JSON.

    python one_backbone.py WORK ENGINE SIZE VALUES LIMIT MEGABYTES

Run by backbone.py with graphkit's Python for graphkit, and with the peers' for the others. A work is what is asked of
all pairs of actors; an engine has a function that makes its graph, and one that gives the p-values of pairs: the
numbers of the two actors, the lower first, and p.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from drawn_networks import SIZES, Drawn, drawn
from one import _end_after, resident

try:
    import resource
except ImportError:  # Windows: memory is not bounded there
    resource = None  # type: ignore[assignment]

# Networks drawn at random, and how many of them NetworkX is given to tell from: the whole would take it hours.
DRAWS, SOME = 1_000, 5

Tested = tuple[Any, Any, Any]


def graphkit_ready(network: Drawn) -> Any:
    """A Network of graphkit."""
    from scale import as_snapshot

    return as_snapshot(network).network()


def graphkit(network: Any, **options: Any) -> Tested:
    """SDSM with exact tails."""
    from graphkit.backbones.sdsm import sdsm

    return _of_graphkit(network, sdsm(network, **options))


def graphkit_normal(network: Any) -> Tested:
    """SDSM with the refined normal approximation."""
    return graphkit(network, exact=False)


def graphkit_draws(network: Any) -> Tested:
    """FDSM."""
    from graphkit.backbones.fdsm import fdsm

    return _of_graphkit(network, fdsm(network, draws=DRAWS))


def _of_graphkit(network: Any, found: Any) -> Tested:
    number = np.array([int(actor.rpartition(":")[2]) for actor in network.actor_ids])
    return number[found.one], number[found.other], found.more


def _edges(network: Drawn) -> list[tuple[int, int]]:
    """Actions have the numbers behind the actors."""
    return list(zip(network.actor.tolist(), (network.action + network.size.actors).tolist(), strict=True))


def bicm_ready(network: Drawn) -> Any:
    """A graph of bicm."""
    from bicm import BipartiteGraph

    return BipartiteGraph(edgelist=_edges(network))


def bicm(graph: Any, method: str = "poibin") -> Tested:
    """The p-values by which bicm validates a projection: of the Poisson-binomial distribution, exact."""
    graph.solve_tool(print_error=False)
    graph.compute_projection(approx_method=method, threads_num=2, progress_bar=False)
    pairs = [(one, other, p) for one, others in graph.rows_pvals.items() for other, p in others.items()]
    one, other, p = (np.array(each) for each in zip(*pairs, strict=True))
    number = np.array([graph.rows_dict[row] for row in range(graph.n_rows)])
    return number[one], number[other], p


def bicm_poisson(graph: Any) -> Tested:
    """The same by the Poisson distribution, which is what it does if nothing is said."""
    return bicm(graph, "poisson")


def networkx_backbone_ready(network: Drawn) -> Any:
    """A graph of NetworkX, and its actors."""
    import networkx as nx

    actors = np.unique(network.actor).tolist()
    graph = nx.Graph()
    graph.add_edges_from(_edges(network))
    return graph, actors


def networkx_backbone(graph: Any) -> Tested:
    """Its sdsm: the plain normal approximation."""
    import networkx_backbone as of

    return _of_networkx(of.sdsm(*graph), "sdsm_pvalue")


def networkx_backbone_draws(graph: Any) -> Tested:
    """Its fdsm."""
    import networkx_backbone as of

    return _of_networkx(of.fdsm(*graph, trials=SOME, seed=0), "fdsm_pvalue")


def _of_networkx(backbone: Any, name: str) -> Tested:
    pairs = [(min(one, other), max(one, other), tie[name]) for one, other, tie in backbone.edges(data=True)]
    one, other, p = (np.array(each) for each in zip(*pairs, strict=True))
    return one, other, p


# By work and engine: what makes the graph, what tests, and of how much of the work it is the time.
ENGINES: dict[str, dict[str, tuple[Callable[[Drawn], Any], Callable[[Any], Tested], float]]] = {
    "sdsm": {
        "graphkit": (graphkit_ready, graphkit, 1.0),
        "graphkit, normal": (graphkit_ready, graphkit_normal, 1.0),
        "bicm": (bicm_ready, bicm, 1.0),
        "bicm, Poisson": (bicm_ready, bicm_poisson, 1.0),
        "networkx-backbone": (networkx_backbone_ready, networkx_backbone, 1.0),
    },
    "fdsm": {
        "graphkit": (graphkit_ready, graphkit_draws, 1.0),
        "networkx-backbone": (networkx_backbone_ready, networkx_backbone_draws, SOME / DRAWS),
    },
}

VERSIONS = {"graphkit": ("graphkit", "numba"), "bicm": ("bicm",), "networkx-backbone": ("networkx-backbone",)}


def _warm_up(make: Callable[[Drawn], Any], test: Callable[[Any], Tested]) -> None:
    """Modules are imported, and what is compiled is: graphkit does without that for so few."""
    if make is graphkit_ready:
        from graphkit.backbones import fdsm, sdsm

        usual = sdsm.LEAST_WORK, fdsm.LEAST_WORK
        sdsm.LEAST_WORK = fdsm.LEAST_WORK = 0.0
        test(make(drawn(SIZES["tiny"])))
        sdsm.LEAST_WORK, fdsm.LEAST_WORK = usual
    test(make(drawn(SIZES["tiny"])))


def measured(options: list[str]) -> dict[str, Any]:
    """Seconds, the memory above what was there before, and the p-values in a file."""
    work, engine, size, values, limit, megabytes = options
    make, test, share = ENGINES[work][engine]
    _warm_up(make, test)
    graph = make(drawn(SIZES[size]))
    told: dict[str, Any] = {"versions": {name: version(name) for name in VERSIONS[engine.split(",")[0]]}}
    if resource is not None:
        most = int(float(megabytes) * 2**20)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    held = resident(peak=False, clear=True)
    _end_after(float(limit))
    before, used_before = time.perf_counter(), time.process_time()
    try:
        one, other, p = test(graph)
    except MemoryError:
        return {**told, "failed": f"more than {float(megabytes) / 2**10:.0f} GB"}
    told |= {"seconds": time.perf_counter() - before, "cpu": time.process_time() - used_before, "share": share}
    _end_after(0)
    told |= {"megabytes": resident(peak=True) - held, "pairs": len(p), "significant": int((p <= 0.05).sum())}
    key = np.asarray(one, dtype=np.int64) * SIZES[size].actors + other
    order = np.argsort(key)
    np.savez(Path(values), key=key[order], p=np.asarray(p, dtype=np.float64)[order])
    return told


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1:])), flush=True)
