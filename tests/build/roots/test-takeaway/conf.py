project = "Ada Brühl"
author = "Ada Brühl"
extensions = ["myst_parser", "sphinx_academic", "sphinx_copybutton"]
html_copy_source = False
academic_data = ["data/site.yaml", "data/theses.bib"]
copyright = "Ada Brühl"
version = "1"
