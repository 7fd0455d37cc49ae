"""The records of a site; each kind is a file of its own, and a row here."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_academic.data.records.competition import Competition
from sphinx_academic.data.records.education import Education
from sphinx_academic.data.records.news import NewsItem
from sphinx_academic.data.records.person import Person, Profile
from sphinx_academic.data.records.publication import TYPES, Publication
from sphinx_academic.data.records.record import Record

__all__ = [
    "KINDS",
    "TYPES",
    "Competition",
    "Education",
    "NewsItem",
    "Person",
    "Profile",
    "Publication",
    "Record",
]

KINDS: Mapping[str, type[Record]] = {
    kind.lists[0]: kind for kind in (Publication, NewsItem, Competition, Education, Person, Profile)
}
"""Every kind of record, by the name of its list in a data file; one that is not here is not read."""
