"""What a report rests on, asked for beside it: all rows behind a number; in which ways money is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from graphkit.errors import UnknownName
from graphkit.model.vocabularies import label
from graphkit.reports.ledger import LIST, Ledger
from graphkit.reports.prose import Prose
from graphkit.reports.write import facts_of, page, teller

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.reports.ledger import Entry


class Found(NamedTuple):
    """A number of a report with what is behind it, and as the report writes it: with what it counts."""

    entry: Entry
    spelled: str


def entry_of(graph: Graph, key: str, *, lang: str = "en", seed: int = 0, **network: Any) -> Found:
    """A number of the report that `write_report` would write, with what is behind it.

    Parameters
    ----------
    graph : Graph
        An open graph.
    key : str
        What the number is, as the list of evidence has it: ``network.ties``; or its label there, ``E8``, which may be
        another's in a report on other data.
    lang : {"en", "fr"}
        The language of its sentence.
    seed : int
        Seed of the report.
    **network
        Options of the report.

    Returns
    -------
    Found
        Its ``entry.number.rows.all()`` has all of its rows.

    Raises
    ------
    UnknownName
        The report has no number of that key.
    """
    facts = facts_of(graph, network, seed)
    ledger = Ledger()
    tell = teller(facts, Prose("graphkit.reports", lang), ledger)
    page(facts, tell)
    held = {entry.number.key: entry for entry in ledger.entries}
    # The page says E8 where the list has a key, too.
    by_id = {entry.id: entry for entry in ledger.entries}
    if key not in held and key not in by_id:
        raise UnknownName("number of this report", key, held, f"The column key of {LIST} has them all.")
    entry = held.get(key) or by_id[key]
    return Found(entry, tell.counted(entry.number))


def ways_of_money(graph: Graph, lang: str = "en", **network: Any) -> list[str]:
    """The currencies and kinds of the amounts of a report that are not those asked for, where none is as asked for."""
    sums = facts_of(graph, network, 0).sums
    if sums.money:
        return []
    unknown = Prose("graphkit.reports", lang)("data.unknown")
    return [f"{one.currency or unknown} ({label('bases', one.basis, lang) or unknown})" for one in sums.elsewhere]
