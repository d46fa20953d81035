"""Which amounts the guess gives to which funder: right, or left open, never another funder's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import FormatError
from graphkit.loaders import tables
from tests.unit.loaders.tables_loaded import Loaded, loaded
from tests.unit.loaders.workbooks import Value, write_workbook

HEADER = "Action|Quartier|Porteur|Financeur 1|Montant accordé (€)|Financeur 2|Montant 2 (en €)|Partenaires"
SHEET: list[list[Value]] = [
    ["Suivi des actions 2024"],
    [],
    list(HEADER.split("|")),
    ["Jardin partagé", "Lilas", "Régie", "Ville d'Exemple", 12000, "CAF", 3000, "Café du Gué ; Collège"],
    ["Repair café", "Lilas", "Café du Gué", "Ville d'Exemple", "20 k€", None, None, None],
    ["Ateliers", "Centre", "Régie", "Fondation du Gué", None, "Ville d'Exemple", 1500.5, "Café du Gué"],
    ["Fête", "Centre", "Café du Gué", None, None, None, None, None],
]


def pairs(text: str) -> list[tuple[str, Any]]:
    """Funder and amount columns of each statement of money; a set of them where the choice is open."""
    found = []
    for one in yaml.safe_load(text)["rows"]:
        if one.get("tie") == "FUNDS" and "each" not in one:
            amount = one.get("amount", {})
            found.append((one["start"]["name"], set(amount["TODO"]) if "TODO" in amount else amount.get("column")))
    return found


def table(folder: Path, header: str, *rows: str) -> Path:
    """A table with tabs between its cells, written here with a stroke."""
    path = folder / "t.tsv"
    path.write_text("\n".join([header, *rows]).replace("|", "\t") + "\n", encoding="utf-8")
    return path


def guessed(folder: Path, path: Path) -> Loaded:
    mapping = folder / "m.yaml"
    mapping.write_text(tables.guess(path), encoding="utf-8")
    found = loaded(path, mapping)
    assert found.account.balanced()
    return found


def money(found: Loaded) -> list[tuple[str, str, float | None]]:
    names = found.names("Actor") | found.names("Action")
    return [(names[start], names[end], tie.get("amount")) for start, end, tie in found.ties["FUNDS"]]


def test_a_tracking_sheet_as_people_keep_it_loads_with_its_guess_unchanged(tmp_path: Path) -> None:
    found = guessed(tmp_path, write_workbook(tmp_path / "suivi.xlsx", {"Suivi": SHEET}))
    assert money(found) == [
        ("Ville d'Exemple", "Jardin partagé", 12000.0),
        ("CAF", "Jardin partagé", 3000.0),
        ("Ville d'Exemple", "Repair café", 20000.0),
        ("Fondation du Gué", "Ateliers", None),
        ("Ville d'Exemple", "Ateliers", 1500.5),
    ]
    assert not found.rejected
    assert not found.set_aside
    assert (found.account.read, found.account.loaded) == (4, 4)
    assert len(found.ties["LOCATED_IN"]) == 4
    assert sorted(found.account.notes.values()) == [1, 2, 2]


def test_its_guess_reads_every_column(tmp_path: Path) -> None:
    text = tables.guess(write_workbook(tmp_path / "suivi.xlsx", {"Suivi": SHEET}))
    assert pairs(text) == [("Financeur 1", "Montant accordé (€)"), ("Financeur 2", "Montant 2 (en €)")]
    assert "Not read" not in text


# Two rows under each header: names under funders, amounts under what holds them.
def filled(header: str) -> list[str]:
    kinds = {
        r"(?i)^(?:nom )?(?:autre )?(?:co-?)?(?:financeur|funder|cofinanceur)s?(?![a-z])": ("Ville", "CAF"),
        r"(?i)siret": ("35600000000048", ""),
        r"(?i)date": ("2024-05-01", "2024-06-01"),
        r"(?i)type|statut|porteur|grantee|action|project": ("abc", "def"),
    }
    rows: list[list[str]] = [[], []]
    for name in header.split("|"):
        cells = next((cells for pattern, cells in kinds.items() if re.search(pattern, name)), ("1000", "250,50"))
        for row, cell in zip(rows, cells, strict=True):
            row.append(cell)
    return ["|".join(row) for row in rows]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Action|Financeur 1|Montant 1|Financeur 2|Montant 2",
         [("Financeur 1", "Montant 1"), ("Financeur 2", "Montant 2")]),
        ("Project|Funder 1|Amount 1|Funder 2|Amount 2", [("Funder 1", "Amount 1"), ("Funder 2", "Amount 2")]),
        ("Project|Funder1|Amount1|Funder2|Amount2", [("Funder1", "Amount1"), ("Funder2", "Amount2")]),
        # All funders first, then all amounts: the numbers decide.
        ("Project|Funder 1|Funder 2|Amount 2|Amount 1", [("Funder 1", "Amount 1"), ("Funder 2", "Amount 2")]),
        ("Action|Financeur|Montant|Financeur 2|Montant 2", [("Financeur", "Montant"), ("Financeur 2", "Montant 2")]),
        ("Action|Financeur n° 1|Montant n° 1|Financeur n° 2|Montant n° 2",
         [("Financeur n° 1", "Montant n° 1"), ("Financeur n° 2", "Montant n° 2")]),
        ("Action|Financeur|Cofinanceur|Montant financeur|Montant cofinanceur",
         [("Financeur", "Montant financeur"), ("Cofinanceur", "Montant cofinanceur")]),
        ("Action|Financeur|Montant (€)|Co-financeur|Subvention",
         [("Financeur", "Montant (€)"), ("Co-financeur", "Subvention")]),
        ("Action|Montant|Financeur|Montant (€)|Cofinanceur",
         [("Financeur", "Montant"), ("Cofinanceur", "Montant (€)")]),
        ("Action|Financeur|SIRET financeur|Date|Montant|Cofinanceur|Montant cofinanceur",
         [("Financeur", "Montant"), ("Cofinanceur", "Montant cofinanceur")]),
        ("Action|Financeur 1|Montant 1|Financeur 2", [("Financeur 1", "Montant 1"), ("Financeur 2", None)]),
        # A second column of the same name.
        ("Action|Financeur|Montant|Financeur|Montant", [("Financeur", "Montant"), ("Financeur (2)", "Montant (2)")]),
        # The granted amount before the one asked for, in each pair.
        ("Action|Financeur 1|Montant demandé 1|Montant accordé 1|Financeur 2|Montant demandé 2|Montant accordé 2",
         [("Financeur 1", "Montant accordé 1"), ("Financeur 2", "Montant accordé 2")]),
        ("Action|Financeur|Montant demandé|Montant accordé|Date|Cofinanceur 1|Montant cofinanceur 1",
         [("Financeur", "Montant accordé"), ("Cofinanceur 1", "Montant cofinanceur 1")]),
        # A number says more than a place.
        ("Action|Financeur 1|Montant 1|Montant accordé|Financeur 2|Montant 2",
         [("Financeur 1", "Montant 1"), ("Financeur 2", "Montant 2")]),
        # One funder.
        ("Action|Financeur|Montant|Montant prêt|Montant garantie", [("Financeur", "Montant")]),
        ("Action|Financeur|Montant|Montant", [("Financeur", {"Montant", "Montant (2)"})]),
        ("Project|Funder|EU contribution|Net EU contribution",
         [("Funder", {"EU contribution", "Net EU contribution"})]),
        ("Action|Financeur|Montant demandé|Montant accordé|Coût total (€)", [("Financeur", "Montant accordé")]),
        ("Project|Funder|Amount Applied For|Amount Awarded|Amount Disbursed", [("Funder", "Amount Awarded")]),
        ("Action|Type de financeur|Financeur|Montant", [("Financeur", "Montant")]),
        # What nothing decides.
        ("Action|Financeur|Montant HT|Montant TTC", [("Financeur", {"Montant HT", "Montant TTC"})]),
        ("Action|Financeur|Montant 2023|Montant 2024", [("Financeur", {"Montant 2023", "Montant 2024"})]),
        ("Action|Financeur|Cofinanceur|Montant", [("Financeur", {"Montant"}), ("Cofinanceur", {"Montant"})]),
        ("Action|Financeur 1|Montant 2", [("Financeur 1", {"Montant 2"})]),
        ("Action|Financeur 1|Financeur 2|Montant accordé (€)|Subvention (€)",
         [("Financeur 1", {"Montant accordé (€)", "Subvention (€)"}),
          ("Financeur 2", {"Montant accordé (€)", "Subvention (€)"})]),
        ("Action|Financeur 1|Cofinanceur 1|Montant 1",
         [("Financeur 1", {"Montant 1"}), ("Cofinanceur 1", {"Montant 1"})]),
        ("Action|Financeur 1|Montant 1|Financeur 2|Autofinancement (€)",
         [("Financeur 1", "Montant 1"), ("Financeur 2", {"Autofinancement (€)"})]),
        ("Action|Financeur|Recettes (€)", [("Financeur", {"Recettes (€)"})]),
    ],
)  # fmt: skip
def test_pairs(tmp_path: Path, header: str, expected: list[tuple[str, Any]]) -> None:
    text = tables.guess(table(tmp_path, header, *filled(header)))
    assert pairs(text) == expected


@settings(max_examples=40, deadline=None)
@given(
    data=st.data(),
    words=st.sampled_from([("Financeur", "Montant (€)"), ("Cofinanceur", "Subvention"), ("Funder", "Grant")]),
)
def test_numbers_pair_whatever_the_order_of_the_columns(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, words: tuple[str, str]
) -> None:
    numbers = range(1, data.draw(st.integers(2, 5)) + 1)
    funders, amounts = ([f"{word} {n}" for n in numbers] for word in words)
    columns = data.draw(st.permutations([*funders, *amounts, "Action", "Notes", "Date"]))
    row = ["2024-05-01" if c == "Date" else str(10 * columns.index(c) + 11) if c in amounts else "abc" for c in columns]
    text = tables.guess(table(tmp_path_factory.mktemp("t"), "|".join(columns), "|".join(row)))
    assert dict(pairs(text)) == dict(zip(funders, amounts, strict=True))


def test_an_open_choice_stops_the_load_in_one_line(tmp_path: Path) -> None:
    header = "Action|Financeur|Montant HT|Montant TTC"
    path = table(tmp_path, header, *filled(header))
    with pytest.raises(FormatError, match=r"m\.yaml, statement 1 \(FUNDS\), amount: TODO: write the column") as error:
        guessed(tmp_path, path)
    assert "\n" not in str(error.value)
    text = (tmp_path / "m.yaml").read_text(encoding="utf-8")
    decided = text.replace('{TODO: ["Montant HT", "Montant TTC"]}', "Montant HT")
    (tmp_path / "m.yaml").write_text(decided, encoding="utf-8")
    assert [amount for *_, amount in money(loaded(path, tmp_path / "m.yaml"))] == [1000.0, 250.5]


def test_cells_that_are_no_amounts_do_not_hide_the_column(tmp_path: Path) -> None:
    path = table(tmp_path, "Action|Financeur|Subvention", "X|A|12000", "Y|A|à préciser", "Z|B|20 k€", "T|B|")
    assert 'No amounts are 1 of 3 cells, such as "à préciser"' in tables.guess(path)
    found = guessed(tmp_path, path)
    assert money(found) == [("A", "X", 12000.0), ("A", "Y", None), ("B", "Z", 20000.0), ("B", "T", None)]
    assert not found.rejected
    assert [count for note, count in found.account.notes.items() if "'à préciser' in place of amount" in note] == [1]


def test_words_under_a_header_of_money_are_no_amounts(tmp_path: Path) -> None:
    path = table(tmp_path, "Action|Financeur|Subvention", "X|A|oui", "Y|A|non", "Z|B|oui")
    text = tables.guess(path)
    assert pairs(text) == [("Financeur", None)]
    assert '"Subvention", such as "oui": nothing in it said what it is' in text


def test_a_header_in_thousands_is_not_read_as_euros(tmp_path: Path) -> None:
    found = guessed(tmp_path, table(tmp_path, "Action|Financeur|Montant (k€)", "X|A|20", "Y|B|1,5"))
    assert money(found) == [("A", "X", 20000.0), ("B", "Y", 1500.0)]


def test_why_an_amount_is_not_read(tmp_path: Path) -> None:
    header = "Action|Financeur|Montant demandé|Montant accordé"
    text = tables.guess(table(tmp_path, header, *filled(header)))
    assert '"Montant demandé", such as "1000": amounts beside \'Montant accordé\', which the mapping reads' in text


def test_no_column_is_said_to_be_read_that_is_not(tmp_path: Path) -> None:
    text = tables.guess(table(tmp_path, "Currency|Amount|Notes", "GBP|100|", "GBP|200|"))
    assert '"Amount", such as "100": amounts of nobody' in text
    assert '"Notes", empty: nothing in it said what it is' in text


def test_days_and_numbers_of_registers_go_with_their_funder(tmp_path: Path) -> None:
    header = "Action|Financeur 1|SIRET financeur 1|Montant 1|Date 1|Financeur 2|SIRET financeur 2|Montant 2|Date 2"
    path = table(tmp_path, header, "X|La Poste|35600000000048|1|2024-01-02|CAF||2|2024-03-04")
    found = guessed(tmp_path, path)
    assert [(start, str(tie["date"])) for start, _, tie in found.ties["FUNDS"]] == [
        ("FR-SIREN:356000000", "2024-01-02"),
        ("name:caf", "2024-03-04"),
    ]


def test_a_number_of_the_second_funder_is_not_given_to_the_first(tmp_path: Path) -> None:
    header = "Action|Financeur 1|Montant 1|Financeur 2|SIRET financeur 2|Montant 2"
    found = guessed(tmp_path, table(tmp_path, header, "X|CAF|1|La Poste|35600000000048|2"))
    assert [start for start, *_ in found.ties["FUNDS"]] == ["name:caf", "FR-SIREN:356000000"]


def test_how_far_an_action_is_does_not_make_its_money_pending(tmp_path: Path) -> None:
    path = table(tmp_path, "Action|Financeur|Montant|Statut", "X|A|1|En cours", "Y|A|2|Terminé")
    assert '"Statut", such as "En cours": it seems to say how far the action is' in tables.guess(path)
    assert all("status" not in tie for *_, tie in guessed(tmp_path, path).ties["FUNDS"])


def test_signs_in_the_headers_of_a_table_in_wide_form(tmp_path: Path) -> None:
    path = table(tmp_path, "Projet|CAF (€)|Ville d'Exemple (en €)|Total (€)", "X|1000|500|1500", "Y||250|250")
    ville = "Ville d'Exemple"
    assert money(guessed(tmp_path, path)) == [("CAF", "X", 1000.0), (ville, "X", 500.0), (ville, "Y", 250.0)]


def test_thousands_in_one_column_of_a_wide_table_are_not_those_of_another(tmp_path: Path) -> None:
    path = table(tmp_path, "Projet|CAF (k€)|Ville (€)", "X|10|500", "Y|2|250")
    assert sorted(money(guessed(tmp_path, path))) == [
        ("CAF", "X", 10000.0),
        ("CAF", "Y", 2000.0),
        ("Ville", "X", 500.0),
        ("Ville", "Y", 250.0),
    ]


def test_currencies_in_the_headers(tmp_path: Path) -> None:
    path = table(tmp_path, "Projet|CAF (€)|Council (£)|Ville (€)", "X|10|500|", "Y|2|250|3")
    assert sorted((start, tie["currency"]) for start, _, tie in guessed(tmp_path, path).ties["FUNDS"]) == [
        ("name:caf", "EUR"),
        ("name:caf", "EUR"),
        ("name:council", "GBP"),
        ("name:council", "GBP"),
        ("name:ville", "EUR"),
    ]
    # Financeur ends in eur, and that is no currency.
    text = tables.guess(table(tmp_path, "Projet|Financeur|Montant financeur|Montant demandé", "X|A|£10|£20"))
    assert "currency: {value: GBP}" in text


def test_a_choice_of_thousands_says_how_to_write_it(tmp_path: Path) -> None:
    text = tables.guess(table(tmp_path, "Projet|Financeur|Montant HT (k€)|Montant TTC (k€)", "X|A|10|12"))
    assert '{column: "Montant HT (k€)", times: 1000}' in text


def test_columns_of_years_are_not_taken_for_funders(tmp_path: Path) -> None:
    text = tables.guess(table(tmp_path, "Projet|2023|2024", "X|1000|500", "Y|10|250"))
    assert "FUNDS" not in text


def test_an_empty_third_pair_is_read_when_it_is_filled(tmp_path: Path) -> None:
    header = "Action|Financeur 1|Montant 1|Financeur 2|Montant 2"
    text = tables.guess(table(tmp_path, header, "X|A|1||"))
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    later = loaded(table(tmp_path, header, "X|A|1|B|2"), tmp_path / "m.yaml")
    assert money(later) == [("A", "X", 1.0), ("B", "X", 2.0)]


@pytest.mark.parametrize("odd", ["à préciser", "20 à 30 k€", "voir annexe"])
def test_one_word_among_amounts_makes_no_place_of_a_town_that_gives(tmp_path: Path, odd: str) -> None:
    path = table(tmp_path, "Action|Ville de Bron", "A|1 000 €", "B|3 000 €", f"C|{odd}")
    found = guessed(tmp_path, path)
    assert money(found)[:2] == [("Ville de Bron", "A", 1000.0), ("Ville de Bron", "B", 3000.0)]
    assert "LOCATED_IN" not in found.ties
    assert f'# "Ville de Bron": no amounts are 1 of 3 cells, such as "{odd}"' in tables.guess(path)


@pytest.mark.parametrize("header", ["Ville de Bron", "Commune", "Porteur", "Thème"])
def test_a_column_that_is_mostly_amounts_is_no_place_or_name(tmp_path: Path, header: str) -> None:
    path = table(tmp_path, f"Action|{header}", "A|1000", "B|3000", "C|à préciser")
    assert tables.guessed(path)[1] == [header]
    assert f'"{header}", such as "1000": amounts in 2 of 3 cells, and nothing says that it is called after' in (
        tables.guess(path)
    )


def test_money_beside_a_funder_column_is_told_where_the_cells_show_it(tmp_path: Path) -> None:
    path = table(tmp_path, "Action|Financeur|Montant|Ville de Bron", "A|CAF|1|1 000 €", "B|CAF|2|3 000 €")
    assert tables.guessed(path)[1] == ["Ville de Bron"]


@pytest.mark.parametrize("odd", ["20 à 30 k€", "à préciser"])
def test_an_odd_cell_does_not_take_its_funder_out_of_the_guess(tmp_path: Path, odd: str) -> None:
    rows = ["A|Bron|1 000 €|500", f"B|Bron|{odd}|", "C|Lyon|2 000 €|", "D|Lyon|300 €|250", "E|Lyon||", "F|Lyon|50 €|"]
    path = table(tmp_path, "Action|Commune|Région AURA|CAF", *rows)
    text = tables.guess(path)
    assert 'each: ["Région AURA", "CAF"]' in text
    assert "Not read" not in text
    found = guessed(tmp_path, path)
    assert sum(amount or 0 for *_, amount in money(found)) == 4100.0
    assert set(found.names("Territory").values()) == {"Bron", "Lyon"}


def test_years_among_words_are_no_amounts(tmp_path: Path) -> None:
    path = table(tmp_path, "Action|CAF|Ville|Création", "A|10|20|1998", "B|30|40|2004", "C|5|6|à venir")
    assert 'each: ["CAF", "Ville"]' in tables.guess(path)
