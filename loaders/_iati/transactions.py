"""A transaction as a row: who FUNDS which Action, who receives, and whether the money is handed on.

The tie ends at the activity that the money reaches: the one the transaction names as the receiver's, else the one it
stands in. So a payment that both ends report is the same tie from either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from graphkit.loaders._iati import codes
from graphkit.loaders._iati.activity import action, elsewhere, fields, funds_id, places, shown
from graphkit.loaders._iati.actors import actor, is_person, is_withheld, scope_of
from graphkit.loaders._iati.money import day, minor_amount, moment
from graphkit.loaders._iati.reading import Activity, Organisation, Transaction
from graphkit.loaders._iati.survey import Link, Payment, Ranks, Survey, link_of
from graphkit.model.money import to_major
from graphkit.model.records import Fault, Node, Reject, Row, Tie

_CURRENCY = re.compile(r"[A-Z]{3}")
_IN_KIND = re.compile(r"\b(?:in[- ]kind|en nature)\b")


@dataclass(slots=True)
class Money:
    """What a transaction states, read; or why it cannot be used."""

    activity: Activity
    one: Transaction
    giver: Node | None = None
    receiver: Node | None = None
    other: str | None = None
    minor: int | None = None
    currency: str | None = None
    link: Link | None = None
    payment: Payment | None = None
    reported_by_giver: Payment | None = None
    reject: Fault | None = None
    faults: list[Fault] = field(default_factory=list)

    @property
    def kind(self) -> codes.Kind:
        """What the type of the transaction means; only where it is not rejected."""
        return codes.KINDS[self.one.kind]

    @property
    def end(self) -> str | None:
        """The activity that the money reaches."""
        return self.other if self.other and not self.kind.incoming else self.activity.id


def moneys(activity: Activity, found: Survey) -> list[Money]:
    """The transactions of an activity, read; in their order."""
    ranks = Ranks()
    return [_money(activity, one, found, ranks) for one in activity.transactions]


def transaction_row(money: Money, found: Survey, ranks: Ranks) -> Row | Reject:
    """The row of a transaction."""
    place = f"{money.activity.place}, transaction {money.one.number} (line {money.one.line})"
    if money.reject is not None:
        return Reject(place, [money.reject])
    here = action(money.activity)
    end = elsewhere(money.other) if money.other and not money.kind.incoming else here
    assert money.giver is not None
    giver = Node("Actor", money.giver.id, money.giver.name, money.giver.properties, funder=True)
    nodes = [giver, end]
    ties = [Tie("FUNDS", giver.key, end.key, _funds(money, found), _id(money, ranks))]
    if money.receiver is not None:
        role = "supplier" if money.one.kind == codes.EXPENDITURE else "recipient"
        nodes.append(money.receiver)
        ties.append(Tie("TAKES_PART", money.receiver.key, end.key, {"role": role}))
    scope = scope_of(money.activity.reporter)
    for other, tie in (*places(money.one, here, scope), *fields(money.one, here, scope)):
        nodes += [here, other] if end is not here else [other]
        ties.append(tie)
    return Row(place, nodes, ties, faults=money.faults, note=_note(money, found))


def _money(activity: Activity, one: Transaction, found: Survey, ranks: Ranks) -> Money:
    money = Money(activity, one, currency=one.currency or activity.currency)
    money.reject = _unusable(money)
    if money.reject is not None:
        return money
    money.minor = minor_amount(one.value, money.currency)
    money.other = found.other(activity, one)
    _ends(money, found)
    if money.giver is None:
        what = "says nowhere who gives: no provider-org, and not one organisation with the role Funding"
        money.reject = Fault("provider-org", shown(one.provider) if one.provider else "", what)
    link = link_of(activity, one, money.other)
    if link is not None and money.minor is not None:
        money.link, money.payment = link, ranks.payment(link, one, money.minor)
        if money.kind.incoming:
            money.reported_by_giver = found.as_given(link, money.payment)
    if one.date and moment(one.date) is None:
        money.faults.append(Fault("transaction-date", one.date, "states no day"))
    return money


def _unusable(money: Money) -> Fault | None:
    one = money.one
    if money.activity.id is None:
        return Fault("iati-identifier", "", "its activity has none")
    if one.kind in codes.BACK:
        return Fault("transaction-type", one.kind, f"{codes.BACK[one.kind]}: money on its way back funds nothing")
    if one.kind not in codes.KINDS:
        return Fault("transaction-type", one.kind, "is no type of transaction of the standard")
    if one.value is None:
        return None
    if money.currency is None:
        return Fault("currency", "", "an amount needs its currency: neither value nor default-currency states one")
    if not _CURRENCY.fullmatch(money.currency):
        return Fault("currency", money.currency, "is no code of a currency (three letters, such as EUR)")
    if minor_amount(one.value, money.currency) is None:
        return Fault("value", one.value, "is no amount that can be read exactly; write digits, such as 20000.50")
    return None


def _ends(money: Money, found: Survey) -> None:
    """Who gives and who receives, where a transaction says so or the standard does."""
    activity, one = money.activity, money.one
    reporter = activity.reporter
    me = actor(reporter, scope_of(reporter)) if reporter else None
    if not money.kind.incoming:
        # Money out that names no provider is the reporting organisation's.
        money.giver = _named(one.provider, activity) or me
        receiver = _named(one.receiver, activity)
        spent = receiver is not None and money.giver is not None and receiver.id == money.giver.id and not money.other
        # Who spends its own money on its own activity hands it to nobody.
        money.receiver = None if spent else receiver
        return
    money.giver = _named(one.provider, activity) or _reporter_of(money, found) or _only_funder(money)
    money.receiver = _named(one.receiver, activity) or me


def _named(who: Organisation | None, activity: Activity) -> Node | None:
    return actor(who, scope_of(activity.reporter)) if who else None


def _reporter_of(money: Money, found: Survey) -> Node | None:
    """Who reports the activity that money comes from: its identifier begins with that organisation's."""
    other, reporter = money.other, money.activity.reporter
    if other is None:
        return None
    who = found.reporter(other)
    if who is None and reporter is not None and reporter.ref and other.startswith(f"{reporter.ref}-"):
        who = reporter
    return actor(who, scope_of(who)) if who else None


