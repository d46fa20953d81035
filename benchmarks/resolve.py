"""Quality and time of finding actors that are one, by their names alone, beside plain token-set matching, in one run.

    python benchmarks/resolve.py
    python benchmarks/resolve.py --data ../shared/data --names 20000 --write

**What is counted.** A record is a spelling of a name with the identifier that its file gives it: a SIREN with a valid
check digit (Pays de la Loire, ADEME), a charity number (360Giving), a PIC (CORDIS). The identifier is hidden from the
matcher, which gets the name and, where the file tells it, the territory (the country of a participant; the département
that pays, which is nearly always the same one).

- *Same*: two records of a file with the same identifier. *Different*: any two with different ones, also where the two
  identifiers are in truth one body that was registered twice: the truth is incomplete, and precision is at least what
  is printed.
- *Ambiguous*: two identifiers that share a name in one territory, word for word but for accents, articles and the
  words for association or company (three bodies called OGEC SAINTE MARIE; a federation registered twice). Nobody can
  tell them apart, or tell that they are two, by a name. No pair of records between such two identifiers counts,
  neither for nor against; the precision with all of them counted as wrong is printed beside (*strict*).
- *Precision*: of the pairs at or above a threshold, the share that is same. *Recall*: of all pairs that are same, also
  those whose names have nothing in common (a body that changed its name), the share at or above the threshold.

**Kept apart.** All names of a file are matched together, for that is how dense names are. Weights and the default
threshold are chosen with pairs whose two identifiers are both in one half (by a hash) of the identifiers of Pays de la
Loire and CORDIS; there each pair that differs counts twice, for a half has a quarter of them. The figure is over the
pairs of the other half, half of the pairs between the halves, all pairs of ADEME and 360Giving, and, by the same
halves, the pairs between two files of the same départements: what the State and what the départements gave.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

from page import facts, peak_megabytes, write  # noqa: E402
from resolve_truth import FILES, Pair, Truth, many_names, truth  # noqa: E402

Scored = dict[Pair, float]

OURS = (0.5, 0.6, 0.7, 0.8, 0.86, 0.9, 0.95)
PLAIN = (0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
# The default threshold stands a little above the lowest of these with this precision where it is chosen: what is
# chosen on one half is a little worse on the other.
STEPS, ASKED = tuple(n / 100 for n in range(50, 100)), 0.985


def by_graphkit(of: Truth) -> Scored:
    """All pairs of a file that graphkit finds worth a look, with their scores."""
    from graphkit.identity.candidates import candidates
    from graphkit.identity.parties import party

    actors = [
        party(f"{place:06}", record.name, places=frozenset([record.territory] if record.territory else []))
        for place, record in enumerate(of.records)
    ]
    found = candidates(actors, above=0.3)
    return {(int(each.one.id), int(each.other.id)): each.score for each in found}


def by_token_set(of: Truth) -> Scored:
    """All pairs of a file by rapidfuzz's token_set_ratio, names prepared by its default_process, nothing else known."""
    import numpy as np
    from rapidfuzz import fuzz, process, utils

    names = [utils.default_process(record.name) for record in of.records]
    found: Scored = {}
    for first in range(0, len(names), 1000):
        some = names[first : first + 1000]
        ratios = process.cdist(
            some, names, scorer=fuzz.token_set_ratio, score_cutoff=70, dtype=np.uint8, workers=os.cpu_count() or 1
        )
        for row, column in np.argwhere(ratios > 0).tolist():
            if first + row < column:
                found[first + row, column] = float(ratios[row, column]) / 100
    return found


class Figures:
    """Counts over the pairs of some files, by threshold.

    Parameters
    ----------
    parts : iterable of (Truth, dict)
        Files, with the scores of their pairs.
    part : str
        ``choose`` or ``figure``: which of their pairs count.
    """

    def __init__(self, parts: Iterable[tuple[Truth, Scored]], part: str) -> None:
        self.same = 0
        # Both identifiers in one half: of the pairs that differ only a quarter of all are, of the others half.
        self._weight = 2 if part == "choose" else 1
        self._scores: list[tuple[float, bool]] = []
        self._ambiguous: list[float] = []
        for of, scored in parts:
            self.same += sum(of.part(pair) == part for pair in of.same)
            for pair, score in scored.items():
                if of.part(pair) != part:
                    continue
                if pair not in of.same and of.is_ambiguous(pair):
                    self._ambiguous.append(score)
                else:
                    self._scores.append((score, pair in of.same))

    def at(self, threshold: float) -> tuple[int, float, float, float]:
        """How many pairs are joined, precision, precision with the ambiguous as wrong, and recall."""
        kept = [right for score, right in self._scores if score >= threshold]
        if not kept:
            return 0, float("nan"), float("nan"), 0.0
        right = sum(kept)
        wrong = self._weight * (len(kept) - right)
        ambiguous = self._weight * sum(score >= threshold for score in self._ambiguous)
        return len(kept), right / (right + wrong), right / (right + wrong + ambiguous), right / self.same

    def best_recall(self, precision: float) -> float:
        """The most recall there is at no less than a precision."""
        return max((at[3] for step in STEPS if (at := self.at(step))[1] >= precision), default=0.0)

    def lowest(self, precision: float) -> float:
        """The lowest threshold with no less than a precision."""
        return min((step for step in STEPS if self.at(step)[1] >= precision), default=1.0)


def rows(title: str, figures: Figures, thresholds: Iterable[float]) -> Iterator[str]:
    """A table by threshold."""
    yield f"| {title}, at or above | pairs joined | precision | strict | recall |\n|---|---:|---:|---:|---:|"
    for threshold in thresholds:
        joined, precision, strict, recall = figures.at(threshold)
        yield f"| {threshold:.2f} | {joined:,} | {precision:.3f} | {strict:.3f} | {recall:.3f} |"


