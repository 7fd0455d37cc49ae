"""What is alike in sites of Jekyll and Hugo that hold records: their records, profile, menu and posts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sphinx_academic.data.located import RawFile, RawList, RawMapping
from sphinx_academic.formats import expand, read_file
from sphinx_academic.formats.table import Companions
from sphinx_academic.problems import Code, Problem
from sphinx_academic.starting.carried_records import CarriedRecords
from sphinx_academic.starting.markdown_pages import (
    MarkdownPages,
    carried_file,
)
from sphinx_academic.starting.new_site import copies_below_data
from sphinx_academic.starting.site_files import NewFile
from sphinx_academic.starting.source_files import SourceFiles

GIVEN = re.compile(
    r"""(?<![\w-])(?P<key>[\w-]{1,50})\s{0,9}=\s{0,9}(?:"(?P<double>[^"]{0,1000})"|'(?P<single>[^']{0,1000})'|(?P<bare>[^\s"']{1,1000}))"""
)
"""What a template or a shortcode is given: ``key="value"``."""


def has_any(folder: Path, names: Sequence[str]) -> bool:
    """Whether a folder has one of these files or folders."""
    return any((folder / name).exists() for name in names)


def one_folder(sources: Sequence[Path]) -> Path | None:
    """The one folder that is named; None where something else is."""
    return sources[0] if len(sources) == 1 and sources[0].is_dir() else None


def given_in(said: str) -> dict[str, str]:
    """What a template or a shortcode is given, by its names."""
    return {
        each["key"]: each["double"] or each["single"] or each["bare"] or "" for each in GIVEN.finditer(said)
    }


class FolderRecords:
    """The records of a folder: bibliographies stay as they are, the rest becomes YAML."""

    def __init__(self, files: SourceFiles, pages: MarkdownPages) -> None:
        self.files = files

        def carry(address: str, beside: str) -> str:
            return pages.document_of(address, beside) or carried_file(files, address, beside)

        self.carried = CarriedRecords(files, carry, pages.address)
        self.bibliographies: list[Path] = []
        found = expand(files.root, ".")
        companions = Companions([path for path, _name in found])
        for path, name in found:
            if path.is_dir():
                continue
            text, told = files.read(path)
            if not text and told:
                self.carried.problems.extend(told)
                continue
            read = read_file(path, name, companions)
            if path.suffix.lower() in {".bib", ".bibtex"} and self._stays(read):
                self.bibliographies.append(path)
                self.carried.problems += [
                    each._replace(path=self.carried.name_of(each.path)) for each in read.problems
                ]
            else:
                self.carried.add(read)

    def _stays(self, read: RawFile) -> bool:
        """Whether a bibliography can stay as it is: what it names by addresses of its generator's own leads somewhere else now."""
        works = read.root.get("publications") if isinstance(read.root, RawMapping) else None
        return isinstance(works, RawList) and "/" not in "".join(_local_addresses(works))

    def files_of(self) -> tuple[NewFile, ...]:
        """The data files."""
        copied = tuple(copies_below_data(self.bibliographies, set()))
        return (*copied, *self.carried.data_files(file.path for file in copied))


def _local_addresses(value: Any, key: str = "") -> Iterator[str]:
    """Addresses of files within a value."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _local_addresses(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _local_addresses(inner, key)
    elif key in {"url", "images"} and isinstance(value, str) and "://" not in value:
        yield value


def put_profile(records: CarriedRecords, found: Mapping[str, Any], source: str) -> None:
    """Add what settings say of the owner; what the data says counts for more."""
    root = RawMapping(1, 1)
    profile = RawMapping(1, 1)
    for key, value in found.items():
        if isinstance(value, Mapping) and value:
            links = RawMapping(1, 1)
            links.update(value)
            profile[key] = links
        elif value:
            profile[key] = value
    if profile.get("name") or records.lists.get("profile"):
        root["profile"] = profile
        records.add(RawFile(source, root))


def put_in_order_of_menu(pages: MarkdownPages, addresses: Sequence[tuple[str, str]]) -> None:
    """Put the pages into the order of a menu, and call them what it does; what it does not name comes behind."""
    wanted: dict[str, tuple[int, str]] = {}
    for number, (address, title) in enumerate(addresses):
        docname = pages.document_of(address).partition("#")[0].removesuffix(".md")
        if docname:
            wanted.setdefault(docname, (number, title))
    pages.pages[1:] = sorted(
        ((page, docname, wanted.get(docname, (0, menu))[1]) for page, docname, menu in pages.pages[1:]),
        key=lambda each: wanted.get(each[1], (len(wanted) + 1, ""))[0],
    )


def posts_left_out(files: SourceFiles) -> Iterator[Problem]:
    """Posts of a blog are told."""
    for name in ("posts_left_out", "content/post", "content/posts", "content/blog"):
        folder = files.root / name
        if folder.is_dir():
            number = sum(1 for path in folder.rglob("*.md") if path.is_file() and path.stem != "_index")
            if number:
                message = f"{number} {'post of a blog is' if number == 1 else 'posts of a blog are'} left out: there is no blog here."
                hint = "Copy them as pages, or write news; ABlog is an extension of Sphinx for blogs."
                yield Problem(files.name_of(folder), 0, 0, Code.NOT_CARRIED, message, hint)
