"""``graphkit distances``: how far funders are from one another over what they fund together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._figure import check_figure, figure_option, save_figure
from graphkit.cli._group import Command
from graphkit.cli._names import for_readers, named
from graphkit.cli._network import comma_list, network_options, read_network, say_network
from graphkit.cli._progress import measuring
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.paths.distances import Among
    from graphkit.paths.distances_result import Distances

# Not imported from the room: ``--help`` answers without it. A test compares.
AMONG = ("funders", "actors")
PARTS = ("actors", "pairs", "matrix", "distribution")

# What a person reads of each part; ids are in CSV and JSON.
READ = {
    "actors": ("name", "farthest", "farthest_name", "mean", "reached", "unreached"),
    "pairs": ("name", "other_name", "distance"),
    "distribution": ("distance", "pairs", "share", "at_most"),
}


@click.command("distances", cls=Command)
@click.argument("actors", nargs=-1, metavar="[ACTOR]…")
@click.option(
    "--part",
    type=click.Choice(PARTS),
    default="actors",
    show_default=True,
    help="Who is how far at most, each pair, all by all, or how many pairs are how far apart.",
)
@click.option(
    "--among",
    type=click.Choice(AMONG),
    default="funders",
    show_default=True,
    help="Where no actors are named: those that fund something, or all.",
)
@click.option("--kinds", callback=comma_list, metavar="A,B,…", help="Of these kinds only: association, foundation, …")
@click.option("--scales", callback=comma_list, metavar="A,B,…", help="Of these scales only: municipal, regional, …")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="The first N rows only.")
@click.option("--evidence", is_flag=True, help="Print the ties it rests on, with source and place, instead.")
@figure_option
@network_options
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    actors: tuple[str, ...],
    part: str,
    among: Among,
    kinds: tuple[str, ...] | None,
    scales: tuple[str, ...] | None,
    top: int | None,
    evidence: bool,
    figure: str | None,
    network: dict[str, Any],
    provenance: str | None,
) -> None:
    """Say how far funders are from one another.

    A step is an action that two carry; a distance is the steps of a shortest path, which may lead over anybody. Pairs
    without a way are counted, and are in no mean. With two actors named --evidence prints the ties of a path between
    them. Of more than 1,000 actors pairs are counted, not listed.

    Examples
    --------
    graphkit distances
    graphkit distances --part distribution --plot distances.svg
    graphkit distances "Lyon Metropolis" "City of Saint-Fons" --part pairs --format csv
    """
    from graphkit.paths.distances import distances

    check_figure(settings, figure)
    with settings.open() as graph, measuring(settings) as told:
        chosen = named(settings, graph, actors, funders=bool(network.get("funders_only"))) if actors else ()
        found = read_network(settings, graph, network)
        told(settings.word("finding_distances"), 0.0)
        result = distances(
            found, chosen, among=among, kinds=kinds or (), scales=scales or (),
            progress=lambda share: told(settings.word("finding_distances"), share),
        )  # fmt: skip
        ids = [found.actor_ids[row] for row in result.rows]
        rows = result.evidence((ids[0], ids[1]) if len(ids) == 2 else None) if evidence else _part(result, part)
    if part == "matrix" and not evidence:
        settings.frame(rows, top=top, translate=False)
    else:
        settings.frame(for_readers(settings, rows, found.snapshot), top=top, read=None if evidence else READ[part])
    keep(settings, provenance, result.provenance)
    if figure is not None:
        save_figure(settings, result.plot(lang=settings.lang), figure)
    settings.note(result.sentence(settings.lang))
    say_network(settings, found)


def _part(result: Distances, part: str) -> pd.DataFrame:
    if part == "matrix":
        return result.matrix().reset_index()
    if part == "pairs":
        return result.pairs()
    return result.distribution if part == "distribution" else result.to_frame()
