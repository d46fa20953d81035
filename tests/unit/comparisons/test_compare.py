"""Two reports set against each other, on evidence written by hand."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from graphkit.comparisons import compare
from graphkit.comparisons.result import has_no_percent
from graphkit.errors import DataError
from graphkit.reports.ledger import csv_text
from graphkit.words import catalogue

COLUMNS = ("id", "key", "section", "sentence", "value", "unit", "query", "n_rows", "source", "locator")

# (id, key, section, sentence, value, unit, query, n_rows, source, locator)
OLD = [
    ("E1", "data.actors", "data", "There are 40 actors.", "40", "actors", "", "40", "a", "1"),
    # A row for each row behind a number: it is one number.
    ("E2", "data.money", "data", "They give 1,000.10 EUR.", "1000.10", "EUR", "", "2", "a", "1"),
    ("E2", "data.money", "data", "They give 1,000.10 EUR.", "1000.10", "EUR", "", "2", "a", "2"),
    ("E3", "data.missing", "data", "Of 10% no amount is known.", "0.1", "share (0 to 1)", "", "5", "a", ""),
    ("E4", "data.since", "data", "The first year is 2015.", "2015", "year", "", "1", "a", ""),
    ("E5", "groups.alone", "coalitions", "3 actors are alone.", "3", "actors", "", "3", "a", ""),
    ("E6", "central.name", "bridges", "Most central is the Caf.", "Caf", "", "", "1", "a", ""),
    # Two of one key and of one value are two.
    ("E7", "central.degree", "bridges", "It has 5 partners.", "5", "actors", "", "5", "a", ""),
    ("E8", "central.degree", "bridges", "It has 5 partners.", "5", "actors", "", "5", "a", ""),
]
NEW = [
    ("E1", "data.actors", "data", "There are 44 actors.", "44", "actors", "", "44", "b", "1"),
    ("E2", "data.loans", "data", "There are 2 loans.", "2", "ties", "", "2", "b", ""),
    ("E3", "data.money", "data", "They give 900.30 EUR.", "900.3", "EUR", "", "2", "b", "1"),
    ("E4", "data.missing", "data", "Of 12.5% no amount is known.", "0.125", "share (0 to 1)", "", "5", "b", ""),
    ("E5", "data.since", "data", "The first year is 2016.", "2016", "year", "", "1", "b", ""),
    ("E6", "central.name", "bridges", "Most central is the town.", "Ville", "", "", "1", "b", ""),
    ("E7", "central.degree", "bridges", "It has 5 partners.", "5.0", "actors", "", "5", "b", ""),
    ("E8", "central.degree", "bridges", "It has 4 partners.", "4", "actors", "", "4", "b", ""),
]


def _report(folder: Path, rows: list[tuple[str, ...]], name: str = "evidence.csv") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    return folder


def _of(options: str, n: int) -> tuple[str, ...]:
    command = f"graphkit describe {options}".strip()
    return ("E1", "network.actors", "head", f"{n} actors.", str(n), "actors", command, "1", "a", "1")


def test_other_options_of_the_network_are_told(tmp_path: Path) -> None:
    old = _report(tmp_path / "q2", [_of("--since 2017 --store 'my grants'", 3)])
    new = _report(tmp_path / "q3", [_of("--store other", 4)])
    assert compare(old, new).notes == (("asked", "--since 2017", ""),)
    assert "(--since 2017; (nothing))" in compare(old, new).sentences("en")[1]
    # Another store is no other question; and an older report may not say what was asked.
    assert compare(old, _report(tmp_path / "q4", [_of("--since 2017", 5)])).notes == ()
    assert compare(_report(tmp_path / "q1", OLD), new).notes == ()


def test_a_sentence_whose_numbers_are_all_new_is_told_once(tmp_path: Path) -> None:
    said = "3 of 5 actors are alone."
    new = [
        ("E1", "alone", "data", said, "3", "actors", "", "3", "a", ""),
        ("E2", "alone.of", "data", said, "5", "actors", "", "5", "a", ""),
        ("E3", "data.loans", "data", "There are 2 loans.", "2", "ties", "", "2", "a", ""),
    ]
    found = compare(_report(tmp_path / "q2", []), _report(tmp_path / "q3", new)).sentences("en")[1:]
    assert found == ["New: 3 of 5 actors are alone.", "New: There are 2 loans: 2."]
    gone = compare(_report(tmp_path / "q4", new), _report(tmp_path / "q5", [])).sentences("fr")[1:]
    assert gone[0] == "N'est plus énoncé : 3 of 5 actors are alone."


def test_other_data_are_told(tmp_path: Path) -> None:
    def made(digest: str) -> list[tuple[str, ...]]:
        return [("E1", "made.data", "methods", f"Of {digest}.", digest, "hash of the data", "", "0", "", "")]

    found = compare(_report(tmp_path / "q2", made("a" * 32)), _report(tmp_path / "q3", made("b" * 32)))
    assert found.notes == (("data", "a" * 12, "b" * 12),)
    assert "other data" in found.sentences("en")[1]


def test_each_number_is_new_gone_changed_or_the_same(tmp_path: Path) -> None:
    found = compare(_report(tmp_path / "q2", OLD), _report(tmp_path / "q3", NEW))
    rows = [(change.said.key, change.said.rank, change.kind) for change in found.changes]
    # In the order of the new report; what is gone behind what it stood behind.
    assert rows == [
        ("data.actors", 1, "changed"),
        ("data.loans", 1, "new"),
        ("data.money", 1, "changed"),
        ("data.missing", 1, "changed"),
        ("data.since", 1, "changed"),
        ("groups.alone", 1, "gone"),
        ("central.name", 1, "changed"),
        ("central.degree", 1, "same"),  # 5 and 5.0
        ("central.degree", 2, "changed"),
    ]
    assert dict(found.counts) == {"changed": 6, "new": 1, "gone": 1, "same": 1}


def test_differences_are_exact_and_percentages_stand_where_they_say_something(tmp_path: Path) -> None:
    found = compare(_report(tmp_path / "q2", OLD), _report(tmp_path / "q3", NEW))
    by_key = {(change.said.key, change.said.rank): change for change in found.changes}
    money = by_key["data.money", 1]
    assert money.difference == Decimal("-99.80")
    assert money.percent == pytest.approx(100 * (900.30 / 1000.10 - 1))
    assert by_key["data.actors", 1].percent == pytest.approx(10.0)
    for key in ("data.missing", "data.since", "central.name", "data.loans", "groups.alone"):
        assert by_key[key, 1].percent is None
    assert by_key["data.missing", 1].difference == Decimal("0.025")
    assert by_key["central.name", 1].difference is None


def test_a_report_that_is_being_written_is_given_as_rows(tmp_path: Path) -> None:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in NEW]
    folder = _report(tmp_path / "q2", OLD)
    assert compare(folder, rows).changes == compare(folder, _report(tmp_path / "q3", NEW)).changes


def test_the_table(tmp_path: Path) -> None:
    found = compare(_report(tmp_path / "q2", OLD), _report(tmp_path / "q3", NEW))
    frame = found.to_frame()
    assert len(frame) == 8
    assert len(found.to_frame(same=True)) == 9
    gone = frame[frame["change"] == "gone"].iloc[0]
    assert (gone["old"], gone["old_rows"]) == ("3", 3)
    assert pd.isna(gone["new"])
    assert pd.isna(gone["new_rows"])
    assert frame["difference"].isna().sum() == 3


def test_the_sentences_say_the_same_numbers_in_both_languages(tmp_path: Path) -> None:
    found = compare(_report(tmp_path / "q2", OLD), _report(tmp_path / "q3", NEW))
    english, french = found.sentences("en"), found.sentences("fr")
    assert english[0] == "6 numbers changed, 1 new, 1 gone, 1 the same."
    assert "There are 44 actors: 40 before, 44 now (+4, +10%)." in english
    assert "There are 44 actors : 40 avant, 44 maintenant (+4 ; +10\u202f%)." in french
    assert "They give 900.30 EUR: 1,000.10\u00a0EUR before, 900.3\u00a0EUR now (−99.8, −10.0%)." in english
    assert "New: There are 2 loans: 2." in english
    assert "No longer stated: 3 actors are alone: 3." in english
    assert "Most central is the town : « Caf » avant, « Ville » maintenant." in french
    assert len(english) == len(french) == 9


def test_text_stays_text(tmp_path: Path) -> None:
    odd = [("E1", "k", "s", "{0.__class__} <script>%s", "{new}", "", "", "", "", "")]
    found = compare(_report(tmp_path / "a", []), _report(tmp_path / "b", odd))
    assert found.sentences("en")[1] == "New: {0.__class__} <script>%s: {new}."


@pytest.mark.parametrize("value", ["1e400", "1E+999999999", "nan", "inf", "9" * 400, "", "12 000", "=1+1"])
def test_what_is_no_number_is_compared_as_text(tmp_path: Path, value: str) -> None:
    rows = [("E1", "k", "s", "S", value, "", "", "", "", "")]
    other = [("E1", "k", "s", "S", "1", "", "", "", "", "")]
    found = compare(_report(tmp_path / "a", rows), _report(tmp_path / "b", other))
    assert found.changes[0].kind == "changed"
    assert found.changes[0].difference is None
    for lang in ("en", "fr"):
        assert len(found.sentences(lang)) == 2


def test_another_unit_is_not_set_against_the_first(tmp_path: Path) -> None:
    euros = [("E1", "k", "s", "S", "10", "EUR", "", "", "", "")]
    pounds = [("E1", "k", "s", "S", "10", "GBP", "", "", "", "")]
    found = compare(_report(tmp_path / "a", euros), _report(tmp_path / "b", pounds))
    assert (found.changes[0].kind, found.changes[0].difference) == ("changed", None)
    assert "10 EUR before, 10 GBP now" in found.sentences("en")[1]


def test_units_without_percentages() -> None:
    assert [has_no_percent(unit) for unit in ("share (0 to 1)", "year", "%", "", "actors", "EUR")] == [
        *(True, True, True, True, False, False)
    ]


@pytest.mark.parametrize(
    ("unit", "old", "new", "english", "french"),
    [
        ("years", "2019", "2020", "2019 before, 2020 now (+1).", "2019 avant, 2020 maintenant (+1)."),
        ("", "2019", "2020", "2019 before, 2020 now (+1).", "2019 avant, 2020 maintenant (+1)."),
        ("p-value", "0.01", "0.04", "0.01 before, 0.04 now (+0.03).", "0,01 avant, 0,04 maintenant (+0,03)."),
        ("rank", "1", "3", "1 before, 3 now (+2).", "1 avant, 3 maintenant (+2)."),
        ("seed", "2026", "0", "2026 before, 0 now (−2,026).", "2026 avant, 0 maintenant (−2\u202f026)."),
        ("ties", "2019", "2020", "2,019 before, 2,020 now (+1, +<0.1%).", "(+1 ; +<0,1\u202f%)."),
    ],
)
def test_what_is_no_quantity_is_written_as_it_stands_and_without_percent(
    tmp_path: Path, unit: str, old: str, new: str, english: str, french: str
) -> None:
    before, after = ([dict(zip(COLUMNS, ("E1", "k", "s", "S.", value, unit), strict=False))] for value in (old, new))
    found = compare(before, after)
    assert found.sentences("en")[1].endswith(english)
    assert found.sentences("fr")[1].endswith(french)


def test_the_evidence_of_a_language_and_of_a_run(tmp_path: Path) -> None:
    folder = _report(tmp_path / "run" / "report-all", OLD)
    _report(folder, [(*row[:3], "En français.", *row[4:]) for row in OLD], "evidence-fr.csv")
    assert compare(tmp_path / "run", folder, lang="fr").changes[0].said.sentence == "En français."
    assert compare(tmp_path / "run", folder / "evidence.csv").changes[0].said.sentence == "There are 40 actors."
    _report(tmp_path / "run" / "second", OLD)
    with pytest.raises(DataError, match="several reports: name one of"):
        compare(tmp_path / "run", folder)


def test_evidence_in_a_language_that_states_other_numbers_is_of_another_report(tmp_path: Path) -> None:
    old, new = _report(tmp_path / "a", OLD), _report(tmp_path / "b", NEW)
    # Left there by a report in both languages, whose evidence.csv is replaced.
    _report(new, OLD, "evidence-fr.csv")
    assert compare(old, new, lang="fr").counts == compare(old, new, lang="en").counts
    assert compare(old, new, lang="fr").changes[0].kind == "changed"


def test_what_differs_in_how_they_were_made(tmp_path: Path) -> None:
    for name, seed in (("a", 0), ("b", 7)):
        _report(tmp_path / name / "report", OLD)
        made = {"seed": seed, "versions": {"graphkit": "1"}, "networks": {}}
        (tmp_path / name / "run.json").write_text(json.dumps(made))
    found = compare(tmp_path / "a", tmp_path / "b")
    assert list(found.notes) == [("seed", "0", "7")]
    assert found.sentences("en")[1] == "The reports were made with the seeds 0 and 7: a change may come from that."
    (tmp_path / "b" / "run.json").write_text("[")
    assert compare(tmp_path / "a", tmp_path / "b").notes == ()


def test_nothing_is_an_answer(tmp_path: Path) -> None:
    found = compare(_report(tmp_path / "a", []), _report(tmp_path / "b", []))
    assert found.sentences("fr") == ["Aucun des deux rapports n'énonce de nombre."]
    assert list(found.to_frame().columns)[:3] == ["section", "key", "rank"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "has no column key, value"),
        (b"id,value\r\n1,2\r\n", "has no column key"),
        (b"key,value\r\n,2\r\n", "row 2: it has no key"),
        (b"key,value\r\n\xff\xfe,2\r\n", "cannot be read"),
        (b"key,value\r\nk," + b"x" * 200_000, "cannot be read: field larger"),
    ],
)
def test_a_table_that_is_no_evidence(tmp_path: Path, text: bytes, told: str) -> None:
    file = tmp_path / "evidence.csv"
    file.write_bytes(text)
    with pytest.raises(DataError, match=told) as refused:
        compare(file, file)
    assert "evidence.csv" in str(refused.value)


def test_a_place_without_a_report(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="There is no report"):
        compare(tmp_path / "nowhere", tmp_path)
    with pytest.raises(DataError, match=r"There is no evidence\.csv in"):
        compare(tmp_path, tmp_path)


def test_both_languages_have_the_same_places() -> None:
    import string

    for key, said in catalogue("graphkit.comparisons").items():
        places = [{name for _, name, _, _ in string.Formatter().parse(said[lang]) if name} for lang in ("en", "fr")]
        assert places[0] == places[1], key


def test_a_name_with_digits_is_no_number(tmp_path: Path) -> None:
    # Python reads 2019_2020 as 20192020.
    def told(value: str) -> Path:
        return _report(tmp_path / value, [("E1", "agenda.name", "", "", value, "", "", "1", "", "")])

    (change,) = compare(told("2019_2020"), told("2020_2021")).changes
    assert (change.kind, change.difference, change.percent) == ("changed", None, None)
    (change,) = compare(told("1_0"), told("10")).changes
    assert change.kind == "changed"


def test_the_guard_of_a_cell_is_no_part_of_what_is_said(tmp_path: Path) -> None:
    rows = [("E1", "k", "s", "=SUM(A1) leads.", value, "", "", "", "", "") for value in ("+33 Foundation", "-5")]
    before, after = (tmp_path / name for name in ("before.csv", "after.csv"))
    for file, row in zip((before, after), rows, strict=True):
        file.write_text(csv_text(COLUMNS, iter([row])), encoding="utf-8")
    assert "'=SUM(A1) leads.,'+33 Foundation" in before.read_text(encoding="utf-8")
    found = compare(before, after)
    assert found.sentences("en")[1] == "=SUM(A1) leads: “+33 Foundation” before, “-5” now."
