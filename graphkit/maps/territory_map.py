"""The map of territories: who does what where, and where is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.words import LANGS, Words

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.maps.counting import Present
    from graphkit.maps.shapes import Shapes
    from graphkit.networks.network import Network
    from graphkit.networks.snapshot import Snapshot


@dataclass(frozen=True, eq=False, repr=False)
class TerritoryMap:
    """Territories × policy fields with the gaps marked, drawn where outlines are given.

    Parameters
    ----------
    snapshot : Snapshot
        The data.
    shapes : path, optional
        A GeoJSON file of outlines; a feature is the territory whose code it has among its properties, else whose name.
    lang : {"en", "fr"}
        The language it opens in; the page holds both.
    title : str, optional
        Its title.
    network : Network, optional
        Count its ties alone, and those that have one.
    """

    snapshot: Snapshot
    shapes: str | Path | None = None
    lang: str = "en"
    title: str | None = None
    network: Network | None = None
    height: int = 640

    @classmethod
    def of_graph(
        cls,
        graph: Graph,
        *,
        shapes: str | Path | None = None,
        lang: str = "en",
        title: str | None = None,
        **network: Any,
    ) -> TerritoryMap:
        """The map of a graph in a store; with options of a network, of its ties alone."""
        snapshot = graph.snapshot()
        return cls(snapshot, shapes, lang, title, snapshot.network(**network) if network else None)

    @cached_property
    def present(self) -> Present:
        """Who and what is where."""
        from graphkit.maps.counting import present

        return present(self.snapshot, None if self.network is None else self.network.tie_index.rows.tolist())

    @cached_property
    def outlines(self) -> Shapes | None:
        """The outlines, where a file of them is given."""
        from graphkit.maps.shapes import read_shapes

        return None if self.shapes is None else read_shapes(self.shapes)

    @cached_property
    def content(self) -> dict[str, Any]:
        """All that the page shows, as plain values."""
        from graphkit import __version__
        from graphkit.model.vocabularies import label

        held, snapshot = self.present, self.snapshot
        about = {row["id"]: row for row in snapshot.others.to_pylist() if row["label"] == "Territory"}
        places = sorted(held.territories, key=lambda id: (held.territories[id][0].casefold(), id))
        fields = sorted(held.fields, key=lambda id: (held.fields[id][0].casefold(), id))
        nodes = sorted({node for cell in held.cells.values() for node in cell})
        at = {node: n for n, node in enumerate(nodes)}
        row, column = ({id: n for n, id in enumerate(ids)} for ids in (places, fields))
        cells = sorted(
            [row[place], column.get(field, -1), sorted(at[node] for node in set(cell))]
            for (place, field), cell in held.cells.items()
        )
        words = {each: Words("graphkit.maps", each) for each in LANGS}
        title = None if self.title is None else dict.fromkeys(LANGS, self.title)
        shapes = self.outlines
        drawn = self._drawn(places, about)
        return {
            "kind": "territories",
            "lang": self.lang,
            "version": __version__,
            "data": snapshot.hash[:12],
            "title": title or {each: w("title.places") for each, w in words.items()},
            "network": {each: "" if self.network is None else self.network.spec.sentence(each, spelled=True)
                        for each in LANGS},
            "places": [
                {"id": id, "scale": {each: label("scales", about.get(id, {}).get("scale"), each) for each in LANGS},
                 "shape": drawn[id]} | dict(zip(LANGS, held.territories[id], strict=True))
                for id in places
            ],
            "fields": [{"id": id} | dict(zip(LANGS, held.fields[id], strict=True)) for id in fields],
            "cells": cells,
            "nodes": self._nodes(nodes),
            "where": self._where(at, row),
            "unlocated": [sum(label == kind for label, _ in held.unlocated) for kind in ("Actor", "Action")],
            "shapes": None if shapes is None else {
                "paths": shapes.paths, "names": shapes.names, "width": round(shapes.width, 1),
                "height": round(shapes.height, 1),
            },
        }  # fmt: skip

    def html(self) -> str:
        """The page: one document that asks for nothing."""
        from graphkit.maps.page import page

        return page(self.content)

    def save(self, file: str | Path) -> Path:
        """Write the page to a file, whole or not at all; the file."""
        from graphkit.maps.saving import save

        return save(self.html(), Path(file))

    def said(self, lang: str) -> list[str]:
        """What whoever made the map must know."""
        w, content = Words("graphkit.maps", lang), self.content
        actors, actions = content["unlocated"]
        found = [self._sizes(w)]
        if actors or actions:
            found.append(w("place.unlocated", actors=actors, actions=actions))
        if content["shapes"] is None:
            found.append(w("place.no_shapes"))
        elif undrawn := sum(place["shape"] < 0 for place in content["places"]):
            found.append(w("place.undrawn", n=undrawn))
        return found

    def _sizes(self, w: Words) -> str:
        content = self.content
        n, fields = len(content["places"]), len(content["fields"])
        filled = sum(field >= 0 for _, field, _ in content["cells"])
        return w("place.status", n=n, fields=fields, gaps=n * fields - filled)

    def _drawn(self, places: list[str], about: dict[str, dict[str, Any]]) -> dict[str, int]:
        """Which outline each territory has, by code, else by name; -1 where the file has none of it.

        An outline is that of one territory: a city and its county may be called alike. One that has its code comes
        first; of several alike that which the others lie within; where there is none, nobody knows whose it is.
        """
        from graphkit.model.text import plain
        from graphkit.needs.places import Tree

        drawn = dict.fromkeys(places, -1)
        if self.outlines is None:
            return drawn
        above = Tree(self.snapshot).above
        for known, of in ((self.outlines.codes, _codes), (self.outlines.called, _names)):
            left = set(range(len(self.outlines.paths))) - set(drawn.values())
            claims: dict[int, list[str]] = {}
            for id in places:
                found = (known.get(plain(spelling)) for spelling in of(id, about.get(id, {})) if spelling)
                shape = next((each for each in found if each is not None and self._is(each, about.get(id, {}))), None)
                if drawn[id] < 0 and shape in left:
                    claims.setdefault(shape, []).append(id)
            for shape, ids in claims.items():
                drawn |= dict.fromkeys((id for id in ids if all(id in (other, *above(other)) for other in ids)), shape)
        return drawn

    def _is(self, shape: int, about: dict[str, Any]) -> bool:
        """Whether what a feature is called lets it be a territory: asked where its code may be another's."""
        from graphkit.model.text import plain

        called = self.outlines.unsure.get(shape) if self.outlines else None
        return called is None or any(plain(name) in called for name in _names("", about) if name)

    def _nodes(self, nodes: list[tuple[str, str]]) -> list[dict[str, Any]]:
        """Names of actors and actions; of an action who takes part, of an actor in what."""
        names = {
            (label, row["id"]): (row["name"], row["name_fr"] or row["name"])
            for label, table in (("Actor", self.snapshot.actors), ("Action", self.snapshot.actions))
            for row in table.select(["id", "name", "name_fr"]).to_pylist()
        }
        tied: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for actor, action in self.present.ties:
            tied.setdefault(("Actor", actor), set()).add(("Action", action))
            tied.setdefault(("Action", action), set()).add(("Actor", actor))
        found = []
        for node in nodes:
            others = sorted(tied.get(node, ()), key=lambda other: (names[other][0], other))
            ties = {"n": len(others), "tied": [dict(zip(LANGS, names[o], strict=True)) for o in others[:MOST_NAMED]]}
            found.append({"actor": node[0] == "Actor"} | dict(zip(LANGS, names[node], strict=True)) | ties)
        return found

    def _where(self, at: dict[tuple[str, str], int], row: dict[str, int]) -> list[list[Any]]:
        """The links that place nodes, in a territory and in those that it lies within: node, territory, file, row."""
        import pyarrow.compute as pc

        from graphkit.needs.places import Tree

        held, above = self.present, Tree(self.snapshot).above
        called = {source["id"]: source["name"] or source["id"] for source in self.snapshot.sources.to_pylist()}
        there = {(node, place) for (place, _), nodes in held.cells.items() for node in nodes}
        links: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for link in self.snapshot.links.filter(pc.equal(self.snapshot.links["type"], "LOCATED_IN")).to_pylist():
            links.setdefault((link["start_label"], link["start_id"]), []).append(link)
        found = {
            (at[node], row[place], called.get(link["source"], link["source"]), link["locator"])
            for node in at
            for placed in (node, *held.by.get(node, ()))
            for link in links.get(placed, ())
            for place in (link["end_id"], *above(link["end_id"]))
            if (node, place) in there
        }
        return sorted(map(list, found), key=lambda each: (*each[:2], str(each[2]), str(each[3])))

    def _repr_html_(self) -> str:
        from graphkit.maps.map import framed

        return framed(self.html(), self.height)

    def __repr__(self) -> str:
        return f"<TerritoryMap of {self.snapshot!r}>"


def _codes(id: str, about: dict[str, Any]) -> tuple[str | None, ...]:
    return about.get("code"), id, id.rpartition(":")[2]


def _names(id: str, about: dict[str, Any]) -> tuple[str | None, ...]:
    return about.get("name"), about.get("name_fr")


# Of the ties of one node, how many are named in the panel.
MOST_NAMED = 8
