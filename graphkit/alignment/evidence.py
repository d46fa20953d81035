"""What stands behind an axis or an action: the links that state it, and the ties of its actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.errors import UnknownName
from graphkit.networks.others import Other, fitting, others_of, several

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.alignment.axes import Link
    from graphkit.alignment.result import Alignment


def evidence(result: Alignment, key: str) -> pd.DataFrame:
    """The links and ties behind an axis or action; see `Alignment.evidence`."""
    import pandas as pd

    from graphkit.networks.link_evidence import Stated, link_table

    links, actions = _meant(result, key)
    names = result.action_names()
    snapshot = result.network.snapshot
    programmes = others_of(snapshot, "Programme")
    called = {node.id: node.name for node in (*result.axes.values(), *programmes.values())}
    stated = [
        Stated(
            tie=link.tie,
            type=link.type,
            end=link.end,
            end_name=called.get(link.end, link.end),
            action=link.action,
            action_name=names[link.action],
            tie_actor=link.end,
            tie_action=link.action,
            source=link.source,
            locator=link.locator,
        )
        for link in links
    ]
    linked = link_table(result.network, stated)
    tied = [result.network.evidence(action=each) for each in actions if each in set(result.network.action_ids)]
    return pd.concat([linked, *(frame.astype(object) for frame in tied)], ignore_index=True)


def _meant(result: Alignment, key: str) -> tuple[list[Link], list[str]]:
    """The links and actions of an axis, or of an action, by id, name or code.

    Raises
    ------
    UnknownName
        Neither is called like that.
    UsageError
        Several are.
    """
    english, french = result.action_names(), result.action_names("fr")
    nodes = {("axis", id): axis for id, axis in result.axes.items()}
    nodes |= {("action", id): Other(id, english[id], french[id]) for id in {**result.axes_of, **result.members}}
    found = fitting(nodes, key)
    if not found:
        raise UnknownName("axis or action of the programme", key, [node.name for node in nodes.values()])
    # An axis and an action may have one id: the axis is meant.
    if len({id for _, id in found}) > 1:
        raise several(key, [nodes[each] for each in found], "axes or actions of the programme")
    what, id = found[0]
    if what == "axis":
        return list(result.links[id]), result.actions_of[id]
    pursues = [link for links in result.links.values() for link in links if link.action == id]
    return [*pursues, *([result.members[id]] if id in result.members else [])], [id]
