"""A publication: article, paper, thesis, book, dataset, software, talk …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from sphinx_academic.data import fields
from sphinx_academic.data.fields import TEXT, WORDS, FileNotes, Merge, Origin, field
from sphinx_academic.data.form_of_records import page_named_by
from sphinx_academic.data.located import Place, RawMapping, RawValue
from sphinx_academic.data.naming import ascii_of, first_telling_word, letters
from sphinx_academic.data.records.grouped_works import Left, with_swallowed, without_groups
from sphinx_academic.data.records.record import Item, Record
from sphinx_academic.data.values import identifiers as ids
from sphinx_academic.data.values.addresses import (
    LINKS,
    PICTURES,
    URL,
    Image,
    Link,
    named_link,
    with_named_links,
)
from sphinx_academic.data.values.claims import CLAIMS, Claim
from sphinx_academic.data.values.dates import DATE, PartialDate, in_words
from sphinx_academic.data.values.name_parts import family_name
from sphinx_academic.data.values.names import AUTHORS, AuthorList
from sphinx_academic.data.values.open_access import OPEN_ACCESS, OpenAccess
from sphinx_academic.data.values.publication_status import (
    NO_DATE,
    NOTICE_IN_TITLE,
    STATUS,
    is_awaited,
    status_named,
)
from sphinx_academic.problems import Code, nearest

TYPES = (
    "article", "conference", "preprint", "thesis", "book", "chapter", "report", "dataset", "software", "patent",
    "talk", "poster", "other",
)  # fmt: skip
_SPELLINGS = {
    "article": "journal journalarticle articlejournal journalpaper magazine magazinearticle articlemagazine newspaperarticle "
    "articlenewspaper newspaper review reviewarticle reviewbook bookreview survey editorial opinion letter periodical",
    "conference": "conferencepaper paperconference conferencearticle conferenceproceedings proceedings inproceedings "
    "proceedingsarticle proceedingspaper workshop workshoppaper extendedabstract conferenceabstract demo demopaper "
    "shortpaper longpaper fullpaper symposium oral spotlight",
    "preprint": "arxiv unpublished eprint manuscript postedcontent underreview insubmission",
    "thesis": "phd phdthesis phddissertation doctoralthesis doctoraldissertation dissertation master masters masterthesis "
    "mastersthesis mathesis mscthesis bachelorthesis bachelorsthesis bathesis bscthesis candthesis diplomathesis habilitation undergraduatethesis honorsthesis "
    "licentiatethesis",
    "book": "monograph editedbook editedvolume collection booklet mvbook reference",
    "chapter": "incollection inbook bookchapter booksection bookinbook suppbook inreference entry encyclopediaarticle encyclopediaentry "
    "entryencyclopedia entrydictionary",
    "report": "techreport technicalreport researchreport workingpaper whitepaper technicalnote policybrief deliverable manual standard",
    "dataset": "data database", "software": "code computerprogram program",
    "poster": "posterpresentation", "talk": "presentation oralpresentation invitedtalk conferencetalk keynote lecture slides speech tutorial seminar",
    "other": "misc miscellaneous document generic online webpage website electronic blog blogpost video",
}  # fmt: skip
_TYPE_OF = {name: name for name in TYPES} | {
    word: name for name, words in _SPELLINGS.items() for word in words.split()
}
# The first whose words stand in the name of a venue.
_TYPE_SIGNS = tuple(
    (name, re.compile(rf"(?i)\b(?:{words})\b"))
    for name, words in (
        ("preprint", "arxiv|bioRxiv|medRxiv|ssrn|preprint|techrxiv|chemrxiv|psyarxiv|osf preprints"),
        ("thesis", "thesis|dissertation"),
        ("report", "report"),
        ("patent", "patent"),
        ("article", "journal|transactions|letters|magazine|annals|review|reviews|nature|science|acta|informatics|quarterly|bulletin|plos"),
        ("conference", "conference|proceedings|proc|workshop|symposium|congress|meeting|interspeech|neurips|challenge"),
    )
)  # fmt: skip


def _kind_called(type_: str) -> str:
    """The kind of work that a type names by any of its words; empty for others."""
    name = re.sub(r"[\W_]+", "", type_.lower())
    return _TYPE_OF.get(name) or _TYPE_OF.get(name.removesuffix("s"), "")


def _read_type(value: fields.Written, entry: fields.Entry, name: str) -> str:
    text = fields.read_text(value, entry, name)
    if entry.file.foreign or text in _TYPE_OF or _kind_called(text) or not isinstance(value, str):
        return text
    meant = nearest(text, TYPES) or nearest(re.sub(r"[\W_]+", "", text), _TYPE_OF)
    if meant and _TYPE_OF[meant] not in {"thesis", "report"}:  # of which the word says more than the kind
        meant = _TYPE_OF[meant]
    if meant:
        message = f"'{text}' is not a type of work; '{meant}' is taken."
        entry.note_field(name, Code.TYPE, message, f"Write  {entry.remedy(name, meant)}")
    else:
        message = f"'{text}' is not a type of work; it is shown among the other works."
        entry.note_field(name, Code.TYPE, message, f"The types are: {', '.join(TYPES)}.")
    return meant or text


_TYPE = fields.defined(_read_type, "", "type", {"type": ["string", "null"], "examples": list(TYPES)})


ODD_DASHES = "[\u2010-\u2012\u2014\u2015\u2212]"
"""Dashes that word processors and copied PDFs put between pages, for which styles have U+2013."""


def _read_pages(value: fields.Written, entry: fields.Entry, name: str) -> str:
    """The pages as written, but ``297–297``, as some databases write it, is one, and styles write ``pp.`` before them themselves."""
    text = fields.read_text(value, entry, name)
    if not text[:1].isdigit() or not text[-1].isalnum():
        text = _SAID_OF_PAGES.sub("", text)
    first, *last = re.split("[-‐-―]+", text, maxsplit=1)
    return first.strip() if last and first.strip() == last[0].strip() != "" else text


_SAID_OF_PAGES = re.compile(r"(?i)^(?:pages?|pp?)(?:\.\s*|\s+)(?=\w*\d)|(?<=\d)[.,;]$")
_PAGES = fields.ValueType(_read_pages, "", fields.SHAPE_OF_TEXT)
_KINDS_OF_VENUES = {
    "journal": "article",
    "journaltitle": "article",
    "conference": "conference",
    "school": "thesis",
    "university": "thesis",
}
"""What somebody says with the name of the field that the venue stands in."""
RELEASED = frozenset(("software", "dataset"))
"""Kinds of works that have versions, licences and repositories."""
_REPOSITORY = re.compile(r"[\w-]+/[\w.-]+")
SWHID = re.compile(r"swh:1:(?:snp|rel|rev|dir|cnt):[0-9a-fA-F]{40}")
"""An identifier of Software Heritage (SWHID 1.2, core identifiers)."""
_ACRONYM = re.compile(r"(?:[A-Z][A-Za-z]*[A-Z]{2,}[A-Za-z]*|[A-Z]{3,})(?:[ '’]*(?:19|20)?\d\d)?")


class OtherIdentifier(NamedTuple):
    """One of the ``identifiers`` of a CITATION.cff, of which ``type`` is ``doi``, ``url``, ``swh`` or ``other``."""

    type: str
    value: str
    description: str = ""


class Version(NamedTuple):
    """One of several versions of a work, which can be asked for by any of the ``keys`` that they were given."""

    kind: str
    venue: str
    year: str
    url: str
    origin: Origin = Origin()
    note: str = ""
    keys: tuple[str, ...] = ()


class Publication(Record):
    """A work: article, paper, thesis, book, dataset, software, talk …"""

    kind = "publication"
    lists = ("publications", "pubs", "papers", "publication")
    ambiguous = ("publication",)

    # fmt: off
    # A table: a line or two for each field.
    title: str = field(TEXT, "What it is called. Markdown and a little HTML are understood.", "name", prose=True)
    authors: AuthorList = field(AUTHORS, "One text (`Ada B., **Me**, C. D.`), or a list of names or of mappings with name, url, "
        "orcid, equal, corresponding, senior.", "author", "by")
    venue: str = field(TEXT, "Journal, conference, the university of a thesis, or where else it appeared.",
        "journal", "booktitle", "conference", "journaltitle", "container_title", "event", "conf", "proceedings", "publication", "school", "university", "institution", prose=True, merge=Merge.VERSION)
    year: PartialDate | None = field(DATE, "The year; words around it are kept.", merge=Merge.OWN)
    date: PartialDate | None = field(DATE, "2024-05-16, 2024-05 or 2024; comes before `year` when sorting.",
        "published", merge=Merge.OWN)
    status: str = field(STATUS, "How far it has come, such as in press, to appear or submitted, or what became of it: corrected, "
        "withdrawn, retracted.", "pubstate", "publication_status", merge=Merge.OWN)
    type: str = field(_TYPE, "What kind of work it is; found out from the venue where it is not given.", merge=Merge.OWN)
    genre: str = field(TEXT, "What it is in words where the type says less: Master’s thesis, Technical report.", "thesis_type",
        "report_type", merge=Merge.VERSION)
    doi: str = field(ids.DOI, "The DOI, with or without https://doi.org/.", "doi_url", "doi_link", merge=Merge.VERSION)
    arxiv: str = field(ids.ARXIV, "The arXiv identifier, such as 2308.05734.", "eprint", "arxiv_url", "arxiv_link")
    url: str = field(URL, "Where it is on the web.", "link")
    note: str = field(TEXT, "Shown in brackets behind the venue, or as a line of its own.", prose=True, merge=Merge.VERSION)
    abstract: str = field(TEXT, "Markdown; it opens on request.", prose=True)
    tags: tuple[str, ...] = field(WORDS, "Words to select by.", "tag", "keywords", merge=Merge.ALL)
    selected: bool = field(fields.FLAG, "Whether `:selected:` shows it.", "featured", merge=Merge.OWN)
    award: str = field(TEXT, "What it won.", prose=True)
    key: str = field(TEXT, "A name for links and selections; one is made where none is given.", "id")
    former_keys: tuple[str, ...] = field(WORDS, "Keys that it had before, the first one first, so that links to them still lead here.",
        "former_key", merge=Merge.ALL)
    version_of: tuple[str, ...] = field(WORDS, "Keys of publications that it is a [version](/reference/data.md#one-work-several-versions) of, "
        "whatever else they say.", merge=Merge.ALL)
    not_version_of: tuple[str, ...] = field(WORDS, "Keys of publications that it is no version of, though it may look like one.",
        merge=Merge.ALL)
    images: tuple[Image, ...] = field(PICTURES, "Paths from the source folder, with url, caption and alt.",
        "image", "picture", "pictures", "thumbnail", "img", "thumb", "teaser", merge=Merge.ALL)
    links: tuple[Link, ...] = field(LINKS, "Name and url of each; without url the name alone is shown.",
        "media", "buttons", merge=Merge.ALL)
    additional: tuple[str, ...] = field(fields.CONTENTS, "Further information that opens on request.",
        "additional_info", "more", prose=True, merge=Merge.ALL)
    claims: tuple[Claim, ...] = field(CLAIMS, "What it claims, each with the [test that shows it](/how-to/claims.md).", merge=Merge.ALL)
    volume: str = field(TEXT, "The volume.", merge=Merge.VERSION)
    number: str = field(TEXT, "The issue.", "issue", merge=Merge.VERSION)
    pages: str = field(_PAGES, "The pages, such as 1-19.", "page", merge=Merge.VERSION)
    eid: str = field(TEXT, "The number of an article that has one in place of pages, such as e0209899.",
        "article_number", "elocation_id", merge=Merge.VERSION)
    series: str = field(TEXT, "The series of a book or of proceedings; `number` is then the number in it.",
        "collection_title", prose=True, merge=Merge.VERSION)
    edition: str = field(TEXT, "The edition: 2, Second or Rev. ed.", merge=Merge.VERSION)
    version: str = field(TEXT, "The version of software or data, such as 1.4.0.", merge=Merge.VERSION)
    publisher: str = field(TEXT, "The publisher.", prose=True, merge=Merge.VERSION)
    location: str = field(TEXT, "Where the publisher or the institution is, or where an event was.",
        "address", "place", "publisher_place", prose=True, merge=Merge.VERSION)
    license: str = field(ids.LICENSE, "Under which licence it may be used: an identifier of SPDX (`CC-BY-4.0`), an address or words.",
        "licence", merge=Merge.VERSION)
    editor: str = field(TEXT, "The editors, as text.", "editors", prose=True, merge=Merge.VERSION)
    translator: str = field(TEXT, "The translators, as text.", "translators", prose=True, merge=Merge.VERSION)
    language: str = field(TEXT, "The language in which it is written, such as `de`: it decides on the articles that sorting passes "
        "over, and is told to machines.", "langid", "lang")
    projects: tuple[str, ...] = field(WORDS, "Projects to select by.", "project", merge=Merge.ALL)
    grants: tuple[str, ...] = field(WORDS, "The grants that paid for it, by key or number, to select by.", "grant", "grant_number",
        merge=Merge.ALL)
    pmid: str = field(ids.identifier("pmid"), "The number at PubMed, such as 30446548.", "pubmed", "pubmed_id")
    pmcid: str = field(ids.identifier("pmcid"), "The number at PubMed Central, such as PMC3531190.", "pmc", "pubmed_central")
    acl: str = field(ids.identifier("acl"), "The identifier in the ACL Anthology, such as 2020.acl-main.1.",
        "acl_id", "acl_anthology")
    openreview: str = field(ids.identifier("openreview"), "The identifier at OpenReview, such as rJXMpikCZ.")
    hal: str = field(ids.identifier("hal"), "The identifier in HAL, such as hal-01234567.", "hal_id")
    dblp: str = field(ids.identifier("dblp"), "The key in DBLP, such as conf/icml/LiuCYMLM0P23.", "dblp_key")
    openalex: str = field(ids.identifier("openalex"), "The identifier of the work in OpenAlex, such as W2741809807.", "openalex_id")
    semanticscholar: str = field(ids.identifier("semanticscholar"), "The identifier at Semantic Scholar: CorpusID:13756489, or "
        "forty hexadecimal digits.", "semantic_scholar", "s2", "corpusid")
    zenodo: str = field(ids.identifier("zenodo"), "The number of the record at Zenodo, such as 5171937.", "zenodo_id")
    huggingface: tuple[str, ...] = field(ids.identifiers("huggingface"), "What lies at Hugging Face: "
        "org/model, datasets/org/name or spaces/org/name; several as a list.", "hugging_face", "hf", merge=Merge.ALL)
    github: tuple[str, ...] = field(ids.identifiers("github"),
        "The repository at GitHub, such as owner/repository; several as a list.", merge=Merge.ALL)
    isbn: tuple[str, ...] = field(ids.ISBNS, "The ISBN; several as a list.", merge=Merge.VERSION)
    issn: tuple[str, ...] = field(ids.ISSNS, "The ISSN; several as a list.", merge=Merge.VERSION)
    citations: ids.Citations | None = field(ids.CITATIONS, "How often it is cited: a number, or count, date and source.",
        "cited_by", "citation_count", "cited")
    open_access: OpenAccess | None = field(OPEN_ACCESS, "Whether everybody may read it, and where: diamond, gold, hybrid, bronze, green, "
        "open or closed, or status and url of the free copy.", "oa")
    # fmt: on

    versions: tuple[Version, ...] = ()
    """Which versions there are of a work that was made of several publications."""

    @property
    def page_elsewhere(self) -> str:
        """Its page on the site of one of its authors, where that is known from what the site has published; empty where not."""
        return page_named_by(self.extra.get("custom")) if self.extra else ""

    @classmethod
    def shape(cls, called: str = "") -> dict[str, object]:
        of_publication = super().shape(called)
        properties = of_publication["properties"]
        assert isinstance(properties, dict)
        properties["ids"] = {
            "type": ["object", "null"],
            "properties": {
                name: {"$ref": f"#/$defs/{cls.kind}/properties/{name}"}
                for name, declared in cls.fields.items()
                if declared.type.scheme or declared.type in (ids.ISBNS, ids.ISSNS)
            },
            "description": "The identifiers, where they are to stand together.",
        }
        return of_publication

    @classmethod
    def items(cls, value: RawValue, place: Place, notes: FileNotes) -> Iterator[Item]:
        """Also those that stand in groups."""
        left: Left = []
        works = without_groups(value, cls.fields, left)
        for key, at in left:
            notes.leave_out(at, key, "a group of publications")
        return super().items(with_swallowed(works, notes), place, notes)

    @classmethod
    def prepared(cls, raw: RawMapping) -> RawMapping:
        return with_named_links(ids.spread(raw), cls.fields)

    @property
    def when(self) -> PartialDate | None:
        """The date if there is one that can be read, else the year."""
        date = self.date
        return date if date is not None and (date.year or self.year is None) else self.year

    @property
    def year_to_show(self) -> PartialDate | None:
        """What readers are shown the year of: the year, with the words around it; in formats where the date says the year,
        as it does for biber, the date."""
        year, date = self.year, self.date
        if year is None or date is None or not date.year:
            return year or date
        if date.text and date.year == year.year:
            return year
        says_more = not (date.is_plain or year.text) and date.year == year.year
        return date if self.foreign or says_more else year

    @property
    def shown_year(self) -> str:
        """The year in English, as written where more than a year was written."""
        when = self.year_to_show
        return in_words(when) if when is not None else ""

    @property
    def state(self) -> str:
        """How far the work has come or what became of it, said by itself, in place of the year, or before the title by its
        publisher; as :data:`publication_status.PUBSTATES` and :data:`publication_status.NOTICES` have it, or in words of its own."""
        if self.status:
            return self.status
        for when in (self.year, self.date):
            if when is not None and when.status and when.status != NO_DATE:
                return status_named(when.status) or when.status
        notice = NOTICE_IN_TITLE.match(self.title)
        return notice[1].lower() if notice else ""

    @property
    def is_awaited(self) -> bool:
        """Whether the work has not appeared yet; where a year stands beside the words (*2025, to appear*), that is its year."""
        if self.status:
            return is_awaited(self.status)
        when = self.when
        return when is not None and not when.year and is_awaited(self.state)

    @property
    def living_keys(self) -> tuple[str, ...]:
        return (*super().living_keys, *self.keys_of_versions)

    @property
    def keys_of_versions(self) -> tuple[str, ...]:
        """The keys that the versions of the work were given."""
        return tuple(key for version in self.versions for key in version.keys)

    @cached_property
    def kind_of_work(self) -> str:
        """One of :data:`TYPES`: as given, else what the venue's name says."""
        if self.type:
            return _TYPE_OF.get(self.type) or _kind_called(self.type) or "other"
        if not self.venue:
            return "preprint" if self.arxiv else "other"
        named = _KINDS_OF_VENUES.get(self.origin.keys.get("venue", "").lower())
        for kind, sign in _TYPE_SIGNS:
            if kind in {named or kind, "preprint"} and sign.search(self.venue):
                return kind
        if named:
            return named
        if _ACRONYM.match(self.venue):
            return "conference"
        return "article" if self.volume or self.number else "other"

    @property
    def is_software(self) -> bool:
        """Whether it is software itself."""
        return self.kind_of_work == "software"

    @property
    def repository(self) -> str:
        """The address of the repository that software or data lies in; empty for other works, whose code is another thing."""
        if self.kind_of_work not in RELEASED:
            return ""
        urls = (link.url for name in ("Code", "Repository") for link in self.links if link.name == name)
        first = self.github[0] if self.github else ""
        return next(filter(None, urls), f"https://github.com/{first}" if _REPOSITORY.fullmatch(first) else "")

    @property
    def swhid(self) -> str:
        """The identifier of the code in the archive of Software Heritage; empty where there is none."""
        values = (self.extra.get("swhid"), *(each.value for each in self.other_identifiers()))
        found = (SWHID.match(value) for value in values if isinstance(value, str))
        return next((match[0] for match in found if match), "")

    def other_identifiers(self) -> Iterator[OtherIdentifier]:
        """The identifiers that a work has beside those with fields of their own (CFF 1.2.0, "identifiers")."""
        kept = self.extra.get("identifiers")
        for each in kept if isinstance(kept, Sequence) and not isinstance(kept, str) else ():
            said = each if isinstance(each, Mapping) else {}
            kind, value, description = (said.get(name) for name in ("type", "value", "description"))
            if isinstance(kind, str) and isinstance(value, str) and value.strip():
                yield OtherIdentifier(
                    kind, value.strip(), description if isinstance(description, str) else ""
                )

    def identifiers(self) -> Iterator[tuple[str, str]]:
        """Each identifier that leads somewhere, with the name of its scheme, in the order in which readers see them."""
        values = self.__dict__
        for name, scheme in _SCHEMES:
            if value := values.get(name):
                if scheme == "doi" and self.arxiv and value[: len(ids.ARXIV_DOI)].lower() == ids.ARXIV_DOI:
                    continue  # leads where the identifier of arXiv does
                for found in filter(None, (value,) if isinstance(value, str) else value):
                    yield scheme, found

    def markup(self) -> Iterator[tuple[str, str]]:
        yield from super().markup()
        for claim in self.claims:
            yield "claims", claim.text

    def addresses(self) -> tuple[tuple[str, Link], ...]:
        own = (("url", Link("", self.url)),) if self.url else ()
        free = self.open_access
        copy = (("open_access", Link("", free.url)),) if free is not None and free.url else ()
        return own + copy + super().addresses()

    def suggested_key(self) -> str:
        """First author, year and first word of the title: ``liu2024learning``."""
        people = self.authors.people
        family = ascii_of(family_name(people[0].name)) if people else ""
        year = f"{abs(self.when.year):04d}" if self.when and self.when.year else ""
        return f"{family}{year}{first_telling_word(self.title)}" or "untitled"

    def key_beside(self, key: str, number: int) -> str:
        """``liu2024learningb``."""
        return key + letters(number)


Publication.fields.link_of = named_link
_SCHEMES = tuple([(name, each.type.scheme) for name, each in Publication.fields.items() if each.type.scheme])
