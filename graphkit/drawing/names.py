"""Names as the reader of a picture reads them: in French where the data have a French name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

_NAMES: ContextVar[Mapping[str, str] | None] = ContextVar("names", default=None)


@contextmanager
def names_as(others: Mapping[str, str]) -> Iterator[None]:
    """While it lasts, pictures write the names of a mapping in place of those that it has for them."""
    token = _NAMES.set(others)
    try:
        yield
    finally:
        _NAMES.reset(token)


def called(name: str) -> str:
    """A name as it is written in a picture."""
    return (_NAMES.get() or {}).get(name, name)
