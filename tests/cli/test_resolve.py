"""``graphkit resolve``: each action, its exit code and what it prints."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Run

ACTORS = """\
id,name,kind
p,ASS LES PETITS DEBROUILLARDS,association
q,Les petits débrouillards,association
r,Lions club Nantes 1,association
s,Lions club Nantes,association
t,CAF,public_body
u,Caf,public_body
"""


@pytest.fixture
def resolve(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``graphkit resolve`` on a store of six actors."""
    monkeypatch.chdir(tmp_path)
    Path("tables").mkdir()
    Path("tables", "actors.csv").write_text(ACTORS, encoding="utf-8")
    Path("tables", "actions.csv").write_text("id,name\nx,Atelier\n", encoding="utf-8")
    monkeypatch.setenv("GRAPHKIT_STORE", str(tmp_path / "store"))
    assert run("load", "tables", "tables", "--store", "store").code == 0

    def called(*words: str, stdin: str | None = None) -> Ran:
        return run("resolve", *words, "--store", "store", stdin=stdin)

    return called


def pairs(ran: Ran) -> list[tuple[str, str]]:
    return [(row["one"], row["other"]) for row in csv.DictReader(io.StringIO(ran.out))]


def test_list(resolve: Run) -> None:
    ran = resolve("--format", "csv")
    assert ran.code == 0, ran.err
    assert pairs(ran) == [("p", "q"), ("r", "s")]
    assert "Pairs of actors that may be one: 2." in ran.err
    assert "no other actor has these words in its name" in ran.out
    assert pairs(resolve("list", "--above", "0.9", "--format", "csv")) == [("p", "q")]
    top = resolve("list", "--top", "1", "--format", "csv")
    assert pairs(top) == [("p", "q")]
    assert "Listed, the surest: 1; the others without --top.\nPairs of actors that may be one: 2." in top.err
    assert "Listed" not in ran.err


def test_list_in_french(resolve: Run) -> None:
    ran = resolve("--lang", "fr")
    assert "mais un seul a un nombre : 1" in ran.out
    assert "Paires d'acteurs qui n'en font peut-être qu'un : 2." in ran.err


def test_review_takes_a_line_each_and_takes_back(resolve: Run) -> None:
    ran = resolve("review", "--by", "an analyst", "--format", "json", stdin="perhaps\nsame\nundo\ndifferent\nu\n")
    assert ran.code == 0, ran.err
    assert "Answer with one of these words or letters." in ran.err
    assert [(row["one"], row["other"], row["judgement"], row["by"]) for row in ran.json()] == [
        ("p", "q", "different", "an analyst"),
        ("r", "s", "unsure", "an analyst"),
    ]
    assert "Decisions taken: 2." in ran.err
    assert pairs(resolve("--format", "csv")) == []
    assert pairs(resolve("--format", "csv", "--unsure")) == [("r", "s")]


def test_times_are_written_to_the_second(resolve: Run) -> None:
    (row,) = resolve("review", "--format", "json", stdin="same\nquit\n").json()
    assert len(row["at"]) == len("2026-01-31T12:00:00+00:00")


@pytest.mark.parametrize("answers", ["q\n", "", "z\nquit\n"])
def test_review_ends_where_it_is_left(resolve: Run, answers: str) -> None:
    ran = resolve("review", stdin=answers)
    assert ran.code == 0, ran.err
    assert "Decisions taken: 0." in ran.err
    assert ("There is nothing to take back in this session." in ran.err) == answers.startswith("z")


def test_apply_and_undo(resolve: Run, run: Run) -> None:
    ran = resolve("apply", "--format", "csv")
    assert ran.code == 0, ran.err
    assert pairs(ran) == [("p", "q")]
    assert "Pairs at or above 0.9 judged the same: 1." in ran.err
    assert pairs(resolve("--format", "csv")) == [("r", "s")]
    undone = resolve("undo", "q", "p", "--format", "csv")
    assert (undone.code, pairs(undone)) == (0, [("p", "q")])
    assert "Decisions taken back: 1." in undone.err
    assert "Decisions taken back: 0." in resolve("undo").err
    assert pairs(resolve("--format", "csv")) == [("p", "q"), ("r", "s")]


def test_undo_of_what_was_not_decided(resolve: Run) -> None:
    ran = resolve("undo", "nope", "p")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("graphkit: There is no actor named 'nope'. graphkit resolve export lists")
    ran = resolve("undo", "q", "p")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("graphkit: No decision stands on p and q.")
    assert "Aucune décision n'est en vigueur" in resolve("undo", "q", "p", "--lang", "fr").err


