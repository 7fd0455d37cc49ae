"""A site from nothing but a name: what stands on its pages, and what its data hold, for a person, a lab or a documentation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sphinx_academic.content.markup import Markup, addresses_of, problems_in_texts
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.owner import Owner
from sphinx_academic.data.records import Person, Profile, Record
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.values.addresses import find_orcid, scheme_of
from sphinx_academic.data.values.name_parts import fold_name, may_be_same_given_names
from sphinx_academic.starting.project_files import LAYOUTS, SiteProject, project_files
from sphinx_academic.starting.site_files import NewFile
from sphinx_academic.starting.site_templates import rendered

SITE_KINDS = {
    "person": "a researcher's homepage",
    "lab": "the site of a group",
    "docs": "the documentation of a program, a course or a lab",
}
_FETCHED = frozenset(("person", "lab"))
"""The kinds of sites with papers of somebody's own."""


_MOST_NAMESAKES = 50
"""With more people of one family name nobody can be told apart, and comparing them all would take quadratic time."""


class Plan(NamedTuple):
    """What somebody wants to begin with."""

    name: str
    kind: str = next(iter(SITE_KINDS))
    sources: tuple[Path, ...] = ()
    """Files with papers and more, that are copied as they are."""
    layout: str = ""
    look: str = ""
    hosts: tuple[str, ...] = ()
    role: str = ""
    affiliation: str = ""
    """What a person is, and where."""
    lead: str = ""
    """Who leads a lab."""
    orcid: str = ""
    """The ORCID iD of the person, or of who leads the lab."""

    @property
    def usual_layout(self) -> str:
        """The layout, or that of such sites where none is said."""
        return self.layout or ("docs" if self.kind == "docs" else SiteProject("").layout)

    @property
    def is_fetched(self) -> bool:
        """Whether it has papers of somebody's own, of which services may have something to say."""
        return self.kind in _FETCHED


class _Page(NamedTuple):
    """A page or a data file: its template, its path, and of which of the flags one must be true for it to be written."""

    template: str
    path: str
    needs: str = ""
    title: str = ""
    """What the menu calls it where it is not its heading."""


_PAGES: Mapping[str, tuple[_Page, ...]] = {
    "person": (
        _Page("person/index.md", "index.md"),
        _Page("publications.md", "publications.md", "has_papers"),
        _Page("person/cv.md", "cv.md", "has_records", "CV"),
        _Page("person/site.yaml", "data/site.yaml"),
    ),
    "lab": (
        _Page("lab/index.md", "index.md"),
        _Page("lab/people.md", "people.md"),
        _Page("publications.md", "publications.md", "has_papers"),
        _Page("lab/people.yaml", "data/people.yaml"),
        _Page("lab/site.yaml", "data/site.yaml"),
    ),
    "docs": (
        _Page("docs/index.md", "index.md"),
        _Page("docs/writing.md", "writing.md"),
        _Page("docs/literature.md", "literature.md", "has_papers"),
        _Page("docs/site.yaml", "data/site.yaml"),
    ),
}

_PLACES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "person": (
        ("Who you are: role, photo, links", "`data/site.yaml`, below `profile`"),
        ("What you work on", "`index.md`"),
        ("News, positions, education, talks, awards", "`data/site.yaml`"),
    ),
    "lab": (
        ("What the group works on", "`index.md`"),
        ("Who belongs to it", "`data/people.yaml`"),
        ("News, projects, openings", "`data/site.yaml`"),
    ),
    "docs": (
        ("The first page", "`index.md`"),
        ("How pages are written", "`writing.md`"),
    ),
}


class Begun(NamedTuple):
    """A site that is ready to be written, and what is to be said of it."""

    files: tuple[NewFile, ...]
    highlight: tuple[str, ...] = ()
    """The spellings of a person's name that stand out."""
    is_unnamed: bool = False
    """Whether there are papers, and none of a person who is called so."""
    beside: tuple[str, ...] = ()
    """The files that data name by a path, which are not copied."""
    is_planned: bool = False
    """Whether the plan of what is fetched names somebody."""


def begun(plan: Plan, collection: Collection) -> Begun:
    """The files of a site; the ``collection`` is what its sources hold."""
    pages = _PAGES[plan.kind]
    copies = tuple(copies_below_data(plan.sources, {page.path for page in pages}))
    papers = collection.publications
    is_person = plan.kind == "person"
    spellings = spellings_of(plan.name, collection) if is_person else ()
    has_people = bool(collection.people or plan.lead)
    orcid = plan.orcid or _orcid_of(collection.profile)
    flags = {
        "has_papers": bool(papers),
        "has_records": any(
            records for kind, records in collection.records.items() if kind not in {Profile, Person}
        ),
        "has_news": bool(collection.news),
        "has_people": has_people,
        "has_profile": bool(collection.profile),
        "awaits_papers": bool(orcid and plan.is_fetched and not papers),
        "has_column": LAYOUTS[plan.usual_layout].has_column and not collection.profile,
    }
    shown = [page for page in pages if not page.needs or flags[page.needs]]
    menu = [
        f"{page.title} <{name}>" if page.title else name
        for page in shown
        if page.path.endswith(".md") and (name := page.path.removesuffix(".md")) != "index"
    ]
    where = (
        ", ".join(f"`{copy.path}`" for copy in copies)
        if papers
        else "`data/site.yaml`, or a `.bib` file in `data/`"
    )
    fetched = (("What services are asked for", "`academic.fetch.yaml`"),) if plan.is_fetched else ()
    places = (*_PLACES[plan.kind], ("Papers", where), *fetched)
    scholar = plan.name if is_person else plan.lead
    values = {
        **flags,
        "name": plan.name,
        "role": plan.role,
        "affiliation": plan.affiliation,
        "orcid": plan.orcid,
        "lead": "" if collection.people else plan.lead,
        "pages": menu,
        "places": places,
        "key": next((work.key for work in papers if re.fullmatch(r"[\w.:-]+", work.key)), ""),
    }
    usual = SiteProject(plan.name)
    project = usual._replace(
        highlight=(plan.name, *spellings)
        if is_person
        else ("every member",)
        if has_people and plan.kind == "lab"
        else (),
        layout=plan.usual_layout,
        look=plan.look or usual.look,
        hosts=plan.hosts,
        settings={} if plan.kind == "docs" else _PAGES_OF_RECORDS[plan.kind],
        excluded=tuple(copy.path for copy in copies if copy.path.lower().endswith((".md", ".markdown"))),
        is_strict=not has_mistakes(collection),
        places=places,
        is_fetched=plan.is_fetched,
        orcid=orcid,
        scholar=(scholar, *spellings) if scholar else (),
    )
    files = (
        *project_files(project),
        *(NewFile.of_text(page.path, rendered(page.template, **values)) for page in shown),
        *copies,
    )
    return Begun(
        files,
        spellings,
        is_person and bool(papers) and not spellings and not _is_among(plan.name, collection),
        _files_beside(collection),
        is_planned=bool(orcid and plan.is_fetched),
    )


