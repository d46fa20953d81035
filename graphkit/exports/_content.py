"""What is exported: a network as tables of nodes and ties, before it is in any format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

    from graphkit.networks.network import Network
    from graphkit.networks.projection import Projection
    from graphkit.networks.results import GroupResult

# Names that some reader takes for a thing of its own, in any spelling of case; no column is called so.
RESERVED = frozenset(
    (
        *("id", "label", "source", "target", "type", "weight", "start", "end", "startopen", "endopen", "pid", "for"),
        *("timeset", "interval", "timestamp", "color", "colour", "size", "shape", "position", "from", "to", "tags"),
        *("description", "labels", "networkx_key", "parallel"),
    )
)


@dataclass(frozen=True, eq=False)
class Content:
    """A network as tables: each column has one type, what is not known is null.

    Attributes
    ----------
    nodes : pyarrow.Table
        ``key`` (unique), ``name`` and the columns of `graphkit.exports._nodes`; actors first, in the order of the
        network.
    ties : pyarrow.Table
        ``from_key``, ``to_key``, ``worth`` (the weight) and the columns of `graphkit.exports._ties`. In two modes one
        row a tie of the data and what it ties to, so that parallel ties stay apart; in one mode one row a pair.
    sources : pyarrow.Table
        The sources that ties name, as in `Snapshot`.
    network : Network
        Where it comes from.
    projection : Projection or None
        What it is in one mode; None in two modes.
    groups : GroupResult or None
        The coalitions that nodes tell, where any do.
    lang : {"en", "fr"}
        The language of the names.
    """

    nodes: pa.Table = field(repr=False)
    ties: pa.Table = field(repr=False)
    sources: pa.Table = field(repr=False)
    network: Network
    projection: Projection | None = None
    groups: GroupResult | None = None
    lang: str = "en"

    @property
    def n_actors(self) -> int:
        """How many nodes are actors: the first ones."""
        return self.network.n_actors

    @property
    def one_mode(self) -> bool:
        """Whether actors alone are there, tied by what they have in common."""
        return self.projection is not None

    @property
    def provenance(self) -> dict[str, Any]:
        """How it came about, as results tell it."""
        from graphkit.networks.provenance import provenance

        parameters = {} if self.groups is None else {"coalitions": dict(self.groups.provenance)}
        return provenance(self.projection or self.network, "export", parameters)

    @property
    def description(self) -> str:
        """How it came about, in one line."""
        return f"{self.provenance['description']}. Data: {self.network.snapshot.hash}"


def content(
    network: Network, *, projection: str | None = None, coalitions: GroupResult | None = None, lang: str = "en"
) -> Content:
    """A network as tables.

    Parameters
    ----------
    network : Network
        In two modes.
    projection : str, optional
        A weight of `graphkit.networks.projection.project`: actors alone, tied by what they have in common.
    coalitions : GroupResult, optional
        Groups of actors; nodes tell theirs.
    lang : {"en", "fr"}
        Whether nodes are called by their French names, where they have one.

    Raises
    ------
    UnknownName, UsageError, DataError
        As `project` raises.
    """
    import pyarrow.compute as pc

    from graphkit.exports._nodes import nodes
    from graphkit.exports._ties import one_mode_ties, two_mode_ties

    projected = None if projection is None else network.projection(projection)
    used = pc.unique(network.snapshot.ties["source"].take(network.tie_index.rows))
    sources = network.snapshot.sources
    return Content(
        nodes=nodes(network, projected is not None, coalitions, lang),
        ties=two_mode_ties(network) if projected is None else one_mode_ties(projected),
        sources=sources.filter(pc.is_in(sources["id"], value_set=used)),
        network=network,
        projection=projected,
        groups=coalitions,
        lang=lang,
    )
