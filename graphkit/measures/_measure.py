"""What makes a function a measure: a name, a unit, a source, and a result that says how it came about."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from graphkit.errors import UsageError
from graphkit.measures._sampling import Estimate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.network import Network
    from graphkit.networks.projection import Projection
    from graphkit.networks.results import NodeResult

    Subject = Network | Projection
    """What is measured: a two-mode network, or a projection of one."""

Unit = Callable[["Subject", str, Mapping[str, Any]], str]
"""Given what is measured, whether ``actors`` or ``actions`` of it, and the options: the unit."""

OF = ("actors", "actions")

# What a measure is of, where it is not of both: what else there is, and how that is had.
_NEEDS = {
    "projection": "is measured in a projection, not in a two-mode network; take network.projection()",
    "two-mode": "is measured in a two-mode network, not in a projection; take the network that was projected",
}

# Beyond it a person who waits should know.
_LONG = 60.0


@dataclass(frozen=True)
class Measure:
    """A function that gives each actor, and in a two-mode network each action, a number.

    Called as ``closeness(network)`` it gives a `NodeResult` of the actors, as ``closeness(network, of="actions")`` one
    of the actions. ``function`` is the function itself; it gives the plain values, those of the actors first. Where it
    gives an `Estimate`, the provenance of the result has its bound under ``estimate``, and the seed of the draws.

    The parameters of the function that can be given by position are what is measured, and the options. Two others it
    may have, by name alone: ``progress``, called with the share that is done where the work takes more than a second;
    and ``of``, where the values of actors are had without those of actions, which it then leaves out.

    Attributes
    ----------
    name : str
        Its name, which is that of its file.
    source : str
        Where it is defined.
    only : str or None
        ``projection`` or ``two-mode``, where it is measured in one of them alone.
    """

    name: str
    function: Callable[..., NDArray[np.float64] | Estimate]
    source: str
    unit: str | Unit
    seconds_a_step: float
    steps: Callable[[int, int], float]
    compiled: tuple[float, float] | Callable[..., float] | None = None
    work: Callable[..., float] | None = None
    only: str | None = None
    part: Callable[..., float] | None = None
    checked: Callable[..., None] | None = None

    def __call__(
        self, subject: Subject, *, of: str = "actors", progress: Progress | None = None, **options: Any
    ) -> NodeResult:
        """The measure of each actor or action.

        Parameters
        ----------
        subject : Network or Projection
            What is measured.
        of : {"actors", "actions"}
            Whose values; a projection has actors alone.
        progress : callable, optional
            Called with the share that is done, from 0 to 1, once a second has passed. Of an eigenvector it is a guess:
            how many steps it takes shows when it is done.
        **options
            Those of the measure.

        Raises
        ------
        UsageError
            An option that the measure does not have, or a value that it cannot have; actions of a projection, which has
            none; a two-mode network where the measure is of projections, or the other way round.
        """
        from graphkit.networks.projection import Projection
        from graphkit.networks.provenance import provenance
        from graphkit.networks.results import NodeResult

        self.check(subject, of, options)
        self._warn(subject, of, options)
        told = {name: value for name, value in {"of": of, "progress": progress}.items() if name in self._by_name}
        found = self.function(subject, **options, **told)
        values = found.values if isinstance(found, Estimate) else found
        network = subject.network if isinstance(subject, Projection) else subject
        n = network.n_actors
        if "of" not in self._by_name:
            values = values[:n] if of == "actors" else values[n:]
        chosen = {**self.options, **options}
        seed = chosen["seed"] if isinstance(found, Estimate) and found.error else None
        made = provenance(subject, self.name, {"of": of, **chosen}, seed=seed, reference=self.source)
        if isinstance(found, Estimate):
            made["estimate"] = found.account
        return NodeResult(
            name=self.name,
            values=values,
            ids=network.actor_ids if of == "actors" else network.action_ids,
            names=network.actor_names if of == "actors" else network.action_names,
            unit=self.unit if isinstance(self.unit, str) else self.unit(subject, of, chosen),
            options=chosen,
            provenance=made,
            network=network,
            of=of,
        )

    def check(self, subject: Subject, of: str = "actors", options: Mapping[str, Any] | None = None) -> None:
        """Refuse what the measure cannot be had of, and options that it does not have or that make no sense.

        Raises
        ------
        UsageError
            Says what it can be had of, or what an option may be.
        """
        from graphkit.networks.projection import Projection

        if of not in OF:
            raise UsageError(f"of={of!r} is neither 'actors' nor 'actions'.")
        projected = isinstance(subject, Projection)
        if of == "actions" and projected:
            raise UsageError("A projection has actors alone; measure the actions in the network that was projected.")
        if self.only is not None and projected != (self.only == "projection"):
            raise UsageError(f"{self.name} {_NEEDS[self.only]}.")
        self._check_options(options or {})

    def _check_options(self, options: Mapping[str, Any]) -> None:
        has = self.options
        unknown = sorted(set(options) - set(has))
        if unknown:
            raise UsageError(f"{self.name} has no option {', '.join(unknown)}. It has: {', '.join(has) or 'none'}.")
        for name, value in options.items():
            if (kind := _misses(value, has[name])) is not None:
                raise UsageError(f"{name}={value!r} of {self.name} is not {kind}.")
        if self.checked is not None:
            self.checked(**options)

    @property
    def options(self) -> dict[str, Any]:
        """The options with their defaults."""
        parameters = list(inspect.signature(self.function).parameters.values())
        return {each.name: each.default for each in parameters[1:] if each.kind is not inspect.Parameter.KEYWORD_ONLY}

    @property
    def _by_name(self) -> set[str]:
        """What the function takes by name alone."""
        parameters = inspect.signature(self.function).parameters.values()
        return {each.name for each in parameters if each.kind is inspect.Parameter.KEYWORD_ONLY}

    @property
    def summary(self) -> str:
        """The first line of its documentation."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]

    def expected_seconds(self, subject: Subject, of: str = "actors", **options: Any) -> float:
        """About how long the measure takes: right within a factor of some three, to warn before it starts.

        Parameters
        ----------
        subject : Network or Projection
        of : {"actors", "actions"}
            Whose values; it matters where these are had without the others.
        **options
            Those of the measure.

        Raises
        ------
        UsageError
            It cannot be had of this, or not with these options.
        """
        from graphkit.networks.projection import Projection

        self.check(subject, of, options)
        two_mode = not isinstance(subject, Projection)
        n_nodes = subject.n_actors + (subject.n_actions if two_mode else 0)  # type: ignore[union-attr]
        if self.work is None:
            steps = self.steps(n_nodes, subject.n_pairs)
        else:
            steps = self.work(subject, of) if "of" in self._by_name else self.work(subject)
        a_step = self.seconds_a_step
        if self.compiled is not None:
            from graphkit.measures._kernels import pay

            if pay(subject, steps):
                if callable(self.compiled):
                    by_kernel = self.compiled(subject, of) if "of" in self._by_name else self.compiled(subject)
                    return min(by_kernel, a_step * steps)
                a_step = self.compiled[0 if two_mode else 1]
        part = 1.0 if self.part is None else self.part(n_nodes, **options)
        return a_step * part * steps

    def _warn(self, subject: Subject, of: str, options: Mapping[str, Any]) -> None:
        expected = self.expected_seconds(subject, of, **options)
        if expected > _LONG:
            logging.getLogger("graphkit.measures").warning(
                "%s of %s actors and %s pairs takes %s.",
                self.name,
                f"{subject.n_actors:,}",
                f"{subject.n_pairs:,}",
                duration(expected),
            )


