"""The options that say what falls, shared by the commands of what-ifs, and what these say of a result."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._figure import draw
from graphkit.cli._names import for_readers
from graphkit.cli._network import comma_list, say_network
from graphkit.cli._provenance import keep
from graphkit.cli._settings import Settings

if TYPE_CHECKING:
    from graphkit.scenarios.result import FallResult

# What a person reads of an action that loses something; the rest is in CSV and JSON.
READ = ("name", "outcome", "round", "rules", "funders", "funders_left", "money", "money_lost", "currency")
COUNTED = ("unknown_amounts", "lost_from", "lost_to")

RULE_HELP = (
    "When an action falls: money=.5 (it loses more than half of its money; money=1: all), funder (its last leaves), "
    "public (no public money is left), role=operator, role=landlord … (the last who has it leaves), axis (its last is "
    "dropped), nobody (all have left)."
)


def rule_options(default: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The command with the options of rules, which it gets as one dict `rules`."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def collected(*args: Any, **options: Any) -> Any:
            given = {"rules": options.pop("rules"), "combine": "all" if options.pop("together") else "any"}
            return function(*args, falls=given, **options)

        for option in (
            click.option(
                "--all-rules", "together", is_flag=True, help="Fall by all rules together, not by any of them."
            ),
            click.option(
                "--rules", callback=comma_list, metavar="A,B,…", default=default, show_default=True, help=RULE_HELP
            ),
        ):
            collected = option(collected)
        return collected

    return decorate


cascade_option = click.option(
    "--cascade",
    type=click.FloatRange(0, 1),
    metavar="SHARE",
    help="Let an actor fall too, with all it carries and funds, when more than this share of the actions it operates, "
    "implements or receives for has fallen (1: all of them).",
)

evidence_option = click.option(
    "--evidence",
    is_flag=True,
    help="Print the ties that end or lose money, and links to axes that are dropped, with source and place, instead.",
)

left_option = click.option(
    "--left-without", "left", is_flag=True, help="Print territories and groups left without action instead."
)


def print_fall(
    settings: Settings,
    result: FallResult,
    *,
    evidence: bool,
    left: bool,
    provenance: str | None,
    figure: str | None,
    top: int | None = None,
) -> None:
    """Print what falls, or the ties behind it, or who is left without; and say what that comes to."""
    snapshot = result.network.snapshot
    if evidence:
        settings.frame(for_readers(settings, result.evidence(), snapshot), top=top)
    elif left:
        settings.frame(for_readers(settings, result.left_without, snapshot), top=top)
    else:
        frame = for_readers(settings, result.to_frame(), snapshot)
        counted = [name for name in COUNTED if frame[name].any()]
        settings.frame(frame, top=top, read=[*READ, *counted])
    keep(settings, provenance, result.provenance)
    draw(settings, figure, result.plot, snapshot)
    settings.note(result.sentence(settings.lang))
    say_network(settings, result.network)
