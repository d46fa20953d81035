"""What a paper says of a backbone: the model of chance, the test, the correction, and what was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.cli._words import unit

if TYPE_CHECKING:
    from graphkit.backbones import Backbone
    from graphkit.cli._methods import Methods


def add_backbone(paragraph: Methods, result: Backbone, lang: str) -> None:
    """Put the sentences on a backbone at the end of a paragraph."""
    options, account = result.options, result.provenance["account"]
    model, tests = options["model"], result.n_tests
    if model == "sdsm":
        # The fit is held to 1e-8 at least; where it is exact there is no digit to give.
        paragraph.add("backbone.sdsm", tests=tests, residual=f"{max(account['residual'], 1e-16):.0e}")
        paragraph.add("backbone.tails.exact" if options["exact"] else "backbone.tails.normal")
        # Three digits are written: nearly 1 is 1.
        if result.excess >= 1.005:
            paragraph.add("backbone.excess", times=result.excess)
        if options["first_years"]:
            paragraph.add("backbone.first_years", n=len(options["first_years"]), earlier=account["n_earlier"])
    elif model == "fdsm":
        seed = str(result.provenance["seed"])
        paragraph.add("backbone.fdsm", tests=tests, draws=account["draws"], trades=account["trades"], seed=seed)
        paragraph.add("backbone.drawn", near=result.n_borderline)
    else:
        paragraph.add("backbone.disparity", ties=tests, unit=unit(result.unit, lang))
    if model != "disparity":
        sides = "signed" if options["signed"] else "two" if options["two_sided"] else "one"
        paragraph.add(f"backbone.sides.{sides}")
    paragraph.add(f"correction.{options['correction']}", tests=tests * (2 if model == "disparity" else 1))
    if model != "disparity" and options["correction"] != "none":
        paragraph.add("backbone.unmet")
    more, alpha = int((result.sign > 0).sum()), level(options["alpha"], lang)
    if options["signed"]:
        paragraph.add("backbone.kept.signed", met=result.n_met, more=more, less=len(result) - more, alpha=alpha)
    else:
        paragraph.add("backbone.kept", met=result.n_met, kept=more, alpha=alpha)
    paragraph.add("backbone.caution")


def level(alpha: float, lang: str) -> str:
    """A level as it was given: words write three digits, and it may have more, or fewer."""
    return f"{alpha:g}".replace(".", "," if lang == "fr" else ".")
