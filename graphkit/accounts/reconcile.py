"""What ties of money add up to: a store, a source, or an actor, with everything that was left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.accounts.grouping import asked
from graphkit.accounts.result import MoneyResult, summed, used_rates
from graphkit.accounts.scope import Part, given_and_received, whole
from graphkit.money.rates import Rates
from graphkit.networks.lookup import actor_id, source_id

if TYPE_CHECKING:
    from graphkit.networks.snapshot import Snapshot


def reconcile(
    snapshot: Snapshot,
    *,
    source: str | None = None,
    actor: str | None = None,
    by: Iterable[str] = (),
    rates: Rates | str | Path | None = None,
) -> MoneyResult:
    """The account of the money in a snapshot, by the rules of `graphkit.money`.

    Parameters
    ----------
    snapshot : Snapshot
        The data.
    source : str, optional
        Only the ties of this source: its id, name or file.
    actor : str, optional
        Only what this actor (id or name) gives and what it receives, as two accounts.
    by : iterable of str
        What to group by beside currency, basis and kind, which are never mixed: ``year``, ``funder``, ``recipient``,
        ``action``, ``source``, ``resource``, ``instrument``, ``status``.
    rates : Rates or path, optional
        Rates to turn all amounts into one currency; see `graphkit.money.rates`.

    Returns
    -------
    MoneyResult
        Sums, the ties behind each line, and how they came about.

    Raises
    ------
    UnknownName
        There is no such source, actor or grouping.
    DataError
        The rates cannot be read, or one that is needed is not among them; amounts are too large to be exact.

    Notes
    -----
    Money handed on is taken out within the scope: where the tie by which it came is of another source, it is counted.
    By funder it is counted with the last that hands it on. Time and memory grow with the number of ties alone.
    """
    by = asked(by)
    if isinstance(rates, (str, Path)):
        rates = Rates.read(rates)
    source = None if source is None else source_id(snapshot, source)
    actor = None if actor is None else actor_id(snapshot, actor)
    counted = whole(snapshot, source, actor, rates)
    parts = [Part(None, counted)] if actor is None else given_and_received(snapshot, counted, actor)
    options = {"source": source, "actor": actor, "by": list(by), "rates": None if rates is None else rates.file}
    return MoneyResult(
        by=by,
        totals=summed(snapshot, parts, ()),
        rows=summed(snapshot, parts, by),
        provenance=_provenance(snapshot, options, parts),
        options=options,
        parts=parts,
        snapshot=snapshot,
    )


def _provenance(snapshot: Snapshot, options: Mapping[str, Any], parts: Sequence[Part]) -> dict[str, Any]:
    scope = [f"{name} {options[name]}" for name in ("source", "actor") if options[name]]
    used = [{name: str(value) for name, value in row.items()} for row in used_rates(parts).to_dict("records")]
    return {
        "snapshot": snapshot.hash,
        "network": None,
        "description": f"money of {' and '.join(scope) or 'all sources'}",
        "method": "reconcile",
        "parameters": {**options, "rates_used": used},
        "seed": None,
        "version": f"graphkit {__version__}",
        "reference": "",
    }
