"""What a section says of data written in a test, and how to look at it."""

from __future__ import annotations

from typing import Any

from inline_data import read_clean
from plain_page import html_of

from sphinx_academic.content.fragments import Element, Fragments, elements, plain
from sphinx_academic.content.html import Picture
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.sections.base import Section
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.publications import Publications


def description(*highlighted: str, links: dict[str, str] | None = None, **more: Any) -> Description:
    claimed: set[str] = set()

    def claim(identifier: str) -> str:
        if identifier in claimed:
            return ""
        claimed.add(identifier)
        return identifier

    return Description(Markup(links or {}), Highlights(highlighted), claim, **more)


def described(section: Section, text: str, how: Description | None = None, **options: Any) -> Fragments:
    """All that a section says of the data, which must be without fault; checked to be well-formed HTML."""
    chosen = section.choose(read_clean(text), options)
    how = how or description()
    fragments: list[Any] = []
    for index in range(len(chosen)):
        fragments.extend(section.describe(chosen, index, options, how))
    html_of(tuple(fragments), pictures={"a.png": Picture("a.png", 3, 2)})
    return tuple(fragments)


def of_class(fragments: Fragments, name: str) -> list[Element]:
    return [each for each in elements(fragments) if name in each.classes.split()]


def lines(fragments: Fragments) -> list[str]:
    return [plain(each.children) for each in elements(fragments) if each.kind == "line"]


def publication(*fields: str, **options: Any) -> Fragments:
    text = "pubs:\n- title: A title\n" + "".join(f"  {field}\n" for field in fields)
    return described(Publications(), text, **options)


def addresses(fragments: Fragments) -> list[tuple[str, str]]:
    return [
        (plain(each.children), each.attributes["url"]) for each in elements(fragments) if each.kind == "link"
    ]
