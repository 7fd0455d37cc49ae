#!/bin/sh
# citeproc-js: where a style wants initials without hyphens, a small second part of a given name is written out, behind a space.
#
# initialize-with-hyphen="false" takes the hyphen from initials, so that Jean-Luc is J.L. (CSL 1.0.2, "Hyphenation of Initialized
# Names"), as the American Medical Association wants them. Of Ji-hoon, as Korean names are often spelt, citeproc-js 2.4.63 makes
# "J. hoon", as if hoon were a particle. With the hyphen, which is the default, the name is "J.", and with two capitals it is right in both.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" 'citeproc@2.4.63'
cd "$folder"
node - <<'JS'
const assert = require("assert");
const CSL = require("citeproc");

const locale = `<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US">
  <terms><term name="et-al">et al.</term></terms>
</locale>`;

function written(given, hyphen) {
  const style = `<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" initialize-with-hyphen="${hyphen}">
    <info><title>Names</title><id>names</id><updated>2025-01-01T00:00:00+00:00</updated></info>
    <citation><layout><text variable="title"/></layout></citation>
    <bibliography><layout><names variable="author"><name initialize-with="."/></names></layout></bibliography>
  </style>`;
  const work = { id: "work", type: "book", title: "Cold Steam", author: [{ family: "Dampf", given }] };
  const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: () => work }, style);
  engine.setOutputFormat("text");
  engine.updateItems(["work"]);
  return engine.makeBibliography()[1][0].trim();
}
console.log("citeproc", require("citeproc/package.json").version);
for (const [given, without, kept] of [
  ["Jean-Luc", "J.L. Dampf", "J.-L. Dampf"],
  ["Ji-hoon", "J. hoon Dampf", "J. Dampf"],
  ["Mary-ann B.", "M. ann B. Dampf", "M.B. Dampf"],
]) {
  console.log(given.padEnd(12), written(given, false).padEnd(16), written(given, true));
  assert.deepStrictEqual([written(given, false), written(given, true)], [without, kept]);
}
console.log("As stated: half of the name is no initial.");
JS
