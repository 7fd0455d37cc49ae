#!/bin/sh
# citeproc-py: pages 1 to 19 become 1–9, and 7 to 10 become 7–0, in styles that shorten ranges of pages.
#
# A style may leave out the digits of the last page that are those of the first (CSL 1.0.2, "Appendix V - Page Range Formats": 42–5 for
# 42–45 in "minimal"). There are none where the numbers have not as many digits. citeproc-py 0.11.1 compares the digits from the left all
# the same, so that another range comes out.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'citeproc-py==0.11.1'
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" page-range-format="{form}">
  <info><title>Pages</title><id>pages</id><updated>2025-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><text variable="page"/></layout></bibliography>
</style>
"""

def written(form, pages):
    Path("style.csl").write_text(STYLE.format(form=form))
    style = CitationStylesStyle("style.csl", validate=False)
    work = {"id": "work", "type": "article-journal", "page": pages}
    bibliography = CitationStylesBibliography(style, CiteProcJSON([work]), formatter.plain)
    bibliography.register(Citation([CitationItem("work")]))
    return str(bibliography.bibliography()[0])

asked = [("minimal", "42-45"), ("minimal", "1-19"), ("minimal-two", "7-10")]
seen = [written(*each) for each in asked]
print("citeproc-py", version("citeproc-py"))
for (form, pages), shown in zip(asked, seen):
    print(f"{form}: {pages} -> {shown}")
assert seen == ["42–5", "1–9", "7–0"], seen
print("As stated: the last page is another.")
PYTHON
