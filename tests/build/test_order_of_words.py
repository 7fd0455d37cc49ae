"""Pages of a site list works, venues and references in the order of its language."""

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
PAGE = """\
Works
=====

.. publications::
   :sort: title

.. publications::
   :sort: author
   :class: by-author

.. publications::
   :group-by: venue
   :class: by-venue

:pub:`o`, :pub:`z`, :pub:`a`

.. references::
   :sort: author
"""


def built(make_site: MakeSite, language: str, codes: tuple[str, ...] = ()) -> Built:
    site = make_site("citing")
    for page in ("api.md", "install.rst", "recent.rst", "papers.rst"):
        (site.source / page).unlink()
    site.write("data/site.yaml", DATA)
    site.write("index.rst", PAGE)
    site.write("more.rst", f":orphan:\n\n{PAGE}")
    conf = (site.source / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", f'{conf}\nlanguage = "{language}"\n')
    return site.build(warnings=codes)


def keys(page: Built) -> list[str]:
    """The keys of all entries of the page, in their order."""
    return [
        words(each)[:2] for each in page.page("index.html").xpath("//article//*[@class='academic-title']")
    ]


def test_lists_and_references_stand_in_the_order_of_the_language(make_site: MakeSite) -> None:
    by_title, by_author, by_venue = ["”A", "En", "Öp"], ["”A", "En", "Öp"], ["”A", "En", "Öp"]
    swedish = built(make_site, "sv")
    assert keys(swedish)[:9] == [*by_title, *by_author, *by_venue]
    headings = [words(each).rstrip("¶#") for each in swedish.page("index.html").iter("h2", "h3")]
    assert [each for each in headings if each[0] in "ZÅ"] == ["Zebra", "Ånga 9", "Ånga 10"]


def test_in_another_language_the_same_works_stand_otherwise(make_site: MakeSite) -> None:
    assert keys(built(make_site, "de"))[:6] == ["”A", "En", "Öp", "”A", "Öp", "En"]


@pytest.mark.skipif(find_spec("icu") is not None, reason="ICU knows the order")
def test_an_order_that_is_known_to_icu_alone_is_told_once_for_all_lists(make_site: MakeSite) -> None:
    (told,) = built(make_site, "ja", ("academic.sorting",)).warnings
    assert told.location.endswith("conf.py:9")
    assert told.message == (
        "The order of words in the language of the site is known to ICU alone; lists that are sorted by words have the one that "
        'most languages share. Install it:  pip install "sphinx-academic[icu]"  and build with -E once.'
    )
