"""A mix of resources in plain sentences, in English or French: exposure, never a grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.resources.result import MixResult
    from graphkit.words import Words


def sentences(result: MixResult, w: Words, *, indices: bool) -> str:
    """What is there, how much of it is known, and what the numbers do not say; a line each."""
    name = w("everything") if result.of is None else result.of.name
    if not result.n_ties:
        return "\n".join([w("none", name=name), w("caution")])
    lines = [w("given", name=name, n=result.n_ties)]
    for one in result.totals:
        if one.kind == "money" and one.n:
            basis = (one.basis and _label("bases", one.basis, w)) or w("no_basis")
            amount = w.money(one.minor, one.currency or w("no_currency"), _digits(one.currency))
            lines.append(w("money", amount=amount, basis=basis, n=one.n))
    if result.n_unknown:
        lines.append(w("unknown", n=result.n_unknown))
    for one in result.totals:
        if one.kind != "money" and (n := one.given):
            what = _label("resources", one.kind, w)
            lines.append(w("priced" if one.n else "unpriced", what=what, n=n, priced=one.n))
    if len({(one.currency, one.basis) for one in result.totals if one.kind == "money" and one.n}) > 1:
        lines.append(w("apart"))
    lines += [w("not_stated", by=w(f"by.{by}")) for by in _unsaid(result)]
    told = [w("meaning"), w("reviews")] if indices else []
    return "\n".join([*lines, *told, w("exposure"), w("caution")])


def _unsaid(result: MixResult) -> list[str]:
    """Kinds of share of which the data say nothing at all."""
    frame = result.indices
    return [str(by) for by in frame.loc[(frame["of"] == "ties") & (frame["classes"] == 0), "by"]]


def _label(vocabulary: str, code: str, w: Words) -> str:
    from graphkit.model.vocabularies import label

    return label(vocabulary, code, w.lang) or code


def _digits(currency: str | None) -> int:
    from graphkit.model.money import minor_digits

    return minor_digits(currency or "")
