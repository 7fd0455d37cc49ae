"""Works of DataCite (its REST API, whose attributes are those of the DataCite Metadata Schema 4): read from one or a page of a list, and asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.data.values.addresses import find_arxiv, find_orcid
from sphinx_academic.data.values.identifiers import ARXIV_DOI
from sphinx_academic.fetching.fetched_works import fetched_work
from sphinx_academic.fetching.names_and_titles import text_of_arxiv
from sphinx_academic.fetching.source import (
    Asker,
    FetchedWork,
    Identifier,
    NotFoundError,
    Pace,
    Reply,
    Scholar,
    Source,
    UnavailableError,
)
from sphinx_academic.fetching.spelled_identifiers import normal_identifier
from sphinx_academic.formats.filling import add, as_plain, mapping_at, mapping_of, mappings_of, put
from sphinx_academic.formats.rich_text import rich_text, title_text
from sphinx_academic.formats.text import by_word
from sphinx_academic.problems import shorten

_KINDS = by_word({
    "dataset": "Dataset Collection Image Audiovisual Sound", "software": "Software ComputationalNotebook Model Workflow", "preprint": "Preprint",
    "article": "JournalArticle DataPaper", "conference": "ConferencePaper", "chapter": "BookChapter", "book": "Book", "thesis": "Dissertation",
    "report": "Report OutputManagementPlan Standard", "poster": "Poster", "talk": "Presentation",
})  # fmt: skip
_IN_WORDS = {name.lower(): kind for name, kind in _KINDS.items()} | by_word({
    "article": "article researcharticle", "conference": "conferencecontribution", "thesis": "thesis phdthesis doctoralthesis mastersthesis",
    "report": "technicalreport", "preprint": "workingpaper",
})  # fmt: skip
_OF_AN_INSTITUTION = frozenset(("thesis", "report", "preprint"))
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?(?![\w-])|[0-9]{4}-[0-9]{2}-[0-9]{2}(?=T)")
"""A date that may have a time behind it."""


def works_in(answer: RawValue) -> tuple[list[RawMapping], str] | None:
    """The works of an answer."""
    if not isinstance(answer, RawMapping) or "data" not in answer:
        return None
    data = answer["data"]
    items = [data] if isinstance(data, RawMapping) else [*mappings_of(data)]
    if not all(
        as_plain(item.get("type")) == "dois" and isinstance(item.get("attributes"), RawMapping)
        for item in items
    ):
        return None
    return [_work(mapping_of(item["attributes"])) for item in items], ""


def _work(item: RawMapping) -> RawMapping:
    made = RawMapping(item.line, item.column)
    here = (item.line, item.column) * 2

    def say(field: str, value: RawValue) -> None:
        put(made, field, value, here)

    types, container = mapping_of(item.get("types")), mapping_of(item.get("container"))
    kind = _kind(types)
    publisher = _named(item.get("publisher"))
    say("title", _title(item))
    say("authors", _people(item, here))
    say(
        "venue",
        title_text(as_plain(container.get("title"))) or (publisher if kind in _OF_AN_INSTITUTION else ""),
    )
    say("type", kind)
    say("date", _date(item))
    say("year", as_plain(item.get("publicationYear")))
    say("volume", as_plain(container.get("volume")))
    say("number", as_plain(container.get("issue")) or as_plain(container.get("number")))
    first, last = as_plain(container.get("firstPage")), as_plain(container.get("lastPage"))
    say("pages", f"{first}-{last}" if first and last and first != last else first)
    say("version", as_plain(item.get("version")) if kind != "preprint" else "")
    say("publisher", "" if kind in _OF_AN_INSTITUTION else publisher)
    doi = as_plain(item.get("doi"))
    say("doi", doi)
    if doi.lower().startswith(ARXIV_DOI):
        say("arxiv", find_arxiv(doi[len(ARXIV_DOI) :]))
    rights = [
        as_plain(each.get("rightsIdentifier")) or as_plain(each.get("rightsUri"))
        for each in mappings_of(item.get("rightsList"))
    ]
    # Some say there that the work is open (info:eu-repo/semantics/openAccess), which is no licence.
    say("license", next((each for each in rights if each and not each.startswith("info:")), ""))
    say("language", as_plain(item.get("language")))
    abstract = _first(item, "descriptions", "description").get("Abstract", "")
    say("abstract", text_of_arxiv(abstract) if "arxiv" in made else rich_text(abstract))
    tags = RawList(*here[:2])
    for subject in mappings_of(item.get("subjects")):
        if text := as_plain(subject.get("subject")):
            add(tags, text, *here[:2])
    say("tags", tags)
    return made


def _kind(types: RawMapping) -> str:
    """The kind of a work. *Text* says nothing; archives that have no other word for their articles say in words what they are."""
    general = as_plain(types.get("resourceTypeGeneral"))
    in_words = re.sub(r"[\W_]+", "", as_plain(types.get("resourceType")).lower())
    return _KINDS.get(general) or (_IN_WORDS.get(in_words, "") if general in {"Text", ""} else "") or "other"


def _first(item: RawMapping, several: str, name: str) -> dict[str, str]:
    """The first text of each type among several, by the type; empty for those without one."""
    typed: dict[str, str] = {}
    for each in mappings_of(item.get(several)):
        typed.setdefault(as_plain(each.get(f"{name}Type")), as_plain(each.get(name)))
    return typed


def _title(item: RawMapping) -> str:
    """The title with its subtitle; translations and other titles are left out."""
    titles = _first(item, "titles", "title")
    title, subtitle = titles.get("", "") or next(iter(titles.values()), ""), titles.get("Subtitle", "")
    if as_plain(item.get("doi")).lower().startswith(ARXIV_DOI):
        return text_of_arxiv(title)
    return title_text(f"{title}: {subtitle}" if subtitle and title and title != subtitle else title)


def _named(value: RawValue) -> str:
    """A name, which some answers have as a text and others as a mapping."""
    return as_plain(value.get("name")) if isinstance(value, RawMapping) else as_plain(value)


def _date(item: RawMapping) -> str:
    """The day on which it was issued, as exactly as that is known; a range as one; empty where it says no date that is one."""
    issued = _first(item, "dates", "date").get("Issued", "")
    found = [_DAY.match(part.strip()) for part in issued.split("/") if part]
    return "/".join(day[0] for day in found if day) if all(found) else ""


def _people(item: RawMapping, here: tuple[int, int, int, int]) -> RawList:
    people = RawList(*here[:2])
    for creator in mappings_of(item.get("creators")):
        family, given, name = (as_plain(creator.get(each)) for each in ("familyName", "givenName", "name"))
        is_group = as_plain(creator.get("nameType")) == "Organizational"
        orcids = [
            as_plain(each.get("nameIdentifier")).rstrip("/").rpartition("/")[2]
            for each in mappings_of(creator.get("nameIdentifiers"))
            if as_plain(each.get("nameIdentifierScheme")).upper() == "ORCID"
        ]
        works_at = creator.get("affiliation")
        first = works_at[0] if isinstance(works_at, RawList) and works_at else None
        said = {"orcid": next(iter(orcids), ""), "affiliation": _named(first)}
        if is_group:
            said |= {"literal": name}
        elif family:
            said |= {"family": family, "given": given}
        else:
            said |= {"name": name}
        if family or name:
            add(people, mapping_at(*here[:2], said), *here[:2])
    return people


# Asking

_API = "https://api.datacite.org/dois"
_ON_A_PAGE = 50
_VERSIONS = frozenset(("IsVersionOf", "HasVersion", "IsNewVersionOf", "IsPreviousVersionOf"))
"""How versions of one thing are tied to each other, and to what stands for all of them."""


class _VersionedWork(NamedTuple):
    """A work as DataCite has it, with the DOIs of what it is a version of, and of its versions."""

    work: FetchedWork
    doi: str
    versions: frozenset[str]
    is_concept: bool
    """Whether it stands for all its versions."""


def _works_by_ids(asker: Asker, identifiers: Sequence[Identifier]) -> Iterator[FetchedWork]:
    """Works by DOIs. What is given under another DOI than was asked for is known by that alone."""
    known: list[_VersionedWork] = []
    try:
        for doi in sorted({each.value for each in identifiers if each.scheme == "doi"}):
            # Of a DOI of another agency there is nothing here.
            if (reply := asker.get(f"{_API}/{quote(doi, safe='')}")) is not None:
                items, _answer = _items_in(reply)
                found = _versioned(items[0], reply, "") if len(items) == 1 else None
                if found is None:
                    asker.forget(reply)
                    raise UnavailableError("answers with something else than a work")
                known.append(found)
    except UnavailableError:
        yield from _each_once(known)
        raise
    yield from _each_once(known)


def _works_of(asker: Asker, scholar: Scholar) -> Iterator[FetchedWork]:
    orcid = find_orcid(scholar.orcid)
    if not orcid:
        raise NotFoundError(
            f"is not asked for works of {scholar.orcid}: the last character, a checksum, does not fit the others"
        )
    known: list[_VersionedWork] = []
    try:
        for item, reply in _list_of(asker, orcid):
            found = _versioned(item, reply, orcid)
            known += [found] if found is not None and "title" in found.work.values else []
    except UnavailableError:
        yield from _each_once(known)
        raise
    yield from _each_once(known)


def _list_of(asker: Asker, orcid: str) -> Iterator[tuple[RawMapping, Reply]]:
    """All that a list holds, page by page, as each leads to the next one."""
    query = f'creators.nameIdentifiers.nameIdentifier:"https://orcid.org/{orcid}"'
    reply = asker.get(_API, {"query": query, "page[size]": str(_ON_A_PAGE), "page[cursor]": "1"})
    given, addresses = 0, set[str]()
    while True:
        if reply is None:
            raise UnavailableError("has no list of works any more where it had one")
        items, answer = _items_in(reply)
        for item in items:
            yield item, reply
        given += len(items)
        total = as_plain(mapping_of(answer.get("meta")).get("total"))
        address = as_plain(mapping_of(answer.get("links")).get("next"))
        if not items and total.isdigit() and given < int(total):
            asker.forget(reply)
            raise UnavailableError(f"gives {given} of {total} works, and then an empty page")
        if not given and not total.isdigit():
            asker.forget(reply)
            raise UnavailableError("answers with an empty list that is not counted")
        if not items or not address:
            return
        if address in addresses:
            raise UnavailableError("gives the same page of a list again and again")
        addresses.add(address)
        try:
            reply = asker.get(address)
        except ValueError:
            raise UnavailableError(
                "has the next page of a list at somebody else's, who is not asked"
            ) from None


def _items_in(reply: Reply) -> tuple[list[RawMapping], RawMapping]:
    """The attributes of the works of an answer, and the answer."""
    answer = reply.json()
    data = answer.get("data")
    if isinstance(data, RawMapping):
        data_of = [data]
    elif isinstance(data, RawList):
        data_of = [*mappings_of(data)]
    else:
        errors = [*mappings_of(answer.get("errors"))]
        said = "; ".join(filter(None, (as_plain(each.get("title")) for each in errors)))
        raise UnavailableError(
            f"answers with an error: {shorten(said or 'failed', 200).rstrip('. ')}"
            if errors
            else "answers with something else than works"
        )
    return [
        mapping_of(each.get("attributes")) for each in data_of if as_plain(each.get("type")) == "dois"
    ], answer


def _versioned(item: RawMapping, reply: Reply, of: str) -> _VersionedWork | None:
    """What DataCite says of a work; None for what has no DOI."""
    doi = normal_identifier("doi", as_plain(item.get("doi")))
    if doi is None:
        return None
    made = _work(item)
    tied = [
        (as_plain(each.get("relationType")), other.value)
        for each in mappings_of(item.get("relatedIdentifiers"))
        if (other := normal_identifier("doi", as_plain(each.get("relatedIdentifier")))) is not None
        and as_plain(each.get("relatedIdentifierType")).upper() == "DOI"
        and other != doi
    ]
    prefix = doi.value.partition("/")[0]
    # A version of a preprint that another publisher has is the article, as arXiv says it.
    versions = frozenset(other for how, other in tied if how in _VERSIONS and other.startswith(f"{prefix}/"))
    articles = [
        Identifier("doi", other)
        for how, other in tied
        if how in {"IsVersionOf", "IsPreviousVersionOf"} and other not in versions
    ]
    work = fetched_work(SOURCE.name, made, reply.day, of=of)
    if work is None:
        return None
    if made.get("type") == "preprint":
        work = work._replace(appeared_as=tuple(dict.fromkeys(articles)))
    kinds = {how for how, other in tied if other in versions}
    return _VersionedWork(work, doi.value, versions, "HasVersion" in kinds and "IsVersionOf" not in kinds)


def _each_once(known: Iterable[_VersionedWork]) -> Iterator[FetchedWork]:
    """The works, of several versions what stands for all of them, or else the newest one; it is known by the DOIs of all."""
    groups: dict[str, list[_VersionedWork]] = {}
    for each in known:
        group = [each]
        for doi in (each.doi, *sorted(each.versions)):
            if (other := groups.get(doi)) is not None and other is not group:
                group[:0] = [one for one in other if one not in group]
        for one in group:
            groups |= dict.fromkeys((one.doi, *one.versions), group)
    seen: set[int] = set()
    for group in [*groups.values()]:
        if id(group) not in seen:
            seen.add(id(group))
            shown = max(group, key=lambda one: (one.is_concept, _age(one.work)))
            dois = {one.doi for one in group}.union(*(one.versions for one in group)) - {shown.doi}
            others = [Identifier("doi", doi) for doi in sorted(dois)]
            yield shown.work._replace(identifiers=tuple(dict.fromkeys((*shown.work.identifiers, *others))))


def _age(work: FetchedWork) -> tuple[str, list[int], str]:
    """By what versions are ordered: the date, then the number."""
    date, version = str(work.values.get("date", "")), str(work.values.get("version", ""))
    return date, [int(number) for number in re.findall(r"\d{1,9}", version)], str(work.values.get("doi", ""))


SOURCE = Source(
    name="datacite",
    label="DataCite",
    hosts=("api.datacite.org",),
    pace=Pace(1.5),
    good_for="Data, software, theses, reports and preprints that lie in archives such as Zenodo, Figshare and arXiv. Of several versions "
    "of one thing it gives one.",
    sent="DOIs and ORCID iDs that are looked for.",
    terms="https://support.datacite.org/docs/api",
    allows="Anybody may ask and use what is answered, which is in the public domain (CC0). No more than 500 requests in five minutes, 1,000 from "
    "those who say an address.",
    schemes=("doi",),
    works_by_ids=_works_by_ids,
    works_of=_works_of,
)
"""DataCite."""
