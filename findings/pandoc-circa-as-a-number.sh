#!/bin/sh
# Pandoc: the same mark of an uncertain date counts in a file of CSL-JSON, and does not in YAML.
#
# circa may be a string, a number or true (csl-data.json of CSL, "date-variable"). Pandoc 3.9 takes the number 1 for true in JSON; in a
# YAML file of references, and in the metadata of a document, only the word true counts, so that "about 1650" becomes 1650 when a
# list is moved from one to the other. A string such as "1" counts in neither.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'pypandoc_binary==1.17'
cd "$folder"
cat > style.csl <<'XML'
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" default-locale="en-US">
  <info><title>Dates</title><id>dates</id><updated>2025-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout>
    <choose><if is-uncertain-date="issued"><text value="about "/></if></choose>
    <date variable="issued" form="text"/>
  </layout></bibliography>
</style>
XML
"$folder/venv/bin/python" - <<'PYTHON'
import json, subprocess
from pypandoc import get_pandoc_path, get_pandoc_version

def printed(circa, place):
    works = [{"id": "dampf", "type": "book", "title": "Cold Steam", "issued": {"date-parts": [[1650]], "circa": circa}}]
    header = "bibliography: works." + place
    if place == "json":
        open("works.json", "w", encoding="utf-8").write(json.dumps(works))
    elif place == "yaml":
        open("works.yaml", "w", encoding="utf-8").write("references: " + json.dumps(works))
    else:
        header = "references: " + json.dumps(works)
    command = [get_pandoc_path(), "--citeproc", "--csl=style.csl", "--to=plain"]
    text = f"---\nnocite: '@*'\n{header}\n...\n"
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout.strip()

places = ("json", "yaml", "metadata")
seen = {repr(circa): [printed(circa, place) for place in places] for circa in (True, 1, "1", False)}
print("pandoc", get_pandoc_version())
print(f"{'circa':8}", *places)
for circa, dates in seen.items():
    print(f"{circa:8}", *dates, sep=" | ")
assert seen == {
    "True": ["about 1650", "about 1650", "about 1650"],
    "1": ["about 1650", "1650", "1650"],
    "'1'": ["1650", "1650", "1650"],
    "False": ["1650", "1650", "1650"],
}, seen
print("As stated: 1 is true in JSON alone.")
PYTHON
