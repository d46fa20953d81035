"""Where the data have nothing of a field, a group or a kind, and what may be there nevertheless."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.needs.territories_result import TerritoriesResult

COLUMNS = (
    *("territory", "territory_id", "scale", "inhabitants", "class", "class_id"),
    *("actions_there", "unclassed", "wider_actions"),
)


def gaps(result: TerritoriesResult) -> pd.DataFrame:
    """The cells without an action; see `TerritoriesResult.gaps`."""
    import pandas as pd

    every = result.rows.merge(result.classes, how="cross", suffixes=("", "_class"))
    there = pd.MultiIndex.from_frame(result._cells[["territory", "class"]])
    empty = every[~pd.MultiIndex.from_frame(every[["id", "id_class"]]).isin(there)].copy()
    whole = result.placed.groupby("territory")["action"].nunique()
    empty["actions_there"] = empty["id"].map(whole).fillna(0).astype(int)
    empty["unclassed"] = empty["id"].map(result._unclassed).fillna(0).astype(int)
    empty["wider_actions"] = _wider(result, empty)
    names = {"id": "territory_id", "name": "territory", "id_class": "class_id", "name_class": "class"}
    frame = empty.rename(columns=names)[list(COLUMNS)]
    return frame.sort_values(
        ["inhabitants", "territory", "territory_id", "class", "class_id"], ascending=[False, True, True, True, True],
        na_position="last", kind="stable", ignore_index=True,
    )  # fmt: skip


def _wider(result: TerritoriesResult, empty: pd.DataFrame) -> list[int]:
    """For each gap how many actions of its class are at a territory that it lies within.

    Territories of one county lie within the same ones: what is above is counted once for all of them.
    """
    at = {territory: set(rows["action"]) for territory, rows in result.own.groupby("territory")}
    of = {class_: set(rows["action"]) for class_, rows in result.of_action.groupby("class")}
    known: dict[tuple[frozenset[str], str], int] = {}
    found = []
    for territory, class_ in zip(empty["id"], empty["id_class"], strict=True):
        above = frozenset(result.tree.above(territory) & set(at))
        key = (above, class_)
        if key not in known:
            known[key] = len(of.get(class_, set()) & set().union(*(at[each] for each in above)))
        found.append(known[key])
    return found
