"""The directive ``publications``: a gallery, a list or a compact list of works."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from sphinx_academic.content.fragments import Element, Fragments, plain
from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import TYPES, Publication
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.problems import nearest
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, FilterWords, PageFacts, Section, in_parts
from sphinx_academic.sections.citing import on_screen, without_links
from sphinx_academic.sections.description import Description, Signs, _, line, shortened
from sphinx_academic.sections.entries import EntryFacts, SearchName
from sphinx_academic.sections.offers import FORMATS_IN_WORDS, OFFERED_FORMATS, Syndicated
from sphinx_academic.sections.options import Options
from sphinx_academic.sections.publication_entry import (
    Style,
    compact_entry,
    facts_of,
    full_entry,
    links_line,
    search_name,
    syndicated,
    title_of,
    venue_line,
)
from sphinx_academic.settings import shown

_NAMES_ON_CARD = 6


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


class Publications(Section[Publication]):
    """Works, selected, sorted and grouped."""

    name = "publications"
    list_of = "publications"
    entry_kind = "publication"
    lists_works = True
    options: ClassVar = {
        "layout": read.Option(
            read.one_of("gallery", "list", "compact"),
            "With pictures, without, or one paragraph for each.",
            "gallery",
        ),
        "group-by": read.Option(
            read.some_of("none", "year", "type", "venue"),
            "Puts headings between the works; with several, such as `year, type`, headings stand within headings.",
            "none",
        ),
        "sort": read.Option(
            read.one_of("date", "title", "file"),
            "Newest first, by title, or as they are written in the file.",
            "date",
        ),
        "reverse": read.Option(read.flag, "Turns the order round; years too stand oldest first."),
        "numbered": read.Option(
            read.one_or_none("continue"),
            "Numbers the works; with `continue`, from where the last numbered list of the page ended.",
        ),
        "max-authors": read.Option(
            read.count,
            "Shows at most so many authors: the first, those who stand out, and the last; the whole list opens on request.",
        ),
        "versions": read.Option(
            read.one_of("merged", "separate"),
            "A work once, with its [other versions](/reference/data.md#one-work-several-versions) named in its entry, or each by itself.",
            "merged",
        ),
        "year": read.Option(read.years, "Only works of these years."),
        "author": read.Option(
            read.words, "Only works by one of these people; a family name alone finds everybody of that name."
        ),
        "first-author": read.Option(
            read.words_or_none,
            "Only works whose first author is one of these people, or, without a value, one who stands out (see "
            "[`academic_highlight`](/reference/configuration.md)); who shares the first place equally counts.",
        ),
        "type": read.Option(
            read.some_of(*TYPES), "Only works of one of these [types](/reference/data.md#types)."
        ),
        "tag": read.Option(read.words, "Only works with one of these tags."),
        "project": read.Option(read.words, "Only works of one of these projects."),
        "award": read.Option(
            read.words_or_none, "Only works with an award, or with one that holds one of these texts."
        ),
        "venue": read.Option(read.words, "Only works whose venue holds one of these texts."),
        "keys": read.Option(read.keys, "Only these works, in this order unless `:sort:` is given."),
        "exclude": read.Option(read.keys, "All but these works."),
        "selected": read.Option(read.flag, "Only works with `selected: true`."),
        "limit": read.Option(read.count, "At most so many, the first in order."),
        "style": read.Option(
            read.style,
            "Each work as a reference in a [citation style](/how-to/citation-styles.md): `apa`, `ieee`, `chicago-author-date`, "
            "`nature`, `vancouver`, any other of the CSL project, or a `.csl` file. Needs the extra `csl`.",
        ),
        "filter": read.FILTER,
        "links": read.Option(
            read.one_of("text", "icons"), "Links as `[DOI]`, or each with its sign before its name.", "text"
        ),
        "bibtex": read.Option(
            read.flag, "Each work's BibTeX entry, which opens on request; see [](/how-to/take-away.md)."
        ),
        "download": read.Option(
            OFFERED_FORMATS,
            f"The works of the list as files below it: {FORMATS_IN_WORDS}; see [](/how-to/take-away.md).",
        ),
        "feed": read.FEED,
        **read.REFERRED,
    }
    filters = frozenset(
        {
            "year",
            "author",
            "first-author",
            "type",
            "tag",
            "project",
            "award",
            "venue",
            "keys",
            "selected",
            "exclude",
        }
    )

    facets = ("year", "type", "tag", "author")

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        separate = options.get("versions") == "separate"
        chosen = list(collection.separate if separate else collection.publications)
        if "year" in options:
            chosen = select.by_years(chosen, options["year"])
        if "author" in options:
            chosen = select.by_author(chosen, options["author"])
        if "tag" in options:
            chosen = select.by_tag(chosen, options["tag"], lambda publication: publication.tags)
        if "venue" in options:
            chosen = select.by_venue(chosen, options["venue"])
        if "first-author" in options:
            names = options["first-author"]
            highlights = Highlights(options.get("highlighted", ()), collection.people)
            chosen = (
                select.by_first_author(chosen, names)
                if names
                else select.by_highlighted_first_author(chosen, highlights.hold)
            )
        if "type" in options:
            chosen = select.by_types(chosen, options["type"])
        if "project" in options:
            chosen = select.by_tag(chosen, options["project"], lambda publication: publication.projects)
        if "award" in options:
            chosen = select.by_award(chosen, options["award"])
        if "exclude" in options:
            chosen = select.without_keys(chosen, options["exclude"])
        if options.get("selected"):
            chosen = [publication for publication in chosen if publication.selected]
        if "keys" in options:
            chosen = select.by_keys(chosen, options["keys"])
        order = options.get("sort", "file" if "keys" in options else "date")
        if order == "date":
            chosen = select.newest_first(chosen)
        elif order == "title":
            chosen = select.by_title(chosen)
        if options.get("reverse"):
            chosen.reverse()
        limited = chosen[: options.get("limit")]
        groups = select.group(limited, _criteria(options), oldest_first=bool(options.get("reverse")))
        return tuple(Chosen(group.labels, group.publications) for group in groups)

    def facts(self, options: Options, page: PageFacts) -> Options:
        return {"highlighted": page.highlighted} if options.get("first-author") == () else {}

    def faults(self, collection: Collection, options: Options) -> Iterator[tuple[str, str, str]]:
        known = {publication.key for publication in collection.separate}
        known.update(
            key for work in collection.publications for key in (work.key, *select.keys_of_versions(work))
        )
        for option in ("keys", "exclude"):
            for key in options.get(option, ()):
                if key not in known:
                    meant = nearest(key, sorted(known))
                    hint = (
                        f"Did you mean '{meant}'?" if meant else "Keys are given with  key: …  in the data."
                    )
                    yield option, f"No publication has the key {shown(key)}.", hint

    def syndicate(self, record: Publication, options: Options, description: Description) -> Syndicated:
        return syndicated(record, description)

    def is_event(self, record: Publication, options: Options) -> bool:
        return record.kind_of_work in {"talk", "poster"}

    def heading(self, level: int, label: str, options: Options, description: Description) -> Fragments:
        criterion = _criteria(options)[level]
        if criterion == "type":
            return (type_names()[label],)
        if criterion == "venue":
            return description.prose(label) if label else (_("No venue"),)
        return (label or _("No date"),)

    def picked_by(self, record: Publication) -> Mapping[str, tuple[str, ...]]:
        publication = record
        when = publication.when
        return {
            "year": (str(when.year),) if when is not None and when.year else (),
            "type": (publication.kind_of_work,),
            "tag": publication.tags,
            "author": tuple(author.person or author.name for author in publication.authors.people),
        }

    def facet_labels(self, facet: str) -> Mapping[str, str]:
        return type_names() if facet == "type" else {}

    def filter_words(self) -> FilterWords:
        return FilterWords(
            _("Filter the publications"),
            _("%(shown)s of %(total)s publications"),
            _("No publication matches."),
        )

    def may_be_cut(self, options: Options) -> bool:
        # Buttons that copy are added once, when the page is read.
        return not options.get("bibtex")

    def search_name(self, record: Publication, description: Description) -> SearchName | None:
        return search_name(record, description)

    def entry(self, record: Publication, description: Description) -> EntryFacts | None:
        return facts_of(record, description)

    def cited_title(self, record: Publication, description: Description) -> Fragments:
        return title_of(record, description)

    def tooltip(
        self, facts: EntryFacts, record: Publication | None, description: Description
    ) -> Iterable[str]:
        return () if record is None else (plain(venue_line(record, description, versions=False)),)

    def card(self, record: Publication, description: Description) -> Fragments:
        people = shortened(record.authors, _NAMES_ON_CARD, Signs((record.authors,)), description).line
        return (
            *line(without_links(on_screen(people)), "academic-authors"),
            *line(venue_line(record, description, versions=False), "academic-venue"),
            *line(links_line(record, description, icons=False), "academic-links"),
        )

    def shows_pictures(self, options: Options) -> bool:
        return bool(options.get("layout", "gallery") == "gallery")

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        layout = options.get("layout", "gallery")
        records = chosen[index].records
        style = Style(
            signs=Signs(publication.authors for group in chosen for publication in group.records),
            description=description,
            pictures=self.shows_pictures(options),
            most_authors=options.get("max-authors", 0),
            icons=options.get("links") == "icons",
            bibtex=bool(options.get("bibtex")),
        )
        start = 0
        if "numbered" in options:
            fresh = index == 0 and options["numbered"] != "continue"
            start = description.numbering.take(len(records), fresh=fresh) + 1
        describe = compact_entry if layout == "compact" else full_entry
        entries = tuple(
            describe(publication, style, start + offset if start else 0)
            for offset, publication in enumerate(records)
        )
        legend = style.signs.legend() if index == 0 and description.cite is None else ()
        return (
            Element(
                "division", legend + in_parts(entries), f"academic academic-publications academic-{layout}"
            ),
        )


def _criteria(options: Options) -> tuple[str, ...]:
    return tuple(criterion for criterion in options.get("group-by", ()) if criterion != "none")
