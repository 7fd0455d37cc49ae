"""Serves a folder on this machine as a good host does: compressed, kept alive, cached, under a strict policy."""

from __future__ import annotations

import gzip
import http.server
import threading
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

HOST = "127.0.0.1"
POLICY = "default-src 'self'"

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".json": "application/json",
}
_COMPRESSED = {".html", ".css", ".js", ".svg", ".txt", ".xml", ".json"}


@lru_cache(maxsize=500)
def _content(path: str, modified: int) -> tuple[bytes, bool]:
    data = Path(path).read_bytes()
    if Path(path).suffix in _COMPRESSED:
        return gzip.compress(data, 6, mtime=0), True
    return data, False


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # A page is sent in few packets; the answer to a small request does not wait for more.
    disable_nagle_algorithm = True

    def __init__(self, *arguments: Any, folder: Path, policy: str, set_up: float) -> None:
        self._folder = folder
        self._policy = policy
        time.sleep(set_up)
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Send a file, or say that there is none."""
        path = self._folder / unquote(urlsplit(self.path).path).lstrip("/")
        if path.is_dir():
            path = path / "index.html"
        if not path.resolve().is_relative_to(self._folder.resolve()) or not path.is_file():
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        data, compressed = _content(str(path), path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", _TYPES.get(path.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(data)))
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        if path.suffix != ".html":
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        if self._policy:
            self.send_header("Content-Security-Policy", self._policy)
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):  # a browser that goes on to another page
            self.wfile.write(data)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: a request is not news."""


class Server:
    """A folder at an address, from a thread, until it is closed; each connection takes ``set_up`` seconds to begin."""

    def __init__(self, folder: Path, policy: str = POLICY, set_up: float = 0) -> None:
        def handler(*arguments: Any) -> _Handler:
            return _Handler(*arguments, folder=folder, policy=policy, set_up=set_up)

        self._server = http.server.ThreadingHTTPServer((HOST, 0), handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.address = f"http://{HOST}:{self._server.server_address[1]}"

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
