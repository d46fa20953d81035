"""``graphkit agenda``: what falls when a strategic axis is dropped."""

from __future__ import annotations

from typing import Any

import click

from graphkit.cli._falls import cascade_option, evidence_option, left_option, print_fall, rule_options
from graphkit.cli._figure import check_figure, figure_option
from graphkit.cli._group import Command
from graphkit.cli._network import network_options, read_network
from graphkit.cli._progress import busy
from graphkit.cli._provenance import provenance_option
from graphkit.cli._settings import Settings


@click.command("agenda", cls=Command)
@click.option(
    "--drop", multiple=True, required=True, metavar="AXIS", help="An objective or field, by id or name; may come again."
)
@rule_options("axis")
@cascade_option
@evidence_option
@left_option
@network_options
@figure_option
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    drop: tuple[str, ...],
    falls: dict[str, Any],
    cascade: float | None,
    evidence: bool,
    left: bool,
    network: dict[str, Any],
    figure: str | None,
    provenance: str | None,
) -> None:
    """Say what falls when axes are dropped from the agenda.

    An action falls when it pursued axes and all are dropped, or was in policy fields and all are. All else is
    unchanged: it says which actions have no other axis in these data, not that they would end.

    Examples
    --------
    graphkit agenda --drop pms-axis-2
    graphkit agenda --drop pmie-axis-3 --drop pmie-axis-7 --left-without
    graphkit agenda --drop "Early childhood" --format csv
    graphkit agenda --drop pms-axis-2 --plot agenda.svg
    """
    from graphkit.scenarios.agenda import agenda

    check_figure(settings, figure)
    with settings.open() as graph, busy(settings):
        found = read_network(settings, graph, network)
        result = agenda(found, drop, cascade=cascade, **falls)
    print_fall(settings, result, evidence=evidence, left=left, provenance=provenance, figure=figure)
