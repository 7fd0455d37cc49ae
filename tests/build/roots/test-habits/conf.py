import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "Ears"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_academic"]
html_copy_source = False
academic_data = ["references.bib"]
academic_pandoc_citations = True
academic_docstring_references = True
