"""The options that say how coalitions are found, shared by the commands that find them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._network import weight_option
from graphkit.cli._settings import Settings

if TYPE_CHECKING:
    from graphkit.backbones.result import Backbone
    from graphkit.coalitions.result import Coalitions
    from graphkit.networks.network import Network

OPTIONS = (
    click.option("--resolution", type=float, default=1.0, show_default=True, help="Above 1: more and smaller groups."),
    weight_option,
)

NAMES = ("resolution", "weight")


def coalition_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The command with the options of a method, which it gets as one dict `how`."""

    @wraps(function)
    def collected(*args: Any, **options: Any) -> Any:
        how = {name: options.pop(name) for name in NAMES}
        return function(*args, how=how, **options)

    for option in reversed(OPTIONS):
        collected = option(collected)
    return collected


def find(settings: Settings, network: Network, how: dict[str, Any]) -> Coalitions:
    """The coalitions of a network, as the options ask for."""
    from graphkit.coalitions.louvain import coalitions

    return coalitions(network.projection(how["weight"]), seed=settings.seed, resolution=how["resolution"])


def backbone_of(settings: Settings, network: Network, how: dict[str, Any]) -> Backbone | None:
    """The validated ties that the coalitions were found in; None where they were found in all ties."""
    return None
