"""Articles of PubMed (NLM's DTD of PubmedArticleSet, 2019 and later)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from sphinx_academic.data.located import RawList, RawMapping
from sphinx_academic.data.values.addresses import find_orcid
from sphinx_academic.data.values.dates import month_named
from sphinx_academic.fetching.fetched_works import fetched_work
from sphinx_academic.fetching.source import (
    Asker,
    FetchedWork,
    Identifier,
    Key,
    Pace,
    Reply,
    Scholar,
    Source,
    UnavailableError,
)
from sphinx_academic.fetching.spelled_identifiers import normal_identifier
from sphinx_academic.fetching.xml_tree import XmlElement
from sphinx_academic.formats.filling import add, add_link, as_plain, mapping_at, mapping_of, put, texts_of
from sphinx_academic.formats.rich_text import rich_text, title_text
from sphinx_academic.problems import shorten

_NAME = "pubmed"
_ADDRESS = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
_AT_ONCE = 50
"""Articles of one request. With all that they cite and are indexed by, these are a megabyte, and ten of memory."""
_NUMBERS_AT_ONCE = 100
"""Numbers of one page of a search."""
_DOIS_AT_ONCE = 20
"""DOIs that are looked for in one request: their address is some thousand characters long."""
_TIMES = 3
"""How often something is asked for that the service was too busy for, or gave an empty page of."""
_TAGS = frozenset(("i", "b", "sub", "sup", "u"))
_COUNT = re.compile("[0-9]{1,9}")
_TRANSLATED = re.compile(r"\[[^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+\]\.?")
"""A title that stands in brackets as a whole, and does not only begin and end with some (``[11C]PIB … [corrected].``)."""
_RANGE = re.compile(r"([A-Za-z]*)(\d+)-(\d+)")
_LANGUAGES = {
    "eng": "en",
    "ger": "de",
    "fre": "fr",
    "spa": "es",
    "ita": "it",
    "por": "pt",
    "jpn": "ja",
    "chi": "zh",
    "rus": "ru",
}
"""Codes of ISO 639-2/B, which are PubMed's, and ours."""
_NOTICES = {
    "RetractionIn": ("retracted", "Retraction"),
    "RetractedandRepublishedIn": ("retracted", "Retraction"),
    "PartialRetractionIn": ("retracted", "Partial retraction"),
    "ExpressionOfConcernIn": ("expression of concern", "Expression of concern"),
    "ErratumIn": ("corrected", "Correction"),
    "CorrectedandRepublishedIn": ("corrected", "Correction"),
}
"""What a notice makes of an article, the gravest first, and what its link is called."""
_OF_NOTICES = ("RetractionOf", "PartialRetractionOf", "ExpressionOfConcernFor", "ErratumFor")
"""How a notice is tied to the article that it is about."""


def works_in(answer: XmlElement) -> tuple[list[RawMapping], str] | None:
    """The works of an answer."""
    if answer.name not in ("PubmedArticleSet", "PubmedArticle"):
        return None
    articles = [answer] if answer.name == "PubmedArticle" else [*answer.each("PubmedArticle")]
    return [_work(each) for each in articles], ""


def _work(element: XmlElement) -> RawMapping:
    made = RawMapping(element.line, element.column)
    here = (element.line, element.column) * 2

    def say(field: str, value: str | RawList) -> None:
        put(made, field, value, here)

    citation = element.first("MedlineCitation") or element
    article = citation.first("Article") or citation
    issue = article.first("Journal", "JournalIssue") or XmlElement("", {}, 1, 1)
    say("title", _title(article))
    say("authors", _people(article, here))
    say("venue", title_text(article.text("Journal", "Title")))
    kinds = {each.text() for each in article.each("PublicationTypeList", "PublicationType")}
    say("type", "preprint" if "Preprint" in kinds else "article")
    say("date", _date(issue.first("PubDate")) or _date(article.first("ArticleDate")))
    say("volume", issue.text("Volume"))
    say("number", issue.text("Issue"))
    say("pages", _pages(article.text("Pagination", "MedlinePgn")))
    # What is cited has identifiers, too, further down.
    ids = {
        each.attributes.get("IdType"): each.text()
        for each in element.each("PubmedData", "ArticleIdList", "ArticleId")
    }
    own = {
        each.attributes.get("EIdType"): each.text()
        for each in article.each("ELocationID")
        if each.attributes.get("ValidYN") != "N"
    }
    say("doi", own.get("doi") or ids.get("doi") or "")
    say("pmid", citation.text("PMID"))
    say("pmcid", ids.get("pmc") or "")
    if "pages" not in made:
        say("eid", own.get("pii") or "")
    issn = article.text("Journal", "ISSN")
    say("issn", issn)
    say("language", _LANGUAGES.get(article.text("Language"), ""))
    notices = {kind: [*_mentioned(citation, kind)] for kind in _NOTICES}
    found = next((said for kind, (said, _called) in _NOTICES.items() if notices[kind]), "")
    say("status", "retracted" if "Retracted Publication" in kinds else found)
    for kind, (_said, called) in _NOTICES.items():
        for number in filter(None, notices[kind]):
            add_link(made, called, f"https://pubmed.ncbi.nlm.nih.gov/{number}/", here)
    parts = [
        (each.attributes.get("Label", ""), each.marked(_TAGS))
        for each in article.each("Abstract", "AbstractText")
    ]
    say(
        "abstract",
        rich_text("\n\n".join(f"{label.capitalize()}: {text}" if label else text for label, text in parts)),
    )
    return made


