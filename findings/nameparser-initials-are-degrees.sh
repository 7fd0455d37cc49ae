#!/bin/sh
# nameparser: authors as the Web of Science writes them lose their initials to degrees.
#
# Such lists have initials without points behind the family name and a comma (field "AU" of its files), which is also how many a file of RIS
# has them. nameparser 2.6.0 takes those that look like a degree for one, and the person has no given name: "JD", "MA", "BA", "PA".
# With points they are initials. "Md.", a given name of many in Bangladesh, is a title in front and a degree behind the comma.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'nameparser==2.6.0'
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from nameparser import HumanName

expected = {
    "Kessel, OB": {"first": "OB", "last": "Kessel"},
    "Kessel, JD": {"last": "Kessel", "suffix": "JD"},
    "Kessel, MA": {"last": "Kessel", "suffix": "MA"},
    "Kessel, BA": {"last": "Kessel", "suffix": "BA"},
    "Kessel, PA": {"last": "Kessel", "suffix": "PA"},
    "Kessel, J. D.": {"first": "J.", "middle": "D.", "last": "Kessel"},
    "Md. Dampf": {"title": "Md.", "last": "Dampf"},
    "Dampf, Md.": {"last": "Dampf", "suffix": "Md."},
}
print("nameparser", version("nameparser"))
for name, parts in expected.items():
    seen = {part: said for part, said in HumanName(name).as_dict().items() if said}
    print(f"{name:15} {seen}")
    assert seen == parts, seen
print("As stated: four people have a degree and no given name.")
PYTHON
