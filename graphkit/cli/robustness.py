"""``graphkit robustness``: what still stands as actors leave one after the other."""

from __future__ import annotations

from typing import Any

import click

from graphkit.cli._falls import rule_options
from graphkit.cli._figure import check_figure, draw, figure_option
from graphkit.cli._group import Command
from graphkit.cli._names import for_readers
from graphkit.cli._network import network_options, read_network, say_network
from graphkit.cli._progress import busy
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings

# Not imported from the room: ``--help`` answers without it. A test compares.
ORDERS = ("degree", "ascending", "money", "random", "worst")


@click.command("robustness", cls=Command)
@click.option(
    "--order",
    type=click.Choice(ORDERS),
    default="degree",
    show_default=True,
    help="Who leaves first: those tied to most actions, or to least; who gives most; anybody; or each time the one "
    "whose exit fells most.",
)
@click.option("--trapezoid", is_flag=True, help="Take the area by the trapezoid rule, not of the first n points.")
@click.option("--draws", type=click.IntRange(min=1), default=200, show_default=True, help="random: how many orders.")
@click.option(
    "--null",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Set it against N networks with the same degrees.",
)
@rule_options("nobody")
@network_options
@figure_option
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    order: Any,
    trapezoid: bool,
    draws: int,
    null: int,
    falls: dict[str, Any],
    network: dict[str, Any],
    figure: str | None,
    provenance: str | None,
) -> None:
    """Say what still stands as actors leave one by one.

    Prints the curve, a row for each removal with who leaves, and says the area R under it: 1 where all stands to the
    end. With --order worst the rows are the order of exits that hurts most. It is of these data, all else unchanged.

    Examples
    --------
    graphkit robustness
    graphkit robustness --funders-only --order worst --rules money=.5,funder
    graphkit robustness --order ascending --null 20 --seed 1
    graphkit robustness --plot curve.svg
    """
    from graphkit.scenarios.curve import robustness

    check_figure(settings, figure)
    with settings.open() as graph, busy(settings):
        found = read_network(settings, graph, network)
        result = robustness(
            found,
            order=order,
            points="trapezoid" if trapezoid else "left",
            draws=draws,
            null=null,
            seed=settings.seed,
            **falls,
        )
    frame = for_readers(settings, result.to_frame(), found.snapshot)
    told = ["name"] if result.rows is not None else []
    unsure = ["stands_surely"] if (frame["stands"] - frame["stands_surely"]).abs().max() > 0 else []
    settings.frame(frame, read=["removed", *told, "stands", *unsure])
    keep(settings, provenance, result.provenance)
    draw(settings, figure, result.plot, found.snapshot)
    settings.note(result.sentence(settings.lang))
    say_network(settings, found)
