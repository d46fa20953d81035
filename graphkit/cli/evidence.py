"""``graphkit evidence``: all rows of the sources behind one number of a report."""

from __future__ import annotations

from typing import Any

import click

from graphkit.cli._group import Command
from graphkit.cli._network import network_options
from graphkit.cli._progress import busy
from graphkit.cli._settings import Settings

COLUMNS = ("source", "locator", "tie")


@click.command("evidence", cls=Command)
@click.argument("key")
@network_options
@click.pass_obj
def command(settings: Settings, *, key: str, network: dict[str, Any]) -> None:
    """List all rows behind a number of a report.

    KEY is what the number is: the column key of the report's evidence.csv, or its label there, such as E8, which may
    be another's in a report on other data. Beside a report stand the first hundred rows behind each number; here are
    all of them, with the tie or node that each made. With the options and the seed of the report.

    Examples
    --------
    graphkit evidence network.ties
    graphkit evidence E8
    graphkit evidence money.missing --format csv --output missing.csv
    graphkit evidence data.actors --grain recipient
    """
    from graphkit.reports.rows import entry_of

    with settings.open() as graph, busy(settings):
        settings.require_actors(graph.status().nodes.get("Actor", 0), graph.store.place)
        found = entry_of(graph, key, lang=settings.lang, seed=settings.seed, **network)
        rows = found.entry.number.rows.all()
    settings.rows(COLUMNS, [(row.source, row.locator, row.tie) for row in rows])
    settings.say("evidence_of", name=key, value=found.spelled, n=len(rows))
    settings.note(found.entry.sentence)
