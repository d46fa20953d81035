"""A mapping file to begin with, written from what a table's header and cells look like."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from graphkit.errors import FormatError
from graphkit.loaders._reading import read_table
from graphkit.loaders._tables.guess_columns import Guess, guess_columns, known_words
from graphkit.loaders._tables.guess_money import Paid, counted_alike, currency, times
from graphkit.loaders._tables.guess_seen import Seen, seen_columns
from graphkit.loaders._tables.mapping import near_words
from graphkit.loaders._tables.values import term
from graphkit.model.text import plain, slug
from graphkit.model.vocabularies import vocabularies

# Texts of a column with a code list that are written out one by one; a column with more is no code list.
_TEXTS = 25

# The sign in a header that is else a funder's name.
_SIGNED = re.compile(r"[(\[]?(?:\ben )?(?:\b[kM] ?)?[€£$][)\]]?")

_STATUS = (
    ("granted", r"accord attribu valid favorable grant award approv accept vot"),
    ("refused", r"refus rejet reject defavorable declin non"),
    ("withdrawn", r"retir abandon withdraw annul cancel"),
)
# How far an action is: no word on its money.
_PROGRESS = "cours termin prevu planif clos clotur achev realis demarr lance fini idee running ongoing complet closed"
_ROLE = (
    ("pilot", "chef lead pilot"),
    ("co_pilot", "copilot coporteur"),
    ("operator", "porteur maitre deliver"),
    ("partner", "partenaire partner associe"),
)
_BASIS = (
    ("requested", "demande sollicite request applied"),
    ("disbursed", "verse paye paid disburs mandate"),
    ("planned", "prevu prevision planned budget"),
)


def guessed_mapping(path: Path) -> tuple[str, list[str]]:
    """The text of a YAML mapping that loads the table, each guess with its reason; and what it leaves out of the money.

    Returns
    -------
    text : str
    left_out : list of str
        Headers of the columns that it does not read though they seem to hold amounts.

    Raises
    ------
    FormatError
        The file is no table, or its header names no column.
    """
    table = read_table(path, recognise=known_words)
    columns = seen_columns(table)
    if not columns:
        raise FormatError(f"{path.name} has no column with a name. Put the column names in the first row.")
    guess = guess_columns(columns)
    lines = [
        f"# How to read {quoted(path.name)}: guessed by graphkit, to be checked by someone who knows the table.",
        "# Each line under rows says what a row states; left of the colon is the model's word, right of it a column.",
        "# docs/tables.md explains every key. Load with: graphkit load tables FILE --mapping THIS_FILE",
        f"table: {quoted(path.name)}",
    ]
    if table.sheet:
        lines.append(f"sheet: {quoted(table.sheet)}")
    open_ = sum(bool(one.rivals) for one in guess.paid)
    if open_:
        lines.append(f"# TODO stands at {open_} of the lines below. A load stops there until it is decided.")
    lines.append("rows:")
    lines += _Writer(path, guess).statements()
    left_out = guess.unread_money(columns)
    others = [column for column in columns if column.header not in guess.used and column not in left_out]
    for title, unread in (("Not read, and may be money: is each of another funder?", left_out), ("Not read:", others)):
        if unread:
            lines += ["", f"# {title}"]
            lines += [f"#   {quoted(column.header)}, {_shown(column)}: {guess.why_unread(column)}" for column in unread]
    return "\n".join(lines) + "\n", [column.header for column in left_out]


def quoted(text: str) -> str:
    """A text in double quotes that YAML reads back as it is."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in json.dumps(text, ensure_ascii=False))


