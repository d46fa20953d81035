"""The alignment of a programme: its axes against the actions, actors and money that carry them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit import __version__

if TYPE_CHECKING:
    from graphkit.alignment.result import Alignment
    from graphkit.money.rates import Rates
    from graphkit.networks.snapshot import Snapshot


def alignment(
    snapshot: Snapshot, programme: str | None = None, *, rates: Rates | str | Path | None = None
) -> Alignment:
    r"""Which axes of a programme are carried by which actions, actors and money.

    An axis is an objective with a tie ``OF`` to the programme; an action carries it by a tie ``PURSUES``. Axes of
    programmes that are part of this one are their own: ask for them by name.

    An action of several axes is whole under each of them, for no source says how its money is split. So the amount of
    an axis, :math:`m_a = \sum_{x \to a} m_x`, must not be added over axes; the total
    :math:`\sum_{x \in \cup_a} m_x` counts each action, and each tie, once.

    Parameters
    ----------
    snapshot : Snapshot
        The data.
    programme : str, optional
        The programme by id, name or code; the only one that has axes when not given.
    rates : Rates or path, optional
        Rates to turn all amounts into one currency; see `graphkit.money.rates`.

    Returns
    -------
    Alignment
        Without rows where the programme has no axes; it says so.

    Raises
    ------
    UnknownName
        There is no such programme.
    UsageError
        None is named and several have axes; lists them. Several are called like that.
    DataError
        None is named and none has axes; the rates cannot be read, or one that is needed is not among them.

    Notes
    -----
    Money is added by the rules of `graphkit.money`, in major units, one currency and basis a row: what was refused or
    only asked for is none, what is in kind is counted and never added to it, and an amount that nobody states is
    counted as not known. Actors are those who fund an action, take part in it or support it, in whatever role. An
    action of which the data have ties and none that ties anybody (all its money was refused or only asked for) is none,
    and is said to be left out. That an axis has no action is said of these data: what is done for it may be in none of
    their sources.
    Time grows with the number of ties.
    """
    from graphkit.alignment.axes import axes_of, members_of, pursued
    from graphkit.alignment.carried import Ties
    from graphkit.alignment.programmes import meant
    from graphkit.alignment.result import Alignment
    from graphkit.money.rates import Rates
    from graphkit.networks.others import links_of
    from graphkit.networks.untied import not_done

    if isinstance(rates, (str, Path)):
        rates = Rates.read(rates)
    of = meant(snapshot, programme)
    axes = axes_of(snapshot, of.id)
    links, members = pursued(snapshot, axes), members_of(snapshot, of.id)
    actions = sorted({*members, *(link.action for found in links.values() for link in found)})
    stated = {row["start_id"] for row in links_of(snapshot, "PURSUES").to_pylist() if row["end_id"] in axes}
    network = snapshot.network()
    ties = Ties(network, actions, rates)
    options: dict[str, Any] = {"programme": of.id, "rates": None if rates is None else rates.file}
    return Alignment(
        of=of,
        axes=axes,
        links=links,
        members=members,
        never=tuple(sorted(stated & not_done(snapshot))),
        ties=ties,
        network=network,
        options=options,
        provenance={
            "snapshot": snapshot.hash,
            "network": network.spec.to_dict(),
            "description": f"axes of {of.name}",
            "method": "alignment",
            "parameters": options,
            "seed": None,
            "version": f"graphkit {__version__}",
            "reference": "",
        },
    )
