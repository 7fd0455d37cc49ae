"""Placeholders become content: how records are described on a page, as fragments for HTML and nodes for every other format."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.util.i18n import docname_to_domain

from sphinx_academic.content import nodes as ours
from sphinx_academic.content.doctree import to_nodes, with_target
from sphinx_academic.content.fragments import Element, Fragments, elements, texts
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.located import paused_collection
from sphinx_academic.data.naming import anchor
from sphinx_academic.data.records import Person, Profile, Record
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.roles_of_people import asked_for
from sphinx_academic.data.values.dates import today
from sphinx_academic.pages import links, page_addresses, site
from sphinx_academic.pages.build import DOMAIN, build_of, later, reference_pages, references_on
from sphinx_academic.pages.claimed_tests import outcome_of
from sphinx_academic.pages.repositories import corrections
from sphinx_academic.pages.site_kinds import declared_in, sections_of
from sphinx_academic.pages.write import NodeHost, ShownGroup, contributors_of, docname_of
from sphinx_academic.problems import Code
from sphinx_academic.sections.base import Above, Chosen, Form, collection_for, markup_for
from sphinx_academic.sections.citation_forms import styles_among
from sphinx_academic.sections.description import Description, Numbering, is_bibtex, unclaimed, unpicked
from sphinx_academic.sections.entries import REFERENCE, CitedPlace
from sphinx_academic.sections.language_words import date_words
from sphinx_academic.sections.options import styles_of
from sphinx_academic.warnings import tell_at

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.data.collection import Collection


def translation(env: BuildEnvironment, docname: str) -> Callable[[str], str]:
    """The texts of a page in the language of the site, from the site's own catalogues (``locale_dirs``)."""
    domain = docname_to_domain(docname, env.config.gettext_compact)
    return build_of(env).one(("catalogue", domain), lambda: _catalogue(env, domain))


def _catalogue(env: BuildEnvironment, domain: str) -> Callable[[str], str]:
    for folder in env.config.locale_dirs:
        try:
            found = gettext.translation(domain, str(env.srcdir / folder), [env.config.language])
        except OSError:
            continue
        return partial(_translated, found.gettext)
    return str


def _translated(look_up: Callable[[str], str], text: str) -> str:
    # The gettext builder offers a text on one line.
    message = text.replace("\n", " ").strip()
    found = look_up(message) if message else message
    return text if found == message else found


def description_for(
    env: BuildEnvironment,
    docname: str,
    markup: Markup,
    people: Sequence[Person],
    claim: Callable[[str], str] = unclaimed,
    language: str = "",
    profiles: Sequence[Profile] = (),
) -> Description:
    """How records are described on a page; ``language`` (else the site's) decides on quotes, ``claim`` hands out identifiers,
    ``profiles`` are those of the site."""
    config, builder = env.config, build_of(env).builder
    excluded, site_language = config.smartquotes_excludes, config.language or "en"
    is_excluded = {"builders": builder.name, "languages": config.language}
    smart = config.smartquotes and not any(
        value in excluded.get(name, ()) for name, value in is_excluded.items()
    )
    return Description(
        markup=markup,
        highlights=Highlights(config.academic_highlight, people, today(config.academic_today)),
        owner=_owner(config.academic_highlight, people, profiles),
        claim=claim,
        quotes=language or str(env.settings.get("language_code") or "en") if smart else "",
        action=config.smartquotes_action,
        translate=translation(env, docname),
        offered=builder.name == "gettext",
        source_folder=env.srcdir.as_posix(),
        date_words=date_words(config.academic_dates, site_language),
        language=site_language,
        today=today(config.academic_today),
        letter_of=cast("Any", env.get_domain(DOMAIN)).letter_of,
        outcome_of=outcome_of(env),
        person_page=page_addresses.pages_of(env, page_addresses.PEOPLE.kind).find,
        project_page=page_addresses.pages_of(env, page_addresses.PROJECTS.kind).find,
        correction_of=corrections(env),
        names_as_registered=config.academic_names == "register",
    )


def _owner(
    highlighted: Sequence[str], people: Sequence[Person], profiles: Sequence[Profile]
) -> Highlights | None:
    """The one whom the site is about: of its only profile, else who alone is to stand out."""
    names = [name for each in profiles for name in each.all_names]
    if len(profiles) > 1 or not (names or (len(highlighted) == 1 and not asked_for(highlighted[0]))):
        return None
    return Highlights(names or highlighted, people)


