"""Two-mode networks of our own drawing, the same for the same size: who takes part in which action, with what amount.

Actors differ in how active they are (Pareto), actions in how many take part (a power law that is cut off), both far
from evenly, as funders and grants do. Actors and actions belong to planted communities: of the places in an action most
go to actors of its community, the rest to anybody. Numbers are dealt out at random in the end, so that no engine finds
those who belong together side by side.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Reals = NDArray[np.float64]

SEED = 20261125

ACTIVITY = 1.6
SIZES_FALL = 2.35
FROM_ANYWHERE = 0.12

# After so many rounds what is still to be filled is filled from anywhere: some actions are larger than a community.
_ROUNDS = 8


class Size(NamedTuple):
    """How large a network is: the largest action may have `largest` actors."""

    actors: int
    actions: int
    ties: int
    largest: int
    communities: int


SIZES = {
    "tiny": Size(60, 80, 240, 12, 3),
    "S": Size(2_000, 3_000, 10_000, 60, 20),
    "M": Size(20_000, 40_000, 150_000, 200, 100),
    "L": Size(100_000, 200_000, 1_000_000, 600, 300),
    "XL": Size(500_000, 1_000_000, 5_000_000, 1_500, 1_000),
}


class Drawn(NamedTuple):
    """A network in the order of its ties: by action, then by actor, each pair once."""

    size: Size
    actor: Ints
    action: Ints
    amount: Reals

    @property
    def hash(self) -> str:
        """What the network is known by: 12 hexadecimal digits of all its numbers."""
        return sha256(b"".join(column.tobytes() for column in self[1:])).hexdigest()[:12]


def drawn(size: Size, seed: int = SEED) -> Drawn:
    """A network of exactly this size."""
    draw = np.random.default_rng([seed, size.actors])
    share = draw.pareto(1.5, size.communities) + 0.5
    home = np.sort(draw.choice(size.communities, size.actors, p=share / share.sum()))
    members = np.bincount(home, minlength=size.communities)
    activity = 1.0 + draw.pareto(ACTIVITY, size.actors)
    activity = np.minimum(activity, np.quantile(activity, 0.9999))
    until = np.concatenate([[0.0], np.cumsum(activity)])
    last = np.cumsum(members)
    wanted = _how_many(draw, size)
    field = draw.choice(size.communities, size.actions, p=members / size.actors)
    low, high = until[last - members][field], until[last][field]

    pairs = np.empty(0, dtype=np.int64)
    missing, rounds = wanted, 0
    while missing.any():
        place = np.repeat(np.arange(size.actions), missing)
        anywhere = (draw.random(len(place)) < FROM_ANYWHERE) | (rounds > _ROUNDS)
        begin, end = np.where(anywhere, 0.0, low[place]), np.where(anywhere, until[-1], high[place])
        hit = begin + draw.random(len(place)) * (end - begin)
        actor = np.minimum(np.searchsorted(until, hit, side="right") - 1, size.actors - 1)
        pairs = np.sort(np.concatenate([pairs, place * size.actors + actor]), kind="stable")
        pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])]
        missing = wanted - np.bincount(pairs // size.actors, minlength=size.actions)
        rounds += 1
    action, actor = np.divmod(pairs, size.actors)
    actor, action = draw.permutation(size.actors)[actor], draw.permutation(size.actions)[action]
    order = np.lexsort((actor, action))
    actor, action = actor[order], action[order]
    worth = draw.lognormal(8.7, 1.3, size.actions)
    amount = np.round(worth[action] * draw.lognormal(0.0, 0.8, len(action)), 2)
    return Drawn(size, actor, action, amount)


def without_large(network: Drawn, most: int) -> Drawn:
    """The network without the actions of more than `most` actors; actors and actions keep their numbers."""
    kept = np.bincount(network.action, minlength=network.size.actions)[network.action] <= most
    return Drawn(network.size, network.actor[kept], network.action[kept], network.amount[kept])


def _how_many(draw: np.random.Generator, size: Size) -> Ints:
    """How many actors each action has: `size.ties` together, from 1 to `size.largest`."""
    k = np.arange(1, size.largest + 1)

    def shares(shift: float) -> Any:
        weights = (k + shift) ** -SIZES_FALL
        return weights / weights.sum()

    # The larger the shift, the larger the mean; halving finds the one with the mean that is wanted.
    low, high = -0.9, 1_000.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if shares(middle) @ k < size.ties / size.actions else (low, middle)
    # Evenly over the distribution instead of at random: each network then has its largest actions.
    evenly = (np.arange(size.actions) + 0.5) / size.actions
    found = k[np.minimum(np.searchsorted(np.cumsum(shares(low)), evenly), size.largest - 1)]
    draw.shuffle(found)
    found[found.argmax()] = size.largest
    while left := size.ties - int(found.sum()):
        step = 1 if left > 0 else -1
        free = np.flatnonzero((found < size.largest) if left > 0 else (found > 1) & (found < size.largest))
        found[draw.choice(free, min(abs(left), len(free)), replace=False)] += step
    return found
