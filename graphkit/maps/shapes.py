"""Outlines of territories from a GeoJSON file, as paths of one drawing."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit.errors import DataError
from graphkit.model.text import plain

# Width of the drawing; a step shorter than this share of a unit cannot be seen.
WIDTH, STEP = 1000.0, 0.35

# What a feature has its own code under, in lower case and without a year at the end, the first that it has.
CODES = (
    *("code", "insee_com", "code_insee", "codeinsee", "insee", "ref:insee", "code_commune", "com_code", "codgeo"),
    *("lau_id", "code_iris", "insee_arm", "code_siren", "nuts_id", "gisco_id", "iso_3166_2"),
)

# Under these it may have the code of what it lies within, from narrow to wide; under ``id`` no more than its row.
CODES_OF_LEVELS = (
    *("siren_epci", "code_epci", "epci_code", "epci", "insee_dep", "code_departement", "code_dept", "dep_code", "dep"),
    *("insee_reg", "code_region", "reg_code", "reg", "iso_a2", "iso_a3", "id"),
)

# What it is called: in several languages, else under the first name of a level.
NAMES = (
    *("name", "nom", "libelle", "label", "name_latn", "nuts_name", "lau_name", "nom_officiel", "name_fr", "name_en"),
    *("name:fr", "name:en", "libgeo"),
)
NAMES_OF_LEVELS = (
    *("nom_com", "nom_commune", "libelle_commune", "com_name", "nom_epci", "epci_name", "nom_dep", "nom_dept"),
    *("nom_departement", "dep_name", "nom_reg", "nom_region", "reg_name"),
)

_YEAR = re.compile(r"_?(19|20)\d\d$")

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Shapes:
    """Outlines by what they may be known by, and how large the drawing is.

    Attributes
    ----------
    paths : list of str
        Of each feature its outline, as the ``d`` of an SVG path.
    codes, called : mapping of str to int
        Each code and each name of a feature, plain, and which feature it is; what several have is left out.
    names : list of str
        What each feature is called in the file.
    unsure : mapping of int to set of str
        Features with a name whose code may be that of what they lie within, or of their row in the file, and all that
        they are called, plain: the code holds for what is called so.
    width, height : float
    """

    paths: list[str]
    codes: Mapping[str, int]
    called: Mapping[str, int]
    names: list[str]
    unsure: Mapping[int, frozenset[str]]
    width: float
    height: float


def read_shapes(file: str | Path) -> Shapes:
    """The outlines in a GeoJSON file (RFC 7946: longitude and latitude), polygons alone.

    Raises
    ------
    DataError
        It cannot be read, is no GeoJSON, or holds no polygon.
    """
    cure = "Give --shapes a GeoJSON file of polygons in longitude and latitude."
    try:
        held = json.loads(Path(file).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DataError(f"Cannot read {file}: {error.strerror}. {cure}") from error
    except (ValueError, RecursionError) as error:
        raise DataError(f"{file} is not JSON: {error}. {cure}") from error
    features = held.get("features") if isinstance(held, dict) else None
    if not isinstance(features, list):
        raise DataError(f"{file} holds no list of features. {cure}")
    found = [(_properties(feature), _rings(feature)) for feature in features if isinstance(feature, dict)]
    drawn = [(about, rings) for about, rings in found if rings]
    if not drawn:
        raise DataError(f"{file} holds no polygon. {cure}")
    outline = [point for _, rings in drawn for ring in rings for point in ring]
    if not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in outline):
        raise DataError(f"{file} has points that are no longitude and latitude. {cure}")
    (left, right), (bottom, top) = (_span(point[axis] for point in outline) for axis in (0, 1))
    # Degrees of longitude are shorter the farther from the equator.
    narrow = max(math.cos(math.radians((bottom + top) / 2)), 0.05)
    scale = WIDTH / max((right - left) * narrow, (top - bottom), 1e-9)
    paths = [_path([[((x - left) * narrow * scale, (top - y) * scale) for x, y in ring] for ring in rings])
             for _, rings in drawn]  # fmt: skip
    abouts = _without_rows([about for about, _ in drawn])
    sure = [_first(about, CODES) for about in abouts]
    perhaps = [{} if own else about for own, about in zip(sure, abouts, strict=True)]
    return Shapes(
        paths=paths,
        # What is surely the code of one is not that of another.
        codes=_known(_first(about, CODES_OF_LEVELS) for about in perhaps) | _known(sure),
        called=_known(_names(about) for about in abouts),
        names=[_name(about) for about in abouts],
        unsure={
            n: frozenset(map(plain, names)) for n, about in enumerate(perhaps) if about and (names := _names(about))
        },
        width=(right - left) * narrow * scale,
        height=(top - bottom) * scale,
    )


def _known(features: Iterable[Sequence[str]]) -> dict[str, int]:
    """What each feature is known by, plain, and which feature it is; what several are known by is left out."""
    known: dict[str, int] = {}
    several: set[str] = set()
    for n, spellings in enumerate(features):
        for spelling in {plain(each) for each in spellings} - {""}:
            if known.setdefault(spelling, n) != n:
                several.add(spelling)
    return {spelling: n for spelling, n in known.items() if spelling not in several}


def _without_rows(features: list[dict[str, str]]) -> list[dict[str, str]]:
    """Features without their ids, where these count the rows of the file, from 0 or from 1."""
    ids = {about["id"] for about in features if "id" in about}
    counted = any(ids == {str(n) for n in range(first, first + len(ids))} for first in (0, 1))
    return [{key: value for key, value in about.items() if key != "id" or not counted} for about in features]


def _first(about: Mapping[str, str], keys: Sequence[str]) -> list[str]:
    held: dict[str, str] = {}
    for key, value in about.items():
        if value:
            held.setdefault(_YEAR.sub("", key.lower()), value)
    return [held[key] for key in keys if key in held][:1]


def _names(about: Mapping[str, str]) -> list[str]:
    held = {key.lower(): value for key, value in about.items() if value}
    return [held[key] for key in NAMES if key in held] or _first(about, NAMES_OF_LEVELS)


def _properties(feature: Mapping[str, Any]) -> dict[str, str]:
    held = feature.get("properties")
    about = {key: value for key, value in held.items() if isinstance(key, str)} if isinstance(held, dict) else {}
    about["id"] = feature.get("id", about.get("id"))
    return {key: str(value) for key, value in about.items() if isinstance(value, (str, int)) and value is not True}


def _name(about: Mapping[str, str]) -> str:
    return next(iter((*_names(about), *_first(about, (*CODES, *CODES_OF_LEVELS)), *about.values())), "")


def _rings(feature: Mapping[str, Any]) -> list[Ring]:
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        return []
    held = geometry.get("coordinates")
    if geometry.get("type") == "Polygon":
        held = [held]
    elif geometry.get("type") != "MultiPolygon":
        return []
    try:
        rings = [[(float(x), float(y)) for x, y, *_ in ring] for polygon in held or [] for ring in polygon]
    except (TypeError, ValueError) as error:
        raise DataError(f"A polygon of the outlines has points that are no pairs of numbers: {error}.") from error
    return [ring for ring in rings if len(ring) > 2 and all(math.isfinite(v) for point in ring for v in point)]


def _span(values: Iterable[float]) -> tuple[float, float]:
    held = list(values)
    return min(held), max(held)


def _path(rings: Sequence[Ring]) -> str:
    return "".join(_drawn(ring) for ring in rings)


def _drawn(ring: Ring) -> str:
    """A ring as a path, without points nearer to the one before than can be seen."""
    kept = list(_thinned(ring))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (kept if len(kept) > 2 else ring)) + "Z"


def _thinned(ring: Ring) -> Iterator[tuple[float, float]]:
    last: tuple[float, float] | None = None
    for point in ring:
        if last is None or math.dist(point, last) >= STEP:
            last = point
            yield point
