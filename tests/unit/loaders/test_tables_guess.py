"""The mapping that is guessed from a table loads that table."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import DataError
from graphkit.loaders import tables
from tests.unit.loaders.tables_loaded import DATA, Loaded, loaded
from tests.unit.loaders.workbooks import write_workbook

TABLES = sorted(DATA.glob("*.csv"))


def guessed(folder: Path, table: Path) -> Loaded:
    """The table loaded with the mapping guessed from it."""
    mapping = folder / "guessed.yaml"
    mapping.write_text(tables.guess(table), encoding="utf-8")
    return loaded(table, mapping)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_guess_loads_every_row_of_its_table(tmp_path: Path, table: Path) -> None:
    found = guessed(tmp_path, table)
    assert not found.rejected
    assert not found.set_aside
    assert found.account.loaded == found.account.read > 0


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_workbook_is_guessed_as_its_text_is(tmp_path: Path, table: Path) -> None:
    import csv

    text = table.read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines(), delimiter=";" if text.split("\n")[0].count(";") else ","))
    book = write_workbook(tmp_path / "book.xlsx", {"Sheet1": [list(row) for row in rows]})
    found = guessed(tmp_path, book)
    assert not found.rejected
    assert set(found.ties) == set(guessed(tmp_path, table).ties)


def test_words_and_cells_of_a_french_table(tmp_path: Path) -> None:
    found = guessed(tmp_path, DATA / "grants_fr.csv")
    assert found.funders == {"FR-SIREN:356000000", "name:fondation-du-gue"}
    assert [tie["amount"] for *_, tie in found.ties["FUNDS"]] == [12000.0, 5000.5, 1500.0]
    assert [tie["status"] for *_, tie in found.ties["FUNDS"]] == ["granted", "granted", "refused"]
    assert [tie["role"] for *_, tie in found.ties["TAKES_PART"]] == ["pilot", "partner", "partner"]
    assert set(found.names("Territory").values()) == {"Exemple"}


def test_words_and_cells_of_an_english_table(tmp_path: Path) -> None:
    found = guessed(tmp_path, DATA / "grants_en.csv")
    assert [(tie["amount"], tie["currency"]) for *_, tie in found.ties["FUNDS"]] == [
        (12000.0, "GBP"),
        (1500.0, "GBP"),
        (3250.0, "GBP"),
    ]
    assert set(found.names("Action").values()) == {
        "Lilac Repair Shop, 2023",
        "Ford Community Café, 2023",
        "Lilac Repair Shop, 2022",
    }


@pytest.mark.parametrize(
    "header", ["actor,action", "acteur,action", "organisation,projet", "Organization,Project", "nom de l'acteur,action"]
)
def test_an_edge_list_ties_its_actors_to_its_actions(tmp_path: Path, header: str) -> None:
    table = tmp_path / "edges.csv"
    table.write_text(f"{header}\nTown of A,Nursery\nFund B,Nursery\nTown of A,Garden\n", encoding="utf-8")
    found = guessed(tmp_path, table)
    assert not found.rejected
    assert set(found.names("Actor").values()) == {"Town of A", "Fund B"}
    assert set(found.names("Action").values()) == {"Nursery", "Garden"}
    assert [tie["role"] for *_, tie in found.ties["TAKES_PART"]] == ["partner"] * 3


def test_an_edge_list_says_what_its_actors_do(tmp_path: Path) -> None:
    table = tmp_path / "edges.csv"
    table.write_text("actor,action,role\nTown of A,Nursery,pilot\nFund B,Nursery,operator\n", encoding="utf-8")
    assert [tie["role"] for *_, tie in guessed(tmp_path, table).ties["TAKES_PART"]] == ["pilot", "operator"]


def test_a_column_about_organisations_is_none_of_them(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("action,type d'organisme,funder\nNursery,public,Town of A\n", encoding="utf-8")
    assert set(guessed(tmp_path, table).names("Actor").values()) == {"Town of A"}


def test_columns_called_after_funders(tmp_path: Path) -> None:
    found = guessed(tmp_path, DATA / "wide_fr.csv")
    assert set(found.names("Actor").values()) == {"CAF", "Ville", "Région"}
    assert set(found.names("Field").values()) == {"Environnement", "Culture", "Lien social"}


def test_partners_in_one_cell(tmp_path: Path) -> None:
    found = guessed(tmp_path, DATA / "partners_fr.csv")
    roles = sorted(tie["role"] for *_, tie in found.ties["TAKES_PART"])
    assert roles == ["operator", "operator", "partner", "partner", "partner"]


def test_what_is_not_read_is_said() -> None:
    assert '#   "Comments", such as "first year"' in tables.guess(DATA / "grants_en.csv")


def test_a_table_without_a_header_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("\n\n")
    with pytest.raises(DataError, match=r"t\.csv"):
        tables.guess(tmp_path / "t.csv")


HEADERS = st.one_of(
    st.sampled_from(["Financeur", "Montant", "Projet", "Bénéficiaire", "Date", "Année", "Rôle", "Statut", "Commune"]),
    st.sampled_from(["SIRET", "Funder", "Recipient", "Amount", "Partners", "Thème", "N° projet", "Code bénéficiaire"]),
    st.sampled_from(
        ["x:y", "#", "it's", '"q"', "no", "2021", "- a", "Théâtre ? {b}", "\\", "&a", "!b", "%c", "\u200b"]
    ),
)
CELLS = st.sampled_from(
    ["", "A", "B;C", "12", "1,234", "2 000,50", "2023", "12/03/2023", "35600000000048", "oui", "refusé", "=1", "é: è"]
)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_guess_is_a_mapping_of_its_table_whatever_the_table(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    headers = data.draw(st.lists(HEADERS, min_size=2, max_size=6, unique=True))
    width = len(headers)
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6))
    folder = tmp_path_factory.mktemp("guess")
    table = folder / "t.tsv"
    lines = ["\t".join(row) for row in [headers, *rows]]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    try:
        text = tables.guess(table)
    except DataError:
        return
    assert yaml.safe_load(text)["rows"]
    (folder / "m.yaml").write_text(text, encoding="utf-8")
    if "{TODO:" in text:
        with pytest.raises(DataError, match="TODO"):
            loaded(table, folder / "m.yaml")
        return
    found = loaded(table, folder / "m.yaml")
    assert found.account.balanced()
