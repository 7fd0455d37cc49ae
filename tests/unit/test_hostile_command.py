"""The command under bad circumstances: links in a circle, closed streams, a full disk, names that are no text. It ends in words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from sphinx_academic.cli import main

PACKAGES = Path(__file__).parents[2]
DATA = "publications:\n- {title: Kettles 😀, key: kettles, colour: red}\n"
POSIX = pytest.mark.skipif(os.name != "posix", reason="a thing of POSIX")
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(DATA, encoding="utf-8")


def run(
    arguments: str, streams: str = "", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, through a shell that does something to its streams."""
    return subprocess.run(
        f"exec {sys.executable} -m sphinx_academic {arguments} {streams}",
        shell=True,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(PACKAGES), **(environment or {})},
    )


@POSIX
@pytest.mark.parametrize(
    "arguments",
    [
        ["new", "circle", "--yes", "--name", "Ada"],
        ["import", "a.yaml", "-o", "circle"],
        ["export", "a.yaml", "-o", "circle"],
        ["cv", "a.yaml", "--format", "rendercv", "-o", "circle"],
        ["add", "a.yaml", "--to", "circle"],
        ["serve", "circle"],
    ],
)
def test_a_link_that_leads_to_itself_is_told_and_stays(arguments: list[str], capsys: Captured) -> None:
    Path("circle").symlink_to("circle")
    assert main(arguments) == 2
    assert "circle" in capsys.readouterr().err
    assert Path("circle").is_symlink()
    assert sorted(each.name for each in Path().iterdir()) == ["a.yaml", "circle"]


@POSIX
def test_nothing_is_mended_behind_a_link_that_leads_to_itself(capsys: Captured) -> None:
    Path("circle.yaml").symlink_to("circle.yaml")
    assert main(["check", "--fix", "--yes", "circle.yaml"]) == 1
    assert "cannot be read" in capsys.readouterr().err


@POSIX
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    "arguments",
    [
        "export a.yaml",
        "search kettles --data a.yaml",
        "merge --data a.yaml",
        "check --fix a.yaml",
        "new site --yes --name Ada",
    ],
)
def test_closed_streams_stop_nothing(arguments: str, closed: str) -> None:
    done = run(arguments, closed)
    assert done.returncode in {0, 1}
    assert b"Traceback" not in done.stderr
    assert done.returncode == int(arguments.startswith("check"))


@POSIX
def test_what_is_said_besides_never_gets_among_the_result() -> None:
    done = run("import a.yaml -o site --json", "2>&-")
    assert json.loads(done.stdout)["records"] == {"publications": 1}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_behind_the_standard_output_is_told() -> None:
    done = run("export a.yaml", "> /dev/full")
    assert done.returncode == 2
    assert done.stderr.endswith(b"\nThe standard output: No space left on device.\n")


@pytest.mark.parametrize(
    "arguments", ["search kettles --data a.yaml", "add a.yaml --to a.yaml --force --dry-run"]
)
def test_signs_that_a_terminal_does_not_have_are_written_as_numbers(arguments: str) -> None:
    done = run(arguments, environment={"PYTHONIOENCODING": "cp1252"})
    assert done.returncode == 0
    assert b"Kettles \\U0001f600" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        "search kettles --data a.yaml --json",
        "cite kettles --data a.yaml --json",
        "merge --data a.yaml --json",
    ],
)
def test_json_is_the_same_in_every_encoding(arguments: str) -> None:
    done = run(arguments, environment={"PYTHONIOENCODING": "cp1252"})
    assert done.stdout.isascii()
    assert done.stdout == run(arguments).stdout
    assert json.loads(done.stdout)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are always text here")
@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ("import ODD -o site --json", 0),
        ("new site --yes --name Ada --from ODD --json", 0),
        ("check --format sarif ODD", 1),
        ("check --format json ODD", 1),
        ("search kettles --data ODD --json", 0),
    ],
)
def test_a_name_that_is_no_text_is_no_hindrance(arguments: str, status: int, capsys: Captured) -> None:
    odd = os.fsdecode(b"\xff\n.yaml")
    Path("a.yaml").rename(odd)
    assert main([odd if each == "ODD" else each for each in arguments.split()]) == status
    assert json.loads(capsys.readouterr().out)
    if Path("site").exists():
        assert Path("site/data/__.yaml").read_text(encoding="utf-8") == DATA
        compile(Path("site/conf.py").read_bytes(), "conf.py", "exec")


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"[" * 10_000])
def test_no_site_is_made_of_a_file_with_nothing_in_it(content: bytes, capsys: Captured) -> None:
    Path("a.yaml").write_bytes(content)
    assert main(["import", "a.yaml", "-o", "site"]) == 2
    assert "nothing is written" in capsys.readouterr().err
    assert not Path("site").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told_by_the_name_that_was_given(capsys: Captured) -> None:
    Path("shut").mkdir(mode=0o555)
    assert main(["new", "shut/site", "--yes", "--name", "Ada"]) == 2
    assert capsys.readouterr().err == "shut/site: Permission denied.\n"


def test_an_entry_that_is_added_twice_is_there_however_short_its_title(capsys: Captured) -> None:
    Path("b.bib").write_text("@misc{a, title={Tea}, author={Ada Example}, year={2019}}\n", encoding="utf-8")
    assert main(["add", "b.bib", "--to", "a.yaml"]) == 0
    once = Path("a.yaml").read_bytes()
    assert main(["add", "b.bib", "--to", "a.yaml"]) == 0
    assert "Already there: a (Tea), a.yaml:3" in capsys.readouterr().err
    assert Path("a.yaml").read_bytes() == once
