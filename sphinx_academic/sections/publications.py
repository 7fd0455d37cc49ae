"""The directive ``publications``: a gallery, a list or a compact list of works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.fields import Link
from sphinx_academic.data.records import Publication
from sphinx_academic.fragments import Element, Fragment, Fragments, joined, plain
from sphinx_academic.problems import nearest
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, Section
from sphinx_academic.sections.description import Description, Signs, _, authors, dated, figure, line, links


def type_names() -> Mapping[str, str]:
    """The headings of ``:group-by: type``."""
    return {
        "article": _("Journal articles"),
        "conference": _("Conference and workshop papers"),
        "preprint": _("Preprints"),
        "thesis": _("Theses"),
        "book": _("Books"),
        "chapter": _("Book chapters"),
        "report": _("Reports"),
        "dataset": _("Datasets"),
        "software": _("Software"),
        "patent": _("Patents"),
        "talk": _("Talks"),
        "poster": _("Posters"),
        "other": _("Other works"),
    }


class Publications(Section):
    """Works, selected, sorted and grouped."""

    name = "publications"
    list_of = "publications"
    options: ClassVar = {
        "layout": read.Option(
            read.choice("gallery", "list", "compact"),
            "`gallery` with pictures (the default), `list` without, `compact` with one paragraph for each.",
        ),
        "group-by": read.Option(
            read.choice("none", "year", "type", "venue"),
            "Puts headings between the publications; `none` by default.",
        ),
        "year": read.Option(
            read.years, "Years: `2023`, `2020-2024`, `2020-`, `-2019`; several with commas between them."
        ),
        "author": read.Option(read.words, "Names; a family name alone finds everybody of that name."),
        "tag": read.Option(read.words, "Tags."),
        "venue": read.Option(read.words, "Texts that the venue's name holds."),
        "keys": read.Option(read.keys, "Keys; shown in this order unless `sort` is given."),
        "selected": read.Option(read.flag, "Only those with `selected: true`."),
        "sort": read.Option(
            read.choice("date", "title", "file"),
            "`date` is newest first (the default), `title`, or `file` for the order in which they are written.",
        ),
        "limit": read.Option(read.count, "At most so many, the first in order."),
    }
    filters = frozenset({"year", "author", "tag", "venue", "keys", "selected"})

    def choose(self, collection: Collection, options: Mapping[str, Any]) -> tuple[Chosen, ...]:
        chosen = list(collection.publications)
        if "year" in options:
            chosen = select.by_years(chosen, options["year"])
        if "author" in options:
            chosen = select.by_author(chosen, options["author"])
        if "tag" in options:
            chosen = select.by_tag(chosen, options["tag"], lambda publication: publication.tags)
        if "venue" in options:
            chosen = select.by_venue(chosen, options["venue"])
        if options.get("selected"):
            chosen = [publication for publication in chosen if publication.selected]
        if "keys" in options:
            chosen = select.by_keys(chosen, options["keys"])
        order = options.get("sort", "file" if "keys" in options else "date")
        if order == "date":
            chosen = select.newest_first(chosen)
        elif order == "title":
            chosen = select.by_title(chosen)
        groups = select.group(chosen[: options.get("limit")], options.get("group-by", "none"))
        return tuple(Chosen(group.label, group.publications) for group in groups)

    def faults(self, collection: Collection, options: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
        known = {publication.key for publication in collection.publications}
        for key in options.get("keys", ()):
            if key not in known:
                meant = nearest(key, sorted(known))
                hint = f"Did you mean '{meant}'?" if meant else "Keys are given with  key: …  in the data."
                yield "keys", f"No publication has the key '{key}'.", hint

    def heading(self, label: str, options: Mapping[str, Any], description: Description) -> Fragments:
        criterion = options.get("group-by")
        if criterion == "type":
            return (type_names()[label],)
        if criterion == "venue":
            return description.prose(label) if label else (_("No venue"),)
        return (label or _("No date"),)

    def shows_pictures(self, options: Mapping[str, Any]) -> bool:
        return bool(options.get("layout", "gallery") == "gallery")

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Mapping[str, Any], description: Description
    ) -> Fragments:
        layout = options.get("layout", "gallery")
        signs = Signs(publication.authors for group in chosen for publication in group.records)
        describe = _compact if layout == "compact" else _entry
        pictures = self.shows_pictures(options)
        entries = tuple(
            describe(publication, signs, description, pictures=pictures)
            for publication in chosen[index].records
        )
        legend = signs.legend() if index == 0 else ()
        return (Element("division", legend + entries, f"academic academic-publications academic-{layout}"),)


def _entry(publication: Publication, signs: Signs, description: Description, *, pictures: bool) -> Element:
    title = _title(publication, description)
    lines = (
        *line((Element("strong", title),), "academic-title"),
        *line(authors(publication.authors, signs, description), "academic-authors"),
        *line(_venue(publication, description), "academic-venue"),
        *(
            line(description.prose(publication.award, publication, "award"), "academic-award")
            if publication.award
            else ()
        ),
        *line(links(_all_links(publication)), "academic-links"),
    )
    body: list[Fragment] = [Element("lines", lines)]
    if publication.abstract:
        abstract = description.blocks(publication.abstract)
        body.append(
            Element("disclosure", abstract, "academic-abstract", {"summary": _("Abstract"), "label": "yes"})
        )
    if publication.additional:
        items = tuple(
            Element("item", description.prose(text, publication, "additional"))
            for text in publication.additional
        )
        more = (Element("bullets", items),)
        attributes = {"summary": _("Additional information"), "label": "yes"}
        body.append(Element("disclosure", more, "academic-more", attributes))
    content: list[Fragment] = []
    if pictures and publication.images:
        figures = tuple(
            figure(image, publication, plain(title), description, "academic-figure", zoom=True, width="100%")
            for image in publication.images
        )
        content.append(Element("division", figures, "academic-figures"))
    content.append(Element("division", tuple(body), "academic-body"))
    return Element("entry", tuple(content), "academic-entry", _id(publication, description))


def _compact(publication: Publication, signs: Signs, description: Description, *, pictures: bool) -> Element:
    pieces = [
        (Element("strong", _title(publication, description), "academic-title"),),
        authors(publication.authors, signs, description),
        _venue(publication, description),
    ]
    sentence: list[Fragment] = []
    for piece in pieces:
        if piece:
            sentence.extend(piece)
            sentence.append(" " if plain(piece).endswith((".", "?", "!")) else ". ")
    sentence.extend(links(_all_links(publication)))
    if isinstance(sentence[-1], str):
        sentence[-1] = sentence[-1].rstrip()
    body = Element("division", (Element("paragraph", tuple(sentence), "academic-line"),), "academic-body")
    return Element("entry", (body,), "academic-entry", _id(publication, description))


def _id(publication: Publication, description: Description) -> dict[str, str]:
    return {"id": description.identifier("publication", publication.key)}


def _title(publication: Publication, description: Description) -> Fragments:
    return (
        description.prose(publication.title, publication, "title") if publication.title else (_("Untitled"),)
    )


def _venue(publication: Publication, description: Description) -> Fragments:
    """``Venue 12(3), 45–67, edited by …, Publisher (note) 2024``."""
    venue: Fragments = ()
    if publication.venue:
        # "DCASE Workshop 2023" of 2023 says its year once.
        name = (
            publication.venue.removesuffix(f" {publication.shown_year}")
            if publication.shown_year
            else publication.venue
        )
        venue = (Element("emphasis", description.prose(name, publication, "venue")),)
    issue = publication.volume
    if publication.number:
        issue = f"{issue}({publication.number})" if issue else _("no. %s") % publication.number
    parts = [joined((venue, (issue,) if issue else ()), " ")]
    if publication.pages:
        parts.append((re.sub(r"(?<=\w)\s*-{1,3}\s*(?=\w)", "–", publication.pages),))
    if publication.editor:
        parts.append((_("edited by"), " ", *description.prose(publication.editor, publication, "editor")))
    if publication.publisher:
        parts.append(description.prose(publication.publisher, publication, "publisher"))
    note: Fragments = ()
    if publication.note:
        note = ("(", *description.prose(publication.note, publication, "note"), ")")
    year = dated(publication.shown_year, publication.when)
    place = joined(parts, ", ")
    # "AAAI 2024", but "12(1), 1–19, 2024": two numbers must not run together.
    several = issue or len([part for part in parts if part]) > 1
    before_year = ", " if several and not note else " "
    return joined((joined((place, note), " "), year), before_year)


def _all_links(publication: Publication) -> Iterator[Link]:
    """The links that are given, then those that follow from identifiers and are not among them."""
    given = {link.url.rstrip("/").casefold() for link in publication.links}
    yield from publication.links
    if publication.doi:
        url = f"https://doi.org/{publication.doi}" if publication.doi.startswith("10.") else ""
        if url.casefold() not in given:
            yield Link("DOI" if url else f"DOI: {publication.doi}", url)
            given.add(url.casefold())
    if publication.arxiv and not any(
        publication.arxiv.casefold() in url for url in given if "arxiv.org" in url
    ):
        known = publication.arxiv[0].isdigit() or "/" in publication.arxiv
        yield (
            Link("arXiv", f"https://arxiv.org/abs/{publication.arxiv}") if known else Link(publication.arxiv)
        )
    if publication.url and publication.url.rstrip("/").casefold() not in given:
        yield Link(_("Link"), publication.url)
