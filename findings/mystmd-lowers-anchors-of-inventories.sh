#!/bin/sh
# mystmd: a name with capitals in another project's inventory leads to an anchor that its page does not have.
#
# Where the end of an address in objects.inv is the name itself, Sphinx shortens it to "$", and a reader puts the name there as it is
# written (documentation of sphobjinv, "Sphinx objects.inv v2 Syntax"). mystmd 1.8.3 puts it there in small letters, so that the link
# ends at the top of the page. Of an address that is written out it changes nothing.
set -eu
folder=$(mktemp -d)
server=
trap 'test -z "$server" || kill "$server"; rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" 'mystmd@1.8.3'
mkdir "$folder/lab" "$folder/book"
cd "$folder/lab"
python3 - <<'PYTHON'
import zlib

head = b"# Sphinx inventory version 2\n# Project: lab\n# Version: 1\n# The remainder of this file is compressed using zlib.\n"
rows = "Kettle std:label 1 page.html#$ Cold Steam\nWhistle std:label 1 page.html#Whistle Warm Ice\n"
open("objects.inv", "wb").write(head + zlib.compress(rows.encode()))
PYTHON
cat > "$folder/serve.py" <<'PYTHON'
import http.server, sys

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
open(sys.argv[1], "w").write(f"{server.server_port}\n")
server.serve_forever()
PYTHON
python3 "$folder/serve.py" "$folder/port" 2>/dev/null &
server=$!
until test -s "$folder/port"; do kill -0 "$server"; sleep 0.1; done
cd "$folder/book"
printf 'version: 1\nproject:\n  references:\n    lab: http://127.0.0.1:%s/\n' "$(cat "$folder/port")" > myst.yml
printf '# Book\n\n[](xref:lab#Kettle) and [](xref:lab#Whistle)\n' > index.md
"$folder/node_modules/.bin/myst" build index.md --xml --force > "$folder/said" 2>&1
seen=$(grep -o 'page.html#[A-Za-z]*' _build/exports/index.xml | tr '\n' ' ')
echo "mystmd $("$folder/node_modules/.bin/myst" --version)"
echo "linked: $seen"
test "$seen" = "page.html#kettle page.html#Whistle "
echo "As stated: what stands for the name is in small letters."
