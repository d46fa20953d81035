"""Each funder's exit by itself: what hangs on whom, in one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.networks.results import Result
from graphkit.scenarios.exit import REFERENCE, RULES, checked
from graphkit.words import Words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.networks.network import Network
    from graphkit.scenarios.outcome import Combine
    from graphkit.scenarios.rules import Rule

NUMBERS = ("actions", "falls", "undecided", "lose_half", "lose_all", "lose_unknown", "unknown_amounts")


@dataclass(frozen=True, eq=False, repr=False)
class ExitsResult(Result):
    """What each exit fells, one funder at a time; see `each_exit`."""

    frame: pd.DataFrame = field(repr=False)
    network: Network
    rules: Sequence[Rule]
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    name: str = "exits"
    unit: str = "actions that fall"

    def to_frame(self) -> pd.DataFrame:
        """A row a funder: most that falls first, then most that loses half, then by id.

        Returns
        -------
        pandas.DataFrame
            ``id``, ``name``; ``actions`` (or recipients) that it is tied to; ``falls`` and ``undecided`` by the rules;
            ``lose_half`` and ``lose_all``: how many lose at least half, and all, of their money, whatever the rules;
            ``lose_unknown``: of how many it cannot be told whether they lose half; ``money`` known that it gives, in
            ``currency``, and ``unknown_amounts``, ties of money without one. Where amounts cannot be added up, what
            rests on them is empty.
        """
        return self.frame.copy()

    def evidence(self, key: str) -> pd.DataFrame:
        """The ties of one funder, by id or name; columns as in `Network.evidence`."""
        return self.network.evidence(actor=key)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """How much the exits of the first `top` fell, as bars."""
        from graphkit.networks.plots import bars

        rows = self.frame.head(top)
        return bars(rows["name"].tolist(), rows["falls"].tolist(), self.unit, ax, lang=lang)

    def __str__(self) -> str:
        return self.sentence("en")

    def sentence(self, lang: str) -> str:
        """What was asked and what it does not say, in English or French; a line each."""
        from graphkit.scenarios.sentences import of_exits

        return of_exits(self, Words("graphkit.scenarios", lang))


def each_exit(network: Network, *, rules: str | Sequence[str] = RULES, combine: Combine = "any") -> ExitsResult:
    """What falls when one funder leaves, for each of them by itself, all else unchanged.

    Actors that only take part are among them: an operator's exit may fell what it operates.

    Parameters
    ----------
    network : Network
        Several currencies or bases must be narrowed to one for rules on money.
    rules, combine
        See `graphkit.scenarios.exit.funder_exit`.

    Raises
    ------
    UnknownName, UsageError
        As `graphkit.scenarios.exit.funder_exit`.

    Notes
    -----
    Time grows with the sum of squares of how many actors each action has. Consequences (`cascade`) are left out.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> each_exit(cafe_and_garden()).to_frame()[["id", "actions", "falls", "lose_half", "lose_all"]].values.tolist()
    [['city', 2, 2, 2, 1], ['families', 1, 0, 0, 0], ['fund', 1, 0, 0, 0]]
    """
    import numpy as np
    import pandas as pd

    from graphkit.networks.provenance import provenance
    from graphkit.scenarios.cases import cases
    from graphkit.scenarios.outcome import FALLS, UNKNOWN, combined
    from graphkit.scenarios.rules import rules as read
    from graphkit.scenarios.rules.money import lost_shares
    from graphkit.scenarios.stakes import stakes

    checked(combine)
    at, asked, n = stakes(network), read(rules), network.n_actors
    actor = np.repeat(np.arange(n), np.diff(network.indptr)).astype(np.int64)
    columns = network.indices.astype(np.int64)
    count = {name: np.zeros(n, dtype=np.int64) for name in NUMBERS}

    def add(name: str, which: Any, who: Any) -> None:
        count[name] += np.bincount(who[which], minlength=n)

    add("actions", np.ones(len(actor), dtype=np.bool_), actor)
    add("unknown_amounts", at.open_, at.actor)
    for which, copied, shock in cases(at, columns, actor[:, None], np.zeros(n, dtype=np.bool_)):
        said = combined([rule.falls(copied, shock) for rule in asked], combine)
        add("falls", said == FALLS, actor[which])
        add("undecided", said == UNKNOWN, actor[which])
        if not at.refusal:
            least, greatest = lost_shares(copied, shock.lost)
            add("lose_half", least >= 0.5, actor[which])
            add("lose_all", least >= 1.0, actor[which])
            add("lose_unknown", (greatest >= 0.5) & ~(least >= 0.5), actor[which])
    frame = pd.DataFrame({"id": network.actor_ids, "name": network.actor_names, **count})
    money = np.bincount(at.actor, at.minor, minlength=n) / 10.0**network.money.digits
    known = np.bincount(at.actor[at.known], minlength=n) > 0
    if at.refusal:
        frame[["lose_half", "lose_all", "lose_unknown", "unknown_amounts"]] = pd.NA
    frame["money"] = np.where(known, money, np.nan) if not at.refusal else np.nan
    frame["currency"] = network.spec.currency
    half = pd.to_numeric(frame["lose_half"]).fillna(0)
    order = frame.assign(f=-frame["falls"], h=-half).sort_values(["f", "h", "id"], kind="stable").index
    options = {"rules": [rule.spec for rule in asked], "combine": combine}
    return ExitsResult(
        frame=frame.loc[order].reset_index(drop=True),
        network=network,
        rules=asked,
        options=options,
        provenance=provenance(network, "exit of each funder", options, reference=REFERENCE),
    )
