"""DL files: codes that UCINET does not cut, and what they stand for."""

from __future__ import annotations

import csv
from pathlib import Path

from graphkit.exports import ucinet
from graphkit.exports._format import Notes
from tests.unit.exports.sample import network, sample


def lines(place: Path) -> list[str]:
    return place.read_bytes().decode("ascii").removesuffix("\r\n").split("\r\n")


def test_both_files_have_the_pairs_of_the_network(tmp_path: Path) -> None:
    ucinet.write(sample(), tmp_path, Notes())
    two, one = lines(tmp_path / "two_mode.dl"), lines(tmp_path / "one_mode.dl")
    assert two[:7] == ["DL nr=3, nc=3", "format = edgelist2", "row labels:", "A1,A2,A3", "column labels:", "X1,X2,X3",
                       "data:"]  # fmt: skip
    assert one[:5] == ["DL n=6", "format = edgelist1", "labels:", "A1,A2,A3,X1,X2,X3", "data:"]
    of = network()
    pairs = of.incidence.tocoo()
    wanted = {(row + 1, column + 1) for row, column in zip(*pairs.coords, strict=True)}
    found = [tuple(map(int, line.split())) for line in two[7:]]
    assert {(one, other) for one, other, _ in found} == wanted
    assert sum(n for *_, n in found) == of.spec.n_ties
    assert {tuple(map(int, line.split()[:2])) for line in one[5:]} == {(row, column + 3) for row, column in wanted}
    assert all(len(code) <= 18 and code == code.upper() for code in one[3].split(","))


def test_a_projection_has_both_directions(tmp_path: Path) -> None:
    ucinet.write(sample("count"), tmp_path, Notes())
    assert not (tmp_path / "two_mode.dl").exists()
    found = {tuple(line.split()[:2]) for line in lines(tmp_path / "one_mode.dl")[5:]}
    assert len(found) == 2 * network().projection().n_pairs
    assert {(other, one) for one, other in found} == found


def test_the_table_says_whom_a_code_stands_for(tmp_path: Path) -> None:
    ucinet.write(sample(), tmp_path, Notes())
    with (tmp_path / "attributes.csv").open(encoding="utf-8", newline="") as file:
        told = {row["code"]: row["data_id"] for row in csv.DictReader(file)}
    assert told == {"A1": "caf", "A2": "fondation", "A3": "ville", "X1": "creche", "X2": "garden", "X3": "ville"}
