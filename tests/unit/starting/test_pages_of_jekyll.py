"""Pages of Jekyll, construct by construct: what stands in MyST afterwards, and what is told of the rest."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sphinx_academic.starting.pages import CarriedPage, Surroundings, carried_page, in_data, written
from sphinx_academic.starting.source_files import NotCarriedError

FILES = {"images/kettle.png", "files/cv.pdf"}
DIRECTIVES: Mapping[str, str] = {"news": "newsfeed", "pubs": "publications", "talks": "talks"}


def carried(address: str) -> str:
    path = address.lstrip("/")
    if path not in FILES:
        raise NotCarriedError(f"there is no file '{address}'.")
    return path


def read(text: str) -> CarriedPage:
    pages = {"/papers/": "papers.md"}
    around = Surroundings(
        "index.md", 11, carried, lambda url: pages.get(url, ""), {"site.title": "Fog & Co."}, DIRECTIVES
    )
    return carried_page(text, around)


def myst(text: str) -> str:
    return written(read(text).blocks)


def told(text: str) -> list[str]:
    return [f"{each.line}: {each.message}" for each in read(text).problems]


@pytest.mark.parametrize(
    ("jekyll", "expected"),
    [
        ("{% for item in page.news.shown %}\n- {{ item.note }}\n{% endfor %}", "```{newsfeed}\n```"),
        ("{% for p in site.data.pubs %}{% if p.x %}{% for a in p.b %}{% endfor %}{% endif %}{% endfor %}", "```{publications}\n```"),
        ("{% assign all = page.talks | sort: 'date' %}{% for t in all reversed %}{{ t }}{% endfor %}", "```{talks}\n```"),
        ("<ul>\n{% for n in page.news %}\n<li>{{ n }}</li>\n{% endfor %}\n<span>...</span>\n</ul>\n<button>More</button>", "```{newsfeed}\n```"),
        ("<table>\n{% for n in page.news %}<tr><td>{{ n }}</td></tr>{% endfor %}\n</table>", "```{newsfeed}\n```"),
        ("{% for n in page.news %}{% for a in n %}a{% endfor %}b{% endfor %}\n\nc", "```{newsfeed}\n```\n\nc"),
        ("{% if page.news %}Seen{% endif %}", "Seen"),
        ("Welcome to {{ site.title }}, `{{ site.title }}` in Liquid.", "Welcome to Fog & Co., `{{ site.title }}` in Liquid."),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("{% highlight python %}\nx = '{{ x }}'\n{% endhighlight %}", "```python\nx = '{{ x }}'\n```"),
        ("```\n{% include x %}\n```", "```\n{% include x %}\n```"),
        ("[papers]({{ site.baseurl }}/papers/)", "[papers](papers.md)"),
        ("[CV]({{ '/files/cv.pdf' | relative_url }}){:target=\"_blank\"}", "[CV](files/cv.pdf)"),
        ("{% comment %}\nlater\n{% endcomment %}", "% later"),
        ("<!-- one\ntwo -->", "% one\n% two"),
        ("Before <!-- aside --> behind", "% aside\n\nBefore  behind"),
    ],
)  # fmt: skip
def test_liquid(jekyll: str, expected: str) -> None:
    assert myst(jekyll) == f"{expected}\n"
    assert told(jekyll) == []


@pytest.mark.parametrize(
    ("jekyll", "expected"),
    [
        (
            '{% include image.html url="images/kettle.png" caption="A kettle" width="190px" align="right" %}',
            "```{figure} images/kettle.png\n:width: 190px\n:align: right\n:alt: A kettle\n\nA kettle\n```",
        ),
        (
            '<img src="/images/kettle.png" alt="Red" width="80">',
            "```{image} images/kettle.png\n:width: 80px\n:alt: Red\n```",
        ),
        (
            "![](images/kettle.png){: width=50% }",
            "```{image} images/kettle.png\n:width: 50%\n:alt: kettle\n```",
        ),
        (
            '<div style="float: right"><img src="images/kettle.png" style="width: 3em"/></div>',
            "```{image} images/kettle.png\n:width: 3em\n:alt: kettle\n```",
        ),
        ("Hot ![steam](images/kettle.png) here", "Hot ![steam](images/kettle.png) here"),
        (
            "[![Fog](https://img.shields.io/fog.svg)](https://fog.example.org) is here",
            "[Fog](https://fog.example.org) is here",
        ),
        (
            "[![GitHub stars](https://img.shields.io/x)](https://github.com/x)",
            "[GitHub](https://github.com/x)",
        ),
    ],
)
def test_pictures(jekyll: str, expected: str) -> None:
    assert myst(jekyll) == f"{expected}\n"


@pytest.mark.parametrize(
    ("jekyll", "expected"),
    [
        ("Fog{:.no_toc} and $\\frac{a}{b}$", "Fog and $\\frac{a}{b}$"),
        ("{: .notice}\nFog", "Fog"),
        ("Fog\n{: .notice #n}", "Fog"),
        ("* list\n{:toc}\n\nFog", "Fog"),
        ("## Fog ##", "# Fog"),
        ("## In C#", "# In C#"),
        ("Fog\n---", "# Fog"),
        ("# Fog {#thick}\n\nSee [it](#thick).", "(thick)=\n\n# Fog\n\nSee [it](#thick)."),
        ("# Thick Fog\n\nSee [it](#thick-fog).", "(thick-fog)=\n\n# Thick Fog\n\nSee [it](#thick-fog)."),
        ("$$x^2$$ in a line", "{math}`x^2` in a line"),
        ("$$\nx^2\n$$", "```{math}\nx^2\n```"),
        ("% percent", "\\% percent"),
        ("one  \ntwo", "one\\\ntwo"),
        ("# A\n\n### B\n\n# C", "# A\n\n## B\n\n# C"),
    ],
)
def test_kramdown(jekyll: str, expected: str) -> None:
    assert myst(jekyll) == f"{expected}\n"


@pytest.mark.parametrize(
    ("jekyll", "expected"),
    [
        ("I <b>like</b> <i> fog </i>, H<sub>2</sub>O<br/>and <a href='https://x.org'>x</a>.",
         "I **like**  *fog* , H{sub}`2`O\\\nand [x](https://x.org)."),
        ("<h2>Fog</h2>\n<p>One</p><p>Two</p>", "# Fog\n\nOne\n\nTwo"),
        ("<ul>\n<li>one\n<ul><li>inner</li></ul></li>\n<li>two</ul>", "- one\n  - inner\n- two"),
        ("<ol><li>one</li><li>two</li></ol>", "1. one\n1. two"),
        ("<details><summary>More</summary>Fog</details>", "**More**\n\nFog"),
        ("<center><font color='red'>Fog</font></center>", "Fog"),
        ("<table><tr><td>1</td></tr></table>", "<table><tr><td>1</td></tr></table>"),
        ("<https://fog.example.org> and 1 < 2 > 0", "<https://fog.example.org> and 1 < 2 > 0"),
    ],
)  # fmt: skip
def test_html(jekyll: str, expected: str) -> None:
    assert myst(jekyll) == f"{expected}\n"


@pytest.mark.parametrize(
    ("jekyll", "expected"),
    [
        ("x\n\n{% include map.html %}", "13: '{% include map.html %}' is left out: what the template does is not known here."),
        ("{% for p in site.posts %}{% endfor %}", "11: the loop over 'site.posts' is left out: no list of records is called so."),
        ("{% gist 42 %}", "11: the tag '{% gist %}' of Liquid has no meaning here; it is left out."),
        ("{{ page.age }}", "11: '{{ page.age }}' is left out: Liquid is not evaluated here."),
        ("{% if a %}A{% else %}B{% endif %}", "11: what stands behind 'else' is left out: only the first case is carried over."),
        ("A\n{% for x in page.news %}\nB", "12: '{% for %}' is never closed; all below it is left out."),
        ("[x](gone.pdf)", "11: a link is text now: there is no file 'gone.pdf'."),
        ("![x](gone.png)", "11: a picture is left out: there is no file 'gone.png'."),
        ("[x](#gone)", "11: a link is text now: nothing on the page is called '#gone'."),
        ("x\n<script>{% if %}</script>", "12: <script> is left out: pages hold text, and no script."),
        ("<iframe src='https://m.org/x'></iframe>", "11: what <iframe> shows is a link now: a page asks no other host for anything."),
        ("[a]: https://a.org\n[A]: https://b.org", "12: '[A]' has another address on line 11, which is taken."),
    ],
)  # fmt: skip
def test_what_is_not_carried_is_told_at_its_line(jekyll: str, expected: str) -> None:
    assert told(jekyll) == [expected]


def test_formulas_and_raised_signs_are_written_in_data_as_its_texts_have_them() -> None:
    assert in_data("H{sub}`2`O and {math}`x^2`, 1{sup}`st`") == "H<sub>2</sub>O and $x^2$, 1<sup>st</sup>"


@pytest.mark.parametrize(
    "text",
    ["{% " * 20_000, "{{" * 50_000, "`" * 100_000, "[" * 50_000, "<b>" * 20_000, "<!-- " * 20_000, "$$" * 30_000, "![](" * 20_000,
     "<li>" * 5_000, "{% if x %}" * 20_000],
)  # fmt: skip
def test_odd_pages_are_read_in_a_moment(text: str) -> None:
    assert len(written(read(text).blocks)) <= 4 * len(text) + 100
