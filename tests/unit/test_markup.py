"""Markdown and HTML in a string become the same fragments; what is neither is shown as it is written."""

from __future__ import annotations

import pytest
from counting import check_growth
from hypothesis import given
from hypothesis import strategies as st

from sphinx_academic.content.fragments import Element, Fragment, Fragments, elements, plain
from sphinx_academic.content.markup import Markup, Target, may_link, targets
from sphinx_academic.content.typography import educate
from sphinx_academic.data.values.addresses import is_safe

LINKS = {"Prof. Cy Dee": "https://cy.example", "Lab": "/lab", "Evil": "javascript:alert(1)"}


def inline(text: str) -> Fragments:
    return Markup(LINKS).inline(text)


def blocks(text: str) -> Fragments:
    return Markup(LINKS).blocks(text)


def element(kind: str, *children: Fragment, **attributes: str) -> Element:
    return Element(kind, children, "", attributes)


# Inline


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, with 3 < 4 > 2 & more; #1!",
        "a_b and c*d",
        "Müller–Lüdenscheidt 张三 📣",
        "1. not a list",
        "- not a list",
        "# not a heading",
        "http://bare.example",
        "a ~ b",
        "AT&T",
        "<notatag",
        "[nobody]",
        "",
    ],
)
def test_text_without_markup_is_itself(text: str) -> None:
    assert plain(inline(text)) == text
    assert not list(elements(inline(text)))


@pytest.mark.parametrize(
    ("kind", "spellings"),
    [
        ("strong", ["**x**", "__x__", "<b>x</b>", "<strong>x</strong>", "<B class='y'>x</B>"]),
        ("emphasis", ["*x*", "_x_", "<i>x</i>", "<em>x</em>", "<cite>x</cite>"]),
        ("literal", ["`x`", "<code>x</code>", "<tt>x</tt>", "<kbd>x</kbd>"]),
        ("deleted", ["~~x~~", "<s>x</s>", "<del>x</del>"]),
        ("lowered", ["<sub>x</sub>"]),
        ("raised", ["<sup>x</sup>"]),
    ],
)
def test_markdown_and_html_say_the_same(kind: str, spellings: list[str]) -> None:
    for spelling in spellings:
        assert inline(f"a {spelling} b") == ("a ", element(kind, "x"), " b")


@pytest.mark.parametrize("spelling", ["<br>", "<br/>", "<BR />", "  \n", "\\\n"])
def test_a_line_break_is_a_line_break(spelling: str) -> None:
    assert inline(f"a{spelling}b") == ("a", element("break"), "b")


def test_a_line_end_is_a_space() -> None:
    assert inline("a\nb") == ("a b",)


@pytest.mark.parametrize("tag", ["span", "font", "u", "small", "abbr", "mark"])
def test_tags_that_only_dress_leave_their_text(tag: str) -> None:
    assert inline(f"a <{tag} style='color:red' onclick='x()'>b</{tag}> c") == ("a b c",)


def test_paragraphs_of_html_stand_on_lines_of_their_own() -> None:
    found = inline("<p>one</p><p>two</p>")
    assert [each.kind for each in elements(found)] == ["break"]
    assert plain(found).split() == ["one", "two"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("&amp; &lt;b&gt;", "& <b>"),
        ("&#128100; &#x1F464;", "\N{BUST IN SILHOUETTE} \N{BUST IN SILHOUETTE}"),
        ("a&nbsp;b", "a\xa0b"),
        ("&eacute;", "é"),
        ("&nosuchthing;", "&nosuchthing;"),
        ("&amp;lt;", "&lt;"),
        (r"\*not emphasis\*", "*not emphasis*"),
        (r"\<b>", "<b>"),
        ("`&amp; <b>`", "&amp; <b>"),
    ],
)
def test_entities_and_escapes_are_what_they_stand_for(written: str, shown: str) -> None:
    assert plain(inline(written)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<iframe src='https://evil.example'></iframe>",
        "<svg onload=alert(1)>",
        "<style>body{}</style>",
        "<form action=x><input name=y></form>",
        "<object data=x></object>",
        "<unknown-tag a='b'>text</unknown-tag>",
        "<details><summary>s</summary>t</details>",
        "<?php echo 1 ?>",
        "<!DOCTYPE html>",
    ],
)
def test_any_other_tag_is_shown_as_text(text: str) -> None:
    assert inline(f"a {text} b") == (f"a {text} b",)


