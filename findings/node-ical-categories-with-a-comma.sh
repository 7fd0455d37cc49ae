#!/bin/sh
# node-ical: one category with a comma is two, and the first ends in a backslash.
#
# A comma within one of several values stands behind a backslash (RFC 5545, 3.1.1 and 3.3.11). node-ical 0.26.1 parts CATEGORIES at each comma
# and leaves the backslash where it was; of the same comma in a title it makes a comma.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" 'node-ical@0.26.1'
cd "$folder"
node - <<'JS'
const assert = require("assert");
const calendars = require("node-ical");

const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//steam//steam//EN", "BEGIN:VEVENT", "UID:kettle", "DTSTAMP:20250303T000000Z",
  "DTSTART:20250303T100000Z", "SUMMARY:Steam\\, warm", "CATEGORIES:Steam\\, warm,Ice", "END:VEVENT", "END:VCALENDAR", ""];
const { summary, categories } = calendars.sync.parseICS(lines.join("\r\n")).kettle;
console.log("node-ical", require("node-ical/package.json").version);
console.log(JSON.stringify({ summary, categories }));
assert.strictEqual(summary, "Steam, warm");
assert.deepStrictEqual(categories, ["Steam\\", "warm", "Ice"]);
console.log("As stated: two categories are three.");
JS
