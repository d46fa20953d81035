"""What a report says of data that are small, level, mixed or odd: nothing that they do not bear out."""

from __future__ import annotations

import csv
import errno
import html
import os
import re
import shutil
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import graphkit
from graphkit.coalitions import at_hand
from graphkit.errors import UsageError
from graphkit.reports import by_node, figures, write_report
from graphkit.reports.prose import Prose
from graphkit.reports.write import FIGURES

FUNDS = "start,end,amount,currency,year,basis,status\n"
GRANTED = "2020,committed,granted\n"
ONE_PART = "start,end,role\na,x,partner\n"


@dataclass(frozen=True)
class Told:
    """A report as a reader and a machine have it."""

    out: Path

    def text(self, file: str = "report.html") -> str:
        page = (self.out / file).read_text(encoding="utf-8")
        page = re.sub(r"<style>.*?</style>|<dl.*?</dl>", "", page, flags=re.DOTALL)
        return " ".join(html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"</t[dh]>", " | ", page))).split())

    @property
    def evidence(self) -> dict[str, dict[str, str]]:
        with (self.out / "evidence.csv").open(encoding="utf-8", newline="") as file:
            return {row["key"]: row for row in csv.DictReader(file)}

    def places(self, key: str) -> set[str]:
        """The file and the row in it of each that is behind a number."""
        id = self.evidence[key]["id"]
        with (self.out / "evidence_rows.csv").open(encoding="utf-8", newline="") as file:
            return {row["locator"] for row in csv.DictReader(file) if row["id"] == id}


Tell = Callable[..., Told]


@pytest.fixture
def tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tell:
    """Write a report on tables, and on what else is asked for."""
    monkeypatch.setattr(at_hand, "RUNS", 2)

    def told(asked: dict[str, Any] | None = None, **tables: str) -> Told:
        for name, text in tables.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        with graphkit.open(tmp_path / "store") as graph:
            graph.load("tables", tmp_path, rejects=None)
            write_report(graph, tmp_path / "out", lang=None, **(asked or {}))
        return Told(tmp_path / "out")

    return told


@pytest.mark.parametrize(
    ("value", "en", "fr"),
    [
        (0, "0%", "0\u202f%"),
        (1 / 17484, "<0.1%", "<0,1\u202f%"),
        (0.99999, ">99.99%", ">99,99\u202f%"),
        (1, "100%", "100\u202f%"),
    ],
)
def test_hardly_any_is_not_none_and_nearly_all_is_not_all(value: float, en: str, fr: str) -> None:
    assert [Prose("graphkit.reports", lang).share(value) for lang in ("en", "fr")] == [en, fr]


def test_a_dollar_sign_begins_no_formula(tell: Tell) -> None:
    told = tell(
        actors="id,name\na,Grant $5m to $10m\nb,Fund $\\frac$ x\n",
        actions="id,name\nx,X $1$\ny,Y\n",
        funds=FUNDS
        + "a,x,5,EUR,2020,committed,granted\nb,x,6,EUR,2020,committed,granted\nb,y,6,EUR,,committed,granted\n",
    )
    drawn = (told.out / "figures" / "network-en.svg").read_text(encoding="utf-8")
    assert "Grant $5m to $10m</text>" in drawn
    assert "Fund $\\frac$ x</text>" in drawn


def test_names_in_any_writing_are_drawn_as_text_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = figures.bars([2.0, 1.0], ["上海市 fund", "B"], ["2", "1"], title="Bars")
    assert "上海市 fund</text>" in drawn


def test_a_control_character_in_a_name_leaves_the_picture_well_formed() -> None:
    drawn = figures.bars([2.0, 1.0], ["Town\x0bhall", "B"], ["2", "1"], title="Bars of Town\x01hall")
    assert "Town\ufffdhall</text>" in drawn
    assert ET.fromstring(drawn).tag.endswith("svg")


