#!/bin/sh
# cffconvert: several licences in CITATION.cff become one address in CodeMeta that leads nowhere.
#
# The key license takes one SPDX identifier or a list of them (Citation File Format 1.2.0, schema guide, "license"), and
# cffconvert 2.0.0 finds such a file valid. In CodeMeta and schema.org "license" is an address, or several (CodeMeta 2.0, "license").
# Written is the address of SPDX with Python's own notation of the list behind it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'cffconvert==2.0.0'
cd "$folder"
cat > CITATION.cff <<'YAML'
cff-version: 1.2.0
message: Please cite it.
title: Kettle
authors:
  - family-names: Dampf
    given-names: Wilhelmina
license:
  - MIT
  - Apache-2.0
YAML
"$folder/venv/bin/cffconvert" --validate
for format in codemeta schema.org; do
    "$folder/venv/bin/cffconvert" -f "$format"
done > written.json
"$folder/venv/bin/cffconvert" --version
grep '"license"' written.json
test "$(grep -c "\"license\": \"https://spdx.org/licenses/\['MIT', 'Apache-2.0'\]\"" written.json)" = 2
echo "As stated: the list is part of the address."
