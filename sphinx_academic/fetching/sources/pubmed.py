"""Articles of PubMed (NLM's DTD of PubmedArticleSet, 2019 and later)."""

from __future__ import annotations

import html
import re

from sphinx_academic.data.located import RawList, RawMapping
from sphinx_academic.data.values.dates import month_named
from sphinx_academic.fetching.xml_tree import XmlElement
from sphinx_academic.formats.filling import add, mapping_at, put
from sphinx_academic.formats.rich_text import rich_text, title_text

_TAGS = frozenset(("i", "b", "sub", "sup", "u"))
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
    "RetractionIn": "retracted",
    "ExpressionOfConcernIn": "expression of concern",
    "ErratumIn": "corrected",
}


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
    notices = {
        each.attributes.get("RefType", "")
        for each in citation.each("CommentsCorrectionsList", "CommentsCorrections")
    }
    say("status", next((said for kind, said in _NOTICES.items() if kind in notices), ""))
    parts = [
        (each.attributes.get("Label", ""), _marked(each)) for each in article.each("Abstract", "AbstractText")
    ]
    say(
        "abstract",
        rich_text("\n\n".join(f"{label.capitalize()}: {text}" if label else text for label, text in parts)),
    )
    return made


def _title(article: XmlElement) -> str:
    """The title, in the language of the article where PubMed has that, without the stop behind it."""
    own = article.first("VernacularTitle")
    found = own if own is not None and own.text() else article.first("ArticleTitle")
    text = _marked(found).strip() if found is not None else ""
    if text.startswith("[") and text.rstrip(".").endswith("]"):
        text = text.rstrip(".")[1:-1]
    return title_text(text.removesuffix(".") if not text.endswith("...") else text)


def _marked(element: XmlElement) -> str:
    """The text of an element with the tags in it that say something."""
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(html.escape(child, quote=False))
        else:
            inner = _marked(child)
            parts.append(f"<{child.name}>{inner}</{child.name}>" if child.name in _TAGS else inner)
    return " ".join("".join(parts).split())


def _date(date: XmlElement | None) -> str:
    """A date as exactly as it is known; a season, or two months, as it is written."""
    if date is None:
        return ""
    year, month, day = date.text("Year"), date.text("Month"), date.text("Day")
    if not year:
        found = re.match(r"\d{4}", date.text("MedlineDate"))
        return found[0] if found else ""
    number = int(month) if month.isdigit() else month_named(month) or 0
    if not number:
        return f"{date.text('Season')} {year}".strip()
    return f"{year}-{number:02d}" + (f"-{int(day):02d}" if day.isdigit() else "")


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
            each.text().rstrip("/").rpartition("/")[2]
            for each in author.each("Identifier")
            if each.attributes.get("Source") == "ORCID"
        ]
        said = {
            "family": family,
            "given": given,
            "suffix": author.text("Suffix"),
            "orcid": next(iter(orcids), ""),
        }
        if group := author.text("CollectiveName"):
            said = {"literal": group}
        if family or group:
            add(people, mapping_at(*here[:2], said), *here[:2])
    if authors is not None and authors.attributes.get("CompleteYN") == "N":
        add(people, "et al.", *here[:2])
    return people
