#!/bin/sh
# citeproc-py: where a style asks for initials, the full stop of an initial is set where there is none.
#
# The value of initialize-with is added after each initial (CSL 1.0.2, "Name"). citeproc-py 0.11.1 keeps each part of the given names
# that begins with no capital as it is, and then sets the full stop before it and again behind it: before a name in
# Chinese, Japanese, Korean or Arabic, which know no capitals, and behind a particle such as the "da" of "José da".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'citeproc-py==0.11.1'
cd "$folder"
cat > style.csl <<'XML'
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>Names</title><id>names</id><updated>2025-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><names variable="author"><name initialize-with="."/></names></layout></bibliography>
</style>
XML
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

style = CitationStylesStyle("style.csl", validate=False)

def written(given, family):
    work = {"id": "work", "type": "book", "author": [{"given": given, "family": family}]}
    bibliography = CitationStylesBibliography(style, CiteProcJSON([work]), formatter.plain)
    bibliography.register(Citation([CitationItem("work")]))
    return str(bibliography.bibliography()[0])

names = [("Jane Mary", "Doe"), ("小明", "王"), ("José da", "Silva")]
seen = [written(*name) for name in names]
print("citeproc-py", version("citeproc-py"))
for name, reference in zip(names, seen):
    print(name, "->", reference)
assert seen == ["J.M. Doe", ". 小明 . 王", "J. da . Silva"], seen
print("As stated: full stops stand alone before and behind what is no initial.")
PYTHON
