project = "Kettle lab"
author = "Ada Brühl"
extensions = ["myst_parser", "sphinx_academic"]
html_theme = "academic"
html_copy_source = False
academic_data = ["data/site.yaml"]
latex_elements = {"papersize": "a4paper"}
