"""Writes ``publications.json`` and ``people.json`` (``academic_publish_records``), with what pages of the site show and no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_academic.content.fragments import in_a_row
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.located import paused_collection
from sphinx_academic.data.naming import anchor
from sphinx_academic.data.records import Person, Profile, Publication
from sphinx_academic.data.select import newness, once_each
from sphinx_academic.data.values.addresses import complete, is_email
from sphinx_academic.formats.records_for_others import (
    Document,
    PublishedWork,
    people_document,
    publications_document,
)
from sphinx_academic.outputs import when_pages_are_written
from sphinx_academic.outputs.search import state_of_site
from sphinx_academic.pages.build import notes_of
from sphinx_academic.pages.kept_files import SitePart, outputs_of
from sphinx_academic.pages.links import files_of_site
from sphinx_academic.pages.page_addresses import all_pages
from sphinx_academic.pages.site import address_of, base_of, html_builder, in_reading_order, writes_pages
from sphinx_academic.pages.site_kinds import declared_in, sections_of
from sphinx_academic.pages.write import AbsolutePage
from sphinx_academic.problems import Code
from sphinx_academic.sections.base import (
    Chosen,
    Section,
    collection_for,
    collection_of,
    is_long,
    markup_for,
)
from sphinx_academic.sections.shown_fields import (
    of_person_in_list,
    of_person_on_page,
    of_work_in_list,
    of_work_on_page,
)
from sphinx_academic.setting_values import SettingFault, problem_in_config
from sphinx_academic.settings import site_title
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_academic.sections.options import Options

PUBLICATIONS, PEOPLE = "publications.json", "people.json"


class _Shown(NamedTuple):
    """A record where the site shows it, and the fields that are shown there."""

    record: Publication | Person | Profile
    collection: Collection
    sources: tuple[str, ...]
    docname: str
    place: tuple[str, ...]
    fields: frozenset[str]
    is_referred_to: bool = True
    """Whether references lead there."""


def setup(app: Sphinx) -> None:
    """Have both files written when all pages are known."""
    if writes_pages(app.builder):
        when_pages_are_written(app, _write)


def _write(app: Sphinx) -> None:
    outputs, builder = outputs_of(app.builder), html_builder(app)
    if not outputs.needs(SitePart.RECORDS, state_of_site(app.env)):
        return
    with paused_collection():
        works, people = _shown(builder)
        documents = {
            PUBLICATIONS: publications_document(_works(builder, works)),
            PEOPLE: people_document(_people(builder, people), site_title(app.config), base_of(builder)),
        }
    for path, text in documents.items():
        taken = _taken_by(app, path)
        if outputs.is_taken(path) or taken:
            message = f"'{path}' cannot be written: it is {taken or 'a folder of the site'}."
            fault = SettingFault("academic_publish_records", message, "Give that another name.")
            tell(problem_in_config(app.config, app.confdir, fault, Code.OUTPUT))
        else:
            outputs.write(SitePart.RECORDS, path, text.encode("utf-8"))


def _taken_by(app: Sphinx, path: str) -> str:
    """The file of ``html_extra_path`` that Sphinx copies to the same place; empty where there is none."""
    for name in app.config.html_extra_path:
        given = Path(app.confdir, name)
        if (given.name == path and given.is_file()) or Path(given, path).is_file():
            return f"a file of html_extra_path ('{name}')"
    return ""


# What is shown


def _shown(builder: StandaloneHTMLBuilder) -> tuple[list[_Shown], list[_Shown]]:
    """The publications and the people that the pages show, each once, with all that is to be seen of it somewhere."""
    works: dict[str, _Shown] = {}
    people: dict[str, _Shown] = {}
    found = (*_on_own_pages(builder), *_in_lists(builder))
    for each in sorted(found, key=lambda each: (isinstance(each.record, Profile), not each.is_referred_to)):
        record = each.record
        key = record.anchor_key if isinstance(record, Profile) else record.key
        records = works if isinstance(record, Publication) else people
        known = records.setdefault(key, each)
        records[key] = known._replace(fields=known.fields | each.fields)
    return list(works.values()), list(people.values())


def _on_own_pages(builder: StandaloneHTMLBuilder) -> Iterator[_Shown]:
    for pages in all_pages(builder.env).values():
        for page in pages.pages:
            record, where = page.record, (page.docname,)
            if isinstance(record, Publication | Person):
                is_work = isinstance(record, Publication)
                fields = of_work_on_page() if is_work else of_person_on_page()
                yield _Shown(record, page.collection, page.sources, page.docname, where, fields)


class _ShownList(NamedTuple):
    """A list of a page, which may be one of those that a curriculum vitae or a report consists of."""

    section: Section[Any]
    options: Options
    groups: Sequence[Chosen]
    is_cv: bool


def _lists(
    section: Section[Any], chosen: Sequence[Chosen], options: Options, sections: Mapping[str, Section[Any]]
) -> Iterator[_ShownList]:
    within = {id(listed): listed for group in chosen if (listed := getattr(group.about, "listed", None))}
    for listed in within.values():
        yield _ShownList(sections[listed.section], listed.options, listed.groups, section.stands_alone)
    if not within:
        yield _ShownList(section, options, chosen, is_cv=False)


def _in_lists(builder: StandaloneHTMLBuilder) -> Iterator[_Shown]:
    env = builder.env
    sections, notes = sections_of(env), notes_of(env)
    for docname in dict.fromkeys((*in_reading_order(env), *sorted(notes))):
        if docname not in notes:
            continue
        for request in notes[docname].published:
            collection = collection_for(request, str(env.srcdir), declared_in(env))
            section, options = sections[request.section], dict(request.options)
            chosen = section.choose(collection, options)
            is_referred_to = not options.get("no-index")
            for listed in _lists(section, chosen, options, sections):
                for record, fields in _in_list(listed):
                    kind = "publication" if isinstance(record, Publication) else "person"
                    key = record.anchor_key if isinstance(record, Profile) else record.key
                    place = (docname, anchor(kind, key)) if key else (docname,)
                    yield _Shown(record, collection, request.sources, docname, place, fields, is_referred_to)
        if notes[docname].has_profile_beside:
            files = files_of_site(env)
            collection = collection_of(files, str(env.srcdir), "profile", declared_in(env))
            fields = of_person_on_page()
            for each in collection.profile[:1]:
                yield _Shown(each, collection, files, docname, (docname,), fields)


def _in_list(listed: _ShownList) -> Iterator[tuple[Publication | Person | Profile, frozenset[str]]]:
    """The works, or the people, of a list, with what it shows of each."""
    section, options = listed.section, listed.options
    is_filtered = bool(options.get("filter")) and is_long(listed.groups)
    for record in once_each(listed.groups):
        if isinstance(record, Publication) and section.lists_works:
            fields = of_work_in_list(record, options, in_cv=listed.is_cv, is_filtered=is_filtered)
            yield record, fields
        elif isinstance(record, Person) and section.entry_kind == "person":
            yield record, of_person_in_list(record, options, in_cv=listed.is_cv)
        elif isinstance(record, Profile) and section.introduces_owner:
            yield record, of_person_on_page()


# How it is said


def _works(builder: StandaloneHTMLBuilder, works: Iterable[_Shown]) -> Iterator[PublishedWork]:
    def order(each: _Shown) -> tuple[object, ...]:
        assert isinstance(each.record, Publication)
        return newness(each.record.when, is_awaited=each.record.is_awaited), each.record.key

    for each in sorted(works, key=order):
        work = each.record
        assert isinstance(work, Publication)
        page = AbsolutePage(builder, each.docname, each.sources)
        values = {name: getattr(work, name) for name in work.fields if name not in each.fields}
        hidden = {name: type(value)() for name, value in values.items() if value}
        # What no field of ours holds is shown nowhere.
        shown = work.changed(**hidden, extra={}, url=_absolute(page, work.url))
        links = tuple((link.name, address) for link in work.links if (address := _absolute(page, link.url)))
        where = address_of(builder, *each.place) if base_of(builder) else ""
        yield PublishedWork(shown, markup_for(each.collection), where, links)


def _people(builder: StandaloneHTMLBuilder, people: Sequence[_Shown]) -> Iterator[Document]:
    for each in people:
        person, page = each.record, AbsolutePage(builder, each.docname, each.sources)
        assert not isinstance(person, Publication)
        markup = markup_for(each.collection)
        # E-mail is spelled out on pages, so that only people read it.
        links = [complete(link) for link in person.links]
        told = [
            {"name": link.name, "url": address}
            for link in links
            if not is_email(link.url) and (address := _absolute(page, link.url))
        ]
        said: Document = {
            "name": person.name,
            "other_names": list(person.other_names) if isinstance(person, Profile) else [],
            "role": in_a_row(markup.inline(person.role)),
            "affiliation": in_a_row(markup.inline(person.affiliation)),
            "about": in_a_row(markup.blocks(person.about)),
            "links": told,
        }
        where = address_of(builder, *each.place) if base_of(builder) else ""
        if isinstance(person, Person):
            said |= {
                "pronouns": person.pronouns,
                "orcid": person.orcid,
                "degree": in_a_row(markup.inline(person.degree)),
                "line": in_a_row(markup.inline(person.line)),
                "start": _year(person.began),
                "end": _year(person.ended),
            }
            said["now"] = in_a_row(markup.inline(person.now))
            said = {name: value for name, value in said.items() if name in each.fields}
            said["url"] = _absolute(page, person.url) or where
        else:
            said["url"] = where
        yield said


def _absolute(page: AbsolutePage, url: str) -> str:
    """An address as it is from anywhere; empty where it leads to nothing that is published, or the site has no address."""
    found = page.link(url) if url else None
    return found.href if found is not None and found.href.startswith(("https://", "http://")) else ""


def _year(when: object) -> str:
    year = getattr(when, "year", 0)
    return f"{year:04d}" if year > 0 else ""
