"""A site of mystmd becomes one of ours with `import`: its pages stay as they are, and its papers are records."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from building import build_html
from imported_sites import data, imported, text, write_files

pytestmark = pytest.mark.usefixtures("in_empty_folder")
Captured = pytest.CaptureFixture[str]
FILES = {
    "myst.yml": """\
version: 1
project:
  title: Tides of Nowhere
  description: What the gauges say.
  authors:
    - name: Ada Example
      orcid: 0000-0002-1825-0097
      email: ada@example.org
      github: ada-example
      affiliations: [Tide Institute]
  bibliography: [refs.bib]
  toc:
    - file: intro.md
    - title: Papers
      children:
        - file: papers/foam.md
        - file: gone.md
        - file: run.ipynb
site:
  title: Ada's tides
  domains: [ada.example.net]
""",
    "intro.md": "---\ntitle: Welcome\n---\n\nAs @tides2021 say [@tides2021; @waves2023]; see [foam](papers/foam.md#part).\n\n"
    ":::{note} Mind\nThe $x^2$ tide.\n:::\n\n```{figure} images/gauge.svg\n:alt: A gauge\nA gauge.\n```\n",
    "papers/foam.md": "---\ntitle: Foam counted\nauthors:\n  - name: Ada Example\n  - Grace Sample\nvenue:\n  title: Journal of Foam\ndate: 2024-05-16\n"
    "doi: 10.5555/foam.2024\nabstract: We count.\n---\n\n(part)=\n## Counting\n\nSee {cite:p}`waves2023` and ![](../images/gauge.svg).\n",
    "images/gauge.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    "run.ipynb": "{}",
    "refs.bib": "% mine\n@article{tides2021, title = {Tides}, author = {Example, Ada}, journal = {Tides}, year = 2021}\n"
    "@book{waves2023, title = {Waves}, author = {Sample, Grace}, publisher = {Pier}, year = 2023}\n",
}  # fmt: skip


def imported_with(**changed: str) -> None:
    write_files({**FILES, **changed})
    imported()


def test_the_site_is_built_with_its_pages_citations_and_records(capsys: Captured) -> None:
    imported_with()
    assert "from a site of mystmd" in capsys.readouterr().out
    assert data("publications")["publications"] == [
        {
            "title": "Foam counted",
            "authors": ["Ada Example", "Grace Sample"],
            "venue": "Journal of Foam",
            "date": "2024-05-16",
            "doi": "10.5555/foam.2024",
            "abstract": "We count.",
        }
    ]
    profile = data("site")["profile"]
    assert profile["name"] == "Ada Example"
    assert profile["affiliation"] == "Tide Institute"
    assert set(profile["links"]) == {"ORCID", "GitHub"}
    assert text("data/refs.bib") == FILES["refs.bib"]
    assert 'html_baseurl = "https://ada.example.net/"' in text("conf.py")
    build_html(Path("site").absolute(), Path("built").absolute(), "-W", "-n", "--keep-going")
    home = lxml.html.document_fromstring(Path("built/index.html").read_bytes())
    assert "Example (2021)" in home.text_content()
    assert "papers/foam.html#part" in home.xpath("//main//a/@href")
    assert home.xpath("//figure//img/@alt") == ["A gauge"]
    papers = Path("built/publications.html").read_text(encoding="utf-8")
    assert "Foam counted" in papers
    assert "waves2023" not in papers, "what is cited is no work of the author"
    assert Path("built/papers/foam.html").is_file()


def test_what_is_no_page_of_markdown_and_what_is_gone_are_told(capsys: Captured) -> None:
    imported_with(**{"intro.md": "# Welcome\n\n::::{grid} 2\n::::\n\n![](images/none.png)\n"})
    said = capsys.readouterr().err
    assert "old/run.ipynb:" in said
    assert "old/myst.yml:17:1: There is no file 'gone.md'" in said
    assert "old/intro.md:3:1: The directive 'grid'" in said
    assert "old/intro.md:6:1: There is no file 'images/none.png'" in said


def test_settings_that_cannot_be_read_cost_no_page(capsys: Captured) -> None:
    imported_with(**{"myst.yml": "- no\n"})
    assert "old/myst.yml:1:1: These settings are no mapping" in capsys.readouterr().err
    assert text("index.md").startswith("# Welcome\n")


def test_bibliographies_of_one_name_both_stand_there() -> None:
    settings = FILES["myst.yml"].replace("[refs.bib]", "[refs.bib, more/refs.bib]")
    imported_with(**{"myst.yml": settings, "more/refs.bib": "@misc{fog, title = {Fog}, year = 2020}\n"})
    assert text("data/refs.bib") == FILES["refs.bib"]
    assert "fog" in text("data/refs-2.bib")
