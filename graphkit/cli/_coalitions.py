"""The options that say how coalitions are found, shared by the commands that find them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graphkit.cli._network import weight_option
from graphkit.cli._settings import Settings
from graphkit.cli._time_needed import time_needed

if TYPE_CHECKING:
    from graphkit.backbones.result import Backbone
    from graphkit.coalitions.result import Coalitions
    from graphkit.networks.network import Network
    from graphkit.networks.results import GroupResult

Groups = TypeVar("Groups", bound="GroupResult")

# Not imported from the room: ``--help`` answers without it. A test compares.
METHODS = ("leiden", "louvain", "bipartite", "overlapping")
BACKBONES = ("none", "sdsm", "fdsm", "disparity")
CORRECTIONS = ("none", "holm", "bh")

OPTIONS = (
    click.option(
        "--method",
        type=click.Choice(METHODS),
        default="leiden",
        show_default=True,
        help="By ties of actors (leiden, louvain), with their actions, or in several groups each.",
    ),
    click.option(
        "--backbone",
        type=click.Choice(BACKBONES),
        default="none",
        show_default=True,
        help="Only ties of pairs that meet more often than chance has it: see graphkit backbone.",
    ),
    click.option(
        "--alpha",
        type=click.FloatRange(0, 1, min_open=True, max_open=True),
        default=0.05,
        show_default=True,
        metavar="A",
        help="Of a backbone: keep pairs whose p is at most A.",
    ),
    click.option(
        "--correction",
        type=click.Choice(CORRECTIONS),
        default="none",
        show_default=True,
        help="Of a backbone: many tests.",
    ),
    click.option("--resolution", type=float, default=1.0, show_default=True, help="Above 1: more and smaller groups."),
    click.option("--starts", type=click.IntRange(min=1), metavar="N", help="The best of N. [default: by method]"),
    click.option(
        "--runs",
        type=click.IntRange(min=0),
        default=100,
        show_default=True,
        metavar="N",
        help="Look for them again N times, each on half of the actions, and in rewired networks; 0: say nothing of it.",
    ),
    weight_option,
)

NAMES = ("method", "backbone", "alpha", "correction", "resolution", "starts", "runs", "weight")


def coalition_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The command with the options of a method, which it gets as one dict `how`."""

    @wraps(function)
    def collected(*args: Any, **options: Any) -> Any:
        how = {name: options.pop(name) for name in NAMES}
        return function(*args, how=how, **options)

    for option in reversed(OPTIONS):
        collected = option(collected)
    return collected


def find(settings: Settings, network: Network, how: dict[str, Any], told: Callable[[str, float], None]) -> Coalitions:
    """The coalitions of a network, as the options ask for; `told` is called with what is done, and the share of it."""
    from graphkit.coalitions import coalitions

    told(settings.word("looking_for_groups"), 0.0)
    return coalitions(
        network,
        seed=settings.seed,
        progress=time_needed(settings, lambda share: told(settings.word("looking_for_groups"), share)),
        **how,
    )


def backbone_of(settings: Settings, network: Network, how: dict[str, Any]) -> Backbone | None:
    """The validated ties that the coalitions were found in; None where they were found in all ties."""
    if how["backbone"] == "none" or how["method"] == "bipartite":
        return None
    from graphkit.backbones import backbone

    weight = how["weight"] if how["backbone"] == "disparity" else None
    asked = {"alpha": how["alpha"], "correction": how["correction"], "seed": settings.seed, "weight": weight}
    return backbone(network, how["backbone"], **asked)


def named_for(settings: Settings, result: Groups) -> Groups:
    """The groups with French names of actors where a person reads them in French: they are part of longer texts."""
    if settings.lang != "fr" or settings.shape != "table":
        return result
    from dataclasses import replace

    actors = result.network.snapshot.actors
    french = dict(zip(actors["id"].to_pylist(), actors["name_fr"].to_pylist(), strict=True))
    return replace(result, names={id: french.get(id) or name for id, name in result.names.items()})
