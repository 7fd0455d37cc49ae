project = "Twins"
extensions = ["myst_parser", "sphinx_academic"]
html_theme = "academic"
html_copy_source = False
exclude_patterns = ["snippets"]
academic_data = ["data/site.yaml"]
academic_highlight = ["Wilhelmina Dampf"]
