"""The same directive on a page in RST and on a page in Markdown gives the same tree and the same output."""

from __future__ import annotations

import shutil
from collections.abc import Mapping

import lxml.html
import pytest
from docutils import nodes
from sites import CHECKOUT, ROOTS, Built, MakeSite, Site

from sphinx_academic.sections.options import SHARED
from sphinx_academic.sections.registry import SECTIONS
from trials.corpus.directives import CASES, REFERENCES, Case

SNIPPETS = CHECKOUT / "docs" / "snippets"
HOME = "https://twins.example.org/"
OTHER_BUILDERS = ("latex", "text", "man", "xml")


# What is wrong is told alike, and the list is shown all the same.
FAULTY = (
    Case("publications", {"layout": "galery"}),
    Case("publications", {"grup-by": "year"}),
    Case("publications", {"keys": "condensat"}),
    Case("publications", {"exclude": "condensat"}),
    Case("publications", {"project": "nothing"}),
    Case("newsfeed", {"limit": "-1"}),
    Case("people", {"role": "Postdog"}),
    Case("timeline", argument="https://example.org/ada"),
)


def snippets() -> list[str]:
    """The names of the documentation's snippets of lists; those that refer to entries are compared in test_citing.py."""
    names = {path.stem for path in SNIPPETS.iterdir()}
    return sorted(name for name in names if not name.startswith(("roles", "references", "margin")))


def build_twins(make_site: MakeSite, builder: str) -> Built:
    site = make_site("twins")
    for name in ("data", "images", "files"):
        shutil.copytree(ROOTS / "test-sections" / name, site.source / name)
    write_twins(site, CASES)
    # A paper and a manual page for each page, so that each one is resolved by itself.
    pages = [f"{language}/{case.name}" for case in CASES for language in ("rst", "md")]
    papers = [(page, f"{page.replace('/', '-')}.tex", "Twins", "Nobody", "howto") for page in pages]
    manuals = [(page, page.replace("/", "-"), "Twins", "Nobody", 7) for page in pages]
    # Of pdfLaTeX letters would be told that it has not.
    settings = {
        "html_baseurl": HOME,
        "academic_data": ["data/site.yaml", "data/career.yaml"],
        "academic_today": "2021-06-01",
        "academic_corrections": "https://code.example.org/{filename}#L{line}",
        "latex_documents": papers,
        "man_pages": manuals,
        "latex_engine": "xelatex",
    }
    return site.build(builder, keep_trees=True, **settings)


@pytest.fixture(scope="module")
def html_twins(make_shared_site: MakeSite) -> Built:
    """All twins as HTML."""
    return build_twins(make_shared_site, "html")


@pytest.fixture(scope="module", params=OTHER_BUILDERS)
def other_twins(request: pytest.FixtureRequest, make_shared_site: MakeSite) -> Built:
    """All twins as something else."""
    return build_twins(make_shared_site, request.param)


@pytest.fixture(scope="module")
def built_snippets(make_shared_site: MakeSite) -> Built:
    """The documentation's snippets with its data."""
    site = make_shared_site("twins")
    for folder in ("data", "images"):
        shutil.copytree(SNIPPETS.parent / folder, site.source / folder)
    pages = []
    for name in snippets():
        rst = (SNIPPETS / f"{name}.rst").read_text(encoding="utf-8")
        markdown = (SNIPPETS / f"{name}.md").read_text(encoding="utf-8")
        site.write(f"rst/{name}.rst", f"A page\n======\n\n{rst}\n\nAn end.\n")
        site.write(f"md/{name}.md", f"# A page\n\n{markdown}\n\nAn end.\n")
        pages.append(name)
    write_index(site, pages)
    return site.build(
        keep_trees=True,
        html_baseurl=HOME,
        academic_data=["data/example.yaml", "data/patents.yaml"],
        academic_today="2026-01-15",
        academic_highlight=["Imogen Kettlewell"],
    )


def write_twins(site: Site, cases: tuple[Case, ...]) -> None:
    for case in cases:
        site.write(f"rst/{case.name}.rst", case.rst())
        site.write(f"md/{case.name}.md", case.markdown())
    write_index(site, [case.name for case in cases])


def write_index(site: Site, names: list[str]) -> None:
    entries = "".join(f"   rst/{name}\n   md/{name}\n" for name in names)
    site.write("index.rst", f"Twins\n=====\n\n.. toctree::\n\n{entries}")


