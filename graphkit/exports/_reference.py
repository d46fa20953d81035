"""The page ``docs/exports.md``, written from what the formats declare."""

from __future__ import annotations

import inspect

from graphkit.exports import PACKAGE, formats
from graphkit.exports._format import FEATURES
from graphkit.words import Words

INTRODUCTION = """\
`graphkit export FORMAT -o PLACE` writes a network in the format of another program; in Python
`graphkit.exports.write_export(network, "FORMAT", place)`. Which network is said by the options that other commands
have (`--grain`, `--since`, `--funders-only`, …). Without `--projection` it is in two modes: actors and actions, and one
tie for each tie of the data. With `--projection WEIGHT` it has actors alone, one tie a pair; then no single tie, role,
year or source is in it, in any format.

An export is written beside its place and renamed: whole or not at all. The same data and options give the same bytes.
What a format does not keep is said on standard error each time, and stands in the table below. A folder has an
`about.json`: data, network, method and version. Each format is read back in the tests by a program that is not
graphkit's, as the last column says; what was read about and not tried is said to be so.

Codes (`local_authority`, `FUNDS`) and the names of columns are the same in both languages; `--lang fr` calls nodes by
their French names where the data have them. What is not known is left empty, never 0. `amount` of a tie is what its
source states, `amount_counted` what of it is in sums: nothing where it is stated twice, in another currency than was
asked for, or shared by several recipients and not split by any source."""


def exports_page() -> str:
    """Which formats there are, what each keeps, and how each is written."""
    w = Words("graphkit.exports", "en")
    declared = formats()
    head = ["format", "is read by", *(w(f"feature.{what}") for what in FEATURES), "read back by"]
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for name, each in declared.items():
        kept = (w(f"how.{each.keeps[what]}") for what in FEATURES)
        cells = [f"[{name}](#{name})", ", ".join(each.read_by), *kept, each.read_back_by]
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    parts = [INTRODUCTION, "\n".join(lines)]
    for name, each in declared.items():
        about = inspect.cleandoc(_module_of(name).write.__doc__ or "")
        kind = "A folder." if each.is_folder else f"One file, `{each.ending}`."
        after = f"after.{name}"
        parts += [f"## {name}", f"{each.title}. {kind}", about, *([w(after)] if w.knows(after) else [])]
    return "\n\n".join(parts)


def _module_of(name: str):  # type: ignore[no-untyped-def]  # a module has any attribute
    from graphkit.discovery import module

    return module(PACKAGE, name, "export")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
