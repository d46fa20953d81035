"""What the library says, as the command line says it: its own sentences, with options, and in French."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from graphkit import discovery, querybook
from graphkit.cli._messages import place, reason, said
from graphkit.errors import UnknownName, UsageError
from graphkit.networks.amounts import refuse
from tests.cli.conftest import Run
from tests.conftest import ROOT
from tests.unit.networks.tables import fund, snapshot_of

TABLE = list(csv.DictReader(ROOT.joinpath("graphkit", "cli", "messages.csv").read_text(encoding="utf-8").splitlines()))


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("row", TABLE, ids=[row["library"][:40] for row in TABLE])
def test_what_is_put_in_is_what_the_library_gives(row: dict[str, str]) -> None:
    given = _places(row["library"]) | ({"bare"} if "{quoted}" in row["library"] else set())
    for lang in ("en", "fr"):
        assert row[lang].strip()
        assert _places(row[lang]) <= given


def test_a_name_that_is_not_there() -> None:
    message = str(UnknownName("actor", "Caf du Nor", ["Caf du Nord"]))
    assert said(message, "en") == message
    assert said(message, "fr") == "Aucun acteur ne s'appelle 'Caf du Nor'. Vouliez-vous dire Caf du Nord ?"


def test_the_option_is_named_and_not_the_argument() -> None:
    money = snapshot_of([fund("a", "x", 1.0), fund("b", "x", 2.0, currency="GBP")]).network().money
    with pytest.raises(UsageError) as refused:
        refuse(money.refusal)
    message = str(refused.value)
    assert "as in --currency EUR. Different" in said(message, "en")
    french = said(message, "fr")
    assert french.startswith("Les montants sont en plusieurs devises (EUR, GBP) ; en choisir une")
    assert french.endswith("jamais additionnés.")


def test_bases_that_differ() -> None:
    ties = [fund("a", "x", 1.0, basis="committed"), fund("b", "x", 2.0, basis="disbursed")]
    message = snapshot_of(ties).network().money.refusal
    assert message is not None
    assert "--basis committed" in said(message, "en")
    assert "basis=" not in said(message, "fr")


def test_a_sentence_that_is_not_in_the_table_stays() -> None:
    assert said("Nothing is known about this.", "fr") == "Nothing is known about this."


@pytest.mark.parametrize("name", ["cofunding_pairs", "cofunders_of_funder", "actions_with_one_funder"])
def test_what_is_to_be_known_of_funding_together_is_french_where_french_is_asked_for(name: str) -> None:
    for note in querybook.query(name).notes:
        french = said(note, "fr")
        assert french != note
        assert not {"the", "of", "and", "is"} & set(french.split()), french


def test_notes_of_loaders_are_french_where_french_is_asked_for() -> None:
    for note, french in (
        ("'-' in a column of each: taken as nothing", "'-' dans une colonne de chacune : pris pour rien"),
        ("Remarque : without an amount (32).", "Remarque : sans montant (32)."),
        ("natural person, name not kept", "personne physique, nom non conservé"),
    ):
        assert said(note, "fr") == french
        assert said(note, "en") == note


REASONS = list(csv.DictReader(ROOT.joinpath("graphkit", "cli", "reasons.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", REASONS, ids=[row["library"][:40] for row in REASONS])
def test_a_reason_in_french_is_filled_with_what_the_english_one_has(row: dict[str, str]) -> None:
    given = _places(row["library"])
    assert row["fr"].strip()
    assert _places(row["fr"]) <= given | {"bare"}
    filled = {name: "'x'" if name == "quoted" else "x" for name in given}
    # Not another row, which stands before it, makes it out.
    assert reason(row["library"].format(**filled), "fr") == row["fr"].format(**filled | {"bare": "x"})
    assert reason(row["library"].format(**filled), "en") == said(row["library"].format(**filled), "en")


@pytest.mark.parametrize("name", list(discovery.names("graphkit.loaders")))
def test_what_a_format_reads_and_leaves_out_is_french_where_french_is_asked_for(name: str) -> None:
    loader = discovery.module("graphkit.loaders", name, "format")
    for text in (loader.TITLE, loader.SPECIFICATION, loader.DROPS, *loader.OPTIONS.values()):
        french = reason(text, "fr")
        assert french != text
        assert not {"the", "of", "and", "is"} & set(french.split()), french


@pytest.mark.parametrize(
    ("format", "name", "content", "told"),
    [
        ("scdl", "a.csv", b"", "a.csv est vide. Récupérer le fichier à nouveau."),
        ("scdl", "a.csv", b"%PDF-1.7 x", "a.csv est un document PDF, pas un tableau. Demander"),
        ("scdl", "a.csv", b"nom;montants\nx;1\n", 'a.csv n\'a pas une colonne du schéma "subventions" : nomAttribuant'),
        ("iati", "a.xml", b"<iati-activities><iati-activity>", "a.xml n'est pas du XML bien formé à"),
        ("iati", "a.xml", b"<iati-organisations/>", "a.xml contient des organisations, pas d'activités."),
        ("360giving", "a.json", b'{"x": [1]}', 'a.json est du JSON, mais ne contient pas de liste nommée "grants".'),
        ("360giving", "a.json", b'{"grants": [', "a.json n'est pas du JSON complet : "),
        ("360giving", "a.csv", b"Identifier,Title\n1,x\n", "a.csv ne contient pas de subventions 360Giving : il n'y a"),
        ("cordis", "a.csv", b"x,y\n1,2\n", "a.csv n'est pas une table de CORDIS : "),
        ("tables", "a.csv", b"x,y\n1,2\n", "a.csv ne porte pas le nom d'une table du format simple"),
        ("tables", "actors.csv", b"x,y\n1,2\n", "actors.csv n'a pas de colonne "),
    ],
)
def test_why_a_whole_file_is_refused_is_french_where_french_is_asked_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str, name: str, content: bytes, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(content)
    ran = run("load", format, name, "--dry-run", "--lang", "fr")
    assert ran.code != 0
    assert told in ran.err, ran.err


def test_a_long_text_of_which_nothing_is_known_takes_no_time_to_tell() -> None:
    # Each colon may end what stands before a reason: patterns alone did not come to an end here.
    text = "x: " * 20_000
    assert reason(text, "fr") == text


def test_what_stands_before_and_behind_a_reason_stays() -> None:
    text = (
        "m.yaml, statement 1 (FUNDS), amount: is no amount; write digits, such as 20000 or 20 000,50; without it this "
    )
    assert reason(f"{text}tie is not stated", "fr") == (
        "m.yaml, énoncé 1 (FUNDS), amount : n'est pas un montant ; écrire des chiffres, comme 20000 ou 20 000,50 ; "
        "sans lui ce lien n'est pas énoncé"
    )
    assert reason("nothing that the library says", "fr") == "nothing that the library says"


@pytest.mark.parametrize(
    ("locator", "french"),
    [
        ("sheet Grants 2024, row 12", "feuille Grants 2024, ligne 12"),
        ("actors.csv row 4", "actors.csv ligne 4"),
        ("line 12, activity XM-1, transaction 2 (line 14)", "ligne 12, activité XM-1, transaction 2 (ligne 14)"),
        ("m.yaml, statement 1 (FUNDS)", "m.yaml, énoncé 1 (FUNDS)"),
        ("file", "file"),
    ],
)
def test_a_place_in_a_file_is_french_where_french_is_asked_for(locator: str, french: str) -> None:
    assert place(locator, "fr") == french
    assert place(locator, "en") == locator


@pytest.mark.parametrize("name", ["resources_of_action", "funding_by_territory", "orphan_axes"])
def test_what_is_to_be_known_of_a_query_is_french_where_french_is_asked_for(name: str) -> None:
    query = querybook.query(name)
    for text in (query.question, *query.notes, *(query.meaning(parameter) for parameter in query.params)):
        french = reason(text, "fr")
        assert french != text
        assert not {"the", "of", "and", "is"} & set(french.split()), french
