"""The plain format as a list: which tables there are, and which columns each may have. Made from ``schema.csv``.

One row of `plain_columns` is one line of the reference in ``docs/tables.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from graphkit.model.schema import Property, schema

# What graphkit makes itself and no table of a user states.
_OWN_LABELS = ("Source", "Load", "Coalition")
_OWN_TIES = ("FROM_SOURCE", "READ", "IN_COALITION")
_OWN_PROPERTIES = ("source", "locator", "also_in")

# In a table of ties, start and end are the nodes: the days of a tie are called otherwise.
DAYS = MappingProxyType({"since": "start", "until": "end"})

# Properties of a tie that name an actor, by id or by name as the ends do.
ACTOR_REFERENCES = ("recipient", "regrant", "carrier")

LABELS = tuple(label for label in schema().nodes if label not in _OWN_LABELS)
TIES = tuple(tie for tie in schema().ties if tie not in _OWN_TIES)


@dataclass(frozen=True, slots=True)
class Column:
    """One column that a table of the plain format may have.

    Attributes
    ----------
    table : str
        Name of the table: ``actors``, ``funds``.
    name : str
        Its header.
    property : Property, optional
        The property of the schema it fills; None where it names a node or a place.
    type, unit, vocabulary : str
        What its cells hold.
    required : str
        ``yes``, empty, or when.
    description : str
        What it says.
    """

    table: str
    name: str
    property: Property | None
    type: str
    unit: str
    vocabulary: str
    required: str
    description: str


def table_name(label: str) -> str:
    """The table of a label: plural, lower case with underscores (``SuccessFactor``: ``success_factors``)."""
    words = "".join("_" + c.lower() if c.isupper() else c for c in label).lstrip("_")
    return words[:-1] + "ies" if words.endswith("y") else words + "s"


@cache
def node_tables() -> Mapping[str, str]:
    """Table name -> label."""
    return MappingProxyType({table_name(label): label for label in LABELS})


@cache
def tie_tables() -> Mapping[str, str]:
    """Table name -> type of tie."""
    return MappingProxyType({tie.lower(): tie for tie in TIES})


@cache
def table_names() -> tuple[str, ...]:
    """Every table of the plain format, in the order in which they are read."""
    return ("sources", *node_tables(), "ties", *tie_tables())


@cache
def node_properties(label: str) -> Mapping[str, Property]:
    """The properties of a label that a table may state, without id and name."""
    properties = schema().nodes[label].properties
    return MappingProxyType({name: of for name, of in properties.items() if name not in ("id", "name")})


@cache
def tie_properties(type: str) -> Mapping[str, Property]:
    """The properties of a tie that a table may state, by their column: ``since`` and ``until`` for its days."""
    properties = schema().ties[type].properties
    found = {name: of for name, of in properties.items() if name not in ("id", "start", "end", *_OWN_PROPERTIES)}
    found.update((column, properties[name]) for column, name in DAYS.items())
    return MappingProxyType(found)


@cache
def columns_of(table: str) -> Mapping[str, Column]:
    """The columns of one table by their header, in the order of the documentation."""
    return MappingProxyType({column.name: column for column in plain_columns() if column.table == table})


@cache
def plain_columns() -> tuple[Column, ...]:
    """Every column of every table of the plain format, tables in the order in which they are read."""
    found = [
        _own("sources", "id", "", "Id that the other tables name in their column source; made of the name if absent")
    ]
    found.append(_own("sources", "name", "yes", "What the document is called"))
    found += [_of("sources", name, of) for name, of in node_properties("Source").items()]
    for table, label in node_tables().items():
        found.append(
            _own(
                table,
                "id",
                "",
                "Identity within its label, scheme:value where a register has it; made of the name if absent",
            )
        )
        found.append(_own(table, "name", "yes", "Name"))
        found += [_of(table, name, of) for name, of in node_properties(label).items()]
        if label == "Actor":
            found.append(
                _own(table, "funder", "", "yes for an actor that funds; one that funds.csv names is one anyhow")
            )
        found += _places(table)
    found.append(_own("ties", "type", "yes", f"Type of the tie: {', '.join(TIES)}"))
    found += _ends("ties")
    merged: dict[str, Column] = {}
    for type in TIES:
        for name, of in tie_properties(type).items():
            merged.setdefault(name, _of("ties", name, of, required="where the tie needs it" if of.required else ""))
    found += [*merged.values(), *_places("ties")]
    for table, type in tie_tables().items():
        found += _ends(table, type)
        found += [_of(table, name, of) for name, of in tie_properties(type).items()]
        found += _places(table)
    return tuple(found)


def _ends(table: str, type: str | None = None) -> list[Column]:
    several = type is None or len(schema().ties[type].ends) > 1
    found = [
        _own(table, "id", "", "Identity of the record, where you keep one that no other table uses for another record")
    ]
    for end in ("start", "end"):
        labels = sorted({pair[end == "end"] for pair in schema().ties[type].ends}) if type else []
        what = " or ".join(labels) or "node"
        if several:
            found.append(
                _own(
                    table,
                    f"{end}_label",
                    "where unclear",
                    f"Label of the {end}, where its id or name is in several tables",
                )
            )
        found.append(
            _own(
                table,
                end,
                "yes",
                f"Id or exact name of the {what} that the tie {'leads to' if end == 'end' else 'starts from'}",
            )
        )
    return found


def _places(table: str) -> list[Column]:
    return [
        _own(
            table,
            "source",
            "",
            "Id or name of the document in sources.csv that the row quotes; empty: the table itself",
        ),
        _own(table, "locator", "", "Where in that document: page or section; empty: the table and its row"),
    ]


def _own(table: str, name: str, required: str, description: str) -> Column:
    return Column(table, name, None, "str", "", "", required, description)


def _of(table: str, name: str, of: Property, required: str | None = None) -> Column:
    told = required if required is not None else "yes" if of.required else ""
    return Column(table, name, of, of.type, of.unit, of.vocabulary, told, of.description)
