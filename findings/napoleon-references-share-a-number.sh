#!/bin/sh
# Sphinx: two docstrings in the style of NumPy, each with a reference [1], are told as a fault when both stand on one page.
#
# The guide of numpydoc numbers the references of each docstring from 1 ("References"), and numpydoc gives them names of their own.
# sphinx.ext.napoleon of Sphinx 9.0.4 leaves them as they are, so that a class and its method have the same one, and a build with -W fails.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'sphinx==9.0.4'
mkdir "$folder/source"
cd "$folder/source"
cat > kettle.py <<'PYTHON'
class Kettle:
    """Keep water [1]_.

    References
    ----------
    .. [1] Dampf, W. Cold Steam.
    """

    def boil(self):
        """Make steam [1]_.

        References
        ----------
        .. [1] Kessel, O. Warm Ice.
        """
PYTHON
printf 'import sys\nsys.path.insert(0, ".")\nextensions = ["sphinx.ext.autodoc", "sphinx.ext.napoleon"]\n' > conf.py
printf 'Home\n====\n\n.. autoclass:: kettle.Kettle\n   :members:\n' > index.rst
status=0
"$folder/venv/bin/python" -m sphinx -q -W -b html . "$folder/html" 2> "$folder/said" || status=$?
"$folder/venv/bin/python" -m sphinx --version
cat "$folder/said"
test "$status" = 1
grep -q 'docstring of kettle.Kettle.boil:.*Duplicate explicit target name: "1"' "$folder/said"
echo "As stated: the second reference of that number is told."
