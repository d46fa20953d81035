"""The tables of a trace: one action a row, who carried it, and the links behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.networks.others import Other, one_of

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.dissemination.result import Trace


def row(result: Trace, action: str, depth: int, lang: str) -> dict[str, Any]:
    """One action of the trees; columns as in `Trace.to_frame`."""
    names, actors = result.action_names(lang), result.actor_names(lang)
    origin = result.forest.parent.get(action)
    application = result.application_of.get(action)
    step = result.steps_of[action, origin][0] if origin else None
    day, date_of = result.dated[action]
    # What others were adapted from, and is said of in no other way, is cited by that.
    cited = application or step or next((one for one in result.steps if one.end == action), None)
    carriers = {"carrier": application and application.carrier, "step_carrier": step and step.carrier}
    return {
        "depth": depth,
        "action": names[action],
        "action_id": action,
        "adapted_from": origin and names[origin],
        "adapted_from_id": origin,
        "also_from": [names[each] for each in result.forest.further.get(action, ())],
        "applies": action in result.applying,
        "first": action in result.first,
        "date": day,
        "year": day and day.year,
        "date_of": date_of,
        "years_since": result.years(action),
        "channel": application and application.channel,
        "step_channel": step and step.channel,
        "run_by": [actors[who] for who in result.run_by[action]],
        "scale": result.scales[action],
        "territories": [place.called(lang) for place in result.places[action]],
        "territory_scales": sorted({place.scale for place in result.places[action] if place.scale}),
        "source": cited and result.source_names.get(cited.source, cited.source),
        "locator": cited and cited.locator,
        **{name: who and actors.get(who, who) for name, who in carriers.items()},
        **{f"{name}_id": who for name, who in carriers.items()},
    }


def carriers(result: Trace, lang: str) -> pd.DataFrame:
    """Through whom a concept travelled; see `Trace.carriers`."""
    import pandas as pd

    actors = {row["id"]: row for row in result.snapshot.actors.select(["id", "kind", "scale"]).to_pylist()}
    names, actions = result.actor_names(lang), result.action_names(lang)
    rows = []
    for what, links in (
        ("promotes", result.promoters),
        ("application", result.applications),
        ("adaptation", result.steps),
    ):
        for one in links:
            who = one.start if what == "promotes" else one.carrier
            if who is None:
                continue
            of = actors.get(who, {})
            to = None if what == "promotes" else actions.get(one.start)
            said = (names.get(who, who), who, of.get("kind"), of.get("scale"), what, one.channel, to, one.date)
            rows.append((*said, result.source_names.get(one.source, one.source), one.locator))
    rows.sort(key=lambda row: (row[0], row[1], row[4], row[5] or "", row[6] or ""))
    columns = ["actor", "actor_id", "kind", "scale", "as", "channel", "action", "date", "source", "locator"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def evidence(result: Trace, key: str | None) -> pd.DataFrame:
    """The links behind a trace; see `Trace.evidence`."""
    import pandas as pd

    actors, actions, concepts = result.actor_names(), result.action_names(), result.concept_names()
    wanted = None if key is None else _action(result, key)
    of_concepts = {one.tie for one in result.concept_steps}
    left_out = set(result.forest.left_out)
    rows = []
    for one in (*result.applications, *result.steps, *result.promoters, *result.concept_steps):
        if wanted is not None and wanted not in (one.start, one.end):
            continue
        between_actions = one.type == "ADAPTED_FROM" and one.tie not in of_concepts
        starts = {"PROMOTES": actors, "APPLIES": actions}.get(one.type, actions if between_actions else concepts)
        start = starts.get(one.start, one.start)
        end = (actions if between_actions else concepts).get(one.end, one.end)
        used = not between_actions or (one.start, one.end) not in left_out
        said = (one.tie, one.type, one.start, start, one.end, end, one.channel, one.carrier, one.date, used)
        rows.append((*said, one.source, result.source_names.get(one.source), one.locator))
    columns = ["tie", "type", "start", "start_name", "end", "end_name", "channel", "carrier", "date", "used"]
    return pd.DataFrame(rows, columns=[*columns, "source", "source_name", "locator"], dtype=object)


def _action(result: Trace, key: str) -> str:
    """The id of an action of the trees, by id, else by name."""
    english, french = result.action_names(), result.action_names("fr")
    nodes = {action: Other(action, english[action], french[action]) for action, _ in result.forest.order}
    return one_of(nodes, key, "action in the trace", "actions in the trace").id
