"""Identifiers of publications: how each looks, in which forms people paste it, and where it leads."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sphinx_academic.data.values.addresses import arxiv_url, doi_url, find_doi


class Scheme(NamedTuple):
    """One kind of identifier.

    ``pattern`` matches every form of it; what its first or second group finds goes into the form of that number, which
    is the identifier as it is kept. ``address`` makes a link of that. ``icon`` is the name of a drawing.
    """

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
        if match is None:
            return ""
        return next(
            form.format(found) for form, found in zip(self.forms, match.groups(), strict=True) if found
        )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


_WEB = r"(?:https?://)?(?:www\.)?"
_END = r"/?(?:[?#]\S*)?"
SCHEMES = (
    Scheme(
        "pmid",
        "PubMed",
        "pubmed",
        rf"(?:{_WEB}(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed|europepmc\.org/article/med)/"
        rf"|pmid\s*+:?\s*+)*0*([1-9]\d{{0,7}})(?:\.0)?{_END}",
        "30446548",
        "https://pubmed.ncbi.nlm.nih.gov/{}/",
    ),
    Scheme(
        "pmcid",
        "PubMed Central",
        "pubmed",
        rf"(?:{_WEB}(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pmc|europepmc\.org)/(?:articles?/)?(?:pmc/)?"
        rf"|pmc(?:id)?\s*:\s*)*(?:PMC)?([1-9]\d{{1,8}})(?:\.\d+)?{_END}",
        "PMC3531190",
        "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
        ("PMC{}",),
    ),
    Scheme(
        "acl",
        "ACL Anthology",
        "book",
        rf"(?:{_WEB}(?:aclanthology\.org|aclweb\.org/anthology|aclanthology\.info/papers)/|{_WEB}doi\.org/10\.18653/v1/"
        rf"|10\.18653/v1/|acl\s*:\s*)*((?:\d{{4}}\.[a-z0-9_]+-[a-z0-9_]+\.\d{{1,4}})|[A-Z]\d{{2}}-\d{{4,5}})"
        rf"(?:v\d+)?(?:\.pdf|\.bib)?{_END}",
        "2020.acl-main.1",
        "https://aclanthology.org/{}/",
    ),
    Scheme(
        "openreview",
        "OpenReview",
        "newspaper",
        rf"(?:{_WEB}openreview\.net/(?:forum|pdf|attachment)\?(?:\S{{0,200}}&)?id=)?([\w-]{{8,14}})(?:[&#]\S*)?",
        "rJXMpikCZ",
        "https://openreview.net/forum?id={}",
    ),
    Scheme(
        "hal",
        "HAL",
        "hal",
        rf"(?:{_WEB}(?:[\w-]+\.)*(?:hal\.science|archives-ouvertes\.fr|hal\.inria\.fr)/)?"
        rf"([a-z]+(?:-[a-z]+)?[-_]\d{{8}}(?:v\d+)?)(?:/(?:document|file/[^\s?#]*))?{_END}",
        "hal-01234567",
        "https://hal.science/{}",
    ),
    Scheme(
        "dblp",
        "DBLP",
        "dblp",
        rf"(?:{_WEB}(?:dblp\.org|dblp\.uni-trier\.de|dblp\.dagstuhl\.de)/rec/(?:html/|bibtex/)?|dblp\s*:\s*)*"
        rf"((?:journals|conf|books|series|phd|reference|tr|data|homepages)/[\w-]+(?:/[\w.+-]+?)*)"
        rf"(?:\.(?:html|bib|xml|rdf|ttl|nt))?{_END}",
        "journals/corr/abs-2308-05734",
        "https://dblp.org/rec/{}",
    ),
    Scheme(
        "openalex",
        "OpenAlex",
        "database",
        rf"(?:{_WEB}(?:api\.)?openalex\.org/(?:works/)?|openalex\s*:\s*)*W(\d{{4,12}}){_END}",
        "W2741809807",
        "https://openalex.org/{}",
        ("W{}",),
    ),
    Scheme(
        "semanticscholar",
        "Semantic Scholar",
        "semanticscholar",
        rf"(?:{_WEB}(?:api\.)?semanticscholar\.org/(?:(?:arxiv/)?paper/)?(?:[^/\s]+/)?)?"
        rf"(?:([0-9a-f]{{40}})|(?:CorpusID\s*:\s*)?(\d{{4,12}})){_END}",
        "CorpusID:13756489",
        "https://www.semanticscholar.org/paper/{}",
        ("{}", "CorpusID:{}"),
    ),
    Scheme(
        "zenodo",
        "Zenodo",
        "zenodo",
        rf"(?:{_WEB}zenodo\.org/(?:records?|deposit|badge/latestdoi)/|(?:{_WEB}(?:dx\.)?doi\.org/)?"
        rf"(?:doi\s*:\s*)?10\.5281/zenodo\.|zenodo\s*[.:]\s*)?(\d{{2,10}})(?:\.0)?(?:/[^\s?#]*)?{_END}",
        "5171937",
        "https://zenodo.org/records/{}",
    ),
    Scheme(
        "huggingface",
        "Hugging Face",
        "huggingface",
        rf"(?:{_WEB}(?:huggingface\.co|hf\.co)/)?(?:models/)?((?:(?:datasets|spaces|papers|collections)/)?[\w.-]+(?:/[\w.-]+)?)"
        rf"(?:/(?:tree|blob|resolve|discussions)/[^\s?#]*)?{_END}",
        "facebook/wav2vec2-base, datasets/org/name or spaces/org/name",
        "https://huggingface.co/{}",
    ),
    Scheme(
        "github",
        "GitHub",
        "github",
        rf"(?:{_WEB}github\.com/|(?:ssh://)?git@github\.com[:/])?([\w-]+/[\w.-]+?(?:/(?:tree|blob|releases)/[^\s?#]+)?)"
        rf"(?:\.git)?{_END}",
        "owner/repository",
        "https://github.com/{}",
    ),
)
"""The identifiers beside DOI and arXiv that lead somewhere, in the order in which readers are shown them."""

_BY_FIELD = {scheme.field: scheme for scheme in SCHEMES}


def address_of(field: str, identifier: str) -> str:
    """Where an identifier leads; empty where it leads nowhere or is none."""
    if field == "doi":
        return doi_url(identifier)
    if field == "arxiv":
        return arxiv_url(identifier)
    scheme = _BY_FIELD[field]
    if scheme.find(identifier) != identifier:
        return ""
    if identifier.startswith("CorpusID:"):  # numbers of the corpus are resolved by a host of their own
        return f"https://api.semanticscholar.org/{identifier}"
    return scheme.address.format(identifier)


def name_of_scheme(field: str) -> str:
    """What the identifiers of a field are called."""
    return {"doi": "DOI", "arxiv": "arXiv"}.get(field) or _BY_FIELD[field].name


def icon_of_scheme(field: str) -> str:
    """The name of the drawing for the identifiers of a field."""
    return field if field in {"doi", "arxiv"} else _BY_FIELD[field].icon


def is_same(field: str, identifier: str, url: str) -> bool:
    """Whether an address leads to what an identifier names, whatever form it has."""
    if "://" not in url:
        return False
    if field == "doi":
        return find_doi(url).casefold() == identifier.casefold()
    if field == "arxiv":
        return "arxiv" in url.casefold() and without_version(identifier) in url.casefold()
    return _BY_FIELD[field].find(url).casefold() == identifier.casefold()


def without_version(arxiv: str) -> str:
    """An arXiv identifier without the version behind it, in small letters."""
    return re.sub(r"v\d+$", "", arxiv.casefold())


_ISBN = re.compile(
    r"(?i)(?:https?://[^\s()]*?/|urn:)?(?:isbn(?:-?1[03])?\s*+[:=]?\s*+)?([\d][\d\s–-]{8,20}[\dx])(?:\s*\([^)]*\))?"
)
_ISSN = re.compile(
    r"(?i)(?:https?://(?:portal\.)?issn\.org/resource/ISSN/|urn:)?(?:e-?|p-?)?(?:issn(?:-?l)?\s*+[:=]?\s*+)?(\d{4})[-–]?(\d{3}[\dx])(?:\s*\([^)]*\))?"
)


def find_isbn(text: str) -> str:
    """An ISBN as it was grouped, or empty where its check digit is wrong (ISO 2108; ISBN Users' Manual, 4)."""
    match = _ISBN.fullmatch(text.strip())
    if match is None:
        return ""
    grouped = re.sub(r"[\s–-]+", "-", match[1].upper())
    digits = grouped.replace("-", "")
    if len(digits) == 13 and digits.isdigit():
        total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
        return grouped if total % 10 == 0 else ""
    if len(digits) == 10 and digits[:9].isdigit():
        total = sum((10 - index) * (10 if digit == "X" else int(digit)) for index, digit in enumerate(digits))
        return grouped if total % 11 == 0 else ""
    return ""


def find_issn(text: str) -> str:
    """An ISSN as ``1234-5679``, or empty where its check digit is wrong (ISO 3297, annex A)."""
    match = _ISSN.fullmatch(text.strip())
    if match is None:
        return ""
    digits = f"{match[1]}{match[2]}".upper()
    total = sum((8 - index) * (10 if digit == "X" else int(digit)) for index, digit in enumerate(digits))
    return f"{digits[:4]}-{digits[4:]}" if total % 11 == 0 else ""


_NEW_ARXIV = re.compile(r"(\d\d)(\d\d)\.(\d{1,5})")


def repaired_arxiv(text: str) -> str:
    """The arXiv identifier that a program made a number of, and so lost the zeros at its end (``1806.0053``).

    Empty where the text is no such number. From January 2015 on there are five digits behind the dot, before four
    (https://info.arxiv.org/help/arxiv_identifier.html).
    """
    match = _NEW_ARXIV.fullmatch(text.strip())
    if match is None or not 1 <= int(match[2]) <= 12:
        return ""
    digits = 5 if int(match[1]) >= 15 else 4
    return f"{match[1]}{match[2]}.{match[3].ljust(digits, '0')}" if len(match[3]) < digits else ""
