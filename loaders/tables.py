"""Tables of one's own: files in the plain format, or any table with a mapping file that says what its columns are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from graphkit.errors import FormatError, UsageError
from graphkit.loaders._tables.plain import plain_rows
from graphkit.loaders._tables.plain_columns import Column, plain_columns
from graphkit.loaders._tables.plain_tables import SUFFIXES, no_plain_name, table_of
from graphkit.model.records import Fault, Reject, Row
from graphkit.model.reject_lists import is_list

__all__ = ["Column", "files", "guess", "guessed", "load", "plain_columns"]

TITLE = "Tables of your own"
SPECIFICATION = "docs/tables.md: the plain format column by column, and the mapping file for any other table"
DROPS = "Columns that neither the plain format nor the mapping names; they are counted, or listed in rejects.csv"
EXAMPLE_NAME = "actors.csv"
OPTIONS = {
    "mapping": "a YAML or TOML file that says what the columns of your table are (docs/tables.md); --guess writes one",
}


# A packed table is one too: it comes unpacked.
_IN_FOLDERS = (*SUFFIXES, ".gz", ".zip")

_NO_TABLES = "{} holds no table, such as actors.csv or funds.csv. docs/tables.md says which there are."


def load(path: Path | Sequence[Path], mapping: Path | str | None = None) -> Iterator[Row | Reject]:
    """The rows of tables in the plain format, or of one table as a mapping file reads it.

    Parameters
    ----------
    path : path or sequence of paths
        A file, a folder, or the files of one load as `files` groups them.
    mapping : path, optional
        The mapping file. Without it the files are in the plain format.

    Yields
    ------
    Row or Reject
        Plain format: a row of the tables each, sources first, then nodes, then ties. With a mapping: a row of the
        table each, with all it states.

    Raises
    ------
    FormatError
        A file is not what the plain format or the mapping says; the message names the file, the column and the cure.

    Notes
    -----
    **Source**: the plain format and the mapping file are graphkit's own (``docs/tables.md``).
    """
    paths = [Path(path)] if isinstance(path, str | Path) else [Path(one) for one in path]
    if mapping is not None:
        from graphkit.loaders._tables.mapped import mapped_rows
        from graphkit.loaders._tables.mapping_check import read_mapping

        checked = read_mapping(Path(mapping))
        for table in _meant(paths, checked.table):
            yield from mapped_rows(table, checked, prefix=f"{table.name} " if len(paths) > 1 else "")
        return
    found = [file for one in paths for file in (_data_files(one) if one.is_dir() else [one])]
    plain = [file for file in found if table_of(file)]
    others = [file for file in found if not table_of(file)]
    if not plain:
        raise FormatError(no_plain_name(others[0]) if others else _NO_TABLES.format(", ".join(map(str, paths))))
    yield from plain_rows(plain)
    for file in others:
        yield Reject(file.name, [Fault("", "", no_plain_name(file))])


def files(paths: Sequence[Path]) -> list[list[Path]]:
    """The files of each load: those of one folder that are named after tables of the plain format go together.

    A folder stands for the tables in it. Any other file is a load of its own, which needs a mapping.

    Raises
    ------
    FormatError
        A folder holds no table.
    """
    groups: dict[Path, list[Path]] = {}
    for path in paths:
        if path.is_dir():
            inside = _data_files(path)
            if not inside:
                raise FormatError(_NO_TABLES.format(path))
            groups.setdefault(path, []).extend(inside)
        else:
            together = path.parent if table_of(path) else path
            groups.setdefault(together, []).append(path)
    return [list(dict.fromkeys(group)) for group in groups.values()]


def guess(path: Path) -> str:
    """A mapping file to begin with, as text: made from the words of the table's header and from its cells.

    Every line that was guessed has its reason beside it. It loads the table it was made from; whether it says what
    the table means is for its reader to check.
    """
    return guessed(path)[0]


def guessed(path: Path) -> tuple[str, list[str]]:
    """The same text, and the columns that it does not read though they seem to hold amounts, by their headers."""
    from graphkit.loaders._tables.guess import guessed_mapping

    return guessed_mapping(Path(path))


def _data_files(folder: Path) -> list[Path]:
    found = (path for path in folder.iterdir() if path.is_file() and path.suffix.lower() in _IN_FOLDERS)
    # A list of rejects is what a load writes, not what it reads; a name with a dot in front is hidden.
    return sorted(path for path in found if not path.name.startswith((".", "~$")) and not is_list(path))


def _meant(paths: Sequence[Path], table: str) -> list[Path]:
    """The files that a mapping is to read: of several the one that it names."""
    found = [file for one in paths for file in (_data_files(one) if one.is_dir() else [one])]
    named = [file for file in found if file.name == table]
    if len(found) > 1 and named:
        return named
    if not found:
        raise UsageError(f"{', '.join(map(str, paths))} holds no table. Name the file.")
    return found


EXAMPLE = """\
id,name,kind,scale,aliases,funder
ville-exemple,Ville d'Exemple,collectivité,communal,Exemple | Mairie d'Exemple,yes
fondation-du-gue,Fondation du Gué,foundation,regional,,yes
regie-des-lilas,Régie de quartier des Lilas,association,neighbourhood,,
,Café associatif du Gué,association,,,
"""
