"""Of which scales the members of a coalition are, and who funds what they share: a figure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graphkit.model.vocabularies import label, vocabularies
from graphkit.reports import matrices
from graphkit.reports.common import things
from graphkit.reports.said import count, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from graphkit.reports.facts import Facts
    from graphkit.reports.page import Figure
    from graphkit.reports.said import Number, Rows, Text
    from graphkit.reports.teller import Teller

# Rows that a picture has room for.
MOST = 10

# The column of actors of whom no scale is stated.
UNSTATED = "none"

ByScale = dict[str, list[str]]
"""Actors by their scale."""


def coalition_scales(facts: Facts, tell: Teller) -> Figure | Text:
    """The figure; a sentence where fewer than two scales are stated of those it would show."""
    groups = facts.grouped.groups[:MOST]
    members = [_by_scale(facts, ids) for ids in groups]
    funders = [_by_scale(facts, _funders(facts, n)) for n in range(1, len(groups) + 1)]
    there = {scale for each in (*members, *funders) for scale in each}
    if len(there - {UNSTATED}) < 2:
        return tell("coalitions.no_scales")
    order = [scale for scale in (*vocabularies()["scales"], UNSTATED) if scale in there]
    columns = [tell.word("data.unknown") if one == UNSTATED else label("scales", one, tell.lang) for one in order]
    leads = [tell.actor(facts.grouped.foremost(n, 1)[0]) for n in range(1, len(groups) + 1)]
    rows = [f"{n} · {plain(lead)}" for n, lead in enumerate(leads, 1)]
    said = {"k": _number(facts, "shown", len(groups), "coalitions"), **_known(facts, members, "members")}
    said |= {f"of_{key}": number for key, number in _known(facts, funders, "funders").items()}
    shared = things(facts, tell)
    alternative = tell.phrase("coalitions.scales.alt", **said, **shared)
    svg = matrices.beside(
        [_counts(each, order) for each in (members, funders)],
        rows,
        columns,
        [tell.word("coalitions.scales.members"), tell.words("coalitions.scales.funders", **shared)],
        title=plain(alternative),
    )
    cells = []
    for what, held in (("members", members), ("funders", funders)):
        for n, each in enumerate(held, 1):
            for scale, column in zip(order, columns, strict=True):
                ids = each.get(scale, [])
                number = _number(facts, f"{what}/c{n}+{scale}", len(ids), "actors", facts.named("Actor", ids))
                cells.append((f"{rows[n - 1]} – {column}", number))
    caption = tell.phrase("coalitions.scales.caption", **said, **shared)
    return tell.figure(svg, caption, alternative, "coalition-scales", cells)


def _number(facts: Facts, key: str, value: int, unit: str, rows: Rows | None = None) -> Number:
    query = facts.command("report", seeded=True)
    return count(value, key=f"coalitions.scales/{key}", unit=unit, query=query, rows=rows or facts.whole)


def _by_scale(facts: Facts, ids: Sequence[str]) -> ByScale:
    found: defaultdict[str, list[str]] = defaultdict(list)
    stated = facts.actors["scale"]
    for id in ids:
        scale = stated.get(id)
        found[scale if isinstance(scale, str) and scale else UNSTATED].append(id)
    return dict(found)


def _funders(facts: Facts, number: int) -> list[str]:
    """Who funds what at least two members of a group, numbered from 1, share: by id, members or not."""
    import numpy as np

    held, net = facts.cofunding.network, facts.network
    shared = {net.action_ids[column] for column in facts.grouped.shared(number).tolist()}
    columns = [at for at, id in enumerate(held.action_ids) if id in shared]
    row = np.repeat(np.arange(held.n_actors), np.diff(held.indptr))
    return [held.actor_ids[at] for at in np.unique(row[np.isin(held.indices, columns)]).tolist()]


def _known(facts: Facts, held: Sequence[ByScale], what: str) -> Mapping[str, Number]:
    """Of how many the scale is stated, and of how many there are; who is in several rows counts in each."""
    every = sum(len(ids) for each in held for ids in each.values())
    known = every - sum(len(each.get(UNSTATED, ())) for each in held)
    return {
        "n": _number(facts, f"{what}.known", known, "actors"),
        "m": _number(facts, f"{what}.all", every, "actors"),
    }


def _counts(held: Sequence[ByScale], order: Sequence[str]) -> NDArray[np.int64]:
    import numpy as np

    return np.array([[len(each.get(scale, ())) for scale in order] for each in held], dtype=np.int64)
