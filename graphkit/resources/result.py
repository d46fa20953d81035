"""A mix of resources: the shares, the indices with the number of classes, and the ties they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.networks.results import Result
from graphkit.resources.indices import Indices, indices
from graphkit.words import Words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.accounts.grouping import Label
    from graphkit.accounts.scope import Part
    from graphkit.money.sums import Sum
    from graphkit.networks.snapshot import Snapshot
    from graphkit.resources.scope import Scope


@dataclass(frozen=True, eq=False, repr=False)
class MixResult(Result):
    """What `graphkit.resources.mix.resource_mix` found.

    Attributes
    ----------
    of : Scope or None
        Whose resources; None for all of the data.
    sums : mapping of str to list of (label, Sum)
        For each kind of share the sums of each class, a currency, basis and kind of resource at a time.
    totals : list of Sum
        The sums of all classes together.
    """

    of: Scope | None
    sums: Mapping[str, Sequence[tuple[Label, Sum]]] = field(repr=False)
    totals: Sequence[Sum]
    part: Part = field(repr=False)
    snapshot: Snapshot = field(repr=False)
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    name: str = "resources"
    unit: str = "share of money"

    @property
    def n_ties(self) -> int:
        """How many ties give something: not refused, withdrawn, pending, only asked for or stated twice."""
        return sum(one.given for one in self.totals)

    @property
    def n_unknown(self) -> int:
        """How many of them have an amount of money that is not known."""
        return sum(one.unknown for one in self.totals if one.kind == "money")

    def to_frame(self) -> pd.DataFrame:
        """A row for each class, and for each currency, basis and kind of resource in it.

        Returns
        -------
        pandas.DataFrame
            ``by`` (funder, scale …), ``class`` (empty: not stated), ``class_id`` of a funder; ``kind`` (money, in kind,
            volunteering …), ``currency``, ``basis``; ``ties`` that give something, ``share_of_ties`` (of all of them, 0
            to 1); ``amount`` in major units (net: what was handed on is taken out; empty: none is known),
            ``share_of_money`` (of money in this currency and basis, 0 to 1; empty for what is no money, and where a
            class comes to less than 0); ``unknown_amounts``.
        """
        import pandas as pd

        rows = []
        for by, found in self.sums.items():
            wholes = {of: _whole(sizes) for of, sizes in self._money(by).items()}
            n_ties = sum(one.given for _, one in found)
            for of, one in found:
                if not one.given:
                    continue
                whole = wholes.get((one.currency, one.basis)) if one.kind == "money" and one.n else None
                rows.append(
                    {
                        "by": by,
                        "class": of[0],
                        "class_id": of[1] if len(of) > 1 else None,
                        "kind": one.kind,
                        "currency": one.currency,
                        "basis": one.basis,
                        "ties": one.given,
                        "share_of_ties": one.given / n_ties,
                        "amount": float(one.amount) if one.n else None,
                        "share_of_money": one.minor / whole if whole else None,
                        "unknown_amounts": one.unknown,
                    }
                )
        columns = [
            *("by", "class", "class_id", "kind", "currency", "basis", "ties", "share_of_ties", "amount"),
            *("share_of_money", "unknown_amounts"),
        ]
        numbers = dict.fromkeys(("share_of_ties", "amount", "share_of_money"), "float64")
        return pd.DataFrame(rows, columns=columns).astype(numbers)

    @property
    def indices(self) -> pd.DataFrame:
        """How concentrated the shares are; see `graphkit.resources.indices.indices`.

        Returns
        -------
        pandas.DataFrame
            ``by``; ``of``: ``money`` (in ``currency`` and ``basis``) or ``ties`` (how often, whatever is given);
            ``classes``, ``hhi``, ``normalised_diversity``, ``shannon``, ``effective``; ``total`` that shares are of;
            ``not_stated``, the share of what is in no class because the data do not say, which the indices leave out;
            ``unknown_amounts``, ties of money that may belong to it, for they state no other currency or basis, and
            that no share of money knows of.
        """
        import pandas as pd

        rows = [{"by": by} | row for by in self.sums for row in self._index_rows(by)]
        columns = ["by", "of", "currency", "basis", *Indices._fields, "total", "not_stated", "unknown_amounts"]
        return pd.DataFrame(rows, columns=columns)

    def evidence(self, key: str | None = None, *, by: str | None = None) -> pd.DataFrame:
        """The ties behind a class, or a line (``counted``, ``missing`` …); all when not given.

        Columns as of an account of money.

        Parameters
        ----------
        key : str, optional
            A class of `to_frame` (a funder also by id), or a line. The empty text with a `by` is what states no class.
        by : str, optional
            What the class is one of (``funder``, ``scale`` …); only needed where several have one called so.

        Raises
        ------
        UnknownName
            There is no such class or line.
        UsageError
            Shares by several have such a class.
        """
        from graphkit.accounts.rows import ROWS, tie_rows
        from graphkit.resources.classes import part_of

        if key is None or (by is None and key in ROWS):
            return tie_rows(self.snapshot, [self.part], key, directed=False)
        return tie_rows(self.snapshot, [part_of(self, key, by)], None, directed=False)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The shares by scale, or by what was asked for first, as bars: of money where any is known, else of ties."""
        from graphkit.networks.plots import bars

        by = "scale" if "scale" in self.sums else next(iter(self.sums), None)
        rows = self.to_frame()
        rows = rows[rows["by"] == by]
        column = "share_of_money" if rows["share_of_money"].notna().any() else "share_of_ties"
        rows = rows.dropna(subset=[column]).head(top)
        labels = [
            " ".join(
                filter(_said, (_class(by, row["class"], lang), row["currency"], _class("basis", row["basis"], lang)))
            )
            for row in rows.to_dict("records")
        ]
        return bars(labels, rows[column].tolist(), column.replace("_", " "), ax, lang=lang)

    def __str__(self) -> str:
        return self.sentence("en")

    def sentence(self, lang: str, *, indices: bool = True) -> str:
        """What is there, how much of it is known, and what the numbers do not say, in English or French; a line each.

        Without `indices` nothing is said of what these mean.
        """
        from graphkit.resources.sentences import sentences

        return sentences(self, Words("graphkit.resources", lang), indices=indices)

    def __repr__(self) -> str:
        return f"<MixResult: {str(self).splitlines()[0]}>"

    def _money(self, by: str) -> dict[tuple[str | None, str | None], dict[Label, int]]:
        """The money of each class in minor units, by currency and basis."""
        found: dict[tuple[str | None, str | None], dict[Label, int]] = {}
        for of, one in self.sums[by]:
            if one.kind == "money" and one.n:
                found.setdefault((one.currency, one.basis), {})[of] = one.minor
        return found

    def _index_rows(self, by: str) -> Iterator[dict[str, Any]]:
        from graphkit.model.money import minor_digits

        unknown: Counter[tuple[str | None, str | None]] = Counter()
        ties: Counter[Label] = Counter()
        for of, one in self.sums[by]:
            ties[of] += one.given
            if one.kind == "money":
                unknown[one.currency, one.basis] += one.unknown
        for (currency, basis), sizes in self._money(by).items():
            scale = 10.0 ** minor_digits(currency or "")
            row = _row("money", sizes, scale)
            # What states no amount often states no currency either: it is of this one for all one knows.
            may_be = sum(
                n
                for (other_currency, other_basis), n in unknown.items()
                if other_currency in (None, currency) and other_basis in (None, basis)
            )
            yield row | {"currency": currency, "basis": basis, "unknown_amounts": may_be}
        if any(ties.values()):
            yield _row("ties", ties, 1) | {"currency": None, "basis": None, "unknown_amounts": 0}


_VOCABULARIES = {"scale": "scales", "kind": "kinds", "resource": "resources", "instrument": "instruments"} | {
    "basis": "bases"
}


def _class(by: str | None, code: Any, lang: str) -> str:
    """What a class is called in a language; a question mark where the data say nothing."""
    from graphkit.drawing.names import called
    from graphkit.model.vocabularies import label

    if not _said(code):
        return "" if by == "basis" else "?"
    return label(_VOCABULARIES[by], code, lang) or code if by in _VOCABULARIES else called(code)


def _said(part: Any) -> bool:
    return isinstance(part, str) and bool(part)


def _row(what: str, sizes: Mapping[Label, int], scale: float) -> dict[str, Any]:
    stated = {of: size for of, size in sizes.items() if of[0] is not None}
    total = sum(sizes.values())
    rest = (total - sum(stated.values())) / total if total else float("nan")
    return {"of": what, "total": total / scale, "not_stated": rest, **indices(list(stated.values()))._asdict()}


def _whole(sizes: Mapping[Label, int]) -> int | None:
    """What shares are of; nothing where no money is left, or where a class comes to less than 0."""
    total = sum(sizes.values())
    return total if total > 0 and min(sizes.values()) >= 0 else None
