"""What a map holds, as plain values ready for JSON: columns and not rows, for a file that stays small."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.coalitions.called import in_french
from graphkit.drawing.palette import ACTION, OTHERS, of_group
from graphkit.model.vocabularies import label
from graphkit.networks.amounts import UNSTATED
from graphkit.words import LANGS, Lang, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.maps.coalitions import Drawn
    from graphkit.maps.traits import Traits
    from graphkit.networks.network import Network

# Years beyond these are open beginnings and ends.
_NO_YEAR = 10_000

Both = dict[str, str]


def content(network: Network, drawn: Drawn, *, lang: str, seed: int, title: Both | None = None) -> dict[str, Any]:
    """All that the page of a map shows.

    Parameters
    ----------
    network : Network
        What is drawn: actors and actions with their ties.
    drawn : Drawn
        The coalitions.
    lang : {"en", "fr"}
        The language it opens in; it holds both.
    seed : int
        Seed of the layout.
    title : dict, optional
        By language.
    """
    from graphkit import __version__
    from graphkit.maps.places import places
    from graphkit.maps.traits import fields, territories
    from graphkit.reports.by_node import mark

    words = {each: Words("graphkit.maps", each) for each in LANGS}
    groups = _groups_of(network, drawn)
    first = _first(network, groups, drawn.actions)
    where = places(network, first, seed=seed)
    ties, sources = _ties(network)
    nodes = _nodes(network, groups, first)
    nodes |= {"x": where.points[:, 0].round(1).tolist(), "y": (-where.points[:, 1]).round(1).tolist()}
    for name, traits in (("fields", fields(network.snapshot)), ("places", territories(network.snapshot))):
        nodes[name], nodes[f"{name}_list"] = _traits(network, traits)
    found = {
        "kind": "network",
        "lang": lang,
        "version": __version__,
        "data": network.snapshot.hash[:12],
        "seed": seed,
        "of": mark(network, seed),
        "title": title or {each: w("title") for each, w in words.items()},
        "network": {each: network.spec.sentence(each, spelled=True) for each in LANGS},
        "grain": network.spec.request.grain,
        "money": _money(network, words),
        "groups": _groups(network, drawn, groups),
        "about_groups": {each: _about(drawn, w) for each, w in words.items()},
        "colours": {"others": OTHERS, "action": ACTION},
        "sources": sources,
        "nodes": nodes,
        "ties": ties,
    }
    if where.disc is not None:
        found["discs"] = _discs(where.disc, first, where.centres, where.radii)
    return found


def _groups_of(network: Network, drawn: Drawn) -> list[list[int]]:
    """For each actor the numbers of its groups, from 0."""
    row = {id: n for n, id in enumerate(network.actor_ids)}
    found: list[list[int]] = [[] for _ in network.actor_ids]
    for number, members in enumerate(drawn.members):
        for id in members:
            if id in row:
                found[row[id]].append(number)
    return found


def _first(
    network: Network, groups: Sequence[Sequence[int]], actions: Sequence[Sequence[str]] | None
) -> NDArray[np.int64]:
    """The group that each node is drawn in, -1 for none: an action in its own, else where most of its actors are."""
    import numpy as np

    of_actor = np.array([own[0] if own else -1 for own in groups], dtype=np.int64)
    if actions is not None:
        own = {id: number for number, ids in enumerate(actions) for id in ids}
        return np.concatenate([of_actor, np.array([own.get(id, -1) for id in network.action_ids], dtype=np.int64)])
    actors = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))
    voted = of_actor[actors]
    known = voted >= 0
    of_action = np.full(network.n_actions, -1, dtype=np.int64)
    if known.any():
        votes = np.column_stack([network.indices[known], voted[known]])
        pairs, count = np.unique(votes, axis=0, return_counts=True)
        # Most votes last; among equals the lower number.
        order = np.lexsort((-pairs[:, 1], count, pairs[:, 0]))
        of_action[pairs[order, 0]] = pairs[order, 1]
    return np.concatenate([of_actor, of_action])


def _nodes(network: Network, groups: Sequence[Sequence[int]], first: NDArray[np.int64]) -> dict[str, Any]:
    snapshot = network.snapshot
    actors = {row["id"]: row for row in snapshot.actors.to_pylist()}
    actions = {row["id"]: row for row in snapshot.actions.to_pylist()}
    about: list[dict[str, Any]] = [actors.get(id, {}) for id in network.actor_ids]
    about += [(actions if label == "Action" else actors).get(id, {}) for label, id in _columns(network)]
    names = [*network.actor_names, *network.action_names]
    french = {}
    for n, (row, name) in enumerate(zip(about, names, strict=True)):
        if (own := row.get("name_fr")) and row.get("name") == name and own != name:
            french[str(n)] = own
    kinds, kind_list = _coded((row.get("kind") for row in about), "kinds")
    scales, scale_list = _coded((row.get("scale") for row in about), "scales")
    several = {str(n): [g + 1 for g in own] for n, own in enumerate(groups) if len(own) > 1}
    return {
        "n_actors": network.n_actors, "id": [*network.actor_ids, *network.action_ids], "name": names, "name_fr": french,
        "kind": kinds, "kinds": kind_list, "scale": scales, "scales": scale_list, "group": (first + 1).tolist(),
        "several": several,
    }  # fmt: skip


def _columns(network: Network) -> list[tuple[str, str]]:
    """Label and id of what each column is: an action, or who receives, at the grains of recipients; that is id@year."""
    grain = network.spec.request.grain
    if grain == "action":
        return [("Action", id) for id in network.action_ids]
    return [("Actor", id if grain == "recipient" else id.rpartition("@")[0]) for id in network.action_ids]


def _coded(codes: Iterable[str | None], vocabulary: str) -> tuple[list[int], list[dict[str, str]]]:
    """For each node the place of its code in a list, -1 for none, and that list in the order of the vocabulary."""
    from graphkit.model.vocabularies import vocabularies

    held = list(codes)
    there = {code for code in held if code}
    known = [code for code in vocabularies()[vocabulary] if code in there]
    ordered = known + sorted(there - set(known))
    at = {code: n for n, code in enumerate(ordered)}
    said = [{"id": code} | {each: label(vocabulary, code, each) for each in LANGS} for code in ordered]
    return [at[code] if code else -1 for code in held], said


def _traits(network: Network, traits: Traits) -> tuple[dict[str, list[int]], list[dict[str, Any]]]:
    """For nodes that have any the places of their fields (or territories) in a list, and that list by name."""
    of_nodes: dict[int, tuple[str, ...]] = {}
    for n, id in enumerate(network.actor_ids):
        of_nodes[n] = traits.of.get(("Actor", id), ())
    for n, key in enumerate(_columns(network), network.n_actors):
        of_nodes[n] = traits.of.get(key, ())
    used = sorted({id for ids in of_nodes.values() for id in ids}, key=lambda id: (traits.names.get(id, (id,))[0], id))
    at = {id: n for n, id in enumerate(used)}
    listed = [{"id": id} | dict(zip(LANGS, traits.names.get(id, (id, id)), strict=True)) for id in used]
    return {str(n): [at[id] for id in ids] for n, ids in of_nodes.items() if ids}, listed


def _ties(network: Network) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The ties behind the network as columns, and the sources that they name."""
    import numpy as np
    import pyarrow.compute as pc

    from graphkit.networks.years import years

    snapshot, index = network.snapshot, network.tie_index
    pair = np.repeat(np.arange(network.n_pairs), np.diff(index.ptr))
    actors = np.repeat(np.arange(network.n_actors), np.diff(network.indptr))[pair]
    ties = snapshot.ties.take(index.rows)
    action_of = pc.index_in(ties["action"], value_set=snapshot.actions["id"]).to_numpy().astype(np.int64)
    when = years(ties, snapshot.actions, action_of)
    types, roles, currencies, sources = (
        _listed(ties[name].to_pylist()) for name in ("type", "role", "currency", "source")
    )
    given = _listed(list(map(_what, ties["resource"].to_pylist(), ties["basis"].to_pylist())))
    about = {row["id"]: row for row in snapshot.sources.to_pylist()}
    money = network.money
    said = {
        "a": actors.tolist(),
        "b": (network.indices[pair] + network.n_actors).tolist(),
        "y0": _years(when.first, when.dated),
        "y1": _years(when.last, when.dated),
        "amount": ties["amount"].to_pylist(),
        "counts": (money.known if money.refusal is None else np.zeros(len(pair), bool)).astype(int).tolist(),
        "missing": money.missing.astype(int).tolist(),
        "type": types[0],
        "types": types[1],
        "role": roles[0],
        "roles": [{each: _role(code, each) for each in LANGS} for code in roles[1]],
        "currency": currencies[0],
        "currencies": currencies[1],
        "given": given[0],
        "givens": [{each: _given(code, each) for each in LANGS} for code in given[1]],
        "source": sources[0],
        "locator": ties["locator"].to_pylist(),
    }
    return said, [_source(about.get(id, {}), id) for id in sources[1]]


