"""``graphkit cut``: what falls when money shrinks."""

from __future__ import annotations

from typing import Any

import click

from graphkit.cli._falls import cascade_option, evidence_option, left_option, print_fall, rule_options
from graphkit.cli._figure import check_figure, figure_option
from graphkit.cli._group import Command
from graphkit.cli._names import named
from graphkit.cli._network import network_options, read_network
from graphkit.cli._progress import busy
from graphkit.cli._provenance import provenance_option
from graphkit.cli._settings import Settings
from graphkit.errors import UsageError


def _pairs(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    """The words ``name=value``, each name once."""
    settings = context.ensure_object(Settings)
    found: dict[str, str] = {}
    for word in value:
        name, equals, what = (part.strip() for part in word.partition("="))
        if not equals or not name or not what or name in found:
            raise UsageError(settings.word("cut_by", word=word))
        found[name] = what
    return found


@click.command("cut", cls=Command)
@click.option("--share", type=float, required=True, metavar="SHARE", help="How much is cut: 0.1 is a tenth.")
@click.option(
    "--by",
    callback=_pairs,
    multiple=True,
    metavar="NAME=VALUE",
    help="Cut this money only: scale=departmental, kind=state, funder=…, instrument=grant, resource=cash. "
    "Named several times, all must hold.",
)
@rule_options("money=0.05")
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
    share: float,
    by: dict[str, str],
    falls: dict[str, Any],
    cascade: float | None,
    evidence: bool,
    left: bool,
    network: dict[str, Any],
    figure: str | None,
    provenance: str | None,
) -> None:
    """Say what falls when money shrinks, all else unchanged.

    The same share is cut from each grant that --by names, or from all. Things, work and loans are not cut. Funders of
    no stated scale or kind are not cut by it. An amount that is missing is not 0: how much is lost is then given from
    and to.

    Examples
    --------
    graphkit cut --share .1 --by scale=departmental
    graphkit cut --share .5 --by kind=local_authority --by scale=intermunicipal --rules money=.3
    graphkit cut --share .1 --format csv --output cut.csv
    graphkit cut --share .5 --rules money=.3 --plot cut.svg
    """
    from graphkit.scenarios.cut import cut

    check_figure(settings, figure)
    with settings.open() as graph, busy(settings):
        if "funder" in by:
            (by["funder"],) = named(settings, graph, (by["funder"],), funders=True)
        found = read_network(settings, graph, network)
        result = cut(found, share, by=by, cascade=cascade, **falls)
    print_fall(settings, result, evidence=evidence, left=left, provenance=provenance, figure=figure)
