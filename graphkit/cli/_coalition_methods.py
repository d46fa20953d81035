"""What a paper says of coalitions: how they were found, in which ties, how surely, and what may not be said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.cli._backbone_methods import level

if TYPE_CHECKING:
    from graphkit.cli._methods import Methods
    from graphkit.coalitions import Coalitions


def add_coalitions(paragraph: Methods, result: Coalitions, lang: str) -> None:
    """Put the sentences on coalitions at the end of a paragraph."""
    options = result.options
    method, resolution = options["method"], level(options["resolution"], lang)
    paragraph.add(f"coalitions.{method}", resolution=resolution, seed=str(options["seed"]))
    agreed = bool(options["runs"]) and method in ("leiden", "louvain")
    if not agreed:
        paragraph.add("coalitions.starts", n=options["starts"])
    if method != "bipartite":
        _add_ties(paragraph, result, lang)
    if result.stability is None:
        paragraph.add("coalitions.untested")
    else:
        _add_runs(paragraph, result, agreed=agreed)
    paragraph.add("coalitions.caution")


def _add_ties(paragraph: Methods, result: Coalitions, lang: str) -> None:
    """Which ties the groups are of."""
    options, backbone = result.options, result.options["backbone"]
    if backbone is None or backbone == "disparity":
        paragraph.add(f"coalitions.on.{options['weight']}")
    if backbone is None:
        return
    kept = {"ties": int(result.values["n_ties"]), "alpha": level(options["alpha"], lang)}
    if backbone == "fdsm":
        kept["draws"] = options["draws"]
    paragraph.add(f"coalitions.on.{backbone}", **kept)
    paragraph.add(f"correction.{options['correction']}", tests=_tests(result))


def _tests(result: Coalitions) -> int:
    """All pairs of actors, whether they meet or not; of the disparity filter each tie at both of its ends."""
    n = result.network.n_actors
    if result.options["backbone"] == "disparity":
        return int(result.network.projection(result.options["weight"]).matrix.nnz)
    return n * (n - 1) // 2


def _add_runs(paragraph: Methods, result: Coalitions, *, agreed: bool) -> None:
    """How often they were looked for again, and what that is held against."""
    from graphkit.coalitions.basis import STARTS_IN_RUNS

    options, account = result.options, result.provenance["account"]
    paragraph.add("coalitions.runs", runs=options["runs"], few=min(options["starts"], STARTS_IN_RUNS))
    if agreed:
        paragraph.add("coalitions.consensus")
    if account["by_chance"]:
        counted = {"rewired": len(account["by_chance"]), "fewer": account["runs_by_chance"]}
        paragraph.add("coalitions.stable", n_stable=len(result.stable), n=len(result.groups), **counted)
    else:
        paragraph.add("coalitions.none_reached")
    paragraph.add("coalitions.standing")
