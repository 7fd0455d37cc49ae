#!/bin/sh
# Sphinx: "**/drafts.rst" in exclude_patterns holds back no page drafts.rst of the top folder, but a file of that name
# below html_extra_path is held back there as well.
#
# The documentation of exclude_patterns names both uses, and does not say that they are read in two ways. Seen with Sphinx 9.0.4.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'sphinx==9.0.4'
mkdir -p "$folder/source/part" "$folder/source/extra/part"
cd "$folder/source"
printf 'Home\n====\n' > index.rst
printf ':orphan:\n\nDrafts\n======\n' > drafts.rst
cp drafts.rst part/drafts.rst
cp drafts.rst extra/drafts.rst
cp drafts.rst extra/part/drafts.rst
printf 'exclude_patterns = ["**/drafts.rst"]\nhtml_extra_path = ["extra"]\nhtml_copy_source = False\n' > conf.py
"$folder/venv/bin/python" -m sphinx -q -b html -d "$folder/doctrees" . "$folder/html"
cd "$folder/html"
seen=$(find . -name 'drafts.*' | sort | tr '\n' ' ')
"$folder/venv/bin/python" -m sphinx --version
echo "written: $seen"
test "$seen" = "./drafts.html "
echo "As stated: the page of the top folder is built, the file of the top folder of html_extra_path is left out."
