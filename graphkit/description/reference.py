"""The page on the numbers of a whole network, from the definitions."""

from __future__ import annotations

import re

from graphkit.description.definitions import DEFINITIONS, REFERENCES, SIGNS
from graphkit.description.statistic import Side, Statistic

_ABOUT = (
    "`graphkit describe` on the command line; in Python `graphkit.description.describe(network)`. The degrees of a "
    "network of other grain are told in its own words: recipients in place of actions."
)
_DISTRIBUTION = (
    "`graphkit describe --degrees`: for each degree k that occurs, of the actors and of the actions, `count` is how "
    "many i have dᵢ = k, and `at_least` the share of those with dᵢ ≥ k (the cumulative distribution). Every component "
    "counts; no line is fitted to it. Source: Latapy et al. 2008."
)


def description_page() -> str:
    """Each statistic with its sentence, formula, edge cases and source."""
    parts = [_ABOUT, f"{SIGNS}."]
    for each in DEFINITIONS:
        statistics = [Statistic(_side(key), key.partition(".")[2], 0.0, "") for key in each.keys]
        parts.append(f"## {', '.join(f'`{key}`' for key in each.keys)}")
        parts.append("\n".join(f"- {s.called('en')} ({s.side}): {s.meaning('en')}" for s in statistics))
        lines = [f"- Formula: {each.formula}.", f"- Edge cases: {each.cases}"]
        lines.append(f"- Source: {'; '.join(cited(name) for name in each.sources)}.")
        parts.append("\n".join([*lines, *([f"- Beside the source: {each.differs}"] if each.differs else [])]))
    parts += ["## Distribution of degrees", _DISTRIBUTION, "## References"]
    parts.append("\n".join(f"- {reference}" for reference in REFERENCES.values()))
    return "\n\n".join(parts)


def cited(name: str) -> str:
    """A reference by its authors and year."""
    authors, _, rest = REFERENCES[name].partition(" (")
    names = re.findall(r"(\w+), (?:\w\. ?)+", authors)
    return f"{f'{names[0]} et al.' if len(names) > 2 else ' & '.join(names)} {rest[:4]}"


def _side(key: str) -> Side:
    return "projection" if key.startswith("projection.") else "two-mode"
