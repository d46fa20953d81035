"""A cell as the value of a property of the model: by the property's type, unit and code list."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from graphkit.loaders._tables.mapping import near_words
from graphkit.model import dates, identifiers, money
from graphkit.model.records import Fault
from graphkit.model.schema import Property
from graphkit.model.text import plain, slug
from graphkit.model.vocabularies import code, vocabularies

_TRUE = frozenset({"yes", "y", "true", "1", "x", "oui", "o", "vrai"})
_FALSE = frozenset({"no", "n", "false", "0", "non", "faux"})
_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")
_CURRENCY = re.compile(r"[A-Z]{3}")

# 20 k€, £20k, 1,5 M€. A small m is left alone: it is a million to some and a thousand to others.
_SCALED = re.compile(r"(\D*\d[\d\s.,'’]*?)\s*([kKM])\s*(€|£|\$|EUR|GBP|USD|[Ee]uros?)?")
_SCALES = {"k": 1_000, "K": 1_000, "M": 1_000_000}

_BARE = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")

# A register's code as org-id.guide writes it: two letters of a country (or XI, XM), then the register.
_REGISTER = re.compile(r"(?:[A-Z]{2}-[A-Z0-9_]+):\S.*")


# A table says the same days over and over.
_when = lru_cache(maxsize=65536)(dates.when)


def property_value(of: Property, text: str, *, decimal: str | None = None, currency: str = "", times: int = 1) -> Any:
    """The value that a cell states of a property.

    Parameters
    ----------
    of : Property
        Its type, unit and code list say how the text is read.
    text : str
        The cell; not blank.
    decimal : str, optional
        The decimal mark of the column, for amounts that do not show it themselves.
    currency : str
        Currency of the row: how many digits an amount has.
    times : int
        What the column counts in: 1,000 where its amounts are thousands.

    Raises
    ------
    ValueError
        The text is no such value; the message says what is, and does not repeat the text.
    """
    if of.vocabulary:
        return term(of.vocabulary, text)
    if of.unit == "ISO 4217":
        return currency_code(text)
    if of.unit == "currency":
        return _amount(text, decimal, currency, times)
    if of.type == "int":
        return _whole(text, of.unit)
    if of.type == "float":
        return _number(text, of.unit)
    if of.type == "date":
        return day(text, last=of.name == "end")
    reader = _READERS.get(of.type)
    return reader(text) if reader else text


def decides(of: Property) -> bool:
    """Whether a tie is another one without this property: a word of a code list, an amount, its currency."""
    return bool(of.vocabulary) or of.unit in ("currency", "ISO 4217") or of.name == "share" or of.required


def amount_in(text: str, decimal: str | None = None, times: int = 1) -> Decimal:
    """The amount that a text states, exactly; ``20 k€`` is 20,000 and ``1,5 M€`` 1,500,000.

    Parameters
    ----------
    text : str
        As `money.parse_amount` takes it, and with k for thousands; with M for millions where a currency stands by it.
    decimal : str, optional
        The decimal mark of the column. ``1,234 k€`` is not read by it: a million or a thousand is too far apart.
    times : int
        What the column counts in; a text with k or M says that itself.

    Raises
    ------
    Ambiguous
        One mark with three digits behind it, and nothing says which mark it is.
    ValueError
        The text is no amount.
    """
    scaled = _SCALED.fullmatch(text.strip())
    if scaled is None or (scaled[2] == "M" and money.currency_in(text) is None):
        return money.parse_amount(text, decimal) * times
    return money.parse_amount(scaled[1] + (scaled[3] or "")) * _SCALES[scaled[2]]


def is_amount(text: str) -> bool:
    """Whether a text states an amount, whatever its decimal mark is."""
    try:
        amount_in(text, decimal=".")
    except ValueError:
        return False
    return True


def is_ambiguous(text: str) -> bool:
    """Whether a text is an amount with three digits behind its only mark: ``1,234``."""
    try:
        money.parse_amount(text)
    except money.Ambiguous:
        return True
    except ValueError:
        return False
    return False


def is_bare(text: str) -> bool:
    """Whether a text is a number as a workbook's come: ``4.5``, and not ``4.500 €`` that somebody has typed."""
    return _BARE.fullmatch(text) is not None


def term(vocabulary: str, text: str) -> str:
    """The code that a text names in a code list.

    Raises
    ------
    ValueError
        It names none; the message has the near ones, or all.
    """
    from graphkit.errors import UnknownName

    try:
        return code(vocabulary, text)
    except UnknownName:
        terms = vocabularies()[vocabulary]
        spelled = {word: one for one, t in terms.items() for word in (t.fr, t.en, one)}
        near = list(dict.fromkeys(spelled[word] for word in near_words(text, spelled)))
        said = f"near to it: {', '.join(near)}" if near else f"there is {', '.join(terms)}"
        raise ValueError(f"is none of the {vocabulary}; {said}") from None


