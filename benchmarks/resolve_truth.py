"""Names whose identifier is known, read from publishers' files: the truth that a matcher of names is held against."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from graphkit.model.text import plain

SCDL = "scdl/pays_de_la_loire_agrege_utf8.csv"
ADEME = "scdl/ademe_aides_2021_5000rows.csv"
GIVING = "360giving/a002400000OiDBQAA3.json"
CORDIS = "cordis/cordis-plus-2014.csv"
JAUNE = "jaune/plf2012_subventions_2010.csv"

# The names of two files together: of the pairs, those between the two.
BOTH = f"{JAUNE} and {SCDL}"

FILES = (SCDL, ADEME, GIVING, CORDIS, BOTH)
# Weights and thresholds are chosen with half of the identifiers of these; the others are for the figure alone.
TO_CHOOSE_WITH = (SCDL, CORDIS)

# Nobody tells two bodies apart by these. A list of its own: what counts must not change with the matcher.
LEFT_OUT = frozenset(
    {"the", "of", "and", "for", "la", "le", "les", "de", "des", "du", "un", "une", "au", "aux", "et", "en", "pour"}
    | {"association", "asso", "assoc", "ass", "as", "limited", "ltd", "sa", "sas", "sarl", "gmbh", "ag", "oy", "ab"}
)

SAYS_NOTHING = {"", "NA", "N/A"}

Pair = tuple[int, int]
"""Places of two records in the list, the lower first."""


@dataclass(frozen=True, order=True)
class Record:
    """A name as a file spells it, with the identifier that the file gives it (hidden from the matcher)."""

    name: str
    id: str
    territory: str = ""
    file: str = ""


@dataclass(frozen=True)
class Truth:
    """The records of a file, which pairs of them are one body, and which are left out because nobody can tell.

    Attributes
    ----------
    records : sequence of Record
    same : set of pairs
        Pairs with the same identifier.
    ambiguous : set of (str, str)
        Pairs of identifiers that share a `bare` name in one territory.
    """

    file: str
    records: Sequence[Record]
    same: frozenset[Pair]
    ambiguous: frozenset[tuple[str, str]]

    def is_ambiguous(self, pair: Pair) -> bool:
        """Whether the two identifiers of a pair share a name."""
        one, other = sorted(self.records[each].id for each in pair)
        return (one, other) in self.ambiguous

    def part(self, pair: Pair) -> str:
        """Whether a pair is to ``choose`` with, is in the ``figure``, or is left out (empty).

        A pair whose identifiers are in different halves is in the figure every second time, by its hash: the figure
        then holds half of all pairs that are the same and half of all that are not, as dense as they are in the file.
        """
        if self.file == BOTH and len({self.records[each].file for each in pair}) == 1:
            return ""
        if self.file not in (*TO_CHOOSE_WITH, BOTH):
            return "figure"
        one, other = sorted(self.records[each].id for each in pair)
        halves = _in_first_half(one), _in_first_half(other)
        if all(halves):
            return "" if self.file == BOTH else "choose"
        return "figure" if not any(halves) or _in_first_half(f"{one} {other}") else ""


def bare(name: str) -> str:
    """A name without case, accents, punctuation, articles, prepositions, and the words for association and company."""
    return " ".join(word for word in plain(name).split() if word not in LEFT_OUT and len(word) > 1)


def truth(folder: Path, file: str) -> Truth:
    """The names of a file, each spelling of an identifier's once, and what is known of them."""
    read = {SCDL: _scdl, ADEME: _ademe, GIVING: _giving, CORDIS: _cordis}
    if file == BOTH:
        found = {*_jaune(folder / JAUNE), *(Record(each.name, each.id, "", SCDL) for each in _scdl(folder / SCDL))}
    else:
        found = set(read[file](folder / file))
    records = sorted(record for record in found if record.name not in SAYS_NOTHING)
    by_id, by_name = defaultdict(list), defaultdict(set)
    for place, record in enumerate(records):
        by_id[record.id].append(place)
        by_name[bare(record.name), record.territory].add(record.id)
    same = frozenset(pair for places in by_id.values() for pair in combinations(places, 2))
    ambiguous = frozenset(pair for ids in by_name.values() for pair in combinations(sorted(ids), 2))
    return Truth(file, records, same, ambiguous)


def many_names(folder: Path, count: int) -> list[str]:
    """So many different names of all files."""
    found = sorted({record.name for file in FILES for record in truth(folder, file).records})
    if len(found) < count:
        raise SystemExit(f"The files under {folder} hold {len(found):,} names, not {count:,}: give a lower --names.")
    return found[:: len(found) // count][:count]


def _in_first_half(id: str) -> bool:
    return hashlib.sha256(id.encode()).digest()[0] % 2 == 0


def _scdl(path: Path) -> Iterator[Record]:
    from stdnum.fr import siren

    with path.open(encoding="cp1252", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            number = row["idBeneficiaire"][:9]
            if siren.is_valid(number):
                yield Record(" ".join(row["nomBeneficiaire"].split()), f"FR-SIREN:{number}", row["idAttribuant"][:9])


def _jaune(path: Path) -> Iterator[Record]:
    """The associations of the same départements; the town behind the name is left out."""
    from stdnum.fr import siren

    with path.open(encoding="cp1252", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            found = re.fullmatch(r"(.+) - (44|49|53|72|85) .+", " ".join((row["ASSOCIATION"] or "").split()))
            if found and siren.is_valid(row["SIREN"] or ""):
                yield Record(found[1], f"FR-SIREN:{row['SIREN']}", "", JAUNE)


def _ademe(path: Path) -> Iterator[Record]:
    from stdnum.fr import siren

    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            number = row["idBeneficiaire"].split(".")[0].zfill(14)[:9]
            if siren.is_valid(number):
                yield Record(" ".join(row["nomBeneficiaire"].split()), f"FR-SIREN:{number}")


def _giving(path: Path) -> Iterator[Record]:
    for grant in json.loads(path.read_text(encoding="utf-8"))["grants"]:
        for one in grant["recipientOrganization"]:
            if one.get("charityNumber"):
                yield Record(" ".join(one["name"].split()), f"GB-CHC:{one['charityNumber']}")


def _cordis(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["pic"].isdigit() and len(row["pic"]) == 9:
                yield Record(" ".join(row["legal_name"].split()), f"EU-PIC:{row['pic']}", row["country_code"])
