"""Records of another site as data files of ours: each list in a file of its own; what nothing of ours knows is left out and told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.located import Place, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.records import KINDS
from sphinx_academic.problems import Code, Problem, shorten
from sphinx_academic.starting.front_matter import is_file_address
from sphinx_academic.starting.own_yaml import plain_values, written_yaml
from sphinx_academic.starting.site_files import NewFile
from sphinx_academic.starting.source_files import NotCarriedError, SourceFiles, is_elsewhere

Carry = Callable[[str, str], str]
"""Has the file or the page behind an address carried over, that counts from a folder; raises NotCarriedError."""

_OF_ONE = ("profile",)
"""What a site has one of: the first that is said counts, and the others fill what it leaves open."""
_FROM_ROOT = re.compile(r"\.{0,2}/[^\s/][^\s]{0,1000}|/")
_FIELDS_OF_FILES = frozenset(("url", "image", "images", "photo", "pdf", "logo", "poster", "slides", "file"))
_IN_TEXT = re.compile(
    r"""(?<!!)\[(?P<label>[^\[\]\n]{1,500})\]\((?P<address>[^()\s]{1,1000})\)
    |<a\b[^<>]{0,500}?\bhref=(?P<quote>["'])(?P<url>[^"'<>]{1,1000})(?P=quote)[^<>]{0,500}>(?P<text>[^<>]{0,1000})</a\s*>""",
    re.X | re.I,
)
_BETTER_APART = frozenset(("profile", "links", "venues"))
"""What stands together in one file, as each is short."""


class _Origin(NamedTuple):
    """A key of what was read: what holds it, and where it stood."""

    holder: RawMapping
    key: str
    path: str
    place: Place


class CarriedRecords:
    """The records of a site, as they come from its files."""

    def __init__(self, files: SourceFiles, carry: Carry | None = None, address: str = "") -> None:
        self.files = files
        self.carry = carry or files.carry
        self.address = address
        self.lists: dict[str, RawValue] = {}
        self.problems: list[Problem] = []
        self._comments: dict[str, dict[str, None]] = {}
        """What stands above all data in the files of YAML that a list comes from."""
        self._origins: dict[int, _Origin] = {}
        self._lines: dict[int, tuple[str, Place]] = {}

    def tell(self, path: str, line: int, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.name_of(path), line, 1, Code.NOT_CARRIED, message, hint))

    def name_of(self, path: str) -> str:
        """What a file is called in messages, that readers call by its path in the folder."""
        return self.files.name_of(self.files.root / path)

    def add(self, file: RawFile) -> None:
        """Take what a file holds; what is wrong with it is told as it is of data."""
        self.problems.extend(
            each._replace(path=self.name_of(each.path)) for each in (*file.problems, *file.lost)
        )
        for label, url in file.links.items():
            links = self.lists.setdefault("links", RawMapping(1, 1))
            if isinstance(links, RawMapping):
                links.setdefault(label, url)
        if not isinstance(file.root, RawMapping):
            return
        folder = Path(file.path).parent.as_posix()
        folder = "" if folder == "." else folder
        for key, value in file.root.items():
            copied = self._copied(value, file.path)
            self._see_to_files(copied, folder, file.path)
            self._put(key, copied, file.path, file.root.place_of_key(key))
            self._comments.setdefault(key, {}).update(dict.fromkeys(self._head_of(file.path)))

    def _head_of(self, path: str) -> Iterator[str]:
        """The comments that a file of YAML begins with."""
        if path.lower().endswith((".yaml", ".yml")):
            text, _told = self.files.read(self.files.root / path)
            yield from takewhile(lambda line: line.startswith("#"), text.split("\n"))

    def _put(self, key: str, value: RawValue, path: str, place: Place) -> None:
        known = self.lists.get(key)
        if key in _OF_ONE and isinstance(value, RawList) and len(value) == 1:
            value = value[0]
        if isinstance(known, RawList) and isinstance(value, RawList):
            known.extend(value)
            known.places.extend(value.places)
        elif isinstance(known, RawMapping) and isinstance(value, RawMapping):
            for name, inner in value.items():
                if name not in known:
                    known[name] = inner
                    known.places[name] = value.places.get(name, (value.line, 1, value.line, 1))
        elif known is None:
            self.lists[key] = value
            self._root_origin(key, path, place)
        elif value:
            self.tell(
                path, place.line, f"'{shorten(key)}' is said in another file, too; it is left out here."
            )

    # Where each key stood

    def _number(self, path: str, place: Place) -> int:
        number = len(self._lines) + 1
        self._lines[number] = (path, place)
        return number

    def _root_origin(self, key: str, path: str, place: Place) -> None:
        self._origins[self._number(path, place)] = _Origin(RawMapping(), key, path, place)

    def _copied(self, value: RawValue, path: str) -> RawValue:
        """A value with a line of its own for each key, by which it is found again; aliases of YAML become copies."""
        if isinstance(value, RawMapping):
            made = RawMapping(self._number(path, Place(value.line, value.column)), 1)
            for key, inner in value.items():
                place = value.place_of_key(key)
                number = self._number(path, place)
                made[key] = self._copied(inner, path)
                made.places[key] = (number, 1, number, 2)
                self._origins[number] = _Origin(made, key, path, place)
            return made
        if isinstance(value, RawList):
            items = RawList(self._number(path, Place(value.line, value.column)), 1)
            for index, item in enumerate(value):
                copied = self._copied(item, path)
                items.append(copied)
                number = copied.line if isinstance(copied, (RawMapping, RawList)) else 0
                items.places.append((number or self._number(path, value.place_of(index)), 1))
            return items
        return value

    # Files and links

    def _see_to_files(self, value: RawValue, folder: str, path: str, key: str = "") -> RawValue:
        """A value whose addresses lead to what is carried over; None for one that leads nowhere."""
        if isinstance(value, RawMapping):
            for name, inner in list(value.items()):
                field = key if name in {"url"} else name
                seen = self._see_to_files(inner, folder, path, field if name == "url" else name)
                if seen is None and inner is not None:
                    del value[name]
                else:
                    value[name] = seen
            if (
                "url" not in value
                and set(value) <= {"name", "caption", "alt"}
                and key in {"links", *_PICTURES}
            ):
                return None
            return value
        if isinstance(value, RawList):
            kept = [
                (self._see_to_files(item, folder, path, key), place)
                for item, place in zip(value, value.places, strict=True)
            ]
            value[:] = [item for item, _place in kept if item is not None]
            value.places[:] = [place for item, place in kept if item is not None]
            return value if value or not kept else None
        if not isinstance(value, str) or not value:
            return value
        return self._text(value, folder, path, key)

    def _text(self, text: str, folder: str, path: str, key: str) -> str | None:
        stripped = text.strip()
        is_field = key in _FIELDS_OF_FILES or key == "links"
        if (
            is_field
            and (is_file_address(stripped) or _FROM_ROOT.fullmatch(stripped))
            and not is_elsewhere(stripped)
        ):
            try:
                return self.carry(stripped, folder)
            except NotCarriedError as error:
                return self._elsewhere(stripped, path, key, error)
        if "](" in text or "href=" in text:
            return _IN_TEXT.sub(lambda match: self._link(match, folder, path), text)
        return text

    def _elsewhere(self, address: str, path: str, key: str, error: NotCarriedError) -> str | None:
        """Where a file is that is not carried over: on the old site, where that has an address; a picture is left out."""
        if self.address and key not in _PICTURES:
            return f"{self.address.rstrip('/')}/{address.lstrip('/')}"
        self.tell(path, self._line_of(path, address), f"'{key}' is left out: {error}", error.hint)
        return None

    def _link(self, match: re.Match[str], folder: str, path: str) -> str:
        address = match["url"] or match["address"]
        if is_elsewhere(address):
            return match[0]
        try:
            return match[0].replace(address, self.carry(address, folder))
        except NotCarriedError as error:
            if self.address:
                return match[0].replace(address, f"{self.address.rstrip('/')}/{address.lstrip('/')}")
            self.tell(path, self._line_of(path, address), f"a link is text now: {error}", error.hint)
            return match["text"] or match["label"] or ""

    def _line_of(self, path: str, text: str) -> int:
        """The line of a file that says something; readers give places of entries and not of what stands in their texts."""
        try:
            with (self.files.root / path).open(encoding="utf-8", errors="replace") as lines:
                return next((number for number, line in enumerate(lines, start=1) if text in line), 1)
        except OSError:
            return 1

    # What is written

    def finish(self) -> None:
        """Leave out what nothing of ours knows, and tell it."""
        root = RawMapping(1, 1)
        for key, value in self.lists.items():
            number = next(
                (at for at, each in self._origins.items() if each.key == key and not each.holder), 1
            )
            root[key] = value
            root.places[key] = (number, 1, number, 2)
        unknown: set[int] = set()
        for told in collect([RawFile("", root)]).problems:
            if told.code is Code.UNKNOWN_KEY and told.line in self._origins:
                unknown.add(told.line)
            elif told.line in self._lines:
                path, place = self._lines[told.line]
                self.problems.append(
                    told._replace(path=self.name_of(path), line=place.line, column=place.column)
                )
        for number in sorted(unknown):
            origin = self._origins[number]
            key = origin.key
            holder: Any = origin.holder if key in origin.holder else self.lists
            if key not in holder:
                continue
            value = holder.pop(key)
            if value not in (None, "") and key not in _SILENT and not _says_nothing(value):
                message = f"'{shorten(key)}' is no field of ours, and left out: {_excerpt(value)}"
                hint = "Write it into a field that there is, such as a note."
                self.tell(origin.path, origin.place.line, message, hint)
        self.lists = {key: value for key, value in self.lists.items() if value}

    @property
    def collection(self) -> Collection:
        """The records, as a build reads them."""
        root = RawMapping(1, 1)
        root.update(self.lists)
        return collect([RawFile("data", root)])

    @property
    def has_profile(self) -> bool:
        """Whether it is said whose site it is."""
        return bool(self.lists.get("profile"))

    def data_files(self, taken: Iterable[str] = ()) -> Iterator[NewFile]:
        """A file for each list, and one for all that is short."""
        used = set(taken)
        own = {key: plain_values(value) for key, value in self.lists.items()}
        short = {key: own[key] for key in _BETTER_APART if key in own}
        files: Mapping[str, Mapping[str, Any]] = {
            **({"site": dict(sorted(short.items(), key=lambda each: each[0] != "profile"))} if short else {}),
            **{key: {key: value} for key, value in own.items() if key not in short},
        }
        for name, values in files.items():
            path = f"data/{name}.yaml"
            path = path if path not in used else f"data/{name}-of-site.yaml"
            comments = dict.fromkeys(line for key in values for line in self._comments.get(key, ()))
            head = "".join(f"{line.rstrip()}\n" for line in comments)
            yield NewFile.of_text(path, head + written_yaml(values))


_SILENT = frozenset(("entrytype", "csl-id"))
"""What readers keep for programs alone."""
_PICTURES = frozenset(("image", "images", "photo", "logo"))


def _says_nothing(value: RawValue) -> bool:
    """Whether it is but a switch of its generator."""
    return isinstance(value, str) and value.lower() in {"true", "false", "yes", "no"}


def _excerpt(value: RawValue) -> str:
    return shorten(" ".join(str(plain_values(value)).split()), 80)


def lists_of(collection: Collection) -> list[str]:
    """The lists that a collection has records in, in the order in which kinds are declared."""
    return [name for name, kind in KINDS.items() if collection.records.get(kind)]
