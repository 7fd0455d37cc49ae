project = html_title = "Steam for Beginners"
author = "Wilhelmina Dampf"
extensions = ["myst_nb", "sphinx_design", "sphinx_academic"]
html_theme = "sphinx_book_theme"

# Jupyter Book's execute: execute_notebooks: cache
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
myst_enable_extensions = ["colon_fence", "dollarmath", "substitution", "tasklist"]

academic_data = ["references.bib"]
exclude_patterns = ["_build"]