def test_a_comment_is_not_shown() -> None:
    assert inline("a<!-- secret -->b") == ("ab",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>a", (element("strong", "a"),)),
        ("a</b>", ("a",)),
        ("<b>a<i>b</b>c", (element("strong", "a", element("emphasis", "b")), "c")),
        ("<b>a **b</b> c**", (element("strong", "a ", element("strong", "b")), " c")),
        ("**a <b>b** c", (element("strong", "a ", element("strong", "b")), " c")),
        ("**a", ("**a",)),
        ("[a](b", ("[a](b",)),
        ("<b/>a", ("a",)),
        ("</a></a>x", ("x",)),
    ],
)
def test_tags_that_do_not_match_are_closed_where_the_outer_one_ends(text: str, expected: Fragments) -> None:
    assert inline(text) == expected


# Links


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("[t](https://example.org)", "https://example.org"),
        ('[t](https://example.org "title")', "https://example.org"),
        ("[t](pdf/a.pdf)", "pdf/a.pdf"),
        ("[t](<pdf/a b.pdf>)", "pdf/a%20b.pdf"),
        ("[t](/a#b)", "/a#b"),
        ("<a href='https://example.org'>t</a>", "https://example.org"),
        ('<a target=_blank HREF="https://example.org" rel=x>t</a>', "https://example.org"),
        ("<a href=' /a '>t</a>", "/a"),
        ("[t][Lab]", "/lab"),
        ("[t](https://example.org/?a=1&copy=2&amp;b=3)", "https://example.org/?a=1&copy=2&b=3"),
        ("<a href='https://example.org/?a=1&copy=2&amp;b=3'>t</a>", "https://example.org/?a=1&copy=2&b=3"),
    ],
)
def test_a_link_has_the_address_that_was_written(text: str, url: str) -> None:
    assert inline(text) == (element("link", "t", url=url),)


def test_addresses_in_angle_brackets_are_links() -> None:
    assert inline("<https://a.example>") == (element("link", "https://a.example", url="https://a.example"),)
    assert inline("<ann@a.example>") == (element("link", "ann@a.example", url="mailto:ann@a.example"),)


def test_a_name_in_brackets_is_looked_up_in_the_links_of_the_data() -> None:
    linked = element("link", "Prof. Cy Dee", url="https://cy.example")
    assert inline("by [Prof. Cy Dee].") == ("by ", linked, ".")
    assert inline("[prof. CY  dee]")[0] == element("link", "prof. CY  dee", url="https://cy.example")
    assert inline("[Somebody else]") == ("[Somebody else]",)
    assert blocks("[Lab]") == (element("paragraph", element("link", "Lab", url="/lab")),)


def test_markup_within_a_link_stays() -> None:
    assert inline("[**t** u](x)") == (element("link", element("strong", "t"), " u", url="x"),)


@pytest.mark.parametrize(
    "text",
    ["<a href=x>a<a href=y>b</a></a>", "[a <a href=y>b</a>](x)", "<a href=x>a[b](y)</a>"],
)
def test_no_link_stands_within_another(text: str) -> None:
    for outer in elements(inline(text)):
        if outer.kind == "link":
            assert all(inner.kind != "link" for inner in elements(outer.children))
    assert plain(inline(text)).replace(" ", "") == "ab"


def test_a_link_without_a_text_is_not_there() -> None:
    assert inline("a[](x)b<a href=x></a>c") == ("abc",)


def test_an_anchor_without_an_address_is_its_text() -> None:
    assert inline("<a name='x'>t</a>") == ("t",)
    assert inline("[t]()") == ("t",)