def _mentioned(citation: XmlElement, kind: str) -> Iterator[str]:
    """The numbers of the articles that an article is tied to in one way; empty for those that PubMed does not have."""
    for each in citation.each("CommentsCorrectionsList", "CommentsCorrections"):
        if each.attributes.get("RefType") == kind:
            yield each.text("PMID")


def _title(article: XmlElement) -> str:
    """The title, in the language of the article where PubMed has that, without the stop behind it."""
    own = article.first("VernacularTitle")
    found = own if own is not None and own.text() else article.first("ArticleTitle")
    text = found.marked(_TAGS) if found is not None else ""
    if _TRANSLATED.fullmatch(text):
        text = text.rstrip(".")[1:-1]
    return title_text(text.removesuffix(".") if not text.endswith("...") else text)


def _date(date: XmlElement | None) -> str:
    """A date as exactly as it is known; a season as it is written, and of two months the year."""
    if date is None:
        return ""
    year, month, day = date.text("Year"), date.text("Month"), date.text("Day")
    if not re.fullmatch("[0-9]{4}", year):
        found = re.search(r"\b[0-9]{4}\b", date.text("MedlineDate"))
        return found[0] if found else ""
    number = int(month) if month.isdecimal() else month_named(month) or 0
    if not 1 <= number <= 12:
        return f"{date.text('Season')} {year}".strip()
    try:
        return datetime.date(int(year), number, int(day)).isoformat()
    except ValueError:  # no day, or one that the month does not have
        return f"{year}-{number:02d}"


def _pages(pages: str) -> str:
    """``1865-76`` in full."""
    found = _RANGE.fullmatch(pages)
    if not found or len(found[3]) >= len(found[2]):
        return pages
    return f"{found[1]}{found[2]}-{found[1]}{found[2][: len(found[2]) - len(found[3])]}{found[3]}"


def _people(article: XmlElement, here: tuple[int, int, int, int]) -> RawList:
    people = RawList(*here[:2])
    authors = article.first("AuthorList")
    for author in authors.each("Author") if authors is not None else ():
        if author.attributes.get("ValidYN") == "N":
            continue  # how it was spelt wrongly before
        family, given = author.text("LastName"), author.text("ForeName") or author.text("Initials")
        orcids = [
            find_orcid(each.text())
            for each in author.each("Identifier")
            if each.attributes.get("Source") == "ORCID"
        ]
        said = {
            "family": family,
            "given": given,
            "suffix": author.text("Suffix"),
            "orcid": next(filter(None, orcids), ""),
        }
        if group := author.text("CollectiveName"):
            said = {"literal": group}
        if family or group:
            add(people, mapping_at(*here[:2], said), *here[:2])
    if authors is not None and authors.attributes.get("CompleteYN") == "N":
        add(people, "et al.", *here[:2])
    return people


# Asking


def works_by_ids(asker: Asker, identifiers: Sequence[Identifier]) -> Iterator[FetchedWork]:
    """The articles of some numbers and DOIs."""
    normal = {normal_identifier(each.scheme, each.value) for each in identifiers} - {None}
    numbers = {each.value for each in normal if each is not None and each.scheme == "pmid"}
    dois = sorted(each.value for each in normal if each is not None and each.scheme == "doi")
    given: set[str] = set()
    for work in _articles(asker, sorted(numbers, key=int)):
        given.add(str(work.values["pmid"]))
        given.add(str(work.values.get("doi")))
        yield work
    # What would end the words that are looked for stands in next to no DOI.
    left = [doi for doi in dois if doi not in given and not set('"[]') & set(doi)]
    for start in range(0, len(left), _DOIS_AT_ONCE):
        asked = left[start : start + _DOIS_AT_ONCE]
        found = [*_numbers(asker, " OR ".join(f'"{doi}"[doi]' for doi in asked))]
        for work in _articles(asker, [number for number in found if number not in given]):
            if work.values.get("doi") in asked:
                yield work


def works_of(asker: Asker, scholar: Scholar) -> Iterator[FetchedWork]:
    """The articles in which somebody stands with an ORCID iD."""
    for work in _articles(asker, [*_numbers(asker, f"{scholar.orcid}[auid]")]):
        yield work._replace(of=scholar.orcid)


