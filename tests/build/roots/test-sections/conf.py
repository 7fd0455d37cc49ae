project = "Wilhelmina Dampf"
extensions = ["myst_parser", "sphinx_academic"]
html_theme = "academic"
html_copy_source = False
exclude_patterns = ["files"]
academic_publish_from = ["files"]
academic_data = ["data/site.yaml", "data/career.yaml"]
academic_highlight = ["Wilhelmina Dampf"]
latex_engine = "xelatex"
man_pages = [("index", "dampf", "Wilhelmina Dampf", "Wilhelmina Dampf", 7)]
texinfo_documents = [
    ("index", "dampf", "Wilhelmina Dampf", "Wilhelmina Dampf", "dampf", "A site.", "Research")
]
epub_title = "Wilhelmina Dampf"
version = release = "1"
epub_show_urls = "no"
copyright = "Wilhelmina Dampf"
