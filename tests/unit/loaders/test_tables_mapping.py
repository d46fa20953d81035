"""A user's own table, read by a mapping file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import FormatError, UsageError
from graphkit.loaders import tables
from tests.unit.loaders.tables_loaded import DATA, Loaded, loaded
from tests.unit.loaders.workbooks import Value, write_workbook

FUNDS = """
rows:
  - tie: FUNDS
    start: Financeur
    end: Projet
    amount: Montant
    currency: {value: EUR}
"""


def read(folder: Path, table: str, mapping: str, name: str = "m.yaml") -> Loaded:
    """The table read by the mapping, both as text."""
    (folder / "grants.csv").write_text(table.strip() + "\n", encoding="utf-8")
    (folder / name).write_text(mapping, encoding="utf-8")
    return loaded(folder / "grants.csv", folder / name)


def refused(folder: Path, mapping: str, table: str = "Financeur;Projet;Montant\nA;X;1", name: str = "m.yaml") -> str:
    """What is said of a mapping that is not right."""
    with pytest.raises(FormatError) as error:
        read(folder, table, mapping, name)
    return str(error.value)


def test_the_example_of_the_documentation() -> None:
    found = loaded(DATA / "grants_fr.csv", DATA / "grants_fr.yaml")
    assert not found.rejected
    assert not found.set_aside
    assert found.names("Actor") == {
        "FR-SIREN:356000000": "La Poste",
        "name:fondation-du-gue": "Fondation du Gué",
        "name:regie-des-lilas": "Régie des Lilas",
        "name:cafe-du-gue": "Café du Gué",
    }
    money = [(tie["amount"], tie["date"], tie["status"]) for *_, tie in found.ties["FUNDS"]]
    assert money == [
        (12000.0, date(2023, 3, 14), "granted"),
        (5000.5, date(2023, 5, 2), "granted"),
        (1500.0, date(2023, 5, 2), "refused"),
    ]
    assert {tie["role"] for *_, tie in found.ties["TAKES_PART"]} == {"pilot", "partner", "operator"}
    # The three statements are about one project, though only the first says whose it is.
    assert found.pairs("LOCATED_IN") <= {(end, "name:exemple") for _, end in found.pairs("FUNDS")}


def test_a_row_has_its_number_as_locator() -> None:
    found = loaded(DATA / "grants_fr.csv", DATA / "grants_fr.yaml")
    assert [tie["locator"] for *_, tie in found.ties["FUNDS"]] == ["row 2", "row 3", "row 4"]


def test_toml_says_the_same_as_yaml(tmp_path: Path) -> None:
    toml = (
        '[[rows]]\ntie = "FUNDS"\nstart = "Financeur"\nend = "Projet"\namount = "Montant"\ncurrency = {value = "EUR"}'
    )
    table = "Financeur;Projet;Montant\nA;X;1 000,50"
    assert read(tmp_path, table, FUNDS).content() == read(tmp_path, table, toml, "m.toml").content()


def test_a_sheet_of_a_workbook(tmp_path: Path) -> None:
    rows: list[list[Value]] = [["Financeur", "Projet", "Montant"], ["A", "X", 1500.5]]
    file = write_workbook(tmp_path / "g.xlsx", {"Notes": [["a", "b"]], "Grants": rows})
    (tmp_path / "m.yaml").write_text(f"table: g.xlsx\nsheet: Grants{FUNDS}")
    found = loaded(file, tmp_path / "m.yaml")
    ((_, _, tie),) = found.ties["FUNDS"]
    assert (tie["amount"], tie["locator"]) == (1500.5, "sheet Grants, row 2")


def test_a_wide_table_has_a_funder_a_column(tmp_path: Path) -> None:
    mapping = """
