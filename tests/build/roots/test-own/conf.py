project = "Ada Kettlewell"
extensions = ["sphinx_academic", "myst_parser"]
html_theme = "academic"
html_baseurl = "https://ada.example.org/"
academic_data = ["data.yaml"]
academic_fields = {
    "publications": {"acceptance_rate": "Acceptance *rate*"},
    "news": ["mood"],
    "talks": {"audience": {"label": "Audience", "where": "beside"}},
    "competitions": {"teams": {"label": "Teams", "where": "behind"}},
}
