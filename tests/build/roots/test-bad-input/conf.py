project = "Bad input"
extensions = ["sphinx_academic"]
html_theme = "academic"
academic_data = ["data/site.yaml"]
