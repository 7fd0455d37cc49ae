"""What people bring from elsewhere works as they know it: Pandoc's citations in Markdown, references of docstrings."""

from __future__ import annotations

import pytest
from sites import CHECKOUT, Built, MakeSite, Site, words


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return make_shared_site("habits").build(warnings=["academic.reference"], html_theme="basic")


def paragraphs(built: Built, page: str) -> list[str]:
    return [words(each) for each in built.page(page).xpath("//div[@class='body']//p")]


# Pandoc's citations


def test_citations_of_pandoc_say_what_roles_would(built: Built) -> None:
    said = paragraphs(built, "notes.html")
    assert said[0] == (
        "Heard before (see Kettlewell et al., 2025, pp. 3-5 and passim; 2024). van der Berg (2024, p. 33) says so, and (2019) does not."
    )
    assert "van der Berg (2024)" in said
    assert "In a note (Kessel, 2019, chap. 2)." in said
    (link,) = built.page("notes.html").xpath("//h1/a[contains(@class, 'academic-cite')]")
    assert (words(link), link.get("href")) == (
        "Kettlewell et al. (2025)",
        "index.html#reference-kettlewell2025",
    )


def test_addresses_code_links_and_what_is_escaped_stay_text(built: Built) -> None:
    said = paragraphs(built, "notes.html")[1]
    assert said.startswith(
        "Write to ada@example.org or to @berg2024@social.example.org; @berg2024 and a link are none,"
    )
    assert said.endswith("nor are @berg2024 and @property.")
    (paragraph,) = built.page("notes.html").xpath("//p[starts-with(., 'Write to')]")
    assert not paragraph.find_class("academic-cite")


def test_an_unknown_key_in_brackets_is_told_with_the_nearest_and_stays_as_written(built: Built) -> None:
    (told,) = built.warnings
    assert told.location.endswith("notes.md:16")
    assert told.message == "No publication has the key 'berg2042'. Did you mean 'berg2024'?"
    assert "Nobody knows [@berg2042]." in paragraphs(built, "notes.html")


def test_without_the_setting_an_at_sign_is_one(make_site: MakeSite) -> None:
    site = make_site("habits")
    built = site.build(html_theme="basic", academic_pandoc_citations=False)
    assert paragraphs(built, "notes.html")[0].startswith("Heard before [see @kettlewell2025, pp.")


def test_keys_of_another_project_are_found_in_its_inventory_with_the_words_around_them(
    make_site: MakeSite, built: Built
) -> None:
    site = make_site("habits")
    for file in [*site.source.glob("*.md"), *site.source.glob("*.rst")]:
        file.unlink()
    site.write("index.md", "# Other\n\nSee @berg2024 [p. 2] and [see @kettlewell2025, p. 3] and @nobody.\n")
    again = site.build(
        html_theme="basic",
        academic_data=[],
        extensions=["myst_parser", "sphinx.ext.intersphinx", "sphinx_academic"],
        intersphinx_mapping={"lab": ("https://lab.example.org/", str(built.folder / "objects.inv"))},
    )
    (said,) = paragraphs(again, "index.html")
    titles = [words(link) for link in again.page("index.html").xpath("//p/a[contains(@class, 'external')]")]
    assert len(titles) == 2
    assert said == f"See {titles[0]}, p. 2 and (see {titles[1]}, p. 3) and @nobody."


def test_signs_of_notes_close_up_to_the_words_before_them_alone(make_site: MakeSite) -> None:
    site = make_site("habits")
    for file in [*site.source.glob("*.md"), *site.source.glob("*.rst")]:
        file.unlink()
    site.write("index.md", "# Ears\n\nSee *it* and @berg2024 and [@kettlewell2025] and [@berg2024].\n")
    built = site.build(html_theme="basic", academic_cite_style="footnote")
    assert paragraphs(built, "index.html")[0] == "See it and van der Berg[1] and[2] and[1]."


# References of docstrings


def test_references_of_docstrings_cite_the_work_that_they_name(built: Built) -> None:
    said = paragraphs(built, "api.html")
    assert "Listen as (Kettlewell et al., 2025; van der Berg, 2024) and [3] do; [1]_ is code." in said
    assert "Hear as in (Kessel, 2019)." in said


def test_definitions_keep_their_words_and_need_none_beside_an_identifier(built: Built) -> None:
    items = [
        words(each) for each in built.page("api.html").xpath("//li[.//a[contains(@class, 'academic-cite')]]")
    ]
    assert items == [
        "(Kettlewell et al., 2025) Kettlewell, I. et al. (2025). Hearing Hard Water. https://doi.org/10.5555/EARS.1",
        "(Kessel, 2019) Page 7 of Limescale.",
        "(Kessel, 2019) Kessel, G. (2019). Limescale.",
        "(Kettlewell et al., 2025) Kettlewell, I. et al. (2025). Hearing Hard Water. doi:10.5555/ears.1",
        "(van der Berg, 2024) Boiling by Ear",
    ]
    assert "The manual of the kettle." in paragraphs(built, "api.html")


