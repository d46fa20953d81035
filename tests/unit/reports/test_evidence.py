"""The evidence of a report: no digit without it, the same in both languages, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import html
import io
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import graphkit
from graphkit.casebase import folder
from graphkit.coalitions import at_hand
from graphkit.comparisons import compare
from graphkit.comparisons.result import has_no_percent
from graphkit.comparisons.stated import lines
from graphkit.maps import Map
from graphkit.reports import write_report
from graphkit.reports.ledger import COLUMNS, ROW_COLUMNS, Ledger, csv_text
from graphkit.reports.prose import Prose
from graphkit.reports.said import MOST_ROWS, Behind, Number, Rows, count, money, name, plain, share
from graphkit.reports.teller import Row, Teller
from graphkit.words import catalogue
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("evidence")
    runs, at_hand.RUNS = at_hand.RUNS, 4
    try:
        with graphkit.open(place / "store") as graph:
            graph.load("tables", folder(), rejects=None)
            write_report(graph, place / "out", lang=None, seed=1, title="A title", question="Who pays?")
    finally:
        at_hand.RUNS = runs
    return place / "out"


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


class _Digits(HTMLParser):
    """Texts with a digit that are neither a number with evidence, nor a name of the data, nor the evidence itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.evidence: list[str] = []
        self.ids: set[str] = set()
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.ids |= {held["id"]} if held.get("id") else set()
        if tag in ("meta", "img", "br"):
            return
        classes = (held.get("class") or "").split()
        if "n" in classes or "e" in classes:
            target = (held.get("href") or "").removeprefix("#")
            self.evidence.append(target)
            assert "n" not in classes or held.get("data-e", "").partition(".")[0] == target
        excused = {"n", "e", "name", "evidence"} & set(classes) or tag in ("style", "title")
        self._open.append(bool(excused) or (bool(self._open) and self._open[-1]))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if re.search(r"\d", data) and not self._open[-1]:
            self.found.append(data)


@pytest.mark.parametrize("file", ["report.html", "rapport.html"])
def test_no_digit_of_the_page_is_without_evidence(written: Path, file: str) -> None:
    page = _Digits()
    page.feed((written / file).read_text(encoding="utf-8"))
    assert page.found == []
    assert len(page.evidence) > 200
    assert set(page.evidence) <= page.ids


def test_the_checker_finds_a_digit_without_evidence() -> None:
    page = _Digits()
    page.feed('<p>Of <a class="n" href="#E1" data-e="E1">3</a> ties 4 are missing, <span class="name">18</span></p>')
    assert page.found == [" ties 4 are missing, "]


def test_numbers_of_alternative_texts_have_evidence(written: Path) -> None:
    values = {row["value"] for row in _rows(written / "evidence.csv")}
    texts = re.findall(r' alt="([^"]*)"', (written / "report.html").read_text(encoding="utf-8"))
    assert len(texts) >= 5
    for text in texts:
        # Shares are rounded; the sentences they stand in are compared below.
        for number in re.findall(r"(?<![\w.])\d+(?:,\d{3})*(?![\d.]*%)", text):
            bare = number.replace(",", "")
            assert bare in values or f"{bare}.00" in values or any(bare in value.split("–") for value in values), text


def test_both_languages_have_the_same_evidence_key_by_key(written: Path) -> None:
    english, french = _rows(written / "evidence.csv"), _rows(written / "evidence-fr.csv")
    same = [column for column in COLUMNS if column != "sentence"]
    assert len(english) > 300
    assert [[row[column] for column in same] for row in english] == [[row[column] for column in same] for row in french]
    assert len({row["key"] for row in english}) == len({row["id"] for row in english}) == len(english)
    assert all(one["sentence"] and other["sentence"] for one, other in zip(english, french, strict=True))
    assert sum(one["sentence"] != other["sentence"] for one, other in zip(english, french, strict=True)) > 250


