"""The records of a site: what a publication, a news item, a competition, an education and a profile are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict, SkipValidation

from sphinx_academic.data.entry import Origin
from sphinx_academic.data.fields import (
    Authors,
    Contents,
    Dated,
    Flag,
    Image,
    Images,
    Links,
    Orcid,
    Text,
    Url,
    When,
    Words,
)
from sphinx_academic.data.identifier_fields import (
    Acl,
    Arxiv,
    Cited,
    Dblp,
    Doi,
    GitHub,
    Hal,
    HuggingFace,
    Isbn,
    Issn,
    OpenAlex,
    OpenReview,
    Pmcid,
    Pmid,
    SemanticScholar,
    Zenodo,
)
from sphinx_academic.data.values.addresses import Link
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.identifiers import SCHEMES
from sphinx_academic.data.values.names import NOBODY, AuthorList
from sphinx_academic.data.values.networks import complete

_NOWHERE = Origin()
_IDENTIFIERS = ("doi", "arxiv", *(scheme.field for scheme in SCHEMES))


class Record(BaseModel):
    """What all records share: they are frozen, know where they were written, and keep what they do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    kind: ClassVar[str]
    also: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """Other spellings of each field."""
    prose: ClassVar[tuple[str, ...]] = ()
    """The fields that hold markup."""
    picture_field: ClassVar[str] = ""
    """The field that holds pictures, if there is one."""

    origin: Annotated[Origin, SkipValidation] = _NOWHERE
    extra: Annotated[Mapping[str, Any], SkipValidation] = {}
    """What was written under keys that the record does not know."""
    foreign: Annotated[bool, SkipValidation] = False
    """Whether the record was imported from another format, so that what is written by hand wins over it."""
    other_keys: Annotated[tuple[str, ...], SkipValidation] = ()
    """What was written as its key and cannot be one; it is still known by that."""

    @classmethod
    @cache
    def fields(cls) -> tuple[str, ...]:
        """The names of the fields that authors of data can fill."""
        return tuple(
            name
            for name in cls.model_fields
            if name not in {"origin", "extra", "versions", "foreign", "other_keys"}
        )

    @classmethod
    @cache
    def spellings(cls) -> dict[str, str]:
        """Every accepted spelling and the field it stands for."""
        spellings = {name: name for name in cls.fields()}
        for name, others in cls.also.items():
            spellings.update(dict.fromkeys(others, name))
        return spellings

    def markup(self) -> Iterator[tuple[str, str]]:
        """Each text that may hold markup, with the name of its field."""
        for name in self.prose:
            value = getattr(self, name)
            if value:
                if isinstance(value, str):
                    yield name, value
                else:
                    for text in value:
                        yield name, text
        # An author list that could not be split is shown as it was written, markup and all.
        authors: AuthorList = getattr(self, "authors", NOBODY)
        if authors.written:
            yield "authors", authors.written

    def pictures(self) -> tuple[tuple[str, Image], ...]:
        """Each picture with the name of its field."""
        field = self.picture_field
        return tuple((field, image) for image in getattr(self, field)) if field else ()

    def addresses(self) -> tuple[tuple[str, Link], ...]:
        """Each link with the name of its field."""
        return ()


def _homes(authors: AuthorList) -> tuple[tuple[str, Link], ...]:
    """The links behind the authors' names."""
    return tuple([("authors", Link(person.name, person.url)) for person in authors.people if person.url])


TYPES = (
    "article",
    "conference",
    "preprint",
    "thesis",
    "book",
    "chapter",
    "report",
    "dataset",
    "software",
    "patent",
    "talk",
    "poster",
    "other",
)
_TYPE_SPELLINGS = {
    "journal": "article",
    "journal_article": "article",
    "article_journal": "article",
    "conference_paper": "conference",
    "paper_conference": "conference",
    "proceedings": "conference",
    "inproceedings": "conference",
    "workshop": "conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "phd": "thesis",
    "dissertation": "thesis",
    "incollection": "chapter",
    "inbook": "chapter",
    "book_chapter": "chapter",
    "techreport": "report",
    "technical_report": "report",
    "arxiv": "preprint",
    "unpublished": "preprint",
    "data": "dataset",
    "code": "software",
    "presentation": "talk",
    "misc": "other",
}
_TYPE_SIGNS = (
    (
        "preprint",
        re.compile(
            r"(?i)\b(?:arxiv|bioRxiv|medRxiv|ssrn|preprint|techrxiv|chemrxiv|psyarxiv|osf preprints)\b"
        ),
    ),
    ("thesis", re.compile(r"(?i)\b(?:thesis|dissertation)\b")),
    ("report", re.compile(r"(?i)\breport\b")),
    ("patent", re.compile(r"(?i)\bpatent\b")),
    (
        "article",
        re.compile(
            r"(?i)\b(?:journal|transactions|letters|magazine|annals|review|reviews|nature|science|acta|informatics|quarterly|bulletin|plos)\b"
        ),
    ),
    (
        "conference",
        re.compile(
            r"(?i)\b(?:conference|proceedings|proc|workshop|symposium|congress|meeting|interspeech|neurips|challenge)\b"
        ),
    ),
)
_ACRONYM = re.compile(r"(?:[A-Z][A-Za-z]*[A-Z]{2,}[A-Za-z]*|[A-Z]{3,})(?:[ '’]*(?:19|20)?\d\d)?")


