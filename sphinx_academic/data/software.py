"""Software as others cite it: which work it asks to cite, which DOI stands for which version, and what changes in another version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import find_doi
from sphinx_academic.data.values.identifiers import is_same

PREFERRED = "preferred-citation"
"""Among what is kept of a piece of software: the line on which the work stands that its file asks to cite."""


def preferred_of(work: Publication, works: Iterable[Publication]) -> Publication | None:
    """The work among these that the CITATION.cff of a piece of software asks to cite, if it is there."""
    line = work.extra.get(PREFERRED)
    places = {(path, line) for path in work.origin.paths}
    for each in works if line else ():
        if places & {(origin.path, str(origin.line)) for origin in (each.origin, *each.origin.others)}:
            return each
    return None


# Versions

ALL_VERSIONS = "*"
"""What a DOI is of that leads to whichever version is the latest: Zenodo's concept DOI."""
_OF_ALL = re.compile(
    r"(?i)\bconcept\b|\b(?:all|any|every) (?:of )?(?:the |its )?(?:\w+ )?versions?\b|\bversion[- ]independent\b"
)
_OF_THE_LATEST = re.compile(r"(?i)\blatest\b|\bmost recent\b")
_OF_ONE = re.compile(r"(?i)\bversion(?:ed|[- ]specific)?\b|\brelease\b|\bsnapshot\b")
_NUMBERS = (
    re.compile(r"(?i)\b(?:v|ver|versions?|release)[\s.:#]*(\d+(?:\.\w+)*(?:[-+][\w.]*\w)?)"),
    re.compile(r"(?<![\w./:])(\d+(?:\.\w+)+(?:[-+][\w.]*\w)?)"),
)


class VersionDoi(NamedTuple):
    """A DOI and the version that it is of: :data:`ALL_VERSIONS`, or empty where nothing says so."""

    doi: str
    version: str


def dois_of(work: Publication) -> tuple[VersionDoi, ...]:
    """The DOIs of a piece of software: its own first, then those among its identifiers, by what their descriptions say.

    Where one is that of a version, its own without a description is taken for that of all, and the other way round.
    """
    described = [
        VersionDoi(doi, _version_in(each.description, work.version))
        for each in work.other_identifiers()
        if each.type == "doi" and (doi := find_doi(each.value))
    ]
    if not work.doi:
        return tuple(described)
    versions = {each.doi.casefold(): each.version for each in described}
    own = versions.pop(work.doi.casefold(), "")
    if not own:
        others = set(versions.values()) - {""}
        own = work.version if ALL_VERSIONS in others else ALL_VERSIONS if others else ""
    return (
        VersionDoi(work.doi, own),
        *(each for each in described if each.doi.casefold() != work.doi.casefold()),
    )


def _version_in(description: str, own: str) -> str:
    """The version that a description speaks of; ``own`` is that of the work."""
    if _OF_ALL.search(description):
        return ALL_VERSIONS
    for number in _NUMBERS:
        if found := number.search(description):
            return found[1]
    if _OF_THE_LATEST.search(description):
        return ALL_VERSIONS
    return own if _OF_ONE.search(description) else ""


class Documented(NamedTuple):
    """The version that is being documented, empty where nothing says which; ``is_short`` is one of which only the first numbers
    are known (``version`` of ``conf.py``)."""

    version: str = ""
    is_short: bool = False


_UNTOLD = frozenset((
    *("", "unknown", "none", "0", "0.0", "0.0.0", "0+unknown", "0.0.0+unknown"),
    *("stable", "latest", "main", "master", "develop", "dev"),
))  # fmt: skip
"""What stands in ``release`` where a program found no version, or of Read the Docs the name of a branch."""


def documented_version(release: str, version: str, read_the_docs: Mapping[str, str]) -> Documented:
    """The version that pages are about: ``release``, else ``version`` of ``conf.py``, else the tag that Read the Docs builds.

    ``read_the_docs`` are its variables (https://docs.readthedocs.com/platform/stable/reference/environment-variables.html): of a
    tag ``READTHEDOCS_VERSION`` is its name, or ``stable``, and ``READTHEDOCS_GIT_IDENTIFIER`` then the tag itself. A branch, such as
    ``latest``, says nothing of a version.
    """
    for said, is_short in ((release, False), (version, True)):
        if said.strip().casefold() not in _UNTOLD:
            return Documented(said.strip(), is_short)
    if read_the_docs.get("READTHEDOCS_VERSION_TYPE") == "tag":
        for name in ("READTHEDOCS_GIT_IDENTIFIER", "READTHEDOCS_VERSION"):
            for number in _NUMBERS:
                if found := number.search(read_the_docs.get(name, "")):
                    return Documented(found[1])
    return Documented()


def is_version(documented: Documented, version: str) -> bool:
    """Whether a version is the one that is documented: ``v2.1`` is ``2.1.0``, and without more numbers every ``2.1.…``."""
    one, other = _folded(documented.version), _folded(version)
    return one == other or (documented.is_short and other.startswith(f"{one}."))


def _folded(version: str) -> str:
    return re.sub(r"(?:\.0+)+$", "", re.sub(r"^v(?=\d)", "", version.strip().casefold()))


class InVersion(NamedTuple):
    """A piece of software in the version that is documented; ``left_out`` is a DOI of its file that is not said to be of this version,
    nor of all, in whose place there is no other."""

    work: Publication
    left_out: str = ""


def in_version(work: Publication, documented: Documented) -> InVersion:
    """What to cite where this version is documented.

    Its DOI is that of the version, else that of all. In another version than that of its file the date, the commit and what else
    belongs to that one are not said.
    """
    is_another = bool(documented.version and work.version and not is_version(documented, work.version))
    version = documented.version if is_another or not work.version else work.version
    found = dois_of(work)
    of_version = [
        each.doi for each in found if each.version and is_version(Documented(version), each.version)
    ]
    of_all = [each.doi for each in found if each.version == ALL_VERSIONS]
    of_nothing = [each.doi for each in found if not each.version]
    fitting = [*of_version, *([] if is_another else of_nothing), *of_all]
    changes: dict[str, object] = {
        "version": version,
        "doi": fitting[0] if fitting else "",
        # It is no longer what its entry of BibTeX says.
        "origin": work.origin._replace(source={}),
        "versions": (),
    }
    if is_another:
        wrong = {each.doi for each in found} - {*of_version, *of_all}
        changes |= {"date": None, "year": None, "status": "", "extra": _extra_of_another(work, wrong)}
        if any(is_same("doi", doi, work.url) for doi in wrong):
            changes["url"] = ""
        number = re.escape(work.version)
        own = re.compile(rf"(?<![\d.])v?{number}(?![\d.]*\d)")
        changes["links"] = tuple(link for link in work.links if not own.search(link.url))
    left_out = found[0].doi if found and not fitting else ""
    if not (fitting or changes.get("url", work.url)):
        changes["url"] = work.repository
    return InVersion(work.changed(**changes), left_out)


def _extra_of_another(work: Publication, wrong: set[str]) -> dict[str, object]:
    """What is kept of a work, without what is of its own version alone."""
    kept: dict[str, object] = {name: value for name, value in work.extra.items() if name != "commit"}
    if "identifiers" in kept:
        kept["identifiers"] = [
            {name: text for name, text in each._asdict().items() if text}
            for each in work.other_identifiers()
            if each.type != "swh" and find_doi(each.value) not in wrong
        ]
    return kept