@pytest.mark.parametrize(("file", "listed"), [("report.html", "evidence.csv"), ("rapport.html", "evidence-fr.csv")])
def test_the_page_says_units_and_places_in_its_language(written: Path, file: str, listed: str) -> None:
    page = (written / file).read_text(encoding="utf-8")
    keys = re.findall(r'<div id="E\d+" data-key="([^"]*)">', page)
    # A machine finds the same key in either; a reader sees what is counted, and where it is said.
    assert keys == [html.escape(row["key"], quote=True).replace("&#x27;", "&#39;") for row in _rows(written / listed)
                    if "." not in row["id"]]  # fmt: skip
    shown = re.findall(r'<span class="value">([^<]*)</span> <span class="told">([^<]*)</span>', page)
    assert len(shown) == len(keys)
    values = " ".join(value for value, _ in shown)
    french = file == "rapport.html"
    assert (" acteurs" in values, " actors" in values) == (french, not french)
    assert (" liens" in values, " ties" in values) == (french, not french)
    assert not re.search(r"[a-z]\.[a-z]", " ".join(value + told for value, told in shown))


def test_coalitions_by_scale_are_counted_one_by_one(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_hand, "RUNS", 4)
    rows = [row for row in _rows(written / "evidence.csv") if row["key"].startswith("coalitions.scales/")]
    said = {row["key"]: int(row["value"]) for row in rows}
    with graphkit.open(written.parent / "store") as graph:
        snapshot = graph.snapshot()
    found = at_hand.at_hand(snapshot.network(), seed=1)
    scales = dict(zip(snapshot.actors["id"].to_pylist(), snapshot.actors["scale"].to_pylist(), strict=True))
    ties = [tie for tie in snapshot.ties.to_pylist() if tie["status"] in (None, "granted")]
    stated = 0
    for n, members in enumerate(list(found.groups)[:10], 1):
        present = {(tie["actor"], tie["action"]) for tie in ties if tie["actor"] in members}
        shared = {action for action, times in Counter(action for _, action in present).items() if times > 1}
        funders = {tie["actor"] for tie in ties if tie["type"] == "FUNDS" and tie["action"] in shared}
        for what, ids in (("members", members), ("funders", funders)):
            wanted = Counter(scales[id] or "none" for id in ids)
            told = {key.rpartition("+")[2]: value for key, value in said.items() if f"/{what}/c{n}+" in key}
            assert {scale: value for scale, value in told.items() if value} == dict(wanted)
            stated += sum(wanted.values()) - wanted["none"]
    assert stated == said["coalitions.scales/members.known"] + said["coalitions.scales/funders.known"] > 20
    # Each leads to the rows that name who is counted.
    assert all(int(row["n_rows"]) >= int(row["value"]) for row in rows if "+" in row["key"])


def test_each_unit_has_a_word_for_readers() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "graphkit" / "reports").rglob("*.py"))
    units = {*re.findall(r'unit="([^"]+)"', source), *re.findall(r'drawn\([^\n]*?, "([a-z ]+)"\)', source)}
    grains = {"actions", "recipients", "recipient-years"}
    assert {"ties", "lines an actor"} < units
    # These are said by how they are written.
    bare = {"share", "year", "years", "version", "hash of the data"}
    assert {f"unit.{unit}" for unit in (units | grains) - bare} <= set(catalogue("graphkit.reports"))


def test_values_are_bare_and_rows_are_those_of_the_data(written: Path) -> None:
    rows = {row["key"]: row for row in _rows(written / "evidence.csv")}
    with graphkit.open(written.parent / "store") as graph:
        spec = graph.snapshot().network().spec
    assert rows["network.ties"]["value"] == str(spec.n_ties)
    assert rows["network.pairs"]["value"] == str(spec.n_pairs)
    assert rows["money/cash+EUR+planned/sum"]["value"] == "860000.00"
    assert rows["money.missing"]["value"] == "11"
    assert rows["money.missing"]["n_rows"] == "11"
    behind = _rows(written / "evidence_rows.csv")
    assert list(behind[0]) == list(ROW_COLUMNS)
    held: dict[str, list[dict[str, str]]] = {}
    for row in behind:
        held.setdefault(row["id"], []).append(row)
    for row in rows.values():
        assert len(held.get(row["id"], [])) == min(int(row["n_rows"]), MOST_ROWS), row["key"]
    missing = held[rows["money.missing"]["id"]]
    assert all(row["source"] and row["locator"] and row["tie"] for row in missing)


