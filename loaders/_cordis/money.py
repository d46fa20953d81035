"""How the EU's contribution to a project is shared out among its participants, each euro once.

``ecContribution`` of a coordinator or participant includes what it hands to its third parties; ``netEcContribution`` is
what each keeps, third parties too. Both together would count the third parties' money twice. With G the sum of
ecContribution of all but third parties, and N the sum of what each keeps (net where stated, else ecContribution; a
third party without a net nothing):

- N = G (up to a cent a participant): each gets its net;
- N < G: each gets its net; what is left was handed to third parties that the file does not list, and is a tie of its
  own without a recipient, so that the project's sum is G;
- N > G: third parties of somebody whose ecContribution is not in the file. Which euro lies inside which cannot be told:
  each gets its ecContribution, third parties no amount, and the project's sum is G. Where N is the project's
  ``ecMaxContribution``, the nets are right, and are taken.

A row that states the same project, PIC, role and amounts as an earlier one repeats it (files joined from several
sources hold such rows) and is not counted. A participant who left the project is counted. In both cases the project's
``ecMaxContribution`` decides where it is the other sum: with the repeated row, or without those who left, whose money
others took over. Where participants state no contribution, the rest of ``ecMaxContribution`` is a tie without a
recipient. Any other difference from it is told, and changes nothing. Amounts here are cents.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

THIRD_PARTY = "third_party"

NOT_LISTED = "handed on to third parties that the file does not list"
NOT_SHARED = "not shared out among the participants in the file"
REPEATED = "the same participation as an earlier row: counted once"
TAKEN_OVER = "left the project, and others took its money over"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a row says of one participant's money.

    Attributes
    ----------
    who : str
        The participant; empty where nobody can be told apart from others.
    role : str
        Code of the role.
    gross, net : int or None
        ecContribution and netEcContribution in cents.
    left : bool
        Whether it left the project before its end.
    """

    who: str
    role: str
    gross: int | None
    net: int | None
    left: bool = False

    @property
    def own(self) -> int | None:
        """Its part of G."""
        if self.role == THIRD_PARTY:
            return None
        return self.net if self.gross is None else self.gross

    @property
    def kept(self) -> int | None:
        """Its part of N."""
        return self.own if self.net is None else self.net


@dataclass(slots=True)
class Shares:
    """What each claim of one project comes to.

    Attributes
    ----------
    cents : list of int or None
        The amount of each claim, in their order; None where it states none or is inside another's.
    left_out : dict
        Place of a claim that is not counted -> why.
    rest : int
        What belongs to the project and to none of its participants; 0 where nothing does.
    why : str
        Why there is a rest.
    case : str or None
        What is worth counting about the project; None where its sums agree.
    fault : str or None
        Where the sum is not the project's ecMaxContribution, by how much.
    """

    cents: list[int | None]
    left_out: dict[int, str] = field(default_factory=dict)
    rest: int = 0
    why: str = ""
    case: str | None = None
    fault: str | None = None

    @property
    def total(self) -> int:
        """The project's sum."""
        return sum(cents or 0 for cents in self.cents) + self.rest


def share_out(claims: Sequence[Claim], most: int | None = None) -> Shares:
    """What each participant of a project gets; `most` is its ecMaxContribution in cents.

    Examples
    --------
    >>> claims = [Claim("a", "coordinator", 1000, 700), Claim("b", "third_party", 0, 300)]
    >>> share_out(claims).cents
    [700, 300]
    """
    slack = len(claims)
    left_out = _left_out(claims, most, slack)
    counted = [place for place in range(len(claims)) if place not in left_out]
    gross = _sum(claims, left_out)
    net = sum(claims[place].kept or 0 for place in counted)
    shares = Shares([None] * len(claims), left_out)
    by_net = net <= gross + slack or (most is not None and abs(net - most) <= slack)
    for place in counted:
        shares.cents[place] = claims[place].kept if by_net else claims[place].own
    if not by_net:
        shares.case = "nets above the contributions: third parties not counted"
    elif net < gross - slack:
        shares.rest, shares.why, shares.case = gross - net, NOT_LISTED, NOT_LISTED
    _compare(shares, claims, most, slack)
    return shares


def _compare(shares: Shares, claims: Sequence[Claim], most: int | None, slack: int) -> None:
    if most is None or abs(shares.total - most) <= slack:
        return
    silent = not claims or any(claim.own is None and claim.role != THIRD_PARTY for claim in claims)
    if silent and most > shares.total and not shares.rest:
        shares.rest, shares.why, shares.case = most - shares.total, NOT_SHARED, NOT_SHARED
        return
    shares.fault = f"the contributions of its participants add up to {shares.total / 100:.2f}; those are loaded"


def _left_out(claims: Sequence[Claim], most: int | None, slack: int) -> dict[int, str]:
    """Which claims are not counted: the repeated ones, unless the project's total says otherwise."""
    repeats = dict.fromkeys(_repeats(claims), REPEATED)
    left = {place: TAKEN_OVER for place, claim in enumerate(claims) if claim.left}
    if most is not None:
        nothing: dict[int, str] = {}
        for left_out in (repeats, nothing, left | repeats, left):
            if abs(_sum(claims, left_out) - most) <= slack:
                return left_out
    return repeats


def _sum(claims: Sequence[Claim], without: Container[int]) -> int:
    return sum(claim.own or 0 for place, claim in enumerate(claims) if place not in without)


def _repeats(claims: Sequence[Claim]) -> Iterator[int]:
    seen: set[Claim] = set()
    for place, claim in enumerate(claims):
        if claim in seen and claim.who and (claim.gross or claim.net):
            yield place
        seen.add(claim)
