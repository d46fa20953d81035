"""Why a candidate is near a need, in words, in English or French."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphkit.needs.match import NOT_ACTIVE
from graphkit.needs.places import links_of, located
from graphkit.needs.sentences import called, listed
from graphkit.needs.sums import Money, n_unknown, spelled

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.needs.match_result import MatchResult
    from graphkit.words import Words


class Reasons:
    """The reasons of candidates, worked out as they are asked for.

    Parameters
    ----------
    result : MatchResult
        The candidates.
    words : Words
        Of ``graphkit.needs``, in the language.
    """

    def __init__(self, result: MatchResult, words: Words) -> None:
        self._result, self._words = result, words
        snapshot = result.snapshot
        self._of = {part: dict(list(frame.groupby("id")["action"])) for part, frame in result.pairs.items()}
        self._met = result.met.set_index("action")
        self._where = located(snapshot).groupby("action")["territory"].agg(list).to_dict()
        self._indicators = _ends(links_of(snapshot, "MONITORED_BY", "Action", "Indicator"))
        self._factors = _ends(links_of(snapshot, "CREDITS", "Action", "SuccessFactor"))
        self._holders = _ends(
            links_of(snapshot, "HAS", "Actor", "Skill").rename(columns={"start": "end", "end": "start"})
        )
        ties = result.ties
        active = ties[(ties["type"] != "FUNDS") & ~ties["role"].isin(NOT_ACTIVE)]
        active = active[active["action"].isin(set(result.met["action"]))]
        self._roles, self._supports = (_codes(active[active["type"] == type]) for type in ("TAKES_PART", "SUPPORTS"))
        funds = ties[(ties["type"] == "FUNDS") & ties["action"].isin(set(result.like["action"]))]
        self._sums = Money(snapshot).by(funds["actor"].tolist(), funds["tie"].to_numpy())

    def actions(self, part: str, id: str) -> list[str]:
        """The names of the actions that speak for a candidate, those that meet most criteria first."""
        actions = self._of[part].get(id, ())
        found = sorted((-int(self._met["n"][each]), self._called("Action", each)) for each in actions)
        return [name for _, name in found]

    def of(self, part: str, row: Mapping[str, Any]) -> list[str]:
        """The reasons of one candidate, given by its row."""
        return [*self._by_criteria(part, row), *getattr(self, f"_of_{part}")(row["id"])]

    def _by_criteria(self, part: str, row: Mapping[str, Any]) -> Iterator[str]:
        w, asked = self._words, self._result.asked
        actions = self._of[part].get(row["id"], ())
        for criterion, named in asked.items():
            name = called(named, w)
            if n := row[f"by_{criterion}"]:
                names = sorted(self._called("Action", each) for each in actions if self._met[criterion][each])
                yield w(f"because.{criterion}", name=name, n=n, names=listed(names, w))
            if part == "actor" and criterion in row["own"]:
                yield w(f"because.own_{criterion}", name=name)
        if len(asked) > 1 and (every := [each for each in actions if self._met["n"][each] == len(asked)]):
            yield w("because.all", n=len(every))

    def _of_actor(self, id: str) -> Iterator[str]:
        from graphkit.model.vocabularies import label

        for key, vocabulary, of in (("roles", "roles", self._roles), ("supports", "supports", self._supports)):
            if codes := of.get(id):
                names = [label(vocabulary, code, self._words.lang) for code in codes]
                yield self._words(f"because.{key}", names=", ".join(names))

    def _of_funder(self, id: str) -> Iterator[str]:
        w, sums = self._words, self._sums.get(id, [])
        if money := spelled(sums, w):
            yield w("because.money", amounts=", ".join(money))
        if n := n_unknown(sums):
            yield w("because.money_unknown", n=n)
        in_kind = sum(one.given for one in sums if one.kind != "money")
        if in_kind:
            yield w("because.in_kind", n=in_kind)
        yield from self._elsewhere("funder", id)

    def _of_concept(self, id: str) -> Iterator[str]:
        w, actions = self._words, self._of["concept"].get(id, ())
        yield from self._elsewhere("concept", id)
        for key, ends, label in (
            ("because.indicators", self._indicators, "Indicator"), ("because.factors", self._factors, "SuccessFactor"),
        ):  # fmt: skip
            names = sorted({self._called(label, end) for each in actions for end in ends.get(each, ())})
            yield w(key, n=len(names), names=listed(names, w)) if names else w(f"{key}_none")

    def _of_skill(self, id: str) -> Iterator[str]:
        w, holders = self._words, sorted(set(self._holders.get(id, ())))
        if not holders:
            yield w("because.nobody")
            return
        names = sorted(self._called("Actor", each) for each in holders)
        yield w("because.holders", n=len(names), names=listed(names, w, 5))
        if "territory" in self._result.asked:
            near = self._near & set(holders)
            place = called(self._result.asked["territory"], w)
            if near:
                names = sorted(self._called("Actor", each) for each in near)
                yield w("because.holders_near", name=place, names=listed(names, w, 5))
            else:
                yield w("because.holders_far", name=place)

    def _elsewhere(self, part: str, id: str) -> Iterator[str]:
        """Where it was done, as far as that is not in the territory asked for."""
        where = {at for each in self._of[part].get(id, ()) for at in self._where.get(each, ())} - self._result.inside
        names = sorted(self._called("Territory", each) for each in where)
        if names:
            key = "because.elsewhere" if "territory" in self._result.asked else "because.where"
            yield self._words(key, names=listed(names, self._words))

    @cached_property
    def _near(self) -> set[str]:
        """The actors in the territory asked for, or active in it."""
        frame = self._result.candidates["actor"]
        near = frame[(frame["by_territory"] > 0) | frame["own"].map(lambda own: "territory" in own)]
        return set(near["id"])

    def _called(self, label: str, id: str) -> str:
        node = self._result.named[label].get(id)
        return called(node, self._words) if node else id


def _ends(links: pd.DataFrame) -> dict[str, list[str]]:
    return {str(start): list(ends) for start, ends in links.groupby("start")["end"]}


def _codes(ties: pd.DataFrame) -> dict[str, list[str]]:
    """The roles, or kinds of support, of each actor."""
    return {str(actor): sorted(set(codes.dropna())) for actor, codes in ties.groupby("actor")["role"]}
