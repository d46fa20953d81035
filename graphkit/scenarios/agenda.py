"""What falls when strategic axes, or policy fields, are dropped from the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.errors import UnknownName, UsageError
from graphkit.networks.others import fitting, others_of, several
from graphkit.scenarios.exit import checked
from graphkit.scenarios.stakes import AXES

if TYPE_CHECKING:
    from graphkit.networks.network import Network
    from graphkit.networks.snapshot import Snapshot
    from graphkit.scenarios.outcome import Combine
    from graphkit.scenarios.result import FallResult


def agenda(
    network: Network,
    drop: Sequence[str],
    *,
    rules: str | Sequence[str] = "axis",
    combine: Combine = "any",
    cascade: float | None = None,
) -> FallResult:
    """What falls when axes are dropped, all else unchanged.

    An action that echoes an axis may go on without it, and one that hangs on it alone may find another: it says which
    have no other in these data. Money and actors stay, but for what follows by `cascade`.

    Parameters
    ----------
    network : Network
        Actions that no tie of it names are not looked at.
    drop : sequence of str
        Objectives or fields, by id or name.
    rules : str or sequence of str
        ``axis`` fells what has no axis left; others say something only of what follows by `cascade`.
    combine, cascade
        See `graphkit.scenarios.exit.funder_exit`.

    Returns
    -------
    FallResult

    Raises
    ------
    UsageError
        Nothing is dropped; a name is that of several.
    UnknownName
        There is no such objective or field.
    """
    import numpy as np

    from graphkit.networks.provenance import provenance
    from graphkit.scenarios.cascade import fall
    from graphkit.scenarios.result import FallResult
    from graphkit.scenarios.rules import rules as read
    from graphkit.scenarios.shock import Shock
    from graphkit.scenarios.stakes import stakes

    checked(combine, cascade)
    if not drop:
        raise UsageError("Nothing is dropped: name at least one objective or field.")
    at, asked = stakes(network), read(rules)
    found = [_axis(network.snapshot, name) for name in drop]
    gone = {(label, id) for label, id, _ in found}
    dropped = np.array([end in gone for end in at.axis_ids], dtype=np.bool_)
    shock = Shock(np.zeros(len(at.column)), dropped[at.axis] if len(at.axis) else np.zeros(0, dtype=np.bool_))
    options = {
        "drop": [id for _, id, _ in found],
        "rules": [rule.spec for rule in asked],
        "combine": combine,
        "cascade": cascade,
    }
    return FallResult(
        name="agenda",
        happened=tuple(name for _, _, name in found),
        stakes=at,
        fall=fall(at, asked, shock, combine, cascade),
        rules=asked,
        options=options,
        provenance=provenance(network, "agenda", options),
    )


def _axis(snapshot: Snapshot, name: str) -> tuple[str, str, str]:
    """Label, id and name of an objective or field, by id, name or code."""
    nodes = {(label, id): node for label in AXES.values() for id, node in others_of(snapshot, label).items()}
    found = fitting(nodes, name)
    if len(found) > 1:
        raise several(name, [replace(nodes[key], id=f"{key[1]}, {key[0]}") for key in found], "axes")
    if not found:
        raise UnknownName("objective or field", name, [each for n in nodes.values() for each in (n.id, n.name)])
    (label, id) = found[0]
    return label, id, nodes[label, id].name
