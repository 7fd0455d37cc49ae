#!/bin/sh
# hatchling: "**" in a pattern of license-files stands for one folder, not for any number, and what is not found is not told.
#
# The specification of pyproject.toml (license-files, after PEP 639) says that "**" stands for any number of
# folders, and that a pattern which matches no file is an error. With hatchling 1.33.0 the pattern below gives a wheel without
# the licence, and no error.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'hatchling==1.33.0'
mkdir -p "$folder/project/pictures/icons/svg"
cd "$folder/project"
printf 'Terms of the icons.\n' > pictures/icons/svg/LICENSE-icons.txt
printf '__version__ = "1.0"\n' > pictures/__init__.py
cat > pyproject.toml <<'TOML'
[build-system]
requires = ["hatchling==1.33.0"]
build-backend = "hatchling.build"

[project]
name = "pictures"
version = "1.0"
license = "MIT"
license-files = ["pictures/**/LICENSE*"]
TOML
"$folder/venv/bin/python" -m hatchling build -t wheel >/dev/null
"$folder/venv/bin/python" - <<'PYTHON'
import glob, importlib.metadata, zipfile
(wheel,) = glob.glob("dist/*.whl")
with zipfile.ZipFile(wheel) as archive:
    names = archive.namelist()
    (metadata,) = (archive.read(name).decode() for name in names if name.endswith("/METADATA"))
seen = [line for line in metadata.splitlines() if line.startswith("License-File")]
print("hatchling", importlib.metadata.version("hatchling"))
print("License-File:", seen, "| licences:", [name for name in names if "licenses/" in name])
assert seen == [], seen
print("As stated: the licence is not found, and nothing is said.")
PYTHON