class Version(NamedTuple):
    """One of several versions of a work: what it is, where it appeared, and where that can be read.

    ``keys`` are those that were given to it; a work can be asked for by any of them.
    """

    kind: str
    venue: str
    year: str
    url: str
    origin: Origin = _NOWHERE
    note: str = ""
    keys: tuple[str, ...] = ()


class Publication(Record):
    """A work: article, paper, thesis, book, dataset, software, talk …"""

    kind = "publication"
    picture_field = "images"
    also = {
        "authors": ("author", "by"),
        "venue": ("journal", "booktitle", "conference", "journaltitle", "container_title", "event"),
        "date": ("published",),
        "links": ("media", "buttons"),
        "images": ("image", "picture", "pictures", "thumbnail"),
        "tags": ("tag", "keywords"),
        "key": ("id",),
        "additional": ("additional_info", "more"),
        "number": ("issue",),
        "editor": ("editors",),
        "arxiv": ("eprint",),
        "url": ("link",),
        "selected": ("featured",),
        "projects": ("project",),
        "pmid": ("pubmed", "pubmed_id"),
        "pmcid": ("pmc", "pubmed_central"),
        "acl": ("acl_id", "acl_anthology"),
        "hal": ("hal_id",),
        "dblp": ("dblp_key",),
        "openalex": ("openalex_id",),
        "semanticscholar": ("semantic_scholar", "s2", "corpusid"),
        "zenodo": ("zenodo_id",),
        "huggingface": ("hugging_face", "hf"),
        "citations": ("cited_by", "citation_count", "cited"),
    }
    prose = ("title", "venue", "note", "abstract", "award", "additional", "editor", "publisher")

    title: Text = ""
    authors: Authors = NOBODY
    venue: Text = ""
    year: When = None
    date: When = None
    type: Text = ""
    doi: Doi = ""
    arxiv: Arxiv = ""
    url: Url = ""
    note: Text = ""
    abstract: Text = ""
    tags: Words = ()
    selected: Flag = False
    award: Text = ""
    key: Text = ""
    images: Images = ()
    links: Links = ()
    additional: Contents = ()
    volume: Text = ""
    number: Text = ""
    pages: Text = ""
    publisher: Text = ""
    editor: Text = ""
    projects: Words = ()
    pmid: Pmid = ""
    pmcid: Pmcid = ""
    acl: Acl = ""
    openreview: OpenReview = ""
    hal: Hal = ""
    dblp: Dblp = ""
    openalex: OpenAlex = ""
    semanticscholar: SemanticScholar = ""
    zenodo: Zenodo = ""
    huggingface: HuggingFace = ()
    github: GitHub = ()
    isbn: Isbn = ()
    issn: Issn = ()
    citations: Cited = None
    versions: Annotated[tuple[Version, ...], SkipValidation] = ()

    @property
    def when(self) -> PartialDate | None:
        """The date if there is one, else the year."""
        return self.date or self.year

    @property
    def shown_year(self) -> str:
        """The year as readers see it: as written where more than a year was written."""
        when = self.year or self.date
        if when is None:
            return ""
        return when.text or f"{when.year:04d}"

    @cached_property
    def kind_of_work(self) -> str:
        """One of :data:`TYPES`: as given, else what the venue's name says."""
        given = self.type.strip().lower().replace("-", "_").replace(" ", "_")
        if given:
            singular = given.removesuffix("s") if given not in {"thesis"} else given
            for word in (given, singular):
                if word in TYPES:
                    return word
                if word in _TYPE_SPELLINGS:
                    return _TYPE_SPELLINGS[word]
            return "other"
        for kind, sign in _TYPE_SIGNS:
            if sign.search(self.venue):
                return kind
        if not self.venue:
            return "preprint" if self.arxiv else "other"
        if _ACRONYM.match(self.venue):
            return "conference"
        return "article" if self.volume or self.number else "other"

    def identifiers(self) -> Iterator[tuple[str, str]]:
        """Each identifier that leads somewhere, with the name of its field, in the order in which readers see them."""
        for field in _IDENTIFIERS:
            value = self.__dict__[field]
            if value:
                if isinstance(value, str):
                    yield field, value
                else:
                    for identifier in value:
                        yield field, identifier

    def addresses(self) -> tuple[tuple[str, Link], ...]:
        own = (("url", Link("", self.url)),) if self.url else ()
        return own + tuple(("links", link) for link in self.links) + _homes(self.authors)


