"""The report: the same numbers in both languages, nothing fetched, nothing of the data taken for markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import graphkit
from graphkit.casebase import folder
from graphkit.errors import UsageError
from graphkit.reports import write_report
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
    text = " ".join(_read(file).text)
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
    text = " ".join(_read(written / "report.html").text)
    assert "860,000\u00a0EUR" in text
    assert "Lyon Metropolis" in text


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
    assert hostile in " ".join(page.text)


def test_a_graph_without_money_or_shared_actions_still_makes_a_report(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("id,name\na,A\n")
    (tmp_path / "actions.csv").write_text("id,name\nx,X\n")
    (tmp_path / "takes_part.csv").write_text("start,end,role\na,x,partner\n")
    with graphkit.open(tmp_path / "store") as graph:
        graph.load("tables", tmp_path)
        write_report(graph, tmp_path / "out", lang="fr")
    text = " ".join(_read(tmp_path / "out" / "rapport.html").text)
    assert "Aucun lien de ces données ne porte de montant." in text


def test_a_folder_that_cannot_be_written_is_said(case_base: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    with graphkit.open(case_base) as graph, pytest.raises(UsageError, match="taken"):
        write_report(graph, taken)


def test_a_language_that_is_not_spoken_is_said(case_base: Path, tmp_path: Path) -> None:
    with graphkit.open(case_base) as graph, pytest.raises(UsageError, match="de"):
        write_report(graph, tmp_path, lang="de")


def test_every_sentence_is_in_both_languages_with_the_same_values() -> None:
    for key, sentence in catalogue("graphkit.reports").items():
        values = [sorted(re.findall(r"\{(\w+)\}", sentence[lang])) for lang in ("en", "fr")]
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
