"""The cells of a mapped row, and the nodes that they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphkit.loaders import _french, _persons
from graphkit.loaders._tables.mapped_persons import Hidden
from graphkit.loaders._tables.mapping import Cell, End, word
from graphkit.loaders._tables.plain_columns import node_properties
from graphkit.loaders._tables.plain_ties import Faulty
from graphkit.loaders._tables.values import actor_identity, name_id, property_value, stated_properties
from graphkit.model.identifiers import NAME, by_name
from graphkit.model.records import Fault, Key, Node, Tie
from graphkit.model.text import slug, stated


@dataclass(slots=True)
class Reading:
    """One row of a mapped table, or one column of it where `Each` goes through several.

    Attributes
    ----------
    cells : mapping
        Header -> cell.
    hidden : Hidden
        The natural person that the row names, if it does; one for the row, whatever the column.
    header, cell : str
        Of the column at hand.
    faults : list of Fault
        Values set aside so far; one list for the row, whatever the column.
    """

    cells: Mapping[str, str]
    hidden: Hidden = field(default_factory=Hidden)
    header: str = ""
    cell: str = ""
    faults: list[Fault] = field(default_factory=list)

    def column(self, cell: Cell | None) -> str:
        """The header that a value comes from; empty for one of the mapping's own."""
        if cell is None:
            return ""
        return self.header if cell.origin else cell.column or ""

    def texts(self, cell: Cell | None) -> list[str]:
        """The values that a cell of the mapping gives in this row; none where the table says nothing."""
        if cell is None:
            return []
        if cell.constant is not None:
            return [cell.constant]
        raw = self.raw(cell)
        meant = dict(cell.values)
        found = []
        for part in raw.split(cell.split) if cell.split else [raw]:
            # The mapping may say what "n.c." means, which else says nothing.
            if meant and part.strip() and word(part) in meant:
                found.append(meant[word(part)])
            elif (text := stated(part)) is not None:
                found.append(text if cell.other is None else cell.other)
        return found or ([] if cell.default is None else [cell.default])

    def raw(self, cell: Cell) -> str:
        """What the table holds where a value comes from; empty for one of the mapping's own."""
        if cell.column is not None:
            return self.cells[cell.column]
        return {"header": self.header, "cell": self.cell}.get(cell.origin, "")

    def text(self, cell: Cell | None) -> str:
        """The first of the values; empty where there is none."""
        return next(iter(self.texts(cell)), "")


@dataclass(slots=True)
class Found:
    """A node that a row names, with what goes with it.

    Attributes
    ----------
    nodes : list of Node
        The node itself first; for an implied action its recipient too.
    ties : list of Tie
        That of the recipient to its implied action.
    recipient : Node, optional
        Of an implied action.
    given : str
        The identifier as the table gives it: the establishment, where that is a SIRET.
    """

    nodes: list[Node]
    ties: list[Tie] = field(default_factory=list)
    recipient: Node | None = None
    given: str = ""

    @property
    def key(self) -> Key:
        """Label and id of the node itself."""
        return self.nodes[0].key


def found_ends(end: End, reading: Reading, *, receives: bool = False) -> list[Found]:
    """The nodes that a row names at one end of a tie; none where its cells are empty.

    Parameters
    ----------
    end : End
        What the mapping says.
    reading : Reading
        The row.
    receives : bool
        Whether they receive money and nothing else is said of them: natural persons are then kept without name.

    Raises
    ------
    Faulty
        Names and identifiers, or names and properties, are not equally many.
    """
    if end.implied:
        year = _year(end, reading)
        return [_implied(one, year) for one in found_ends(end.implied.recipient, reading, receives=True)]
    names, ids = reading.texts(end.name), reading.texts(end.id)
    if names and ids and len(names) != len(ids):
        reason = f"{end.place}: names are {len(names)}, ids {len(ids)}; split the column of ids as that of names"
        raise Faulty([Fault(reading.column(end.id), "; ".join(ids), reason)])
    count = max(len(names), len(ids))
    properties = _properties(end, reading, count)
    found = []
    for at in range(count):
        name, id = names[at] if names else "", ids[at] if ids else ""
        made = _node(end, reading, name, id, {n: several[at] for n, several in properties.items()})
        if made and receives and _person(name, made):
            made = _without_name(reading)
        if made:
            found.append(Found([made], given=id if made.properties.get("kind") != "individual" else ""))
    return found


def _node(end: End, reading: Reading, name: str, id: str, properties: dict[str, Any]) -> Node | None:
    full = id if end.scheme.casefold() == "given" or not id else f"{end.scheme}:{id}"
    within = reading.text(end.within)
    if end.label != "Actor":
        return Node(end.label, full or name_id(name, within), name or id, properties)
    scope = within if ":" in within or not within else slug(within)
    identity = actor_identity(full, name, scope) if full else by_name(name, scope)
    if identity.note:
        reading.faults.append(Fault(reading.column(end.id), id, identity.note))
        if not name:
            return None
    stated_ = stated_properties(identity)
    listed = list(dict.fromkeys([*stated_.get("identifiers", []), *properties.get("identifiers", [])]))
    return Node("Actor", identity.id, name or id, {**stated_, **properties, "identifiers": listed or None})


def _person(name: str, node: Node) -> bool:
    kind, numbered = node.properties.get("kind"), node.properties.get("id_quality") != NAME
    return kind == "individual" or (
        node.label == "Actor" and kind is None and _french.is_person(name, numbered=numbered)
    )


def _without_name(reading: Reading) -> Node:
    """A natural person: one actor a row, as without the name nothing says which rows are of one person."""
    return _persons.person(reading.hidden.id(reading.cells))


def _implied(recipient: Found, year: int | None) -> Found:
    who = recipient.nodes[0]
    id = f"activity:{who.id}:{year}" if year else f"activity:{who.id}"
    action = Node("Action", id, f"{who.name}, {year}" if year else who.name, {"implied": True, "year": year})
    takes_part = Tie("TAKES_PART", who.key, action.key, {"role": "recipient"})
    return Found([action, who], [takes_part], who, recipient.given)


def _year(end: End, reading: Reading) -> int | None:
    cell = end.implied.year if end.implied else None
    text = reading.text(cell)
    try:
        return property_value(node_properties("Action")["year"], text) if text else None
    except ValueError as error:
        reading.faults.append(Fault(reading.column(cell), text, f"{end.place}, year: {error}"))
        return None


def _properties(end: End, reading: Reading, count: int) -> dict[str, Sequence[Any]]:
    """For each property one value a node; what cannot be read is set aside."""
    known = node_properties(end.label)
    found: dict[str, Sequence[Any]] = {}
    for name, cell in end.properties:
        texts = reading.texts(cell)
        values: list[Any] = []
        for text in texts:
            try:
                values.append(property_value(known[name], text))
            except ValueError as error:
                values.append(None)
                reading.faults.append(Fault(reading.column(cell), text, f"{end.place}, {name}: {error}"))
        if known[name].type == "list[str]":
            together = list(dict.fromkeys(one for several in values for one in several))
            values = [together] if together else []
        if len(values) == 1:
            found[name] = values * count
        elif len(values) == count:
            found[name] = values
        elif values:
            reason = f"{end.place}, {name}: {len(values)} values for {count} node{'s' * (count != 1)}"
            raise Faulty([Fault(reading.column(cell), "; ".join(texts), reason)])
    return found
