"""Works that nobody has written, as many as a test wants, and what services would say about them."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import Any, NamedTuple

from answers_of_files import stored_body

ORCID = "0000-0002-1825-0097"
Json = dict[str, Any]

_NOUNS = ("Lanterns", "Kettles", "Tides", "Herons", "Ledgers", "Bridges", "Orchards", "Clocks")
_ADJECTIVES = ("Patient", "Hollow", "Northern", "Sparse", "Quiet", "Amber", "Late")
_OTHERS = (
    ("Bram", "Östergård-Lind"),
    ("Mei", "Zhao"),
    ("Tomasz", "Wierzba"),
    ("Noor", "Haddad"),
    ("Ines", "Caldeira"),
)
_VENUES = ("Journal of Quiet Fields & Tides", "Annals of Invented Results", "Transactions on Slow Waters")


class MadeWork(NamedTuple):
    """One work."""

    number: int
    title: str
    year: int
    month: int
    venue: str
    authors: tuple[tuple[str, str], ...]
    citations: int
    is_open: bool
    is_retracted: bool = False

    @property
    def doi(self) -> str:
        return f"10.5555/made.{self.number:04}"

    @property
    def openalex(self) -> str:
        return f"W{2_000_000_000 + self.number}"

    @property
    def put_code(self) -> int:
        return 5_000_000 + self.number


def made_works(count: int) -> list[MadeWork]:
    """The first of an endless row of works of Ada Quillfeather and others, always the same."""
    return [_made(number) for number in range(1, count + 1)]


def _made(number: int) -> MadeWork:
    adjective, noun = _ADJECTIVES[number % len(_ADJECTIVES)], _NOUNS[number % len(_NOUNS)]
    others = tuple(_OTHERS[(number + step) % len(_OTHERS)] for step in range(number % 4))
    return MadeWork(
        number,
        f"{adjective} {noun} and the {_ADJECTIVES[(number // 7) % 7]} Problem, Part {number}",
        2000 + number % 26,
        1 + number % 12,
        _VENUES[number % len(_VENUES)],
        (("Ada", "Quillfeather"), *others),
        number * 7 % 113,
        number % 3 == 0,
        number % 97 == 0,
    )


@cache
def _stored(name: str) -> str:
    return stored_body(name).decode("utf-8")


def _template(name: str, *path: str | int) -> Json:
    value: Any = json.loads(_stored(name))
    for step in path:
        value = value[step]
    return copy.deepcopy(value)  # type: ignore[no-any-return]


def crossref_work(work: MadeWork) -> Json:
    """A work as Crossref's ``message``."""
    made = _template("crossref/work-by-doi", "message")
    for key in ("relation", "subtitle", "article-number", "abstract", "published-print", "journal-issue"):
        made.pop(key, None)
    day = {"date-parts": [[work.year, work.month]]}
    made |= {
        "DOI": work.doi,
        "URL": f"https://doi.org/{work.doi}",
        "resource": {"primary": {"URL": f"https://example.org/{work.doi}"}},
        "title": [work.title],
        "container-title": [work.venue.replace("&", "&amp;")],
        "volume": str(work.number % 40 + 1),
        "issue": str(work.number % 4 + 1),
        "page": f"{work.number}-{work.number + 9}",
        "issued": day,
        "published": day,
        "published-online": day,
        "is-referenced-by-count": work.citations,
        "author": [
            {
                **(
                    {"ORCID": f"https://orcid.org/{ORCID}", "authenticated-orcid": True}
                    if family == "Quillfeather"
                    else {}
                ),
                "given": given,
                "family": family,
                "sequence": "additional" if place else "first",
                "affiliation": [],
            }
            for place, (given, family) in enumerate(work.authors)
        ],
    }
    if work.is_retracted:
        made["updated-by"] = [
            {
                "DOI": f"{work.doi}.r",
                "type": "retraction",
                "label": "Retraction",
                "source": "retraction-watch",
                "updated": {
                    "date-parts": [[2026, 10, 5]],
                    "date-time": "2026-10-05T00:00:00Z",
                    "timestamp": 1791158400000,
                },
                "record-id": "90001",
            }
        ]
    return made


