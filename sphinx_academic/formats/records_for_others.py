"""``publications.json`` and ``people.json``, in which a site publishes its records for other sites: items of CSL-JSON, and people in a
form of our own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from sphinx_academic.content.markup import Markup
from sphinx_academic.data.form_of_records import FORM, VERSION
from sphinx_academic.data.records import Publication
from sphinx_academic.formats.csl_json import item
from sphinx_academic.formats.reference import each_once

Document = dict[str, Any]


class PublishedWork(NamedTuple):
    """A publication as pages show it, with the parser of its texts, the address of its page or its entry, and its links from
    anywhere: (name, address)."""

    record: Publication
    markup: Markup
    page: str = ""
    links: tuple[tuple[str, str], ...] = ()


def publications_document(works: Iterable[PublishedWork]) -> str:
    """A file of CSL-JSON; what CSL has no variable for stands under ``custom``."""
    shown = [*works]
    items = [_item(work) for work in shown]
    for made, key in zip(items, each_once(made["id"] for made in items), strict=True):
        made["id"] = key
    return _written(items)


def _item(work: PublishedWork) -> Document:
    made = item(work.record, markup=work.markup)
    custom = {
        **made.get("custom", {}),
        "award": work.record.award,
        "links": [{"name": name, "url": url} for name, url in work.links],
    }
    ours = {"version": VERSION, "page": work.page}
    made["custom"] = {**_said(custom), FORM: _said(ours)}
    return made


def people_document(people: Iterable[Document], site: str, address: str) -> str:
    """The people whom the pages of a site show; each has the fields of :data:`~sphinx_academic.data.form_of_records.SCHEMA_OF_PEOPLE`."""
    about = {"version": VERSION, "site": site, "address": address}
    return _written({FORM: _said(about), "people": [_said(person) for person in people]})


def _said(values: Document) -> Document:
    return {name: value for name, value in values.items() if value}


def _written(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
