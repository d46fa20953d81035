"""Why somebody is suggested: the actors in between, and the actions that lead over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.networks.called import called

if TYPE_CHECKING:
    from graphkit.networks.network import Network
    from graphkit.words import Words

# How many actors in between, and how many actions with each, a sentence names.
_VIAS, _ACTIONS = 2, 3


@dataclass(frozen=True, slots=True)
class Reason:
    """One actor in between.

    Attributes
    ----------
    via : int
        Its row.
    shared : tuple of int
        Columns: the actions that it shares with the actor who could come (or whom it is about, where actions are
        suggested).
    onward : tuple of int
        Columns: the action itself, of those that are suggested for it or that are suggested; or the actions that it
        shares with whom it is about, where co-funders are suggested.
    """

    via: int
    shared: tuple[int, ...]
    onward: tuple[int, ...]

    @property
    def ways(self) -> int:
        """How many of the four-cycles go over it."""
        return len(self.shared) * len(self.onward)


def reasons(network: Network, target: str, subject: int, found: int) -> list[Reason]:
    """The reasons for one suggestion, those with most ways first; their ways add up to its four-cycles."""
    if target == "partners":
        one, other = set(_columns(network, subject)), set(_columns(network, found))
        vias = {via for column in one for via in _actors(network, column)} & {
            via for column in other for via in _actors(network, column)
        }
        made = [_between(network, via, other, one) for via in vias]
    else:
        column, actor = (subject, found) if target == "funders" else (found, subject)
        own = set(_columns(network, actor))
        made = [Reason(via, _common(network, via, own), (column,)) for via in _actors(network, column)]
    return sorted((reason for reason in made if reason.ways), key=lambda reason: (-reason.ways, reason.via))


def in_words(network: Network, target: str, subject: int, found: int, w: Words) -> str:
    """The reasons for one suggestion in words: over whom, by what."""
    every = reasons(network, target, subject, found)
    told = []
    for reason in every[:_VIAS]:
        (via,) = called([network.actor_names[reason.via]], network.snapshot, w.lang)
        shared = _listed(network, reason.shared, w)
        if target == "partners":
            (about,) = called([network.actor_names[subject]], network.snapshot, w.lang)
            told.append(
                w("reason.partner", via=via, shared=shared, about=about, onward=_listed(network, reason.onward, w))
            )
        else:
            told.append(w(f"reason.{target}", via=via, shared=shared))
    more = w("reason.more", n=len(every) - _VIAS) if len(every) > _VIAS else ""
    return ("; " if w.lang == "en" else " ; ").join(told) + more


def pairs_of(network: Network, target: str, subject: int, found: int) -> Iterator[int]:
    """The numbers of the pairs of the network that the ways of one suggestion are made of."""
    for reason in reasons(network, target, subject, found):
        near = subject if target == "actions" else found
        ends = [(near, reason.shared), (reason.via, reason.shared), (reason.via, reason.onward)]
        if target == "partners":
            ends.append((subject, reason.onward))
        for row, columns in ends:
            first, own = int(network.indptr[row]), _columns(network, row)
            yield from (first + own.index(column) for column in columns)


def _between(network: Network, via: int, shared: set[int], onward: set[int]) -> Reason:
    return Reason(via, _common(network, via, shared), _common(network, via, onward))


def _common(network: Network, row: int, columns: set[int]) -> tuple[int, ...]:
    return tuple(column for column in _columns(network, row) if column in columns)


def _columns(network: Network, row: int) -> list[int]:
    found: list[int] = network.indices[network.indptr[row] : network.indptr[row + 1]].tolist()
    return found


def _actors(network: Network, column: int) -> list[int]:
    turned = network.by_action
    found: list[int] = turned.indices[turned.indptr[column] : turned.indptr[column + 1]].tolist()
    return found


def _listed(network: Network, columns: tuple[int, ...], w: Words) -> str:
    names = called((network.action_names[column] for column in columns[:_ACTIONS]), network.snapshot, w.lang)
    return ", ".join(names) + (w("reason.more", n=len(columns) - _ACTIONS) if len(columns) > _ACTIONS else "")