def openalex_work(work: MadeWork) -> Json:
    """A work as OpenAlex has it."""
    made = _template("openalex/works-page-1", "results", 0)
    address, page = f"https://doi.org/{work.doi}", f"https://openalex.org/{work.openalex}"
    pdf = f"https://example.org/made/{work.number}.pdf" if work.is_open else None
    location = made["primary_location"] | {
        "id": f"doi:{work.doi}",
        "is_oa": work.is_open,
        "landing_page_url": address,
        "pdf_url": pdf,
        "license": "cc-by" if work.is_open else None,
        "license_id": "https://openalex.org/licenses/cc-by" if work.is_open else None,
        "raw_source_name": work.venue,
    }
    location["source"]["display_name"] = work.venue
    made |= {
        "id": page,
        "doi": address,
        "title": work.title,
        "display_name": work.title,
        "publication_year": work.year,
        "publication_date": f"{work.year}-{work.month:02}-01",
        "ids": {"openalex": page, "doi": address, "mag": str(2_000_000_000 + work.number)},
        "primary_location": location,
        "locations": [location],
        "best_oa_location": location if work.is_open else None,
        "open_access": {
            "is_oa": work.is_open,
            "oa_status": "gold" if work.is_open else "closed",
            "oa_url": pdf,
            "any_repository_has_fulltext": False,
        },
        "cited_by_count": work.citations,
        "is_retracted": work.is_retracted,
        "biblio": {
            "volume": str(work.number % 40 + 1),
            "issue": str(work.number % 4 + 1),
            "first_page": str(work.number),
            "last_page": str(work.number + 9),
        },
    }
    first = made["authorships"][0]
    last = len(work.authors) - 1
    made["authorships"] = [
        first
        | {
            "author_position": "first" if place == 0 else "last" if place == last else "middle",
            "author": {
                "id": f"https://openalex.org/A{5_000_000_001 + (_OTHERS.index((given, family)) + 1 if (given, family) in _OTHERS else 0)}",
                "display_name": f"{given} {family}",
                "orcid": f"https://orcid.org/{ORCID}" if family == "Quillfeather" else None,
            },
            "raw_author_name": f"{given} {family}",
            "raw_orcid": None,
        }
        for place, (given, family) in enumerate(work.authors)
    ]
    return made


def _orcid_parts(work: MadeWork) -> Json:
    identifier = {
        "external-id-type": "doi",
        "external-id-value": work.doi.upper(),
        "external-id-normalized": {"value": work.doi, "transient": True},
        "external-id-normalized-error": None,
        "external-id-url": {"value": f"https://doi.org/{work.doi}"},
        "external-id-relationship": "self",
    }
    return {
        "put-code": work.put_code,
        "path": f"/{ORCID}/work/{work.put_code}",
        "title": {"title": {"value": work.title}, "subtitle": None, "translated-title": None},
        "external-ids": {"external-id": [identifier]},
        "url": {"value": f"https://doi.org/{work.doi}"},
        "type": "journal-article",
        "publication-date": {
            "year": {"value": str(work.year)},
            "month": {"value": f"{work.month:02}"},
            "day": None,
        },
        "journal-title": {"value": work.venue},
        "visibility": "public",
    }


def orcid_group(work: MadeWork) -> Json:
    """A work as a group of an ORCID record."""
    made = _template("orcid/works", "group", 0)
    parts = _orcid_parts(work)
    made["external-ids"] = parts["external-ids"]
    made["work-summary"] = [made["work-summary"][0] | parts]
    return made


def orcid_work(work: MadeWork) -> Json:
    """A work as an ORCID record has it, whole."""
    made = _template("orcid/works-bulk", "bulk", 1, "work") | _orcid_parts(work)
    made |= {"short-description": None, "citation": None}
    contributor = made["contributors"]["contributor"][0]
    made["contributors"] = {
        "contributor": [
            contributor
            | {
                "credit-name": {"value": f"{given} {family}"},
                "contributor-orcid": contributor["contributor-orcid"] if family == "Quillfeather" else None,
            }
            for given, family in work.authors
        ]
    }
    return made


def orcid_error() -> Json:
    """What stands in a list of ORCID's for a work that it does not know."""
    return _template("orcid/works-bulk", "bulk", -1)


def unpaywall_work(work: MadeWork) -> Json:
    """A work as Unpaywall has it."""
    made = _template("unpaywall/doi" if work.is_open else "unpaywall/doi-closed")
    made |= {
        "doi": work.doi,
        "doi_url": f"https://doi.org/{work.doi}",
        "title": work.title,
        "year": work.year,
        "published_date": f"{work.year}-{work.month:02}-01",
        "journal_name": work.venue,
    }
    if work.is_open:
        pdf = f"https://example.org/made/{work.number}.pdf"
        location = made["best_oa_location"] | {
            "url": pdf,
            "url_for_pdf": pdf,
            "url_for_landing_page": f"https://doi.org/{work.doi}",
        }
        made |= {"best_oa_location": location, "first_oa_location": location, "oa_locations": [location]}
    return made
