"""The programmes of the data, and which one is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.errors import DataError, UsageError
from graphkit.networks.others import Other, links_of, one_of, others_of

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.networks.snapshot import Snapshot


def programmes(snapshot: Snapshot) -> pd.DataFrame:
    """The programmes that have axes, those with most of them first.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``name``, ``code``; ``axes``; ``actions``: that pursue one of them; ``part_of``: that are part of the
        programme, or of one that is part of it. By number of axes, then id; empty where no objective belongs to a
        programme.
    """
    import pandas as pd

    from graphkit.alignment.axes import axes_of, members_of, pursued

    nodes = others_of(snapshot, "Programme")
    rows = []
    for id in sorted(set(nodes) & set(links_of(snapshot, "OF")["end_id"].to_pylist())):
        axes = axes_of(snapshot, id)
        if axes:
            actions = {link.action for links in pursued(snapshot, axes).values() for link in links}
            rows.append((id, nodes[id].name, nodes[id].code, len(axes), len(actions), len(members_of(snapshot, id))))
    rows.sort(key=lambda row: (-row[3], row[0]))
    # Plain objects: None stays None, whatever pandas makes of texts.
    frame = pd.DataFrame(rows, columns=["id", "name", "code", "axes", "actions", "part_of"], dtype=object)
    return frame.astype(dict.fromkeys(("axes", "actions", "part_of"), int))


def meant(snapshot: Snapshot, programme: str | None) -> Other:
    """The programme of that id, name or code; without one the only one that has axes.

    Raises
    ------
    DataError
        No programme has axes.
    UnknownName
        There is no such programme.
    UsageError
        None is named and several have axes, or several are called like that.
    """
    nodes = others_of(snapshot, "Programme")
    if programme is not None:
        return one_of(nodes, programme, "programme")
    there = sorted(set(nodes) & set(links_of(snapshot, "OF")["end_id"].to_pylist()))
    if not there:
        raise DataError(
            "No programme of these data has axes. Load the axes as objectives, each with a tie OF to its programme."
        )
    if len(there) > 1:
        listed = ", ".join(f"{nodes[id].name} ({id})" for id in there)
        raise UsageError(f"{len(there)} programmes have axes: {listed}. Name one.")
    return nodes[there[0]]
