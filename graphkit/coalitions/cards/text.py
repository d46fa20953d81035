"""A card in some lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.coalitions.cards.result import Card
    from graphkit.coalitions.cards.traits import Trait

# A text is read to its end; the tables have the rest.
_LISTED = 5

_SINGULAR = {"actions": "action", "recipients": "recipient", "recipient-years": "recipient-year"}
# What a test against chance came to.
_SURELY = {True: "stable", False: "not shown to be stable", None: "two actors are not held against chance"}


def text(card: Card) -> str:
    """What stands out on a card, a thing a line."""
    from graphkit.coalitions.cards.result import CAUTION

    return "\n".join([*_lines(card), CAUTION])


def counted(n: int, word: str, several: str | None = None) -> str:
    """A number with its word."""
    return f"{n:,} {word if n == 1 else several or f'{word}s'}"


def _lines(card: Card) -> Iterator[str]:
    things = counted(len(card.actions), _SINGULAR[card.things], card.things)
    yield f"{card.group}: {card.called} ({counted(len(card.members), 'member')}, {things} shared{_years(card)})"
    if card.stability is not None:
        low, high = card.stability.low, card.stability.high
        said = _SURELY[card.stability.stable]
        yield f"Stability {card.stability.value:.2f} ({low:.2f} to {high:.2f}): {said}."
    standings = Counter(one.standing for one in card.members if one.standing)
    if standings:
        yield "Members: " + ", ".join(f"{n:,} {standing}" for standing, n in standings.items()) + "."
    yield from _traits(card)
    for one in card.money:
        yield f"Money: {one}."
    if card.n_unsplit:
        yield f"{counted(card.n_unsplit, 'amount')} of several recipients, split by no source, in no sum."
    yield from _bridges(card)
    yield from _pairs(card)


def _years(card: Card) -> str:
    span = card.span
    if span.first is None:
        return "; no tie states a year" if card.n_ties else ""
    years = str(span.first) if span.first == span.last else f"{span.first}–{span.last}"
    undated = f"; {counted(span.n_undated, 'tie')} of {card.n_ties:,} without a year" if span.n_undated else ""
    return f", {years}{undated}"


def _traits(card: Card) -> Iterator[str]:
    if not card.known:
        yield "The data state no kind, scale, field, group, axis or territory: what members share cannot be tested."
        return
    held = f"{counted(card.n_tests, 'value')} tested, Holm"
    found = card.unusual
    if not found:
        yield f"Nothing is shared more than chance has it ({held})."
        return
    yield f"Shared more than chance has it ({held}):"
    for one in found[:_LISTED]:
        yield f"  {_trait(card, one)}"
    if len(found) > _LISTED:
        yield f"  ({len(found) - _LISTED:,} further: to_frame('shares') has them all.)"


def _trait(card: Card, one: Trait) -> str:
    whom = "members" if one.of == "actors" else card.things
    shares = f"{one.n_with:,} of {one.n_known:,} {whom}, {one.all_with:,} of {one.all_known:,} in all"
    chance = f"expected {_rounded(one.expected)}; p {one.p_adjusted:.2g}"
    return f"{one.attribute} {card.called_value(one)}: {shares} ({chance})"


def _bridges(card: Card) -> Iterator[str]:
    for row in card.to_frame("bridges").head(_LISTED).to_dict("records"):
        who = ", ".join(row["members"][:2])
        common = f", {counted(len(row['common']), 'member')} in both" if row["common"] else ""
        things = counted(row["actions"], _SINGULAR[card.things], card.things)
        yield f"Bridge to {row['coalition']} ({row['coalition_name']}): {things}, by {who or 'nobody'}{common}."
    if len(card.bridges) > _LISTED:
        yield f"({len(card.bridges) - _LISTED:,} further bridges: to_frame('bridges') has them all.)"


def _pairs(card: Card) -> Iterator[str]:
    names = {one.id: one.name for one in card.members}
    for one in card.pairs[:3]:
        chance = f", {_rounded(one.expected)} expected, p {one.p:.2g}" if one.p == one.p else ""
        things = counted(one.observed, _SINGULAR[card.things], card.things)
        yield f"{names[one.one]} – {names[one.other]}: {things}{chance}."


def _rounded(value: float) -> str:
    """A number with three digits, never as a power of ten."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
