"""What outputs are made of: the data, the network asked for, the seed, the languages."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.networks.network import Network
    from graphkit.networks.snapshot import Snapshot


@dataclass(frozen=True)
class Other:
    """An output of the recipe: its kind, the options of its network, and the file or folder that it is made in."""

    kind: str
    asked: Mapping[str, Any]
    place: Path


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
    others : tuple of Other
        All outputs of the recipe, those still to be made too.
    """

    graph: Graph
    snapshot: Snapshot
    asked: Mapping[str, Any]
    seed: int
    languages: tuple[str, ...]
    others: tuple[Other, ...] = ()

    def network(self, **usual: Any) -> Network:
        """The network asked for; `usual` are options that it has where the recipe does not say otherwise."""
        return self.snapshot.network(**usual | dict(self.asked))

    def of_same(self, kind: str, folder: Path) -> list[str]:
        """Where the outputs of a kind that read the same network go, seen from a folder, the nearest first."""
        same = (other.place for other in self.others if other.kind == kind and other.asked == self.asked)
        found = [Path(os.path.relpath(place, folder)).as_posix() for place in same]
        return sorted(found, key=lambda each: (each.count("/"), each))
