"""What a function of NetworkX with a kernel is: what runs, which arguments it takes, from which size on it pays."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import Any, NamedTuple

Arguments = Mapping[str, Any]


class Refused(Exception):
    """A kernel would not give exactly what NetworkX gives; says why. NetworkX then does it itself."""


class Size(NamedTuple):
    """How large a graph is.

    Attributes
    ----------
    n : int
        Nodes.
    entries : int
        Neighbours of all nodes together: two a tie.
    ways : float
        Ways over two ties: the squares of the degrees together, most of them around a few hubs.
    loops : bool
        Whether a node is tied to itself.
    ours : bool
        Whether it is a network or projection of graphkit, of which NetworkX would need a copy.
    """

    n: int
    entries: int
    ways: float
    loops: bool
    ours: bool


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
    instead : callable, optional
        Given a NetworkX graph and the arguments: what to give where the kernel does not pay and NetworkX's own answer
        is not to be had; None where it is.
    """

    run: Callable[..., Any]
    steps: Callable[[Size, Arguments], float]
    worth: float
    compiled: bool = True
    loops: bool = True
    refuse: Callable[[Size, Arguments], str | None] | None = None
    instead: Callable[[Any, Arguments], Any] | None = None

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
        if size.loops and not self.loops:
            return "nodes are tied to themselves"
        if self.compiled and find_spec("numba") is None:
            return "numba is not installed"
        return self.refuse(size, arguments) if self.refuse is not None else None

    def pays(self, size: Size, arguments: Arguments) -> bool:
        """Whether the kernel is quicker than NetworkX."""
        return (size.ours and not self.compiled) or self.steps(size, arguments) >= self.worth


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
