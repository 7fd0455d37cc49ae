"""A site of Quarto becomes one of ours with `import`: what its listings list are records, and its pages are pages."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from building import build_html
from imported_sites import data, imported, text, write_files

pytestmark = pytest.mark.usefixtures("in_empty_folder")
Captured = pytest.CaptureFixture[str]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
FILES = {
    "_quarto.yml": """\
project:
  type: website
website:
  title: Ada Example
  description: Tides and boats
  site-url: https://ada.example.net
  navbar:
    left:
      - talks.qmd
      - text: My papers
        href: papers/index.qmd
      - about.qmd
bibliography: refs.bib
""",
    "index.qmd": "---\ntitle: Ada Example\nsubtitle: Tide researcher\nabout:\n  template: jolla\n  image: ada.svg\n  links:\n    - icon: github\n"
    "      text: GitHub\n      href: https://github.com/ada-example\n---\n\nI count *waves*. See [papers](papers/index.qmd).\n",
    "about.qmd": "---\ntitle: About\n---\n\n::: {.callout-note title=\"Mind\"}\nThe $x^2$ tide, says @tides2021.\n:::\n\n::: {.column-margin}\nAside.\n:::\n\n"
    "## Boats {#sec-boats .unnumbered}\n\n[Two]{.smallcaps} boats.\n\n![A gauge](gauge.svg){width=50%}\n\n```{python}\n#| echo: true\nprint(1)\n```\n\n"
    "{{< pagebreak >}}\n\n[Post](posts/first/index.qmd)\n",
    "papers/index.qmd": "---\ntitle: Papers\nlisting:\n  contents: .\n  sort: date desc\n  categories: true\n---\n",
    "papers/foam/index.qmd": "---\ntitle: Foam counted\nauthor:\n  - name: Ada Example\n  - name:\n      given: Grace\n      family: Sample\ndate: 2024-05-16\n"
    "categories: [foam, tides]\ncitation:\n  type: article-journal\n  container-title: Journal of Foam\n  volume: 3\n  doi: 10.5555/foam.2024\nimage: foam.svg\n"
    "pdf: foam.pdf\n---\n\nWe count foam.\n",
    "papers/foam/foam.svg": SVG,
    "papers/foam/foam.pdf": "%PDF-1.4",
    "papers/draft.qmd": "---\ntitle: Not yet\ndraft: true\n---\n",
    "talks.qmd": "---\ntitle: Talks\nlisting:\n  - id: talks\n    contents: talks.yml\n---\n\nWhere I spoke.\n",
    "talks.yml": "# Spoken\n- title: Talking tides\n  event: TideConf\n  date: 2022-06-01\n  path: https://example.org/talk\n  mood: fine\n- title: Foam aloud\n"
    "  date: 2021\n",
    "posts/index.qmd": "---\ntitle: Blog\nlisting: default\n---\n",
    "posts/first/index.qmd": "---\ntitle: First post\ndate: 2024-01-02\n---\n\nHello.\n",
    "ada.svg": SVG,
    "gauge.svg": SVG,
    "refs.bib": "% mine\n@article{tides2021, title = {Tides}, author = {Sample, Grace}, journal = {Tides}, year = 2021}\n",
    "_site/index.html": "<p>old</p>",
    "run.ipynb": "{}",
}  # fmt: skip


def imported_with(**changed: str) -> None:
    write_files({**FILES, **changed})
    imported()


def test_listings_become_records_and_pages_stay_pages(capsys: Captured) -> None:
    imported_with()
    said = capsys.readouterr()
    assert "from a site of Quarto" in said.out
    work = data("publications")["publications"][0]
    assert work["authors"] == ["Ada Example", "Grace Sample"]
    assert (work["venue"], work["volume"], work["doi"]) == ("Journal of Foam", "3", "10.5555/foam.2024")
    assert work["tags"] == ["foam", "tides"]
    assert work["abstract"] == "We count foam."
    assert work["images"] == "papers/foam/foam.svg"
    assert work["links"] == [{"name": "PDF", "url": "papers/foam/foam.pdf"}]
    assert [each["title"] for each in data("talks")["talks"]] == ["Talking tides", "Foam aloud"]
    assert text("data/talks.yaml").startswith("# Spoken\ntalks:\n")
    profile = data("site")["profile"]
    assert profile == {
        "name": "Ada Example",
        "role": "Tide researcher",
        "photo": "ada.svg",
        "links": {"GitHub": "https://github.com/ada-example"},
    }
    assert text("index.md").count("```{toctree}\n:hidden:\n\ntalks\nMy papers <publications>\nabout\n") == 1
    for problem in (
        "old/papers/draft.qmd:1:1: This page is a draft",
        "old/run.ipynb:",
        "old/talks.yml:6:3: 'mood' is no field of ours",
    ):
        assert problem.partition(":3:")[0] in said.err

    build_html(Path("site").absolute(), Path("built").absolute(), "-W", "-n", "--keep-going")
    about = lxml.html.document_fromstring(Path("built/about.html").read_bytes())
    assert about.xpath("//*[contains(@class, 'admonition-title')]/text()") == ["Mind"]
    assert "Sample (2021)" in about.text_content()
    assert not {"{{<", ":::", "smallcaps", "#|"} & {
        each for each in ("{{<", ":::", "smallcaps", "#|") if each in about.text_content()
    }
    assert "posts-first.html" in about.xpath("//main//a/@href")
    papers = Path("built/publications.html").read_text(encoding="utf-8")
    assert "Foam counted" in papers
    assert "Journal of Foam" in papers
    assert "Talking tides" in Path("built/talks.html").read_text(encoding="utf-8")
    blog = lxml.html.document_fromstring(Path("built/posts.html").read_bytes())
    assert "posts-first.html" in blog.xpath("//main//a/@href")


def test_a_listing_whose_file_is_gone_and_settings_that_are_none_are_told(capsys: Captured) -> None:
    imported_with(
        **{
            "_quarto.yml": "website: [\n",
            "talks.qmd": "---\ntitle: Talks\nlisting:\n  contents: gone.yml\n---\n",
        }
    )
    said = capsys.readouterr().err
    assert "old/_quarto.yml:" in said
    assert "old/talks.qmd:3:1: There is no file 'gone.yml'" in said


def test_a_listing_of_no_kind_in_a_file_is_told(capsys: Captured) -> None:
    imported_with(
        **{
            "boats.qmd": "---\ntitle: Boats\nlisting:\n  contents: boats.yml\n---\n",
            "boats.yml": "- title: Fog\n",
        }
    )
    assert "old/boats.yml:1:1: What is listed here is left out" in capsys.readouterr().err


def test_a_folder_that_is_two_things_is_imported_as_one_and_the_other_is_told(capsys: Captured) -> None:
    imported_with(**{"myst.yml": "project:\n  title: Tides\n", "index.md": "# Tides\n"})
    said = capsys.readouterr()
    assert "from a site of mystmd" in said.out
    assert "This is a site of mystmd, and a site of Quarto; the latter is left out." in said.err
