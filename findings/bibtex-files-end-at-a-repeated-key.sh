#!/bin/sh
# sphinxcontrib-bibtex: of a second file, all that stands behind a key that the first has too is lost.
#
# bibtex_bibfiles takes several files, and the directive "bibliography" the names of those whose works it lists (documentation, "Usage"); each
# file is valid by itself. sphinxcontrib-bibtex 2.7.0 tells the repeated key, and reads that file no further: works with keys of their
# own are missing as well.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'sphinx==9.0.4' 'sphinxcontrib-bibtex==2.7.0'
mkdir "$folder/source"
cd "$folder/source"
printf 'extensions = ["sphinxcontrib.bibtex"]\nbibtex_bibfiles = ["one.bib", "two.bib"]\n' > conf.py
printf '@book{dampf, author = {Dampf, W.}, title = {Cold Steam}, publisher = {Ice}, year = 1999}\n' > one.bib
cat > two.bib <<'BIB'
@book{funke, author = {Funke, C.}, title = {Hot Spark}, publisher = {Ice}, year = 2002}
@book{dampf, author = {Kessel, O.}, title = {Warm Ice}, publisher = {Ice}, year = 2001}
@book{rauch, author = {Rauch, P.}, title = {Dry Smoke}, publisher = {Ice}, year = 2003}
BIB
printf 'Home\n====\n\n.. bibliography::\n   :all:\n' > index.rst
"$folder/venv/bin/python" -m sphinx -q -b text . "$folder/text" 2> "$folder/said"
"$folder/venv/bin/python" -m pip list 2>/dev/null | grep -i '^sphinxcontrib-bibtex'
seen=$(grep -oE 'Cold Steam|Hot Spark|Warm Ice|Dry Smoke' "$folder/text/index.txt" | tr '\n' ';')
grep -o 'repeated bibliography entry: .*' "$folder/said"
echo "listed: $seen"
test "$seen" = "Cold Steam;Hot Spark;"
test "$(wc -l < "$folder/said")" = 1
echo "As stated: Dry Smoke, which stands behind the repeated key, is lost."
