"""The report: the same numbers in both languages, nothing fetched, nothing of the data taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import graphkit
from graphkit.casebase import folder
from graphkit.errors import UsageError
from graphkit.reports import write_report
from graphkit.reports.prose import Prose
from graphkit.words import Words, catalogue


@pytest.fixture(scope="module")
def case_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("case-base") / "store"
    with graphkit.open(place) as graph:
        graph.load("tables", folder())
    return place


@pytest.fixture(scope="module")
def written(case_base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report")
    with graphkit.open(case_base) as graph:
        write_report(graph, out, lang=None, seed=3)
    return out


# Names of the case base in which a language writes a number its own way.
DIGITS = {"Services for the 1,500 small towns": "Services aux 1 500 petites villes"}


class _Text(HTMLParser):
    """The text of a page without its style, and what its elements would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.fetched: list[str] = []
        self.tags: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        # Numbers and names stand within sentences; everything else begins a text of its own.
        if tag not in ("a", "span"):
            self.text.append(" ")
        self._style = tag == "style"
        for name, value in attrs:
            if name in ("src", "href") and value and not value.startswith(("#", "data:")):
                self.fetched.append(value)

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        if not self._style:
            self.text.append(data)


def _read(file: Path) -> _Text:
    found = _Text()
    found.feed(file.read_text(encoding="utf-8"))
    return found


def _numbers(file: Path) -> list[str]:
    # Names differ between the languages, and so may the digits in them.
    text = "".join(_read(file).text)
    for name, french in DIGITS.items():
        text = text.replace(french, name)
    if file.name == "rapport.html":
        text = re.sub(r"(?<=\d)\u202f(?=\d)", "", text).replace("\u202f%", "%")
        text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    else:
        text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    return re.findall(r"\d+(?:\.\d+)?", text)


def test_both_languages_say_the_same_numbers(written: Path) -> None:
    english, french = _numbers(written / "report.html"), _numbers(written / "rapport.html")
    assert len(english) > 200
    assert sorted(english) == sorted(french)


def test_the_page_stands_alone(written: Path) -> None:
    for name in ("report.html", "rapport.html"):
        page = _read(written / name)
        assert page.fetched == []
        assert "script" not in page.tags
        assert "default-src 'none'" in (written / name).read_text(encoding="utf-8")


def test_every_figure_is_described_and_written_beside_the_page(written: Path) -> None:
    text = (written / "report.html").read_text(encoding="utf-8")
    figures = re.findall(r'<img src="data:image/svg\+xml;base64,[^"]+" alt="([^"]*)"', text)
    assert len(figures) >= 2
    assert all(figures)
    assert len(list((written / "figures").glob("*-en.svg"))) == len(figures)


def test_the_same_data_and_seed_give_the_same_bytes(case_base: Path, written: Path, tmp_path: Path) -> None:
    with graphkit.open(case_base) as graph:
        files = write_report(graph, tmp_path, lang=None, seed=3)
    assert len(files) >= 6
    for file in files:
        assert file.read_bytes() == (written / file.relative_to(tmp_path)).read_bytes()


def test_sums_and_counts_are_those_of_the_case_base(written: Path) -> None:
    text = "".join(_read(written / "report.html").text)
    assert "860,000\u00a0EUR" in text
    assert "Lyon Metropolis" in text


def test_groups_are_held_against_chance_in_both_languages(written: Path) -> None:
    english, french = ("".join(_read(written / name).text) for name in ("report.html", "rapport.html"))
    # Seven actions of the case base that two members share say where they are: all in Saint-Fons, as are 12 of 28.
    assert "territory Saint-Fons: 7 of 7 shared, 12 of 28 in all" in english
    assert "territoire «\u00a0Saint-Fons\u00a0»\u00a0: 7 sur 7 en commun, 12 sur 28 en tout" in french
    assert "Who is present together neither shares beliefs nor coordinates by that." in english


