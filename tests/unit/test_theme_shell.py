"""A theme's template is rendered once for pages that are alike, and for each page where it does more than write values."""

from __future__ import annotations

from typing import Any

import jinja2
import markupsafe
import pytest

from sphinx_academic.outputs.landing_pages import SharedTemplates

PLAIN = (
    "<title>{{ title|striptags|e }} · Site</title>{{ metatags }}"
    '{% if pageurl %}<link rel="canonical" href="{{ pageurl|e }}">{% endif %}'
    "{% for link in rellinks %}<a href='{{ pathto(link[0]) }}' title='{{ link[1]|striptags|e }}'></a>{% endfor %}"
    "{% if prev %}<a href='{{ prev.link|e }}'>{{ prev.title }}</a>{% endif %}"
    "{% if next %}<a href='{{ next.link|e }}'>{{ next.title }}</a>{% endif %}"
    "<main>{{ body }}</main>{{ menu }}{{ pagename }}"
)
TITLES = ["A \"quoted\" & <b>odd</b> 'one'", "academicslot", "{{ title }} \\1 %s", "🫖 漢字"]


class Templates:
    """Sphinx's loader of templates, with one template; counts how often it is asked."""

    def __init__(self, source: str) -> None:
        self._template = jinja2.Environment(autoescape=False).from_string(source)
        self.asked = 0

    def render(self, name: str, context: dict[str, Any]) -> str:
        self.asked += 1
        return self._template.render(context)


def relative(here: str, there: str) -> str:
    return there.rpartition("/")[2] + ".html"


def context(number: int, **changed: Any) -> dict[str, Any]:
    title = str(markupsafe.escape(TITLES[number % len(TITLES)]))
    before = {
        "link": f"k{number - 1}.html",
        "title": str(markupsafe.escape(TITLES[(number - 1) % len(TITLES)])),
    }
    return {
        "pagename": f"papers/k{number}",
        "current_page_name": f"papers/k{number}",
        "title": title,
        "body": f"<h1>{title}</h1>{'<p>x</p>' * number}",
        "metatags": f'<meta content="{number}">',
        "pageurl": f"https://a.example/papers/k{number}.html",
        "prev": before,
        "next": None,
        "rellinks": [
            ("genindex", "Index", "I", "index"),
            (f"papers/k{number - 1}", before["title"], "P", "previous"),
        ],
        "meta": {"og:image": f"{number}.png"},
        "pathto": lambda name: relative("", name),
        "menu": "<nav>…</nav>",
        "academic_page": {"prev": f"papers/k{number - 1}", "next": ""},
        **changed,
    }


def render(source: str, contexts: list[dict[str, Any]]) -> tuple[list[str], list[str], int]:
    """The pages as they come from the shell, as they would come without it, and how often the template was rendered."""
    templates = Templates(source)
    shared = SharedTemplates(templates, "page.html", relative)
    pages = [shared.render("page.html", each) for each in contexts]
    alone = Templates(source)
    return pages, [alone.render("page.html", each) for each in contexts], templates.asked


def test_pages_from_a_shell_are_those_that_the_template_gives() -> None:
    pages, wanted, asked = render(PLAIN, [context(number) for number in range(1, 9)])
    assert pages == wanted
    assert asked == 2


def test_each_shape_has_a_shell_of_its_own() -> None:
    nobody = {"prev": "", "next": ""}
    first = context(1, prev=None, rellinks=[("genindex", "Index", "I", "index")], academic_paper=nobody)
    other = context(3, menu="<nav>another</nav>")
    local = context(4, pageurl=None)
    pages, wanted, asked = render(PLAIN, [first, context(2), other, local, context(5), other])
    assert pages == wanted
    assert asked == 2 * 4


@pytest.mark.parametrize(
    "more",
    [
        "{{ title|upper }}",
        "{{ title|truncate(5) }}",
        "{{ title|tojson }}",
        "{{ body|length }}",
        "{% if '<h1>' in body %}x{% endif %}",
        "{{ pageurl|replace('/', '') }}",
    ],
)
def test_a_template_that_does_more_with_a_value_is_asked_for_each_page(more: str) -> None:
    pages, wanted, asked = render(PLAIN + more, [context(number) for number in range(1, 9)])
    assert pages == wanted
    assert asked > 8


def test_what_only_other_extensions_read_makes_no_shape() -> None:
    pages, wanted, asked = render(
        PLAIN, [context(1), context(2, meta={"og:image": "", "og:type": "article"})]
    )
    assert (pages, asked) == (wanted, 2)
    assert render(PLAIN, [context(1), context(2, meta={"wide": "1"})])[2] == 4


def test_pages_that_are_all_different_end_the_search_for_shells() -> None:
    pages, wanted, asked = render(PLAIN, [context(number, menu=str(number)) for number in range(1, 40)])
    assert pages == wanted
    assert asked < 2 * 40


def test_other_templates_and_attributes_are_left_to_the_loader() -> None:
    templates = Templates("{{ a }}")
    shared = SharedTemplates(templates, "page.html", relative)
    assert shared.render("sidebar.html", {"a": 1}) == "1"
    assert shared.asked == 1
