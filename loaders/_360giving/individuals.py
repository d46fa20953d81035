"""Ids of the individuals that receive grants: made of the grant, never of the person."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count
from typing import Any

from graphkit.loaders import _persons
from graphkit.loaders._360giving.entry import Entry

# What a grant without an identifier is told by, where an individual receives it: nothing that tells who it is.
_OF_THE_GRANT = (
    *("currency", "amountAwarded", "amountDisbursed", "amountAppliedFor", "awardDate", "plannedDates", "actualDates"),
    *("fundingOrganization", "grantProgramme", "toIndividualsDetails"),
)
_TEXTS = ("title", "description")
_RECIPIENTS = ("recipientOrganization", "recipientIndividual")


def ids_of(grant: Entry, funder: str, ranks: _persons.Ranks) -> Callable[[], str]:
    """Gives each individual of a grant an id, by the grant's own identifier and the place among its individuals."""
    places = count()
    told: list[str] = []

    def next_id() -> str:
        if not told:
            id = grant.text("id")
            told.extend((funder, id) if id else (funder, "", ranks.next_id("360giving", funder, *_said(grant))))
        return _persons.person_id("360giving", *told, str(next(places)))

    return next_id


def _said(grant: Entry) -> list[str]:
    # Read once more for its words alone: what is wrong with it was told before.
    again = Entry(grant.values, "", [])
    people = " ".join(entry.text("name") or "" for field in _RECIPIENTS for entry in again.each(field))
    texts = _persons.without((again.text(name) or "" for name in _TEXTS), people)
    said: dict[str, Any] = {name: grant.values.get(name) for name in _OF_THE_GRANT}
    return [*texts, json.dumps(said, sort_keys=True, default=str)]
