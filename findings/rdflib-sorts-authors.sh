#!/bin/sh
# rdflib and PyLD: a paper's metadata read as RDF and written again has its authors in another order.
#
# An array is a set in RDF: only "@list" has an order (JSON-LD 1.1, 4.3), and schema.org's "author" is none. rdflib 7.6.0 writes the authors in
# the order of their identifiers in Turtle, and so does PyLD 3.3.0 in the JSON-LD that it makes of RDF; what it expands without
# RDF keeps their order.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'rdflib==7.6.0' 'PyLD==3.3.0'
"$folder/venv/bin/python" - <<'PYTHON'
import json, re
from importlib.metadata import version
import rdflib
from pyld import jsonld

PAPER = {
    "@context": {"@vocab": "https://schema.org/"},
    "@id": "https://example.org/paper",
    "author": [{"@id": f"https://example.org/#{name}"} for name in ("kessel", "dampf", "eis")],
}

def order(text):
    return " ".join(re.findall(r"#(\w+)", text))

quads = jsonld.to_rdf(PAPER, {"format": "application/n-quads"})
seen = {
    "PyLD, expanded": order(json.dumps(jsonld.expand(PAPER))),
    "PyLD, from RDF": order(json.dumps(jsonld.from_rdf(quads))),
    "rdflib, Turtle": order(rdflib.Graph().parse(data=json.dumps(PAPER), format="json-ld").serialize(format="turtle")),
}
print("rdflib", version("rdflib"), "and PyLD", version("PyLD"))
for name, authors in seen.items():
    print(f"{name}: {authors}")
assert list(seen.values()) == ["kessel dampf eis", "dampf eis kessel", "dampf eis kessel"], seen
print("As stated: who was first is not first.")
PYTHON
