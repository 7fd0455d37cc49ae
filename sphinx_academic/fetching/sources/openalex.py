"""Works of OpenAlex (https://docs.openalex.org, the work object): read from one or from a page of a list, and asked for."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.data.values.addresses import find_orcid, is_whole_address
from sphinx_academic.data.values.identifiers import ARXIV_DOI, find_license
from sphinx_academic.data.values.name_parts import fold_name
from sphinx_academic.data.values.open_access import CLOSED, OPEN, STATUSES
from sphinx_academic.fetching.fetched_works import fetched_work
from sphinx_academic.fetching.names_and_titles import named_author, words_of_title
from sphinx_academic.fetching.service_addresses import with_contact
from sphinx_academic.fetching.source import (
    Asker,
    FetchedWork,
    Identifier,
    Key,
    NotFoundError,
    Pace,
    Reply,
    Scholar,
    Source,
    UnavailableError,
)
from sphinx_academic.fetching.spelled_identifiers import normal_identifier
from sphinx_academic.formats.filling import add, as_plain, mapping_of, mappings_of, put
from sphinx_academic.formats.lock_file import Plain
from sphinx_academic.formats.rich_text import rich_text, title_text
from sphinx_academic.formats.text import by_word
from sphinx_academic.problems import shorten

_KINDS = by_word({
    "article": "article review letter editorial erratum journal-article", "preprint": "preprint posted-content",
    "chapter": "book-chapter reference-entry", "book": "book monograph edited-book", "thesis": "dissertation", "report": "report standard",
    "dataset": "dataset", "software": "software", "conference": "proceedings-article", "other": "other paratext peer-review grant",
})  # fmt: skip
_HOSTS = "https://openalex.org/"


def works_in(answer: RawValue) -> tuple[list[RawMapping], str] | None:
    """The works of an answer."""
    if not isinstance(answer, RawMapping):
        return None
    items = [*mappings_of(answer.get("results"))] if "results" in answer else [answer]
    if not all(as_plain(item.get("id")).startswith(_HOSTS) for item in items) or (
        not items and "meta" not in answer
    ):
        return None
    return [_work(item) for item in items if "authorships" in item or "title" in item], ""


def _work(item: RawMapping) -> RawMapping:
    made = RawMapping(item.line, item.column)
    here = (item.line, item.column) * 2

    def say(field: str, value: RawValue) -> None:
        put(made, field, value, here)

    ids, location, numbers = (mapping_of(item.get(name)) for name in ("ids", "primary_location", "biblio"))
    source = mapping_of(location.get("source"))
    kind = _kind(item, location, source)
    say("title", title_text(as_plain(item.get("title")) or as_plain(item.get("display_name"))))
    say("authors", _people(item, here))
    say(
        "venue",
        html.unescape(as_plain(source.get("display_name")) or as_plain(location.get("raw_source_name"))),
    )
    say("type", kind)
    year, date = as_plain(item.get("publication_year")), as_plain(item.get("publication_date"))
    # Every date is a whole one: the first of January stands for a year of which no more is known.
    say("date", date if date.startswith(year) and not date.endswith("-01-01") else "")
    say("year", year)
    first, last = as_plain(numbers.get("first_page")), as_plain(numbers.get("last_page"))
    say("volume", as_plain(numbers.get("volume")))
    say("number", as_plain(numbers.get("issue")))
    if first and first == last and not first.isdigit():
        say("eid", first)
    else:
        say("pages", first if first == last or not last else f"{first}-{last}")
    publisher = as_plain(source.get("host_organization_name"))
    say("publisher", publisher if kind in {"article", "conference", "book", "chapter"} else "")
    say("doi", as_plain(item.get("doi")))
    for name, value in (("pmid", ids.get("pmid")), ("pmcid", ids.get("pmcid")), ("openalex", item.get("id"))):
        say(name, as_plain(value).rstrip("/").rpartition("/")[2])
    say("issn", source.get("issn"))
    license_ = as_plain(location.get("license"))
    # Of a licence of Creative Commons the version is not said, and there is none without.
    say("license", "" if license_.startswith("cc-by") else find_license(license_))
    say("language", as_plain(item.get("language")))
    say("status", "retracted" if as_plain(item.get("is_retracted")) == "true" else "")
    say("abstract", _abstract(mapping_of(item.get("abstract_inverted_index"))))
    return made


def _kind(item: RawMapping, location: RawMapping, source: RawMapping) -> str:
    """The kind of a work; ``article`` is said of papers of conferences and of preprints, too."""
    kind = _KINDS.get(as_plain(item.get("type")), "other")
    raw = _KINDS.get(as_plain(location.get("raw_type")), "")
    if kind == "article" and (raw == "conference" or as_plain(source.get("type")) == "conference"):
        return "conference"
    return "preprint" if kind == "article" and raw == "preprint" else kind


def _people(item: RawMapping, here: tuple[int, int, int, int]) -> RawList:
    people = RawList(*here[:2])
    for authorship in mappings_of(item.get("authorships")):
        name, orcid = _author(authorship)
        if name:
            add(people, named_author(name, orcid, *here[:2]), *here[:2])
    if is_cut(item):
        add(people, "et al.", *here[:2])
    return people


def _author(authorship: RawMapping) -> tuple[str, str]:
    """The name of an author, and the iD. OpenAlex takes signatures on papers to be those of somebody; where the name of that person is
    another than what stands on the paper, this counts."""
    author = mapping_of(authorship.get("author"))
    # Publishers set the hyphens of names as signs of typography.
    known, written = (
        as_plain(name).replace("\N{HYPHEN}", "-")
        for name in (author.get("display_name"), authorship.get("raw_author_name"))
    )
    own = find_orcid(as_plain(authorship.get("raw_orcid")))
    if known and (not written or _may_be_same(known, written)):
        return known, own or find_orcid(as_plain(author.get("orcid")))
    return written, own


def _may_be_same(name: str, other: str) -> bool:
    """Whether the family name of one stands in the other, wherever it stands there."""
    one, two = fold_name(name).split(), fold_name(other).split()
    return bool(one and two) and (one[-1] in two or two[-1] in one or "".join(one) == "".join(two))


_MOST_AUTHORS = 100


def is_cut(item: RawMapping) -> bool:
    """Whether authors are missing, as lists have no more than a hundred: nobody is the last one then."""
    if as_plain(item.get("is_authors_truncated")) == "true":
        return True
    positions = [as_plain(each.get("author_position")) for each in mappings_of(item.get("authorships"))]
    return len(positions) == _MOST_AUTHORS and "last" not in positions and any(positions)


def _abstract(index: RawMapping) -> str:
    """The text of which OpenAlex has, for each word, the places."""
    placed = sorted(_places(index))
    return rich_text(" ".join(word for _place, word in placed))


def _places(index: RawMapping) -> Iterator[tuple[int, str]]:
    for word, places in index.items():
        for place in places if isinstance(places, RawList) else ():
            if isinstance(place, str) and place.isdigit():
                yield int(place), word


# Asking

_API = "https://api.openalex.org/works"
_FIELDS = (
    "id", "doi", "title", "display_name", "publication_year", "publication_date", "ids", "language", "primary_location", "type",
    "open_access", "authorships", "is_authors_truncated", "cited_by_count", "biblio", "is_retracted", "locations",
    "abstract_inverted_index",
)  # fmt: skip
"""What is read of a work."""
_AT_ONCE = 50
"""Identifiers in a filter, and works on a page of a long list."""
_OF_FILTER = 2 * _AT_ONCE
"""Works on the page of such a filter: two may have the same identifier."""
_MEANS_SOMETHING = re.compile(r"[^\w./:;()\[\]<>-]")
"""Signs of a DOI that mean something in a filter, such as ``,`` and ``|``, or may do so one day."""
_MOST_TITLED = 5


def _works_by_ids(asker: Asker, identifiers: Sequence[Identifier]) -> Iterator[FetchedWork]:
    asked = {
        scheme: sorted({each.value for each in identifiers if each.scheme == scheme})
        for scheme in SOURCE.schemes
    }
    given: set[Identifier] = set()
    for work in _by_dois(asker, asked["doi"]):
        given.update(work.identifiers)
        yield work
    # What is known by its DOI is not asked for by another identifier, too.
    for work in _by_own(
        asker, [each for each in asked["openalex"] if Identifier("openalex", each) not in given]
    ):
        given.update(work.identifiers)
        yield work
    # Filters refuse several of these (https://github.com/ourresearch/OpenAlex/issues/8).
    for value in asked["pmid"]:
        if (identifier := Identifier("pmid", value)) not in given:
            yield from _alone(asker, identifier)


def _by_dois(asker: Asker, dois: Sequence[str]) -> Iterator[FetchedWork]:
    simple = [doi for doi in dois if not _MEANS_SOMETHING.search(doi)]
    for batch in _batches(simple):
        for work in _in_list(asker, {"filter": f"doi:{'|'.join(batch)}", "per-page": str(_OF_FILTER)}):
            if any(each.scheme == "doi" and each.value in batch for each in work.identifiers):
                yield work
    for doi in dois:
        if _MEANS_SOMETHING.search(doi):
            yield from _alone(asker, Identifier("doi", doi))


def _by_own(asker: Asker, names: Sequence[str]) -> Iterator[FetchedWork]:
    for batch in _batches(names):
        found: set[str] = set()
        for work in _in_list(asker, {"filter": f"openalex:{'|'.join(batch)}", "per-page": str(_OF_FILTER)}):
            own = {each.value for each in work.identifiers if each.scheme == "openalex"}
            if not own.isdisjoint(batch):
                found |= own
                yield work
        # A work that was made one with another is found under its former name alone.
        for name in batch:
            if name not in found:
                yield from _alone(asker, Identifier("openalex", name))


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))


def _works_of(asker: Asker, scholar: Scholar) -> Iterator[FetchedWork]:
    if scholar.openalex:
        whose = _present_author(asker, scholar.openalex)
        filter_ = f"author.id:{whose}"
    elif whose := find_orcid(scholar.orcid):
        filter_ = f"authorships.author.orcid:{whose}"
    else:
        raise NotFoundError(
            f"is not asked for works of {scholar.orcid}: the last character, a checksum, does not fit the others"
        )
    count = 0
    for work in _in_list(
        asker, {"filter": filter_, "per-page": str(_AT_ONCE)}, of=scholar.orcid, is_long=True
    ):
        count += 1
        # What has neither a title nor an identifier elsewhere can be neither shown nor found out about.
        if "title" in work.values or any(each.scheme != "openalex" for each in work.identifiers):
            yield work
    if not count:
        raise NotFoundError(f"knows no works of {whose}")


def _present_author(asker: Asker, name: str) -> str:
    """The identifier of an author, who may have been made one with another."""
    reply = asker.get(
        "https://api.openalex.org/authors/" + quote(name, safe=""), with_contact(asker, {"select": "id"})
    )
    if reply is None:
        raise NotFoundError(f"has no author {name}")
    found = as_plain(reply.json().get("id")).removeprefix(_HOSTS)
    if not re.fullmatch(r"A\d{4,12}", found):
        raise UnavailableError("answers with something else than an author")
    return found


def _works_titled(asker: Asker, title: str) -> Iterator[FetchedWork]:
    # Without words in capitals, either, of which AND, OR and NOT mean something.
    words = " ".join(words_of_title(html.unescape(title))).lower()
    if words:
        yield from _in_list(asker, {"filter": f"title.search:{words}", "per-page": str(_MOST_TITLED)})


def _in_list(
    asker: Asker, parameters: Mapping[str, str], *, of: str = "", is_long: bool = False
) -> Iterator[FetchedWork]:
    """The works of a list, of all its pages where it ``is_long``."""
    given, cursor, cursors = 0, "*" if is_long else "", set[str]()
    while True:
        asked = {**parameters, "select": ",".join(_FIELDS)} | ({"cursor": cursor} if cursor else {})
        reply = asker.get(_API, with_contact(asker, asked))
        if reply is None:
            raise UnavailableError("has no list of works any more where it had one")
        items, count, next_cursor = _page(reply)
        if not items and given < count and (next_cursor or not given):
            asker.forget(reply)
            raise UnavailableError(f"gives {given} of {count} works, and then an empty page")
        for item in items:
            yield from _fetched(*_whole(asker, item, reply), of=of)
        given += len(items)
        if not is_long or not items or not next_cursor:
            return
        if next_cursor in cursors:
            raise UnavailableError("gives the same page of a list again and again")
        cursors.add(next_cursor)
        cursor = next_cursor


def _page(reply: Reply) -> tuple[list[RawMapping], int, str]:
    """The works of a page, how many the list has, and what leads to the next page."""
    answer = reply.json()
    results, meta = answer.get("results"), answer.get("meta")
    if not isinstance(results, RawList) or not isinstance(meta, RawMapping):
        raise _no_works(answer)
    items = [*mappings_of(results)]
    if len(items) != len(results) or not all(map(_is_work, items)):
        raise _no_works(answer)
    count = as_plain(meta.get("count"))
    if not items and not count:
        raise _no_works(answer)
    return items, int(count) if count.isascii() and count.isdigit() else 0, as_plain(meta.get("next_cursor"))


def _is_work(item: RawMapping) -> bool:
    return normal_identifier("openalex", as_plain(item.get("id"))) is not None


def _no_works(answer: RawMapping) -> UnavailableError:
    said = as_plain(answer.get("message")) or as_plain(answer.get("error"))
    return UnavailableError(
        f"answers with an error: {shorten(said, 200).rstrip('. ')}"
        if said
        else "answers with something else than works"
    )


def _whole(asker: Asker, item: RawMapping, reply: Reply) -> tuple[RawMapping, str]:
    """A work of a list with all its authors, and the day on which that was said."""
    if is_cut(item):
        name = as_plain(item.get("id")).removeprefix(_HOSTS)
        alone = _single(asker, name)
        if alone is not None and as_plain(alone[0].get("id")) == as_plain(item.get("id")):
            return alone
    return item, reply.day


def _single(asker: Asker, name: str) -> tuple[RawMapping, str] | None:
    """One work, asked for by its own or another identifier, and the day of the answer."""
    reply = asker.get(f"{_API}/{quote(name, safe='/:')}", with_contact(asker, {"select": ",".join(_FIELDS)}))
    if reply is None:
        return None
    answer = reply.json()
    if not _is_work(answer):
        raise _no_works(answer)
    return answer, reply.day


def _alone(asker: Asker, identifier: Identifier) -> Iterator[FetchedWork]:
    """The work of one identifier; that of another DOI or number of PubMed is not taken for it."""
    is_own = identifier.scheme == "openalex"
    found = _single(asker, identifier.value if is_own else str(identifier))
    for work in () if found is None else _fetched(*found, known=(identifier,) if is_own else ()):
        if identifier in work.identifiers:
            yield work


def _fetched(
    item: RawMapping, day: str, *, known: Iterable[Identifier] = (), of: str = ""
) -> Iterator[FetchedWork]:
    more: dict[str, Plain] = {}
    cited, access = as_plain(item.get("cited_by_count")), mapping_of(item.get("open_access"))
    if cited.isascii() and cited.isdigit():
        more["citations"] = cited
    if status := as_plain(access.get("oa_status")).lower():
        if status not in STATUSES:
            status = {"true": OPEN, "false": CLOSED}.get(as_plain(access.get("is_oa")), "")
        if status:
            url = as_plain(access.get("oa_url"))
            more["open_access"] = {"status": status, "url": url if is_whole_address(url) else ""}
    work = fetched_work("openalex", _work(item), day, more=more, known=known, of=of)
    if work is not None:
        is_preprint = work.values.get("type") == "preprint"
        yield work if is_preprint else work._replace(preprints=_preprints(item, work.identifiers))


def _preprints(item: RawMapping, own: Collection[Identifier]) -> tuple[Identifier, ...]:
    """By what an article is known at arXiv, among the places where OpenAlex has found one of its versions."""
    pages = (as_plain(place.get("landing_page_url")) for place in mappings_of(item.get("locations")))
    found = (normal_identifier(scheme, page) for page in pages for scheme in ("doi", "arxiv"))
    # Elsewhere nothing tells an identifier of a preprint from one of the article.
    known = (each for each in found if each and (each.scheme == "arxiv" or each.value.startswith(ARXIV_DOI)))
    return tuple(dict.fromkeys(each for each in known if each not in own))


SOURCE = Source(
    name="openalex",
    label="OpenAlex",
    hosts=("api.openalex.org",),
    pace=Pace(5),
    good_for="Lists of somebody's works from many places, counts of citations, and where a work is free to read.",
    sent="DOIs, numbers of PubMed and its own identifiers of works, ORCID iDs of people, titles, the contact address and the key.",
    terms="https://openalex.org/OpenAlex_termsofservice.pdf",
    allows="All its data are free for any use (CC0); a free key is good for some thousand questions a day.",
    key=Key(
        "OPENALEX_API_KEY", parameter="api_key", is_needed=True, where="https://openalex.org/settings/api"
    ),
    schemes=("doi", "openalex", "pmid"),
    works_by_ids=_works_by_ids,
    works_of=_works_of,
    works_titled=_works_titled,
)
