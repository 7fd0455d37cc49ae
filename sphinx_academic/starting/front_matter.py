"""The front matter of a page becomes a data file, as it was typed: with its comments, and without what only its generator knew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from sphinx_academic.data.collection import collect
from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.formats.own_form import SplitPage
from sphinx_academic.formats.sites.liquid_text import clean_site_text, clean_values
from sphinx_academic.formats.text import words
from sphinx_academic.formats.yaml import mended_yaml, read_yaml
from sphinx_academic.problems import Code, Problem, shorten
from sphinx_academic.starting.own_yaml import plain_values, written_yaml
from sphinx_academic.starting.source_files import NotCarriedError, is_elsewhere

OF_GENERATORS = words(
    """
    layout title permalink subtitle description nav nav_order nav_exclude has_children parent comments share author_profile redirect_from
    redirect_to published date lang language locale classes toc excerpt tagline header footer sidebar order weight slug category categories
    tags keywords seo robots sitemap search_exclude hide show_title read_time related mathjax math use_math scripts css js id type
    """
)
"""Keys of a page that say how its generator shows it, where they hold a text or a flag."""

_FILE = re.compile(
    r"(?i)[^\s<>\"']{1,500}\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?|pdf|pptx?|docx?|key|zip|tar|gz|bib|txt|csv|mp[34]|wav|html?|ipynb)"
)
_PICTURES = words("image images img photo picture pictures logo avatar teaser thumbnail preview figure")
_LINK_IN_TEXT = re.compile(
    r"""<a\b[^<>]{0,500}?\bhref=(?P<quote>\\?["'])(?P<url>[^"'<>\\]{1,1000})(?P=quote)[^<>]{0,500}>(?P<text>[^<>]{0,1000})</a\s*>
    |(?<!!)\[(?P<label>[^\[\]\n]{1,500})\]\((?P<address>[^()\s]{1,1000})\)""",
    re.X | re.I,
)


class CarriedData(NamedTuple):
    """Front matter as YAML of ours, its values, and what could not be carried over."""

    text: str
    root: RawMapping
    problems: tuple[Problem, ...]


def carried_data(page: SplitPage, name: str, carry: Callable[[str], str], address: str = "") -> CarriedData:
    """The front matter of a page as a data file; ``carry`` has a file copied, or raises NotCarriedError.

    ``address`` is where the old site stands, so that links to what is not carried over may lead there.
    """
    if page.data is None:
        return CarriedData("", RawMapping(1, 1), page.problems)
    root, told = read_yaml(page.data, name, first_line=page.line)
    if not isinstance(root, RawMapping):
        return CarriedData("", RawMapping(1, 1), (*page.problems, *told))
    text = mended_yaml(page.data) if any(each.code is Code.SYNTAX for each in told) else page.data
    carrying = _Carrying(root, text, page.line, name, carry, address)
    made = carrying.carried()
    return CarriedData(made, root, (*page.problems, *told, *carrying.problems))


class _Carrying:
    def __init__(
        self, root: RawMapping, text: str, first: int, name: str, carry: Callable[[str], str], address: str
    ) -> None:
        self.root = root
        self.lines = text.split("\n")
        self.source = [*self.lines]
        self.first = first
        self.name = name
        self.carry = carry
        self.site = address
        self.problems: list[Problem] = []
        self.seen: set[int] = set()
        """What YAML's aliases share is looked at once."""
        self.dropped: list[tuple[int, int]] = []
        self.commented: list[tuple[int, int]] = []
        self.places = sorted(set(_places(root)))

    def tell(self, line: int, message: str, hint: str = "") -> None:
        index = line - self.first
        excerpt = shorten(self.source[index].strip(), 300) if 0 <= index < len(self.source) else ""
        self.problems.append(Problem(self.name, line, 1, Code.NOT_CARRIED, message, hint, excerpt))

    def carried(self) -> str:
        starts = [self.root.place_of_key(key).line for key in self.root]
        is_in_lines = len(set(starts)) == len(starts) and self.root.column == 1
        self.see_to_keys()
        self.see_to_files(self.root)
        self.see_to_texts()
        if not is_in_lines:
            return self.written_anew()
        for first, last in self.commented:
            self.comment_out(first, last)
        for first, last in self.dropped:
            self.drop(first, last)
        text = "\n".join(self.lines).strip("\n")
        return re.sub(r"\n{3,}", "\n\n", text)

    def written_anew(self) -> str:
        """The values, where several stand in a line, so that no line can be left out."""
        clean_values(self.root)
        left_out = {key for key in self.root if self.is_of_generator(key)} | self.unknown
        return written_yaml(
            {key: plain_values(value) for key, value in self.root.items() if key not in left_out}
        )

    def is_of_generator(self, key: str) -> bool:
        return key.strip().lower() in OF_GENERATORS and not isinstance(self.root[key], RawList)

    def see_to_keys(self) -> None:
        """Leave out what is for the generator; what else is no data of ours becomes a comment."""
        told = collect([RawFile(self.name, self.root)]).problems
        places = {(each.line, each.column) for each in told if each.code is Code.UNKNOWN_KEY}
        self.unknown: set[str] = set()
        for key in self.root:
            place = self.root.place_of_key(key)
            last = self.end_of_key(place.line, place.column)
            if self.is_of_generator(key):
                self.dropped.append((place.line, last))
            elif (place.line, place.column) in places:
                self.unknown.add(key)
                self.commented.append((place.line, last))
                self.tell(
                    place.line,
                    f"'{shorten(key)}' is no list of records and stands as a comment in the data.",
                    "If it is one, call it as the reference does, or declare a kind of your own.",
                )

    def end_of_key(self, line: int, column: int) -> int:
        """The last line of the value of a key."""
        ends = (at[0] - 1 for at in self.places if at[0] > line and at[1] <= column)
        return next(ends, self.first + len(self.lines) - 1)

    # Files and links

    def see_to_files(self, value: RawValue, key: str = "") -> None:
        """Have the files copied that values name, each of which may be a picture or a link."""
        if isinstance(value, (RawMapping, RawList)):
            if id(value) in self.seen:
                return
            self.seen.add(id(value))
        if isinstance(value, RawMapping):
            for name, inner in value.items():
                if isinstance(inner, str) and is_file_address(inner):
                    self.see_to_file(value, name, inner, key)
                else:
                    self.see_to_files(inner, name)
        elif isinstance(value, RawList):
            for index, item in enumerate(value):
                if isinstance(item, str) and is_file_address(item):
                    line = value.place_of(index).line
                    self.try_to_carry(item, line, partial(self.commented.append, (line, line)))
                else:
                    self.see_to_files(item, key)

    def see_to_file(self, holder: RawMapping, name: str, address: str, key: str) -> None:
        place = holder.place_of_key(name)
        is_picture = key.lower() in _PICTURES

        def leave_out() -> None:
            last = self.end_of_key(place.line, place.column)
            is_first = holder.line == place.line and self.line(place.line).lstrip().startswith("- ")
            if is_picture or is_first:
                # A caption without its picture, or the dash of an item, must not stay alone.
                line, column = holder.line, holder.column
                ends = (at[0] - 1 for at in self.places if at[0] > max(line, last) and at[1] < column)
                siblings = (at[0] - 1 for at in self.items if at[0] > line and at[1] == column)
                self.commented.append(
                    (line, min(next(siblings, 10**9), next(ends, self.first + len(self.lines) - 1)))
                )
            else:
                self.commented.append((place.line, last))

        self.try_to_carry(address, place.line, leave_out)

    @property
    def items(self) -> list[tuple[int, int]]:
        """Where the items of lists begin."""
        return sorted(set(_items(self.root)))

    def line(self, number: int) -> str:
        index = number - self.first
        return self.lines[index] if 0 <= index < len(self.lines) else ""

    def try_to_carry(self, address: str, line: int, leave_out: Callable[[], None]) -> None:
        cleaned = clean_site_text(address)
        try:
            self.carry(cleaned)
        except NotCarriedError as error:
            if self.site and not re.search(r"(?i)\.(?:png|jpe?g|gif|svg|webp|avif)$", cleaned):
                whole = f"{self.site.rstrip('/')}/{cleaned.lstrip('/')}"
                self.replace(line, address, whole)
                return
            leave_out()
            self.tell(line, f"it stands as a comment in the data: {error}", error.hint)

    def replace(self, line: int, old: str, new: str) -> None:
        index = line - self.first
        while index < len(self.lines) and old not in self.lines[index]:
            index += 1
        if index < len(self.lines):
            self.lines[index] = self.lines[index].replace(old, new, 1)

    def see_to_texts(self) -> None:
        """Lines without Liquid and kramdown; links in them lead somewhere, or are text."""
        for index, line in enumerate(self.lines):
            if line.lstrip().startswith("#"):
                continue
            if "{" in line and re.search(r"\{\{|\{%|\{:", line):
                line = clean_liquid(line)
            if "href" in line or "](" in line:
                line = _LINK_IN_TEXT.sub(partial(self.link, line=index + self.first), line)
            self.lines[index] = line

    def link(self, match: re.Match[str], line: int) -> str:
        url = match["url"] or match["address"]
        if is_elsewhere(url) or not url.strip():
            return match[0]
        try:
            self.carry(url)
        except NotCarriedError as error:
            if self.site:
                return match[0].replace(url, f"{self.site.rstrip('/')}/{url.lstrip('/')}")
            self.tell(line, f"a link is text now: {error}", error.hint)
            return match["text"] or match["label"] or ""
        return match[0]

    # Lines left out

    def comment_out(self, first: int, last: int) -> None:
        for index in range(first - self.first, self.without_end(first, last) - self.first + 1):
            line = self.lines[index]
            if line.strip():
                indent = len(line) - len(line.lstrip())
                self.lines[index] = (
                    line if line.lstrip().startswith("#") else f"{line[:indent]}# {line[indent:]}"
                )

    def drop(self, first: int, last: int) -> None:
        """Leave lines out, but for comments."""
        for index in range(first - self.first, last - self.first + 1):
            if not self.lines[index].lstrip().startswith("#"):
                self.lines[index] = ""

    def without_end(self, first: int, last: int) -> int:
        """The last line of a range that is none of the comments and empty lines behind it."""
        while last > first and (not self.line(last).strip() or self.line(last).lstrip().startswith("#")):
            last -= 1
        return last


def clean_liquid(text: str) -> str:
    """A line of YAML without Liquid and kramdown's attributes."""
    return re.sub(
        r"\{\{.{0,500}?\}\}|\{%.{0,500}?%\}|\{:[^{}\n]{0,500}\}(?!\s*$)|(?<=[)\]\"'*])\{:[^{}\n]{0,500}\}",
        lambda found: clean_site_text(f"x{found[0]}").removeprefix("x"),
        text,
    )


def is_file_address(text: str) -> bool:
    """Whether a text is the address of a file on the same site, by how it ends."""
    return _FILE.fullmatch(text.strip()) is not None and not is_elsewhere(text)


def _places(root: RawValue) -> Iterator[tuple[int, int]]:
    """Where keys and items begin."""
    for value in _containers(root):
        if isinstance(value, RawMapping):
            yield from ((place.line, place.column) for place in map(value.place_of_key, value))
        else:
            yield from value.places


def _items(root: RawValue) -> Iterator[tuple[int, int]]:
    """Where the items of lists begin."""
    return (place for value in _containers(root) if isinstance(value, RawList) for place in value.places)


def _containers(root: RawValue) -> Iterator[RawMapping | RawList]:
    """The mappings and lists of a value, itself among them; what YAML's aliases share is looked at once."""
    seen: set[int] = set()
    waiting: list[RawValue] = [root]
    while waiting:
        value = waiting.pop()
        if not isinstance(value, (RawMapping, RawList)) or id(value) in seen:
            continue
        seen.add(id(value))
        yield value
        waiting.extend(value.values() if isinstance(value, RawMapping) else value)
