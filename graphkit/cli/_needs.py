"""Fields, groups and territories as people type them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.cli._settings import Settings

if TYPE_CHECKING:
    from graphkit.networks.snapshot import Snapshot


def node_named(settings: Settings, snapshot: Snapshot, label: str, text: str) -> str:
    """The id of what a text names; says what it took where that was not plain."""
    from graphkit.model.text import plain
    from graphkit.needs.naming import one_named

    found = one_named(snapshot, label, text)
    if plain(text) not in map(plain, (found.id, found.name, *found.others)):
        settings.say("taken_for", text=text, name=found.name, id=found.id)
    return found.id
