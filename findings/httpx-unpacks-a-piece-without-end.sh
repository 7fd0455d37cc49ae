#!/bin/sh
# httpx: of an answer that is read piece by piece, one piece may be as large as the whole.
#
# An answer with "Content-Encoding: gzip" (RFC 9110, 8.4.1.3) is read with `iter_bytes(chunk_size=…)`, to stop where it grows too large.
# httpx 0.28.1 unpacks whatever has arrived at once before it cuts that into pieces: 49 kB become 50 MB before the first piece is given.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'httpx==0.28.1'
"$folder/venv/bin/python" - <<'PYTHON'
import gzip
import tracemalloc

import httpx

SIZE = 50_000_000
PACKED = gzip.compress(b" " * SIZE, mtime=0)


def answer(request):
    return httpx.Response(200, headers={"content-encoding": "gzip"}, content=iter([PACKED]))


print("httpx", httpx.__version__)
with httpx.Client(transport=httpx.MockTransport(answer)) as client, client.stream("GET", "https://example.org") as response:
    tracemalloc.start()
    first = next(response.iter_bytes(chunk_size=1000))
    used = tracemalloc.get_traced_memory()[1]
print(f"{len(PACKED):,} bytes arrived, {len(first):,} were asked for, {used:,} were held")
assert len(first) == 1000
assert used > SIZE, used
print("As stated: one piece is unpacked whole.")
PYTHON
