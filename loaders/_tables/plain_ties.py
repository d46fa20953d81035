"""Which two nodes a row of a plain table ties: by id or name, and by label where that alone is not clear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphkit.loaders._tables.mapping import fold, near_words
from graphkit.loaders._tables.plain_columns import TIES, node_tables
from graphkit.loaders._tables.plain_index import Index
from graphkit.loaders._tables.values import actor_identity
from graphkit.model.records import Fault, Key
from graphkit.model.schema import schema


class Faulty(Exception):
    """A row that cannot be used; carries its faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(fault.reason for fault in faults))
        self.faults = list(faults)


def tie_type(text: str) -> str:
    """The type of tie that a text names, blind to case.

    Raises
    ------
    Faulty
        There is none; the fault lists those that are near.
    """
    wanted = fold(text).replace(" ", "_").replace("-", "_")
    for type in TIES:
        if type.lower() == wanted:
            return type
    near = near_words(text, TIES)
    said = f"near to it: {', '.join(near)}" if near else f"there is {', '.join(TIES)}"
    reason = f"is no type of tie; {said}" if text else f"the type of tie is missing; there is {', '.join(TIES)}"
    raise Faulty([Fault("type", text, reason)])


def tie_ends(type: str, cells: Mapping[str, str], index: Index) -> tuple[Key, Key]:
    """The nodes that a row ties.

    A label without a table in this load is taken to be in the store: its cell is then an id.

    Raises
    ------
    Faulty
        A label is wrong, an end names no node or several, or the tie does not go between such nodes.
    """
    texts = [cells.get("start", ""), cells.get("end", "")]
    if not all(texts):
        names = [name for name in ("start", "end") if name not in cells]
        raise Faulty([Fault(name, "", f"the {name} of the tie is missing") for name in names])
    pairs = _pairs(type, cells)
    found = [index.hits((pair[end] for pair in pairs), texts[end]) for end in (0, 1)]
    matches = [(start, end) for start in found[0] for end in found[1] if (start[0], end[0]) in pairs]
    if not matches:
        matches = _with_store(pairs, texts, found, index)
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise Faulty(_several(matches, texts, index))
    if found[0] and found[1]:
        said = " or ".join(f"{start} → {end}" for start, end in pairs)
        reason = f"{texts[0]!r} is {found[0][0][0]} and {texts[1]!r} is {found[1][0][0]}; {type} goes {said}"
        raise Faulty([Fault("end", texts[1], reason)])
    faults = []
    for end, name in enumerate(("start", "end")):
        if not found[end]:
            labels = list(dict.fromkeys(pair[end] for pair in pairs))
            faults.append(Fault(name, texts[end], index.missing(labels, texts[end])))
    raise Faulty(faults)


def actor_named(column: str, text: str, index: Index) -> str:
    """The id of the actor that a cell names.

    Raises
    ------
    Faulty
        No actor of the tables has it as id or name, or several have it as name.
    """
    found = index.hits(["Actor"], text)
    if len(found) == 1:
        return found[0][1]
    if found:
        raise Faulty([Fault(column, text, _several_ids(found, index))])
    if "Actor" in index.tables:
        raise Faulty([Fault(column, text, index.missing(["Actor"], text))])
    return _stored("Actor", text)[1]


def _pairs(type: str, cells: Mapping[str, str]) -> list[Key]:
    """The pairs of labels that the tie may join, given the labels that the row states."""
    pairs = list(schema().ties[type].ends)
    if "start_label" not in cells and "end_label" not in cells:
        return pairs
    for end, name in enumerate(("start_label", "end_label")):
        text = cells.get(name, "")
        if not text:
            continue
        label = _label(text)
        possible = list(dict.fromkeys(pair[end] for pair in pairs))
        pairs = [pair for pair in pairs if pair[end] == label]
        if not pairs:
            reason = f"is not a label that {type} {_WAY[end]}; write {' or '.join(possible)}"
            raise Faulty([Fault(name, text, reason)])
    return pairs


_WAY = ("starts from", "leads to")


def _label(text: str) -> str | None:
    wanted = fold(text).replace("_", " ").replace(" ", "")
    for table, label in node_tables().items():
        if wanted in (label.lower(), table.replace("_", "")):
            return label
    return None


def _with_store(pairs: Sequence[Key], texts: Sequence[str], found: Sequence[list[Key]], index: Index) -> list[Key2]:
    """The ties there could be if what no table holds is in the store: where its label has no table."""
    sides = []
    for end in (0, 1):
        labels = dict.fromkeys(pair[end] for pair in pairs)
        sides.append(found[end] or [_stored(label, texts[end]) for label in labels if label not in index.tables])
    return [(start, end) for start in sides[0] for end in sides[1] if (start[0], end[0]) in pairs]


Key2 = tuple[Key, Key]


def _stored(label: str, id: str) -> Key:
    """A node as the store has it: an actor by its SIREN, where the table has its SIRET."""
    return label, actor_identity(id).id if label == "Actor" else id


def _several(matches: Sequence[Key2], texts: Sequence[str], index: Index) -> list[Fault]:
    faults = []
    for end, name in enumerate(("start", "end")):
        keys = list(dict.fromkeys(match[end] for match in matches))
        labels = list(dict.fromkeys(label for label, _ in keys))
        if len(labels) > 1:
            reason = f"could be {' or '.join(labels)}: say which in the column {name}_label"
            faults.append(Fault(name, texts[end], reason))
        elif len(keys) > 1:
            faults.append(Fault(name, texts[end], _several_ids(keys, index)))
    return faults


def _several_ids(keys: Sequence[Key], index: Index) -> str:
    said = ", ".join(repr(id) for _, id in keys[:4])
    return f"is the name of {len(keys)} rows of {index.tables[keys[0][0]]}: write the id of the one meant ({said})"
