"""What a function of NetworkX with a kernel is: what runs, which arguments it takes, from which size on it pays."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from math import isfinite
from typing import Any, NamedTuple, Protocol

Arguments = Mapping[str, Any]


class Refused(Exception):
    """A kernel would not give exactly what NetworkX gives; says why. NetworkX then does it itself."""


class Size(Protocol):
    """How large a graph is: of a NetworkX graph each answer is a walk over it, made when it is asked for."""

    @property
    def n(self) -> int:
        """Nodes."""

    @property
    def entries(self) -> int:
        """Neighbours of all nodes together: two a tie."""

    @property
    def ways(self) -> float:
        """Ways over two ties: the squares of the degrees together, most of them around a few hubs."""

    @property
    def loops(self) -> bool:
        """Whether a node is tied to itself."""

    @property
    def ours(self) -> bool:
        """Whether it is a network or projection of graphkit, of which NetworkX would need a copy."""


class Instead(NamedTuple):
    """What answers where the kernel does not and NetworkX's own answer is not to be had.

    Attributes
    ----------
    where : callable
        Given the arguments: whether NetworkX's own answer is not to be had.
    run : callable
        Given a NetworkX graph and the arguments, gives another.
    """

    where: Callable[[Arguments], bool]
    run: Callable[[Any, Arguments], Any]


@dataclass(frozen=True)
class Function:
    """A function of NetworkX that a kernel can do.

    Attributes
    ----------
    run : callable
        Given a `graphkit.backend.subject.Subject` and those arguments that it has a parameter for, gives what NetworkX
        gives. All other arguments must have their defaults, else NetworkX does it: also those that a later NetworkX
        may add.
    steps : callable
        What it costs NetworkX, given the size and the arguments.
    worth : float
        From so many steps on the kernel is quicker, its start included.
    compiled : bool
        Whether numba is needed. What is done by SciPy alone always pays for networks of ours, which SciPy has made.
    loops : bool
        Whether nodes tied to themselves are taken as NetworkX takes them.
    refuse : callable, optional
        Given the size and the arguments: why these values are not taken, or None.
    instead : Instead, optional
        Where NetworkX's own answer is not to be had, and what is given for it.
    """

    run: Callable[..., Any]
    steps: Callable[[Size, Arguments], float]
    worth: float
    compiled: bool = True
    loops: bool = True
    refuse: Callable[[Size, Arguments], str | None] | None = None
    instead: Instead | None = None

    @cached_property
    def takes(self) -> tuple[str, ...]:
        """The names of the arguments that `run` has a parameter for."""
        return tuple(inspect.signature(self.run).parameters)[1:]

    def refusal(self, size: Size, arguments: Arguments, defaults: Arguments) -> str | None:
        """Why NetworkX is to do it, whatever the size; None where the kernel gives exactly the same."""
        for name, value in arguments.items():
            if name not in self.takes and not _is(value, defaults[name]):
                return f"there is no kernel for {name}={value!r}"
        if size.n == 0:
            return "there are no nodes"
        if not self.loops and size.loops:
            return "nodes are tied to themselves"
        if self.compiled and find_spec("numba") is None:
            return "numba is not installed"
        return self.refuse(size, arguments) if self.refuse is not None else None

    def pays(self, size: Size, arguments: Arguments) -> bool:
        """Whether the kernel is quicker than NetworkX."""
        if size.ours and not self.compiled:
            return True
        return isfinite(self.worth) and self.steps(size, arguments) >= self.worth

    def other(self, size: Size, arguments: Arguments) -> Callable[[Any, Arguments], Any] | None:
        """What answers in place of NetworkX where the kernel does not; None where NetworkX does."""
        if self.instead is None or size.n == 0 or not self.instead.where(arguments):
            return None
        return self.instead.run


def function(**attributes: Any) -> Callable[[Callable[..., Any]], Function]:
    """A decorator that makes what runs a `Function`; see there."""

    def made(run: Callable[..., Any]) -> Function:
        found = Function(run, **attributes)
        object.__setattr__(found, "__doc__", run.__doc__)
        return found

    return made


def _is(value: Any, default: Any) -> bool:
    # Values may be arrays or dicts, whose comparison is no truth: only plain ones are compared.
    return value is default or (isinstance(value, (bool, int, float, str)) and bool(value == default))
