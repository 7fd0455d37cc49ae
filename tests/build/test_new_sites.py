"""Sites that are begun build at once without a warning: every kind in every layout, with papers and without, and whatever their names."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from building import sphinx_build

from sphinx_academic.cli import main
from sphinx_academic.starting.new_site import SITE_KINDS
from sphinx_academic.starting.project_files import LAYOUTS, LOOKS

NAME = "Imogen Kettlewell"
PAPERS = r"""
@article{tea, title={Hearing Hard Water}, author={Kettlewell, I. and Bee, Ann}, year=2020, journal={Acta Aquae}}
@article{two, title={Two {K}ettles: $x^2$ \& {\"o}fter}, author={Kettlewell, Imogen M. and Bee, Ann}, year=2021}
"""
STRANGE_PAPERS = r"""
@article{a:1/2, title={{{ braces }} {% raw %}}, author={S{\o}ren O'Br{\'i}an and {The {{Tide}} Consortium} and others}, year=2020}
@misc{山田, title={音}, author={山田, 太郎 and 佐藤 花子}, year=2019}
@misc{x, title={No author}, year={n.d.}}
"""


def begun(folder: Path, *arguments: str) -> dict[str, lxml.html.HtmlElement]:
    """The pages of a site that is begun and built as strictly as can be, by their names."""
    assert main(["new", str(folder), "--yes", *arguments]) == 0
    built = sphinx_build(
        "-q", "-W", "-n", "--keep-going", "-b", "html", str(folder), str(folder / "_build/html")
    )
    assert (built.status, built.said) == (0, "")
    html = folder / "_build" / "html"
    return {path.stem: lxml.html.parse(path).getroot() for path in html.glob("*.html")}


def plain(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def words(page: lxml.html.HtmlElement) -> str:
    (main_part,) = page.iter("main")
    return plain(main_part)


@pytest.mark.parametrize("papers", [True, False], ids=["papers", "none"])
@pytest.mark.parametrize("layout", [*LAYOUTS])
@pytest.mark.parametrize("kind", [*SITE_KINDS])
def test_every_kind_builds_in_every_layout(tmp_path: Path, kind: str, layout: str, papers: bool) -> None:
    (tmp_path / "papers.bib").write_text(PAPERS, encoding="utf-8")
    look = [*LOOKS][[*LAYOUTS].index(layout)]
    given = ("--kind", kind, "--layout", layout, "--look", look, "--name", NAME)
    source = ("--from", str(tmp_path / "papers.bib")) if papers else ()
    pages = begun(tmp_path / "my site", *given, *source)
    body = pages["index"].find("body")
    assert f"academic-look-{look}" in body.get("class", "")
    assert NAME in words(pages["index"])
    assert (
        ("papers of the data" in words(pages["writing"])) is papers
        if kind == "docs"
        else "writing" not in pages
    )
    if papers:
        assert "Hearing Hard Water" in words(pages["literature" if kind == "docs" else "publications"])
    else:
        assert "What it says is written in these files" in words(pages["index"])
    linked = {link.get("href", "").partition("#")[0] for link in pages["index"].iter("a")}
    assert {f"{name}.html" for name in pages if name not in {"index", "search", "genindex"}} <= linked


def test_the_name_stands_out_in_every_spelling(tmp_path: Path) -> None:
    (tmp_path / "papers.bib").write_text(PAPERS, encoding="utf-8")
    pages = begun(tmp_path / "site", "--name", NAME, "--from", str(tmp_path / "papers.bib"))
    bold = pages["publications"].iterfind(".//strong[@class='academic-highlight']")
    assert {plain(each) for each in bold} == {"I. Kettlewell", "Imogen M. Kettlewell"}


@pytest.mark.parametrize(
    "name",
    [
        'Séamus "Shay" O\'Brien',
        "{{ config }} {% raw %} << name >> {pub}`x`",
        "山田 太郎",
        "*Bold* `code` [link](x) <b>tag</b> &amp; $x$ \\n #1 http://x.org",
        "12. Institut",
        "- = % : no",
    ],
)
@pytest.mark.parametrize("kind", ["person", "lab"])
def test_a_strange_name_is_shown_as_it_is(tmp_path: Path, kind: str, name: str) -> None:
    pages = begun(tmp_path / "site", "--kind", kind, "--layout", "profile", f"--name={name}")
    (heading,) = pages["index"].iter("h1")
    shown = heading.text_content().removesuffix("¶")
    assert shown.translate(str.maketrans("“”‘’", "\"\"''")) == name


def test_papers_with_strange_names_build_too(tmp_path: Path) -> None:
    (tmp_path / "pa pers [1].bib").write_text(STRANGE_PAPERS, encoding="utf-8")
    name = "Søren O'Brían"
    main(
        ["new", str(tmp_path / "site"), "--yes", "--from", str(tmp_path / "pa pers [1].bib"), "--name", name]
    )
    built = sphinx_build("-q", "-b", "html", str(tmp_path / "site"), str(tmp_path / "html"))
    assert built.status == 0
    page = lxml.html.parse(tmp_path / "html" / "publications.html").getroot()
    assert "braces % raw % Søren O'Brían, The Tide Consortium" in words(page)
    assert "音 山田太郎" in words(page)
    assert [plain(each) for each in page.iterfind(".//strong[@class='academic-highlight']")] == [name]


def test_a_resume_gives_the_profile_and_the_pages(tmp_path: Path) -> None:
    (tmp_path / "resume.json").write_text(
        '{"basics": {"name": "Ada Example", "label": "Reader"}, "work": [{"name": "Tide Institute", "position": "Reader", "startDate": "2020-01"}]}',
        encoding="utf-8",
    )
    pages = begun(tmp_path / "site", "--from", str(tmp_path / "resume.json"))
    assert "Tide Institute" in words(pages["cv"])
    assert "Ada Example" in words(pages["index"])
