"""A result as a notebook shows it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.networks.results import Result

_ROWS = 20


def result_html(result: Result) -> str:
    """The first rows as a table, with what was measured above and where it comes from below; all text escaped."""
    frame = result.to_frame()
    table = frame.head(_ROWS).to_html(index=False, border=0, na_rep="–", float_format="{:,.4g}".format, escape=True)
    more = f"<p>{len(frame) - _ROWS:,} further rows: <code>.to_frame()</code></p>" if len(frame) > _ROWS else ""
    made = result.provenance
    told = [made.get("description"), f"snapshot {str(made.get('snapshot', ''))[:12]}", made.get("version")]
    caption = "<br>".join(escape(str(line)) for line in (*told, made.get("reference")) if line)
    return f"<div><p><b>{escape(result.values_label)}</b></p>{table}{more}<p><small>{caption}</small></p></div>"