def measure(
    *,
    unit: str | Unit,
    source: str,
    seconds_a_step: float = 2e-7,
    steps: Callable[[int, int], float] = lambda nodes, pairs: nodes + pairs,
    compiled: tuple[float, float] | Callable[..., float] | None = None,
    work: Callable[..., float] | None = None,
    only: str | None = None,
    part: Callable[..., float] | None = None,
    checked: Callable[..., None] | None = None,
) -> Callable[[Callable[..., NDArray[np.float64] | Estimate]], Measure]:
    """A decorator that makes a function a `Measure`.

    Parameters
    ----------
    unit : str or callable
        The unit of its values, or what says the unit.
    source : str
        Where it is defined: author, year, page.
    seconds_a_step, steps : float and callable
        What it costs: how many steps for so many nodes and pairs, and how long one takes.
    compiled : (float, float) or callable, optional
        How long one takes by the kernel of large networks, in two modes and in a projection; or what gives, of what is
        measured, and of which kind where the measure has ``of``, how long all take. Where that is longer than without a
        kernel, there is none.
    work : callable, optional
        How many steps it is, where nodes and pairs do not say: in place of `steps`.
    only : {"projection", "two-mode"}, optional
        What it is measured in; without, both.
    part : callable, optional
        What part of the steps is done, given the number of nodes and the options.
    checked : callable, optional
        Given the options that were named, raises a `UsageError` where they make no sense. That each is of the kind of
        its default, a yes or no or a number, is known before.
    """

    def made(function: Callable[..., NDArray[np.float64] | Estimate]) -> Measure:
        costs = (seconds_a_step, steps, compiled, work)
        found = Measure(function.__name__, function, source, unit, *costs, only, part, checked)
        # help(closeness) shows the text of the function, not of this class.
        object.__setattr__(found, "__doc__", function.__doc__)
        return found

    return made


def _misses(value: Any, default: Any) -> str | None:
    """The kind that a value should be of, to go in the place of a default, where it is not; None is for a number."""
    if isinstance(default, bool):
        return None if isinstance(value, bool) else "True or False"
    kind, called = (Integral, "a whole number") if isinstance(default, int) else (Real, "a number")
    if (value is None and default is None) or (isinstance(value, kind) and not isinstance(value, bool)):
        return None
    return called


def duration(seconds: float) -> str:
    """A time in words, as rough as it is known.

    Examples
    --------
    >>> duration(100), duration(9_000), duration(400_000)
    ('about 2 minutes', 'about 2 hours', 'about 5 days')
    """
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)):
        if seconds >= size or unit == "second":
            n = max(round(seconds / size), 1)
            break
    return f"about {n} {unit}{'s' if n > 1 else ''}"


def share(normalized_unit: str, unit: Unit) -> Unit:
    """The unit of a measure that is a share of the most there could be when its option ``normalized`` is set."""
    return lambda subject, of, options: normalized_unit if options["normalized"] else unit(subject, of, options)
