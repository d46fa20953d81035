"""Actors and actions without which a network falls apart, and who could take their place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.brokerage.separation import Separation, Separations, separations
from graphkit.errors import UsageError
from graphkit.networks.results import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.networks.network import Network

REFERENCE = "Hopcroft & Tarjan 1973"

# Of each part so many are named that stand nearest to a cut point.
NEAREST = 3


@dataclass(frozen=True, eq=False, repr=False)
class CutPoints(Result):
    """The cut points of a network.

    Attributes
    ----------
    separations : Separations
        What each of them holds together.
    """

    name: str
    unit: str
    options: Mapping[str, Any]
    provenance: Mapping[str, Any]
    network: Network = field(repr=False)
    separations: Separations = field(repr=False)

    def to_frame(self, of: str = "actors") -> pd.DataFrame:
        """The cut points, those first that cut most actors off the rest, then by id.

        Parameters
        ----------
        of : {"actors", "actions"}
            Which of the two.

        Returns
        -------
        pandas.DataFrame
            ``id``, ``name``; ``parts``: into how many its component falls without it; ``cut_off``: how many actors are
            then outside the largest of them; ``largest``: how many are in that; ``nearest``: from each of the two
            largest parts, who shares most with it, by name: if these two met, they would hold both together.
        """
        import pandas as pd

        network = self.network
        ids, names = (
            (network.actor_ids, network.actor_names) if of == "actors" else (network.action_ids, network.action_names)
        )
        rows = []
        for each in self.of(of):
            at = each.at if of == "actors" else each.at - network.n_actors
            first = [network.actor_names[near[0]] for near in self._near(each)[:2] if near]
            rows.append((ids[at], names[at], len(each.sizes), sum(each.sizes[1:]), each.sizes[0], first))
        frame = pd.DataFrame(rows, columns=["id", "name", "parts", "cut_off", "largest", "nearest"])
        order = frame.assign(_off=-frame["cut_off"]).sort_values(["_off", "id"], kind="stable").index
        return frame.loc[order].reset_index(drop=True)

    def replacements(self, key: str, of: str = "actors") -> pd.DataFrame:
        """Who stands nearest to a cut point in each part that it holds together.

        It takes one of a part and one of another, with an action in common, to hold both together without it.

        Returns
        -------
        pandas.DataFrame
            ``part``, the largest first, from 1; its ``size`` in actors; ``id``, ``name``; ``shares``: how many actions
            it has in common with the cut point, or of an action how many others it is in. Up to three a part.
        """
        import pandas as pd

        network = self.network
        at = network.actor(key) if of == "actors" else network.action(key) + network.n_actors
        found = next((each for each in self.separations.found if each.at == at), None)
        if found is None:
            raise UsageError(f"{key!r} is no cut point: the network does not fall apart without it.")
        shares = self._shares(at)
        rows = [
            (number, size, network.actor_ids[a], network.actor_names[a], shares[a])
            for number, (size, near) in enumerate(zip(found.sizes, self._near(found), strict=True), 1)
            for a in near[:NEAREST]
        ]
        return pd.DataFrame(rows, columns=["part", "size", "id", "name", "shares"])

    def of(self, of: str) -> list[Separation]:
        """What each actor, or each action, that is a cut point holds together."""
        n = self.network.n_actors
        return [each for each in self.separations.found if (each.at < n) == (of == "actors")]

    def _near(self, of: Separation) -> list[list[int]]:
        """For each part, its actors that have anything in common with a cut point, those with most first."""
        shares = self._shares(of.at)
        parts: list[list[int]] = [[] for _ in of.sizes]
        for actor in sorted(shares, key=lambda a: (-shares[a], a)):
            parts[self.separations.part_of(of, actor)].append(actor)
        return parts

    def _shares(self, at: int) -> dict[int, int]:
        """With each actor, how many actions an actor has in common; of those of an action, how many others each has."""
        network = self.network
        if at < network.n_actors:
            met = network.incidence[[at]] @ network.by_action
            return {a: int(n) for a, n in zip(met.indices.tolist(), met.data.tolist(), strict=True) if a != at}
        ptr = network.by_action.indptr[at - network.n_actors :]
        return {
            int(a): int(network.indptr[a + 1] - network.indptr[a] - 1)
            for a in network.by_action.indices[ptr[0] : ptr[1]]
        }

    def evidence(self, key: str) -> pd.DataFrame:
        """The ties of an actor that is a cut point, given by id or name; where none is called so, of an action."""
        from graphkit.errors import UnknownName

        try:
            return self.network.evidence(actor=key)
        except UnknownName:
            return self.network.evidence(action=key)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en", of: str = "actors") -> Axes:
        """How many actors each of the first cut points, among actors or among actions, cuts off."""
        from graphkit.networks.plots import bars

        frame = self.to_frame(of).head(top)
        return bars(frame["name"].tolist(), frame["cut_off"].tolist(), "actors cut off without it", ax, lang=lang)

    def __str__(self) -> str:
        actors, actions = (len(self.of(of)) for of in ("actors", "actions"))
        return f"Without one of {actors:,} actors, or of {actions:,} actions, a part of the network is cut off."

    def __repr__(self) -> str:
        return f"<CutPoints: {self}>"


def cut_points(network: Network) -> CutPoints:
    """The actors, and the actions, without which a component falls into parts that both have actors.

    Parameters
    ----------
    network : Network
        In two modes: an actor is a cut point here where it is one in the projection.

    Notes
    -----
    An action with a single actor is no part that counts: nobody is cut off with it. One search, O(ties).

    Florentine families: Albizzi, Guadagni, Medici, Salviati.

    References
    ----------
    .. [1] Hopcroft, J., Tarjan, R. (1973). Efficient algorithms for graph manipulation. Communications of the ACM
       16(6), 372-378.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> cut_points(cafe_and_garden()).to_frame()
         id  name  parts  cut_off  largest           nearest
    0  city  City      2        1        1  [Fund, Families]
    """
    from graphkit.networks.provenance import provenance

    return CutPoints(
        name="cut_points",
        unit="actors cut off",
        options={},
        provenance=provenance(network, "cut points", {}, reference=REFERENCE),
        network=network,
        separations=separations(network.indptr, network.indices, network.n_actions),
    )
