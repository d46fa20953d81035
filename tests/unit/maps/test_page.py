"""The page is one file that asks for nothing, and whose data stay data."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re
from html.parser import HTMLParser

import pytest

from graphkit.maps import Map, page
from graphkit.words import LANGS, catalogue
from tests.conftest import ROOT
from tests.unit.networks.tables import fund, snapshot_of

HOSTILE = '</script><script>window.PWN=1</script><!-- \u2028 &amp; Œuvre "test" \' <img src=x onerror=alert(1)>'
SCRIPTS = ROOT / "scripts" / "map"


class Elements(HTMLParser):
    """The elements of a page with their attributes and the text in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append((self.found[-1][0] if self.found else "", data))


@pytest.fixture(scope="module")
def hostile() -> str:
    snapshot = snapshot_of(
        [fund("a", "x", 5.0, locator=HOSTILE), fund("b", "x", 6.0)], actors=[{"id": "a", "name": HOSTILE}]
    )
    return Map(snapshot.network(), title=HOSTILE).html()


def test_the_policy_admits_the_pages_own_script_and_style_alone(hostile: str) -> None:
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', hostile)
    parts = dict(part.strip().split(" ", 1) for part in html.unescape(policy).split(";"))
    assert parts["default-src"] == "'none'"
    assert set(parts) == {"default-src", "script-src", "style-src", "img-src", "base-uri", "form-action"}
    assert parts["img-src"] == "data: blob:"
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        (held,) = re.findall(rf"<{tag}(?: id=\"__[a-z_]+\")?>(.*?)</{tag}>", hostile, re.DOTALL)
        assert parts[directive] == f"'sha256-{base64.b64encode(hashlib.sha256(held.encode()).digest()).decode()}'"


def test_nothing_is_fetched_and_names_are_no_markup(hostile: str) -> None:
    elements = Elements(hostile).found
    assert [tag for tag, _ in elements].count("script") == 3
    assert not {"link", "img", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in elements}
    assert not [about for _, about in elements if "src" in about or "style" in about or "onerror" in about]
    assert "window.PWN=1</script>" not in hostile


def test_data_are_read_back_as_they_went_in(hostile: str) -> None:
    (held,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', hostile, re.DOTALL)
    read = json.loads(held)
    assert HOSTILE in read["nodes"]["name"]
    assert HOSTILE in read["ties"]["locator"]
    assert read["title"]["en"] == HOSTILE


def test_large_data_are_packed_and_come_out_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = Map(snapshot_of([("a", "x"), ("b", "x")]).network())
    monkeypatch.setattr(page, "PACKED_ABOVE", 10)
    (held,) = re.findall(r'id="data" data-packed="gzip">(.*?)</script>', drawn.html(), re.DOTALL)
    assert json.loads(gzip.decompress(base64.b64decode(held))) == json.loads(json.dumps(drawn.content))


def test_the_same_data_give_the_same_bytes() -> None:
    def made() -> str:
        return Map(snapshot_of([("a", "x"), ("b", "x"), ("b", "y"), ("c", "y")]).network(), seed=3).html()

    assert made() == made()


def test_a_notebook_shows_the_page_in_a_frame_of_its_own(hostile: str) -> None:
    shown = Map(snapshot_of([("a", "x")]).network())._repr_html_()
    ((tag, about),) = Elements(shown).found
    assert tag == "iframe"
    assert about["sandbox"] is not None
    assert "allow-same-origin" not in about["sandbox"]
    assert about["srcdoc"] is not None
    assert about["srcdoc"].startswith("<!doctype html>")


def test_words_of_both_languages_have_the_same_places_and_are_all_used() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in sorted(SCRIPTS.glob("*.js")))
    code += "".join(file.read_text(encoding="utf-8") for file in (ROOT / "graphkit" / "maps").glob("*.py"))
    code += (ROOT / "graphkit" / "maps" / "map.html.j2").read_text(encoding="utf-8")
    families = ("column.", "columns.", "tie.", "method.", "groups.")
    for key, said in catalogue("graphkit.maps").items():
        places = [sorted(re.findall(r"\{(\w+)", said[lang])) for lang in LANGS]
        assert places[0] == places[1], key
        assert all(said[lang] for lang in LANGS), key
        asked = re.search(rf"[\"'`.]{re.escape(key)}[\"'`\b }}]", code)
        assert key.startswith(families) or asked, f"{key} is said nowhere"
    spoken = set(re.findall(r"""\bt\("([\w.-]+)\"""", code)) | set(re.findall(r'data-(?:t|label)="(\w+)"', code))
    assert spoken <= set(catalogue("graphkit.maps"))


@pytest.mark.parametrize("bundle", ["map", "territories"])
def test_a_bundle_does_not_end_its_own_element(bundle: str) -> None:
    assert "</script" not in (ROOT / "graphkit" / "maps" / f"{bundle}.bundle.js").read_text(encoding="utf-8").lower()


def test_bundles_are_made_from_the_scripts_that_stand_beside_them() -> None:
    """Else make map-bundle was forgotten."""
    sources = hashlib.sha256()
    for file in sorted(SCRIPTS.glob("*.js"), key=lambda file: file.name):
        sources.update(f"{file.name}\n".encode() + file.read_bytes())
    pinned = json.loads((SCRIPTS / "package.json").read_text())["dependencies"]["cytoscape"]
    for name in ("map", "territories"):
        head = (ROOT / "graphkit" / "maps" / f"{name}.bundle.js").read_text(encoding="utf-8").split("\n")[0]
        assert sources.hexdigest() in head, "run make map-bundle"
    assert pinned in (ROOT / "graphkit" / "maps" / "map.bundle.js").read_text(encoding="utf-8")[:200]
    assert "Permission is hereby granted" in (ROOT / "graphkit" / "maps" / "CYTOSCAPE-LICENCE.txt").read_text()
