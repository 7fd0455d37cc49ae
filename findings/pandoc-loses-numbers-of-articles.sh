#!/bin/sh
# Pandoc: the number of an article, which many journals have in place of pages, is not read from BibTeX and biblatex files.
#
# The field eid holds it, and stands for pages where a journal counts articles (biblatex manual, 2.2.2). Pandoc 3.9 does
# not read the field, and says nothing of it: of such an article no place in its volume is left, even from biblatex to biblatex.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'pypandoc_binary==1.17'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import json, subprocess
from pypandoc import get_pandoc_path, get_pandoc_version

ENTRY = """@article{dampf,
  author = {Dampf, Wilhelmina}, title = {Cold Steam}, journal = {Steam Letters}, year = {2024}, volume = {3}, eid = {e170417}
}
"""

def converted(source, target):
    command = [get_pandoc_path(), "--verbose", f"--from={source}", f"--to={target}"]
    return subprocess.run(command, input=ENTRY, capture_output=True, text=True, check=True)

runs = {(source, target): converted(source, target) for source in ("bibtex", "biblatex") for target in ("csljson", "biblatex")}
print("pandoc", get_pandoc_version())
for (source, target), run in runs.items():
    print(f"{source} to {target}:", " ".join(run.stdout.split()))
    assert "170417" not in run.stdout and "Steam Letters" in run.stdout and run.stderr == "", run
[work] = json.loads(runs["biblatex", "csljson"].stdout)
assert work["volume"] == "3" and not {"number", "page", "issue"} & work.keys(), work
print("As stated: e170417 is gone without a word.")
PYTHON
