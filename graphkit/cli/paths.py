"""``graphkit paths``: the actions through which two actors are connected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._figure import check_figure, draw, figure_option
from graphkit.cli._group import Command
from graphkit.cli._names import for_readers, named
from graphkit.cli._network import by_grain, network_options, read_network, say_network
from graphkit.cli._progress import busy
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.networks.amounts import Money
    from graphkit.paths.cofunding import Weight
    from graphkit.paths.ranked import Order


# What a person reads of a path; ids and single amounts are in CSV and JSON.
READ = ("path", "step", "start_name", "end_name", "action_name", "shared_amount", "currency", "first_year", "last_year")

# How many shared actions of a step a table begins with.
FIRST = 5


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
@click.option(
    "--all", "every", is_flag=True, help="List every shared action in a table, and draw each, not the first 5 a step."
)
@network_options
@figure_option
@provenance_option
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
    every: bool,
    network: dict[str, Any],
    figure: str | None,
    provenance: str | None,
) -> None:
    """Find the co-funding paths between two actors.

    A and B are names, ids, or some words of a name where only one actor has them; with --funders-only where only one
    funder has them.

    Examples
    --------
    graphkit paths "National education" "Food bank"
    graphkit paths "Lyon Metropolis" "City of Saint-Fons" --k 3 --funders-only
    graphkit paths "National education" "Food bank" --evidence
    graphkit paths "National education" "Food bank" --k 3 --plot paths.svg
    """
    from graphkit.paths.cofunding import paths

    check_figure(settings, figure)
    with settings.open() as graph, busy(settings):
        a, b = named(settings, graph, (a, b), funders=bool(network.get("funders_only")))
        found = read_network(settings, graph, network)
        result = paths(found, a, b, k=k, every_shortest=every_shortest, by=by, weight=weight)
    if evidence:
        settings.frame(for_readers(settings, result.evidence(), found.snapshot))
    else:
        frame = for_readers(settings, result.to_frame(), found.snapshot)
        if settings.shape == "table":
            frame = for_people(settings, frame, every=every)
        frame, read = by_grain(settings, found, frame, READ)
        settings.frame(frame, read=read)
    keep(settings, provenance, result.provenance)
    draw(settings, figure, result.plot_actions, found.snapshot)
    if result.found:
        said = "paths" if found.spec.request.grain == "action" else "paths_of_recipients"
        settings.say(said, length=result.length, n=result.n_shortest)
        if not evidence:
            say_amounts_apart(settings, found.money)
    else:
        settings.note(str(result))
    say_network(settings, found)


def for_people(settings: Settings, frame: pd.DataFrame, *, every: bool = False) -> pd.DataFrame:
    """The first shared actions of each step, unless `every`, and how many more there are; no currency by itself."""
    import pandas as pd

    frame = frame.assign(currency=frame["currency"].where(frame["shared_amount"].notna(), None))
    place = frame.groupby(["path", "step"]).cumcount()
    if every or not (place >= FIRST).any():
        return frame
    more = frame[place == FIRST].copy()
    sizes = frame.groupby(["path", "step"])["action"].size()
    left = [int(sizes[step]) - FIRST for step in zip(more["path"], more["step"], strict=True)]
    more["action_name"] = [settings.word("more_actions", n=n) for n in left]
    more[["shared_amount", "first_year", "last_year"]] = pd.NA
    more["currency"] = None
    return pd.concat([frame[place < FIRST], more]).sort_index(kind="stable")


def say_amounts_apart(settings: Settings, money: Money) -> None:
    """Say why amounts are left blank, and what shows them, where they are not of one currency and basis."""
    keys = {"currency": "amounts_apart_currency", "basis": "amounts_apart_basis"}
    for what, there in money.choices.items():
        settings.say(keys[what], codes=", ".join(there), ways=", ".join(f"--{what} {code}" for code in there))
