project = "Samovars"
extensions = ["sphinx_academic"]
academic_data = ["refs.bib"]
