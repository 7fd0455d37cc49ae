project = "Companions"
extensions = [
    "myst_nb",
    "sphinx_academic",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinxext.opengraph",
    "sphinx_sitemap",
    "notfound.extension",
]
html_theme = "academic"
html_baseurl = "https://companions.example.org/"
ogp_site_url = html_baseurl
sitemap_url_scheme = "{link}"
sitemap_show_lastmod = False
notfound_urls_prefix = "/"
nb_execution_mode = "off"
academic_data = ["data.yaml"]
myst_enable_extensions = ["colon_fence"]