def chosen(
    env: BuildEnvironment, docname: str, request: ours.Request
) -> tuple[Collection, tuple[Chosen, ...], tuple[str, ...]]:
    """What a list on a page shows, of which records, and the files that these are from."""
    section, options = sections_of(env)[request.section], dict(request.options)
    if section.needs_cited_records:
        collection, sources = cast("Any", env.get_domain(DOMAIN)).referenced(
            docname, options, request.sources
        )
        return collection, section.gathered(collection, options), sources
    collection = collection_for(request, str(env.srcdir), declared_in(env))
    return collection, section.choose(collection, options), request.sources


def fill(
    found: Sequence[ours.placeholder | ours.filter_form | ours.above_list | ours.group_heading],
    document: nodes.document,
    env: BuildEnvironment,
) -> None:
    """Fill the placeholders of a document.

    For HTML a node keeps its fragments, which are written when the page is; of the doctree Sphinx sees the
    words (for the search index) and the pictures (to copy). For other formats nodes take its place.
    """
    keeps_headings = site.knows_our_nodes(build_of(env).builder)
    with paused_collection():
        filling = _Filling(document, env)
        # What leads to entries asks for the ids that these have been given.
        for node in sorted(found, key=lambda each: isinstance(each, ours.above_list)):
            if isinstance(node, ours.above_list):
                filling.fill_above(node)
            elif not isinstance(node, ours.group_heading):
                filling.fill(node)
            elif not keeps_headings:
                node.replace_self(nodes.paragraph("", "", nodes.strong("", node.astext())))


