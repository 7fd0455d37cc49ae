project = "Imogen Kettlewell"
author = "Imogen Kettlewell"
copyright = "Imogen Kettlewell"
version = "1"  # EPUB asks for one

extensions = ["myst_parser", "sphinx_academic", "sphinx_copybutton"]
exclude_patterns = ["_build", "build", "README.md", ".venv"]
nitpicky = True
myst_enable_extensions = ["deflist"]

html_theme = "academic"
html_title = "Imogen Kettlewell"
html_last_updated_fmt = "%-d %B %Y"
html_show_sourcelink = False

academic_data = ["data/site.yaml", "data/publications.yaml", "data/news.yaml"]
academic_highlight = ["Imogen Kettlewell", "I. Kettlewell"]

# XeLaTeX, because the PDF holds a name in Cyrillic letters and signs beyond Latin-1.
latex_engine = "xelatex"
latex_documents = [("index", "imogen-kettlewell.tex", "Imogen Kettlewell", "Imogen Kettlewell", "howto")]
