"""Networks in which the groups are known, and how much of them is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

import numpy as np

from graphkit.networks.network import Network
from tests.unit.networks.tables import snapshot_of


def planted(seed: int, noise: float, groups: int = 5, size: int = 8, actions: int = 16, members: int = 3) -> Network:
    """Groups of actors ``g-n`` with so many actions each, of so many members; one in ``1 / noise`` is anybody."""
    rng = np.random.default_rng(seed)
    ties = set()
    for group in range(groups):
        for action in range(actions):
            for actor in rng.choice(size, members, replace=False):
                of, who = divmod(int(rng.integers(groups * size)), size) if rng.random() < noise else (group, actor)
                ties.add((f"{of}-{who}", f"{group}-{action:02}"))
    return snapshot_of(sorted(ties)).network()


def information(found: Iterable[Sequence[str]], network: Network) -> float:
    """Normalised mutual information of groups with those planted; who is in no group is one by itself."""
    label = {actor: actor for actor in network.actor_ids}
    for number, group in enumerate(found):
        label.update(dict.fromkeys(group, f"c{number}"))
    pairs = Counter((each, actor.split("-")[0]) for actor, each in label.items())
    ours, theirs = Counter(label.values()), Counter(actor.split("-")[0] for actor in label)
    n = len(label)
    common = sum(k / n * log(k * n / (ours[one] * theirs[other])) for (one, other), k in pairs.items())
    return 2 * common / (_entropy(ours, n) + _entropy(theirs, n))


def _entropy(counts: Counter[str], n: int) -> float:
    return -sum(k / n * log(k / n) for k in counts.values())
