project = "A homepage"
extensions = ["sphinx_academic"]
html_theme = "academic"
html_copy_source = False
academic_data = ["homepage.md"]
academic_highlight = ["Haohe Liu"]
