#!/bin/sh
# sphinx-sitemap: each build in a process of its own making starts a server process that goes on when the build is over.
#
# A script that builds several projects, or a test that builds with SphinxTestApp and cleans up, has one more process after each
# build; they end with the interpreter. Each was forked, and holds copies of all pipes that were open then, so that whoever waits
# for the end of such a pipe waits as long. Seen with sphinx-sitemap 2.9.0 and Sphinx 9.0.4, also with parallel = 0.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'sphinx==9.0.4' 'sphinx-sitemap==2.9.0'
mkdir "$folder/source"
cd "$folder/source"
printf 'Home\n====\n' > index.rst
printf 'extensions = ["sphinx_sitemap"]\nhtml_baseurl = "https://docs.example.org/"\n' > conf.py
cat > "$folder/builds.py" <<'PYTHON'
import multiprocessing, os, sys
from sphinx.application import Sphinx

left = []
for number in range(3):
    output = os.path.join(sys.argv[1], str(number))
    Sphinx(".", ".", output, output, "html", status=None, parallel=0).build()
    left.append(len(multiprocessing.active_children()))
print(*left)
PYTHON
seen=$("$folder/venv/bin/python" "$folder/builds.py" "$folder/output")
"$folder/venv/bin/python" -m pip list 2>/dev/null | grep -i '^sphinx' | head -2
echo "processes after one, two and three builds: $seen"
test "$seen" = "1 2 3"
echo "As stated: each build leaves a process."
