"""What is said of one publication: as an entry of a list, as an item of a feed, and on a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sphinx_academic.content.fragments import Element, Fragment, Fragments, elements, joined, plain
from sphinx_academic.content.typography import educate
from sphinx_academic.data.records import Publication
from sphinx_academic.data.records.publication import Version
from sphinx_academic.data.values.addresses import Link, arxiv_url, doi_url, network_of
from sphinx_academic.data.values.identifiers import address_of, icon_of_scheme, is_same, name_of_scheme
from sphinx_academic.data.values.names import Author
from sphinx_academic.formats.bibtex import bibtex_writing as bibtex
from sphinx_academic.formats.reference import reference
from sphinx_academic.formats.scholarly_metadata import ScholarlyWork, scholarly_work
from sphinx_academic.formats.table import format_named
from sphinx_academic.sections import description as shared
from sphinx_academic.sections.description import Description, Signs, _, line
from sphinx_academic.sections.offers import Syndicated


class Style(NamedTuple):
    """How the entries of one list look; ``most_authors`` 0 is all of them."""

    signs: Signs
    description: Description
    pictures: bool
    most_authors: int
    icons: bool = False
    bibtex: bool = False


def full_entry(publication: Publication, style: Style, number: int) -> Element:
    """An entry of the gallery or the list, line by line; ``number`` 0 is none."""
    description = style.description
    title = title_of(publication, description)
    styled = _reference(publication, description)
    all_authors: Fragments = ()
    if styled:
        work = line((*_number(number), *styled), "academic-reference")
    else:
        shown, all_authors = shared.shortened(
            publication.authors, style.most_authors, style.signs, description
        )
        strong = Element("strong", _linked(title, publication, description))
        work = (
            *line((*_number(number), strong), "academic-title"),
            *line(shown, "academic-authors"),
            *line(venue_line(publication, description), "academic-venue"),
        )
    lines = (
        *work,
        *line(description.field(publication, "award"), "academic-award"),
        *line(links_line(publication, description, icons=style.icons), "academic-links"),
    )
    body: list[Fragment] = [Element("lines", lines), *all_authors]
    if publication.abstract:
        abstract = description.blocks(publication.abstract, publication, "abstract")
        said = {"summary": _("Abstract"), "label": "yes"}
        body.append(Element("disclosure", abstract, "academic-abstract", said))
    if publication.additional:
        said = {"summary": _("Additional information"), "label": "yes"}
        body.append(Element("disclosure", (_additional(publication, description),), "academic-more", said))
    body += _behind(publication, style)
    content: list[Fragment] = []
    if style.pictures and publication.images:
        figures = shared.figures(publication.images, publication, plain(title), description, "entry")
        content.append(Element("division", figures, "academic-figures"))
    content.append(Element("division", tuple(body), "academic-body"))
    return _entry(content, publication, description)


def compact_entry(publication: Publication, style: Style, number: int) -> Element:
    """An entry in one paragraph; ``number`` 0 is none."""
    description = style.description
    styled = _reference(publication, description)
    all_authors: Fragments = ()
    if styled:
        pieces: list[Fragments] = [(*_number(number), *styled)]
    else:
        shown, all_authors = shared.shortened(
            publication.authors, style.most_authors, style.signs, description
        )
        title = _linked(title_of(publication, description), publication, description)
        strong = Element("strong", title, "academic-title")
        pieces = [(*_number(number), strong), shown, venue_line(publication, description)]
    sentence: list[Fragment] = []
    for piece in filter(None, pieces):
        sentence += (*piece, " " if styled or plain(piece).endswith((".", "?", "!")) else ". ")
    sentence += links_line(publication, description, icons=style.icons)
    if isinstance(sentence[-1], str):
        sentence[-1] = sentence[-1].rstrip()
    paragraph = Element("paragraph", tuple(sentence), "academic-line")
    body = Element("division", (paragraph, *all_authors, *_behind(publication, style)), "academic-body")
    return _entry((body,), publication, description)


def _entry(content: Iterable[Fragment], publication: Publication, description: Description) -> Element:
    return Element(
        "entry", tuple(content), "academic-entry", description.id_of("publication", publication.key)
    )


def _behind(publication: Publication, style: Style) -> Fragments:
    """The pages that cite an entry, and its BibTeX, for screens: what copies that and what opens it are there alone."""
    cited = shared.cited_line("publication", publication.key, style.description)
    if not style.bibtex:
        return cited
    entry = bibtex.entry(publication, markup=style.description.markup).rstrip()
    return (*cited, Element("on_screen", (_bibtex(entry, _("BibTeX")),)))


def _bibtex(entry: str, summary: str, *behind: Fragment) -> Element:
    code = Element("literal_block", (entry,), "", {"language": "bibtex"})
    return Element("disclosure", (code, *behind), "academic-bibtex", {"summary": summary})


def is_bibtex(fragment: Fragment) -> bool:
    """Whether a block is the BibTeX entry, which no search is to find."""
    return isinstance(fragment, Element) and fragment.classes == "academic-bibtex"


def _additional(publication: Publication, description: Description) -> Element:
    return _bullets(description.prose(text, publication, "additional") for text in publication.additional)


def _bullets(items: Iterable[Fragments]) -> Element:
    return Element("bullets", tuple(Element("item", item) for item in items))


def _paragraph(content: Fragments, classes: str = "") -> Fragments:
    return (Element("paragraph", content, classes),) if content else ()


def syndicated(publication: Publication, description: Description) -> Syndicated:
    """A publication as an item of a feed: authors, venue, abstract and links."""
    people = shared.authors(publication.authors, Signs((publication.authors,)), description)
    abstract = (
        description.blocks(publication.abstract, publication, "abstract") if publication.abstract else ()
    )
    written = publication.authors.written
    return Syndicated(
        kind="publication",
        key=publication.key,
        title=" ".join(plain(title_of(publication, description)).split()),
        date=publication.when,
        content=(
            *_paragraph(people),
            *_paragraph(venue_line(publication, description)),
            *abstract,
            *_paragraph(shared.links(all_links(publication))),
        ),
        anchor=f"publication-{publication.key}" if publication.key else "",
        authors=(Author(plain(description.prose(written))),) if written else publication.authors.people,
        tags=publication.tags,
        page=description.page_of(publication),
        picture=publication.images[0].url if publication.images else "",
        external=doi_url(publication.doi) or publication.url or arxiv_url(publication.arxiv),
        place=plain(description.prose(publication.venue)),
    )


def _reference(publication: Publication, description: Description) -> Fragments:
    """The work in the citation style of the list; nothing where the list has none."""
    if description.cite is None:
        return ()
    reference = description.cite(publication, lambda title: _linked(title, publication, description))
    return educate(reference, description.quotes, description.action) if description.quotes else reference


def _number(number: int) -> Fragments:
    return (Element("span", (f"{number}.",), "academic-number"), " ") if number else ()


def title_of(publication: Publication, description: Description) -> Fragments:
    """The title, with its markup."""
    return description.field(publication, "title") or (_("Untitled"),)


def _linked(title: Fragments, publication: Publication, description: Description) -> Fragments:
    """The title with a link to the publication's own page, where it has one and no links of its own."""
    page = description.page_of(publication)
    if not page or any(element.kind == "link" for element in elements(title)):
        return title
    return (Element("link", title, "academic-paper-link", {"page": page}),)