def test_three_ties_say_what_was_tested_and_drawn(tell: Tell) -> None:
    told = tell(
        actors="id,name\na,A\nb,B\nc,C\n",
        actions="id,name\nx,X\ny,Y\n",
        funds=FUNDS
        + "a,x,5,EUR,2020,committed,granted\nb,x,6,CHF,2020,committed,granted\nc,y,6,EUR,2020,committed,granted\n",
    )
    text = told.text()
    # Tested, and nothing found: not untested.
    assert "none does so more often" in text
    assert "not beyond chance" in text
    assert "not tested" not in text
    # Each draw lacks one of three ties: without C's, nothing has a single funder; without A's, all have.
    low, high = (Decimal(told.evidence[f"exits.single.{end}"]["value"]) for end in ("low", "high"))
    assert (low, high) == (Decimal(0), Decimal(1))
    assert "draws without 10% of the ties (at least one; leaving out ties tends to raise it)" in text
    # Amounts of two currencies are not unknown: the column is not there.
    assert "Y | C | not stated" not in text
    assert "exits.at_risk/y/money" not in told.evidence
    query = "graphkit query cofunding_pairs min_actions=1"
    assert {told.evidence[key]["query"] for key in ("cofunding.pairs", "cofunding.table/a+b/shared")} == {query}
    # Nobody stands between two who share directly.
    assert "The foremost brokers" not in text
    assert "Nobody stands between others here" in text
    assert "In 1 group of two or more actors" in text
    assert "of 1 pair of funders" in text
    assert not re.search(r"\b1 (?:coalitions|groups|pairs|small parts)\b", text)


def test_a_single_funder_is_said_to_be_one_and_is_no_finding_of_exits(tell: Tell) -> None:
    told = tell(
        actors="id,name\nall,The one funder\na,A\nb,B\nc,C\n",
        actions="id,name\nx,X\ny,Y\nz,Z\n",
        funds=f"{FUNDS}all,x,5,EUR,{GRANTED}all,y,6,EUR,{GRANTED}all,z,6,EUR,2020,disbursed,granted\n",
        takes_part="start,end,role\na,x,partner\na,y,partner\nb,y,partner\nb,z,partner\nc,z,partner\n",
    )
    findings = told.text().split("What this is:")[0]
    assert "In these data a single funder is named, The one funder (3 actions known to be funded)" in findings
    assert "if The one funder left" not in findings
    assert "The one funder lies on the largest share" not in findings
    assert "11 EUR (committed), on 2 of the 3 ties of money. 1 tie has an amount of another" in findings
    others = told.evidence["money.first.others"]
    assert others["n_rows"] == others["value"] == "1"
    assert told.places("money.first.others") == {"funds.csv row 4"}
    assert "which is not zero" not in findings


def test_a_single_tie_of_funding_has_no_range(tell: Tell) -> None:
    told = tell(
        actors="id,name\na,A\nb,B\nc,C\n",
        actions="id,name\nx,X\n",
        funds=FUNDS + "a,x,5,EUR,2020,committed,granted\n",
        takes_part="start,end,role\nb,x,partner\nc,x,partner\n",
    )
    assert "There is a single tie of funding, and so no range" in told.text()
    assert "Il n'y a qu'un lien de financement, et donc pas d'intervalle" in told.text("rapport.html")
    assert "exits.single.low" not in told.evidence
    # No 100% from 100% to 100%: nothing was drawn.
    assert not [key for key in told.evidence if key.startswith(("exits.table/a/range", "sensitivity/single"))]
    assert "sensitivity" not in told.evidence
    assert told.evidence["exits.table/a/share"]["value"] == "1"
    assert "2 states none." not in told.text()
    assert "2 state none." in told.text()
    assert "Dots, for 1 funder:" in (told.out / "report.html").read_text(encoding="utf-8")


