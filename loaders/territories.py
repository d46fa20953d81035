"""Official lists of territories: the French geographic code (communes to régions), groupings of communes, NUTS.

Each entry is a Territory with its code, WITHIN the ones that it is part of:

- commune → département → région → France; commune → arrondissement → département; commune → EPCI or EPT;
- a municipal arrondissement (Paris, Lyon, Marseille), a *commune déléguée* or *associée* → its commune;
- NUTS 3 → NUTS 2 → NUTS 1 → country.

Ids are ``FR-COG:69123`` (commune and its parts), ``FR-DEP:69``, ``FR-REG:84``, ``FR-ARR:691``, ``FR-SIREN:200046977``
(groupings have the SIREN of their body), ``NUTS:FRK26``, ``ISO-3166:FR``: what other loaders give for the same code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from graphkit.errors import FormatError
from graphkit.loaders._territories import french, nuts
from graphkit.loaders._territories.lists import KINDS, kind_of, read_list
from graphkit.model.records import Reject, Row

TITLE = "Official lists of territories (France, NUTS)"
SPECIFICATION = (
    "https://www.insee.fr/fr/information/2560452 - the Code officiel géographique as the package "
    "@etalab/decoupage-administratif publishes it (communes, epci, departements, regions, arrondissements, ept; CSV or "
    "JSON); NUTS as Eurostat publishes it (NUTS-Code, Description), or a table of code, version and country."
)
DROPS = (
    "Rank and seat of territories, kind of article, SIREN of communes, tax regime of groupings, populations of "
    "members. A former commune that kept its code for the commune it is part of is a further name of that. "
    "NUTS regions have no scale."
)
OPTIONS: dict[str, str] = {}
EXAMPLE_NAME = "communes.csv"
EXAMPLE = """\
code,nom,arrondissement,departement,region,type,codesPostaux,population,commune,chefLieu
69123,Lyon,691,69,84,commune-actuelle,69001|69002|69003,519127,,
69383,Lyon 3e Arrondissement,691,69,84,arrondissement-municipal,69003,100679,69123,
01015,Arboys en Bugey,011,01,84,commune-actuelle,01300,642,,
01015,Arbignieu,011,01,84,commune-deleguee,,,,01015
01340,Saint-Bois,011,01,84,commune-deleguee,,,,01015
"""

_SUFFIXES = (".csv", ".json")

_NO_LISTS = "{} holds no list of territories, such as communes.csv or departements.json. Name the folder that has them."


def load(path: Path | Sequence[Path]) -> Iterator[Row | Reject]:
    """The entries of an official list.

    Parameters
    ----------
    path : path or sequence of paths
        A file; which list it is, is known by its columns.

    Yields
    ------
    Row or Reject
        An entry each; a code that a spreadsheet has shortened is rejected.

    Raises
    ------
    FormatError
        The file is no list of territories.

    Notes
    -----
    **Source**: the lists of INSEE and DGCL (Licence Ouverte 2.0) and of Eurostat. None is part of graphkit: without
    them a territory stays the name that a source gives.
    """
    for one in [path] if isinstance(path, str | Path) else path:
        found = read_list(Path(one))
        read = nuts.row if found.kind in nuts.KINDS else french.row
        for locator, entry in found:
            yield entry if isinstance(entry, Reject) else read(found.kind, entry, locator)


def files(paths: Sequence[Path]) -> list[list[Path]]:
    """The files of each load, one each, so that a territory names the list it is from; lists with names come first.

    A folder stands for the lists in it: what else lies there is left alone.

    Raises
    ------
    FormatError
        A folder holds no list.
    """
    kinds: dict[Path, str | None] = {}
    for path in paths:
        if not path.is_dir():
            kinds[path] = kind_of(path) if path.is_file() else None
            continue
        inside = {file: kind_of(file) for file in sorted(path.iterdir()) if file.suffix.lower() in _SUFFIXES}
        lists = {file: kind for file, kind in inside.items() if kind}
        if not lists:
            raise FormatError(_NO_LISTS.format(path))
        kinds |= lists
    order = {kind: place for place, kind in enumerate(KINDS)}
    return [[path] for path in sorted(kinds, key=lambda path: order.get(kinds[path] or "", len(order)))]
