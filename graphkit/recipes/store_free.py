"""Whether a store that is to be replaced, and the one that is filled to replace it, are in nobody's use."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from graphkit.errors import StoreError, StoreInUse, StoreUnavailable


def require_free(store: Path, part: Path) -> None:
    """Refuse to replace a store that another process uses.

    Raises
    ------
    StoreInUse
        Another process has the store open, or fills the next one in `part`.
    """
    import graphkit

    if store.exists():
        try:
            graphkit.open(store, create=False).close()
        except StoreInUse:
            raise
        except StoreError:
            pass  # it cannot be opened: all the more reason to replace it
    if part.exists():
        with suppress(StoreUnavailable):
            graphkit.open(part).close()
