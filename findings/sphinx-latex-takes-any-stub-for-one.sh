#!/bin/sh
# Sphinx: the writer for LaTeX takes a column of a table for a stub wherever `stub` is said, even where it is said that it is none.
#
# docutils' DTD has "stub" of colspec as a yes or no (%yesorno;), and 0 is no. Sphinx 9.0.4 asks whether the attribute is there, so
# that all cells of the column are set as heads.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'sphinx==9.0.4'
mkdir "$folder/source"
cd "$folder/source"
cat > conf.py <<'PYTHON'
from docutils import nodes
from docutils.parsers.rst import Directive


class Table(Directive):
    def run(self):
        group = nodes.tgroup("", nodes.colspec(colwidth=1, stub=0), cols=1)
        group += nodes.tbody("", nodes.row("", nodes.entry("", nodes.paragraph("", "kettle"))))
        return [nodes.table("", group)]


def setup(app):
    app.add_directive("kettles", Table)
PYTHON
printf 'Home\n====\n\n.. kettles::\n' > index.rst
"$folder/venv/bin/python" -m sphinx -q -b latex . "$folder/latex"
"$folder/venv/bin/python" -m sphinx --version
grep -B 2 '^kettle$' "$folder"/latex/*.tex
test "$(grep -c 'sphinxstyletheadfamily' "$folder"/latex/*.tex)" = 1
echo "As stated: the cell of a column with stub=0 is set as a head."
