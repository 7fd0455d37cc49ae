#!/bin/sh
# citeproc-py: a range of days in an English date puts the days before the month, with a comma before the dash.
#
# Of two dates the largest part that differs has the range delimiter, an en dash (CSL 1.0.2, "Date Ranges"), and the parts stand in the
# order of the locale's format: month, day and year in en-US, that is, January 5–9, 2024. citeproc-py 0.11.1 writes what is the same in
# both dates last, wherever it stands in the format, and keeps the comma that belongs behind the second day alone. Right are ranges of
# years and of months, and of days where the format begins with the day. Conferences have such dates.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'citeproc-py==0.11.1'
cd "$folder"
cat > style.csl <<'XML'
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" default-locale="en-US">
  <info><title>Dates</title><id>dates</id><updated>2025-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><date variable="issued" form="text"/></layout></bibliography>
</style>
XML
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

style = CitationStylesStyle("style.csl", validate=False)

def written(*dates):
    work = {"id": "work", "type": "speech", "issued": {"date-parts": [list(date) for date in dates]}}
    bibliography = CitationStylesBibliography(style, CiteProcJSON([work]), formatter.plain)
    bibliography.register(Citation([CitationItem("work")]))
    return str(bibliography.bibliography()[0])

seen = [
    written((2024, 1, 5)),
    written((2024, 1), (2024, 3)),
    written((2024, 1, 5), (2024, 1, 9)),
    written((2024, 1, 30), (2024, 2, 2)),
]
print("citeproc-py", version("citeproc-py"))
print(*seen, sep="\n")
assert seen == ["January 5, 2024", "January–March 2024", "5,–9, January 2024", "January 30,–February 2, 2024"], seen
print("As stated: a range of days is no English date.")
PYTHON
