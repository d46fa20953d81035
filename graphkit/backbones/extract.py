"""The backbone of a network by one of the models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphkit.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from graphkit.backbones.result import Backbone
    from graphkit.networks.kernels._running import Progress
    from graphkit.networks.network import Network

MODELS = ("sdsm", "fdsm", "disparity")


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
    draws: int | None = None,
    seed: int = 0,
    weight: str | None = None,
    progress: Progress | None = None,
) -> Backbone:
    """The pairs of actors that meet more often than their activity explains.

    Parameters
    ----------
    network : Network
        In two modes: the models of chance know how active each actor is and how large each action, which a projection
        has lost.
    model : {"sdsm", "fdsm", "disparity"}
        ``sdsm``: degrees and sizes as observed on average; exact, of any size, and cautious where actions have few
        actors or actors are in many of the actions. ``fdsm``: degrees and sizes as observed in each of many networks
        drawn; up to 50,000 actors, and 3,000 where p is of two sides. ``disparity``: ties that hold much of one of
        their ends, in the projection alone. See `graphkit.backbones.sdsm`, `graphkit.backbones.fdsm`,
        `graphkit.backbones.disparity`.
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
    draws, seed : int
        Of ``fdsm``: how many networks are drawn (10,000 if nothing is said), and from which seed.
    weight : {"count", "newman", "amount"}, optional
        Of ``disparity``: what a tie of the projection is; ``count`` if nothing is said.

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
    given = {"exact": not exact, "first_years": bool(first_years), "two_sided": two_sided}
    given |= {"draws": draws is not None, "weight": weight is not None}
    _refuse(model, {name for name, is_given in given.items() if is_given})
    options: dict[str, Any] = {"model": model, "alpha": alpha, "correction": correction}
    options |= {"two_sided": two_sided, "signed": signed}
    drawn = None
    if model == "fdsm":
        from graphkit.backbones.fdsm import REFERENCE, fdsm

        options["draws"], drawn = 10_000 if draws is None else draws, seed
        tested = fdsm(network, draws=options["draws"], seed=seed, both_tails=two_sided, progress=progress)
        reference = REFERENCE
    elif model == "disparity":
        from graphkit.backbones.disparity import REFERENCE, disparity

        options["weight"] = weight or "count"
        tested, reference = disparity(network, options["weight"]), REFERENCE
    else:
        from graphkit.backbones.sdsm import REFERENCE, sdsm

        options |= {"exact": exact, "first_years": dict(first_years or {})}
        tested = sdsm(network, both_tails=two_sided, exact=exact, first_years=first_years, progress=progress)
        reference = REFERENCE
    kept = select(tested, alpha, correction, two_sided=two_sided, signed=signed)
    ids, called = network.actor_ids, network.actor_names
    rows = sorted({*kept.one.tolist(), *kept.other.tolist()})
    made = provenance(network, f"backbone {model}", options, seed=drawn, reference=reference)
    n_met = int((tested.observed > 0).sum())
    made["account"] = {"tests": tested.n_tests, "met": n_met, **tested.account}
    return Backbone(
        name="p",
        values=kept.p,
        pairs=[(ids[one], ids[other]) for one, other in zip(kept.one.tolist(), kept.other.tolist(), strict=True)],
        names={ids[row]: called[row] for row in rows},
        unit=tested.unit,
        options=options,
        provenance=made,
        network=network,
        sign=kept.sign,
        observed=kept.observed,
        expected=kept.expected,
        adjusted=kept.adjusted,
        error=kept.error,
        n_tests=tested.n_tests,
        n_met=n_met,
        n_borderline=kept.n_borderline,
    )


# The options that not all models have, and who has them.
_OF = {
    "exact": ("sdsm",),
    "first_years": ("sdsm",),
    "draws": ("fdsm",),
    "weight": ("disparity",),
    "two_sided": ("sdsm", "fdsm"),
}


def _refuse(model: str, given: set[str]) -> None:
    for name, models in _OF.items():
        if name in given and model not in models:
            called = "two_sided or signed" if name == "two_sided" else name
            raise UsageError(f"The model {model} has no {called}: leave it out, or take {' or '.join(models)}.")