class _Writer:
    """The statements of a guess as lines of YAML."""

    def __init__(self, path: Path, guess: Guess) -> None:
        self.own = slug(path.stem)
        self.guess = guess
        found = guess.columns
        self.funder, self.recipient, self.action = found.get("funder"), found.get("recipient"), found.get("action")
        self.actor = found.get("actor")
        self.ids = {one.funder.header: one.id for one in guess.paid if one.funder and one.id}

    def statements(self) -> Iterator[str]:
        """All lines under ``rows:``."""
        found = [*self._money(), *self._participation(), *self._around()]
        yield from found
        if found:
            return
        column = self.funder or self.recipient or self.actor or self.action or self.guess.fallback
        label = "Actor" if column in (self.funder, self.recipient, self.actor) else "Action"
        yield f"  # Nothing was found that ties two things. Say what the columns are; until then a row is an {label}."
        yield f"  - node: {label}"
        yield f"    name: {quoted(self._use(column))}"

    def _money(self) -> Iterator[str]:
        if self.guess.wide and self.action:
            yield "  # Columns of amounts that no word says the meaning of: one funder each."
            for columns in counted_alike(self.guess.wide):
                yield from self._each(columns)
        elif self.action or self.recipient:
            for one in self.guess.paid:
                yield from self._funds(one)

    def _each(self, columns: Sequence[Seen]) -> Iterator[str]:
        """What the funders pay that columns are called after."""
        yield "  - tie: FUNDS"
        yield f"    each: [{', '.join(quoted(self._use(column)) for column in columns)}]"
        for column in columns:
            if column.no_amounts:
                yield f"    # {quoted(column.header)}: {_odd_cells(column)}: a load accounts for each."
            if column.days:
                yield f"    # {quoted(column.header)}, {_shown(column)}, was taken for amounts as all are round: check."
        yield f"    start: {{name: {{from: header{_signs(columns)}}}}}"
        yield f"    end: {self._action()}"
        yield "    amount: " + self._amount("from: cell", columns)
        yield f"    currency: {self._currency(columns)}"
        yield from self._when(None)

    def _funds(self, one: Paid) -> Iterator[str]:
        """What one funder pays."""
        yield "  - tie: FUNDS"
        if one.funder:
            yield f"    start: {self._actor(one.funder, 'funder')}"
        else:
            yield "    # Who gives: no column names it. Write its name here."
            yield f"    start: {{name: {{value: {quoted(self.own)}}}}}"
        yield f"    end: {self._action()}"
        if self.action and self.recipient and not self.recipient.separator:
            yield f"    recipient: {self._actor(self.recipient, 'recipient')}"
        if one.amount:
            yield f"    amount: {self._amount(f'column: {quoted(self._use(one.amount))}', [one.amount])}"
            yield from _not_amounts(one.amount)
            yield f"    currency: {self._currency([one.amount])}"
            yield from self._basis(one.amount)
        elif one.rivals:
            whose = f"what {quoted(one.funder.header)} gives" if one.funder else "what is given"
            yield f"    # TODO: nothing decides which column has {whose}."
            yield "    # Write it in place of {TODO: …}, or delete amount."
            if not one.funder:
                yield "    # If each is of another funder, use each: (docs/tables.md, a table in wide form)."
            for column in one.rivals:
                if times(column) != 1:
                    meant = f"{{column: {quoted(column.header)}, times: {times(column)}}}"
                    yield f"    # {quoted(column.header)} counts in {times(column):,}: write {meant}."
            yield f"    amount: {{TODO: [{', '.join(quoted(self._use(column)) for column in one.rivals)}]}}"
            yield f"    currency: {self._currency(one.rivals)}"
        elif one.funder and self.guess.amounts:
            yield "    # No column of amounts goes with this funder."
        yield from self._when(one)
        status = self.guess.of_funder("status", one)
        if status and _is_progress(status):
            self.guess.reasons[status.header] = "it seems to say how far the action is, nothing on its money"
        else:
            yield from self._coded("status", "statuses", "pending", _STATUS, status)
        if "purpose" in self.guess.columns:
            yield f"    purpose: {quoted(self._use(self.guess.columns['purpose']))}"

    def _participation(self) -> Iterator[str]:
        if self.action and self.recipient:
            yield "  - tie: TAKES_PART"
            yield f"    start: {self._actor(self.recipient, 'recipient')}"
            yield f"    end: {self._action()}"
            lines = list(self._coded("role", "roles", "partner", _ROLE, self.guess.columns.get("role")))
            role = "operator" if self.guess.carries else "recipient"
            yield from lines or [f"    role: {{value: {role}}}"]
        for part, role in (("partner", "partner"), ("operator", "operator")):
            column = self.guess.columns.get(part)
            if column and self.action:
                yield "  - tie: TAKES_PART"
                yield f"    start: {self._actor(column, part)}"
                yield f"    end: {self._action()}"
                yield f"    role: {{value: {role}}}"
        if self.actor and self.action:
            yield "  - tie: TAKES_PART"
            yield f"    start: {self._actor(self.actor, 'actor')}"
            yield f"    end: {self._action()}"
            # Beside a recipient, the column of roles is of that.
            roles = self.guess.columns.get("role") if not self.recipient else None
            lines = list(self._coded("role", "roles", "partner", _ROLE, roles))
            yield from lines or ["    role: {value: partner}  # assumed: no column says what the actors do in it"]

    def _around(self) -> Iterator[str]:
        """Where, in which field, for whom, within which programme."""
        about = self.action or self.recipient or self.funder
        if about is None:
            return
        who = "recipient" if about is self.recipient else "funder"
        start = self._action() if self.action else "{label: Actor, " + self._actor(about, who)[1:]
        start = start if start.startswith("{label") else "{label: Action, " + start[1:]
        for part, tie, end in (
            ("territory", "LOCATED_IN", "Territory"),
            ("field", "IN_FIELD", "Field"),
            ("group", "TARGETS", "Group"),
            ("programme", "PART_OF", "Programme"),
        ):
            column = self.guess.columns.get(part)
            if column is None:
                continue
            if part == "programme":
                if not (self.action or self.recipient):
                    continue
                start = "{label: Action, " + self._action()[1:]
            yield f"  - tie: {tie}"
            yield f"    start: {start}"
            yield f"    end: {{label: {end}, name: {self._cell(column)}}}"

    def _action(self) -> str:
        if self.action:
            parts = [f"name: {self._cell(self.action)}", *self._id(self.action, "action")]
            shared = "role" in self.guess.columns or "action_id" in self.guess.columns
            if self.recipient and not self.recipient.separator and not shared:
                # A Fonctionnement of one recipient is not that of another.
                parts.append(f"within: {quoted(self._use(self.recipient))}")
            return f"{{{', '.join(parts)}}}"
        assert self.recipient
        parts = [f"recipient: {self._actor(self.recipient, 'recipient')}"]
        year = self.guess.columns.get("year") or self.guess.columns.get("date")
        if year:
            parts.append(f"year: {quoted(self._use(year))}")
        return f"{{implied: {{{', '.join(parts)}}}}}"

    def _actor(self, column: Seen, part: str) -> str:
        return f"{{{', '.join([f'name: {self._cell(column)}', *self._id(column, part)])}}}"

    def _id(self, column: Seen, part: str) -> list[str]:
        id = self.ids.get(column.header) if part == "funder" else self.guess.columns.get(f"{part}_id")
        if id is None or column.separator:
            return []
        return [f"id: {quoted(self._use(id))}", f"scheme: {'FR-SIRET' if id.french else quoted(self.own)}"]

    def _cell(self, column: Seen) -> str:
        header = quoted(self._use(column))
        return f"{{column: {header}, split: {quoted(column.separator)}}}" if column.separator else header

    def _amount(self, where: str, columns: Sequence[Seen]) -> str:
        """An amount, with its decimal mark where the column leaves it open, and with what its header counts in."""
        scale = times(columns[0])
        if scale != 1:
            where += f", times: {scale}"
        if any(column.ambiguous for column in columns):
            if scale == 1:
                # Euros and pounds have no thousandths.
                return f"{{{where}, decimal: none}}  # 1,234 and 1.234 are read as 1234: check"
            mark = "," if self._code(columns) == "EUR" else "."
            return f"{{{where}, decimal: {quoted(mark)}}}  # 1,234 may be 1.234: check the mark"
        return f"{{{where}}}"

    def _code(self, columns: Sequence[Seen]) -> str:
        return next((code for column in columns if (code := currency(column))), "EUR")

    def _currency(self, columns: Sequence[Seen]) -> str:
        column = self.guess.columns.get("currency")
        if column:
            return f"{{column: {quoted(self._use(column))}, default: {self._code(columns)}}}"
        shown = any(map(currency, columns))
        return f"{{value: {self._code(columns)}}}" + ("" if shown else "  # assumed: no column and no sign says so")

    def _when(self, one: Paid | None) -> Iterator[str]:
        for name in ("date", "year"):
            column = self.guess.of_funder(name, one) if one else self.guess.columns.get(name)
            if column:
                yield f"    {name}: {quoted(self._use(column))}"

    def _basis(self, amount: Seen) -> Iterator[str]:
        words = plain(amount.header)
        for code, beginnings in _BASIS:
            if any(word.startswith(tuple(beginnings.split())) for word in words.split()):
                yield f"    basis: {{value: {code}}}  # by the header {quoted(amount.header)}"
                return

    def _coded(
        self, part: str, vocabulary: str, other: str, known: Sequence[tuple[str, str]], column: Seen | None
    ) -> Iterator[str]:
        """A column with a code list: its texts one by one, each with the code that is meant."""
        if column is None:
            return
        texts = [text for text in column.texts if not _is_term(vocabulary, text)]
        if len(texts) > _TEXTS:
            return  # no code list; the column is listed as not read
        yield f"    {part}:"
        yield f"      column: {quoted(self._use(column))}"
        if texts:
            yield "      values:"
            for text in texts:
                meant = _near_code(vocabulary, text, known)
                yield f"        {quoted(text)}: {meant or f'{other}  # no word of it is known: check'}"
        if part == "role":
            yield f"      default: {other}"

    def _use(self, column: Seen) -> str:
        self.guess.used.add(column.header)
        return column.header


