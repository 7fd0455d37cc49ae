"""What machines are told of the records of a career, where these stand: absolute addresses, plain words, and whose site it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sphinx_academic.content.fragments import in_a_row
from sphinx_academic.data.records import Person
from sphinx_academic.formats import career_metadata as career
from sphinx_academic.formats import scholarly_metadata as metadata
from sphinx_academic.pages.fill import translation
from sphinx_academic.pages.page_addresses import RecordPage
from sphinx_academic.pages.site import address_of, base_of
from sphinx_academic.pages.write import AbsolutePage
from sphinx_academic.sections.base import markup_for
from sphinx_academic.settings import site_title

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_academic.data.collection import Collection
    from sphinx_academic.data.records import Project


def around(
    builder: StandaloneHTMLBuilder, docname: str, collection: Collection, sources: Sequence[str]
) -> career.Around:
    """What the records of a page have in common."""
    page = AbsolutePage(builder, docname, sources)
    markup, translate = markup_for(collection), translation(builder.env, docname)

    def plain(text: str) -> str:
        return in_a_row(markup.inline(translate(text))) if text else ""

    def address(url: str) -> str:
        found = page.link(url) if url else None
        return found.href if found is not None and "://" in found.href else ""

    def whole_of(project: Project) -> str:
        whole = collection.belonging.whole_of(project)
        return whole.title if whole is not None else ""

    # Only of data that the page depends on: it is written again when these change.
    owner = next((each for each in collection.profile if each.name), None)
    if owner is None:
        return career.Around(plain, address, {}, site_title(builder.config), whole_of)
    orcid = next(iter(owner.orcids), "")
    person = metadata.named("Person", owner.name, **{"@id": f"https://orcid.org/{orcid}" if orcid else ""})
    return career.Around(plain, address, person, plain(owner.affiliation), whole_of)


def page_document(
    builder: StandaloneHTMLBuilder, page: RecordPage, summary: str, picture: str
) -> metadata.Document:
    """What the page of a person or a project is about; nothing where the site has no address."""
    if not base_of(builder):
        return {}
    address = address_of(builder, page.docname)
    facts = around(builder, page.docname, page.collection, page.sources)
    if page.kind.kind == "person":
        # By an ORCID whatever else is said of the person is known to be of the same.
        orcid = page.record.orcid if isinstance(page.record, Person) else ""
        known_by = f"https://orcid.org/{orcid}" if orcid else f"{address}#person"
        person = career.career_document(page.record, facts, known_by)
        person = metadata.said(**{**person, "image": picture, "description": summary})
        return metadata.by_itself({"@type": "ProfilePage", "url": address, "mainEntity": person})
    document = career.career_document(page.record, facts, address)
    return (
        metadata.by_itself(metadata.said(**{**document, "url": address, "image": picture}))
        if document
        else {}
    )
