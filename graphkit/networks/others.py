"""Nodes that are neither actors nor actions, by label: programmes, axes, concepts, places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.errors import UnknownName, UsageError
from graphkit.model.text import plain

if TYPE_CHECKING:
    import pyarrow as pa

    from graphkit.networks.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Other:
    """A node by id, with what it is called, its code and its scale where they are known."""

    id: str
    name: str
    name_fr: str | None = None
    code: str | None = None
    scale: str | None = None

    def called(self, lang: str) -> str:
        """Its name in French where the data have one and French is asked for, else its name."""
        return self.name_fr if lang == "fr" and self.name_fr else self.name


def others_of(snapshot: Snapshot, label: str) -> dict[str, Other]:
    """The nodes of a label by id, in order of their ids."""
    import pyarrow.compute as pc

    rows = snapshot.others.filter(pc.equal(snapshot.others["label"], label)).drop_columns("label").to_pylist()
    return {row["id"]: Other(row["id"], row["name"], row["name_fr"], row["code"], row["scale"]) for row in rows}


def links_of(snapshot: Snapshot, type: str) -> pa.Table:
    """The links of a type, in order of their ids."""
    import pyarrow.compute as pc

    return snapshot.links.filter(pc.equal(snapshot.links["type"], type))


def one_of(nodes: dict[str, Other], text: str, what: str) -> Other:
    """The node that a text names: by id, else by name as it is written, else blind to case and accents, else by code.

    Raises
    ------
    UnknownName
        None is called like that; says which are near.
    UsageError
        Several are.
    """
    wanted = plain(text)
    ways = (
        lambda node: node.id == text,
        lambda node: text in (node.name, node.name_fr),
        lambda node: bool(wanted) and wanted in map(plain, (node.name, node.name_fr or "")),
        lambda node: bool(wanted) and wanted == plain(node.code or ""),
    )
    for fits in ways:
        found = [node for node in nodes.values() if fits(node)]
        if len(found) > 1:
            listed = ", ".join(f"{node.name} ({node.id})" for node in found[:5])
            raise UsageError(f"{text!r} names {len(found)} {what}s: {listed}. Give the id of the one you mean.")
        if found:
            return found[0]
    raise UnknownName(what, text, [each for node in nodes.values() for each in (node.id, node.name)])
