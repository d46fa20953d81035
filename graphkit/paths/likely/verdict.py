"""What a back-test comes to, in words: first of all where four-cycles are not better than what is simpler."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from graphkit.paths.likely.backtest_result import FEW

if TYPE_CHECKING:
    from graphkit.paths.likely.backtest_result import Backtest, Measured
    from graphkit.words import Words


def verdict(result: Backtest, w: Words) -> str:
    """What was held out, what came true, how the rankings did; one line each."""
    if result.span is None:
        return w("test.no_years")
    first, last = (str(year) for year in result.span)
    years = int(result.options["holdout_years"])
    cut = result.span[1] - years
    if result.ground is None:
        return w("test.no_past", first=first, last=last, years=years)
    known, what = result.ground.known, result.options["what"]
    held = last if years == 1 else f"{cut + 1}–{last}"
    lines = [
        w("test.held", held=held, cut=str(cut), actors=known.n_actors, columns=known.n_actions),
        w(f"test.came.{what}", candidates=result.ground.n_candidates, true=result.n_true, new=result.ground.n_new),
    ]
    mine, base = result.of("four_cycles"), result.of("common_neighbours")
    if mine is None or base is None or not result.n_true or not result.n_negatives:
        return "\n".join([*lines, w("test.nothing")])
    lines.append(w("test.sample", negatives=result.n_negatives, seed=str(result.provenance["seed"])))
    surely = "better" if result.n_true >= FEW else "few_better"
    for than in ("common_neighbours", "preferential_attachment"):
        value, low, high = mine.apart[than]
        key = "unknown" if isnan(low) else surely if low > 0 else "worse" if high < 0 else "alike"
        lines.append(
            w(
                f"test.{key}",
                than=w(f"than.{than}"),
                value=_signed(w, value),
                low=_signed(w, low),
                high=_signed(w, high),
            )
        )
    area, low, high = mine.area
    above = "above_chance" if result.n_true >= FEW else "few_above_chance"
    key = "unknown_chance" if isnan(low) else above if low > 0.5 else "not_above_chance"
    lines.append(w(f"test.{key}", area=w.number(area, 3), low=w.number(low, 3), high=w.number(high, 3)))
    for k in list(mine.precision)[-1:]:
        hits = {name: w.number(each.precision[k][3], 1) for name, each in _others(result).items()}
        lines.append(w("test.first", k=str(k), **hits))
    if mine.precision:
        lines.append(w("test.independent"))
    if result.n_true < FEW:
        lines.append(w("test.few", n=result.n_true))
    return "\n".join([*lines, w("test.one_cut")])


def _others(result: Backtest) -> dict[str, Measured]:
    return {each.method: each for each in result.measured}


def _signed(w: Words, value: float) -> str:
    text = w.number(abs(value), 3)
    return text if isnan(value) or not value else f"{'+' if value > 0 else '−'}{text}"
