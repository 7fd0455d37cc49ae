#!/bin/sh
# ics and node-ical: \nu in the title of a talk becomes a backslash, a line end and "u".
#
# A backslash in a text stands behind a backslash, so that \\nu is read as \nu, and \n alone as a line end (RFC 5545, 3.3.11). ics 0.7.3 and
# node-ical 0.26.1 look for \n first and find one in \\n; icalendar 7.3.2 and vobject 0.9.9 read what was meant. Paths of Windows
# suffer alike.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'ics==0.7.3' 'icalendar==7.3.2' 'vobject==0.9.9'
npm install --silent --no-audit --no-fund --prefix "$folder" 'node-ical@0.26.1'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import json, subprocess
import icalendar, ics, vobject

LINES = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//steam//steam//EN", "BEGIN:VEVENT", "UID:kettle", "DTSTAMP:20250303T000000Z",
         "DTSTART:20250303T100000Z", r"SUMMARY:Steam\, $\\nu$\nand ice", "END:VEVENT", "END:VCALENDAR", ""]
text = "\r\n".join(LINES)
open("talks.ics", "w", newline="").write(text)
script = "const events = require('node-ical').sync.parseFile('talks.ics'); console.log(JSON.stringify(events.kettle.summary))"
(event,) = ics.Calendar(text).events
seen = {
    "icalendar": str(icalendar.Calendar.from_ical(text).walk("VEVENT")[0]["SUMMARY"]),
    "vobject": vobject.readOne(text).vevent.summary.value,
    "ics": event.name,
    "node-ical": json.loads(subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True).stdout),
}
for name, title in seen.items():
    print(f"{name:10} {title!r}")
meant, broken = "Steam, $\\nu$\nand ice", "Steam, $\\\nu$\nand ice"
assert seen == {"icalendar": meant, "vobject": meant, "ics": broken, "node-ical": broken}, seen
print("As stated: two of four break the line within the command.")
PYTHON
