#!/bin/sh
# sphinx-book-theme: once a project was built with it, the next one that the same process builds is given its templates.
#
# A program may build several projects one after another with sphinx.application.Sphinx, each in a theme of its own. The theme appends
# the folder of its templates to the value of templates_path, which is Sphinx's default list itself where conf.py does not set it. With
# Sphinx 9.0.4, sphinx-book-theme 1.1.3 and pydata-sphinx-theme 0.16.1 a project in pydata-sphinx-theme that is built afterwards takes
# page-toc.html from there, and the build ends: 'translate' is undefined. In the other order, and alone, both are built.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    'sphinx==9.0.4' 'sphinx-book-theme==1.1.3' 'pydata-sphinx-theme==0.16.1'
cd "$folder"
cat > both.py <<'PYTHON'
import sys
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

for theme in sys.argv[1:]:
    source = Path(theme)
    source.mkdir(exist_ok=True)
    (source / "conf.py").write_text(f"html_theme = {theme!r}\n")
    (source / "index.rst").write_text("Kettles\n=======\n\nHot\n---\n\nWarm\n----\n")
    out = f"{theme}-out"
    try:
        app = Sphinx(source, source, out, out, "html", status=None, warning=None, freshenv=True)
        app.build(force_all=True)
        said = "built" if app.statuscode == 0 else "failed"
    except ExtensionError as error:
        said = "translate is undefined" if "'translate' is undefined" in str(error) else str(error)
    print(f"{theme}: {said}")
PYTHON
"$folder/venv/bin/python" -m pip list 2>/dev/null | grep -iE '^(sphinx|sphinx-book-theme|pydata-sphinx-theme) '
: > said
"$folder/venv/bin/python" both.py pydata_sphinx_theme sphinx_book_theme | tee -a said
"$folder/venv/bin/python" both.py sphinx_book_theme pydata_sphinx_theme | tee -a said
cat > expected <<'TEXT'
pydata_sphinx_theme: built
sphinx_book_theme: built
sphinx_book_theme: built
pydata_sphinx_theme: translate is undefined
TEXT
cmp said expected
echo "As stated: the second project is built with the templates of the first one's theme."
