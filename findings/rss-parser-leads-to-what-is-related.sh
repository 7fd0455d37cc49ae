#!/bin/sh
# rss-parser: the link of an Atom entry leads to what it is about, not to its page.
#
# A link without "rel" is one with rel="alternate" (RFC 4287, 4.2.7.2). rss-parser 3.13.0 looks for the word alone: without it the first link of
# whatever relation is that of the entry, such as "related", which is another thing.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" 'rss-parser@3.13.0'
cd "$folder"
cat > read.mjs <<'JS'
import assert from "assert";
import { createRequire } from "module";
import Parser from "rss-parser";

async function read(page) {
  const links = `<link rel="related" href="https://doi.org/10.1000/ice"/>${page}`;
  const entry = `<entry><id>urn:ice</id><title>Ice</title><updated>2025-03-03T00:00:00Z</updated>${links}</entry>`;
  const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:lab</id><title>Lab</title><updated>2025-03-03T00:00:00Z</updated>${entry}</feed>`;
  return (await new Parser().parseString(feed)).items[0].link;
}
const said = await read('<link rel="alternate" href="https://example.org/ice.html"/>');
const meant = await read('<link href="https://example.org/ice.html"/>');
console.log("rss-parser", createRequire(import.meta.url)("rss-parser/package.json").version);
console.log("with the word:   ", said);
console.log("without the word:", meant);
assert.deepStrictEqual([said, meant], ["https://example.org/ice.html", "https://doi.org/10.1000/ice"]);
console.log("As stated: a link without a relation is not that of the page.");
JS
node read.mjs
