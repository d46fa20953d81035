"""One name a node: actors and actions may have the same id, and have it where recipients stand for actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.networks.network import Network


def actor_keys(network: Network, one_mode: bool) -> list[str]:
    """The key of each actor: its id, in two modes behind ``Actor:``."""
    return network.actor_ids if one_mode else [f"Actor:{id}" for id in network.actor_ids]


def action_keys(network: Network) -> list[str]:
    """The key of each action, or of what stands for actions: its id behind ``Action:``."""
    return [f"Action:{id}" for id in network.action_ids]
