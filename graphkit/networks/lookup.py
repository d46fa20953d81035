"""From what a user calls an actor or action to its place in a network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from graphkit.errors import UnknownName, UsageError
from graphkit.model.text import plain

if TYPE_CHECKING:
    from graphkit.networks.network import Network
    from graphkit.networks.snapshot import Snapshot

# Comparing a name with every other takes a while: beyond so many only those that share a word are compared.
_COMPARED = 5_000


def actor_row(network: Network, name: str) -> int:
    """The row of an actor; see `Network.actor`."""
    found = _find(name, "actor", network.actor_ids, network.actor_names)
    if found is not None:
        return found
    actors = network.snapshot.actors.select(["id", "name", "aliases", "identifiers", "name_fr"]).to_pylist()
    place = {actor: row for row, actor in enumerate(network.actor_ids)}
    other = {
        row["id"]: [row["name_fr"] or row["name"], *(row["aliases"] or ()), *(row["identifiers"] or ())]
        for row in actors
    }
    for same in (_exactly, plain):
        wanted = same(name)
        rows = [place[actor] for actor, names in other.items() if actor in place and wanted in map(same, names)]
        if rows:
            return _only(rows, name, "actor", network.actor_ids, network.actor_names)
    for row in actors:
        if name == row["id"] or plain(name) in map(plain, (row["name"], *other[row["id"]])):
            raise UsageError(
                f"{row['name']} ({row['id']}) is in the data, but not as an actor of this network ({network.spec})."
            )
    raise _unknown("actor", name, network.actor_names)


def action_column(network: Network, name: str) -> int:
    """The column of an action; see `Network.action`."""
    found = _find(name, "action", network.action_ids, network.action_names)
    if found is None:
        raise _unknown("action", name, network.action_names)
    return found


def actor_id(snapshot: Snapshot, name: str) -> str:
    """The id of an actor of a snapshot, given by id, name, alias or identifier; blind to case and accents.

    Raises
    ------
    UnknownName
        There is no such actor; names those that are near.
    UsageError
        Several have that name.
    """
    table = snapshot.actors.select(["id", "name", "aliases", "identifiers"])
    ids, names = table["id"].to_pylist(), table["name"].to_pylist()
    found = _find(name, "actor", ids, names)
    if found is None:
        others = zip(table["aliases"].to_pylist(), table["identifiers"].to_pylist(), strict=True)
        told = [[*(aliases or ()), *(identifiers or ())] for aliases, identifiers in others]
        for same in (_exactly, plain):
            rows = [row for row, words in enumerate(told) if same(name) in map(same, words)]
            if rows:
                return str(ids[_only(rows, name, "actor", ids, names)])
        raise _unknown("actor", name, names)
    return str(ids[found])


def action_id(snapshot: Snapshot, name: str) -> str:
    """The id of an action of a snapshot, given by id or name; raises as `actor_id` does."""
    ids, names, french = (snapshot.actions[column].to_pylist() for column in ("id", "name", "name_fr"))
    found = _find(name, "action", ids, names)
    if found is None:
        rows = [row for row, other in enumerate(french) if other and plain(other) == plain(name)]
        if not rows:
            raise _unknown("action", name, names)
        found = _only(rows, name, "action", ids, names)
    return str(ids[found])


def source_id(snapshot: Snapshot, name: str) -> str:
    """The id of a source, given by id, name or file; raises as `actor_id` does."""
    ids, names, files = (snapshot.sources[column].to_pylist() for column in ("id", "name", "file"))
    found = _find(name, "source", ids, names)
    if found is None:
        rows = [row for row, file in enumerate(files) if file == name]
        if not rows:
            raise _unknown("source", name, [each for each in (*names, *files) if each])
        found = _only(rows, name, "source", ids, names)
    return str(ids[found])


def other_ids(snapshot: Snapshot, label: str, names: Sequence[str]) -> tuple[str, ...]:
    """The ids of nodes of another label, such as ``Field``, given by ids, names or codes; raises as `actor_id` does."""
    from graphkit.networks.others import one_of, others_of

    if isinstance(names, str):
        raise UsageError(f"{names!r} is one word where several are taken: write ({names!r},).")
    if not names:
        return ()
    nodes = others_of(snapshot, label)
    return tuple(dict.fromkeys(one_of(nodes, name, label.lower()).id for name in names))


def _exactly(text: str) -> str:
    return text


def _find(name: str, what: str, ids: Sequence[str], names: Sequence[str]) -> int | None:
    """The place of an id, else of an exact name, else of a name blind to case and accents."""
    if name in ids:
        return ids.index(name)
    wanted = plain(name)
    for rows in (
        [row for row, other in enumerate(names) if other == name],
        [row for row, other in enumerate(names) if wanted and plain(other) == wanted],
    ):
        if rows:
            return _only(rows, name, what, ids, names)
    return None


def _only(rows: Sequence[int], name: str, what: str, ids: Sequence[str], names: Sequence[str]) -> int:
    if len(rows) > 1:
        listed = ", ".join(f"{ids[row]} ({names[row]})" for row in rows[:5])
        more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
        raise UsageError(f"{name!r} names {len(rows)} {what}s: {listed}{more}. Give the id of the one you mean.")
    return rows[0]


def _unknown(what: str, name: str, names: Iterable[str]) -> UnknownName:
    known = list(dict.fromkeys(names))
    if len(known) > _COMPARED:
        words = set(plain(name).split())
        known = [other for other in known if words & set(plain(other).split())][:_COMPARED] or known[:_COMPARED]
    return UnknownName(what, name, known)
