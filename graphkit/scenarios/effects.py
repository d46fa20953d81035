"""What a fall comes to: money that is exposed, and territories and groups that are left without an action."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from graphkit.scenarios.stakes import Stakes

LEFT = {"LOCATED_IN": "Territory", "TARGETS": "Group"}
"""Ties of actions, and what is left without any when all that have them fall."""


def left_without(stakes: Stakes, fallen: NDArray[np.bool_]) -> pd.DataFrame:
    """Territories and groups of which every action in the network falls.

    An action to which no tie of the network leads is not looked at: with ``ties=("FUNDS",)`` one that nobody funds.

    Returns
    -------
    pandas.DataFrame
        ``label``, ``id``, ``name``, ``actions`` (how many it had, all fallen); by label, then id. A territory is taken
        as the ties name it: an action in a district is none of the city's unless a tie says so. At the grain
        ``recipient`` those who receive count, where they are located.
    """
    import numpy as np
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    network = stakes.network
    snapshot, links = network.snapshot, network.snapshot.links
    columns = ["label", "id", "name", "actions"]
    wanted = links.filter(pc.is_in(links["type"], value_set=pa.array([*LEFT])))
    action_id = snapshot.ties["action"].take(stakes.row).to_pylist()
    of_action: dict[tuple[str, str], set[int]] = {}
    for action, column in set(zip(action_id, stakes.column.tolist(), strict=True)):
        of_action.setdefault(("Action", action), set()).add(column)
    if network.spec.request.grain == "recipient":
        for column, recipient in enumerate(network.action_ids):
            of_action.setdefault(("Actor", recipient), set()).add(column)
    found: dict[tuple[str, str], set[int]] = {}
    starts = zip(wanted["start_label"].to_pylist(), wanted["start_id"].to_pylist(), strict=True)
    ends = zip(wanted["end_label"].to_pylist(), wanted["end_id"].to_pylist(), strict=True)
    for start, end in zip(starts, ends, strict=True):
        if start in of_action:
            found.setdefault(end, set()).update(of_action[start])
    empty = {end: at for end, at in found.items() if bool(np.all(fallen[list(at)]))}
    others = snapshot.others
    names = dict(
        zip(zip(others["label"].to_pylist(), others["id"].to_pylist(), strict=True), others["name"].to_pylist(),
            strict=True)
    )  # fmt: skip
    rows = [(label, id, names.get((label, id), id), len(at)) for (label, id), at in sorted(empty.items())]
    return pd.DataFrame(rows, columns=columns).astype({"label": "str", "id": "str", "name": "str", "actions": "int64"})
