#!/bin/sh
# ics: an event with two lines of categories, and the calendar is not read.
#
# CATEGORIES can be given more than once (RFC 5545, 3.8.1.2, and "eventprop" in 3.6.1). ics 0.7.3 raises an error at the second, whatever
# else the calendar holds; all in one line, and two lines of comments, are read.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'ics==0.7.3'
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
import ics

def read(*lines):
    event = ["BEGIN:VEVENT", "UID:kettle", "DTSTAMP:20250303T000000Z", "DTSTART:20250303T100000Z", *lines, "END:VEVENT"]
    try:
        (event,) = ics.Calendar("\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *event, "END:VCALENDAR", ""])).events
    except ValueError as error:
        return str(error)
    return " ".join(sorted(event.categories)) or "read"

print("ics", version("ics"))
seen = [read("CATEGORIES:ice,steam"), read("COMMENT:ice", "COMMENT:steam"), read("CATEGORIES:ice", "CATEGORIES:steam")]
print(*seen, sep="\n")
assert seen == ["ice steam", "read", "A VEVENT must have at most one CATEGORIES"], seen
print("As stated: a second line stops it.")
PYTHON
