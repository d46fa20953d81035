"""Ties as one row an actor, each property a list: over Bolt lists travel several times faster than rows.

``collect`` drops nulls, so what is missing travels as a value that no property can have. A server works on each
statement with one core: the ties of many actors are asked for in parts, several at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from graphkit.model.schema import schema
from graphkit.stores.arrays import NO_NUMBER, NO_TEXT, array
from graphkit.stores.at_once import at_once
from graphkit.stores.spread import Values

if TYPE_CHECKING:
    import pyarrow as pa

Rows = Callable[[str, Mapping[str, Any]], tuple[list[str], list[list[Any]]]]
"""Given a statement and its parameters, the columns and rows; dates may be text."""

# So many ties a statement at least, for each costs the server a plan and the client a connection.
_PART = 25_000

# Parts a thread: actors have few ties or many, so that equal parts take unequal times.
_PARTS = 4


@dataclass(frozen=True)
class TieLists:
    """Reads ties in lists.

    Attributes
    ----------
    rows : callable
        Gives the rows of a statement; from several threads where there are several.
    actors : sequence of str
        The ids of all actors.
    counts : mapping of str to int
        How many ties there are of each type.
    threads : int
        How many statements the server is given at once.
    """

    rows: Rows
    actors: Sequence[str]
    counts: Mapping[str, int]
    threads: int

    def __call__(
        self, kind: tuple[str, str, str], there: Mapping[str, str], known: Mapping[str, Values], shape: pa.Schema
    ) -> list[pa.Array]:
        """The ids of starts, those of ends, and each column of `there` with the property that it holds."""
        import pyarrow as pa

        type_, start, end = kind
        properties = schema().ties[type_].properties
        lists = [f"collect({_listed(properties[of].type, of, known[of].gaps)})" for of in there.values()]
        returned = f"RETURN a.id, {', '.join(['collect(b.id)', *lists])}"
        found = self._found(start, f"(a)-[t:{type_}]->(b:{end}) {returned}", self.counts.get(type_, 0))
        starts = pa.array(chain.from_iterable(repeat(row[0], len(row[1])) for row in found), pa.string())
        ends = pa.array(chain.from_iterable(row[1] for row in found), pa.string())
        columns = []
        for index, (name, of) in enumerate(there.items(), 2):
            values = list(chain.from_iterable(row[index] for row in found))
            columns.append(array(values, shape.field(name).with_name(of), type_, known[of].gaps))
        return [starts, ends, *columns]

    def _found(self, start: str, statement: str, ties: int) -> list[list[Any]]:
        parts = min(ties // _PART, _PARTS * self.threads)
        if start != "Actor" or parts < 2:
            return self.rows(f"MATCH (a:{start}) MATCH {statement}", {"no_text": NO_TEXT})[1]
        by_id = f"UNWIND $ids AS id MATCH (a:{start} {{id: id}}) MATCH {statement}"
        asked = [{"no_text": NO_TEXT, "ids": self.actors[part::parts]} for part in range(parts)]
        answers = at_once(self.threads, [partial(self.rows, by_id, params) for params in asked])
        return [row for _, rows in answers for row in rows]


def _listed(type_: str, name: str, gaps: bool) -> str:
    text = f"toString(t.{name})" if type_ == "date" else f"t.{name}"
    if not gaps:
        return text
    missing = NO_NUMBER if type_ in ("float", "int") else "$no_text"
    return f"coalesce({text}, {missing})"
