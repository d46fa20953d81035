"""``graphkit centrality``: how central each actor is."""

from __future__ import annotations

from typing import Any

import click

from graphkit.cli._group import Command
from graphkit.cli._network import comma_list, network_options, read_network, weight_option
from graphkit.cli._progress import busy
from graphkit.cli._settings import Settings
from graphkit.cli._words import heading, unit

MEASURES = "degree,strength,betweenness,eigenvector"


@click.command("centrality", cls=Command)
@click.option(
    "--measures", callback=comma_list, default=MEASURES, show_default=True, metavar="A,B,…", help="Which ones."
)
@click.option(
    "--mode",
    type=click.Choice(("projection", "two-mode")),
    default="projection",
    show_default=True,
    help="Actors joined by what they share, or actors and actions as they are.",
)
@weight_option
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="The first N actors only.")
@network_options
@click.pass_obj
def command(
    settings: Settings, *, measures: tuple[str, ...], mode: str, weight: str, top: int | None, network: dict[str, Any]
) -> None:
    """Rank the actors by measures of centrality.

    Sorted by the first measure. docs/measures.md says what each measure is and where it is defined.

    Examples
    --------
    graphkit centrality
    graphkit centrality --measures betweenness,closeness --top 10
    graphkit centrality --funders-only --weight newman --format csv --output centrality.csv
    """
    from graphkit.measures import centrality

    with settings.open() as graph, busy(settings):
        found = read_network(settings, graph, network)
        table = centrality(found if mode == "two-mode" else found.projection(weight), measures)
    settings.frame(table.to_frame(), top=top)
    units = [f"{heading(name, settings.lang)}: {unit(of, settings.lang)}" for name, of in table.units.items()]
    settings.say("units", units="; ".join(units))
    settings.say("network", spec=found.spec)
