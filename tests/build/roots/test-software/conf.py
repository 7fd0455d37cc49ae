project = "earlib"
extensions = ["sphinx_academic"]
html_theme = "basic"
html_copy_source = False
academic_data = ["CITATION.cff", "data.yaml"]
exclude_patterns = ["other"]
