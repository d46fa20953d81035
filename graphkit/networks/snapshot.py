"""The graph as Arrow tables: read once, never changed, known by a hash of its content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import DataError
from graphkit.model.columns import TWO_MODE, tables

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.networks.untied import Untied

# What tells two rows of a table apart; a table is sorted by it.
_KEYS = {
    "actors": ("id",),
    "actions": ("id",),
    "ties": ("type", "id"),
    "links": ("type", "id"),
    "others": ("label", "id"),
    "sources": ("id",),
}


@dataclass(frozen=True, eq=False, repr=False)
class Snapshot:
    """Actors, actions and all that ties them, as they were when they were read.

    Each table has the columns of `graphkit.model.columns.tables` and is sorted by what identifies its rows. Actors
    that a ``SAME_AS`` link with the judgement *same* (in the column ``role``) joins are one actor here, under the
    smallest of their ids; their other names are among its ``aliases``, their other ids among its ``identifiers``. The
    ``SAME_AS`` links themselves stay, with the ids that they join, so that each merge can be told.

    Parameters
    ----------
    actors, actions, ties, links, others, sources : pyarrow.Table
        In any order of rows and columns; further columns are left out. A table may be left out where it has no rows.

    Raises
    ------
    DataError
        A table lacks a column, names a thing twice, or has a tie to an actor or action that is not there.
    """

    actors: pa.Table
    actions: pa.Table
    ties: pa.Table
    links: pa.Table
    others: pa.Table
    sources: pa.Table

    def __init__(  # noqa: PLR0917 - the tables in the order of the model
        self,
        actors: pa.Table | None = None,
        actions: pa.Table | None = None,
        ties: pa.Table | None = None,
        links: pa.Table | None = None,
        others: pa.Table | None = None,
        sources: pa.Table | None = None,
    ) -> None:
        from graphkit.networks.same_as import resolve

        given = {
            "actors": actors, "actions": actions, "ties": ties, "links": links, "others": others, "sources": sources
        }  # fmt: skip
        held = resolve({name: _conform(name, table) for name, table in given.items()})
        for name, table in held.items():
            object.__setattr__(self, name, _sorted(name, table))
        self._check_ends()

    @cached_property
    def hash(self) -> str:
        """What the content is known by: 32 hexadecimal digits, whatever the order in which the rows came."""
        from graphkit.networks.content_hash import content_hash

        return content_hash(self.tables())

    @cached_property
    def actor_of_ties(self) -> NDArray[np.int32]:
        """For each tie the row of its actor."""
        return _rows(self.ties["actor"], self.actors["id"])

    @cached_property
    def action_of_ties(self) -> NDArray[np.int32]:
        """For each tie the row of its action."""
        return _rows(self.ties["action"], self.actions["id"])

    @cached_property
    def untied(self) -> Untied:
        """Which ties tie nobody: what was refused, is pending or was only asked for, and who would have received it."""
        from graphkit.networks.untied import untied

        return untied(self.ties)

    @cached_property
    def french_names(self) -> Mapping[str, str]:
        """The French name for each name, made once: sentences ask for one name at a time."""
        from graphkit.networks.called import french

        return french(self)

    def tables(self) -> dict[str, pa.Table]:
        """The tables by name, in the order of the model."""
        return {name: getattr(self, name) for name in tables()}

    def network(
        self,
        ties: Sequence[str] = TWO_MODE,
        *,
        grain: str = "action",
        rollup: Sequence[str] | None = None,
        since: int | None = None,
        until: int | None = None,
        roles: Sequence[str] | None = None,
        currency: str | None = None,
        basis: str | None = None,
        funders_only: bool = False,
        fields: Sequence[str] | None = None,
    ) -> Network:
        """The two-mode network of actors and actions.

        Funding that was refused, withdrawn, is pending or was only asked for ties nobody, nor who would have received
        it (see `graphkit.networks.untied`); how many such ties were left out stands in the network's ``spec``, as does
        everything else that was.

        Parameters
        ----------
        ties : sequence of str
            Which ties join an actor to an action: ``FUNDS``, ``TAKES_PART``, ``SUPPORTS``.
        grain : {"action", "recipient", "recipient-year"}
            What actors have in common. ``recipient``: who receives, in place of the action, so that two funders of one
            association are tied whatever they gave for; those who only receive are then no actors of the network.
            ``recipient-year``: who receives in which year. Where a tie names no recipient, each that the action has
            stands for it; where these are several, nobody says how the amount was split, and it counts as not known.
        rollup : sequence of str, optional
            Memberships (codes or labels: ``"programme_of"``, ``"department_of"``): their members are counted as what
            they belong to, and that as what it belongs to.
        since, until : int, optional
            First and last year. A tie has the year that it states, else that of its date, else all from its start to
            its end (open where one is missing), else those of its action. A tie without any is left out, and counted.
        roles : sequence of str, optional
            Roles of ``TAKES_PART`` to keep (codes or labels); all when not given. Other ties are not touched by it.
        currency : str, optional
            ISO 4217 code of the amounts to add up. Amounts in another are left out and counted; the ties stay.
        basis : str, optional
            Which amounts to add up: ``committed``, ``disbursed``, ``planned``, or ``unstated``: those that do not say.
        funders_only : bool
            Keep ``FUNDS`` alone, whatever `ties` says.
        fields : sequence of str, optional
            Policy fields, by id or name: only ties to actions in one of them (``IN_FIELD``). The others are counted.

        Raises
        ------
        UnknownName
            A tie, grain, membership, role, basis or field that does not exist.
        UsageError
            `since` is after `until`.
        DataError
            Memberships of `rollup` go round in a circle; names those in it.
        """
        from graphkit.networks.build import build
        from graphkit.networks.lookup import other_ids
        from graphkit.networks.request import Request

        chosen = ("FUNDS",) if funders_only else ties
        request = Request.of(
            chosen,
            grain=grain,
            rollup=rollup,
            since=since,
            until=until,
            roles=roles,
            currency=currency,
            basis=basis,
            fields=other_ids(self, "Field", fields or ()),
        )
        return build(self, request)

    def save(self, folder: str | Path) -> Path:
        """Write the snapshot to a folder, one Parquet file a table; the folder."""
        from graphkit.networks.parquet import save

        return save(self, Path(folder))

    @classmethod
    def load(cls, folder: str | Path) -> Snapshot:
        """The snapshot that `save` wrote to a folder.

        Raises
        ------
        DataError
            A file is missing or cannot be read, or the content is not what was saved.
        """
        from graphkit.networks.parquet import load

        return load(Path(folder))

    def _check_ends(self) -> None:
        ends = (("actor", self.actor_of_ties, "an actor"), ("action", self.action_of_ties, "an action"))
        for column, rows, what in ends:
            if (rows < 0).any():
                tie = self.ties.slice(int((rows < 0).argmax()), 1).to_pylist()[0]
                raise DataError(
                    f"The {tie['type']} tie {tie['id']} ({tie['source']}, {tie['locator']}) names {what} that is not "
                    f"in the data: {tie[column]!r}. Load the file that holds it."
                )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Snapshot) and self.hash == other.hash

    def __hash__(self) -> int:
        return hash(self.hash)

    def _repr_html_(self) -> str:
        from graphkit.networks.html import snapshot_html

        return snapshot_html(self)

    def __repr__(self) -> str:
        counts = ", ".join(f"{table.num_rows:,} {name}" for name, table in self.tables().items())
        return f"<Snapshot {self.hash[:12]}: {counts}>"


def _conform(name: str, table: pa.Table | None) -> pa.Table:
    """A table with the columns and types of the model, in its order."""
    import pyarrow as pa

    wanted = tables()[name]
    if table is None:
        return wanted.empty_table()
    if table.schema.equals(wanted):
        return table
    there = set(table.column_names)
    if missing := [column for column in wanted.names if column not in there]:
        raise DataError(f"The table {name!r} of the snapshot has no column {', '.join(missing)}.")
    try:
        return table.select(wanted.names).cast(wanted)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise DataError(f"The table {name!r} of the snapshot has values of another type: {error}.") from error


def _rows(ids: pa.ChunkedArray, among: pa.ChunkedArray) -> NDArray[np.int32]:
    """The row of each id in a table; -1 where it has none."""
    import numpy as np
    import pyarrow.compute as pc

    return np.asarray(pc.fill_null(pc.index_in(ids, value_set=among), -1).to_numpy(), dtype=np.int32)


def _sorted(name: str, table: pa.Table) -> pa.Table:
    """A table in the order of its key, in one piece, each key once and none empty."""
    import pyarrow.compute as pc

    keys = _KEYS[name]
    table = table.take(pc.sort_indices(table, sort_keys=[(key, "ascending") for key in keys])).combine_chunks()
    for key in keys:
        if table[key].null_count:
            row = next(row for row in table.to_pylist() if row[key] is None)
            told = ", ".join(f"{column} {value}" for column, value in row.items() if value not in (None, False))
            raise DataError(
                f"The table {name!r} of the snapshot has a row without {key} ({told}). What was written otherwise than "
                f"by graphkit load needs one too: SET n.{key} = …, with graphkit cypher --write."
            )
    repeated: Any = None
    for key in keys:
        same = pc.equal(table[key].slice(1), table[key].slice(0, max(table.num_rows - 1, 0)))
        repeated = same if repeated is None else pc.and_(repeated, same)
    if pc.any(repeated, min_count=0).as_py():
        row = table.slice(pc.index(repeated, True).as_py(), 1).to_pylist()[0]
        key = " ".join(row[key] for key in keys)
        raise DataError(f"The table {name!r} of the snapshot has {key!r} more than once.")
    return table
