#!/bin/sh
# sphinxcontrib-confluencebuilder: a formula that an extension makes in a post-transform is left out of the page, without a word.
#
# Sphinx runs the post-transforms of extensions for each builder before the page is written ("Developing extensions", phase 3,
# resolving), and whatever nodes they make belong to the page. sphinxcontrib-confluencebuilder 3.2.0 turns formulas into images or
# macros before that; its writer then passes over each node "math" as one that was dealt with, words and all. Formulas made
# with the role are there. Seen with Sphinx 9.0.4, with warnings as errors.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    'sphinx==9.0.4' 'docutils==0.22.4' 'sphinxcontrib-confluencebuilder==3.2.0'
mkdir "$folder/source"
cd "$folder/source"
cat > makes_formulas.py <<'PYTHON'
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

class MakeFormulas(SphinxPostTransform):
    default_priority = 5

    def run(self):
        for literal in list(self.document.findall(nodes.literal)):
            literal.replace_self(nodes.math("", literal.astext()))

def setup(app):
    app.add_post_transform(MakeFormulas)
PYTHON
cat > conf.py <<'PYTHON'
import pathlib, sys
sys.path.insert(0, str(pathlib.Path(__file__).parent))
extensions = ["sphinxcontrib.confluencebuilder", "makes_formulas"]
confluence_publish = False
confluence_server_url = "https://wiki.example.org/"
confluence_space_key = "STEAM"
confluence_latex_macro = "formula"
PYTHON
cat > index.rst <<'RST'
Home
====

By the role :math:`a+b` here.

By the extension ``c+d`` here.
RST
"$folder/venv/bin/python" -m sphinx -q -W -b confluence . "$folder/confluence"
"$folder/venv/bin/python" -m pip list 2>/dev/null | grep -iE '^sphinx |confluence'
cat "$folder/confluence/index.conf"
echo
grep -q 'a+b' "$folder/confluence/index.conf"
grep -q 'By the extension  here' "$folder/confluence/index.conf"
echo "As stated: the formula of the extension is not there, and nothing is said."
