"""The directive ``references``: the publications that a page, or the whole project, refers to."""

from __future__ import annotations

from typing import ClassVar

from sphinx_academic.content.fragments import Fragments
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Publication
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, Section
from sphinx_academic.sections.citing import REFERENCE
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.options import Options
from sphinx_academic.sections.publications import Publications

_PUBLICATIONS = Publications()


class References(Section[Publication]):
    """Publications that are known when all pages are read; until then one group without any."""

    name = "references"
    list_of = "publications"
    anchors = REFERENCE
    needs_data = False
    needs_cited_records = True
    options: ClassVar = {
        "scope": read.Option(
            read.one_of("page", "project"), "What this page refers to, or what all pages do.", "page"
        ),
        "sort": read.Option(
            read.one_of("cited", "author", "date"),
            "The order in which they are referred to, by family name of the first author, or newest first.",
            "cited",
        ),
        "layout": read.Option(
            read.one_of("compact", "list"), "One paragraph for each, or line by line.", "compact"
        ),
        **{
            name: Publications.options[name]
            for name in ("numbered", "max-authors", "style", "links", "bibtex")
        },
    }

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        return (Chosen((), ()),)

    def shows_pictures(self, options: Options) -> bool:
        return False

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        layout = options.get("layout", "compact")
        return _PUBLICATIONS.describe(chosen, index, {**options, "layout": layout}, description)
