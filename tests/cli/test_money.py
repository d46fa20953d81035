"""``graphkit money``: the reconciliation as a person and a script see it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.conftest import Run

# Two funders of one convention, each with the total and its half; a total on each of three rows; a refusal; a promise
# without an amount. 4,000 + 4,000 + (.5 + .3 + .2) x 10,000 = 18,000; the totals come to 46,000.
SCDL = """\
nomAttribuant;idAttribuant;dateConvention;referenceDecision;nomBeneficiaire;idBeneficiaire;objet;montant;nature;\
pourcentageSubvention;statutLabel
Ville;21690123100011;2020-03-01;C1;Club;34112493100039;Salle;8000;aide en numéraire;0.5;
Département;22690001700011;2020-03-01;C1;Club;34112493100039;Salle;8000;aide en numéraire;0.5;
Ville;21690123100011;2021-03-01;C2;Club;34112493100039;Fête;10000;aide en numéraire;0.5;
Ville;21690123100011;2021-03-01;C2;Chœur;39860733300059;Fête;10000;aide en numéraire;0.3;
Ville;21690123100011;2021-03-01;C2;Jardin;38012986600097;Fête;10000;aide en numéraire;0.2;
Ville;21690123100011;2021-04-01;C3;Jardin;38012986600097;Serre;700;aide en numéraire;1;Refusé
Ville;21690123100011;2021-04-01;C4;Jardin;38012986600097;Puits;;aide en numéraire;1;
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    import graphkit

    folder = tmp_path_factory.mktemp("money")
    file = folder / "subventions.csv"
    file.write_text(SCDL, encoding="utf-8")
    with graphkit.open(folder / "store") as graph:
        graph.load("scdl", file, rejects=None)
    return str(folder / "store")


def test_the_reconciliation_of_a_store(run: Run, store: str) -> None:
    ran = run("money", "--store", store, "--format", "json")
    assert ran.code == 0, ran.err
    (row,) = ran.json()
    assert (row["currency"], row["basis"], row["kind"]) == ("EUR", "committed", "money")
    assert (row["gross"], row["shares"], row["handed_on"], row["net"]) == (46_000.0, -28_000.0, 0.0, 18_000.0)
    assert (row["ties"], row["amounts"], row["missing"], row["refused"]) == (7, 5, 1, 1)
    assert "money, EUR, committed: gross 46,000\u00a0EUR, by shares -28,000\u00a0EUR" in ran.err
    assert "amounts: 5, ties: 7; no amount: 1; refused: 1." in ran.err


def test_in_french(run: Run, store: str) -> None:
    ran = run("money", "--store", store, "--lang", "fr")
    assert ran.code == 0
    assert ran.out.splitlines()[0].split("  ")[0] == "devise"
    assert "effet des parts" in ran.out
    # The basis of the amount and the kind of resource stand side by side.
    assert [name.strip() for name in ran.out.splitlines()[0].split("  ") if name.strip()][1:3] == [
        "nature du montant",
        "type",
    ]
    assert "argent, EUR, engagé : brut 46\u202f000\u00a0EUR" in ran.err


