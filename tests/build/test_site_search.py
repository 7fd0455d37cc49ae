"""Searches that read the built pages, such as Pagefind, find the text of each page once, and can be narrowed down."""

from __future__ import annotations

import lxml.html
import pytest
from sites import Built, MakeSite, Site

from sphinx_academic.outputs.site_search import with_text_marked


def filters(page: lxml.html.HtmlElement) -> dict[str, list[str]]:
    """What a page is found by when readers narrow down what they found."""
    found: dict[str, list[str]] = {}
    for tag in page.xpath("//*[@data-pagefind-filter]"):
        name, _, where = tag.get("data-pagefind-filter").partition("[")
        found.setdefault(name, []).append(tag.get(where.rstrip("]")))
    return found


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return make_shared_site("landing").build()


def test_every_page_says_once_what_its_text_is_and_generated_ones_say_nothing(built: Built) -> None:
    for path in sorted(built.folder.rglob("*.html")):
        page = lxml.html.document_fromstring(path.read_bytes())
        expected = 0 if path.name in {"search.html", "genindex.html"} else 1
        assert len(page.xpath("//*[@data-pagefind-body]")) == expected, path


def test_signs_behind_headings_and_bibtex_are_not_indexed(built: Built) -> None:
    (link,) = built.page("papers.html").xpath("//h1/a")
    assert "data-pagefind-ignore" in link.attrib
    (cite,) = built.page("papers/boiling.html").find_class("academic-cite")
    assert "data-pagefind-ignore" in cite.attrib


def test_pages_of_papers_are_found_by_year_and_type_and_their_lists_are_not(built: Built) -> None:
    assert filters(built.page("papers/boiling.html")) == {"year": ["2024"], "type": ["article"]}
    assert filters(built.page("papers/undated.html")) == {"type": ["other"]}
    assert filters(built.page("papers.html")) == {}


def test_without_pages_of_papers_their_list_is_found_by_all_years_and_types(make_site: MakeSite) -> None:
    built = make_site("landing").build(academic_paper_pages=False)
    assert filters(built.page("papers.html")) == {
        "type": ["article", "other", "talk", "thesis"],
        "year": ["2020", "2023", "2024"],
    }


def test_a_changed_year_changes_the_filter_of_a_page_that_says_nothing_else_of_it(
    make_site: MakeSite,
) -> None:
    site = make_site("landing")
    site.build()
    path = site.source / "data" / "site.yaml"
    site.write(
        "data/site.yaml",
        path.read_text(encoding="utf-8").replace("key: undated", "key: undated, type: dataset"),
    )
    assert filters(site.build().page("papers/undated.html")) == {"type": ["dataset"]}


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        (
            '<section id="a"><p>A</p></section>\n',
            '<section data-pagefind-body="" id="a"><p>A</p></section>\n',
        ),
        (
            '<span id="b"></span><section id="a"><section id="c"></section></section>',
            '<span id="b"></span><section data-pagefind-body="" id="a"><section id="c"></section></section>',
        ),
        (
            '<section id="a"></section><section id="b"></section>',
            '<div data-pagefind-body="">\n<section id="a"></section><section id="b"></section></div>\n',
        ),
        ("<p>No heading.</p>\n", '<div data-pagefind-body="">\n<p>No heading.</p>\n</div>\n'),
        ('<section id="a">', '<div data-pagefind-body="">\n<section id="a"></div>\n'),
    ],
)
def test_the_text_is_one_element(body: str, marked: str) -> None:
    assert with_text_marked(body) == marked


def long_list(make_site: MakeSite) -> Site:
    site = make_site("landing")
    works = "".join(f"  - {{title: Number {number}, key: n{number}, year: 2001}}\n" for number in range(60))
    site.write("data/site.yaml", f"profile: {{name: Ada Brühl}}\npublications:\n{works}")
    site.write("talks.md", "# Talks\n\nNone yet.\n")
    return site


