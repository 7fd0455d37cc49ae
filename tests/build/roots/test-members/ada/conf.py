project = "ada"

extensions = ["myst_parser", "sphinx_academic"]
nitpicky = True

academic_data = ["data"]
academic_today = "2026-01-15"
academic_publish_records = True

html_theme = "academic"
html_baseurl = "https://ada.example.org/"
html_show_sourcelink = False
