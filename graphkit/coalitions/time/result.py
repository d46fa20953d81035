"""Coalitions over time: a table of events, the ties behind each, a text and a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.coalitions.time.matching import KINDS, Event
from graphkit.errors import UnknownName
from graphkit.networks.results import Result

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.coalitions.time.windows import Dated, Window
    from graphkit.networks.network import Network
    from graphkit.networks.results import GroupResult

CAUTION = (
    "What goes on are groups of names: that a coalition grew or went says who was present together in which years, "
    "neither why nor that anybody agreed."
)

_LISTED = 20


@dataclass(frozen=True, slots=True)
class OfWindow:
    """The groups of a window, and how many actors and ties it has."""

    window: Window
    groups: GroupResult
    n_actors: int
    n_ties: int

    def called(self, place: int) -> str:
        """What a group may be called."""
        names = list(getattr(self.groups, "group_names", {}).values())
        return str(names[place]) if names else f"c{place + 1}"


@dataclass(frozen=True, eq=False, repr=False)
class OverTime(Result):
    """What `graphkit.coalitions.time.over_time` found.

    Attributes
    ----------
    windows : sequence of OfWindow
        The groups of each window.
    events : sequence of lists of Event
        What became of groups from each window to the next: one list less than there are windows.
    dated : Dated
        The years that ties state, and how many state none.
    """

    name: str
    unit: str
    options: Mapping[str, Any]
    provenance: Mapping[str, Any]
    windows: Sequence[OfWindow]
    events: Sequence[Sequence[Event]]
    dated: Dated
    network: Network = field(repr=False)

    def to_frame(self) -> pd.DataFrame:
        """One row an event, in order of time; the groups of the first window come first, as ``found``.

        Returns
        -------
        pandas.DataFrame
            ``window`` (of what is after) and ``earlier`` (of what was before, empty for ``found``); ``event``;
            ``before``, ``after``: lists of ``c1`` … in the two windows; ``name``: what the largest of those after may
            be called, of those before where there is none; ``size_before``, ``size_after``: how many different actors;
            ``stayed``, ``joined``, ``left``: how many of them; ``jaccard``: the largest likeness of one before to one
            after; ``key``: what `evidence` takes.
        """
        import pandas as pd

        columns = {
            "window": "str",
            "earlier": "object",
            "event": "str",
            "before": "object",
            "after": "object",
            "name": "str",
            "size_before": "int64",
            "size_after": "int64",
            "stayed": "int64",
            "joined": "int64",
            "left": "int64",
            "jaccard": "float64",
            "key": "str",
        }
        return pd.DataFrame(list(self._rows()), columns=list(columns), dtype=object).astype(columns)

    def groups_to_frame(self) -> pd.DataFrame:
        """One row a member: ``window``, ``group``, ``group_name``, ``size``, ``id``, ``name``."""
        import pandas as pd

        rows = [
            (str(one.window), f"c{place + 1}", one.called(place), len(group), id, one.groups.names[id])
            for one in self.windows
            for place, group in enumerate(one.groups.groups)
            for id in group
        ]
        return pd.DataFrame(rows, columns=["window", "group", "group_name", "size", "id", "name"])

    def evidence(self, key: str) -> pd.DataFrame:
        """The ties of the members of an event's groups to what at least two of them share.

        Parameters
        ----------
        key : str
            As in the column ``key``: the windows and groups, ``2015:c1,c2>2016:c1``; or one group, ``2016:c1``.

        Returns
        -------
        pandas.DataFrame
            ``window``, ``group``, then the columns of `Network.evidence`.

        Raises
        ------
        UnknownName
            There is no such window or group.
        """
        import pandas as pd

        known = {str(one.window): one for one in self.windows}
        parts = []
        for side in key.split(">"):
            window, _, groups = side.rpartition(":")
            if window not in known:
                raise UnknownName("window", window or side, known)
            one = known[window].groups
            for group in filter(None, groups.split(",")):
                number = group.removeprefix("c")
                if not number.isdecimal() or not 1 <= int(number) <= len(one.groups):
                    raise UnknownName(f"coalition in {window}", group, [f"c{n + 1}" for n in range(len(one.groups))])
                frame = one.evidence(int(number))
                frame.insert(0, "group", group)
                frame.insert(0, "window", window)
                parts.append(frame)
        return pd.concat(parts, ignore_index=True) if len(parts) != 1 else parts[0]

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The `top` largest coalitions of each window as blocks, and bands between those that go on in each other."""
        from graphkit.coalitions.time.drawing import alluvial

        return alluvial(self, ax, top=top, lang=lang)

    def counts(self) -> dict[str, int]:
        """How many events there are of each kind, in the order of `KINDS`; those of the first window are none."""
        times = Counter(event.kind for events in self.events for event in events)
        return {kind: times[kind] for kind in KINDS if times[kind]}

    def __str__(self) -> str:
        return "\n".join([*self._lines(), CAUTION])

    def __repr__(self) -> str:
        return f"<OverTime: {str(self).splitlines()[0]}>"

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        if self.windows:
            first = self.windows[0]
            for place, group in enumerate(first.groups.groups):
                key = f"{first.window}:c{place + 1}"
                about = (first.called(place), 0, len(group), 0, 0, 0, float("nan"), key)
                yield str(first.window), None, "found", [], [f"c{place + 1}"], *about
        for earlier, later, events in zip(self.windows, self.windows[1:], self.events, strict=False):
            for event in events:
                was = {id for place in event.before for id in earlier.groups.groups[place]}
                is_ = {id for place in event.after for id in later.groups.groups[place]}
                before, after = ([f"c{place + 1}" for place in side] for side in (event.before, event.after))
                named = later.called(event.after[0]) if event.after else earlier.called(event.before[0])
                sides = [(earlier.window, before), (later.window, after)]
                key = ">".join(f"{window}:{','.join(groups)}" for window, groups in sides if groups)
                sizes = (len(was), len(is_), len(was & is_), len(is_ - was), len(was - is_))
                told = (str(later.window), str(earlier.window), event.kind, before, after, named)
                yield *told, *sizes, event.jaccard, key

    def _lines(self) -> Iterator[str]:
        said = self.dated
        if said.n_undated:
            yield f"{said.n_undated:,} of {said.n_ties:,} ties state no year and are in no window."
        if not self.windows:
            yield "No tie states a year: nothing can be said over time."
            return
        n, first, last = len(self.windows), self.windows[0].window, self.windows[-1].window
        groups = sum(len(one.groups.groups) for one in self.windows)
        span = f", {first} to {last}" if n > 1 else f", {first}"
        yield f"{n:,} window{'s' * (n != 1)}{span}: {groups:,} coalitions, each counted once a window."
        if counts := self.counts():
            yield ", ".join(f"{times:,} × {kind}" for kind, times in counts.items()) + "."
        frame = self.to_frame()
        for row in frame.head(_LISTED).to_dict("records"):
            sizes = f"{row['size_before']} → {row['size_after']}" if row["earlier"] else f"{row['size_after']}"
            yield f"{row['window']} {row['event']}: {row['name']} ({sizes} actors)"
        if len(frame) > _LISTED:
            yield f"({len(frame) - _LISTED:,} further events: to_frame() has them all.)"
