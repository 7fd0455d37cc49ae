"""Pages of a site list works, venues, references and what a list is filtered by in the order of its language."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from sites import Built, MakeSite, words

DATA = """\
publications:
- {key: o, title: Öppna frågor, author: Åke Öman, venue: Ånga 10, year: 2020}
- {key: z, title: En zon, author: Bo Zetter, venue: Ånga 9, year: 2021}
- {key: a, title: "”Apelsin”", author: Cy Ask, venue: Zebra, year: 2022}
"""
# Ten of which nine have one of two tags: a list of fewer has no form.
TAGGED = "publications:\n" + "".join(
    f"- {{title: T{number}, year: 2020, tags: {'ånga' if number % 2 else 'zink'}}}\n" for number in range(10)
)
PAGE = """\
Works
=====

.. publications::
   :sort: title
   :layout: list

.. publications::
   :sort: author
   :layout: list

.. publications::
   :group-by: venue
   :layout: list

:pub:`o`, :pub:`z`, :pub:`a`

.. references::
   :sort: author
   :layout: list

.. publications:: data/tagged.yaml
   :filter:
"""


def built(make_site: MakeSite, language: str, codes: tuple[str, ...] = ()) -> Built:
    site = make_site("citing")
    for page in ("api.md", "install.rst", "recent.rst", "papers.rst"):
        (site.source / page).unlink()
    site.write("data/site.yaml", DATA)
    site.write("data/tagged.yaml", TAGGED)
    site.write("index.rst", PAGE)
    site.write("more.rst", f":orphan:\n\n{PAGE}")
    conf = (site.source / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", f'{conf}\nlanguage = "{language}"\n')
    return site.build(warnings=codes)


def shown(site: Built) -> tuple[list[str], list[str]]:
    """The first letters of each title, list by list; and the tags that are offered."""
    page = site.page("index.html")
    lists = page.xpath("//div[contains(@class, 'academic-list')]")
    titles = ["".join(words(title)[:2] for title in each.find_class("academic-title")) for each in lists]
    return titles, page.xpath("//select[@name='tag']/option/@value")[1:]


@pytest.mark.parametrize(
    ("language", "titles", "tags"),
    [
        ("sv", ["”AEnÖp", "”AEnÖp", "”A", "En", "Öp", "”AEnÖp"], ["zink", "ånga"]),
        ("de", ["”AEnÖp", "”AÖpEn", "En", "Öp", "”A", "”AÖpEn"], ["ånga", "zink"]),
    ],
)
def test_a_page_has_the_order_of_the_language(
    make_site: MakeSite, language: str, titles: list[str], tags: list[str]
) -> None:
    assert shown(built(make_site, language)) == (titles, tags)


@pytest.mark.skipif(find_spec("icu") is not None, reason="ICU knows the order")
def test_an_order_that_is_known_to_icu_alone_is_told_once_for_all_lists(make_site: MakeSite) -> None:
    (told,) = built(make_site, "ja", ("academic.sorting",)).warnings
    assert told.location.endswith("conf.py:9")
    assert told.message == (
        "The order of words in the language of the site is known to ICU alone; lists that are sorted by words have the one that "
        'most languages share. Install it:  pip install "sphinx-academic[icu]"  and build with -E once.'
    )
