"""What becomes of two statements about one node or tie: the one rule, used in memory and against the store.

What was stated first stays; a property not yet stated is added; lists grow. A second name becomes an alias. A later
value that differs is not taken, and is told as a conflict. A name that is only the id stands for one that is not
known: it gives way to the first that is told, and never becomes an alias.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Differing(NamedTuple):
    """A value that was not taken, for another was stated before."""

    property: str
    kept: Any
    told: Any


class Difference(NamedTuple):
    """A value of a node or a tie that a load states otherwise than it was stated before.

    Attributes
    ----------
    what, id : str
        Label of the node or type of the tie, and its id.
    locator : str
        Where the value stands that was not taken; empty where nothing tells.
    property : str
        Of the model.
    kept, told : object
        The value that was stated first, and the one that was not taken.
    kept_from : str
        Of a tie: source and place of its first statement. Of a node: those of the row of the same file that states the
        value; empty where it was there before, for several sources may have stated it (query `sources_of_node`).
    """

    what: str
    id: str
    locator: str
    property: str
    kept: Any
    told: Any
    kept_from: str


def tie_differences(
    what: str, known: Mapping[str, Any], stated: Mapping[str, Any], differing: Sequence[Differing]
) -> list[Difference]:
    """What is to be told of the values of a tie that were not taken."""
    place = f"{known.get('source')} {known.get('locator')}"
    return [Difference(what, stated["id"], stated["locator"], *each, place) for each in differing]


def merge_node(known: dict[str, Any], stated: Mapping[str, Any]) -> tuple[list[str], list[Differing]]:
    """Add to a node what another statement about it says.

    Parameters
    ----------
    known : dict
        The node's properties so far, ``id`` and ``name`` included; changed in place.
    stated : mapping
        The properties of the other statement.

    Returns
    -------
    changed : list of str
        The properties of which `known` holds anything new.
    conflicts : list of Differing
        The values that differ from those known and were not taken.

    Examples
    --------
    >>> known = {"id": "a", "name": "Ville de Lyon", "scale": "municipal"}
    >>> merge_node(known, {"id": "a", "name": "Lyon", "scale": "regional", "url": "https://example.org"})
    (['aliases', 'url'], [Differing(property='scale', kept='municipal', told='regional')])
    >>> known["aliases"], known["scale"], known["url"]
    (['Lyon'], 'municipal', 'https://example.org')
    """
    other_name = stated.get("name")
    changed: list[str] = []
    if other_name and other_name not in (known["name"], known["id"]):
        if known["name"] == known["id"]:
            known["name"], changed = other_name, ["name"]
        elif _extend(known, "aliases", [other_name]):
            changed = ["aliases"]
    rest = {name: value for name, value in stated.items() if name != "name"}
    added, conflicts = _merge(known, rest)
    # A name that another statement lists as an alias stays a name.
    if known["name"] in known.get("aliases", ()):
        known["aliases"] = [alias for alias in known["aliases"] if alias != known["name"]]
    return changed + added, conflicts


def merge_tie(known: dict[str, Any], stated: Mapping[str, Any]) -> tuple[list[str], list[Differing]]:
    """Add to a tie what another statement of it says; a further source is kept in ``also_in``.

    Returns
    -------
    changed, conflicts
        As for `merge_node`. Another place in a source that is already named is neither.
    """
    place = f"{stated['source']}#{stated['locator']}"
    named = {known["source"], *(other.split("#", 1)[0] for other in known.get("also_in", ()))}
    changed = ["also_in"] if stated["source"] not in named and _extend(known, "also_in", [place]) else []
    rest = {name: value for name, value in stated.items() if name not in ("source", "locator")}
    added, conflicts = _merge(known, rest)
    return changed + added, conflicts


def _merge(known: dict[str, Any], stated: Mapping[str, Any]) -> tuple[list[str], list[Differing]]:
    changed: list[str] = []
    conflicts: list[Differing] = []
    for name, value in stated.items():
        if value is None:
            continue
        have = known.get(name)
        if isinstance(value, list):
            if _extend(known, name, value):
                changed.append(name)
        elif have is None:
            known[name] = value
            changed.append(name)
        elif have != value:
            conflicts.append(Differing(name, have, value))
    return changed, conflicts


def _extend(known: dict[str, Any], name: str, values: list[str]) -> bool:
    have = known.get(name) or []
    new = [value for value in dict.fromkeys(values) if value not in have]
    if new:
        known[name] = [*have, *new]
    return bool(new)
