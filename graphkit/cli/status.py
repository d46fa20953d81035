"""``graphkit status``: what a store holds and where it came from."""

from __future__ import annotations

from typing import Any

import click

from graphkit.cli._group import Command
from graphkit.cli._settings import Settings
from graphkit.cli._words import in_words


@click.command("status", cls=Command)
@click.option("--loads", is_flag=True, help="List the loads instead, unfinished ones among them.")
@click.option("--sources", is_flag=True, help="List the files that the records come from instead.")
@click.pass_obj
def command(settings: Settings, loads: bool, sources: bool) -> None:
    """Count what the store holds by label and type of tie.

    A table leaves out those that there are none of; CSV and JSON have them all.

    Examples
    --------
    graphkit status
    graphkit status --loads
    graphkit status --sources --format csv
    """
    with settings.open() as graph:
        status = graph.status()
    settings.say(
        "status",
        place=status.place,
        engine=in_words("engine", status.engine, settings.lang),
        server=status.server,
        version=status.schema_version,
    )
    if not any(status.nodes.values()):
        settings.say("empty_store", place=status.place)
    if status.unfinished:
        settings.say("unfinished", loads=", ".join(status.unfinished))
    if loads:
        _records(settings, status.loads, LOADS)
    elif sources:
        _records(settings, status.sources, SOURCES_READ if settings.shape == "table" else SOURCES)
    else:
        # A script finds "node" and "tie" whatever the language.
        node, tie = (settings.word("node"), settings.word("tie")) if settings.shape == "table" else ("node", "tie")
        nodes = [(node, name, count) for name, count in status.nodes.items()]
        ties = [(tie, name, count) for name, count in status.ties.items()]
        rows = [*nodes, *ties]
        if settings.shape == "table":
            rows = [row for row in rows if row[2]]
        settings.rows(("element", "name", "count"), rows)


LOADS = ("id", "format", "state", "started", "finished", "read", "loaded", "merged", "rejected", "values_set_aside")
SOURCES = ("id", "name", "format", "publisher", "licence", "url", "retrieved", "sha256")
# What a person reads; the digest begins as the id does, and is in CSV and JSON.
SOURCES_READ = ("name", "format", "publisher", "licence", "retrieved", "url", "id")


def _records(settings: Settings, records: list[dict[str, Any]], columns: tuple[str, ...]) -> None:
    settings.rows(columns, [[record.get(name) for name in columns] for record in records])
