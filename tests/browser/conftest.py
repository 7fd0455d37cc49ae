"""What browser tests stand on: a Chromium, pages that tell of every request, and a site served here."""

from __future__ import annotations

import http.server
import os
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, cast
from urllib.parse import urlsplit

import pytest
import three_layouts
from building import build_html
from chromium import REMEDY, find_chromium, is_required

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, WebSocket

    class WatchedPage(Page):
        """A page of Playwright's that keeps what must not happen."""

        foreign_requests: list[str]
        """The addresses, on any other host than the served one, that were asked for. None is ever reached."""
        script_errors: list[str]
        """What scripts of the page threw and did not catch."""
        console_errors: list[str]
        """What the browser itself or a script wrote to the console as an error: a file that is missing, a
        script or style that the page's policy forbids."""


CHECKOUT = Path(__file__).resolve().parents[2]
LOCALHOST = "127.0.0.1"

_PRELOADS_OF_A_FILE = re.compile(
    r"Access to font at 'file:.*\.woff2' from origin 'null' has been blocked|"
    r"Failed to load resource: net::ERR_FAILED \(file:.*\.woff2\)"
)
"""Chromium asks for a preloaded font as a site asks another, which files may not; the same font comes by the style sheet."""


class Serve(Protocol):
    """What the fixture `serve` gives: call it with a folder for the address at which it is served."""

    def __call__(self, directory: Path, policy: str = "") -> str:
        """Serve the folder; ``policy`` is sent as Content-Security-Policy with every file."""


class OpenPage(Protocol):
    """What the fixture `page` gives: call it for a new page in a browser context of its own."""

    def __call__(self, viewport: tuple[int, int] = (1280, 900), **context_options: Any) -> WatchedPage:
        """Open a page; ``viewport`` is its width and height in CSS pixels.

        Other options are those of Playwright's ``Browser.new_context``, for instance
        ``java_script_enabled=False`` or ``color_scheme="dark"``.
        """


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium; without one the test is left out, or fails where ``CI=true`` asks for it."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _leave_out("Playwright is not installed (pip install -e '.[test]')")
    path = find_chromium()
    if path is None:
        _leave_out(f"no Chromium was found for the browser tests. {REMEDY}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_arguments())
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[OpenPage]:
    """Open pages of any size: ``page(viewport=(390, 844))``; they are closed after the test."""
    with ExitStack() as contexts:

        def open_page(viewport: tuple[int, int] = (1280, 900), **context_options: Any) -> WatchedPage:
            width, height = viewport
            context = browser.new_context(viewport={"width": width, "height": height}, **context_options)
            contexts.callback(context.close)
            foreign: list[str] = []
            errors: list[str] = []

            def note_address(sent: Request | WebSocket) -> None:
                if _is_foreign(sent.url):
                    foreign.append(sent.url)

            # The context rather than the page, so that a window it opens is watched as well.
            context.on("request", note_address)
            context.on("weberror", lambda error: errors.append(str(error.error)))
            console: list[str] = []

            def note_message(message: ConsoleMessage) -> None:
                told = f"{message.text} ({message.location.get('url', '')})"
                if message.type == "error" and not _PRELOADS_OF_A_FILE.match(told):
                    console.append(told)

            context.on("console", note_message)
            opened = cast("WatchedPage", context.new_page())
            opened.on("websocket", note_address)
            opened.foreign_requests = foreign
            opened.script_errors = errors
            opened.console_errors = console
            return opened

        yield open_page


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serve a folder on this machine: ``serve(folder)`` is its address, without a slash at the end."""
    servers: dict[tuple[Path, str], _QuietServer] = {}

    def serve_folder(directory: Path, policy: str = "") -> str:
        if (directory, policy) not in servers:
            servers[directory, policy] = _QuietServer(directory, policy)
        return f"http://{LOCALHOST}:{servers[directory, policy].server_port}"

    yield serve_folder
    # Each looks every half second whether it is to stop: together that is half a second, one by one a dozen.
    with ThreadPoolExecutor(max_workers=len(servers) or 1) as stopping:
        list(stopping.map(_QuietServer.stop, servers.values()))


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example site, built as HTML."""
    folder = tmp_path_factory.mktemp("example-site")
    build_html(CHECKOUT / "example-site", folder / "html", "-d", str(folder / "doctrees"))
    return folder / "html"


@pytest.fixture(scope="session")
def layouts_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with a page in each layout."""
    return three_layouts.build(tmp_path_factory.mktemp("layouts"))


def _leave_out(reason: str) -> NoReturn:
    if is_required():
        pytest.fail(f"CI=true asks for the browser tests, but {reason}")
    pytest.skip(reason)


def _arguments() -> list[str]:
    arguments = [
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        # Whatever a page asks for, nothing leaves this machine: other names are not looked up at all.
        f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {LOCALHOST}",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium does not start its sandbox for the administrator, as in a container.
        arguments.append("--no-sandbox")
    return arguments


def _is_foreign(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != LOCALHOST


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, policy: str, **options: Any) -> None:
        self._policy = policy
        super().__init__(*arguments, **options)

    def end_headers(self) -> None:
        """Add the policy, where there is one."""
        if self._policy:
            self.send_header("Content-Security-Policy", self._policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a request is not news."""


class _QuietServer(http.server.ThreadingHTTPServer):
    """A folder served from a thread, on a port that the system chooses."""

    daemon_threads = True

    def __init__(self, directory: Path, policy: str) -> None:
        def handler(*arguments: Any) -> _QuietHandler:
            return _QuietHandler(*arguments, policy=policy, directory=str(directory))

        super().__init__((LOCALHOST, 0), handler)
        self._thread = threading.Thread(target=self.serve_forever, daemon=True)
        self._thread.start()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that closes a page drops its connections."""

    def stop(self) -> None:
        """End the thread and give the port back."""
        self.shutdown()
        self._thread.join()
        self.server_close()
