"""Labels and types that a statement names and nobody has: a misspelt one finds no row, and is no error."""

from __future__ import annotations

import re
from difflib import get_close_matches

from graphkit.cli._settings import Settings
from graphkit.graph import Graph

# Texts and comments, whatever stands in them.
_QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|//[^\n]*|/\*.*?\*/""", re.DOTALL)
# What follows the first colon of a pattern: (a:Actor:Funder), [r:FUNDS|SUPPORTS].
_PATTERN = re.compile(r"(\(|\[)\s*\w*\s*:\s*([A-Za-z_]\w*(?:\s*[|:&]+\s*[A-Za-z_]\w*)*)")


def say_unknown_labels(settings: Settings, graph: Graph, statement: str) -> None:
    """Say of each label or type that neither the model nor the store has which one may have been meant."""
    from graphkit.model.schema import schema

    labels, types = {*schema().nodes, "Funder"}, set(schema().ties)
    for name, is_tie in named_in(statement):
        known = types if is_tie else labels
        if name in known or _there(graph, name, is_tie=is_tie):
            continue
        near = {each.casefold(): each for each in sorted(known)}
        found = get_close_matches(name.casefold(), near, n=2, cutoff=0.6)
        if found:
            settings.say("unknown_label", name=name, near=", ".join(near[each] for each in found))
        else:
            settings.say("unknown_label_far", name=name)


def named_in(statement: str) -> list[tuple[str, bool]]:
    """The labels, and the types of ties, in the patterns of a statement; each once, True for a type.

    Examples
    --------
    >>> named_in("MATCH (a:Actor)-[:FUNDS|GIVES]->({name: ':Not'}) RETURN a")
    [('Actor', False), ('FUNDS', True), ('GIVES', True)]
    """
    found = _PATTERN.findall(_QUOTED.sub("''", statement))
    return list(dict.fromkeys((name, bracket == "[") for bracket, names in found for name in re.findall(r"\w+", names)))


def _there(graph: Graph, name: str, *, is_tie: bool) -> bool:
    pattern = f"()-[x:{name}]->()" if is_tie else f"(x:{name})"
    return bool(graph.store.read(f"MATCH {pattern} RETURN count(x) AS n").to_pylist()[0]["n"])
