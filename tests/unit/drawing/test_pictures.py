"""Pictures: text that is text, an alternative text, the same bytes, few names, both languages."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from importlib import import_module
from inspect import signature
from itertools import pairwise
from pkgutil import walk_packages
from xml.etree import ElementTree

import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

import graphkit
from graphkit.drawing.alternative import told
from graphkit.drawing.axes import MOST, label, number, words
from graphkit.drawing.bars import bars, stacked
from graphkit.drawing.names import called, names_as
from graphkit.drawing.svg import FORMATS, as_file, as_svg
from graphkit.drawing.two_mode import two_columns
from graphkit.networks.results import Result
from graphkit.words import catalogue
from tests.conftest import ROOT
from tests.unit.networks.tables import fund, snapshot_of

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</script><script>alert(1)</script> & $x_$"


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    plt.close("all")


def svg_of(axes: Axes) -> str:
    return as_svg(axes.figure, told(axes))


def test_a_picture_is_text_with_a_title_that_says_what_it_shows() -> None:
    drawn = svg_of(bars(["Town", HOSTILE], [3, 1], "actions that fall"))
    root = ElementTree.fromstring(drawn)
    title = root.find(f"{SVG}title")
    assert root.get("role") == "img"
    assert title is not None
    assert root.get("aria-labelledby") == title.get("id")
    told_of = title.text or ""
    assert told_of.startswith("Bar chart of actions that fall: 2 bars. Town comes first with 3, then </script>")
    texts = {"".join(each.itertext()) for each in root.iter(f"{SVG}text")}
    assert {"Town", "actions that fall", "3"} <= texts
    assert "<script" not in drawn
    assert "date" not in drawn.lower().replace("update", "")


def test_the_same_numbers_give_the_same_bytes() -> None:
    one, other = (svg_of(stacked(["a", "b"], {"x": [1, 2], "y": [2, 0]}, "pairs")) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_holds_the_alternative_text(format: str) -> None:
    axes = bars(["Town"], [3], "actions that fall")
    made = as_file(axes.figure, format, told(axes))
    assert b"Town" in made or format == "pdf"
    assert made[:4] in (b"<?xm", b"\x89PNG", b"%PDF")


def test_two_pictures_in_one_page_have_titles_of_their_own() -> None:
    ids = {re.search(r'aria-labelledby="(\w+)"', svg_of(bars(["a"], [n], "pairs"))) for n in (1, 2)}
    assert len({found.group(1) for found in ids if found}) == 2


def test_no_more_than_forty_names() -> None:
    axes = bars([f"n{i}" for i in range(200)], list(range(200)), "pairs")
    assert len(axes.get_yticklabels()) == MOST
    ties = [(f"a{i}", f"x{j}") for i in range(60) for j in range(30)]
    wide = two_columns(ties, {f"a{i}": f"a{i}" for i in range(60)}, {f"x{j}": f"x{j}" for j in range(30)})
    assert len([text for text in wide.texts if re.fullmatch(r"[ax]\d+", text.get_text())]) == MOST
    assert wide.get_title()


def test_columns_stand_so_that_few_lines_cross() -> None:
    # By name the three lines would all cross; in the order of barycentres none does.
    ties = [("a", "z"), ("b", "y"), ("c", "x")]
    axes = two_columns(ties, {id: id for id in "abc"}, {id: id for id in "xyz"})
    lines = [line.get_ydata() for line in axes.lines if len(line.get_xdata()) == 2]
    order = sorted(lines, key=lambda ends: ends[0])
    assert [ends[1] for ends in order] == sorted(ends[1] for ends in order)
    assert told(axes).startswith("3 actors on the left, 3 actions on the right, and 3 lines between them.")


def test_nothing_is_said_in_words() -> None:
    for lang, word in (("en", "nothing to show"), ("fr", "rien à montrer")):
        assert bars([], [], "pairs", lang=lang).texts[0].get_text() == word
        assert two_columns([], {}, {}, lang=lang).texts[0].get_text() == word


def test_both_languages_say_the_same_numbers() -> None:
    values = {lang: told(bars(["Town", "Fund"], [31, 7], "actions that fall", lang=lang)) for lang in ("en", "fr")}
    numbers = {lang: sorted(re.findall(r"\d+", text)) for lang, text in values.items()}
    assert numbers["en"] == numbers["fr"] == ["2", "31", "7"]
    assert "actions qui tombent" in values["fr"]


def test_who_is_first_with_others_is_not_said_to_be_alone() -> None:
    assert "a and 1 other come first with 2" in told(bars(["a", "b", "c"], [2, 2, 1], "pairs"))
    assert "All bars are equal: 2" in told(bars(["a", "b"], [2, 2], "pairs"))
    assert "only bar" in told(bars(["a"], [2], "pairs"))


def test_more_than_forty_are_said_to_be_the_first() -> None:
    """In the order of the caller: the largest may be among the rest."""
    for lang, title in (("en", "the first 40 of 100"), ("fr", "les 40 premières sur 100")):
        axes = bars([str(n) for n in range(100)], list(range(100)), "actions", lang=lang)
        assert axes.get_title() == title
        assert re.findall(r"\d+", told(axes)) == ["40", "100", "39", "39", "38", "38"]
    assert "what follows is of these" in told(bars([str(n) for n in range(41)], list(range(41)), "actions"))
    assert not bars(["a"], [1], "actions").get_title()


def test_what_is_no_number_is_neither_first_nor_counted() -> None:
    nan = float("nan")
    axes = bars(["a", "b", "c"], [nan, 1.0, float("inf")], "actions")
    assert told(axes) == "Bar chart of actions: 1 bar. The only bar is that of b, with 1."
    assert [text.get_text() for text in axes.texts] == ["–", "1", "–"]
    assert told(bars(["a"], [nan], "actions")).endswith("There is nothing to show.")
    assert "b and 1 other come first with 2" in told(bars(["a", "b", "c", "d"], [nan, 2, 2, 1], "pairs"))


def test_french_names_stand_in_a_picture_while_asked_for() -> None:
    with names_as({"Town": "Ville"}):
        assert bars(["Town"], [1], "pairs").get_yticklabels()[0].get_text() == "Ville"
    assert called("Town") == "Town"


def test_words_and_labels_are_in_both_languages() -> None:
    for file in ("words.csv", "labels.csv"):
        for key, row in catalogue("graphkit.drawing", file).items():
            assert row["en"].strip(), key
            assert row["fr"].strip(), key
    places = {
        key: {lang: set(re.findall(r"{(\w+)", text)) for lang, text in row.items()}
        for key, row in catalogue("graphkit.drawing").items()
    }
    assert all(of["en"] == of["fr"] for of in places.values())


def test_a_picture_calls_a_measure_as_the_command_line_does() -> None:
    rows = csv.DictReader(ROOT.joinpath("graphkit", "cli", "words.csv").read_text(encoding="utf-8").splitlines())
    said = {row["key"].removeprefix("unit."): row["fr"] for row in rows if row["key"].startswith("unit.")}
    assert said
    assert {unit: label(unit, "fr") for unit in said} == said


def test_numbers_end_where_they_say_nothing_more() -> None:
    assert [number(value, "en") for value in (0.5, 1.0, 1234.0, 0.0)] == ["0.5", "1", "1,234", "0"]
    assert number(0.25, "fr") == words("fr").number(0.25, 2) == "0,25"


def result_classes() -> list[type[Result]]:
    for found in walk_packages(graphkit.__path__, "graphkit."):
        if ".cli" not in found.name and "__main__" not in found.name and not found.name.startswith("graphkit.loaders"):
            import_module(found.name)
    known, found_classes = [Result], []
    while known:
        below = known.pop().__subclasses__()
        known += below
        found_classes += [each for each in below if each.__module__.startswith("graphkit.")]
    return found_classes


def test_every_result_draws_in_both_languages() -> None:
    classes = result_classes()
    assert len(classes) > 15
    assert [each.__name__ for each in classes if "lang" not in signature(each.plot).parameters] == []


def test_what_a_notebook_shows_is_escaped_and_short() -> None:
    ties = [fund("a", "x", 1.0), fund("b", "x", 2.0)]
    snapshot = snapshot_of(ties, actors=[{"id": "a", "name": HOSTILE}])
    network = snapshot.network()
    for shown in (snapshot._repr_html_(), network._repr_html_()):
        assert snapshot.hash[:12] in shown
        assert "<script" not in shown
        assert len(shown) < 4000
    assert "<td>actors</td><td style='text-align:right'>2</td>" in network._repr_html_()


def test_a_large_network_is_drawn_by_those_with_most_ties() -> None:
    ties = [fund(f"a{i}", f"x{j}", 1.0) for i in range(30) for j in range(i, 30)]
    network = snapshot_of(ties).network()
    axes = network.plot(top=10)
    names = [text.get_text() for text in axes.texts if re.fullmatch(r"[ax]\d+", text.get_text())]
    # a0 is in all thirty actions, a1 in 29 … ; x29 has all thirty actors, x28 29 …
    assert sorted(names) == sorted([f"a{i}" for i in range(5)] + [f"x{j}" for j in range(25, 30)])
    assert axes.get_title().startswith(f"25 of {network.n_pairs} ties")
    small = snapshot_of([fund("a", "x", 1.0)]).network().plot()
    assert not small.get_title()
    assert told(small).startswith("1 actor on the left, 1 action on the right, and 1 line between them.")


@pytest.mark.parametrize("values", [[0.00012, 0.00005], [61_492_919.0, 2e6], [1_234_567.5, 0.25], [5.0, 1.0]])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_numbers_of_an_axis_do_not_run_into_each_other(values: list[float], lang: str) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    axes = bars(["Ville de Roubaix, métropole et environs du Nord", "Caf"], values, "money", lang=lang)
    canvas = FigureCanvasAgg(axes.get_figure(root=True))
    canvas.draw()
    low, high = axes.get_xlim()
    texts = [text for text in axes.get_xticklabels() if low <= text.get_position()[0] <= high]
    boxes = [text.get_window_extent(canvas.get_renderer()) for text in texts]
    assert len(texts) >= 3
    assert all(left.x1 + 5 < right.x0 for left, right in pairwise(boxes))
    assert not [text.get_text() for text in texts if re.search(r"[.,]\d*0$", text.get_text()) and values[0] < 1]
