#!/bin/sh
# docutils' converter from LaTeX to MathML: an index behind a prime is set on the prime, and not on the letter before it.
#
# In TeX the apostrophe stands for ^{\prime}, and what follows goes on with the same superscript (The TeXbook, chapter 16):
# f'_i is f with a prime and the index i, x'^2 is x with both as superscripts. docutils 0.22.4 makes <mo>'</mo> of the
# apostrophe, an operator of its own (U+0027, not U+2032), and gives the index to that; f^{\prime}_i is read rightly.
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

seen = {formula: written(formula) for formula in ("f'_i", "x'^2", r"f^{\prime}_i")}
print("docutils", docutils.__version__)
for formula, mathml in seen.items():
    print(f"{formula:14} {mathml}")
assert seen == {
    "f'_i": "<mi>f</mi><msub><mo>'</mo><mi>i</mi></msub>",
    "x'^2": "<mi>x</mi><msup><mo>'</mo><mn>2</mn></msup>",
    r"f^{\prime}_i": "<msubsup><mi>f</mi><mi>i</mi><mi>′</mi></msubsup>",
}, seen
print("As stated: the index is on the prime, and not on the letter.")
PYTHON
