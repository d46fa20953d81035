"""A store that a load made and could put nothing into goes again: a refused file leaves nothing behind."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graphkit.cli._settings import Settings
from graphkit.errors import DataError, GraphkitError, UsageError

# What a load writes about itself before it has read a row.
RECORDS = ("Load", "Source")


@contextmanager
def new_store_removed(settings: Settings) -> Iterator[None]:
    """Remove the store where it was not there before and a load was refused before anything was in it."""
    place = Path(settings.place)
    made = not settings.is_server and not (place.is_dir() and any(place.iterdir())) and not place.is_file()
    was_there = place.exists()
    try:
        yield
    except (DataError, UsageError):
        # Any other error, of the store above all, leaves what there is to be looked at.
        if made and _holds_nothing(place):
            _clear(place, keep=was_there)
        raise


def _holds_nothing(place: Path) -> bool:
    import graphkit

    try:
        with graphkit.open(place, create=False) as graph:
            nodes, _ = graph.store.counts()
    except GraphkitError:
        return False
    return not any(count for label, count in nodes.items() if label not in RECORDS)


def _clear(place: Path, *, keep: bool) -> None:
    with suppress(OSError):
        if not keep:
            shutil.rmtree(place)
            return
        for child in place.iterdir():
            shutil.rmtree(child) if child.is_dir() else child.unlink()
