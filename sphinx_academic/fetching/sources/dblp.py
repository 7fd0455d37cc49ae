"""Works of DBLP (its documentation of dblp.xml, and of the search API): the page of a person, one record, or what a search finds."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.data.values.addresses import find_arxiv, find_doi, find_orcid
from sphinx_academic.data.values.identifiers import ARXIV_DOI
from sphinx_academic.fetching.fetched_works import fetched_work
from sphinx_academic.fetching.names_and_titles import named_author, words_of_title
from sphinx_academic.fetching.source import (
    Asker,
    FetchedWork,
    Identifier,
    NotFoundError,
    Pace,
    Scholar,
    Source,
    UnavailableError,
)
from sphinx_academic.fetching.spelled_identifiers import normal_identifier
from sphinx_academic.fetching.xml_tree import XmlElement
from sphinx_academic.formats.filling import add, as_plain, mapping_of, mappings_of, put, texts_of
from sphinx_academic.formats.rich_text import characters_of, escape_markup, title_text
from sphinx_academic.formats.text import by_word
from sphinx_academic.problems import shorten

_NAME = "dblp"
_ADDRESS = "https://dblp.org/"
_LIKELY = 30
"""Works that are looked at for one title: a search is one for words that begin as those of the title."""
_TIMES = 3
"""How often a search is asked for that counts works and lists none."""
_PID = re.compile(r"(?:https?://dblp\.[\w.-]{1,40}/pid/)?(\w{1,5}/[\w+-]{1,100}?)(?:\.(?:html|xml))?")

_KINDS = by_word({
    "article": "article", "conference": "inproceedings", "book": "book proceedings", "chapter": "incollection",
    "thesis": "phdthesis mastersthesis", "dataset": "data",
})  # fmt: skip
"""Our kinds by the names of elements; what has another name (``www``, ``person``) is no work."""
_KINDS_OF_HITS = {
    "Journal Articles": "article",
    "Conference and Workshop Papers": "conference",
    "Parts in Books or Collections": "chapter",
    "Books and Theses": "book",
    "Editorship": "book",
    "Reference Works": "chapter",
    "Informal and Other Publications": "preprint",
    "Informal Publications": "preprint",
    "Data and Artifacts": "dataset",
}
_TAGS = frozenset(("i", "b", "sub", "sup", "tt"))
_HOMONYM = re.compile(r" \d{4}$")
"""What tells people of one name apart (https://dblp.org/faq/1474704.html)."""
_OF_CORR = re.compile(r"abs/(\S+)")


# What it has answered


def works_in(answer: XmlElement) -> tuple[list[RawMapping], str] | None:
    """The works of a person, or of a record."""
    if answer.name == "dblpperson":
        if several := _several(answer):
            return [], f"this is a page of several people of one name: {several}"
    elif answer.name != "dblp":
        return None
    return [_work(each) for each in _records(answer)], ""


def works_found(answer: RawValue) -> tuple[list[RawMapping], str] | None:
    """The works that a search has found."""
    result = mapping_of(mapping_of(answer).get("result"))
    if not isinstance(result.get("hits"), RawMapping) or "status" not in result:
        return None
    status = mapping_of(result["status"])
    if as_plain(status.get("@code")) != "200":
        return [], as_plain(status.get("text")) or "failed"
    found = mapping_of(result["hits"]).get("hit")
    hits = (mapping_of(each.get("info")) for each in _each(found))
    return [_found_work(info) for info in hits if as_plain(info.get("title"))], ""


def _several(person: XmlElement) -> str:
    """The pages of the people of one name where a page stands for all of them; empty where it is that of one."""
    own = person.first("person")
    if own is None or own.attributes.get("publtype") != "disambiguation":
        return ""
    keys = (each.attributes.get("key", "") for each in person.each("homonyms", "h", "person"))
    return ", ".join(key.removeprefix("homepages/") for key in keys if key) or "none of them has a page"


def _records(answer: XmlElement) -> Iterator[XmlElement]:
    """The elements of works in a page of a person, where each stands in an ``r``, or beside each other in a list."""
    for child in answer.children:
        if isinstance(child, XmlElement):
            if child.name == "r":
                yield from _records(child)
            elif child.name in _KINDS:
                yield child


def _work(element: XmlElement) -> RawMapping:
    made = RawMapping(element.line, element.column)
    here = (element.line, element.column) * 2

    def say(field: str, value: str | RawList) -> None:
        put(made, field, value, here)

    of_what = element.attributes.get("publtype", "").split()
    addresses = [each.text() for each in element.each("ee")]
    title = element.first("title")
    say("title", _title(title.marked(_TAGS) if title is not None else "", element.name == "proceedings"))
    say("authors", _people(element.each("author"), here))
    editors = (_HOMONYM.sub("", each.text()) for each in element.each("editor"))
    say("editor", escape_markup("; ".join(filter(None, editors))))
    school, journal, book = (element.text(each) for each in ("school", "journal", "booktitle"))
    kind = _KINDS[element.name]
    key = element.attributes.get("key", "")
    if kind == "article" and "informal" in of_what:
        kind = _kind_of_informal(key)
    elif "software" in of_what:
        kind = "software"
    say("type", kind)
    if element.name == "mastersthesis":
        say("genre", "Master’s thesis")
    volume = element.text("volume")
    _say_where(made, here, school or journal or book, volume, addresses)
    say("year", _year(element.text("year")))
    say("number", element.text("number"))
    say("pages", element.text("pages"))
    if element.name != "inproceedings":
        say("series", element.text("series"))
    say("publisher", element.text("publisher"))
    isbns = RawList(*here[:2])
    for each in element.each("isbn"):
        add(isbns, each.text(), *here[:2])
    say("isbn", isbns)
    say("status", "withdrawn" if "withdrawn" in of_what else "")
    say("dblp", key)
    return made


def _found_work(info: RawMapping) -> RawMapping:
    """A work of a search: its texts hold references of HTML, and what there is one of is no list."""
    made = RawMapping(info.line, info.column)
    here = (info.line, info.column) * 2

    def said(name: str) -> str:
        return characters_of(as_plain(info.get(name)))

    key = as_plain(info.get("key"))
    kind = _KINDS_OF_HITS.get(as_plain(info.get("type")), "")
    if kind == "book" and key.startswith("phd/"):
        kind = "thesis"
    elif kind == "preprint":
        kind = _kind_of_informal(key)
    is_volume = as_plain(info.get("type")) == "Editorship"
    put(made, "title", _title(as_plain(info.get("title")), is_volume), here)
    people = RawList(*here[:2])
    listed = mapping_of(info.get("authors")).get("author")
    for author in [*texts_of(listed), *(as_plain(each.get("text")) for each in _each(listed))]:
        if person := named_author(_HOMONYM.sub("", characters_of(author)), "", *here[:2]):
            add(people, person, *here[:2])
    put(made, "authors", people, here)
    put(made, "type", kind, here)
    put(made, "doi", said("doi"), here)
    _say_where(made, here, said("venue"), said("volume"), texts_of(info.get("ee")))
    put(made, "year", _year(said("year")), here)
    for name in ("number", "pages", "publisher"):
        put(made, name, said(name), here)
    put(made, "status", "withdrawn" if as_plain(info.get("type")).startswith("Withdrawn") else "", here)
    put(made, "dblp", key, here)
    return made


def _kind_of_informal(key: str) -> str:
    return "report" if key.startswith("tr/") else "preprint"


def _say_where(
    made: RawMapping, here: tuple[int, int, int, int], venue: str, volume: str, addresses: Sequence[str]
) -> None:
    """Where a work has appeared. What stands in the Computing Research Repository stands in arXiv, which has no volumes."""
    found = _OF_CORR.fullmatch(volume) if venue == "CoRR" else None
    number = find_arxiv(found[1]) if found else ""
    dois = [*map(find_doi, addresses)]
    if not number and made.get("type") == "preprint":
        given = (doi[len(ARXIV_DOI) :] for doi in dois if doi.lower().startswith(ARXIV_DOI))
        number = next(filter(None, map(find_arxiv, given)), "")
    if number:
        if as_plain(made.get("doi")).lower().startswith(ARXIV_DOI):
            del made["doi"]
        dois = [doi for doi in dois if not doi.lower().startswith(ARXIV_DOI)]
        put(made, "type", "preprint", here)
    put(made, "venue", "arXiv" if number else title_text(html.escape(venue, quote=False)), here)
    put(made, "volume", "" if number else volume, here)
    put(made, "arxiv", number, here)
    put(made, "doi", next(filter(None, dois), ""), here)


def _title(text: str, is_volume: bool) -> str:
    """A title without the stop that is put behind each but those of volumes."""
    text = " ".join(text.split())
    is_stop = text.endswith(".") and not text.endswith("..") and not is_volume
    return title_text(text.removesuffix(".") if is_stop else text)


def _year(text: str) -> str:
    return text if re.fullmatch("[0-9]{4}", text) else ""


def _people(elements: Iterator[XmlElement], here: tuple[int, int, int, int]) -> RawList:
    people = RawList(*here[:2])
    for each in elements:
        orcid = find_orcid(each.attributes.get("orcid", ""))
        if person := named_author(_HOMONYM.sub("", each.text()), orcid, *here[:2]):
            add(people, person, *here[:2])
    return people


def _each(value: RawValue) -> Iterator[RawMapping]:
    """The mappings of a list, or one that stands for itself."""
    return iter((value,)) if isinstance(value, RawMapping) else mappings_of(value)


# Asking


def works_of(asker: Asker, scholar: Scholar) -> Iterator[FetchedWork]:
    """The works on the page of somebody of whom the plan names it; DBLP cannot be searched for an ORCID iD."""
    if not scholar.dblp:
        return
    found = _PID.fullmatch(scholar.dblp.strip())
    if found is None:
        raise NotFoundError(
            f"has no page '{shorten(scholar.dblp)}': the numbers of pages look like 00/0001-2"
        )
    pid = found[1]
    reply = asker.get(f"{_ADDRESS}pid/{pid}.xml", accept="application/xml")
    if reply is None:
        raise NotFoundError(f"has no page {pid}")
    person = reply.xml()
    if person.name != "dblpperson" or (own := person.first("person")) is None:
        asker.forget(reply)
        raise UnavailableError("answers with what is no page of a person")
    if several := _several(person):
        raise NotFoundError(
            f"has several people of the name that page {pid} is for. Name the page of one of them: {several}"
        )
    orcids = sorted(set(filter(None, (find_orcid(each.text()) for each in own.each("url")))))
    if orcids and scholar.orcid not in orcids:
        raise NotFoundError(f"has somebody else on page {pid}: {', '.join(orcids)}")
    elements = [*_records(person)]
    if not elements and person.attributes.get("n", "0") != "0":
        asker.forget(reply)
        raise UnavailableError(f"counts {shorten(person.attributes['n'])} works, but lists none")
    for element in elements:
        if (work := _fetched(_work(element), reply.day)) is not None:
            yield work._replace(of=scholar.orcid)


def works_by_ids(asker: Asker, identifiers: Sequence[Identifier]) -> Iterator[FetchedWork]:
    """The works of some keys."""
    normal = {normal_identifier(each.scheme, each.value) for each in identifiers if each.scheme == _NAME}
    for key in sorted(each.value for each in normal if each is not None):
        reply = asker.get(f"{_ADDRESS}rec/{key}.xml", accept="application/xml")
        if reply is None:
            continue
        answer = reply.xml()
        if answer.name != "dblp":
            asker.forget(reply)
            raise UnavailableError("answers with what is no record")
        for element in _records(answer):
            if element.attributes.get("key") == key and (work := _fetched(_work(element), reply.day)):
                yield work


def works_titled(asker: Asker, title: str) -> Iterator[FetchedWork]:
    """Works in which words stand that begin as those of a title."""
    # Of what is shortened the search knows the beginning.
    words = [word.partition("'")[0].partition("\u2019")[0] for word in words_of_title(title)]
    asked = " ".join(word for word in words if len(word) > 1) or " ".join(words)
    if not asked:
        return
    parameters = {"q": asked, "format": "json", "h": str(_LIKELY), "f": "0"}
    for _time in range(_TIMES):
        reply = asker.get(f"{_ADDRESS}search/publ/api", parameters)
        answer = None if reply is None else reply.json()
        found = None if answer is None else works_found(answer)
        if reply is None or answer is None or found is None:
            raise UnavailableError("answers with what is no list of works")
        if found[1]:
            asker.forget(reply)
            raise UnavailableError(f"answers with an error: {shorten(found[1], 200)}")
        hits = mapping_of(mapping_of(answer.get("result")).get("hits"))
        if found[0] or as_plain(hits.get("@total")) == "0":
            yield from (work for made in found[0] if (work := _fetched(made, reply.day)) is not None)
            return
        asker.forget(reply)
    raise UnavailableError("counts works, but lists none")


def _fetched(made: RawMapping, day: str) -> FetchedWork | None:
    return fetched_work(_NAME, made, day) if "title" in made else None


SOURCE = Source(
    name=_NAME,
    label="DBLP",
    hosts=("dblp.org",),
    pace=Pace(2 / 3),
    good_for="Computer science: whole lists of works, conferences and volumes that somebody has edited among them. For people the plan "
    "names their page (`dblp: 00/0001-2`), as there is no search for ORCID iDs. Since September 2026 programs may meet a check page: save "
    "the page of a person as XML in a browser then, and add that file (`sphinx-academic add FILE`).",
    sent="The numbers of people's pages, keys of records, and the titles that are looked for.",
    terms="https://dblp.org/db/about/copyright.html",
    allows="All of it is free for all (CC0). One or two seconds between requests.",
    schemes=(_NAME,),
    works_by_ids=works_by_ids,
    works_of=works_of,
    works_titled=works_titled,
)
"""DBLP."""
