"""The places that sources name without being of an official list, and the register, read from a store."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.errors import DataError
from graphkit.territories.register import COMMUNE, SCHEMES, Official, Register
from graphkit.territories.ties import SOURCE

if TYPE_CHECKING:
    from graphkit.stores.bolt import Store

_NO_LISTS = (
    "The store holds no official list of communes, so nothing can be placed. Load one first: "
    "graphkit load territories FILES."
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as sources name it.

    Attributes
    ----------
    above : tuple of str
        Ids of what it is within, as its sources say.
    actors, actions : int
        How many are located in it.
    """

    id: str
    name: str
    scale: str | None = None
    code: str | None = None
    code_scheme: str | None = None
    above: tuple[str, ...] = ()
    actors: int = 0
    actions: int = 0


@dataclass(slots=True)
class Found:
    """What a store holds of territories.

    Attributes
    ----------
    register : Register
        Those of official lists.
    places : mapping
        Id -> place, all others.
    official_actors, official_actions : int
        How many are located in an official territory by their source's own word.
    nowhere_actors, nowhere_actions : int
        How many have no territory.
    """

    register: Register
    places: Mapping[str, Place]
    official_actors: int
    official_actions: int
    nowhere_actors: int
    nowhere_actions: int


def read(store: Store) -> Found:
    """All territories of a store, parted into those of official lists and the others.

    Raises
    ------
    DataError
        It holds no list of communes.
    """
    columns = ("id", "name", "scale", "code", "code_scheme", "aliases", "postcodes")
    nodes = _rows(store, f"MATCH (t:Territory) RETURN {', '.join(f't.{name}' for name in columns)} ORDER BY t.id")
    above: dict[str, list[str]] = {}
    stated = "MATCH (a:Territory)-[w:WITHIN]->(b:Territory) WHERE w.source <> $source RETURN a.id, b.id"
    for part, whole in sorted(_rows(store, stated, source=SOURCE)):
        above.setdefault(part, []).append(whole)
    actors, actions = _located(store, "Actor"), _located(store, "Action")
    official, places = dict[str, Official](), dict[str, Place]()
    for id, name, scale, code, code_scheme, aliases, postcodes in nodes:
        if is_official(id, code):
            official[id] = Official(id, name, code, tuple(aliases or ()), tuple(postcodes or ()))
        else:
            whole = tuple(above.get(id, ()))
            places[id] = Place(id, name, scale, code, code_scheme, whole, actors.get(id, 0), actions.get(id, 0))
    if not any(one.scheme == COMMUNE for one in official.values()):
        raise DataError(_NO_LISTS)
    return Found(
        Register(official, above),
        places,
        *(_in_official(store, label, official) for label in ("Actor", "Action")),
        *(_nowhere(store, label) for label in ("Actor", "Action")),
    )


def is_official(id: str, code: str | None) -> bool:
    """Whether an id is that of an official list: the scheme and the code of the territory, and nothing more."""
    scheme, _, value = id.partition(":")
    return scheme in SCHEMES and (code == value or (code is None and bool(re.fullmatch(r"ISO-3166:[A-Z]{2}", id))))


def _located(store: Store, label: str) -> dict[str, int]:
    rows = _rows(store, f"MATCH (n:{label})-[:LOCATED_IN]->(t:Territory) RETURN t.id, count(DISTINCT n)")
    return {id: int(count) for id, count in rows}


def _in_official(store: Store, label: str, official: Mapping[str, Official]) -> int:
    rows = _rows(store, f"MATCH (n:{label})-[:LOCATED_IN]->(t:Territory) RETURN n.id, t.id")
    return len({id for id, place in rows if place in official})


def _nowhere(store: Store, label: str) -> int:
    rows = _rows(store, f"MATCH (n:{label}) WHERE NOT (n)-[:LOCATED_IN]->(:Territory) RETURN count(n)")
    return int(rows[0][0])


def _rows(store: Store, statement: str, **params: Any) -> list[tuple[Any, ...]]:
    columns = store.read(statement, params)
    return list(zip(*(column.to_pylist() for column in columns.columns), strict=True))
