"""What docutils and Sphinx write into pages is put right where checkers of accessibility object."""

from __future__ import annotations

from sphinx_academic.theme.frame import corrected

CAPTION = '<p class="caption" role="heading"><span>Begin</span></p>'


def test_captions_of_tables_of_contents_are_headings_one_below_the_last() -> None:
    body = f"<h1>Guides</h1>{CAPTION}<ul></ul>{CAPTION}<h2 id='more'>More</h2>{CAPTION}<h6>Deep</h6>{CAPTION}"
    assert [part[0] for part in corrected(body).split('aria-level="')[1:]] == ["2", "2", "3", "6"]


def test_citations_are_items_of_their_list() -> None:
    assert corrected('<div role="doc-biblioentry">') == '<div role="listitem">'


def test_all_else_stays_as_it_is() -> None:
    body = '<h1>Title</h1><p class="caption">A picture</p><p role="heading">Mine</p>'
    assert corrected(body) == body
