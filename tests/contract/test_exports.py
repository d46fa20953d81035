"""What every export format must do, whichever it is."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from graphkit.exports import formats, write_export
from graphkit.exports._format import FEATURES
from graphkit.networks.network import Network
from graphkit.networks.snapshot import Snapshot
from graphkit.words import catalogue
from tests.conftest import ROOT
from tests.unit.exports.sample import groups, network
from tests.unit.networks.tables import fund, snapshot_of, takes_part

FORMATS = formats()
WORDS = catalogue("graphkit.exports")
SMALL = {
    "nothing": Snapshot(),
    "one action": snapshot_of([fund("a", "x", 1.0), fund("b", "x", 2.0)]),
    "one actor": snapshot_of([fund("a", "x", 1.0), fund("a", "y", 2.0)]),
    "no money": snapshot_of([takes_part("a", "x"), takes_part("b", "x")]),
    "no amount": snapshot_of([fund("a", "x", year=2019), fund("b", "x", start=None)]),
    "currencies": snapshot_of([fund("a", "x", 1.0), fund("b", "x", 2.0, currency="GBP")]),
}


def content_of(place: Path) -> dict[str, bytes]:
    if place.is_file():
        return {"": place.read_bytes()}
    return {file.name: file.read_bytes() for file in place.iterdir()}


def weights(of: Network) -> list[str | None]:
    return [None, "count", "newman", *([] if of.money.refusal else ["amount"])]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("case", SMALL)
@pytest.mark.parametrize("grain", ["action", "recipient", "recipient-year"])
def test_any_network_is_written(format: str, case: str, grain: str, tmp_path: Path) -> None:
    of = SMALL[case].network(grain=grain)
    for weight in weights(of):
        written = write_export(of, format, tmp_path / f"{weight}", projection=weight)
        assert all(file.is_file() for file in written.files)
        for lang in ("en", "fr"):
            assert all(written.sentences(lang))


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_network_gives_the_same_bytes(format: str, tmp_path: Path) -> None:
    for weight in (None, "newman"):
        for place in ("one", "other"):
            of = network()
            write_export(of, format, tmp_path / place, projection=weight, coalitions=groups(of))
        assert content_of(tmp_path / "one") == content_of(tmp_path / "other")


@pytest.mark.parametrize("format", FORMATS)
def test_a_format_says_what_it_keeps_and_how(format: str) -> None:
    declared = FORMATS[format]
    assert tuple(declared.keeps) == FEATURES
    assert declared.title
    assert declared.read_by
    for how in declared.keeps.values():
        assert f"how.{how}" in WORDS
    assert declared.read_back_by
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    assert f"| [{format}](#{format}) |" in page
    assert f"\n## {format}\n" in page


def test_words_are_in_both_languages_and_used() -> None:
    used = {f"how.{how}" for each in FORMATS.values() for how in each.keeps.values()}
    for key, said in WORDS.items():
        places = [{n for _, n, _, _ in string.Formatter().parse(said[lang]) if n} for lang in ("en", "fr")]
        assert said["en"]
        assert said["fr"]
        assert places[0] == places[1]
        if key.startswith("how."):
            assert key in used
        elif key.startswith("after."):
            assert key.split(".")[1] in FORMATS


def test_what_is_lost_is_said_only_where_it_is_there(tmp_path: Path) -> None:
    whole = write_export(network(), "pajek", tmp_path / "whole").lost
    assert {"parallel", "years", "sources", "lists"} <= {what for what, _ in whole}
    bare = write_export(snapshot_of([("a", "x"), ("b", "x")]).network(), "pajek", tmp_path / "bare").lost
    assert {"parallel", "years", "lists"}.isdisjoint(what for what, _ in bare)
    assert write_export(network(), "parquet", tmp_path / "all").lost == []
