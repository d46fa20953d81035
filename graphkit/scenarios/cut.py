"""What falls when money shrinks: a share of what some funders give is cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from graphkit.errors import UnknownName, UsageError
from graphkit.scenarios.exit import checked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.scenarios.outcome import Combine
    from graphkit.scenarios.result import FallResult
    from graphkit.scenarios.stakes import Stakes

BY = {"scale": "scales", "kind": "kinds", "funder": None, "instrument": "instruments", "resource": "resources"}
"""What a cut may be narrowed by, and the code list of its values."""

RULES = ("money=0.05",)
"""What fells an action where no rule is named: it loses more than a twentieth."""


def cut(
    network: Network,
    share: float,
    *,
    by: Mapping[str, str] | None = None,
    rules: str | Sequence[str] = RULES,
    combine: Combine = "any",
    cascade: float | None = None,
) -> FallResult:
    """What falls when a share of some money is cut, alike from every grant, all else unchanged.

    Only money shrinks: who takes part goes on, and what is in kind, voluntary or lent stays. A share of 1 ends the ties
    that it is cut from.

    Parameters
    ----------
    network : Network
        Several currencies or bases must be narrowed to one for rules on money.
    share : float
        How much is cut, above 0 and up to 1.
    by : mapping of str to str, optional
        Which money, where not all: ``scale`` and ``kind`` of the funder, ``funder`` (an id or name), ``instrument``,
        ``resource``; by code or label. All that are named must be met. A funder, or tie, that does not say is not cut.
    rules, combine, cascade
        See `graphkit.scenarios.exit.funder_exit`.

    Returns
    -------
    FallResult

    Raises
    ------
    UsageError
        The share is not above 0 and up to 1; amounts are of several currencies or bases.
    UnknownName
        What a cut cannot be narrowed by; a scale, kind, funder, rule … that does not exist.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> cut(cafe_and_garden(), 0.1, by={"funder": "City"}).to_frame()[["id", "outcome", "money_lost"]].values.tolist()
    [['café', 'falls', 400.0], ['garden', 'falls', 150.0]]
    """
    import numpy as np

    from graphkit.networks.provenance import provenance
    from graphkit.scenarios.cascade import fall
    from graphkit.scenarios.result import FallResult
    from graphkit.scenarios.rules import rules as read
    from graphkit.scenarios.shock import Shock
    from graphkit.scenarios.stakes import stakes

    checked(combine, cascade)
    if not 0.0 < share <= 1.0:
        raise UsageError(f"share={share:g} is no share to cut: give a number above 0 and up to 1.")
    at, asked = stakes(network), read(rules)
    # What is stated once more is cut as well: no tie of money may be left where all of it is cut.
    which, narrowed = at.known | at.open_ | at.again, {}
    for name, value in (by or {}).items():
        met, narrowed[name] = _met(at, name, value)
        which = which & met
    shock = Shock(np.where(which, share, 0.0), np.zeros(len(at.axis), dtype=np.bool_))
    options = {
        "share": share,
        "by": narrowed,
        "rules": [rule.spec for rule in asked],
        "combine": combine,
        "cascade": cascade,
    }
    return FallResult(
        name="cut",
        happened=tuple(f"{name}={value}" for name, value in narrowed.items()),
        stakes=at,
        fall=fall(at, asked, shock, combine, cascade),
        rules=asked,
        options=options,
        provenance=provenance(network, "cut", options),
    )


def _met(at: Stakes, name: str, value: str) -> tuple[NDArray[np.bool_], str]:
    """Which entries a word of `by` names, and the word as a code or id."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    from graphkit.model.vocabularies import code

    if name not in BY:
        raise UnknownName("way to narrow a cut", name, BY)
    network = at.network
    snapshot = network.snapshot
    if name == "funder":
        row = network.actor(value)
        return at.actor == row, network.actor_ids[row]
    wanted = code(BY[name] or "", value)
    if name in ("scale", "kind"):
        place = pc.index_in(pa.array(network.actor_ids, pa.string()), value_set=snapshot.actors["id"])
        of = pc.fill_null(pc.equal(pc.take(snapshot.actors[name], place), wanted), False)
        return np.asarray(of.to_numpy(), dtype=np.bool_)[at.actor], wanted
    of = pc.fill_null(pc.equal(snapshot.ties[name], wanted), False)
    return np.asarray(of.to_numpy(), dtype=np.bool_)[at.row], wanted
