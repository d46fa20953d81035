"""Windows of years over a network: which there are, and the network of each."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from graphkit.errors import UsageError

if TYPE_CHECKING:
    from graphkit.networks.network import Network

# A mistyped year would make a window of each of two thousand others.
MOST = 200


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Years from the first to the last of them."""

    since: int
    until: int

    def __str__(self) -> str:
        return str(self.since) if self.since == self.until else f"{self.since}–{self.until}"


@dataclass(frozen=True, slots=True)
class Dated:
    """What the ties of a network say of years.

    Attributes
    ----------
    first, last : int or None
        The first and last year that a tie states; None where none does.
    n_ties, n_undated : int
        How many ties there are, and how many state no year, neither themselves nor through their action. Those that
        the network left out because they have none count as both.
    """

    first: int | None
    last: int | None
    n_ties: int
    n_undated: int


def dated(network: Network) -> Dated:
    """The years that the ties behind a network state."""
    import numpy as np

    from graphkit.networks.years import years

    snapshot = network.snapshot
    rows = np.unique(network.tie_index.rows)
    found = years(snapshot.ties.take(rows), snapshot.actions, snapshot.action_of_ties[rows].astype(np.int64))
    left_out = network.spec.left_out.get("without a year", 0)
    return Dated(*found.extent(), len(rows) + left_out, int((~found.dated).sum()) + left_out)


def windows(first: int, last: int, width: int = 1, step: int = 1) -> list[Window]:
    """Windows of `width` years that begin every `step` years, as long as they end by the last year.

    Raises
    ------
    UsageError
        A width or step below 1; a step beyond the width, which would leave years out; more windows than there are
        years in two centuries.

    Examples
    --------
    >>> [str(window) for window in windows(2015, 2019, 3)]
    ['2015–2017', '2016–2018', '2017–2019']
    """
    for name, value in (("width", width), ("step", step)):
        if value < 1:
            raise UsageError(f"The {name} of windows is {value}; it must be 1 year or more.")
    if step > width:
        raise UsageError(f"A step of {step} years with windows of {width} leaves years out; give {width} or less.")
    # Fewer years than a window has are one window.
    n = max((last - first + 1 - width) // step + 1, 1)
    if n > MOST:
        raise UsageError(
            f"The years from {first} to {last} make {n} windows, more than {MOST}: a year may be mistyped. Give the "
            f"network a first and a last year, since= and until=, or a larger step."
        )
    return [Window(since, min(since + width - 1, last)) for since in range(first, first + n * step, step)]


def network_of(network: Network, window: Window) -> Network:
    """The network asked for alike, with ties of the window alone."""
    asked = asdict(network.spec.request)
    return network.snapshot.network(**asked | {"since": window.since, "until": window.until})
