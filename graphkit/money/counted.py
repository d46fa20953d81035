"""What each tie of money adds to a sum, worked out once for all sums over them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from graphkit.model.money import LARGEST
from graphkit.money.handed_on import handed_on
from graphkit.money.lines import COUNTED, TWICE, kinds, lines
from graphkit.money.minor_units import coded, minor_units, places, too_large
from graphkit.money.twice import stated_twice

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from graphkit.money.rates import Rates, Used

# Shares are often written with two digits: an amount may differ from total x share by half of the last one.
_SHARE_STEP = 0.005


@dataclass(frozen=True)
class Counted:
    """Ties of money, one entry each.

    Attributes
    ----------
    ties : pyarrow.Table
        The FUNDS ties.
    line, kind : arrays of int
        Places in `graphkit.money.lines.LINES` and `KINDS`.
    currency, basis : arrays of int
        Places in `currencies` and `bases`; -1 where none is stated. With rates all are in one currency.
    receiver : array of int
        Place in `receivers` of who receives: as the tie says, else the only recipient of its action; -1 for nobody.
    several : array of bool
        Whether its action has several recipients and the tie names none.
    gross, amount : arrays of int
        Minor units: the total before a split (the amount itself where there is none), and the amount. 0 where the tie
        is not on the line ``counted``.
    taken : array of int
        How much of the amount was handed on by who received it; taken out.
    circle : array of bool
        Whether the money goes round in a circle; nothing of it is taken out.
    differs : array of bool
        Whether the amount is not the total times the share that the tie states; it counts as it is.
    rates : graphkit.money.rates.Used, optional
        The rates by which amounts were turned into one currency.
    """

    ties: pa.Table
    line: NDArray[np.int8]
    kind: NDArray[np.int8]
    currency: NDArray[np.int64]
    currencies: list[str]
    basis: NDArray[np.int64]
    bases: list[str]
    receiver: NDArray[np.int64]
    receivers: list[str]
    several: NDArray[np.bool_]
    gross: NDArray[np.int64]
    amount: NDArray[np.int64]
    taken: NDArray[np.int64]
    circle: NDArray[np.bool_]
    differs: NDArray[np.bool_]
    rates: Used | None = None

    @cached_property
    def group(self) -> NDArray[np.int64]:
        """What may be added up, as a number: currency, basis and kind."""
        return groups(self.currency, self.basis, self.kind)

    @cached_property
    def rank(self) -> NDArray[np.int64]:
        """The ties in the order of their ids, however they came."""
        return ranks(self.ties)


def count(
    ties: pa.Table,
    rates: Rates | None = None,
    days: NDArray[np.int64] | None = None,
    needed: NDArray[np.bool_] | None = None,
) -> Counted:
    """What ties of money add to sums over them.

    Parameters
    ----------
    ties : pyarrow.Table
        Ties of a snapshot: those of money are counted, those of recipients say who receives.
    rates : Rates, optional
        To turn all amounts into one currency.
    days : array of int, optional
        The day of each tie, for the rates, in days since 1970; `NO_DAY` of `graphkit.money.rates` where it has none.
    needed : array of bool, optional
        Which ties must have a rate; all when not given. Others without one are worth nothing here: leave them aside.

    Raises
    ------
    DataError
        Amounts are too large to be added up exactly, or a rate is missing.
    """
    import numpy as np
    import pyarrow.compute as pc

    line = lines(ties)
    funds = np.flatnonzero(line >= 0)
    receiver, receivers, several = receivers_of(ties, funds)
    money = ties.take(funds) if len(funds) < ties.num_rows else ties
    line, kind = line[funds], kinds(money)
    gross, amount, differs = _amounts(money)
    currency, currencies = coded(money["currency"])
    basis, bases = coded(money["basis"])
    # As they are stated: amounts that become equal by a rate are not the same payment.
    line = _without_repeats(money, line, groups(currency, basis, kind), receiver, amount)
    used = None
    if rates is not None:
        wanted = line == COUNTED
        if needed is not None:
            wanted &= needed[funds]
        used = rates.apply(money, wanted, None if days is None else days[funds])
        gross, amount = used.convert(gross), used.convert(amount)
        currency, currencies = np.zeros(len(funds), dtype=np.int64), [rates.base]
    group = groups(currency, basis, kind)
    counted = line == COUNTED
    gross, amount = np.where(counted, gross, 0), np.where(counted, amount, 0)
    _check(money, group, np.maximum(np.abs(gross), np.abs(amount)))
    regrant = np.where(counted, places(money["regrant"], receivers), -1)
    taken, circle = np.zeros(len(funds), dtype=np.int64), np.zeros(len(funds), dtype=np.bool_)
    if (regrant >= 0).any():
        # Who spends on an action of its own, and names nobody, does not receive.
        spent = (receiver == regrant) & np.asarray(pc.is_null(money["recipient"]).to_numpy(), dtype=np.bool_)
        found = handed_on(group, amount, np.where(counted & ~spent, receiver, -1), regrant, ranks(money))
        taken, circle = found.taken, found.circle
    return Counted(
        *(money, line, kind, currency, currencies, basis, bases, receiver, receivers, several, gross, amount),
        *(taken, circle, differs & counted, used),
    )


def receivers_of(ties: pa.Table, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], list[str], NDArray[np.bool_]]:
    """Who receives, for some of the ties.

    Returns
    -------
    receiver : array of int
        Place in the list: whom the tie names, else the only recipient of its action; -1 for nobody, or several.
    receivers : list of str
        Their ids, and those of who hands money on.
    several : array of bool
        Where the action has several recipients and the tie names none.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    says = ties.filter(
        pc.fill_null(pc.and_(pc.equal(ties["type"], "TAKES_PART"), pc.equal(ties["role"], "recipient")), False)
    )
    named = [pc.unique(column) for column in (ties["recipient"], ties["regrant"], says["actor"])]
    ids = pc.drop_null(pc.unique(pa.chunked_array(named, pa.string())))
    ids = ids.take(pc.sort_indices(ids))
    own = places(ties["recipient"].take(rows) if len(rows) < ties.num_rows else ties["recipient"], ids)
    several = np.zeros(len(rows), dtype=np.bool_)
    nameless = np.flatnonzero(own < 0)
    if len(nameless) and says.num_rows:
        actions = pc.unique(says["action"])
        at = np.asarray(pc.index_in(says["action"], value_set=actions).to_numpy(), dtype=np.int64)
        who = places(says["actor"], ids)
        least = np.full(len(actions), len(ids), dtype=np.int64)
        most = np.full(len(actions), -1, dtype=np.int64)
        np.minimum.at(least, at, who)
        np.maximum.at(most, at, who)
        found = pc.fill_null(pc.index_in(ties["action"].take(pa.array(rows[nameless])), value_set=actions), -1)
        place = np.asarray(found.to_numpy(), dtype=np.int64)
        has = place >= 0
        one = has & (least[place] == most[place])
        own[nameless[one]] = least[place[one]]
        several[nameless[has & ~one]] = True
    return own, ids.to_pylist(), several


