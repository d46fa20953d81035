"""What was done, as the paragraph that a paper needs, with its references; in English or French."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import TYPE_CHECKING

from graphkit.coalitions.basis import STARTS_IN_RUNS
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
    method, backbone, runs = options["method"], options["backbone"], options["runs"]
    agreed = bool(runs) and method in ("leiden", "louvain")
    yield w(method, starts="" if agreed else w("starts", n=options["starts"]), **numbers)
    if method != "bipartite":
        named = {"ties": int(result.values["n_ties"]), **numbers}
        named["correction"] = w(f"correction.{options.get('correction', 'none')}")
        yield w(f"on.{backbone or options['weight']}", **named)
    if result.stability is None:
        yield w("no_runs")
    else:
        few = min(options["starts"], STARTS_IN_RUNS)
        yield w("runs", runs=runs, few=few, consensus=w("consensus") if agreed else "")
        account = made["account"]
        if account["by_chance"]:
            counted = {"rewired": len(account["by_chance"]), "fewer": account["runs_by_chance"]}
            yield w("stable", n_stable=len(result.stable), n=len(result.groups), **counted)
        else:
            yield w("none_reached")
        yield w("standing")
    yield w("caution")


def _plain(number: float, lang: str) -> str:
    """A parameter as it was given: words write four decimals."""
    return f"{number:g}".replace(".", "," if lang == "fr" else ".")
