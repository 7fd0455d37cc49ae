project = "Boiling Sounds"

extensions = ["myst_parser", "sphinx_academic"]
nitpicky = True

academic_data = ["data"]
academic_members = {"Ada Brühl": "../ada/data", "otto": ["../otto/data/site.yaml"]}
academic_person_pages = True
academic_publish_from = ["../ada/images", "../otto/images"]
academic_today = "2026-01-15"

html_theme = "academic"
html_show_sourcelink = False
