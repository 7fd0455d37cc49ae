#!/bin/sh
# Pandoc: the ISBN of a book in RIS is read as its ISSN.
#
# SN holds an ISSN or an ISBN (RIS Format Specifications, "SN"); which of them, its form and the type of the record say. CSL has a
# variable for each (CSL 1.0.2, appendix IV). Pandoc 3.9 gives all of them to ISSN, so that styles that print the ISBN of books
# print none.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'pypandoc_binary==1.17'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import json, subprocess
from pypandoc import get_pandoc_path, get_pandoc_version

def read(kind, number):
    record = f"TY  - {kind}\nAU  - Dampf, Wilhelmina\nTI  - Cold Steam\nPY  - 2024\nSN  - {number}\nER  - \n"
    command = [get_pandoc_path(), "--from=ris", "--to=csljson"]
    [work] = json.loads(subprocess.run(command, input=record, capture_output=True, text=True, check=True).stdout)
    return {name: value for name, value in work.items() if name in {"type", "ISBN", "ISSN"}}

seen = [read("JOUR", "1234-5679"), read("BOOK", "978-3-16-148410-0"), read("CHAP", "978-3-16-148410-0")]
print("pandoc", get_pandoc_version())
print(*seen, sep="\n")
assert seen == [
    {"type": "article-journal", "ISSN": "1234-5679"},
    {"type": "book", "ISSN": "978-3-16-148410-0"},
    {"type": "chapter", "ISSN": "978-3-16-148410-0"},
], seen
print("As stated: no book has an ISBN.")
PYTHON
