project = "Kettles"
extensions = ["myst_parser", "sphinx_academic"]
html_copy_source = False
bibtex_bibfiles = ["articles.bib", "chapters/books.bib"]
bibtex_reference_style = "author_year"
bibtex_bibliography_header = ".. rubric:: Works"
academic_bibtex_roles = True
