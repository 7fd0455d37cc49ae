"""What an entry of a publication links to, how often it is cited, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_academic.content.fragments import Element, Fragment, Fragments, joined
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import Link
from sphinx_academic.data.values.identifiers import address_of, icon_of_scheme, is_same, name_of_scheme
from sphinx_academic.data.values.networks import network_of
from sphinx_academic.formats.bibtex import bibtex_writing as bibtex
from sphinx_academic.sections.dates import citation_words
from sphinx_academic.sections.description import Description, _, links

_ICONS = {
    "link": "link",
    "code": "code",
    "poster": "file",
    "supplement": "file",
    "paper": "file",
    "project": "globe",
}


def links_line(publication: Publication, description: Description, *, icons: bool) -> Fragments:
    """The links of an entry, and how often the work is cited."""
    found = list(all_links(publication))
    shown = links_with_icons(publication, found) if icons else links(found)
    cited = citations(publication, description)
    return joined((shown, cited), " ")


def citations(publication: Publication, description: Description) -> Fragments:
    """``1,234 citations (May 2026)``."""
    if publication.citations is None:
        return ()
    words = citation_words(publication.citations, description.language)
    return (Element("span", (words,), "academic-citations"),)


def links_with_icons(publication: Publication, found: list[Link]) -> Fragments:
    """Each link with its drawing before its name, in place of the brackets."""
    icons = {
        address_of(field, identifier): icon_of_scheme(field)
        for field, identifier in publication.identifiers()
    }
    pieces: list[Fragments] = []
    for link in found:
        if not link.url:
            pieces.extend((links((link,)),))
            continue
        sign = Element("icon", (), "", {"name": icons.get(link.url) or _icon_of(link)})
        content = (sign, Element("span", (link.name,)))
        pieces.append((Element("link", content, "academic-with-icon", {"url": link.url}),))
    return joined(pieces, " ")


def _icon_of(link: Link) -> str:
    name = link.name.lower()
    if name in _ICONS:
        return _ICONS[name]
    network = network_of(link.name, link.url)
    return network.icon if network is not None else name


def how_to_cite(publication: Publication, description: Description) -> Element:
    """The BibTeX entry behind a disclosure, for screens: what copies it and what opens it are there alone."""
    entry = bibtex.entry(publication, markup=description.markup).rstrip()
    code = Element("literal_block", (entry,), "", {"language": "bibtex"})
    disclosure = Element("disclosure", (code,), "academic-bibtex", {"summary": _("BibTeX")})
    return Element("on_screen", (disclosure,))


def all_links(publication: Publication) -> Iterator[Link]:
    """The links that are given, then those that follow from identifiers and lead where none of the others does."""
    urls = [link.url for link in publication.links]
    yield from publication.links
    for field, identifier in publication.identifiers():
        if any(is_same(field, identifier, url) for url in urls):
            continue
        link = _derived(field, identifier)
        urls.append(link.url)
        yield link
    given = {url.rstrip("/").casefold() for url in urls}
    if (
        publication.url
        and publication.url.rstrip("/").casefold() not in given
        and not any(
            is_same(field, identifier, publication.url) for field, identifier in publication.identifiers()
        )
    ):
        yield Link(_("Link"), publication.url)


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


def is_bibtex(fragment: Fragment) -> bool:
    """Whether a block is the BibTeX entry, which no search is to find."""
    return isinstance(fragment, Element) and fragment.classes == "academic-bibtex"
