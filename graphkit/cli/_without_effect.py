"""What was asked of a network and changed nothing, or left nothing: said, for an empty column does not say why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.cli._settings import Settings

if TYPE_CHECKING:
    from graphkit.networks.network import Network

LISTED = 5


def say_without_effect(settings: Settings, network: Network) -> None:
    """Say which options of a network found nothing that they are about, and what there is."""
    asked = network.spec.request
    if asked.roles is not None and "TAKES_PART" not in asked.ties:
        settings.say("roles_unused", ties=", ".join(asked.ties))
    if asked.rollup and not _rolled_up(network):
        settings.say("rollup_unused", codes=", ".join(asked.rollup))
    if asked.window and not network.spec.n_ties:
        first, last = _years(network)
        if first is not None:
            settings.say("no_tie_of_years", years=f"{first}" if first == last else f"{first}–{last}")
    if (asked.currency or asked.basis) and network.spec.n_ties and network.money.refusal is None:
        _say_no_money(settings, network)


def _rolled_up(network: Network) -> bool:
    """Whether a membership that counts makes anybody another."""
    import numpy as np

    from graphkit.networks.rollup import rollup

    snapshot, asked = network.snapshot, network.spec.request
    counted_as, _ = rollup(snapshot.actors, snapshot.links, asked.rollup, asked.since, asked.until)
    return bool((counted_as != np.arange(len(counted_as))).any())


def _years(network: Network) -> tuple[int | None, int | None]:
    """The first and last year of the ties of the types asked for; None where some are of the years asked for."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    from graphkit.networks.years import years

    snapshot, asked = network.snapshot, network.spec.request
    types = pa.array(asked.ties, pa.string())
    of_types = np.flatnonzero(pc.is_in(snapshot.ties["type"], value_set=types).to_numpy())
    when = years(snapshot.ties, snapshot.actions, snapshot.action_of_ties)
    # Of these years, but of another field: it is not the years that leave nothing.
    if when.within(asked.since, asked.until)[of_types].any():
        return None, None
    return when.extent(of_types)


def _say_no_money(settings: Settings, network: Network) -> None:
    """Say, where it is so, that no amount is in the currency or of the basis asked for, and which there are."""
    import numpy as np
    import pyarrow.compute as pc

    from graphkit.model.vocabularies import label
    from graphkit.networks.amounts import UNSTATED

    if network.money.known.any():
        return
    request = network.spec.request
    held = network.snapshot.ties.take(np.unique(network.tie_index.rows))
    stated = held.filter(pc.and_(pc.equal(held["type"], "FUNDS"), pc.is_valid(held["amount"])))
    none, lang = settings.word("unstated_money"), settings.lang
    ways = {(row["currency"], row["basis"]) for row in stated.select(["currency", "basis"]).to_pylist()}
    if any(
        request.currency in (None, currency) and request.basis in (None, basis or UNSTATED) for currency, basis in ways
    ):
        # They do not count for another reason, which the account of the network has.
        return
    there = sorted(f"{currency or none} ({label('bases', basis, lang) or none})" for currency, basis in ways)
    basis = label("bases", request.basis, lang) if request.basis else None
    asked = ", ".join(word for word in (request.currency, basis) if word)
    if there:
        settings.say("no_money_so", asked=asked, ways=", ".join(there[:LISTED]) + (" …" if there[LISTED:] else ""))
    else:
        settings.say("no_money_at_all", asked=asked)
