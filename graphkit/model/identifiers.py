"""Who an actor is: the best identifier a source gives, else its name; never a number that identifies nobody.

French numbers are read here (SIREN, SIRET, RNA) with their faults. A SIRET is an establishment: the actor is its SIREN,
the SIRET is kept among the identifiers. Numbers are used as follows:

- valid (check digit; La Poste's own rule included): ``FR-SIREN:…``, quality ``register``;
- spelt as a float (``34112493100039.0``), in groups, or without its leading zero: restored, if it is valid then;
- the SIREN is valid but the five digits behind it are not (a SIRET's check digit, or ``00000``): the SIREN counts. Its
  own check digit finds every single wrong digit, so the fault lies behind it;
- rounded by a spreadsheet (``7,17E+13``, ``71700000000000``) or failing its check digit: not used. Thousands of
  organisations share a rounded number, and a mistyped one may be somebody else's. The actor is known by its RNA
  number or its name, and ``id_note`` keeps the number and the reason.

The same valid SIREN under several names is one actor; the names become aliases. Names are compared blind to case,
accents and punctuation, within a territory (or within what one funder reports): too many places have a *comité des
fêtes*. Two actors that are one can be joined later (``SAME_AS``); one that is two cannot be taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from graphkit.model.text import slug, stated

REGISTER, PUBLISHER, NAME = "register", "publisher", "name"

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,2}")
# Eight digits with hyphens where a date has them: one in ten would pass as a SIREN without its first zero.
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}([ T].*)?|\d{1,2}-\d{1,2}-\d{4}")
_FLOAT = re.compile(r"(\d+)[.,]0*")
_RNA = re.compile(r"W\d[0-9A-Z]\d{7}")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an actor is, and how well that is known.

    Attributes
    ----------
    id : str
        ``scheme:value`` in org-id.guide's codes, or ``name:<slug>@<territory>``.
    quality : str
        ``register``, ``publisher`` or ``name``.
    identifiers : tuple of str
        All valid identifiers given, as ``scheme:value``.
    note : str or None
        What was given and could not be used, and why.
    """

    id: str
    quality: str
    identifiers: tuple[str, ...] = ()
    note: str | None = None

    def properties(self) -> Mapping[str, Any]:
        """The properties of an Actor that say who it is."""
        return {
            "id_quality": self.quality,
            "identifiers": list(self.identifiers) or None,
            "id_note": self.note,
        }


@dataclass(frozen=True, slots=True)
class FrenchNumber:
    """What is left of a SIREN or SIRET as given: the parts that are valid, and what is wrong with the rest."""

    siren: str | None = None
    siret: str | None = None
    note: str | None = None


def french(name: str | None, number: str | None, rna: str | None = None, *, territory: str = "") -> Identity | None:
    """Who a French organisation is; None where neither a number nor a name says so.

    Parameters
    ----------
    name : str or None
    number : str or None
        SIREN or SIRET as the source gives it.
    rna : str or None
        Number in the register of associations as the source gives it.
    territory : str
        Where the name belongs; part of an identity by name.

    Examples
    --------
    >>> french("La Poste", "35600000000048")
    Identity(id='FR-SIREN:356000000', quality='register', identifiers=('FR-SIRET:35600000000048',), note=None)
    >>> french("Comité des fêtes", "7,17E+13", territory="FR-DEP:31").id
    'name:comite-des-fetes@FR-DEP:31'
    """
    found = french_number(number or "")
    association, rna_note = french_rna(rna or "")
    note = "; ".join(filter(None, (found.note, rna_note))) or None
    given = []
    if found.siret:
        given.append(f"FR-SIRET:{found.siret}")
    elif found.siren:
        given.append(f"FR-SIREN:{found.siren}")
    if association:
        given.append(f"FR-RNA:{association}")
    if found.siren:
        return Identity(f"FR-SIREN:{found.siren}", REGISTER, tuple(given), note)
    if association:
        return Identity(f"FR-RNA:{association}", REGISTER, tuple(given), note)
    return by_name(name, territory, note) if name else None


