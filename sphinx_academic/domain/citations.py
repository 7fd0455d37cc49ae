"""Which pages refer to what, and which pages have to be written again when that, or what they refer to, has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_academic.data.located import paused_collection
from sphinx_academic.domain.index import Name
from sphinx_academic.formats import state_of
from sphinx_academic.pages.kept_files import SitePart, outputs_of
from sphinx_academic.pages.links import files_of_record, files_of_site
from sphinx_academic.pages.notes import known_problems, notes_of
from sphinx_academic.pages.paper_addresses import PaperPages, paper_pages
from sphinx_academic.problems import Problem
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.data.collection import Collection
    from sphinx_academic.domain.academic import AcademicDomain
    from sphinx_academic.domain.library import Found, Library


def stamp_of(env: BuildEnvironment, domain: AcademicDomain) -> str:
    """Which data files there are, and in which state."""
    names = {*files_of_site(env), *(name for entry in domain.index.lists() for name in entry.sources)}
    for notes in notes_of(env).values():
        for _scope, sources in notes.references:
            names.update(sources)
    srcdir = Path(env.srcdir)
    files = sorted(names)
    return _digest(repr(files), repr(state_of(srcdir / name for name in files)))


def update(env: BuildEnvironment, domain: AcademicDomain, builder: Builder) -> list[str]:
    """Bring what is known of references up to date; gives the pages that show something else now.

    The data are read only when they or a page have changed, and something refers to them.
    """
    domain.forget_records()
    outputs = outputs_of(builder)
    before = outputs.made_of(SitePart.SAID)
    old: dict[str, str] = json.loads(before or "{}")
    stamp = stamp_of(env, domain)
    if not domain.changed and stamp == old.pop("", None):
        outputs.note_made_of(SitePart.SAID, before)
        return []
    domain.changed = False
    library = domain.library
    with paused_collection():
        cited: dict[str, tuple[Name, ...]] = {}
        states = _States(env, paper_pages(env))
        for docname in library.pages_in_order():
            found = tuple(dict.fromkeys(_found_on(domain, library, docname, states)))
            if found:
                cited[docname] = found
        domain.note_cited(cited)
        digests = {
            docname: digest
            for docname in sorted(env.found_docs)
            if (digest := _digest_of_page(env, domain, docname, states))
        }
    for problem in sorted(states.problems - known_problems(env)):
        tell(problem)
    outputs.note_made_of(SitePart.SAID, json.dumps({"": stamp, **digests}))
    stale = {name for name in digests.keys() | old.keys() if digests.get(name) != old.get(name)}
    return sorted(stale & env.found_docs)


class _States:
    """What pages show of the entries that they refer to, each as a digest."""

    def __init__(self, env: BuildEnvironment, pages: PaperPages) -> None:
        self._env = env
        self._pages = pages
        self._of_collections: dict[int, str] = {}
        self._known: dict[Name, str] = {}
        self.problems: set[Problem] = set()
        self.of_pages = _digest(repr(pages.places())) if pages else ""
        """Which publications have pages of their own."""

    def note(self, docname: str, name: Name, found: Found) -> None:
        """Remember what a page refers to: the record, what that links to, and what all records of its files share.

        The files are copied, as the page links to them when it shows the record.
        """
        facts, record = found.cited
        files = (
            [*files_of_record(self._env, record, found.markup, pictures=False)] if record is not None else []
        )
        for file in files:
            if file.path:
                self._env.dlfiles.add_file(docname, file.path)
            if file.problem:
                self.problems.add(file.problem)
        if name not in self._known:
            content = repr(record) if record is not None else ""
            page = self._pages.page_of_key(facts.key)
            self._known[name] = _digest(repr(facts), content, repr(files), page, self._of(found.collection))

    def _of(self, collection: Collection) -> str:
        known = self._of_collections.get(id(collection))
        if known is None:
            said = (repr(collection.people), repr(collection.links))
            known = self._of_collections[id(collection)] = _digest(*said)
        return known

    def __getitem__(self, name: Name) -> str:
        return self._known[name]

    def __iter__(self) -> Iterator[Name]:
        return iter(self._known)


def _found_on(domain: AcademicDomain, library: Library, docname: str, states: _States) -> Iterator[Name]:
    """The entries that a page refers to; notes the state of their records, and the files that these link to."""
    notes = domain.notes.get(docname)
    for kind, key in notes.citations if notes else ():
        for each in (kind,) if kind else domain.kinds_of(key, docname):
            found = library.find(each, key, docname)
            if found is not None:
                name = (found.cited.facts.kind, found.cited.facts.key)
                yield name
                states.note(docname, name, found)


def _digest_of_page(env: BuildEnvironment, domain: AcademicDomain, docname: str, states: _States) -> str:
    """Everything that a page shows of entries that stand elsewhere, or of pages that refer to its own."""
    said: list[str] = []
    if states.of_pages and docname in domain.notes and domain.notes[docname].entries:
        said.append(states.of_pages)
    for name in domain.cited.get(docname, ()):
        home = domain.home_of(*name)
        place = f"{home.docname} {home.anchor}" if home else repr(domain.reference_pages(name[0]))
        said.append(f"{name} {states[name]} {place}")
    if docname in domain.reference_pages("publication"):
        said.extend(f"{page} {name} {states[name]}" for page, names in domain.cited.items() for name in names)
    for name in sorted(states):
        home = domain.home_of(*name)
        if home is not None and home.docname == docname:
            pages = [(page, env.titles[page].astext()) for page in domain.cited_in(*name)]
            said.append(f"{name} {pages}")
    return _digest(*said) if said else ""


def _digest(*said: str) -> str:
    return hashlib.md5("\0".join(said).encode(), usedforsecurity=False).hexdigest()
