"""A whole homepage of Jekyll's, as it is, as it was once saved in the wrong encoding, and with one slip anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_academic.data.located import RawList, RawMapping
from sphinx_academic.formats import read_file
from sphinx_academic.problems import Code

PAGE = Path(__file__).parents[2] / "build" / "roots" / "test-homepage" / "homepage.md"
LINES = PAGE.read_text(encoding="utf-8").split("\n")
LENGTHS = {"pubs": 11, "competitions": 3, "education": 2, "shown": 8, "hidden": 9}


def lengths(root: object) -> dict[str, int]:
    assert isinstance(root, RawMapping)
    news = root["news"]
    assert isinstance(news, RawMapping)
    lists = {**{key: root[key] for key in ("pubs", "competitions", "education")}, **news}
    return {key: len(value) for key, value in lists.items() if isinstance(value, RawList)}


def misread(data: bytes) -> str:
    """What an editor shows that takes UTF-8 for Windows-1252."""
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte) for byte in data
    )


def test_every_entry_and_every_link_is_read() -> None:
    file = read_file(PAGE, "homepage.md")
    assert file.problems == ()
    assert lengths(file.root) == LENGTHS
    assert len(file.links) == 8
    # Without a space behind the colon too, and of two with one label the first counts.
    assert file.links["lidldm"] == "https://lidldm.example.org/"
    assert file.links["tea for all"] == "https://tea.example.org/"


def test_what_was_misread_once_is_told_once_and_read(tmp_path: Path) -> None:
    page = tmp_path / "homepage.md"
    page.write_text(misread(PAGE.read_bytes()), encoding="utf-8")
    file = read_file(page, "homepage.md")
    assert [problem.code for problem in file.problems] == [Code.MOJIBAKE]
    assert lengths(file.root) == LENGTHS
    assert len(file.links) == 8


def test_the_icons_behind_dates_survive() -> None:
    root = read_file(PAGE, "homepage.md").root
    assert isinstance(root, RawMapping) and isinstance(root["news"], RawMapping)
    shown = root["news"]["shown"]
    assert isinstance(shown, RawList)
    times = [item["time"] for item in shown if isinstance(item, RawMapping)]
    assert sum(str(time).endswith("\t&#128745;") for time in times) == 2


FIELDS = [
    number
    for number, line in enumerate(LINES)
    if line.startswith("      ") and not line.lstrip().startswith("#") and ": " in line
]
SLIPS = {
    "indent": lambda line: "  " + line,
    "dedent": lambda line: line[1:],
    "tab": lambda line: "\t" + line.lstrip(),
    "star": lambda line: line.replace(": ", ": **x** ", 1),
    "quote": lambda line: line.rstrip().removesuffix('"'),
}


@pytest.mark.parametrize("number", FIELDS[3::5], ids=lambda number: f"line-{number + 1}")
@pytest.mark.parametrize("slip", SLIPS)
def test_one_slip_anywhere_costs_no_entry(tmp_path: Path, number: int, slip: str) -> None:
    page = tmp_path / "homepage.md"
    lines = [*LINES[:number], SLIPS[slip](LINES[number]), *LINES[number + 1 :]]
    page.write_text("\n".join(lines), encoding="utf-8")
    file = read_file(page, "homepage.md")
    assert len(file.problems) <= 2
    assert lengths(file.root) == LENGTHS