def test_what_docstrings_cite_is_among_the_references(built: Built) -> None:
    titles = [words(each) for each in built.page("index.html").find_class("academic-title")]
    assert titles == ["Hearing Hard Water", "Boiling by Ear", "Limescale"]


def test_two_workers_write_the_same(make_site: MakeSite) -> None:
    site = make_site("habits")
    one = site.run("text", name="one", warnings=["academic.reference"])
    two = site.run("text", "-j", "2", name="two", warnings=["academic.reference"])
    assert one.files() == two.files()


def test_a_page_is_read_again_when_a_work_gets_its_identifier(make_site: MakeSite) -> None:
    site = make_site("habits")
    references = (site.source / "references.bib").read_text(encoding="utf-8")
    site.write("references.bib", references.replace("10.5555/Ears.1", "10.5555/other"))
    site.build("text", warnings=None)
    site.write("references.bib", references)
    built = site.build("text", warnings=None)
    assert "api" in built.read
    assert "Listen as (Kettlewell et al., 2025; van der Berg, 2024)" in built.text("api.txt")


def test_numpydoc_makes_the_same_of_them(make_site: MakeSite) -> None:
    pytest.importorskip("numpydoc")
    site = make_site("habits")
    extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc", "sphinx_academic"]
    built = site.build("text", warnings=["academic.reference"], extensions=extensions)
    text = " ".join(built.text("api.txt").split())
    assert "Listen as (Kettlewell et al., 2025; van der Berg, 2024) and [3] do;" in text
    assert (
        "* (Kettlewell et al., 2025) Kettlewell, I. et al. (2025). Hearing Hard Water. doi:10.5555/ears.1"
        in text
    )
    assert "[3] The manual of the kettle." in text
    tree = site.build("latex", warnings=["academic.reference"], extensions=extensions)
    assert "The manual of the kettle" in next(tree.folder.glob("*.tex")).read_text(encoding="utf-8")


_TAPS = '''"""Taps, as [pipes]_."""


class Tap:
    """A tap as in [1]_, [2]_ and [Ber24]_.

    References
    ----------
    .. [1] :pub:`hhw`
    .. [2] The *manual*.
    .. [Ber24] :pub:`Boiling <boiling>` in :math:`x`,
       as :pub:`hhw` and `others <https://example.org>`__ say:

       - once
    .. [pipes] :pub:`hhw, boiling`
    """

    def drip(self):
        """Drip [1]_ [3]_.

        References
        ----------
        .. [1] :pub:`boiling`
        .. [3] :pub:p:`{see}hhw{p. 3}`
        """

    def flow(self):
        """Flow [1]_, as [Ber24]_."""
'''


@pytest.mark.parametrize("reader", ["", "sphinx.ext.napoleon", "numpydoc"])
def test_docstrings_of_a_page_have_the_same_labels_without_a_duplicate(
    make_site: MakeSite, reader: str
) -> None:
    if reader:
        pytest.importorskip(reader)
    site = make_site("habits")
    for file in [*site.source.glob("*.md"), *site.source.glob("*.rst")]:
        file.unlink()
    guide = (CHECKOUT / "docs" / "how-to" / "cite-in-docs.md").read_text(encoding="utf-8")
    example = guide[guide.index("def listen():") :]
    site.write("taps.py", _TAPS + "\n\n" + example[: example.index("```")])
    site.write(
        "index.rst",
        "Taps\n====\n\n.. automodule:: taps\n   :members:\n   :undoc-members:\n\n.. publications:: taps.bib\n",
    )
    site.write(
        "taps.bib",
        "@book{hhw, title={Hearing}, author={Kettlewell, Imogen}, year=2025}\n"
        "@book{boiling, title={Boiling by Ear}, author={van der Berg, Cy}, year=2024}\n",
    )
    site.write(
        "guide.bib",
        "@book{whistlenet, title={WhistleNet}, author={Kettlewell, Imogen}, year=2024, doi={10.5555/whistlenet.1}}\n"
        "@book{two-kettles, title={Two Kettles}, author={Kessel, Greta}, year=2019}\n",
    )
    extensions = ["sphinx.ext.autodoc", *([reader] if reader else []), "sphinx_academic"]
    # The file of the taps is that of a list alone, which has not been read when docstrings are.
    settings = {"numpydoc_show_class_members": False} if reader == "numpydoc" else {}
    built = site.build("text", extensions=extensions, academic_data=["guide.bib"], **settings)
    text = " ".join(built.text("index.txt").split())
    for said in [
        "A tap as in (Kettlewell, 2025), [2] and (van der Berg, 2024).",
        "* (Kettlewell, 2025) Hearing [2] The *manual*.",
        "* (van der Berg, 2024) *Boiling* in x, as Hearing and others say: * once",
        "Drip (van der Berg, 2024; Kettlewell, 2025).",
        "* (van der Berg, 2024) Boiling by Ear * (Kettlewell, 2025) (see Kettlewell, 2025, p. 3)",
        # What a docstring around it, or another one of the page, has defined.
        "Flow (Kettlewell, 2025), as (van der Berg, 2024).",
        "Taps, as (Kettlewell, 2025).",
        # What the guide shows.
        "Listen to a kettle [3], as in (Kettlewell, 2024) and (Kessel, 2019).",
        "* (Kessel, 2019) Section 3 of Two Kettles [3] The manual of the kettle.",
    ]:
        assert said in text


