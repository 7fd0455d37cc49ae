"""Identifiers of publications and counts of citations: how each looks, any form that people paste in, where it leads."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from sphinx_academic.data import fields
from sphinx_academic.data.fields import (
    Entry,
    Shape,
    ValueType,
    Written,
    any_case,
    by_language,
    defined,
    in_words_of,
    read_text,
)
from sphinx_academic.data.located import RawList, RawMapping, as_text
from sphinx_academic.data.values.addresses import address_in, arxiv_url, doi_url, find_arxiv, find_doi
from sphinx_academic.data.values.dates import PartialDate, read_date
from sphinx_academic.problems import Code


class Scheme(NamedTuple):
    """One kind of identifier. ``pattern`` matches every form of it; what its first or second group finds goes into the form
    of that number, which is the identifier as it is kept. ``address`` makes a link of that, ``icon`` names a drawing."""

    field: str
    name: str
    icon: str
    pattern: str
    example: str
    address: str
    forms: tuple[str, ...] = ("{}",)

    def find(self, text: str) -> str:
        """The identifier in a text that gives it in any form; empty where there is none."""
        match = _compiled(self.pattern).fullmatch(text.strip())
        groups = zip(self.forms, match.groups(), strict=True) if match else ()
        return next((form.format(found) for form, found in groups if found), "")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


_WEB = r"(?:https?://)?(?:www\.)?"
_END = r"/?(?:[?#]\S*)?"
# fmt: off
SCHEMES = (
    Scheme("pmid", "PubMed", "pubmed",
        rf"(?:{_WEB}(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed|europepmc\.org/article/med)/"
        rf"|pmid\s*+:?\s*+)*0*([1-9]\d{{0,7}})(?:\.0)?{_END}",
        "30446548", "https://pubmed.ncbi.nlm.nih.gov/{}/"),
    Scheme("pmcid", "PubMed Central", "pubmed",
        rf"(?:{_WEB}(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pmc|europepmc\.org)/(?:articles?/)?(?:pmc/)?"
        rf"|pmc(?:id)?\s*:\s*)*(?:PMC)?([1-9]\d{{1,8}})(?:\.\d+)?{_END}",
        "PMC3531190", "https://pmc.ncbi.nlm.nih.gov/articles/{}/", ("PMC{}",)),
    Scheme("acl", "ACL Anthology", "book",
        rf"(?:{_WEB}(?:aclanthology\.org|aclweb\.org/anthology|aclanthology\.info/papers)/|{_WEB}doi\.org/10\.18653/v1/"
        rf"|10\.18653/v1/|acl\s*:\s*)*((?:\d{{4}}\.[a-z0-9_]+-[a-z0-9_]+\.\d{{1,4}})|[A-Z]\d{{2}}-\d{{4,5}})"
        rf"(?:v\d+)?(?:\.pdf|\.bib)?{_END}",
        "2020.acl-main.1", "https://aclanthology.org/{}/"),
    Scheme("openreview", "OpenReview", "newspaper",
        rf"(?:{_WEB}openreview\.net/(?:forum|pdf|attachment)\?(?:\S{{0,200}}&)?id=)?([\w-]{{8,14}})(?:[&#]\S*)?",
        "rJXMpikCZ", "https://openreview.net/forum?id={}"),
    Scheme("hal", "HAL", "hal",
        rf"(?:{_WEB}(?:[\w-]+\.)*(?:hal\.science|archives-ouvertes\.fr|hal\.inria\.fr)/)?"
        rf"([a-z]+(?:-[a-z]+)?[-_]\d{{8}}(?:v\d+)?)(?:/(?:document|file/[^\s?#]*))?{_END}",
        "hal-01234567", "https://hal.science/{}"),
    Scheme("dblp", "DBLP", "dblp",
        rf"(?:{_WEB}(?:dblp\.org|dblp\.uni-trier\.de|dblp\.dagstuhl\.de)/rec/(?:html/|bibtex/)?|dblp\s*:\s*)*"
        rf"((?:journals|conf|books|series|phd|reference|tr|data|homepages)/[\w-]+(?:/[\w.+-]+?)*)"
        rf"(?:\.(?:html|bib|xml|rdf|ttl|nt))?{_END}",
        "journals/corr/abs-2308-05734", "https://dblp.org/rec/{}"),
    Scheme("openalex", "OpenAlex", "database",
        rf"(?:{_WEB}(?:api\.)?openalex\.org/(?:works/)?|openalex\s*:\s*)*W(\d{{4,12}}){_END}",
        "W2741809807", "https://openalex.org/{}", ("W{}",)),
    Scheme("semanticscholar", "Semantic Scholar", "semanticscholar",
        rf"(?:{_WEB}(?:api\.)?semanticscholar\.org/(?:(?:arxiv/)?paper/)?(?:[^/\s]+/)?)?"
        rf"(?:([0-9a-f]{{40}})|(?:CorpusID\s*:\s*)?(\d{{4,12}})){_END}",
        "CorpusID:13756489", "https://www.semanticscholar.org/paper/{}", ("{}", "CorpusID:{}")),
    Scheme("zenodo", "Zenodo", "zenodo",
        rf"(?:{_WEB}zenodo\.org/(?:records?|deposit|badge/latestdoi)/|(?:{_WEB}(?:dx\.)?doi\.org/)?"
        rf"(?:doi\s*:\s*)?10\.5281/zenodo\.|zenodo\s*[.:]\s*)?(\d{{2,10}})(?:\.0)?(?:/[^\s?#]*)?{_END}",
        "5171937", "https://zenodo.org/records/{}"),
    Scheme("huggingface", "Hugging Face", "huggingface",
        rf"(?:{_WEB}(?:huggingface\.co|hf\.co)/)?(?:models/)?((?:(?:datasets|spaces|papers|collections)/)?[\w.-]+(?:/[\w.-]+)?)"
        rf"(?:/(?:tree|blob|resolve|discussions)/[^\s?#]*)?{_END}",
        "facebook/wav2vec2-base, datasets/org/name or spaces/org/name", "https://huggingface.co/{}"),
    Scheme("github", "GitHub", "github",
        rf"(?:{_WEB}github\.com/|(?:ssh://)?git@github\.com[:/])?([\w-]+/[\w.-]+?(?:/(?:tree|blob|releases)/[^\s?#]+)?)"
        rf"(?:\.git)?{_END}",
        "owner/repository", "https://github.com/{}"),
)
# fmt: on
"""The identifiers beside DOI and arXiv that lead somewhere, in the order in which readers are shown them."""

NAMES_AND_ICONS = {"doi": ("DOI", "doi"), "arxiv": ("arXiv", "arxiv")} | {
    scheme.field: (scheme.name, scheme.icon) for scheme in SCHEMES
}
"""By the field: what its identifiers are called, and the drawing for them."""
_BY_FIELD = {scheme.field: scheme for scheme in SCHEMES}
_RESOLVED = {"doi": doi_url, "arxiv": arxiv_url}


def address_of(field: str, identifier: str) -> str:
    """Where an identifier leads; empty where it leads nowhere or is none."""
    if field in _RESOLVED:
        return _RESOLVED[field](identifier)
    scheme = _BY_FIELD[field]
    if scheme.find(identifier) != identifier:
        return ""
    if identifier.startswith("CorpusID:"):  # numbers of the corpus are resolved by a host of their own
        return f"https://api.semanticscholar.org/{identifier}"
    return scheme.address.format(identifier)


def is_same(field: str, identifier: str, url: str) -> bool:
    """Whether an address leads to what an identifier names, whatever form it has."""
    if "://" not in url:
        return False
    if field == "doi":
        return find_doi(url).casefold() == identifier.casefold()
    if field == "arxiv":
        without_version = re.sub(r"v\d+$", "", identifier.casefold())
        return "arxiv" in url.casefold() and without_version in url.casefold()
    return _BY_FIELD[field].find(url).casefold() == identifier.casefold()


# fmt: off
_ISBN = re.compile(r"(?i)(?:https?://[^\s()]*?/|urn:)?(?:isbn(?:-?1[03])?\s*+[:=]?\s*+)?([\d][\d\s–-]{8,20}[\dx])(?:\s*\([^)]*\))?")
_ISSN = re.compile(
    r"(?i)(?:https?://(?:portal\.)?issn\.org/resource/ISSN/|urn:)?(?:e-?|p-?)?(?:issn(?:-?l)?\s*+[:=]?\s*+)?"
    r"(\d{4})[-–]?(\d{3}[\dx])(?:\s*\([^)]*\))?"
)
# fmt: on


def _is_checked(digits: str) -> bool:
    """Whether the last digit is right where the first weighs as much as there are digits, and X is ten."""
    weighed = (weight * (10 if digit == "X" else int(digit)) for weight, digit in enumerate(digits[::-1], 1))
    return sum(weighed) % 11 == 0


def find_isbn(text: str) -> str:
    """An ISBN as it was grouped, or empty where its check digit is wrong (ISO 2108; ISBN Users' Manual, 4)."""
    match = _ISBN.fullmatch(text.strip())
    grouped = re.sub(r"[\s–-]+", "-", match[1].upper()) if match else ""
    digits = grouped.replace("-", "")
    is_right = len(digits) == 10 and digits[:9].isdigit() and _is_checked(digits)
    if len(digits) == 13 and digits.isdigit():
        is_right = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits)) % 10 == 0
    return grouped if is_right else ""


