"""Outlines of territories from GeoJSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import DataError
from graphkit.maps import TerritoryMap
from graphkit.maps.shapes import read_shapes
from tests.unit.maps.test_content import located
from tests.unit.networks.tables import snapshot_of

SQUARE = [[[4.0, 45.0], [5.0, 45.0], [5.0, 46.0], [4.0, 46.0], [4.0, 45.0]]]


def written(folder: Path, *features: dict[str, Any]) -> Path:
    file = folder / "shapes.json"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return file


def feature(type: str = "Polygon", coordinates: Any = SQUARE, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": type, "coordinates": coordinates}}


def test_an_outline_keeps_its_proportions_with_north_on_top(tmp_path: Path) -> None:
    found = read_shapes(written(tmp_path, feature(nom="Lyon")))
    # At 45.5 degrees a degree of longitude is cos(45.5°) = .7009 of one of latitude.
    assert found.height == pytest.approx(1000)
    assert found.width == pytest.approx(700.9, abs=0.1)
    assert found.paths == ["M0.0 1000.0L700.9 1000.0L700.9 0.0L0.0 0.0L0.0 1000.0Z"]


def test_territories_are_known_by_code_then_by_name_blind_to_accents(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        feature(code="59512", nom="X"),
        feature("MultiPolygon", [SQUARE], nom="ÉVRY-Courcouronnes"),
        feature(nom="Œuilly"),
        feature(nom="Twice", n=1),
        feature(nom="Twice", n=2),
        feature("Point", [4, 45], nom="A point"),
    )
    snapshot = snapshot_of(
        [("a", "x")],
        links=[located("Action", "x", id) for id in ("FR-COG:59512", "evry", "oeuilly", "twice", "gone")],
        others=[
            {"label": "Territory", "id": "FR-COG:59512", "name": "Roubaix", "code": "59512"},
            {"label": "Territory", "id": "evry", "name": "Evry Courcouronnes"},
            {"label": "Territory", "id": "oeuilly", "name": "OEUILLY"},
            {"label": "Territory", "id": "twice", "name": "Twice"},
            {"label": "Territory", "id": "gone", "name": "Gone"},
        ],
    )
    made = TerritoryMap(snapshot, file)
    assert {place["id"]: place["shape"] for place in made.content["places"]} == {
        "FR-COG:59512": 0, "evry": 1, "oeuilly": 2, "twice": -1, "gone": -1,
    }  # fmt: skip
    assert "2 territories" in made.said("en")[-1]


def shapes_of(file: Path, *territories: dict[str, str], within: tuple[tuple[str, str], ...] = ()) -> dict[str, int]:
    snapshot = snapshot_of(
        [("a", "x")],
        links=[
            *(located("Action", "x", one["id"]) for one in territories),
            *(located("Territory", one, other, "WITHIN") for one, other in within),
        ],
        others=[{"label": "Territory", "name": one["id"], **one} for one in territories],
    )
    content = TerritoryMap(snapshot, file).content
    return {place["id"]: place["shape"] for place in content["places"]}


def test_what_else_a_feature_states_is_not_what_it_is(tmp_path: Path) -> None:
    """Its region, its seat, its inhabitants."""
    file = written(
        tmp_path,
        feature(code="01", nom="Ain", region="84", prefecture="Bourg", population=75),
        feature(code="69", nom="Rhône", region="11", prefecture="Lyon"),
        feature(INSEE_COM="59350", INSEE_DEP="59", NOM="Lille", id=7),
        feature(NOM_COM="Roubaix", NOM_DEP="Nord", id=8),
    )
    found = shapes_of(
        file,
        *({"id": "Paris", "code": "75"}, {"id": "Lyon"}, {"id": "Île-de-France", "code": "11"}),
        *({"id": "Rhône", "code": "69"}, {"id": "Nord", "code": "59"}, {"id": "Lille"}, {"id": "Roubaix"}),
        *({"id": "seven", "code": "7"}, {"id": "01"}),
    )
    assert {id for id, shape in found.items() if shape < 0} == {"Paris", "Lyon", "Île-de-France", "Nord", "seven"}
    assert (found["01"], found["Rhône"], found["Lille"], found["Roubaix"]) == (0, 1, 2, 3)


DEPARTMENTS = ("Ain", "Aisne", "Allier", "Aube", "Aude", "Aveyron")


@pytest.mark.parametrize("first", [0, 1, 8])
@pytest.mark.parametrize("inside", [True, False])
def test_the_number_of_a_row_is_no_code(first: int, inside: bool, tmp_path: Path) -> None:
    features = []
    for n, name in enumerate(DEPARTMENTS, start=first):
        made = feature(nom=name, **({"id": n} if inside else {}))
        features.append(made if inside else made | {"id": n})
    file = written(tmp_path, *features)
    territories = [
        {"id": name, "code": str(n)} for n, name in ((10, "Aube"), (11, "Aude"), (12, "Aveyron"), (3, "Gers"))
    ]
    assert shapes_of(file, *territories) == {"Aube": 3, "Aude": 4, "Aveyron": 5, "Gers": -1}
    nameless = written(tmp_path, *(made | {"properties": {}, "id": n} for n, made in enumerate(features, start=first)))
    # Nothing else says what it is: the fourth of those from 8 on is 11, as a code is; from 0 or 1 on it is a row.
    assert shapes_of(nameless, {"id": "Aude", "code": "11"})["Aude"] == (3 if first == 8 else -1)
    # Two are called alike, and the id says which is which.
    alike = written(tmp_path, feature(nom="Aube", id=10), feature(nom="Aube", id=99), feature(nom="Aude", id=12))
    assert shapes_of(alike, {"id": "Aube", "code": "10"}, {"id": "x", "code": "12"}) == {"Aube": 0, "x": -1}


def test_the_code_of_what_a_town_lies_in_is_not_its_own(tmp_path: Path) -> None:
    own = {"codgeo": "69123", "dep": "69", "nom": "Lyon", "code_region": "84"}
    territories = ({"id": "Lyon", "code": "69123"}, {"id": "Rhône", "code": "69"}, {"id": "Region", "code": "84"})
    for about in (own, {**own, "codgeo": None, "codgeo_2024": "69123"}, {**own, "codgeo": None, "nom": None,
                  "libgeo": "Lyon"}, {"code_region": "84", "nom": "Lyon"}):  # fmt: skip
        assert shapes_of(written(tmp_path, feature(**about)), *territories) == {"Lyon": 0, "Rhône": -1, "Region": -1}
    # A file of counties has no other code, and the names are theirs.
    counties = written(tmp_path, feature(dep="69", reg="84", libgeo="Rhône"), feature(dep_2024=1, reg_2024="84"))
    assert shapes_of(counties, *territories, {"id": "Ain", "code": "1"}) == {
        "Lyon": -1, "Rhône": 0, "Region": -1, "Ain": 1,
    }  # fmt: skip


def test_an_outline_is_that_of_one_territory(tmp_path: Path) -> None:
    file = written(tmp_path, feature(code="69", nom="Rhône"), feature(nom="Lyon"), feature(nom="Port"))
    territories = (
        *({"id": "county", "name": "Rhône", "code": "69"}, {"id": "written", "name": "RHONE"}),
        *({"id": "city", "name": "Lyon"}, {"id": "metropolis", "name": "Lyon"}),
        *({"id": "port", "name": "Port"}, {"id": "port-as-written", "name": "PORT"}),
    )
    assert shapes_of(file, *territories, within=(("port-as-written", "port"),)) == {
        "county": 0, "written": -1, "city": -1, "metropolis": -1, "port": 2, "port-as-written": -1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "is not JSON"),
        ("[]", "holds no list of features"),
        ('{"features": []}', "holds no polygon"),
        ('{"features": [1, {"geometry": null}]}', "holds no polygon"),
        (json.dumps({"features": [feature(coordinates=[[["a", 1], [2, 3], [4, 5]]])]}), "no pairs of numbers"),
        (json.dumps({"features": [feature(coordinates=[[[65e4, 68e5], [66e4, 68e5], [66e4, 69e5]]])]}), "no longitude"),
        (json.dumps({"features": [feature(coordinates=7)]}), "no pairs of numbers"),
    ],
)
def test_what_is_no_file_of_outlines_is_said_in_one_line(text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(text)
    with pytest.raises(DataError, match=told) as error:
        read_shapes(file)
    assert "\n" not in str(error.value)
    with pytest.raises(DataError, match="Cannot read"):
        read_shapes(tmp_path / "gone.json")
