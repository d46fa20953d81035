"""The options that say which network is meant, shared by the commands that analyse one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._settings import Settings
from graphkit.cli._without_effect import say_without_effect
from graphkit.networks.grain import COLUMNS
from graphkit.networks.projection import WEIGHTS
from graphkit.networks.request import GRAINS

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.graph import Graph
    from graphkit.networks.network import Network


def comma_list(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """The words of ``a,b,…`` without the space around them; None where the option is not given."""
    if value is None:
        return None
    return tuple(word.strip() for word in value.split(",") if word.strip())


OPTIONS = (
    click.option(
        "--ties",
        callback=comma_list,
        metavar="A,B,…",
        help="Ties that count: FUNDS, TAKES_PART, SUPPORTS. [default: all three]",
    ),
    click.option("--grain", type=click.Choice(GRAINS), help="What is shared. [default: action]"),
    click.option(
        "--rollup", callback=comma_list, metavar="A,B,…", help="Count members as what they belong to: department_of, …"
    ),
    click.option("--fields", callback=comma_list, metavar="A,B,…", help="Actions in these policy fields only."),
    click.option(
        "--since",
        type=int,
        metavar="YEAR",
        help="Leave out ties that ended before this year; without an end they run on.",
    ),
    click.option("--until", type=int, metavar="YEAR", help="Leave out ties that began after this year."),
    click.option(
        "--roles", callback=comma_list, metavar="A,B,…", help="Of those who take part, these roles only: operator, …"
    ),
    click.option("--currency", metavar="CODE", help="Sum amounts in this currency only: EUR, …"),
    click.option("--basis", metavar="CODE", help="Sum these amounts only: committed, disbursed, planned."),
    click.option("--funders-only", is_flag=True, default=None, help="Leave out actors that fund nothing."),
)

NAMES = ("ties", "grain", "rollup", "fields", "since", "until", "roles", "currency", "basis", "funders_only")

weight_option = click.option(
    "--weight",
    type=click.Choice(WEIGHTS),
    default="count",
    show_default=True,
    help="What joins two actors: actions shared, Newman's share of each, or the lesser amount.",
)


def network_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The command with the options of a network, which it gets as one dict `network`: only those that were given."""

    @wraps(function)
    def collected(*args: Any, **options: Any) -> Any:
        given = {name: value for name in NAMES if (value := options.pop(name)) is not None}
        return function(*args, network=given, **options)

    for option in reversed(OPTIONS):
        collected = option(collected)
    return collected


def read_network(settings: Settings, graph: Graph, options: dict[str, Any]) -> Network:
    """The network asked for, read from an open store.

    Raises
    ------
    DataError
        The store is empty.
    """
    snapshot = graph.snapshot()
    settings.require_actors(snapshot.actors.num_rows, graph.store.place)
    return snapshot.network(**options)


def by_grain(
    settings: Settings, network: Network, frame: pd.DataFrame, read: Sequence[str]
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Rows and their columns with headings that say what the columns of the network are; CSV and JSON stay."""
    grain = network.spec.request.grain
    if settings.shape != "table" or grain == "action":
        return frame, tuple(read)
    called = {"actions": COLUMNS[grain], "action_name": grain}
    return frame.rename(columns=called), tuple(called.get(name, name) for name in read)


def say_network(settings: Settings, network: Network, by: str | None = None) -> None:
    """Say what network the rows are of, and of which data: what whoever keeps them wants to write beside.

    Where the same network gives other numbers by how it is measured, `by` has that in words: projected by count.
    """
    from graphkit import __version__

    say_without_effect(settings, network)
    said: dict[str, object] = {"spec": network.spec, "data": network.snapshot.hash[:12], "version": __version__}
    if by is None:
        settings.say("network", **said)
    else:
        settings.say("network_measured", by=by, **said)
