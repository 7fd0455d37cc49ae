#!/bin/sh
# Pandoc: a suffix in RIS becomes the given name, and the given name the suffix.
#
# Names in RIS are the family name, the given name and the suffix, in this order (RIS Format Specifications, "Authors"). Pandoc 3.9
# reads three parts as BibTeX orders them, with the suffix in the middle.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'pypandoc_binary==1.17'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import json, subprocess
from pypandoc import get_pandoc_path, get_pandoc_version

RECORD = """TY  - JOUR
AU  - Dampf, Wilhelmina
AU  - Kessel, Otto, Jr.
ED  - Ventil, Ada B., III
TI  - Cold Steam
PY  - 2024
ER  - 
"""
command = [get_pandoc_path(), "--from=ris", "--to=csljson"]
[work] = json.loads(subprocess.run(command, input=RECORD, capture_output=True, text=True, check=True).stdout)
print("pandoc", get_pandoc_version())
for name in (*work["author"], *work["editor"]):
    print(name)
assert work["author"][0] == {"family": "Dampf", "given": "Wilhelmina"}, work
assert work["author"][1] == {"family": "Kessel", "given": "Jr.", "suffix": "Otto"}, work
assert work["editor"] == [{"family": "Ventil", "given": "III", "suffix": "Ada B."}], work
print("As stated: Otto Kessel, Jr. is Jr. Kessel, Otto.")
PYTHON
