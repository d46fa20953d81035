"""What a command leaves behind when it is refused, and what it never writes over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

GOOD = "id,name,scale\nville,Ville,municipal\n"
FAULTY = "id,name,scale\nville,Ville,municipal\nx,Elsewhere,on the moon\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _list(place: str = ".") -> list[str]:
    return sorted(file.name for file in Path(place).iterdir())


def test_a_refused_first_load_leaves_no_store(run: Run) -> None:
    Path("grants.csv").write_text("a,b\n1,2\n")
    assert run("load", "scdl", "grants.csv").code == 3
    assert _list() == ["grants.csv"]


@pytest.mark.real_data
def test_a_real_file_of_another_format_leaves_no_store(run: Run, real_data: Path) -> None:
    ran = run("load", "jaune", str(real_data / "scdl" / "toulouse_2022.csv"))
    assert ran.code == 3
    assert "It looks like scdl: graphkit load scdl" in ran.err
    assert _list() == []


def test_a_folder_made_by_hand_stays_as_it_was(run: Run) -> None:
    Path("grants.csv").write_text("a,b\n1,2\n")
    Path("mine").mkdir()
    assert run("load", "scdl", "grants.csv", "--store", "mine").code == 3
    assert _list("mine") == []


def test_a_refused_load_into_a_store_takes_nothing_from_it(run: Run) -> None:
    Path("actors.csv").write_text(GOOD)
    Path("grants.csv").write_text("a,b\n1,2\n")
    assert run("load", "tables", "actors.csv").code == 0
    assert run("load", "scdl", "grants.csv").code == 3
    ran = run("status", "--format", "json")
    assert {row["name"]: row["count"] for row in ran.json()}["Actor"] == 1


def test_a_file_refused_in_an_empty_store_leaves_the_store(run: Run) -> None:
    import graphkit

    graphkit.open("mine").close()
    Path("grants.csv").write_text("a,b\n1,2\n")
    assert run("load", "scdl", "grants.csv", "--store", "mine").code == 3
    assert run("status", "--store", "mine").code == 0


def test_a_list_of_rejects_is_never_written_over(run: Run) -> None:
    Path("actors.csv").write_text(FAULTY)
    first = run("load", "tables", "actors.csv")
    assert "What was rejected or set aside, and why: rejects.csv\n" in first.err
    kept = Path("rejects.csv").read_bytes()
    Path("others.csv").write_text(FAULTY.replace("Elsewhere", "Nowhere"))
    Path("actors.csv").write_text(FAULTY.replace("on the moon", "on Mars"))
    second = run("load", "tables", "actors.csv")
    assert "and why: rejects-2.csv\n" in second.err
    assert Path("rejects.csv").read_bytes() == kept
    assert b"on Mars" in Path("rejects-2.csv").read_bytes()


def test_the_same_list_again_is_kept_once(run: Run) -> None:
    Path("actors.csv").write_text(FAULTY)
    dry = run("load", "tables", "actors.csv", "--dry-run")
    done = run("load", "tables", "actors.csv")
    again = run("load", "tables", "actors.csv")
    assert "and why: rejects-dry-run.csv\n" in dry.err
    for ran in (done, again, run("load", "tables", "actors.csv", "--dry-run")):
        assert ran.code == 0, ran.err
        assert "and why: rejects.csv\n" in ran.err
    assert _list() == [".graphkit", "actors.csv", "rejects.csv"]


def test_dry_runs_have_one_list_however_often_they_are_repeated(run: Run) -> None:
    for place in ("the moon", "Mars", "Venus"):
        Path("actors.csv").write_text(FAULTY.replace("the moon", place))
        ran = run("load", "tables", "actors.csv", "--dry-run")
        assert "and why: rejects-dry-run.csv\n" in ran.err
        assert f"on {place}" in Path("rejects-dry-run.csv").read_text()
    assert _list() == ["actors.csv", "rejects-dry-run.csv"]
    Path("actors.csv").write_text(FAULTY.replace("on the moon", "municipal"))
    assert "and why" not in run("load", "tables", "actors.csv", "--dry-run").err
    assert _list() == ["actors.csv"]


def test_a_file_of_the_users_is_no_list_of_a_dry_run(run: Run) -> None:
    Path("actors.csv").write_text(FAULTY)
    Path("rejects-dry-run.csv").write_text("mine")
    assert "and why: rejects.csv\n" in run("load", "tables", "actors.csv", "--dry-run").err
    assert Path("rejects-dry-run.csv").read_text() == "mine"


def test_lists_of_rejects_are_no_tables_of_a_folder(run: Run) -> None:
    Path("actors.csv").write_text(FAULTY)
    for name in ("rejects.csv", "rejects-2.csv", "rejects-dry-run.csv"):
        Path(name).write_text('"file","row","column","value","reason","lost"\n"x","y","","","",""\n')
    ran = run("load", "tables", ".", "--rejects", "mine.csv", "--dry-run")
    assert "2 rows read" in ran.err


def test_rejects_go_where_they_are_told(run: Run) -> None:
    Path("actors.csv").write_text(FAULTY)
    Path("mine.csv").write_text("old")
    assert "and why: mine.csv\n" in run("load", "tables", "actors.csv", "--rejects", "mine.csv").err
    assert "on the moon" in Path("mine.csv").read_text()
    assert not Path("rejects.csv").exists()


@pytest.mark.parametrize(
    ("place", "reason"), [("no/rows.csv", "No such file or directory"), ("folder", "Is a directory")]
)
def test_a_place_that_takes_no_rows_is_told_before_the_work(run: Run, place: str, reason: str) -> None:
    Path("folder").mkdir()
    # There is no store: the place is looked at first, and the statement never runs.
    ran = run("cypher", "MATCH (a:Actor) RETURN a.id AS id", "--output", place)
    assert ran.code == 2
    assert ran.err == f"graphkit: Cannot write {place}: {reason}. Give --output another place.\n"
    assert _list("folder") == []