def normalised(tree: nodes.document) -> str:
    """A doctree as text, without what says in which file and how it was written."""
    tree = tree.deepcopy()
    for node in tree.findall(nodes.Element):
        for name in ("source", "line", "rawsource", "translation_progress", "docname", "myst_slugs", "slug"):
            node.attributes.pop(name, None)
        # MyST asks MathJax to pass over its pages.
        node["classes"] = [name for name in node["classes"] if not name.endswith("_ignore")]
    return _on_any_page(tree.pformat())


def _on_any_page(text: str) -> str:
    """A text in which the files of a list, which have the name of its page, are those of the same page, and other pages are
    those of one folder."""
    text = text.replace("../rst/", "").replace("../md/", "")
    text = text.replace("'page': 'rst/", "'page': 'md/")
    return text.replace("_downloads/rst-", "_downloads/md-").replace("'rst-", "'md-").replace('"rst-', '"md-')


def same(trees: Mapping[str, nodes.document], name: str) -> str:
    """The tree that both twins have."""
    rst, markdown = normalised(trees[f"rst/{name}"]), normalised(trees[f"md/{name}"])
    assert rst == markdown
    return rst


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_twins_store_the_same_tree(html_twins: Built, case: Case) -> None:
    assert "<placeholder" in same(html_twins.trees, case.name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_twins_give_the_html_builders_the_same_fragments(html_twins: Built, case: Case) -> None:
    assert "fragments=" in same(html_twins.resolved, case.name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_twins_give_other_builders_the_same_tree(other_twins: Built, case: Case) -> None:
    tree = same(other_twins.resolved, case.name)
    assert "<placeholder" not in tree
    assert 'classes="academic ' in tree, "the list is empty"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_twins_are_written_as_the_same_html(html_twins: Built, case: Case) -> None:
    def body(page: lxml.html.HtmlElement) -> str:
        (section,) = page.xpath("//section[@id='a-page']")
        section.attrib.pop("class", None)
        return _on_any_page(lxml.html.tostring(section, encoding="unicode"))

    rst = body(html_twins.page(f"rst/{case.name}.html"))
    assert rst == body(html_twins.page(f"md/{case.name}.html"))
    assert 'class="academic ' in rst


def test_every_directive_and_option_has_twins() -> None:
    tested = {(case.directive, name) for case in CASES for name in case.options}
    # What these list differs with the page that they stand on.
    of_pages = {case.directive for case in REFERENCES}
    declared = {
        (section.name, option)
        for section in SECTIONS.values()
        for option in (*section.options, *SHARED)
        if section.name not in of_pages
    }
    assert tested == declared
    assert {case.directive for case in CASES if not case.options} == SECTIONS.keys() - of_pages


@pytest.mark.parametrize("name", snippets())
def test_snippets_of_the_documentation_are_twins(built_snippets: Built, name: str) -> None:
    assert "<placeholder" in same(built_snippets.trees, name)
    assert "fragments=" in same(built_snippets.resolved, name)


def test_every_snippet_is_there_in_both_languages() -> None:
    files = {path.name for path in SNIPPETS.iterdir()}
    names = {path.stem for path in SNIPPETS.iterdir()}
    assert files == {f"{name}.{suffix}" for name in names for suffix in ("md", "rst")}


@pytest.mark.parametrize("case", FAULTY, ids=lambda case: case.name)
def test_twins_are_told_the_same_of_a_mistake(make_site: MakeSite, case: Case) -> None:
    site = make_site("twins")
    for name in ("data", "images", "files"):
        shutil.copytree(ROOTS / "test-sections" / name, site.source / name)
    write_twins(site, (case,))
    markdown, rst = site.build(warnings=["academic.option"] * 2).warnings
    assert markdown.message == rst.message
    line = 4 if case.options else 3  # an option's own line, or that of the argument
    assert (markdown.location, rst.location) == (
        f"md/{case.name}.md:{line}",
        f"rst/{case.name}.rst:{line + 1}",
    )


def test_a_missing_file_is_told_once_for_both_twins(make_site: MakeSite) -> None:
    site = make_site("twins")
    write_twins(site, (Case("publications", argument="/data/thesis.yaml"),))
    site.write("data/theses.yaml", "- title: Draughts\n")
    (told,) = site.build(warnings=["academic.file"]).warnings
    assert told.location == "data/thesis.yaml:1"
    assert "Did you mean 'theses.yaml'?" in told.message


def test_the_cases_of_this_file_have_names_of_their_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


def test_the_stored_tree_of_a_list_holds_none_of_its_entries(html_twins: Built) -> None:
    tree = html_twins.trees["rst/publications"]
    assert "Cold Steam" not in tree.pformat()
    assert sum(1 for _ in tree.findall()) < 12
