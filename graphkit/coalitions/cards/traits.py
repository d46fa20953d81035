"""What a group shares against chance: values that more of it have than of as many drawn from the network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from graphkit.backbones.correction import adjusted
from graphkit.coalitions.cards.attributes import Attribute


@dataclass(frozen=True, slots=True)
class Trait:
    """A value that at least two of a group have.

    Attributes
    ----------
    of, attribute, value : str
        Of whom (``actors``, ``actions``), of which attribute, and the value: a code or the id of a node.
    n_with, n_known : int
        How many of the group have the value, of how many whose attribute is known.
    all_with, all_known : int
        The same of all there are in the network.
    expected : float
        How many of as many drawn from the network have it on average.
    p : float
        How probable it is that so many or more of them have it.
    p_adjusted : float
        After Holm's correction over all tests of the card; nan where it was not tested, for not even if all had it
        could p be small.
    """

    of: str
    attribute: str
    value: str
    n_with: int
    n_known: int
    all_with: int
    all_known: int
    expected: float
    p: float
    p_adjusted: float = float("nan")


@dataclass(frozen=True, slots=True)
class Known:
    """How many state an attribute, in the group and in the network; those who do not are in none of its counts."""

    of: str
    attribute: str
    n_known: int
    n_unknown: int
    all_known: int
    all_unknown: int


def traits(
    attributes: Iterable[Attribute],
    inside: Mapping[str, Set[int]],
    among: Mapping[str, Set[int]],
    *,
    alpha: float = 0.05,
) -> tuple[list[Trait], list[Known], int]:
    r"""The values that at least two of a group have, each held against chance; what is known; how many were tested.

    Of N that state the attribute K have the value; of n of these in the group, were they drawn, at least k would have
    it with probability

    .. math:: p = \sum_{j \ge k} \binom{K}{j} \binom{N-K}{n-j} \Big/ \binom{N}{n}

    which is Fisher's exact test of one side [1]_. All values that at least two in the network have are tested, those
    that nobody of the group has among them, and corrected together by Holm; but those whose p could not fall to `alpha`
    even if as many as possible of the group had them are not, which only the sizes decide [2]_.

    Parameters
    ----------
    attributes : iterable of Attribute
    inside, among : mapping
        The group, and all that it is held against, by ``actors`` and ``actions``: rows and columns of the network.
    alpha : float
        What a p-value will be held against.

    Returns
    -------
    traits : list of Trait
        The least probable first.
    known : list of Known
        One an attribute.
    n_tests : int

    Notes
    -----
    Cross-checked with ``scipy.stats.fisher_exact`` and by counting all draws of a small network. What is a member in
    several actions is not drawn independently of what these share: p is a yardstick, not a proof.

    References
    ----------
    .. [1] Rivals, I., Personnaz, L., Taing, L. & Potier, M.-C. (2007). Enrichment or depletion of a GO category within
       a class of genes: which test? Bioinformatics 23(4), 401-407.
    .. [2] Tarone, R. E. (1990). A modified Bonferroni method for discrete data. Biometrics 46(2), 515-522.
    """
    import numpy as np
    from scipy.stats import hypergeom

    values: list[tuple[str, str, str]] = []
    counts: list[tuple[int, int, int, int]] = []
    known: list[Known] = []
    for each in attributes:
        group, all_ = inside[each.of], among[each.of]
        stated = {thing for thing in all_ if thing in each.values}
        n, of_all = len(group & stated), len(stated)
        known.append(Known(each.of, each.name, n, len(group) - n, of_all, len(all_) - of_all))
        here, there = Counter[str](), Counter[str]()
        for thing in stated:
            there.update(each.values[thing])
            if thing in group:
                here.update(each.values[thing])
        for value in sorted(value for value, times in there.items() if times >= 2):
            values.append((each.of, each.name, value))
            counts.append((here[value], n, there[value], of_all))
    k, n_known, all_with, all_known = np.array(counts, dtype=np.int64).reshape(-1, 4).T
    p = np.minimum(hypergeom.sf(k - 1, all_known, all_with, n_known), 1.0)
    least = np.asarray(hypergeom.sf(np.minimum(n_known, all_with) - 1, all_known, all_with, n_known))
    able = np.asarray(least <= alpha, dtype=np.bool_)
    p_adjusted = np.full(len(p), np.nan)
    p_adjusted[able] = adjusted(p[able], "holm")
    found = [
        Trait(*values[at], *counts[at], float(n_known[at] * all_with[at] / all_known[at]), p[at].item(), corrected)
        for at, corrected in enumerate(p_adjusted.tolist())
        if k[at] >= 2
    ]
    return sorted(found, key=_order), known, int(able.sum())


def _order(one: Trait) -> tuple[bool, float, float, int, str, str, str]:
    untested = one.p_adjusted != one.p_adjusted
    return untested, 0.0 if untested else one.p_adjusted, one.p, -one.n_with, one.of, one.attribute, one.value