def venue_line(publication: Publication, description: Description, *, versions: bool = True) -> Fragments:
    """``Venue 12(3), 45–67, edited by …, Publisher (note) 2024``."""
    venue: Fragments = ()
    if publication.venue:
        # "DCASE Workshop 2023" of 2023 says its year once.
        name = publication.venue
        name = name.removesuffix(f" {publication.shown_year}") if publication.shown_year else name
        venue = (Element("emphasis", description.prose(name, publication, "venue")),)
    issue = publication.volume
    if publication.number:
        issue = f"{issue}({publication.number})" if issue else _("no. %s") % publication.number
    editor = description.field(publication, "editor")
    parts: list[Fragments] = [
        joined((venue, (issue,) if issue else ()), " "),
        (re.sub(r"(?<=\w)\s*-{1,3}\s*(?=\w)", "–", publication.pages),) if publication.pages else (),
        (_("edited by"), " ", *editor) if editor else (),
        description.field(publication, "publisher"),
    ]
    note = description.field(publication, "note")
    place = joined((joined(parts, ", "), ("(", *note, ")") if note else ()), " ")
    # "AAAI 2024", but "12(1), 1–19, 2024": two numbers must not run together.
    several = issue or len([part for part in parts if part]) > 1
    year = shared.dated(publication.shown_year, publication.when)
    first = joined((place, year), ", " if several and not note else " ")
    return joined((first, *(_other_versions(publication, description) if versions else ())), " · ")


