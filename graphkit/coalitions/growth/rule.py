"""Whether an action is one sponsor's or an institution's: a proposal of ours, year by year, with its parts.

No accepted measure of it exists. The question comes from the Lille conclusions of the WILCO project: whether an
innovation outgrows the first, often political, support of one person or body and is carried by institutions of several
levels. What is counted here is who gives money, supports, initiates or decides, and what kind of body that is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

INSTITUTIONS = frozenset(
    ("state", "local_authority", "public_body", "department", "school", "social_landlord", "university")
) | {"european_institution"}
"""Kinds of actor that are institutions here: public bodies, and those that are run by them."""

SPONSORS = frozenset(("funder", "initiator", "decision_maker"))
"""Roles that make a sponsor, beside every kind of support."""

FIRST_SUPPORT = frozenset(("political", "symbolic"))
"""Kinds of support that come before money."""

STAGES = ("no_sponsor", "one_sponsor", "several_sponsors", "several_institutions", "institutions_of_several_scales")
"""From nobody who carries the action to institutions of several scales."""


@dataclass(frozen=True, slots=True)
class Sponsor:
    """Who gives money, supports, initiates or decides: since when, what it is, and whether it gave first support."""

    id: str
    year: int | None
    kind: str | None
    scale: str | None
    first_support: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """Whose an action is by a year.

    Attributes
    ----------
    year : int or None
        By the end of this year; None: with those too whose ties state no year.
    stage : str
        One of `STAGES`.
    n_sponsors, n_institutions : int
        Who gives money, supports, initiates or decides, and how many of them are institutions.
    scales : tuple of str
        The scales of these institutions, as far as they are known.
    n_first_support : int
        How many sponsors gave political or symbolic support.
    n_unknown : int
        Sponsors whose kind is not known, and institutions whose scale is not: they count as none.
    """

    year: int | None
    stage: str
    n_sponsors: int
    n_institutions: int
    scales: tuple[str, ...]
    n_first_support: int
    n_unknown: int


def stages(sponsors: Iterable[Sponsor]) -> list[Stage]:
    """The stage by each year in which a sponsor came; then with all, where some state no year.

    ``no_sponsor``; ``one_sponsor``; ``several_sponsors`` of whom at most one is an institution;
    ``several_institutions``, of one scale as far as is known; ``institutions_of_several_scales``: two or more, of two
    or more scales.
    """
    known = list(sponsors)
    found = [
        _stage(year, [one for one in known if one.year is not None and one.year <= year])
        for year in sorted({one.year for one in known if one.year is not None})
    ]
    return [*found, _stage(None, known)] if any(one.year is None for one in known) or not known else found


def _stage(year: int | None, there: list[Sponsor]) -> Stage:
    institutions = [one for one in there if one.kind in INSTITUTIONS]
    scales = tuple(sorted({one.scale for one in institutions if one.scale}))
    if len(there) < 2:
        stage = STAGES[len(there)]
    elif len(institutions) < 2:
        stage = "several_sponsors"
    else:
        stage = "institutions_of_several_scales" if len(scales) > 1 else "several_institutions"
    n_unknown = sum(one.kind is None or (one.kind in INSTITUTIONS and one.scale is None) for one in there)
    return Stage(year, stage, len(there), len(institutions), scales, sum(one.first_support for one in there), n_unknown)
