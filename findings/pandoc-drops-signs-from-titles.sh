#!/bin/sh
# Pandoc: four signs vanish from titles in BibTeX, although LaTeX has a command for each that needs no package.
#
# \textbar, \textbraceleft and \textbraceright are symbols of LaTeX (LaTeX2e Reference Manual, "Text symbols"), and so is \textasciigrave
# since 2020 (LaTeX News 31). A brace with no partner needs its command in BibTeX, which counts braces whatever stands before
# them. Pandoc 3.9 knows \textless, \textasciicircum and others of the kind, and drops these; from a LaTeX file it drops them
# too, but tells of it with --verbose.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'pypandoc_binary==1.17'
cd "$folder"
cat > works.bib <<'BIB'
@article{dampf,
  author = {Dampf, Wilhelmina}, journal = {Steam Letters}, year = {2024},
  title = {P(x\textbar{}y), {[}0,1\textbraceright{}, \textbraceleft{}a, \textasciigrave{}ls\textasciigrave{}, a \textless{} b, x\textasciicircum{}2}
}
BIB
printf '%s\n' 'P(x\textbar{}y)' > text.tex
"$folder/venv/bin/python" - <<'PYTHON'
import json, subprocess
from pypandoc import get_pandoc_path, get_pandoc_version

def run(*arguments):
    return subprocess.run([get_pandoc_path(), "--verbose", *arguments], capture_output=True, text=True, check=True)

titles = {}
for source in ("bibtex", "biblatex"):
    made = run(f"--from={source}", "--to=csljson", "works.bib")
    assert made.stderr == "", made.stderr
    titles[source] = json.loads(made.stdout)[0]["title"]
told = run("--from=latex", "--to=plain", "text.tex")
print("pandoc", get_pandoc_version())
print(*titles.items(), told.stdout.strip(), told.stderr.strip(), sep="\n")
assert titles["bibtex"] == titles["biblatex"] == "P(xy), \\[0,1, a, ls, a < b, x^2".replace("\\", ""), titles
assert told.stdout == "P(xy)\n" and "Skipped" in told.stderr, told
print("As stated: bars, braces and backticks are gone, and only a LaTeX file is told of.")
PYTHON