def test_a_currency_that_the_data_do_not_have_is_not_a_missing_amount(tell: Tell) -> None:
    told = tell(
        {"currency": "USD"},
        actors="id,name\na,A\nb,B\nc,C\n",
        actions="id,name\nx,X\ny,Y\n",
        funds=FUNDS
        + "a,x,5,EUR,2020,committed,granted\nb,x,6,CHF,2020,committed,granted\nc,y,,EUR,2020,planned,granted\n",
    )
    text = told.text()
    assert "can be added up" not in text
    assert "no tie has an amount" not in text
    assert "2 ties with an amount (CHF, committed, EUR, committed)" in text
    assert told.evidence["money.elsewhere"]["value"] == "2"
    # What states no amount states its currency and kind all the same.
    assert told.evidence["money/cash+EUR+planned/missing"]["value"] == "1"
    assert told.places("money/cash+EUR+planned/missing") == {"funds.csv row 4"}


def test_who_stands_level_at_the_top_is_not_first(tell: Tell) -> None:
    # Two stars that share nothing: both hubs lie on as many chains.
    told = tell(
        actors="id,name\n" + "".join(f"{id},{id.upper()}\n" for id in ("h", "h1", "h2", "k", "k1", "k2")),
        actions="id,name\n" + "".join(f"{hub}x{n},{hub}{n}\n" for hub in "hk" for n in (1, 2)),
        takes_part="start,end,role\n"
        + "".join(f"{who},{hub}x{n},partner\n" for hub in "hk" for n in (1, 2) for who in (hub, f"{hub}{n}")),
    )
    text = told.text()
    assert "2 actors lie level on the largest share" in text
    assert "H lies on the largest share" not in text
    assert told.evidence["bridges.first.level"]["value"] == "2"


def test_years_that_are_not_drawn_are_counted_and_each_has_its_ties(tell: Tell) -> None:
    told = tell(
        actors="id,name\na,A\nb,B\n",
        actions="id,name\nx,X\n",
        funds=FUNDS
        + "".join(f"a,x,100,EUR,{year},committed,granted\n" for year in range(1980, 2021))
        + "b,x,7,EUR,2020,committed,refused\na,x,8,EUR,,committed,granted\n",
    )
    evidence = told.evidence
    assert "Not drawn: 11 ties of years before 1991." in told.text()
    assert evidence["data.years.not_drawn"]["value"] == "11"
    assert evidence["data.dated"]["value"] == "41"
    # Each number has the rows that it counts, wherever it is said first.
    for key in ("data.dated", "data.years.not_drawn", "data.ties"):
        assert evidence[key]["n_rows"] == evidence[key]["value"], key
    assert told.places("data.years.not_drawn") == {f"funds.csv row {row}" for row in range(2, 13)}
    assert (evidence["data.years.most"]["n_rows"], evidence["data.undated"]["n_rows"]) == ("1", "1")
    left_out = {key: evidence[key] for key in evidence if key.startswith("data.left_out/")}
    assert [(row["value"], row["n_rows"]) for row in left_out.values()] == [("1", "1")]
    # The refused one is no tie of the network; the row is that of the year.
    assert (evidence["data.years/2020"]["value"], evidence["data.years/2020"]["n_rows"]) == ("1", "1")
    assert told.places("data.years/2020") == {"funds.csv row 42"}
    # Who only refused does not fund.
    assert evidence["data.funders"]["value"] == "1"
    assert "2 actors, 1 of which fund" in told.text()


