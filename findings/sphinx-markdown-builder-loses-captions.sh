#!/bin/sh
# sphinx-markdown-builder: of a figure the picture is left, and what is said of it is lost.
#
# A figure has a caption and a legend (reStructuredText Directives, "Figure"). sphinx-markdown-builder 0.6.11 knows neither: it warns of an
# unknown node and leaves out all text within, links and citations too. With -W a project with one figure is not built.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    'sphinx==9.0.4' 'docutils==0.22.4' 'sphinx-markdown-builder==0.6.11'
mkdir "$folder/source"
cd "$folder/source"
printf 'extensions = ["sphinx_markdown_builder"]\n' > conf.py
printf '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>\n' > kettle.svg
cat > index.rst <<'RST'
Home
====

.. figure:: kettle.svg
   :alt: A kettle

   The kettle, see `its maker <https://lab.example.org/>`__.

   It whistles.
RST
"$folder/venv/bin/python" -m sphinx -q -b markdown . "$folder/markdown" 2> "$folder/said"
"$folder/venv/bin/python" -m pip list 2>/dev/null | grep -i '^sphinx' | head -2
cat "$folder/markdown/index.md"
seen=$(grep -o 'unknown node type: <[a-z]*' "$folder/said" | tr '\n' ' ')
echo "told: $seen"
test "$seen" = "unknown node type: <caption unknown node type: <legend "
grep -q '^!\[A kettle\](kettle.svg)$' "$folder/markdown/index.md"
test "$(grep -cE 'maker|whistles' "$folder/markdown/index.md")" = 0
echo "As stated: caption and legend are lost."