def _other_versions(publication: Publication, description: Description) -> Iterator[Fragments]:
    """Where else the work appeared: ``preprint arXiv:2308.05734``."""
    for version in publication.versions[1:]:
        words = plain(description.prose(version.venue))
        if version.year and not words.startswith("arXiv:"):
            words = f"{words.removesuffix(version.year).rstrip()} {version.year}".strip()
        where: Fragments = (words,) if words else ()
        if version.url and words:
            where = (Element("link", where, "", {"url": version.url}),)
        kind = version_names().get(version.kind, "")
        note = ("(", *description.prose(version.note), ")") if version.note else ()
        yield joined(((kind,) if kind else (), where, note), " ")


def version_names() -> dict[str, str]:
    """What one version of a work is called beside another."""
    return {
        "preprint": _("preprint"),
        "article": _("journal article"),
        "conference": _("conference paper"),
        "report": _("report"),
        "thesis": _("thesis"),
        "chapter": _("book chapter"),
    }


_ICONS = {
    "link": "link",
    "code": "code",
    "poster": "file",
    "supplement": "file",
    "paper": "file",
    "project": "globe",
}


def links_line(publication: Publication, description: Description, *, icons: bool) -> Fragments:
    """The links of an entry, and how often the work is cited: ``1,234 citations (May 2026)``."""
    found = list(all_links(publication))
    cited: Fragments = ()
    if publication.citations is not None:
        words = shared.citation_words(publication.citations, description.language)
        cited = (Element("span", (words,), "academic-citations"),)
    return joined((_with_icons(publication, found) if icons else shared.links(found), cited), " ")


def _with_icons(publication: Publication, found: Iterable[Link]) -> Fragments:
    """Each link with its drawing before its name, in place of the brackets."""
    icons = {address_of(field, value): icon_of_scheme(field) for field, value in publication.identifiers()}
    pieces: list[Fragments] = []
    for link in found:
        if not link.url:
            pieces.append(shared.links((link,)))
            continue
        sign = Element("icon", (), "", {"name": icons.get(link.url) or _icon_of(link)})
        content = (sign, Element("span", (link.name,)))
        pieces.append((Element("link", content, "academic-with-icon", {"url": link.url}),))
    return joined(pieces, " ")


def _icon_of(link: Link) -> str:
    name = link.name.lower()
    network = network_of(link.name, link.url) if name not in _ICONS else None
    return network.icon if network is not None else _ICONS.get(name, name)


def all_links(publication: Publication) -> Iterator[Link]:
    """The links that are given, then those that follow from identifiers and lead where none of the others does."""
    urls = [link.url for link in publication.links]
    yield from publication.links
    for field, identifier in publication.identifiers():
        if not any(is_same(field, identifier, url) for url in urls):
            link = _derived(field, identifier)
            urls.append(link.url)
            yield link
    own, given = publication.url, {url.rstrip("/").casefold() for url in urls}
    is_new = own and own.rstrip("/").casefold() not in given
    if is_new and not any(is_same(field, value, own) for field, value in publication.identifiers()):
        yield Link(_("Link"), own)


def _derived(field: str, identifier: str) -> Link:
    """What an identifier is called, and where it leads."""
    url = address_of(field, identifier)
    name = name_of_scheme(field)
    if not url:
        return Link(identifier if field == "arxiv" else f"{name}: {identifier}")
    if field == "huggingface":
        kind = identifier.partition("/")[0]
        name = {"datasets": _("Dataset"), "spaces": _("Demo")}.get(kind, name)
    return Link(name, url)


# Its own page


class PageLink(NamedTuple):
    """A page of the site, and its title in plain text."""

    docname: str
    title: str