def test_money_handed_on_counts_once(tell: Tell) -> None:
    told = tell(
        actors="id,name\nstate,State\nfnd,Foundation\nas,Association\nother,Other\n",
        actions="id,name\nx,X\ny,Y\n",
        funds="start,end,amount,currency,year,basis,status,recipient,regrant\n"
        "state,x,1000,EUR,2020,committed,granted,fnd,\n"
        "fnd,y,900,EUR,2020,committed,granted,as,fnd\n"
        "other,y,,EUR,2020,committed,granted,as,\n",
    )
    evidence = told.evidence
    spent = {key: Decimal(row["value"]) for key, row in evidence.items() if key.startswith("spenders/")}
    assert spent == {"spenders/state": Decimal(100), "spenders/fnd": Decimal(900)}
    assert sum(spent.values()) == Decimal(evidence["money/cash+EUR+committed/sum"]["value"])
    assert told.places("money/cash+EUR+committed/missing") == {"funds.csv row 4"}
    assert told.places("money/cash+EUR+committed/handed_on") == {"funds.csv row 2"}
    assert told.places("money/cash+EUR+committed/left_out") == set()
    assert evidence["money/cash+EUR+committed/left_out"]["n_rows"] == "0"


ROLLED_UP: dict[str, Any] = {
    "actors": "id,name\nmin,Ministry\ndep1,First department\ndep2,Second department\ntown,Town\nclub,Club\nhall,Hall\n",
    "actions": "id,name\nx,X\ny,Y\n",
    "member_of": "start,end,membership\ndep1,min,department_of\ndep2,min,department_of\n",
    "funds": "start,end,amount,currency,year,basis,status,recipient\n"
    "dep1,x,100,EUR,2020,committed,granted,club\ndep2,y,200,EUR,2020,committed,granted,\n"
    "town,x,100,EUR,2020,committed,granted,hall\n",
    "takes_part": "start,end,role\nclub,x,recipient\nhall,x,recipient\nhall,y,recipient\n",
    "supports": "start,end,support\ntown,y,technical\nclub,y,symbolic\n",
}


@pytest.mark.parametrize(
    ("grain", "rollup"),
    [("action", ("department_of",)), ("recipient", ("department_of",)), ("recipient-year", None), ("action", None)],
)
def test_the_sums_of_funders_add_up_to_the_money(grain: str, rollup: tuple[str, ...] | None, tell: Tell) -> None:
    told = tell({"grain": grain, "rollup": rollup} if rollup else {"grain": grain}, **ROLLED_UP)
    evidence = told.evidence
    spent = {key: Decimal(row["value"]) for key, row in evidence.items() if key.startswith("spenders/")}
    spent.pop("spenders/first", None)
    assert sum(spent.values()) == Decimal(evidence["money/cash+EUR+committed/sum"]["value"]) == 400
    assert {key: int(value) for key, value in spent.items()} == (
        {"spenders/min": 300, "spenders/town": 100}
        if rollup
        else {"spenders/dep1": 100, "spenders/dep2": 200, "spenders/town": 100}
    )
    if rollup:
        assert evidence["spenders/min"]["n_rows"] == "2"
        money = {key: row["value"] for key, row in evidence.items() if re.fullmatch("exits.table/.*/money", key)}
        assert money["exits.table/min/money"] == "300.00"


@pytest.mark.parametrize(
    "ties",
    [("TAKES_PART",), ("SUPPORTS",), ("FUNDS",), ("TAKES_PART", "SUPPORTS"), ("FUNDS", "SUPPORTS")],
)
def test_a_report_knows_of_funders_what_its_ties_say(ties: tuple[str, ...], tell: Tell) -> None:
    told = tell({"ties": ties}, **ROLLED_UP)
    assert ("money/cash+EUR+committed/sum" in told.evidence) == ("FUNDS" in ties)
    # What hangs on funders is told where funding is read, and else said to be untold.
    if "FUNDS" in ties:
        assert told.evidence["exits.table/dep2/money"]["value"] == "200.00"
    else:
        assert not [key for key in told.evidence if key.startswith(("exits.", "cofunding.", "funding."))]
        assert "in what this report reads no tie says that an actor funds" in told.text().casefold()


