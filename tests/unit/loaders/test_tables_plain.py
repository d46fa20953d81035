"""The plain format: tables named after what they hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graphkit.errors import FormatError
from graphkit.loaders import tables
from graphkit.loaders.tables import plain_columns
from graphkit.model.schema import schema
from tests.unit.loaders.tables_loaded import DATA, Loaded, loaded, write
from tests.unit.loaders.workbooks import Value, write_workbook

CAFE = "name:cafe-associatif-du-gue"


@pytest.fixture
def town() -> Loaded:
    """The small town of tests/data/tables/plain, loaded."""
    return loaded(DATA / "plain")


def reasons(found: Loaded) -> list[str]:
    return [f"{locator}: {fault.column}: {fault.value}: {fault.reason}" for locator, fault in found.rejected]


def test_everything_stated_is_there(town: Loaded) -> None:
    assert not town.rejected
    assert not town.set_aside
    assert town.account.balanced()
    assert (town.account.read, town.account.loaded, town.account.merged) == (18, 17, 1)
    assert town.names("Actor") == {
        "town": "Town of Example",
        "foundation": "Fondation du Gué",
        "FR-SIREN:356000000": "La Poste",
        CAFE: "Café associatif du Gué",
    }
    assert town.pairs("FUNDS") == {("town", "garden"), ("foundation", "garden"), ("FR-SIREN:356000000", "repair")}
    assert town.pairs("LOCATED_IN") == {("garden", "name:les-lilas")}
    assert town.pairs("WITHIN") == {("name:les-lilas", "name:example")}
    assert town.pairs("MEMBER_OF") == {(CAFE, "town")}


def test_who_funds_is_a_funder(town: Loaded) -> None:
    assert town.funders == {"town", "foundation", "FR-SIREN:356000000"}


def test_values_are_read_by_the_schema(town: Loaded) -> None:
    actor = town.nodes["Actor", "town"]
    assert (actor["kind"], actor["scale"]) == ("local_authority", "municipal")
    assert actor["aliases"] == ["Example", "Town hall"]
    assert town.nodes["Territory", "name:example"]["population"] == 12400
    assert town.nodes["Action", "garden"]["start"] == date(2021, 1, 1)
    assert town.nodes["Action", "garden"]["end"] == date(2023, 6, 30)
    assert [tie["role"] for *_, tie in town.ties["TAKES_PART"]] == ["operator", "pilot"]
    assert town.ties["TAKES_PART"][0][2]["start"] == date(2021, 1, 1)


def test_amounts_dates_and_recipients_of_money(town: Loaded) -> None:
    first, second, third = (tie for *_, tie in town.ties["FUNDS"])
    assert (first["amount"], first["currency"], first["date"]) == (20000.0, "EUR", date(2022, 3, 14))
    assert first["recipient"] == CAFE
    # A year is no day; the currency stands in the cell.
    assert (second["amount"], second["currency"], second["year"]) == (5000.5, "EUR", 2022)
    assert second["basis"] == "disbursed"
    assert "date" not in second
    assert "amount" not in third


def test_a_siret_is_its_siren_and_is_kept(town: Loaded) -> None:
    actor = town.nodes["Actor", "FR-SIREN:356000000"]
    assert actor["identifiers"] == ["FR-SIRET:35600000000048"]
    assert actor["id_quality"] == "register"


def test_rows_of_one_node_are_merged(town: Loaded) -> None:
    assert town.nodes["Actor", CAFE]["aliases"] == ["Le Gué"]
    assert town.nodes["Actor", CAFE]["id_quality"] == "name"


def test_a_row_that_quotes_a_document_has_its_place_there(town: Loaded) -> None:
    places = {(start, tie["source"], tie["locator"]) for start, _, tie in town.ties["FROM_SOURCE"]}
    assert ("town", "plan", "1.1") in places
    assert ("foundation", "file:test", "actors.csv row 3") in places
    funds = [(tie["source"], tie["locator"]) for *_, tie in town.ties["FUNDS"]]
    assert funds == [("plan", "2.1"), ("file:test", "funds.csv row 3"), ("plan", "2.3")]


def test_sources_keep_what_is_known_of_them(town: Loaded) -> None:
    source = town.nodes["Source", "plan"]
    assert source["publisher"] == "Town of Example"
    assert source["retrieved"] == date(2024, 5, 2)


def test_the_order_of_files_and_the_way_they_are_given_do_not_matter(town: Loaded) -> None:
    files = sorted((DATA / "plain").glob("*.csv"))
    assert loaded(files[::-1]).content() == town.content()
    assert loaded(files).content() == town.content()


def test_ties_in_one_table_or_in_one_a_type_are_the_same(tmp_path: Path) -> None:
    nodes = {"actors": "id,name\na,A\nb,B", "actions": "id,name\nx,X"}
    one = write(tmp_path / "one", **nodes, ties="type,start,end,amount,currency\nFUNDS,a,x,10,EUR\nFUNDS,b,x,20,EUR")
    two = write(tmp_path / "two", **nodes, funds="currency,end,amount,start\nEUR,x,10,a\nEUR,x,20.00,b")
    assert loaded(one).content() == loaded(two).content()


def test_equal_rows_of_money_are_two_ties(tmp_path: Path) -> None:
    folder = write(
        tmp_path, actors="id,name\na,A", actions="id,name\nx,X", funds="start,end,amount,currency\na,x,5,EUR\na,x,5,EUR"
    )
    assert len(loaded(folder).ties["FUNDS"]) == 2


def test_an_own_id_makes_two_rows_one_record(tmp_path: Path) -> None:
    rows = "id,start,end,amount,currency\ng-1,a,x,5,EUR\ng-1,a,x,5,EUR"
    found = loaded(write(tmp_path, actors="id,name\na,A", actions="id,name\nx,X", funds=rows))
    assert [tie["id"] for *_, tie in found.ties["FUNDS"]] == ["g-1"]
    assert found.account.merged == 1


def test_an_end_that_no_table_holds_is_rejected_with_what_is_near(tmp_path: Path) -> None:
    folder = write(tmp_path, actors="id,name\ntown,Town", actions="id,name\nx,X", funds="start,end\nTwon,x")
    (reason,) = reasons(loaded(folder))
    assert reason.startswith("funds.csv row 2: start: Twon: ")
    assert "actors.csv" in reason
    assert "'town'" in reason


def test_an_end_whose_label_has_no_table_may_be_in_the_store(tmp_path: Path) -> None:
    folder = write(tmp_path, actions="id,name\nx,X", takes_part="start,end,role\nknown,x,pilot\nunknown,x,pilot")
    found = loaded(folder, stored=["known"])
    assert found.pairs("TAKES_PART") == {("known", "x")}
    assert [fault.value for _, fault in found.rejected] == ["unknown"]


def test_an_actor_in_the_store_is_found_by_its_siret(tmp_path: Path) -> None:
    folder = write(tmp_path, actions="id,name\nx,X", funds="start,end\nFR-SIRET:35600000000048,x")
    found = loaded(folder, stored=["FR-SIREN:356000000"])
    assert found.pairs("FUNDS") == {("FR-SIREN:356000000", "x")}


def test_a_name_that_several_have_is_not_taken_for_one(tmp_path: Path) -> None:
    folder = write(
        tmp_path, actors="id,name\na,Committee\nb,Committee", actions="id,name\nx,X", funds="start,end\nCommittee,x"
    )
    (reason,) = reasons(loaded(folder))
    assert "write the id" in reason
    assert "'a', 'b'" in reason


def test_a_row_without_id_is_the_one_of_its_name(tmp_path: Path) -> None:
    found = loaded(write(tmp_path, actors="id,name,kind\n,Town,state\ntown,Town,"))
    assert found.names("Actor") == {"town": "Town"}
    assert found.nodes["Actor", "town"]["kind"] == "state"


def test_a_label_is_asked_for_only_where_it_is_not_clear(tmp_path: Path) -> None:
    nodes = {"actors": "id,name\na,Same", "actions": "id,name\nb,Same", "territories": "id,name\nt,There"}
    found = loaded(write(tmp_path / "1", **nodes, located_in="start,end\nSame,t\na,t"))
    assert found.pairs("LOCATED_IN") == {("a", "t")}
    (reason,) = reasons(found)
    assert "start_label" in reason
    said = loaded(write(tmp_path / "2", **nodes, located_in="start_label,start,end\nAction,Same,t\nactors,Same,t"))
    assert said.pairs("LOCATED_IN") == {("a", "t"), ("b", "t")}


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("Actr,a,x", "start_label", "write Actor"),
        ("Action,a,x", "start_label", "write Actor"),
    ],
)
def test_a_wrong_label_names_the_right_one(tmp_path: Path, row: str, column: str, said: str) -> None:
    folder = write(tmp_path, actors="id,name\na,A", actions="id,name\nx,X", funds=f"start_label,start,end\n{row}")
    (reason,) = reasons(loaded(folder))
    assert f": {column}: " in reason
    assert said in reason


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("a,x,operater,", "role", "near to it: operator"),
        ("a,x,,", "role", "needs role"),
        ("a,,pilot,", "end", "missing"),
        ("a,t,pilot,", "end", "neither an id nor a name in actions.csv"),
    ],
)
def test_a_tie_without_what_makes_it_one_is_rejected(tmp_path: Path, row: str, column: str, said: str) -> None:
    nodes = {"actors": "id,name\na,A", "actions": "id,name\nx,X", "territories": "id,name\nt,T"}
    found = loaded(write(tmp_path, **nodes, takes_part=f"start,end,role,note\n{row}"))
    (reason,) = reasons(found)
    assert reason.startswith(f"takes_part.csv row 2: {column}: ")
    assert said in reason
    assert "TAKES_PART" not in found.ties


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("a,x,much,EUR,", "amount", "is no amount"),
        ("a,x,12,,", "currency", "needs its currency"),
        ("a,x,12,Taler,", "currency", "three letters"),
        ('a,x,"1,234",EUR,', "amount", "may be 1234 or 1.234"),
        ("a,x,1,EUR,acorded", "status", "near to it: granted"),
    ],
)
def test_money_that_cannot_be_read_rejects_the_row(tmp_path: Path, row: str, column: str, said: str) -> None:
    folder = write(
        tmp_path, actors="id,name\na,A", actions="id,name\nx,X", funds=f"start,end,amount,currency,status\n{row}"
    )
    (reason,) = reasons(loaded(folder))
    assert f": {column}: " in reason
    assert said in reason


def test_the_column_shows_the_decimal_mark(tmp_path: Path) -> None:
    rows = 'start,end,amount,currency\na,x,"1,234",EUR\na,x,"12,5",EUR'
    found = loaded(write(tmp_path, actors="id,name\na,A", actions="id,name\nx,X", funds=rows))
    assert [tie["amount"] for *_, tie in found.ties["FUNDS"]] == [1.23, 12.5]


def test_a_value_of_a_node_that_cannot_be_read_is_set_aside(tmp_path: Path) -> None:
    found = loaded(write(tmp_path, actors="id,name,kind,founded\na,A,asociation,last year"))
    assert found.names("Actor") == {"a": "A"}
    said = {fault.column: (locator, fault.reason) for locator, fault in found.set_aside}
    assert said["kind"][0] == "actors.csv row 2"
    assert "near to it: association" in said["kind"][1]
    assert "is no date" in said["founded"][1]


def test_a_misspelt_column_is_set_aside_value_by_value(tmp_path: Path) -> None:
    rows = "start,end,ammount,currency\na,x,10,EUR"
    found = loaded(write(tmp_path, actors="id,name\na,A", actions="id,name\nx,X", funds=rows))
    ((locator, fault),) = found.set_aside
    assert (locator, fault.column, fault.value) == ("funds.csv row 2", "ammount", "10")
    assert "rename it 'amount'" in fault.reason


def test_a_column_of_another_kind_is_counted(tmp_path: Path) -> None:
    found = loaded(write(tmp_path, actors="id,name,telephone\na,A,1\nb,B,\nc,C,3"))
    ((note, count),) = found.account.notes.items()
    assert count == 2
    assert "actors.csv" in note
    assert "'telephone'" in note


def test_a_property_of_another_tie_is_set_aside(tmp_path: Path) -> None:
    nodes = {"actors": "id,name\na,A", "actions": "id,name\nx,X"}
    found = loaded(write(tmp_path, **nodes, ties="type,start,end,role,amount\nTAKES_PART,a,x,pilot,12"))
    ((_, fault),) = found.set_aside
    assert (fault.column, fault.value) == ("amount", "12")
    assert "TAKES_PART has no amount" in fault.reason


def test_an_unknown_type_of_tie_says_which_are_near(tmp_path: Path) -> None:
    folder = write(tmp_path, actors="id,name\na,A", actions="id,name\nx,X", ties="type,start,end\nFUND,a,x")
    (reason,) = reasons(loaded(folder))
    assert "FUNDS" in reason


def test_an_unknown_document_is_told_and_the_table_stands_for_it(tmp_path: Path) -> None:
    found = loaded(write(tmp_path, sources="id,name\nplan,The plan", actors="id,name,source,locator\na,A,paln,1.2"))
    ((locator, fault),) = found.set_aside
    assert (locator, fault.column, fault.value) == ("actors.csv row 2", "source", "paln")
    assert "'plan'" in fault.reason
    assert [tie["locator"] for *_, tie in found.ties["FROM_SOURCE"]] == ["actors.csv row 2"]


def test_a_fault_in_a_row_that_quotes_a_document_still_names_the_row(tmp_path: Path) -> None:
    found = loaded(
        write(tmp_path, sources="id,name\nplan,Plan", actors="id,name,kind,source,locator\na,A,what,plan,1.2")
    )
    ((_, fault),) = found.set_aside
    assert fault.reason.startswith("actors.csv row 2: ")


def test_a_french_number_that_is_none_is_not_an_identity(tmp_path: Path) -> None:
    nodes = {"actors": "id,name\nFR-SIRET:123,A", "actions": "id,name\nx,X"}
    found = loaded(write(tmp_path, **nodes, funds="start,end\nFR-SIRET:123,x"))
    assert found.names("Actor") == {"name:a": "A"}
    assert found.pairs("FUNDS") == {("name:a", "x")}
    assert "123" in found.nodes["Actor", "name:a"]["id_note"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("acters.csv", "actors.csv"), ("budget 2024.csv", "--mapping")],
)
def test_a_file_named_after_no_table_says_so(tmp_path: Path, name: str, said: str) -> None:
    file = tmp_path / name
    file.write_text("id,name\na,A\n")
    with pytest.raises(FormatError, match="not named after a table") as error:
        list(tables.load(file))
    assert said in str(error.value)


def test_beside_tables_such_a_file_is_rejected_by_name(tmp_path: Path) -> None:
    listed = '"file","row","column","value","reason","lost"\n"x","","","","",""'
    found = loaded(write(tmp_path, actors="id,name\na,A", acters="id,name\nb,B", rejects=listed))
    assert found.names("Actor") == {"a": "A"}
    assert [locator for locator, _ in found.rejected] == ["acters.csv"]


def test_a_table_without_a_column_it_needs_says_which(tmp_path: Path) -> None:
    folder = write(tmp_path, takes_part="start,end,rolle\na,x,pilot")
    with pytest.raises(FormatError, match=r"takes_part.csv has no column role.*Rename 'rolle'"):
        list(tables.load(folder))


def test_an_empty_folder_holds_no_table(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="holds no table"):
        list(tables.load(tmp_path))
    with pytest.raises(FormatError, match="holds no table"):
        tables.files([tmp_path])


def test_workbooks_are_tables_too(tmp_path: Path) -> None:
    write_workbook(tmp_path / "actors.xlsx", {"Sheet1": [["id", "name"], ["a", "A"]]})
    write_workbook(tmp_path / "actions.xlsx", {"Sheet1": [["id", "name"], ["x", "X"]]})
    rows: list[list[Value]] = [["start", "end", "amount", "currency"], ["a", "x", 1234.567, "EUR"]]
    write_workbook(tmp_path / "funds.xlsx", {"Sheet1": rows})
    assert [tie["amount"] for *_, tie in loaded(tmp_path).ties["FUNDS"]] == [1234.57]


def test_files_of_one_folder_go_together(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", actors="id,name\na,A", funds="start,end\na,x")
    other = write(tmp_path / "b", grants="a\nb")
    grouped = tables.files([folder / "funds.csv", other / "grants.csv", folder / "actors.csv"])
    assert grouped == [[folder / "funds.csv", folder / "actors.csv"], [other / "grants.csv"]]
    assert tables.files([folder]) == [[folder / "actors.csv", folder / "funds.csv"]]


def test_the_example_loads_without_a_fault(tmp_path: Path) -> None:
    file = tmp_path / tables.EXAMPLE_NAME
    file.write_text(tables.EXAMPLE, encoding="utf-8")
    found = loaded(file)
    assert not found.rejected
    assert not found.set_aside
    assert len(found.names("Actor")) == found.account.loaded == 4


def test_every_label_and_tie_of_the_model_has_its_table() -> None:
    names = {column.table for column in plain_columns()}
    assert {"territories", "success_factors", "actors", "sources", "ties"} <= names
    for tie in set(schema().ties) - {"FROM_SOURCE", "READ", "IN_COALITION"}:
        assert tie.lower() in names
    assert len({(column.table, column.name) for column in plain_columns()}) == len(plain_columns())


def test_the_case_base_loads_without_a_fault() -> None:
    from graphkit.casebase import folder

    found = loaded(folder())
    assert not found.rejected
    assert not found.set_aside
    assert not found.account.notes
    assert found.account.balanced()


def test_a_list_of_rejects_in_a_folder_is_known_by_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("id,name\na,Town\n", encoding="utf-8")
    listed = '"file","row","column","value","reason","lost"\n'
    (tmp_path / "rejects-2.csv").write_text(listed, encoding="utf-8")
    (tmp_path / "rejects-2023.csv").write_text("association,reason\nx,late\n", encoding="utf-8")
    assert [file.name for file in tables.files([tmp_path])[0]] == ["actors.csv", "rejects-2023.csv"]
