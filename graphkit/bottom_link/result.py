"""What is said of how actions are linked to other scales."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.errors import UnknownName
from graphkit.networks.results import Result
from graphkit.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.groups.inward_outward import Index
    from graphkit.networks.network import Network

COLUMNS = (
    *("id", "name", "scale", "situation", "ends", "own", "wider", "narrower", "unknown", "share", "ei", "p_outward"),
    *("scales", "kinds", "diversity", "there", "here", "unsaid", "part_of", "proposal"),
)


@dataclass(frozen=True, eq=False, repr=False)
class BottomLink(Result):
    """The bottom-link profile of each action: a proposal of graphkit, with its parts.

    Attributes
    ----------
    profiles : pandas.DataFrame
        One row an action; see `to_frame`.
    links : pandas.DataFrame
        The links behind them; see `graphkit.bottom_link.links`.
    whole : Index
        The E-I index of all links across scales, with its feasible range and its permutation test.
    """

    name: str
    unit: str
    options: Mapping[str, Any]
    provenance: Mapping[str, Any]
    network: Network = field(repr=False)
    profiles: pd.DataFrame = field(repr=False)
    links: pd.DataFrame = field(repr=False)
    whole: Index

    def to_frame(self, lang: str = "en") -> pd.DataFrame:
        """The actions: without a link to another scale first, then by share, those of unknown scale last.

        Returns
        -------
        pandas.DataFrame
            ``id``, ``name``; ``scale``: the action's own; ``situation``: alone (no link to another scale that the data
            state), linked, or unknown where its own scale is; ``ends``: how many other ends it has; ``own``, ``wider``,
            ``narrower``: of these, at its own scale, at wider and at narrower ones; ``unknown``: those of unknown
            scale, or all where its own is; ``share``, ``ei``,
            ``p_outward``; ``scales``, ``kinds``: how many other scales, and kinds of support from them; ``diversity``
            of the two together, as an effective number; ``there``, ``here``, ``unsaid``: of the ends at other scales,
            those that initiated the action, those that others than they initiated, and those of which it is not said;
            ``part_of``: the larger action that it is part of, whose links are not its own; ``proposal``: what this is,
            and its formula.
        """
        label = Words("graphkit.bottom_link", lang)("label")
        return self.profiles.assign(proposal=label)[list(COLUMNS)]

    def counts(self) -> dict[str, int]:
        """How many actions are alone, linked, and of unknown scale; ``unsure``: alone, but for ends of unknown scale.

        Whether these are at another scale nobody can tell.
        """
        situation = self.profiles["situation"]
        found = {each: int((situation == each).sum()) for each in ("alone", "linked", "unknown")}
        return found | {"unsure": int(((situation == "alone") & (self.profiles["unknown"] > 0)).sum())}

    def profile(self, action: str) -> pd.Series[Any]:
        """The row of one action, given by id or name."""
        return self.profiles.iloc[self._row(action)]

    def of(self, action: str, lang: str = "en") -> pd.DataFrame:
        """The links of one action, by scale, kind of support and direction.

        Returns
        -------
        pandas.DataFrame
            ``scale``, ``side`` (own, wider, narrower, unknown), ``kind``, ``direction``, ``n`` other ends, their
            ``names``, ``via`` whose membership, ``proposal``. The widest scale first, unknown ones last.
        """
        import pandas as pd

        from graphkit.bottom_link.kinds import DIRECTIONS, KINDS
        from graphkit.bottom_link.profile import with_side
        from graphkit.model.vocabularies import vocabularies

        id = self.profiles["id"].iloc[self._row(action)]
        rows = with_side(self.links[self.links["action"] == id])
        names = dict(zip(self.network.actor_ids, self.network.actor_names, strict=True))
        scales = [*reversed(list(vocabularies()["scales"])), None]
        label = Words("graphkit.bottom_link", lang)("label")
        found = []
        for scale in scales:
            at = rows[rows["end_scale"].isna()] if scale is None else rows[rows["end_scale"] == scale]
            for kind in KINDS:
                for direction in DIRECTIONS:
                    cell = at[(at["kind"] == kind) & (at["direction"] == direction)]
                    if not len(cell):
                        continue
                    ends = cell.drop_duplicates(["label", "end"])
                    via = list(dict.fromkeys(names.get(each, each) for each in cell["via"].dropna()))
                    found.append(
                        (scale, ends["side"].iloc[0], kind, direction, len(ends), ends["end_name"].tolist(), via, label)
                    )
        columns = ["scale", "side", "kind", "direction", "n", "names", "via", "proposal"]
        # Plain objects: None stays None, whatever pandas makes of texts.
        return pd.DataFrame(found, columns=columns, dtype=object)

    def missing(self, action: str, lang: str = "en") -> pd.DataFrame:
        """Which links exist at other actions of its kind and not here; see `graphkit.bottom_link.missing`."""
        from graphkit.bottom_link.missing import missing

        found = missing(self, self.profiles["id"].iloc[self._row(action)])
        return found.assign(proposal=Words("graphkit.bottom_link", lang)("label"))

    def evidence(self, key: str) -> pd.DataFrame:
        """The ties and links behind the profile of an action; columns as in `Network.evidence`.

        A membership has the member and the network as its ends, in ``tie_actor`` and ``tie_action``; what an action is
        part of likewise.
        """
        from graphkit.bottom_link.evidence import evidence

        return evidence(self, self.profiles["id"].iloc[self._row(key)])

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The `top` first actions that have a link, as bars of their other ends by scale."""
        from graphkit.bottom_link.drawing import bars_by_side

        return bars_by_side(self, ax, top, lang)

    def plot_action(self, action: str, ax: Axes | None = None, *, lang: str = "en") -> Axes:
        """One action's links: scales upwards, kinds of support across, the number of other ends in each cell."""
        from graphkit.bottom_link.drawing import cells

        return cells(self, action, ax, lang)

    def _row(self, action: str) -> int:
        for column in ("id", "name"):
            at = self.profiles.index[self.profiles[column] == action]
            if len(at):
                return int(at[0])
        raise UnknownName("action", action, self.profiles["name"].tolist())

    def __str__(self) -> str:
        words = Words("graphkit.bottom_link", "en")
        return f"{words('counts', **self.counts())}\n{words('label')}"

    def __repr__(self) -> str:
        return f"<BottomLink: {str(self).splitlines()[0]}>"
