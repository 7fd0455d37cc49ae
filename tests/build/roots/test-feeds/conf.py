project = "Ada Brühl"
author = "Ada Brühl"
extensions = ["myst_parser", "sphinx_academic"]
html_baseurl = "https://bruehl.example.org/lab"
html_copy_source = False
academic_data = ["data/site.yaml"]