def test_the_french_report_has_the_french_names(written: Path) -> None:
    french, english = ("".join(_read(written / name).text) for name in ("rapport.html", "report.html"))
    for name, other in (
        ("Métropole de Lyon", "Lyon Metropolis"),
        ("Esthétique", "Aesthetics"),
        ("pouvoir d'agir", "Community action in"),
    ):
        assert name in french
        assert other not in french.replace("| Lyon Metropolis", "").split("Fichiers et documents")[0]
        assert other in english


def test_the_counts_of_the_page_are_those_of_its_network(case_base: Path, written: Path) -> None:
    with graphkit.open(case_base) as graph:
        held = graph.snapshot()
        network = held.network()
    text = "".join(_read(written / "report.html").text)
    assert f"{network.n_actors} actors · {network.n_actions} actions · {network.spec.n_ties} ties between them" in text
    sizes = f"{network.n_actors} actors and {network.n_actions} actions, {network.n_pairs} pairs"
    assert f"{sizes} from {network.spec.n_ties} ties" in text
    assert f"{network.n_missing_amounts} of the " in text
    actors, actions = held.actors.num_rows - network.n_actors, held.actions.num_rows - network.n_actions
    assert actors > 0
    assert f"not among its actors and actions: {actors} actors and {actions} actions" in text


def test_missing_amounts_add_up_to_the_number_in_the_findings(written: Path) -> None:
    text = (written / "report.html").read_text(encoding="utf-8")
    table = text.split("Totals of comparable amounts")[1].split("</table>")[0]
    bare = re.sub(r"</?(?:a|span)\b[^>]*>", "", table)
    rows = [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in bare.split("<tr>")[2:]]
    said = re.findall(r"(\d+) of the (\d+) ties of money have no amount", "".join(_read(written / "report.html").text))
    money = [row for row in rows if row[0] == "cash"]
    assert len(money) > 1
    assert [(str(sum(int(row[6]) for row in money)), str(sum(int(row[5]) + int(row[6]) for row in money)))] == said[:1]
    # The findings, the section of money and the evidence say the same.
    assert len(set(said)) == 1


def _money(folder: Path) -> Path:
    """A town and a fund; grants of two years, one refused, one asked for, one without an amount."""
    (folder / "actors.csv").write_text("id,name,kind,scale\nt,Town,,municipal\nf,Fund,,regional\nr,Reader,,\n")
    (folder / "actions.csv").write_text("id,name,scale\nx,Library,municipal\ny,Garden,municipal\nz,Bus,regional\n")
    (folder / "funds.csv").write_text(
        "start,end,amount,currency,year,basis,status\n"
        "t,x,100,EUR,2019,committed,granted\nt,x,1000,EUR,2021,committed,granted\n"
        "f,x,2000,EUR,2021,committed,granted\nf,y,500,EUR,2021,committed,granted\nt,y,,,2021,,granted\n"
        "t,z,7000,EUR,2021,committed,refused\nf,z,9000,EUR,2021,requested,\nt,z,30,EUR,2022,committed,granted\n"
    )
    (folder / "takes_part.csv").write_text("start,end,role\nr,x,recipient\nr,z,recipient\nr,y,recipient\n")
    return folder


def _text(graph: graphkit.Graph, out: Path, **options: Any) -> str:
    write_report(graph, out, **options)
    return "".join(_read(out / "report.html").text)


@pytest.fixture(scope="module")
def funded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[graphkit.Graph]:
    folder = _money(tmp_path_factory.mktemp("money"))
    with graphkit.open(folder / "store") as graph:
        graph.load("tables", folder, rejects=None)
        yield graph


