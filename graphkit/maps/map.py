"""The map of a network: as a page, as a file, and in a notebook."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.maps.coalitions import Drawn, computed, given, stored

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.networks.network import Network
    from graphkit.networks.results import GroupResult


@dataclass(frozen=True, eq=False, repr=False)
class Map:
    """An interactive map of a network, shown in a notebook as it is.

    Parameters
    ----------
    network : Network
        What is drawn.
    groups : GroupResult or Drawn, optional
        Its coalitions; else such as are found at once (Leiden, without runs).
    lang : {"en", "fr"}
        The language it opens in; the page holds both.
    seed : int
        Seed of the layout, and of groups that are found.
    title : str, optional
        Its title.

    Examples
    --------
    >>> Map(snapshot.network(), lang="fr").save("carte.html")  # doctest: +SKIP
    """

    network: Network
    groups: GroupResult | Drawn | None = None
    lang: str = "en"
    seed: int = 0
    title: str | None = None
    height: int = field(default=640)

    @classmethod
    def of_graph(
        cls,
        graph: Graph,
        *,
        lang: str = "en",
        seed: int = 0,
        title: str | None = None,
        beside: str | Path | None = None,
        reports: Sequence[str] | None = None,
        **network: Any,
    ) -> Map:
        """The map of a graph in a store, with the coalitions that were written back to it, if there are any.

        Parameters
        ----------
        beside, reports
            The folder that the map is to stand in, as of `html`. With a report of the same there, the map shows the
            coalitions of that report, for each leads to the other by their numbers. Without, a map that shows those of
            the store says nothing of such a report wherever it is saved.
        **network
            Options of `Snapshot.network`. Without any, the network that a report reads.
        """
        from graphkit.reports.asked import default_options

        snapshot = graph.snapshot()
        chosen = snapshot.network(**default_options(snapshot, network))
        of_report = beside is not None and _told(beside, chosen, seed, reports) is not None
        return cls(chosen, None if of_report else stored(graph.store, snapshot, chosen), lang, seed, title)

    @cached_property
    def drawn(self) -> Drawn:
        """The coalitions as the map shows them."""
        if self.groups is None:
            return computed(self.network, self.seed)
        return self.groups if isinstance(self.groups, Drawn) else given(self.groups)

    @cached_property
    def content(self) -> dict[str, Any]:
        """All that the page shows, as plain values."""
        from graphkit.maps.content import content

        title = None if self.title is None else {"en": self.title, "fr": self.title}
        return content(self.network, self.drawn, lang=self.lang, seed=self.seed, title=title)

    def html(self, beside: str | Path | None = None, reports: Sequence[str] | None = None) -> str:
        """The page: one document that asks for nothing.

        Parameters
        ----------
        beside : path, optional
            A folder: what a report in it says of a node is shown at the node, with a link to its evidence. A report of
            other data, of another network or seed, or written by another version is left aside, and so is one whose
            coalitions are not those of the map: their numbers would be of others.
        reports : sequence of str, optional
            Where the report may be, seen from that folder; else in it, or in ``report`` in it.
        """
        from graphkit.maps.page import page

        told = None if beside is None else _told(beside, self.network, self.seed, reports)
        return page(self.content | ({"report": told} if told and self._as_reported else {}))

    @cached_property
    def _as_reported(self) -> bool:
        """Whether its coalitions are those of a report of the same network and seed, in the same order."""
        if self.groups is None:
            return True
        ours, theirs = self.drawn.members, computed(self.network, self.seed).members
        return [set(each) for each in ours] == [set(each) for each in theirs]

    def save(self, file: str | Path, reports: Sequence[str] | None = None) -> Path:
        """Write the page to a file, whole or not at all; the file. A report that stands beside is in it, see `html`.

        Raises
        ------
        UsageError
            It cannot be written there.
        """
        from graphkit.maps.saving import save

        return save(self.html(Path(file).parent, reports), Path(file))

    def said(self, lang: str) -> list[str]:
        """What whoever made the map must know: the network, where the coalitions come from, amounts not added up."""
        refused = self.content["money"].get("refused")
        said = [self.network.spec.sentence(lang), self.content["about_groups"][lang]]
        return [*said, *([refused[lang]] if refused else [])]

    def _repr_html_(self) -> str:
        """The map in a frame of its own, which may run its script and nothing else of the notebook's."""
        return framed(self.html(), self.height)

    def __repr__(self) -> str:
        return f"<Map of {self.network!r}>"


def _told(beside: str | Path, network: Network, seed: int, reports: Sequence[str] | None) -> dict[str, Any] | None:
    """What a report that stands there says of the nodes of the network."""
    from graphkit.reports.by_node import PLACES
    from graphkit.reports.by_node import beside as read

    return read(Path(beside), network, seed, PLACES if reports is None else reports)


def framed(page: str, height: int) -> str:
    """A page inside another, apart from it."""
    return (
        f'<iframe sandbox="allow-scripts allow-downloads allow-modals" srcdoc="{html.escape(page)}" '
        f'width="100%" height="{height}" title="graphkit" style="border:1px solid #ccc"></iframe>'
    )
