project = "Local links"
extensions = ["myst_parser", "sphinx_academic"]
html_theme = "academic"
html_copy_source = False
html_extra_path = ["extra"]
exclude_patterns = ["extra", "files"]
academic_publish_from = ["files"]
academic_data = ["data/site.yaml"]
