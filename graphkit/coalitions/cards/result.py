"""A coalition's card: tables, the rows behind each number, a text and a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.errors import UnknownName
from graphkit.networks.results import Result

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.backbones.result import Backbone
    from graphkit.coalitions.cards.attributes import Attribute
    from graphkit.coalitions.cards.bridges import Bridge
    from graphkit.coalitions.cards.pairs import Pair
    from graphkit.coalitions.cards.scope import Scope, Span
    from graphkit.coalitions.cards.traits import Known, Trait
    from graphkit.money.sums import Sum
    from graphkit.networks.results import GroupResult

PARTS = ("members", "shares", "known", "actions", "money", "bridges", "pairs")
"""The tables of a card."""

CAUTION = (
    "A coalition is a group of actors that are present together; how sure that is, stability says. "
    "Neither shared belief nor coordination is said."
)


@dataclass(frozen=True, slots=True)
class Member:
    """A member: what it is, its roles in what members share with how many ties each, and how surely it belongs."""

    id: str
    name: str
    kind: str | None
    scale: str | None
    roles: Mapping[str, int]
    n_shared: int
    probability: float | None
    standing: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class SharedAction:
    """What at least two members share: an action, or who receives; with the members, others in it, and money."""

    column: int
    id: str
    name: str
    members: tuple[str, ...]
    n_others: int
    span: Span
    money: tuple[Sum, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Card(Result):
    """What `graphkit.coalitions.cards.card` found.

    Attributes
    ----------
    group, called : str
        ``c1`` … and what the group may be called.
    members : sequence of Member
    shares : sequence of Trait
        Values that at least two of the members, or of what they share, have; the least probable first.
    known : sequence of Known
        How many state each attribute, and how many do not.
    n_tests : int
        How many values were tested; the corrected p-values are of all of them together.
    actions : sequence of SharedAction
    money : sequence of Sum
        What members gave to what they share: one a currency, basis and kind, never added to one another.
    n_unsplit : int
        Amounts that went to several recipients, not all shared, and that no source splits; in no sum.
    bridges : sequence of Bridge
    pairs : sequence of Pair
    span : Span
        First and last year of members' ties to what they share, and how many of these `n_ties` ties state none.
    stability : Stability or None
    """

    name: str
    group: str
    called: str
    unit: str
    options: Mapping[str, Any]
    provenance: Mapping[str, Any]
    members: Sequence[Member]
    shares: Sequence[Trait]
    known: Sequence[Known]
    n_tests: int
    actions: Sequence[SharedAction]
    money: Sequence[Sum]
    n_unsplit: int
    bridges: Sequence[Bridge]
    pairs: Sequence[Pair]
    span: Span
    n_ties: int
    stability: Any = None
    attributes: Sequence[Attribute] = field(default=(), repr=False)
    coalitions: GroupResult | None = field(default=None, repr=False)
    backbone: Backbone | None = field(default=None, repr=False)
    scope: Scope = field(kw_only=True, repr=False)

    @property
    def unusual(self) -> list[Trait]:
        """The values that the coalition has more often than chance, at the level asked for."""
        return [one for one in self.shares if one.p_adjusted <= self.options["alpha"]]

    @property
    def things(self) -> str:
        """What members share: ``actions``, ``recipients`` or ``recipient-years``."""
        from graphkit.networks.grain import COLUMNS

        return COLUMNS[self.scope.network.spec.request.grain]

    def called_member(self, id: str) -> str:
        """What a member is called."""
        return next((one.name for one in self.members if one.id == id), id)

    def called_value(self, one: Trait, lang: str = "en") -> str:
        """The value of a trait in words: a code of the model's in the language, the name of a node."""
        from graphkit.coalitions.cards.tables import value_name

        return value_name(self.scope.network.snapshot, one, lang)

    def to_frame(self, part: str = "members") -> pd.DataFrame:
        """A table of the card; its column ``key`` is what `evidence` takes.

        Parameters
        ----------
        part : str
            One of `PARTS`.

        Returns
        -------
        pandas.DataFrame
            ``members``: ``id``, ``name``, ``kind``, ``scale``, ``roles``, ``standing``, ``probability``, ``shared``
            (how many of the shared actions), ``first_year``, ``last_year``, ``undated`` (ties), ``key``.
            ``shares``: ``of``, ``attribute``, ``value_id``, ``value``, ``n_with``, ``n_known``, ``expected``,
            ``all_with``, ``all_known``, ``p``, ``p_adjusted`` (empty: too few for any p to be small), ``unusual``,
            ``key``.
            ``known``: ``of``, ``attribute``, ``n_known``, ``n_unknown``, ``all_known``, ``all_unknown``.
            ``actions``: one row an action and a sum: ``id``, ``name``, ``n_members``, ``members``, ``others`` (actors
            outside), ``first_year``, ``last_year``, ``amount``, ``currency``, ``basis``, ``resource``, ``amounts``,
            ``missing``, ``key``.
            ``money``: ``currency``, ``basis``, ``resource``, ``ties``, ``amounts``, ``gross``, ``shares``,
            ``handed_on``, ``net``, ``missing``, ``left_out``, ``key``.
            ``bridges``: ``coalition``, ``coalition_name``, ``actions``, ``members``, ``others``, ``common``, ``key``.
            ``pairs``: ``id``, ``name``, ``other_id``, ``other_name``, ``observed``, ``expected``, ``p``,
            ``p_adjusted``, ``key``.

        Raises
        ------
        UnknownName
            There is no such part.
        """
        from graphkit.coalitions.cards.tables import table

        if part not in PARTS:
            raise UnknownName("part of a card", part, PARTS)
        return table(self, part)

    def to_dict(self) -> dict[str, Any]:
        """All of the card as plain values, ready for JSON; what is not known is None."""
        from graphkit.coalitions.cards.tables import as_dict

        return as_dict(self)

    def evidence(self, key: str | None = None) -> pd.DataFrame:
        """The rows behind a number of the card.

        Parameters
        ----------
        key : str, optional
            As in the column ``key`` of the tables: ``member:ID``, ``action:ID``, ``pair:ID|ID``, ``bridge:c2``,
            ``share:OF:ATTRIBUTE:VALUE``, ``money``. All ties of members to what they share when not given.

        Returns
        -------
        pandas.DataFrame
            Ties, with the columns of `Network.evidence`. Of a share: ``id``, ``name``, ``attribute``, ``value``,
            ``link``, ``source``, ``source_name``, ``locator``, one row a link that says it; a kind or a scale stands in
            the rows of the actor or action itself, which the query ``sources_of_node`` lists, and has none.

        Raises
        ------
        UnknownName
            The card has no such number.
        """
        from graphkit.coalitions.cards.behind import behind

        return behind(self, key)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The first `top` members by how many of the shared actions they are in, as bars."""
        from graphkit.drawing.names import called
        from graphkit.networks.plots import bars

        shown = self.members[:top]
        labels = [f"{called(one.name)} ({one.standing})" if one.standing else called(one.name) for one in shown]
        return bars(labels, [one.n_shared for one in shown], f"shared {self.things}", ax, lang=lang)

    def __str__(self) -> str:
        from graphkit.coalitions.cards.text import text

        return text(self)

    def __repr__(self) -> str:
        return f"<Card {str(self).splitlines()[0]}>"
