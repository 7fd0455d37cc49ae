project = "A homepage"
extensions = ["myst_parser", "sphinx_academic"]
html_theme = "academic"
html_copy_source = False
exclude_patterns = ["homepage.md"]
academic_data = ["homepage.md"]
academic_highlight = ["Ottoline Vapour"]
