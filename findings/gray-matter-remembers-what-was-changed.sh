#!/bin/sh
# gray-matter: what a program changes in the front matter of one page is in that of the next with the same text.
#
# gray-matter 4.0.3 keeps what it has read by the text that it was read from, and gives the same object again: two pages with one text,
# or one page read twice, share their data. With any options, be they empty, it reads anew; its README says nothing of both.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" 'gray-matter@4.0.3'
cd "$folder"
node - <<'JS'
const assert = require("assert");
const matter = require("gray-matter");

const page = "---\nrole: student\ntags: [ice]\n---\nWorks on steam.\n";
const first = matter(page).data;
first.address = "people/dampf.html";
first.tags.push("steam");
const seen = { again: matter(page).data, options: matter(page, {}).data };
console.log("gray-matter", require("gray-matter/package.json").version);
console.log("read again:  ", JSON.stringify(seen.again));
console.log("with options:", JSON.stringify(seen.options));
assert.deepStrictEqual(seen.again, { role: "student", tags: ["ice", "steam"], address: "people/dampf.html" });
assert.deepStrictEqual(seen.options, { role: "student", tags: ["ice"] });
console.log("As stated: the second page has what was added to the first.");
JS
