#!/bin/sh
# mdit-py-plugins: whether a formula at the beginning of a text is one depends on the last character of that text.
#
# With allow_digits=False a dollar sign behind a digit opens no formula (documentation of dollarmath), nor does one behind a
# backslash, ever. Before a formula that begins a paragraph, a heading or a cell stands nothing; mdit-py-plugins 0.7.0 looks there at
# position -1, which Python takes for the last of the text: "in 2020", or a path of Windows.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'mdit-py-plugins==0.7.0' 'markdown-it-py==4.3.0'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

def formulas(text, **options):
    tokens = MarkdownIt().use(dollarmath_plugin, **options).parse(text)
    return [child.content for token in tokens for child in token.children or () if child.type == "math_inline"]

print("mdit-py-plugins", version("mdit-py-plugins"))
for text, expected in (
    ("$x$ in the year 2020", []),
    ("$x$ in the year 2020.", ["x"]),
    ("The $x$ in the year 2020", ["x"]),
    ("# $x$ in the year 2020", []),
):
    seen = formulas(text, allow_digits=False)
    print(f"{text:28} {seen}")
    assert seen == expected, (text, seen)
for text, expected in (("$x$ is kept in C:\\", []), ("The $x$ is kept in C:\\", ["x"])):
    seen = formulas(text)
    print(f"{text:28} {seen}")
    assert seen == expected, (text, seen)
print("As stated: the end of the text undoes its first formula.")
PYTHON
