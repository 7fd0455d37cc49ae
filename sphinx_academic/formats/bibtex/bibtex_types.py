"""Which of our kinds of work each entry type of BibTeX and BibLaTeX is, and where its venue stands."""

from __future__ import annotations

import re

TYPES = {
    "article": "article",
    "periodical": "article",
    "suppperiodical": "article",
    "review": "article",
    "inproceedings": "conference",
    "conference": "conference",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "reference": "book",
    "mvreference": "book",
    "commentary": "book",
    "booklet": "book",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "incollection": "chapter",
    "suppcollection": "chapter",
    "inreference": "chapter",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "mathesis": "thesis",
    "bachelorsthesis": "thesis",
    "report": "report",
    "techreport": "report",
    "manual": "report",
    "standard": "report",
    "dataset": "dataset",
    "data": "dataset",
    "software": "software",
    "softwareversion": "software",
    "softwaremodule": "software",
    "codefragment": "software",
    "patent": "patent",
    "unpublished": "preprint",
    "preprint": "preprint",
    "talk": "talk",
    "presentation": "talk",
    "poster": "poster",
}
"""BibTeX 0.99d, BibLaTeX 3.20 (section 2.1) and biblatex-software; what is not here is ``other``."""

_BOOKLIKE = ("booktitle", "maintitle", "eventtitle", "journaltitle", "journal", "series")
_MISC = (
    "booktitle",
    "journaltitle",
    "journal",
    "eventtitle",
    "howpublished",
    "organization",
    "institution",
    "publisher",
)
VENUES: dict[str, tuple[str, ...]] = {
    "article": (
        "journaltitle",
        "journal",
        "booktitle",
        "shortjournal",
        "eventtitle",
        "series",
        "howpublished",
    ),
    "conference": _BOOKLIKE,
    "chapter": _BOOKLIKE,
    "book": ("maintitle", "series", "booktitle", "howpublished"),
    "thesis": ("school", "institution", "university", "publisher"),
    "report": (
        "institution",
        "organization",
        "school",
        "series",
        "booktitle",
        "journaltitle",
        "journal",
        "howpublished",
    ),
    "patent": ("booktitle", "journaltitle", "journal", "organization"),
    "talk": ("eventtitle", "booktitle", "howpublished", "organization", "institution", "venue"),
    "poster": ("eventtitle", "booktitle", "howpublished", "organization", "institution", "venue"),
}
"""The fields that can be the venue of each kind of work, the best first."""
VENUES_OF_OTHERS = _MISC

TYPE_WORDS = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master’s thesis",
    "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "bachelorsthesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "datacd": "Data CD",
    "audiocd": "Audio CD",
    "patent": "Patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "patreq": "Patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
}
"""BibLaTeX's keys for the field ``type`` (section 4.9.2.11) and the thesis types of BibTeX, in words."""

_PREPRINT_SERVER = re.compile(
    r"(?i)(?:corr$|(?:arxiv|biorxiv|medrxiv|techrxiv|chemrxiv|psyarxiv|ssrn|osf preprints|research square)\b"
    r"|.*\bpreprints?\b|.*e-prints$)"
)
_SIGNS = (
    ("poster", re.compile(r"(?i)\bposter\b")),
    ("talk", re.compile(r"(?i)\b(?:talk|presentation|lecture|keynote|slides)\b")),
    ("software", re.compile(r"(?i)\b(?:software|computer program|source code)\b")),
    ("dataset", re.compile(r"(?i)\bdata ?set\b")),
    ("thesis", re.compile(r"(?i)\b(?:thesis|dissertation|habilitation)\b")),
    ("patent", re.compile(r"(?i)\bpatent\b")),
    ("report", re.compile(r"(?i)\b(?:technical|research|tech\.) report\b")),
    ("preprint", re.compile(r"(?i)\b(?:preprint|arxiv|biorxiv|medrxiv)\b")),
)


def kind_of_work(entry_type: str, venue: str, described: str, on_arxiv: bool) -> str:
    """One of our types for an entry.

    ``described`` is what ``type``, ``howpublished`` and ``note`` say of an entry whose own type says nothing.
    """
    found = TYPES.get(entry_type, "")
    if found == "article" and venue and _PREPRINT_SERVER.match(venue.strip()):
        return "preprint"
    if found:
        return found
    for kind, sign in _SIGNS:
        if sign.search(described):
            return kind
    return "preprint" if on_arxiv else "other"
