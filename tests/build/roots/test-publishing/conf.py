project = "Publishing"
extensions = ["sphinx_academic"]
html_theme = "academic"
html_copy_source = False
academic_data = ["data/site.yaml", "data/other.yaml"]
