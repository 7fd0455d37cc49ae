"""What the page of a publication says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain

from sphinx_academic.content.fragments import Element, Fragments, joined, plain
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Publication
from sphinx_academic.data.records.publication import Version
from sphinx_academic.data.values.addresses import Link, name_of
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.formats import bibtex
from sphinx_academic.formats.reference import reference
from sphinx_academic.formats.scholarly_metadata import scholarly_work
from sphinx_academic.formats.table import format_named
from sphinx_academic.sections import description as shared
from sphinx_academic.sections import publication_entry as entry
from sphinx_academic.sections.citation_forms import PANEL, cite_disclosure, cite_panel
from sphinx_academic.sections.claim_marks import claims_list
from sphinx_academic.sections.description import Description, Signs, _, paragraph, within
from sphinx_academic.sections.language_words import shown_date
from sphinx_academic.sections.own_fields import own_on_page
from sphinx_academic.sections.page_text import (
    PageLink,
    PageText,
    PaperFacts,
    actions,
    bullets,
    button,
    headed,
    listed_in,
    tags_line,
)


def page_text(
    work: Publication,
    description: Description,
    docname: str,
    home: PageLink | None = None,
    _collection: Collection | None = None,
) -> PageText:
    """What the page ``docname`` says of a publication that is shown in a list of the page ``home``."""
    signs = Signs((work.authors,))
    title = entry.title_of(work, description)
    shown_title = plain(title)
    images = shared.figures(work.images, work, shown_title, description, "page", first=True)
    abstract = description.blocks(work.abstract, work, "abstract")
    versions = _versions(work.versions, description) if len(work.versions) > 1 else ()
    places = description.cited_in("publication", work.key)
    claims = claims_list(work.claims, partial(description.prose, record=work, field="claims"), description)
    links = list(entry.all_links(work))
    paper = paper_among(links)
    head = (
        *paragraph(
            shared.shortened(work.authors, entry.MOST_AUTHORS, signs, description), "academic-authors"
        ),
        *signs.legend(),
        *paragraph(entry.venue_line(work, description, versions=False), "academic-venue"),
        *paragraph(_whole_date(work.year_to_show, work.when, description), "academic-paper-date"),
        *paragraph(description.field(work, "award"), "academic-award"),
        *paragraph(entry.open_access_line(work.open_access), "academic-open-access"),
        *(own_on_page(work, description) if work.own else ()),
    )
    said = (
        *actions(
            (link for link in links if link is not paper),
            within("span", entry.times_cited_line(work, description), "academic-citations"),
        ),
        *within("division", images, "academic-paper-figures"),
        *within("division", headed(_("Abstract"), abstract), "academic-paper-abstract"),
        *within("division", headed(_("Claims"), claims), "academic-claims"),
        *headed(_("Additional information"), bullets(entry.additional(work, description))),
        *headed(_("Versions"), versions),
    )
    about = reference(work, description.markup)
    bib, whole_entry = bibtex.short_and_whole(work, about=about)
    file, media_type = f"{docname}.bib", format_named("bib").media_type
    told = {"url": f"/{file}", "download": file.rpartition("/")[2], "type": media_type}
    download = paragraph((Element("link", (_("Download as a file"),), "", told),), "academic-cite-file")
    told_machines = scholarly_work(work, about, description.markup, description.language)
    copy = (work.open_access.url,) if work.open_access is not None else ()
    pdfs = tuple(
        url for url in (work.url, *(link.url for link in work.links), *copy) if name_of(url) == "PDF"
    )
    panel = cite_panel(work, description.forms, description, bib, download, id=PANEL)
    body = (
        *said,
        *chain.from_iterable(
            headed(words, bullets((shared.link_to(place),) for place in places if place.relation == relation))
            for relation, words in (*shared.relation_words().items(), ("", _("Cited in")))
        ),
        *tags_line(work.tags),
        *listed_in(home, description.correction_of(work)),
    )
    return PageText(
        link=PageLink(docname, " ".join(shown_title.split())),
        home=home,
        title=title,
        head=head,
        beside=(*(button(paper) if paper else ()), *cite_disclosure(panel)),
        body=body,
        title_as_written=told_machines.title or shown_title,
        summary=told_machines.summary,
        paper=PaperFacts(pdfs, whole_entry, told_machines, tuple(places)),
    )


def paper_among(links: Sequence[Link]) -> Link | None:
    """The link that leads to the work itself: the first to a PDF, else the first that is called so."""
    leading = [link for link in links if link.url]
    pdfs = (link for link in leading if name_of(link.url) == "PDF" and entry.is_paper(link))
    return next(pdfs, None) or next(filter(entry.is_paper, leading), None)


def _versions(versions: Iterable[Version], description: Description) -> Fragments:
    items = []
    for version in versions:
        venue = description.prose(version.venue)
        where = (Element("link", venue, "", {"url": version.url}),) if version.url and venue else venue
        kind, note = entry.kind_and_note(version, description)
        year = "" if version.year in plain(venue) else version.year
        parts = ((f"{kind}:" if where else kind,) if kind else (), where, note, (year,) if year else ())
        items.append(joined(parts, " "))
    return bullets(items)


def _whole_date(shown: PartialDate | None, when: PartialDate | None, description: Description) -> Fragments:
    """The date where it says more than the year."""
    whole = shown_date(when, description.date_words)
    return () if whole == shown_date(shown) else shared.dated(whole, when)
