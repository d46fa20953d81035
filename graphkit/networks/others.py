"""Nodes that are neither actors nor actions, by label: programmes, axes, concepts, places."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from graphkit.errors import UnknownName, UsageError
from graphkit.model.text import plain

if TYPE_CHECKING:
    import pyarrow as pa

    from graphkit.networks.snapshot import Snapshot

Key = TypeVar("Key", bound=Hashable)

# How many of several are named.
_LISTED = 5


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


def fitting(nodes: Mapping[Key, Other], text: str) -> list[Key]:
    """The keys of the nodes that a text names: by id, else by name as it is written, else blind to case and accents,
    else by code; several where several are called like that, none where none is."""  # noqa: D209
    wanted = plain(text)
    ways: tuple[Callable[[Other], bool], ...] = (
        lambda node: node.id == text,
        lambda node: text in (node.name, node.name_fr),
        lambda node: bool(wanted) and wanted in map(plain, (node.name, node.name_fr or "")),
        lambda node: bool(wanted) and wanted == plain(node.code or ""),
    )
    for fits in ways:
        if found := [key for key, node in nodes.items() if fits(node)]:
            return found
    return []


def several(text: str, found: Sequence[Other], what: str) -> UsageError:
    """The error that a text names several; `what` is their plural."""
    listed = ", ".join(f"{node.name} ({node.id})" for node in found[:_LISTED])
    more = ", …" if len(found) > _LISTED else ""
    return UsageError(f"{text!r} names {len(found)} {what}: {listed}{more}. Give the id of the one you mean.")


def one_of(nodes: Mapping[str, Other], text: str, what: str, plural: str = "") -> Other:
    """The node that a text names; see `fitting`. Messages call it `what`, and several of them `plural`.

    Raises
    ------
    UnknownName
        None is called like that; says which are near.
    UsageError
        Several are.
    """
    found = [nodes[key] for key in fitting(nodes, text)]
    if len(found) > 1:
        raise several(text, found, plural or f"{what}s")
    if not found:
        raise UnknownName(what, text, [each for node in nodes.values() for each in (node.id, node.name)])
    return found[0]
