#!/bin/sh
# ics: a calendar that is read and written again has backslashes in its addresses.
#
# In a text semicolon and comma stand behind a backslash (RFC 5545, 3.3.11), in a URI there is none (3.3.13). DOIs may have both.
# ics 0.7.3 reads an address as a text and writes it as one; what stands in properties that it does not know stays as it is.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'ics==0.7.3'
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
import ics

ADDRESS = "https://doi.org/10.1000/steam(2024)3:1;2,3"
LINES = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//steam//steam//EN", "BEGIN:VEVENT", "UID:kettle", "DTSTAMP:20250303T000000Z",
         "DTSTART:20250303T100000Z", f"URL:{ADDRESS}", f"CONFERENCE;VALUE=URI:{ADDRESS}", "END:VEVENT", "END:VCALENDAR", ""]
written = ics.Calendar("\r\n".join(LINES)).serialize().splitlines()
url, other = (next(line for line in written if line.startswith(name)) for name in ("URL", "CONFERENCE"))
print("ics", version("ics"))
print(url, other, sep="\n")
assert url == r"URL:https://doi.org/10.1000/steam(2024)3:1\;2\,3", url
assert other == f"CONFERENCE;VALUE=URI:{ADDRESS}", other
print("As stated: the address is written as a text.")
PYTHON
