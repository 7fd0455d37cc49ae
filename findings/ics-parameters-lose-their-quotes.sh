#!/bin/sh
# ics: a name in quotation marks is written without them, and what stands behind its colon becomes the value.
#
# The value of a parameter that has a colon, semicolon or comma stands in quotation marks (RFC 5545, 3.2). ics 0.7.3 writes properties that
# it keeps as they were without these marks, so that icalendar 7.3.2 reads another value.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'ics==0.7.3' 'icalendar==7.3.2'
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
import icalendar, ics

LINES = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//steam//steam//EN", "BEGIN:VEVENT", "UID:kettle", "DTSTAMP:20250303T000000Z",
         "DTSTART:20250303T100000Z", 'CONFERENCE;VALUE=URI;LABEL="Talk: Steam":https://example.org/room', "END:VEVENT", "END:VCALENDAR", ""]

def value(text):
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return str(event["CONFERENCE"])

before = "\r\n".join(LINES)
after = ics.Calendar(before).serialize()
(line,) = [line for line in after.splitlines() if line.startswith("CONFERENCE")]
print("ics", version("ics"), "and icalendar", version("icalendar"))
print("written:", line)
print("read before and after:", value(before), "|", value(after))
assert line == "CONFERENCE;VALUE=URI;LABEL=Talk: Steam:https://example.org/room", line
assert (value(before), value(after)) == ("https://example.org/room", " Steam:https://example.org/room")
print("As stated: the marks are gone, and the address is another.")
PYTHON
