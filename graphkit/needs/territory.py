"""One territory: what is done there, and the ties and links that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.words import Words

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.needs.territories_result import TerritoriesResult


def what(result: TerritoriesResult, territory: str, lang: str) -> pd.DataFrame:
    """What is done in a territory; see `TerritoriesResult.what`."""
    import pandas as pd

    from graphkit.model.vocabularies import label
    from graphkit.needs.sums import n_unknown, spelled

    snapshot, words = result.snapshot, Words("graphkit.needs", lang)
    there = set(result.placed.loc[result.placed["territory"] == territory, "action"])
    names = dict(zip(snapshot.actions["id"].to_pylist(), snapshot.actions["name"].to_pylist(), strict=True))
    people = dict(zip(snapshot.actors["id"].to_pylist(), snapshot.actors["name"].to_pylist(), strict=True))
    called = dict(zip(result.classes["id"], result.classes["name"], strict=True))
    if result.options["by"] == "kind":
        called = {code: label("kinds", code, lang) for code in called}
    ties = result.ties[result.ties["action"].isin(there)]
    sums = result._sums.by(ties["action"].tolist(), ties["tie"].to_numpy())
    who = {id: sorted({people[each] for each in rows["actor"]}) for id, rows in ties.groupby("action")}
    of = result.of_action[result.of_action["action"].isin(there) & result.of_action["class"].isin(called)]
    classes = {id: sorted(called[each] for each in rows["class"]) for id, rows in of.groupby("action")}
    rows = []
    for id in sorted(there, key=lambda each: (names[each], each)):
        money = sums.get(id, [])
        rows.append((names[id], id, classes.get(id, []), who.get(id, []), spelled(money, words), n_unknown(money)))
    columns = ["action", "action_id", "classes", "actors", "money", "unknown_amounts"]
    return pd.DataFrame(rows, columns=columns)


def evidence(result: TerritoriesResult, territory: str, class_: str | None) -> pd.DataFrame:
    """What states a territory's row, or a cell of it; see `TerritoriesResult.evidence`."""
    from graphkit.needs.places import links_of
    from graphkit.needs.rows import evidence_rows
    from graphkit.needs.territories import BY
    from graphkit.networks.untied import recipients

    snapshot = result.snapshot
    there = set(result.placed.loc[result.placed["territory"] == territory, "action"])
    within = {territory} | result.tree.below(territory) if result.options["rollup"] else {territory}
    ties = result.ties
    if class_ is not None:
        there &= set(result.of_action.loc[result.of_action["class"] == class_, "action"])
        if result.of_tie is not None:
            ties = ties[ties["tie"].isin(set(result.of_tie.loc[result.of_tie["class"] == class_, "tie"]))]
    ties = ties[ties["action"].isin(there)]
    own = links_of(snapshot, "LOCATED_IN", "Action", "Territory")
    links = own.loc[own["start"].isin(there) & own["end"].isin(within), "link"].tolist()
    places = set(own.loc[own["start"].isin(there), "end"]) & within
    if nameless := there - set(own["start"]):
        receive = recipients(snapshot)
        receives = set(receive.loc[receive["action"].isin(nameless), "actor"])
        seats = links_of(snapshot, "LOCATED_IN", "Actor", "Territory")
        seats = seats[seats["start"].isin(receives) & seats["end"].isin(within)]
        links += seats["link"].tolist()
        places |= set(seats["end"])
    # The way from where it is to the row that it counts in.
    way = places.union(*(result.tree.above(each) for each in places)) & within
    steps = links_of(snapshot, "WITHIN", "Territory", "Territory")
    links += steps.loc[steps["start"].isin(way) & steps["end"].isin(way), "link"].tolist()
    type, label = BY[result.options["by"]]
    if type is not None and label is not None:
        of = links_of(snapshot, type, "Action", label)
        wanted = of["start"].isin(there) & (of["end"] == class_ if class_ is not None else True)
        links += of.loc[wanted, "link"].tolist()
    return evidence_rows(snapshot, ties["tie"], links)
