"""``graphkit reach``: through whom a coalition could be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._coalitions import coalition_options, find
from graphkit.cli._figure import check_figure, figure_option, save_figure
from graphkit.cli._group import Command
from graphkit.cli._names import for_readers, named
from graphkit.cli._network import network_options, read_network, say_network
from graphkit.cli._progress import measuring
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings
from graphkit.cli.coalition import is_of_a_run
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphkit.graph import Graph
    from graphkit.networks.network import Network

# What a person reads; ids are in CSV and JSON.
READ = ("name", "distance", "shared", "members", "amount", "currency", "first_year", "last_year", "actions")

# How many actions a cell of a table names.
NAMED = 3


@click.command("reach", cls=Command)
@click.argument("members", nargs=-1, metavar="[ACTOR]…")
@click.option("--coalition", metavar="ID", help="The members of this coalition: c1, c2, …, or one in the store.")
@click.option("--from", "start", metavar="ACTOR", help="From whom: who is nearest to it comes first.")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="The first N only.")
@click.option("--evidence", is_flag=True, help="Print the ties that make the steps, with source and place, instead.")
@figure_option
@coalition_options
@network_options
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    members: tuple[str, ...],
    coalition: str | None,
    start: str | None,
    top: int | None,
    evidence: bool,
    figure: str | None,
    how: dict[str, Any],
    network: dict[str, Any],
    provenance: str | None,
) -> None:
    """Say through whom a coalition could be reached.

    Lists who is one step away: who carries an action with a member without being one, and the actions that make the
    step. Name the members, or a coalition that graphkit coalitions finds with the same options, or one in the store.
    With --from the steps of an actor to each, past the members, stand beside it.

    Examples
    --------
    graphkit reach "Lyon Metropolis" "City of Saint-Fons"
    graphkit reach --coalition c1 --runs 0 --format csv
    graphkit reach "National education" --from "Lyon Metropolis" --top 5
    """
    from graphkit.paths.reach import reach

    check_figure(settings, figure)
    if (coalition is None) == (not members):
        raise UsageError(settings.word("members_or_coalition"))
    with settings.open() as graph, measuring(settings) as told:
        if coalition is None:
            members = named(settings, graph, members)
            found, called = read_network(settings, graph, network), ""
        else:
            found, members, called = _coalition(settings, graph, coalition, how=how, network=network, told=told)
        begin = None if start is None else named(settings, graph, (start,))[0]
        result = reach(found, members, start=begin, called=called)
    if evidence:
        settings.frame(for_readers(settings, result.evidence(), found.snapshot))
    else:
        frame = result.to_frame()
        if settings.shape == "table":
            frame["actions"] = [_some(settings, names) for names in frame["actions"]]
        read = [name for name in READ if name in frame]
        settings.frame(for_readers(settings, frame, found.snapshot), top=top, read=read)
    keep(settings, provenance, result.provenance)
    if figure is not None:
        save_figure(settings, result.plot(lang=settings.lang), figure)
    settings.note(result.sentence(settings.lang))
    say_network(settings, found)


def _coalition(
    settings: Settings,
    graph: Graph,
    name: str,
    *,
    how: dict[str, Any],
    network: dict[str, Any],
    told: Callable[[str, float], None],
) -> tuple[Network, tuple[str, ...], str]:
    """The network that a coalition is in, its members there, and what it is called."""
    from graphkit.reading_back import stored_coalitions

    if is_of_a_run(name):
        found = read_network(settings, graph, network)
        return found, tuple(find(settings, found, how, told).members(int(name[1:]))), name
    snapshot = graph.snapshot()
    settings.require_actors(snapshot.actors.num_rows, graph.store.place)
    stored = stored_coalitions(graph.store, snapshot, name)
    group = stored.place(name)
    return stored.network, tuple(stored.members(int(group[1:]))), stored.group_names[group]


def _some(settings: Settings, names: list[str]) -> str:
    """The first names, and how many more there are."""
    text = ", ".join(names[:NAMED])
    return text + (settings.word("and_more", n=len(names) - NAMED) if len(names) > NAMED else "")
