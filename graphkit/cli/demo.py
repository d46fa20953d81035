"""``graphkit demo``: the case base in a graph, what it shows, and reports on it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli._demo_folder import DemoFolder
from graphkit.cli._group import Command
from graphkit.cli._program import program
from graphkit.cli._progress import busy
from graphkit.cli._settings import Settings
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from graphkit.graph import Graph

FOLDER = Path("graphkit-demo")
STORE = f"--store {FOLDER / 'store'}"
TOP = 8
CO_FUNDERS = ("Lyon Metropolis", "City of Saint-Fons")
FAR_APART = ("National education", "Food bank")
MEASURES = ("degree", "betweenness", "closeness")

STATEMENT = "MATCH (a:Funder)-[:FUNDS]->(x:Action) RETURN a.name, x.name ORDER BY a.name, x.name"

# Queries whose number of rows is a finding, each said with the command that lists them.
FINDINGS = ("actions_with_one_funder", "orphan_axes", "issues_without_improvement", "actions_without_indicator")


@click.command("demo", cls=Command)
@click.pass_obj
def command(settings: Settings) -> None:
    """Load the case base into ./graphkit-demo and show it.

    Its store and reports are replaced when it runs again; nothing else is touched.

    Examples
    --------
    graphkit demo
    graphkit demo --lang fr
    """
    import graphkit
    from graphkit import casebase
    from graphkit.maps import Map
    from graphkit.reports import write_report

    if settings.store or settings.output or settings.shape != "table":
        raise UsageError(settings.word("demo_options", place=FOLDER))
    folder = DemoFolder(FOLDER, settings)
    with graphkit.open(folder.new_store()) as graph:
        with busy(settings):
            result = graph.load("tables", casebase.folder(), rejects=FOLDER / "rejects.csv")
            # Aside, and moved with the store: a demo that is stopped leaves no new report beside the store of another.
            pages = folder.new_pages()
            # Names in the report lead to the map, which then says what the report does.
            write_report(graph, pages, lang=None, seed=settings.seed, map=True, store=str(FOLDER / "store"))
            made = Map.of_graph(graph, lang=settings.lang, seed=settings.seed, beside=pages)
            made.save(pages / "map.html")
        settings.say("demo_loaded", read=result.read, loaded=result.loaded)
        show(settings, graph)
    files = folder.replace()
    settings.text(settings.word("demo_files"))
    settings.text("\n".join(f"  {file}" for file in files if file.suffix in (".html", ".md")))
    settings.text(f"\n{settings.word('demo_next')}")
    settings.text("\n".join(f"  {line}" for line in next_lines()))


def show(settings: Settings, graph: Graph) -> None:
    """Print central actors, a path and some findings."""
    from graphkit.measures import centrality
    from graphkit.networks.lookup import actor_id
    from graphkit.paths.cofunding import paths
    from graphkit.reports.names import in_language

    held = graph.snapshot()
    co_funders, far_apart = ([actor_id(held, name) for name in pair] for pair in (CO_FUNDERS, FAR_APART))
    snapshot = in_language(held, settings.lang)
    network = snapshot.network()
    settings.text(f"\n{settings.word('demo_central', n=TOP)}")
    settings.frame(centrality(network.projection("count"), MEASURES).to_frame(), top=TOP)
    settings.text(f"\n{settings.word('demo_co_funding')}")
    settings.text(paths(snapshot.network(funders_only=True), *co_funders).sentence(settings.lang))
    settings.text(f"\n{settings.word('demo_path')}")
    settings.text(paths(network, *far_apart).sentence(settings.lang))
    settings.text(f"\n{settings.word('demo_findings')}")
    for name in FINDINGS:
        found = settings.word(f"finding.{name}", n=len(graph.query(name)))
        settings.text(f"  {found}  ({program()} query {name} {STORE})")
    settings.text("")


def next_lines() -> list[str]:
    """Commands to paste after the demo."""
    return [
        f"{program()} {line} {STORE}"
        for line in (
            "status",
            "query",
            "query cofunding_pairs min_actions=1",
            f"paths {shlex.join(FAR_APART)} --k 3 --evidence",
            "coalitions --funders-only",
            f"cypher {shlex.quote(STATEMENT)}",
        )
    ]
