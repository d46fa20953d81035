"""The mix of resources: shares by funder, scale, kind, resource, instrument and year, and how concentrated they are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.errors import UnknownName
from graphkit.resources.indices import REFERENCE

if TYPE_CHECKING:
    from graphkit.accounts.scope import Part
    from graphkit.money.rates import Rates
    from graphkit.networks.snapshot import Snapshot
    from graphkit.resources.result import MixResult
    from graphkit.resources.scope import Scope

BY = {
    "funder": "funder",
    "scale": "funder_scale",
    "kind": "funder_kind",
    "resource": "resource",
    "instrument": "instrument",
    "year": "year",
}
"""What shares are told by, and what accounts of money call it."""


def resource_mix(
    snapshot: Snapshot,
    name: str | None = None,
    *,
    label: str | None = None,
    by: Iterable[str] = tuple(BY),
    rates: Rates | str | Path | None = None,
) -> MixResult:
    """What an action, an actor or a territory lives on, and how much of it comes from whom and as what.

    It is exposure that is told, not health: how much hangs on how few. Whether a mix is good is not in the numbers; of
    what reviews found, see the sentences of the result.

    Money is added by the rules of `graphkit.money`, by the code of `graphkit.accounts`, and by no other; one currency
    and basis a row, unless there are rates. What is in kind or voluntary is counted: its worth stands beside it only
    where a source prices it, and is never added to money. Amounts that nobody states are counted, and are in no share.

    Parameters
    ----------
    snapshot : Snapshot
        The data.
    name : str, optional
        An action (what goes to it), an actor (what it receives) or a territory (what goes to actions there), by id or
        name; all of the data when not given.
    label : str, optional
        ``Action``, ``Actor`` or ``Territory``, where the name is that of several.
    by : iterable of str
        Which shares: ``funder``; ``scale`` and ``kind`` of the funder; ``resource`` (cash, in kind, volunteering, user
        fees, sales, donations …); ``instrument``; ``year``.
    rates : Rates or path, optional
        Rates to turn all amounts into one currency; see `graphkit.money.rates`.

    Returns
    -------
    MixResult
        Without rows where nothing is given; it says so.

    Raises
    ------
    UnknownName
        There is nothing of that name; no such share.
    UsageError
        The name is that of several.
    DataError
        The rates cannot be read, or one that is needed is not among them.

    Notes
    -----
    Time grows with the number of ties. Money that an actor hands on is taken out of what it received.
    """
    from graphkit.accounts.result import summed
    from graphkit.money.rates import Rates
    from graphkit.resources.result import MixResult
    from graphkit.resources.scope import scope

    asked = tuple(dict.fromkeys(by))
    for each in asked:
        if each not in BY:
            raise UnknownName("share", each, BY)
    if isinstance(rates, (str, Path)):
        rates = Rates.read(rates)
    of = None if name is None else scope(snapshot, name, label)
    part = _part(snapshot, of, rates)
    options: dict[str, Any] = {
        "of": None if of is None else of.id,
        "label": None if of is None else of.label,
        "by": list(asked),
        "rates": None if rates is None else rates.file,
    }
    return MixResult(
        of=of,
        sums={each: [(row.of[0], row.sum) for row in summed(snapshot, [part], (BY[each],))] for each in asked},
        totals=[row.sum for row in summed(snapshot, [part], ())],
        part=part,
        snapshot=snapshot,
        options=options,
        provenance={
            "snapshot": snapshot.hash,
            "network": None,
            "description": f"resources of {'all of the data' if of is None else of.name}",
            "method": "resource mix",
            "parameters": options,
            "seed": None,
            "version": f"graphkit {__version__}",
            "reference": REFERENCE,
        },
    )


def _part(snapshot: Snapshot, of: Scope | None, rates: Rates | None) -> Part:
    """The ties in question, counted among all others."""
    import numpy as np

    from graphkit.accounts.scope import Part, chosen, given_and_received, whole
    from graphkit.resources.scope import ties_of

    counted = whole(snapshot, None, of.id if of is not None and of.label == "Actor" else None, rates)
    if of is None:
        return Part(None, counted)
    if of.label == "Actor":
        _, received = given_and_received(snapshot, counted, of.id)
        return Part(None, received.counted)
    return Part(None, chosen(counted, np.flatnonzero(ties_of(snapshot, counted, of))))
