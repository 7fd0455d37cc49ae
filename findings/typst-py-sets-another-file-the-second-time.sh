#!/bin/sh
# typst (Python): a compiler of a document in memory sets a file of the working directory when it is asked a second time.
#
# The documentation offers typst.Compiler "to avoid reinitialization", and several files in memory as a dictionary. With typst 0.15.2 the
# first call of compile() sets what was given. The second looks for a file of the same name on the disk: where a main.typ lies in the
# working directory, that document is set without a word; where none lies there, the call fails.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'typst==0.15.2'
cd "$folder"
cat > twice.py <<'PYTHON'
from pathlib import Path

import typst


def twice(where):
    compiler = typst.Compiler({"main.typ": b"A document of one page."})
    for turn in ("first", "second"):
        try:
            pages = compiler.compile(format="svg")
            said = f"{len(pages) if isinstance(pages, list) else 1} pages"
        except (typst.TypstError, RuntimeError) as error:
            said = str(error).partition(" (searched")[0]
        print(f"{where}, {turn} call: {said}")


twice("no file")
Path("main.typ").write_text("Another document. #pagebreak() Two. #pagebreak() Three.")
twice("a file")
PYTHON
"$folder/venv/bin/python" -m pip list 2>/dev/null | grep -i '^typst '
"$folder/venv/bin/python" twice.py | tee said
cat > expected <<'TEXT'
no file, first call: 1 pages
no file, second call: file not found
a file, first call: 1 pages
a file, second call: 3 pages
TEXT
cmp said expected
echo "As stated: the second call sets the file of the working directory."
