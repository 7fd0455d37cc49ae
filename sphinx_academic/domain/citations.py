"""Which pages refer to what, and which pages have to be written again when that, or what they refer to, has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_academic.data.located import paused_collection
from sphinx_academic.domain.index import Name
from sphinx_academic.domain.resolving import reference_pages
from sphinx_academic.formats import state_of
from sphinx_academic.pages.kept_files import SitePart, outputs_of
from sphinx_academic.pages.links import files_of_record, files_of_site
from sphinx_academic.pages.notes import known_problems, notes_of
from sphinx_academic.pages.paper_addresses import paper_pages
from sphinx_academic.pages.site import in_reading_order
from sphinx_academic.problems import Problem
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.domain.academic import AcademicDomain
    from sphinx_academic.domain.resolving import Found


def update(domain: AcademicDomain, builder: Builder) -> list[str]:
    """Bring what is known of references up to date; gives the pages that show something else now.

    The data are read only when they or a page have changed, and something refers to them.
    """
    domain.forget()
    env, outputs = domain.env, outputs_of(builder)
    before = outputs.made_of(SitePart.SAID)
    old: dict[str, str] = json.loads(before or "{}")
    stamp = _stamp(domain)
    if not domain.changed and stamp == old.pop("", None):
        outputs.note_made_of(SitePart.SAID, before)
        return []
    domain.changed = False
    with paused_collection():
        states = _States(env)
        order = dict.fromkeys((*in_reading_order(env), *sorted(env.found_docs)))
        found = {docname: tuple(dict.fromkeys(_found_on(domain, docname, states))) for docname in order}
        domain.note_cited({docname: names for docname, names in found.items() if names})
        digests = _digests(domain, states)
    for problem in sorted(states.problems - known_problems(env)):
        tell(problem)
    outputs.note_made_of(SitePart.SAID, json.dumps({"": stamp, **digests}))
    stale = {name for name in digests.keys() | old.keys() if digests.get(name) != old.get(name)}
    return sorted(stale & env.found_docs)


def _stamp(domain: AcademicDomain) -> str:
    """Which data files there are, and in which state."""
    names = {*files_of_site(domain.env), *(name for each in domain.index.lists for name in each.sources)}
    for notes in notes_of(domain.env).values():
        names.update(name for _scope, sources in notes.references for name in sources)
    files = sorted(names)
    return _digest(repr(files), repr(state_of(Path(domain.env.srcdir, name) for name in files)))


class _States:
    """What pages show of the entries that they refer to, each as a digest."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._pages = paper_pages(env)
        self._of_collections: dict[int, str] = {}
        self.known: dict[Name, str] = {}
        self.problems: set[Problem] = set()
        self.of_pages = _digest(repr(self._pages.places())) if self._pages else ""
        """Which publications have pages of their own."""

    def note(self, docname: str, name: Name, found: Found) -> None:
        """Remember what a page refers to: the record, what that links to, and what all records of its files share.

        The files are copied, as the page links to them when it shows the record.
        """
        facts, record = found.entry
        files = [*files_of_record(self._env, record, found.markup, pictures=False)] if record else []
        for file in files:
            if file.path:
                self._env.dlfiles.add_file(docname, file.path)
            if file.problem:
                self.problems.add(file.problem)
        if name not in self.known:
            collection = found.collection
            shared = self._of_collections.get(id(collection))
            if shared is None:
                shared = _digest(repr(collection.people), repr(collection.links))
                self._of_collections[id(collection)] = shared
            content, page = repr(record) if record else "", self._pages.page_of_key(facts.key)
            self.known[name] = _digest(repr(facts), content, repr(files), page, shared)


def _found_on(domain: AcademicDomain, docname: str, states: _States) -> Iterator[Name]:
    """The entries that a page refers to; notes the state of their records, and the files that these link to."""
    notes = notes_of(domain.env).get(docname)
    for kind, key in notes.citations if notes else ():
        for each in (kind,) if kind else domain.kinds_of(key, docname):
            found = domain.library.find(each, key, docname)
            if found is not None:
                name = found.entry.facts[:2]
                yield name
                states.note(docname, name, found)


def _digests(domain: AcademicDomain, states: _States) -> dict[str, str]:
    """For each page, everything that it shows of entries that stand elsewhere, or of pages that refer to its own."""
    env, cited, known = domain.env, domain.cited, states.known
    notes, of_project = notes_of(env), reference_pages(env)
    said: dict[str, list[str]] = {docname: [] for docname in sorted(env.found_docs)}
    homes = {name: domain.home_of(*name) for name in sorted(known)}
    for docname, parts in said.items():
        if states.of_pages and docname in notes and notes[docname].entries:
            parts.append(states.of_pages)
        for name in cited.get(docname, ()):
            home = homes[name]
            place = f"{home.docname} {home.anchor}" if home else repr(of_project)
            parts.append(f"{name} {known[name]} {place}")
        if docname in of_project:
            parts.extend(f"{page} {name} {known[name]}" for page, names in cited.items() for name in names)
    for name, home in homes.items():
        if home is not None and home.docname in said:
            pages = [(page, env.titles[page].astext()) for page in domain.cited_in(*name)]
            said[home.docname].append(f"{name} {pages}")
    return {docname: _digest(*parts) for docname, parts in said.items() if parts}


def _digest(*said: str) -> str:
    return hashlib.md5("\0".join(said).encode(), usedforsecurity=False).hexdigest()