rows:
  - tie: FUNDS
    each: [CAF, Ville]
    start: {name: {from: header, values: {CAF: Caisse d'allocations familiales}}}
    end: Projet
    amount: {from: cell}
    currency: {value: EUR}
"""
    found = read(tmp_path, "Projet;CAF;Ville\nX;1 000;\nY;0;2,5\nZ;;", mapping)
    money = {(start, end, tie["amount"]) for start, end, tie in found.ties["FUNDS"]}
    assert money == {("name:caisse-d-allocations-familiales", "name:x", 1000.0), ("name:ville", "name:y", 2.5)}
    assert found.account.notes == {"'0' in a column of each: taken as nothing": 1}
    ((locator, fault),) = found.rejected
    assert locator == "row 4"
    assert "'CAF', 'Ville'" in fault.reason


def test_several_names_in_a_cell_are_several_ties(tmp_path: Path) -> None:
    mapping = """
rows:
  - tie: TAKES_PART
    start: {name: {column: Partenaires, split: ";"}}
    end: Projet
    role: {value: partenaire}
"""
    found = read(tmp_path, 'Projet,Partenaires\nX,A ; B;\nY,"A"', mapping)
    assert found.pairs("TAKES_PART") == {("name:a", "name:x"), ("name:b", "name:x"), ("name:a", "name:y")}


def test_amounts_beside_names_go_with_them(tmp_path: Path) -> None:
    mapping = FUNDS.replace("start: Financeur", "start: {name: {column: Financeur, split: '/'}}").replace(
        "amount: Montant", "amount: {column: Montant, split: '/'}"
    )
    found = read(tmp_path, "Financeur;Projet;Montant\nA / B;X;10 / 20\nA/B;Y;1/2/3", mapping)
    assert [tie["amount"] for *_, tie in found.ties["FUNDS"]] == [10.0, 20.0]
    ((_, fault),) = found.rejected
    assert "3 values for 2 × 1 nodes" in fault.reason


def test_one_amount_for_several_is_not_counted_twice(tmp_path: Path) -> None:
    mapping = FUNDS.replace("start: Financeur", "start: {name: {column: Financeur, split: '/'}}")
    found = read(tmp_path, "Financeur;Projet;Montant\nA/B/C;X;100", mapping)
    assert [(tie.get("amount"), tie["gross_amount"]) for *_, tie in found.ties["FUNDS"]] == [(None, 100.0)] * 3
    assert sum(found.account.notes.values()) == 1
    shared = read(tmp_path, "Financeur;Projet;Montant\nA/B/C;X;100", mapping + "    divide: equally\n")
    assert [tie["amount"] for *_, tie in shared.ties["FUNDS"]] == [33.34, 33.33, 33.33]


def test_an_implied_action_is_the_recipients_year_as_other_formats_have_it(tmp_path: Path) -> None:
    mapping = """
rows:
  - tie: FUNDS
    start: Financeur
    end: {implied: {recipient: {name: Nom, id: SIRET, scheme: FR-SIRET}, year: Date}}
    date: Date
"""
    found = read(tmp_path, "Financeur;Nom;SIRET;Date\nA;La Poste;35600000000048;12/03/2023\nB;Le Gué;;2022", mapping)
    assert found.names("Action") == {
        "activity:FR-SIREN:356000000:2023": "La Poste, 2023",
        "activity:name:le-gue:2022": "Le Gué, 2022",
    }
    assert found.nodes["Action", "activity:name:le-gue:2022"]["implied"] is True
    assert ("FR-SIREN:356000000", "activity:FR-SIREN:356000000:2023") in found.pairs("TAKES_PART")
    first, second = (tie for *_, tie in found.ties["FUNDS"])
    assert (first["recipient"], first["recipient_id"]) == ("FR-SIREN:356000000", "35600000000048")
    assert (second["recipient"], second["year"]) == ("name:le-gue", 2022)
    assert "recipient_id" not in second


def test_a_natural_person_who_receives_is_kept_without_name(tmp_path: Path) -> None:
    mapping = "rows: [{tie: FUNDS, start: A, end: {implied: {recipient: {name: B}, year: C}}}]"
    found = read(tmp_path, "A;B;C\nVille;Mme Exemple Personne;2022\nVille;Mme Exemple Personne;2022", mapping)
    persons = [id for id, name in found.names("Actor").items() if name == "particulier"]
    assert len(persons) == 2
    assert "Personne" not in repr(found)
    assert "personne" not in repr(found)


def test_the_name_of_a_project_belongs_to_its_recipient(tmp_path: Path) -> None:
    table = "Financeur;Projet;Porteur\nA;Fonctionnement;X\nA;Fonctionnement;Y"
    mapping = "rows: [{tie: FUNDS, start: Financeur, end: {name: Projet, within: Porteur}}]"
    assert set(read(tmp_path, table, mapping).names("Action")) == {"name:fonctionnement@x", "name:fonctionnement@y"}


def test_texts_of_a_code_list(tmp_path: Path) -> None:
    mapping = """
rows:
  - tie: TAKES_PART
    start: A
    end: X
    role: {column: R, values: {Chef de File: pilot}, other: partner, default: operator}
"""
    found = read(tmp_path, "A;X;R\na;x;CHEF DE FILE\nb;x;ami\nc;x;n/a", mapping)
    assert [tie["role"] for *_, tie in found.ties["TAKES_PART"]] == ["pilot", "partner", "operator"]
    strict = read(tmp_path, "A;X;R\na;x;amii", mapping.replace(" other: partner,", ""))
    ((locator, fault),) = strict.rejected
    assert (locator, fault.column, fault.value) == ("row 2", "R", "amii")
    assert "add it under values" in fault.reason


def test_when_leaves_rows_out_and_counts_them(tmp_path: Path) -> None:
    found = read(tmp_path, "Financeur;Projet;Montant;S\nA;X;1;oui\nB;X;2;Non", FUNDS + "    when: {S: ['Oui']}\n")
    assert found.pairs("FUNDS") == {("name:a", "name:x")}
    assert found.account.notes == {"left out by when in the mapping": 1}
    assert found.account.balanced()


def test_a_row_of_a_node(tmp_path: Path) -> None:
    mapping = (
        "rows: [{node: Actor, name: Nom, kind: Type, aliases: {column: Sigle, split: '/'}, set: {scale: communal}}]"
    )
    found = read(tmp_path, "Nom;Type;Sigle\nRégie;Association;R/RQ", mapping)
    actor = found.nodes["Actor", "name:regie"]
    assert (actor["kind"], actor["scale"], actor["aliases"]) == ("association", "municipal", ["R", "RQ"])


def test_a_number_that_is_none_is_set_aside_and_the_name_counts(tmp_path: Path) -> None:
    mapping = "rows: [{tie: FUNDS, start: {name: A, id: S, scheme: FR-SIRET}, end: X}]"
    found = read(tmp_path, "A;S;X\nGué;1234;x", mapping)
    assert found.pairs("FUNDS") == {("name:gue", "name:x")}
    ((_, fault),) = found.set_aside
    assert (fault.column, fault.value) == ("S", "1234")


def test_an_empty_end_is_not_stated_and_its_row_is_used(tmp_path: Path) -> None:
    mapping = FUNDS + "  - {tie: TAKES_PART, start: Porteur, end: Projet, role: {column: R, default: operator}}\n"
    found = read(tmp_path, "Financeur;Projet;Montant;Porteur;R\n;X;;P;\n;X;0;Q;\nA;X;1;;\nA;Y;1;;pilote", mapping)
    assert not found.rejected
    assert found.pairs("FUNDS") == {("name:a", "name:x"), ("name:a", "name:y")}
    assert found.pairs("TAKES_PART") == {("name:p", "name:x"), ("name:q", "name:x")}
    assert found.account.notes == {
        "m.yaml, statement 1 (FUNDS): not stated where 'Financeur' is empty": 2,
        "m.yaml, statement 2 (TAKES_PART): not stated where 'Porteur' is empty": 1,
    }
    # A role without anybody who has it is not passed over.
    ((locator, fault),) = found.set_aside
    assert (locator, fault.column, fault.value) == ("row 5", "R", "pilote")


TWO_FUNDERS = """
rows:
  - {tie: FUNDS, start: F1, end: Projet, amount: M1, currency: {value: EUR}, date: D}
  - {tie: FUNDS, start: F2, end: Projet, amount: M2, currency: {value: EUR}, date: D}
  - {tie: TAKES_PART, start: Porteur, end: Projet, role: {column: R, default: operator}}
"""


def two_funders(folder: Path, *rows: str) -> Loaded:
    """Rows of an action with two funders, their amounts, a day, and a carrier with its role."""
    found = read(folder, "\n".join(["Projet;F1;M1;F2;M2;D;Porteur;R", *rows]), TWO_FUNDERS)
    assert found.account.balanced()
    assert found.account.read == len(rows)
    return found


def money(found: Loaded) -> list[tuple[str, float | None]]:
    return [(start, tie.get("amount")) for start, _, tie in found.ties.get("FUNDS", [])]


def test_an_amount_that_cannot_be_read_is_lost_alone(tmp_path: Path) -> None:
    found = two_funders(tmp_path, "X;A;20 à 30 k€;B;3 k€;;P;")
    assert money(found) == [("name:a", None), ("name:b", 3000.0)]
    assert found.pairs("TAKES_PART") == {("name:p", "name:x")}
    ((locator, fault),) = found.set_aside
    assert (locator, fault.column, fault.value) == ("row 2", "M1", "20 à 30 k€")


def test_a_word_for_an_amount_sets_its_tie_aside_alone(tmp_path: Path) -> None:
    found = two_funders(tmp_path, "X;A;refusé;B;3000;;P;")
    assert money(found) == [("name:b", 3000.0)]
    assert [(fault.column, fault.value) for _, fault in found.set_aside] == [("M1", "refusé")]


def test_a_bad_date_is_set_aside_and_both_funders_stay(tmp_path: Path) -> None:
    found = two_funders(tmp_path, "X;A;1;B;2;31/02/2024;P;")
    assert money(found) == [("name:a", 1.0), ("name:b", 2.0)]
    assert {fault.value for _, fault in found.set_aside} == {"31/02/2024"}


def test_an_unknown_role_does_not_cost_the_funders(tmp_path: Path) -> None:
    found = two_funders(tmp_path, "X;A;1;B;2;;P;chef")
    assert money(found) == [("name:a", 1.0), ("name:b", 2.0)]
    assert "TAKES_PART" not in found.ties
    assert [(fault.column, fault.value) for _, fault in found.set_aside] == [("R", "chef")]


def test_what_stands_beside_an_empty_funder_is_listed_unless_another_statement_reads_it(tmp_path: Path) -> None:
    found = two_funders(tmp_path, "X;A;1;;2;2024-05-01;P;")
    assert money(found) == [("name:a", 1.0)]
    ((_, fault),) = found.set_aside
    assert (fault.column, fault.value) == ("M2", "2")
    assert "'F2' is empty" in fault.reason


def test_a_row_is_rejected_when_nothing_of_it_can_be_used(tmp_path: Path) -> None:
    found = two_funders(tmp_path, "X;;;;;;;", "Total;;100;;;;;", "X;A;refusé;;;;;", "X;A;1;;;;;")
    assert money(found) == [("name:a", 1.0)]
    assert not found.set_aside
    assert [(locator, fault.column) for locator, fault in found.rejected] == [
        ("row 2", ""),
        ("row 3", "M1"),
        ("row 4", "M1"),
    ]


NAMES = st.sampled_from(["", "A", "B", "n/a"])
SUMS = st.sampled_from(["", "12", "20 k€", "20 à 30 k€", "refusé", "1,234"])
DAYS = st.sampled_from(["", "2024-05-01", "31/02/2024", "2023"])
ROLES = st.sampled_from(["", "partner", "chef"])


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(NAMES, SUMS, NAMES, SUMS, DAYS, NAMES, ROLES), min_size=1, max_size=5))
def test_no_cell_costs_what_another_statement_says(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    texts = [";".join((f"X{n}", *row)) for n, row in enumerate(rows)]
    found = two_funders(tmp_path_factory.mktemp("rows"), *texts)
    expected = []
    for n, (f1, m1, f2, m2, *_) in enumerate(rows):
        for funder, amount in ((f1, m1), (f2, m2)):
            if funder in ("A", "B") and amount != "refusé":
                sum_ = {"12": 12.0, "20 k€": 20000.0, "1,234": None}.get(amount)
                expected.append((f"name:{funder.lower()}", f"name:x{n}", sum_))
    said = [(start, end, tie.get("amount")) for start, end, tie in found.ties.get("FUNDS", [])]
    assert said == expected
    carried = {
        (f"name:{p.lower()}", f"name:x{n}") for n, (*_, p, r) in enumerate(rows) if p in ("A", "B") and r != "chef"
    }
    assert found.pairs("TAKES_PART") == carried
    # A row is loaded when anything of it is.
    assert found.account.loaded == len({end for _, end, _ in expected} | {end for _, end in carried})


def test_an_amount_that_is_lost_does_not_move_the_others(tmp_path: Path) -> None:
    mapping = FUNDS.replace("start: Financeur", "start: {name: {column: Financeur, split: '/'}}").replace(
        "amount: Montant", "amount: {column: Montant, split: '/'}"
    )
    found = read(tmp_path, "Financeur;Projet;Montant\nA/B;X;1x/20\nC/D;Y;30/4x", mapping)
    assert money(found) == [("name:a", None), ("name:b", 20.0), ("name:c", 30.0), ("name:d", None)]


def test_an_amount_in_another_currency_or_none_is_not_taken_for_one_of_the_row(tmp_path: Path) -> None:
    found = read(tmp_path, "Financeur;Projet;Montant\nA;X;£300\nB;X;300 €", FUNDS)
    assert money(found) == [("name:a", None), ("name:b", 300.0)]
    column = FUNDS.replace("{value: EUR}", "Devise")
    found = read(tmp_path, "Financeur;Projet;Montant;Devise\nA;X;300;\nB;X;£5;\nC;X;7;CHF", column)
    assert [(tie.get("amount"), tie.get("currency")) for *_, tie in found.ties["FUNDS"]] == [
        (None, None),
        (5.0, "GBP"),
        (7.0, "CHF"),
    ]


def test_a_column_of_thousands(tmp_path: Path) -> None:
    mapping = FUNDS.replace("amount: Montant", "amount: {column: Montant, times: 1000}")
    found = read(tmp_path, "Financeur;Projet;Montant\nA;X;20\nB;X;1,5\nC;X;20 k€", mapping)
    assert money(found) == [("name:a", 20000.0), ("name:b", 1500.0), ("name:c", 20000.0)]


def test_a_choice_left_open_stops_the_load(tmp_path: Path) -> None:
    said = refused(tmp_path, FUNDS.replace("amount: Montant", "amount: {TODO: [Montant HT, Montant TTC]}"))
    assert said == (
        "m.yaml, statement 1 (FUNDS), amount: TODO: write the column that is meant in place of {TODO: …}, or delete "
        "amount. It may be 'Montant HT', 'Montant TTC'."
    )


def test_loading_twice_gives_the_same(tmp_path: Path) -> None:
    table = "Financeur;Projet;Montant\nA;X;1\nA;X;1"
    first, second = read(tmp_path, table, FUNDS), read(tmp_path, table, FUNDS)
    assert first.content() == second.content()
    assert len(first.ties["FUNDS"]) == 2


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("", "needs the key rows"),
        ("rows: []", "needs a list of statements"),
        ("row:\n  - tie: FUNDS", "there is no key 'row'. Did you mean rows?"),
        ("rows:\n  - tie: FUND", "statement 1, tie: 'FUND' does not go here. Did you mean FUNDS"),
        ("rows:\n  - start: A", "say either tie"),
        ("rows:\n  - tie: FUNDS\n    start: Financeur", "the key end is missing"),
        ("rows:\n  - tie: LOCATED_IN\n    start: Projet\n    end: A", "It is one of Actor, Action"),
        (FUNDS + "    amuont: x", "(FUNDS): there is no key 'amuont'. Did you mean amount"),
        (FUNDS.replace("Montant", "Montan"), "grants.csv has no column 'Montan'. Near to it: 'Montant'"),
        (FUNDS.replace("    currency: {value: EUR}\n", ""), "the key currency is missing"),
        (FUNDS + "    status: {value: givn}", "status: 'givn' is none of the statuses"),
        (FUNDS + "    status: {column: S, values: {oui: yess}}", "status: 'yess' is none of the statuses"),
        (FUNDS + "    purpose: {colum: S}", "purpose: there is no key 'colum'. Did you mean column?"),
        (FUNDS + "    purpose: no", "YAML reads this word as true or false"),
        (FUNDS + "    purpose: {from: header}", "add each"),
        (FUNDS + "    tie: FUNDS", "'tie' stands there twice"),
        (FUNDS.replace("Projet", "{name: Projet, id: Projet}"), "id and scheme go together"),
        (FUNDS.replace("Financeur", "{name: Financeur, set: {kind: assoc}}"), "kind: 'assoc' is none of the kinds"),
        ("rows:\n  - {tie: TAKES_PART, start: Financeur, end: Projet}", "the key role is missing"),
        ("rows: &a\n  - *a", "references (& and *) are not taken"),
        ("rows: [", "not YAML"),
        ("rows: " + "[" * 4000, "m.yaml"),
    ],
)
def test_a_wrong_mapping_names_the_key_and_the_cure(tmp_path: Path, mapping: str, said: str) -> None:
    message = refused(tmp_path, mapping)
    assert message.startswith("m.yaml")
    assert said in message


def test_a_wrong_toml_says_so(tmp_path: Path) -> None:
    assert "m.toml is not TOML" in refused(tmp_path, "rows = [", name="m.toml")


def test_no_such_mapping_file(tmp_path: Path) -> None:
    (tmp_path / "grants.csv").write_text("a\nb\n")
    with pytest.raises(UsageError, match="--mapping"):
        list(tables.load(tmp_path / "grants.csv", tmp_path / "no.yaml"))


def test_a_mapping_names_its_table_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a;b\n1;2\n")
    read(tmp_path, "Financeur;Projet;Montant\nA;X;1", "table: grants.csv" + FUNDS)
    assert loaded(tmp_path, tmp_path / "m.yaml").pairs("FUNDS") == {("name:a", "name:x")}


@pytest.mark.parametrize(
    "statement",
    [
        "- node: Action\n    name: Action",
        "- tie: TAKES_PART\n    start: Porteur\n    end: Action\n    role: {value: operator}",
    ],
)
def test_money_that_a_mapping_without_money_does_not_read_is_counted(tmp_path: Path, statement: str) -> None:
    table = (
        "Action;Porteur;Ville de Bron;Métropole de Lyon;CAF;Nombre de places;Création;Code postal\n"
        "A;x;1 000 €;500 €;10;12;1998;69500\nB;x;3 000 €;2 000 €;;8;2004;69500\nC;x;à préciser;3 000 €;30;9;2001;69003"
    )
    found = read(tmp_path, table, f"rows:\n  {statement}\n")
    told = "{!r} seems to hold amounts, and m.yaml does not read it"
    assert found.account.notes == {
        told.format("Ville de Bron"): 3,
        told.format("Métropole de Lyon"): 3,
        told.format("CAF"): 2,
    }
