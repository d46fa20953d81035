"""The trace of a concept: its trees with dates, places, channels and carriers, and the links they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphkit.dissemination.links import Link
from graphkit.networks.called import names_of
from graphkit.networks.results import Result
from graphkit.words import LANGS, Words

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.dissemination.forest import Forest
    from graphkit.networks.others import Other
    from graphkit.networks.snapshot import Snapshot

COLUMNS = (
    *("depth", "action", "action_id", "adapted_from", "adapted_from_id", "also_from", "applies", "first"),
    *("date", "year", "date_of", "years_since", "channel", "carrier", "carrier_id"),
    *("step_channel", "step_carrier", "step_carrier_id", "run_by", "scale", "territories", "territory_scales"),
    *("source", "locator"),
)
DAYS_A_YEAR = 365.2425


@dataclass(frozen=True, eq=False, repr=False)
class Trace(Result):
    """How a concept travelled.

    Attributes
    ----------
    of : Other
        The concept.
    applications, steps : sequences of Link
        Who applies it; who was adapted from whom.
    promoters : sequence of Link
        Who carries or spreads it.
    concept_steps : sequence of Link
        What the concept was itself adapted from, and what was adapted from it.
    dated : mapping of str to (date, str)
        For each action its date, and whether it is that of the ``application``, the ``adaptation`` or the ``action``.
    forest : Forest
        The trees.
    """

    of: Other
    applications: Sequence[Link] = field(repr=False)
    steps: Sequence[Link] = field(repr=False)
    promoters: Sequence[Link] = field(repr=False)
    concept_steps: Sequence[Link] = field(repr=False)
    dated: Mapping[str, tuple[date | None, str | None]] = field(repr=False)
    forest: Forest = field(repr=False)
    snapshot: Snapshot = field(repr=False)
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    name: str = "trace"
    unit: str = "years"

    @cached_property
    def applying(self) -> set[str]:
        """The ids of the actions that apply the concept."""
        return {one.start for one in self.applications}

    @property
    def roots(self) -> list[str]:
        """The actions that the data say were adapted from no other, in order of their dates."""
        return [action for action, depth in self.forest.order if not depth]

    @cached_property
    def beginnings(self) -> list[str]:
        """The actions that apply it and come, as far as the steps go back, from no other that does; sorted."""
        origins: dict[str, set[str]] = {}
        for one in self.steps:
            if (one.start, one.end) not in self.forest.left_out:
                origins.setdefault(one.start, set()).add(one.end)
        later: set[str] = set()
        # What comes from one that applies it, directly or over others.
        below: dict[str, set[str]] = {}
        for action, found in origins.items():
            for origin in found:
                below.setdefault(origin, set()).add(action)
        todo = list(self.applying)
        while todo:
            fresh = below.get(todo.pop(), set()) - later
            later |= fresh
            todo += fresh
        return sorted(self.applying - later)

    @cached_property
    def application_of(self) -> dict[str, Link]:
        """What states that an action applies it; of several the earliest."""
        return {one.start: one for one in reversed(self.applications)}

    @cached_property
    def steps_of(self) -> dict[tuple[str, str], list[Link]]:
        """What states that an action was adapted from another, the earliest first."""
        found: dict[tuple[str, str], list[Link]] = {}
        for one in self.steps:
            found.setdefault((one.start, one.end), []).append(one)
        return found

    @cached_property
    def first(self) -> list[str]:
        """The earliest of the `beginnings` that have a date; several where these are of one day."""
        dates = {action: day for action in self.beginnings if (day := self.dated[action][0])}
        earliest = min(dates.values(), default=None)
        return [action for action, day in dates.items() if day == earliest]

    @property
    def undated(self) -> list[str]:
        """The `beginnings` that have no date, and so may be earlier than the first."""
        return [action for action in self.beginnings if self.dated[action][0] is None]

    def years(self, action: str) -> float:
        """How many years lie between an action and what it was adapted from; nan where one of them has no date."""
        origin = self.forest.parent.get(action)
        one, other = (self.dated[each][0] if each else None for each in (origin, action))
        return (other - one).days / DAYS_A_YEAR if one and other else float("nan")

    def to_frame(self, lang: str = "en") -> pd.DataFrame:
        """The actions as the trees are read, in the language's names.

        Returns
        -------
        pandas.DataFrame
            ``depth`` (0: adapted from no other); ``action``; ``adapted_from``; ``also_from``: names of its other
            origins; ``applies``: whether it is said to apply the concept; ``first``: whether it is the earliest of
            those that come from no other that does; ``date`` and its ``year``, and what states it in ``date_of``:
            ``application``, ``adaptation``, ``action``; ``years_since`` what it was adapted from; ``channel``,
            ``carrier`` by which the concept came, as its application says; ``step_channel``, ``step_carrier``, as the
            adaptation says; ``run_by``: names of whose action it is; its ``scale``; ``territories`` and
            ``territory_scales``; ``source`` and ``locator`` of the application, else of the adaptation.
        """
        import pandas as pd

        from graphkit.dissemination.tables import row

        rows = [row(self, action, depth, lang) for action, depth in self.forest.order]
        frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
        return frame.astype({"depth": int, "applies": bool, "first": bool, "year": "Int64", "years_since": "float64"})

    def carriers(self, lang: str = "en") -> pd.DataFrame:
        """Through whom it travelled: who promotes it, and who carried it to an action.

        Returns
        -------
        pandas.DataFrame
            ``actor``, ``actor_id``, ``kind``, ``scale``; ``as``: ``promotes``, ``application`` or ``adaptation``;
            ``channel``; ``action``: to which (empty for who promotes); ``date``, ``source``, ``locator``. By name.
        """
        from graphkit.dissemination.tables import carriers

        return carriers(self, lang)

    def evidence(self, key: str | None = None) -> pd.DataFrame:
        """The links behind an action, by id or name; all links of the trace when not given.

        Returns
        -------
        pandas.DataFrame
            ``tie``, ``type``; ``start`` and ``end`` with their names; ``channel``, ``carrier``, ``date``; ``used``:
            false for a step that was left out to break a circle; ``source``, ``source_name``, ``locator``.

        Raises
        ------
        UnknownName
            There is no such action in the trees.
        UsageError
            Several are called like that.
        """
        from graphkit.dissemination.tables import evidence

        return evidence(self, key)

    def plot(self, ax: Axes | None = None, *, top: int = 40, lang: str = "en") -> Axes:
        """The trees, their `top` first actions downwards; see `graphkit.dissemination.drawing`."""
        from graphkit.dissemination.drawing import trees

        return trees(self, ax, top, lang)

    def alternative(self, lang: str = "en") -> str:
        """What the picture shows, for those who do not see it: each action with its origin and date, in a line."""
        from graphkit.dissemination.sentences import alternative

        return alternative(self, Words("graphkit.dissemination", lang))

    def sentence(self, lang: str = "en") -> str:
        """Who was first, who learnt from whom, and what is not known, in English or French; a line each."""
        from graphkit.dissemination.sentences import sentences

        return sentences(self, Words("graphkit.dissemination", lang))

    def action_names(self, lang: str = "en") -> dict[str, str]:
        """What each action of the data is called."""
        return self._named["actions", lang]

    def actor_names(self, lang: str = "en") -> dict[str, str]:
        """What each actor of the data is called."""
        return self._named["actors", lang]

    def concept_names(self, lang: str = "en") -> dict[str, str]:
        """What each concept of the data is called."""
        from graphkit.networks.others import others_of

        return {id: node.called(lang) for id, node in others_of(self.snapshot, "Concept").items()}

    @cached_property
    def source_names(self) -> dict[str, str]:
        """What each source of the data is called."""
        columns = (self.snapshot.sources[name].to_pylist() for name in ("id", "name"))
        return dict(zip(*columns, strict=True))

    @cached_property
    def places(self) -> dict[str, list[Other]]:
        """Where each action of the trees is located, by id of the territory; none where no source says it."""
        from graphkit.dissemination.links import links
        from graphkit.networks.others import others_of

        territories = others_of(self.snapshot, "Territory")
        found: dict[str, dict[str, Other]] = {action: {} for action, _ in self.forest.order}
        for one in links(self.snapshot, "LOCATED_IN", "Action", "Territory"):
            if one.start in found and one.end in territories:
                found[one.start][one.end] = territories[one.end]
        return {action: [place for _, place in sorted(of.items())] for action, of in found.items()}

    @cached_property
    def run_by(self) -> dict[str, list[str]]:
        """The ids of those whose action each is: who initiated, runs or leads it."""
        import pyarrow.compute as pc

        from graphkit.dissemination.trace import OF_ITS_OWN

        ties = self.snapshot.ties
        parts = ties.filter(pc.equal(ties["type"], "TAKES_PART")).select(["actor", "action", "role"]).to_pylist()
        found: dict[str, set[str]] = {action: set() for action, _ in self.forest.order}
        for part in parts:
            if part["action"] in found and part["role"] in OF_ITS_OWN:
                found[part["action"]].add(part["actor"])
        return {action: sorted(who) for action, who in found.items()}

    @cached_property
    def _named(self) -> dict[tuple[str, str], dict[str, str]]:
        tables = {"actions": self.snapshot.actions, "actors": self.snapshot.actors}
        return {(what, lang): names_of(table, lang) for what, table in tables.items() for lang in LANGS}

    def __str__(self) -> str:
        return self.sentence("en")

    def __repr__(self) -> str:
        return f"<Trace: {str(self).splitlines()[0]}>"

    @cached_property
    def scales(self) -> dict[str, str | None]:
        """The scale of each action of the data, where a source states it."""
        columns = (self.snapshot.actions[name].to_pylist() for name in ("id", "scale"))
        return dict(zip(*columns, strict=True))
