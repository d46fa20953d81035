"""``graphkit report``: the network in a document for people who do not code."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._group import Command
from graphkit.cli._network import network_options
from graphkit.cli._progress import busy
from graphkit.cli._settings import Settings

if TYPE_CHECKING:
    from graphkit.comparisons.stated import Row
    from graphkit.graph import Graph

# How many changes are said; changes.csv has them all.
SAID = 12


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
@click.option("--map", "with_map", is_flag=True, help="Write map.html beside it, too: each leads to the other.")
@click.option(
    "--compare",
    "earlier",
    type=click.Path(path_type=Path),
    metavar="OLD",
    help="Say what changed since an earlier report, by its folder, and write changes.csv.",
)
@network_options
@click.pass_obj
def command(
    settings: Settings,
    *,
    out: Path,
    title: str | None,
    question: str | None,
    pdf: bool,
    with_map: bool,
    earlier: Path | None,
    network: dict[str, Any],
) -> None:
    """Write a report with figures and the rows behind its numbers.

    One page that opens anywhere and fetches nothing. Each number leads to its evidence: how to get it again, and the
    rows of the sources behind it; evidence.csv beside it holds all of them. With --map, or where a map.html of the
    same data, network and seed stands in the folder, names lead to their place on it.

    Examples
    --------
    graphkit report
    graphkit report --lang fr --out rapport --funders-only --map
    graphkit report --grain recipient --title "Who funds whom in 2010"
    graphkit report --question "Which actions hang on one funder?" --seed 7
    """
    from graphkit.maps import Map
    from graphkit.reports import write_report
    from graphkit.reports.sections.changes import Earlier
    from graphkit.reports.write import MAP

    # Read first: the new report may go where the earlier one is.
    before = None if earlier is None else _stated(earlier, settings.lang)
    told = None if before is None else Earlier.of(str(earlier), before, str(out))

    with settings.open() as graph, busy(settings):
        settings.require_actors(graph.status().nodes.get("Actor", 0), graph.store.place)
        said: dict[str, Any] = {"lang": settings.lang, "title": title, "seed": settings.seed, **network}
        files = write_report(
            graph, out, question=question, pdf=pdf, map=with_map, store=settings.named_store, earlier=told, **said
        )
        if "currency" in network or "basis" in network:
            _say_no_money(settings, graph, network)
        if with_map:
            files.append(Map.of_graph(graph, beside=out, **said).save(out / MAP))
    changes = None if before is None else _changes(settings, before, out)
    settings.rows(("file",), [(str(file),) for file in [*files, *([changes] if changes else [])]])


def _say_no_money(settings: Settings, graph: Graph, network: dict[str, Any]) -> None:
    """Say that no amount is in the currency or of the kind asked for, and which there are."""
    from graphkit.reports.rows import ways_of_money

    if ways := ways_of_money(graph, settings.lang, **network):
        asked = ", ".join(network[key] for key in ("currency", "basis") if key in network)
        settings.say("report_no_money", asked=asked, ways=", ".join(ways))


def _stated(earlier: Path, lang: str) -> list[Row]:
    from graphkit.comparisons.stated import evidence_file, lines

    return lines(evidence_file(earlier, lang))


def _changes(settings: Settings, before: list[Row], out: Path) -> Path:
    """Write what changed beside the report, and say the first of it."""
    from graphkit.cli._output import write_text
    from graphkit.comparisons import compare
    from graphkit.formulas import guarded
    from graphkit.rows import as_csv, from_frame

    # The list just written; others in the folder may be of an earlier report.
    result, file = compare(before, out / "evidence.csv", lang=settings.lang), out / "changes.csv"
    frame = result.to_frame()
    for column in ("key", "old", "new", "unit", "sentence"):
        frame[column] = frame[column].map(partial(guarded, numbers=True), na_action="ignore")
    write_text(as_csv(*from_frame(frame)).encode(), str(file))
    counts, *sentences = result.sentences(settings.lang)
    settings.note(counts)
    for sentence in sentences[:SAID]:
        settings.note(sentence)
    if len(sentences) > SAID:
        settings.say("report_changes", file=file, n=len(sentences) - SAID)
    return file
