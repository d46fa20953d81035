"""What outputs are made of: the data, the network asked for, the seed, the languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from graphkit.graph import Graph
    from graphkit.networks.network import Network
    from graphkit.networks.snapshot import Snapshot


@dataclass(frozen=True)
class Material:
    """The material of one output.

    Attributes
    ----------
    graph : Graph
        The open graph.
    snapshot : Snapshot
        The data, read once for all outputs.
    asked : mapping
        The options of the network, as the recipe has them; empty for the usual one.
    seed : int
        Of what is drawn at random.
    languages : tuple of str
        Of what is written for people.
    targets : frozenset of Path
        Where all outputs of the recipe go, those still to be made too.
    """

    graph: Graph
    snapshot: Snapshot
    asked: Mapping[str, Any]
    seed: int
    languages: tuple[str, ...]
    targets: frozenset[Path] = frozenset()

    def network(self, **usual: Any) -> Network:
        """The network asked for; `usual` are options that it has where the recipe does not say otherwise."""
        return self.snapshot.network(**usual | dict(self.asked))
