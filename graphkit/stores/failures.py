"""What each error of a driver or an engine means to the user: one error class, one line, one cure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graphkit.errors import QueryError, QueryTimeout, StoreError, StoreInUse, StoreUnavailable, WriteRefused

WRITE_CURE = "Nothing was changed. Ask for writing to allow it: --write on the command line, write=True in Python."
TIMEOUT_CURE = "Ask for less, or open the store with a longer timeout."

_UNAUTHORIZED = ("Neo.ClientError.Security.Unauthorized", "Neo.ClientError.Security.AuthenticationRateLimit")


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turns the errors of the driver and of the embedded engine into those of graphkit.

    Parameters
    ----------
    place : str
        The store, as people are told of it; never with a password.
    """
    try:
        yield
    except StoreError:
        raise
    except Exception as error:
        found = _of_driver(error, place) or _of_engine(error, place)
        if found is None:
            raise
        # The original holds the statement and its parameters; its text is in the message, its traceback helps nobody.
        raise found from None


def one_line(text: str) -> str:
    """A message of an engine without line breaks or the drawing of where a fault is."""
    lines = [line.strip() for line in text.splitlines()]
    # Neo4j repeats the faulty line and points at it with a caret.
    kept = lines[: lines.index("^") - 1] if "^" in lines else lines
    return " ".join(line for line in kept if line)


def _of_driver(error: Exception, place: str) -> StoreError | None:
    if not type(error).__module__.startswith("neo4j"):
        return None
    from neo4j.exceptions import DriverError, Neo4jError

    if isinstance(error, Neo4jError):
        return _of_server(error.code or "", error.message or str(error), place)
    if isinstance(error, DriverError):
        return StoreUnavailable(
            f"No Neo4j answers at {place}: {one_line(str(error)).rstrip('.')}. "
            "See that the server runs and that the address is right."
        )
    return None


def _of_server(code: str, message: str, place: str) -> StoreError:
    said = one_line(message).rstrip(".")
    if code in _UNAUTHORIZED:
        return StoreUnavailable(
            f"{place} does not take this user and password. Set GRAPHKIT_USER and GRAPHKIT_PASSWORD, or give them."
        )
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return StoreUnavailable(f"{place} has no such database: {said}. Name one that is there.")
    if code == "Neo.ClientError.Statement.AccessMode":
        return WriteRefused(f"The statement would write. {WRITE_CURE}")
    if "TransactionTimedOut" in code:
        return QueryTimeout(f"The statement took longer than it may. {TIMEOUT_CURE}")
    return QueryError(f"{said}.")


def _of_engine(error: Exception, place: str) -> StoreError | None:
    told = getattr(error, "native", None)
    if type(error).__name__ != "ArcadeDBError":
        return None
    names = [name for name, _ in (told or {}).get("chain", ())]
    message = (told or {}).get("error") or str(error)
    return of_engine_class(names, message, place)


def of_engine_class(names: list[str], message: str, place: str) -> StoreError:
    """The error for an exception of the embedded engine, by the class names of its chain of causes."""
    short = {name.rsplit(".", 1)[-1] for name in names}
    if "QueryNotIdempotentException" in short:
        return WriteRefused(f"The statement would write. {WRITE_CURE}")
    if "TimeoutException" in short and "command.timeout" in message:
        return QueryTimeout(f"The statement took longer than it may. {TIMEOUT_CURE}")
    if "LockException" in short and "another process" in message:
        return in_use(place)
    return QueryError(f"{one_line(message).rstrip('.')}.")


def in_use(place: str) -> StoreInUse:
    """The one line for whoever finds the store taken."""
    return StoreInUse(f"The store {place} is open in another process. Wait until it ends, or use another store.")