def find_issn(text: str) -> str:
    """An ISSN as ``1234-5679``, or empty where its check digit is wrong (ISO 3297, annex A)."""
    match = _ISSN.fullmatch(text.strip())
    found = f"{match[1]}-{match[2]}".upper() if match else ""
    return found if _is_checked(found.replace("-", "")) else ""


# How they are written

_NUMBER = re.compile(r"\d+(?:\.\d*)?(?:[eE][+-]?\d+)?")
_DOI_OF_PUBLISHERS = re.compile(
    r"(?i)https?://[^\s/]+/(?:[\w.-]+/){1,4}(10\.\d{4,9}/[^\s?#]+?)(?:/(?:full|abstract|pdf|epdf|meta|html|fulltext))?(?:[?#]\S*)?"
)
"""``https://publisher.example/doi/full/10.5555/1``."""
_BREAKS = re.compile(r"[,;\s]+")


def _read_doi(value: Written, entry: Entry, field: str) -> str:
    text = address_in(read_text(value, entry, field))
    doi = find_doi(text)
    if not doi and (found := _DOI_OF_PUBLISHERS.fullmatch(text)):
        doi = find_doi(found[1])
    if not doi:
        hint = "A DOI looks like 10.1000/182."
        if _NUMBER.fullmatch(text):
            hint = "A DOI looks like 10.1000/182; a program has made a number of it: put it in quotes."
        entry.note_field(field, Code.TYPE, f"'{text}' is not a DOI; it is shown without a link.", hint)
    return doi or text


