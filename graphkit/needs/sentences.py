"""What is where, what meets a need and what was learnt, in plain sentences, in English or French."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graphkit.needs.naming import nodes
from graphkit.needs.sums import n_unknown, spelled

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.needs.learn_result import LearnResult
    from graphkit.needs.match_result import MatchResult
    from graphkit.needs.territories_result import TerritoriesResult
    from graphkit.networks.naming import Named
    from graphkit.words import Words


def of_territories(result: TerritoriesResult, w: Words) -> str:
    """What is there, what is not seen, and what the numbers do not say; a line each."""
    return "\n".join(_territories(result, w))


def _territories(result: TerritoriesResult, w: Words) -> Iterator[str]:
    by, account = result.options["by"], result.account
    if "since" in result.options:
        first, last = (str(result.options[key] or "…") for key in ("since", "until"))
        actions, ties = result.other_years
        yield w("territories.years", years=first if first == last else f"{first}–{last}", actions=actions, ties=ties)
    if not len(result.rows):
        yield w("territories.none")
        yield w("territories.nowhere", n=account["nowhere"], all=account["actions"])
        yield w("caution")
        return
    yield w("territories.counts", rows=len(result.rows), located=account["located"], all=account["actions"])
    if account["several"]:
        yield w("territories.several", n=account["several"])
    if account["by_recipient"]:
        yield w("territories.by_recipient", n=account["by_recipient"])
    if account["nowhere"]:
        yield w("territories.nowhere", n=account["nowhere"], all=account["actions"])
    if account["elsewhere"]:
        yield w("territories.elsewhere", n=account["elsewhere"])
    totals = result.totals()
    for key in ("located", "not_located"):
        if money := spelled(totals[key], w):
            yield w(f"territories.money_{key}", amounts=", ".join(money))
        if open_ := n_unknown(totals[key]):
            yield w(f"territories.open_{key}", n=open_)
    if not len(result.classes):
        yield w(f"territories.no_{by}")
    else:
        table = result.matrix()
        yield w("territories.gaps", n=int((table == 0).sum().sum()), cells=table.size, by=w(f"by.{by}"))
        if account["unclassed"]:
            yield w(f"territories.unclassed_{by}", n=account["unclassed"])
    unknown = int(result.rows["inhabitants"].isna().sum())
    yield w("territories.inhabitants", known=len(result.rows) - unknown, rows=len(result.rows))
    yield w("territories.not_seen")
    yield w("caution")


def called(named: Named, w: Words) -> str:
    """What something is called in a language: its French name where it has one."""
    return named.others[0] if w.lang == "fr" and named.others else named.name


def listed(names: Sequence[str], w: Words, most: int = 3) -> str:
    """The first names, and how many more there are."""
    first = ", ".join(names[:most])
    return w("and_more", names=first, n=len(names) - most) if len(names) > most else first


def of_match(result: MatchResult, w: Words) -> str:
    """How many candidates there are, by which rule they are ordered, and what is not said; a line each."""
    return "\n".join(_match(result, w))


def _match(result: MatchResult, w: Words) -> Iterator[str]:
    asked = ", ".join(w(f"criterion.{each}", name=called(named, w)) for each, named in result.asked.items())
    meets = {each: int(result.met[each].sum()) for each in result.criteria}
    yield w("match.asked", asked=asked, n=len(result.met), every=int((result.met["n"] == len(result.asked)).sum()))
    for each, n in meets.items():
        if n:
            continue
        yield w(f"match.none_{each}", name=called(result.asked[each], w))
        above = sorted(result.tree.above(result.asked[each].id)) if each == "territory" else []
        if above:
            names = {node.id: called(node, w) for node in nodes(result.snapshot, "Territory")}
            yield w("match.wider", names=listed([names.get(id, id) for id in above], w))
    yield w("match.counts", **{part: len(frame) for part, frame in result.candidates.items()})
    yield w("match.order")
    if not len(result.pairs["skill"]):
        yield w("match.no_skills")
    yield w("match.not_said")
    yield w("caution")


def of_learn(result: LearnResult, w: Words) -> str:
    """What there is to learn from, and what is not said; a line each."""
    return "\n".join(_learn(result, w))


def _learn(result: LearnResult, w: Words) -> Iterator[str]:
    if not len(result.faces) and not len(result.monitored) and not len(result.credits):
        yield w("learn.none")
    if len(result.faces):
        frame = result.to_frame("issues")
        recurring = int((frame["actions"] + frame["programmes"] > 1).sum())
        yield w("learn.issues", n=len(frame), recurring=recurring, open=int(frame["improvement"].isna().sum()),
                **_stating(result.faces))  # fmt: skip
        yield w("learn.alike")
    yield from _monitoring(result, w)
    if len(result.credits):
        yield w("learn.factors", n=result.credits["end"].nunique(), **_stating(result.credits))
    if len(result.memberships):
        pairs, bodies = result.to_frame("together"), result.to_frame("bodies")
        yield w("learn.together", bodies=len(bodies), pairs=len(pairs), several=int((pairs["shared"] > 1).sum()))
        most = result.options["largest"]
        if large := int((bodies["members"] > most).sum()):
            yield w("learn.too_large", n=large, most=most)
    else:
        yield w("learn.no_members")
    yield w("learn.not_said")


def _monitoring(result: LearnResult, w: Words) -> Iterator[str]:
    """Actions without an indicator, where the data have any."""
    implied = sum(bool(each) for each in result.snapshot.actions["implied"].to_pylist())
    named = len(result.named_actions)
    if not len(result.monitored):
        if named:
            yield w("learn.no_indicator")
    elif named:
        frame = result.to_frame("unmonitored")
        above = sum(bool(each) for each in frame["monitored_above"])
        yield w("learn.unmonitored", n=len(frame), all=named, programme=above)
    if implied:
        yield w("learn.implied", n=implied)


def _stating(links: pd.DataFrame) -> dict[str, int]:
    """How many actions and programmes some links are of."""
    return {f"{of.lower()}s": int(links.loc[links["label"] == of, "start"].nunique()) for of in ("Action", "Programme")}
