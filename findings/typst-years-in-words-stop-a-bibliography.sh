#!/bin/sh
# Typst: one year in words in a BibTeX file, and none of its entries is read.
#
# A year may have words: the standard styles of BibTeX take any that ends in four figures, such as "about 1984" ("BibTeXing", 3.2, "year"),
# and to biblatex the field is a literal (biblatex manual, 2.2.2), in which "in press" is often seen. Typst 0.15.2 stops at such a
# year with an error, whatever else the file holds. It says nothing of the same words in "date", and with a "date" beside it, be it
# empty, it does not look at the year.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'typst==0.15.2'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
import typst

GOOD = "@article{one, author = {Dampf, Wilhelmina}, title = {Cold Steam}, journal = {Steam Letters}, year = {2024}}\n"
TYPED = '#bibliography("works.bib", full: true)\n'

def read(dates):
    other = "@article{two, author = {Kessel, Otto}, title = {Warm Ice}, journal = {Steam Letters}, %s}\n" % dates
    open("works.bib", "w", encoding="utf-8").write(GOOD + other)
    open("list.typ", "w", encoding="utf-8").write(TYPED)
    try:
        return "read" if typst.compile("list.typ").startswith(b"%PDF") else "?"
    except typst.TypstError as error:
        return str(error)

stopped = ("year = {about 1984}", "year = {in press}")
passed = ("year = {1984}", "year = {in press}, date = {}", "date = {in press}", "note = {In press}")
seen = {dates: read(dates) for dates in (*stopped, *passed)}
print("typst", version("typst"))
for dates, answer in seen.items():
    print(f"{dates:30} {answer}")
assert all(seen[dates] == "failed to parse BibLaTeX (wrong number of digits)" for dates in stopped), seen
assert all(seen[dates] == "read" for dates in passed), seen
print("As stated: a year in words stops the bibliography, and an empty date lets it pass.")
PYTHON
