"""The directive ``references``: the publications that a page, or the whole project, refers to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from sphinx_academic.content.fragments import Fragments
from sphinx_academic.data.collection import Collection
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, Section
from sphinx_academic.sections.citing import REFERENCE
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.publications import Publications
from sphinx_academic.settings import choice

_PUBLICATIONS = Publications()


class References(Section):
    """Publications that are known when all pages are read; until then one group without any."""

    name = "references"
    list_of = "publications"
    anchors = REFERENCE
    needs_data = False
    needs_cited_records = True
    options: ClassVar = {
        "scope": read.Option(
            choice("page", "project"),
            "`page` lists what this page refers to (the default), `project` what all pages do.",
        ),
        "sort": read.Option(
            choice("cited", "author", "date"),
            "`cited` is the order in which they are referred to (the default), `author` that of the family names, `date` "
            "newest first.",
        ),
        "layout": read.Option(
            choice("compact", "list"),
            "`compact` with one paragraph for each (the default), `list` line by line.",
        ),
        **{
            name: Publications.options[name]
            for name in ("numbered", "max-authors", "style", "links", "bibtex")
        },
    }

    def choose(self, collection: Collection, options: Mapping[str, Any]) -> tuple[Chosen, ...]:
        return (Chosen((), ()),)

    def shows_pictures(self, options: Mapping[str, Any]) -> bool:
        return False

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Mapping[str, Any], description: Description
    ) -> Fragments:
        layout = options.get("layout", "compact")
        return _PUBLICATIONS.describe(chosen, index, {**options, "layout": layout}, description)
