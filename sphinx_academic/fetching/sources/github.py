"""Repositories of GitHub (its REST API, version 2022-11-28): what it knows of software that a site lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_academic.data.located import RawList, RawMapping
from sphinx_academic.fetching.source import (
    Asker,
    FetchedWork,
    Identifier,
    Key,
    Pace,
    Source,
    UnavailableError,
)
from sphinx_academic.formats.filling import as_plain, mapping_of, mappings_of
from sphinx_academic.formats.lock_file import Plain
from sphinx_academic.formats.rich_text import escape_markup

_NAME = "github"
_ADDRESS = "https://api.github.com/repos/"
_KIND = "application/vnd.github+json"
_REPOSITORY = re.compile(r"[\w-]{1,100}/(?!\.{1,2}\Z)[\w.-]{1,100}", re.ASCII)
_ADDRESS_ON_THE_WEB = re.compile(r"(?i)https?://[^\s/]\S*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_VERSION = re.compile(r"[vV](?=\d)")
_NEXT = re.compile(r'<(https://api\.github\.com/[^<>]{1,2000})>;\s?rel="next"')
_PAGES = 5
"""Pages of releases that are looked at where there are only trials on the first ones."""


def works_by_ids(asker: Asker, identifiers: Sequence[Identifier]) -> Iterator[FetchedWork]:
    """The software in some repositories, by the names that they have had and have."""
    given: set[str] = set()
    for asked in sorted({each.value.lower() for each in identifiers if each.scheme == _NAME}):
        if asked in given or not _REPOSITORY.fullmatch(asked):
            continue
        reply = asker.get(_ADDRESS + asked, accept=_KIND)
        if reply is None:
            continue
        repository = reply.json()
        name = as_plain(repository.get("full_name"))
        if not _REPOSITORY.fullmatch(name):
            asker.forget(reply)
            raise UnavailableError("answers with what is no repository")
        if as_plain(repository.get("private")) == "true":
            continue  # which whoever asks may see, and readers of the site may not
        # Behind another name than the one that was asked for the repository was renamed, or moved to another owner.
        names = dict.fromkeys((name.lower(), asked))
        known = tuple(Identifier(_NAME, each) for each in names)
        work = FetchedWork(_NAME, known, _facts(repository, name), reply.day, "software")
        given.add(name.lower())
        try:
            released = _release(asker, name)
        except UnavailableError:
            yield work  # as the stars are known
            raise
        yield work._replace(values={**work.values, **released})


def _facts(repository: RawMapping, name: str) -> dict[str, Plain]:
    """What is said of a repository."""
    license_ = as_plain(mapping_of(repository.get("license")).get("spdx_id"))
    homepage = as_plain(repository.get("homepage"))
    stars, language = as_plain(repository.get("stargazers_count")), as_plain(repository.get("language"))
    said: dict[str, Plain] = {
        "title": escape_markup(name.partition("/")[2]),
        "description": escape_markup(as_plain(repository.get("description"))),
        "url": homepage if _ADDRESS_ON_THE_WEB.fullmatch(homepage) else "",
        "license": "" if license_ == "NOASSERTION" else license_,
        "languages": [language] if language else [],
        "github": name,
        "stars": stars if stars.isdecimal() else "",
    }
    return {field: value for field, value in said.items() if value}


def _release(asker: Asker, name: str) -> dict[str, Plain]:
    """Version and day of the newest release; nothing where there is none but drafts and trials."""
    address = f"{_ADDRESS}{name}/releases"
    for _page in range(_PAGES):
        reply = asker.get(address, accept=_KIND)
        if reply is None:
            return {}
        listed = reply.json().get("items")
        if not isinstance(listed, RawList):
            asker.forget(reply)
            raise UnavailableError("answers with what is no list of releases")
        found = [
            (as_plain(each.get("published_at")).partition("T")[0], as_plain(each.get("tag_name")), -place)
            for place, each in enumerate(mappings_of(listed))
            if as_plain(each.get("draft")) == as_plain(each.get("prerelease")) == "false"
        ]
        released = [(day, place, tag) for day, tag, place in found if tag and _DAY.fullmatch(day)]
        if released:
            day, _place, tag = max(released)
            return {"version": _VERSION.sub("", tag, count=1), "date": day}
        further = _NEXT.search(reply.headers.get("link", ""))
        if further is None:
            return {}
        address = further[1]
    return {}


SOURCE = Source(
    name=_NAME,
    label="GitHub",
    hosts=("api.github.com",),
    pace=Pace(1),
    good_for="Software whose repository the site names: stars, licence, version and day of the newest release.",
    sent="The names of the repositories, and the key where there is one.",
    terms="https://docs.github.com/en/site-policy/github-terms/github-terms-of-service",
    allows="60 requests an hour without a key, 5,000 with one; a repository takes two, and what has not changed counts as none.",
    key=Key(
        "GITHUB_TOKEN",
        header="Authorization",
        form="Bearer {key}",
        where="https://github.com/settings/personal-access-tokens",
    ),
    schemes=(_NAME,),
    works_by_ids=works_by_ids,
)
"""GitHub: it is asked for no person, as the repositories of an account are not all somebody's works."""
