"""What becomes of two statements about one node or tie: the one rule, used in memory and against the store.

What was stated first stays; a property not yet stated is added; lists grow. A second name becomes an alias. A later
value that differs is not taken, and is counted as a conflict. A name that is only the id stands for one that is not
known: it gives way to the first that is told, and never becomes an alias.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def merge_node(known: dict[str, Any], stated: Mapping[str, Any]) -> tuple[bool, int]:
    """Add to a node what another statement about it says.

    Parameters
    ----------
    known : dict
        The node's properties so far, ``id`` and ``name`` included; changed in place.
    stated : mapping
        The properties of the other statement.

    Returns
    -------
    changed : bool
        Whether `known` holds anything new.
    conflicts : int
        How many values differ from those known and were not taken.

    Examples
    --------
    >>> known = {"id": "a", "name": "Ville de Lyon", "scale": "municipal"}
    >>> merge_node(known, {"id": "a", "name": "Lyon", "scale": "regional", "url": "https://example.org"})
    (True, 1)
    >>> known["aliases"], known["scale"], known["url"]
    (['Lyon'], 'municipal', 'https://example.org')
    """
    other_name = stated.get("name")
    changed = False
    if other_name and other_name not in (known["name"], known["id"]):
        if known["name"] == known["id"]:
            known["name"], changed = other_name, True
        else:
            changed = _extend(known, "aliases", [other_name])
    rest = {name: value for name, value in stated.items() if name != "name"}
    added, conflicts = _merge(known, rest)
    # A name that another statement lists as an alias stays a name.
    if known["name"] in known.get("aliases", ()):
        known["aliases"] = [alias for alias in known["aliases"] if alias != known["name"]]
    return changed or added, conflicts


def merge_tie(known: dict[str, Any], stated: Mapping[str, Any]) -> tuple[bool, int]:
    """Add to a tie what another statement of it says; a further source is kept in ``also_in``.

    Returns
    -------
    changed, conflicts
        As for `merge_node`. Another place in a source that is already named is neither.
    """
    place = f"{stated['source']}#{stated['locator']}"
    named = {known["source"], *(other.split("#", 1)[0] for other in known.get("also_in", ()))}
    changed = stated["source"] not in named and _extend(known, "also_in", [place])
    rest = {name: value for name, value in stated.items() if name not in ("source", "locator")}
    added, conflicts = _merge(known, rest)
    return changed or added, conflicts


def _merge(known: dict[str, Any], stated: Mapping[str, Any]) -> tuple[bool, int]:
    changed, conflicts = False, 0
    for name, value in stated.items():
        if value is None:
            continue
        have = known.get(name)
        if isinstance(value, list):
            changed |= _extend(known, name, value)
        elif have is None:
            known[name] = value
            changed = True
        elif have != value:
            conflicts += 1
    return changed, conflicts


def _extend(known: dict[str, Any], name: str, values: list[str]) -> bool:
    have = known.get(name) or []
    new = [value for value in dict.fromkeys(values) if value not in have]
    if new:
        known[name] = [*have, *new]
    return bool(new)
