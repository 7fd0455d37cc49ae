"""Which pages refer to what, and which pages have to be written again when that, or what they refer to, has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_academic.data.collecting import paused_collection
from sphinx_academic.data.readers import read_along
from sphinx_academic.problems import Problem
from sphinx_academic.sections.record_files import files_of
from sphinx_academic.telling import tell

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.domain.academic import AcademicDomain
    from sphinx_academic.domain.library import Library

ROLES = {"pub": "publication", "news": "news", "competition": "competition", "person": "person"}
"""Role → kind."""

Name = tuple[str, str]


def citations_in(document: nodes.document) -> Iterator[Name]:
    """Kind and key of everything that a page refers to, in order; without a kind where the reference may mean anything."""
    for node in document.findall(addnodes.pending_xref):
        if node.get("intersphinx"):
            continue
        reftype = node["reftype"]
        if node.get("refdomain") == "academic" and reftype in ROLES:
            yield ROLES[reftype], node["reftarget"]
        elif reftype in {"any", "myst"} and not node.get("refdomain"):
            yield "", node["reftarget"]


def stamp_of(env: BuildEnvironment, domain: AcademicDomain, library: Library) -> str:
    """Which data files there are, and in which state."""
    names = {*library.own_sources(), *library.sources_of_lists()}
    for lists in domain.references.values():
        for _scope, sources in lists:
            names.update(sources)
    return _digest(*(repr(each) for each in _states(sorted(names), Path(env.srcdir))))


def _states(names: list[str], srcdir: Path) -> Iterator[tuple[str, int, int]]:
    for name in names:
        for path in (srcdir / name, *read_along(srcdir / name)):
            try:
                status = path.stat()
                yield str(path), status.st_mtime_ns, status.st_size
            except (OSError, ValueError):
                yield str(path), 0, 0


def update(env: BuildEnvironment, domain: AcademicDomain) -> list[str]:
    """Bring what is known of references up to date; gives the pages that show something else now.

    The data are read only when they or a page have changed, and something refers to them.
    """
    domain.forget_records()
    library = domain.library
    stamp = stamp_of(env, domain, library)
    if not domain.changed and stamp == domain.data["stamp"]:
        return []
    domain.changed = False
    domain.data["stamp"] = stamp
    problems: set[Problem] = set()
    with paused_collection():
        cited: dict[str, tuple[Name, ...]] = {}
        states: dict[Name, str] = {}
        for docname in library.pages_in_order():
            found = tuple(dict.fromkeys(_found_on(env, domain, library, docname, states, problems)))
            if found:
                cited[docname] = found
        domain.note_cited(cited)
        digests = {
            docname: digest
            for docname in sorted(env.found_docs)
            if (digest := _digest_of_page(env, domain, docname, states))
        }
    for problem in sorted(problems - domain.known_problems()):
        tell(problem)
    old: dict[str, str] = domain.data["digests"]
    domain.data["digests"] = digests
    stale = {name for name in digests.keys() | old.keys() if digests.get(name) != old.get(name)}
    return sorted(stale & env.found_docs)


def _found_on(
    env: BuildEnvironment,
    domain: AcademicDomain,
    library: Library,
    docname: str,
    states: dict[Name, str],
    problems: set[Problem],
) -> Iterator[Name]:
    """The entries that a page refers to; notes the state of their records, and the files that these link to."""
    for kind, key in domain.citations.get(docname, ()):
        for each in (kind,) if kind else domain.kinds_of(key, docname):
            found = library.find(each, key, docname)
            if found is None:
                continue
            facts, record = found.cited
            name = (facts.kind, facts.key)
            yield name
            if name not in states:
                content = repr(sorted(record.__dict__.items())) if record is not None else ""
                states[name] = _digest(repr(facts), content)
            for file in files_of(env, record, found.markup, pictures=False) if record is not None else ():
                # They are copied, as the page links to them when it shows the record.
                if file.path:
                    env.dlfiles.add_file(docname, file.path)
                if file.problem:
                    problems.add(file.problem)


def _digest_of_page(
    env: BuildEnvironment, domain: AcademicDomain, docname: str, states: dict[Name, str]
) -> str:
    """Everything that a page shows of entries that stand elsewhere, or of pages that refer to its own."""
    said: list[str] = []
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
