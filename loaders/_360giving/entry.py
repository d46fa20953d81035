"""A grant, or an object within it, as any 360Giving file holds it: read by name, nulls and wrong types put aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from graphkit.model.records import Fault
from graphkit.model.text import stated

# Currencies, days, funders: a file says the same words over and over.
_stated = lru_cache(maxsize=65536)(stated)


@dataclass(frozen=True, slots=True)
class Entry:
    """An object of a grant.

    Attributes
    ----------
    values : mapping
        Its fields as read.
    path : str
        Where it stands in the grant: ``"recipientOrganization/0/"``, empty for the grant itself.
    faults : list of Fault
        Takes what was set aside; the same for all entries of a grant.
    """

    values: Mapping[str, Any]
    path: str
    faults: list[Fault]

    def text(self, name: str) -> str | None:
        """What a field says, on one line; None where it says nothing."""
        value = self.values.get(name)
        if value is None or type(value) is str:
            return _stated(value) if value else None
        if isinstance(value, dict | list):
            self.fault(name, value, "should be a single value; not used")
            return None
        return stated(_shown(value))

    def each(self, name: str) -> Iterator[Entry]:
        """The objects of a field that holds a list of them."""
        value = self.values.get(name)
        if isinstance(value, dict):
            value = [value]
        if value is not None and not isinstance(value, list):
            self.fault(name, value, "should be a list of objects; not used")
            return
        for number, item in enumerate(value or ()):
            if isinstance(item, dict):
                yield Entry(item, f"{self.path}{name}/{number}/", self.faults)
            elif item is not None:
                self.fault(f"{name}/{number}", item, "should be an object; not used")

    def one(self, name: str) -> Entry | None:
        """The object of a field that holds one; None where there is none."""
        return next(self.each(name), None)

    def texts(self, name: str) -> list[str]:
        """The texts of a field that holds a list of them; a cell separates them by semicolons."""
        value = self.values.get(name)
        parts = value if isinstance(value, list) else str(value or "").split(";")
        return [text for part in parts if not isinstance(part, dict | list) and (text := stated(_shown(part)))]

    def fault(self, name: str, value: Any, reason: str) -> None:
        """Note a value that was set aside."""
        self.faults.append(Fault(f"{self.path}{name}", _shown(value)[:200], reason))


def _shown(value: Any) -> str:
    if isinstance(value, Decimal):
        # Written out, but never a million zeros.
        return format(value, "f") if value.is_finite() and abs(value.adjusted()) < 40 else str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