def test_in_an_exit_goes_what_was_handed_on_too(tell: Tell) -> None:
    told = tell(
        actors="id,name\nstate,State\nfnd,Foundation\nas,Association\n",
        actions="id,name\nx,X\ny,Y\n",
        funds="start,end,amount,currency,year,basis,status,recipient,regrant\n"
        "state,x,1000,EUR,2020,committed,granted,fnd,\nfnd,y,1000,EUR,2020,committed,granted,as,fnd\n",
    )
    evidence = told.evidence
    assert evidence["exits.table/state/money"]["value"] == evidence["exits.at_risk/x/money"]["value"] == "1000.00"
    assert "spenders/state" not in evidence
    assert "less what was handed on" in told.text()


@pytest.mark.parametrize("grain", ["action", "recipient", "recipient-year"])
def test_of_who_leaves_all_money_that_is_known_is_told_at_each_grain(grain: str, tell: Tell) -> None:
    told = tell(
        {"grain": grain},
        actors="id,name\nstate,State\ntown,Town\nuni,University\nclub,Club\nhall,Hall\nlone,Lone\n",
        actions="id,name\nx,X\ny,Y\nz,Z\n",
        takes_part="start,end,role\nclub,x,recipient\nhall,x,recipient\n",
        funds="start,end,amount,currency,year,basis,status,recipient\n"
        "state,x,100,EUR,2020,committed,granted,\ntown,z,70,EUR,2020,committed,granted,lone\n"
        "uni,y,30,EUR,2020,committed,granted,hall\n",
    )
    money = {key: Decimal(row["value"]) for key, row in told.evidence.items() if re.search(r"spenders/|/money$", key)}
    exits = {key.split("/")[1]: value for key, value in money.items() if key.startswith("exits.table/")}
    assert exits["state"] == 100
    assert all(value >= money[f"spenders/{id}"] for id, value in exits.items())
    # Only the state funds the club; how much of the 100 is the club's and how much the hall's nobody says.
    assert ("Club | State | not split among recipients |" in told.text().replace(" (2020)", "")) == (grain != "action")
    assert "State | not stated |" not in told.text()


def test_who_was_refused_receives_nothing(tell: Tell) -> None:
    told = tell(
        {"funders_only": True},
        actors="id,name\na,A\nb,B\nno,Refused\nyes,Granted\n",
        actions="id,name\nx,X\n",
        funds="start,end,amount,currency,year,basis,status,recipient\n"
        "a,x,5,EUR,2020,committed,granted,yes\nb,x,6,EUR,2020,committed,refused,no\n",
        takes_part="start,end,role\nyes,x,recipient\nno,x,recipient\n",
    )
    assert told.places("data.outside.receiving") == {"actors.csv row 5"}
    assert told.evidence["data.outside.tieless"]["value"] == "2"


def test_who_only_receives_is_not_without_ties_and_who_is_everywhere_is_said(tell: Tell) -> None:
    told = tell(
        {"funders_only": True},
        actors="id,name\na,A\nb,B\nc,C\nr,R\nlone,Lone\n",
        actions="id,name\nx,X\ny,Y\n",
        funds=f"{FUNDS}a,x,5,EUR,{GRANTED}a,y,0,EUR,{GRANTED}b,x,6,EUR,{GRANTED}c,y,6,EUR,{GRANTED}",
        takes_part="start,end,role\nr,x,recipient\n",
    )
    text, evidence = told.text(), told.evidence
    # R and Lone are left out; R receives for what A and B fund.
    assert evidence["data.outside.actors"]["value"] == "2"
    assert "Of the 2 actors left out, 1 receives for or takes part in the actions" in text
    assert told.places("data.outside.receiving") == {"actors.csv row 5"}
    assert evidence["data.outside.tieless"]["value"] == "1"
    assert "1 actor of the data has no tie to anything in this network" in text
    assert "A has a tie to all 2 actions of this report" in text
    assert "A lies on the largest share" not in text
    # Nobody is alone, A with a grant of zero neither.
    assert "of 2 actions with a known funder none would be without if a single funder left" in text


