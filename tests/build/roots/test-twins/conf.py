project = "Twins"
extensions = ["myst_parser", "sphinx_academic"]
html_theme = "academic"
html_copy_source = False
exclude_patterns = ["snippets"]
academic_data = ["data/site.yaml", "data/career.yaml"]
academic_today = "2021-06-01"
academic_highlight = ["Wilhelmina Dampf"]
