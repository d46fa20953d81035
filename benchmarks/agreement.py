"""Values of measures beside igraph's and NetworKit's, each by itself: how far off the farthest is.

    python benchmarks/agreement.py --write

The network is drawn by `drawn_networks`, without the actions of more actors than `given` bounds. Measures are called as
anybody calls them; peers get the same network as arrays, in processes of their own, with tolerances near what doubles
hold. What takes a peer long is compared at some of the nodes. Seconds are not measured.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import given
import numpy as np
import page
import peers
from drawn_networks import SIZES, drawn, without_large

HERE = Path(__file__).resolve()

# Nodes whose distances are taken, of each kind.
SOME = 200

# The least tolerance that is given to peers which have one.
TIGHT = 1e-15

# What is smaller than this share of the largest is not looked at: graphkit rounds eigenvectors to 13 decimals.
FLOORS = {"eigenvector": 1e-3, "hits": 1e-3}

HEAD = "| measure | of | peer | values | differ by |\n|---|---|---|---:|---:|"

# What no peer has, and what it is held against in tests.
ALONE = {
    "birank": "the solution of its linear equations, at S",
    "clustering_two_mode": "ways walked one by one, at S",
    "hierarchy": "NetworkX's `local_constraint` of each partner, at S",
}

Found = dict[str, Any]
"""Values by measure and kind, as ``closeness projection``; nan where there is none, or none was asked for."""


def ours(network: Any, handed: given.Given) -> Found:
    """What the measures of graphkit give."""
    from graphkit.measures import _kernels, catalogue
    from graphkit.networks.kernels import betweenness
    from graphkit.networks.kernels.layout import both_modes

    found = {}
    for kind, subject in {"two-mode": network, "projection": network.projection("newman")}.items():
        for name, measure in catalogue().items():
            if name != "betweenness" and measure.only in (None, kind):
                options = {"normalized": False} if "normalized" in measure.options else {}
                found[f"{name} {kind}"] = measure.function(subject, **options)
    # From some actors alone, hence by the kernel of the measure.
    arrays = _kernels.arrays(network)
    found["betweenness projection"] = betweenness.dependencies_in_projection(arrays, handed.sources)
    found["betweenness two-mode"] = betweenness.dependencies(both_modes(arrays), handed.sources)
    return found


def igraph(handed: given.Given) -> Iterator[tuple[str, Any]]:
    """What igraph gives."""
    import igraph as ig

    ready = import_module("engines.igraph").ready
    for kind in ("two-mode", "projection"):
        graph = ready(handed, "two-mode" if kind == "two-mode" else "weighted")
        weight = None if kind == "two-mode" else "weight"
        money = handed.amounts.tolist() if kind == "two-mode" else "weight"
        label = np.array(graph.connected_components().membership)
        yield f"degree {kind}", graph.degree()
        yield f"strength {kind}", graph.strength(weights=money)
        yield f"coreness {kind}", graph.coreness()
        yield f"pagerank {kind}", graph.pagerank(weights=weight)
        yield f"closeness {kind}", _closeness(graph, label, handed, kind)
        some = _some(handed, kind)
        near = np.array(graph.harmonic_centrality(vertices=some.tolist())) * (graph.vcount() - 1)
        yield f"harmonic {kind}", _at(some, near, graph.vcount())
        # It halves its sums, as if each pair were seen from both ends.
        yield f"betweenness {kind}", 2.0 * np.array(graph.betweenness(sources=handed.sources.tolist()))
        largest = np.flatnonzero(label == np.bincount(label).argmax())
        part = graph.induced_subgraph(largest.tolist())
        first = np.array(part.eigenvector_centrality(weights=weight))
        length = np.sqrt(2.0 if kind == "two-mode" else 1.0) / np.linalg.norm(first)
        yield f"eigenvector {kind}", _at(largest, first * length, graph.vcount())
    yield "clustering projection", graph.transitivity_local_undirected(mode="zero")
    yield "constraint projection", graph.constraint(weights="weight")
    # It warns that actors are no authorities, and actions no hubs.
    warnings.simplefilter("ignore", RuntimeWarning)
    directed = ig.Graph(handed.n + handed.n_actions, np.column_stack(handed.ties()), directed=True)
    hubs, authorities = np.array(directed.hub_score()), np.array(directed.authority_score())
    yield (
        "hits two-mode",
        np.concatenate(
            [hubs[: handed.n] / hubs[: handed.n].sum(), authorities[handed.n :] / authorities[handed.n :].sum()]
        ),
    )


def _closeness(graph: Any, label: Any, handed: given.Given, kind: str) -> Any:
    """Of igraph's, which is within each component: in two modes by the nearest that can be, in all by how many."""
    n, some = handed.n, _some(handed, kind)
    sizes = np.bincount(label)[label] - 1
    far = sizes[some] / np.array(graph.closeness(vertices=some.tolist()))
    nearest = sizes
    if kind == "two-mode":
        actors, actions = (np.bincount(each, minlength=label.max() + 1)[label] for each in (label[:n], label[n:]))
        own, other = np.where(np.arange(len(label)) < n, [actors, actions], [actions, actors])
        nearest = other + 2 * (own - 1)
    values = np.where(sizes[some] > 0, nearest[some] / far * sizes[some] / (graph.vcount() - 1), 0.0)
    return _at(some, values, graph.vcount())


