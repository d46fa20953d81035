"""An alignment in plain sentences, in English or French."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.alignment.result import Alignment
    from graphkit.money.sums import Sum
    from graphkit.words import Words

_LISTED = 10


def sentences(result: Alignment, w: Words) -> str:
    """What is carried and what by nobody; a line each."""
    name = result.of.called(w.lang)
    if not result.axes:
        return "\n".join([w("no_axes", name=name, n=len(result.members)), w("caution")])
    lines = [w("whole", name=name, axes=len(result.axes), actions=len(result.axes_of), actors=len(result.total.actors))]
    lines.append(_axes(result, w, "orphans", result.orphans))
    if result.axes_of:
        lines += [*_alone(result, w), *_funders(result, w), *_money(result, w)]
    lines += _without_axis(result, w)
    if result.never:
        told = _listed([result.action_names(w.lang)[each] for each in result.never], w)
        lines.append(w("never", n=len(result.never), names=told))
    return "\n".join([*lines, w("caution")])


def alternative(result: Alignment, w: Words) -> str:
    """Each axis with its actions, then the actions without one: what the picture shows, in words."""
    names = result.action_names(w.lang)
    lines = [w("title", name=result.of.called(w.lang))]
    for axis, actions in result.actions_of.items():
        told = w("and").join(names[action] for action in actions)
        called = _called(result, w, axis)
        lines.append(w("line", axis=called, n=len(actions), names=told) if actions else w("line_none", axis=called))
    return "\n".join([*lines, *_without_axis(result, w)])


def _axes(result: Alignment, w: Words, key: str, axes: list[str]) -> str:
    listed = _listed([_called(result, w, axis) for axis in axes], w)
    return w(key, n=len(axes), names=listed) if axes else w(f"{key}.none")


def _alone(result: Alignment, w: Words) -> list[str]:
    """The axes that one action carries alone, and the actions of several axes."""
    names = result.action_names(w.lang)
    told = [f"{_called(result, w, axis)} ({names[action]})" for axis, action in result.carried_alone.items()]
    one = [action for action, axes in result.axes_of.items() if len(axes) == 1]
    return [
        w("alone", n=len(told), names=_listed(told, w)) if told else w("alone.none"),
        w("one_axis", n=len(one), names=_listed([names[each] for each in one], w)) if one else w("one_axis.none"),
        *([w("several", n=len(result.of_several), of=len(result.axes_of))] if result.of_several else []),
    ]


def _funders(result: Alignment, w: Words) -> list[str]:
    """The axes that hang on one giver of money, and those to which the data name none."""
    names = result.actor_names(w.lang)
    told = [f"{_called(result, w, axis)} ({names[who]})" for axis, who in result.on_one_funder.items()]
    lines = [w("one_funder", n=len(told), names=_listed(told, w)) if told else w("one_funder.none")]
    unnamed = [axis for axis, one in result.carried.items() if result.actions_of[axis] and not one.of_money]
    return [*lines, *([_axes(result, w, "no_funder", unnamed)] if unnamed else [])]


def _money(result: Alignment, w: Words) -> list[str]:
    """The money counted once, and what the amounts of the axes would come to if they were added."""
    lines = []
    added: dict[tuple[str | None, str | None], int] = {}
    for one in result.carried.values():
        for each in one.money:
            added[each.currency, each.basis] = added.get((each.currency, each.basis), 0) + each.minor
    for each in result.total.money:
        twice = added[each.currency, each.basis]
        key = "money" if twice == each.minor else "money_twice"
        lines.append(
            w(key, amount=_amount(each, each.minor, w), basis=_basis(each, w), n=each.n, added=_amount(each, twice, w))
        )
    if result.total.n_unknown:
        lines.append(w("unknown", n=result.total.n_unknown))
    if result.total.n_not_money:
        lines.append(w("not_money", n=result.total.n_not_money))
    if not result.total.sums:
        lines.append(w("no_money"))
    return lines


def _without_axis(result: Alignment, w: Words) -> list[str]:
    if not result.axes:
        return []
    if not result.members:
        return [w("no_members")]
    names = result.action_names(w.lang)
    told = _listed([names[action] for action in result.without_axis], w)
    none = w("without_axis.none", of=len(result.members))
    return [w("without_axis", n=len(result.without_axis), of=len(result.members), names=told) if told else none]


def _called(result: Alignment, w: Words, axis: str) -> str:
    node = result.axes[axis]
    return " ".join(part for part in (node.code, node.called(w.lang)) if part)


def _listed(texts: Iterable[str], w: Words) -> str:
    every = list(texts)
    more = [w("more", n=len(every) - _LISTED)] if len(every) > _LISTED else []
    return w("and").join([*every[:_LISTED], *more])


def _amount(one: Sum, minor: int, w: Words) -> str:
    from graphkit.model.money import minor_digits

    return w.money(minor, one.currency or w("no_currency"), minor_digits(one.currency or ""))


def _basis(one: Sum, w: Words) -> str:
    from graphkit.model.vocabularies import label

    return (one.basis and label("bases", one.basis, w.lang)) or w("no_basis")
