"""``graphkit report``: the network in a document for people who do not code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graphkit.cli._group import Command
from graphkit.cli._network import network_options
from graphkit.cli._progress import busy
from graphkit.cli._settings import Settings


@click.command("report", cls=Command)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default="report",
    show_default=True,
    help="Folder to fill.",
)
@network_options
@click.pass_obj
def command(settings: Settings, out: Path, network: dict[str, Any]) -> None:
    """Write a report in English or French, with figures.

    Examples
    --------
    graphkit report
    graphkit report --lang fr --out rapport --funders-only
    """
    from graphkit.reports import write_report

    with settings.open() as graph, busy(settings):
        settings.require_actors(sum(graph.status().nodes.values()), graph.store.place)
        files = write_report(graph, out, lang=settings.lang, seed=settings.seed, **network)
    settings.rows(("file",), [(str(file),) for file in files])
