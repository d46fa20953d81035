"""``graphkit describe``: numbers with their meaning, degrees, and their figure."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_describe_gives_each_number_with_unit_and_meaning(run: Run, small_store: Path) -> None:
    words = ("describe", "--store", str(small_store))
    ran = run(*words, "--format", "json")
    assert ran.code == 0, ran.err
    found = {(row["network"], row["statistic"]): row for row in ran.json()}
    assert found["two-mode", "actors"]["value"] == 4
    assert found["two-mode", "density"]["value"] == pytest.approx(6 / 12)
    assert found["projection", "pairs"]["value"] == 4
    assert found["projection", "diameter"]["value"] == 2
    assert all(row["unit"] and row["meaning"] for row in found.values())
    assert "Network: FUNDS + TAKES_PART + SUPPORTS" in ran.err
    table = run(*words, "--lang", "fr")
    assert table.out.split()[:4] == ["réseau", "statistique", "valeur", "unité"]
    assert "plus grande composante" in table.out
    assert "part, de 0 à 1" in table.out


def test_describe_takes_the_options_of_a_network(run: Run, small_store: Path) -> None:
    words = ("describe", "--store", str(small_store), "--format", "json", "--since", "2021", "--ties", "FUNDS")
    ran = run(*words, "--centralisation", "degree,closeness,betweenness")
    found = {(row["network"], row["statistic"]): row["value"] for row in ran.json()}
    assert (found["two-mode", "actors"], found["two-mode", "actions"]) == (2, 1)
    assert found["projection", "density"] == 1.0
    # Two actors are too few to be centralised: nothing, and not 0.
    assert found["projection", "closeness_centralisation"] is None
    ran = run(*words, "--centralisation", "pagerank")
    assert ran.code == 2
    assert "write --centralisation degree, closeness, betweenness" in ran.err


def test_describe_prints_and_draws_the_degrees(run: Run, small_store: Path, tmp_path: Path) -> None:
    picture = tmp_path / "degrees.svg"
    words = ("describe", "--degrees", "--store", str(small_store))
    ran = run(*words, "--format", "csv", "--plot", str(picture), "--lang", "fr")
    assert ran.code == 0, ran.err
    rows = [tuple(row.values()) for row in csv.DictReader(io.StringIO(ran.out))]
    assert rows == [
        ("actors", "1", "2", "1.0"), ("actors", "2", "2", "0.5"),
        ("actions", "1", "1", "1.0"), ("actions", "2", "1", "0.6666666666666666"),
        ("actions", "3", "1", "0.3333333333333333"),
    ]  # fmt: skip
    assert picture.read_bytes().startswith(b"<?xml")
    assert f"La figure est dans {picture}." in ran.err
    assert run(*words, "--lang", "fr").out.splitlines()[2].startswith("acteurs")


@pytest.mark.parametrize(
    ("lang", "grain", "said"),
    [
        ("en", "action", ("actors, by actions", "actions, by actors")),
        ("fr", "action", ("acteurs, par actions", "actions, par acteurs")),
        ("en", "recipient", ("actors, by recipients", "recipients, by actors")),
        ("fr", "recipient", ("acteurs, par bénéficiaires", "bénéficiaires, par acteurs")),
    ],
)
def test_degrees_are_told_in_the_words_of_their_picture(
    run: Run, tmp_path: Path, lang: str, grain: str, said: tuple[str, str]
) -> None:
    table = tmp_path / "funds.csv"
    for name, text in {
        "actors": "id,name\na,Town of A\nb,Fund B\nc,House of C\n",
        "actions": "id,name\nx,Nursery\n",
        "funds": "start,end,recipient\na,x,c\nb,x,c\n",
    }.items():
        table.with_name(f"{name}.csv").write_text(text, encoding="utf-8")
    place, picture = ("--store", str(tmp_path / "store")), tmp_path / "degrees.svg"
    assert run("load", "tables", str(tmp_path), *place, "--rejects", str(tmp_path / "rejects.csv")).code == 0
    ran = run("describe", "--degrees", "--plot", str(picture), "--lang", lang, "--grain", grain, *place)
    assert ran.code == 0, ran.err
    drawn = picture.read_text(encoding="utf-8")
    for words in said:
        assert words in ran.out
        assert words in drawn
    if grain == "recipient":
        assert "action" not in ran.out + drawn.partition("<desc")[2].partition("</desc>")[0]


def test_a_figure_that_cannot_be_written_is_refused_before_the_work(run: Run, tmp_path: Path) -> None:
    # There is no store: nothing was opened yet.
    ran = run("describe", "--plot", str(tmp_path / "degrees.docx"), "--store", str(tmp_path / "none"))
    assert ran.code == 2
    assert "is no picture that can be drawn" in ran.err
    ran = run("describe", "--plot", str(tmp_path / "no" / "degrees.svg"), "--store", str(tmp_path / "none"))
    assert ran.code == 2
    assert "Give --plot another place." in ran.err


def test_rows_and_picture_in_one_file_are_refused(run: Run, small_store: Path, tmp_path: Path) -> None:
    both = tmp_path / "x.svg"
    ran = run("describe", "--store", str(small_store), "--plot", str(both), "--output", str(both))
    assert ran.code == 2
    assert "name two files" in ran.err
    assert not both.exists()
