import sys
from pathlib import Path

from sphinx_academic import __version__ as release

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

project = "sphinx-academic"
author = "the sphinx-academic contributors"
copyright = "the sphinx-academic contributors"
version = release

extensions = [
    "myst_parser",
    "sphinx_academic",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinxext.opengraph",
    "sphinx_sitemap",
    "sphinx.ext.doctest",
    "notfound.extension",
    "data_tables",
    "declared",
    "fetch_tables",
    "theme_tables",
]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
# The snippets are shown and rendered by the pages that explain them.
exclude_patterns = ["_build", "book", "imported", "snippets", "reference/audit-table.md"]
nitpicky = True
# No request to another host, which MathJax would make.
html_math_renderer = "mathml"

html_theme = "academic"
html_baseurl = "https://docs.example.org/"
sitemap_url_scheme = "{link}"
sitemap_show_lastmod = False
ogp_site_url = html_baseurl
html_title = "sphinx-academic"
html_theme_options = {"layout": "docs"}
html_static_path = ["_static"]
html_css_files = ["knobs.css"]
html_last_updated_fmt = "%-d %B %Y"

academic_data = ["data/example.yaml", "data/patents.yaml"]
academic_paper_pages = True
academic_claims_report = "data/claims-report.xml"
academic_today = "2026-09-01"
academic_highlight = ["Imogen Kettlewell"]

latex_engine = "xelatex"
