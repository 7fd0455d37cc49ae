#!/bin/sh
# sphinx-llm: named with -D extensions=…, it writes no Markdown and no llms.txt, and the build still ends with 0.
#
# sphinx-build's option -D sets any value of conf.py, and sphinx-llm 1.1.0 hands what was set so to the second build that
# writes the Markdown. But Sphinx takes "extensions" out of the overrides when it reads them, so that the second build knows neither
# the extension nor its builder. Seen with Sphinx 9.0.4.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    'sphinx==9.0.4' 'docutils==0.22.4' 'sphinx-markdown-builder==0.6.11' 'sphinx-llm==1.1.0'
mkdir "$folder/source"
cd "$folder/source"
printf 'Home\n====\n' > index.rst
printf 'extensions = []\n' > conf.py
export TMPDIR="$folder"
status=0
"$folder/venv/bin/python" -m sphinx -q -b html -D extensions=sphinx_llm.txt . "$folder/html" 2> "$folder/said" || status=$?
"$folder/venv/bin/python" -m pip list 2>/dev/null | grep -i '^sphinx' | head -3
grep -h 'SphinxError' "$folder/said" || true
echo "status of the build: $status; Markdown written: $(find "$folder/html" -name '*.md' -o -name 'llms.txt' | wc -l)"
test "$status" = 0
test -f "$folder/html/index.html"
test ! -e "$folder/html/llms.txt"
grep -q 'Builder name llms-markdown not registered' "$folder/said"
printf 'extensions = ["sphinx_llm.txt"]\n' > conf.py
"$folder/venv/bin/python" -m sphinx -q -b html . "$folder/named" 2>/dev/null
test -f "$folder/named/llms.txt"
echo "As stated: named in conf.py it writes llms.txt; named by -D it does not, and the build ends with 0."
