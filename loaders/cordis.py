"""Projects of the EU's research programmes: the archives that CORDIS publishes, and flat tables of participations.

The European Commission FUNDS a project, one tie a participant, who is its recipient and takes part in the project.
Which amount each gets, so that no euro is counted twice, stands in `graphkit.loaders._cordis.money`; who is who in
`graphkit.loaders._cordis.participants`; what a project is part of in `graphkit.loaders._cordis.projects`.

A tie of money has the identity ``cordis:project:PIC:role``: a participation that two files tell of (an edition of the
archive and a later one, a flat table and an archive) is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from graphkit.errors import FormatError
from graphkit.loaders._cordis.archive import is_member, opened
from graphkit.loaders._cordis.rows import rows
from graphkit.loaders._cordis.survey import open_tables
from graphkit.model.records import Reject, Row

TITLE = "EU research projects (CORDIS)"
SPECIFICATION = (
    "https://data.europa.eu/data/datasets/cordis-eu-research-projects-under-horizon-europe-2021-2027 - the CSV "
    "editions of FP7, Horizon 2020 and Horizon Europe as CORDIS publishes them (project, organization, topics, "
    "legalBasis, euroSciVoc), as a ZIP archive, a folder or single files; also one flat table of participations "
    "(project, PIC, role, contribution)."
)
DROPS = (
    "Addresses, places on the map and contacts; whether a participant is an SME; total costs; calls, nature and links "
    "of a project; that a project was ended before its time; descriptions of fields; names and PICs of natural "
    "persons. A flat table's eu_contribution and re_contribution are other accounts of the same money: never added."
)
PUBLISHER = "Publications Office of the European Union (CORDIS)"
OPTIONS: dict[str, str] = {}
ARCHIVES = True
# By these a file of the format is known; see graphkit/loading/looks.py.
SIGNS = (("projectID", "organisationID"),)
EXAMPLE_NAME = "participations.csv"
EXAMPLE = """\
"projectID";"projectAcronym";"organisationID";"vatNumber";"name";"shortName";"activityType";"country";"nutsCode";"role";"ecContribution";"netEcContribution";"endOfParticipation";"frameworkProgramme";"fundingScheme";"startDate";"endDate"
"990000001";"LILAS";"900000001";"";"UNIVERSITE DU GUE";"UG";"HES";"FR";"FRG01";"coordinator";"500000";"420000.50";"false";"HORIZON";"RIA";"2023-01-01";"2025-12-31"
"990000001";"LILAS";"900000002";"";"Fondation du Gué";"FG";"OTH";"FR";"FRG01";"thirdParty";"0";"79999,50";"false";"HORIZON";"RIA";"2023-01-01";"2025-12-31"
"990000001";"LILAS";"900000003";"";"DIMOS PARADEIGMATOS";"DP";"PUB";"EL";"EL301";"participant";"180000";"180000";"false";"HORIZON";"RIA";"2023-01-01";"2025-12-31"
"990000001";"LILAS";"900000004";"";"EXAMPLE BOROUGH COUNCIL";"EBC";"PUB";"UK";"";"associatedPartner";"0";"0";"false";"HORIZON";"RIA";"2023-01-01";"2025-12-31"
"""  # noqa: E501

_NO_TABLES = "{} holds no table of CORDIS, such as organization.csv, and no archive (cordis-…projects-csv.zip)."


def load(path: Path | Sequence[Path]) -> Iterator[Row | Reject]:
    """The rows of an archive of CORDIS or of a flat table of participations.

    Parameters
    ----------
    path : path or sequence of paths
        A ZIP archive, a folder, a table, or the tables of one archive as `files` groups them.

    Yields
    ------
    Row or Reject
        A row of the tables each: projects, participations, topics, legal bases, fields.

    Raises
    ------
    FormatError
        There is neither a table of participations nor one of projects, or the archive cannot be read.
    """
    paths = [Path(path)] if isinstance(path, str | Path) else [Path(one) for one in path]
    with opened(paths) as found:
        tables = open_tables(found, ", ".join(one.name for one in paths))
        yield from rows(tables)


def files(paths: Sequence[Path]) -> list[list[Path]]:
    """The files of each load: the tables of one archive that lie in one folder go together.

    Raises
    ------
    FormatError
        A folder holds neither a table nor an archive.
    """
    groups: dict[Path, list[Path]] = {}
    for path in paths:
        inside = [path]
        if path.is_dir():
            inside = sorted(file for file in path.iterdir() if file.suffix.lower() in (".csv", ".zip"))
            inside = [file for file in inside if file.name != "rejects.csv" and not file.name.startswith(".")]
            if not inside:
                raise FormatError(_NO_TABLES.format(path))
        for file in inside:
            groups.setdefault(file.parent if is_member(file) else file, []).append(file)
    return [list(dict.fromkeys(group)) for group in groups.values()]
