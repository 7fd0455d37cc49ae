#!/bin/sh
# Pandoc: the label before a number that has a space in it is plural.
#
# A label agrees with its variable, which is plural if it holds several numbers: volumes 2 & 4 (CSL 1.0.2, "Label"). The number of a patent
# is its country and its figures, US 123, and figures may be grouped, 1 234 567. For the citeproc of Pandoc 3.9 each space makes one
# more, even in a number without a figure. Without the space the label is singular.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'pypandoc_binary==1.17'
cd "$folder"
cat > style.csl <<'XML'
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" default-locale="en-US">
  <info><title>Labels</title><id>labels</id><updated>2025-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><label variable="number" form="short"/><text variable="number" prefix=" "/></layout></bibliography>
</style>
XML
"$folder/venv/bin/python" - <<'PYTHON'
import json, subprocess
from pypandoc import get_pandoc_path, get_pandoc_version

def printed(number):
    work = {"id": "dampf", "type": "patent", "title": "Cold Steam", "number": number}
    command = [get_pandoc_path(), "--from=csljson", "--citeproc", "--csl=style.csl", "--to=plain"]
    return subprocess.run(command, input=json.dumps([work]), capture_output=True, text=True, check=True).stdout.strip()

seen = [printed(number) for number in ("US123", "2 & 4", "US 123", "1 234 567", "NASA TM")]
print("pandoc", get_pandoc_version())
print(*seen, sep="\n")
assert seen == ["no. US123", "nos. 2 & 4", "nos. US 123", "nos. 1 234 567", "nos. NASA TM"], seen
print("As stated: one number with a space is several.")
PYTHON
