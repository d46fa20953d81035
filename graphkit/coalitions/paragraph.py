"""What was done, as the paragraph that a paper needs, with its references; in English or French."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import TYPE_CHECKING

from graphkit.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.coalitions.result import Coalitions


def paragraph(result: Coalitions, lang: str = "en") -> str:
    """How coalitions were found, with the parameters that were used, and the works to cite.

    Parameters
    ----------
    result : Coalitions
    lang : {"en", "fr"}

    Returns
    -------
    str
        One paragraph, an empty line, and one line a reference.
    """
    w = Words("graphkit.coalitions", lang)
    text = " ".join(_sentences(result, w, lang))
    # Cited are those alone that the text names; both languages name them alike, but for the space before a semicolon.
    table = files("graphkit.coalitions").joinpath("references.csv").read_text(encoding="utf-8")
    cited = [row["reference"] for row in csv.DictReader(table.splitlines()) if row["key"] in text]
    return "\n".join([text, "", w("references"), *cited])


def _sentences(result: Coalitions, w: Words, lang: str) -> Iterator[str]:
    options, made, network = result.options, result.provenance, result.network
    numbers = {name: _plain(options[name], lang) for name in ("resolution", "alpha") if name in options}
    yield w(
        "network",
        version=made["version"],
        seed=str(options["seed"]),
        actors=network.n_actors,
        actions=network.n_actions,
        network=network.spec,
        data=made["snapshot"][:12],
    )
    method, backbone = options["method"], options["backbone"]
    yield w(method, starts=options["starts"], **numbers)
    if method != "bipartite":
        ties = int(result.values["n_ties"])
        named = {"ties": ties, "correction": options.get("correction", ""), **numbers}
        yield w(f"on.{backbone or options['weight']}", **named)
    if result.stability is None:
        yield w("no_runs")
    else:
        yield w("runs", runs=options["runs"], consensus=w("consensus") if method in ("leiden", "louvain") else "")
        n_rewired = len(made["account"]["by_chance"])
        yield w("stable", rewired=n_rewired, n_stable=len(result.stable), n=len(result.groups))
    yield w("caution")


def _plain(number: float, lang: str) -> str:
    """A parameter as it was given: words write four decimals."""
    return f"{number:g}".replace(".", "," if lang == "fr" else ".")
