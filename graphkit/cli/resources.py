"""``graphkit resources``: what an action, an actor or a territory lives on."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from graphkit.cli._figure import check_figure, draw, figure_option
from graphkit.cli._group import Command
from graphkit.cli._names import for_readers, named
from graphkit.cli._network import comma_list
from graphkit.cli._progress import busy
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings
from graphkit.errors import UnknownName

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.graph import Graph
    from graphkit.networks.snapshot import Snapshot

READ = ("by", "class", "kind", "currency", "basis", "ties", "share_of_ties", "amount", "share_of_money")
INDICES_READ = (
    *("by", "of", "currency", "basis", "classes", "hhi", "normalised_diversity", "shannon", "effective"),
    *("total", "not_stated"),
)

# The codes of each kind of share; the rest are names.
_CODES = {"scale": "scales", "kind": "kinds", "resource": "resources", "instrument": "instruments"}


@click.command("resources", cls=Command)
@click.argument("name", required=False, metavar="[ACTION|ACTOR|TERRITORY]")
@click.option(
    "--as",
    "label",
    type=click.Choice(("action", "actor", "territory")),
    help="What the name is that of, where of several.",
)
@click.option(
    "--by",
    callback=comma_list,
    default="funder,scale,kind,resource,instrument,year",
    show_default=True,
    metavar="A,B,…",
    help="Which shares.",
)
@click.option(
    "--indices", is_flag=True, help="Print how concentrated the shares are, with the number of classes, instead."
)
@click.option("--rates", metavar="FILE", help="Add up currencies by the rates of a CSV: date, currency, rate.")
@click.option("--evidence", is_flag=True, help="Print the ties behind it, with source and place, instead.")
@figure_option
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    name: str | None,
    label: str | None,
    by: tuple[str, ...],
    indices: bool,
    rates: str | None,
    evidence: bool,
    figure: str | None,
    provenance: str | None,
) -> None:
    """Say what an action, an actor or a territory lives on.

    Of an action what goes to it, of an actor what it receives, of a territory what goes to actions there; without a
    name of all that is in the store. Money is added as graphkit money does. What is in kind or voluntary is counted,
    and priced only where a source does. It tells exposure, not health: how much hangs on how few, and no grade.

    Examples
    --------
    graphkit resources "Café Potes en Ciel" --as action
    graphkit resources --by scale,kind --indices
    graphkit resources "Lyon Metropolis" --as actor --by funder --format csv
    graphkit resources --by scale --plot scales.svg
    """
    from graphkit.resources.mix import resource_mix

    check_figure(settings, figure)
    with settings.open() as graph, busy(settings):
        snapshot = graph.snapshot()
        settings.require_actors(snapshot.actors.num_rows, graph.store.place)
        label = label.capitalize() if label else None
        if name is not None:
            name, label = _meant(settings, graph, snapshot, name, label)
        result = resource_mix(snapshot, name, label=label, by=by, rates=rates)
    if evidence:
        settings.frame(for_readers(settings, result.evidence(), snapshot))
    elif indices:
        settings.frame(_by_words(settings, result.indices), read=INDICES_READ)
    else:
        frame = _by_words(settings, for_readers(settings, result.to_frame(), snapshot))
        unknown = ["unknown_amounts"] if frame["unknown_amounts"].any() else []
        settings.frame(frame, read=[*READ, *unknown])
    keep(settings, provenance, result.provenance)
    draw(settings, figure, result.plot, snapshot)
    settings.note(result.sentence(settings.lang, indices=indices))


def _meant(
    settings: Settings, graph: Graph, snapshot: Snapshot, name: str, label: str | None
) -> tuple[str, str | None]:
    """What is named, by the code of an actor or some words of a name as well, as other commands take them."""
    from graphkit.resources.scope import scope

    try:
        found = scope(snapshot, name, label)
    except UnknownName:
        for other, there in (("Actor", snapshot.actors.num_rows), ("Action", snapshot.actions.num_rows)):
            if there and label in (None, other):
                with suppress(UnknownName):
                    return named(settings, graph, (name,), label=other)[0], other
        raise
    return found.id, found.label


def _by_words(settings: Settings, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with the words of the reader's language for codes, and for what is not stated."""
    if settings.shape != "table":
        return frame
    from graphkit.model.vocabularies import label

    frame = frame.astype({"by": object})
    if "class" in frame:
        frame["class"] = [
            settings.word("class_unsaid")
            if not isinstance(said, str)
            else label(_CODES[by], said, settings.lang)
            if by in _CODES
            else said
            for by, said in zip(frame["by"], frame["class"], strict=True)
        ]
    frame["by"] = [settings.word(f"side.mix.{by}") for by in frame["by"]]
    return frame
