#!/bin/sh
# typst (Python): a project of several files in memory, or named in a dictionary, may hold no picture but SVG.
#
# The documentation says that a dictionary maps names of files "to their content as bytes", and that its values "can also be file
# paths", which are read from the disk. With typst 0.15.2 every value has to be text: a PNG of one pixel, as bytes or as a path, ends in
# a RuntimeError "file is not valid UTF-8". The same project as a folder is set, and so is the picture where its bytes come as numbers.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'typst==0.15.2'
cd "$folder"
cat > pictures.py <<'PYTHON'
import base64
import json
from pathlib import Path

import typst

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SOURCE = '#image("dot.png")'
Path("dot.png").write_bytes(PNG)
Path("folder.typ").write_text(SOURCE)


def tell(how, *given, **named):
    try:
        typst.compile(*given, format="pdf", **named)
        print(f"{how}: set")
    except (typst.TypstError, RuntimeError) as error:
        print(f"{how}: {type(error).__name__}: {error}")


tell("a folder", "folder.typ")
tell("bytes in a dictionary", {"main.typ": SOURCE.encode(), "dot.png": PNG})
tell("a path in a dictionary", {"main.typ": SOURCE.encode(), "dot.png": Path("dot.png")})
tell("numbers", b"#image(bytes(json(bytes(sys.inputs.dot))))", sys_inputs={"dot": json.dumps(list(PNG))})
PYTHON
"$folder/venv/bin/python" -m pip list 2>/dev/null | grep -i '^typst '
"$folder/venv/bin/python" pictures.py | tee said
cat > expected <<'TEXT'
a folder: set
bytes in a dictionary: RuntimeError: file is not valid UTF-8
a path in a dictionary: RuntimeError: file is not valid UTF-8
numbers: set
TEXT
cmp said expected
echo "As stated: a dictionary holds no picture."
