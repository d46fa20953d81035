"""A pause of the garbage collector, for loops over millions of values that make no cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_garbage_runs() -> Iterator[None]:
    """Keeps the collector from looking through the same values again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
