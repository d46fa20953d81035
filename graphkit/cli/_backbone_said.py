"""What is said of a backbone beside its rows: what was tested, what was kept, and what that does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.cli._backbone_methods import level
from graphkit.cli._words import in_words, words

if TYPE_CHECKING:
    from graphkit.backbones import Backbone
    from graphkit.cli._settings import Settings

# Where actors are in this share of the actions or more, sdsm keeps far less than fdsm: docs/backbones.md has numbers.
DENSE = 0.1


def say_backbone(settings: Settings, result: Backbone) -> None:
    """Say what was tested, what was kept, and what that does not say."""
    options, account, lang = result.options, result.provenance["account"], settings.lang
    is_filter = options["model"] == "disparity"
    told = {
        "model": options["model"],
        "alpha": level(options["alpha"], lang),
        "correction": in_words("correction", options["correction"], lang),
    }
    if is_filter:
        settings.say("ties_tested", n=result.n_tests, **told)
        settings.say("backbone_ties" if len(result) else "backbone_no_tie", n=len(result))
    else:
        settings.say("pairs_tested", n=result.n_tests, met=result.n_met, **told)
        _say_kept(settings, result)
    if options["model"] == "sdsm":
        _say_cautious(settings, result)
    if (drawn := account.get("draws")) is not None:
        settings.say("backbone_drawn", draws=drawn, seed=settings.seed, n=result.n_borderline)
    if result.draws_wanted:
        settings.say("backbone_draws", n=options["draws"] + 1, wanted=str(result.draws_wanted))
    if (earlier := account.get("n_earlier")) is not None:
        settings.say("backbone_earlier", n=earlier)
    if elsewhere := account.get("n_elsewhere"):
        settings.say("backbone_elsewhere", n=elsewhere)
    settings.say("backbone_disparity" if is_filter else "backbone_meaning")


def _say_kept(settings: Settings, result: Backbone) -> None:
    more = int((result.sign > 0).sum())
    if not len(result):
        settings.say("backbone_none")
    elif result.options["signed"]:
        settings.say("backbone_signed", more=more, less=len(result) - more)
    else:
        settings.say("backbone_kept", n=more)
    if not result.options["signed"]:
        settings.say("backbone_unsigned")
    elif more < len(result):
        settings.say("backbone_less")


def _say_cautious(settings: Settings, result: Backbone) -> None:
    """Say where the model of chance misses pairs, and what does not."""
    from graphkit.backbones.fdsm import LARGEST, LARGEST_OF_MET
    from graphkit.backbones.result import EXCESS

    network = result.network
    density = network.n_pairs / max(network.n_actors * network.n_actions, 1)
    if result.excess >= EXCESS:
        settings.say("backbone_excess", times=result.excess)
        if result.options["signed"]:
            settings.say("backbone_excess_less")
    elif density >= DENSE:
        settings.say("backbone_dense", share=words(settings.lang).share(density))
    else:
        return
    if network.n_actors <= (LARGEST if result.options["two_sided"] else LARGEST_OF_MET):
        settings.say("backbone_fdsm")


def say_pair(settings: Settings, result: Backbone, one: str, other: str) -> None:
    """Say what was found of two actors, given by id or name, whose ties are listed."""
    network = result.network
    rows = sorted((network.actor(one), network.actor(other)))
    first, second = (network.actor_names[row] for row in rows)
    pair = network.actor_ids[rows[0]], network.actor_ids[rows[1]]
    if pair not in result.pairs:
        settings.say("backbone_pair_not_kept", one=first, other=second)
        return
    place = list(result.pairs).index(pair)
    numbers = {"observed": result.observed[place], "expected": result.expected[place], "p": result.values[place]}
    said = {name: level(float(f"{number:.3g}"), settings.lang) for name, number in numbers.items()}
    if result.options["correction"] == "none":
        settings.say("backbone_pair", one=first, other=second, **said)
    else:
        corrected = level(float(f"{result.adjusted[place]:.3g}"), settings.lang)
        settings.say("backbone_pair_corrected", one=first, other=second, **said, corrected=corrected)
