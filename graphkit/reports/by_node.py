"""What a report says of each actor and action, beside it in a file: for a map, which shows it at its node."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from graphkit import __version__
from graphkit.reports.said import Part, Text
from graphkit.words import LANGS
from graphkit.words import place as placed

if TYPE_CHECKING:
    from graphkit.networks.network import Network
    from graphkit.reports.ledger import Entry, Ledger
    from graphkit.reports.page import Page, Section, Table

FILE = "evidence_by_node.json"

# Where a report may stand, seen from the folder of a map: in it, or where a recipe of one network puts it.
PLACES = (".", "report")

# A map says of which network it is before its title, which may be long.
_HEAD = 4_096

# A page of ours, and the id of evidence on it: nothing else becomes an address on a map.
_PAGE, _ID = re.compile(r"[a-z]+\.html"), re.compile(r"[EC]\d+(\.\d+)?")


def told(page: Page, ledger: Ledger, file: str) -> dict[str, Any]:
    """The sentences and rows of tables that name a node and have a number, with the evidence of their numbers.

    Parameters
    ----------
    page : Page
        The report in one language.
    ledger : Ledger
        The evidence of its numbers.
    file : str
        The file that the page is in.

    Returns
    -------
    dict
        ``page``: the file. ``map``: the map that it leads to, or nothing. ``said``: for each sentence or row its
        ``nodes`` (pairs of ``actor`` or ``action`` and an id), ``section`` and ``parts``: texts, and pairs of a number
        as it is read and the id of its evidence.
        ``evidence``: by id, the value as a machine reads it, its unit, how to get it again, how many rows it rests on
        and the first of them.
    """
    said = []
    for section, text in _texts(page):
        nodes = sorted({node for part in text if (node := _node(part))})
        if nodes and any(part.number for part in text):
            parts = [[part.text, part.ref] if part.number else part.text for part in text]
            said.append({"nodes": [list(node) for node in nodes], "section": section.title, "parts": parts})
    used = {part[1] for each in said for part in each["parts"] if isinstance(part, list)}
    evidence = {entry.id: _told(entry, page.lang) for entry in ledger.entries if entry.id in used}
    return {"page": file, "map": page.map, "said": said, "evidence": evidence}


def text(network: Network, by_lang: Mapping[str, dict[str, Any]], seed: int) -> str:
    """The content of the file, with all that its numbers follow from: data, network, seed and version."""
    held = _of(network, seed) | {"pages": by_lang}
    return json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def beside(folder: Path, network: Network, seed: int = 0, places: Sequence[str] = PLACES) -> dict[str, Any] | None:
    """What the report in a folder says of the nodes of a network.

    Parameters
    ----------
    folder : Path
        Of the map.
    network : Network
        What the map draws.
    seed : int
        Of the map.
    places : sequence of str
        Where a report may be, seen from the folder; the first one that fits is taken.

    Returns
    -------
    dict or None
        None where none is there, or it is of other data, of another network or seed, or another version wrote it. By
        language ``page``, ``evidence`` and ``said`` as `told` gives them, but for ``page``, seen from the folder,
        and ``nodes``: numbers of the actors of the network, its actions numbered after them.
    """
    own = _plain(_of(network, seed))
    for place in places:
        try:
            held = json.loads((folder / place / FILE).read_text(encoding="utf-8"))
            same = {key: held[key] for key in own} == own
            pages = {lang: _read(held["pages"][lang], network) for lang in LANGS if lang in held["pages"]}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            # Not there, or not written by us: a map is made without it.
            continue
        there = {lang: page for lang, page in pages.items() if (folder / place / page["page"]).is_file()}
        if same and there:
            prefix = "" if place == "." else quote(f"{place}/")
            return {lang: page | {"page": prefix + page["page"]} for lang, page in there.items()}
    return None


def of_same(folder: Path, network: Network, seed: int, map: str = "") -> dict[str, Any]:
    """The pages of an earlier report in a folder that follow from the same data, network, seed and version.

    Parameters
    ----------
    map : str
        The map that a report leads to now, or nothing.

    Returns
    -------
    dict
        By language, as `told` gave them; none where the page is gone, or leads to a map that is no longer its.
    """
    own = _plain(_of(network, seed))
    try:
        held = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if {key: held[key] for key in own} != own:
            return {}
        pages = {lang: held["pages"][lang] for lang in LANGS if lang in held["pages"]}
        of_map = {lang: page for lang, page in pages.items() if page.get("map", "") in ("", map)}
        return {lang: page for lang, page in of_map.items() if (folder / page["page"]).is_file()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def mark(network: Network, seed: int) -> str:
    """What two pages have in common that are of the same data, network and seed, written by the same version."""
    held = json.dumps(_plain(_of(network, seed)), sort_keys=True)
    return hashlib.sha256(held.encode()).hexdigest()[:32]


def is_map_of(page: Path, network: Network, seed: int) -> bool:
    """Whether a file is a map that says it is of the same; what is not there, or no map of a network, is none."""
    try:
        with page.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return f'<meta name="graphkit-of" content="{mark(network, seed)}">'.encode() in head


def _of(network: Network, seed: int) -> dict[str, Any]:
    return {
        "data": network.snapshot.hash,
        "network": network.spec.to_dict(),
        "seed": seed,
        "version": __version__,
    }


def _texts(page: Page) -> Iterator[tuple[Section, Text]]:
    seen: set[str] = set()
    for section in page.sections:
        rows = [row for table in section.tables for row in _rows(table, page.lang)]
        for text in (*section.paragraphs, *section.points, *rows, *section.after):
            # A sentence that stands in two sections is said once.
            spelled = repr([(part.text, part.ref) for part in text])
            if spelled not in seen:
                seen.add(spelled)
                yield section, text


def _rows(table: Table, lang: str) -> Iterator[Text]:
    """The rows of a table as sentences that say what stands in which column."""
    title = [Part(part.text) for part in table.title]
    colon = "\u00a0: " if lang == "fr" else ": "
    for row in table.rows:
        found = [*title]
        for column, cell in zip(table.columns, row, strict=True):
            if cell:
                found += [Part(" · " if len(found) > len(title) else " — "), Part(f"{column.title}{colon}"), *cell]
        yield tuple(found)


def _node(part: Part) -> tuple[str, str] | None:
    if part.kind != "name":
        return None
    return ("actor", part.ref) if part.ref else ("action", part.action) if part.action else None


def _told(entry: Entry, lang: str) -> dict[str, Any]:
    number = entry.number
    where = " · ".join(filter(None, (", ".join(entry.sources), *(placed(each, lang) for each in entry.locators))))
    about = {"value": number.bare, "unit": number.unit, "query": number.query}
    return about | {"n_rows": number.rows.n, "rows": where}


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value))


def _read(page: dict[str, Any], network: Network) -> dict[str, Any]:
    """A page of the file with nodes as numbers; what is not as `told` writes it raises."""
    at = {("actor", id): n for n, id in enumerate(network.actor_ids)}
    at |= {("action", id): n for n, id in enumerate(network.action_ids, network.n_actors)}
    said = []
    for each in page["said"]:
        nodes = [at[node] for node in map(tuple, each["nodes"]) if node in at]
        if nodes:
            said.append({"nodes": nodes, "section": str(each["section"]), "parts": [_part(p) for p in each["parts"]]})
    evidence = {id: {key: one[key] for key in ("value", "unit", "query", "n_rows", "rows")}
                for id, one in page["evidence"].items() if _ID.fullmatch(id)}  # fmt: skip
    if not _PAGE.fullmatch(page["page"]):
        raise ValueError(page["page"])
    return {"page": page["page"], "said": said, "evidence": evidence}


def _part(part: Any) -> str | list[str]:
    if isinstance(part, str):
        return part
    shown, id = part
    return [str(shown), id] if _ID.fullmatch(id) else str(shown)
