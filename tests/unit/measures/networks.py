"""Networks whose values are published, or small enough to work out."""

from __future__ import annotations

from typing import Any

import networkx as nx
from hypothesis import strategies as st

from graphkit.networks.network import Network
from graphkit.networks.projection import Projection
from graphkit.networks.results import NodeResult
from tests.unit.networks.tables import each_tie_an_action, snapshot_of, southern_women

# As short as they are in the literature.
WOMEN = {
    "Evelyn": "Evelyn Jefferson",
    "Laura": "Laura Mandeville",
    "Theresa": "Theresa Anderson",
    "Brenda": "Brenda Rogers",
    "Charlotte": "Charlotte McDowd",
}


def women() -> Network:
    """Southern Women, in two modes."""
    return southern_women().network()


def one_mode(graph: nx.Graph[Any]) -> Projection:
    """A network of actors alone: each tie an action of two."""
    return each_tie_an_action(graph.edges()).network().projection()


def florentine() -> Projection:
    """Marriages of the Florentine families: 15 that have any; Pucci, who has none, is not among them."""
    return one_mode(nx.florentine_families_graph())


def karate() -> Projection:
    """Zachary's karate club."""
    return one_mode(nx.karate_club_graph())


def by_id(result: NodeResult) -> dict[str, float]:
    """The values by id."""
    return dict(zip(result.ids, result.values.tolist(), strict=True))


def of_women(result: NodeResult) -> list[float]:
    """The values of the five women of the literature, in its order."""
    values = by_id(result)
    return [values[name] for name in WOMEN.values()]


@st.composite
def small_networks(draw: st.DrawFn) -> Network:
    """Two-mode networks of up to seven actors and six actions, mostly in several pieces."""
    ties = st.tuples(st.sampled_from("abcdefg"), st.sampled_from("uvwxyz"))
    return snapshot_of(draw(st.lists(ties, max_size=16, unique=True))).network()
