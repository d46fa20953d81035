"""Groups of one time matched with those of the next: which became of which."""

from __future__ import annotations

from collections.abc import Hashable, Sequence, Set
from dataclasses import dataclass

from graphkit.errors import UsageError

KINDS = ("birth", "growth", "contraction", "continuation", "merger", "split", "regrouping", "death")
"""What may happen to groups. ``regrouping``: several become several, each sharing enough with more than one."""


@dataclass(frozen=True, slots=True)
class Event:
    """What became of some groups.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    before, after : tuples of int
        The groups of the one time and of the next, by their place.
    jaccard : float
        The largest likeness of one before to one after; nan for a birth and a death.
    """

    kind: str
    before: tuple[int, ...]
    after: tuple[int, ...]
    jaccard: float = float("nan")


def match(
    before: Sequence[Set[Hashable]], after: Sequence[Set[Hashable]], *, threshold: float = 0.3, change: float = 0.1
) -> list[Event]:
    r"""What became of groups: each of `before`, and each of `after`, is in one event.

    A group goes on in another where their members overlap,

    .. math:: J(A, B) = \frac{|A \cap B|}{|A \cup B|} \ge \theta

    Groups that hang together by this are one event, told by how many they are: none before, a birth; none after, a
    death; one and one, growth or contraction where the size changed by more than a part, else continuation; several
    that become one, a merger; one that becomes several, a split; several that become several, a regrouping.

    Parameters
    ----------
    before, after : sequences of sets
        The members of each group; groups may overlap.
    threshold : float
        :math:`\theta`, above 0 and up to 1. At .3 two or three equal groups may merge, of which each is half or a third
        of what they become; above .5 groups that do not overlap go on in one at most, and nothing merges or splits.
    change : float
        Which part of a group's size must come or go for growth or contraction: .1 is a tenth.

    Returns
    -------
    list of Event
        By the first group before, then births by the first group after.

    Raises
    ------
    UsageError
        `threshold` is not above 0 and up to 1, or `change` is below 0.

    Notes
    -----
    The overlap and threshold of Greene, Doyle & Cunningham [1]_; events as Palla, Barabási & Vicsek [2]_ tell them.
    Time and memory by the pairs of groups that have a member in common.

    References
    ----------
    .. [1] Greene, D., Doyle, D. & Cunningham, P. (2010). Tracking the evolution of communities in dynamic social
       networks. Proceedings of ASONAM 2010, 176-183.
    .. [2] Palla, G., Barabási, A.-L. & Vicsek, T. (2007). Quantifying social group evolution. Nature 446, 664-667.

    Examples
    --------
    >>> [event.kind for event in match([{1, 2}, {3, 4}], [{1, 2, 3, 4}, {5, 6}])]
    ['merger', 'birth']
    """
    if not 0 < threshold <= 1:
        raise UsageError(f"threshold={threshold:g} must be above 0 and up to 1; 0.3 is usual.")
    if not change >= 0:
        raise UsageError(f"change={change:g} must be 0 or more; 0.1 is a tenth of a group's size.")
    alike = _alike(before, after, threshold)
    group = _parts(len(before), len(after), alike)
    parts: dict[int, tuple[list[int], list[int]]] = {}
    for place in range(len(before)):
        parts.setdefault(group[place], ([], []))[0].append(place)
    for place in range(len(after)):
        parts.setdefault(group[len(before) + place], ([], []))[1].append(place)
    best: dict[int, float] = {}
    for (one, _), likeness in alike.items():
        best[group[one]] = max(best.get(group[one], 0.0), likeness)
    found = []
    for part, (old, new) in parts.items():
        sizes = (len(before[old[0]]), len(after[new[0]])) if old and new else (0, 0)
        found.append(Event(_kind(old, new, sizes, change), tuple(old), tuple(new), best.get(part, float("nan"))))
    return sorted(found, key=lambda event: (event.before or (len(before),), event.after))


def _alike(
    before: Sequence[Set[Hashable]], after: Sequence[Set[Hashable]], threshold: float
) -> dict[tuple[int, int], float]:
    """The pairs of groups that go on in each other, with their likeness."""
    of: dict[Hashable, list[int]] = {}
    for place, members in enumerate(after):
        for member in members:
            of.setdefault(member, []).append(place)
    found: dict[tuple[int, int], float] = {}
    for one, members in enumerate(before):
        common: dict[int, int] = {}
        for member in members:
            for other in of.get(member, ()):
                common[other] = common.get(other, 0) + 1
        for other, n in sorted(common.items()):
            likeness = n / (len(members) + len(after[other]) - n)
            if likeness >= threshold:
                found[one, other] = likeness
    return found


def _parts(n_before: int, n_after: int, pairs: dict[tuple[int, int], float]) -> list[int]:
    """For each group, those after behind those before, the least of all that hang together with it."""
    root = list(range(n_before + n_after))

    def top(at: int) -> int:
        while root[at] != at:
            at = root[at]
        return at

    for one, other in pairs:
        a, b = top(one), top(n_before + other)
        root[max(a, b)] = min(a, b)
    return [top(at) for at in range(len(root))]


def _kind(old: Sequence[int], new: Sequence[int], sizes: tuple[int, int], change: float) -> str:
    if not old or not new:
        return "death" if old else "birth"
    if len(old) == 1 and len(new) == 1:
        was, is_ = sizes
        if is_ - was > change * was:
            return "growth"
        return "contraction" if was - is_ > change * was else "continuation"
    if len(old) == 1:
        return "split"
    return "merger" if len(new) == 1 else "regrouping"
