"""Preprints of arXiv (its API User's Manual: Atom 1.0), in the form of before 2026 and in that of since."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sphinx_academic.data.located import RawList, RawMapping
from sphinx_academic.data.values.addresses import find_arxiv, find_doi
from sphinx_academic.data.values.identifiers import ARXIV_DOI
from sphinx_academic.fetching.fetched_works import fetched_work
from sphinx_academic.fetching.names_and_titles import named_author, text_of_arxiv, words_of_title
from sphinx_academic.fetching.source import Asker, FetchedWork, Identifier, Pace, Source, UnavailableError
from sphinx_academic.fetching.spelled_identifiers import normal_identifier
from sphinx_academic.fetching.xml_tree import XmlElement
from sphinx_academic.formats.filling import add, put
from sphinx_academic.formats.rich_text import rich_text
from sphinx_academic.problems import shorten

_NAME = "arxiv"
_ADDRESS = "https://export.arxiv.org/api/query"
_AT_ONCE = 50
"""Preprints of one request: their identifiers make an address that every server takes."""
_LIKELY = 10
"""Preprints that are looked at for one title."""
_TIMES = 3
"""How often a page is asked for that is empty and cannot be."""
_COUNT = re.compile("[0-9]{1,9}")
_REFUSED = 400
"""The status of an answer to what cannot be asked."""
_VERSION = re.compile(r"v\d+$")


def works_in(answer: XmlElement) -> tuple[list[RawMapping], str] | None:
    """The works of an answer."""
    if answer.name != "feed" or "arxiv.org" not in answer.text("id"):
        return None
    entries = [*answer.each("entry")]
    for entry in entries:
        if "/api/errors" in entry.text("id"):
            return [], entry.text("summary")
    return [_work(entry) for entry in entries], ""


def _dois(entry: XmlElement) -> Iterator[str]:
    """The DOIs of the article, of which authors give several at times; that of the preprint itself is none."""
    for text in entry.text("doi").split():
        if (doi := find_doi(text)) and not doi.lower().startswith(ARXIV_DOI):
            yield doi


def _work(entry: XmlElement) -> RawMapping:
    made = RawMapping(entry.line, entry.column)
    here = (entry.line, entry.column) * 2
    people = RawList(*here[:2])
    for author in entry.each("author"):
        if person := named_author(author.text("name"), "", *here[:2]):
            add(people, person, *here[:2])
    put(made, "title", text_of_arxiv(entry.text("title")), here)
    put(made, "authors", people, here)
    put(made, "venue", "arXiv", here)
    put(made, "type", "preprint", here)
    put(made, "date", entry.text("published").partition("T")[0], here)
    put(made, "arxiv", _VERSION.sub("", find_arxiv(entry.text("id"))), here)
    # A DOI that stands here is that of the article; the preprint is one version of it.
    put(made, "doi", next(_dois(entry), ""), here)
    comment, appeared = entry.text("comment"), entry.text("journal_ref")
    put(made, "note", rich_text("; ".join(filter(None, (appeared, comment)))), here)
    put(made, "abstract", text_of_arxiv(entry.text("summary")), here)
    return made


def works_by_ids(asker: Asker, identifiers: Sequence[Identifier]) -> Iterator[FetchedWork]:
    """The preprints of some identifiers."""
    wanted: dict[str, list[Identifier]] = {}
    for each in identifiers:
        normal = normal_identifier(each.scheme, each.value) if each.scheme == _NAME else None
        if normal is not None:
            wanted.setdefault(normal.value, []).append(each)
    asked = sorted(wanted)
    for start in range(0, len(asked), _AT_ONCE):
        yield from _each_of(asker, {number: wanted[number] for number in asked[start : start + _AT_ONCE]})


def _each_of(asker: Asker, wanted: Mapping[str, Sequence[Identifier]]) -> Iterator[FetchedWork]:
    """The preprints of one request; where a number among them is none (of a month that no year has), of the halves of it."""
    try:
        yield from _with_numbers(asker, wanted)
    except UnavailableError as error:
        if error.status != _REFUSED:
            raise
        numbers = [*wanted]
        half = len(numbers) // 2
        for part in (numbers[:half], numbers[half:]) if half else ():
            yield from _each_of(asker, {number: wanted[number] for number in part})


def _with_numbers(asker: Asker, wanted: Mapping[str, Sequence[Identifier]]) -> Iterator[FetchedWork]:
    """The preprints of one request, and of others for what is missing in its answer though it counts more."""
    missing = dict(wanted)
    while missing:
        numbers = ",".join(sorted(missing))
        works, more = _page(asker, {"id_list": numbers, "max_results": str(_AT_ONCE)})
        found = 0
        for work in works:
            if (known := missing.pop(str(work.values[_NAME]), None)) is not None:
                found += 1
                yield work._replace(identifiers=tuple(dict.fromkeys((*work.identifiers, *known))))
        if works and not found:
            raise UnavailableError("answers with other preprints than those that were asked for")
        if not found or more <= 0:
            return


def works_titled(asker: Asker, title: str) -> Iterator[FetchedWork]:
    """Preprints in whose titles the words of another stand side by side."""
    if words := " ".join(words_of_title(title)):
        works, _more = _page(asker, {"search_query": f'ti:"{words}"', "max_results": str(_LIKELY)})
        yield from works


def _page(asker: Asker, parameters: Mapping[str, str]) -> tuple[list[FetchedWork], int]:
    """The preprints of one answer, and how many more there are as it counts them. In bad moments answers are empty though they count
    some: they are asked for again."""
    counted = ""
    for _time in range(_TIMES):
        reply = asker.get(_ADDRESS, parameters, accept="application/atom+xml")
        feed = None if reply is None else reply.xml()
        found = None if feed is None else works_in(feed)
        if reply is None or feed is None or found is None:
            raise UnavailableError("answers with what is no list of preprints")
        if found[1]:
            asker.forget(reply)
            raise UnavailableError(f"answers with an error: {shorten(found[1], 200)}", _REFUSED)
        counted = feed.text("totalResults")
        if found[0] or counted == "0":
            works = [_fetched(*each, reply.day) for each in zip(feed.each("entry"), found[0], strict=True)]
            total = int(counted) if _COUNT.fullmatch(counted) else 0
            return [each for each in works if each is not None], total - len(works)
        asker.forget(reply)
    raise UnavailableError(
        f"answers with an empty list, but counts {shorten(counted)} preprints"
        if counted
        else "answers with an empty list that is not counted"
    )


def _fetched(entry: XmlElement, made: RawMapping, day: str) -> FetchedWork | None:
    """What an entry says of a preprint: the DOI in it is that of the article which it has become."""
    number = made.get(_NAME)
    if not isinstance(number, str) or "title" not in made:
        return None
    made.pop("doi", None)
    work = fetched_work(_NAME, made, day)
    articles = (Identifier("doi", doi.lower()) for doi in _dois(entry))
    return None if work is None else work._replace(appeared_as=tuple(dict.fromkeys(articles)))


SOURCE = Source(
    name=_NAME,
    label="arXiv",
    hosts=("export.arxiv.org",),
    pace=Pace(1 / 3),
    good_for="Preprints: title, authors and abstract as their authors have given them, and whether an article has appeared.",
    sent="The identifiers of preprints, fifty in a request, and the titles that are looked for; never who somebody is.",
    terms="https://info.arxiv.org/help/api/tou.html",
    allows="What it says of preprints is free for all (CC0). One request in three seconds.",
    schemes=(_NAME,),
    works_by_ids=works_by_ids,
    works_titled=works_titled,
)
"""arXiv: it is asked for no person, as it searches for names alone."""
