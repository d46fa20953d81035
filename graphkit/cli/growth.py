"""``graphkit growth``: how the coalition of one action grew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._figure import check_figure, draw, figure_option
from graphkit.cli._group import Command
from graphkit.cli._names import for_readers, named
from graphkit.cli._progress import busy
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._roles import role_name
from graphkit.cli._settings import Settings
from graphkit.cli._words import heading, in_words

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.coalitions.growth import ActionGrowth

JOINED = ("year", "actor", "kind", "scale", "first_as", "ties")
STAGES = ("by_year", "stage", "sponsors", "institutions", "scales", "first_support", "not_known")


@click.command("growth", cls=Command)
@click.argument("action")
@click.option("--stages", is_flag=True, help="In CSV and JSON the stages with their parts, in place of the actors.")
@figure_option
@provenance_option
@click.pass_obj
def command(settings: Settings, action: str, stages: bool, figure: str | None, provenance: str | None) -> None:
    """Show how the coalition around an action grew, year by year.

    Who joined in which year that a source states, and in which role; and whether the action is one sponsor's or is
    carried by institutions of several scales. These stages are a proposal of ours, printed with their parts.

    Examples
    --------
    graphkit growth "Community action in social housing"
    graphkit growth lyon-community-action --format csv
    graphkit growth lyon-community-action --stages --format json
    graphkit growth "Community action in social housing" --plot growth.svg
    """
    from graphkit.coalitions.growth import growth

    check_figure(settings, figure)
    with settings.open() as graph, busy(settings):
        (action,) = named(settings, graph, (action,), label="Action")
        snapshot = graph.snapshot()
        settings.require_actors(snapshot.actors.num_rows, graph.store.place)
        result = growth(snapshot, action)
    if settings.shape != "table":
        settings.frame(result.stages_to_frame() if stages else result.to_frame())
    else:
        parts = ("growth_joined", result.to_frame(), JOINED), ("growth_stages", result.stages_to_frame(), STAGES)
        settings.text("\n".join(_table(settings, result, *part) for part in (parts[1:] if stages else parts)))
    keep(settings, provenance, result.provenance)
    draw(settings, figure, result.plot, snapshot)
    say(settings, result)


def _table(settings: Settings, result: ActionGrowth, title: str, frame: pd.DataFrame, read: tuple[str, ...]) -> str:
    from graphkit.cli._output import as_table, from_frame, plain_value

    frame = for_readers(settings, frame[list(read)], result.snapshot)
    for name, vocabulary in (("first_as", None), ("scales", "scales")):
        if name in frame.columns:
            frame[name] = [", ".join(_code(settings, vocabulary, code) for code in codes) for codes in frame[name]]
    columns, rows = from_frame(frame)
    cells: list[list[Any]] = [
        [in_words(name, plain_value(value), settings.lang) for name, value in zip(columns, row, strict=True)]
        for row in rows
    ]
    headings = [heading(name, settings.lang) for name in columns]
    called = settings.word("growth_joined") if title == "growth_joined" else settings.word("growth_stages")
    return f"{called}\n{as_table(headings, cells)}"


def _code(settings: Settings, vocabulary: str | None, code: str) -> str:
    from graphkit.model.vocabularies import label

    return label(vocabulary, code, settings.lang) if vocabulary else role_name(code, settings.lang)


def say(settings: Settings, result: ActionGrowth) -> None:
    """Say what the sources do not date, and what the stages are."""
    if result.n_undated:
        settings.say("growth_undated", n=result.n_undated, of=result.n_ties)
    if result.became is not None:
        settings.say("growth_became", year=str(result.became))
    settings.say("growth_proposal")