def by_name(name: str, territory: str = "", note: str | None = None) -> Identity:
    """The identity of an actor that is known by its name alone.

    Examples
    --------
    >>> by_name("Théâtre du Gué", "FR-DEP:44").id
    'name:theatre-du-gue@FR-DEP:44'
    """
    return Identity(f"name:{slug(name)}@{territory}" if territory else f"name:{slug(name)}", NAME, (), note)


@lru_cache(maxsize=65536)
def french_number(text: str) -> FrenchNumber:
    """The SIREN and SIRET that a text holds.

    Examples
    --------
    >>> french_number("210 600 045 00392").siren
    '210600045'
    >>> french_number("7,17E+13").note
    '7,17E+13: rounded by a spreadsheet, its digits are lost'
    """
    shown = stated(text)
    if shown is None:
        return FrenchNumber()
    digits = _digits(shown)
    if digits is None:
        lost = _SCIENTIFIC.fullmatch(shown.replace(" ", ""))
        reason = "rounded by a spreadsheet, its digits are lost" if lost else "no SIREN or SIRET"
        return FrenchNumber(note=f"{shown}: {reason}")
    if len(set(digits)) == 1:
        return FrenchNumber(note=f"{shown}: a placeholder, not a number of the register")
    if len(digits) in (8, 9):
        return _siren(shown, digits)
    if len(digits) in (12, 13, 14):
        return _siret(shown, digits)
    return FrenchNumber(note=f"{shown}: {len(digits)} digits, a SIREN has 9 and a SIRET 14")


def french_rna(text: str) -> tuple[str | None, str | None]:
    """A number of the register of associations, and what is wrong with it: one of the two, or neither.

    Examples
    --------
    >>> french_rna("w 333216789"), french_rna("W3222")
    (('W333216789', None), (None, 'W3222: no RNA number (W and nine digits)'))
    """
    shown = stated(text)
    if shown is None:
        return None, None
    bare = re.sub(r"[\s.\-]", "", shown).upper()
    if _RNA.fullmatch(bare) and bare.isascii() and set(bare[1:]) != {"0"}:
        return bare, None
    return None, f"{shown}: no RNA number (W and nine digits)"


def _digits(text: str) -> str | None:
    """The digits of a number however it is spelt; None where they are not all there."""
    if _DATE.fullmatch(text.strip()):
        return None
    bare = re.sub(r"[\s\u00a0\u202f\-']", "", text)
    as_float = _FLOAT.fullmatch(bare)
    if as_float:
        bare = as_float[1]
    elif _SCIENTIFIC.fullmatch(bare):
        return _from_scientific(bare)
    bare = bare.replace(".", "")
    return bare if bare.isdigit() and bare.isascii() else None


def _from_scientific(text: str) -> str | None:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    # 3.4112493100039E+13 has all its digits; with fewer than twelve some were rounded away.
    digits = len(number.as_tuple().digits)
    return str(int(number)) if digits >= 12 and number == number.to_integral_value() else None


def _siren(shown: str, digits: str) -> FrenchNumber:
    from stdnum.fr import siren

    number = digits.zfill(9)
    if siren.is_valid(number):
        return FrenchNumber(siren=number)
    return FrenchNumber(note=f"{shown}: its check digit is wrong" if len(digits) == 9 else f"{shown}: 8 digits of 9")


def _siret(shown: str, digits: str) -> FrenchNumber:
    from stdnum.fr import siren, siret

    number = digits.zfill(14)
    if siret.is_valid(number) and not number.endswith("00000"):
        return FrenchNumber(siren=number[:9], siret=number)
    if number.endswith("00000000"):
        return FrenchNumber(note=f"{shown}: rounded by a spreadsheet, its last digits are lost")
    if len(digits) < 14:
        return FrenchNumber(note=f"{shown}: {len(digits)} digits, a SIRET has 14")
    if siren.is_valid(number[:9]):
        return FrenchNumber(siren=number[:9], note=f"{shown}: no valid SIRET, but the SIREN in it is valid")
    return FrenchNumber(note=f"{shown}: its check digit is wrong")