def _read_arxiv(value: Written, entry: Entry, field: str) -> str:
    text = address_in(read_text(value, entry, field))
    identifier, meant = find_arxiv(text), ""
    number = re.fullmatch(r"(\d\d)(0[1-9]|1[0-2])\.(\d{1,5})", text.strip())
    # A program that makes a number of it drops the zeros at its end (1806.0053). From January 2015 on there are five digits
    # behind the dot, before four (https://info.arxiv.org/help/arxiv_identifier.html).
    if number and len(number[3]) < (digits := 5 if int(number[1]) >= 15 else 4):
        meant = f"{number[1]}{number[2]}.{number[3].ljust(digits, '0')}"
    if meant:
        message = f"'{text}' is an arXiv identifier that has lost the zeros at its end; '{meant}' is taken."
        entry.note_field(field, Code.TYPE, message, f'Put it in quotes: "{meant}".')
    elif not identifier:
        message = f"'{text}' is not an arXiv identifier; it is shown without a link."
        hint = "An arXiv identifier looks like 2308.05734 or hep-th/9901001."
        entry.note_field(field, Code.TYPE, message, hint)
    return meant or identifier or text


DOI = defined(_read_doi, "", "doi", in_words_of(rf"\d|{any_case(('doi.org/',))}"), scheme="doi")
"""A DOI without resolver (``10.1000/182``), however it was given (DOI Handbook, 2.2 and 2.6)."""
ARXIV = defined(
    _read_arxiv, "", "arxiv", in_words_of(r"\d", "number", minimum=701, maximum=9913), scheme="arxiv"
)
"""An arXiv identifier (``2308.05734``, ``hep-th/9901001``), however it was given."""


