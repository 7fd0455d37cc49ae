"""The directive ``implementations``: which papers the code of the project implements, uses or compares itself with, and where."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import ClassVar, NamedTuple

from sphinx_academic.content.fragments import Element, Fragment, Fragments, joined
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Publication
from sphinx_academic.data.select import grouped_by
from sphinx_academic.data.values.addresses import arxiv_url, doi_url
from sphinx_academic.data.values.dates import with_letter
from sphinx_academic.problems import nearest, shorten
from sphinx_academic.sections import description as shared
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, PageFacts, Section
from sphinx_academic.sections.belonging import BELONGING, belonging
from sphinx_academic.sections.cited_names import label_of, year_of
from sphinx_academic.sections.description import Description, _, labelled, line, paragraph, within
from sphinx_academic.sections.entries import COMPARES, IMPLEMENTS, RELATIONS, USES, CitedPlace
from sphinx_academic.sections.options import Option, Options
from sphinx_academic.sections.publication_entry import title_of

_SIGNS = {IMPLEMENTS: "•", USES: "◦", COMPARES: "≈"}
"""What stands in the cells of a matrix: signs that pdfLaTeX knows."""


class _Use(NamedTuple):
    """One object, or page, that has to do with a work."""

    work: Publication
    place: CitedPlace


class _Group(NamedTuple):
    """What stands for a row, or for a column: its name, as a link where it leads somewhere, and what belongs there."""

    name: Fragments
    uses: tuple[_Use, ...]


class Implementations(Section[Publication]):
    """Publications that documented objects refer to; which these are is known when all pages are read."""

    name = "implementations"
    list_of = "publications"
    needs_cited_records = True
    in_cv = None
    # fmt: off
    options: ClassVar = {
        "by": Option(read.one_of("paper", "module"), "For each paper the objects, or for each module the papers.", "paper"),
        "layout": Option(read.one_of("list", "table", "matrix"),
            "Entries line by line; a table with a column for each relation; or a matrix of papers and modules, and of papers and "
            "objects where all are of one module.", "list"),
        "relation": Option(read.some_of(*RELATIONS), "Only objects with one of these relations to the paper; all where none is named."),
        "module": Option(read.words, "Only objects of these modules and of those below them: `pkg.sub`."),
        "keys": Option(read.keys, "Only these papers."),
        **BELONGING,
        "scope": Option(read.one_of("page", "chapter", "project"), "The objects of this page, of its chapter, or of all pages.", "project"),
        "sort": Option(read.one_of("cited", "author", "date"),
            "Papers in the order in which they are referred to, by [author](#order-of-words), or newest first.", "cited"),
    }
    # fmt: on

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        return (Chosen((), ()),)

    def facts(self, options: Options, page: PageFacts) -> Options:
        told = {"language": page.language} if options.get("sort") == "author" else {}
        return {"scope": options.get("scope", "project"), **told}

    def shows_pictures(self, options: Options) -> bool:
        return False

    def gathered(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        asked = options.get("keys")
        records = belonging(collection.publications, collection, options)
        return (Chosen((), tuple(each for each in records if not asked or _keys(each) & {*asked})),)

    def unmet(
        self,
        collection: Collection,
        chosen: tuple[Chosen, ...],
        options: Options,
        description: Description,
    ) -> Iterator[tuple[str, str]]:
        yield from super().unmet(collection, chosen, options, description)
        works = [work for group in chosen for work in group.records]
        anywhere: dict[str, object] = {"relation": options.get("relation", RELATIONS)}
        met = {key for use in _uses(works, anywhere, description) for key in _keys(use.work)}
        for key in options.get("keys", ()):
            if key not in met:
                yield f"Nothing that is documented refers to '{shorten(key)}'.", "It is not listed."
        modules = {use.place.module for use in _uses(works, anywhere, description)} - {""}
        for name in options.get("module", ()):
            if not _uses(works, {**anywhere, "module": (name,)}, description):
                meant = nearest(name, sorted(modules))
                hint = f"Did you mean '{meant}'?" if meant else "Name it as it is documented: pkg.sub."
                yield f"No object of the module '{shorten(name)}' refers to a paper.", hint

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        uses = _uses(chosen[index].records, options, description)
        if not uses:
            return paragraph((_("No documented object refers to a paper."),), "academic academic-nothing")
        is_by_module = options.get("by") == "module"
        content = _LAYOUTS[options.get("layout", "list")](uses, is_by_module, description)
        return (Element("division", content, "academic academic-implementations"),)


def _keys(work: Publication) -> set[str]:
    return {work.key, *work.other_keys, *work.former_keys}


def _uses(works: Iterable[Publication], options: Options, description: Description) -> tuple[_Use, ...]:
    relations, modules = options.get("relation", RELATIONS), options.get("module", ())
    return tuple(
        _Use(work, place)
        for work in works
        for place in description.places_of("publication", work.key)
        if place.relation in relations and (not modules or any(_is_in(place, name) for name in modules))
    )


def _is_in(place: CitedPlace, module: str) -> bool:
    """Whether an object belongs to a module, or to a namespace that its name begins with."""
    return any(
        name == module or name.startswith((f"{module}.", f"{module}::"))
        for name in (place.module, place.words)
    )


# What stands for a paper, and for a module


def _title_of_work(work: Publication, description: Description) -> Fragments:
    return _linked(title_of(work, description), work, description)


def _linked(words: Fragments, work: Publication, description: Description) -> Fragments:
    """Words that lead to the page of the work, to its entry, or to where it is on the web."""
    page, anchor = description.page_of(work), ""
    if not page:
        page, anchor = description.entry_at("publication", work.key)
    if page:
        return shared.linked(words, page=page, **({"anchor": anchor} if anchor else {}))
    return shared.linked(words, url=doi_url(work.doi) or work.url or arxiv_url(work.arxiv))


def _label(work: Publication, description: Description) -> str:
    """``Liu et al. (2024a)``; empty where nobody is named."""
    label, year = label_of(work, description), with_letter(year_of(work), description.letter_of(work.key))
    return f"{label} ({year})" if label else ""


def _cited_as(work: Publication, description: Description) -> Fragments:
    """The label as a link; a work without one by its title."""
    label = _label(work, description)
    return _linked((label,), work, description) if label else _title_of_work(work, description)


def _grouped(
    uses: Iterable[_Use], sign: Callable[[_Use], Hashable], name: Callable[[_Use], Fragments]
) -> list[_Group]:
    """What has a sign in common, called as its first is."""
    return [_Group(name(each[0]), tuple(each)) for each in grouped_by(uses, sign).values()]


def _papers(uses: Iterable[_Use], name: Callable[[Publication], Fragments]) -> list[_Group]:
    return _grouped(uses, lambda use: id(use.work), lambda use: name(use.work))


def _modules(uses: Iterable[_Use]) -> list[_Group]:
    """By module; what is in none by its page."""
    return _grouped(
        uses, lambda use: use.place.module or (use.place.docname,), lambda use: (_module_link(use.place),)
    )


def _module_link(first: CitedPlace) -> Element:
    if not first.module:
        return shared.link_to(CitedPlace(first.docname, first.title))
    page, anchor = first.module_at
    return shared.link_to(CitedPlace(page or first.docname, first.module, anchor, first.sort))


def _objects(uses: Iterable[_Use]) -> list[_Group]:
    return _grouped(uses, lambda use: use.place[:3], lambda use: (shared.link_to(use.place),))


def _places_in(uses: Iterable[_Use]) -> Fragments:
    return joined(((group.name[0],) for group in _objects(uses)), ", ")


def _words(*, is_by_module: bool) -> Mapping[str, str]:
    if not is_by_module:
        return shared.relation_words()
    return {IMPLEMENTS: _("Implements"), USES: _("Uses"), COMPARES: _("Compared with")}


def _of(relation: str, uses: Iterable[_Use]) -> tuple[_Use, ...]:
    return tuple(use for use in uses if use.place.relation == relation)


# The layouts


def _list(uses: tuple[_Use, ...], is_by_module: bool, description: Description) -> Fragments:
    words = _words(is_by_module=is_by_module)
    if is_by_module:
        return tuple(
            _entry(group, (), words, lambda each: _papers_in(each, description)) for group in _modules(uses)
        )
    return tuple(
        _entry(group, line((_label(group.uses[0].work, description),), "academic-authors"), words, _places_in)
        for group in _papers(uses, lambda work: _title_of_work(work, description))
    )


def _papers_in(uses: Iterable[_Use], description: Description) -> Fragments:
    return joined((group.name for group in _papers(uses, lambda work: _cited_as(work, description))), ", ")


def _entry(
    group: _Group, more: Fragments, words: Mapping[str, str], others: Callable[[Iterable[_Use]], Fragments]
) -> Element:
    said: list[Fragment] = [*line((Element("strong", group.name),), "academic-title"), *more]
    for relation, called in words.items():
        if own := _of(relation, group.uses):
            said += line(labelled(called, others(own)), "academic-cited")
    return Element("entry", (Element("lines", tuple(said)),), "academic-entry")


def _table(uses: tuple[_Use, ...], is_by_module: bool, description: Description) -> Fragments:
    words = {name: word for name, word in _words(is_by_module=is_by_module).items() if _of(name, uses)}
    if is_by_module:
        groups, first = _modules(uses), _("Module")
    else:
        groups, first = _papers(uses, lambda work: _with_label(work, description)), _("Paper")
    rows = [_heads(((first,), *((word,) for word in words.values())))]
    for group in groups:
        cells = (_of(relation, group.uses) for relation in words)
        contents = (_papers_in(own, description) if is_by_module else _places_in(own) for own in cells)
        rows.append(_row(group.name, contents))
    return _scrolled(rows)


def _with_label(work: Publication, description: Description) -> Fragments:
    """The title, and below it who and when."""
    label = _label(work, description)
    below = paragraph((label,), "academic-note") if label else ()
    return (*paragraph(_title_of_work(work, description)), *below)


def _matrix(uses: tuple[_Use, ...], is_by_module: bool, description: Description) -> Fragments:
    modules = _modules(uses)
    # One column tells nothing.
    code = modules if len(modules) > 1 else _objects(uses)
    papers = _papers(uses, lambda work: _cited_as(work, description))
    rows, columns = (code, papers) if is_by_module else (papers, code)
    words = {name: word for name, word in _words(is_by_module=True).items() if _of(name, uses)}
    table = [_heads((((_("Module") if is_by_module else _("Paper")),), *(group.name for group in columns)))]
    for row in rows:
        own = {*map(id, row.uses)}
        cells = (tuple(use for use in column.uses if id(use) in own) for column in columns)
        table.append(_row(row.name, (_signs(cell, words) for cell in cells)))
    legend = joined(((f"{_SIGNS[relation]} {word}",) for relation, word in words.items()), " · ")
    return (*_scrolled(table, "academic-matrix"), *paragraph(legend, "academic-legend"))


def _signs(uses: tuple[_Use, ...], words: Mapping[str, str]) -> Fragments:
    """A sign for each relation, which leads to the first of the objects, and how many these are."""
    signs = []
    for relation, word in words.items():
        if own := _of(relation, uses):
            number = f" {len(own)}" if len(own) > 1 else ""
            sign = (Element("unseen", (f"{word} ",)), f"{_SIGNS[relation]}{number}")
            signs.append((shared.link_to(own[0].place)._replace(children=sign, classes=""),))
    return joined(signs, " ")


def _heads(names: Iterable[Fragments]) -> Element:
    return Element("row", tuple(Element("column_head", name) for name in names))


def _row(name: Fragments, cells: Iterable[Fragments]) -> Element:
    return Element("row", (Element("row_head", name), *(Element("cell", cell) for cell in cells)))


def _scrolled(rows: Iterable[Element], classes: str = "") -> Fragments:
    return within("table", tuple(rows), classes, label=_("Papers and code"))


_LAYOUTS = {"list": _list, "table": _table, "matrix": _matrix}