def _source(row: dict[str, Any], id: str) -> dict[str, Any]:
    told = {"name": row.get("name") or id} | {name: row.get(name) for name in ("file", "publisher", "licence", "url")}
    return {name: value for name, value in told.items() if value} | {"sha256": (row.get("sha256") or "")[:16]}


def _listed(values: Sequence[str | None]) -> tuple[list[int], list[str]]:
    there = sorted({value for value in values if value is not None})
    at = {value: n for n, value in enumerate(there)}
    return [-1 if value is None else at[value] for value in values], there


def _role(code: str, lang: str) -> str:
    """A role, or of what kind support is: codes of two lists that have none in common."""
    found = label("roles", code, lang)
    return label("supports", code, lang) if found == code else found


def _what(resource: str | None, basis: str | None) -> str | None:
    """What is given, where it is no money, and whether it was planned, promised or paid; None where neither is said."""
    said = ("" if resource == "cash" else resource or "", basis or "")
    return "/".join(said) if any(said) else None


def _given(code: str, lang: str) -> str:
    resource, basis = code.split("/")
    return ", ".join(label(*each, lang) for each in (("resources", resource), ("bases", basis)) if each[1])


def _years(values: NDArray[np.int64], dated: NDArray[np.bool_]) -> list[int | None]:
    return [int(value) if known and abs(value) < _NO_YEAR else None for value, known in zip(values, dated, strict=True)]