def networkit(handed: given.Given) -> Iterator[tuple[str, Any]]:
    """What NetworKit gives."""
    from networkit import centrality as of

    ready = import_module("engines.networkit").ready
    for kind in ("two-mode", "projection"):
        graph = ready(handed, "two-mode" if kind == "two-mode" else "weighted")
        found = np.array(of.PageRank(graph, 0.85, TIGHT).run().scores())
        yield f"pagerank {kind}", found / found.sum()
        yield f"coreness {kind}", of.CoreDecomposition(ready(handed, kind)).run().scores()
    plain = ready(handed, "projection")
    yield "clustering projection", of.LocalClusteringCoefficient(plain).run().scores()


def scipy(handed: given.Given) -> Iterator[tuple[str, Any]]:
    """What products of SciPy's matrices give, where the others have nothing."""
    matrix = handed.matrix(weighted=True)
    _, size = import_module("works.holes").scipy(matrix, handed).reshape(2, -1)
    yield "effective_size projection", size
    yield "efficiency projection", size / np.maximum(np.diff(handed.ptr), 1)
    for at, kind in enumerate(("two-mode", "projection")):
        ties = matrix if kind == "projection" else _both(handed)
        walks = np.ones(ties.shape[0])
        # Each step leaves half of what was missing, at most.
        for _ in range(60):
            walks = 1.0 + handed.alphas[at] * (ties @ walks)
        yield f"katz {kind}", walks


PEERS: dict[str, Callable[[given.Given], Iterator[tuple[str, Any]]]] = {
    "igraph": igraph,
    "networkit": networkit,
    "scipy": scipy,
}


def _both(handed: given.Given) -> Any:
    from scipy.sparse import block_array, csr_array

    return csr_array(block_array([[None, handed.incidence], [handed.incidence.T, None]]))


def _some(handed: given.Given, kind: str) -> Any:
    """Some actors, in two modes as many actions."""
    actors = given._spread(handed.n, SOME)
    return actors if kind == "projection" else np.append(actors, handed.n + given._spread(handed.n_actions, SOME))


def _at(nodes: Any, values: Any, n: int) -> Any:
    found = np.full(n, np.nan)
    found[nodes] = values
    return found


def handed_out(size: str, file: Path) -> Any:
    """The network of graphkit; and in a file, the same as arrays, the projection by SciPy."""
    from scale import as_snapshot
    from scipy.sparse import diags_array
    from scipy.sparse.linalg import eigsh

    network = as_snapshot(without_large(drawn(SIZES[size]), given.MOST)).network()
    incidence = network.incidence.astype(float)
    sizes = np.diff(network.by_action.indptr)
    newman = given._off_diagonal(incidence @ diags_array(1.0 / np.maximum(sizes - 1, 1)) @ incidence.T)
    arrays = {
        "actor_ptr": incidence.indptr.astype(np.int64), "actions": incidence.indices.astype(np.int32),
        "n_actions": np.array(network.n_actions), "amounts": network.amounts.data,
        "ptr": newman.indptr.astype(np.int64), "others": newman.indices.astype(np.int32), "newman": newman.data,
    }  # fmt: skip
    both = _both(given.Given(arrays))
    arrays["alphas"] = np.array([0.5 / eigsh(ties, k=1, which="LA")[0][0] for ties in (both, newman)])
    np.savez(file, **arrays)
    return network


