#!/bin/sh
# Sphinx: after a build that writes one page anew, the search finds the index entries of no other page.
#
# The search of the HTML finds what the directive "index" names, since Sphinx 5.2, and a page that did not change is not written again. Its
# words, titles and objects are kept in searchindex.js; its index entries are not, with Sphinx 9.0.4, until all is built anew.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'sphinx==9.0.4'
mkdir "$folder/source"
cd "$folder/source"
touch conf.py
printf 'Home\n====\n\n.. toctree::\n\n   steam\n   ice\n' > index.rst
printf 'Steam\n=====\n\n.. index:: kettle\n\nIt is cold.\n' > steam.rst
printf 'Ice\n===\n\n.. index:: whistle\n\nIt is warm.\n' > ice.rst
build() {
    "$folder/venv/bin/python" -m sphinx -q -b html . "$folder/html"
    grep -o '"indexentries":{[^}]*}' "$folder/html/searchindex.js" | grep -oE 'kettle|whistle' | tr '\n' ' '
}
first=$(build)
printf '\nIt melts.\n' >> ice.rst
second=$(build)
"$folder/venv/bin/python" -m sphinx --version
echo "first build: $first"
echo "after a change of one page: $second"
test "$first" = "kettle whistle "
test "$second" = "whistle "
grep -q '"titles":\["Ice","Home","Steam"\]' "$folder/html/searchindex.js"
echo "As stated: the entry of the page that did not change is gone."
