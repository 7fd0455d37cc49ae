"""A site that is served follows what is written: pages, data, and data that lie elsewhere."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest
from building import CHECKOUT
from websockets.sync.client import connect

from sphinx_academic.cli import main, serve
from sphinx_academic.cli.serve import arguments

_SAFETY = 120
"""So many seconds may something take before it is taken for one that hangs."""
PAPERS = "@article{tea, title={Hearing Hard Water}, author={Imogen Kettlewell}, year=2020}\n"
CONF = """
extensions = ["myst_parser", "sphinx_academic"]
html_theme = "academic"
academic_data = ["data/papers.bib", "../talks.yaml"]
exclude_patterns = ["_build"]
"""
INDEX = "# Kettles\n\n```{publications}\n```\n\n```{talks}\n```\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "my site"
    for path, text in {"conf.py": CONF, "index.md": INDEX, "data/papers.bib": PAPERS}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (tmp_path / "talks.yaml").write_text("talks: [{title: First Talk, date: 2024-01-02}]\n", "utf-8")
    return folder


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def page(port: int, name: str = "index.html") -> str:
    """A page as it is served; empty while nothing is."""
    try:
        with build_opener(ProxyHandler({})).open(
            f"http://127.0.0.1:{port}/{name}", timeout=_SAFETY
        ) as answer:
            return str(answer.read().decode("utf-8"))
    except (URLError, ConnectionError):
        return ""


def wait_for(happens: Callable[[], bool]) -> None:
    """Wait until something has happened, or for so long that the test fails."""
    for _ in range(_SAFETY * 10):
        if happens():
            return
        Event().wait(0.1)


@contextmanager
def served(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The site, served by a process of its own until the end of the block; the browser writes down what it opens."""
    command = [sys.executable, "-m", "sphinx_academic", "serve", str(folder), "--port", str(port)]
    browser = folder.parent / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{folder.parent / "opened"}"\n', "utf-8")
    browser.chmod(0o755)
    environment = {
        **os.environ,
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONUNBUFFERED": "1",
        "BROWSER": str(browser),
    }
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            wait_for(lambda: bool(page(port)) or process.poll() is not None)
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def replace(path: Path, old: str, new: str) -> None:
    """Edit a file as editors do that put a new one in its place."""
    written = path.with_name(f".{path.name}.new")
    written.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    written.replace(path)


def test_a_page_is_loaded_anew_after_each_edit_of_pages_and_data_wherever_they_lie(site: Path) -> None:
    port = free_port()
    with served(site, port) as process:
        assert "Hearing Hard Water" in page(port)
        opened = site.parent / "opened"
        wait_for(lambda: opened.is_file() and opened.read_text("utf-8").endswith("\n"))
        assert opened.read_text("utf-8") == f"http://127.0.0.1:{port}/\n"
        edits = [
            (site / "data" / "papers.bib", "Hearing Hard Water", "Hearing Soft Water"),
            (site / "index.md", "# Kettles", "# Teapots"),
            (site.parent / "talks.yaml", "First Talk", "Second Talk"),
            (site.parent / "talks.yaml", "Second Talk", "Third Talk"),
        ]
        for path, old, new in edits:
            with connect(f"ws://127.0.0.1:{port}/websocket-reload", proxy=None) as browser:
                replace(path, old, new)
                assert browser.recv(timeout=_SAFETY) == "refresh"
            assert new.lstrip("# ") in page(port)
        with connect(f"ws://127.0.0.1:{port}/websocket-reload", proxy=None):
            process.send_signal(signal.SIGINT)
            said, _nothing = process.communicate(timeout=_SAFETY)
    assert process.returncode == 0, said
    assert f"http://127.0.0.1:{port}/  (Ctrl-C ends it)" in said
    assert "\x1b" not in said
    assert "Traceback" not in said


def test_ctrl_c_while_the_site_is_built_for_the_first_time_ends_it(site: Path) -> None:
    (site / "conf.py").write_text(
        f"{CONF}import pathlib, time\nif pathlib.Path('data', 'wait').exists(): pathlib.Path('data', 'seen').touch(); time.sleep(99)\n",
        "utf-8",
    )
    command = [
        sys.executable,
        "-m",
        "sphinx_academic",
        "serve",
        str(site),
        "--no-open",
        "--port",
        str(free_port()),
    ]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://")
        (site / "data" / "wait").touch()
        wait_for((site / "data" / "seen").exists)
        # As a terminal does: to the build as well.
        os.killpg(process.pid, signal.SIGINT)
        said, _nothing = process.communicate(timeout=_SAFETY)
    assert process.returncode == 130
    assert said.endswith("Stopped.\n")


def test_what_builds_and_editors_leave_is_not_looked_at(site: Path) -> None:
    from sphinx_autobuild.filter import IgnoreFilter

    said = arguments(site, 1, "/nowhere")
    (expression,) = (each.removeprefix("--re-ignore=") for each in said if each.startswith("--re-ignore="))
    is_ignored = IgnoreFilter([], [expression])
    found = {
        name: is_ignored(str(site / name))
        for name in (
            "index.md", "data/papers.bib", "images/_build.png", "environment.md", "_build/html/index.html", ".git/index",
            "data/.papers.bib.swp", "data/papers.bib~", ".venv/lib/x.py", "docs/__pycache__/a.pyc",
        )
    }  # fmt: skip
    assert [name for name, ignored in found.items() if not ignored] == [*found][:4]


def test_a_port_that_is_taken_is_told_and_else_a_free_one_found(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", str(site), "--no-open", "--port", str(port)]) == 2
        assert (
            capsys.readouterr().err
            == f"Port {port} is taken, or not to be had. Name another one:  --port 9000\n"
        )
        monkeypatch.setattr(serve, "_FIRST_PORT", port)
        assert serve._free_port(None) > port


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "has no conf.py, but 'docs' there has. Name that folder:  sphinx-academic serve docs\n"),
        (
            "docs/empty",
            "has no conf.py, so it is no source folder of Sphinx. Begin one:  sphinx-academic new DIR\n",
        ),
        (
            "nowhere",
            "has no conf.py, so it is no source folder of Sphinx. Begin one:  sphinx-academic new DIR\n",
        ),
    ],
)
def test_a_folder_that_is_no_source_folder_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str, said: str
) -> None:
    (tmp_path / "docs" / "empty").mkdir(parents=True)
    (tmp_path / "docs" / "conf.py").write_text(CONF, encoding="utf-8")
    assert main(["serve", str(tmp_path / path)]) == 2
    assert capsys.readouterr().err.endswith(said)


def test_a_conf_py_that_cannot_be_read_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "conf.py").write_text("extensions = [", encoding="utf-8")
    assert main(["serve", str(site), "--no-open"]) == 2
    assert "conf" in capsys.readouterr().err


def test_it_is_told_what_to_install(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sphinx_autobuild.__main__", None)
    assert main(["serve", str(site)]) == 2
    assert 'pip install "sphinx-academic[cli]"' in capsys.readouterr().err
