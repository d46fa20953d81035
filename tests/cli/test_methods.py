"""What a paper says of a method, sentence by sentence, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphkit.cli._methods import Methods, cited, references
from graphkit.words import catalogue
from tests.cli.conftest import Run
from tests.cli.test_words import CODE, PLURAL, _places

SENTENCES = catalogue("graphkit.cli", "methods.csv")


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_both_languages_have_the_same_places(key: str) -> None:
    said = SENTENCES[key]
    assert said["en"].strip()
    assert said["fr"].strip()
    assert _places(said["en"]) == _places(said["fr"])
    assert not any(PLURAL.search(text) for text in said.values())


def test_what_is_cited_is_listed_and_what_is_listed_is_cited() -> None:
    assert {work for works in cited().values() for work in works} == set(references())
    # Who and when, as the sentence says it: "(Neal et al. 2021)" cites neal_2021.
    for key, works in cited().items():
        for work in works:
            author, year = work.rsplit("_", 1)
            for text in SENTENCES[key].values():
                assert re.search(rf"\b{author}\b[^;()]*{year}", text, re.IGNORECASE), (key, work)
    assert all(f"({key.rsplit('_', 1)[1]})" in work for key, work in references().items())


def test_every_sentence_is_written_by_some_command() -> None:
    code = "\n".join(CODE.values())
    for key in SENTENCES:
        # A command may name a sentence by a part of its key: f"correction.{name}".
        part = key.rsplit(".", 1)[0]
        assert f'"{key}"' in code or f'f"{part}.{{' in code, key


def test_a_paragraph_and_its_works_in_the_order_of_their_authors() -> None:
    paragraph = Methods("fr")
    paragraph.add("correction.holm", tests=1_234)
    assert "(1\u202f234)" in str(paragraph)
    paragraph.add("correction.bh", tests=1_234)
    said, empty, title, first, second = str(paragraph).splitlines()
    assert said.count("Holm 1979") == 1
    assert (empty, title) == ("", "Références")
    assert first.startswith("- Benjamini, Y.")
    assert second.startswith("- Holm, S.")


def test_a_backbone_is_told_with_what_was_asked_for(run: Run, small_store: Path) -> None:
    words = ("backbone", "--store", str(small_store), "--methods")
    ran = run(*words, "--correction", "bh", "--signed", "--alpha", "0.001")
    assert ran.code == 0, ran.err
    for part in ("(6 in all)", "SDSM", "two sides", "all tests (6)", "alpha = 0.001", "something in common: 4"):
        assert part in ran.out
    assert [line[:10] for line in ran.out.splitlines()[3:]] == [
        "- Benjamin", "- Neal, Z.", "- Neal, Z.", "- Saracco,"
    ]  # fmt: skip
    assert ran.err == ""
    drawn = run(*words, "--model", "fdsm", "--draws", "20", "--seed", "3", "--lang", "fr")
    assert "20 réseaux" in drawn.out
    assert "graine 3" in drawn.out
    assert "Strona, G." in drawn.out
    filtered = run(*words, "--model", "disparity", "--weight", "newman", "--correction", "holm")
    # Four ties, of two ends each; nothing is said of pairs that do not meet.
    assert "each tie (4 in all)" in filtered.out
    assert "all tests (8)" in filtered.out
    assert "nothing in common count" not in filtered.out


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_coalitions_are_told_with_what_was_done(run: Run, small_store: Path, lang: str) -> None:
    words = ("coalitions", "--store", str(small_store), "--methods", "--lang", lang)
    untested = run(*words, "--method", "bipartite", "--runs", "0", "--starts", "3")
    assert untested.code == 0, untested.err
    assert "Barber, M. J. (2007)" in untested.out
    assert "Traag" not in untested.out
    assert "correction." not in untested.out
    tested = run(*words, "--backbone", "sdsm", "--alpha", "0.1", "--correction", "bh", "--runs", "2")
    for cited_ in ("Traag, V. A.", "Lancichinetti, A.", "Hennig, C.", "Neal, Z. (2014)", "Benjamini, Y."):
        assert cited_ in tested.out
    assert ("alpha = 0,1" if lang == "fr" else "alpha = 0.1") in tested.out
    # All pairs of four actors are tests, also those that do not meet.
    assert "(6)" in tested.out
