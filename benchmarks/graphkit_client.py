"""graphkit as its users have it: `Graph.load` with a loader, and `Graph.snapshot`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from workload import Grants, Place

import graphkit
import graphkit.loaders

# A loader is found by its file.
graphkit.loaders.__path__.append(str(Path(__file__).parent / "loaders"))


def load(place: Place, grants: Grants) -> dict[str, float]:
    """Rows of a loader into a store."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "grants.txt"
        file.write_text(str(grants.ties))
        with graphkit.open(place.where, user=place.user, password=place.password or None) as graph:
            result = graph.load("drawn_grants", file, rejects=None)
    assert (result.rejected, result.merged) == (0, 0), result
    return {}


def read(place: Place, grants: Grants) -> dict[str, float]:
    """The whole graph as a Snapshot."""
    with graphkit.open(place.where, user=place.user, password=place.password or None) as graph:
        snapshot = graph.snapshot()
    assert snapshot.ties.num_rows == grants.ties
    return {}
