"""Where the graph is kept: the embedded engine or a Neo4j server, behind one class."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.stores.bolt import Store

__all__ = ["open_store"]

DEFAULT_PLACE = ".graphkit"
DEFAULT_TIMEOUT = 120.0


def open_store(
    where: str | Path | None = None,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    create: bool = True,
    timeout: float | None = None,
) -> Store:
    """An open store; close it, or use it in a ``with`` statement.

    Parameters
    ----------
    where : str or Path, optional
        A directory for the embedded engine (default ``./.graphkit``), or the address of a Neo4j 5 or later:
        ``neo4j://``, ``bolt://``, with ``+s`` or ``+ssc`` where the way to it is encrypted.
    user, password, database : str, optional
        For a server. The embedded engine asks nobody: its directory is readable by its owner only.
    create : bool
        Make the store where there is none yet.
    timeout : float, optional
        How many seconds a user's statement may take (default 120; 0 for as long as it needs).

    Raises
    ------
    StoreUnavailable
        No server answers, the password is wrong, or there is no store and `create` is false.
    StoreInUse
        Another process has the directory open.
    SchemaMismatch
        The store was made by another version of the model.
    UsageError
        The address is of another kind, or holds a password.
    """
    from graphkit.stores.bolt import Store

    seconds = DEFAULT_TIMEOUT if timeout is None else timeout
    place = str(where) if where is not None else DEFAULT_PLACE
    if "://" in place:
        from graphkit.stores.server import Server

        return Store(Server(place, user=user or "neo4j", password=password, database=database, timeout=seconds), create)
    from graphkit.stores.embedded import Embedded

    return Store(Embedded(Path(place), create=create, timeout=seconds), create)