def test_a_window_of_years_holds_for_every_number(funded: graphkit.Graph, tmp_path: Path) -> None:
    text = _text(funded, tmp_path / "all", funders_only=True)
    assert "come to 3,630\u00a0EUR (committed), on 5 of the 6 ties of money. 1 of these has no amount (17%)" in text
    assert "2019–2022" in text
    text = _text(funded, tmp_path / "window", funders_only=True, since=2021, until=2021)
    assert "come to 3,500\u00a0EUR (committed), on 3 of the 4 ties of money. 1 of these has no amount (25%)" in text
    assert "1 of the 4 ties of money have no amount" in text
    assert "3,630" not in text
    # Years of the works that methods are taken from are no years of the data.
    assert "2019" not in text.split("Measures and methods")[0]


@pytest.mark.parametrize(
    ("lang", "head", "scope", "whole"),
    [
        ("en", "ties that ran in 2021 or later", "in what this report reads", "in these data"),
        (
            "fr",
            "liens en cours en 2021 ou après",
            "dans ce que lit ce rapport",
            "dans ces données",
        ),
    ],
)
def test_a_report_on_a_part_of_the_data_says_of_which(
    funded: graphkit.Graph, tmp_path: Path, lang: str, head: str, scope: str, whole: str
) -> None:
    def said(**options: Any) -> str:
        write_report(funded, tmp_path, lang=lang, **options)
        return "".join(_read(tmp_path / ("report.html" if lang == "en" else "rapport.html")).text)

    text = said(funders_only=True, since=2021)
    assert head in text.split("Contents" if lang == "en" else "Sommaire")[0]
    assert scope in text
    assert not re.search("these data|ces données", text.casefold())
    # Who funds nothing is left out of a reading of funding, whatever the data.
    text = said(funders_only=True)
    assert scope not in text
    assert whole in text
    assert "USD" in said(currency="USD").split("Contents" if lang == "en" else "Sommaire")[0]


@pytest.mark.parametrize(
    "asked",
    [
        {"since": None},
        {"fields": ()},
        {"rollup": ()},
        {"ties": ("FUNDS", "SUPPORTS", "TAKES_PART")},
        {"currency": None},
    ],
)
def test_what_asks_for_nothing_makes_no_part(funded: graphkit.Graph, tmp_path: Path, asked: dict[str, Any]) -> None:
    write_report(funded, tmp_path / "all")
    write_report(funded, tmp_path / "asked", **asked)
    pages = [(tmp_path / name / "report.html").read_bytes() for name in ("all", "asked")]
    assert pages[0] == pages[1]


def test_a_part_in_which_nothing_is_left_is_not_said_of_all_data(funded: graphkit.Graph, tmp_path: Path) -> None:
    text = _text(funded, tmp_path, since=2030)
    assert "In what this report reads there is reason for no finding" in text
    assert "In what this report reads no tie is of money" in text
    assert "these data" not in text.casefold()


def test_what_was_refused_or_only_asked_for_is_in_no_number(funded: graphkit.Graph, tmp_path: Path) -> None:
    text = _text(funded, tmp_path, funders_only=True)
    assert "1 of the 6 ties of money have no amount" in text
    # The bus has one funder: the fund only was asked, and the town had refused first.
    assert "Of 3 actions with a known funder 1 has only one in these data (33%)" in text
    assert "refused, withdrawn or pending (1), only asked for (1)" in text


def test_with_recipients_shared_the_page_speaks_of_recipients(funded: graphkit.Graph, tmp_path: Path) -> None:
    text = _text(funded, tmp_path, lang="en", funders_only=True, grain="recipient")
    assert "2 actors · 1 recipient · " in text
    assert "Recipients in common" in text
    assert "Actions in common" not in text
    for code in ("TAKES_PART", "FUNDS", "SUPPORTS"):
        assert code not in text


def test_a_title_can_be_given_and_else_names_the_data(funded: graphkit.Graph, tmp_path: Path) -> None:
    assert "Our year" in _text(funded, tmp_path / "one", title="Our year")
    assert "Who carries what together: money" in _text(funded, tmp_path / "other")


