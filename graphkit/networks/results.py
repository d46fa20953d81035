"""Results of analyses: numbers with names, unit, the ties behind them and how they came about."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.errors import UnknownName

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from graphkit.networks.network import Network


class Result(ABC):
    """What every result has: a table, the evidence, its provenance, a picture."""

    name: str
    unit: str
    options: Mapping[str, Any]
    provenance: Mapping[str, Any]

    @abstractmethod
    def to_frame(self) -> pd.DataFrame:
        """The numbers as a table."""

    @abstractmethod
    def evidence(self, key: Any) -> pd.DataFrame:
        """The ties behind one number, with source and locator; columns as in `Network.evidence`."""

    @abstractmethod
    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """A picture of the first `top` numbers, on `ax` where one is given; `lang` is that of its words."""

    def alternative(self, lang: str = "en") -> str:
        """What the picture of `plot` shows, for who does not see it: what is drawn and the main reading."""
        from matplotlib.figure import Figure

        from graphkit.drawing.alternative import told

        return told(self.plot(Figure().add_subplot(), lang=lang))

    @property
    def values_label(self) -> str:
        """The name with its unit, as it stands on an axis or over a column."""
        return self.label("en")

    def label(self, lang: str) -> str:
        """The same in a language."""
        from graphkit.drawing.axes import named_unit

        return named_unit(self.name, self.unit, lang)

    def _repr_html_(self) -> str:
        from graphkit.networks.html import result_html

        return result_html(self)


@dataclass(frozen=True, eq=False)
class NodeResult(Result):
    """A number for each node.

    Attributes
    ----------
    name : str
        What was measured.
    values : array of float
        One a node, in the order of `ids`; nan where the measure does not say anything about the node.
    ids, names : sequences of str
        The nodes.
    unit : str
        The unit of the values.
    options : mapping
        The options of the measure.
    provenance : mapping
        How it came about; see `graphkit.networks.provenance.provenance`.
    network : Network
        What was measured, for the evidence.
    of : str
        What the nodes are: ``actors`` or ``actions``.
    """

    name: str
    values: NDArray[np.float64]
    ids: Sequence[str]
    names: Sequence[str]
    unit: str
    options: Mapping[str, Any]
    provenance: Mapping[str, Any]
    network: Network = field(repr=False)
    of: str = "actors"

    def to_frame(self) -> pd.DataFrame:
        """``id``, ``name`` and the value under the result's name; largest first, then by id, unknown ones last."""
        import pandas as pd

        frame = pd.DataFrame({"id": list(self.ids), "name": list(self.names), self.name: self.values})
        return ranked(frame, self.name)

    def evidence(self, key: str) -> pd.DataFrame:
        """The ties of one node, given by id or name."""
        return self.network.evidence(actor=key) if self.of == "actors" else self.network.evidence(action=key)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The `top` largest values as bars."""
        from graphkit.networks.plots import bars

        frame = self.to_frame().dropna(subset=[self.name]).head(top)
        return bars(frame["name"].tolist(), frame[self.name].tolist(), self.label(lang), ax, lang=lang)


@dataclass(frozen=True, eq=False)
class PairResult(Result):
    """A number for each pair of actors; `pairs` holds their ids, `names` what each id is called."""

    name: str
    values: NDArray[np.float64]
    pairs: Sequence[tuple[str, str]]
    names: Mapping[str, str]
    unit: str
    options: Mapping[str, Any]
    provenance: Mapping[str, Any]
    network: Network = field(repr=False)

    def to_frame(self) -> pd.DataFrame:
        """``id``, ``name``, ``other_id``, ``other_name`` and the value; largest first, then by ids."""
        import pandas as pd

        one, other = [pair[0] for pair in self.pairs], [pair[1] for pair in self.pairs]
        frame = pd.DataFrame(
            {
                "id": pd.Series(one, dtype=object),
                "name": pd.Series([self.names[actor] for actor in one], dtype=object),
                "other_id": pd.Series(other, dtype=object),
                "other_name": pd.Series([self.names[actor] for actor in other], dtype=object),
                self.name: self.values,
            }
        )
        return ranked(frame, self.name, "id", "other_id")

    def evidence(self, key: tuple[str, str]) -> pd.DataFrame:
        """The ties of two actors to what they have in common."""
        return self.network.evidence(pair=key)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The `top` largest values as bars."""
        from graphkit.drawing.bars import pair
        from graphkit.networks.plots import bars

        frame = self.to_frame().dropna(subset=[self.name]).head(top)
        pairs = zip(frame["name"], frame["other_name"], strict=True)
        labels = [pair(one, other) for one, other in pairs]
        return bars(labels, frame[self.name].tolist(), self.label(lang), ax, lang=lang)


