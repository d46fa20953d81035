"""Which official territory each place is: by what its source states, and never by a guess.

In turn: what the source itself says; a commune's code; a postcode, with the name where several communes use it; a name
within what the source says the place is within; a name that is one in all France. Where several territories remain,
or none, the place is told as that with its candidates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphkit.territories import ties
from graphkit.territories.places import Found, Place, read
from graphkit.territories.register import COMMUNE, COUNTRY, DEPARTMENT, FRANCE, GROUPING, REGION, Official, Register
from graphkit.words import Words

if TYPE_CHECKING:
    from graphkit.stores.bolt import Store

PLACED, AMBIGUOUS, NOT_FOUND = "placed", "ambiguous", "not_found"

_POSTCODE = re.compile(r"(?:\b[Ff]-?)?\b(\d{5})\b")

# A code that a source gives for a place is of these lists, or says nothing here.
_CODE_SCHEMES = ("FR-COG", "COG", "INSEE")
_POSTCODE_SCHEMES = ("FR-POSTCODE", "POSTCODE", "LA-POSTE")

_WIDE = ("regional", "national", "european", "international")


@dataclass(frozen=True, slots=True)
class Placing:
    """What became of a place.

    Attributes
    ----------
    outcome : str
        ``placed``, ``ambiguous`` or ``not_found``.
    why : str
        Key of ``words.csv``.
    values : dict
        What the words are about.
    candidates : tuple of Official
        The one that it is; all that it may be.
    """

    place: Place
    outcome: str
    why: str
    values: dict[str, str] = field(default_factory=dict)
    candidates: tuple[Official, ...] = ()

    @property
    def official(self) -> Official | None:
        """The territory that it is."""
        return self.candidates[0] if self.outcome == PLACED else None

    def reason(self, lang: str) -> str:
        """Why, in words."""
        return Words("graphkit.territories", lang)(self.why, **self.values)


@dataclass(slots=True)
class Placings:
    """What became of all places.

    Attributes
    ----------
    placings : list of Placing
        Sorted by outcome, those with most actors and actions first.
    added, taken_away : int
        Ties written, and those of an earlier run that no longer hold.
    """

    placings: list[Placing]
    found: Found
    added: int = 0
    taken_away: int = 0

    def count(self, outcome: str, what: str = "places") -> int:
        """How many places of an outcome there are, or ``actors`` or ``actions`` located in them."""
        of = [each.place for each in self.placings if each.outcome == outcome]
        return len(of) if what == "places" else sum(getattr(place, what) for place in of)


def place(store: Store, *, dry_run: bool = False) -> Placings:
    """What became of every place that is not itself of an official list; those placed are tied to it.

    Running it again after further loads gives what one run at the end would have given.

    Parameters
    ----------
    store : Store
    dry_run : bool
        Write nothing.

    Raises
    ------
    DataError
        The store holds no list of communes.
    """
    found = read(store)
    result = Placings(placings(found), found)
    if not dry_run:
        # What a source's own ties lead to needs none of ours beside it.
        wanted = [
            ties.tie(each.place.id, each.official.id, each.reason("en"))
            for each in result.placings
            if each.official and each.why not in ("stated", "container")
        ]
        result.added, result.taken_away = ties.replace(store, wanted)
    return result


def placings(found: Found) -> list[Placing]:
    """What each place is, without writing it."""
    placer = _Placer(found)
    each = [placer.of(id) for id in found.places]
    order = (PLACED, AMBIGUOUS, NOT_FOUND)
    return sorted(each, key=lambda p: (order.index(p.outcome), -p.place.actors - p.place.actions, p.place.id))


class _Placer:
    def __init__(self, found: Found) -> None:
        self._register: Register = found.register
        self._places = found.places
        self._known: dict[str, Placing] = {}
        self._asked: set[str] = set()

    def of(self, id: str) -> Placing:
        known = self._known.get(id)
        if known is None:
            # Two places that are each within the other say nothing of where they are.
            self._asked.add(id)
            known = self._known[id] = self._find(self._places[id])
            self._asked.discard(id)
        return known

    def _find(self, place: Place) -> Placing:
        stated = [self._register.territories[id] for id in place.above if self._is_stated(id)]
        if stated:
            return Placing(place, PLACED, "stated", {}, tuple(stated))
        bounds = _Bounds(self._register)
        abroad = self._bound(place, bounds, set())
        code, scheme = place.code, (place.code_scheme or "").upper()
        if code and scheme in _CODE_SCHEMES and (coded := self._register.with_code(code)):
            return Placing(place, PLACED, "code", {"code": code}, tuple(coded))
        if code and scheme and scheme not in (*_CODE_SCHEMES, *_POSTCODE_SCHEMES):
            return Placing(place, NOT_FOUND, "foreign_code", {"code": f"{place.code_scheme}:{code}"})
        if abroad:
            return Placing(place, NOT_FOUND, "abroad", {"within": abroad})
        if place.scale == "neighbourhood":
            return self._neighbourhood(place)
        postcode = _POSTCODE.search(code if code and scheme in _POSTCODE_SCHEMES else place.name)
        if postcode:
            by_code = self._by_postcode(place, postcode[1], bounds)
            if by_code:
                return by_code
        return self._by_name(place, _POSTCODE.sub(" ", place.name), bounds)

    def _neighbourhood(self, place: Place) -> Placing:
        """No list has neighbourhoods, and one may be called as a town elsewhere: it is where its town is."""
        for id in place.above:
            whole = self.of(id) if id in self._places and id not in self._asked else None
            if whole is not None and whole.official:
                return Placing(place, PLACED, "container", {"within": whole.place.name}, whole.candidates)
        return Placing(place, NOT_FOUND, "neighbourhood")

    def _is_stated(self, id: str) -> bool:
        """Whether a source's own tie says which commune a place is in: nothing smaller is on a list."""
        return id in self._register.territories and id.startswith(f"{COMMUNE}:")

    def _bound(self, place: Place, bounds: _Bounds, seen: set[str]) -> str:
        """Note all that a place is within; the name of what lies outside of the lists."""
        abroad = ""
        for id in place.above:
            if id in seen:
                continue
            seen.add(id)
            official = self._register.territories.get(id)
            if official is None:
                whole = self._places.get(id)
                if whole is None or id in self._asked:
                    continue
                official = self.of(id).official
                if official is None:
                    prefix = re.fullmatch(rf"{DEPARTMENT}:(\d\d)", id)
                    if prefix:
                        bounds.add_prefix(prefix[1], whole.name)
                        continue
                    further = self._bound(whole, bounds, seen)
                    wide = whole.scale in _WIDE and not bounds.names
                    abroad = abroad or further or (whole.name if wide else "")
                    continue
            if official.scheme == COUNTRY and official.id != FRANCE:
                abroad = abroad or official.name
            elif official.scheme in (FRANCE, COUNTRY, REGION, DEPARTMENT, GROUPING, COMMUNE):
                bounds.add(official)
        return abroad

    def _by_postcode(self, place: Place, postcode: str, bounds: _Bounds) -> Placing | None:
        bare = _POSTCODE.sub(" ", place.name).strip()
        using = bounds.keep(self._register.with_postcode(postcode))
        coded = self._register.with_code(postcode) if not using and not bare else []
        if coded:
            return Placing(place, PLACED, "code", {"code": postcode}, tuple(coded))
        if not bare or bare == place.code:
            # Only numbers: what five of them mean without a word is the post's or the statisticians' to say.
            both = self._register.largest([*using, *bounds.keep(self._register.with_code(postcode))])
            return _outcome(place, "postcode", {"postcode": postcode}, both) if both else None
        ids = {one.id for one in using}
        named = self._first(bare, place.scale, lambda one: one.id in ids)
        if named:
            return _outcome(place, "postcode_name", {"postcode": postcode}, named)
        if using:
            # A name on no list (a site, a hamlet) leaves the postcode; that of a town elsewhere contradicts it.
            elsewhere = self._first(bare, place.scale, lambda one: True)
            both = self._register.largest([*using, *elsewhere])
            return _outcome(place, "postcode", {"postcode": postcode}, both)
        # The post of a firm (CEDEX) is on no list; the two digits in front are the département all the same.
        bounds.add_prefix(postcode[:2], postcode)
        return None

    def _by_name(self, place: Place, name: str, bounds: _Bounds) -> Placing:
        found = self._first(name, place.scale, bounds.holds)
        if bounds.names:
            within = {"within": " / ".join(bounds.names)}
            if not found:
                return Placing(place, NOT_FOUND, "absent_within", within)
            return _outcome(place, "name_within", within, found)
        return _outcome(place, "name", {}, found) if found else Placing(place, NOT_FOUND, "absent")

    def _first(self, name: str, scale: str | None, holds: Callable[[Official], bool]) -> list[Official]:
        """The territories of a name by the strictest comparison that finds any."""
        for found in self._register.named(name, scale):
            if kept := [one for one in found if holds(one)]:
                return self._register.largest(kept)
        return []


