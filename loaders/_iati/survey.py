"""What has to be known of a whole IATI file before a row of it can be given.

- Which version of an activity counts where a merged file has several: the one updated last. Where their dates do not
  tell, all count, and what they say alike is one.
- Which activities are fed, on which basis: what such an activity pays out is money handed on.
- Which transactions are one payment that both ends report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from sys import intern
from typing import Any, NamedTuple

from graphkit.loaders._iati import codes
from graphkit.loaders._iati.money import day, minor_amount
from graphkit.loaders._iati.reading import Activity, Organisation, Transaction

# Between a payment and its receipt: banks take days, ministries weeks.
_DAYS_APART = 31


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


@dataclass(slots=True)
class Survey:
    """What is known of a file as a whole.

    Attributes
    ----------
    updated : dict
        Activity -> when its last version was updated, empty where no version says.
    reporters : dict
        Activity -> its reporting organisation.
    organisations : set of str
        References of the reporting organisations.
    fed : set of (str, str)
        Activities that receive money, with the basis.
    twice : dict
        (link, payment as the receiving end reports it) -> the payment as the giving end reports it.
    both_report : set of Link
        Links whose two ends both report payments.
    """

    updated: dict[str, str] = field(default_factory=dict)
    reporters: dict[str, Organisation | None] = field(default_factory=dict)
    organisations: set[str] = field(default_factory=set)
    fed: set[tuple[str, str]] = field(default_factory=set)
    twice: dict[tuple[Link, Payment], Payment] = field(default_factory=dict)
    both_report: set[Link] = field(default_factory=set)

    def is_current(self, activity: Activity) -> bool:
        """Whether this version of an activity is the one that counts."""
        return activity.id is None or activity.updated >= self.updated.get(activity.id, "")

    def other(self, activity: Activity, one: Transaction) -> str | None:
        """The other activity that the money of a transaction goes to, or comes from."""
        text = _other(activity, one)
        if text is None or text in self.reporters:
            return text
        # Publishers also write "undisclosed" there, their own project number, or an organisation's reference.
        looks_so = "-" in text and " " not in text and any(char.isdigit() for char in text)
        return text if looks_so and text not in self.organisations else None


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
    found, said = Survey(), _Said()
    names = dict[Organisation | None, Organisation | None]()
    for activity in activities:
        if activity.id is None or not found.is_current(activity):
            continue
        activity.id = intern(activity.id)
        reporter = activity.reporter
        found.reporters[activity.id] = names.setdefault(reporter, reporter)
        if reporter is not None and reporter.ref:
            found.organisations.add(reporter.ref)
        if activity.updated > found.updated.get(activity.id, ""):
            said.forget(activity.id)
        found.updated[activity.id] = intern(activity.updated)
        said.listen(activity)
    _join(found, said)
    return found


def link_of(activity: Activity, one: Transaction, other: str | None) -> Link | None:
    """The link to or from another activity that a transaction goes along."""
    kind, currency = codes.KINDS.get(one.kind), one.currency or activity.currency
    if kind is None or other is None or activity.id is None or currency is None:
        return None
    ends = (other, activity.id) if kind.incoming else (activity.id, other)
    return Link(*ends, kind.basis, currency)


@dataclass(slots=True)
class _Said:
    """What activities say of the money that comes in and goes out; a large file says it a million times.

    Attributes
    ----------
    paid, received : dict
        Payments by link, each as its own end reports it: the giver of the link, or its receiver.
    by_activity : dict
        Activity -> the bases on which it is fed, and the links that it reports payments on.
    """

    paid: dict[Link, tuple[Payment, ...]] = field(default_factory=dict)
    received: dict[Link, tuple[Payment, ...]] = field(default_factory=dict)
    by_activity: dict[str, tuple[frozenset[str], tuple[Link, ...]]] = field(default_factory=dict)
    _same: dict[object, Any] = field(default_factory=dict)

    def listen(self, activity: Activity) -> None:
        """Take in what one element says; a copy of it says the same again."""
        assert activity.id is not None
        ranks, fed = Ranks(), set[str]()
        paid, received = defaultdict[Link, list[Payment]](list), defaultdict[Link, list[Payment]](list)
        for one in activity.transactions:
            kind, other = codes.KINDS.get(one.kind), _other(activity, one)
            if kind is None or (not kind.incoming and other is None):
                continue
            if kind.incoming:
                fed.add(kind.basis)
            link, minor = link_of(activity, one, other), minor_amount(one.value, one.currency or activity.currency)
            if link is not None and minor is not None:
                payment = ranks.payment(link, one, minor)
                payment = payment._replace(date=self._same.setdefault(payment.date, payment.date))
                (received if kind.incoming else paid)[link].append(payment)
        before, links = self.by_activity.get(activity.id, (frozenset[str](), ()))
        mine = list(links)
        for told, all_told in ((paid, self.paid), (received, self.received)):
            for link, payments in told.items():
                # One object for what is equal: both ends of a link name it.
                own = self._link(link)
                all_told[own] = tuple(dict.fromkeys((*all_told.get(own, ()), *payments)))
                mine.append(own)
        bases = before | fed
        if bases or mine:
            self.by_activity[activity.id] = self._same.setdefault(bases, bases), tuple(dict.fromkeys(mine))

    def _link(self, link: Link) -> Link:
        return Link(*(intern(part) for part in link))

    def forget(self, id: str) -> None:
        """Let go of what an earlier version of an activity said."""
        for link in self.by_activity.pop(id, (frozenset[str](), ()))[1]:
            if link.giver == id:
                self.paid.pop(link, None)
            if link.receiver == id:
                self.received.pop(link, None)


def _other(activity: Activity, one: Transaction) -> str | None:
    kind = codes.KINDS.get(one.kind)
    who = None if kind is None else one.provider if kind.incoming else one.receiver
    if who is None or who.activity is None or who.activity in (activity.id, who.ref):
        return None
    return who.activity


def _join(found: Survey, said: _Said) -> None:
    for id, (bases, _) in said.by_activity.items():
        found.fed.update((id, basis) for basis in bases)
    said.by_activity.clear()
    found.fed.update((link.receiver, link.basis) for link in said.paid)
    # What is joined is let go of as it is: it takes the place of it.
    while said.received:
        link, got = said.received.popitem()
        gave = said.paid.pop(link, None)
        if gave is not None:
            found.both_report.add(link)
            for one, other in _pairs(set(got), set(gave)):
                found.twice[link, one] = other


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
