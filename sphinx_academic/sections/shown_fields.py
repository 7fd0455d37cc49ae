"""Which fields of a work, and of a person, a list shows and which their own page: others are told no more (``academic_publish_records``)."""

from __future__ import annotations

from sphinx_academic.data.records import Person, Publication
from sphinx_academic.data.records.publication import RELEASED
from sphinx_academic.formats.text import words
from sphinx_academic.sections.options import Options

_OF_A_WORK = words(
    """
    key title authors venue year date status type genre volume number pages eid series edition version publisher editor translator
    doi arxiv url links citations open_access pmid pmcid acl openreview hal dblp openalex semanticscholar zenodo huggingface github
    """
)
"""What every entry says, in whatever layout; an identifier is a link."""
_IN_BIBTEX = words("location license language isbn issn note")
_BEHIND = words("abstract additional claims")
"""What opens on request."""
_ON_PAGE_ALONE = words("tags")

_OF_A_PERSON = words("key name other_names pronouns links orcid url")


def of_work_on_page() -> frozenset[str]:
    """What the page of a work shows, which has its BibTeX entry, too."""
    return _OF_A_WORK | _IN_BIBTEX | _BEHIND | _ON_PAGE_ALONE | {"award"}


def of_work_in_list(
    work: Publication, options: Options, *, in_cv: bool = False, is_filtered: bool = False
) -> frozenset[str]:
    """What an entry of a list shows of a work. Which of the rest a citation style asks for is not known: it counts as not shown."""
    shown = {*_OF_A_WORK}
    kind = work.kind_of_work
    if not options.get("style"):
        shown |= {"note"} if kind == "article" else {"note", "location"}
        shown |= {"license"} if kind in RELEASED else set()
    if options.get("layout", "gallery") != "compact":
        shown |= {"award"} if in_cv else {"award", *_BEHIND}
    if options.get("bibtex") and not in_cv:
        shown |= _IN_BIBTEX
    return frozenset(shown | _ON_PAGE_ALONE if is_filtered else shown)


def of_person_on_page() -> frozenset[str]:
    """What the page of a person shows, and a profile."""
    return frozenset(Person.fields) | _OF_A_PERSON


def of_person_in_list(person: Person, options: Options, *, in_cv: bool = False) -> frozenset[str]:
    """What an entry of a list shows of a person: of those who have left what became of them, of others what they do."""
    has_left, layout = person.has_left(options.get("today")), options.get("layout", "cards")
    if layout == "table":
        ends = {"end"} if has_left or person.ended else set[str]()
        return frozenset({*_OF_A_PERSON, "role", "affiliation", "degree", "start", "now", *ends})
    shown = {*_OF_A_PERSON, "line"}
    if has_left:
        shown |= {"start", "end", "now", "degree"} if person.degree else {"start", "end", "now", "role"}
    else:
        shown |= {"role", "affiliation"}
    return frozenset(shown if in_cv else shown | {"about"})
