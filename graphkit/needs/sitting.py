"""Who sits with whom: bodies with their members, and pairs of actors with the bodies in which both are."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.needs.learn_result import LearnResult


def bodies(result: LearnResult) -> pd.DataFrame:
    """Each body or network with its members; see `LearnResult.to_frame`."""
    import pandas as pd

    names = {id: node.name for id, node in result.named["Actor"].items()}
    actors = result.snapshot.actors
    kinds = dict(zip(actors["id"].to_pylist(), actors["kind"].to_pylist(), strict=True))
    rows = []
    for body, of in result.memberships.groupby("end"):
        members = sorted(set(of["start"]), key=lambda each: (names.get(each, each), each))
        called = [names.get(each, each) for each in members]
        how = sorted(set(of["membership"]))
        rows.append((names.get(str(body), body), body, kinds.get(str(body)), len(members), called, how))
    columns = ["body", "body_id", "kind", "members", "names", "memberships"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(
        ["members", "body", "body_id"], ascending=[False, True, True], kind="stable", ignore_index=True
    )


def together(result: LearnResult) -> pd.DataFrame:
    """The pairs of actors that are in a body together; see `LearnResult.to_frame`."""
    import pandas as pd

    names = {id: node.name for id, node in result.named["Actor"].items()}
    shared: dict[tuple[str, str], list[str]] = {}
    for body, of in result.memberships.groupby("end"):
        members = sorted(set(of["start"]))
        if len(members) <= result.options["largest"]:
            for pair in combinations(members, 2):
                shared.setdefault(pair, []).append(names.get(str(body), str(body)))
    rows = [
        (names.get(one, one), one, names.get(other, other), other, len(in_common), sorted(in_common))
        for (one, other), in_common in shared.items()
    ]
    columns = ["actor", "actor_id", "other", "other_id", "shared", "bodies"]
    frame = pd.DataFrame(rows, columns=columns)
    keys = ["shared", "actor", "other", "actor_id", "other_id"]
    return frame.sort_values(keys, ascending=[False, True, True, True, True], kind="stable", ignore_index=True)
