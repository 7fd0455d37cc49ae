"""One project cited in each style: pages in both languages, docstrings, footnotes of the author's own, and traps for LaTeX."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "Kettle"
author = copyright = "Ann Kettlewell"
version = "1"
extensions = ["sphinx_academic", "sphinx.ext.autodoc", "myst_parser"]
academic_data = ["refs.bib"]
html_theme = "basic"
latex_elements = {"papersize": "a5paper"}
