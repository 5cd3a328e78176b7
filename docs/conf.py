"""Settings of Sphinx. Nothing here needs a network."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from _tables import TABLES

import tthc_core
from tthc_core.counting import PROVINCIAL_REPORT

project = "tthc_core"
project_copyright = "The tthc_core contributors"
release = version = tthc_core.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
nitpicky = False  # docstrings name many things that the page's reader need not follow

html_theme = "furo"
html_title = "tthc_core"
html_copy_source = False

myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "signature"

MARKER = re.compile(r"^<!-- generated: (\w+) -->$", re.MULTILINE)


def put_tables(app: object, page: str, source: list[str]) -> None:
    """Put each generated table where its page asks for it."""
    source[0] = MARKER.sub(lambda found: TABLES[found[1]](), source[0])


def name_rules(
    app: object, what: str, name: str, obj: object, options: object, signature: str | None, returns: str
) -> object:
    """In a signature the usual rules stand by their name, not with all their choices."""
    return signature and (signature.replace(repr(PROVINCIAL_REPORT), "PROVINCIAL_REPORT"), returns)


def setup(app: object) -> None:
    """Called by Sphinx."""
    app.connect("source-read", put_tables)
    app.connect("autodoc-process-signature", name_rules)
