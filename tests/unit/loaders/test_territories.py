"""Official lists of territories: what each is known by, what is within what, faults; and the real lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphkit.errors import FormatError
from graphkit.loaders import territories
from graphkit.loaders._territories.french import SAME_CODE
from graphkit.loaders._territories.lists import kind_of
from tests.unit.loaders.accounts import Loaded, run

DEPARTMENTS = [
    {"code": "69", "region": "84", "chefLieu": "69123", "nom": "Rhône", "zone": "metro"},
    {"code": "2A", "region": "94", "chefLieu": "2A004", "nom": "Corse-du-Sud", "zone": "metro"},
    {"code": "975", "region": "975", "chefLieu": "97502", "nom": "Saint-Pierre-et-Miquelon", "zone": "com"},
]
GROUPINGS = "code,nom,type,populationTotale,membres\n200046977,Métropole de Lyon,MET69,1449118,69123|69266\n"


def within(loaded: Loaded) -> set[tuple[str, str]]:
    return {(tie.start, tie.end) for tie in loaded.ties("WITHIN")}


def given(folder: Path, name: str, content: object) -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_communes_and_what_they_are_made_of(tmp_path: Path) -> None:
    loaded = run("territories", given(tmp_path, "a.csv", territories.EXAMPLE))
    nodes = loaded.nodes("Territory")
    lyon = nodes["FR-COG:69123"]
    assert (lyon["name"], lyon["scale"], lyon["code"], lyon["code_scheme"]) == ("Lyon", "municipal", "69123", "FR-COG")
    assert (lyon["population"], lyon["postcodes"]) == (519127, ["69001", "69002", "69003"])
    assert nodes["FR-COG:69383"]["scale"] == "neighbourhood"
    assert within(loaded) == {
        ("FR-COG:69123", "FR-DEP:69"), ("FR-COG:69123", "FR-ARR:691"), ("FR-COG:69383", "FR-COG:69123"),
        ("FR-COG:01015", "FR-DEP:01"), ("FR-COG:01015", "FR-ARR:011"), ("FR-COG:01340", "FR-COG:01015"),
    }  # fmt: skip
    # The commune that kept its code for the new one is a further name of that, and no territory within itself.
    assert nodes["FR-COG:01015"]["name"] == "Arboys en Bugey"
    assert nodes["FR-COG:01015"]["aliases"] == ["Arbignieu"]
    assert loaded.account.notes == {SAME_CODE: 1}


def test_a_former_commune_that_stands_before_the_new_one_gives_it_no_name(tmp_path: Path) -> None:
    head, *rows = territories.EXAMPLE.splitlines()
    loaded = run("territories", given(tmp_path, "a.csv", "\n".join([head, *reversed(rows), ""])))
    assert loaded.nodes("Territory")["FR-COG:01015"]["name"] == "Arboys en Bugey"
    assert loaded.nodes("Territory")["FR-COG:01015"]["aliases"] == ["Arbignieu"]


def test_departments_regions_and_the_country(tmp_path: Path) -> None:
    loaded = run("territories", given(tmp_path, "a.json", DEPARTMENTS))
    assert within(loaded) == {
        ("FR-DEP:69", "FR-REG:84"), ("FR-DEP:2A", "FR-REG:94"), ("FR-DEP:975", "FR-REG:975")
    }  # fmt: skip
    # The région's own name is in another list: until that is read, its id stands for it.
    assert loaded.nodes("Territory")["FR-REG:84"]["name"] == "FR-REG:84"
    regions = [{"code": "84", "chefLieu": "69123", "nom": "Auvergne-Rhône-Alpes"}]
    loaded = run("territories", given(tmp_path, "b.json", regions))
    assert within(loaded) == {("FR-REG:84", "ISO-3166:FR")}
    pairs = run("territories", given(tmp_path, "c.json", {"69": "84", "2A": "94"}))
    assert within(pairs) == {("FR-DEP:69", "FR-REG:84"), ("FR-DEP:2A", "FR-REG:94")}


@pytest.mark.parametrize("as_json", [False, True])
def test_groupings_hold_their_members(tmp_path: Path, as_json: bool) -> None:
    entry = {"code": "200046977", "nom": "Métropole de Lyon", "membres": [{"code": "69123"}, {"code": "69266"}]}
    content: object = [{**entry, "populationTotale": 1449118}] if as_json else GROUPINGS
    loaded = run("territories", given(tmp_path, "a", content))
    assert within(loaded) == {("FR-COG:69123", "FR-SIREN:200046977"), ("FR-COG:69266", "FR-SIREN:200046977")}
    node = loaded.nodes("Territory")["FR-SIREN:200046977"]
    assert (node["scale"], node["population"], node["code_scheme"]) == ("intermunicipal", 1449118, "FR-SIREN")


def test_nuts_regions_within_one_another(tmp_path: Path) -> None:
    text = '"","code","version","country"\n"1","FRK26","2016","France"\n"2","FRK26","2021","France"\n'
    text += '"3","EL301","2021","Greece"\n"4","UKF","2021","United Kingdom"\n'
    loaded = run("territories", given(tmp_path, "a.csv", text))
    assert within(loaded) == {
        ("NUTS:FRK26", "NUTS:FRK2"), ("NUTS:FRK2", "NUTS:FRK"), ("NUTS:FRK", "ISO-3166:FR"),
        ("NUTS:EL301", "NUTS:EL30"), ("NUTS:EL30", "NUTS:EL3"), ("NUTS:EL3", "ISO-3166:GR"),
        ("NUTS:UKF", "ISO-3166:GB"),
    }  # fmt: skip
    assert loaded.nodes("Territory")["ISO-3166:GR"]["name"] == "Greece"


def test_nuts_names_with_line_ends_of_old_computers(tmp_path: Path) -> None:
    text = '"Level","NUTS-Code","Description"\r"1",,"NUTS LEVEL 1"\r"2","FR","FRANCE"\r"3","FR7","CENTRE-EST"\r'
    loaded = run("territories", given(tmp_path, "a.csv", text))
    assert loaded.nodes("Territory")["NUTS:FR7"]["name"] == "CENTRE-EST"
    assert within(loaded) == {("NUTS:FR7", "ISO-3166:FR")}
    assert loaded.account.rejected == 0


def test_codes_that_a_spreadsheet_shortened_are_rejected(tmp_path: Path) -> None:
    text = territories.EXAMPLE.replace("\n01015,Arboys", "\n1015,Arboys")
    loaded = run("territories", given(tmp_path, "a.csv", text))
    assert (loaded.account.rejected, loaded.account.read) == (1, 5)
    (reason,) = loaded.reasons("code")
    assert "leading zero" in reason


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("naf,libelle\n01,Culture\n", "no list of territories"),
        ('[{"code": "1", "label": "x"}]', "no list of territories"),
        ('{"4110": "92"}', "no list of territories"),
        ('[{"code": ', "cut off"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, content: str, word: str) -> None:
    path = given(tmp_path, "naf.csv", content)
    assert kind_of(path) is None
    with pytest.raises(FormatError, match=rf"naf\.csv .*{word}"):
        list(territories.load(path))


def test_a_folder_stands_for_the_lists_in_it_and_those_with_names_come_first(tmp_path: Path) -> None:
    communes = given(tmp_path, "a.csv", territories.EXAMPLE)
    departments = given(tmp_path, "b.json", DEPARTMENTS)
    given(tmp_path, "c.csv", "naf,libelle\n01,Culture\n")
    given(tmp_path, "LICENSE", "free")
    assert territories.files([tmp_path]) == [[departments], [communes]]
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(FormatError, match="holds no list"):
        territories.files([empty])


@pytest.mark.real_data
def test_the_real_lists(real_data: Path) -> None:
    folder = real_data / "codelists" / "fr"
    lists = {path.name: path for (path,) in territories.files([folder])}
    assert set(lists) == {
        "cog_regions.json", "cog_departements.json", "dep_to_reg.json", "cog_arrondissements.json",
        "cog_communes_2026.csv", "cog_epci_2026.csv", "cog_ept.json",
    }  # fmt: skip
    loaded = run("territories", lists["cog_communes_2026.csv"])
    assert (loaded.account.read, loaded.account.rejected, loaded.account.notes[SAME_CODE]) == (37590, 0, 584)
    communes = {id: node for id, node in loaded.nodes("Territory").items() if node.get("scale") == "municipal"}
    assert len(communes) == 34969
    assert {tie.start for tie in loaded.ties("WITHIN") if tie.end.startswith("FR-DEP:")} == set(communes)
    groupings = run("territories", lists["cog_epci_2026.csv"])
    assert (groupings.account.read, groupings.account.rejected) == (1255, 0)
    # Every member of a grouping is a commune of the list.
    assert {tie.start for tie in groupings.ties("WITHIN")} <= set(communes)
    assert len(groupings.ties("WITHIN")) == 34871


@pytest.mark.real_data
def test_the_real_nuts_lists(real_data: Path) -> None:
    for name, read in (("NUTS_2013L.csv", 1887), ("all_nuts_codes_2006_2021.csv", 8896)):
        loaded = run("territories", real_data / "codelists" / "nuts" / name)
        assert (loaded.account.read, loaded.account.rejected) == (read, 0)
