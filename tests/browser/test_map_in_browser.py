"""The map as a person meets it: offline in Chromium, by mouse and by keyboard alone."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

import graphkit
from graphkit import casebase
from graphkit.maps import Map, TerritoryMap
from graphkit.maps.coalitions import Drawn
from graphkit.reports import write_report
from tests.browser.conftest import Drive
from tests.cli.conftest import TABLES
from tests.unit.maps.test_content import located
from tests.unit.networks.tables import fund, snapshot_of

HOSTILE = "</script><script>window.PWN=1</script><img src=x onerror=window.PWN=1>"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of a store with five actors, one of a hostile name."""
    folder = tmp_path_factory.mktemp("small")
    tables = folder / "tables"
    tables.mkdir()
    for name, text in TABLES.items():
        more = {"actors.csv": f'mal,"{HOSTILE}",,,\n', "funds.csv": "mal,cafe,7,EUR,2020\n"}
        (tables / name).write_text(text + more.get(name, ""), encoding="utf-8")
    with graphkit.open(folder / "store") as graph:
        graph.load("tables", tables, rejects=None)
        return Map.of_graph(graph).save(folder / "map.html")


@pytest.fixture(scope="module")
def seen(drive: Drive, small: Path) -> dict[str, Any]:
    return drive("network", small)


def test_the_page_asks_for_nothing_and_has_no_fault(seen: dict[str, Any], small: Path) -> None:
    assert seen["errors"] == []
    assert {url for url in seen["requests"] if url.startswith(("http:", "https:"))} <= {
        "http://127.0.0.1:9/x", "http://127.0.0.1:9/y.png",
    }  # fmt: skip
    assert [url for url in seen["requests"] if url.startswith("file:")] == [small.as_uri()]
    assert seen["stopped"] == ["connect-src", "img-src"]
    assert not seen["waiting"]


def test_a_name_that_is_code_stays_text(seen: dict[str, Any]) -> None:
    assert seen["injected"]
    assert "window.PWN=1" in seen["svg"]
    assert not [one for one in ET.fromstring(seen["svg"]).iter() if one.tag.endswith("script")]


@pytest.mark.parametrize("when", ["axe", "axe_chosen", "axe_french"])
def test_axe_finds_no_serious_fault(seen: dict[str, Any], when: str) -> None:
    assert seen[when] == []


def test_the_search_is_blind_to_accents_and_opens_the_ties(seen: dict[str, Any]) -> None:
    assert seen["found"] == ["Crèche du Parc"]
    assert (seen["chosen"], seen["focused"]) == ("Crèche du Parc", "chosen")
    assert "2 ties shown, resting on 2 rows of the sources." in seen["panel"]
    assert "Amounts shown, 2 ties: €1,500." in seen["panel"]
    assert "Ville de Roubaix" in seen["panel"]
    assert "funds.csv" in seen["panel"]
    assert "row 2" in seen["panel"]
    assert "n=creche" in seen["hash"]
    assert seen["clicked"] == "Fondation des Flandres"


def test_filters_leave_what_they_say(seen: dict[str, Any]) -> None:
    # Seven ties: five funds, one of taking part, one of the hostile actor.
    assert seen["status"] == "8 of 8 nodes and 7 ties shown."
    # In 2021 the Caf and the foundation fund the garden; who takes part states no year.
    assert seen["since"].startswith("3 of 8 nodes and 2 ties shown.")
    assert "Ties without a year, left out: 1." in seen["since"]
    assert seen["filters"] == "Filters: Years: 2021–…."
    assert seen["since_rows"] == 3
    assert seen["least"].startswith("2 of 8 nodes and 1 tie shown.")
    assert seen["scale"].startswith("2 of 8 nodes and 1 tie shown.")
    assert seen["uncheck"] != seen["status"]
    assert seen["uncheck_rows"] == int(seen["uncheck"].split(" of ")[0])


def test_the_table_has_what_the_map_has(seen: dict[str, Any]) -> None:
    assert seen["marks"] == seen["rows"] == 8


def test_the_language_changes_words_and_numbers(seen: dict[str, Any]) -> None:
    status, lang, title = seen["french"]
    assert status == "8 sur 8 nœuds et 7 liens montrés."
    assert (lang, title) == ("fr", "Carte des coalitions")


def test_what_is_kept_and_printed_has_legend_and_filters(seen: dict[str, Any]) -> None:
    assert seen["svg_name"] == "carte.svg"
    drawn = ET.fromstring(seen["svg"])
    text = " ".join("".join(one.itertext()) for one in drawn.iter("{http://www.w3.org/2000/svg}text"))
    assert "Sans filtre : tous les liens du réseau." in text
    assert "1 · " in text
    assert "Acteur" in text
    assert "La distance sur la carte n'est pas une mesure." in text
    assert len(drawn.findall(".//{http://www.w3.org/2000/svg}line")) == 7
    assert seen["pdf"] > 10_000


