"""What is where, what meets a need and what was learnt, in plain sentences, in English or French."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graphkit.needs.sums import n_unknown, spelled

if TYPE_CHECKING:
    from graphkit.needs.territories_result import TerritoriesResult
    from graphkit.words import Words


def of_territories(result: TerritoriesResult, w: Words) -> str:
    """What is there, what is not seen, and what the numbers do not say; a line each."""
    return "\n".join(_territories(result, w))


def _territories(result: TerritoriesResult, w: Words) -> Iterator[str]:
    by, account = result.options["by"], result.account
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


def listed(names: Sequence[str], w: Words, most: int = 3) -> str:
    """The first names, and how many more there are."""
    first = ", ".join(names[:most])
    return w("and_more", names=first, n=len(names) - most) if len(names) > most else first
