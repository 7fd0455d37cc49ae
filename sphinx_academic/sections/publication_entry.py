"""What is said of one publication: as an entry of a list, as an item of a feed, and on a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from urllib.parse import unquote

from sphinx_academic.content.fragments import Element, Fragment, Fragments, elements, in_a_row, joined, plain
from sphinx_academic.content.typography import educate
from sphinx_academic.data.naming import anchor
from sphinx_academic.data.records import Publication
from sphinx_academic.data.records.publication import Version
from sphinx_academic.data.values.addresses import Link, arxiv_url, doi_url, name_of, network_of
from sphinx_academic.data.values.dates import PartialDate, with_letter
from sphinx_academic.data.values.identifiers import NAMES_AND_ICONS, address_of, is_same
from sphinx_academic.data.values.names import Author, split_authors
from sphinx_academic.data.values.open_access import OpenAccess
from sphinx_academic.data.values.publication_status import NOTICES
from sphinx_academic.data.venues import venue_named
from sphinx_academic.formats import bibtex
from sphinx_academic.formats.reference import edition_number, genre_of, numbers
from sphinx_academic.sections import description as shared
from sphinx_academic.sections.citation_forms import PANEL, cite_disclosure, cite_panel
from sphinx_academic.sections.claim_marks import claims_list
from sphinx_academic.sections.description import Description, Signs, _, line, paragraph, within
from sphinx_academic.sections.language_words import (
    TYPE_WORDS,
    counted_by,
    date_terms,
    shown_date,
    times_cited,
)
from sphinx_academic.sections.offers import Syndicated
from sphinx_academic.sections.options import Options
from sphinx_academic.sections.own_fields import own_behind, own_beside, own_lines, own_paragraphs
from sphinx_academic.sections.page_text import suggest


def full_entry(
    work: Publication, signs: Signs, options: Options, description: Description, number: str
) -> Element:
    """An entry of the gallery or the list, line by line; ``number`` is empty where it has none."""
    pieces = _pieces(work, signs, options, description, number, "")
    *others, (venue, classes) = pieces
    award = within("span", description.field(work, "award"), "academic-award")
    # A small mark at the end of the line that says where; in plain words it is parted from that.
    between = (Element("on_paper", (" ·",)), " ") if venue else ()
    lines = (
        *chain.from_iterable(line(piece, each) for piece, each in others),
        *line((*venue, *between, *award) if award else venue, classes),
        *own_lines(work, description),
        *line(
            topics(work.tags, description) if "entries" in options.get("topics", ()) else (),
            "academic-topics",
        ),
        *line(_links(work, options, description, pieces), "academic-links"),
    )
    body: Fragments = (Element("lines", lines),)
    if abstract := description.blocks(work.abstract, work, "abstract"):
        body += within("disclosure", abstract, "academic-abstract", summary=_("Abstract"), label="yes")
    if claims := claims_list(
        work.claims, partial(description.prose, record=work, field="claims"), description
    ):
        body += within("disclosure", claims, "academic-claims", summary=_("Claims"), label="yes")
    body += own_behind(work, description, additional(work, description))
    body += _behind(work, options, description)
    pictures: Fragments = ()
    if work.images and options.get("layout", "gallery") == "gallery":
        title = plain(title_of(work, description))
        pictures = shared.stacked(shared.figures(work.images, work, title, description, "entry"))
    content = (*within("division", pictures, "academic-figures"), *within("division", body, "academic-body"))
    identifier = description.id_of("publication", work.key)
    return description.dressed(work, Element("entry", content, "academic-entry", identifier))


def compact_entry(
    work: Publication, signs: Signs, options: Options, description: Description, number: str
) -> Element:
    """An entry in one paragraph; ``number`` is empty where it has none."""
    pieces = _pieces(work, signs, options, description, number, "academic-title")
    links = _links(work, options, description, pieces)
    said = paragraph(_sentence(pieces, links), "academic-line")
    own = (*own_paragraphs(work, description), *own_behind(work, description))
    body = within("division", (*said, *own, *_behind(work, options, description)), "academic-body")
    own_name = {"called": plain(title_of(work, description))} if description.cite is not None else {}
    attributes = {**description.id_of("publication", work.key), **own_name}
    return description.dressed(work, Element("entry", body, "academic-entry", attributes))


def _sentence(pieces: Iterable[tuple[Fragments, str]], links: Fragments) -> Fragments:
    sentence: list[Fragment] = []
    for piece, classes in pieces:
        ends = classes == "academic-reference" or plain(piece).endswith((".", "?", "!"))
        sentence += (*piece, " " if ends else ". ") if piece else ()
    sentence += within("span", links, "academic-links")
    if isinstance(sentence[-1], str):
        sentence[-1] = sentence[-1].rstrip()
    return tuple(sentence)


def note(work: Publication, behind: str, description: Description) -> tuple[Fragments, Fragments]:
    """What a footnote says of a publication, as a compact list does: the title, which leads to the work, and what stands behind that,
    with ``behind`` (a page) before the links."""
    found = _pieces(work, Signs((work.authors,)), {}, description, "", "")
    title, *others = ((shared.with_ellipses(piece), classes) for piece, classes in found)
    others[-1] = joined((others[-1][0], (behind,) if behind else ()), ", "), others[-1][1]
    first, *rest = _sentence([title, *others], links_line(work, description, [title, *others], icons=False))
    return (first,), tuple(rest)


def _pieces(
    work: Publication, signs: Signs, options: Options, description: Description, number: str, classes: str
) -> list[tuple[Fragments, str]]:
    """Title, authors and venue, or the reference in the citation style of the list, each with its class."""
    mark = description.mark_of(work) or number
    numbered = (Element("span", (mark,), "academic-number"), " ") if mark else ()
    # The title leads to the publication's own page, else to that on the site of one of its authors.
    page = description.page_of(work)
    linked = partial(shared.linked, classes="academic-paper-link", page=page)
    if not page and (elsewhere := work.page_elsewhere):
        linked = partial(shared.linked, classes="academic-paper-link", url=elsewhere)
    if description.cite is not None:
        cited = description.cite(work, linked)
        cited = educate(cited, description.quotes, description.action) if description.quotes else cited
        if cited:
            cited = joined((cited, _notice(work.state, work.title)), " ")
            return [((*numbered, *cited), "academic-reference")]
    people = shared.shortened(work.authors, _most_authors(options, description), signs, description)
    title = Element("strong", linked(title_of(work, description)), classes)
    where = (venue_line(work, description), *own_beside(work, description))
    venue = (joined(where, ", "), "academic-venue")
    return [((*numbered, title), "academic-title"), (people, "academic-authors"), venue]


MOST_AUTHORS = 20
MOST_AUTHORS_BESIDE_PICTURES = 10
"""So many authors of a work are shown at once where a list does not say how many; a CV shows all."""


def _most_authors(options: Options, description: Description) -> int:
    if "max-authors" in options or description.form != "list":
        return int(options.get("max-authors", 0))
    is_gallery = options.get("layout", "gallery") == "gallery"
    return MOST_AUTHORS_BESIDE_PICTURES if is_gallery else MOST_AUTHORS


def _behind(work: Publication, options: Options, description: Description) -> Fragments:
    """The pages that cite an entry, and its BibTeX and other forms to cite it in, for screens: what copies that and what opens it are
    there alone."""
    found: Fragments = ()
    if options.get("bibtex"):
        entry = bibtex.entry(work, markup=description.markup).rstrip()
        code = Element("literal_block", (entry,), "", {"language": "bibtex"})
        opened = Element("disclosure", (code,), "academic-bibtex", {"summary": _("BibTeX")})
        found = (Element("on_screen", (opened,)),)
    if "cite" in options and not description.page_of(work):
        found += cite_disclosure(cite_panel(work, options["cite"], description))
    return (*found, *shared.cited_line("publication", work.key, description))


def additional(work: Publication, description: Description) -> tuple[Fragments, ...]:
    """What is said of a work besides, each by itself."""
    return tuple(description.prose(text, work, "additional") for text in work.additional)


def syndicated(work: Publication, description: Description) -> Syndicated:
    """A publication as an item of a feed: authors, venue, abstract and links."""
    people = shared.authors(work.authors, Signs((work.authors,)), description)
    written = work.authors.written
    return Syndicated(
        kind="publication",
        key=work.key,
        title=in_a_row(title_of(work, description)),
        date=work.when,
        content=(
            *paragraph(people),
            *paragraph(venue_line(work, description)),
            *description.blocks(work.abstract, work, "abstract"),
            *paragraph(shared.links(all_links(work))),
        ),
        anchor=anchor("publication", work.key) if work.key else "",
        authors=(Author(plain(description.prose(written))),)
        if written
        else tuple(each._replace(name=description.name_of(each)) for each in work.authors.people),
        tags=work.tags,
        page=description.page_of(work),
        picture=work.images[0].url if work.images else "",
        external=doi_url(work.doi) or work.url or arxiv_url(work.arxiv),
        place=plain(description.prose(work.venue)),
    )


def title_of(work: Publication, description: Description) -> Fragments:
    """The title, with its markup."""
    return description.field(work, "title") or (_("Untitled"),)


def genres() -> Mapping[str, str]:
    """What theses and reports are called where the data name a type alone, in English and in the language of the build."""
    return {
        "PhD thesis": _("PhD thesis"), "Master’s thesis": _("Master’s thesis"), "Bachelor’s thesis": _("Bachelor’s thesis"),
        "Candidate thesis": _("Candidate thesis"), "Diploma thesis": _("Diploma thesis"), "Habilitation": _("Habilitation"),
        "Licentiate thesis": _("Licentiate thesis"), "Technical report": _("Technical report"),
        "Research report": _("Research report"),
    }  # fmt: skip


def venue_line(work: Publication, description: Description, *, versions: bool = True) -> Fragments:
    """``Venue 12(3), 45–67, edited by …, Publisher (note) 2024``."""
    # "DCASE Workshop 2023" of 2023 says its year once.
    said_year = shown_date(work.year_to_show)
    name = work.venue.removesuffix(f" {said_year}") if said_year else work.venue
    if name.endswith(","):  # May 4-8, 2020
        name = work.venue
    if work.arxiv and work.arxiv in name and "arxiv" in name.lower():
        name = f"arXiv:{work.arxiv}"  # arXiv preprint arXiv:2308.05734
    venue = _venue(description.prose(name, work, "venue"), name, description)
    kind = work.kind_of_work
    genre = genre_of(kind, work.genre, work.type, work.venue, work.note)
    series = description.field(work, "series")
    if kind == "book" and not series:
        series, venue = venue, ()  # the publisher's series
    # Zenodo and arXiv are both.
    publisher = description.field(work, "publisher") if work.publisher != work.venue else ()
    issue, number, in_series = numbers(kind, work.volume, work.number, in_series=bool(series))
    genre = "" if genre in work.venue or genre in work.note else genre
    if genre and not work.genre:  # our own words for its type
        genre = str(genres().get(genre, genre))
    if genre and number:  # Technical report TR-12
        genre, number = f"{genre} {number}", ""
    if number:
        issue = f"{issue}({number})" if issue else _("no. %s") % number
    elif issue and not venue:
        issue = _("vol. %s") % issue
    edition, version = edition_number(work.edition), re.sub(r"^v(?=\d)", "", work.version)
    editor, translator = (
        _names(getattr(work, name), description.field(work, name)) for name in ("editor", "translator")
    )
    # Of a paper it is where the conference was; nobody asks where a journal is.
    location = description.field(work, "location") if kind != "article" or not versions else ()
    places = (location, publisher) if kind == "conference" else (publisher, location)
    is_licensed = bool(work.license) and (not versions or kind in {"dataset", "software"})
    parts: list[Fragments] = [
        (genre,) if genre else (),
        joined((venue, description.apart(issue)), " "),
        joined((series, (in_series,) if in_series else ()), " "),
        (_("edition %s") % edition if edition else work.edition,) if work.edition else (),
        (_("version %s") % version,) if version else (),
        description.apart(re.sub(r"(?<=\w)\s*-{1,3}\s*(?=\w)", "–", work.pages)),
        (_("article %s") % work.eid,) if work.eid else (),
        (_("edited by"), " ", *editor) if editor else (),
        (_("translated by"), " ", *translator) if translator else (),
        *places,
        (_("licence %s") % work.license,) if is_licensed else (),
    ]
    note = description.field(work, "note")
    place = joined((_with_commas(parts), ("(", *note, ")") if note else ()), " ")
    # "AAAI 2024", but "12(1), 1–19, 2024": two numbers must not run together.
    several = issue or [part for part in parts if part] not in ([], [venue], [publisher], [series])
    year = _dated(work.year_to_show, work.when, work.state, description.letter_of(work.key))
    first = _with_commas((place, year)) if several and not note else joined((place, year), " ")
    others = _other_versions(work, description) if versions else ()
    return joined((first, _notice(work.state, work.title), *others), " · ")


def _with_commas(parts: Iterable[Fragments]) -> Fragments:
    """Parts with commas between them; that behind a chip, which ends by its edge, is for where it is no more than a name."""
    found: Fragments = ()
    for part in filter(None, parts):
        last = found[-1] if found else ""
        is_chip = isinstance(last, Element) and last.kind == "chip"
        between = (Element("span", (",",), "academic-comma"), " ") if is_chip else (", ",)
        found = (*found, *between, *part) if found else part
    return found


def topics(tags: Iterable[str], description: Description) -> Fragments:
    """The tags of a work, each of which picks those that have it where a form stands above the list."""
    chips = (
        (Element("chip", (tag,), "academic-topic", {"choice": description.picks("tag", tag)}),)
        for tag in tags
    )
    # Where there are no chips, points part the words.
    found: list[Fragment] = []
    for chip in chips:
        found += (Element("on_paper", (" ·",)), " ", *chip) if found else chip
    return tuple(found)


def _venue(said: Fragments, name: str, description: Description) -> Fragments:
    """The name of a venue, or its short name with its colour where the list shows these."""
    found = venue_named(name, description.venues) if description.venues else None
    whole = within("emphasis", said)
    if found is None:
        return whole
    return (Element("chip", whole, "academic-venue-chip", {"short": found.short, "colour": found.colour}),)


def _names(written: str, shown: Fragments) -> Fragments:
    """Editors or translators, which are a text, as they are ``shown`` with *and* in the language of the page."""
    between = str(_("{name} and {other}")).format(name="", other="")
    is_list = len(split_authors(written).people) > 1
    return _with_and(shown, between) if is_list else shown


def _with_and(shown: Fragments, between: str) -> Fragments:
    """Names with the word of the language between them, be they within something that keeps their direction."""
    return tuple(
        each.replace(" and ", between)
        if isinstance(each, str)
        else each._replace(children=_with_and(each.children, between))
        if each.kind == "isolated"
        else each
        for each in shown
    )


def _dated(shown: PartialDate | None, when: PartialDate | None, state: str, letter: str) -> Fragments:
    """The date, and before it how far the work has come, unless that stands in its place; behind it the letter by which text
    tells the work from others, which needs something to stand behind."""
    year = shown_date(shown)
    if not state or state in NOTICES or (shown is not None and shown.status):
        if letter and not year:
            return (with_letter(date_terms()["n.d."], letter),)
        return shared.dated(with_letter(year, letter), when)
    status = date_terms().get(state, state)
    # "forthcoming in 2027" says its year.
    said = status if year in status else f"{status} {year}"
    return shared.dated(with_letter(said, letter), when)


_SAID = r"(?i)^\W*{0}(?: (?:article|paper|publication))?\W*:|[(\[]{0}\b[^()\[\]]*[)\]]"


def _notice(state: str, title: str) -> Fragments:
    """What a journal says of the work since: that it is retracted, withdrawn, corrected. A title that says so is enough."""
    if state not in NOTICES or re.search(_SAID.format(state), title):
        return ()
    return (Element("strong", (date_terms()[state],), "academic-notice"),)


def _other_versions(work: Publication, description: Description) -> Iterator[Fragments]:
    """Where else the work appeared: ``preprint arXiv:2308.05734``."""
    for version in work.versions[1:]:
        words = plain(description.prose(version.venue))
        if version.year and not words.startswith("arXiv:"):
            words = f"{words.removesuffix(version.year).rstrip()} {version.year}".strip()
        where: Fragments = (words,) if words else ()
        if version.url and words:
            where = (Element("link", where, "", {"url": version.url}),)
        kind, note = kind_and_note(version, description)
        yield joined(((kind,) if kind else (), where, note), " ")


def kind_and_note(version: Version, description: Description) -> tuple[str, Fragments]:
    """What a version is called beside another, and what is said of it."""
    words = TYPE_WORDS.get(version.kind)
    note = ("(", *description.prose(version.note), ")") if version.note else ()
    return words().version if words else "", note


def _links(
    work: Publication, options: Options, description: Description, said: Iterable[tuple[Fragments, str]]
) -> Fragments:
    """The links of an entry, with that to the forms on its page in which it is given to be cited."""
    page, icons = description.page_of(work) if "cite" in options else "", options.get("links") == "icons"
    cite: Fragments = ()
    if page:
        sign = (Element("icon", (), "", {"name": "copy"}),) if icons else ()
        words = (*sign, Element("span", (_("Cite"),))) if icons else (_("Cite"),)
        leads = {"page": page, "anchor": PANEL}
        cite = (Element("link", words, "academic-with-icon" if icons else "", leads),)
    correct = suggest(description.correction_of(work)) if options.get("correct") else ()
    return links_line(work, description, said, icons=icons, behind=joined((cite, correct), " "))


def links_line(
    work: Publication,
    description: Description,
    said: Iterable[tuple[Fragments, str]] = (),
    *,
    icons: bool,
    behind: Fragments = (),
) -> Fragments:
    """The links of an entry, what stands ``behind`` them, and how often the work is cited: ``1,234 cited (May 2026)``; without those
    of a reference in a citation style among ``said``."""
    referred = {
        _folded(each.attributes["url"])
        for piece, classes in said
        if classes == "academic-reference"
        for each in elements(piece)
        if each.attributes.get("url")
    }
    found = [
        link
        for link in all_links(work)
        if _folded(link.url) not in referred or (link in work.links and link.name != "DOI")
    ]
    if description.form == "printed":
        return () if referred else _one_link(work, found)
    if description.form == "cv":
        return _with_icons(work, filter(_leads, found)) if icons else shared.links_of(found, description)
    found += free_copy(work, found)
    cited = within("span", times_cited_line(work, description), "academic-citations")
    return joined((_with_icons(work, found) if icons else shared.links(found), behind, cited), " ")


def free_copy(work: Publication, links: Iterable[Link]) -> Iterator[Link]:
    """That everybody may read a work, and where; nothing where one of its links leads there already."""
    access = work.open_access
    if access is None or not access.is_free:
        return
    known = [link.url for link in links]
    is_known = access.url and (
        any(_folded(access.url) == _folded(url) for url in known)
        or any(is_same(field, value, access.url) for field, value in work.identifiers())
    )
    if not is_known:
        yield Link(_("Open access"), access.url)


def open_access_words() -> Mapping[str, str]:
    """What each kind of open access is called."""
    return {
        "diamond": _("diamond"), "gold": _("gold"), "hybrid": _("hybrid"), "bronze": _("bronze"), "green": _("green"),
    }  # fmt: skip


def open_access_line(access: OpenAccess | None) -> Fragments:
    """``Open access: green, free copy``; empty of a work that is not open, or of which nothing is known."""
    if access is None or not access.is_free:
        return ()
    kind = open_access_words().get(access.status, "")
    copy = within("link", (_("free copy"),), "", url=access.url) if access.url else ()
    said = joined(((kind,) if kind else (), copy), ", ")
    return shared.labelled(_("Open access"), said) if said else (_("Open access"),)


def times_cited_line(work: Publication, description: Description) -> Fragments:
    """``1,278 cited``; and who counted, and when, where the list does not say it once for all."""
    if not work.citations:
        return ()
    counter = counted_by(work.citations, description.language)
    number = times_cited(work.citations, description.language)
    return (f"{number} ({counter})" if counter and counter != description.counted_by else number,)


def _leads(link: Link) -> bool:
    return bool(link.url)


def _one_link(work: Publication, found: Iterable[Link]) -> Fragments:
    """What leads to a work from a printed page: the DOI, to be read as well, else arXiv or the paper."""
    if address := doi_url(work.doi):
        return (Element("link", (f"doi:{work.doi}",), "", {"url": address}),)
    own = (arxiv_url(work.arxiv), work.url)
    ranked = sorted(filter(_leads, found), key=lambda link: (not is_paper(link), link.url not in own))
    return shared.links(link for link in ranked[:1] if link.url in own or is_paper(link))


_PAPERS = frozenset(
    {
        "paper",
        "pdf",
        "preprint",
        "article",
        "thesis",
        "chapter",
        "book",
        "publisher",
        "fulltext",
        "arxiv",
        "hal",
    }
)


def is_paper(link: Link) -> bool:
    """Whether a link is called as those are that lead to the work itself."""
    return link.name.casefold() in _PAPERS


def _folded(url: str) -> str:
    return unquote(url).rstrip("/").casefold()


def _with_icons(work: Publication, found: Iterable[Link]) -> Fragments:
    """Each link with its drawing before its name, in place of the brackets."""
    icons = {address_of(field, value): NAMES_AND_ICONS[field][1] for field, value in work.identifiers()}
    if work.open_access is not None and work.open_access.url:
        icons.setdefault(work.open_access.url, "openaccess")
    pieces: list[Fragments] = []
    for link in found:
        sign = Element("icon", (), "", {"name": icons.get(link.url) or _icon_of(link)})
        content = (sign, Element("span", (link.name,)))
        linked = Element("link", content, "academic-with-icon", shared.with_printed(link.url))
        pieces.append((linked,) if link.url else shared.links((link,)))
    return joined(pieces, " ")


_ICONS = {
    "link": "link",
    "code": "code",
    "project": "globe",
    **dict.fromkeys(("poster", "supplement", "paper"), "file"),
}


def _icon_of(link: Link) -> str:
    name = link.name.lower()
    network = network_of(link.name, link.url) if name not in _ICONS else None
    return network.icon if network is not None else _ICONS.get(name, name)


def all_links(work: Publication) -> Iterator[Link]:
    """The links that are given, then those that follow from identifiers and lead where none of the others does."""
    urls = [link.url for link in work.links]
    yield from work.links
    identifiers = list(work.identifiers())
    for field, identifier in identifiers:
        if not any(is_same(field, identifier, url) for url in urls):
            link = _derived(field, identifier)
            urls.append(link.url)
            yield link
    own, given = work.url, {url.rstrip("/").casefold() for url in urls}
    is_new = own and own.rstrip("/").casefold() not in given
    if is_new and not any(is_same(field, value, own) for field, value in identifiers):
        name = name_of(own)
        yield Link(_("Link") if name == "Link" else name, own)


def _derived(field: str, identifier: str) -> Link:
    """What an identifier is called, and where it leads."""
    url, name = address_of(field, identifier), NAMES_AND_ICONS[field][0]
    if not url:
        return Link(identifier if field == "arxiv" else f"{name}: {identifier}")
    kinds = {"datasets": _("Dataset"), "spaces": _("Demo")} if field == "huggingface" else {}
    return Link(kinds.get(identifier.partition("/")[0], name), url)
