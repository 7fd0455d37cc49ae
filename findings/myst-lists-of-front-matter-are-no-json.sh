#!/bin/sh
# MyST: a list in the front matter of a page reaches extensions and themes as JSON whose quotation marks are typographic.
#
# Front matter is YAML, and what it says of a page is metadata of that page, as field lists are in reStructuredText (documentation of MyST,
# "Frontmatter"). myst-parser 5.2.0 makes JSON of a list or mapping, and the smart quotes of Sphinx, on as they are from the beginning, then change
# its marks, so that no parser reads it: neither a list nor a text of it is to be had.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'sphinx==9.0.4' 'myst-parser==5.2.0'
mkdir "$folder/source"
cd "$folder/source"
cat > conf.py <<'PYTHON'
import json

extensions = ["myst_parser"]

def show(app, env):
    said = env.metadata["index"]["author"]
    try:
        print(said, "->", json.loads(said))
    except ValueError:
        print(said, "-> no JSON")

def setup(app):
    app.connect("env-updated", show)
PYTHON
printf -- '---\nauthor: ["Wilhelmina Dampf", "Otto Kessel"]\n---\n\n# Home\n' > index.md
build() {
    "$folder/venv/bin/python" -m sphinx -q -E -b html -D smartquotes="$1" . "$folder/html"
}
"$folder/venv/bin/python" -m pip list 2>/dev/null | grep -i '^myst-parser'
with=$(build 1)
without=$(build 0)
printf '%s\n' "$with" "$without"
test "$with" = '[“Wilhelmina Dampf”, “Otto Kessel”] -> no JSON'
test "$without" = "[\"Wilhelmina Dampf\", \"Otto Kessel\"] -> ['Wilhelmina Dampf', 'Otto Kessel']"
echo "As stated: with smart quotes the list is no JSON."
