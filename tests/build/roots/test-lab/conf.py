project = "Institute of Steam"
extensions = ["myst_parser", "sphinx_academic"]
html_theme = "academic"
html_copy_source = False
academic_data = ["data/people.yaml", "data/papers.yaml", "data/imported.bib"]
academic_highlight = ["every PhD student", "0000-0002-1825-0097"]
latex_engine = "xelatex"
