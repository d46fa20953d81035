"""How Sphinx builds the documentation site: from the pages as they are, with nothing from elsewhere."""

import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent / "_site"))

project = "graphkit"
author = "the graphkit project"
extensions = ["myst_parser", "mathml"]
source_suffix = {".md": "markdown"}
root_doc = "index"
exclude_patterns = ["_site"]
default_role = "literal"

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
# Reference pages name sections of one another as GitHub does, and files of the repository.
suppress_warnings = ["myst.xref_missing", "myst.header", "misc.highlighting_failure"]

html_theme = "furo"
html_title = "graphkit"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_math_renderer = "mathml"
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {"source_repository": "", "navigation_with_keys": False}


def list_further(app: Any, page: str, source: list[str]) -> None:
    """Pages that the index does not name stand at the end of its reference: nothing is hidden for being new."""
    if page == "index":
        named = set(re.findall(r"^[\w./-]+$", source[0], re.MULTILINE)) | {"index"}
        further = sorted(file.stem for file in Path(app.srcdir).glob("*.md") if file.stem not in named)
        source[0] = source[0].replace("tables\n```", "\n".join(["tables", *further, "```"]))


def setup(app: Any) -> None:
    """Tell Sphinx of it."""
    app.connect("source-read", list_further)
