#!/bin/sh
# Sphinx: an expression in C or C++ that is to be looked up in another project is linked to one's own.
#
# :external+NAME:domain:role:`…` is looked up in the inventory of that name alone (documentation of intersphinx, "external").
# A role such as c:expr makes several links within one element; only a role that is one link is looked up there. With Sphinx
# 9.0.4 the others find what this project has of that name, without a warning.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'sphinx==9.0.4'
mkdir "$folder/lab" "$folder/source"
printf 'Lab\n===\n\n.. c:function:: int boil(int cups)\n' > "$folder/lab/index.rst"
touch "$folder/lab/conf.py"
"$folder/venv/bin/python" -m sphinx -q -b html "$folder/lab" "$folder/built"
cd "$folder/source"
cat > conf.py <<'PYTHON'
extensions = ["sphinx.ext.intersphinx"]
intersphinx_mapping = {"lab": ("https://lab.example.org/", "../built/objects.inv")}
PYTHON
cat > index.rst <<'RST'
Home
====

.. c:function:: int boil(int cups)

A function: :external+lab:c:func:`boil`

An expression: :external+lab:c:expr:`boil(3)`
RST
"$folder/venv/bin/python" -m sphinx -q -W -n -b html . "$folder/html"
seen=$(grep -oE '(A function|An expression): .*' "$folder/html/index.html" | sed -E 's/: .*href="([^"]*)".*/: \1/')
"$folder/venv/bin/python" -m sphinx --version
echo "$seen"
test "$seen" = "A function: https://lab.example.org/index.html#c.boil
An expression: #c.boil"
echo "As stated: the expression is linked to this project."
