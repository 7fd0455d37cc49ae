#!/bin/sh
# rss-parser: in XHTML of an Atom feed each word with marks moves to the end of its paragraph.
#
# The content of an entry may be XHTML (RFC 4287, 4.1.3.3), where elements stand among the words. rss-parser 3.13.0 reads it into an object
# that keeps texts and elements apart, and writes these behind those: the words are all there, in another order. A title
# in XHTML (3.1.1.3) is such an object, not a text. Content of type "html" is left as it is.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" 'rss-parser@3.13.0'
cd "$folder"
cat > read.mjs <<'JS'
import assert from "assert";
import { createRequire } from "module";
import Parser from "rss-parser";

const xhtml = (name, words) => `<${name} type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${words}</div></${name}>`;
const words = "<p>H<sub>2</sub>O is <b>not</b> always ice</p>";
async function read(title, content) {
  const entry = `<entry><id>urn:ice</id>${title}<updated>2025-03-03T00:00:00Z</updated>${content}</entry>`;
  const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:lab</id><title>Lab</title><updated>2025-03-03T00:00:00Z</updated>${entry}</feed>`;
  return (await new Parser().parseString(feed)).items[0];
}
const first = await read("<title>Ice</title>", `<content type="html">${words.replaceAll("<", "&lt;")}</content>`);
const second = await read(xhtml("title", "Ice"), xhtml("content", words));
console.log("rss-parser", createRequire(import.meta.url)("rss-parser/package.json").version);
console.log("html: ", first.contentSnippet, "|", typeof first.title);
console.log("xhtml:", second.contentSnippet, "|", typeof second.title);
assert.strictEqual(first.content, words);
assert.strictEqual(second.contentSnippet.replace(/\s+/g, " "), "HO is always ice2not");
assert.deepStrictEqual([typeof first.title, typeof second.title], ["string", "object"]);
console.log("As stated: what is marked up stands behind the rest.");
JS
node read.mjs