class _Filling:
    """The filling of one document, which holds one page, or all of them."""

    def __init__(self, document: nodes.document, env: BuildEnvironment) -> None:
        self._env = env
        self._builder = build_of(env).builder
        self._contributors = contributors_of(env) if self._builder.format == "html" else []
        self._domain: Any = env.get_domain(DOMAIN)
        self._language = document.settings.language_code
        self._taken = document.ids.keys()
        # References look up there what is at hand.
        self._places, self._given = build_of(env).places, build_of(env).given
        self._chosen: dict[
            tuple[str, ours.Request], tuple[Collection, tuple[Chosen, ...], tuple[str, ...]]
        ] = {}
        self._numbering = Numbering()
        self._forms: dict[str, Form] = {}
        self._filtered: dict[str, str] = {}
        """List → the class of its entries."""
        self._legends: dict[tuple[str, ours.Request], Fragments] = {}
        """What the signs of a list mean, where that is to stand above its first heading."""

    def _chosen_for(
        self, docname: str, request: ours.Request
    ) -> tuple[Collection, tuple[Chosen, ...], tuple[str, ...]]:
        place = (docname, request)
        if place not in self._chosen:
            self._chosen[place] = chosen(self._env, docname, request)
        return self._chosen[place]

    def fill_above(self, node: ours.above_list) -> None:
        """Fill what stands above a list, for screens alone."""
        request, docname = node["request"], docname_of(node, self._env)
        fragments: Fragments = ()
        if self._builder.format == "html" and self._builder.name != "epub":
            section, (_all, groups, sources) = (
                sections_of(self._env)[request.section],
                self._chosen_for(docname, request),
            )

            def anchor_of(record: Record) -> str:
                keys = section.keys(record)
                own = anchor(section.entry_kind, keys[0]) if keys and keys[0] else ""
                return self._given.get((docname, own), "")

            page = Above(
                self._forms.get(node["list"]), tuple(node["headings"]), anchor_of, self._language or "en"
            )
            legend = self._legends.get((docname, request), ())
            own = section.above_list(groups, dict(request.options), page)
            node["fragments"] = fragments = (*legend, *own)
            node["data_files"] = sources
        if not fragments:
            node.parent.remove(node)

    def fill(self, node: ours.placeholder | ours.filter_form) -> None:
        env, request = self._env, node["request"]
        section = sections_of(env)[request.section]
        options = dict(request.options)
        docname = docname_of(node, env)
        if section.introduces_owner and site.has_profile_beside(self._builder, env.metadata.get(docname, {})):
            options["beside"] = True
        collection, groups, sources = self._chosen_for(docname, request)
        builder, number = cast("StandaloneHTMLBuilder", self._builder), node.get("index", 0)
        shown = ShownGroup(builder, docname, request, section, options, groups, number, sources, collection)
        if isinstance(node, ours.filter_form):
            node["number"] = len(self._filtered) + 1
            own = next((found for each in self._contributors if (found := each.form(node, shown))), "")
            self._filtered[node["list"]] = own
            if not own:
                node.parent.remove(node)
            elif self._builder.name != "epub":
                self._forms[node["list"]] = Form(node["number"], node["filter"].facets)
        elif shown.number >= len(groups):
            node.parent.remove(node)
        else:
            fragments = self._described(shown, collection, node)
            fragments = _classed(fragments, " ".join(node["classes"]), 1)
            if self._builder.format == "html":
                if section.has_above and self._builder.name != "epub" and not number and groups[0].labels:
                    self._legends[docname, request], fragments = _parted_from_legend(fragments)
                self._prepare_for_html(node, shown, fragments)
                return
            host = NodeHost(self._builder, docname, sources)
            replacement = to_nodes(fragments, host)
            if not host.knows_our_nodes:
                for identifier in node["ids"]:
                    replacement = with_target(identifier, replacement)
            elif node["ids"]:
                replacement.insert(0, nodes.target("", "", ids=node["ids"]))
            node.replace_self(replacement)

    def _claim(self, docname: str, identifier: str) -> str:
        """The id of an entry; empty where its page has it already, or another page of the document the same."""
        given, number = identifier, 1
        if identifier.startswith(f"{REFERENCE}-") and (docname, identifier) not in self._given:
            # The lists of several pages have marks of their own.
            while given in self._taken or given in self._places:
                number += 1
                given = f"{identifier}-{number}"
        if given in self._taken or given in self._places:
            return ""
        self._places[given] = docname
        self._given[docname, identifier] = given
        return given

    def _described(self, shown: ShownGroup, collection: Collection, node: ours.placeholder) -> Fragments:
        env, docname, markup, people = self._env, shown.docname, markup_for(collection), collection.people
        claim = partial(self._claim, docname)
        description = description_for(
            env, docname, markup, people, claim, self._language or "en", collection.profile
        )
        style = shown.options.get("style", ())
        # Which only a list in a style needs.
        found = {
            name: later("sphinx_academic.pages.styled:references_in")(name, env, chosen)
            for name in (*styles_of(shown.options), *styles_among(shown.options.get("cite", ())))
        }
        references = {name: each for name, each in found.items() if each}
        styled = {
            name: partial(each.cite, markup, description.highlights.hold) for name, each in references.items()
        }
        form = self._forms.get(node.get("list", ""))
        description = replace(
            description,
            numbering=self._numbering,
            picks=form.picks if form is not None else unpicked,
            venues=collection.venues if shown.options.get("venues") == "chips" else {},
            page_of=page_addresses.paper_pages(env).page_of,
            former_keys=self._former_keys(shown),
            cited_in=partial(self._cited_in, shown.request, docname),
            cite=self._cite(shown, styled[style], description) if style in styled else None,
            styled=styled,
            places_of=partial(self._domain.places_within, docname, shown.options.get("scope", "")),
            entry_at=partial(self._entry_at, docname),
        )
        if self._env.config.academic_templates:
            # Which only those need who have templates.
            from sphinx_academic.pages.templates import templates_of
            from sphinx_academic.sections.templated import dressing

            templates = templates_of(env)
            if templates is not None and (name := templates.name_for(shown.section)):
                description = replace(description, dressed=dressing(name))
        if shown.section.needs_cited_records:
            marks = self._domain.marks(docname, shown.options)
            description = replace(description, mark_of=lambda work: marks.get(work.key, ""))
        fragments = shown.section.describe(shown.groups, shown.number, shown.options, description)
        for each in references.values():
            each.save()
        if shown.section.needs_cited_records:
            section, groups = shown.section, shown.groups
            for message, hint in section.unmet(collection, groups, shown.options, description):
                tell_at(Code.OPTION, f"{message} {hint}", node)
        return fragments

    def _former_keys(self, shown: ShownGroup) -> dict[str, list[str]]:
        """The keys that entries had before, as far as no entry of the site has them."""
        section, kind = shown.section, shown.section.entry_kind or "publication"
        renamed = (record for record in shown.groups[shown.number].records if record.former_keys)
        return {
            section.keys(record)[0]: [
                key for key in record.former_keys if not self._domain.has_entry(kind, key)
            ]
            for record in renamed
        }

    def _cite(
        self, shown: ShownGroup, alone: Callable[..., Fragments], description: Description
    ) -> Callable[..., Fragments]:
        """What makes the references of a list: those of its style's own list, if it is one, else each by itself."""
        alone = partial(alone, letter_of=description.letter_of)
        if not shown.section.refers:
            return alone
        keys = {work.key for work in shown.groups[shown.number].records}
        together = self._domain.references(shown.docname, shown.options, keys)
        as_listed = later("sphinx_academic.pages.styled:cite_as_listed")
        return partial(as_listed, together, description.highlights.hold, alone)

    def _cited_in(self, request: ours.Request, docname: str, kind: str, key: str) -> list[CitedPlace]:
        """The objects and the other pages that refer to an entry, told where references to it lead."""
        places: Sequence[CitedPlace] = self._domain.places_of(kind, key)
        home = self._domain.home_of(kind, key) if places else None
        if home and home.docname == docname and home.listing[:2] == request[:2]:
            return [place for place in places if place.sort or place.docname != docname]
        return []

    def _entry_at(self, docname: str, kind: str, key: str) -> tuple[str, str]:
        """Page and id of an entry, in a list, the page's own before any other, or among the references of the page or the project;
        empty where none shows it."""
        if home := self._domain.home_of(kind, key):
            lists = self._domain.index.places_of(kind, key)
            shown = next((each for each in lists if each.docname == docname), home)
            # Where all pages are one document, the first list that shows an entry has its id.
            return self._places.get(shown.facts.anchor, shown.docname), shown.facts.anchor
        is_here = references_on(self._env, docname) and (kind, key) in self._domain.cited.get(docname, ())
        pages = [docname] if is_here else reference_pages(self._env)
        return (pages[0], f"{REFERENCE}-{key}") if pages else ("", "")

    def _prepare_for_html(self, node: ours.placeholder, shown: ShownGroup, fragments: Fragments) -> None:
        for contributor in self._contributors:
            fragments = (*fragments, *contributor.behind(shown))
        fragments = _classed(fragments, self._filtered.get(node.get("list", ""), ""), 1)
        # A "\\(" in data is no formula: only what is one may be read by MathJax.
        fragments = _classed(fragments, "tex2jax_ignore mathjax_ignore")
        node["fragments"] = fragments
        node["data_files"] = shown.sources
        node["records"] = shown.groups[shown.number].records
        node.children.clear()
        # Each word once, and none of entries in BibTeX, is all that the search index asks for.
        words = dict.fromkeys(" ".join(texts(fragments, unread=is_bibtex)).split())
        node += nodes.Text(" ".join(words))
        urls = (each.attributes["url"] for each in elements(fragments) if each.kind in {"figure", "image"})
        for path in filter(
            None, (links.find_image(self._env, url, shown.sources).path for url in urls if url)
        ):
            node += nodes.image(uri=path, candidates={"*": path}, alt="")


def _parted_from_legend(fragments: Fragments) -> tuple[Fragments, Fragments]:
    """What the signs mean, which a list begins with, in a division of its own, and the list without."""
    first = fragments[0] if fragments else ""
    if isinstance(first, str) or not first.children:
        return (), fragments
    legend, *rest = first.children
    if isinstance(legend, str) or legend.kind != "legend":
        return (), fragments
    alone = Element("division", (legend,), "academic academic-of-list")
    return (alone,), (first._replace(children=tuple(rest)), *fragments[1:])


def _classed(fragments: Fragments, classes: str, count: int | None = None) -> Fragments:
    """The blocks, or the first of them, with further classes."""
    blocks = fragments[:count] if classes else ()
    classed = [
        block if isinstance(block, str) else block._replace(classes=f"{block.classes} {classes}".strip())
        for block in blocks
    ]
    return (*classed, *fragments[len(classed) :])
