"""What an ``iati-activity`` element says, in one form for both dialects.

1.x has text in the element, words for roles and letters for types of transaction; 2.x has ``narrative`` elements and
numbers. A text in several languages gives its English form first, then the others in the order of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from graphkit.loaders._iati import codes
from graphkit.model.text import stated

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Organisation(NamedTuple):
    """An organisation as one element names it.

    Attributes
    ----------
    ref : str or None
        Its identifier as given.
    names : tuple of str
        English first.
    type : str
        Code of its type, or empty.
    activity : str or None
        The activity of its own that the element points to.
    """

    ref: str | None
    names: tuple[str, ...]
    type: str
    activity: str | None

    @property
    def name(self) -> str | None:
        """Its first name."""
        return self.names[0] if self.names else None


class Classed(NamedTuple):
    """A sector, a country or a region: code list, code, names, percentage as the file has them."""

    vocabulary: str
    code: str
    names: tuple[str, ...]
    percentage: str | None


@dataclass(slots=True)
class Transaction:
    """One transaction; values are the texts of the file."""

    number: int
    line: int
    kind: str
    date: str | None
    value: str | None
    currency: str | None
    value_date: str | None
    description: str | None
    reference: str | None
    finance: str
    provider: Organisation | None
    receiver: Organisation | None
    sectors: list[Classed]
    countries: list[Classed]
    regions: list[Classed]

    def content(self) -> tuple[str, ...]:
        """All that tells it from another transaction of its activity, the same in both dialects."""
        parts: list[Any] = [self.kind, self.date, self.value, self.currency, self.value_date, self.description]
        parts += [self.reference, self.finance]
        for who in (self.provider, self.receiver):
            parts += [who.ref, who.activity, *who.names] if who else [None]
        for classed in (*self.sectors, *self.countries, *self.regions):
            parts += [classed.vocabulary, classed.code]
        return tuple("" if part is None else str(part) for part in parts)


@dataclass(slots=True)
class Activity:
    """One activity; values are the texts of the file."""

    id: str | None
    line: int
    updated: str
    hierarchy: str | None
    currency: str | None
    titles: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    status: str | None = None
    reporter: Organisation | None = None
    secondary: bool = False
    dates: dict[str, str] = field(default_factory=dict)
    participants: list[tuple[str, Organisation]] = field(default_factory=list)
    sectors: list[Classed] = field(default_factory=list)
    countries: list[Classed] = field(default_factory=list)
    regions: list[Classed] = field(default_factory=list)
    related: list[tuple[str, str, str | None]] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    transactions: list[Transaction] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where it stands, in a reader's words."""
        return f"line {self.line}, activity {self.id or '(without identifier)'}"


def read_activity(element: Any, *, briefly: bool = False) -> Activity:
    """What an ``iati-activity`` element says; elements of other namespaces in it are not IATI's.

    Parameters
    ----------
    element : lxml element
    briefly : bool
        Only what a survey of the file needs: who reports, and the money by refs, days and amounts.
    """
    ns, lang = _namespace(element), element.get(_LANG, "")
    found = Activity(
        None, element.sourceline, element.get("last-updated-datetime", ""), _attribute(element, "hierarchy"), None
    )
    found.currency = _currency(element.get("default-currency"))
    for child in _children(element, ns):
        name = child.tag[len(ns) :]
        reader = _READERS.get(name)
        if name == "transaction":
            number = len(found.transactions) + 1
            found.transactions.append(_transaction(child, ns, lang, number, briefly=briefly))
        elif reader is not None and (not briefly or name in _BRIEFLY):
            reader(found, child, ns, lang)
    return found


def _namespace(element: Any) -> str:
    return f"{element.tag.rpartition('}')[0]}}}" if element.tag.startswith("{") else ""


def _children(element: Any, ns: str) -> Iterator[Any]:
    """The elements of IATI's own, or of none, in an element."""
    children: Iterator[Any] = element.iterchildren(f"{ns or '{}'}*")
    return children


def _names(element: Any, ns: str, lang: str) -> tuple[str, ...]:
    """The texts of an element, English first; without narratives its own text."""
    own = element.get(_LANG, lang)
    texts = [(child.get(_LANG, own), child.text) for child in element.iterchildren(f"{ns}narrative")]
    if len(texts) < 2:
        only = _stated(texts[0][1] if texts else element.text)
        return (only,) if only else ()
    said = [(spoken, text) for spoken, given in texts if (text := _stated(given))]
    said.sort(key=lambda one: not one[0].casefold().startswith("en"))
    return tuple(dict.fromkeys(text for _, text in said))


def _stated(text: str | None) -> str | None:
    if not text:
        return None
    # A file says the same codes, days and names over and over; descriptions would fill the memory.
    return _short(text) if len(text) <= 64 else stated(text)


_short = lru_cache(maxsize=16384)(stated)


def _attribute(element: Any, name: str) -> str | None:
    return _stated(element.get(name))


def _currency(text: str | None) -> str | None:
    found = _stated(text)
    return found.upper() if found else None


