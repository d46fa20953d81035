"""The gallery: every picture that a command draws of the case base, made when the site is built.

A command is in it when it has ``--plot``: each example of its help that has the option is run, else its first one with
the option added.
"""

from __future__ import annotations

import html
import os
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from shown import DOCS, case_base, runner

BUILT = DOCS / "_built"

INTRODUCTION = (
    "Every picture that a command draws, made from the case base when this site was built. The text beneath each is "
    "the one that a screen reader reads: it is the title of the SVG file. With `--lang fr` names, labels and text are "
    "in French."
)


def lines(name: str) -> list[str]:
    """The examples of a command that are drawn."""
    from graphkit.cli._reference import commands, examples

    found = [line for line in examples(commands()[name]) if "|" not in line]
    drawn = [re.sub(r"--plot \S+", f"--plot {name}.svg", line) for line in found if "--plot" in line]
    return drawn or [f"{found[0]} --plot {name}.svg"]


def drawing_commands() -> list[str]:
    """The commands that draw."""
    from graphkit.cli._reference import commands

    return [name for name, command in commands().items() if any("--plot" in each.opts for each in command.params)]


def main() -> None:
    """Draw them all, and write the page."""
    import shlex

    folder = BUILT / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    parts = [
        "# Gallery",
        INTRODUCTION,
    ]
    with tempfile.TemporaryDirectory() as scratch:
        run = runner(case_base(Path(scratch, "store")))
        os.chdir(scratch)
        for name in drawing_commands():
            for number, line in enumerate(lines(name)):
                run(shlex.split(line)[1:])
                file = f"{name}-{number + 1}.svg"
                text = Path(f"{name}.svg").read_text(encoding="utf-8")
                folder.joinpath(file).write_text(text, encoding="utf-8")
                found = re.search(r"<title[^>]*>(.*?)</title>", text, re.DOTALL)
                told = " ".join(html.unescape(found.group(1)).split()) if found else name
                shown = line.replace(f"--plot {name}.svg", "--plot FILE")
                parts += [f"## {name}", f"```sh\n{shown}\n```", f"```{{image}} gallery/{file}\n:alt: {told}\n```", told]
    BUILT.joinpath("gallery.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
