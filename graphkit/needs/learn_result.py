"""What was learnt, as tables: difficulties, themes, actions without indicator, success factors, bodies and pairs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphkit.errors import UnknownName
from graphkit.needs.naming import all_named, everything
from graphkit.networks.results import Result
from graphkit.words import Words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.networks.naming import Named
    from graphkit.networks.snapshot import Snapshot

PARTS = ("issues", "open", "themes", "unmonitored", "factors", "bodies", "together")
"""The tables there are."""


@dataclass(frozen=True, eq=False, repr=False)
class LearnResult(Result):
    """What `graphkit.needs.learn.learn` found.

    Attributes
    ----------
    faces, monitored, credits : pandas.DataFrame
        The links of actions and programmes to difficulties, indicators and success factors.
    memberships : pandas.DataFrame
        Who is in which body.
    """

    faces: pd.DataFrame = field(repr=False)
    monitored: pd.DataFrame = field(repr=False)
    credits: pd.DataFrame = field(repr=False)
    memberships: pd.DataFrame = field(repr=False)
    snapshot: Snapshot = field(repr=False)
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    name: str = "learn"
    unit: str = "actions"

    def to_frame(self, part: str = "issues") -> pd.DataFrame:
        """One of the tables.

        Parameters
        ----------
        part : str
            ``issues``: ``theme``, ``issue``, ``issue_id``, ``actions``, ``programmes`` that meet it, ``improvement``
            (empty: none), ``names`` of who meets it; what most meet first.
            ``open``: those of them without an improvement.
            ``themes``: ``theme`` (empty: none stated), ``issues``, ``without_improvement``, ``actions`` that meet one;
            ``factors``, ``crediting``: actions that credit one. In the order of the model.
            ``unmonitored``: ``action``, ``action_id``, ``scale``, ``status``, ``issues`` it meets, ``monitored_above``:
            programmes and actions it is part of that have an indicator.
            ``factors``: ``theme``, ``second_theme``, ``factor``, ``factor_id``, ``actions``, ``programmes``, ``names``;
            by theme in the order of the model, what most credit first.
            ``bodies``: ``body``, ``body_id``, ``kind``, ``members`` (how many), ``names``, ``memberships``.
            ``together``: ``actor``, ``actor_id``, ``other``, ``other_id``, ``shared``: in how many bodies both are,
            ``bodies``; most first.

        Raises
        ------
        UnknownName
            There is no such table.
        """
        if part not in PARTS:
            raise UnknownName("part", part, PARTS)
        from graphkit.needs import lessons, sitting

        made: dict[str, Callable[[LearnResult], pd.DataFrame]] = {
            "issues": lessons.issues,
            "open": lessons.open_issues,
            "themes": lessons.themes,
            "unmonitored": lessons.unmonitored,
            "factors": lessons.factors,
            "bodies": sitting.bodies,
            "together": sitting.together,
        }
        return made[part](self)

    def evidence(self, key: str | tuple[str, str]) -> pd.DataFrame:
        """The links behind a difficulty, factor, indicator, action or body, by id or name, or behind a pair of actors.

        Columns as in `graphkit.needs.rows.evidence_rows`.

        Raises
        ------
        UnknownName
            Nothing of what was learnt is called like that.
        """
        from graphkit.needs.rows import evidence_rows

        if isinstance(key, tuple):
            one, other = (self._ids(each, "actor") for each in key)
            of = self.memberships
            shared = set(of.loc[of["start"].isin(one), "end"]) & set(of.loc[of["start"].isin(other), "end"])
            found = of.loc[of["start"].isin(one | other) & of["end"].isin(shared), "link"].tolist()
        else:
            ids = self._ids(key, "lesson")
            tables = (self.faces, self.monitored, self.credits, self.memberships)
            found = [
                link for of in tables for link in of.loc[of["start"].isin(ids) | of["end"].isin(ids), "link"].tolist()
            ]
        return evidence_rows(self.snapshot, [], found)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """Difficulties by theme, with and without an improvement."""
        from graphkit.needs.drawing import themes

        return themes(self, ax, top, lang)

    def sentence(self, lang: str) -> str:
        """What there is to learn from, and what is not said, in English or French; a line each."""
        from graphkit.needs.sentences import of_learn

        return of_learn(self, Words("graphkit.needs", lang))

    def __str__(self) -> str:
        return self.sentence("en")

    def __repr__(self) -> str:
        return f"<LearnResult: {str(self).splitlines()[0]}>"

    @cached_property
    def named(self) -> Mapping[str, Mapping[str, Named]]:
        """What is called how, by label and id."""
        return everything(self.snapshot)

    @cached_property
    def named_actions(self) -> set[str]:
        """The actions that a source names: none that only stands for a year's activity, or was only asked for."""
        from graphkit.networks.untied import not_done

        implied = (self.snapshot.actions[name].to_pylist() for name in ("id", "implied"))
        named = {id for id, only_implied in zip(*implied, strict=True) if not only_implied}
        return named - not_done(self.snapshot)

    def called(self, label: str, id: str) -> str:
        """The name of something; its id where the data have nothing of the kind."""
        node = self.named.get(label, {}).get(id)
        return node.name if node else id

    def _ids(self, key: str, what: str) -> set[str]:
        """The ids of what a text names among what is stated."""
        stated = [("Actor", self.memberships["start"])]
        if what == "lesson":
            ends = ((self.faces, "Issue"), (self.monitored, "Indicator"), (self.credits, "SuccessFactor"))
            stated += [("Actor", self.memberships["end"]), *((label, of["end"]) for of, label in ends)]
            stated += [(str(label), rows["start"]) for of, _ in ends for label, rows in of.groupby("label")]
        there = {(label, id): self.named[label][id] for label, ids in stated for id in ids.unique()}
        return {node.id for node in all_named(key, list(there.values()), what)}