def _signs(columns: Sequence[Seen]) -> str:
    """The funders' names where a sign stands in the headers: ``CAF (€)``."""
    bare = {column.header: _SIGNED.sub("", column.header).strip() for column in columns}
    named = [f"{quoted(header)}: {quoted(name)}" for header, name in bare.items() if name and name != header]
    return f", values: {{{', '.join(named)}}}" if named else ""


def _shown(column: Seen) -> str:
    return f"such as {quoted(column.example[:60])}" if column.filled else "empty"


def _not_amounts(column: Seen) -> Iterator[str]:
    """A line on the cells of a column of amounts that are none; nothing where all are."""
    if not column.filled:
        yield "    # Empty so far; by its name it holds amounts."
    elif column.no_amounts:
        yield f"    # {_odd_cells(column)[:1].upper()}{_odd_cells(column)[1:]}: a load accounts for each."


def _odd_cells(column: Seen) -> str:
    texts = ", ".join(quoted(text[:30]) for text in column.no_amounts[:3])
    cells = "cell" if column.filled == 1 else "cells"
    return f"no amounts are {column.filled - column.amounts} of {column.filled} {cells}, such as {texts}"


def _is_progress(column: Seen) -> bool:
    """Whether more texts of a column say how far something is than what was decided."""
    words = [plain(text).split() for text in column.texts[:_TEXTS]]

    def count(beginnings: str) -> int:
        return sum(any(word.startswith(tuple(beginnings.split())) for word in text) for text in words)

    return count(_PROGRESS) > sum(count(beginnings) for _, beginnings in _STATUS)


def _is_term(vocabulary: str, text: str) -> bool:
    try:
        return bool(term(vocabulary, text))
    except ValueError:
        return False


def _near_code(vocabulary: str, text: str, known: Sequence[tuple[str, str]]) -> str | None:
    words = plain(text).split()
    for code, beginnings in known:
        if any(word.startswith(tuple(beginnings.split())) for word in words):
            return code
    spelled = {word: code for code, t in vocabularies()[vocabulary].items() for word in (t.fr, t.en, code)}
    near = near_words(text, spelled, 0.75)
    return spelled[near[0]] if near else None
