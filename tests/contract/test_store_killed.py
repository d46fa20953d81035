"""Loads that are killed: seen by the status, and finished by running them again, whatever the format."""

from __future__ import annotations

import csv
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import graphkit
from graphkit.graph import Graph
from tests.conftest import StorePlace
from tests.unit.loaders.iati_files import activity, to, transaction, written

ROWS = 1_200

# A load in a process of its own that is killed at a moment of its life.
DIES = """
import os, signal, sys, graphkit
import graphkit.loading.files as files
from graphkit.stores import bulk, directory

def dies(of, name):
    whole = getattr(of, name)
    def then(*given, **more):
        if moment.endswith("before"):
            os.kill(os.getpid(), signal.SIGKILL)
        found = whole(*given, **more)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(of, name, then)

moment = sys.argv[3]
{
    "first batch": lambda: dies(files, "_count"),
    "bulk finish before": lambda: dies(bulk.BulkLoad, "finish"),
    "bulk whole": lambda: dies(directory.Directory, "complete"),
    "taken over": lambda: dies(directory.Directory, "take_over"),
}[moment]()
with graphkit.open() as graph:
    files.BATCH_ROWS = 500
    graph.load(sys.argv[1], sys.argv[2], rejects=None)
"""


def scdl(folder: Path) -> Path:
    """Grants of four funders, some of which receive as well."""
    lines = [
        (
            "nomAttribuant;idAttribuant;dateConvention;referenceDecision;nomBeneficiaire;idBeneficiaire;objet;montant;"
            "nature;conditionsVersement;datesPeriodeVersement;notificationUE;pourcentageSubvention"
        )
    ]
    for row in range(ROWS):
        receiver = f"90000{row % 97:04d}00019" if row % 97 else "21800001000019"
        lines.append(
            f"Ville {row % 4};2180000{row % 4}000019;2023-01-31;D{row};Association {row % 97};{receiver};"
            f"Objet {row % 13};{row};aide en numéraire;unique;2023-01-31;non;1"
        )
    return _lines(folder / "subventions.csv", lines)


def giving(folder: Path) -> Path:
    """Grants of two funders, one in three to an individual, one in five handed on."""
    header = "Identifier,Title,Description,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,"
    header += "Recipient Org:Name,Recipient Ind:Identifier,Recipient Ind:Name,Funding Org:Identifier,"
    rows = [f"{header}Funding Org:Name,For Regrant Type".split(",")]
    for row in range(ROWS):
        org = ("", "", f"A-{row}", "Individual Recipient") if row % 3 == 0 else _club(row)
        funder = (f"GB-CHC-109999{row % 2}", f"Foundation {row % 2}")
        regrant = "" if row % 5 or row % 3 == 0 else "FRG010"
        title = (f"360G-example-{row}", f"Grant {row % 11}", "")
        rows.append([*title, "GBP", f"{row + 1}", "2023-03-14", *org, *funder, regrant])
    with (folder / "grants.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return folder / "grants.csv"


def _club(row: int) -> tuple[str, str, str, str]:
    return f"GB-CHC-20{row % 89:05d}", f"Club {row % 89}", "", ""


def iati(folder: Path) -> Path:
    """Activities with three transactions each, one of them to the next activity."""
    several = [
        activity(
            f"XM-GIVER-{n % 7}-P{n}",
            transaction("4", f"{n + 1}", to("", name=f"Supplier {n % 53}")),
            transaction("4", f"{n + 2}", to(f"XM-HELPER-{n % 31}")),
            transaction("3", f"{n + 3}", to(f"XM-GIVER-{(n + 1) % 7}", f"XM-GIVER-{(n + 1) % 7}-P{n + 1}")),
            reporter=f"XM-GIVER-{n % 7}",
        )
        for n in range(ROWS // 4)
    ]
    return written(folder, *several)


def cordis(folder: Path) -> Path:
    """Projects of four participants each."""
    lines = [
        (
            "projectID;projectAcronym;organisationID;vatNumber;name;shortName;activityType;country;nutsCode;role;"
            "ecContribution;netEcContribution;endOfParticipation;frameworkProgramme;fundingScheme;startDate;endDate"
        )
    ]
    for row in range(ROWS):
        who = f"9{row % 211:08d};;Institute {row % 211};I{row % 211};REC;FR;FRG01"
        role = "participant" if row % 4 else "coordinator"
        lines.append(
            f"99{row // 4:07d};P{row // 4};{who};{role};{row + 1};{row + 1};false;HORIZON;RIA;2023-01-01;2025-12-31"
        )
    return _lines(folder / "participants.csv", lines)


def _lines(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def counted(graph: Graph) -> dict[str, object]:
    status = graph.status()
    return {"nodes": status.nodes, "ties": status.ties, "hash": graph.snapshot().hash}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("format", "made", "moment"),
    [
        *(("scdl", scdl, moment) for moment in ("first batch", "bulk finish before", "bulk whole", "taken over")),
        *(("360giving", giving, moment) for moment in ("first batch", "bulk whole")),
        *(("iati", iati, moment) for moment in ("first batch", "bulk whole")),
        *(("cordis", cordis, moment) for moment in ("first batch", "bulk whole")),
    ],
)
def test_a_load_killed_at_any_moment_is_seen_and_finished_by_running_it_again(
    store_place: StorePlace, tmp_path: Path, format: str, made: Callable[[Path], Path], moment: str
) -> None:
    if store_place.engine != "embedded" and moment != "first batch":
        pytest.skip("a server has no bulk import")
    file = made(tmp_path)
    with graphkit.open(tmp_path / "never killed") as graph:
        whole = graph.load(format, file, rejects=None)
        expected, n_funds = counted(graph), graph.status().ties["FUNDS"]
    assert whole.read == ROWS
    assert whole.rejected == 0
    run = [sys.executable, "-c", DIES, format, str(file), moment]
    assert subprocess.run(run, env=store_place.environment(), check=False).returncode == -signal.SIGKILL
    with store_place.graph() as graph:
        (load,) = graph.status().loads
        assert load["state"] == "started"
        assert graph.status().unfinished
        if moment in ("bulk whole", "taken over"):
            # All rows were there, and only had to take their place.
            assert graph.status().ties["FUNDS"] == n_funds
        result = graph.load(format, file, rejects=None)
        assert result.read == result.loaded + result.merged + result.rejected == ROWS
        assert counted(graph) == expected
        assert graph.status().unfinished == []
        assert [load["state"] for load in graph.status().loads] == ["done"]
