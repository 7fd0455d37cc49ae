import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "Earlib"
author = "Ada Brühl"
extensions = ["sphinx.ext.autodoc", "myst_parser", "sphinx_academic"]
academic_data = ["site.yaml"]
html_copy_source = False
numfig = True