def test_every_number_says_how_to_get_it_again(written: Path) -> None:
    for row in _rows(written / "evidence.csv"):
        assert row["query"], row["key"]


# Units by whether a comparison sets their numbers against one another in percent.
QUANTITIES = {
    *("actor", "actors", "action", "actions", "funder", "sources", "nodes", "lines", "parts", "pairs", "ties", "rows"),
    *("coalitions", "tests", "draws", "amounts", "times", "names", "decisions", "sentences", "traits", "EUR"),
    *("numbers", "numbers in the figure"),
}
NO_QUANTITIES = {
    *("share", "year", "years", "rank", "group", "step", "p-value", "stability", "modularity"),
    *("parameter", "version", "seed", "hash of the data", "hash"),
}


def test_every_unit_is_known_to_be_a_quantity_or_not(written: Path) -> None:
    units = {row["unit"] for row in _rows(written / "evidence.csv")}
    assert {"ties", "EUR", "years", "share"} <= units <= QUANTITIES | NO_QUANTITIES
    assert {unit for unit in units if has_no_percent(unit)} == units & NO_QUANTITIES


def test_counts_in_columns_are_of_what_they_count() -> None:
    ledger = Ledger()
    tell = Teller(Prose("graphkit.reports", "en"), ledger, {}, "recipients")
    tell.section = "bridges"
    columns = [(key, key, "number") for key in ("one", "members", "shared", "degree", "ties", "share", "odd")]
    cells = [*(count(each) for each in (1, 17484, 3, 4, 5)), share(0.5), tell.phrase("and_more", names=(), n=count(7))]
    tell.table("t", tell.phrase("weak.table"), columns, [Row("r", cells)], query="q", behind=Rows())
    units = {entry.number.key: entry.number.unit for entry in ledger.entries if "/" in entry.number.key}
    assert units == {"t/r/one": "group", "t/r/members": "actors", "t/r/shared": "recipients", "t/r/degree": "actors",
                     "t/r/ties": "ties", "t/r/share": "share", "t/r/odd/1": ""}  # fmt: skip
    before = [dict(zip(COLUMNS, line, strict=True)) for line in ledger.lines()]
    after = [row | {"value": "18484"} if row["key"] == "t/r/members" else row for row in before]
    assert compare(before, after).sentences("en")[1].endswith("17,484 before, 18,484 now (+1,000, +5.7%).")
    # A report of before, which stated no units of its cells.
    older = [row | {"unit": ""} for row in before]
    assert compare(older, after).counts["changed"] == 1
    assert compare(older, after).sentences("en")[1].endswith("17,484 before, 18,484 now (+1,000, +5.7%).")


def test_a_bare_number_cannot_be_said() -> None:
    tell = Teller(Prose("graphkit.reports", "en"), Ledger(), {})
    tell.section = "data"
    for value in (3, 3.5, "3 ties", None):
        with pytest.raises(TypeError, match="without evidence"):
            tell("more", n=value, m=count(9, key="m"))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="without a key"):
        tell("more", n=count(3), m=count(9, key="m"))
    assert plain(tell("more", n=count(3, key="n"), m=count(9, key="m"))) == "The first 3 of 9."


