"""Values that a load states otherwise than they were stated before: listed with their row, beside the one kept."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ACTORS = "id,name,scale\na,Ville,{scale}\nb,Caf,\n"
FUNDS = "id,start,end,amount,currency,date\ng1,a,x,{amount},EUR,2024-01-31\ng2,b,x,5,EUR,\n"


GRANT = {
    "id": "360G-x-1", "title": "T", "description": "D", "currency": "GBP", "amountAwarded": 1,
    "fundingOrganization": [{"id": "GB-CHC-210169", "name": "F"}],
    "recipientOrganization": [{"id": "GB-CHC-1164883", "name": "R"}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own."""
    monkeypatch.chdir(tmp_path)


def written(folder: str, *, scale: str = "municipal", amount: str = "10") -> str:
    Path(folder).mkdir(exist_ok=True)
    Path(folder, "actors.csv").write_text(ACTORS.format(scale=scale))
    Path(folder, "actions.csv").write_text("id,name\nx,Ateliers\n")
    Path(folder, "funds.csv").write_text(FUNDS.format(amount=amount))
    return folder


def listed(name: str) -> list[dict[str, str]]:
    with Path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_what_another_edition_states_otherwise_is_listed(run: Run) -> None:
    assert run("load", "tables", written("first")).code == 0
    assert not list(Path().glob("differences*"))
    second = written("second", scale="regional", amount="12.5")
    dry = run("load", "tables", second, "--dry-run")
    ran = run("load", "tables", second)
    for each, name in ((dry, "differences-dry-run.csv"), (ran, "differences.csv")):
        assert f"the earlier kept: 2. Both are listed in {name}.\n" in each.err
    # The dry run's list said the same: it has become that of the load.
    assert [file.name for file in Path().glob("differences*")] == ["differences.csv"]
    actor, grant = sorted(listed("differences.csv"), key=lambda row: row["record"])
    assert list(actor.values()) == ["second", "actors.csv row 2", "Actor", "a", "scale", "municipal", "regional", ""]
    said = list(grant.values())
    assert said[:-1] == ["second", "funds.csv row 2", "FUNDS", "g1", "amount", "10.0", "12.5"]
    assert said[-1].startswith("file:")
    assert said[-1].endswith(" funds.csv row 2")
    again = run("load", "tables", second)
    assert "the earlier kept: 2. Both are listed in differences.csv.\n" in again.err
    assert [file.name for file in Path().glob("differences*")] == ["differences.csv"]


def test_what_a_file_states_otherwise_than_itself_is_listed_with_the_later_row(run: Run) -> None:
    Path("actors.csv").write_text("id,name,scale\na,Ville,municipal\na,Ville,\na,Ville,regional\n")
    ran = run("load", "tables", "actors.csv", "--dry-run", "--lang", "fr")
    assert "la première gardée : 1. Les deux sont listées dans differences-dry-run.csv.\n" in ran.err
    (row,) = listed("differences-dry-run.csv")
    assert (row["row"], row["kept"], row["told"]) == ("actors.csv ligne 4", "municipal", "regional")
    assert row["kept_from"].startswith("file:")
    assert row["kept_from"].endswith(" actors.csv ligne 2")
    Path("actors.csv").write_text("id,name,scale\na,Ville,municipal\n")
    assert "earlier kept" not in run("load", "tables", "actors.csv", "--dry-run").err
    assert not list(Path().glob("differences*"))


def test_a_value_that_a_later_row_added_is_listed_with_that_row(run: Run) -> None:
    Path("actors.csv").write_text("id,name,scale\na,Ville,municipal\n")
    assert run("load", "tables", "actors.csv").code == 0
    Path("actors.csv").write_text("id,name,scale\na,Ville,\na,Ville,regional\n")
    assert run("load", "tables", "actors.csv").code == 0
    (row,) = listed("differences.csv")
    assert (row["row"], row["kept"], row["told"]) == ("actors.csv row 3", "municipal", "regional")


def test_the_kept_value_is_told_with_the_row_that_has_added_it(run: Run) -> None:
    Path("actors.csv").write_text(
        "id,name,scale,kind\na,Ville,,local_authority\na,Ville,municipal,\na,Ville,regional,association\n"
    )
    assert run("load", "tables", "actors.csv", "--dry-run").code == 0
    found = {row["property"]: row["kept_from"].split(" ", 1)[1] for row in listed("differences-dry-run.csv")}
    assert found == {"scale": "actors.csv row 3", "kind": "actors.csv row 2"}


def test_files_of_one_name_are_told_apart(run: Run) -> None:
    Path("m.yaml").write_text("rows:\n- {node: Actor, id: id, scheme: own, name: name, scale: scale}\n")
    for folder, other in (("first", "municipal"), ("one", "regional"), ("two", "regional")):
        Path(folder).mkdir()
        Path(folder, "list.csv").write_text(f"id,name,scale\na,Ville,{other}\n{folder},Caf,{other}\n")
    assert run("load", "tables", "first/list.csv", "--mapping", "m.yaml").code == 0
    ran = run("load", "tables", "one/list.csv", "two/list.csv", "--mapping", "m.yaml")
    assert ran.code == 0, ran.err
    assert [row["told"] for row in listed("differences.csv")] == ["regional", "regional"]


def test_a_value_of_any_length_is_listed_in_french(run: Run) -> None:
    # Longer than the cell of a table may be: JSON may have it.
    for name, description in (("g", "D"), ("h", "x" * 200_000)):
        Path(f"{name}.json").write_text(json.dumps({"grants": [GRANT | {"description": description}]}))
    ran = run("load", "360giving", "g.json", "h.json", "--dry-run", "--lang", "fr")
    assert ran.code == 0, ran.err
    assert "x" * 200_000 in Path("differences-dry-run.csv").read_text()


def test_a_file_of_the_users_of_that_name_stays(run: Run) -> None:
    Path("differences.csv").write_text("mine")
    Path("actors.csv").write_text("id,name,scale\na,Ville,municipal\na,Ville,regional\n")
    ran = run("load", "tables", "actors.csv", "--rejects", "rejects.csv")
    assert "Both are listed in differences-2.csv.\n" in ran.err
    assert Path("differences.csv").read_text() == "mine"
