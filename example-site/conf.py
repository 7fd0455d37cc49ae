project = "Imogen Kettlewell"
author = "Imogen Kettlewell"
copyright = "Imogen Kettlewell"
version = "1"  # EPUB asks for one

extensions = [
    "myst_parser",
    "sphinx_academic",
    "sphinx_copybutton",
    "sphinxext.opengraph",
    "sphinx_sitemap",
    "notfound.extension",
]
exclude_patterns = ["_build", "build", "README.md", ".venv"]
nitpicky = True
myst_enable_extensions = ["deflist"]

academic_paper_pages = True
academic_corrections = "https://code.example.org/kettlewell/site/view/main/{filename}#L{line}"
html_theme = "academic"
html_title = "Imogen Kettlewell"
html_theme_options = {
    "social_links": "profile",
    "footer": "Written in Lower Fenwick, between two cups. The pictures may be used by anybody.",
    "source_edit_link": "https://code.example.org/kettlewell/site/edit/main/{filename}",
    "source_view_link": "https://code.example.org/kettlewell/site/view/main/{filename}",
}
html_last_updated_fmt = "%-d %B %Y"
html_show_sourcelink = False
html_math_renderer = "mathml"  # formulas without script, and without a request to another host
# Where the site will stand: canonical addresses, the site map and what other sites show of a link begin with it.
html_baseurl = "https://kettlewell.example.org/"
sitemap_url_scheme = "{link}"
sitemap_show_lastmod = False
ogp_site_url = html_baseurl
notfound_urls_prefix = "/"

academic_data = ["data/site.yaml", "data/publications.yaml", "data/news.yaml", "academic.lock.yaml"]
academic_highlight = ["Imogen Kettlewell", "I. Kettlewell"]

# XeLaTeX, because the PDF holds a name in Cyrillic letters and signs beyond Latin-1.
latex_engine = "xelatex"