def test_an_analysis_written_back_is_no_source(funded: graphkit.Graph, tmp_path: Path) -> None:
    from graphkit.coalitions import coalitions

    before = _text(funded, tmp_path / "before")
    funded.write_coalitions(coalitions(funded.snapshot().network(), runs=0))
    after = _text(funded, tmp_path / "after")
    sources = re.compile(r"sources: (\d+)")
    assert sources.findall(before) == sources.findall(after)
    assert "graphkit analysis" not in after


@pytest.mark.parametrize(("format", "there", "missing"), [("jaune", "jaune", "23,000"), ("scdl", "23,000", "jaune")])
def test_limits_are_those_of_the_sources_that_are_there(format: str, there: str, missing: str, tmp_path: Path) -> None:
    example = import_module(f"graphkit.loaders.{format}")
    file = tmp_path / example.EXAMPLE_NAME
    file.write_text(example.EXAMPLE, encoding="utf-8")
    with graphkit.open(tmp_path / "store") as graph:
        graph.load(format, file, rejects=None)
        text = _text(graph, tmp_path / "out", title="Limits")
    limits = text.split("What is not in the sources")[1].split("Names stand")[0]
    assert there in limits
    assert missing not in limits


def test_the_case_base_has_no_note_on_other_sources(written: Path) -> None:
    assert "23,000" not in "".join(_read(written / "report.html").text)


def test_french_signs_do_not_part_from_their_words(written: Path) -> None:
    text = "".join(_read(written / "rapport.html").text)
    assert "\u00a0;" in text
    assert re.findall(r"\w [;:?!»]", text.split("Fichiers et documents")[0]) == []


def test_a_chain_between_foremost_actors_has_two_steps_or_is_said_to_be_missing(
    written: Path, funded: graphkit.Graph, tmp_path: Path
) -> None:
    table = (written / "report.html").read_text(encoding="utf-8").split(">A chain from")[1]
    assert len(table.split("</table>")[0].split("<tr>")) >= 4
    assert "No chain of two or more steps" in _text(funded, tmp_path, funders_only=True)


