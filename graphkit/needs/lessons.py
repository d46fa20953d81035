"""The tables of what was learnt from actions: difficulties, themes, actions without indicator, success factors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.needs.learn_result import LearnResult

_COUNTS = ("issues", "without_improvement", "actions", "programmes", "factors", "crediting")


def issues(result: LearnResult) -> pd.DataFrame:
    """Every difficulty that something meets; see `LearnResult.to_frame`."""
    rows = [
        (node["theme"], node["name"], id, actions, programmes, node["improvement"] or None, names)
        for id, node, actions, programmes, names in _told(result, "Issue", result.faces)
    ]
    columns = ["theme", "issue", "issue_id", "actions", "programmes", "improvement", "names"]
    frame = _frame(rows, columns)
    order = frame.assign(n=-(frame["actions"] + frame["programmes"]))
    return frame.loc[order.sort_values(["n", "issue", "issue_id"], kind="stable").index].reset_index(drop=True)


def open_issues(result: LearnResult) -> pd.DataFrame:
    """The difficulties without an improvement."""
    frame = issues(result)
    return frame[frame["improvement"].isna()].drop(columns="improvement").reset_index(drop=True)


def themes(result: LearnResult) -> pd.DataFrame:
    """What was met and what was credited under each theme; a factor of two themes stands under both."""
    faced, credited = result.faces, result.credits
    told = {row["issue_id"]: row for row in issues(result).to_dict("records")}
    under: dict[Any, dict[str, set[str]]] = {}
    for id, row in told.items():
        at = under.setdefault(row["theme"], _nothing())
        at["issues"].add(id)
        if not row["improvement"]:
            at["open"].add(id)
    for label, id, end in zip(faced["label"], faced["start"], faced["end"], strict=True):
        if label == "Action" and end in told:
            under[told[end]["theme"]]["actions"].add(id)
    nodes = _nodes(result, "SuccessFactor")
    for label, id, end in zip(credited["label"], credited["start"], credited["end"], strict=True):
        node = nodes[end]
        for theme in {node["theme"], node["second_theme"]} - {None} or {None}:
            at = under.setdefault(theme, _nothing())
            at["factors"].add(end)
            if label == "Action":
                at["crediting"].add(id)
    rows = [
        (theme, *(len(under[theme][each]) for each in ("issues", "open", "actions", "factors", "crediting")))
        for theme in sorted(under, key=_place)
    ]
    return _frame(rows, ["theme", "issues", "without_improvement", "actions", "factors", "crediting"])


def unmonitored(result: LearnResult) -> pd.DataFrame:
    """The actions of which no indicator is stated; not those that stand for a year's activity, or were never done."""
    from graphkit.needs.places import links_of

    snapshot = result.snapshot
    has = set(zip(result.monitored["label"], result.monitored["start"], strict=True))
    above: dict[str, list[tuple[str, str]]] = {}
    for label in ("Action", "Programme"):
        of = links_of(snapshot, "PART_OF", "Action", label)
        for start, end in sorted(set(zip(of["start"], of["end"], strict=True))):
            above.setdefault(start, []).append((label, end))
    faced = result.faces[result.faces["label"] == "Action"].groupby("start")["end"].nunique()
    rows = [
        (
            *(row["name"], row["id"], row["scale"], row["status"], int(faced.get(row["id"], 0))),
            [result.called(label, end) for label, end in above.get(row["id"], ()) if (label, end) in has],
        )
        for row in snapshot.actions.select(["id", "name", "scale", "status"]).to_pylist()
        if row["id"] in result.named_actions and ("Action", row["id"]) not in has
    ]
    columns = ["action", "action_id", "scale", "status", "issues", "monitored_above"]
    return _frame(rows, columns).sort_values(["action", "action_id"], kind="stable", ignore_index=True)


def factors(result: LearnResult) -> pd.DataFrame:
    """What is named as having made something work; see `LearnResult.to_frame`."""
    rows = [
        (node["theme"], node["second_theme"], node["name"], id, actions, programmes, names)
        for id, node, actions, programmes, names in _told(result, "SuccessFactor", result.credits)
    ]
    columns = ["theme", "second_theme", "factor", "factor_id", "actions", "programmes", "names"]
    frame = _frame(rows, columns)
    order = frame.assign(at=frame["theme"].map(_place), n=-(frame["actions"] + frame["programmes"]))
    return frame.loc[order.sort_values(["at", "n", "factor", "factor_id"], kind="stable").index].reset_index(drop=True)


Told = tuple[str, dict[str, Any], int, int, list[str]]
"""What is stated: its id, itself, how many actions and programmes state it, and their names."""


def _told(result: LearnResult, label: str, links: pd.DataFrame) -> list[Told]:
    nodes = _nodes(result, label)
    found = []
    for id, rows in links.groupby("end"):
        who = set(zip(rows["label"], rows["start"], strict=True))
        names = sorted(result.called(of, each) for of, each in who)
        actions = sum(of == "Action" for of, _ in who)
        found.append((str(id), nodes[str(id)], actions, len(who) - actions, names))
    return found


def _nodes(result: LearnResult, label: str) -> dict[str, dict[str, Any]]:
    import pyarrow.compute as pc

    held = result.snapshot.others.filter(pc.equal(result.snapshot.others["label"], label))
    columns = ["id", "name", "theme", "second_theme", "improvement"]
    return {row["id"]: row for row in held.select(columns).to_pylist()}


def _frame(rows: list[tuple[Any, ...]], columns: list[str]) -> pd.DataFrame:
    """A table in which None stays None, whatever pandas makes of texts."""
    import pandas as pd

    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    return frame.astype({name: "int64" for name in _COUNTS if name in columns})


def _nothing() -> dict[str, set[str]]:
    return {each: set() for each in ("issues", "open", "actions", "factors", "crediting")}


def _place(theme: str | None) -> tuple[int, str]:
    """Where a theme stands in the order of the model; what has none stands last."""
    from graphkit.model.vocabularies import vocabularies

    order = list(vocabularies()["themes"])
    return (order.index(theme) if theme in order else len(order), theme or "\uffff")