def currency_code(text: str) -> str:
    """A currency's code of three letters; ``€`` and ``euros`` are read too."""
    found = text.strip().upper()
    if not _CURRENCY.fullmatch(found):
        found = money.currency_in(text) or ""
    if not found:
        raise ValueError("is no currency; write its three letters, such as EUR")
    return found


def day(text: str, *, last: bool = False) -> date:
    """The day that a text states; for a year or a month its first day, or with `last` its last."""
    found = _YEAR_OR_MONTH.fullmatch(text.strip())
    if found:
        year, month = int(found[1]), int(found[2] or (12 if last else 1))
        if 1 <= month <= 12 and 1000 <= year <= 9999:
            return date(year, month, monthrange(year, month)[1] if last else 1)
    read = _when(text)
    if read is None:
        raise ValueError("is no date; write 2024, 2024-06 or 2024-06-30")
    if read.date is None:
        return date(read.year, 12, 31) if last else date(read.year, 1, 1)
    return read.end if last and read.end else read.date


def only_year(text: str) -> int | None:
    """The year, where a text states no day."""
    found = _when(text)
    return found.year if found and found.date is None else None


def truth(text: str) -> bool:
    """Whether a cell says yes."""
    word = plain(text)
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ValueError("is neither yes nor no")


def money_currency(properties: dict[str, Any], text: str | None) -> list[Fault]:
    """Fill in the currency that an amount shows (``300 €``); a fault where an amount has none."""
    if properties.get("currency") or (properties.get("amount") is None and properties.get("gross_amount") is None):
        return []
    properties["currency"] = money.currency_in(text or "")
    return (
        [] if properties["currency"] else [Fault("currency", "", "an amount needs its currency: write it, such as EUR")]
    )


def name_id(name: str, within: str = "") -> str:
    """The id of a node that is known by its name, and by what it belongs to where that is said."""
    return identifiers.by_name(name, within if ":" in within or not within else slug(within)).id


def actor_identity(id: str, name: str = "", territory: str = "") -> identifiers.Identity:
    """Who an actor with this id is: French numbers are checked and a SIRET is read as its SIREN.

    A French number that is not valid is not used: the actor is then known by its name, and ``note`` says why.
    """
    scheme, _, value = id.partition(":")
    if scheme.upper() in ("FR-SIREN", "FR-SIRET", "FR-RNA"):
        rna = value if scheme.upper() == "FR-RNA" else None
        found = identifiers.french(name or None, None if rna else value, rna, territory=territory)
        return found or identifiers.Identity(
            id, identifiers.PUBLISHER, note=f"{value}: no valid number of {scheme.upper()}"
        )
    if scheme == "name" and value:
        return identifiers.Identity(id, identifiers.NAME)
    if _REGISTER.fullmatch(id):
        return identifiers.Identity(id, identifiers.REGISTER, (id,))
    return identifiers.Identity(id, identifiers.PUBLISHER, (id,) if value else ())


def stated_properties(identity: identifiers.Identity) -> Mapping[str, Any]:
    """What an identity says of its actor, without what it does not."""
    return {name: value for name, value in identity.properties().items() if value is not None}


def _amount(text: str, decimal: str | None, currency: str, times: int) -> float:
    try:
        return money.rounded(amount_in(text, decimal, times), currency or "EUR")
    except money.Ambiguous as error:
        raise ValueError(f"{_without_text(str(error))}: write it without a mark for thousands") from None
    except ValueError:
        raise ValueError("is no amount; write digits, such as 20000 or 20 000,50") from None


def _without_text(message: str) -> str:
    """``'1,234' may be 1234 or 1.234`` without the text that it begins with: the fault has it."""
    return message[message.index("may be") :] if "may be" in message else message


def _whole(text: str, unit: str) -> int:
    if unit == "year":
        read = _when(text)
        if read is None:
            raise ValueError("is no year; write it with four digits")
        return read.year
    try:
        # No decimal mark: what stands before three digits groups them.
        number = money.parse_amount(text, decimal=" ")
    except ValueError:
        number = Decimal("0.5")
    if number != number.to_integral_value():
        raise ValueError("is no whole number")
    return int(number)


def _number(text: str, unit: str) -> float:
    bare = re.sub(r"\s", "", text)
    percent = unit == "0 to 1" and bare.endswith("%")
    if not _NUMBER.fullmatch(bare.removesuffix("%") if percent else bare):
        raise ValueError("is no number; write digits with a point: 45.76")
    number = float(bare.removesuffix("%").replace(",", ".")) / (100 if percent else 1)
    if unit == "0 to 1" and not 0 <= number <= 1:
        raise ValueError("is no share; write a number from 0 to 1, or a percentage with its sign")
    return number


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("is no time; write 2024-06-30T12:00:00Z") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _list(text: str) -> list[str]:
    return list(dict.fromkeys(part for one in text.split("|") if (part := one.strip())))


_READERS: Mapping[str, Callable[[str], Any]] = {"datetime": _moment, "bool": truth, "list[str]": _list}