def _organisation(element: Any, ns: str, lang: str, *, briefly: bool = False) -> Organisation:
    activity = None
    for name in ("activity-id", "provider-activity-id", "receiver-activity-id"):
        activity = activity or _attribute(element, name)
    names = () if briefly else _names(element, ns, lang)
    return Organisation(_attribute(element, "ref"), names, element.get("type", "").strip(), activity)


def _classed(element: Any, ns: str, lang: str) -> Classed | None:
    code = _attribute(element, "code")
    if code is None:
        return None
    vocabulary = element.get("vocabulary", "").strip()
    return Classed(vocabulary, code, _names(element, ns, lang), _attribute(element, "percentage"))


def _date(element: Any) -> str | None:
    """A day as the attribute states it, else as the element's text does (1.x)."""
    return _attribute(element, "iso-date") or _stated(element.text)


def _transaction(element: Any, ns: str, lang: str, number: int, *, briefly: bool) -> Transaction:
    found = Transaction(number, element.sourceline, "", None, None, None, None, None, None, "", None, None, [], [], [])
    found.reference = _attribute(element, "ref")
    for child in _children(element, ns):
        match child.tag[len(ns) :]:
            case "transaction-type":
                found.kind = codes.kind_code(child.get("code", "").strip())
            case "transaction-date":
                found.date = _date(child)
            case "value":
                found.value, found.currency = _stated(child.text), _currency(child.get("currency"))
                found.value_date = _attribute(child, "value-date")
            case "provider-org":
                found.provider = _organisation(child, ns, lang, briefly=briefly)
            case "receiver-org":
                found.receiver = _organisation(child, ns, lang, briefly=briefly)
            case _ if briefly:
                continue
            case "description":
                found.description = next(iter(_names(child, ns, lang)), None)
            case "finance-type":
                found.finance = child.get("code", "").strip()
            case "sector" | "recipient-country" | "recipient-region" as name:
                into = {"sector": found.sectors, "recipient-country": found.countries}.get(name, found.regions)
                into += filter(None, [_classed(child, ns, lang)])
    return found


def _read_id(activity: Activity, child: Any, ns: str, lang: str) -> None:
    activity.id = _stated(child.text) or activity.id


def _read_reporter(activity: Activity, child: Any, ns: str, lang: str) -> None:
    activity.reporter = _organisation(child, ns, lang)
    activity.secondary = child.get("secondary-reporter", "").strip() in ("1", "true")


def _read_participant(activity: Activity, child: Any, ns: str, lang: str) -> None:
    role = codes.role_code(child.get("role", "").strip())
    activity.participants.append((role, _organisation(child, ns, lang)))


def _read_title(activity: Activity, child: Any, ns: str, lang: str) -> None:
    # 1.x has one title element a language.
    activity.titles = tuple(dict.fromkeys((*activity.titles, *_names(child, ns, lang))))


def _read_description(activity: Activity, child: Any, ns: str, lang: str) -> None:
    if child.get("type", "1").strip() == "1" or not activity.descriptions:
        activity.descriptions = _names(child, ns, lang) or activity.descriptions


def _read_status(activity: Activity, child: Any, ns: str, lang: str) -> None:
    activity.status = _attribute(child, "code")


def _read_date(activity: Activity, child: Any, ns: str, lang: str) -> None:
    kind, day = child.get("type", "").strip(), _date(child)
    if day:
        activity.dates.setdefault(codes.DATES.get(kind.casefold(), kind), day)


def _read_classed(name: str) -> Any:
    def read(activity: Activity, child: Any, ns: str, lang: str) -> None:
        getattr(activity, name).extend(filter(None, [_classed(child, ns, lang)]))

    return read


def _read_related(activity: Activity, child: Any, ns: str, lang: str) -> None:
    ref = _attribute(child, "ref")
    if ref:
        # 1.x gives the title of the other activity.
        title = next(iter(_names(child, ns, lang)), None)
        activity.related.append((child.get("type", "").strip(), ref, title))


def _read_other_id(activity: Activity, child: Any, ns: str, lang: str) -> None:
    # Types B are earlier identifiers of the reporting organisation, not of the activity.
    kind = child.get("type", "").strip()
    ref = _attribute(child, "ref") or _stated(child.text)
    if ref and not kind.startswith("B"):
        owner = next((c.get("ref") for c in child if c.tag == f"{ns}owner-org"), None) or child.get("owner-ref")
        activity.identifiers.append(f"{stated(owner or '') or kind or 'other'}:{ref}")


_BRIEFLY = frozenset({"iati-identifier", "reporting-org"})

_READERS = {
    "iati-identifier": _read_id,
    "reporting-org": _read_reporter,
    "participating-org": _read_participant,
    "title": _read_title,
    "description": _read_description,
    "activity-status": _read_status,
    "activity-date": _read_date,
    "sector": _read_classed("sectors"),
    "recipient-country": _read_classed("countries"),
    "recipient-region": _read_classed("regions"),
    "related-activity": _read_related,
    "other-identifier": _read_other_id,
}