def _numbers(asker: Asker, words: str) -> Iterator[str]:
    """The numbers of the articles that a search finds, page by page."""
    seen: set[str] = set()
    while True:
        parameters = {"db": "pubmed", "term": words, "retmode": "json", "retmax": str(_NUMBERS_AT_ONCE), "retstart": str(len(seen))}  # fmt: skip
        count, numbers = _page(asker, parameters, len(seen))
        new = [each for each in dict.fromkeys(numbers) if each not in seen]
        seen.update(new)
        yield from new
        if len(seen) >= count:
            return
        if not new:
            raise UnavailableError(f"counts {count} articles, but lists {len(seen)}")


def _page(asker: Asker, parameters: Mapping[str, str], before: int) -> tuple[int, list[str]]:
    """How many articles a search finds, and one page of their numbers."""
    count, numbers = 0, list[str]()
    for _time in range(_TIMES):
        reply = _reply(asker, "esearch.fcgi", parameters, "application/json")
        found = mapping_of(reply.json().get("esearchresult"))
        said, listed = as_plain(found.get("count")), found.get("idlist")
        error = as_plain(found.get("ERROR"))
        if error or not _COUNT.fullmatch(said) or not isinstance(listed, RawList):
            asker.forget(reply)
            raise UnavailableError(
                f"answers with an error: {shorten(error, 200)}"
                if error
                else "answers with what is no list of numbers"
            )
        count, numbers = int(said), [each for each in texts_of(listed) if each.isdecimal()]
        if numbers or before >= count:
            break
        asker.forget(reply)
    return count, numbers


def _articles(asker: Asker, numbers: Sequence[str]) -> Iterator[FetchedWork]:
    """The articles of some numbers, and no others."""
    for start in range(0, len(numbers), _AT_ONCE):
        asked = numbers[start : start + _AT_ONCE]
        parameters = {"db": "pubmed", "id": ",".join(asked), "retmode": "xml"}
        reply = _reply(asker, "efetch.fcgi", parameters, "text/xml")
        answer = reply.xml()
        found = works_in(answer) if answer.name == "PubmedArticleSet" else None
        if found is None:
            asker.forget(reply)
            raise UnavailableError("answers with what is no set of articles")
        for element, made in zip(answer.each("PubmedArticle"), found[0], strict=True):
            if (work := _fetched(element, made, reply.day, asked)) is not None:
                yield work


def _fetched(element: XmlElement, made: RawMapping, day: str, asked: Collection[str]) -> FetchedWork | None:
    """What a set says of an article that was asked for."""
    if made.get("pmid") not in asked or "title" not in made:
        return None
    citation = element.first("MedlineCitation") or element
    is_notice = any(True for kind in _OF_NOTICES for _number in _mentioned(citation, kind))
    work = fetched_work(_NAME, made, day, is_notice=is_notice)
    if work is None or made.get("type") != "preprint":
        return work
    # A preprint is updated by the article that it has become.
    articles = (normal_identifier("pmid", number) for number in _mentioned(citation, "UpdateIn"))
    return work._replace(appeared_as=tuple(dict.fromkeys(each for each in articles if each is not None)))


def _reply(asker: Asker, program: str, parameters: Mapping[str, str], accept: str) -> Reply:
    """What a program answers. That it was asked too often it says as JSON whatever was asked for, and with the status 200 at times."""
    said = (
        dict(parameters) | {"tool": "sphinx-academic"} | ({"email": asker.contact} if asker.contact else {})
    )
    for _time in range(_TIMES):
        reply = asker.get(_ADDRESS + program, said, accept=accept)
        if reply is None:
            raise UnavailableError("has nothing where its programs were")
        if not (reply.text().lstrip().startswith("{") and (error := as_plain(reply.json().get("error")))):
            return reply
        asker.forget(reply)
    raise UnavailableError(f"answers with an error: {shorten(error, 200)}")


SOURCE = Source(
    name=_NAME,
    label="PubMed",
    hosts=("eutils.ncbi.nlm.nih.gov",),
    pace=Pace(3),
    good_for="Medicine and the life sciences: abstracts, numbers of PubMed and PubMed Central, retractions, corrections and concerns.",
    sent="The ORCID iDs of the people that the plan names, numbers and DOIs of works, the name of this program, and the contact address.",
    terms="https://www.ncbi.nlm.nih.gov/books/NBK25497/",
    allows="Free to use, three requests a second, ten with a key; publishers may have rights in abstracts.",
    key=Key("NCBI_API_KEY", parameter="api_key", where="https://account.ncbi.nlm.nih.gov/settings/"),
    schemes=("pmid", "doi"),
    works_by_ids=works_by_ids,
    works_of=works_of,
)
"""PubMed (E-utilities: ``esearch`` and ``efetch``)."""
