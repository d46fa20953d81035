"""The command line: one file a command, each with a `command`; files that begin with ``_`` are shared.

A command parses, calls the library and prints. What it prints and how is in `graphkit.cli._settings`, its words in
English and French in `graphkit.cli._words`, what happens to errors in `graphkit.cli._errors`.
"""

from __future__ import annotations


def main() -> None:
    """The command ``graphkit``."""
    from graphkit.cli._group import root
    from graphkit.cli._interrupt import listen
    from graphkit.cli._settings import Settings

    settings = Settings()
    listen(lambda: settings.word("interrupted"))
    root.main(prog_name="graphkit", obj=settings)
