"""``graphkit paths``: the actions through which two actors are connected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._group import Command
from graphkit.cli._network import network_options, read_network
from graphkit.cli._progress import busy
from graphkit.cli._settings import Settings

if TYPE_CHECKING:
    from graphkit.paths.cofunding import Weight
    from graphkit.paths.ranked import Order


# What a person reads of a path; ids and single amounts are in CSV and JSON.
READ = ("path", "step", "start_name", "end_name", "action_name", "shared_amount", "currency", "first_year", "last_year")


@click.command("paths", cls=Command)
@click.argument("a")
@click.argument("b")
@click.option("-k", "--k", type=click.IntRange(min=1), default=1, show_default=True, help="How many paths.")
@click.option("--every-shortest", is_flag=True, help="All shortest paths instead.")
@click.option(
    "--by",
    type=click.Choice(("length", "strength")),
    default="length",
    show_default=True,
    help="What makes a path good.",
)
@click.option(
    "--weight",
    type=click.Choice(("count", "amount")),
    default="count",
    show_default=True,
    help="Strength of a step: actions shared, or the lesser amount in them.",
)
@click.option("--evidence", is_flag=True, help="Print the ties behind the paths, with source and place, instead.")
@network_options
@click.pass_obj
def command(
    settings: Settings,
    *,
    a: str,
    b: str,
    k: int,
    every_shortest: bool,
    by: Order,
    weight: Weight,
    evidence: bool,
    network: dict[str, Any],
) -> None:
    """Find the co-funding paths between two actors.

    A and B are names or ids.

    Examples
    --------
    graphkit paths "National education" "Food bank"
    graphkit paths "Lyon Metropolis" "City of Saint-Fons" --k 3 --funders-only
    graphkit paths "National education" "Food bank" --evidence
    """
    from graphkit.paths.cofunding import paths

    with settings.open() as graph, busy(settings):
        found = read_network(settings, graph, network)
        result = paths(found, a, b, k=k, every_shortest=every_shortest, by=by, weight=weight)
    if evidence:
        settings.frame(result.evidence())
    else:
        settings.frame(result.to_frame(), read=READ)
    if result.found:
        settings.say("paths", length=result.length, n=result.n_shortest)
    else:
        settings.note(str(result))
    settings.say("network", spec=found.spec)
