#!/bin/sh
# latex2mathml: a single letter in \mathrm is written so that browsers set it in italics.
#
# An element mi with one character is italic unless it has mathvariant="normal" (MathML Core, 3.2.2 "Identifier <mi>"), and \mathrm asks
# for upright letters: the d of a differential, the m of a metre, the e of Euler. latex2mathml 3.81.1 writes the bare element for one letter,
# although it writes mathvariant="normal" for each of several.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'latex2mathml==3.81.1'
"$folder/venv/bin/python" - <<'PYTHON'
from html import unescape
from importlib.metadata import version
import re
from latex2mathml.converter import convert

def written(formula):
    return unescape(re.sub(r"</?math[^>]*>", "", convert(formula)))

seen = {formula: written(formula) for formula in ("d", r"\mathrm{d}", r"\mathrm{kg}")}
print("latex2mathml", version("latex2mathml"))
for formula, mathml in seen.items():
    print(f"{formula:14} {mathml}")
assert seen["d"] == seen[r"\mathrm{d}"] == "<mrow><mi>d</mi></mrow>", seen
assert seen[r"\mathrm{kg}"].count('<mi mathvariant="normal">') == 2, seen
print("As stated: the upright d is the d of a variable.")
PYTHON
