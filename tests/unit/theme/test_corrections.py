"""What docutils and Sphinx write into pages is put right where checkers of accessibility object."""

from __future__ import annotations

from sphinx_academic.theme.corrected_text import corrected

CAPTION = '<p class="caption" role="heading"><span>Begin</span></p>'


def test_captions_of_tables_of_contents_are_headings_one_below_the_last() -> None:
    body = f"<h1>Guides</h1>{CAPTION}<ul></ul>{CAPTION}<h2 id='more'>More</h2>{CAPTION}<h6>Deep</h6>{CAPTION}"
    assert [part[0] for part in corrected(body).split('aria-level="')[1:]] == ["2", "2", "3", "6"]


def test_citations_are_items_of_their_list() -> None:
    assert corrected('<div role="doc-biblioentry">') == '<div role="listitem">'


def test_all_else_stays_as_it_is() -> None:
    body = '<h1>Title</h1><p class="caption">A picture</p><p role="heading">Mine</p>'
    assert corrected(body) == body


def test_a_heading_is_called_by_its_words_and_the_link_behind_it_too() -> None:
    heading = '<h2>The "<em>new</em>" &amp; old<a class="headerlink" href="#new" title="Link to this heading">¶</a></h2>'
    name = 'aria-label="The &quot;new&quot; &amp; old"'
    assert corrected(heading) == (
        f'<h2 {name}>The "<em>new</em>" &amp; old<a class="headerlink" {name} href="#new"'
        ' title="Link to this heading">¶</a></h2>'
    )
    with_class = heading.replace("<h2>", '<h2 class="own">')
    assert corrected(f"<h1>None</h1>{with_class}").startswith(f'<h1>None</h1><h2 class="own" {name}>')


def test_headings_that_have_a_name_or_are_a_picture_keep_what_they_have() -> None:
    link = '<a class="headerlink" href="#new" title="Link">¶</a>'
    for heading in (f'<h2 aria-label="Own">New{link}</h2>', f'<h2><img alt="New" src="a.png" />{link}</h2>'):
        assert corrected(heading) == heading


def test_heads_of_a_table_say_of_what_they_are_and_an_empty_one_is_none() -> None:
    head = '<thead>\n<tr><th class="head"><p></p></th>\n<th class="head"></th><th class="head"><p>b</p></th></tr>\n</thead>'
    table = f'<table>{head}<tbody><tr><th class="stub"><p>c</p></th><td></td></tr></tbody></table>'
    assert corrected(table) == (
        '<table><thead>\n<tr><td class="head"></td>\n<td class="head"></td><th scope="col" class="head"><p>b</p></th></tr>\n'
        '</thead><tbody><tr><th class="stub" scope="row"><p>c</p></th><td></td></tr></tbody></table>'
    )


def test_labels_of_tabs_and_lists_of_footnotes_have_what_they_may_have() -> None:
    assert corrected('<label aria-controls="a-content" class="b" for="a">') == '<label class="b" for="a">'
    assert corrected('<aside class="footnote-list brackets">').endswith(' role="none">')


def test_the_link_of_a_caption_is_called_by_its_words() -> None:
    caption = '<span class="caption-text">In <span class="pre">a</span></span><a class="headerlink" href="#id1" title="Link">¶</a>'
    assert corrected(caption) == caption.replace(" href", ' aria-label="In a" href')