def test_a_grant_of_zero_is_said(tell: Tell) -> None:
    told = tell(
        actors="id,name\na,A\nb,B\n",
        actions="id,name\nx,X\ny,Y\n",
        funds=f"{FUNDS}a,x,0,EUR,{GRANTED}b,x,6,EUR,{GRANTED}b,y,7,EUR,{GRANTED}",
    )
    assert "1 tie of money states an amount of zero" in told.text()
    assert told.places("money.zero") == {"funds.csv row 2"}


def test_rows_behind_actors_are_those_that_name_them(tell: Tell) -> None:
    told = tell(
        actors="id,name,kind\n" + "".join(f"n{n},Number {n},state\n" for n in range(120)) + "p,Same,\nq,SAME,\n",
        actions="id,name\nx,X\n",
        takes_part="start,end,role\nn0,x,partner\nn1,x,partner\n",
    )
    evidence = told.evidence
    assert told.places("checks.alike") == {"actors.csv row 122", "actors.csv row 123"}
    assert (evidence["data.actors"]["value"], evidence["data.actors"]["n_rows"]) == ("122", "122")
    assert (evidence["data.kinds"]["n_rows"], evidence["data.kinds/state+none/actors"]["n_rows"]) == ("122", "120")
    assert told.places("data.kinds/none+none/actors") == told.places("checks.alike")
    assert evidence["data.outside.actors"]["n_rows"] == "120"


def test_the_list_of_an_earlier_report_in_both_languages_is_not_left_behind(tell: Tell, tmp_path: Path) -> None:
    told = tell(
        actors="id,name\na,A\nb,B\n",
        actions="id,name\nx,X\n",
        funds=FUNDS + "a,x,5,EUR,2020,committed,granted\n",
        takes_part="start,end,role\nb,x,partner\n",
    )
    assert (told.out / "evidence-fr.csv").is_file()
    with graphkit.open(tmp_path / "store") as graph:
        write_report(graph, told.out, lang="fr", funders_only=True)
    assert not (told.out / "evidence-fr.csv").exists()
    assert told.evidence["network.actors"]["value"] == "1"


def test_nothing_of_an_earlier_report_is_left_behind_and_nothing_of_others_is_touched(
    tell: Tell, tmp_path: Path
) -> None:
    told = tell(
        actors="id,name\na,A\nb,B\n",
        actions="id,name\nx,X\n",
        funds=FUNDS + "a,x,5,EUR,2020,committed,granted\n",
        takes_part="start,end,role\nb,x,partner\n",
    )
    out = told.out
    assert {file.name.removesuffix("-en.svg") for file in (out / "figures").glob("*-en.svg")} <= set(FIGURES)
    kept = (out / "notes.html", out / "figures" / "own-en.svg", out / "map.html")
    for file in kept:
        file.write_text("mine")
    (out / "report.pdf").write_text("of before")
    elsewhere = tmp_path / "elsewhere.csv"
    (out / "evidence_rows.csv").replace(elsewhere)
    (out / "evidence_rows.csv").symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    with graphkit.open(tmp_path / "store") as graph:
        files = write_report(graph, out, lang="fr", funders_only=True)
    assert files[0] == out / "rapport.html"
    # Through a link its file is written.
    assert (out / "evidence_rows.csv").is_symlink()
    assert elsewhere.read_bytes() != before
    assert {file for file in out.rglob("*") if file.is_file()} == {*files, *kept}
    assert all(file.read_text() == "mine" for file in kept)


def test_the_page_of_the_same_report_in_the_other_language_stays(tell: Tell, tmp_path: Path) -> None:
    told = tell(actors="id,name\na,A\n", actions="id,name\nx,X\n", funds=FUNDS + "a,x,5,EUR,2020,committed,granted\n")
    with graphkit.open(tmp_path / "store") as graph:
        for lang in ("en", "fr"):
            write_report(graph, told.out, lang=lang)
        assert not (told.out / "evidence-fr.csv").exists()
        # The map finds both; of another seed the English page would be of other numbers.
        assert set(by_node.beside(told.out, graph.snapshot().network()) or {}) == {"en", "fr"}
        english = (told.out / "report.html").read_text(encoding="utf-8")
        keys = {row["key"] for row in told.evidence.values()}
        assert set(re.findall(r'data-key="([^"]+)"', english)) <= keys
        write_report(graph, told.out, lang="fr", seed=5)
    assert not (told.out / "report.html").exists()


