#!/bin/sh
# Readability: of several authors that a page names the reader is shown the last alone.
#
# <meta name="author"> names one of the authors of a page, so that a page by two has two of them (HTML, 4.2.5.1, "Standard metadata names").
# @mozilla/readability 0.6.0, the reader view of Firefox, keeps the last of them as the byline. Of one tag with both names it keeps both.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" '@mozilla/readability@0.6.0' 'jsdom@26.1.0'
cd "$folder"
node - <<'JS'
const assert = require("assert");
const { JSDOM } = require("jsdom");
const { Readability } = require("@mozilla/readability");

const text = "<p>Steam is cold where kettles stand, as all know who have heard one of them whistle, and few have.</p>".repeat(9);
function byline(...names) {
  const tags = names.map((name) => `<meta name="author" content="${name}">`).join("");
  const page = `<!DOCTYPE html><html lang="en"><head><title>Cold Steam</title>${tags}</head><body><article>${text}</article></body></html>`;
  return new Readability(new JSDOM(page).window.document).parse().byline;
}
const seen = [byline("Wilhelmina Dampf", "Otto Kessel"), byline("Wilhelmina Dampf, Otto Kessel")];
console.log("@mozilla/readability", require("@mozilla/readability/package.json").version);
console.log("two tags:", seen[0]);
console.log("one tag: ", seen[1]);
assert.deepStrictEqual(seen, ["Otto Kessel", "Wilhelmina Dampf, Otto Kessel"]);
console.log("As stated: the first author is lost.");
JS
