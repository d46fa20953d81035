"""Which nodes the tables of a load hold: by id, and by name where a tie or a property names them so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graphkit.loaders._tables.mapping import near_words
from graphkit.model.records import Key

# Names beyond this many are not searched for near ones: a message is not worth a minute.
_SEARCHED = 20_000


@dataclass(slots=True)
class Index:
    """The nodes of all tables.

    Attributes
    ----------
    tables : dict of str to str
        Label -> file that holds its nodes; a label without a table may be in the store.
    """

    tables: dict[str, str] = field(default_factory=dict)
    _names: dict[str, dict[str, str]] = field(default_factory=dict)
    _spellings: dict[str, dict[str, str]] = field(default_factory=dict)
    _ids: dict[str, dict[str, dict[str, None]]] = field(default_factory=dict)

    def add(self, label: str, id: str, name: str, spelling: str = "") -> None:
        """Take in a node; a second row of the same id adds its name. `spelling` is its id as the table has it."""
        if spelling and spelling != id:
            self._spellings.setdefault(label, {})[spelling] = id
        known = self._names.setdefault(label, {})
        if name or id not in known:
            known.setdefault(id, name)
            known[id] = known[id] or name
        if name:
            self._ids.setdefault(label, {}).setdefault(name, {})[id] = None

    def name(self, label: str, id: str) -> str:
        """The name of a node; empty where no table has it."""
        return self._names.get(label, {}).get(id, "")

    def name_of_spelling(self, id: str) -> str:
        """The name of an actor whose id the table spells so."""
        return self.name("Actor", self._spellings.get("Actor", {}).get(id, id))

    def by_name(self, label: str, name: str) -> list[str]:
        """The ids of the nodes that have exactly this name."""
        return list(self._ids.get(label, {}).get(name, ()))

    def hits(self, labels: Iterable[str], text: str) -> list[Key]:
        """The nodes that a text names: those that have it as their id, else those that have it as their name."""
        labels = list(dict.fromkeys(labels))
        spelled = [(label, self._spellings.get(label, {}).get(text, text)) for label in labels]
        ids = [(label, id) for label, id in spelled if id in self._names.get(label, {})]
        return ids or [(label, id) for label in labels for id in self.by_name(label, text)]

    def missing(self, labels: Sequence[str], text: str) -> str:
        """Why a text names nothing: which tables were searched, and what is near to it."""
        files = list(dict.fromkeys(self.tables[label] for label in labels if label in self.tables))
        known = [one for label in labels for one in [*self._names.get(label, {}), *self._ids.get(label, {})]]
        near = near_words(text, known) if len(known) <= _SEARCHED else []
        said = f"; near to it: {', '.join(map(repr, near))}" if near else ""
        return f"is neither an id nor a name in {' or '.join(files)}{said}. Correct it, or add its row there"
