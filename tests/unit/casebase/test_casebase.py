"""The case base against the model, and against the documents that its rows quote."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from graphkit.casebase import folder
from graphkit.loaders.tables import load
from graphkit.model.records import Node, Reject, Tie
from graphkit.model.schema import schema
from graphkit.model.validation import node_faults, tie_faults
from graphkit.model.vocabularies import vocabularies

ROOT = Path(__file__).parents[3]

NODE_TABLES = {
    "actors": "Actor",
    "actions": "Action",
    "programmes": "Programme",
    "objectives": "Objective",
    "territories": "Territory",
    "fields": "Field",
    "groups": "Group",
    "concepts": "Concept",
    "issues": "Issue",
    "indicators": "Indicator",
    "success_factors": "SuccessFactor",
    "skills": "Skill",
}
TIE_TABLES = {
    name.lower(): name for name in schema().ties if name not in ("FROM_SOURCE", "READ", "IN_COALITION", "SAME_AS")
}

# A run of words this long would be a sentence of the document rather than a statement of our own.
COPIED_WORDS = 8

# What is called something long is called that; a section is cited by its title.
PROPER_NAMES = {("programmes", "name"), ("actors", "aliases")}

Table = list[dict[str, str]]


@pytest.fixture(scope="module")
def tables() -> dict[str, Table]:
    """Each table of the case base by its name."""
    found = {}
    for path in sorted(folder().glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file, strict=True))
    return found


@pytest.fixture(scope="module")
def documents(tables: dict[str, Table]) -> dict[str, str]:
    """The text of each source document by the id of its source."""
    place = Path(os.environ.get("GRAPHKIT_TEST_SEEDS", ROOT.parent / "shared" / "seeds"))
    if not place.is_dir():
        pytest.skip(f"no source documents: {place} is not there (GRAPHKIT_TEST_SEEDS)")
    files = [row for row in tables["sources"] if row["file"]]
    return {row["id"]: (place / row["file"]).read_text(encoding="utf-8") for row in files}


def rows(tables: Mapping[str, Table]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row that quotes a document, with a name for it in messages."""
    for name, table in tables.items():
        if name != "sources":
            for number, row in enumerate(table, start=2):
                yield f"{name}.csv row {number}", row


def nodes(tables: Mapping[str, Table]) -> dict[str, str]:
    """Id -> label."""
    return {row["id"]: label for name, label in NODE_TABLES.items() for row in tables[name]}


def one_line(text: str) -> str:
    """A text with single spaces and plain apostrophes, as a title may be broken over lines."""
    return " ".join(text.replace("’", "'").split())


