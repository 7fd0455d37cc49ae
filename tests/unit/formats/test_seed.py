"""The real page, as it is and as it was once saved in the wrong encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_academic.formats import RawList, RawMapping, read_file
from sphinx_academic.problems import Code


def lengths(root: object) -> dict[str, int]:
    assert isinstance(root, RawMapping)
    news = root["news"]
    assert isinstance(news, RawMapping)
    lists = {**{key: root[key] for key in ("pubs", "competitions", "education")}, **news}
    return {key: len(value) for key, value in lists.items() if isinstance(value, RawList)}


@pytest.mark.parametrize(
    ("name", "problems"), [("homepage.md", []), ("homepage.mojibake.md", [Code.MOJIBAKE])]
)
def test_every_entry_of_the_real_page_is_read(seed: Path, name: str, problems: list[Code]) -> None:
    file = read_file(seed / name, name)
    assert [problem.code for problem in file.problems] == problems
    assert lengths(file.root) == {"pubs": 37, "competitions": 5, "education": 2, "shown": 25, "hidden": 30}
    assert len(file.links) == 25
    assert file.links["audioldm"].startswith("https://audioldm.github.io")


def test_the_icons_behind_dates_survive(seed: Path) -> None:
    root = read_file(seed / "homepage.md", "homepage.md").root
    assert isinstance(root, RawMapping) and isinstance(root["news"], RawMapping)
    shown = root["news"]["shown"]
    assert isinstance(shown, RawList)
    times = [item["time"] for item in shown if isinstance(item, RawMapping)]
    assert sum(str(time).endswith("\t&#128745;") for time in times) == 3


@pytest.mark.parametrize("line", range(205, 663, 23))
@pytest.mark.parametrize("slip", ["indent", "dedent", "tab", "star", "quote"])
def test_one_slip_anywhere_in_the_real_page_costs_no_entry(
    seed: Path, tmp_path: Path, line: int, slip: str
) -> None:
    lines = (seed / "homepage.md").read_text(encoding="utf-8").split("\n")
    before = lines[line]
    if not before.startswith("      ") or before.lstrip().startswith("#") or ": " not in before:
        pytest.skip("nothing of interest on this line")
    lines[line] = {
        "indent": "  " + before,
        "dedent": before[1:],
        "tab": "\t" + before.lstrip(),
        "star": before.replace(": ", ": **x** ", 1),
        "quote": before.rstrip().removesuffix('"'),
    }[slip]
    page = tmp_path / "homepage.md"
    page.write_text("\n".join(lines), encoding="utf-8")
    file = read_file(page, "homepage.md")
    assert len(file.problems) <= 2
    assert lengths(file.root) == {"pubs": 37, "competitions": 5, "education": 2, "shown": 25, "hidden": 30}
