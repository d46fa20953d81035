"""Suggestions as a user meets them: a table with both rankings and the reasons, sentences, the rows behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.errors import UsageError
from graphkit.networks.called import called
from graphkit.networks.results import Result
from graphkit.paths.likely.reasons import Reason, in_words, pairs_of, reasons
from graphkit.words import Words

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from graphkit.networks.network import Network

    Numbers = NDArray[np.int64]

# A text is read to its end; the rest stands in the table.
_TOLD = 3


@dataclass(frozen=True, eq=False, repr=False)
class Suggestions(Result):
    """What `graphkit.paths.likely.suggest.suggest` found.

    Attributes
    ----------
    target : str
        What is suggested: ``funders`` of an action; ``partners`` or ``actions`` of an actor.
    subject : int
        The column of that action, or the row of that actor.
    found : array of int
        Rows (or columns) of all that would close a four-cycle, the likeliest first.
    ways, through : arrays of int
        Of each: four-cycles, and common neighbours.
    """

    network: Network
    target: str
    subject: int
    found: Numbers
    ways: Numbers
    through: Numbers
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    name: str = "four_cycles"
    unit: str = "four-cycles closed"

    def to_frame(self, lang: str = "en") -> pd.DataFrame:
        """One row a suggestion, at most as many as were asked for.

        Returns
        -------
        pandas.DataFrame
            ``rank`` (by four-cycles, equal ones alike), ``common_rank`` (by common neighbours), ``id``, ``name``,
            ``four_cycles``, ``common_neighbours``, ``ties`` (how many it has: many ties lead anywhere), ``reason``, in
            the language.
        """
        import numpy as np
        import pandas as pd

        listed = slice(int(self.options["top"]))
        ids, names = self._called
        w = Words("graphkit.paths.likely", lang)
        turned = self.network.by_action if self.target == "actions" else self.network.incidence
        found = self.found[listed].tolist()
        return pd.DataFrame(
            {
                "rank": _ranks(self.ways)[listed],
                "common_rank": _ranks(self.through)[listed],
                "id": pd.Series([ids[at] for at in found], dtype=object),
                "name": pd.Series([names[at] for at in found], dtype=object),
                "four_cycles": self.ways[listed],
                "common_neighbours": self.through[listed],
                "ties": np.diff(turned.indptr)[self.found[listed]].astype(np.int64),
                "reason": pd.Series(
                    [in_words(self.network, self.target, self.subject, at, w) for at in found], dtype=object
                ),
            }
        )

    def reasons(self, key: str) -> list[Reason]:
        """The actors between a suggestion (id or name) and whom it is about, with the actions that lead over them."""
        return reasons(self.network, self.target, self.subject, self._place(key))

    def evidence(self, key: str | None = None) -> pd.DataFrame:
        """The ties that the ways of a suggestion are made of; of all that are listed, where no key is given.

        Columns as in `Network.evidence`.
        """
        import numpy as np

        from graphkit.networks.evidence import tie_table

        found = self.found[: self.options["top"]].tolist() if key is None else [self._place(key)]
        numbers = {pair for at in found for pair in pairs_of(self.network, self.target, self.subject, at)}
        return tie_table(self.network, np.array(sorted(numbers), dtype=np.int64))

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The first `top` as bars: how many four-cycles each would close."""
        from graphkit.networks.plots import bars

        frame = self.to_frame(lang).head(top)
        axis = Words("graphkit.paths.likely", lang)("axis.four_cycles")
        return bars(frame["name"].tolist(), frame["four_cycles"].tolist(), axis, ax)

    def sentence(self, lang: str) -> str:
        """How many are suggested, how both rankings begin, and the reasons of the first; in English or French."""
        w = Words("graphkit.paths.likely", lang)
        snapshot = self.network.snapshot
        (about,) = called([self._about], snapshot, lang)
        if not len(self.found):
            return w(f"none.{self._told}", about=about)
        names = called(self._called[1], snapshot, lang)
        lines = [
            w.count(
                "found.recipients" if self._told == "recipients" else f"found.{self.target}",
                len(self.found),
                about=about,
            )
        ]
        first = [names[int(self.found[int(each.argmax())])] for each in (self.ways, self.through)]
        alike = first[0] == first[1]
        lines[0] += " " + (w("both", name=first[0]) if alike else w("apart", name=first[0], other=first[1]))
        for at, ways, through in list(zip(self.found.tolist(), self.ways, self.through, strict=True))[:_TOLD]:
            why = in_words(self.network, self.target, self.subject, at, w)
            lines.append(w("line", name=names[at], ways=int(ways), through=int(through), why=why))
        return "\n".join([*lines, w("caution")])

    def __str__(self) -> str:
        return self.sentence("en")

    def __repr__(self) -> str:
        return f"<Suggestions: {str(self).splitlines()[0]}>"

    @property
    def _called(self) -> tuple[list[str], list[str]]:
        network = self.network
        if self.target == "actions":
            return network.action_ids, network.action_names
        return network.actor_ids, network.actor_names

    @property
    def _told(self) -> str:
        """Which words say what is suggested: where recipients stand for actions, those of recipients."""
        if self.network.spec.request.grain == "action":
            return self.target
        return {"actions": "recipients", "funders": "funders_of_recipient"}.get(self.target, "partners_of_recipients")

    @property
    def _about(self) -> str:
        names = self.network.action_names if self.target == "funders" else self.network.actor_names
        return names[self.subject]

    def _place(self, key: str) -> int:
        at = self.network.action(key) if self.target == "actions" else self.network.actor(key)
        if at not in self.found:
            raise UsageError(f"{key!r} is not suggested for {self._about}: it would close no four-cycle.")
        return at


def _ranks(values: Numbers) -> Numbers:
    """The rank of each, the largest 1; equal ones share the best."""
    import numpy as np

    return 1 + np.searchsorted(np.sort(-values), -values, side="left")
