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
    help="Folder to fill; made where it is not there, in a folder that is.",
)
@click.option("--title", metavar="TEXT", help="Title of the report. [default: the sources and years of the data]")
@network_options
@click.pass_obj
def command(settings: Settings, out: Path, title: str | None, network: dict[str, Any]) -> None:
    """Write a report in English or French, with figures.

    Examples
    --------
    graphkit report
    graphkit report --lang fr --out rapport --funders-only
    graphkit report --grain recipient --title "Who funds whom in 2010"
    """
    from graphkit.reports import write_report

    with settings.open() as graph, busy(settings):
        settings.require_actors(graph.status().nodes.get("Actor", 0), graph.store.place)
        files = write_report(graph, out, lang=settings.lang, title=title, seed=settings.seed, **network)
    settings.rows(("file",), [(str(file),) for file in files])