class PageText(NamedTuple):
    """All that a publication's page says; addresses, pictures and files are named here as the record names them.

    ``body`` is what stands below the title, ``home`` the page whose list shows the publication, and ``pdfs`` lead to the
    paper itself. ``entry`` is for the file beside the page: BibTeX with the abstract. ``work`` is what machines are told, as
    it was written: with neither typographic quotes nor translations.
    """

    link: PageLink
    home: PageLink | None
    title: Fragments
    body: Fragments
    pdfs: tuple[str, ...]
    entry: str
    title_as_written: str
    work: ScholarlyWork


def page_text(
    publication: Publication, description: Description, docname: str, home: PageLink | None = None
) -> PageText:
    """What the page ``docname`` says of a publication that is shown in a list of the page ``home``."""
    signs = Signs((publication.authors,))
    title = title_of(publication, description)
    shown_title = plain(title)
    blocks: list[Fragment] = [
        *_paragraph(shared.authors(publication.authors, signs, description), "academic-authors"),
        *signs.legend(),
        *_paragraph(venue_line(publication, description, versions=False), "academic-venue"),
        *_paragraph(description.field(publication, "award"), "academic-award"),
        *_paragraph(joined(map(_button, all_links(publication)), " "), "academic-buttons"),
    ]
    if publication.images:
        images = shared.figures(publication.images, publication, shown_title, description, "page", first=True)
        blocks.append(Element("division", images, "academic-paper-figures"))
    if publication.abstract:
        abstract = description.blocks(publication.abstract, publication, "abstract")
        blocks.append(Element("division", (_heading(_("Abstract")), *abstract), "academic-paper-abstract"))
    if publication.additional:
        blocks += (_heading(_("Additional information")), _additional(publication, description))
    if len(publication.versions) > 1:
        blocks += (_heading(_("Versions")), _versions(publication.versions, description))
    about = reference(publication, description.markup)
    file, media_type = f"{docname}.bib", format_named("bib").media_type
    told = {"url": f"/{file}", "download": file.rpartition("/")[2], "type": media_type}
    download = Element("paragraph", (Element("link", (_("Download as a file"),), "", told),))
    entry, whole_entry = bibtex.short_and_whole(publication, about=about)
    blocks.append(_bibtex(entry, _("Cite as BibTeX"), download))
    if cited_in := description.cited_in("publication", publication.key):
        blocks += (_heading(_("Cited in")), _bullets((_page_link(*page),) for page in cited_in))
    tags = joined(((Element("span", (tag,), "academic-tag"),) for tag in publication.tags), " ")
    blocks += _paragraph(tags, "academic-tags")
    if home is not None:
        blocks += _paragraph((_("Listed in"), " ", _page_link(*home)), "academic-paper-home")
    work = scholarly_work(publication, about, description.markup, description.language)
    return PageText(
        link=PageLink(docname, " ".join(shown_title.split())),
        home=home,
        title=title,
        body=tuple(blocks),
        pdfs=tuple(filter(_is_pdf, (publication.url, *(link.url for link in publication.links)))),
        entry=whole_entry,
        title_as_written=work.title or shown_title,
        work=work,
    )


def _is_pdf(url: str) -> bool:
    return re.split(r"[?#]", url, maxsplit=1)[0].lower().endswith(".pdf")


def _heading(words: str) -> Element:
    return Element("heading", (words,))


def _page_link(docname: str, title: str) -> Element:
    return Element("link", (title,), "", {"page": docname})


def _button(link: Link) -> Fragments:
    """A link as a button; one without an address as its name."""
    return (
        (Element("link", (link.name,), "academic-button", {"url": link.url}),) if link.url else (link.name,)
    )


def _versions(versions: Iterable[Version], description: Description) -> Element:
    names, items = version_names(), []
    for version in versions:
        venue = description.prose(version.venue)
        where = (Element("link", venue, "", {"url": version.url}),) if version.url and venue else venue
        kind = names.get(version.kind, "")
        note = ("(", *description.prose(version.note), ")") if version.note else ()
        year = "" if version.year in plain(venue) else version.year
        parts = ((f"{kind}:" if where else kind,) if kind else (), where, note, (year,) if year else ())
        items.append(joined(parts, " "))
    return _bullets(items)
