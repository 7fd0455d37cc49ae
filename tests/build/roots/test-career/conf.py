project = "Haohe Liu"
extensions = ["myst_parser", "sphinx_academic"]
html_theme = "academic"
html_copy_source = False
exclude_patterns = ["data"]
academic_data = ["data/career.yaml"]
academic_today = "2024-06-01"
