"""The page of a map: data, code and style in one file, under a policy that lets nothing else in."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from graphkit.words import LANGS, catalogue

if TYPE_CHECKING:
    from markupsafe import Markup

# Data above so many bytes are packed; below, the file stays readable.
PACKED_ABOVE = 1_000_000

_BUNDLES = {"network": "map.bundle.js", "territories": "territories.bundle.js"}


def page(content: dict[str, Any]) -> str:
    """The map as an HTML document that asks for nothing and that nothing in the data can turn into code.

    Data are JSON in which what could end the element is escaped, and reach the page as text only. The policy
    (Content-Security-Policy) admits our own script and style by their hashes and forbids every request.
    """
    import jinja2

    room = files("graphkit.maps")
    script = room.joinpath(_BUNDLES[content["kind"]]).read_text(encoding="utf-8")
    style = room.joinpath("map.css").read_text(encoding="utf-8")
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    packed = len(plain) > PACKED_ABOVE
    held = base64.b64encode(gzip.compress(plain.encode(), 9, mtime=0)).decode() if packed else safe_json(plain)
    spoken = {each: {key: said[each] for key, said in catalogue("graphkit.maps").items()} for each in LANGS}
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(room.joinpath("map.html.j2").read_text(encoding="utf-8")).render(
        lang=content["lang"],
        other="en" if content["lang"] == "fr" else "fr",
        kind=content["kind"],
        title=content["title"][content["lang"]],
        said=spoken,
        style=_trusted(style),
        script=_trusted(script),
        words=_trusted(safe_json(json.dumps(spoken, ensure_ascii=False, separators=(",", ":")))),
        data=_trusted(held),
        packed=packed,
        style_hash=_hash(style),
        script_hash=_hash(script),
        version=content["version"],
        of=content.get("of"),
    )


def safe_json(text: str) -> str:
    """JSON that can stand in a script element: nothing in it ends the element or begins a comment."""
    for char in "&<>\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _trusted(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - our own code, or JSON that `safe_json` made safe


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
