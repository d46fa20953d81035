"""``graphkit map``: the network as a page to look around in, for people who do not code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graphkit.cli._group import Command
from graphkit.cli._network import network_options
from graphkit.cli._output import check_place
from graphkit.cli._progress import busy
from graphkit.cli._settings import Settings
from graphkit.errors import UsageError

# What a page can show first.
BY = ("coalition", "territory")


def out_file(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Refuse a place where no page could be written, before the work is done."""
    check_place(value, option="--out")
    return value


@click.command("map", cls=Command)
@click.option(
    "--out",
    callback=out_file,
    metavar="FILE",
    default="map.html",
    show_default=True,
    help="Page to write; - for the screen.",
)
@click.option(
    "--by",
    type=click.Choice(BY),
    default="coalition",
    show_default=True,
    help="Who is tied to whom, by coalition; or who does what where.",
)
@click.option("--shapes", metavar="FILE", help="By territory: outlines (GeoJSON), matched by code or name.")
@click.option("--title", metavar="TEXT", help="Title of the page.")
@network_options
@click.pass_obj
def command(
    settings: Settings, *, out: str, by: str, shapes: str | None, title: str | None, network: dict[str, Any]
) -> None:
    """Write an interactive map as one offline page.

    In English and French, opened by any browser; nothing is fetched.

    Coalitions are those of the report of this network that stands beside, else those written back to the store for it
    (graphkit coalitions --write-back), else such as are found at once, and the page says which. Above 2,000 nodes it
    opens on coalitions.

    Examples
    --------
    graphkit map
    graphkit map --lang fr --out carte.html --funders-only
    graphkit map --by territory --out territories.html
    """
    from graphkit.maps import Map, TerritoryMap

    if settings.output is not None:
        raise UsageError(settings.word("map_has_out", file=settings.output))
    if shapes is not None and by != "territory":
        raise UsageError(settings.word("map_shapes_alone"))
    with settings.open() as graph, busy(settings):
        settings.require_actors(graph.status().nodes.get("Actor", 0), graph.store.place)
        made: Map | TerritoryMap
        if by == "territory":
            made = TerritoryMap.of_graph(graph, shapes=shapes, lang=settings.lang, title=title, **network)
        else:
            beside = None if out == "-" else Path(out).parent
            made = Map.of_graph(graph, lang=settings.lang, seed=settings.seed, title=title, beside=beside, **network)
        file = None if out == "-" else made.save(Path(out))
    if file is None:
        settings.text(made.html())
    else:
        settings.rows(("file",), [(str(file),)])
    for sentence in made.said(settings.lang):
        settings.note(sentence)
