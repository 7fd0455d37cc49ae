#!/bin/sh
# Typst: the number of a preprint that ends in 0 loses it, and is that of another one.
#
# "serial-number" is a string, and its example is a number of arXiv without quotation marks (Hayagriva, "The Hayagriva YAML File
# Format", "serial-number"). Typst 0.15 reads such a one as a decimal number and prints that: 2301.04560 becomes 2301.0456.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'typst==0.15.2' 'pypdf==6.1.1'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path
import pypdf, typst

def shown(number):
    Path("refs.yml").write_text(
        f'ice:\n  type: Article\n  title: Ice\n  author: "Bee, Ann"\n  date: 2023\n  serial-number: {number}\n'
        "  parent: {type: Repository, title: arXiv}\n"
    )
    Path("list.typ").write_text('#bibliography("refs.yml", full: true, style: "apa")\n')
    typst.compile("list.typ", output="list.pdf")
    return pypdf.PdfReader("list.pdf").pages[0].extract_text().split("\n")[-1].strip()

print("typst", version("typst"))
plain, quoted = shown("2301.04560"), shown('"2301.04560"')
print("without quotation marks:", plain)
print("with them:              ", quoted)
assert "2301.0456)" in plain and "2301.04560" not in plain, plain
assert "2301.04560)" in quoted, quoted
print("As stated: the last digit is lost.")
PYTHON
