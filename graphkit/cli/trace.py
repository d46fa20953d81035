"""``graphkit trace``: where a concept started, through whom it travelled, and where it is now."""

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
    from graphkit.dissemination import Trace

# What a person reads; ids and the rest are in CSV and JSON.
READ = ("action", "year", "years_since", "step_channel", "step_carrier", "channel", "carrier", "run_by", "territories")
CARRIERS_READ = ("actor", "kind", "scale", "as", "channel", "action")


@click.command("trace", cls=Command)
@click.argument("concept", required=False)
@click.option("--carriers", is_flag=True, help="Print through whom it travelled instead.")
@click.option("--evidence", is_flag=True, help="Print the links behind it, with source and place, instead.")
@figure_option
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    concept: str | None,
    carriers: bool,
    evidence: bool,
    figure: str | None,
    provenance: str | None,
) -> None:
    """Follow a concept from action to action.

    Who applied it first, who adapted it from whom, when, where, and by which channel: a tree, each action below what it
    was adapted from, with the years between. What no source states stays empty. Without CONCEPT: the concepts, with the
    number of actions that apply each.

    Examples
    --------
    graphkit trace
    graphkit trace "Children's café"
    graphkit trace quebec-community-organisation --carriers
    graphkit trace childrens-cafe --plot tree.svg
    """
    from graphkit.dissemination import concepts, trace

    if concept is None and (carriers or evidence or figure or provenance):
        raise UsageError(settings.word("trace_one"))
    if carriers and evidence:
        raise UsageError(settings.word("trace_either"))
    check_figure(settings, figure)
    with settings.open() as graph, busy(settings):
        snapshot = graph.snapshot()
        settings.require_actors(snapshot.actors.num_rows + snapshot.actions.num_rows, graph.store.place)
        if concept is None:
            there = concepts(snapshot)
            settings.frame(for_readers(settings, there, snapshot))
            settings.say("trace_list" if len(there) else "trace_no_concepts", n=len(there))
            return
        result = trace(snapshot, named_other(settings, graph, snapshot, concept, label="Concept"))
    keep(settings, provenance, result.provenance)
    _print(settings, result, carriers=carriers, evidence=evidence)
    if figure is not None:
        save_figure(settings, result.plot(lang=settings.lang), figure, result.alternative(settings.lang))
    settings.note(result.sentence(settings.lang))


def _print(settings: Settings, result: Trace, *, carriers: bool, evidence: bool) -> None:
    people = settings.shape == "table"
    lang = settings.lang if people else "en"
    if evidence:
        settings.frame(for_readers(settings, result.evidence(), result.snapshot))
    elif carriers:
        settings.frame(result.carriers(lang), read=CARRIERS_READ)
    else:
        frame = result.to_frame(lang)
        if people:
            # Each below what it was adapted from.
            rows = zip(frame["depth"], frame["action"], strict=True)
            frame["action"] = [f"{'   ' * (depth - 1)}└─ {name}" if depth else name for depth, name in rows]
            # No finer than the dates: the first day stands for a year.
            frame["years_since"] = frame["years_since"].round(1)
        settings.frame(frame, read=READ)