def test_a_number_said_twice_is_one_and_two_values_are_refused() -> None:
    ledger = Ledger()
    tell = Teller(Prose("graphkit.reports", "en"), ledger, {})
    tell("more", n=count(3, key="n"), m=count(9, key="m"))
    again = tell("more", n=count(3, key="n"), m=count(9, key="m"))
    assert [part.ref for part in again if part.number] == ["E1", "E2"]
    assert len(ledger.entries) == 2
    with pytest.raises(ValueError, match="said to be 3 and 4"):
        tell("more", n=count(4, key="n"), m=count(9, key="m"))


def test_words_hold_no_digit_of_their_own() -> None:
    for key, sentence in catalogue("graphkit.reports").items():
        for lang in ("en", "fr"):
            assert not re.search(r"\d", re.sub(r"\{[^{}]*\}", "", sentence[lang])), key


def test_a_table_enters_the_numbers_of_its_cells() -> None:
    ledger = Ledger()
    tell = Teller(Prose("graphkit.reports", "en"), ledger, {"actor:a": "A 1"})
    behind = Rows(1, (Behind("file.csv", "row 7", "t1"),))
    rows = [Row("a", [tell.actor("a"), count(1200), tell.phrase("range", low=share(0.1), high=share(0.2))], behind)]
    columns = [("who", "Who", "text"), ("n", "Number", "number"), ("range", "Range", "number")]
    table = tell.table("t", name("Table 1"), columns, rows, query="graphkit x", behind=behind, of=3)
    lines = {line[1]: line for line in ledger.lines()}
    assert lines["t"][4] == "3"
    assert lines["t/a/n"][:6] == ("E1.1", "t/a/n", "", "Table 1: A 1 · Number", "1200", "")
    assert [lines[key][4] for key in ("t/a/range", "t/a/range/2")] == ["0.1", "0.2"]
    assert lines["t/a/n"][6:] == ("graphkit x", "1", "file.csv", "row 7", "")
    assert plain(table.rows[0][1]) == "1,200"
    assert [entry.id for entry in ledger.listed] == ["E1", "E2"]


