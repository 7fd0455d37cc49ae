"""Which pages refer to what, and which pages have to be written again when that, or what they refer to, has changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_academic.data.located import paused_collection
from sphinx_academic.domain.citing.headings import say_headings
from sphinx_academic.domain.index import Name
from sphinx_academic.formats import state_of
from sphinx_academic.pages.build import known_problems, notes_of, reference_pages, references_on
from sphinx_academic.pages.kept_files import SitePart, digest_of, outputs_of
from sphinx_academic.pages.links import RecordFile, files_of_record, files_of_site
from sphinx_academic.pages.page_addresses import all_pages, pages_of
from sphinx_academic.pages.site import in_reading_order
from sphinx_academic.problems import Problem
from sphinx_academic.sections.base import markup_for
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_academic.domain.academic import AcademicDomain


def update(domain: AcademicDomain, builder: Builder) -> list[str]:
    """Bring what is known of references up to date, for which the data are read only when they or a page have changed; gives the
    pages that show something else now."""
    domain.forget()
    env, outputs = domain.env, outputs_of(builder)
    before = outputs.made_of(SitePart.SAID)
    old: dict[str, str] = json.loads(before or "{}")
    # Which data files there are, and in which state.
    names = {*files_of_site(env), *(name for each in domain.index.lists for name in each.sources)}
    for notes in notes_of(env).values():
        names.update(name for each in notes.references for name in each.sources)
    if env.config.academic_cite_style.endswith(".csl"):
        names.add(env.config.academic_cite_style)
    stamp = digest_of(sorted(names), state_of(Path(env.srcdir, name) for name in sorted(names)))
    if not domain.changed and stamp == old.pop("", None):
        outputs.note_made_of(SitePart.SAID, before)
        # What says how works are cited has to be loaded for that.
        if any(notes.cites_in_headings for notes in notes_of(env).values()):
            say_headings(env, domain.citing)
        return []
    domain.changed = False
    with paused_collection():
        known = _cited(domain)
        digests = _digests(domain, known, say_headings(env, domain.citing))
    outputs.note_made_of(SitePart.SAID, json.dumps({"": stamp, **digests}))
    stale = {name for name in digests.keys() | old.keys() if digests.get(name) != old.get(name)}
    return sorted(stale & env.found_docs)


def _cited(domain: AcademicDomain) -> dict[Name, str]:
    """Find out what pages refer to; gives a digest of what each of these entries shows: the record, what it links to (which is
    copied, as the page links to it when it shows the record), and what all records of its files share."""
    env, notes = domain.env, notes_of(domain.env)
    cited: dict[str, dict[Name, None]] = {}
    known: dict[Name, str] = {}
    of_collections: dict[int, str] = {}
    problems: set[Problem] = set()
    # What a record links to does not depend on the page that cites it.
    files_of: dict[int, list[RecordFile]] = {}
    for docname in dict.fromkeys((*in_reading_order(env), *sorted(env.found_docs))):
        asked = notes[docname].citations if docname in notes else ()
        keys = (
            (each, key)
            for kind, key in asked
            for each in ((kind,) if kind else domain.kinds_of(key, docname))
        )
        found = (domain.library.find(kind, key, docname) for kind, key in keys)
        for facts, record, _section, collection, _sources in filter(None, found):
            markup = markup_for(collection)
            if id(record) not in files_of:
                files_of[id(record)] = (
                    [*files_of_record(env, record, markup, pictures=False)] if record else []
                )
            files = files_of[id(record)]
            for file in files:
                if file.found.path:
                    env.dlfiles.add_file(docname, file.found.path)
                if file.problem:
                    problems.add(file.problem)
            name = facts[:2]
            cited.setdefault(docname, {})[name] = None
            if name not in known:
                if id(collection) not in of_collections:
                    of_collections[id(collection)] = digest_of(collection.people, collection.links)
                shared = of_collections[id(collection)]
                page = pages_of(env, facts.kind).page_of_key(facts.key)
                known[name] = digest_of(facts, record, files, page, shared)
    if cited or domain.library.choosing:
        problems.update(domain.library.problems())
    for problem in sorted(problems - known_problems(env)):
        tell(problem)
    domain.note_cited({docname: tuple(names) for docname, names in cited.items()})
    return known


def _digests(
    domain: AcademicDomain, known: Mapping[Name, str], headings: Mapping[str, str]
) -> dict[str, str]:
    """For each page, everything that it shows of entries that stand elsewhere, or of pages that refer to its own."""
    env, cited = domain.env, domain.cited
    notes, of_project = notes_of(env), reference_pages(env)
    library = domain.library

    def listing(name: Name) -> list[str]:
        """The pages whose lists of references a link may lead to."""
        return [*of_project, *(page for page in library.choosing if library.lists_on(page, name[1]))]

    with_pages = " ".join(repr(found.places()) for found in all_pages(env).values() if found)
    style = domain.citing.style()
    decided = {name: style.says_of(name[1]) if name[0] == "publication" else "" for name in known}
    letters = " ".join(f"{name} {words}" for name, words in sorted(decided.items()) if words)
    said: dict[str, list[str]] = {docname: [] for docname in sorted(env.found_docs)}
    homes = {name: domain.home_of(*name) for name in sorted(known)}
    for docname, parts in said.items():
        if with_pages and docname in notes and notes[docname].entries:
            parts.append(with_pages)
        if docname in notes and notes[docname].lists:
            parts += filter(None, [letters])
        for name in cited.get(docname, ()):
            home = homes[name]
            place = f"{home.docname} {home.facts.anchor}" if home else repr(listing(name))
            parts.append(f"{name} {known[name]} {decided[name]} {place}")
        scopes = {each.scope for each in references_on(env, docname)}
        if scopes & {"chapter", "project"}:
            chapter = "" if "project" in scopes else library.chapter_of(docname)
            parts.extend(
                f"{page} {name} {known[name]} {decided[name]}"
                for page, names in cited.items()
                for name in names
                if not chapter or library.chapter_of(page) == chapter
            )
        for listed in references_on(env, docname):
            if listed.condition:
                chosen = library.chosen(docname, listed).items()
                parts.append(digest_of(*((key, found.record) for key, found in chosen)))
        parts += library.chapter_lists.get(library.chapter_of(docname), ())
        parts += filter(None, [style.says_on(docname)])
    gathered = ""
    for docname, words in headings.items():
        said[docname].append(words)
    for docname, own in notes.items():
        if own.gathers and docname in said:
            # Records, where they are, and the objects that refer to them.
            gathered = gathered or digest_of(
                of_project,
                [
                    (name, known[name], decided[name], (homes[name] or ())[:2], domain.places_of(*name))
                    for name in known
                ],
            )
            said[docname].append(gathered)
    for name, home in homes.items():
        if home is not None and home.docname in said:
            titles = [(page, env.titles[page].astext()) for page in domain.cited_in(*name)]
            said[home.docname].append(f"{name} {titles} {domain.places_of(*name)}")
    return {docname: digest_of(*parts) for docname, parts in said.items() if parts}
