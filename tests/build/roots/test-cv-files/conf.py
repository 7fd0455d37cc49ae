project = "Ada Example"
extensions = ["myst_parser", "sphinx_academic"]
academic_data = ["site.yaml"]
html_theme = "academic"
html_baseurl = "https://ada.example.org/"
