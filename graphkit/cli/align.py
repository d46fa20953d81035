"""``graphkit align``: which axes of a programme are carried by which actions, actors and money."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphkit.cli._figure import check_figure, figure_option, save_figure
from graphkit.cli._group import Command
from graphkit.cli._names import for_readers, named_other
from graphkit.cli._progress import busy
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from graphkit.alignment import Alignment

# What a person reads; ids are in CSV and JSON.
READ = (
    *("code", "axis", "actions", "only_action", "actors", "funders", "single_funder"),
    *("currency", "basis", "amount", "unknown_amounts"),
)
ACTIONS_READ = (
    *("action", "situation", "axes", "alone_on", "other_axes", "part_of", "actors", "funders"),
    *("currency", "basis", "amount", "unknown_amounts"),
)


@click.command("align", cls=Command)
@click.argument("programme", required=False)
@click.option("--actions", is_flag=True, help="Print the actions with their axes instead, those without one last.")
@click.option("--evidence", metavar="AXIS", help="Print what stands behind an axis or action, with source and place.")
@click.option("--rates", metavar="FILE", help="Add up currencies by the rates of a CSV: date, currency, rate.")
@figure_option
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    programme: str | None,
    actions: bool,
    evidence: str | None,
    rates: str | None,
    figure: str | None,
    provenance: str | None,
) -> None:
    """Say which axes of a programme are carried by whom.

    Each axis with its actions, actors and money; axes without action, with one action alone, on one giver of money;
    actions of the programme without axis. An action of several axes is whole under each, so the last row counts each
    action once. Without PROGRAMME: the only one that has axes, or a list of them.

    Examples
    --------
    graphkit align
    graphkit align "Metropolitan Solidarity Project"
    graphkit align PMS --actions
    graphkit align fabrique-a-initiatives --plot axes.svg
    """
    from graphkit.alignment import alignment, programmes

    if actions and evidence is not None:
        raise UsageError(settings.word("align_either"))
    check_figure(settings, figure)
    with settings.open() as graph, busy(settings):
        snapshot = graph.snapshot()
        settings.require_actors(snapshot.actors.num_rows + snapshot.actions.num_rows, graph.store.place)
        if programme is None:
            there = programmes(snapshot)
            if len(there) > 1:
                settings.frame(for_readers(settings, there, snapshot))
                settings.say("align_list", n=len(there))
                return
        else:
            programme = named_other(settings, graph, snapshot, programme, label="Programme")
        result = alignment(snapshot, programme, rates=rates)
    keep(settings, provenance, result.provenance)
    _print(settings, result, actions=actions, evidence=evidence)
    if figure is not None:
        save_figure(settings, result.plot(lang=settings.lang), figure, result.alternative(settings.lang))
    settings.note(result.sentence(settings.lang))


def _print(settings: Settings, result: Alignment, *, actions: bool, evidence: str | None) -> None:
    snapshot = result.network.snapshot
    people = settings.shape == "table"
    if evidence is not None:
        settings.frame(for_readers(settings, result.evidence(evidence), snapshot))
    elif actions:
        frame = result.actions(settings.lang if people else "en")
        settings.frame(for_readers(settings, frame, snapshot), read=ACTIONS_READ)
    else:
        frame = for_readers(settings, result.to_frame(), snapshot)
        if people:
            frame["axis"] = frame["axis"].where(frame["row"] != "total", settings.word("align_total"))
        settings.frame(frame, read=READ)