_PAGES_OF_RECORDS: Mapping[str, Mapping[str, object]] = {
    "person": {"academic_paper_pages": True},
    "lab": {"academic_paper_pages": True, "academic_person_pages": True, "academic_names": "register"},
}


def _orcid_of(profile: Sequence[Profile]) -> str:
    """The ORCID iD to which a profile leads; empty where there is none."""
    links = (link.url for each in profile for _field, link in each.addresses())
    return next(filter(None, map(find_orcid, links)), "")


def has_mistakes(collection: Collection) -> bool:
    """Whether a build has something to tell of the data, be it that a file beside them is not copied."""
    markup = Markup(collection.links)
    return bool(collection.problems or _files_beside(collection)) or any(
        True for record in _records(collection) for _problem in problems_in_texts(record, markup)
    )


def _files_beside(collection: Collection) -> tuple[str, ...]:
    """The pictures and other files that data name by a path, which are not copied with them."""
    markup = Markup(collection.links)
    found = (
        url
        for record in _records(collection)
        for *_place, url in addresses_of(record, markup, pictures=True)
        if url and not scheme_of(url) and not url.startswith(("#", "//"))
    )
    return tuple(dict.fromkeys(found))


def _records(collection: Collection) -> Iterator[Record]:
    return (record for of_kind in collection.records.values() for record in of_kind)


def copies_below_data(sources: Sequence[Path], taken: set[str]) -> Iterator[NewFile]:
    """The sources below ``data``, each by a name that no file system takes for that of another, that is not hidden, and can be written in ``conf.py``."""
    used = {path.lower() for path in taken}
    for source in sources:
        called = Path("".join(sign if sign.isprintable() else "_" for sign in source.name))
        stem, suffix = called.stem.lstrip(".") or "papers", called.suffix or called.name
        names = (f"data/{stem}{f'-{number}' if number > 1 else ''}{suffix}" for number in range(1, 10_000))
        path = next(name for name in names if name.lower() not in used)
        used.add(path.lower())
        yield NewFile(path, copied_from=source)


def spellings_of(name: str, collection: Collection) -> tuple[str, ...]:
    """How else the data write somebody's name, so far as nobody else can be meant."""
    bold = Owner(Profile(name=name), collection.people).in_bold(collection)
    plain = Highlights((name,), collection.people)
    found: dict[str, str] = {}
    for work in collection.publications:
        among = bold.among(work.authors)
        for author in work.authors.people:
            if among.mean(author) and not plain.mean(author):
                found.setdefault(fold_name(author.name), author.name)
    return tuple(found.values())


def _is_among(name: str, collection: Collection) -> bool:
    plain = Highlights((name,), collection.people)
    return any(plain.mean(author) for work in collection.publications for author in work.authors.people)


def likely_owner(collection: Collection) -> str:
    """Whose the data are: who has the profile, else who has written most of the papers, of several the one who stands in front most
    often; empty where that is nobody, or still several."""
    if collection.profile:
        return collection.profile[0].name
    written: Counter[str] = Counter()
    in_front: Counter[str] = Counter()
    names: dict[str, str] = {}
    for work in collection.publications:
        authors = {folded: each.name for each in work.authors.people if (folded := fold_name(each.name))}
        names.update(authors)
        written.update([*authors])
        in_front.update([*authors][:1])
    by_family: dict[str, list[str]] = {}
    for name in written:
        by_family.setdefault(name.rpartition(" ")[2], []).append(name)

    def weight(name: str) -> tuple[int, int]:
        """How many papers are by somebody who may be called so, and how many begin with that one."""
        given = name.split()[:-1]
        same = [
            other
            for other in by_family[name.rpartition(" ")[2]][:_MOST_NAMESAKES]
            if other == name or may_be_same_given_names(given, other.split()[:-1])
        ]
        return sum(written[other] for other in same), sum(in_front[other] for other in same)

    weights = {name: weight(name) for name in written}
    most = max(weights.values(), default=None)
    likely = [name for name, each in weights.items() if each == most]
    if len({name.rpartition(" ")[2] for name in likely}) != 1:
        return ""
    # Of the spellings of one name that which is written out, then that of most papers.
    return names[max(likely, key=lambda name: (len(name.split()[0]) > 1, written[name], len(name)))]
