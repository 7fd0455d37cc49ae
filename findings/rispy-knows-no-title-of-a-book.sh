#!/bin/sh
# rispy: BT, the title of a book, is a field that it does not know.
#
# BT is the title of a whole book or an unpublished work, and in which book a chapter or paper stands for all else (RIS Format Specifications of
# Reference Manager, "Title and Reference Type Tags"). rispy 0.10.0 keeps it among the unknown tags for each type, and tells nothing;
# T1 and T2, which the same page has for the same titles, have names.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'rispy==0.10.0'
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
import rispy

def read(kind, tag):
    (work,) = rispy.loads(f"TY  - {kind}\n{tag}  - Cold Steam\nER  - \n")
    unknown = work.pop("unknown_tag", {})
    (name,) = [name for name, value in work.items() if value == "Cold Steam"] or [f"unknown {', '.join(unknown)}"]
    return name

print("rispy", version("rispy"))
for kind in ("BOOK", "UNPB", "CHAP", "CPAPER", "CONF"):
    seen = [read(kind, tag) for tag in ("BT", "T1", "T2")]
    print(f"{kind:7}", *seen, sep=" | ")
    assert seen == ["unknown BT", "primary_title", "secondary_title"], seen
print("As stated: no type has a BT.")
PYTHON
