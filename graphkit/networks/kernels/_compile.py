"""The decorators that make a function compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from numba import config, njit

from graphkit import __version__
from graphkit.networks.kernels import _cache

if TYPE_CHECKING:
    Function = TypeVar("Function", bound=Callable[..., Any])

_FOLDER = _cache.folder(__version__)

# All that are imported, for those who compile them ahead.
KERNELS: list[Any] = []


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
        made = njit(nogil=True, error_model="numpy", cache=True)(function)
    finally:
        config.CACHE_DIR = before
    KERNELS.append(made)
    return made


def part(function: Function) -> Function:
    """A function that becomes part of the kernels that call it."""
    made: Function = njit(nogil=True, error_model="numpy", forceinline=True)(function)
    return made
