#!/bin/sh
# mystmd: in JATS a reader sees "&lt;" where the text has a sign for "less than".
#
# In XML the sign is written as the reference "&lt;", of which a parser makes the sign again (XML 1.0, 2.4). mystmd 1.8.3
# escapes it twice, in text and in the words of links alike, so that the file has "&amp;lt;". An ampersand is right.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" 'mystmd@1.8.3'
mkdir "$folder/book"
cd "$folder/book"
printf 'version: 1\nproject: {}\n' > myst.yml
printf '# Book\n\nSteam & ice < 100 degrees\n\n[Ice & steam < 100 degrees](https://lab.example.org/)\n' > index.md
"$folder/node_modules/.bin/myst" build index.md --xml --force > "$folder/said" 2>&1
echo "mystmd $("$folder/node_modules/.bin/myst" --version)"
python3 - <<'PYTHON'
from xml.etree import ElementTree

seen = ["".join(paragraph.itertext()) for paragraph in ElementTree.parse("_build/exports/index.xml").iter("p")]
print(*seen, sep="\n")
assert seen == ["Steam & ice &lt; 100 degrees", "Ice & steam &lt; 100 degrees"], seen
print("As stated: a parser of XML finds a reference instead of the sign.")
PYTHON