_FAUCETS = """class Faucet:
    \"""A faucet as in [Hhw25]_.

    .. [Hhw25] Kettlewell (2025). Hearing Hard Water. https://doi.org/10.5555/ears.1
    .. [Man] The manual of the faucet.
    \"""
"""
_PLUMBING = """Plumbing [Hhw25]_
==================

Pipes as in [Hhw25]_, [Man]_ and [Nobody]_.

.. table:: The pipes of [Hhw25]_

   ==== ====
   cold warm
   ==== ====

Chapter
-------

Again [Own]_.

.. [Own] What this page defines.
"""


def _faucets(make_site: MakeSite) -> Site:
    site = make_site("habits")
    for file in [*site.source.glob("*.md"), *site.source.glob("*.rst")]:
        file.unlink()
    site.write("faucets.py", _FAUCETS)
    # The page that refers is read before the one that defines.
    site.write("a.rst", _PLUMBING)
    site.write("b.rst", "API\n===\n\n.. automodule:: faucets\n   :members:\n")
    site.write(
        "index.rst", "Water\n=====\n\n.. toctree::\n\n   a\n   b\n\n.. references::\n   :scope: project\n"
    )
    return site


def test_a_label_that_a_docstring_of_another_page_defines_cites_its_work(make_site: MakeSite) -> None:
    site = _faucets(make_site)
    built = site.build("html", warnings=["ref.ref"])
    page = built.page("a.html")
    said = paragraphs(built, "a.html")
    assert "Pipes as in (Kettlewell et al., 2025), [Man] and [Nobody]." in said
    assert "Again [Own]." in said
    assert words(page.xpath("//title")[0]).startswith("Plumbing (Kettlewell et al., 2025)")
    assert words(page.xpath("//caption")[0]).startswith("The pipes of (Kettlewell et al., 2025)")
    (link, *_) = page.xpath("//p[starts-with(., 'Pipes')]/a")
    assert link.get("href") == "index.html#reference-kettlewell2025"
    (told,) = built.warnings
    assert "Nobody" in told.message
    # Sphinx's own across pages stays what it is.
    assert page.xpath("//a[starts-with(@href, 'b.html#')][contains(., 'Man')]")
    one, two = (
        site.run("text", *options, name=name, warnings=["ref.ref"])
        for name, options in [("one", []), ("two", ["-j", "2"])]
    )
    assert one.files() == two.files()
    assert "Plumbing (Kettlewell et al., 2025)" in one.text("index.txt")


def test_a_page_is_written_again_when_a_docstring_elsewhere_defines_its_label(make_site: MakeSite) -> None:
    site = _faucets(make_site)
    # Another length, as Python takes what has the same within a second for what it has compiled.
    undefined = _FAUCETS.replace(".. [Hhw25]", ".. [Another]")
    for docstring, unknown, said in [
        (undefined, 4, "Pipes as in [Hhw25]"),
        (_FAUCETS, 0, "Pipes as in (Kettlewell et al., 2025)"),
        (
            _FAUCETS.replace("https://doi.org/10.5555/ears.1", "arXiv:2401.01234"),
            0,
            "Pipes as in (van der Berg, 2024)",
        ),
        (undefined, 4, "Pipes as in [Hhw25]"),
    ]:
        site.write("faucets.py", docstring)
        # In a process of its own, as what is imported is imported once.
        built = site.run("text", warnings=["ref.ref"] * (1 + unknown))
        assert said in built.text("a.txt")
        assert sum("not found: Hhw25" in told.message for told in built.warnings) == unknown


@pytest.mark.parametrize(
    ("style", "said"),
    [("number", "Pipes as in [1],"), ("footnote", "Pipes as in[1]"), ("ieee", "Pipes as in [1],")],
)
def test_it_is_cited_in_the_style_of_the_site(make_site: MakeSite, style: str, said: str) -> None:
    site = _faucets(make_site)
    built = site.build("text", warnings=["ref.ref"], academic_cite_style=style)
    assert said in built.text("a.txt")