_SHAPES: Mapping[str, Shape] = {
    "pmid": in_words_of("[0-9]", "integer", minimum=1, maximum=99_999_999),
    "pmcid": in_words_of("[0-9]", "number", minimum=10, exclusiveMaximum=1_000_000_000),
    "acl": in_words_of("[0-9]"),
    "openreview": in_words_of(r"\S{8}", "number"),
    "hal": in_words_of("[0-9]{8}"),
    "dblp": in_words_of("/"),
    "openalex": in_words_of("[0-9]{4}"),
    "semanticscholar": in_words_of("[0-9a-fA-F]{4}", "integer", minimum=0),
    "zenodo": in_words_of("[0-9]", "integer", minimum=0),
    "huggingface": fields.SHAPE_OF_TEXT,
    "github": in_words_of("/"),
}
"""What is found in every form of an identifier, and which numbers may be one."""


def identifier(of: str) -> ValueType[str]:
    """One identifier of a scheme."""
    scheme = _BY_FIELD[of]

    def read(value: Written, entry: Entry, field: str) -> str:
        text = address_in(read_text(value, entry, field))
        found = scheme.find(text)
        if not found and text:
            _note_identifier(text, entry, field, scheme.name, scheme.example)
        return found or text

    return defined(read, "", of, _SHAPES[of], scheme=of, alike=True)


def _shape_of_several(one: Shape) -> Shape:
    """One, several, or each below the word for what it is."""
    texts = {"type": "object", "additionalProperties": fields.SHAPE_OF_TEXT}
    return {"anyOf": [one, {"type": "array", "items": one}, texts]}


def identifiers(of: str) -> ValueType[tuple[str, ...]]:
    """Several identifiers of a scheme."""
    scheme = _BY_FIELD[of]
    read = _several(scheme.find, scheme.name, scheme.example, _BREAKS)
    return defined(read, (), f"{of}s", _shape_of_several(_SHAPES[of]), scheme=of, alike=True)


def _several(
    find: Callable[[str], str], name: str, example: str, breaks: re.Pattern[str]
) -> Callable[[Written, Entry, str], tuple[str, ...]]:
    """Reads a list, a mapping whose keys say what each is, or a text that ``breaks`` split."""

    def read(value: Written, entry: Entry, field: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for text in _texts_of(value):
            for part in filter(None, map(str.strip, (text,) if find(text) else breaks.split(text))):
                identifier = find(part)
                if not identifier:
                    _note_identifier(part, entry, field, name, example)
                found[identifier or part] = None
        return tuple(found)

    return read


def _texts_of(value: Written) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, RawList):
        return [as_text(item) for item in value]
    # huggingface: {model: a/b, dataset: a/c}
    texts = ((kind, as_text(text)) for kind, text in value.items())
    return [f"{kind.strip().lower().rstrip('s')}s/{text}" if "/" in text else text for kind, text in texts]


def _note_identifier(text: str, entry: Entry, field: str, name: str, example: str) -> None:
    is_number = name in {"ISBN", "ISSN"}
    if is_number and entry.file.foreign:
        return  # files of databases are full of them, and no link depends on them
    kind = name if is_number else f"{name} identifier"
    article = "an" if is_number or name[0] in "AO" else "a"
    shown = "kept as it is" if is_number else "shown without a link"
    hint = f"{article.capitalize()} {kind} looks like {example}"
    hint += "; its last character is a checksum." if is_number else "."
    if _NUMBER.fullmatch(text) and "." in text:
        hint += " A program may have made a number of it: put it in quotes."
    entry.note_field(field, Code.TYPE, f"'{text}' is not {article} {kind}; it is {shown}.", hint)