class _Bounds:
    """What a place must lie within, as its source says."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._ids: set[str] = set()
        self._prefixes: set[str] = set()
        self.names: list[str] = []

    def add(self, official: Official) -> None:
        self._ids.add(official.id)
        if official.id != FRANCE:
            self.names.append(f"{official.name} ({official.code})")

    def add_prefix(self, prefix: str, name: str) -> None:
        """Two digits that codes of communes begin with, where they are no département (97, overseas)."""
        self._prefixes.add(prefix)
        self.names.append(name)

    def holds(self, one: Official) -> bool:
        within = self._register.within(one.id)
        if one.id in self._ids or not self._ids <= within:
            return False
        return all(self._starts(within, prefix) for prefix in self._prefixes)

    def keep(self, found: Iterable[Official]) -> list[Official]:
        return [one for one in found if self.holds(one)]

    def _starts(self, within: frozenset[str], prefix: str) -> bool:
        wanted = ("2A", "2B") if prefix == "20" else (prefix,)
        return any(id.startswith(tuple(f"{DEPARTMENT}:{start}" for start in wanted)) for id in within)


def _outcome(place: Place, why: str, values: dict[str, str], found: Sequence[Official]) -> Placing:
    if len(found) == 1:
        return Placing(place, PLACED, why, values, tuple(found))
    return Placing(place, AMBIGUOUS, "several", values, tuple(found))
