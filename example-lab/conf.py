project = "Boiling Sounds"
author = "Boiling Sounds group"
copyright = "Boiling Sounds group"
version = "1"  # EPUB asks for one

extensions = [
    "myst_parser",
    "sphinx_academic",
    "sphinxext.opengraph",
    "sphinx_sitemap",
    "notfound.extension",
]
exclude_patterns = ["_build", "build", "README.md", ".venv"]
nitpicky = True

academic_data = ["data"]
# What members keep for sites of their own: folders here, submodules, or other repositories beside this one.
academic_members = {"Jules Fontanelle": "members/jules"}
academic_names = "register"
academic_paper_pages = True
academic_person_pages = True
academic_project_pages = True
academic_publish_records = True
# So that the example looks the same on every day; a site of one's own leaves this out.
academic_today = "2026-01-15"

html_theme = "academic"
html_title = "Boiling Sounds"
html_theme_options = {
    "footer": "Institute of Domestic Acoustics, Lower Fenwick. The pictures may be used by anybody.",
}
html_show_sourcelink = False
html_math_renderer = "mathml"  # formulas without script, and without a request to another host
html_baseurl = "https://boiling.example.edu/"
sitemap_url_scheme = "{link}"
sitemap_show_lastmod = False
ogp_site_url = html_baseurl
notfound_urls_prefix = "/"

# XeLaTeX, because the PDF holds a name in Chinese letters.
latex_engine = "xelatex"
