"""A career from one file: every list of it in HTML, plain text and LaTeX, in both languages of pages, and what it tells."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sites import Built, MakeSite, Site, words

from sphinx_academic.sections.registry import SECTIONS
from sphinx_academic.sections.timed import TimedSection

DATA = Path(__file__).resolve().parents[2] / "docs/data/example.yaml"
LISTS = [
    name
    for name in SECTIONS
    # Those that have the shared look.
    if isinstance(SECTIONS[name], TimedSection) and type(SECTIONS[name]).describe is TimedSection.describe
]
CONF = """
project = "A career"
extensions = ["myst_parser", "sphinx_academic"]
html_theme = "academic"
academic_data = ["data/example.yaml"]
academic_today = "2026-09-01"
"""


def write_career(site: Site) -> Site:
    """A page for each list of the documentation's data."""
    for path in [*site.source.rglob("*.md"), *site.source.rglob("*.yaml")]:
        path.unlink()
    site.write("conf.py", CONF)
    site.write("data/example.yaml", DATA.read_text(encoding="utf-8").replace("images/", "/images/"))
    for picture in re.findall(r"/images/[\w-]+\.png", site.source.joinpath("data/example.yaml").read_text()):
        path = site.source / picture[1:]
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((DATA.parents[1] / picture[1:]).read_bytes())
    for name in LISTS:
        site.write(f"{name}.md", f"# A list\n\n```{{{name}}}\n```\n")
    site.write("index.md", "# Career\n\n```{toctree}\n" + "\n".join(LISTS) + "\n```\n")
    return site


@pytest.fixture(scope="module")
def site(make_shared_site: MakeSite) -> Site:
    return write_career(make_shared_site("landing"))


@pytest.fixture(scope="module")
def html(site: Site) -> Built:
    return site.build()


@pytest.fixture(scope="module")
def text(site: Site) -> Built:
    return site.build("text")


@pytest.fixture(scope="module")
def latex(site: Site) -> Built:
    return site.build("latex")


def test_the_documentation_has_data_for_every_list() -> None:
    assert len(LISTS) >= 12


@pytest.mark.parametrize("name", LISTS)
def test_every_list_says_the_same_in_every_format(html: Built, text: Built, latex: Built, name: str) -> None:
    (block,) = html.page(f"{name}.html").find_class("academic-timed")
    printed = re.sub(r"\s+", " ", text.text(f"{name}.txt"))
    paper = next(latex.folder.glob("*.tex")).read_text(encoding="utf-8")
    entries = block.find_class("academic-entry")
    assert entries
    for entry in entries:
        identifier = entry.get("id")
        assert identifier
        assert f":{identifier}}}" in paper
        for line in entry.find_class("academic-title"):
            assert words(line) in re.sub(r" <\S*>|\*", "", printed)
        for line in entry.find_class("academic-dates"):
            assert words(line) in printed


def test_dates_stand_beside_what_was_done_on_paper(latex: Built) -> None:
    paper = next(latex.folder.glob("*.tex")).read_text(encoding="utf-8")
    entry = paper[paper.index("position-visiting-researcher-2019") :]
    dates, lines = entry.split(r"\end{minipage}")[:2]
    assert r"2019\sphinxhyphen{}02 \textendash{} 2019\sphinxhyphen{}07" in dates
    assert r"\sphinxstylestrong{Visiting researcher}" in lines


def test_what_is_said_in_plain_text_is_readable(text: Built) -> None:
    assert text.text("positions.txt").split("\n\n")[1:] == [
        "   **University of Lower Fenwick**",
        "   Lecturer in Domestic Acoustics\n   2023-09 – present\n   Institute of Domestic Acoustics",
        "   Research fellow\n   2021-07 – 2023-08\n   Institute of Domestic Acoustics\n   With Prof. Ambrose Pettigrew <https://ida.example.edu/people/pettigrew>",
        "   **Visiting researcher**\n   2019-02 – 2019-07\n   Northmoor Polytechnic, Northmoor\n",
    ]


def test_every_date_can_be_read_by_machines(html: Built) -> None:
    times = [time.get("datetime") for name in LISTS for time in html.page(f"{name}.html").iter("time")]
    assert len(times) > 20
    assert all(re.fullmatch(r"\d{4}(-\d\d){0,2}", time) for time in times)


def test_a_directive_whose_list_the_data_do_not_have_says_so_once(make_site: MakeSite) -> None:
    site = write_career(make_site("landing"))
    site.write("data/example.yaml", "talks: [{title: A, date: 2024}]\n")
    for name in LISTS:
        (site.source / f"{name}.md").unlink()
    site.write(
        "index.md",
        "# Career\n\n```{talks}\n```\n\n```{grants}\n:group-by: year\n```\n\n```{awards}\n:role: x\n```\n",
    )
    assert [(told.location, told.message) for told in site.build().empty] == [
        (
            f"index.md:{line}",
            f"The data have no {name}, so that '{name}' shows nothing. Put  {name}:  into data/example.yaml, or take the directive away.",
        )
        for line, name in ((6, "grants"), (10, "awards"))
    ]
    site.write("data/example.yaml", "talks: [{title: A, date: 202X]\n")
    built = site.build(warnings=None)
    assert "academic.syntax" in {told.code for told in built.warnings}


def test_what_is_asked_for_in_vain_is_told_at_its_line(make_site: MakeSite) -> None:
    site = write_career(make_site("landing"))
    site.write("talks.md", "# Talks\n\n```{talks}\n:role: keynot, postr\n:group-by: place\n```\n")
    site.write("grants.md", "# Grants\n\n```{grants}\n:since: 2040\n```\n")
    built = site.build(warnings=None)
    assert [(told.location, told.message.partition(". ")[0]) for told in built.warnings] == [
        ("grants.md:4", "No grant matches :since: 2040"),
        ("talks.md:4", "No talk has the role 'postr'"),
        ("talks.md:5", "'place' is no value for the option 'group-by'"),
    ]
