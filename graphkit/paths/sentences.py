"""What was found, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.paths.path import Path, Step
    from graphkit.paths.result import PathsResult

CAUTION = "A path shows actions carried together, not agreement or coordination."

SIDE_BY_SIDE = "Side by side: action by action, the smaller of the two amounts."

# A text is read to its end; the rest stands in the table.
_PATHS, _ACTIONS = 10, 3


def sentences(result: PathsResult) -> str:
    """How far apart the two are, then each path with its steps; one line each."""
    if not result.found:
        return result.reason
    listed = list(_listed(result))
    amounts = [SIDE_BY_SIDE] if any("side by side" in line for line in listed) else []
    return "\n".join([_summary(result), *listed, *amounts, CAUTION])


def _summary(result: PathsResult) -> str:
    one, other = (result.network.actor_names[row] for row in result.ends)
    assert result.shortest_length is not None
    shortest = _count(result.n_shortest, "shortest path")
    where = " where both amounts are known" if result.options["weight"] == "amount" else ""
    text = f"{one} and {other} are {_count(result.shortest_length, 'step')} apart{where}, by {shortest}."
    listed = len(result.found_rows)
    if result.options.get("every_shortest"):
        left = result.n_shortest - listed
        return text + (f" Listed: the {listed:,} strongest; not listed: {left:,} (limit={listed})." if left else "")
    asked = result.options["k"]
    order = "shortest first, then strongest" if result.options["by"] == "length" else "strongest first, then shortest"
    if listed < asked:
        return (
            text
            + f" Without passing an actor twice there {'is' if listed == 1 else 'are'} {_count(listed, 'path')} in all."
        )
    return text + (f" The best {listed:,}, {order}:" if listed > 1 else "")


def _listed(result: PathsResult) -> Iterator[str]:
    for number, path in enumerate(islice(result.paths, _PATHS), 1):
        yield f"{number}. {' – '.join(path.names)}: {_count(path.length, 'step')}, {_weakest(path, result)}."
        for step in path.steps:
            yield f"   {step.start_name} – {step.end_name}: {_step(step, result)}"
    if len(result.paths) > _PATHS:
        yield f"({len(result.paths) - _PATHS:,} further paths: to_frame() has them all.)"


def _weakest(path: Path, result: PathsResult) -> str:
    if result.options["weight"] == "count":
        return f"the weakest with {_count(int(path.strength), _shared(result))}"
    return f"the weakest with {result.unit} {path.strength:,.0f} side by side"


def _step(step: Step, result: PathsResult) -> str:
    names = [action.name for action in step.actions[:_ACTIONS]]
    more = len(step.actions) - len(names)
    text = f"{_count(len(step.actions), _shared(result))}: {'; '.join(names)}" + (f"; {more} more" if more else "")
    if step.years:
        text += f" ({_years(step.years)})"
    if step.amount is not None:
        known = len(step.amounts)
        of = "" if known == len(step.actions) else f", known for {known} of {len(step.actions)}"
        text += f"; {result.network.spec.currency or ''} {step.amount:,.0f} side by side{of}"
    return text


def _shared(result: PathsResult) -> str:
    return f"shared {result.network.spec.request.grain}"


def _years(years: Sequence[int]) -> str:
    return f"{years[0]}" if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"
