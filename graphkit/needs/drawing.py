"""Pictures of what is where and what meets a need: numbers in cells, legible without colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphkit.drawing.alternative import tell
from graphkit.drawing.axes import words as said
from graphkit.drawing.bars import stacked
from graphkit.drawing.palette import GROUPS
from graphkit.needs.match import PARTS
from graphkit.needs.naming import everything
from graphkit.needs.sentences import called
from graphkit.words import Words

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from graphkit.needs.learn_result import LearnResult
    from graphkit.needs.match_result import MatchResult
    from graphkit.needs.territories_result import TerritoriesResult

_LONGEST = 40


def territory_matrix(result: TerritoriesResult, ax: Axes | None, top: int, lang: str) -> Axes:
    """Territories with most actions down, classes with most across; what has none is hatched."""
    words = Words("graphkit.needs", lang)
    table = result.matrix()
    whole = result.placed.groupby("territory")["action"].nunique()
    order = whole.reindex(table.index).fillna(0).sort_values(ascending=False, kind="stable").index[:top]
    columns = table.sum().sort_values(ascending=False, kind="stable").index[:top]
    known = everything(result.snapshot)
    places = {id: called(node, words) for id, node in known.get("Territory", {}).items()}
    if result.options["by"] == "kind":
        from graphkit.model.vocabularies import label

        classes = {code: label("kinds", code, lang) for code in result.classes["id"]}
    else:
        classes = {id: called(node, words) for id, node in known.get(result.options["by"].capitalize(), {}).items()}
    shown = table.loc[order, columns]
    title = words("plot.territories", by=words(f"by.{result.options['by']}"))
    if shown.shape != table.shape:
        title += "\n" + words("plot.part", rows=shown.shape[0], of_rows=table.shape[0], columns=shown.shape[1],
                              of_columns=table.shape[1])  # fmt: skip
    return matrix(
        shown.to_numpy(), [places[each] for each in order], [classes[each] for each in columns], title, ax, lang=lang
    )


def criteria_matrix(result: MatchResult, ax: Axes | None, top: int, lang: str) -> Axes:
    """The first candidates of each kind, with the number of actions by which each meets each criterion."""
    import numpy as np

    words = Words("graphkit.needs", lang)
    frame = result.to_frame(lang)
    rows = [row for what in PARTS for row in frame[frame["what"] == what].head(top).to_dict("records")]
    numbers = np.array([[row[f"by_{each}"] for each in result.criteria] for row in rows], dtype=int)
    label = {"concept": "Concept", "skill": "Skill"}
    labels = [
        f"{words('what.' + row['what'])}: {called(result.named[label.get(row['what'], 'Actor')][row['id']], words)}"
        for row in rows
    ]
    heads = [words(f"criterion.{each}", name=called(result.asked[each], words)) for each in result.criteria]
    numbers = numbers.reshape(len(rows), len(heads))
    return matrix(numbers, labels, heads, words("plot.match"), ax, lang=lang)


def themes(result: LearnResult, ax: Axes | None, top: int, lang: str) -> Axes:
    """Difficulties by theme: those with an improvement, and hatched those without."""
    from graphkit.model.vocabularies import label

    words = Words("graphkit.needs", lang)
    frame = result.to_frame("themes").head(top)
    names = [label("themes", each, lang) if isinstance(each, str) else words("no_theme") for each in frame["theme"]]
    open_ = frame["without_improvement"].tolist()
    parts = {words("legend.mended"): (frame["issues"] - frame["without_improvement"]).tolist()}
    parts[words("legend.open")] = open_
    ax = stacked(names, parts, words("axis.issues"), ax, lang=lang, fills=((GROUPS[0], ""), ("#FFFFFF", "//")))
    ax.set_title(words("plot.learn"), fontsize="small", loc="left")
    return ax


def matrix(
    numbers: NDArray[np.int64], rows: Sequence[str], columns: Sequence[str], title: str, ax: Axes | None, *, lang: str
) -> Axes:
    """A number in each cell, darker where it is larger; cells of 0 are hatched."""
    import numpy as np
    from matplotlib.patches import Rectangle

    words = Words("graphkit.needs", lang)
    if ax is None:
        import matplotlib.pyplot as plt

        size = (3.5 + 0.42 * max(len(columns), 8), 1.8 + 0.28 * max(len(rows), 2))
        _, ax = plt.subplots(figsize=size, layout="constrained")
    ax.set_title(title.replace("$", r"\$"), fontsize="small", loc="left")
    if not numbers.size:
        ax.text(0.5, 0.5, words("plot.nothing"), ha="center", va="center", transform=ax.transAxes)
        ax.set_axis_off()
        tell(ax, title, said(lang)("bars.none"))
        return ax
    # By the root: a few large numbers do not make all others look alike.
    depth = np.sqrt(numbers)
    ax.imshow(depth, cmap="Blues", vmin=0, vmax=max(float(depth.max()), 1.0) * 1.8, aspect="auto")
    for row, column in np.ndindex(*numbers.shape):
        if numbers[row, column]:
            ax.text(column, row, words.number(int(numbers[row, column])), ha="center", va="center", fontsize="small")
        else:
            corner = (column - 0.5, row - 0.5)
            ax.add_patch(Rectangle(corner, 1, 1, fill=False, hatch="///", edgecolor="#999999", linewidth=0))
    ax.set_xticks(range(len(columns)), [_short(each) for each in columns], rotation=45, ha="right", fontsize="small")
    ax.set_yticks(range(len(rows)), [_short(each) for each in rows], fontsize="small")
    ax.set_xlabel(words("plot.gap"), fontsize="small")
    row, column = divmod(int(numbers.argmax()), len(columns))
    most = {"n": int(numbers.max()), "row": rows[row], "column": columns[column], "empty": int((numbers == 0).sum())}
    counts = {"rows": len(rows), "columns": len(columns)}
    tell(ax, said(lang)("matrix.drawn", title=title.replace("\n", "; "), **counts), said(lang)("matrix.most", **most))
    return ax


def _short(text: str) -> str:
    """A label of bounded length; a dollar sign would begin a formula."""
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
    return short.replace("$", r"\$")
