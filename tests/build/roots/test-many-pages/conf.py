project = "Many pages"
extensions = ["myst_parser", "sphinx_academic"]
html_theme = "academic"
academic_data = ["data/site.yaml"]
academic_highlight = ["Wilhelmina Dampf"]
