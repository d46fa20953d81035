"""What falls when funders leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphkit.errors import UsageError

if TYPE_CHECKING:
    from graphkit.networks.network import Network
    from graphkit.scenarios.outcome import Combine
    from graphkit.scenarios.result import FallResult

RULES = ("money=0.5", "funder")
"""What fells an action where no rule is named."""

REFERENCE = (
    "Memmott, Waser & Price 2004, Proceedings of the Royal Society B 271, 2605-2611; "
    "Burgos et al. 2007, Journal of Theoretical Biology 249, 307-313 (removal in two-mode networks)"
)


def funder_exit(
    network: Network,
    funders: Sequence[str],
    *,
    rules: str | Sequence[str] = RULES,
    combine: Combine = "any",
    cascade: float | None = None,
) -> FallResult:
    """What falls when some actors leave all that they fund and take part in, all else unchanged.

    Nobody steps in, nothing is saved elsewhere, and no amount changes but those of who leaves: it says what hangs on
    them in these data, not what would happen.

    Parameters
    ----------
    network : Network
        Actors × actions; at the grain ``recipient`` those who receive stand in the place of actions. Several
        currencies or bases must be narrowed to one for rules on money.
    funders : sequence of str
        Who leaves: ids or names.
    rules : str or sequence of str
        When an action falls; see `graphkit.scenarios.rules.rules`.
    combine : {"any", "all"}
        Whether one rule fells, or all together must.
    cascade : float, optional
        The share of the actions an actor carries beyond which it falls too; see `graphkit.scenarios.cascade.fall`.

    Returns
    -------
    FallResult

    Raises
    ------
    UnknownName
        There is no such actor, or no such rule.
    UsageError
        Nobody leaves; amounts are of several currencies or bases; a share is not from 0 to 1.

    Notes
    -----
    Linear in the number of ties, for each round of a cascade.

    References
    ----------
    .. [1] Memmott, J., Waser, N. M., Price, M. V. (2004). Tolerance of pollination networks to species extinctions.
       Proceedings of the Royal Society B 271, 2605-2611.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> funder_exit(cafe_and_garden(), ["City"]).to_frame()[["id", "outcome", "lost_from"]].values.tolist()
    [['café', 'falls', 0.6666666666666666], ['garden', 'falls', 1.0]]
    """
    import numpy as np

    from graphkit.networks.provenance import provenance
    from graphkit.scenarios.cascade import fall
    from graphkit.scenarios.result import FallResult
    from graphkit.scenarios.rules import rules as read
    from graphkit.scenarios.shock import leaving
    from graphkit.scenarios.stakes import stakes

    checked(combine, cascade)
    if not funders:
        raise UsageError("Nobody leaves: name at least one actor.")
    rows = list(dict.fromkeys(network.actor(name) for name in funders))
    gone = np.zeros(network.n_actors, dtype=np.bool_)
    gone[rows] = True
    at, asked = stakes(network), read(rules)
    options = {
        "funders": [network.actor_ids[row] for row in rows],
        "rules": [rule.spec for rule in asked],
        "combine": combine,
        "cascade": cascade,
    }
    return FallResult(
        name="exit",
        happened=tuple(network.actor_names[row] for row in rows),
        stakes=at,
        fall=fall(at, asked, leaving(at, gone), combine, cascade),
        rules=asked,
        options=options,
        provenance=provenance(network, "funder exit", options, reference=REFERENCE),
    )


def checked(combine: str, cascade: float | None = None) -> None:
    """Refuse what is no way to combine rules, and no share."""
    from graphkit.errors import UnknownName

    if combine not in ("any", "all"):
        raise UnknownName("way to combine rules", combine, ("any", "all"))
    if cascade is not None and not 0.0 <= cascade <= 1.0:
        raise UsageError(f"cascade={cascade} is no share: give a number from 0 to 1.")