def test_of_a_very_long_list_the_whole_page_is_indexed_under_the_address_of_the_other(
    make_site: MakeSite,
) -> None:
    built = long_list(make_site).build(academic_entries_at_once=5, academic_paper_pages=False)
    shown, whole = built.page("papers.html"), built.page("papers.whole.html")
    assert shown.xpath("//*[@data-pagefind-body]") == []
    (text,) = whole.xpath("//*[@data-pagefind-body]")
    assert len(text.find_class("academic-entry")) == 60
    assert whole.xpath("//meta[@data-pagefind-meta='url[content]']/@content") == [
        "https://bruehl.example.org/lab/papers.html"
    ]


def test_twins_in_markdown_and_llms_txt_hold_the_whole_of_a_very_long_list(make_site: MakeSite) -> None:
    pytest.importorskip("sphinx_llm")
    site = long_list(make_site)
    text = (site.source / "conf.py").read_text(encoding="utf-8")
    text = text.replace('"sphinx_academic"]', '"sphinx_academic", "sphinx_llm.txt"]\nhtml_theme = "basic"')
    site.write("conf.py", f"{text}\nacademic_entries_at_once = 5\nllms_txt_full_build = True\n")
    built = site.run("html")
    for name in ("papers.html.md", "llms-full.txt"):
        written = built.text(name)
        assert [number for number in range(60) if f"Number {number}*" not in written] == [], name
    assert "papers.html.md" in built.text("llms.txt")


# The address of the site, and its map


@pytest.fixture
def on_read_the_docs(monkeypatch: pytest.MonkeyPatch) -> str:
    address = "https://bruehl.readthedocs.example/en/latest/"
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", address)
    return address


def test_the_address_of_the_site_is_that_of_read_the_docs(make_site: MakeSite, on_read_the_docs: str) -> None:
    site = make_site("landing")
    text = (site.source / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", text.replace("html_baseurl", "# html_baseurl"))
    page = site.build().page("papers/boiling.html")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{on_read_the_docs}papers/boiling.html"]


@pytest.mark.parametrize("given", ["https://bruehl.example.org/lab/", ""])
def test_an_address_that_somebody_gave_counts_and_so_does_none(
    make_site: MakeSite, on_read_the_docs: str, given: str
) -> None:
    page = make_site("landing").build(html_baseurl=given).page("papers/boiling.html")
    assert page.xpath("//link[@rel='canonical']/@href") == ([f"{given}papers/boiling.html"] if given else [])


def test_an_address_of_the_environment_that_is_none_is_told(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", "ftp://x")
    site = make_site("landing")
    text = (site.source / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", text.replace("html_baseurl", "# html_baseurl"))
    (told,) = site.build(warnings=["academic.config"]).warnings
    assert "READTHEDOCS_CANONICAL_URL" in told.message


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
def test_the_map_of_the_site_has_neither_the_search_nor_a_missing_page(
    make_site: MakeSite, builder: str
) -> None:
    extensions = ["myst_parser", "sphinx_sitemap", "notfound.extension", "sphinx_academic"]
    built = make_site("landing").build(
        builder,
        extensions=extensions,
        sitemap_url_scheme="{link}",
        sitemap_excludes=["talks.html", "talks/"],
        warnings=None,
    )
    sitemap = built.text("sitemap.xml")
    assert "papers/boiling" in sitemap
    assert [name for name in ("404", "search", "talks") if name in sitemap] == []


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
def test_the_map_of_the_site_has_pages_of_papers_that_are_there_already(make_site: MakeSite) -> None:
    site = make_site("landing")

    def mapped() -> list[str]:
        extensions = ["myst_parser", "sphinx_sitemap", "sphinx_academic"]
        built = site.build(extensions=extensions, sitemap_url_scheme="{link}", warnings=None)
        return sorted(built.text("sitemap.xml").split("<loc>"))

    whole = mapped()
    (site.folder / "build/doctrees/environment.pickle").unlink()
    assert mapped() == whole
    (site.source / "data/site.yaml").write_text(
        (site.source / "data/site.yaml").read_text(encoding="utf-8").replace("Boiling", "Cooking"),
        encoding="utf-8",
    )
    (site.folder / "build/doctrees/environment.pickle").unlink()
    assert mapped() == whole
