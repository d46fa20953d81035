"""What a network is made of: what was asked for, what came out, what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from graphkit.networks.request import Request


@dataclass(frozen=True, slots=True)
class NetworkSpec:
    """The account of a network, printed with every result.

    Attributes
    ----------
    request : Request
        What was asked for.
    n_actors, n_actions : int
        Rows and columns of the network. At the grains ``recipient`` and ``recipient-year``, `n_actions` counts those.
    n_pairs : int
        Actors tied to actions, each pair once.
    n_ties : int
        Ties of the data behind the pairs.
    left_out : mapping of str to int
        Ties that were asked for and not used, by reason.
    notes : mapping of str to int
        What else a reader must know, with how many ties or actors it touches.
    currency, basis : str, optional
        What the amounts are in; None where there are none, or where they cannot be added up.
    """

    request: Request
    n_actors: int
    n_actions: int
    n_pairs: int
    n_ties: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)
    currency: str | None = None
    basis: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values, ready for JSON."""
        asked = asdict(self.request)
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in asked.items()}
        plain |= {"currency": self.currency or self.request.currency, "basis": self.basis or self.request.basis}
        counts = {name: getattr(self, name) for name in ("n_actors", "n_actions", "n_pairs", "n_ties")}
        return plain | counts | {"left_out": dict(self.left_out), "notes": dict(self.notes)}

    def __str__(self) -> str:
        asked = self.request
        parts = [" + ".join(asked.ties) or "no ties", f"by {asked.grain}"]
        if asked.rollup:
            parts.append(f"rolled up by {', '.join(asked.rollup)}")
        if asked.roles is not None:
            parts.append(f"roles {', '.join(asked.roles) or 'none'}")
        if asked.window:
            parts.append(f"years {asked.since or '…'}–{asked.until or '…'}")
        if self.currency:
            parts.append(f"amounts in {self.currency}" + (f" ({self.basis})" if self.basis else ""))
        columns = {"action": "actions", "recipient": "recipients", "recipient-year": "recipient-years"}[asked.grain]
        sizes = f"{self.n_actors:,} actors × {self.n_actions:,} {columns}"
        sentence = f"{'; '.join(parts)}: {sizes}, {self.n_pairs:,} pairs from {self.n_ties:,} ties"
        if self.left_out:
            sentence += "; ties left out: " + ", ".join(f"{why} ({n:,})" for why, n in self.left_out.items())
        return sentence + "".join(f"; {what} ({n:,})" for what, n in self.notes.items())
