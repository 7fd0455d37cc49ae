#!/bin/sh
# citeproc-js: the brackets around a date stand around the end of a range again, within the first ones.
#
# A prefix and a suffix are added to the output of their element (CSL 1.0.2, "Affixes"), which for a date in brackets is the range as a
# whole: (2019–2021). citeproc-js 2.4.63 sets them around what follows the dash too, and, where the days differ, before the
# year that belongs to both. Brackets on cs:group or on the date-part of the year are right.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" 'citeproc@2.4.63'
cd "$folder"
node - <<'JS'
const assert = require("assert");
const CSL = require("citeproc");

const locale = `<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US">
  <date form="text"><date-part name="month" suffix=" "/><date-part name="day" suffix=", "/><date-part name="year"/></date>
  <terms><term name="month-03">March</term><term name="month-05">May</term></terms>
</locale>`;

function written(layout, ...dates) {
  const style = `<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" default-locale="en-US">
    <info><title>Dates</title><id>dates</id><updated>2025-01-01T00:00:00+00:00</updated></info>
    <citation><layout><text variable="title"/></layout></citation>
    <bibliography><layout>${layout}</layout></bibliography>
  </style>`;
  const work = { id: "work", type: "speech", title: "Cold Steam", issued: { "date-parts": dates } };
  const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: () => work }, style);
  engine.setOutputFormat("text");
  engine.updateItems(["work"]);
  return engine.makeBibliography()[1][0].trim();
}
const year = '<date variable="issued" prefix="(" suffix=")"><date-part name="year"/></date>';
const text = '<date variable="issued" form="text" prefix="(" suffix=")"/>';
const group = '<group prefix="(" suffix=")"><date variable="issued"><date-part name="year"/></date></group>';
const seen = [
  written(year, [2019]),
  written(group, [2019], [2021]),
  written(year, [2019], [2021]),
  written(text, [2019, 3], [2021, 5]),
  written(text, [2019, 3, 1], [2019, 3, 5]),
];
console.log("citeproc", require("citeproc/package.json").version);
console.log(seen.join("\n"));
assert.deepStrictEqual(seen, ["(2019)", "(2019–2021)", "(2019–(2021))", "(March 2019–(May 2021))", "(March 1–(5, )2019)"]);
console.log("As stated: a range has brackets within its brackets.");
JS