NUMBERS = """\
id,name,kind,aliases
GB-CHC:202918,Sports Club,association,
GB-CHC:212481,Sports club,association,
GB-CHC:1000000,SPORTS CLUB,association,
FR-SIREN:185300456,Chambre de métiers de la Mayenne,public_body,Chambre d'agriculture Mayenne
name:chamber,CHAMBRE D'AGRICULTURE DE LA MAYENNE,public_body,
"""


def test_numbers_that_rule_pairs_out_and_names_that_contradict_a_number(run: Run, tmp_path: Path) -> None:
    tmp_path.joinpath("tables").mkdir()
    tmp_path.joinpath("tables", "actors.csv").write_text(NUMBERS, encoding="utf-8")
    store = ("--store", str(tmp_path / "store"))
    told = run("load", "tables", str(tmp_path / "tables"), *store).err
    contradiction = (
        "Under one number, names that have nothing in common, kept as one actor: 1 actor (first FR-SIREN:185300456: "
        "'Chambre de métiers de la Mayenne', \"Chambre d'agriculture Mayenne\")."
    )
    assert contradiction in told
    ran = run("resolve", "--format", "json", *store)
    assert ran.code == 0, ran.err
    assert contradiction in ran.err
    assert "one register gives the two different numbers: 3. --above 0.45 lists such pairs." in ran.err
    (row,) = ran.json()
    assert (row["one"], row["other"]) == ("FR-SIREN:185300456", "name:chamber")
    assert 0.5 <= row["score"] <= 0.8
    assert "contradicts its actor's name" in row["reasons"]
    assert "judged the same: 0." in run("resolve", "apply", *store).err
    more = run("resolve", "--above", "0.1", "--format", "csv", *store)
    assert "one register" not in more.err


def test_undo_of_the_last_ones_and_of_a_session(resolve: Run) -> None:
    resolve("review", stdin="s\nd\n")
    assert pairs(resolve("undo", "--format", "csv")) == [("r", "s")]
    resolve("review", stdin="s\n")
    assert pairs(resolve("undo", "--count", "2", "--format", "csv")) == [("r", "s"), ("p", "q")]
    resolve("apply", "--above", "0.5")
    assert len(pairs(resolve("undo", "--session", "--format", "csv"))) == 2


def test_export_and_import(resolve: Run) -> None:
    resolve("apply", "--by", "an analyst")
    exported = resolve("export", "decisions.csv")
    assert (exported.code, exported.out) == (0, "")
    assert "Decisions that stand: 1." in exported.err
    assert "an analyst" in resolve("export").out
    text = Path("decisions.csv").read_text(encoding="utf-8")
    Path("decisions.csv").write_text(text.replace("\r\n", "\n") + "p,,z,,same,,,,\n", encoding="utf-8")
    resolve("undo")
    ran = resolve("import", "decisions.csv", "--format", "csv")
    assert ran.code == 3, ran.err
    assert ran.err.endswith(
        "graphkit: decisions.csv: 1 row was refused, and the others are in the store. "
        "Put right what is listed, and import the file again.\n"
    )
    assert pairs(resolve("--format", "csv")) == [("r", "s")]
    assert "2 rows read = 1 decision written + 0 that stood already + 1 refused." in ran.err
    assert "3,p,z,no actor has the id 'z' any more" in ran.out


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"one,other\np,q\n", "row 1: no column judgement."),
        (b"", "row 1: no column one, other, judgement."),
        ("one;other;judgement\np;q;même".encode("cp1252"), "is not UTF-8"),
    ],
)
def test_import_of_what_is_no_file_of_decisions(resolve: Run, content: bytes, says: str) -> None:
    Path("x.csv").write_bytes(content)
    ran = resolve("import", "x.csv")
    assert ran.code == 3
    assert ran.err.startswith("graphkit: x.csv")
    assert says in ran.err


def test_import_of_a_file_that_is_not_there(resolve: Run) -> None:
    ran = resolve("import", "none.csv")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "graphkit: Cannot read none.csv: No such file or directory. Name a file of decisions.\n"


@pytest.mark.parametrize("words", [("import",), ("undo", "p"), ("list", "p"), ("undo", "p", "p"), ("decide",)])
def test_words_that_do_not_fit(resolve: Run, words: tuple[str, ...]) -> None:
    ran = resolve(*words)
    assert ran.code == 2
    assert ran.err.startswith("graphkit: ")
    assert ran.err.count("\n") == 1
