"""A trace in plain sentences, in English or French."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import isnan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.dissemination.links import Link
    from graphkit.dissemination.result import Trace
    from graphkit.words import Words

_LISTED = 10


def sentences(result: Trace, w: Words) -> str:
    """Who was first, who learnt from whom, and what is not known; a line each."""
    name = result.of.called(w.lang)
    if not result.applications:
        return "\n".join([w("none", name=name), *_idea(result, w), *_promoters(result, w), w("caution")])
    lines = [w("whole", name=name, n=len(result.applying), steps=len(result.forest.parent))]
    lines += [*_first(result, w), *_steps(result, w), *_faults(result, w)]
    lines += [*_where(result, w), *_channels(result, w), *_promoters(result, w), *_idea(result, w)]
    return "\n".join([*lines, w("caution")])


def alternative(result: Trace, w: Words) -> str:
    """Each action with its origin and date: what the picture shows, in words."""
    lines = [w("title", name=result.of.called(w.lang))]
    lines += [told_step(result, w, action) if depth else w("root", action=dated(result, w, action))
              for action, depth in result.forest.order]  # fmt: skip
    return "\n".join(lines if result.forest.order else [*lines, w("empty")])


def dated(result: Trace, w: Words, action: str) -> str:
    """The name of an action with its year, or that it has no date."""
    day = result.dated[action][0]
    return f"{result.action_names(w.lang)[action]} ({day.year if day else w('no_date')})"


def told_step(result: Trace, w: Words, action: str) -> str:
    """One step: what, from what, after how long, by which channel, carried by whom."""
    origin = result.forest.parent[action]
    links = result.steps_of[action, origin]
    years = result.years(action)
    parts = [w("step", action=dated(result, w, action), origin=dated(result, w, origin))]
    parts.append(w("unknown_time") if isnan(years) else w("years", n=round(years, 1)))
    ways = [way for one in links for way in _way(result, w, one)]
    return w("comma").join([*parts, *(ways or [w("no_channel")])]) + "."


def _way(result: Trace, w: Words, one: Link) -> list[str]:
    found = [w("by_channel", channel=_channel(one.channel, w))] if one.channel else []
    if one.carrier:
        found.append(w("by_carrier", carrier=result.actor_names(w.lang).get(one.carrier, one.carrier)))
    return found


def _first(result: Trace, w: Words) -> list[str]:
    undated = [result.action_names(w.lang)[each] for each in result.undated]
    if not result.first:
        return [w("no_first", n=len(undated), names=_listed(undated, w))]
    names = result.actor_names(w.lang)
    told = []
    for action in result.first:
        who = [names[each] for each in result.run_by[action]]
        where = [place.called(w.lang) for place in result.places[action]]
        parts = [w("run_by", names=w("and").join(who))] if who else []
        parts += [w("in_place", names=w("and").join(where))] if where else []
        told.append(w("comma").join([dated(result, w, action), *parts]))
    lines = [w("first", names=_listed(told, w))]
    if undated:
        lines.append(w("undated", n=len(undated), names=_listed(undated, w)))
    return lines


def _steps(result: Trace, w: Words) -> list[str]:
    steps = [told_step(result, w, action) for action, depth in result.forest.order if depth]
    more = [w("more_steps", n=len(steps) - _LISTED)] if len(steps) > _LISTED else []
    names = result.action_names(w.lang)
    roots = [names[each] for each in result.roots]
    lines = [*steps[:_LISTED], *more]
    if len(roots) > 1:
        lines.append(w("roots" if steps else "no_steps", n=len(roots), names=_listed(roots, w)))
    return lines


def _faults(result: Trace, w: Words) -> list[str]:
    """What stands otherwise in the trees than in the data, and what in the data cannot be."""
    names = result.action_names(w.lang)
    lines = []
    if cut := result.forest.left_out:
        told = [w("pair", action=names[what], origin=names[origin]) for what, origin in cut]
        lines.append(w("circle", n=len(cut), names=_listed(told, w)))
    if further := result.forest.further:
        told = [
            f"{names[each]} ({w('and').join(names[other] for other in others)})" for each, others in further.items()
        ]
        lines.append(w("further", n=len(further), names=_listed(told, w)))
    if early := [each for each in result.forest.parent if result.years(each) < 0]:
        lines.append(w("early", n=len(early), names=_listed([names[each] for each in sorted(early)], w)))
    if outside := [each for each, _ in result.forest.order if each not in result.applying]:
        lines.append(w("outside", n=len(outside), names=_listed([names[each] for each in outside], w)))
    return lines


def _where(result: Trace, w: Words) -> list[str]:
    from graphkit.model.vocabularies import label, vocabularies

    places = {place.id: place for of in result.places.values() for place in of}
    nowhere = sum(not of for of in result.places.values())
    lines = []
    if places:
        told = sorted(place.called(w.lang) for place in places.values())
        there = {place.scale for place in places.values()}
        scales = [label("scales", scale, w.lang) for scale in vocabularies()["scales"] if scale in there]
        lines.append(w("where", n=len(places), names=_listed(told, w)))
        lines += [w("scales", names=w("and").join(scales))] if scales else []
    if nowhere:
        lines.append(w("nowhere", n=nowhere))
    return lines


def _channels(result: Trace, w: Words) -> list[str]:
    """By which channels it came, counted over applications and adaptations."""
    # Nobody brought it to the first.
    brought = [one for one in result.applications if one.channel or one.start not in result.first]
    links = [*brought, *result.steps]
    times = Counter(one.channel for one in links if one.channel)
    told = [f"{_channel(channel, w)} {n}" for channel, n in sorted(times.items(), key=lambda each: (-each[1], each[0]))]
    silent = len(links) - sum(times.values())
    lines = [w("channels", names=w("and").join(told))] if told else []
    return [*lines, *([w("no_channels", n=silent, of=len(links))] if silent else [])]


def _promoters(result: Trace, w: Words) -> list[str]:
    names = result.actor_names(w.lang)
    by: dict[str, set[str]] = {}
    for one in result.promoters:
        by.setdefault(one.start, set()).update([_channel(one.channel, w)] if one.channel else [])
    told = [
        f"{names.get(who, who)} ({', '.join(sorted(how))})" if how else names.get(who, who) for who, how in by.items()
    ]
    return [w("promoters", names=_listed(sorted(told), w))] if told else []


def _idea(result: Trace, w: Words) -> list[str]:
    names = result.concept_names(w.lang)
    from_ = sorted(names[one.end] for one in result.concept_steps if one.start == result.of.id)
    into = sorted(names[one.start] for one in result.concept_steps if one.end == result.of.id)
    lines = [w("idea_from", names=_listed(from_, w))] if from_ else []
    return [*lines, *([w("idea_into", names=_listed(into, w))] if into else [])]


def _channel(code: str | None, w: Words) -> str:
    from graphkit.model.vocabularies import label

    return label("channels", code, w.lang)


def _listed(texts: Iterable[str], w: Words) -> str:
    every = list(texts)
    more = [w("more", n=len(every) - _LISTED)] if len(every) > _LISTED else []
    return w("and").join([*every[:_LISTED], *more])