_BETWEEN_ISBNS = re.compile(r"[,;/|]|\band\b|(?<=[\dXx])\s+(?=97[89])")
_read_isbns = _several(find_isbn, "ISBN", "978-3-16-148410-0", _BETWEEN_ISBNS)
_read_issns = _several(find_issn, "ISSN", "0378-5955", re.compile(r"[,;/|\s]+|\band\b"))
_NUMBERS = _shape_of_several(in_words_of(r"\d", "number", minimum=0))
ISBNS: ValueType[tuple[str, ...]] = defined(_read_isbns, (), "isbns", _NUMBERS, alike=True)
ISSNS: ValueType[tuple[str, ...]] = defined(_read_issns, (), "issns", _NUMBERS, alike=True)

# Licences

_LICENSE_ADDRESS = re.compile(
    r"(?i)https?://(?:www\.)?(?:(?:spdx\.org|opensource\.org)/licen[sc]es?/([\w.+-]+?)(?:\.html|\.json|\.php)?"
    r"|creativecommons\.org/(?:licenses/(by[a-z-]*)|publicdomain/(zero))/(\d\.\d)(?:/[\w./-]*)?)/?"
)
_CREATIVE_COMMONS = re.compile(
    r"(?i)(?:CC[ -]*|Creative Commons )((?:BY|Attribution)[\w -]*?)[ -](?:v\.? ?)?(\d\.\d)(?: (?:International|Unported)(?: Licen[sc]e)?)?"
)
_ELEMENTS = re.compile(
    r"(?i)(?P<BY>attribution|by)|(?P<NC>non[ -]?commercial|nc)|(?P<ND>no[ -]?deriv\w*|nd)|(?P<SA>share[ -]?alike|sa)"
)
_NAMED_LICENSES = tuple(
    (re.compile(f"(?i){pattern}"), name)
    for pattern, name in (
        (r"mit(?: licen[sc]e)?", "MIT"),
        (r"apache(?: licen[sc]e)?,?(?: version)? v?2(?:\.0)?(?: licen[sc]e)?", "Apache-2.0"),
        (r"bsd[ -]([23])[ -]clause\b[^\n]*", r"BSD-\1-Clause"),
        (r"gnu general public licen[sc]e v?([23])(?:\.0)?(?: only)?", r"GPL-\1.0-only"),
        (r"gnu general public licen[sc]e v?([23])(?:\.0)? or later", r"GPL-\1.0-or-later"),
        (r"creative commons zero\b[^\n]*|cc[ -]?0(?:[ -]1\.0)?(?: universal)?", "CC0-1.0"),
    )
)


def _read_license(value: Written, entry: Entry, field: str) -> str:
    if isinstance(value, RawList):  # of several one may choose (CFF 1.2, "license")
        fields.tell_nested(value, entry, field)
        return " OR ".join(find_license(as_text(each)) for each in value)
    return find_license(read_text(value, entry, field))


def find_license(text: str) -> str:
    """The identifier of a licence (SPDX Specification 3, annex B) where an address or a name says it; else what was written."""
    address = _LICENSE_ADDRESS.fullmatch(text)
    if address:
        name, elements, zero, number = address.groups()
        return name or ("CC0-1.0" if zero else f"CC-{elements.upper()}-{number}")
    named = _CREATIVE_COMMONS.fullmatch(text)
    if named is None:
        found = ((pattern.fullmatch(text), name) for pattern, name in _NAMED_LICENSES)
        return next((match.expand(name) for match, name in found if match), text)
    elements = "-".join(dict.fromkeys(each.lastgroup or "" for each in _ELEMENTS.finditer(named[1])))
    return f"CC-{elements}-{named[2]}"


def license_url(license: str) -> str:
    """The address of a licence that is one, or that SPDX has a page of; empty for other words."""
    if license.startswith(("https://", "http://")):
        return license
    return f"https://spdx.org/licenses/{license}" if _is_of_spdx(license) else ""


@lru_cache(maxsize=1_000)
def _is_of_spdx(license: str) -> bool:
    if " " in license or license.lower().startswith("licenseref-"):
        return False
    try:
        return canonicalize_license_expression(license) == license
    except InvalidLicenseExpression:
        return False


LICENSE = ValueType(_read_license, "", fields.SHAPE_OF_WORDS)
"""A licence: the identifier of SPDX however it was given, another address, or words."""

_HUGGING_FACE = {"huggingface_model": "", "huggingface_dataset": "datasets/", "huggingface_space": "spaces/"}


