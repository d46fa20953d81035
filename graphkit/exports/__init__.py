"""Networks as files of other programs: one file a format.

A format is a module of this package with `FORMAT`, a `graphkit.exports._format.Format` that says who reads it and what
it keeps, and ``write(content, place, notes)``, which writes a `graphkit.exports._content.Content` to a file or fills a
folder. A new one is a new file, and its words in
``words.csv`` where it loses something in a way of its own; nothing else names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from graphkit.exports._format import Format
    from graphkit.exports._written import Written
    from graphkit.networks.network import Network
    from graphkit.networks.results import GroupResult

PACKAGE = "graphkit.exports"


def formats() -> dict[str, Format]:
    """The formats there are, by name.

    Examples
    --------
    >>> formats()["gexf"].title
    'GEXF 1.3'
    """
    from graphkit.discovery import module, names

    return {name: module(PACKAGE, name, "export").FORMAT for name in names(PACKAGE)}


def require_mark(format: str) -> None:
    """Refuse to put the mark for Excel into a format that has no tables.

    Raises
    ------
    UnknownName
        There is no such format.
    UsageError
        It has no such mark.
    """
    from graphkit.discovery import module

    declared: Format = module(PACKAGE, format, "export").FORMAT
    if "bom" not in declared.options:
        with_mark = ", ".join(name for name, each in formats().items() if "bom" in each.options)
        raise UsageError(f"{declared.title} has no mark for Excel: leave bom out. There is one in {with_mark}.")


def write_export(
    network: Network,
    format: str,
    place: str | Path,
    *,
    projection: str | None = None,
    coalitions: GroupResult | None = None,
    lang: str = "en",
    bom: bool = False,
) -> Written:
    """Write a network as a file, or a folder of files, of another program: whole or not at all.

    Parameters
    ----------
    network : Network
        In two modes.
    format : str
        One of `formats`.
    place : path
        The file, or the folder. A file that is there is replaced; a folder only where it is empty or holds an earlier
        export and nothing else.
    projection : str, optional
        A weight of `Network.projection`: actors alone, tied by what they have in common.
    coalitions : GroupResult, optional
        Groups of actors, that nodes then tell.
    lang : {"en", "fr"}
        Whether nodes are called by their French names, where they have one. Codes and columns stay as they are.
    bom : bool
        Whether tables begin with the mark by which Excel knows UTF-8.

    Returns
    -------
    Written
        What was written, what of the network the format does not keep, and how many values were changed.

    Raises
    ------
    UnknownName
        There is no such format or weight.
    UsageError
        The place cannot be written, or holds something else; the format has no such mark.
    DataError
        The projection would not fit into memory.
    """
    from graphkit.discovery import module
    from graphkit.exports._content import content
    from graphkit.exports._format import Notes
    from graphkit.exports._place import in_place
    from graphkit.exports._written import Written

    made = module(PACKAGE, format, "export")
    declared: Format = made.FORMAT
    if bom:
        require_mark(format)
    options = {"bom": True} if bom else {}
    told, notes = content(network, projection=projection, coalitions=coalitions, lang=lang), Notes()
    files = in_place(place, declared, told, lambda at: made.write(told, at, notes, **options))
    return Written(format, declared, files, told, notes)