def _money(network: Network, words: Mapping[Lang, Words]) -> dict[str, Any]:
    """What amounts are in, or why they are not added up."""
    money = network.money
    found: dict[str, Any] = {
        "digits": money.digits,
        "known": int(money.known.sum()),
        "missing": int(money.missing.sum()),
    }
    if money.refusal is not None:
        listed = {each: [_choice(what, code, each) for what, codes in money.choices.items() for code in codes]
                  for each in LANGS}  # fmt: skip
        found["refused"] = {each: w("money.refused", choices=", ".join(listed[each])) for each, w in words.items()}
    elif money.known.any():
        found["currency"] = money.currency
        stated = money.basis not in (None, UNSTATED)
        found["basis"] = {each: label("bases", money.basis, each) for each in LANGS} if stated else None
    return found


def _choice(what: str, code: str, lang: str) -> str:
    if code == UNSTATED:
        return Words("graphkit.maps", lang)("not_stated")
    return label("bases", code, lang) if what == "basis" else code


def _groups(network: Network, drawn: Drawn, groups: Sequence[Sequence[int]]) -> list[dict[str, Any]]:
    """The groups with number, colour, name by language and how many members the map has of them."""
    import numpy as np

    sizes = [0] * len(drawn.members)
    for own in groups:
        for number in own:
            sizes[number] += 1
    degree = np.diff(network.indptr)
    row, names = {id: n for n, id in enumerate(network.actor_ids)}, set(network.actor_names)
    french = dict(
        zip(*(network.snapshot.actors[name].to_pylist() for name in ("id", "name_fr")), strict=True)
    )  # fmt: skip
    found = []
    for number, (members, called) in enumerate(zip(drawn.members, drawn.called, strict=True)):
        there = sorted((id for id in members if id in row), key=lambda id: (-degree[row[id]], id))
        if drawn.foremost is not None and drawn.foremost[number] in row:
            there = [drawn.foremost[number]]
        foremost = network.actor_names[row[there[0]]] if there else ""
        name = {
            "en": called or foremost,
            "fr": (in_french(called, names) if called else None)
            or (french.get(there[0]) if there else None)
            or foremost,
        }
        found.append({"n": number + 1, "colour": of_group(number), "size": sizes[number], "name": name})
    return found


def _about(drawn: Drawn, w: Words) -> str:
    if not drawn.members:
        return w("groups.none")
    method = w(f"method.{drawn.method}") if drawn.method in METHODS else drawn.method
    said = w(f"groups.{drawn.how}", method=method, seed="–" if drawn.seed is None else str(drawn.seed))
    if drawn.how == "tested":
        told = ", ".join(map(str, drawn.stable))
        said += " " + (w("groups.stable", which=told) if told else w("groups.none_stable"))
    return said if drawn.same_data else f"{said} {w('groups.other_data')}"


METHODS = ("leiden", "louvain", "bipartite", "overlapping")


def _discs(
    disc: NDArray[np.int64], first: NDArray[np.int64], centres: NDArray[np.float64], radii: NDArray[np.float64]
) -> dict[str, Any]:
    """The discs of the coalitions: for each node its disc; for each disc its group, 0 for the one of all others."""
    import numpy as np

    group = np.zeros(len(radii), dtype=np.int64)
    # Of the disc of all others, members are in small groups or in none.
    last = len(radii) - 1
    group[disc] = first + 1
    mixed = len(np.unique(first[disc == last])) > 1 or bool((first[disc == last] < 0).any())
    if mixed:
        group[last] = 0
    return {
        "of": disc.tolist(),
        "group": group.tolist(),
        "x": centres[:, 0].round(1).tolist(),
        "y": (-centres[:, 1]).round(1).tolist(),
        "r": radii.round(1).tolist(),
    }