@dataclass(frozen=True, eq=False)
class GroupResult(Result):
    """A grouping of actors.

    Attributes
    ----------
    groups : sequence of sequences of str
        The members of each group by id, sorted; the largest group first, groups of one size by their first member.
    names : mapping
        What each id is called.
    values : mapping
        Numbers of the grouping as a whole, such as its modularity.
    """

    name: str
    groups: Sequence[Sequence[str]]
    names: Mapping[str, str]
    unit: str
    options: Mapping[str, Any]
    provenance: Mapping[str, Any]
    network: Network = field(repr=False)
    values: Mapping[str, float] = field(default_factory=dict)

    @property
    def modularity(self) -> float:
        """The modularity of the grouping; nan where it has none."""
        return self.values.get("modularity", float("nan"))

    def members(self, group: int) -> Sequence[str]:
        """The ids of a group's members; groups are numbered from 1."""
        if not 1 <= group <= len(self.groups):
            raise UnknownName("group", str(group), map(str, range(1, len(self.groups) + 1)))
        return self.groups[group - 1]

    def to_frame(self) -> pd.DataFrame:
        """One row a member: ``group`` (from 1), ``size``, ``id``, ``name``; in the order of the groups."""
        import pandas as pd

        rows = [(n, len(ids), each, self.names[each]) for n, ids in enumerate(self.groups, start=1) for each in ids]
        return pd.DataFrame(rows, columns=["group", "size", "id", "name"])

    def evidence(self, key: int) -> pd.DataFrame:
        """The ties of a group's members to what at least two of them have in common; groups are numbered from 1."""
        import numpy as np

        from graphkit.networks.evidence import tie_table

        network = self.network
        place = {actor: row for row, actor in enumerate(network.actor_ids)}
        inside = np.zeros(network.n_actors, dtype=np.bool_)
        inside[[place[actor] for actor in self.members(key)]] = True
        actors = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))
        of_members = inside[actors]
        shared = np.bincount(network.indices[of_members], minlength=network.n_actions) >= 2
        return tie_table(network, np.flatnonzero(of_members & shared[network.indices]))

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The sizes of the `top` largest groups as bars."""
        from graphkit.drawing.names import called
        from graphkit.networks.plots import bars

        groups = self.groups[:top]
        firsts = [called(self.names[ids[0]]) + (" …" if len(ids) > 1 else "") for ids in groups]
        labels = [f"{n}: {first}" for n, first in enumerate(firsts, start=1)]
        return bars(labels, [len(ids) for ids in groups], "size (actors)", ax, lang=lang)


@dataclass(frozen=True, eq=False)
class GraphResult(Result):
    """Numbers of a network as a whole, by name."""

    name: str
    values: Mapping[str, float]
    unit: str
    options: Mapping[str, Any]
    provenance: Mapping[str, Any]
    network: Network = field(repr=False)

    def to_frame(self) -> pd.DataFrame:
        """``measure`` and ``value``, in the order given."""
        import pandas as pd

        return pd.DataFrame({"measure": list(self.values), "value": list(self.values.values())})

    def evidence(self, key: Hashable = None) -> pd.DataFrame:
        """All ties of the network: each of the numbers rests on all of them."""
        return self.network.evidence()

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The numbers as bars."""
        from graphkit.networks.plots import bars

        return bars(list(self.values)[:top], list(self.values.values())[:top], self.label(lang), ax, lang=lang)


def ranked(frame: pd.DataFrame, value: str, *then: str) -> pd.DataFrame:
    """A table with its largest values first, equal ones by id, those that are unknown last.

    Values that agree to ten digits count as equal: a sum in another order differs in the last ones, and would otherwise
    decide who stands first.
    """
    import numpy as np

    values = frame[value].to_numpy(dtype=np.float64)
    mantissa, exponent = np.frexp(values)
    rough = np.ldexp(np.round(mantissa, 10), exponent)
    keys = list(then) or ["id"]
    order = frame[keys].assign(rough=-rough).sort_values(["rough", *keys], na_position="last", kind="stable").index
    return frame.loc[order].reset_index(drop=True)