HARMFUL = [
    "[t](javascript:alert(1))",
    "[t](JaVaScRiPt:alert(1))",
    "[t](&#106;avascript:alert(1))",
    "[t](&#x6A;avascript&colon;alert(1))",
    "[t](<javascript:alert(1)>)",
    "[t](vbscript:x)",
    "[t](data:text/html,x)",
    "[t](file:///etc/passwd)",
    "[t][Evil]",
    "<a href='javascript:alert(1)'>t</a>",
    "<a href=JAVASCRIPT:alert(1)>t</a>",
    "<a href='&#106;avascript:alert(1)'>t</a>",
    "<a href='&#106avascript:alert(1)'>t</a>",
    "<a href='javascript&colon;alert(1)'>t</a>",
    "<a href='java\tscript:alert(1)'>t</a>",
    "<a href='java&Tab;script:alert(1)'>t</a>",
    "<a href='java&NewLine;script:alert(1)'>t</a>",
    "<a href='\x01javascript:alert(1)'>t</a>",
    "<a href=' javascript:alert(1)'>t</a>",
    "<a title='x' href='data:text/html,<script>'>t</a>",
]


@pytest.mark.parametrize("text", HARMFUL)
def test_a_harmful_link_keeps_its_text_and_can_be_told(text: str) -> None:
    found = inline(text)
    assert plain(found) == "t"
    assert [each.kind for each in elements(found)] == ["refused"]
    ((kind, url),) = targets(found)
    assert kind == "refused"
    assert not is_safe(url)


def test_a_harmful_address_in_angle_brackets_is_its_text() -> None:
    assert inline("<javascript:alert(1)>") == (
        element("refused", "javascript:alert(1)", url="javascript:alert(1)"),
    )


# Pictures


@pytest.mark.parametrize(
    ("text", "url", "alt"),
    [
        ("![A](a.png)", "a.png", "A"),
        ("<img src='a.png' alt='A' onerror='x()'>", "a.png", "A"),
        ("<IMG SRC=/images/a.png />", "/images/a.png", ""),
    ],
)
def test_pictures_in_a_text_are_pictures(text: str, url: str, alt: str) -> None:
    assert inline(text) == (element("image", url=url, alt=alt),)


@pytest.mark.parametrize("text", ["![A](javascript:x)", "<img src='data:x' alt='A'>", "<img alt=A>"])
def test_a_picture_that_may_not_be_loaded_is_its_description(text: str) -> None:
    assert inline(text) == ("A",)


def test_all_addresses_of_a_text_can_be_listed() -> None:
    found = inline("[a](x) **<a href=y>b</a>** ![c](z.png) [d](javascript:w) e")
    assert targets(found) == [
        Target("link", "x"),
        Target("link", "y"),
        Target("image", "z.png"),
        Target("refused", "javascript:w"),
    ]


@pytest.mark.parametrize("text", ["[a](x)", "<a href=x>a</a>", "<https://a.example>", "![a](x)", "[Lab]"])
def test_what_holds_an_address_may_hold_one(text: str) -> None:
    assert targets(inline(text))
    assert may_link(text)


def test_what_can_hold_no_address_is_seen_at_once() -> None:
    assert not may_link("**bold** &amp; plain")


# Blocks


def test_paragraphs_lists_quotations_and_code_are_blocks() -> None:
    text = "One\nline\n\n- a\n- b\n\n1. c\n\n> d\n\n```python\ne < f\n```\n\n---\n"
    assert blocks(text) == (
        element("paragraph", "One line"),
        element("bullets", element("item", "a"), element("item", "b")),
        element("numbers", element("item", "c")),
        element("quote", element("paragraph", "d")),
        element("literal_block", "e < f", language="python"),
        element("rule"),
    )


def test_a_heading_is_a_paragraph_in_bold() -> None:
    assert blocks("# Head *x*\n\ntext") == (
        element("paragraph", element("strong", "Head ", element("emphasis", "x"))),
        element("paragraph", "text"),
    )


def test_a_list_of_paragraphs_keeps_them() -> None:
    assert blocks("- a\n\n  b\n") == (
        element("bullets", element("item", element("paragraph", "a"), element("paragraph", "b"))),
    )


def test_a_block_of_html_is_a_paragraph_of_inline_html() -> None:
    assert blocks("<div>\n<b>a</b> c\n</div>")[0].children[0] == element("strong", "a")  # type: ignore[union-attr]
    assert plain(blocks("<div>\n<b>a</b>\n<i>b</i> [Lab]\n</div>")) == "a b Lab"
    assert blocks("<div>\n</div>") == ()
    assert plain(blocks("<script>\nalert(1)\n</script>")) == "<script> alert(1) </script>"


