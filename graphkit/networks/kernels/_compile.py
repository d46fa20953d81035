"""The decorators that make a function compiled."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from numba import config, njit
from numba.core.caching import FunctionCache

from graphkit import __version__
from graphkit.networks.kernels import _cache

if TYPE_CHECKING:
    Function = TypeVar("Function", bound=Callable[..., Any])

_FOLDER = _cache.folder(__version__)

# All that are imported, for those who compile them ahead.
KERNELS: list[Any] = []


class _Kept(FunctionCache):  # type: ignore[misc]
    """Where a kernel is kept on disk, as far as the disk has room: what cannot be written stays in memory.

    That a folder can be written is seen by an empty file; a full disk or a quota shows when there is something in it.
    """

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep what was compiled, or say once that it is not kept."""
        try:
            super().save_overload(sig, data)
        except OSError as error:
            _say_not_kept(error.strerror or type(error).__name__)


def kernel(function: Function) -> Function:
    """A function compiled at its first call, which lets other threads run, and kept on disk where that can be.

    It must always be called with the same types: numba names what it keeps by a running number, and two processes that
    keep different types of one function at once would take the one for the other.
    """
    if _FOLDER is None:
        made: Function = njit(nogil=True, error_model="numpy")(function)
        KERNELS.append(made)
        return made
    # Set for this function alone: functions of others are kept where they were.
    before, config.CACHE_DIR = config.CACHE_DIR, str(_FOLDER)
    try:
        compiled: Any = njit(nogil=True, error_model="numpy")(function)
        # As `cache=True` does with a cache of numba's own.
        compiled._cache = _Kept(function)
    finally:
        config.CACHE_DIR = before
    made = compiled
    KERNELS.append(made)
    return made


def part(function: Function) -> Function:
    """A function that becomes part of the kernels that call it."""
    made: Function = njit(nogil=True, error_model="numpy", forceinline=True)(function)
    return made


@cache
def _say_not_kept(reason: str) -> None:
    logging.getLogger("graphkit.kernels").warning(
        "Compiled functions are not kept in %s (%s): each run compiles what it needs. Make room there, or set "
        "NUMBA_CACHE_DIR to a folder of your own.",
        *(_FOLDER, reason),
    )
