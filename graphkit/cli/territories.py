"""``graphkit territories``: who does what where, and where nothing is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphkit.cli._figure import check_figure, figure_option, save_figure
from graphkit.cli._group import Command
from graphkit.cli._names import for_readers
from graphkit.cli._needs import node_named
from graphkit.cli._progress import busy
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from graphkit.needs.territories_result import TerritoriesResult

COUNTED = ("actions", "actors", "funders", "money")
READ = {
    "cells": ("territory", "scale", "inhabitants", "class", *COUNTED),
    "gaps": ("territory", "scale", "inhabitants", "class", "actions_there", "unclassed", "wider_actions"),
    "territories": ("territory", "scale", "inhabitants", *COUNTED, "classes", "gaps", "unclassed"),
    "classes": (
        *("class", "actions", "located", "territories", "without", "inhabitants_without", "inhabitants_unknown"),
    ),
    "money": ("territory", "class", "currency", "basis", "kind", "ties", "amount", "unknown_amounts"),
}
READ_WHAT = ("action", "classes", "actors", "money", "unknown_amounts")
# What columns of classes are called in a table.
_PLURAL = {"field": "fields", "group": "groups", "kind": "actor_kinds"}


@click.command("territories", cls=Command)
@click.argument("territory", required=False)
@click.option(
    "--by", type=click.Choice(("field", "group", "kind")), default="field", show_default=True,
    help="What territories are crossed with; kind is that of actors.",
)  # fmt: skip
@click.option("--level", metavar="SCALE", help="Rows are the territories of this scale: municipal, departmental, …")
@click.option("--rollup", is_flag=True, help="Each territory has what lies within it, too.")
@click.option(
    "--show", type=click.Choice(tuple(READ)), default="cells", show_default=True,
    help="Cells with an action, those without (gaps), a row a territory or class, or money.",
)  # fmt: skip
@click.option("--since", type=int, metavar="YEAR", help="Leave out ties before this year.")
@click.option("--until", type=int, metavar="YEAR", help="Leave out ties after this year.")
@click.option("--evidence", is_flag=True, help="Print the ties behind TERRITORY, with source and place, instead.")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="The first N rows only.")
@figure_option
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    territory: str | None,
    by: str,
    level: str | None,
    rollup: bool,
    show: str,
    since: int | None,
    until: int | None,
    evidence: bool,
    top: int | None,
    figure: str | None,
    provenance: str | None,
) -> None:
    """Show who does what where, and where nothing is done.

    Territories are crossed with policy fields, target groups or kinds of actor; a cell without an action is a gap of
    the data. Of one TERRITORY: what is done in it and within it, by whom. An action in several territories stands in
    the row of each and counts once in totals; one that no source locates is in no row, and counted.

    Examples
    --------
    graphkit territories
    graphkit territories --level municipal --show gaps --top 20
    graphkit territories --by group --rollup --show territories
    graphkit territories "Saint-Fons" --by kind --since 2015
    graphkit territories --level municipal --format csv --output cells.csv
    """
    from graphkit.needs.territories import territories

    if evidence and territory is None:
        raise UsageError(settings.word("territories_one"))
    check_figure(settings, figure)
    with settings.open() as graph, busy(settings):
        snapshot = graph.snapshot()
        settings.require_actors(snapshot.actors.num_rows, graph.store.place)
        # What one territory has is in it or within it.
        rollup = rollup or (territory is not None and level is None)
        result = territories(snapshot, by, level=level, rollup=rollup, since=since, until=until)
        of = None if territory is None else node_named(settings, snapshot, "Territory", territory)
    if of is None:
        _print(settings, result, show, top)
    else:
        if of not in set(result.rows["id"]):
            raise UsageError(settings.word("territory_no_row", name=territory))
        rows = result.evidence(of) if evidence else result.what(of, settings.lang)
        read: tuple[str, ...] | None = None if evidence else READ_WHAT
        if settings.shape == "table" and not evidence:
            called = {"classes": _PLURAL[by]}
            rows, read = rows.rename(columns=called), tuple(called.get(name, name) for name in READ_WHAT)
        settings.frame(for_readers(settings, rows, snapshot), top=top, read=read)
    keep(settings, provenance, result.provenance)
    if figure is not None:
        save_figure(settings, result.plot(lang=settings.lang), figure)
    if of is None:
        settings.note(result.sentence(settings.lang))
    else:
        settings.say("territories_within", name=_name(result, of))


def _print(settings: Settings, result: TerritoriesResult, show: str, top: int | None) -> None:
    lang = settings.lang
    frame = {
        "cells": lambda: result.to_frame(lang),
        "gaps": result.gaps,
        "territories": lambda: result.by_territory(lang),
        "classes": result.by_class,
        "money": result.money,
    }[show]()
    read = READ[show]
    if settings.shape == "table":
        # Headings and codes go by the name of the column; of what is given and of actors both would be a kind.
        by = str(result.options["by"])
        called = {"kind": "resource", "class": by, "classes": _PLURAL[by]}
        frame, read = frame.rename(columns=called), tuple(called.get(name, name) for name in read)
        frame = for_readers(settings, frame, result.snapshot)
    settings.frame(frame, top=top, read=read)


def _name(result: TerritoriesResult, id: str) -> str:
    return str(result.rows.loc[result.rows["id"] == id, "name"].iloc[0])
