"""A page loads what it needs: fonts of its first screen, and sheets for what is on it."""

from __future__ import annotations

import pytest

from sphinx_academic.theme.sheets import fonts_above_the_fold, has_elements

PLAIN = [
    "fonts/eb-garamond-latin-400.woff2",
    "fonts/eb-garamond-latin-600.woff2",
    "fonts/eb-garamond-latin-400-italic.woff2",
]


@pytest.mark.parametrize(
    ("body", "further"),
    [
        ("<p>Ada <em>slanted</em> and <strong>bold</strong></p>", []),
        ("<p>Šárka</p>", ["latin-ext-400"]),
        ("<dt>DA 210 <em>Hearing</em></dt>", ["latin-600-italic"]),
        ("<h2>On <code>a</code> <i>b</i></h2>", ["latin-600-italic"]),
        ("<h2>On</h2><p><em>b</em></p>", []),
    ],
)
def test_fonts_are_asked_for_early_where_the_page_shows_them(body: str, further: list[str]) -> None:
    assert list(fonts_above_the_fold("garamond", body)) == [
        *PLAIN,
        *(f"fonts/eb-garamond-{name}.woff2" for name in further),
    ]


def test_the_serif_of_the_system_is_not_asked_for() -> None:
    assert fonts_above_the_fold("system", "<p>Šárka</p>") == ()


@pytest.mark.parametrize(
    "body",
    [
        "<table class='docutils'></table>",
        '<div class="admonition note">',
        '<a class="footnote-reference brackets">',
        '<figure class="align-default" id="id1">',
        '<ol class="loweralpha simple">',
        '<div class="line-block">',
        '<span class="math notranslate">',
        '<div class="toctree-wrapper compound">\n<ul>',
    ],
)
def test_what_is_more_than_running_text_has_its_sheet(body: str) -> None:
    assert has_elements(body, "page.html")


def test_a_homepage_does_without() -> None:
    body = '<section id="ada"><h1>Ada</h1><p>Text</p><ul class="simple"><li><p>a</p></li></ul>'
    body += '<div class="academic academic-publications tex2jax_ignore mathjax_ignore"><article class="academic-entry">'
    body += '<div class="academic academic-download"></div><div class="toctree-wrapper compound">\n</div>'
    assert not has_elements(body, "page.html")
    assert has_elements(body, "search.html")
