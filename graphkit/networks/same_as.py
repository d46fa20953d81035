"""Merge decisions carried out: actors judged the same become one, and what names them names the one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def resolve(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables with each set of actors that ``SAME_AS`` joins as one actor, under the smallest of their ids.

    Only links with the judgement *same* (their ``role``) count; they stay as they are. Doing it again changes nothing.
    """
    counted_as = _counted_as(tables["links"], set(tables["actors"]["id"].to_pylist()))
    if not counted_as:
        return tables
    return {
        **tables,
        "actors": _merged(tables["actors"], counted_as),
        "ties": _renamed(tables["ties"], ("actor", "recipient", "regrant"), counted_as),
        "links": _links(tables["links"], counted_as),
    }


def is_same(links: pa.Table) -> pa.ChunkedArray:
    """Which links are merge decisions that were taken."""
    import pyarrow.compute as pc

    return pc.fill_null(pc.and_(pc.equal(links["type"], "SAME_AS"), pc.equal(links["role"], "same")), False)


def _counted_as(links: pa.Table, there: set[str]) -> dict[str, str]:
    """Each id that is counted as another, and which."""
    same = links.filter(is_same(links))
    parent: dict[str, str] = {}

    def root(actor: str) -> str:
        while (above := parent.get(actor, actor)) != actor:
            parent[actor] = parent.get(above, above)
            actor = above
        return actor

    for start, end in zip(same["start_id"].to_pylist(), same["end_id"].to_pylist(), strict=True):
        # An id that has no actor never stands for others: it was merged before, or was never there.
        one, other = sorted((root(start), root(end)), key=lambda actor: (actor not in there, actor))
        parent[other] = one
    return {actor: root(actor) for actor in parent if root(actor) != actor}


def _merged(actors: pa.Table, counted_as: dict[str, str]) -> pa.Table:
    import pyarrow as pa

    involved = {*counted_as, *counted_as.values()}
    ids = actors["id"].to_pylist()
    together: dict[str, list[dict[str, Any]]] = {}
    for row in actors.filter(pa.array([actor in involved for actor in ids])).to_pylist():
        together.setdefault(counted_as.get(row["id"], row["id"]), []).append(row)
    merged = [_one(sorted(rows, key=lambda row: str(row["id"]))) for rows in together.values()]
    untouched = actors.filter(pa.array([actor not in involved for actor in ids]))
    return pa.concat_tables([untouched, pa.Table.from_pylist(merged, schema=actors.schema)])


def _one(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """One actor out of several, the first of them by id foremost."""
    first = rows[0]
    aliases = dict.fromkeys(name for row in rows for name in (row["name"], *(row["aliases"] or ())))
    identifiers = dict.fromkeys(each for row in rows for each in (row["id"], *(row["identifiers"] or ())))
    aliases.pop(first["name"], None)
    if first["id"] not in (first["identifiers"] or ()):
        identifiers.pop(first["id"])
    merged = {column: next((row[column] for row in rows if row[column] is not None), None) for column in first}
    return merged | {
        "funder": any(row["funder"] for row in rows),
        "aliases": list(aliases) or None,
        "identifiers": list(identifiers) or None,
    }


def _renamed(table: pa.Table, columns: tuple[str, ...], counted_as: dict[str, str]) -> pa.Table:
    for column in columns:
        number = table.schema.get_field_index(column)
        table = table.set_column(number, table.schema.field(number), _mapped(table[column], counted_as))
    return table


def _mapped(column: pa.ChunkedArray, counted_as: dict[str, str]) -> pa.ChunkedArray:
    import pyarrow as pa
    import pyarrow.compute as pc

    found = pc.index_in(column, value_set=pa.array(list(counted_as), pa.string()))
    return pc.coalesce(pc.take(pa.array(list(counted_as.values()), pa.string()), found), column)


def _links(links: pa.Table, counted_as: dict[str, str]) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    decided = is_same(links)
    rest = links.filter(pc.invert(decided))
    rest = _renamed(rest, ("carrier",), counted_as)
    for label, column in (("start_label", "start_id"), ("end_label", "end_id")):
        number = rest.schema.get_field_index(column)
        mapped = pc.if_else(pc.equal(rest[label], "Actor"), _mapped(rest[column], counted_as), rest[column])
        rest = rest.set_column(number, rest.schema.field(number), mapped)
    return pa.concat_tables([rest, links.filter(decided)])
