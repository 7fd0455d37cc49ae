#!/bin/sh
# sphinx-markdown-builder: the role :sup: is written as <sub>, so that ten to the sixth is read as ten with the index six.
#
# docutils' roles "superscript" and "subscript" are two things (docutils, reStructuredText Interpreted Text Roles), and Markdown
# takes the elements sup and sub of HTML for them (CommonMark 0.31.2, 6.6). sphinx-markdown-builder 0.6.11 writes both as <sub>,
# although it sets the numbers of footnotes in <sup>. Seen with Sphinx 9.0.4.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    'sphinx==9.0.4' 'docutils==0.22.4' 'sphinx-markdown-builder==0.6.11'
mkdir "$folder/source"
cd "$folder/source"
cat > index.rst <<'RST'
Home
====

About 10\ :sup:`6` drops of H\ :sub:`2`\ O.
RST
printf 'extensions = ["sphinx_markdown_builder"]\n' > conf.py
"$folder/venv/bin/python" -m sphinx -q -b markdown . "$folder/markdown"
seen=$(grep drops "$folder/markdown/index.md")
"$folder/venv/bin/python" -m pip list 2>/dev/null | grep -i '^sphinx' | head -2
echo "written: $seen"
test "$seen" = 'About 10<sub>6</sub> drops of H<sub>2</sub>O.'
echo "As stated: the power is lowered."