def difference(name: str, mine: Any, theirs: Any) -> tuple[int, float]:
    """How many values are compared, and the largest difference by the value itself."""
    mine, theirs = np.asarray(mine, dtype=float), np.asarray(theirs, dtype=float)
    there = ~np.isnan(theirs) & ~np.isnan(mine)
    if floor := FLOORS.get(name):
        there &= mine >= floor * np.nanmax(mine)
    mine, theirs = mine[there], theirs[there]
    most = np.maximum(np.abs(mine), np.abs(theirs))
    off = np.divide(np.abs(mine - theirs), most, out=np.zeros(len(most)), where=most > 0)
    return len(mine), float(off.max(initial=0.0))


def report(size: str) -> str:
    """The differences as a table, and what a reader must know."""
    rows = {}
    with tempfile.TemporaryDirectory(prefix="graphkit-agreement-") as folder:
        file = Path(folder) / "given.npz"
        network = handed_out(size, file)
        handed = given.Given.read(file)
        found, versions = ours(network, handed), [f"graphkit {version('graphkit')}"]
        for peer in PEERS:
            out = Path(folder) / f"{peer}.npz"
            subprocess.run(
                [peers.python(), HERE, "--peer", peer, "--folder", folder], check=True, cwd=HERE.parent,
                env={**os.environ, "OMP_NUM_THREADS": "2"},
            )  # fmt: skip
            theirs = dict(np.load(out))
            versions.append(f"{peer} {theirs.pop('version')}")
            for key, values in theirs.items():
                name, kind = key.split()
                count, off = difference(name, found[key], values)
                rows[name, kind, peer] = f"| {name} | {kind} | {peer} | {count:,} | {off:.0e} |"
    lines = [HEAD, *(rows[key] for key in sorted(rows)), "", *facts(size, network, handed)]
    lines.append(f"- {page.when()}; {', '.join(versions)}.")
    return "\n".join(lines)


def facts(size: str, network: Any, handed: given.Given) -> Iterator[str]:
    """What a reader must know to judge the differences."""
    isolated = int((np.diff(handed.ptr) == 0).sum())
    yield f"- {network.n_actors:,} actors, {network.n_actions:,} actions, {network.n_pairs:,} ties, in"
    yield f"  {_components(handed):,} components: {size} of `drawn_networks.py` without the actions of more than"
    yield f"  {given.MOST} actors. In the projection, by Newman's weights, {isolated:,} actors are isolated."
    yield "- differ by: the largest difference of two values by the larger of them, each pair by itself, not by a mean;"
    yield f"  of eigenvector and hits from {FLOORS['hits']:g} of the largest value on: graphkit rounds to 13 decimals."
    yield f"- closeness, harmonic: of {SOME} actors, in two modes and {SOME} actions. betweenness: from {given.SOURCES}"
    yield "  actors to all, by the kernel of the measure. igraph's closeness is within each component, and is made"
    yield "  graphkit's by how many are in it. NetworKit's pagerank does not hand on what isolated actors have: brought"
    yield "  to the sum 1. Left out are its eigenvector, which stops when values are off by some 5e-7, and its Katz,"
    yield "  without the constant. scipy: products of matrices, where igraph and NetworKit have nothing as exact."
    yield "- No peer has, hence held in tests against:"
    yield from (f"  - {name}: {by}" for name, by in ALONE.items())


def _components(handed: given.Given) -> int:
    from scipy.sparse.csgraph import connected_components

    return int(connected_components(_both(handed), directed=False)[0])


def main() -> None:
    """Compare; print, and with --write keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=[*SIZES], default="M")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    parser.add_argument("--peer", choices=[*PEERS], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        found = {}
        for key, values in PEERS[options.peer](given.Given.read(options.folder / "given.npz")):
            print(f"{options.peer}: {key}", file=sys.stderr, flush=True)
            found[key] = np.asarray(values, dtype=float)
        np.savez(options.folder / f"{options.peer}.npz", version=np.array(version(options.peer)), **found)
        return
    text = report(options.size)
    print(text)
    if options.write:
        page.write("agreement", "Values beside peers", text, "python benchmarks/agreement.py --write")


if __name__ == "__main__":
    main()
