#!/bin/sh
# rst2typst (and atsphinx-typst, which writes with it): the paragraphs of a list item become one, with no space between the sentences.
#
# An item of a list is made of blocks, as many as are indented (docutils, reStructuredText Markup Specification, "Bullet Lists"). In
# Typst a blank line parts two paragraphs, in a list item as well (Typst's reference, "parbreak" and "list"). rst2typst 0.6.0
# writes the second paragraph on the line of the first, directly behind its full stop.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'docutils==0.22.4' 'rst2typst==0.6.0'
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
import docutils.core, rst2typst.writer

source = "- We boil water.\n\n  It rises.\n\n- We wait.\n"
settings = {"no_import_local_package": True}
body = docutils.core.publish_parts(source, writer=rst2typst.writer.Writer(), settings_overrides=settings)["body"]
print("rst2typst", version("rst2typst"))
print(body.strip())
assert body.strip() == "- We boil water.It rises.\n- We wait.", body
print("As stated: the item is one run of text.")
PYTHON
