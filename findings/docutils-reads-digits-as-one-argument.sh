#!/bin/sh
# docutils' converter from LaTeX to MathML: digits without braces are one argument, so that x^10 is another formula than in LaTeX.
#
# Without braces a superscript, an index or an argument is a single token, and each digit is one (The TeXbook, chapters 16 and 20):
# x^10 is x to the first, and then a nought; \frac12 is a half. docutils 0.22.4 takes all digits together. The first comes out
# as x to the tenth, in HTML alone, since LaTeX sets what is written; for the second it asks for the argument that is there.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'docutils==0.22.4'
"$folder/venv/bin/python" - <<'PYTHON'
import re
import docutils
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml

def written(formula):
    try:
        return re.sub(r"\s*\n\s*", "", re.sub(r"</?math[^>]*>", "", tex2mathml(formula)))
    except MathError as error:
        return f"MathError: {error}"

seen = {formula: written(formula) for formula in ("x^10", "x^{1}0", r"\frac12", r"\frac{1}{2}")}
print("docutils", docutils.__version__)
for formula, mathml in seen.items():
    print(f"{formula:14} {mathml}")
assert seen == {
    "x^10": "<msup><mi>x</mi><mn>10</mn></msup>",
    "x^{1}0": "<msup><mi>x</mi><mn>1</mn></msup><mn>0</mn>",
    r"\frac12": "MathError: Last node missing children. Source incomplete?",
    r"\frac{1}{2}": "<mfrac><mn>1</mn><mn>2</mn></mfrac>",
}, seen
print("As stated: digits that TeX reads one by one are read as a number.")
PYTHON
