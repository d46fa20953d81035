"""``graphkit cypher``: a statement of the user's own."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from graphkit.cli._group import Command
from graphkit.cli._labels import say_unknown_labels
from graphkit.cli._progress import busy
from graphkit.cli._settings import Settings


@click.command("cypher", cls=Command)
@click.argument("statement")
@click.option(
    "-p",
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="A $name of the statement; a JSON value or text.",
)
@click.option("--write", is_flag=True, help="Allow the statement to change the store.")
@click.pass_obj
def command(settings: Settings, statement: str, params: tuple[str, ...], write: bool) -> None:
    """Run a Cypher statement and print its rows.

    The statement - is read from standard input.

    Examples
    --------
    graphkit cypher "MATCH (a:Funder) RETURN a.id, a.name ORDER BY a.id LIMIT 5"
    graphkit cypher "MATCH (a:Actor) WHERE a.scale = $scale RETURN count(*) AS n" -p scale=national
    echo "MATCH (x:Action) RETURN count(*) AS actions" | graphkit cypher - --format json
    """
    values = dict(parameter(text) for text in params)
    if statement == "-":
        statement = sys.stdin.read()
    with settings.open() as graph, busy(settings):
        frame = graph.store.query(statement, values, write=write)
        settings.say_if_empty(graph, len(frame))
        if frame.empty:
            say_unknown_labels(settings, graph, statement)
    settings.frame(frame, translate=False)


def parameter(text: str) -> tuple[str, Any]:
    """Name and value of ``name=value``: the value that JSON reads, else the text as it is."""
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise click.UsageError(f"{text!r} is not NAME=VALUE", click.get_current_context())
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value