def _only_funder(money: Money) -> Node | None:
    funders = [who for role, who in money.activity.participants if role == codes.FUNDING]
    return _named(funders[0], money.activity) if len(funders) == 1 and money.one.provider is None else None


def _funds(money: Money, found: Survey) -> dict[str, Any]:
    one, kind = money.one, money.kind
    source = (money.other if kind.incoming else money.activity.id) or ""
    assert money.giver is not None
    stated: dict[str, Any] = {
        "amount": None if money.minor is None else to_major(money.minor, money.currency or ""),
        "currency": money.currency if money.minor is not None else None,
        "basis": kind.basis,
        "status": "granted",
        "resource": _resource(one),
        "instrument": "grant" if one.finance == "110" else None,
        "recipient": money.receiver.id if money.receiver else None,
        "recipient_id": one.receiver.ref if money.receiver and one.receiver else None,
        "regrant": money.giver.id if found.is_fed(source, kind.basis) else None,
    }
    if money.reported_by_giver is not None:
        # The giver's end says when and what for.
        return stated | {"date": money.reported_by_giver.date}
    when = moment(one.date)
    stated |= {"date": when.date if when else None, "year": when.year if when and not when.date else None}
    return stated | {
        "purpose": None if _to_person(one) else one.description,
        "reference": one.reference,
        "note": "; ".join(_said(money, found)) or None,
    }


def _said(money: Money, found: Survey) -> Iterator[str]:
    yield money.kind.word
    if money.one.value_date and day(money.one.value_date) != day(money.one.date):
        yield f"value date {money.one.value_date}"
    if money.other:
        yield f"from {money.other if money.kind.incoming else money.activity.id}"
    if _perhaps_twice(money, found):
        yield "the giver's activity reports other payments here, which may be the same money"


def _perhaps_twice(money: Money, found: Survey) -> bool:
    if not money.kind.incoming or money.link is None or money.reported_by_giver is not None:
        return False
    return found.both_report(money.link)


def _to_person(one: Transaction) -> bool:
    return any(who is not None and is_person(who) for who in (one.provider, one.receiver))


def _resource(one: Transaction) -> str:
    if one.kind == codes.GUARANTEE or one.finance == "1100":
        return "guarantee"
    if len(one.finance) == 3 and one.finance.startswith("4") and one.finance not in ("432", "433"):
        return "loan"
    return "in_kind" if _IN_KIND.search((one.description or "").casefold()) else "cash"


def _id(money: Money, ranks: Ranks) -> str:
    if money.link is not None and money.payment is not None:
        return funds_id("link", *money.link, *(money.reported_by_giver or money.payment))
    content = _unnamed(money.one).content()
    return funds_id(money.activity.id, *content, money.currency, ranks.rank(content))


def _unnamed(one: Transaction) -> Transaction:
    """A transaction without what names a natural person: it could be tried out by the id of the tie."""
    if not _to_person(one):
        return one
    provider, receiver = (
        who._replace(names=()) if who and is_person(who) else who for who in (one.provider, one.receiver)
    )
    return replace(one, provider=provider, receiver=receiver, description=None)


def _note(money: Money, found: Survey) -> str | None:
    """The one thing about a row that is worth counting."""
    if money.reported_by_giver is not None:
        return "payment that both ends report, counted once"
    if _perhaps_twice(money, found):
        return "receipt beside other payments of the giver, perhaps the same money"
    if money.minor is None:
        return "without an amount"
    if money.minor < 0:
        return "correction (amount below 0)"
    if money.minor == 0:
        return "of value 0"
    if _to_person(money.one):
        return "natural person, name not kept"
    return "receiver withheld" if money.one.receiver is not None and is_withheld(money.one.receiver) else None
