"""The backbone of a network by one of the models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphkit.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from graphkit.backbones.result import Backbone
    from graphkit.backbones.tested import Tested
    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.network import Network

MODELS = ("sdsm",)


def backbone(
    network: Network,
    model: str = "sdsm",
    *,
    alpha: float = 0.05,
    correction: str = "none",
    two_sided: bool = False,
    signed: bool = False,
    exact: bool = True,
    first_years: Mapping[str, int] | None = None,
    progress: Progress | None = None,
) -> Backbone:
    """The pairs of actors that meet more often than their activity explains.

    Parameters
    ----------
    network : Network
        In two modes: the models of chance know how active each actor is and how large each action, which a projection
        has lost.
    model : {"sdsm"}
        ``sdsm``: degrees and sizes as observed on average; exact, of any size. See `graphkit.backbones.sdsm.sdsm`.
    alpha : float
        Keep a pair whose p-value, after the correction, is at most this.
    correction : {"none", "holm", "bh"}
        See `graphkit.backbones.correction.adjusted`. All pairs of actors count as tests, those that never meet too.
    two_sided : bool
        p is twice the smaller tail: for those who would have been surprised by few meetings as well.
    signed : bool
        Keep also the pairs that meet less than expected, those that never meet among them; a test of two sides.
    exact : bool
        Of ``sdsm``: exact tails, or the refined normal approximation.
    first_years : mapping of str to int, optional
        Of ``sdsm``: the first year of actors that were not always there, by id or name. They cannot have met anybody in
        actions that were over before.

    Returns
    -------
    Backbone
        Empty where no pair is kept, which is an answer.

    Raises
    ------
    UnknownName
        There is no such model or correction.
    UsageError
        `alpha` is not between 0 and 1, or the model does not have an option.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> len(backbone(cafe_and_garden()))
    0
    """
    from graphkit.backbones.correction import check
    from graphkit.backbones.result import Backbone
    from graphkit.backbones.selection import select
    from graphkit.networks.provenance import provenance

    if model not in MODELS:
        raise UnknownName("model", model, MODELS)
    check(correction)
    if not 0 < alpha < 1:
        raise UsageError(f"alpha={alpha:g} is not between 0 and 1; 0.05 is usual.")
    two_sided = two_sided or signed
    tested, reference = _tested(network, two_sided, exact, first_years, progress)
    options: dict[str, Any] = {"model": model, "alpha": alpha, "correction": correction}
    options |= {"two_sided": two_sided, "signed": signed, "exact": exact}
    kept = select(tested, alpha, correction, two_sided=two_sided, signed=signed)
    ids, called = network.actor_ids, network.actor_names
    rows = sorted({*kept.one.tolist(), *kept.other.tolist()})
    made = provenance(network, f"backbone {model}", options, reference=reference)
    made["account"] = {"tests": tested.n_tests, "met": len(tested.one), **tested.account}
    return Backbone(
        name="p",
        values=kept.p,
        pairs=[(ids[one], ids[other]) for one, other in zip(kept.one.tolist(), kept.other.tolist(), strict=True)],
        names={ids[row]: called[row] for row in rows},
        unit="actions",
        options=options,
        provenance=made,
        network=network,
        sign=kept.sign,
        observed=kept.observed,
        expected=kept.expected,
        adjusted=kept.adjusted,
        error=kept.error,
        n_tests=tested.n_tests,
        n_met=len(tested.one),
        n_borderline=kept.n_borderline,
    )


def _tested(
    network: Network,
    both_tails: bool,
    exact: bool,
    first_years: Mapping[str, int] | None,
    progress: Progress | None,
) -> tuple[Tested, str]:
    """The pairs tested, and where the model is from."""
    from graphkit.backbones.sdsm import REFERENCE, sdsm

    return sdsm(network, both_tails=both_tails, exact=exact, first_years=first_years, progress=progress), REFERENCE
