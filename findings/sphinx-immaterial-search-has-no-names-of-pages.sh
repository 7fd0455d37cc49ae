#!/bin/sh
# sphinx-immaterial: searchindex.js has no names of pages and of source files, but addresses, so that what reads Sphinx's index finds no page.
#
# Sphinx's index of the search of HTML has "docnames" and "filenames", and the numbers of titles, words and objects count them. The theme
# replaces both with "docurls", under the same name of the file and the same call Search.setIndex; Sphinx 9.0.4 alone writes the former.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'sphinx==9.0.4' 'sphinx-immaterial==0.13.11'
mkdir "$folder/source"
cd "$folder/source"
printf 'Home\n====\n\n.. toctree::\n\n   steam\n' > index.rst
printf 'Steam\n=====\n\nIt is cold.\n' > steam.rst
build() {
    "$folder/venv/bin/python" -m sphinx -q -E -b html . "$folder/$1"
    grep -oE '"(docnames|filenames|docurls)":\[[^]]*\]' "$folder/$1/searchindex.js" | tr '\n' ' '
}
printf 'html_theme = "basic"\n' > conf.py
plain=$(build basic)
# Its option "font" would ask a host for fonts.
printf 'extensions = ["sphinx_immaterial"]\nhtml_theme = "sphinx_immaterial"\nhtml_theme_options = {"font": False}\n' > conf.py
changed=$(build immaterial)
"$folder/venv/bin/python" -m sphinx --version
"$folder/venv/bin/python" -m pip list --disable-pip-version-check 2>/dev/null | grep '^sphinx.immaterial'
echo "basic: $plain"
echo "sphinx_immaterial: $changed"
test "$plain" = '"docnames":["index","steam"] "filenames":["index.rst","steam.rst"] '
test "$changed" = '"docurls":["index.html","steam.html"] '
echo "As stated: the index has addresses, and no names."
