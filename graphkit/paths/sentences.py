"""What was found, in plain sentences, in English or French."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from graphkit.words import Words

if TYPE_CHECKING:
    from graphkit.paths.path import Path, Step
    from graphkit.paths.result import PathsResult

# A text is read to its end; the rest stands in the table.
_PATHS, _ACTIONS = 10, 3


def sentences(result: PathsResult, lang: str = "en") -> str:
    """How far apart the two are, then each path with its steps; one line each."""
    if not result.found:
        return result.reason
    w = Words("graphkit.paths", lang)
    priced = any(step.amount is not None for path in result.paths[:_PATHS] for step in path.steps)
    amounts = [w("side_by_side")] if priced or result.options["weight"] == "amount" else []
    return "\n".join([_summary(result, w), *_listed(result, w), *amounts, w("caution")])


def _summary(result: PathsResult, w: Words) -> str:
    one, other = (result.network.actor_names[row] for row in result.ends)
    assert result.shortest_length is not None
    where = w("where_known") if result.options["weight"] == "amount" else ""
    steps, shortest = w.count("step", result.shortest_length), w.count("shortest", result.n_shortest)
    text = w("apart", one=one, other=other, steps=steps, where=where, shortest=shortest)
    listed = len(result.found_rows)
    if result.options.get("every_shortest"):
        left = result.n_shortest - listed
        return text + (w("strongest_listed", n=listed, left=left, limit=str(listed)) if left else "")
    if listed < result.options["k"]:
        return text + w.count("in_all", listed, paths=w.count("path", listed))
    order = "best_length" if result.options["by"] == "length" else "best_strength"
    return text + (w(order, n=listed) if listed > 1 else "")


def _listed(result: PathsResult, w: Words) -> Iterator[str]:
    colon = w("colon")
    for number, path in enumerate(islice(result.paths, _PATHS), 1):
        yield f"{number}. {' – '.join(path.names)}{colon}{w.count('step', path.length)}, {_weakest(path, result, w)}."
        for step in path.steps:
            yield f"   {step.start_name} – {step.end_name}{colon}{_step(step, result, w)}"
    if len(result.paths) > _PATHS:
        yield w("further", n=len(result.paths) - _PATHS)


def _weakest(path: Path, result: PathsResult, w: Words) -> str:
    if result.options["weight"] == "count":
        return w("weakest", shared=_shared(int(path.strength), result, w))
    return w("weakest_amount", unit=result.unit, amount=w.number(path.strength, 0))


def _step(step: Step, result: PathsResult, w: Words) -> str:
    separator = "; " if w.lang == "en" else " ; "
    names = [action.name for action in step.actions[:_ACTIONS]]
    more = len(step.actions) - len(names)
    text = f"{_shared(len(step.actions), result, w)}{w('colon')}{separator.join(names)}"
    text += w("more_actions", n=more) if more else ""
    if step.years:
        text += f" ({_years(step.years)})"
    if step.amount is not None:
        known = len(step.amounts)
        text += w("amount", currency=result.network.spec.currency or "", amount=w.number(step.amount, 0))
        text += "" if known == len(step.actions) else w("known", n=known, all=len(step.actions))
    return text


def _shared(n: int, result: PathsResult, w: Words) -> str:
    return w.count(result.network.spec.request.grain, n)


def _years(years: Sequence[int]) -> str:
    return f"{years[0]}" if len(years) == 1 else f"{years[0]}–{years[-1]}"