def words(text: str) -> list[str]:
    """The words of a text without case, accents and signs."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.findall(r"\w+", bare)


def section(document: str, locator: str) -> str:
    """The text of a numbered section: from its title in the body to the next title."""
    title = re.compile(r"^(?:\d+(?:\.\d+)+\.?\s|Action \d: )", re.MULTILINE)
    starts = [found.start() for found in re.finditer(rf"^{re.escape(locator)}\.?\s", document, re.MULTILINE)]
    # The table of contents has the title too, before the body.
    start = starts[-1]
    after = title.search(document, document.index("\n", start))
    return document[start : after.start() if after else None]


def typed(label_or_type: str, of: Mapping[str, object], row: Mapping[str, str]) -> dict[str, object]:
    """The properties that a row states, by the types of the schema; a date is judged by its form alone."""
    found: dict[str, object] = {}
    for name, text in row.items():
        if not text or name in ("id", "name", "start", "end", "source", "locator", "since"):
            continue
        assert name in of, f"{label_or_type} has no property {name}"
        kind = of[name].type  # type: ignore[attr-defined]
        if kind == "date":
            assert re.fullmatch(r"\d{4}(-\d{2}){0,2}", text), text
            continue
        readers = {"int": int, "float": float, "list[str]": lambda one: one.split(" | ")}
        found[name] = readers[kind](text) if kind in readers else text
    return found


def test_every_table_is_one_of_the_plain_format(tables: dict[str, Table]) -> None:
    assert set(tables) <= {"sources", *NODE_TABLES, *TIE_TABLES}
    assert all(tables.values())


def test_the_loader_of_tables_takes_every_row(tables: dict[str, Table]) -> None:
    read = list(load(folder()))
    assert [row for row in read if isinstance(row, Reject) or row.faults or row.note] == []
    assert len(read) == sum(map(len, tables.values()))


def test_every_row_cites_a_source_and_a_section(tables: dict[str, Table]) -> None:
    sources = {row["id"] for row in tables["sources"]}
    for place, row in rows(tables):
        assert row["source"] in sources, place
        assert row["locator"].strip(), place


def test_cells_are_tidy(tables: dict[str, Table]) -> None:
    for place, row in rows(tables):
        for name, cell in row.items():
            assert cell == one_line(cell) or "’" in cell, f"{place}, {name}: {cell!r}"
            assert "~" not in cell, f"{place}, {name}: {cell!r}"


def test_an_id_is_of_one_label_and_one_row_a_document(tables: dict[str, Table]) -> None:
    labels: dict[str, set[str]] = {}
    for name, label in NODE_TABLES.items():
        for (id, source), times in Counter((row["id"], row["source"]) for row in tables[name]).items():
            labels.setdefault(id, set()).add(label)
            assert times == 1, f"{id} stands {times} times for {source}"
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id), id
    assert [id for id, found in labels.items() if len(found) > 1] == []


def test_nodes_are_what_the_schema_says(tables: dict[str, Table]) -> None:
    for name, label in NODE_TABLES.items():
        for row in tables[name]:
            of = schema().nodes[label].properties
            faults = node_faults(Node(label, row["id"], row["name"], typed(label, of, row)))
            dated = {key for key in ("start", "end", "founded") if row.get(key)}
            assert not faults, f"{row['id']}: {faults}"
            assert row["name"], row["id"]
            assert dated <= set(of), row["id"]


def test_ties_join_nodes_of_the_tables_as_the_schema_allows(tables: dict[str, Table]) -> None:
    labels = nodes(tables)
    for name, type in TIE_TABLES.items():
        for row in tables[name]:
            assert row["start"] in labels, f"{name}: {row['start']} is in no table"
            assert row["end"] in labels, f"{name}: {row['end']} is in no table"
            ends = labels[row["start"]], labels[row["end"]]
            assert ends in schema().ties[type].ends, f"{name}: {row['start']} > {row['end']}"
            tie = Tie(
                type,
                (ends[0], row["start"]),
                (ends[1], row["end"]),
                typed(type, schema().ties[type].properties, row),
            )
            assert not tie_faults(tie), f"{name}: {row['start']} > {row['end']}: {tie_faults(tie)}"


def test_codes_are_of_the_vocabularies(tables: dict[str, Table]) -> None:
    kinds = {name: schema().nodes[label].properties for name, label in NODE_TABLES.items()}
    kinds |= {name: schema().ties[type].properties for name, type in TIE_TABLES.items()}
    seen = 0
    for name, properties in kinds.items():
        for row in tables[name]:
            for key, of in properties.items():
                if of.vocabulary and row.get(key):
                    assert row[key] in vocabularies()[of.vocabulary], f"{name}: {row[key]}"
                    seen += 1
    assert seen > 500


def test_no_tie_is_stated_twice(tables: dict[str, Table]) -> None:
    for name, type in TIE_TABLES.items():
        told_apart = ("start", "end", *schema().ties[type].identity, *(("year", "resource") if name == "funds" else ()))
        times = Counter(tuple(row[key] for key in told_apart) for row in tables[name])
        assert [key for key, number in times.items() if number > 1] == [], name


def test_carriers_and_recipients_are_actors(tables: dict[str, Table]) -> None:
    actors = {row["id"] for row in tables["actors"]}
    for name in TIE_TABLES:
        for row in tables[name]:
            for key in ("carrier", "recipient", "regrant"):
                assert not row.get(key) or row[key] in actors, f"{name}: {row[key]}"


def test_every_action_has_an_actor_or_is_part_of_something(tables: dict[str, Table]) -> None:
    carried = {row["end"] for name in ("takes_part", "funds", "supports") for row in tables[name]}
    parts = {row["start"] for row in tables["part_of"]}
    assert {row["id"] for row in tables["actions"]} - carried - parts == set()


def test_every_node_has_a_tie(tables: dict[str, Table]) -> None:
    tied = {row[end] for name in TIE_TABLES for row in tables[name] for end in ("start", "end")}
    assert set(nodes(tables)) - tied == set()


def test_each_amount_has_currency_year_or_purpose_and_basis(tables: dict[str, Table]) -> None:
    for row in tables["funds"]:
        if row["amount"]:
            assert row["currency"] == "EUR"
            assert row["basis"] in vocabularies()["bases"]
            assert row["year"] or row["note"]
        assert row["resource"] in vocabularies()["resources"]


def test_the_budgets_of_lyon_are_there(tables: dict[str, Table]) -> None:
    held = {(row["end"], row["year"], row["amount"]) for row in tables["funds"]}
    assert ("lyon-community-action", "2017", "20000") in held
    assert ("lyon-community-action", "2018", "40000") in held
    assert ("solidarity-housing-fund", "", "800000") in held


def test_a_source_is_a_document_or_a_public_page(tables: dict[str, Table]) -> None:
    for row in tables["sources"]:
        assert bool(row["file"]) == bool(row["sha256"]), row["id"]
        assert row["file"] or re.fullmatch(r"https?://\S+", row["url"]), row["id"]
    assert [row["id"] for row in tables["sources"] if not row["file"]] == ["wilco-potes-en-ciel"]


def test_the_first_childrens_cafe_is_there_with_what_was_made_after_it(tables: dict[str, Table]) -> None:
    applied = {row["start"]: row["date"] for row in tables["applies"] if row["end"] == "childrens-cafe"}
    assert applied == {"cafe-zoide": "1999", "cafe-potes-en-ciel": ""}
    steps = {(row["start"], row["end"]): row["date"] for row in tables["adapted_from"]}
    assert steps["cafe-potes-en-ciel", "cafe-zoide"] == "2006"


def test_documents_are_those_that_were_read(tables: dict[str, Table], documents: dict[str, str]) -> None:
    place = Path(os.environ.get("GRAPHKIT_TEST_SEEDS", ROOT.parent / "shared" / "seeds"))
    for row in tables["sources"]:
        if row["id"] not in documents:
            continue
        assert hashlib.sha256((place / row["file"]).read_bytes()).hexdigest() == row["sha256"], row["id"]


def test_sections_are_in_their_document(tables: dict[str, Table], documents: dict[str, str]) -> None:
    lines = {source: one_line(text) for source, text in documents.items()}
    for place, row in rows(tables):
        if row["source"] not in documents:
            continue
        locator, document = one_line(row["locator"]), documents[row["source"]]
        if locator[0].isdigit():
            assert re.search(rf"^{re.escape(locator)}\.?\s", document, re.MULTILINE), f"{place}: {locator}"
        else:
            assert locator in lines[row["source"]], f"{place}: {locator}"


def test_amounts_are_in_the_section_that_is_cited(tables: dict[str, Table], documents: dict[str, str]) -> None:
    amounts = [row for row in tables["funds"] if row["amount"]]
    for row in amounts:
        text = section(documents[row["source"]], row["locator"])
        assert row["amount"] in re.sub(r"(?<=\d)[\s,.](?=\d{3}\b)", "", text), row
    assert amounts


def test_figures_are_in_the_section_that_is_cited(tables: dict[str, Table], documents: dict[str, str]) -> None:
    figures = [row for row in tables["indicators"] if row["value"]]
    spelled = {"20": "twenty"}
    for row in figures:
        text = re.sub(r"(?<=\d)[\s,.](?=\d{3}\b)", "", section(documents[row["source"]], row["locator"]))
        number = rf"\b({row['value']}|{spelled.get(row['value'], row['value'])})\b"
        assert re.search(number, text), row
    assert figures


def test_the_issues_and_criteria_of_each_section_are_all_there(tables: dict[str, Table]) -> None:
    # Rows of the tables of issues and of challenges, and points of the lists of criteria, counted in the document.
    issues = {"2.2.3": 9, "3.1.6": 5, "3.2.7": 7, "3.3.6": 8, "3.4.6": 5, "3.5.7": 7, "3.5.14": 6}
    criteria = {"3.1.7": 4, "3.2.8": 4, "3.5.15": 5}
    lyon = [row for row in tables["issues"] if row["source"] == "urbinclusion-lyon"]
    found = Counter(row["locator"] for row in lyon)
    assert {key: found[key] for key in issues} == issues
    listed = Counter(row["locator"] for row in tables["indicators"])
    assert {key: listed[key] for key in criteria} == criteria
    assert sum(row["locator"] == "4.1" for row in tables["success_factors"]) == 18


def test_nothing_is_copied(tables: dict[str, Table], documents: dict[str, str]) -> None:
    runs: set[tuple[str, ...]] = set()
    for text in documents.values():
        said = words(text)
        runs.update(tuple(said[at : at + COPIED_WORDS]) for at in range(len(said) - COPIED_WORDS + 1))
    for place, row in rows(tables):
        table = place.split(".csv", 1)[0]
        for name in row:
            if name == "locator" or (table, name) in PROPER_NAMES:
                continue
            said = words(row[name])
            for at in range(len(said) - COPIED_WORDS + 1):
                run = tuple(said[at : at + COPIED_WORDS])
                assert run not in runs, f"{place}, {name}: {' '.join(run)}"
