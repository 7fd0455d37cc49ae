#!/bin/sh
# Citation.js: one date whose beginning is open stops a whole file of biblatex.
#
# An interval may have no beginning (EDTF, level 1, "Extended Interval": ../1985-04-12, and /1985-04-12 where it is not known), and the
# README of the plugin says that it reads dates of that level. @citation-js/plugin-bibtex 0.8.2 throws at both, and returns no
# entry of the file. Of an end that is open it makes null, which is no date of CSL-JSON (csl-data.json, "date-parts").
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" '@citation-js/core@0.8.2' '@citation-js/plugin-bibtex@0.8.2'
cd "$folder"
node - <<'JS'
const assert = require("assert");
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-bibtex");

const good = "@book{kessel, author = {Kessel, Otto}, title = {Warm Ice}, date = {2001}}\n";
function read(date) {
  try {
    const works = new Cite(`${good}@book{dampf, author = {Dampf, Wilhelmina}, title = {Cold Steam}, date = {${date}}}`).data;
    return JSON.stringify(works.map((work) => work.issued["date-parts"]));
  } catch (error) {
    return error.message;
  }
}
console.log("@citation-js/plugin-bibtex", require("@citation-js/plugin-bibtex/package.json").version);
const expected = {
  "2004/2005": "[[[2001]],[[2004],[2005]]]",
  "2004/..": "[[[2001]],[[2004],null]]",
  "../2004": "Failed to convert date to issued",
  "/2004": "Failed to convert date to issued",
};
for (const date in expected) {
  console.log(date.padEnd(10), read(date));
  assert.strictEqual(read(date), expected[date]);
}
console.log("As stated: with an open beginning no entry is read.");
JS
