"""Who follows a guide from an empty folder gets the site that it promises, without a warning."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from sites import MakeSite, words

GUIDES = Path(__file__).parents[2] / "docs"
_BLOCKS = re.compile(r"^( *)(`{3,4})(\w+)\n(.*?)^\1\2$", re.DOTALL | re.MULTILINE)
HOMEPAGE = ("conf.py", "data/site.yaml", "index.md")
LAB = (
    "conf.py",
    "data/people.yaml",
    "data/projects.yaml",
    "data/papers.bib",
    "index.md",
    "people.md",
    "publications.md",
)


@pytest.mark.parametrize(
    ("guide", "names", "others", "page", "said"),
    [
        ("../README.md", HOMEPAGE, {}, "index.html", "Why the Last Biscuit Is Silent"),
        ("start.md", HOMEPAGE, {}, "index.html", "WhistleNet"),
        (
            "how-to/lab.md",
            LAB,
            {"openings.md": "# Openings\n\n```{openings}\n```\n"},
            "projects/everyday.html",
            "Hearing Hard Water",
        ),
    ],
    ids=["readme", "homepage", "lab"],
)
def test_what_a_guide_says_builds(
    make_site: MakeSite, guide: str, names: tuple[str, ...], others: dict[str, str], page: str, said: str
) -> None:
    site = make_site("own")
    for path in [path for path in site.source.rglob("*") if path.is_file()]:
        path.unlink()
    text = (GUIDES / guide).read_text(encoding="utf-8")
    blocks = [found for found in _BLOCKS.findall(text) if found[2] not in {"console", "toctree"}]
    for name, (_indent, _fence, _language, content) in zip(names, blocks, strict=True):
        site.write(name, textwrap.dedent(content))
    for name, content in others.items():
        site.write(name, content)
    shown = words(site.build().page(page))
    assert said in shown
    assert "Project name not set" not in shown  # as Sphinx calls a site that says nothing
