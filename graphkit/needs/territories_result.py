"""Territories by field, group or kind: what is done, by whom, with which money; and the gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphkit.needs.naming import all_named, single
from graphkit.networks.results import Result
from graphkit.words import Words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.money.sums import Sum
    from graphkit.needs.places import Tree
    from graphkit.needs.sums import Money
    from graphkit.networks.snapshot import Snapshot

CELL = ("territory", "territory_id", "scale", "inhabitants", "class", "class_id")
COUNTS = ("actions", "actors", "funders")


@dataclass(frozen=True, eq=False, repr=False)
class TerritoriesResult(Result):
    """What `graphkit.needs.territories.territories` found.

    Attributes
    ----------
    rows : pandas.DataFrame
        The territories: ``id``, ``name``, ``scale``, ``inhabitants`` (empty: no source states them).
    classes : pandas.DataFrame
        The fields, groups or kinds: ``id``, ``name``.
    own, placed : pandas.DataFrame
        Where each action is, and in which rows it counts; see `graphkit.needs.places.located`.
    never : set of str
        Actions that were only asked for or refused, which are not there, and those of other years.
    other_years : (int, int)
        How many actions and ties are left out for they are of other years than were asked for, or state none.
    of_action, of_tie : pandas.DataFrame
        The classes of actions and, of kinds, of ties.
    """

    rows: pd.DataFrame
    classes: pd.DataFrame
    own: pd.DataFrame = field(repr=False)
    never: set[str] = field(repr=False)
    other_years: tuple[int, int] = field(repr=False)
    placed: pd.DataFrame = field(repr=False)
    of_action: pd.DataFrame = field(repr=False)
    of_tie: pd.DataFrame | None = field(repr=False)
    ties: pd.DataFrame = field(repr=False)
    tree: Tree = field(repr=False)
    snapshot: Snapshot = field(repr=False)
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    name: str = "territories"
    unit: str = "actions"

    def to_frame(self, lang: str = "en") -> pd.DataFrame:
        """The cells in which something is done; `gaps` has the others.

        Returns
        -------
        pandas.DataFrame
            ``territory``, ``territory_id``, ``scale``, ``inhabitants``; ``class`` (of the field, group or kind) and
            ``class_id``; ``actions``, ``actors``, ``funders`` (of these actors); ``money``: a text a currency and
            basis, in the language asked for (`money` has numbers); ``unknown_amounts``: how many ties of money state
            none. Territories with most actions first, in each the class with most actions.
        """
        return self._in_order(self._told(self._cells, self._cell_ties, lang), ["territory_id", "class_id"])

    def by_territory(self, lang: str = "en") -> pd.DataFrame:
        """One row a territory: an action counts once, in however many classes it is.

        Columns as in `to_frame`, without the class; ``classes``: how many of them have an action here, ``gaps``: how
        many have none; ``unclassed``: of how many actions no class is stated.
        """
        pairs = self.placed[self.placed["territory"].isin(set(self.rows["id"]))]
        ties = pairs.merge(self.ties[["tie", "action"]], on="action")[["territory", "tie"]]
        frame = self._told(pairs.groupby("territory", sort=True)["action"].nunique().rename("actions").reset_index(),
                           ties, lang, every=True)  # fmt: skip
        n_classes = self._cells.groupby("territory").size()
        frame["classes"] = frame["territory_id"].map(n_classes).fillna(0).astype(int)
        frame["gaps"] = len(self.classes) - frame["classes"]
        frame["unclassed"] = frame["territory_id"].map(self._unclassed).fillna(0).astype(int)
        return self._in_order(frame, ["territory_id"])

    def by_class(self) -> pd.DataFrame:
        """One row a field, group or kind.

        Returns
        -------
        pandas.DataFrame
            ``class``, ``class_id``; ``actions`` (each once), ``located`` (those of them that are in a row);
            ``territories`` with an action of it, ``without`` one; ``inhabitants_without``: of those without, added up
            where a level was asked for, as other rows may lie within one another; ``inhabitants_unknown``: of how many
            of those without no source states them. Most actions first.
        """
        import pandas as pd

        found = []
        of_class = {name: set(rows["action"]) for name, rows in self.of_action.groupby("class")}
        there = {name: set(rows["territory"]) for name, rows in self._cells.groupby("class")}
        located = set(self.placed["action"])
        for id, name in zip(self.classes["id"], self.classes["name"], strict=True):
            actions = of_class.get(id, set())
            without = self.rows[~self.rows["id"].isin(there.get(id, set()))]
            known = without["inhabitants"].dropna()
            added = int(known.sum()) if self.options["level"] and len(known) else None
            found.append((name, id, len(actions), len(actions & located), len(self.rows) - len(without), len(without),
                          added, len(without) - len(known)))  # fmt: skip
        columns = ["class", "class_id", "actions", "located", "territories", "without", "inhabitants_without"]
        frame = pd.DataFrame(found, columns=[*columns, "inhabitants_unknown"])
        frame["inhabitants_without"] = frame["inhabitants_without"].astype("Int64")
        return frame.sort_values(
            ["actions", "class", "class_id"], ascending=[False, True, True], kind="stable", ignore_index=True
        )

    def gaps(self) -> pd.DataFrame:
        """The cells in which the data have nothing: each territory with each class that no action there is of.

        Returns
        -------
        pandas.DataFrame
            ``territory``, ``territory_id``, ``scale``, ``inhabitants``, ``class``, ``class_id``; ``actions_there``: of
            any class; ``unclassed``: those of them of which no class is stated, and which may be of this;
            ``wider_actions``: actions of the class at a territory that this one lies within, and that may reach it.
            Most inhabitants first, those of unknown number last, then by name.
        """
        from graphkit.needs.gaps import gaps

        return gaps(self)

    def matrix(self) -> pd.DataFrame:
        """Actions of each territory (rows, by id) in each class (columns, by id); 0 is a gap."""
        table = self._cells.pivot(index="territory", columns="class", values="actions")
        return table.reindex(index=list(self.rows["id"]), columns=list(self.classes["id"])).fillna(0).astype(int)

    def money(self) -> pd.DataFrame:
        """The money of each cell.

        Returns
        -------
        pandas.DataFrame
            ``territory``, ``territory_id``, ``class``, ``class_id``; ``currency``, ``basis``, ``kind`` (money, in
            kind …); ``ties`` that give something; ``amount`` in major units (empty: none is known);
            ``unknown_amounts``. A sum stands in each cell that its action is in: sums of rows are no totals.
        """
        import pandas as pd

        ties = self._cell_ties
        of = self._sums.by(list(zip(ties["territory"], ties["class"], strict=True)), ties["tie"].to_numpy())
        places, classes = (dict(zip(frame["id"], frame["name"], strict=True)) for frame in (self.rows, self.classes))
        rows = [
            (places[territory], territory, classes[class_], class_, one.currency, one.basis, one.kind, one.given,
             float(one.amount) if one.n else None, one.unknown)
            for (territory, class_), sums in sorted(of.items()) for one in sums if one.given
        ]  # fmt: skip
        columns = ["territory", "territory_id", "class", "class_id", "currency", "basis", "kind", "ties", "amount"]
        return pd.DataFrame(rows, columns=[*columns, "unknown_amounts"]).astype({"amount": "float64"})

    @cached_property
    def account(self) -> dict[str, int]:
        """What is counted and what is not.

        ``actions`` in all; ``located`` in a row, of these ``by_recipient`` and in ``several`` rows; ``elsewhere``: in a
        territory that is no row; ``nowhere``: in none; ``unclassed``: of no field, group or kind.
        """
        every = set(self.snapshot.actions["id"].to_pylist()) - self.never
        placed, own = set(self.placed["action"]), set(self.own["action"])
        by_recipient = set(self.own.loc[self.own["by"] == "recipient", "action"])
        return {
            "actions": len(every),
            "located": len(placed),
            "by_recipient": len(by_recipient & placed),
            "several": int((self.placed.groupby("action").size() > 1).sum()),
            "elsewhere": len(own - placed),
            "nowhere": len(every - own),
            "unclassed": len(every - set(self.of_action["action"])),
        }

    def totals(self) -> dict[str, list[Sum]]:
        """The money of all actions in a row (``located``), each once, and of all others (``not_located``)."""
        placed = set(self.placed["action"])
        keys = ["located" if each in placed else "not_located" for each in self.ties["action"]]
        found = self._sums.by(keys, self.ties["tie"].to_numpy())
        return {key: found.get(key, []) for key in ("located", "not_located")}

    def what(self, territory: str, lang: str = "en") -> pd.DataFrame:
        """What is done in a territory, given by id or name: one row an action.

        Returns
        -------
        pandas.DataFrame
            ``action``, ``action_id``; ``classes`` and ``actors`` by name; ``money``, ``unknown_amounts``. By name.
        """
        from graphkit.needs.territory import what

        return what(self, self._id(territory, self.rows, "territory"), lang)

    def evidence(self, key: str | tuple[str, str]) -> pd.DataFrame:
        """The ties and links behind a territory, or behind a cell ``(territory, class)``, each given by id or name.

        Columns as in `graphkit.needs.rows.evidence_rows`.
        """
        from graphkit.needs.territory import evidence

        place, class_ = (key, None) if isinstance(key, str) else key
        id = self._id(place, self.rows, "territory")
        return evidence(self, id, None if class_ is None else self._id(class_, self.classes, self.options["by"]))

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The first `top` territories and classes as a matrix of numbers of actions, with the gaps marked."""
        from graphkit.needs.drawing import territory_matrix

        return territory_matrix(self, ax, top, lang)

    def sentence(self, lang: str) -> str:
        """What is there, what is not seen, and what the numbers do not say, in English or French; a line each."""
        from graphkit.needs.sentences import of_territories

        return of_territories(self, Words("graphkit.needs", lang))

    def __str__(self) -> str:
        return self.sentence("en")

    def __repr__(self) -> str:
        return f"<TerritoriesResult: {str(self).splitlines()[0]}>"

    @cached_property
    def _sums(self) -> Money:
        from graphkit.needs.sums import Money

        return Money(self.snapshot)

    @cached_property
    def _cells(self) -> pd.DataFrame:
        """``territory``, ``class``, ``actions``: those above 0."""
        both = self.placed.merge(self.of_action, on="action")
        both = both[both["class"].isin(set(self.classes["id"]))]
        return both.groupby(["territory", "class"], sort=True)["action"].nunique().rename("actions").reset_index()

    @cached_property
    def _cell_ties(self) -> pd.DataFrame:
        """``territory``, ``class``, ``tie``: of kinds, the ties of actors of that kind."""
        of = self.of_action.merge(self.ties[["tie", "action"]], on="action") if self.of_tie is None else self.of_tie
        both = self.placed.merge(of, on="action")
        return both.loc[both["class"].isin(set(self.classes["id"])), ["territory", "class", "tie"]]

    @cached_property
    def _unclassed(self) -> dict[str, int]:
        """How many actions of each territory are in no class."""
        rest = self.placed[~self.placed["action"].isin(set(self.of_action["action"]))]
        return {str(id): int(n) for id, n in rest.groupby("territory")["action"].nunique().items()}

    def _told(self, counts: pd.DataFrame, ties: pd.DataFrame, lang: str, *, every: bool = False) -> pd.DataFrame:
        """Rows with names, actors, funders and money; with `every` all territories, whatever is there."""
        import pandas as pd

        from graphkit.needs.sums import n_unknown, spelled

        words = Words("graphkit.needs", lang)
        keys = [column for column in ("territory", "class") if column in counts]
        who = ties.merge(self.ties[["tie", "type", "actor"]], on="tie")
        frame = counts.set_index(keys)
        frame["actors"] = who.groupby(keys)["actor"].nunique()
        frame["funders"] = who[who["type"] == "FUNDS"].groupby(keys)["actor"].nunique()
        if every:
            frame = frame.reindex(pd.Index(self.rows["id"], name="territory"))
        frame = frame.fillna(0).astype(dict.fromkeys(COUNTS, int)).reset_index()
        of = list(frame[keys].itertuples(index=False, name=None))
        sums = self._sums.by(list(ties[keys].itertuples(index=False, name=None)), ties["tie"].to_numpy())
        frame["money"] = pd.Series([spelled(sums.get(key, []), words) for key in of], dtype=object)
        frame["unknown_amounts"] = pd.Series([n_unknown(sums.get(key, [])) for key in of], dtype="int64")
        places = self.rows.rename(columns={"id": "territory_id", "name": "territory"})
        frame = frame.rename(columns={"territory": "territory_id", "class": "class_id"}).merge(
            places, on="territory_id", how="left"
        )
        if "class" in keys:
            frame["class"] = frame["class_id"].map(dict(zip(self.classes["id"], self.classes["name"], strict=True)))
        wanted = [column for column in CELL if column in frame]
        return frame[[*wanted, *COUNTS, "money", "unknown_amounts"]]

    def _in_order(self, frame: pd.DataFrame, ids: list[str]) -> pd.DataFrame:
        """Territories with most actions first, then what has most actions in each, then by id."""
        whole = self.placed.groupby("territory")["action"].nunique()
        order = frame["territory_id"].map(whole).fillna(0)
        keys = frame.assign(_whole=-order, _own=-frame["actions"])
        by = ["_whole", ids[0], "_own", *ids[1:]]
        return frame.loc[keys.sort_values(by, kind="stable").index].reset_index(drop=True)

    def _id(self, text: str, frame: pd.DataFrame, what: str) -> str:
        from graphkit.networks.naming import Named

        there = [Named(id, name) for id, name in zip(frame["id"], frame["name"], strict=True)]
        return single(text, all_named(text, there, what)).id
