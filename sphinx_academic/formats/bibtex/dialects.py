"""An entry of BibLaTeX in the words of BibTeX, which BibLaTeX reads as well (its manual 3.20, sections 2.1.2 and 2.2.5).

Styles of BibTeX take an entry of another type for ``misc``, and print nothing of what stands under other names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sphinx_academic.data.values.publication_status import PUBSTATES, is_awaited
from sphinx_academic.formats.reference import GENRES, Reference, is_first_degree
from sphinx_academic.formats.text import names_of_keys, words

TYPES = words(
    """
    article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis proceedings techreport
    unpublished
    """
)
"""The entry types of BibTeX ("BibTeXing", 1988, section 3.1)."""
_NAMES = names_of_keys(
    """
    journal: journaltitle; address: location; archiveprefix: eprinttype; primaryclass: eprintclass; number: issue
    school: institution
    """
)
"""What BibTeX and its styles call fields of BibLaTeX."""
_PARTS = names_of_keys(
    "title: subtitle titleaddon; booktitle: booksubtitle booktitleaddon; journal: journalsubtitle journaltitleaddon"
)
"""Fields that go on with another one."""
_SIGNS = {**_NAMES, "date": "year", "pubstate": "", **dict.fromkeys(_PARTS, "")}
del _SIGNS["institution"]
"""Fields of BibLaTeX, and those of BibTeX beside which they do not count."""
_DATE = re.compile(r"\d{4}(?:-[01]\d(?:-\d\d)?)?")


def is_bibtex(kind: str, fields: Mapping[str, str]) -> bool:
    """Whether BibTeX has the entry's type, and names for all of its fields that it has such fields for."""
    if kind not in TYPES or "family=" in fields.get("author", ""):
        return False
    year = fields.get("year", "")
    if year.isdigit() and not fields.get("date", year).startswith(year):
        return False  # the date counts for more than a year
    if "month" not in fields and _DATE.fullmatch(fields.get("date", "")) and "-" in fields["date"]:
        return False  # BibTeX would print the year alone
    return all(_SIGNS[name] in fields for name in _SIGNS.keys() & fields.keys())


def in_bibtex(kind: str, fields: Mapping[str, str], made: Mapping[str, str]) -> dict[str, str]:
    """The fields of an entry of BibLaTeX for an entry of BibTeX of type ``kind``; what BibTeX has no name for stays.

    ``made`` are the fields that the work would have without an entry of its own: they tell what is written in BibLaTeX's way.
    """
    left = dict(fields)
    retold = {whole for part, whole in _PARTS.items() if part in fields}
    retold |= {name for name in ("author", "editor") if "family=" in fields.get(name, "")}
    if kind in {"phdthesis", "mastersthesis", "techreport"} or fields.get("type", "patent").lower() in GENRES:
        retold.add("type")  # keys such as "mathesis", which the entry's type says
    if fields.get("edition", "").isdecimal():
        retold.add("edition")
    for name in _PARTS:
        left.pop(name, None)
    if "date" in fields:
        retold.add("year")  # which counts for less
    if _DATE.fullmatch(fields.get("date", "").strip()) and "date" not in made:
        del left["date"]
    if "pubstate" in left:
        retold.add("year")  # which is printed by BibTeX alone where there is a date
        if "date" not in made:
            del left["pubstate"]
    if kind == "misc" and made.get("howpublished"):
        for name in (
            "publisher",
            "organization",
            "howpublished",
            *(["number"] if not made.get("number") else []),
        ):
            left.pop(name, None)
    for theirs, ours in _NAMES.items():
        if theirs in left and ours not in left and (theirs != "institution" or kind.endswith("thesis")):
            left[ours] = left.pop(theirs)
    told = {
        name: value if name in retold else left.get(name, value)
        for name, value in made.items()
        if name in left or name in retold or name not in fields
    }
    return told | {name: value for name, value in left.items() if name not in told and name not in retold}


def dated_for_biblatex(fields: Mapping[str, str], status: str) -> dict[str, str]:
    """The fields with the date that BibLaTeX reads in place of the words that BibTeX prints, and with the status by its name: BibLaTeX
    would print it twice, and its check takes no words for a year."""
    told = dict(fields)
    if fields.get("date"):
        del told["year"]
        told.pop("month", None)
    elif is_awaited(status) and not any(sign.isdigit() for sign in fields.get("year", "")):
        told["pubstate"] = PUBSTATES.get(status, told.pop("year"))
        told.pop("year", None)
    return told


def in_biblatex(kind: str, fields: dict[str, str], about: Reference) -> dict[str, str]:
    """The fields of an entry of ours for BibLaTeX: one date, a type for each thesis, and the identifier of PubMed, which its data
    model has no field of its own for (manual 3.20, section 3.14.7). Licences it has no place for; other programs read them."""
    told = dated_for_biblatex(fields, about.status)
    when = about.date
    if when is not None and when.year and told.get("year", "").isdigit() and about.year == about.dated:
        told = {name: value for name, value in told.items() if name not in {"year", "month", "day"}}
        told["date"] = when.edtf
    if kind == "thesis" and not told.get("type"):
        told["type"] = "mathesis" if is_first_degree(about.genre) else "phdthesis"
    elif told.get("type", "").lower() == kind:
        del told["type"]
    if kind == "software" and not told.get("organization"):
        told["organization"] = told.pop("publisher", "")
    for name, server in (("pmid", "pubmed"), ("pmcid", "pmc")):
        if told.get(name) and not told.get("eprint"):
            told |= {"eprint": told.pop(name), "eprinttype": server}
    return told