@pytest.mark.parametrize("place", ["evidence.csv", "report.html", "figures"])
def test_a_folder_without_room_keeps_the_report_it_has(tell: Tell, tmp_path: Path, place: str) -> None:
    told = tell(actors="id,name\na,A\n", actions="id,name\nx,X\n", takes_part="start,end,role\na,x,partner\n")
    out = told.out
    if place == "figures":
        shutil.rmtree(out / place)
        (out / place).write_text("no folder")
    else:
        (out / place).unlink()
        (out / place).mkdir()
    before = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
    with (
        graphkit.open(tmp_path / "store") as graph,
        pytest.raises(UsageError, match=rf"Cannot write .*{place} is no (file|folder)\. Move it"),
    ):
        write_report(graph, out, lang="en", seed=7)
    assert {file: file.read_bytes() for file in out.rglob("*") if file.is_file()} == before


def test_the_pdf_of_an_earlier_report_in_the_same_language_does_not_stay(tell: Tell, tmp_path: Path) -> None:
    told = tell({"title": "First"}, actors="id,name\na,A\n", actions="id,name\nx,X\n", takes_part=ONE_PART)
    for name in ("report.pdf", "rapport.pdf"):
        (told.out / name).write_bytes(b"of the first")
    with graphkit.open(tmp_path / "store") as graph:
        write_report(graph, told.out, title="Second")
    # The French page is still the first, and so is its PDF.
    assert not (told.out / "report.pdf").exists()
    assert (told.out / "rapport.pdf").is_file()
    assert "First" in told.text("rapport.html")


def test_a_folder_called_as_a_figure_that_goes_stops_nothing(tell: Tell, tmp_path: Path) -> None:
    told = tell(actors="id,name\na,A\n", actions="id,name\nx,X\n", takes_part=ONE_PART)
    place = told.out / "figures" / "network-fr.svg"
    place.unlink(missing_ok=True)
    place.mkdir()
    before = told.evidence
    with graphkit.open(tmp_path / "store") as graph:
        write_report(graph, told.out, seed=7)
    assert place.is_dir()
    assert {file.name for file in told.out.iterdir()}.isdisjoint({"rapport.html", "evidence-fr.csv"})
    assert told.evidence["map.nodes"]["query"].replace("--seed 7", "--seed 0") == before["map.nodes"]["query"]
    assert not list(told.out.rglob("*.part"))


def test_nothing_goes_before_the_new_report_is_in_its_place(
    tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tell(actors="id,name\na,A\n", actions="id,name\nx,X\n", takes_part=ONE_PART)
    before = {file: file.read_bytes() for file in told.out.rglob("*") if file.is_file()}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    with graphkit.open(tmp_path / "store") as graph, pytest.raises(UsageError, match="No space left"):
        write_report(graph, told.out, seed=7)
    assert {file: file.read_bytes() for file in told.out.rglob("*") if file.is_file()} == before


def test_amounts_that_are_not_added_up_are_not_called_unknown(tell: Tell) -> None:
    told = tell(
        actors="id,name\nt,Town\nr,Reader\ns,Singer\n",
        actions="id,name\nx,X\ny,Y\n",
        funds="start,end,amount,currency,basis\nt,x,10,EUR,committed\nt,y,20,USD,committed\n",
        takes_part="start,end,role\nr,x,recipient\ns,y,recipient\n",
        asked={"funders_only": True},
    )
    assert "2 recipients are named; amounts are of several currencies or kinds" in told.text()