def test_names_on_the_drawing_do_not_cover_one_another() -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from graphkit.drawing.labels import write_names

    canvas = Figure(figsize=(6, 4))
    axes = canvas.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 6), ylim=(0, 4))
    nodes = [("actor", str(n)) for n in range(40)]
    at = {node: (0.3 + (n % 8) * 0.7, 0.3 + n // 8 * 0.25) for n, node in enumerate(nodes)}
    written = write_names(axes, nodes, at, dict.fromkeys(nodes, "A name of some length"), dict.fromkeys(nodes, 40))
    renderer = FigureCanvasAgg(canvas).get_renderer()
    boxes = [text.get_window_extent(renderer) for text in axes.texts]
    assert 2 <= len(boxes) == written < len(nodes)
    assert not any(one.overlaps(other) for n, one in enumerate(boxes) for other in boxes[:n])
    whole = canvas.bbox
    assert all(box.x0 >= 0 and box.x1 <= whole.width and box.y0 >= 0 and box.y1 <= whole.height for box in boxes)


def test_a_drawing_fills_its_sheet() -> None:
    import networkx as nx

    from graphkit.drawing.layout import layout

    parts = [nx.star_graph(30), nx.path_graph(9), nx.cycle_graph(7)]
    graph = nx.relabel_nodes(nx.disjoint_union_all(parts), lambda n: ("actor", f"{n:02}"))
    found = layout(graph, 10, 6, seed=0)
    xs, ys = zip(*found.values(), strict=True)
    assert set(found) == set(graph)
    assert max(xs) - min(xs) > 8
    assert max(ys) - min(ys) > 4.5
    assert min(*xs, *ys) >= 0


def test_decimals_are_those_a_reader_can_use() -> None:
    english, french = Prose("graphkit.reports", "en"), Prose("graphkit.reports", "fr")
    assert (english.number(0.000437), french.number(0.000437)) == ("<0.001", "<0,001")
    assert english.number(0.11412) == "0.114"
    assert english.money(148399502450, "EUR", 2) == "1,483,995,024\u00a0EUR"
    assert english.money(99950, "EUR", 2) == "999.50\u00a0EUR"


def test_a_folder_in_a_folder_that_is_not_there_is_said(funded: graphkit.Graph, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        write_report(funded, tmp_path / "no" / "such")
    assert not (tmp_path / "no").exists()


def test_names_are_text_and_never_markup(tmp_path: Path) -> None:
    hostile = '<script>alert("x")</script>'
    (tmp_path / "actors.csv").write_text(f'id,name\na,"{hostile.replace(chr(34), chr(34) * 2)}"\nb,B & Co\n')
    (tmp_path / "actions.csv").write_text("id,name\nx,</style><img src=x>\n")
    (tmp_path / "takes_part.csv").write_text("start,end,role\na,x,partner\nb,x,operator\n")
    with graphkit.open(tmp_path / "store") as graph:
        graph.load("tables", tmp_path)
        write_report(graph, tmp_path / "out")
    page = _read(tmp_path / "out" / "report.html")
    assert "script" not in page.tags
    assert page.fetched == []
    assert hostile in "".join(page.text)


def test_a_graph_without_money_or_shared_actions_still_makes_a_report(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("id,name\na,A\n")
    (tmp_path / "actions.csv").write_text("id,name\nx,X\n")
    (tmp_path / "takes_part.csv").write_text("start,end,role\na,x,partner\n")
    with graphkit.open(tmp_path / "store") as graph:
        graph.load("tables", tmp_path)
        write_report(graph, tmp_path / "out", lang="fr")
    text = "".join(_read(tmp_path / "out" / "rapport.html").text)
    assert "Dans ces données, aucun lien n'est un lien d'argent." in text


def test_a_folder_that_cannot_be_written_is_said(case_base: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    with graphkit.open(case_base) as graph, pytest.raises(UsageError, match="taken"):
        write_report(graph, taken)


def test_a_language_that_is_not_spoken_is_said(case_base: Path, tmp_path: Path) -> None:
    with graphkit.open(case_base) as graph, pytest.raises(UsageError, match="de"):
        write_report(graph, tmp_path, lang="de")


def _places(sentence: str) -> Iterator[str]:
    """The values that a sentence takes, those of the words behind a number among them."""
    for _, place, words, _ in Formatter().parse(sentence):
        if place:
            yield place.casefold()
        if words:
            yield from _places(words)


def test_every_sentence_is_in_both_languages_with_the_same_values() -> None:
    for key, sentence in catalogue("graphkit.reports").items():
        # In one language the word for what is shared may go with its number, and in the other stand by itself.
        values = [sorted(set(_places(sentence[lang])) - {"thing", "things"}) for lang in ("en", "fr")]
        assert sentence["en"], key
        assert sentence["fr"], key
        assert values[0] == values[1], key


def test_every_tie_of_the_model_is_explained() -> None:
    from graphkit.model.schema import schema

    explained = {key.removeprefix("tie.") for key in catalogue("graphkit.reports") if key.startswith("tie.")}
    assert explained == set(schema().ties) - {"FROM_SOURCE", "READ"}


def test_numbers_are_written_as_the_language_writes_them() -> None:
    english, french = Words("graphkit.reports", "en"), Words("graphkit.reports", "fr")
    assert (english.number(1234567), french.number(1234567)) == ("1,234,567", "1\u202f234\u202f567")
    assert (english.number(0.0501), french.number(0.0501)) == ("0.0501", "0,0501")
    assert (english.share(0.301), french.share(0.301)) == ("30%", "30\u202f%")
    assert english.money(123450, "EUR", 2) == "1,234.50\u00a0EUR"
    assert english.number(float("nan")) == "–"
