"""Coalitions over time: found in each window of years, and matched between them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graphkit.coalitions.time.matching import match
from graphkit.coalitions.time.windows import dated, network_of, windows

if TYPE_CHECKING:
    from graphkit.coalitions.time.result import OverTime
    from graphkit.networks.network import Network
    from graphkit.networks.results import GroupResult

REFERENCE = "Greene et al. 2010, ASONAM, 176-183; Palla et al. 2007, Nature 446, 664-667"


def over_time(
    network: Network,
    find: Callable[[Network], GroupResult],
    *,
    width: int = 1,
    step: int = 1,
    threshold: float = 0.3,
    change: float = 0.1,
    progress: Callable[[float], Any] | None = None,
) -> OverTime:
    """How coalitions came about, grew, shrank, merged, split and went.

    Parameters
    ----------
    network : Network
        Its ties are looked at window by window, with the options that it was made with; its first and last year are
        those asked for, else those that its ties state.
    find : callable
        Gives the groups of a network: any method will do.
    width, step : int
        Windows of so many years, one every so many; see `graphkit.coalitions.time.windows.windows`.
    threshold, change : float
        When a group goes on in another, and when it grew; see `graphkit.coalitions.time.matching.match`.
    progress : callable, optional
        Called with the share of windows that are done.

    Returns
    -------
    OverTime
        What became of each coalition from window to window; those of the first window were found there, and whether
        they were born then is not known.

    Raises
    ------
    UsageError
        A width, step, threshold or change that cannot be; more than 200 windows.

    Notes
    -----
    Ties without a year are in no window, and counted. A tie that began and has no end is in every window after. Where
    windows overlap they share ties, so that coalitions go on more easily than in windows that do not.
    """
    from graphkit.coalitions.time.result import OfWindow, OverTime
    from graphkit.networks.provenance import provenance

    said = dated(network)
    asked = network.spec.request
    first = asked.since if asked.since is not None else said.first
    last = asked.until if asked.until is not None else said.last
    found: list[OfWindow] = []
    chosen = windows(first, last, width, step) if first is not None and last is not None and first <= last else []
    for n, window in enumerate(chosen, 1):
        part = network_of(network, window)
        found.append(OfWindow(window, find(part), part.n_actors, part.spec.n_ties))
        if progress is not None:
            progress(n / len(chosen))
    groups = [[set(group) for group in one.groups.groups] for one in found]
    options = {"width": width, "step": step, "threshold": threshold, "change": change}
    events = [match(*pair, threshold=threshold, change=change) for pair in pairwise(groups)]
    if not events:
        match([], [], threshold=threshold, change=change)  # that the options are held to the same
    methods = sorted({str(one.groups.provenance.get("method")) for one in found})
    by = sorted(
        {str(one.groups.provenance.get("reference")) for one in found if one.groups.provenance.get("reference")}
    )
    seeds = {one.groups.provenance.get("seed") for one in found}
    how = dict(found[0].groups.provenance.get("parameters", {})) if found else {}
    return OverTime(
        name="over time",
        unit="",
        options=options,
        provenance=provenance(
            network,
            f"coalitions over time ({', '.join(methods)})" if methods else "coalitions over time",
            {**options, **how},
            seed=seeds.pop() if len(seeds) == 1 else None,
            reference="; groups: ".join([REFERENCE, *by]),
        ),
        windows=found,
        events=events,
        dated=said,
        network=network,
    )
