"""``graphkit coalitions``: groups of actors that share more with one another than with others."""

from __future__ import annotations

from typing import Any

import click

from graphkit.cli._group import Command
from graphkit.cli._names import for_readers
from graphkit.cli._network import network_options, read_network, say_network, weight_option
from graphkit.cli._progress import busy
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings


@click.command("coalitions", cls=Command)
@click.option("--resolution", type=float, default=1.0, show_default=True, help="Above 1: more and smaller groups.")
@click.option("--write-back", is_flag=True, help="Also write them to the store, as :Coalition.")
@weight_option
@network_options
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    resolution: float,
    write_back: bool,
    weight: str,
    network: dict[str, Any],
    provenance: str | None,
) -> None:
    """Find groups of actors that are present together (Louvain).

    To share actions is neither to share beliefs nor to coordinate.

    Examples
    --------
    graphkit coalitions
    graphkit coalitions --funders-only --resolution 1.5 --seed 7
    graphkit coalitions --write-back
    """
    from graphkit.coalitions.louvain import coalitions

    with settings.open() as graph, busy(settings):
        found = read_network(settings, graph, network)
        result = coalitions(found.projection(weight), seed=settings.seed, resolution=resolution)
        written = graph.write_coalitions(result) if write_back else None
    frame = for_readers(settings, result.to_frame(), found.snapshot)
    settings.frame(frame, read=("group", "size", "id", "name", "strength"))
    keep(settings, provenance, result.provenance)
    settings.say("coalitions", n=len(result.groups), modularity=result.modularity)
    if written is not None:
        settings.say("written_back", n=written)
    say_network(settings, found)
