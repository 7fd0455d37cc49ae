"""The files of a lab's members: where what they name lies, and what the inventories of their sites say."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.form_of_records import with_page
from sphinx_academic.data.records import Person, Publication
from sphinx_academic.formats.inventory import read_inventory
from sphinx_academic.problems import Code, Problem, shorten

if TYPE_CHECKING:
    from sphinx_academic.data.declarations import Declared
    from sphinx_academic.data.located import RawFile
    from sphinx_academic.data.members import Members
    from sphinx_academic.formats.loading import NamedFile

_MOST_FOLDERS = 4
"""So many folders up from a member's data its pages begin, or less."""


def collected(
    files: Iterable[RawFile], bare: str, declared: Declared, sources: Sequence[NamedFile]
) -> Collection:
    """The collection of a lab and its members."""
    collection = collect(files, bare, declared, _placed(sources))
    if collection.members is None or not declared.inventories:
        return collection
    return _with_pages(collection, collection.members, declared)


def _placed(sources: Iterable[NamedFile]) -> Callable[[str, str], str]:
    """Where a file lies that a member's data name: beside them or, as in the member's own site, below the folder of its pages, which
    is one above the data."""
    paths = {source.name: source.path for source in sources}

    @cache
    def placed(name: str, url: str) -> str:
        path, folder = paths.get(name), posixpath.dirname(name)
        plain = url.split("?")[0].split("#")[0].lstrip("/")
        if path is None or not plain:
            return ""
        above = path.parent
        for _step in range(_MOST_FOLDERS):
            # What the lab has is not what a member means.
            try:
                if (above / plain).is_file():
                    return posixpath.normpath(posixpath.join(folder, url.lstrip("/")))
                if (above / "conf.py").is_file():
                    return ""
            except (OSError, ValueError):
                return ""
            above, folder = above.parent, posixpath.normpath(posixpath.join(folder, ".."))
        return ""

    return placed


# Where a member's own pages are


def _with_pages(collection: Collection, members: Members, declared: Declared) -> Collection:
    """The collection whose works know of their pages on the sites of members."""
    problems: list[Problem] = []
    places: dict[str, dict[str, str]] = {}
    for files in declared.members:
        name = members.called(files.name)
        for path in files.inventories:
            read = read_inventory(Path(files.folder, path), path)
            problems += read.problems
            address = _address_of(name, collection.people)
            if read.places and not address:
                message = f"this inventory says no address, and the register of people none of '{shorten(name)}'; it is not used."
                hint = "Give the person there the address of that site:  url: https://…"
                problems.append(Problem(path, 0, 0, Code.MEMBERS, message, hint))
            elif read.places:
                known = places.setdefault(name, {})
                known.update(
                    (key, urljoin(address, quote(place, "/#:%?&="))) for key, place in read.places.items()
                )
    works = tuple(_with_page(work, members, places) for work in collection.publications)
    records = {**collection.records, Publication: works} if works else collection.records
    return replace(collection, records=records, problems=(*collection.problems, *problems))


def _address_of(name: str, people: Iterable[Person]) -> str:
    url = next((each.url for each in people if each.name == name and each.url), "")
    return url if url.endswith("/") or "." in posixpath.basename(url) else f"{url}/" if url else ""


def _with_page(work: Publication, members: Members, places: Mapping[str, Mapping[str, str]]) -> Publication:
    if work.page_elsewhere:
        return work
    pages = (places.get(name, {}).get(key) for name in members.owners_of(work) for key in _keys(work))
    page = next(filter(None, pages), None)
    return (
        work.changed(extra={**work.extra, "custom": with_page(work.extra.get("custom"), page)})
        if page
        else work
    )


def _keys(work: Publication) -> Iterator[str]:
    yield from work.all_keys
    yield from (key for version in work.versions for key in version.keys)
