"""How Sphinx builds the documentation site: from the pages as they are, with nothing from elsewhere."""

import sys
from pathlib import Path

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