def test_definitions_of_links_in_a_text_are_used_there() -> None:
    markup = Markup({})
    assert markup.blocks("[t][x]\n\n[x]: https://a.example\n") == (
        element("paragraph", element("link", "t", url="https://a.example")),
    )
    assert markup.blocks("[t][x]") == (element("paragraph", "[t][x]"),)


def test_a_text_that_begins_with_a_formula_may_end_in_a_digit() -> None:
    found = inline("$x^2$ in 2020")
    assert found == (element("math", "x^2"), " in 2020")
    assert inline("$5 and $x$ of 7")[0] == "$5 and "


# Typography


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ('"Hello" -- it\'s...', "en", "“Hello” – it’s…"),
        ('"Hallo" --- so', "de", "„Hallo“ — so"),
        ('<b>"a"</b> and "**b**"', "en", "“a” and “b”"),
        ('`"code" -- here` and "text"', "en", '"code" -- here and “text”'),
        ("no signs", "en", "no signs"),
        ("Class of '24, the '90s, rock 'n' roll", "en", "Class of ’24, the ’90s, rock ’n’ roll"),
        ("'24 hours' and a 'new' 5'24", "en", "‘24 hours’ and a ‘new’ 5’24"),
    ],
)
def test_quotes_and_dashes_are_set_well(text: str, language: str, shown: str) -> None:
    assert plain(educate(inline(text), language, "qDe")) == shown


def test_typography_changes_no_markup_and_no_address() -> None:
    found = inline('[a "b"](https://a.example/--x) *c*')
    educated = educate(found, "en", "qDe")
    assert targets(educated) == targets(found)
    assert [each.kind for each in elements(educated)] == [each.kind for each in elements(found)]


# Anything

_PIECES = st.one_of(
    st.sampled_from(
        [
            *HARMFUL,
            *[
                "<b>",
                "</b>",
                "<a href='",
                "'>",
                "</a>",
                "**",
                "*",
                "_",
                "__",
                "~~",
                "`",
                "[",
                "](",
                ")",
                "]",
                "![",
            ],
            *[
                "<script>",
                "</script>",
                "<img src=x onerror=y>",
                "<!--",
                "-->",
                "<?",
                "&#106;",
                "&colon;",
                "&lt;",
            ],
            *[
                "\n",
                "\n\n",
                "- ",
                "1. ",
                "> ",
                "    ",
                "```",
                "# ",
                "<div>",
                "<p>",
                "<br>",
                "\\",
                '"',
                "javascript:",
            ],
        ]
    ),
    st.text(max_size=8),
)
TEXTS = st.lists(_PIECES, max_size=12).map("".join)


@given(TEXTS)
def test_no_text_raises_and_no_harmful_link_comes_of_one(text: str) -> None:
    for found in (inline(text), blocks(text)):
        for kind, url in targets(found):
            assert kind == "refused" or is_safe(url)
        assert plain(educate(found, "en", "qDe")) is not None


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1))
def test_letters_are_never_lost(text: str) -> None:
    assert plain(inline(f"**{text}** <b>{text}</b>")).count(text) >= 2


@pytest.mark.parametrize("sign", ["<b>", "**", "[", "> ", "- ", "`", "<a href=", "&"])
def test_deep_nesting_neither_hangs_nor_fails(sign: str) -> None:
    def show(number: int) -> None:
        text = sign * number
        for found in (inline(text), blocks(text)):
            plain(educate(found, "en", "qDe"))
            targets(found)

    check_growth(show, 150)
    show(9_999 // len(sign))


def test_a_text_is_parsed_once() -> None:
    markup = Markup({})
    assert markup.inline("**a**") is markup.inline("**a**")


def test_a_formula_is_kept_and_money_is_not_a_formula() -> None:
    assert Markup({}).inline("On $O(n^2)$ sorting") == ("On ", Element("math", ("O(n^2)",)), " sorting")
    assert Markup({}).inline("$5 and $6") == ("$5 and $6",)
    assert Markup({}).inline(r"\$x\$") == ("$x$",)
    assert plain(Markup({}).blocks("We prove $a < b$.\n\n$$x = y$$")) == "We prove a < b.x = y"
