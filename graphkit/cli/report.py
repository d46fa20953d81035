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
@click.option("--question", metavar="TEXT", help="What it is to answer, printed at its top.")
@click.option("--pdf", is_flag=True, help="Write a PDF beside it; needs pip install 'graphkit[pdf]'.")
@network_options
@click.pass_obj
def command(
    settings: Settings,
    *,
    out: Path,
    title: str | None,
    question: str | None,
    pdf: bool,
    network: dict[str, Any],
) -> None:
    """Write a report in English or French, with figures and the evidence of every number.

    One page that opens anywhere and fetches nothing. Each number leads to its evidence: how to get it again, and the
    rows of the sources behind it; evidence.csv beside it holds all of them. Where a map.html stands in the folder,
    names lead to their place on it.

    Examples
    --------
    graphkit report
    graphkit report --lang fr --out rapport --funders-only
    graphkit report --grain recipient --title "Who funds whom in 2010"
    graphkit report --question "Which actions hang on one funder?" --seed 7
    """
    from graphkit.reports import write_report

    with settings.open() as graph, busy(settings):
        settings.require_actors(graph.status().nodes.get("Actor", 0), graph.store.place)
        files = write_report(
            graph, out, lang=settings.lang, title=title, question=question, pdf=pdf, seed=settings.seed, **network
        )
    settings.rows(("file",), [(str(file),) for file in files])
