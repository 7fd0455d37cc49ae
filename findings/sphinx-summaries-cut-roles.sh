#!/bin/sh
# Sphinx: a full stop within a role ends the summary of a function, and what is left of the role is told as an error of markup.
#
# autosummary shows the first sentence of a docstring. For "Boil as :doc:`the guide, p. 3 <index>` says." Sphinx 9.0.4 takes "p."
# for the end of the sentence. The docstring itself is read rightly where the function is described.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'sphinx==9.0.4'
mkdir "$folder/source"
cd "$folder/source"
cat > kettle.py <<'PYTHON'
def boil():
    """Boil as :doc:`the guide, p. 3 <index>` says."""
PYTHON
printf 'import sys\nsys.path.insert(0, ".")\nextensions = ["sphinx.ext.autodoc", "sphinx.ext.autosummary"]\n' > conf.py
printf 'Home\n====\n\n.. autosummary::\n\n   kettle.boil\n\n.. autofunction:: kettle.boil\n' > index.rst
"$folder/venv/bin/python" -m sphinx -q -b text . "$folder/text" 2> "$folder/said"
"$folder/venv/bin/python" -m sphinx --version
grep 'Boil' "$folder/text/index.txt"
grep -o 'Inline interpreted text .*' "$folder/said"
grep -q '| Boil as :doc:>>`<<the guide, p. *|' "$folder/text/index.txt"
grep -q '^   Boil as the guide, p. 3 says.$' "$folder/text/index.txt"
test "$(grep -c 'start-string without end-string' "$folder/said")" = 1
echo "As stated: the summary ends within the role."
