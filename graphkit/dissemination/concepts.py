"""The concepts of the data, with how often each is applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.networks.snapshot import Snapshot


def concepts(snapshot: Snapshot) -> pd.DataFrame:
    """The concepts, the most applied first.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``name``; ``applications``: actions that apply it; ``dated``: of these, those whose link states a date;
        ``steps``: adaptations of one action from another among those that apply it; ``promoters``: actors that carry or
        spread it; ``adapted_from``: names of the concepts that it is adapted from. By number of applications, then id.
    """
    import pandas as pd

    from graphkit.dissemination.links import links
    from graphkit.networks.others import others_of

    nodes = others_of(snapshot, "Concept")
    applying: dict[str, dict[str, bool]] = {id: {} for id in nodes}
    for one in links(snapshot, "APPLIES", "Action", "Concept"):
        if one.end in applying:
            applying[one.end][one.start] = applying[one.end].get(one.start, False) or one.date is not None
    promoters: dict[str, set[str]] = {id: set() for id in nodes}
    for one in links(snapshot, "PROMOTES", "Actor", "Concept"):
        promoters.setdefault(one.end, set()).add(one.start)
    origins: dict[str, list[str]] = {id: [] for id in nodes}
    for one in links(snapshot, "ADAPTED_FROM", "Concept", "Concept"):
        if one.start in origins and one.end in nodes:
            origins[one.start].append(nodes[one.end].name)
    steps = {(one.start, one.end) for one in links(snapshot, "ADAPTED_FROM", "Action", "Action")}
    rows = [
        (
            *(id, node.name, len(applying[id]), sum(applying[id].values())),
            sum(start in applying[id] and end in applying[id] for start, end in steps),
            *(len(promoters[id]), sorted(set(origins[id]))),
        )
        for id, node in nodes.items()
    ]
    rows.sort(key=lambda row: (-row[2], row[0]))
    columns = ["id", "name", "applications", "dated", "steps", "promoters", "adapted_from"]
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    return frame.astype(dict.fromkeys(("applications", "dated", "steps", "promoters"), int))
