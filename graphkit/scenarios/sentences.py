"""What falls, in plain sentences, in English or French; each text says that it is of these data alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.networks.network import Network
    from graphkit.scenarios.result import FallResult
    from graphkit.words import Words

# A text is read to its end; the rest stands in the table.
_NAMED = 5


def of_fall(result: FallResult, w: Words) -> str:
    """What happens, what falls, what it comes to, what is not known; one line each."""
    return "\n".join(_lines(result, w))


def _lines(result: FallResult, w: Words) -> Iterator[str]:
    network = result.network
    grain = network.spec.request.grain
    yield w(f"{result.name}.happens", who=result.happened, rules=rules_of(result, w))
    n = result.n_falling
    yield w("falls", what=counted(w, grain, n), all=counted(w, grain, network.n_actions))
    if result.n_unknown:
        yield w("unknown", what=counted(w, grain, result.n_unknown))
    if money := result.exposed:
        currency, digits = network.spec.currency, network.money.digits
        if currency:
            yield w("money_lost", amount=w.money(money["lost"], currency, digits))
            if n:
                yield w("money_fallen", amount=w.money(money["of_fallen"], currency, digits))
        if money["lost_open"]:
            yield w("amounts_open", n=money["lost_open"])
    elif network.money.choices:
        yield w("no_money")
    if len(actors := result.fallen_actors):
        yield w("actors_fall", n=len(actors), who=named(actors["name"].tolist(), w))
    yield from _left(result.left_without, w)
    yield w("caution")


def _left(frame: pd.DataFrame, w: Words) -> Iterator[str]:
    for label in ("Territory", "Group"):
        names = frame.loc[frame["label"] == label, "name"].tolist()
        if names:
            yield w(f"left.{label}", n=len(names), who=named(names, w))


def rules_of(result: FallResult, w: Words) -> str:
    """The rules in words, joined by what combines them."""
    said = []
    for rule in result.rules:
        name, _, value = rule.spec.partition("=")
        if name == "money":
            said.append(w("rule.money_all") if float(value) >= 1 else w("rule.money", share=w.share(float(value))))
        elif name == "role":
            from graphkit.model.vocabularies import label

            said.append(w("rule.role", role=label("roles", value, w.lang)))
        else:
            said.append(w(f"rule.{name}"))
    return w("or" if result.options.get("combine", "any") == "any" else "and").join(said)


def named(names: list[str], w: Words) -> str:
    """The first names, and how many more there are."""
    text = ", ".join(names[:_NAMED])
    return text + (w("more", n=len(names) - _NAMED) if len(names) > _NAMED else "")


def counted(w: Words, grain: str, n: int) -> str:
    """``3 actions``, ``1 recipient``."""
    return w.count(f"grain.{grain}", n)


def empty(network: Network, w: Words) -> str | None:
    """What is said of a network in which nothing can fall; None where something can."""
    return None if network.n_pairs else w("nothing")
