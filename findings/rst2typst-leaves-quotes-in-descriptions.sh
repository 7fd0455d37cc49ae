#!/bin/sh
# rst2typst (and atsphinx-typst, which writes with it): a quotation mark in a picture's description makes a file that is no Typst.
#
# Within a string of Typst a double quotation mark is written \" (Typst's reference, type str, "Escape sequences"). rst2typst 0.6.0
# puts the text of :alt: between quotation marks as it is, so that the string ends at the first of its own. The build says
# nothing; Typst stops at the file.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    'docutils==0.22.4' 'rst2typst==0.6.0' 'typst==0.15.2'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path
import docutils.core, rst2typst.writer, typst

Path("sign.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>')

def typeset(description):
    source = f".. image:: sign.svg\n   :alt: {description}\n"
    settings = {"no_import_local_package": True}
    body = docutils.core.publish_parts(source, writer=rst2typst.writer.Writer(), settings_overrides=settings)["body"]
    Path("page.typ").write_text(body)
    try:
        typst.compile("page.typ")
    except typst.TypstError as error:
        return body, str(error)
    return body, ""

print("rst2typst", version("rst2typst"))
_, error = typeset("A sign that says open")
assert error == "", error
body, error = typeset('A sign that says "open"')
print(body.strip(), "\nTypst:", error)
assert 'alt: "A sign that says "open"",' in body, body
assert error == "expected comma", error
print("As stated: the quotation marks are not escaped, and Typst cannot read the file.")
PYTHON
