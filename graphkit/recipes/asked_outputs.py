"""The outputs that a recipe names: kinds, networks, options, and where each goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphkit.errors import UsageError
from graphkit.recipes.kinds import kinds, module, options
from graphkit.recipes.places import At, require_apart, require_known, target, unknown
from graphkit.recipes.recipe import OutputAsked
from graphkit.recipes.values import checked, text, texts
from graphkit.words import LANGS


def outputs(
    at: At, value: object, shared: object, networks: Sequence[str], usual_languages: tuple[str, ...]
) -> tuple[OutputAsked, ...]:
    """All outputs, in the order of the recipe; `shared` are the parameters of all that take them."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise at.key("output").says("Write [[output]], with two brackets on either side, for each.")
    if not value:
        raise at.says('It asks for nothing. Write [[output]] with kind = "report".')
    if not isinstance(shared, dict):
        raise at.key("parameters").says("Write [parameters], and the options of outputs below.")
    found: list[OutputAsked] = []
    used: set[str] = set()
    for number, table in enumerate(value, start=1):
        own = At(at.recipe, f"[[output]] {number}")
        one = _output(own, table, At(at.recipe, "[parameters]"), shared, networks, usual_languages)
        folders = {other.target: not module(other.kind).ENDINGS for other in found}
        require_apart(At(at.recipe, one.place), one.target, not module(one.kind).ENDINGS, folders)
        used.update(options(one.kind))
        found.append(one)
    for name in shared:
        if name not in used:
            raise At(at.recipe, "[parameters]").says(unknown("option of these outputs", name, used))
    return tuple(found)


def languages(at: At, value: object) -> tuple[str, ...]:
    """The languages of what is written for people."""
    found = texts(at, value)
    for each in found:
        if each not in LANGS:
            raise at.says(unknown("language", each, LANGS))
    if not found:
        raise at.says('It names no language. Write ["en"], ["fr"] or both.')
    return tuple(each for each in LANGS if each in found)


def _output(  # noqa: PLR0917 - handed on as they came
    at: At,
    table: Mapping[str, Any],
    at_shared: At,
    shared: Mapping[str, Any],
    networks: Sequence[str],
    usual_languages: tuple[str, ...],
) -> OutputAsked:
    if "kind" not in table:
        raise at.says('It has no kind. Write one, as in kind = "report".')
    kind = text(at.key("kind"), table["kind"])
    if kind not in kinds():
        raise at.key("kind").says(unknown("output", kind, kinds()))
    at = At(at.recipe, f"{at.where} ({kind})")
    takes, endings = options(kind), module(kind).ENDINGS
    place = "file" if endings else "folder"
    require_known(at, table, ("kind", "network", place, "languages", *takes))
    own = {name: each for name, each in table.items() if name in takes}
    common = {name: each for name, each in shared.items() if name in takes and name not in own}
    given = checked(at_shared, common, takes) | checked(at, own, takes)
    _check(at, kind, given)
    network = _network(at, table, networks)
    usual = "-".join(filter(None, (kind, *_named(kind, given), network if "network" in table else None)))
    named = text(at.key(place), table[place]) if place in table else usual + (endings[0] if endings else "")
    said = languages(at.key("languages"), table["languages"]) if "languages" in table else usual_languages
    return OutputAsked(at.where, kind, network, target(at.key(place), named, endings), said, given)


def _check(at: At, kind: str, given: Mapping[str, Any]) -> None:
    """What can be known of the options before there are data: names of measures, of rules, of queries."""
    check = getattr(module(kind), "check", None)
    if check is None:
        return
    try:
        check(given)
    except UsageError as error:
        raise at.says(str(error)) from None


def _named(kind: str, given: Mapping[str, Any]) -> tuple[str, ...]:
    """What stands in the usual name of a file beside its kind: of a query its name."""
    named = getattr(module(kind), "NAMED", "")
    return (str(given[named]),) if named in given else ()


def _network(at: At, table: Mapping[str, Any], networks: Sequence[str]) -> str | None:
    if "network" in table:
        name = text(at.key("network"), table["network"])
        if name not in networks:
            raise at.key("network").says(unknown("network in this recipe", name, networks))
        return name
    if len(networks) > 1:
        raise at.says(f"The recipe has several networks. Write network = with one of {', '.join(networks)}.")
    return networks[0] if networks else None
