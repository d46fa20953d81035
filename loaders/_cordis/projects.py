"""A CORDIS project as the Action it is: its programme, legal basis, topic and scientific fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from graphkit.loaders._aliases import aliases
from graphkit.loaders._cordis.columns import Cells
from graphkit.model.dates import When, when
from graphkit.model.records import Fault, Node, Tie
from graphkit.model.text import plain, slug

_PROGRAMMES = {
    "FP7": "Seventh Framework Programme",
    "H2020": "Horizon 2020",
    "HORIZON": "Horizon Europe",
}

# A project that was ended early is ended.
_STATUSES = {"signed": "running", "closed": "ended", "terminated": "ended", "ended": "ended", "ongoing": "running"}

Titles = Mapping[str, str]
"""What topics and legal bases are called, by their code."""


def project_id(cells: Cells) -> str:
    """Id of the project that a row is about; empty where it names none."""
    number = cells.get("projectID", "")
    return f"cordis:{number.removesuffix('.0')}" if number else ""


def action(cells: Cells, faults: list[Fault]) -> Node:
    """The project as a node; its acronym is its name, as in all its documents."""
    id, title = project_id(cells), cells.get("title")
    name = cells.get("acronym") or title or id
    status = cells.get("status")
    if status and plain(status) not in _STATUSES:
        faults.append(Fault("status", status, "is no status of a project that is known (SIGNED, CLOSED, TERMINATED)"))
    doi = cells.get("grantDoi")
    properties = {
        "description": cells.get("objective"),
        "aliases": aliases(name, title),
        "status": _STATUSES.get(plain(status or "")),
        "identifiers": [id, f"DOI:{doi.removeprefix('https://doi.org/')}"] if doi else [id],
        "url": f"https://cordis.europa.eu/project/id/{id.removeprefix('cordis:')}",
        **period(cells, faults),
    }
    return Node("Action", id, name, properties)


def period(cells: Cells, faults: list[Fault] | None = None) -> dict[str, date | None]:
    """First and last day of the project."""
    return {"start": _day(cells, "startDate", faults), "end": _day(cells, "endDate", faults)}


def decided(cells: Cells, faults: list[Fault] | None = None) -> dict[str, Any]:
    """When the grant was signed; where that is not said, the year in which the project starts."""
    signed, start = (_when(cells, column) for column in ("ecSignatureDate", "startDate"))
    year = (signed or start).year if signed or start else None  # type: ignore[union-attr]
    return {"date": _day(cells, "ecSignatureDate", faults), "year": year}


def placed(cells: Cells, titles: Titles) -> tuple[list[Node], list[Tie]]:
    """Programme, legal basis, topic and theme that a row names, and the project's ties to them."""
    nodes: list[Node] = []
    ties: list[Tie] = []
    project = ("Action", project_id(cells))
    framework = programme(cells["frameworkProgramme"]) if "frameworkProgramme" in cells else None
    if framework:
        nodes.append(framework)
        ties.append(Tie("PART_OF", project, framework.key))
    for column in ("legalBasis", "topics"):
        for code in _codes(cells.get(column)):
            title = cells.get("topicTitle") if column == "topics" else None
            part = part_of_programme(code, titles.get(code) or title)
            nodes.append(part)
            ties.append(Tie("PART_OF", project, part.key))
            if framework and part.id != framework.id:
                ties.append(Tie("PART_OF", part.key, framework.key))
    if "theme" in cells:
        theme = Node("Field", f"cordis:{slug(cells['theme'])}", cells["theme"])
        nodes.append(theme)
        ties.append(Tie("IN_FIELD", project, theme.key))
    return nodes, ties


def programme(code: str) -> Node:
    """A framework programme."""
    return Node("Programme", f"cordis:{code}", _PROGRAMMES.get(code, code), {"code": code, "scale": "european"})


def part_of_programme(code: str, title: str | None) -> Node:
    """A legal basis or a topic: both are parts of a framework programme."""
    return Node("Programme", f"cordis:{code}", title or code, {"code": code, "scale": "european"})


def fields(cells: Cells) -> tuple[list[Node], list[Tie]]:
    """The field of a row of euroSciVoc.csv and the branch of science that it belongs to."""
    code, path = cells["euroSciVocCode"], cells.get("euroSciVocPath", "")
    codes, names = (text.strip("/").split("/") for text in (code, path))
    name = cells.get("euroSciVocTitle") or names[-1] or code
    found = [Node("Field", f"euroscivoc:/{'/'.join(codes)}", name)]
    if len(codes) > 1 and len(codes) == len(names):
        found.append(Node("Field", f"euroscivoc:/{codes[0]}", names[0]))
    return found, [Tie("IN_FIELD", ("Action", project_id(cells)), field.key) for field in found]


def _codes(text: str | None) -> list[str]:
    return [code for part in (text or "").split(";") if (code := part.strip())]


def _day(cells: Cells, column: str, faults: list[Fault] | None) -> date | None:
    if column not in cells:
        return None
    found = _when(cells, column)
    if found is None and faults is not None:
        faults.append(Fault(column, cells[column], "is no date, or one that cannot be"))
    return found.date if found else None


def _when(cells: Cells, column: str) -> When | None:
    return _read(cells[column]) if column in cells else None


@lru_cache(maxsize=4096)
def _read(text: str) -> When | None:
    return when(text)