def repeated(ties: pa.Table) -> NDArray[np.bool_]:
    """Which ties of money another source states as well, so that their amounts are counted there."""
    import numpy as np
    import pyarrow.compute as pc

    found = np.zeros(ties.num_rows, dtype=np.bool_)
    if pc.count_distinct(ties["source"]).as_py() < 2:
        return found
    line = lines(ties)
    funds = np.flatnonzero(line >= 0)
    money = ties.take(funds) if len(funds) < ties.num_rows else ties
    group = groups(coded(money["currency"])[0], coded(money["basis"])[0], kinds(money))
    receiver = receivers_of(ties, funds)[0]
    found[funds] = _without_repeats(money, line[funds], group, receiver, _amounts(money)[1]) == TWICE
    return found


def groups(currency: NDArray[np.int64], basis: NDArray[np.int64], kind: NDArray[np.int8]) -> NDArray[np.int64]:
    """Numbers that are equal where amounts may be added."""
    n = int(basis.max(initial=-1)) + 2
    return ((currency + 1) * n + basis + 1) * 8 + kind


def ranks(ties: pa.Table) -> NDArray[np.int64]:
    """The place of each tie in the order of ids."""
    import numpy as np
    import pyarrow.compute as pc

    ids = ties["id"]
    n = ties.num_rows
    if pc.all(pc.less_equal(ids.slice(0, max(n - 1, 0)), ids.slice(1)), min_count=0).as_py():
        return np.arange(n)  # as a snapshot has them
    order = np.asarray(pc.sort_indices(ids).to_numpy(), dtype=np.int64)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank


