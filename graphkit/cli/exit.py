"""``graphkit exit``: what falls when funders leave."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from graphkit.cli._falls import cascade_option, evidence_option, left_option, print_fall, rule_options
from graphkit.cli._figure import check_figure, draw, figure_option
from graphkit.cli._group import Command
from graphkit.cli._names import for_readers, named
from graphkit.cli._network import by_grain, network_options, read_network, say_network
from graphkit.cli._progress import busy
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings
from graphkit.errors import UsageError

EACH = ("name", "actions", "falls", "undecided", "lose_half", "lose_all", "money", "currency")
EACH_COUNTED = ("lose_unknown", "unknown_amounts")


@click.command("exit", cls=Command)
@click.argument("funders", nargs=-1, metavar="[FUNDER]…")
@click.option(
    "--sets",
    type=click.IntRange(1, 3),
    metavar="N",
    help="The sets of 1 to N funders (3 at most) whose exit fells most.",
)
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="The first N only; of --sets, of each size.")
@rule_options("money=0.5,funder")
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
    funders: tuple[str, ...],
    sets: int | None,
    top: int | None,
    falls: dict[str, Any],
    cascade: float | None,
    evidence: bool,
    left: bool,
    network: dict[str, Any],
    figure: str | None,
    provenance: str | None,
) -> None:
    """Say what falls when funders leave, all else unchanged.

    The funders leave together, with all that they fund and take part in. Without a name each leaves by itself: a row
    says how many actions fall, how many lose half of their money and how many all of it. Nobody steps in: it says what
    hangs on whom in these data, not what would happen. An amount that is missing is not 0: where it decides, the
    outcome is unknown.

    Grants that name recipients and no actions are read with --grain recipient: what falls is then who receives.

    Examples
    --------
    graphkit exit "Lyon Metropolis"
    graphkit exit --funders-only --top 10
    graphkit exit --sets 3 --rules funder --grain action
    graphkit exit "Lyon Metropolis" --rules money=.3,role=operator --cascade 0.5 --format csv
    graphkit exit --funders-only --rules funder --plot exits.svg
    """
    from graphkit.scenarios.each import each_exit
    from graphkit.scenarios.exit import funder_exit
    from graphkit.scenarios.sets import exit_sets

    if not funders and (evidence or left or cascade is not None):
        raise UsageError(settings.word("exit_needs_funder"))
    if funders and sets:
        raise UsageError(settings.word("exit_sets_or_names"))
    check_figure(settings, figure)
    with settings.open() as graph, busy(settings):
        funders = named(settings, graph, funders, funders=True) if funders else ()
        found = read_network(settings, graph, network)
        if funders:
            result = funder_exit(found, funders, cascade=cascade, **falls)
        elif sets:
            best = exit_sets(found, largest=sets, top=top or 5, **falls)
        else:
            each = each_exit(found, **falls)
    if funders:
        print_fall(settings, result, evidence=evidence, left=left, provenance=provenance, figure=figure, top=top)
        return
    if sets:
        settings.frame(best.to_frame(), read=("size", "names", "falls", "share", "exact"))
        keep(settings, provenance, best.provenance)
        draw(settings, figure, best.plot, found.snapshot)
        settings.note(best.sentence(settings.lang))
    else:
        frame = for_readers(settings, each.to_frame(), found.snapshot)
        frame, read = by_grain(settings, found, frame, [*EACH, *(name for name in EACH_COUNTED if frame[name].any())])
        settings.frame(frame, top=top, read=read)
        keep(settings, provenance, each.provenance)
        draw(settings, figure, partial(each.plot, top=top or 20), found.snapshot)
        settings.note(each.sentence(settings.lang))
    say_network(settings, found)
