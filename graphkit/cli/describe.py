"""``graphkit describe``: what the network is like as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._figure import check_figure, ending, picture_file
from graphkit.cli._group import Command
from graphkit.cli._network import comma_list, network_options, read_network, say_network
from graphkit.cli._output import write_text
from graphkit.cli._progress import busy
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from graphkit.description import Description
    from graphkit.networks.network import Network

READ = ("network", "statistic", "value", "from", "to", "unit", "meaning")
DEGREES_READ = ("of", "degree", "count", "at_least")


@click.command("describe", cls=Command)
@click.option(
    "--centralisation",
    callback=comma_list,
    metavar="A,B,…",
    default="degree",
    show_default=True,
    help="By which measures: degree, closeness, betweenness.",
)
@click.option("--degrees", is_flag=True, help="Print how many actors and actions have how many ties instead.")
@click.option(
    "--plot",
    "figure",
    callback=picture_file,
    metavar="FILE",
    help="Draw these degrees, on logarithmic axes, to a .svg, .png, .pdf.",
)
@network_options
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    centralisation: tuple[str, ...],
    degrees: bool,
    figure: str | None,
    network: dict[str, Any],
    provenance: str | None,
) -> None:
    """Describe the network as a whole.

    Of the network of actors and actions, then of its projection: actors joined by what they share. Each number has its
    unit and a sentence of what it is.

    Examples
    --------
    graphkit describe
    graphkit describe --funders-only --centralisation degree,betweenness --format csv --output network.csv
    graphkit describe --degrees --plot degrees.svg
    """
    check_figure(settings, figure)
    with settings.open() as graph, busy(settings) as told:
        found = read_network(settings, graph, network)
        rows, made = the_degrees(settings, found) if degrees else the_statistics(settings, found, centralisation, told)
    settings.frame(rows)
    keep(settings, provenance, made)
    if figure is not None:
        from graphkit.description.distribution import degree_distribution
        from graphkit.description.drawing import picture
        from graphkit.words import Words

        words = Words("graphkit.description", settings.lang)
        drawn = picture(degree_distribution(found), words, ending(figure), grain=found.spec.request.grain)
        write_text(drawn, figure, option="--plot")
        settings.say("figure", file=figure)
    say_network(settings, found)


def the_statistics(
    settings: Settings, network: Network, centralisation: tuple[str, ...], told: Callable[[str], None]
) -> tuple[pd.DataFrame, Mapping[str, Any]]:
    """All statistics, for people by the names that they read, and how they came about."""
    from graphkit.description import describe

    result = describe(
        network,
        centralisation=centralisation,
        seed=settings.seed,
        progress=lambda name: told(settings.word("describing", side=settings.word(f"side.{name}"))),
    )
    frame = for_people(settings, result) if settings.shape == "table" else result.to_frame(settings.lang)
    return frame, result.provenance


def the_degrees(settings: Settings, network: Network) -> tuple[pd.DataFrame, Mapping[str, Any]]:
    """The distribution of degrees, for people with the words of their language for what it is of; how it came about."""
    from graphkit.description.distribution import degree_distribution
    from graphkit.description.statistic import whose_degrees
    from graphkit.networks.provenance import provenance

    frame = degree_distribution(network)
    if settings.shape == "table":
        grain = network.spec.request.grain
        # The words of the picture: alone, "actors" is a code that other tables say otherwise.
        frame["of"] = [whose_degrees(of, settings.lang, grain) for of in frame["of"]]
    return frame, provenance(network, "degree distribution", {})


def for_people(settings: Settings, result: Description) -> pd.DataFrame:
    """The statistics by the names that people read; without the bounds where there are none."""
    frame = result.to_frame(settings.lang)
    frame["statistic"] = [each.called(settings.lang, result.network.spec.request.grain) for each in result.statistics]
    frame["network"] = [settings.word(f"side.{side}") for side in frame["network"]]
    return frame if frame["from"].notna().any() else frame.drop(columns=["from", "to"])
