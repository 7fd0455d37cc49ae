#!/bin/sh
# sphinx-markdown-builder: two line blocks one after the other come out as one paragraph.
#
# An empty line ends a line block, and another begins a new one (docutils, reStructuredText Markup Specification, "Line Blocks"):
# two addresses, or two entries of a list. In Markdown it is the blank line that keeps two paragraphs apart (CommonMark 0.31.2,
# 4.8). sphinx-markdown-builder 0.6.11 puts one between a paragraph and a line block, and none between two line blocks.
# Seen with Sphinx 9.0.4.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    'sphinx==9.0.4' 'docutils==0.22.4' 'sphinx-markdown-builder==0.6.11' 'markdown-it-py==4.3.0'
mkdir "$folder/source"
cd "$folder/source"
cat > index.rst <<'RST'
Home
====

| Cold Steam
| Journal of Vapours

| Warm Steam
| Letters on Kettles

The end.
RST
printf 'extensions = ["sphinx_markdown_builder"]\n' > conf.py
"$folder/venv/bin/python" -m sphinx -q -b markdown . "$folder/markdown"
"$folder/venv/bin/python" -m pip list 2>/dev/null | grep -i '^sphinx' | head -2
cat "$folder/markdown/index.md"
"$folder/venv/bin/python" - "$folder/markdown/index.md" <<'PYTHON'
import pathlib, sys
import markdown_it

written = pathlib.Path(sys.argv[1]).read_text()
paragraphs = [token.content for token in markdown_it.MarkdownIt().parse(written) if token.type == "inline"]
assert len(paragraphs) == 3, paragraphs  # the heading, both line blocks, the last paragraph
assert "Journal of Vapours" in paragraphs[1] and "Warm Steam" in paragraphs[1], paragraphs
print("As stated: both line blocks are one paragraph of Markdown.")
PYTHON
