"""Identifiers as they are compared: checked, normalised, and what each says when it is not what it should be.

Schemes are org-id.guide's codes, and those that design and loaders use where it has none (``FR-SIREN``, ``EU-PIC``);
``schemes.csv`` beside this file lists those that are checked: by python-stdnum where it knows the scheme, else by the
pattern of its numbers.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files

# Fewer digits are shared by chance.
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier taken apart.

    Attributes
    ----------
    scheme : str
        Code of the register, upper case; one that means another (``FR-RCS``) is that one.
    value : str
        The number, normalised.
    checked : bool
        Whether it is what a number of this register looks like, check digits included.
    known : bool
        Whether the scheme is one that is checked at all.
    """

    scheme: str
    value: str
    checked: bool
    known: bool

    @property
    def text(self) -> str:
        """``scheme:value``."""
        return f"{self.scheme}:{self.value}"

    @property
    def digits(self) -> str:
        """The digits of the value without leading zeros; empty where they are too few to tell anything."""
        found = re.sub(r"\D", "", self.value).lstrip("0")
        return found if len(found) >= DIGITS else ""


@dataclass(frozen=True, slots=True)
class _Scheme:
    check: str
    pattern: str
    same_as: str


@cache
def _schemes() -> Mapping[str, _Scheme]:
    text = files("graphkit.identity").joinpath("schemes.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["scheme"]: _Scheme(row["check"], row["pattern"], row["same_as"]) for row in rows}


@lru_cache(maxsize=65536)
def identifier(text: str) -> Identifier | None:
    """An identifier taken apart; None for what is no ``scheme:value``, and for a slug of a name.

    Examples
    --------
    >>> identifier("FR-RCS:200 046 977").text
    'FR-SIREN:200046977'
    >>> identifier("GB-COH:1234567").text, identifier("XI-LEI:969500").checked
    ('GB-COH:01234567', False)
    """
    scheme, colon, value = text.strip().partition(":")
    scheme = scheme.strip().upper()
    if not colon or not value.strip() or scheme == "NAME":
        return None
    listed = _schemes().get(scheme)
    if listed is None:
        return Identifier(scheme, value.strip(), checked=False, known=False)
    bare = re.sub(r"[\s.]", "", value).upper()
    if scheme == "GB-COH" and bare.isdigit():
        bare = bare.zfill(8)
    bare, checked = _by_stdnum(listed.check, bare) if listed.check else (bare, bool(re.fullmatch(listed.pattern, bare)))
    return Identifier(listed.same_as or scheme, bare, checked and bool(bare.strip("0")), known=True)


def _by_stdnum(check: str, value: str) -> tuple[str, bool]:
    module = import_module(f"stdnum.{check}")
    validate: Callable[[str], str] = module.validate
    try:
        # All digits alike pass many check digits, and fill many cells that nobody had a number for.
        return validate(value), len(set(value)) > 1
    except Exception:  # a mistyped number raises what its format makes of it, KeyError among them
        return value, False


def all_identifiers(id: str, others: Iterable[str]) -> tuple[Identifier, ...]:
    """What an actor's id and identifiers say, each once, sorted; with a SIRET goes the SIREN that it begins with.

    Examples
    --------
    >>> [each.text for each in all_identifiers("name:la-poste", ["FR-SIRET:35600000000048"])]
    ['FR-SIREN:356000000', 'FR-SIRET:35600000000048']
    """
    found = {each for text in (id, *others) if (each := identifier(text))}
    found |= {implied for each in found for implied in _implied(each)}
    return tuple(sorted(found, key=lambda each: each.text))


def _implied(given: Identifier) -> Iterator[Identifier]:
    if given.checked and given.scheme == "FR-SIRET":
        yield Identifier("FR-SIREN", given.value[:9], checked=True, known=True)
    # The last nine digits of a French VAT number are the SIREN.
    if given.checked and given.scheme == "FR-VAT":
        siren = identifier(f"FR-SIREN:{given.value[-9:]}")
        if siren and siren.checked:
            yield siren


def cut_short(one: Identifier, other: Identifier) -> bool:
    """Whether one may be the other cut short, or with its last digits lost to a spreadsheet.

    Examples
    --------
    >>> cut_short(identifier("FR-SIREN:20004697"), identifier("FR-SIREN:200046977"))
    True
    """
    if one.checked and other.checked:
        return False
    bad, good = (one, other) if other.checked else (other, one)
    kept, whole = bad.digits.rstrip("0"), good.digits
    return good.checked and len(kept) >= DIGITS and whole != bad.digits and whole.startswith(kept)