def test_the_keyboard_alone_is_enough(drive: Drive, small: Path) -> None:
    seen = drive("keyboard", small)
    assert seen["errors"] == []
    assert seen["moved"] == [True, True]
    assert seen["first"] != seen["second"]
    assert seen["back"] == seen["first"]
    assert (seen["focused"], seen["let_go"]) == ("chosen", 0)
    assert seen["tabs"] < 60
    assert seen["by_table"]


def test_a_link_opens_a_node_with_language_and_filters(drive: Drive, small: Path) -> None:
    seen = drive("links", small)
    assert seen["errors"] == []
    chosen, lang, status = seen["deep"]
    assert (chosen, lang) == ("Jardin partagé", "fr")
    assert status.startswith("3 sur 8 nœuds et 2 liens montrés.")
    assert {"n=jardin", "l=fr", "y0=2021", "y1=2021"} <= set(seen["kept"][1:].split("&"))
    assert seen["followed"] == ["Caf du Nord", "en"]
    panel, status = seen["lost"]
    assert "The address names no-such-id, which is not on this map." in panel
    assert status == "8 of 8 nodes and 7 ties shown."
    assert "scripts" in seen["noscript"][0]
    assert "réseau" in seen["noscript"][1]


def test_in_a_notebook_the_map_works_apart_from_the_page(drive: Drive, tmp_path: Path) -> None:
    shown = Map(snapshot_of([("a", "x"), ("b", "x")]).network())._repr_html_()
    (tmp_path / "notebook.html").write_text(f"<!doctype html><title>notebook</title>{shown}", encoding="utf-8")
    seen = drive("notebook", tmp_path / "notebook.html")
    assert seen["errors"] == []
    assert seen["status"] == "3 of 3 nodes and 2 ties shown."
    assert seen["chosen"] == "x"
    assert seen["apart"] == "apart"


def test_a_map_opened_out_of_sight_fits_once_it_is_seen(drive: Drive, tmp_path: Path) -> None:
    shown = Map(snapshot_of([("a", "x"), ("b", "x")]).network())._repr_html_()
    page = f"<!doctype html><title>notebook</title><details><summary>A cell</summary>{shown}</details>"
    (tmp_path / "notebook.html").write_text(page, encoding="utf-8")
    seen = drive("folded", tmp_path / "notebook.html")
    assert seen["errors"] == []
    assert seen["folded"]["width"] == 0
    assert seen["unfolded"]["width"] > 0
    assert seen["unfolded"]["inside"]
    assert seen["unfolded"]["z"] == pytest.approx(seen["unfolded"]["zoom"], rel=0.06)


def test_focus_rows_filters_and_letters_hold_with_many_coalitions(drive: Drive, tmp_path: Path) -> None:
    """Forty coalitions, one actor in the first and the third; a name with a character that XML has not."""
    ties = [fund(f"a{n:02}{k}", f"x{n}", 5.0, year=2020) for n in range(1, 41) for k in range(2)]
    actors = [{"id": "a010", "name": "Na\x0bme"}]
    lent = fund("a020", "x2", 9.0, year=2019, resource="loan")
    network = snapshot_of([*ties, fund("a010", "x3", 5.0), lent], actors=actors).network()
    members = [[f"a{n:02}{k}" for k in range(2)] for n in range(1, 41)]
    members[2].append("a010")
    drawn = Drawn(members, [None] * 40, "given", "overlapping", 0)
    seen = drive("choices", Map(network, drawn).save(tmp_path / "map.html"))
    assert seen["errors"] == []
    assert (seen["next"], seen["last"]) == ("next", "back")
    assert seen["ticked"] == ["g2", False]
    assert seen["filters"] == "Filters: Coalitions: 3–35."
    assert seen["both"] == [["a010", 1, 3]]
    name, chosen, look = seen["row"]
    assert (name, look) == (chosen, "chosen")
    assert seen["letter"] == 1
    assert (seen["role"], seen["role_fr"]) == ("map", "carte")
    assert "Stands with coalition: 2 · " in seen["action"]
    assert "funds (loan)" in seen["action"]
    assert "(in no sum)" in seen["action"]
    assert "In no sum: 1 amount, for" in seen["action"]
    assert "Amounts shown, 2 ties: €10." in seen["action"]
    drawing = ET.fromstring(seen["svg"])
    said = ["".join(one.itertext()) for one in drawing.iter()]
    assert "Na\ufffdme" in said
    assert "10 further coalitions" in said
    status, filters = seen["searching"]
    assert status.startswith("Found: 1 name. 120 of 120 nodes")
    assert "The table is narrowed to names with “a01”; the map is not." in filters
    assert "Years: 2030–1990; the first year is after the last." in seen["reversed"]


