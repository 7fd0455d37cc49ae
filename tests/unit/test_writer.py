"""Fragments become HTML that is well-formed, escaped and free of script, whatever they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_page import html_of, tree_of

from sphinx_academic.content.fragments import Element, Fragments, elements, joined, plain, texts
from sphinx_academic.content.html import Picture
from sphinx_academic.content.markup import Markup
from sphinx_academic.content.symbols import icon, symbols
from sphinx_academic.data.values.addresses import is_safe

PICTURES = {"a.png": Picture("../_images/a b.png", 30, 20), "b.svg": Picture("_images/b.svg", 0, 0)}


def element(kind: str, *children: str | Element, classes: str = "", **attributes: str) -> Element:
    return Element(kind, children, classes, attributes)


def test_text_is_escaped() -> None:
    assert html_of(("a < b & c > \"d\" 'e'",)) == "a &lt; b &amp; c &gt; \"d\" 'e'"


@pytest.mark.parametrize(
    ("kind", "html"),
    [
        ("division", "<div>x</div>\n"),
        ("line", "<p>x</p>\n"),
        ("paragraph", "<p>x</p>\n"),
        ("bullets", "<ul>x</ul>\n"),
        ("numbers", "<ol>x</ol>\n"),
        ("item", "<li>x</li>\n"),
        ("quote", "<blockquote>x</blockquote>\n"),
        ("strong", "<strong>x</strong>"),
        ("emphasis", "<em>x</em>"),
        ("raised", "<sup>x</sup>"),
        ("lowered", "<sub>x</sub>"),
        ("deleted", "<del>x</del>"),
        ("span", "<span>x</span>"),
        ("entry", "<article>\nx</article>\n"),
        ("literal", '<code class="docutils literal notranslate">x</code>'),
        ("lines", "x"),
        ("refused", "x"),
        ("prose", "x"),
    ],
)
def test_each_kind_of_fragment_has_its_tag(kind: str, html: str) -> None:
    assert html_of((element(kind, "x"),)) == html


def test_classes_are_written_where_there_are_some() -> None:
    assert html_of((element("division", "x", classes="a b"),)) == '<div class="a b">x</div>\n'


def test_a_division_with_nothing_in_it_is_not_written() -> None:
    assert html_of((element("division", classes="a b"),)) == ""


def test_an_entry_carries_its_key() -> None:
    (article,) = tree_of(html_of((element("entry", "x", classes="e", id='a"<b>&'),)))
    assert dict(article.attrib) == {"class": "e", "id": 'a"<b>&'}
    assert "id=" not in html_of((element("entry", "x", id=""),))


def test_an_entry_is_called_by_its_title() -> None:
    title = element(
        "line", element("strong", 'On "<x>"', element("math", "y")), " & more", classes="academic-title"
    )
    entry = element("entry", element("division", element("line", "2025"), title, title), classes="e")
    (article,) = tree_of(html_of((entry,)))
    assert article.get("aria-label") == 'On "<x>"y & more'


def test_a_link_leads_where_the_page_says() -> None:
    link = element("link", "x", classes="own", url="https://a.example/?a=1&b=2", rel="me")
    assert html_of((link,)) == (
        '<a class="own reference external" href="https://a.example/?a=1&amp;b=2" rel="me">x</a>'
    )
    assert (
        html_of((element("link", "x", url="a.html"),))
        == '<a class="reference internal" href="to/a.html">x</a>'
    )


def test_a_link_that_leads_nowhere_is_its_text() -> None:
    link = element("link", "x ", element("strong", "y"), url="a.html")
    assert html_of((link,), links_lead_somewhere=False) == "x <strong>y</strong>"
    assert html_of((element("link", "x", url="javascript:alert(1)"),)) == "x"


def test_addresses_are_shown_where_the_reader_asks_for_them() -> None:
    link = element("link", "x", url="https://a.example/?a&b")
    shown = '<span class="link-target"> [https://a.example/?a&amp;b]</span>'
    assert html_of((link,), show_addresses=True).endswith(f"</a>{shown}")
    assert shown not in html_of((link,))
    itself = element("link", "https://a.example", url="https://a.example")
    assert "link-target" not in html_of((itself,), show_addresses=True)
    assert "link-target" not in html_of((element("link", "x", url="a.html"),), show_addresses=True)


def test_a_date_can_be_read_by_machines() -> None:
    assert (
        html_of((element("time", "May 2024", datetime="2024-05"),))
        == '<time datetime="2024-05">May 2024</time>'
    )


def test_code_keeps_its_lines() -> None:
    assert html_of((element("literal_block", "a\n  <b>", language="xml"),)) == (
        '<div class="academic-copyable"><pre class="academic-form-text">a\n  &lt;b&gt;</pre></div>\n'
    )


def test_breaks_and_rules_are_closed() -> None:
    assert html_of((element("break"), element("rule"))) == '<br />\n<hr class="docutils" />\n'


def test_a_picture_has_its_size_and_is_loaded_late() -> None:
    (image,) = tree_of(html_of((element("image", url="a.png", alt='A "b" <c>'),), pictures=PICTURES))
    assert dict(image.attrib) == {
        "src": "../_images/a b.png",
        "alt": 'A "b" <c>',
        "width": "30",
        "height": "20",
        "loading": "lazy",
        "decoding": "async",
    }


def test_a_picture_of_unknown_size_says_none() -> None:
    (image,) = tree_of(html_of((element("image", url="b.svg"),), pictures=PICTURES))
    assert image.get("width") is None
    assert image.get("alt") == ""


def test_a_missing_picture_in_a_text_is_its_description() -> None:
    assert html_of((element("image", url="none.png", alt="A <b>"),)) == "A &lt;b&gt;"


def test_a_figure_opens_its_picture_and_has_a_caption() -> None:
    figure = element("figure", "A ", element("strong", "b"), classes="f", url="a.png", alt="A b", zoom="yes")
    (tag,) = tree_of(html_of((figure,), pictures=PICTURES))
    assert (tag.tag, tag.get("class")) == ("figure", "f")
    link, caption = tag
    assert (link.tag, link.get("class"), link.get("href")) == ("a", "academic-zoom", "../_images/a b.png")
    assert link[0].tag == "img"
    assert caption.tag == "figcaption"
    assert "".join(caption.itertext()) == "A b"


def test_a_figure_without_a_caption_or_a_larger_picture_has_neither() -> None:
    (tag,) = tree_of(html_of((element("figure", url="a.png", alt="A"),), pictures=PICTURES))
    assert [child.tag for child in tag] == ["img"]


def test_a_figure_whose_picture_is_missing_is_left_out() -> None:
    assert html_of((element("figure", "caption", url="none.png"),)) == ""


def test_a_book_has_pictures_without_links_and_icons() -> None:
    figure = element("figure", url="a.png", alt="A", zoom="yes")
    text = html_of((figure, element("icon", name="github")), pictures=PICTURES, embedded=True)
    (tag,) = tree_of(text)
    assert [child.tag for child in tag] == ["img"]
    assert "loading" not in tag[0].attrib
    assert "svg" not in text


def test_a_disclosure_works_without_script() -> None:
    (details,) = tree_of(
        html_of((element("disclosure", element("paragraph", "x"), classes="c", summary="A & b"),))
    )
    assert (details.tag, details.get("class")) == ("details", "academic-disclosure c")
    summary, paragraph = details
    assert (summary.tag, summary.text) == ("summary", "A & b")
    assert paragraph.text == "x"


def test_a_disclosure_may_have_another_name_when_it_is_open() -> None:
    (details,) = tree_of(html_of((element("disclosure", summary="More", opened="Less"),)))
    assert [(span.get("class"), span.text) for span in details[0]] == [
        ("academic-when-closed", "More"),
        ("academic-when-open", "Less"),
    ]


def test_an_icon_is_drawn_and_hidden_from_screen_readers() -> None:
    (svg,) = tree_of(html_of((element("icon", name="github"),)))
    found = icon("github")
    assert found is not None
    assert (svg.tag, svg.get("aria-hidden"), svg.get("viewBox")) == ("svg", "true", found.view_box)
    assert svg[0].get("d") == found.path
    assert html_of((element("icon", name="nobody"),)) == ""


def test_a_page_that_shares_icons_has_each_drawing_once() -> None:
    several = tuple(element("icon", name=name) for name in ("e-mail", "GitHub", "nobody", "envelope"))
    text = html_of(several, shares_icons=True)
    referred = [use.get("href") for use in tree_of(text).iter("use")]
    assert referred == ["#academic-icon-envelope", "#academic-icon-github", "#academic-icon-envelope"]
    assert all(svg.get("aria-hidden") == "true" for svg in tree_of(text))
    (sheet,) = tree_of(symbols(text, html_of((element("icon", name="rss"),), shares_icons=True)))
    assert [symbol.get("id") for symbol in sheet] == [
        "academic-icon-envelope", "academic-icon-github", "academic-icon-rss",
    ]  # fmt: skip
    drawn = icon("github")
    assert drawn is not None
    assert (sheet[1].get("viewBox"), sheet[1][0].get("d")) == (drawn.view_box, drawn.path)
    assert symbols("no icon", '<use href="#academic-icon-nobody"/>') == ""


def test_a_mark_is_raised_and_says_what_it_means() -> None:
    (sup,) = tree_of(html_of((element("mark", "*", title='"equal"'),)))
    assert (sup.tag, sup.get("class")) == ("sup", "academic-mark")
    assert (sup[0].tag, sup[0].get("title"), sup[0].text) == ("abbr", '"equal"', "*")
    assert html_of((element("mark", "1"),)) == '<sup class="academic-mark">1</sup>'


# Anything

_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"])  # what no data file may hold, none holds
_PIECES = st.one_of(
    st.text(_CHARACTERS, max_size=6),
    st.sampled_from(
        [
            *["<script>alert(1)</script>", "<SCRIPT SRC=x>", "</script>", "<img src=a.png onerror=alert(1)>"],
            *[
                "<a href='javascript:x' onclick='y'>",
                "</a>",
                '"><img onerror=x>',
                "<svg/onload=x>",
                "<b onmouseover=x>",
            ],
            *[
                "[t](javascript:x)",
                "[t](&#106;avascript:x)",
                "[t](https://a.example/?a&b\"'<>)",
                '![alt"](a.png)',
            ],
            *[
                "**",
                "*",
                "_",
                "`",
                "<b>",
                "</b>",
                "<i>",
                "</i>",
                "<p>",
                "</p>",
                "&",
                "&lt;",
                "&#60;",
                "&#34;",
                "]]>",
            ],
            *[
                "\n",
                "\n\n",
                "- ",
                "> ",
                "```",
                "    ",
                "<div onclick=x>",
                "</div>",
                "<br>",
                "<!--",
                "-->",
                "<![CDATA[",
            ],
        ]
    ),
)
TEXTS = st.lists(_PIECES, max_size=10).map("".join)


TAGS = frozenset(
    [
        "a",
        "abbr",
        "blockquote",
        "body",
        "br",
        "code",
        "del",
        "details",
        "div",
        "em",
        "figcaption",
        "figure",
        "article",
        "hr",
        "img",
        "li",
        "ol",
        "p",
        "path",
        "pre",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "svg",
        "time",
        "ul",
    ]
)


def assert_harmless(fragments: Fragments) -> None:
    for embedded in (False, True):
        text = html_of(fragments, pictures=PICTURES, embedded=embedded, show_addresses=embedded)
        assert "<script" not in text.lower()
        for tag in tree_of(text).iter():
            assert tag.tag in TAGS
            assert not any(name.lower().startswith("on") for name in tag.attrib)
            assert is_safe(tag.get("href", "")) and is_safe(tag.get("src", ""))


@given(TEXTS)
def test_the_html_of_any_text_is_well_formed_and_without_script(text: str) -> None:
    markup = Markup({"t": "javascript:x"})
    assert_harmless(markup.inline(text))
    assert_harmless(markup.blocks(text))


@given(TEXTS)
def test_the_html_of_any_attribute_is_well_formed_and_without_script(text: str) -> None:
    assert_harmless(
        (
            element("entry", text, id=text),
            element("link", text, url=text),
            element("link", text, url=f"https://a.example/{text}"),
            element("image", url=text, alt=text),
            element("figure", text, url="a.png", alt=text, zoom="yes"),
            element("disclosure", text, summary=text, opened=text),
            element("mark", text, title=text),
            element("icon", name=text),
            element("literal_block", text, language=text),
        )
    )


# Fragments


def test_pieces_are_joined_where_they_hold_something() -> None:
    assert joined([("a",), (), ("b", element("break")), ()], ", ") == ("a", ", ", "b", element("break"))
    assert joined([(), ()], ", ") == ()
    assert joined([], ", ") == ()


def test_texts_and_elements_come_in_reading_order() -> None:
    fragments = ("a", element("strong", "b", element("emphasis", "c"), "d"), "e")
    assert list(texts(fragments)) == ["a", "b", "c", "d", "e"]
    assert plain(fragments) == "abcde"
    assert [each.kind for each in elements(fragments)] == ["strong", "emphasis"]
