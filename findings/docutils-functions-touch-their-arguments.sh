#!/bin/sh
# docutils' converter from LaTeX to MathML: no space stands between the name of a function and what it is applied to, nor before it.
#
# TeX sets \log as an operator, with a thin space between it and the letters beside it (The TeXbook, chapter 18). docutils 0.22.4 makes an
# identifier of it, <mi>, with the invisible operator U+2061 behind it. That has no space in the operator dictionary of MathML Core, and an
# identifier has none either: browsers draw n \log n as "nlogn".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'docutils==0.22.4'
"$folder/venv/bin/python" - <<'PYTHON'
import re
import docutils
from docutils.utils.math.latex2mathml import tex2mathml

def written(formula):
    return re.sub(r"\s*\n\s*", "", re.sub(r"</?math[^>]*>", "", tex2mathml(formula)))

seen = {formula: written(formula) for formula in (r"n \log n", r"\sin x", r"\operatorname{rank} A")}
print("docutils", docutils.__version__)
for formula, mathml in seen.items():
    print(f"{formula:22} {mathml}")
assert seen == {
    r"n \log n": "<mi>n</mi><mi>log</mi><mo>&ApplyFunction;</mo><mi>n</mi>",
    r"\sin x": "<mi>sin</mi><mo>&ApplyFunction;</mo><mi>x</mi>",
    r"\operatorname{rank} A": '<mi mathvariant="normal">rank</mi><mo>&ApplyFunction;</mo><mi>A</mi>',
}, seen
print("As stated: there is no space.")
PYTHON