def test_a_value_is_bare_however_it_is_spelled() -> None:
    assert money(123450, "EUR", 2).bare == "1234.50"
    assert money(5, "XOF", 0).bare == "5"
    assert share(1 / 3).bare == "0.3333333333"
    assert Number("2019–2021", spelling="code").bare == "2019–2021"
    for lang, spelled in (("en", "1,234,567"), ("fr", "1\u202f234\u202f567")):
        tell = Teller(Prose("graphkit.reports", lang), Ledger(), {})
        assert plain(tell.spelled(count(1234567))) == spelled


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    # Behind a mark of byte order and as wide signs too; a text that looks guarded comes back as it was.
    bad = ['=HYPERLINK("http://x")', "+1+cmd", "-2+3", "@SUM(A1)", "\tx", "\ufeff=1", "\uff1d1", " =1", "'=1", "+nan"]
    good = ["-12.5", "12", "1e-05", "-1e+16", "a=b", "", "'t Huis"]
    text = csv_text(("key", "value"), iter([("k", cell) for cell in bad + good]))
    told = [row["value"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert told == [f"'{cell}" for cell in bad] + good
    # A comparison reads what was said.
    (tmp_path / "evidence.csv").write_text(text, encoding="utf-8", newline="")
    assert [row["value"] for row in lines(tmp_path / "evidence.csv")] == bad + good
    text = csv_text(("a",), iter([("=1",), ('x "y", z\n',)]))
    assert list(csv.reader(text.splitlines(keepends=True))) == [["a"], ["'=1"], ['x "y", z\n']]


def test_a_carriage_return_is_no_end_of_a_line() -> None:
    text = csv_text(("a", "b"), iter([("one\rtwo", "x"), ("y", "z")]))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a", "b"], ["one\rtwo", "x"], ["y", "z"]]


def _store(place: Path, **tables: str) -> graphkit.Graph:
    for table, text in tables.items():
        (place / f"{table}.csv").write_text(text)
    graph = graphkit.open(place / "store")
    graph.load("tables", place, rejects=None)
    return graph


# Data that fill few of the sections; what the report must say in words.
POOR = {
    "one actor": ({"actors": "id,name\na,A\n"}, "There is no map: no actor in these data is tied to an action."),
    "one action": (
        {"actors": "id,name\na,A\n", "actions": "id,name\nx,X\n", "takes_part": "start,end,role\na,x,partner\n"},
        "In these data no tie says that an actor funds something",
    ),
    "no amounts": (
        {"actors": "id,name\na,A\nb,B\n", "actions": "id,name\nx,X\n",
         "takes_part": "start,end,role\na,x,partner\nb,x,operator\n"},
        "In these data no tie is of money.",
    ),
    "all amounts missing": (
        {"actors": "id,name\na,A\nb,B\n", "actions": "id,name\nx,X\ny,Y\n",
         "funds": "start,end,amount,currency,year,basis,status\na,x,,,2020,,granted\nb,x,,,,,granted\n"
                  "b,y,,,,,granted\n"},
        "In these data no tie has an amount.",
    ),
    "two currencies": (
        {"actors": "id,name\na,A\nb,B\n", "actions": "id,name\nx,X\n",
         "funds": "start,end,amount,currency,year,basis,status\na,x,5,EUR,2020,committed,granted\n"
                  "b,x,6,CHF,2020,committed,granted\n"},
        "Amounts are of several currencies or bases, which are never added up",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", POOR)
def test_what_the_data_cannot_fill_is_said_in_both_languages(what: str, tmp_path: Path) -> None:
    tables, said = POOR[what]
    with _store(tmp_path, **tables) as graph:
        files = write_report(graph, tmp_path / "out", lang=None)
    assert {"report.html", "rapport.html", "evidence.csv", "evidence-fr.csv"} <= {file.name for file in files}
    text = re.sub(r"<[^>]*>", "", (tmp_path / "out" / "report.html").read_text(encoding="utf-8"))
    assert said in text
    page = _Digits()
    page.feed((tmp_path / "out" / "rapport.html").read_text(encoding="utf-8"))
    assert page.found == []
    headings = re.findall(r'<h2 id="(\w+)"', (tmp_path / "out" / "report.html").read_text(encoding="utf-8"))
    assert headings == [*("question", "data", "map", "coalitions", "bridges", "cofunding", "exits", "checks"),
                        "methods", "evidence"]  # fmt: skip


def test_names_lead_to_a_map_that_stands_beside(tmp_path: Path) -> None:
    tables: dict[str, Any] = {
        "actors": 'id,name\na b,A\n"b#""<",B\n',
        "actions": "id,name\nx,X\n",
        "takes_part": 'start,end,role\na b,x,partner\n"b#""<",x,operator\n',
    }
    with _store(tmp_path, **tables) as graph:
        write_report(graph, tmp_path / "out")
        assert "map.html" not in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
        before = Map.of_graph(graph).save(tmp_path / "out" / "map.html").read_bytes()
        write_report(graph, tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert 'href="map.html#n=a%20b"' in page
    assert 'href="map.html#n=b%23%22%3C"' in page
    assert (tmp_path / "out" / "map.html").read_bytes() == before


def test_figures_have_text_and_say_what_they_draw(written: Path) -> None:
    drawn = sorted((written / "figures").glob("*-en.svg"))
    assert {file.name for file in drawn} >= {"network-en.svg", "years-en.svg", "cofunding-en.svg", "exits-en.svg"}
    for file in drawn:
        text = file.read_text(encoding="utf-8")
        assert 'role="img"' in text
        assert re.search(r"<title>[^<]{30,}</title>", text), file.name
        assert "<text" in text, file.name
    labels = re.findall(r"<text[^>]*>([^<]+)</text>", (written / "figures" / "network-en.svg").read_text("utf-8"))
    assert "Lyon Metropolis" in labels
    named = [label for label in labels if not label.isdigit() and "·" not in label]
    # Those of the legend are beside: other groups, and actions.
    assert len(named) <= 40 + 2
