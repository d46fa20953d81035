"""What is near a need: candidates in their order, with the numbers of that order and the reasons in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphkit.errors import UnknownName
from graphkit.needs.match import PARTS
from graphkit.needs.naming import all_named, everything
from graphkit.networks.results import Result
from graphkit.words import Words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.needs.places import Tree
    from graphkit.networks.naming import Named
    from graphkit.networks.snapshot import Snapshot


@dataclass(frozen=True, eq=False, repr=False)
class MatchResult(Result):
    """What `graphkit.needs.match.match` found.

    Attributes
    ----------
    asked : mapping of str to Named
        The criteria, and what each names.
    met, like : pandas.DataFrame
        The actions that meet a criterion, and those of them in the field or for the group.
    pairs : mapping of str to pandas.DataFrame
        For each of `graphkit.needs.match.PARTS` the candidates with the actions that speak for them.
    own : mapping of str to set of str
        The actors of which the data state a criterion itself.
    """

    asked: Mapping[str, Named]
    inside: frozenset[str] = field(repr=False)
    met: pd.DataFrame = field(repr=False)
    like: pd.DataFrame = field(repr=False)
    pairs: Mapping[str, pd.DataFrame] = field(repr=False)
    own: Mapping[str, set[str]] = field(repr=False)
    ties: pd.DataFrame = field(repr=False)
    tree: Tree = field(repr=False)
    snapshot: Snapshot = field(repr=False)
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    name: str = "match"
    unit: str = "criteria met"

    @property
    def criteria(self) -> list[str]:
        """What was asked for."""
        return list(self.asked)

    @cached_property
    def candidates(self) -> dict[str, pd.DataFrame]:
        """For each part its candidates in their order.

        ``rank`` (alike where the numbers are), ``id``, ``name``; ``criteria``, ``together``, ``actions``; ``by_field``,
        ``by_group``, ``by_territory``: how many actions meet it; ``own``: criteria stated of itself.
        """
        return {part: self._ranked(part) for part in PARTS}

    def to_frame(self, lang: str = "en", *, parts: Sequence[str] = PARTS, top: int | None = None) -> pd.DataFrame:
        """The candidates, part by part, each in its order.

        Parameters
        ----------
        lang : {"en", "fr"}
            The language of the reasons.
        parts : sequence of str
            Which of actor, funder, concept and skill.
        top : int, optional
            The first so many of each.

        Returns
        -------
        pandas.DataFrame
            ``what``, ``rank`` (the same where the next three are), ``name``, ``id``; ``criteria`` met, by any of its
            actions or by itself; ``together``: most met by one action; ``actions`` that meet any; ``by_field``,
            ``by_group``, ``by_territory``: how many meet which (0 where not asked for); ``reasons``: texts;
            ``action_names``: the actions, those that meet most first.
        """
        import pandas as pd

        from graphkit.needs.reasons import Reasons

        for part in parts:
            if part not in PARTS:
                raise UnknownName("part", part, PARTS)
        said = Reasons(self, Words("graphkit.needs", lang))
        rows = []
        for part in parts:
            frame = self.candidates[part]
            for row in frame.head(len(frame) if top is None else top).to_dict("records"):
                named = {name: row[name] for name in ("rank", "name", "id", "criteria", "together", "actions")}
                by = {f"by_{name}": row.get(f"by_{name}", 0) for name in ("field", "group", "territory")}
                texts = said.of(part, {str(name): value for name, value in row.items()})
                actions = said.actions(part, row["id"])
                rows.append({"what": part, **named, **by, "reasons": texts, "action_names": actions})
        columns = ["what", "rank", "name", "id", "criteria", "together", "actions", "by_field", "by_group"]
        return pd.DataFrame(rows, columns=[*columns, "by_territory", "reasons", "action_names"])

    def evidence(self, key: str) -> pd.DataFrame:
        """The ties and links behind a candidate, given by id or name: its own, and those by which its actions meet.

        Columns as in `graphkit.needs.rows.evidence_rows`.

        Raises
        ------
        UnknownName
            There is no such candidate.
        """
        from graphkit.needs.match_evidence import evidence

        return evidence(self, self._places(key))

    def plot(self, ax: Axes | None = None, *, top: int = 6, lang: str = "en") -> Axes:
        """The first `top` of each part with the number of actions by which each meets each criterion."""
        from graphkit.needs.drawing import criteria_matrix

        return criteria_matrix(self, ax, top, lang)

    def sentence(self, lang: str) -> str:
        """How many there are, by which rule they are ordered, and what is not said; a line each."""
        from graphkit.needs.sentences import of_match

        return of_match(self, Words("graphkit.needs", lang))

    def __str__(self) -> str:
        return self.sentence("en")

    def __repr__(self) -> str:
        return f"<MatchResult: {str(self).splitlines()[0]}>"

    def _places(self, key: str) -> list[tuple[str, str]]:
        """The parts in which a candidate stands, with its id."""
        label = {"concept": "Concept", "skill": "Skill"}
        there = {
            (part, id): self.named[label.get(part, "Actor")][id]
            for part, frame in self.candidates.items()
            for id in frame["id"]
        }
        found = {node.id for node in all_named(key, list(there.values()), "candidate")}
        return [place for place, node in there.items() if node.id in found]

    @cached_property
    def named(self) -> Mapping[str, Mapping[str, Named]]:
        """What is called how, by label and id."""
        return everything(self.snapshot)

    def _ranked(self, part: str) -> pd.DataFrame:
        import pandas as pd

        criteria = self.criteria
        of = self.pairs[part].merge(self.met, on="action")
        by = of.groupby("id", sort=True)
        frame = by[criteria].sum().astype(int).add_prefix("by_")
        frame["together"] = by["n"].max().astype(int)
        frame["actions"] = by.size().astype(int)
        own = self.own if part == "actor" else {}
        named = sorted(set().union(*own.values())) if own else []
        frame = frame.reindex(frame.index.union(pd.Index(named, name="id", dtype=object))).fillna(0).astype(int)
        states = [[each for each in criteria if id in own.get(each, ())] for id in frame.index]
        frame["own"] = pd.Series(states, index=frame.index, dtype=object)
        meets = [
            sum(1 for each in criteria if row[f"by_{each}"] or each in row["own"]) for row in frame.to_dict("records")
        ]
        frame["criteria"] = pd.Series(meets, index=frame.index, dtype=int)
        label = {"actor": "Actor", "funder": "Actor", "concept": "Concept", "skill": "Skill"}[part]
        names = self.named.get(label, {})
        frame["name"] = pd.Series([names[id].name for id in frame.index], index=frame.index, dtype=object)
        frame = frame.rename_axis("id").reset_index()
        keys = ["criteria", "together", "actions"]
        frame = frame.sort_values(
            [*keys, "name", "id"], ascending=[False, False, False, True, True], kind="stable", ignore_index=True
        )
        # As in sports: two firsts, then a third.
        first = frame.groupby(keys, sort=False).cumcount() == 0 if len(frame) else pd.Series(dtype=bool)
        frame["rank"] = pd.Series(range(1, len(frame) + 1)).where(first).ffill().astype(int)
        return frame
