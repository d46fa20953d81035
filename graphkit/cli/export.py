"""``graphkit export``: the network as a file of another program."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._coalitions import METHODS
from graphkit.cli._group import Command
from graphkit.cli._network import network_options, read_network, say_network
from graphkit.cli._progress import busy
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings
from graphkit.discovery import names
from graphkit.errors import UsageError
from graphkit.networks.projection import WEIGHTS

if TYPE_CHECKING:
    from graphkit.exports._written import Written
    from graphkit.graph import Graph
    from graphkit.networks.network import Network
    from graphkit.networks.results import GroupResult


@click.command("export", cls=Command)
@click.argument("format", type=click.Choice(names("graphkit.exports")))
@click.option(
    "--output",
    "-o",
    metavar="PLACE",
    help="The file, or the folder; without it a file goes to the screen.",
)
@click.option(
    "--projection", type=click.Choice(WEIGHTS), help="Actors alone, tied by what they share. [default: two modes]"
)
@click.option(
    "--coalitions",
    metavar="WHAT",
    help="Coalitions that nodes tell: a method (leiden, …) finds them now, an id or name takes those written back; "
    "none. [default: those written back, where one run was]",
)
@click.option("--bom", is_flag=True, help="Tables begin with the mark by which Excel knows UTF-8.")
@network_options
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    format: str,
    output: str | None,
    projection: str | None,
    coalitions: str | None,
    bom: bool,
    network: dict[str, Any],
    provenance: str | None,
) -> None:
    """Write the network for another program.

    A format is one file or a folder of files; either is written whole or not at all. What it does not keep of the
    network is said; docs/exports.md says of each who reads it, what it keeps, and by what it was read back.

    Examples
    --------
    graphkit export gexf -o network.gexf
    graphkit export csv -o tables --grain recipient --funders-only
    graphkit export pajek -o pajek --projection newman --coalitions leiden
    graphkit export graphml --lang fr --output network.graphml
    """
    from graphkit.exports import formats

    output, settings.output = output or settings.output, None
    to_screen = output is None or output == "-"
    if to_screen and formats()[format].is_folder:
        raise UsageError(settings.word("export_folder", format=format))
    if not to_screen:
        from graphkit.exports._place import check_place

        check_place(Path(str(output)), formats()[format])
    asked: dict[str, Any] = {"projection": projection, "lang": settings.lang, "bom": bom}
    with settings.open() as graph, busy(settings):
        found = read_network(settings, graph, network)
        asked["coalitions"] = groups(settings, graph, found, coalitions)
        written = _write(settings, found, format, output, asked)
    keep(settings, provenance, written.content.provenance)
    for sentence in written.sentences(settings.lang):
        settings.note(sentence)
    say_network(settings, found)


def _write(settings: Settings, network: Network, format: str, output: str | None, asked: dict[str, Any]) -> Written:
    from graphkit.exports import write_export

    if output is not None and output != "-":
        written = write_export(network, format, output, **asked)
        settings.rows(("file",), [(str(file),) for file in written.files])
        return written
    with tempfile.TemporaryDirectory() as folder:
        written = write_export(network, format, Path(folder) / "export", **asked)
        settings.text(written.files[0].read_bytes())
    return written


def groups(settings: Settings, graph: Graph, network: Network, wanted: str | None) -> GroupResult | None:
    """The coalitions that nodes tell: found now, written back, or none.

    Raises
    ------
    UnknownName
        The store has no coalition of that id or name.
    """
    if wanted == "none":
        return None
    if wanted in METHODS:
        from graphkit.coalitions import coalitions

        return coalitions(network, wanted, seed=settings.seed, runs=0)
    from graphkit.reading_back import stored_coalitions

    if wanted is None:
        known = graph.store.read("MATCH (c:Coalition) RETURN c.id AS id ORDER BY id").to_pylist()
        runs = sorted({row["id"].rpartition(":")[0] or row["id"]: row["id"] for row in reversed(known)}.values())
        if len(runs) != 1:
            if runs:
                settings.say("export_several_runs", n=len(runs), ids=", ".join(runs))
            return None
        wanted = runs[0]
    stored = stored_coalitions(graph.store, network.snapshot, wanted)
    if not stored.same_data:
        settings.say("export_other_data", found=str(stored.provenance["parameters"]["found_in"])[:12])
    return stored