def seconds_for(data: Path, count: int) -> str:
    """How long the matching of so many names takes, in a process of its own."""
    command = [sys.executable, str(HERE / "resolve.py"), "--data", str(data), "--measure", str(count)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(run.stderr.strip()[-2000:])
    return run.stdout.strip()


def measure(data: Path, count: int) -> str:
    """The same, in this process."""
    from graphkit.identity.candidates import candidates
    from graphkit.identity.parties import party

    names = many_names(data, count)
    before, used = time.perf_counter(), time.process_time()
    found = candidates([party(f"{place:06}", name) for place, name in enumerate(names)])
    seconds, used = time.perf_counter() - before, time.process_time() - used
    took = f"{seconds:.1f} s ({used:.1f} s CPU), {peak_megabytes():,.0f} MB"
    return f"{count:,} different names: {took}, {len(found):,} candidates"


def fit(parts: Iterable[Truth]) -> dict[str, float]:
    """The weights of the model of names, by logistic regression on the pairs to choose with; see graphkit.identity."""
    import numpy as np

    from graphkit.identity.blocking import pairs
    from graphkit.identity.corpus import Corpus
    from graphkit.identity.likeness import likeness
    from graphkit.identity.names import name
    from graphkit.identity.scoring import WORD_IN_ONE, features, most

    told, right = [], []
    for of in parts:
        names = [name(record.name) for record in of.records]
        corpus = Corpus([[each] for each in names])
        for pair in pairs(names):
            one, other = (names[each] for each in pair)
            if of.part(pair) != "choose" or len({of.records[each].territory for each in pair}) > 1:
                continue
            like = likeness(one, other, corpus)
            if like.told and most(one, other, like) >= WORD_IN_ONE:
                told.append(features(like))
                right.append(pair in of.same)
    x, y = np.array([list(each.values()) for each in told]), np.array(right, float)
    weights = np.zeros(x.shape[1])
    # A little ridge, not on the constant: two numbers that nearly say the same must not part.
    ridge = np.diag([0.0, *[0.3] * (len(weights) - 1)])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        weights += np.linalg.solve((x.T * (p * (1 - p))) @ x + ridge, x.T @ (y - p) - ridge @ weights)
    return dict(zip(told[0], weights.round(2).tolist(), strict=True))


def report(data: Path, count: int) -> str:
    """All figures, with what a reader must know to judge them."""
    from graphkit.identity.scoring import SURE

    truths = [truth(data, file) for file in FILES]
    ours, plain, plain_seconds = [], [], 0.0
    for of in truths:
        ours.append((of, by_graphkit(of)))
        before = time.perf_counter()
        plain.append((of, by_token_set(of)))
        plain_seconds += time.perf_counter() - before
        print(f"{of.file}: {len(of.records):,} names matched", file=sys.stderr, flush=True)
    choice, figure = Figures(ours, "choose"), Figures(ours, "figure")
    peer_choice, peer = Figures(plain, "choose"), Figures(plain, "figure")
    lines = [*rows("graphkit", figure, OURS), "", *rows("token_set_ratio", peer, PLAIN), ""]
    joined, precision, strict, recall = figure.at(SURE)
    lines.append(
        f"- At graphkit's default threshold {SURE}: precision {precision:.3f} (strict {strict:.3f}), recall "
        f"{recall:.3f}, {joined:,} pairs. Lowest threshold with precision {ASKED} where it was chosen: "
        f"{choice.lowest(ASKED):.2f}."
    )
    lines.append(
        f"- Most recall at precision .98: graphkit {figure.best_recall(0.98):.3f}, token_set_ratio "
        f"{peer.best_recall(0.98):.3f}; at precision .9: {figure.best_recall(0.9):.3f}, {peer.best_recall(0.9):.3f}."
    )
    lines.append(
        f"- Pairs that are the same: {figure.same:,} in the figure, {choice.same:,} to choose with (there "
        f"{choice.at(SURE)[1]:.3f} precise at {SURE}, token_set_ratio {peer_choice.at(0.95)[1]:.3f} at .95)."
    )
    for of, scored in ours:
        alone = Figures([(of, scored)], "figure")
        joined, precision, strict, recall = alone.at(SURE)
        lines.append(
            f"- {of.file}: {len(of.records):,} names, {alone.same:,} pairs the same; at {SURE}: {joined:,} joined, "
            f"precision {precision:.3f} (strict {strict:.3f}), recall {recall:.3f}."
        )
    lines.append(f"- {seconds_for(data, count)}. token_set_ratio took {plain_seconds:.1f} s for the files.")
    lines += facts(("graphkit", "rapidfuzz"))
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and with --write keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("GRAPHKIT_TEST_DATA", ROOT.parent / "shared" / "data")
    parser.add_argument("--data", type=Path, default=Path(default), help="folder of the publishers' files")
    parser.add_argument("--names", type=int, default=20_000, help="how many names are timed")
    parser.add_argument("--fit", action="store_true", help="print the weights of the model instead")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    missing = [file for name in FILES for file in name.split(" and ") if not (options.data / file).is_file()]
    if missing:
        raise SystemExit(f"{options.data} has no {', '.join(missing)}: set GRAPHKIT_TEST_DATA or give --data.")
    if options.measure:
        print(measure(options.data, options.measure))
        return
    if options.fit:
        print(fit([truth(options.data, file) for file in FILES]))
        return
    text = report(options.data, options.names)
    print(text)
    if options.write:
        write("resolve", "Actors that are one", text, "python benchmarks/resolve.py --write")


if __name__ == "__main__":
    main()
