"""``graphkit suggest``: likely next co-funders, and whether that would have foretold what came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._figure import check_figure, figure_option, save_figure
from graphkit.cli._group import Command
from graphkit.cli._names import for_readers, named
from graphkit.cli._network import network_options, read_network, say_network
from graphkit.cli._progress import busy
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings
from graphkit.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.networks.network import Network
    from graphkit.paths.distances import Among
    from graphkit.paths.likely.backtest_result import Backtest
    from graphkit.paths.likely.result import Suggestions
    from graphkit.paths.likely.suggest import By, What

# Not imported from the room: ``--help`` answers without it. A test compares.
WHAT = ("partners", "actions")
BY = ("four_cycles", "common_neighbours")
AMONG = ("funders", "actors")
FIRST = "10,50,100"

# What a person reads; the sentences below have the reasons of the first, CSV and JSON those of all.
READ = ("rank", "common_rank", "name", "four_cycles", "common_neighbours", "ties")
TESTED_READ = ("method", "measure", "k", "value", "low", "high", "came_true")


def whole_numbers(context: click.Context, parameter: click.Parameter, value: str) -> tuple[int, ...]:
    """The numbers of ``10,50,…``; refuses what is none."""
    words = [word.strip() for word in value.split(",") if word.strip()]
    if not words or not all(word.isdecimal() and int(word) for word in words):
        raise UsageError(context.ensure_object(Settings).word("not_numbers", text=value))
    return tuple(int(word) for word in words)


@click.command("suggest", cls=Command)
@click.argument("name", required=False, metavar="[ACTION|ACTOR]")
@click.option("--as", "label", type=click.Choice(("action", "actor")), help="What the name is that of, where of both.")
@click.option(
    "--what",
    type=click.Choice(WHAT),
    default="partners",
    show_default=True,
    help="Of an actor: with whom it could carry something, or which actions it could join.",
)
@click.option("--by", type=click.Choice(BY), default="four_cycles", show_default=True, help="What ranks first.")
@click.option(
    "--among",
    type=click.Choice(AMONG),
    default="funders",
    show_default=True,
    help="Who may be suggested: those that fund something, or all.",
)
@click.option("--top", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="The first N.")
@click.option("--backtest", is_flag=True, help="Hold out the last years, rank by the rest, and see what came true.")
@click.option(
    "--holdout-years", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="How many of them."
)
@click.option(
    "-k", "--first", callback=whole_numbers, default=FIRST, show_default=True, metavar="K,…", help="Precision of these."
)
@click.option("--evidence", is_flag=True, help="Print the ties it rests on, with source and place, instead.")
@figure_option
@network_options
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    name: str | None,
    label: str | None,
    what: What,
    by: By,
    among: Among,
    top: int,
    backtest: bool,
    holdout_years: int,
    first: tuple[int, ...],
    evidence: bool,
    figure: str | None,
    network: dict[str, Any],
    provenance: str | None,
) -> None:
    """Suggest likely next co-funders.

    Of an action who could come next, of an actor with whom it could carry something for the first time: those whose tie
    would close most four-cycles, that is, who share most with those who are there. Plain common neighbours stand beside
    it. With --backtest, and no name, say whether either would have foretold the last years, and by how much. Without
    --grain, recipients stand for actions where the data name no others.

    Examples
    --------
    graphkit suggest "Café Potes en Ciel" --as action --among actors
    graphkit suggest "Lyon Metropolis" --among actors --top 5
    graphkit suggest --backtest --among actors --format csv
    """
    check_figure(settings, figure)
    if backtest == (name is not None):
        raise UsageError(settings.word("suggest_for_whom"))
    result: Backtest | Suggestions
    with settings.open() as graph, busy(settings):
        found = _network(settings, graph, network)
        if name is None:
            from graphkit.paths.likely.backtest import backtest as tested

            result = tested(found, holdout_years=holdout_years, what=what, among=among, first=first, seed=settings.seed)
        else:
            from graphkit.paths.likely.suggest import suggest

            about = _meant(settings, graph, found, name, label)
            result = suggest(found, **about, what=what, by=by, among=among, top=top)
        if evidence:
            settings.frame(for_readers(settings, result.evidence(), found.snapshot))
        elif name is None:
            settings.frame(result.to_frame(), read=TESTED_READ)
        else:
            frame = result.to_frame(settings.lang)  # type: ignore[call-arg]
            settings.frame(for_readers(settings, frame, found.snapshot), read=READ)
    keep(settings, provenance, result.provenance)
    if figure is not None:
        save_figure(settings, result.plot(lang=settings.lang), figure)
    settings.note(result.sentence(settings.lang))
    say_network(settings, found)


def _network(settings: Settings, graph: Graph, options: dict[str, Any]) -> Network:
    """The network asked for; of recipients where all actions are implied, unless a grain is given."""
    import pyarrow.compute as pc

    if "grain" not in options:
        actions = graph.snapshot().actions
        if actions.num_rows and pc.all(pc.fill_null(actions["implied"], False)).as_py():
            options["grain"] = "recipient"
    return read_network(settings, graph, options)


def _meant(settings: Settings, graph: Graph, network: Network, name: str, label: str | None) -> dict[str, str]:
    """Whom a name means: ``action`` or ``actor``, by its id or its exact name."""
    there = {
        "action": name in network.action_ids or name in network.action_names,
        "actor": name in network.actor_ids or name in network.actor_names,
    }
    if label is not None:
        there = {each: each == label for each in there}
    if all(there.values()):
        raise UsageError(settings.word("action_and_actor", name=name))
    known = {
        "action": {*network.action_ids, *network.action_names},
        "actor": {*network.actor_ids, *network.actor_names},
    }
    # Where recipients stand for actions both are actors of the data, looked for once.
    label_of = {"action": "Action" if network.spec.request.grain == "action" else "Actor", "actor": "Actor"}
    wanted = [one for one, is_it in there.items() if is_it] or list(there)
    meant: dict[str, str] = {}
    elsewhere: dict[str, str] = {}
    for each in wanted:
        try:
            if label_of[each] not in meant:
                meant[label_of[each]] = named(settings, graph, (name,), label=label_of[each])[0]
        except UnknownName as error:
            unknown = error
            continue
        if meant[label_of[each]] in known[each]:
            return {each: meant[label_of[each]]}
        # In the data and not in this network, which the library says.
        elsewhere = {each: meant[label_of[each]]}
    if not elsewhere:
        raise unknown
    return elsewhere