def test_by_year_and_funder_as_csv(run: Run, store: str) -> None:
    ran = run("money", "--store", store, "--by", "year, funder", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [(row["year"], row["funder"], row["net"]) for row in rows] == [
        ("2020", "Département", "4000.0"), ("2020", "Ville", "4000.0"), ("2021", "Ville", "10000.0")
    ]  # fmt: skip


def test_a_table_has_the_counts_that_are_not_0(run: Run, store: str) -> None:
    headings = run("money", "--store", store).out.splitlines()[0]
    assert "refused" in headings
    assert "withdrawn" not in headings


def test_an_actor_gives_and_receives(run: Run, store: str) -> None:
    rows = run("money", "--store", store, "--actor", "Club", "--format", "json").json()
    assert [(row["direction"], row["net"]) for row in rows] == [("received", 13_000.0)]
    ran = run("money", "--store", store, "--actor", "Ville")
    assert "given, money, EUR, committed: gross 38,000\u00a0EUR" in ran.err


def test_the_ties_behind_a_line(run: Run, store: str) -> None:
    rows = run("money", "--store", store, "--rows", "refused", "--format", "json").json()
    assert [(row["amount"], row["source_name"], row["locator"]) for row in rows] == [
        (700.0, "subventions.csv", "row 7")
    ]
    assert len(run("money", "--store", store, "--rows", "shares", "--format", "json").json()) == 5
    assert run("money", "--store", store, "--rows", "regranted").code == 0


def test_with_rates(run: Run, store: str, tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    file.write_text("date,currency,rate,base\n2020-01-01,EUR,1.2,USD\n2020-12-31,EUR,1.1,USD\n", encoding="utf-8")
    # 8,000 of 2020 at 1.2 and 10,000 of 2021 at 1.1: 9,600 + 11,000.
    ran = run("money", "--store", store, "--rates", str(file), "--format", "json")
    (row,) = ran.json()
    assert (row["currency"], row["net"]) == ("USD", 20_600.0)
    assert "1 EUR = 1.2 USD on 2020-01-01; ties: 2, of 2020-03-01 to 2020-03-01." in ran.err
    used = run("money", "--store", store, "--rates", str(file), "--rows", "rates", "--format", "json").json()
    assert [(each["rate"], each["ties"]) for each in used] == [("1.2", 2), ("1.1", 3)]


def test_rates_are_asked_for_where_none_were_used(run: Run, store: str) -> None:
    ran = run("money", "--store", store, "--rows", "rates")
    assert ran.code == 0
    assert "No rates were used: --rows rates lists those that --rates FILE was used with.\n" in ran.err


# A fund gives to a town, which hands half of it on; a second currency beside, and three years.
PLAIN = {
    "actors": "id,name,name_fr\nfund,Fund,Fonds\ntown,Town,Ville\nclub,Club,\n",
    "actions": "id,name,name_fr\nx,Nursery,Crèche\ny,Garden,Jardin\n",
    "funds": (
        "id,start,end,amount,currency,basis,year,recipient,regrant,resource\n"
        "1,fund,x,100,EUR,committed,2021,town,,\n2,town,y,50,EUR,committed,2021,club,town,\n"
        "3,fund,x,7,USD,committed,2020,town,,\n4,fund,y,8,EUR,committed,2019,club,,loan\n"
        "5,fund,x,1,EUR,committed,2022,town,,\n6,town,x,9,EUR,committed,2022,club,fund,\n"
    ),
}


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> str:
    import graphkit

    folder = tmp_path_factory.mktemp("chain")
    folder.joinpath("tables").mkdir()
    for name, text in PLAIN.items():
        folder.joinpath("tables", f"{name}.csv").write_text(text, encoding="utf-8")
    with graphkit.open(folder / "store") as graph:
        assert graph.load("tables", folder / "tables", rejects=None).rejected == 0
    return str(folder / "store")


def test_what_was_asked_for_comes_first_and_then_the_currency(run: Run, chain: str) -> None:
    rows = run("money", "--store", chain, "--by", "year", "--format", "json").json()
    assert [(row["year"], row["currency"], row["kind"]) for row in rows] == [
        ("2019", "EUR", "loan"), ("2020", "USD", "money"), ("2021", "EUR", "money"), ("2022", "EUR", "money")
    ]  # fmt: skip
    rows = run("money", "--store", chain, "--by", "funder", "--format", "json").json()
    # Of the fund's 101 EUR the town hands 50 on; the town itself gives 59.
    assert [(row["funder_id"], row["currency"], row["kind"]) for row in rows] == [
        ("town", "EUR", "money"), ("fund", "EUR", "money"), ("fund", "EUR", "loan"), ("fund", "USD", "money")
    ]  # fmt: skip


def test_the_two_nets_of_one_actor_are_told_apart(run: Run, chain: str) -> None:
    # The town gives 59 EUR, 50 of them from what it had received: 9 are its own. By funder they are counted with it.
    by_funder = run("money", "--store", chain, "--by", "funder", "--format", "json")
    town = next(row for row in by_funder.json() if row["funder_id"] == "town")
    assert (town["gross"], town["handed_on"], town["net"]) == (59.0, 0.0, 59.0)
    assert "Money handed on is counted with the last that hands it on, for the rows" in by_funder.err
    own = run("money", "--store", chain, "--actor", "town", "--format", "json")
    given = next(row for row in own.json() if row["direction"] == "given")
    assert (given["gross"], given["handed_on"], given["net"]) == (59.0, -50.0, 9.0)
    assert "Net given is the actor's own money: without what it had received and handed on." in own.err
    assert "argent propre de l'acteur" in run("money", "--store", chain, "--actor", "town", "--lang", "fr").err
    # Where nothing was handed on, or nothing is by funder, there is but one net.
    for words in (("--actor", "club"), ("--by", "year")):
        told = run("money", "--store", chain, *words).err
        assert "Net given" not in told
        assert "with the last" not in told


def test_a_query_on_funding_together_says_that_money_handed_on_counts(run: Run, chain: str, store: str) -> None:
    for name in ("cofunding_pairs", "cofunders_of_funder"):
        words = ("query", name, *(("funder=town",) if name == "cofunders_of_funder" else ()))
        assert "Money handed on counts as funding together here: " in run(*words, "--store", chain).err
        assert "L'argent reversé compte ici" in run(*words, "--store", chain, "--lang", "fr").err
    assert "handed on counts" not in run("query", "cofunding_pairs", "--store", store).err
    assert "handed on counts" not in run("query", "actions_with_one_funder", "--store", chain).err


def test_only_ties_of_which_something_was_handed_on_are_listed_as_that(run: Run, chain: str) -> None:
    rows = run("money", "--store", chain, "--rows", "handed_on", "--format", "json").json()
    assert [row["tie"] for row in rows] == ["1", "5"]
    assert all(row["taken_out"] > 0 for row in rows)


def test_a_french_table_has_french_words_and_names_and_a_file_has_codes(run: Run, chain: str) -> None:
    words = ("money", "--store", chain, "--actor", "fund", "--lang", "fr")
    given = [line.split() for line in run(*words).out.splitlines()[2:]]
    assert {(row[0], row[2], row[3]) for row in given} == {
        ("donné", "engagé", "argent"), ("donné", "engagé", "prêt")
    }  # fmt: skip
    codes = run(*words, "--format", "json").json()
    assert {(row["direction"], row["kind"]) for row in codes} == {("given", "money"), ("given", "loan")}
    listed = run(*words, "--rows", "counted").out
    assert "compté" in listed
    assert "Fonds" in listed
    assert "Fund" not in listed
    assert "Fund" in run(*words, "--rows", "counted", "--format", "csv").out
    assert "  in kind  " not in run("money", "--store", chain).out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--by", "colour"], 2, "There is no grouping named 'colour'"),
        (["--rows", "lost"], 2, "There is no line named 'lost'"),
        (["--actor", "Clubb"], 2, "Did you mean Club?"),
        (["--source", "x.csv"], 2, "There is no source named 'x.csv'"),
        (["--rates", "nowhere.csv"], 3, "nowhere.csv: No such file"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(run: Run, store: str, words: list[str], code: int, told: str) -> None:
    ran = run("money", "--store", store, *words)
    assert ran.code == code
    assert ran.out == ""
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_row_without_recipient_is_known_by_its_action(run: Run, tmp_path: Path) -> None:
    import graphkit

    table, mapping = tmp_path / "t.csv", tmp_path / "m.yaml"
    table.write_text("Action;CAF;Ville\nJardin partagé;à préciser;500 €\nRepair café;12 €;à venir\n", encoding="utf-8")
    mapping.write_text(
        "rows:\n  - tie: FUNDS\n    each: [CAF, Ville]\n    start: {name: {from: header}}\n    end: Action\n"
        "    amount: {from: cell}\n    currency: {value: EUR}\n",
        encoding="utf-8",
    )
    with graphkit.open(tmp_path / "store") as graph:
        graph.load("tables", table, rejects=None, mapping=mapping)
    ran = run("money", "--store", str(tmp_path / "store"), "--rows", "missing")
    assert ran.code == 0, ran.err
    head, _, *rows = ran.out.splitlines()
    assert "action (name)" in head
    assert sorted(tuple(name for name in ("CAF", "Ville", "Jardin", "Repair") if name in row) for row in rows) == [
        ("CAF", "Jardin"),
        ("Ville", "Repair"),
    ]