def test_what_is_chosen_goes_where_a_filter_takes_it_apart(drive: Drive, tmp_path: Path) -> None:
    ties = [fund("ville", f"x{n}", 10.0, year=2010 + 10 * (n % 2)) for n in range(2_500)]
    seen = drive("bundle", Map(snapshot_of(ties).network()).save(tmp_path / "map.html"))
    assert seen["errors"] == []
    name, heading = seen["row"]
    assert name == heading == "Small coalitions, and those in none"
    assert seen["before"].startswith("2,500 with the same partners")
    assert seen["status"].startswith("1,251 of 2,501 nodes")
    assert seen["after"].startswith("Choose a mark on the map")


def test_a_long_list_keeps_its_place_and_the_focus(drive: Drive, tmp_path: Path) -> None:
    """Forty coalitions in a list that scrolls, and a town with more ties than its panel shows at first."""
    ties = [fund(f"a{n:02}{k}", f"x{n}", 5.0) for n in range(1, 41) for k in range(2)]
    ties += [fund("ville", f"y{n}", 5.0) for n in range(130)]
    members = [[f"a{n:02}{k}" for k in range(2)] for n in range(1, 41)]
    drawn = Drawn(members, [None] * 40, "given", "leiden", 0)
    seen = drive("long", Map(snapshot_of(ties).network(), drawn).save(tmp_path / "map.html"))
    assert seen["errors"] == []
    before, after, active = seen["scrolled"]
    assert before > 100
    assert (after, active) == (before, "g35")
    # The button goes away with the last row; the focus goes to the first that it brought.
    assert seen["more"] == "Show more (30)"
    n, active = seen["grown"]
    assert n == 130
    assert active.startswith("y")


def test_a_search_is_named_wherever_it_narrows(drive: Drive, small: Path) -> None:
    seen = drive("said", small)
    assert seen["errors"] == []
    assert seen["whole"] == [
        "8 of 8 nodes and 7 ties shown.", "What the map shows: 1 to 8 of 8 rows", "Table of what the map shows",
    ]  # fmt: skip
    found = [
        "Found: 1 name. 8 of 8 nodes and 7 ties shown.", "Found for “CRECHE”: 1 to 1 of 1",
        "Table of what the search finds on the map",
    ]  # fmt: skip
    assert seen["found"] == seen["resized"] == found
    assert seen["french"] == [
        "Trouvés : 1 nom. 8 sur 8 nœuds et 7 liens montrés.", "Trouvés pour « CRECHE » : 1 à 1 sur 1",
        "Tableau de ce que la recherche trouve sur la carte",
    ]  # fmt: skip
    assert seen["reset"] == seen["whole"]


def test_a_filter_of_the_address_that_is_not_there_is_named(drive: Drive, small: Path) -> None:
    seen = drive("said", small)
    assert seen["year"] == ["2020", "Filters: Years: 2020–…."]
    told, filters = seen["lost"]
    assert told == [f"The address names {id}, which is not on this map." for id in ("99", "x", "y", "z", "2.5")]
    assert filters == "No filters: all ties of the network."


def test_what_is_chosen_as_one_stays_while_a_filter_leaves_it_one(drive: Drive, tmp_path: Path) -> None:
    """The first of them goes, by which the mark was known."""
    ties = [fund("ville", f"x{n}", 10.0, year=2010 + 10 * (n % 2)) for n in range(5_000)]
    seen = drive("bundle", Map(snapshot_of(ties).network()).save(tmp_path / "map.html"))
    assert seen["errors"] == []
    assert seen["before"].startswith("5,000 with the same partners")
    assert seen["status"].startswith("2,501 of 5,001 nodes")
    assert seen["after"].startswith("2,500 with the same partners")


def test_where_there_is_little_room_names_stay_whole_and_the_map_in_sight(drive: Drive, tmp_path: Path) -> None:
    with graphkit.open(tmp_path / "store") as graph:
        graph.load("tables", casebase.folder(), rejects=None)
        seen = drive("fitting", graphkit.Map.of_graph(graph).save(tmp_path / "map.html"))
    assert seen["errors"] == []
    assert (seen["cut"], seen["under"]) == ([], [])
    assert seen["zoomed"]
    for (top, bottom), (heading, end) in (seen["tapped"], seen["by_table"]):
        # Of the map, 490 pixels high, more than half is seen, with the name of what was chosen below it.
        assert bottom - max(top, 0) > 245
        assert bottom < heading < end <= 844


