"""What falls, in plain sentences, in English or French; each text says that it is of these data alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit.networks.called import called

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.networks.snapshot import Snapshot
    from graphkit.scenarios.cliff import CliffResult
    from graphkit.scenarios.curve_result import CurveResult
    from graphkit.scenarios.each import ExitsResult
    from graphkit.scenarios.result import FallResult
    from graphkit.scenarios.sets import SetsResult
    from graphkit.words import Words

# A text is read to its end; the rest stands in the table.
_NAMED = 5


def of_fall(result: FallResult, w: Words) -> str:
    """What happens, what falls, what it comes to, what is not known; one line each."""
    return "\n".join(_lines(result, w))


def _lines(result: FallResult, w: Words) -> Iterator[str]:
    network = result.network
    grain = network.spec.request.grain
    who = ", ".join(called(result.happened, network.snapshot, w.lang))
    if result.name == "cut":
        share = w.share(result.options["share"])
        who = w("cut.of", share=share, of=who) if who else w("cut.all", share=share)
    yield w(f"{result.name}.happens", who=who, rules=rules_of(result, w))
    n = result.n_falling
    if not network.n_pairs:
        yield w("nothing")
        yield w("caution")
        return
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
        yield w("actors_fall", n=len(actors), who=named(actors["name"].tolist(), network.snapshot, w))
    yield from _left(result.left_without, network.snapshot, w)
    yield w("caution")


def of_exits(result: ExitsResult, w: Words) -> str:
    """How many exits fell something, and what rules and columns mean."""
    network, frame = result.network, result.to_frame()
    grain = network.spec.request.grain
    if not network.n_pairs:
        return "\n".join([w("nothing"), w("caution")])
    lines = [w("exits.happens", rules=rules_of(result, w))]
    lines.append(w("exits.fell", n=int((frame["falls"] > 0).sum()), all=len(frame)))
    first = frame.iloc[0]
    if first["falls"]:
        lines.append(
            w(
                "exits.most",
                who=called([first["name"]], network.snapshot, w.lang)[0],
                what=counted(w, grain, int(first["falls"])),
            )
        )
    lines.append(w("no_money") if network.money.choices else w("exits.columns"))
    return "\n".join([*lines, w("caution")])


def of_sets(result: SetsResult, w: Words) -> str:
    """The first set of each size, and whether no other fells more."""
    if not result.network.n_pairs:
        return "\n".join([w("nothing"), w("caution")])
    grain, frame = result.network.spec.request.grain, result.to_frame()
    lines = [w("sets.happens", rules=rules_of(result, w))]
    for size in sorted({*frame["size"].tolist()}):
        first = frame[frame["size"] == size].iloc[0]
        key = "sets.exact" if first["exact"] else "sets.greedy"
        what = counted(w, grain, int(first["falls"]))
        lines.append(
            w(
                key,
                size=size,
                who=" + ".join(called(first["names"], result.network.snapshot, w.lang)),
                what=what,
                share=w.share(first["share"]),
            )
        )
    return "\n".join([*lines, w("caution")])


def of_curve(result: CurveResult, w: Words) -> str:
    """The area, how actors left, and what chance would make of it."""
    from math import isnan

    if isnan(result.area):
        return "\n".join([w("nothing"), w("caution")])
    options = result.options
    order = options["order"] if isinstance(options["order"], str) else "named"
    lines = [w("curve.happens", order=w(f"order.{order}"), rules=rules_of(result, w))]
    area = w.number(result.area, 4)
    lines.append(w(f"curve.area.{options['points']}", area=area, n=len(result.stands) - 1))
    if result.area_from < result.area - 1e-12:
        lines.append(w("curve.from", area=w.number(result.area_from, 4)))
    if result.error:
        lines.append(w("curve.error", error=w.number(result.error, 4), n=options["draws"]))
    if len(result.null):
        null = result.null
        least, mean, most = (w.number(float(each), 4) for each in (null.min(), null.mean(), null.max()))
        lower = int((null <= result.area + 1e-12).sum())
        lines.append(w("curve.null", n=len(null), mean=mean, least=least, most=most, lower=lower))
    return "\n".join([*lines, w("caution")])


def of_cliff(result: CliffResult, w: Words) -> str:
    """How much ends, what is renewed, and where the data end."""
    frame = result.frame
    lines = []
    if frame.empty:
        lines.append(w("cliff.none"))
    else:
        sums = {name: int(frame[name].sum()) for name in ("ends", "renewed", "not_renewed", "not_known")}
        lines.append(w("cliff.ends", first=str(frame["year"].min()), last=str(frame["year"].max()), **sums))
        worst = frame.iloc[int(frame["not_renewed"].to_numpy().argmax())]
        if worst["not_renewed"]:
            lines.append(w("cliff.most", year=str(worst["year"]), n=int(worst["not_renewed"])))
        lines.append(w("cliff.until", year=str(result.last_year)))
        if (assumed := sums["ends"] - int(frame["ends_stated"].sum())) > 0:
            lines.append(w("cliff.assumed", n=assumed))
    for key in ("undated", "open_ended"):
        if n := getattr(result, key):
            lines.append(w(f"cliff.{key}", n=n))
    if result.network.money.choices:
        lines.append(w("no_money"))
    return "\n".join([*lines, w("cliff.caution")])


def _left(frame: pd.DataFrame, snapshot: Snapshot, w: Words) -> Iterator[str]:
    for label in ("Territory", "Group"):
        names = frame.loc[frame["label"] == label, "name"].tolist()
        if names:
            yield w(f"left.{label}", n=len(names), who=named(names, snapshot, w))


def rules_of(result: FallResult | ExitsResult | SetsResult | CurveResult, w: Words) -> str:
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


def named(names: list[str], snapshot: Snapshot, w: Words) -> str:
    """The first names, and how many more there are."""
    text = ", ".join(" ".join(name.split()) for name in called(names[:_NAMED], snapshot, w.lang))
    return text + (w("more", n=len(names) - _NAMED) if len(names) > _NAMED else "")


def counted(w: Words, grain: str, n: int) -> str:
    """``3 actions``, ``1 recipient``."""
    return w.count(f"grain.{grain}", n)
