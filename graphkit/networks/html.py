"""What a notebook shows of results, networks, snapshots and stores: short, and with all text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.networks.network import Network
    from graphkit.networks.results import Result
    from graphkit.networks.snapshot import Snapshot

_ROWS, _LINES = 20, 12


def result_html(result: Result) -> str:
    """What a result says of itself, its first rows, and where they come from."""
    frame = result.to_frame()
    table = (
        ""
        if frame.empty
        else frame.head(_ROWS).to_html(index=False, border=0, na_rep="–", float_format=_number, escape=True)
    )
    more = f"<p>{len(frame) - _ROWS:,} further rows: <code>.to_frame()</code></p>" if len(frame) > _ROWS else ""
    made = result.provenance
    told = [made.get("description"), f"snapshot {str(made.get('snapshot', ''))[:12]}", made.get("version")]
    # Where a result has no words of its own, its name and unit stand for them.
    has_words = type(result).__str__ is not object.__str__
    said = str(result).splitlines() if has_words else []
    head = f"<b>{escape(result.values_label)}</b>"
    return _block([head, *map(escape, _first(said))], table + more, [*told, made.get("reference")])


def network_html(network: Network) -> str:
    """How large a network is, what was asked for, and the data that it is of."""
    columns = {"action": "actions", "recipient": "recipients"}.get(network.spec.request.grain, "recipient-years")
    rows = [("actors", network.n_actors), (columns, network.n_actions), ("pairs", network.n_pairs)]
    rows.append(("ties of money without an amount", network.n_missing_amounts))
    return _block(["<b>Network</b>"], counts_table(rows), [str(network.spec), _of(network.snapshot)])


def snapshot_html(snapshot: Snapshot) -> str:
    """How many rows each table of a snapshot has."""
    rows = [(name, table.num_rows) for name, table in snapshot.tables().items()]
    return _block(["<b>Snapshot</b>"], counts_table(rows), [_of(snapshot)])


def store_html(place: str, nodes: Mapping[str, int], ties: Mapping[str, int], server: str) -> str:
    """How many nodes of each label and ties of each type a store holds."""
    rows = [(name, n) for name, n in (*nodes.items(), *ties.items()) if n]
    return _block([f"<b>Graph</b> in {escape(place)}"], counts_table(rows), [server])


def counts_table(rows: Iterable[tuple[str, int]]) -> str:
    """A table of names and counts."""
    cells = (f"<tr><td>{escape(name)}</td><td style='text-align:right'>{n:,}</td></tr>" for name, n in rows)
    return f"<table>{''.join(cells)}</table>"


def _number(value: float) -> str:
    """Four digits that say something, and whole above a thousand: no sum of money loses its digits."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}"


def _of(snapshot: Snapshot) -> str:
    return f"snapshot {snapshot.hash[:12]}"


def _first(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _LINES
    return [*lines[:_LINES], *([f"({more:,} further lines: print it)"] if more > 0 else [])]


def _block(head: Sequence[str], table: str, small: Iterable[Any]) -> str:
    """Head lines, already escaped, above a table; small print, escaped here, below."""
    caption = "<br>".join(escape(str(line)) for line in small if line)
    return f"<div><p>{'<br>'.join(head)}</p>{table}<p><small>{caption}</small></p></div>"