def amounts_of(ties: pa.Table) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The amounts of ties in minor units, and which are known: stated, or a total with its share."""
    import numpy as np
    import pyarrow.compute as pc

    stated, total, share = (
        np.asarray(pc.is_valid(ties[name]).to_numpy(), dtype=np.bool_) for name in ("amount", "gross_amount", "share")
    )
    return _amounts(ties)[1], stated | (total & share)


def _amounts(ties: pa.Table) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Totals and amounts in minor units, and where they contradict the share."""
    import numpy as np
    import pyarrow.compute as pc

    amount = minor_units(ties, "amount")
    stated = np.asarray(pc.is_valid(ties["amount"]).to_numpy(), dtype=np.bool_)
    total = np.asarray(pc.is_valid(ties["gross_amount"]).to_numpy(), dtype=np.bool_)
    if not total.any():
        return amount, amount, np.zeros(len(amount), dtype=np.bool_)
    gross = np.where(total, minor_units(ties, "gross_amount"), amount)
    shared = total & np.asarray(pc.is_valid(ties["share"]).to_numpy(), dtype=np.bool_)
    share = np.asarray(pc.fill_null(ties["share"], 1.0).to_numpy(), dtype=np.float64)
    unsaid = np.flatnonzero(shared & ~stated)
    amount = amount.copy()
    amount[unsaid] = [_share_of(int(gross[row]), float(share[row])) for row in unsaid]
    near = np.abs(amount - gross * share) <= np.abs(gross) * _SHARE_STEP + 1
    return gross, amount, shared & stated & ~near


def _share_of(gross: int, share: float) -> int:
    return int((gross * Decimal(repr(share))).to_integral_value(ROUND_HALF_UP))


def _without_repeats(
    ties: pa.Table,
    line: NDArray[np.int8],
    group: NDArray[np.int64],
    receiver: NDArray[np.int64],
    amount: NDArray[np.int64],
) -> NDArray[np.int8]:
    """The lines, with what another source states as well on a line of its own."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    source, sources = coded(ties["source"])
    if len(sources) < 2:
        return line
    dated = np.asarray(pc.is_valid(ties["date"]).to_numpy(), dtype=np.bool_)
    able = np.flatnonzero((line == COUNTED) & dated & (receiver >= 0))
    giver = np.asarray(ties["actor"].combine_chunks().dictionary_encode().indices.to_numpy(), dtype=np.int64)
    day = np.asarray(pc.fill_null(ties["date"].cast(pa.int32()), 0).to_numpy(), dtype=np.int64)
    keys = [key[able] for key in (giver, receiver, amount, group, day)]
    line = line.copy()
    line[able[stated_twice(source[able], keys, coded(ties["reference"])[0][able])]] = TWICE
    return line


def _check(ties: pa.Table, group: NDArray[np.int64], size: NDArray[np.int64]) -> None:
    """Refuse sums that are too large to be exact."""
    import numpy as np

    if len(size) and float(np.bincount(group, weights=size).max()) > LARGEST:
        raise too_large(ties, int(size.argmax()), "amount")
