#!/bin/sh
# Pandoc: the dates of RIS, whose parts are parted by slashes, are lost, or become a range of four years.
#
# A date in RIS is YYYY/MM/DD/other, of which parts may be empty while the slashes stay (RIS Format Specifications, "Year and Free Text
# Fields"). Pandoc 3.9 makes of such a date in PY or Y1 an empty one, so that the work is "n.d.", and of the year with its three
# slashes four dates, the last three of which are 0. It reads a year alone, as later specifications of the format have it in PY.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'pypandoc_binary==1.17'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import json, subprocess
from pypandoc import get_pandoc_path, get_pandoc_version

def read(field):
    record = f"TY  - JOUR\nAU  - Dampf, Wilhelmina\nTI  - Cold Steam\n{field}\nER  - \n"
    command = [get_pandoc_path(), "--from=ris", "--to=csljson"]
    [work] = json.loads(subprocess.run(command, input=record, capture_output=True, text=True, check=True).stdout)
    return work["issued"]["date-parts"]

fields = ("PY  - 2024", "PY  - 2024/05/07/", "Y1  - 2024/05//", "PY  - 2024///Spring", "PY  - 2024///")
seen = [read(field) for field in fields]
print("pandoc", get_pandoc_version())
for field, parts in zip(fields, seen):
    print(f"{field:20} {parts}")
assert seen == [[[2024]], [], [], [], [[2024], [0], [0], [0]]], seen
print("As stated: no date with slashes is read.")
PYTHON
