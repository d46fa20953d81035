"""Who does what where: territories by policy field, target group or kind of actor, and where nothing is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.errors import DataError, UnknownName
from graphkit.model.columns import TWO_MODE
from graphkit.needs.places import Tree, links_of, located
from graphkit.needs.ties import counting, of_other_years
from graphkit.networks.request import Request
from graphkit.networks.untied import not_done

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.needs.territories_result import TerritoriesResult
    from graphkit.networks.snapshot import Snapshot

BY = {"field": ("IN_FIELD", "Field"), "group": ("TARGETS", "Group"), "kind": (None, None)}
"""What territories are crossed with, and what of the model says so of an action; *kind* is that of actors."""


def territories(
    snapshot: Snapshot,
    by: str = "field",
    *,
    level: str | None = None,
    rollup: bool = False,
    since: int | None = None,
    until: int | None = None,
) -> TerritoriesResult:
    r"""Who does what where, and where nothing is done.

    A cell is a territory t with a field, a group or a kind of actor c:

    .. math:: n_{tc} = |\{a : a \in A_t \cap A_c\}|

    where :math:`A_t` are the actions located in t (or within it, rolled up) and :math:`A_c` those of the field or for
    the group; of a kind, those that an actor of that kind is tied to. A cell without an action is a gap: of the data,
    which is not to say that nothing is done.

    Parameters
    ----------
    snapshot : Snapshot
        The data.
    by : {"field", "group", "kind"}
        What territories are crossed with.
    level : str, optional
        A scale (code or label: ``"departmental"``, ``"départemental"``). Rows are the territories of that scale, with
        what is in them or within them, whether anything is or not; what lies in none of them is counted.
    rollup : bool
        Without a level: each territory has what lies within it as well as its own, and territories that others lie
        within are rows too.
    since, until : int, optional
        First and last year, as in `Snapshot.network`: only ties that hold in them count, and actions that have one, or
        have no tie and state such a year themselves. What states no year is left out, and counted. Rows stay.

    Returns
    -------
    TerritoriesResult
        An action that is in several territories or fields stands in each, and counts once in any total.

    Raises
    ------
    UnknownName
        There is no such crossing, or no such scale.
    UsageError
        `since` is after `until`.
    DataError
        No territory of the data has that scale; amounts are too large to be added up exactly.

    Notes
    -----
    Without a level rows are the territories in which the data locate an action or an actor. An action without a place
    of its own is where its recipients are; one without either is in no row, and is counted. Actors of a cell are those
    who fund, take part in or support its actions, whatever their role; what was refused, is pending or only asked for
    ties nobody. Money is added by the rules of `graphkit.money`, one currency and basis a sum; of a kind it is what
    actors of that kind give. Fields are those that actions state, not those of their programmes.

    Inhabitants are those that a source states of the territory itself, and are guessed for no other.

    Time and memory grow with the number of ties times that of territories and classes each is in.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> print(territories(cafe_and_garden().snapshot).sentence("en").splitlines()[0])
    The data name no territory: nothing can be said of who does what where.
    """
    from graphkit.model.vocabularies import code
    from graphkit.needs.territories_result import TerritoriesResult

    if by not in BY:
        raise UnknownName("crossing", by, BY)
    scale = None if level is None else code("scales", level)
    Request.of(TWO_MODE, grain="action", rollup=None, since=since, until=until, roles=None, currency=None, basis=None)
    never = not_done(snapshot)
    window = since is not None or until is not None
    ties = counting(snapshot, since, until)
    others = of_other_years(snapshot, ties, since, until) - never if window else set()
    n_other_ties = len(counting(snapshot)) - len(ties) if window else 0
    never |= others
    own = located(snapshot)
    own = own[~own["action"].isin(never)]
    tree = Tree(snapshot)
    rows = _rows(snapshot, own, tree, scale, rollup)
    classes, of_action, of_tie = _classes(snapshot, by, ties)
    of_action = of_action[~of_action["action"].isin(never)]
    placed = _placed(own, rows, tree, scale, rollup)
    options: dict[str, Any] = {"by": by, "level": scale, "rollup": rollup or scale is not None}
    if window:
        options |= {"since": since, "until": until}
    return TerritoriesResult(
        rows=rows,
        classes=classes,
        own=own,
        never=never,
        other_years=(len(others), n_other_ties),
        placed=placed,
        of_action=of_action,
        of_tie=of_tie,
        ties=ties,
        tree=tree,
        snapshot=snapshot,
        options=options,
        provenance={
            "snapshot": snapshot.hash,
            "network": None,
            "description": f"territories by {by}" + (f", {scale} level" if scale else ", rolled up" if rollup else ""),
            "method": "territories",
            "parameters": options,
            "seed": None,
            "version": f"graphkit {__version__}",
            "reference": "",
        },
    )


def _rows(snapshot: Snapshot, own: pd.DataFrame, tree: Tree, scale: str | None, rollup: bool) -> pd.DataFrame:
    """The territories that are rows: ``id``, ``name``, ``scale``, ``inhabitants``."""
    import pandas as pd
    import pyarrow.compute as pc

    held = snapshot.others.filter(pc.equal(snapshot.others["label"], "Territory"))
    columns = {"id": "id", "name": "name", "scale": "scale", "inhabitants": "population"}
    frame = pd.DataFrame({name: pd.Series(held[of].to_pylist(), dtype=object) for name, of in columns.items()})
    frame["inhabitants"] = pd.array(held["population"].to_pylist(), dtype="Int64")
    if scale is not None:
        scales = dict(zip(frame["id"], frame["scale"], strict=True))
        wanted = {each for found in tree.at(scale, scales).values() for each in found}
        if not wanted and len(frame):
            there = sorted({each for each in scales.values() if each})
            known = f"The data have: {', '.join(there)}." if there else "They state the scale of none."
            raise DataError(f"No territory of the data is of the scale {scale!r}. {known}")
        return frame[frame["id"].isin(wanted)].reset_index(drop=True)
    seats = links_of(snapshot, "LOCATED_IN", "Actor", "Territory")["end"]
    wanted = set(own["territory"]) | set(seats)
    if rollup:
        wanted |= {wider for id in wanted for wider in tree.above(id)}
    return frame[frame["id"].isin(wanted)].reset_index(drop=True)


def _placed(own: pd.DataFrame, rows: pd.DataFrame, tree: Tree, scale: str | None, rollup: bool) -> pd.DataFrame:
    """Each action with the rows that it counts in: ``action``, ``territory``, each pair once."""
    import pandas as pd

    if scale is None and not rollup:
        return own[["action", "territory"]].reset_index(drop=True)
    here = set(rows["id"])
    counts_in = [(id, each) for id in own["territory"].unique() for each in sorted(({id} | tree.above(id)) & here)]
    steps = pd.DataFrame(counts_in, columns=["territory", "row"], dtype=object)
    found = own.merge(steps, on="territory")[["action", "row"]].drop_duplicates()
    return found.set_axis(["action", "territory"], axis=1).reset_index(drop=True)


def _classes(snapshot: Snapshot, by: str, ties: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame | None]:
    """The classes (``id``, ``name``), each action with its classes, and, of kinds, each tie with that of its actor."""
    import pandas as pd

    if by != "kind":
        type, label = BY[by]
        assert type is not None
        assert label is not None
        from graphkit.needs.naming import nodes

        there = nodes(snapshot, label)
        classes = pd.DataFrame({"id": [each.id for each in there], "name": [each.name for each in there]}, dtype=object)
        of_action = links_of(snapshot, type, "Action", label)[["start", "end"]].drop_duplicates()
        return classes, of_action.set_axis(["action", "class"], axis=1).reset_index(drop=True), None
    kinds = dict(zip(snapshot.actors["id"].to_pylist(), snapshot.actors["kind"].to_pylist(), strict=True))
    of_tie = ties[["tie", "action"]].assign(**{"class": ties["actor"].map(kinds).astype(object)})
    of_tie = of_tie[of_tie["class"].notna()].reset_index(drop=True)
    there_ = sorted(set(of_tie["class"]))
    classes = pd.DataFrame({"id": there_, "name": there_}, dtype=object)
    return classes, of_tie[["action", "class"]].drop_duplicates().reset_index(drop=True), of_tie
