"""What has to be known of a whole IATI file before a row of it can be given.

- Which version of an activity counts where a merged file has several: the one updated last. Where their dates do not
  tell, all count, and what they say alike is one.
- Which activities are fed, on which basis: what such an activity pays out is money handed on.
- Which transactions are one payment that both ends report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from graphkit.loaders._iati import codes
from graphkit.loaders._iati.money import day, minor_amount
from graphkit.loaders._iati.reading import Activity, Organisation, Transaction
from graphkit.model.spill import Remembered, spilled

# Between a payment and its receipt: banks take days, ministries weeks.
_DAYS_APART = 31

# Of how many links it is remembered which payments are one: those of an activity follow one another.
_JOINED = 1000


class Link(NamedTuple):
    """Between which activities, on which basis and in which currency money goes on."""

    giver: str
    receiver: str
    basis: str
    currency: str


class Payment(NamedTuple):
    """A payment on a link, as one end reports it; `rank` tells equal ones apart."""

    date: date | None
    minor: int
    rank: int


class Version(NamedTuple):
    """What is known of an activity that the file has.

    Attributes
    ----------
    updated : str
        When its last version was updated, empty where no version says.
    reporter : Organisation or None
        Its reporting organisation.
    bases : frozenset of str
        On which bases it reports that money comes in.
    links : tuple of Link
        On which it reports payments, in and out.
    """

    updated: str
    reporter: Organisation | None
    bases: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()


class Told(NamedTuple):
    """The payments on a link, each as its own end reports it."""

    paid: tuple[Payment, ...] = ()
    received: tuple[Payment, ...] = ()


class Survey:
    """What is known of a file as a whole.

    A large file says it a million times: most of it lies in a temporary file then.

    Attributes
    ----------
    organisations : set of str
        References of the reporting organisations.
    """

    def __init__(self) -> None:
        self.organisations: set[str] = set()
        self._versions: Remembered[str, Version] = {}
        self._links: Remembered[Link, Told] = {}
        # On how many links an activity is paid, on a basis, as the other ends report.
        self._paid: Remembered[tuple[str, str], int] = {}
        self._joined: dict[Link, dict[Payment, Payment]] = {}

    def settle(self) -> None:
        """Keep in memory what was asked for lately; to be called for each activity or so."""
        self._versions, self._links = spilled(self._versions, heavy=True), spilled(self._links, heavy=True)
        self._paid = spilled(self._paid)
        if len(self._joined) > _JOINED:
            self._joined.clear()

    def is_current(self, activity: Activity) -> bool:
        """Whether this version of an activity is the one that counts."""
        known = None if activity.id is None else self._versions.get(activity.id)
        return known is None or activity.updated >= known.updated

    def reporter(self, id: str) -> Organisation | None:
        """Who reports an activity, where the file has it."""
        known = self._versions.get(id)
        return known.reporter if known else None

    def is_fed(self, id: str, basis: str) -> bool:
        """Whether an activity receives money on this basis, as either end reports it."""
        known = self._versions.get(id)
        return (known is not None and basis in known.bases) or bool(self._paid.get((id, basis)))

    def both_report(self, link: Link) -> bool:
        """Whether both ends of a link report payments."""
        told = self._links.get(link)
        return told is not None and bool(told.paid and told.received)

    def as_given(self, link: Link, received: Payment) -> Payment | None:
        """The payment as the giving end reports it, where it is the one that the receiving end reports."""
        pairs = self._joined.get(link)
        if pairs is None:
            told = self._links.get(link) or Told()
            pairs = dict(_pairs(set(told.received), set(told.paid))) if told.paid and told.received else {}
            self._joined[link] = pairs
        return pairs.get(received)

    def other(self, activity: Activity, one: Transaction) -> str | None:
        """The other activity that the money of a transaction goes to, or comes from."""
        text = _other(activity, one)
        if text is None or text in self._versions:
            return text
        # Publishers also write "undisclosed" there, their own project number, or an organisation's reference.
        looks_so = "-" in text and " " not in text and any(char.isdigit() for char in text)
        return text if looks_so and text not in self.organisations else None

    def listen(self, activity: Activity) -> None:
        """Take in what one element says; a copy of it says the same again, a newer version in place of an older one."""
        if activity.id is None or not self.is_current(activity):
            return
        known = self._versions.get(activity.id) or Version("", None)
        if activity.updated > known.updated:
            self._forget(activity.id, known)
            known = Version("", None)
        if activity.reporter is not None and activity.reporter.ref:
            self.organisations.add(activity.reporter.ref)
        bases, paid, received = _payments(activity)
        links = dict.fromkeys((*known.links, *paid, *received))
        self._versions[activity.id] = Version(activity.updated, activity.reporter, known.bases | bases, tuple(links))
        for link, payments in paid.items():
            told = self._links.get(link) or Told()
            if not told.paid:
                self._count(link, 1)
            self._links[link] = told._replace(paid=tuple(dict.fromkeys((*told.paid, *payments))))
        for link, payments in received.items():
            told = self._links.get(link) or Told()
            self._links[link] = told._replace(received=tuple(dict.fromkeys((*told.received, *payments))))

    def _forget(self, id: str, known: Version) -> None:
        """Let go of what an earlier version of an activity said."""
        for link in known.links:
            told = self._links[link]
            if link.giver == id:
                if told.paid:
                    self._count(link, -1)
                self._links[link] = told = told._replace(paid=())
            if link.receiver == id:
                self._links[link] = told._replace(received=())

    def _count(self, link: Link, more: int) -> None:
        key = (link.receiver, link.basis)
        self._paid[key] = (self._paid.get(key) or 0) + more


class Ranks(dict[object, int]):
    """How many equal things came before in one activity element: a copy of the activity says the same again."""

    def rank(self, what: object) -> int:
        """The number of earlier ones; this one counts from now on."""
        self[what] = self.get(what, -1) + 1
        return self[what]

    def payment(self, link: Link, one: Transaction, minor: int) -> Payment:
        """A transaction as a payment on its link."""
        when = day(one.date)
        return Payment(when, minor, self.rank((link, when, minor)))


def survey(activities: Iterable[Activity]) -> Survey:
    """What the activities of a file say together."""
    found = Survey()
    for activity in activities:
        found.listen(activity)
        found.settle()
    return found


def link_of(activity: Activity, one: Transaction, other: str | None) -> Link | None:
    """The link to or from another activity that a transaction goes along."""
    kind, currency = codes.KINDS.get(one.kind), one.currency or activity.currency
    if kind is None or other is None or activity.id is None or currency is None:
        return None
    ends = (other, activity.id) if kind.incoming else (activity.id, other)
    return Link(*ends, kind.basis, currency)


def _payments(activity: Activity) -> tuple[set[str], dict[Link, list[Payment]], dict[Link, list[Payment]]]:
    """On which bases an activity reports money in, and its payments out and in by link."""
    ranks, bases = Ranks(), set[str]()
    paid, received = defaultdict[Link, list[Payment]](list), defaultdict[Link, list[Payment]](list)
    for one in activity.transactions:
        kind, other = codes.KINDS.get(one.kind), _other(activity, one)
        if kind is None or (not kind.incoming and other is None):
            continue
        if kind.incoming:
            bases.add(kind.basis)
        link, minor = link_of(activity, one, other), minor_amount(one.value, one.currency or activity.currency)
        if link is not None and minor is not None:
            (received if kind.incoming else paid)[link].append(ranks.payment(link, one, minor))
    return bases, paid, received


def _other(activity: Activity, one: Transaction) -> str | None:
    kind = codes.KINDS.get(one.kind)
    who = None if kind is None else one.provider if kind.incoming else one.receiver
    if who is None or who.activity is None or who.activity in (activity.id, who.ref):
        return None
    return who.activity


def _pairs(received: set[Payment], paid: set[Payment]) -> Iterable[tuple[Payment, Payment]]:
    """Payments of one amount that two ends report: on the same day first, then those nearest in time."""
    alike = received & paid
    yield from ((one, one) for one in alike)
    left = defaultdict[int, list[Payment]](list)
    for payment in sorted(paid - alike, key=_order):
        left[payment.minor].append(payment)
    for got in sorted(received - alike, key=_order):
        near = [gave for gave in left[got.minor] if _apart(got, gave) <= _DAYS_APART]
        if near:
            gave = min(near, key=lambda one: _apart(got, one))
            left[got.minor].remove(gave)
            yield got, gave


def _order(payment: Payment) -> tuple[date, int, int]:
    return payment.date or date.min, payment.minor, payment.rank


def _apart(one: Payment, other: Payment) -> int:
    if one.date is None or other.date is None:
        return 0 if one.date == other.date else _DAYS_APART + 1
    return abs((one.date - other.date).days)
