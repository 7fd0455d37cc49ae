#!/bin/sh
# Pandoc: references from EndNote's XML have no pages and no DOI.
#
# EndNote has the pages of an article in "pages", its issue in "number" and its DOI in "electronic-resource-num". Pandoc 3.9 keeps the
# pages under a name that CSL does not have ("pages" for "page"), and leaves out DOI, addresses, editors, month and day.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'pypandoc_binary==1.17'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import json, subprocess
from pypandoc import get_pandoc_path, get_pandoc_version

RECORD = """<?xml version="1.0" encoding="UTF-8"?>
<xml><records><record><rec-number>1</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>Dampf, Wilhelmina</author></authors>
<secondary-authors><author>Ventil, Ada</author></secondary-authors></contributors>
<titles><title>Cold Steam</title><secondary-title>Journal of Steam</secondary-title></titles>
<pages>101-118</pages><volume>12</volume><number>3</number>
<dates><year>2024</year><pub-dates><date>May 16</date></pub-dates></dates>
<electronic-resource-num>10.5555/steam</electronic-resource-num>
<urls><related-urls><url>https://example.org/steam</url></related-urls></urls></record></records></xml>
"""

def read(*options):
    command = [get_pandoc_path(), "--from=endnotexml", *options]
    return subprocess.run(command, input=RECORD, capture_output=True, text=True, check=True).stdout

[work] = json.loads(read("--to=csljson"))
shown = read("--to=plain", "--citeproc").strip()
print("pandoc", get_pandoc_version())
print(json.dumps(work))
print(shown)
assert work["pages"] == "101-118" and "page" not in work, work
assert not {"DOI", "URL", "editor"} & work.keys(), work
assert work["issued"] == {"date-parts": [[2024]]}, work
assert shown == "Dampf, Wilhelmina. 2024. “Cold Steam.” Journal of Steam 12: 3.", shown
print("As stated: neither pages nor DOI, and the issue stands where pages would.")
PYTHON