class NewsItem(Record):
    """One piece of news; ``icon`` is what stands behind the date (``2024-05-16 📣``)."""

    kind = "news item"
    also = {
        "date": ("time", "when"),
        "text": ("note", "content", "headline", "title"),
        "tags": ("tag",),
        "key": ("id",),
    }
    prose = ("text",)

    date: Dated = None
    text: Text = ""
    tags: Words = ()
    hidden: Flag = False
    icon: Text = ""
    key: Text = ""

    @property
    def when(self) -> PartialDate | None:
        """The date, if what was written holds one."""
        return self.date.date if self.date else None

    @property
    def shown_icon(self) -> str:
        """The icon, or whatever words stand behind the date."""
        return self.icon or (self.date.after if self.date else "")


class Competition(Record):
    """A placing in a competition; ``title`` is the placing."""

    kind = "competition"
    picture_field = "images"
    also = {
        "authors": ("author", "team"),
        "event": ("journal", "venue", "competition"),
        "date": ("year",),
        "links": ("media",),
        "images": ("image",),
        "key": ("id",),
    }
    prose = ("title", "event", "note")

    title: Text = ""
    authors: Authors = NOBODY
    event: Text = ""
    date: When = None
    links: Links = ()
    images: Images = ()
    note: Text = ""
    key: Text = ""

    def addresses(self) -> tuple[tuple[str, Link], ...]:
        return tuple(("links", link) for link in self.links) + _homes(self.authors)


class Education(Record):
    """A degree or a stay: free text in ``title`` and ``comment``, or its parts."""

    kind = "education"
    picture_field = "images"
    also = {
        "comment": ("text", "note"),
        "images": ("image", "logo"),
        "institution": ("school", "university"),
        "advisor": ("supervisor", "adviser"),
    }
    prose = ("title", "comment", "institution", "degree", "advisor")

    title: Text = ""
    comment: Text = ""
    images: Images = ()
    institution: Text = ""
    degree: Text = ""
    start: Dated = None
    end: Dated = None
    advisor: Text = ""


class Person(Record):
    """Somebody whom the site knows: a member of the lab, a co-author with a page of her own."""

    kind = "person"
    picture_field = "photo"
    also = {
        "aliases": ("alias", "also_known_as", "other_names"),
        "url": ("website", "homepage", "link"),
        "photo": ("image", "picture", "avatar"),
        "role": ("position", "group"),
        "start": ("since", "from", "start_year"),
        "end": ("until", "to", "end_year"),
        "about": ("bio", "description", "text"),
        "links": ("social", "media"),
        "affiliation": ("institution",),
        "key": ("id",),
    }
    prose = ("role", "affiliation", "about")

    name: Text = ""
    aliases: Words = ()
    orcid: Orcid = ""
    url: Url = ""
    photo: Images = ()
    role: Text = ""
    affiliation: Text = ""
    email: Text = ""
    start: Dated = None
    end: Dated = None
    links: Links = ()
    about: Text = ""
    key: Text = ""

    def addresses(self) -> tuple[tuple[str, Link], ...]:
        return tuple(("links", complete(link)) for link in self.links)


class Profile(Record):
    """Whose site it is."""

    kind = "profile"
    picture_field = "photo"
    also = {
        "other_names": ("other_name", "also_known_as", "native_name"),
        "photo": ("image", "picture", "avatar"),
        "links": ("social", "media"),
        "about": ("bio", "text"),
        "affiliation": ("institution",),
        "role": ("position",),
    }
    prose = ("role", "affiliation", "about")

    name: Text = ""
    other_names: Words = ()
    role: Text = ""
    affiliation: Text = ""
    photo: Images = ()
    email: Text = ""
    links: Links = ()
    about: Text = ""

    def addresses(self) -> tuple[tuple[str, Link], ...]:
        """The links, with the full address where only a user name is given (``GitHub: ada``)."""
        return tuple(("links", complete(link)) for link in self.links)


__all__ = ["TYPES", "Competition", "Education", "NewsItem", "Person", "Profile", "Publication", "Record"]