def test_from_a_node_to_the_evidence_in_the_report_and_back(drive: Drive, tmp_path: Path) -> None:
    with graphkit.open(tmp_path / "store") as graph:
        graph.load("tables", casebase.folder(), rejects=None)
        drawn = graphkit.Map.of_graph(graph)
        drawn.save(tmp_path / "map.html")
        write_report(graph, tmp_path)
        seen = drive("beside", drawn.save(tmp_path / "map.html"))
    assert seen["errors"] == []
    assert seen["requests"] == []
    assert seen["axe"] == []
    assert "In the report, which knows no filters" in seen["panel"]
    assert "Lyon Metropolis lies on the largest share" in seen["panel"]
    assert seen["number"].rstrip("%") in seen["panel"]
    assert re.match(rf"E\d+ {seen['number']} ", seen["target"].replace("\n", " "))
    assert "Lyon Metropolis lies on the largest share" in seen["target"]
    assert seen["chosen"] == "Lyon Metropolis"
    # On a telephone, too, what is chosen stands in the middle and its name on the map.
    assert seen["named"] == [0, True]


def test_a_broken_page_says_so(drive: Drive, small: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    text = small.read_text(encoding="utf-8")
    broken.write_text(re.sub(r'(id="data">).*?(</script>)', r'\1{"kind": 1\2', text, flags=re.DOTALL), encoding="utf-8")
    seen = drive("failing", broken)
    assert seen["alert"].startswith("The map could not be shown:")
    assert not seen["page"]


def test_a_large_network_opens_on_its_coalitions(drive: Drive, tmp_path: Path) -> None:
    """Three groups of funders; of two thousand and four hundred actions eight are of a field."""
    ties = [fund(f"f{n % 12}", f"x{n}", 10.0) for n in range(2_400)]
    ties += [fund(f"f{n % 12 // 4 * 4 + (n + 1) % 4}", f"x{n}", 10.0) for n in range(0, 2_400, 5)]
    snapshot = snapshot_of(
        ties,
        links=[located("Action", f"x{n}", "food", "IN_FIELD") for n in range(8)],
        others=[{"label": "Field", "id": "food", "name": "Food"}],
    )
    seen = drive("large", Map(snapshot.network()).save(tmp_path / "large.html"))
    assert seen["errors"] == []
    assert set(seen["closed"]) == {"disc"}
    # The disc of all others is no coalition.
    others = sum(one["group"] == 0 for one in seen["narrow"][0]["discs"])
    assert f"Coalitions closed: {len(seen['closed']) - others}" in seen["status"]
    assert ("One more disc" in seen["status"]) == bool(others)
    assert len(seen["table"]) == len(seen["closed"])
    assert seen["heading"].startswith("Coalition ")
    assert "actor" in seen["open"]
    assert seen["open"].count("disc") == len(seen["closed"]) - 1
    assert len(seen["open"]) <= 2_000
    assert "o=" in seen["hash"]
    assert seen["found"] == "f7"
    # On a narrow screen names and numbers cover neither one another nor another mark, and lie on the map.
    for labels in seen["narrow"]:
        assert {one["group"] for one in labels["discs"]} - {0} == {one["group"] for one in labels["written"]}
        for n, one in enumerate(labels["written"]):
            left, top, right, bottom = one["box"]
            assert min(left, top, labels["width"] - right, labels["height"] - bottom) >= 0
            for other in labels["written"][n + 1 :]:
                a, b, c, d = other["box"]
                assert not (left < c and a < right and top < d and b < bottom), (one, other)
            for disc in labels["discs"]:
                near_x, near_y = min(max(disc["x"], left), right), min(max(disc["y"], top), bottom)
                covers = (near_x - disc["x"]) ** 2 + (near_y - disc["y"]) ** 2 < disc["r"] ** 2
                assert disc["group"] == one["group"] or not covers, (one, disc)
            assert (str(one["group"]) == one["text"]) == (f"{one['group']} · " in labels["numbers"])
    # So few that each is drawn by itself.
    status, n_discs = seen["filtered"]
    assert n_discs == 0
    assert "2,412 nodes" in status


def test_territories_are_chosen_by_keyboard_and_gaps_are_marked(drive: Drive, tmp_path: Path) -> None:
    square = [[[4.0, 45.0], [5.0, 45.0], [5.0, 46.0], [4.0, 45.0]]]
    features = [{"properties": {"nom": "Quartier Sud"}, "geometry": {"type": "Polygon", "coordinates": square}}]
    (tmp_path / "shapes.json").write_text(json.dumps({"features": features}))
    snapshot = snapshot_of(
        [("ville", "creche"), ("ville", "jardin")],
        links=[
            located("Action", "creche", "sud"),
            located("Action", "creche", "care", "IN_FIELD"),
            located("Action", "jardin", "nord"),
            located("Action", "jardin", "food", "IN_FIELD"),
        ],
        others=[
            {"label": "Territory", "id": "sud", "name": "Quartier Sud"},
            {"label": "Territory", "id": "nord", "name": "Nord"},
            {"label": "Field", "id": "care", "name": "Care"},
            {"label": "Field", "id": "food", "name": "Food"},
        ],
    )
    seen = drive("territories", TerritoryMap(snapshot, tmp_path / "shapes.json").save(tmp_path / "t.html"))
    assert seen["errors"] == []
    assert seen["axe"] == []
    assert seen["status"] == "2 territories, 2 fields, 2 gaps."
    assert seen["of_field"] == "2 territories, 1 field, 1 gap."
    assert "The address names zzz, which is not on this map." in seen["lost"]
    assert (seen["areas"], seen["gaps"], seen["rows"]) == (1, 2, 1)
    assert "Quartier Sud" in seen["panel"]
    assert "creche" in seen["panel"]
    assert "A table, link 0" in seen["panel"]
    assert "Nothing of Food here in these data." in seen["panel"]
    assert seen["french"] == "Qui fait quoi où"
    assert seen["pdf"] > 5_000


def _territories(tmp_path: Path, **about: str) -> TerritoryMap:
    links = [
        located("Action", "creche", "sud"),
        located("Action", "creche", "care", "IN_FIELD"),
        located("Action", "jardin", "nord"),
        located("Action", "jardin", "food", "IN_FIELD"),
    ]
    names = {"sud": "Quartier Sud", "nord": "Nord", "care": "Care", "food": "Food", **about}
    labels = {"sud": "Territory", "nord": "Territory", "care": "Field", "food": "Field"}
    others = [{"label": labels[id], "id": id, "name": name} for id, name in names.items()]
    return TerritoryMap(snapshot_of([("ville", "creche"), ("ville", "jardin")], links=links, others=others))


def test_territories_say_the_field_the_search_and_what_is_lost(drive: Drive, tmp_path: Path) -> None:
    seen = drive("places", _territories(tmp_path).save(tmp_path / "t.html"))
    assert seen["errors"] == []
    assert seen["lost"] == [f"The address names {id}, which is not on this map." for id in ("nowhere", "zzz")]
    caption = "Territories × fields: actors and actions there"
    assert seen["whole"] == ["2 territories, 2 fields, 2 gaps.", caption]
    assert seen["field"] == ["2 territories, 1 field, 1 gap.", caption]
    assert seen["found"] == [
        "Found: 1 name. 2 territories, 1 field, 1 gap.", f"{caption}. Found for “sud”: 1 to 1 of 1",
    ]  # fmt: skip
    assert seen["kept"] == [["Nothing of Food here in these data."], 1]
    assert seen["french"][0] == "Trouvés : 1 nom. 2 territoires, 1 champ, 1 manque."


LONG = "Agglomération" * 12


@pytest.mark.parametrize("kind", ["network", "territories"])
def test_a_telephone_shows_all_without_scrolling_sideways(drive: Drive, tmp_path: Path, kind: str) -> None:
    """With names that have no place to break, as addresses and codes have."""
    if kind == "network":
        links = [located("Action", "x", "food", "IN_FIELD")]
        ties = [fund("a", "x", 1e9, locator=LONG, year=2020), fund("b", "x", 5.0), fund("b", LONG, 5.0)]
        actors = [{"id": "a", "name": LONG}]
        others = [{"label": "Field", "id": "food", "name": LONG}]
        drawn: Map | TerritoryMap = Map(
            snapshot_of(ties, actors=actors, links=links, others=others).network(), title=LONG
        )
    else:
        drawn = _territories(tmp_path, sud=LONG, care=LONG)
    seen = drive("narrow", drawn.save(tmp_path / "narrow.html"))
    assert seen["errors"] == []
    assert set(seen["wide"]) == {390}
    assert (seen["heading"], seen["focused"]) == ([True, True], "chosen")
    assert (seen["cut"], seen["low"], seen["axe"]) == ([], [], [])
    if kind == "network":
        assert seen["name"] == seen["next"]
