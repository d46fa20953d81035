"""``graphkit map``."""

from __future__ import annotations

import json
import os
from pathlib import Path
from threading import Thread

import pytest

from tests.cli.conftest import Run


def test_a_page_is_written_and_said(run: Run, small_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "carte.html"
    done = run("map", "--store", str(small_store), "--lang", "fr", "--out", str(out), "--title", "Roubaix <2026>")
    assert done.code == 0, done.err
    assert str(out) in done.out
    page = out.read_text(encoding="utf-8")
    assert page.startswith('<!doctype html>\n<html lang="fr">')
    assert "<title>Roubaix &lt;2026&gt;</title>" in page
    assert "Trouvées pour cette carte par Leiden" in done.err
    assert not list(tmp_path.glob(".*"))


def test_territories_are_drawn_from_the_file_given(run: Run, small_store: Path, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.json"
    square = {"type": "Polygon", "coordinates": [[[3.1, 50.6], [3.2, 50.6], [3.2, 50.7], [3.1, 50.6]]]}
    shapes.write_text(json.dumps({"features": [{"properties": {"nom": "Roubaix"}, "geometry": square}]}))
    out = tmp_path / "t.html"
    words = ("map", "--store", str(small_store), "--by", "territory", "--out", str(out))
    done = run(*words, "--shapes", str(shapes))
    assert done.code == 0, done.err
    assert "Without a territory in the data: 4 actors, 3 actions." in done.err
    assert run(*words, "--funders-only").code == 0


@pytest.mark.parametrize("by", ["coalition", "territory"])
def test_a_page_goes_to_the_screen(by: str, run: Run, small_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small_store.parent)
    done = run("map", "--store", str(small_store), "--by", by, "--out", "-")
    assert done.code == 0, done.err
    assert done.out.startswith("<!doctype html>")
    assert done.out.rstrip().endswith("</html>")
    assert not (small_store.parent / "-").exists()


def test_a_pipe_takes_the_page(run: Run, small_store: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    assert run("map", "--store", str(small_store), "--out", str(pipe)).code == 0
    reader.join(30)
    assert read[0].startswith("<!doctype html>")
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--out", "/nowhere/map.html"), 2, "Give --out another place"),
        (("--shapes", "x.json"), 2, "give --by territory with them"),
        (("--by", "territory", "--shapes", "/nowhere.json"), 3, "Cannot read /nowhere.json"),
        (("--grain", "recipients"), 2, "recipients"),
    ],
)
def test_what_cannot_be_made_is_said_in_one_line(
    words: tuple[str, ...], code: int, told: str, run: Run, small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_store.parent)
    done = run("map", "--store", str(small_store), *words)
    assert done.code == code
    assert told in done.err
    assert "Traceback" not in done.err
    assert not (small_store.parent / "map.html").exists()


def test_an_empty_store_is_said(run: Run, tmp_path: Path) -> None:
    import graphkit

    graphkit.open(tmp_path / "store").close()
    done = run("map", "--store", str(tmp_path / "store"), "--out", str(tmp_path / "m.html"))
    assert done.code == 3
    assert "holds no actors yet" in done.err
