"""``graphkit cliff``: grants by the year in which they end, and what is not renewed."""

from __future__ import annotations

from typing import Any

import click

from graphkit.cli._figure import check_figure, draw, figure_option
from graphkit.cli._group import Command
from graphkit.cli._names import for_readers
from graphkit.cli._network import network_options, read_network, say_network
from graphkit.cli._progress import busy
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings


@click.command("cliff", cls=Command)
@click.option(
    "--year", type=int, metavar="YEAR", help="List the ties that end in this year instead, with their source."
)
@network_options
@figure_option
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    year: int | None,
    network: dict[str, Any],
    figure: str | None,
    provenance: str | None,
) -> None:
    """Say what funding ends when, and what is not renewed.

    Funding is renewed when the same funder gives to the same action (or recipient) again in a later year, or goes on.
    What ends in the last year of the data, or after it, is counted as not known. Without --grain, recipients stand for
    actions where the data name no others: the activity of one year is never renewed.

    Examples
    --------
    graphkit cliff
    graphkit cliff --grain recipient --format csv --output cliff.csv
    graphkit cliff --year 2018
    graphkit cliff --plot cliff.svg
    """
    from graphkit.scenarios.cliff import cliff, usual_grain

    check_figure(settings, figure)
    with settings.open() as graph, busy(settings):
        if "grain" not in network:
            network["grain"] = usual_grain(graph.snapshot())
        found = read_network(settings, graph, network)
        result = cliff(found)
    if year is not None:
        settings.frame(for_readers(settings, result.evidence(year), found.snapshot))
    else:
        settings.frame(result.to_frame())
    keep(settings, provenance, result.provenance)
    draw(settings, figure, result.plot, found.snapshot)
    settings.note(result.sentence(settings.lang))
    say_network(settings, found)