_NAMES_OF_ARXIV = {"arxiv", "eprint", "arxiv_url", "arxiv_link"}
ARXIV_DOI = "10.48550/arxiv."
"""How the DOIs begin that arXiv gives to its preprints (https://info.arxiv.org/help/doi.html)."""


def _add_arxiv(item: RawMapping) -> None:
    """The identifier in a DOI of arXiv, where none is given."""
    for key in ("doi", "DOI"):
        doi = item.get(key)
        if isinstance(doi, str) and "48550" in doi and item.keys().isdisjoint(_NAMES_OF_ARXIV):
            found = find_doi(doi)
            if found.lower().startswith(ARXIV_DOI) and (arxiv := find_arxiv(found[len(ARXIV_DOI) :])):
                item["arxiv"] = arxiv
                item.places["arxiv"] = item.places.get(key, (item.line, item.column) * 2)


def spread(item: RawMapping) -> RawMapping:
    """A publication with the identifiers that stand in a mapping of their own (``ids:``) as its fields, and what
    HugoBlox calls ``huggingface_model`` and the like in one."""
    nested = {
        key: value
        for key, value in item.items()
        if isinstance(value, RawMapping) and key.strip().lower() in {"ids", "identifiers"}
    }
    _add_arxiv(item)
    if not nested and _HUGGING_FACE.keys().isdisjoint(item):
        return item
    made = RawMapping(item.line, item.column)
    made.source = item.source
    found = [(item, key) for key in item if key not in nested]
    found += [(inner, name) for inner in nested.values() for name in inner]
    for mapping, key in found:
        value, prefix = mapping[key], _HUGGING_FACE.get(key)
        places = mapping.places.get(key, (item.line, item.column) * 2)
        if prefix is not None and isinstance(value, str):
            known = made.get("huggingface")
            whole = value if "://" in value or value.startswith(prefix) else prefix + value
            made["huggingface"] = f"{known}, {whole}" if isinstance(known, str) else whole
            made.places.setdefault("huggingface", places)
        elif key not in made:
            made[key] = value
            made.places[key] = places
    return made


# Counts of citations


class Citations(NamedTuple):
    """How often a work has been cited, when that was counted, and who counted (*OpenAlex*)."""

    number: int
    date: PartialDate | None = None
    source: str = ""


# fmt: off
_COUNT = fields.Fields("citations", {
    "count": fields.Field(fields.TEXT, "How many.", ("number",)),
    "date": fields.Field(fields.TEXT, "When they were counted.", ("as_of", "on")),
    "source": fields.Field(fields.TEXT, "Who counted.", ("from",)),
})
# fmt: on


def _read_citations(value: Written, entry: Entry, field: str) -> Citations | None:
    parts = entry.parts(value, _COUNT) if isinstance(value, RawMapping) else {"count": as_text(value).strip()}
    written = parts.get("count", "")
    number = re.sub(r"(?<=\d)[,_\s'’.](?=\d{3}(?:\D|$))", "", written).removesuffix(".0")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        message = f"'{written or as_text(value)}' is no number of citations; it is left out."
        entry.note_field(field, Code.TYPE, message, f"Write  {entry.remedy('citations', '1234')}")
        return None
    date = read_date(parts["date"]) if parts.get("date") else None
    if date is not None and (date.date is None or date.fault):
        message = f"'{parts['date']}' is no date of a count; it is left out."
        entry.note_field(field, Code.DATE, message, entry.file.notation.date)
    when = date.date if date is not None and not date.fault else None
    return Citations(int(number), when, parts.get("source", ""))


_SHAPE_OF_COUNT = in_words_of(r"^\s*[0-9][0-9,_\s'’.]*$", "number", minimum=0, maximum=999_999_999)
_SHAPE_OF_CITATIONS = {"anyOf": [_SHAPE_OF_COUNT, by_language(_SHAPE_OF_COUNT), {"$ref": "#/$defs/count"}]}
_OF_COUNT = {"count": _COUNT.shape("count")}
CITATIONS = ValueType[Citations | None](_read_citations, None, _SHAPE_OF_CITATIONS, _OF_COUNT, alike=True)
"""How often a work is cited: a number, or a mapping with ``count``, ``date`` and ``source``."""
