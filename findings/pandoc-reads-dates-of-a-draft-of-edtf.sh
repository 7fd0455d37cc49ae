#!/bin/sh
# Pandoc: decades and open ranges in biblatex files are lost where they are written as the standard has them; it reads those of a draft.
#
# An X stands for a figure that is not known, and two dots for an end of a range that is open (ISO 8601-2:2019, annex A, level 1; biblatex
# manual, 2.3.8). Pandoc 3.9 drops such dates, so that the works are "n.d."; it reads the u and the word "open" that the draft of EDTF had
# before it became a part of ISO 8601. An end that is left empty, which the manual allows too, it reads.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'pypandoc_binary==1.17'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import json, subprocess
from pypandoc import get_pandoc_path, get_pandoc_version

def read(date):
    entry = "@book{dampf, author = {Dampf, Wilhelmina}, title = {Cold Steam}, publisher = {Steam Press}, date = {%s}}" % date
    command = [get_pandoc_path(), "--verbose", "--from=biblatex", "--to=csljson"]
    run = subprocess.run(command, input=entry, capture_output=True, text=True, check=True)
    assert run.stderr == "", run.stderr
    return json.loads(run.stdout)[0].get("issued", {}).get("date-parts")

seen = {date: read(date) for date in ("199X", "19XX", "2004-XX", "2004/..", "../2004", "199u", "19uu", "2004/open", "2004/")}
print("pandoc", get_pandoc_version())
for date, parts in seen.items():
    print(f"{date:10} {parts}")
assert all(seen[date] is None for date in ("199X", "19XX", "2004-XX", "2004/..", "../2004")), seen
assert seen["199u"] == [[1990], [1999]] and seen["19uu"] == [[1900], [1999]], seen
assert seen["2004/open"] == seen["2004/"] == [[2004], [0]], seen
print("As stated: the draft is read, and the standard is not.")
PYTHON
