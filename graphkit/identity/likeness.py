"""What two names have in common and what sets them apart, as numbers and as the words behind them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from graphkit.identity.corpus import Corpus
from graphkit.identity.names import Name, stem, vocabulary
from graphkit.identity.spelling import SAME_STEM, alikeness


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are; the same in either order but for `only_one` and `only_other`, which change places.

    Attributes
    ----------
    shared : tuple of str
        Words that both have.
    alike : tuple of (str, str)
        Words that are spelt alike, of one and of the other.
    only_one, only_other : tuple of str
        Words that only one of them has.
    told : tuple of float
        How much each word in common tells, in bits, the most telling first: with 10 bits one name in a thousand has it.
    others : int
        How many other actors have all these words in their names too.
    apart_one, apart_other : float
        How much the words tell that only one of them has.
    spelling : float
        How alike the two are letter by letter, their words in order, 0 to 1.
    numbers_differ : bool
        Both have numbers, and not the same.
    number_in_one : bool
        One has a number that the other lacks.
    forms_differ : bool
        Both have a legal form, and not the same.
    initials : bool
        One is the initials of the other's words.
    """

    shared: tuple[str, ...]
    alike: tuple[tuple[str, str], ...]
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]
    told: tuple[float, ...]
    others: int
    apart_one: float
    apart_other: float
    spelling: float
    numbers_differ: bool
    number_in_one: bool
    forms_differ: bool
    initials: bool

    @property
    def bits(self) -> float:
        """How much the words in common tell together."""
        return sum(self.told)

    @property
    def common_alone(self) -> bool:
        """Whether all that they have in common are words that half of all names have."""
        common = vocabulary().common
        words = (*self.shared, *(word for pair in self.alike for word in pair))
        return all(stem(word) in common for word in words)

    @property
    def rests_on_spelling(self) -> bool:
        """Whether words spelt alike carry what the two have in common, for few of the others tell names apart."""
        common = vocabulary().common
        particular = sum(stem(word) not in common for word in self.shared)
        surest = min((alikeness(*pair) for pair in self.alike), default=1.0)
        # What looks like a slip of the pen may be another town's name: Herefordshire, Hertfordshire.
        return particular < (2 if surest < SAME_STEM else 1 if not self.shared else 0)

    @property
    def coverage(self) -> float:
        """The share of what both names tell that they have in common."""
        # In this order it is the same, to the last bit, whichever name comes first.
        whole = self.bits + (self.apart_one + self.apart_other)
        return self.bits / whole if whole else 0.0

    @property
    def containment(self) -> float:
        """The share of what the shorter name tells that the longer one has too."""
        whole = self.bits + min(self.apart_one, self.apart_other)
        return self.bits / whole if whole else 0.0


def likeness(one: Name, other: Name, corpus: Corpus) -> Likeness:
    """How alike two names are."""
    both = set(one.words).intersection(other.words)
    shared = tuple(word for word in one.words if word in both)
    left = [word for word in one.words if word not in both]
    right = [word for word in other.words if word not in both]
    alike = _aligned(left, right, corpus) if left and right else []
    # Sums in a fixed order: floats added in another one differ in their last bit.
    told = [corpus.weight(word) for word in shared] + [s * _mean(corpus, a, b) for s, a, b in alike]
    doubt = sorted((1 - s) * _mean(corpus, a, b) for s, a, b in alike)
    taken = {word for _, a, b in alike for word in (a, b)}
    only_one = tuple(word for word in left if word not in taken)
    only_other = tuple(word for word in right if word not in taken)
    return Likeness(
        shared=shared,
        alike=tuple((a, b) for _, a, b in alike),
        only_one=only_one,
        only_other=only_other,
        told=tuple(sorted(told, reverse=True)),
        others=max(0, corpus.having_all([(word,) for word in shared] + [(a, b) for _, a, b in alike]) - 2),
        apart_one=sum(sorted(corpus.weight(word) for word in only_one)) + sum(doubt) / 2,
        apart_other=sum(sorted(corpus.weight(word) for word in only_other)) + sum(doubt) / 2,
        spelling=_spelling(one, other),
        numbers_differ=bool(one.numbers and other.numbers and one.numbers != other.numbers),
        number_in_one=bool(one.numbers) != bool(other.numbers),
        forms_differ=bool(one.forms and other.forms and not one.forms & other.forms),
        initials=_initials(one, other) or _initials(other, one),
    )


def _aligned(left: list[str], right: list[str], corpus: Corpus) -> list[tuple[float, str, str]]:
    """The words spelt alike, each taken once, the best pairs first; in an order that is the same either way round."""
    found = [(s, a, b) for a, b in product(left, right) if (s := alikeness(a, b))]
    found.sort(key=lambda each: (-each[0], -_mean(corpus, each[1], each[2]), sorted(each[1:])))
    taken: set[tuple[int, str]] = set()
    aligned = []
    for s, a, b in found:
        if (0, a) not in taken and (1, b) not in taken:
            taken |= {(0, a), (1, b)}
            aligned.append((s, a, b))
    return aligned


def _mean(corpus: Corpus, one: str, other: str) -> float:
    return (corpus.weight(one) + corpus.weight(other)) / 2


def _spelling(one: Name, other: Name) -> float:
    from rapidfuzz.distance import Indel

    first, second = sorted(("".join(one.words), "".join(other.words)))
    found: float = Indel.normalized_similarity(first, second)
    return found


def _initials(short: Name, long: Name) -> bool:
    letters = short.acronym or ""
    return long.acronym is None and len(letters) > 2 and letters == long.initials
