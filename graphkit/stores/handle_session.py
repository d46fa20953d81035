"""The embedded engine's direct handle as a session of the driver: what a batch needs to be written without Bolt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

Value = TypeVar("Value")


class HandleSession:
    """Runs units of work in transactions of a direct handle; they are run again where the engine asks for it."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    def execute_write(self, work: Callable[..., Value], *given: Any, **named: Any) -> Value:
        """What the work gives; its transaction is committed when it ends, rolled back where it raises."""
        value: Value = self._handle.run_in_transaction(lambda: work(HandleTransaction(self._handle), *given, **named))
        return value


class HandleTransaction:
    """The transaction open on a direct handle."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    def run(self, statement: str, params: dict[str, Any] | None = None, **more: Any) -> HandleRows:
        """The rows of a statement."""
        given = {**(params or {}), **more}
        found = self._handle.command("opencypher", statement, *([given] if given else []))
        return HandleRows(found.to_list())


class HandleRows:
    """Rows already here."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._rows)

    def consume(self) -> None:
        """Nothing is left to be done."""

    def single(self, strict: bool = True) -> dict[str, Any]:
        """The one row."""
        (row,) = self._rows
        return row
