"""Reads BibTeX and BibLaTeX: entries become raw publications, and what is broken costs itself alone.

Sources: "BibTeXing" (btxdoc, 1988), "Tame the BeaST" (2009) and the BibLaTeX manual 3.20; for what an entry inherits by
``crossref`` and ``xdata`` its sections 2.4.1 and 3.13.6 and appendix B.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from sphinx_academic.data.located import BIBTEX, RawFile, RawList, RawMapping, paused_collection
from sphinx_academic.formats.bibtex import journal_macros, spelling
from sphinx_academic.formats.bibtex.scanner import Fields, Places, WrittenEntry, WrittenField, parts_of, scan
from sphinx_academic.formats.bibtex.works import TEXTS, BibtexWork, Texts
from sphinx_academic.formats.edtf import MONTHS
from sphinx_academic.formats.latex.decoding import doubts, may_be_doubtful
from sphinx_academic.formats.latex.definitions import Definition, definitions_in, expanded
from sphinx_academic.formats.table import DataFile
from sphinx_academic.formats.text import MAX_TEXT, Reports, decode, read_start, words
from sphinx_academic.problems import Code, Problem, bounded, nearest, shorten

MAX_CHARACTERS = 12_000_000
"""Some 15,000 entries with their abstracts."""
MAX_SIGNS = 800_000
"""Opening braces and equals signs; 10,000 entries have some 400,000."""
MAX_ENTRIES = 60_000
MAX_MACROS = 30
"""Macros inside macros."""
MAX_INHERITED = 300
"""Fields that an entry takes from another."""
MAX_ANCESTORS = 50
"""Entries that inherit from each other in one chain."""

_BOOKS = words("inbook bookinbook suppbook")
_PARTS = words("incollection inreference suppcollection")
_PAPERS = words("inproceedings conference")
_RENAMED = (
    (words("mvbook"), _BOOKS | {"book"}, "main"),
    (words("mvcollection mvreference"), _PARTS | {"collection", "reference"}, "main"),
    (words("mvproceedings"), _PAPERS | {"proceedings"}, "main"),
    (words("book"), _BOOKS, "book"),
    (words("collection reference book"), _PARTS, "book"),
    (words("proceedings"), _PAPERS, "book"),
    (words("periodical"), words("article suppperiodical"), "journal"),
)
"""What stands before the titles of a parent of some type in a child of some type."""
_TITLES = words("title subtitle titleaddon")
_NEVER = words(
    """
    ids former_keys version_of not_version_of crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions relatedstring
    relatedtype shorthand shorthandintro sortkey
    selected preview abbr pdf html code slides poster video website blog supp award award_name abstract doi url pages
    """
)
"""What no entry inherits: what BibLaTeX keeps to an entry, and what belongs to one work on a homepage."""
_NEVER_OF_BOOKS = words("shorttitle sorttitle indextitle indexsorttitle")


def read_bibtex_file(file: DataFile) -> RawFile:
    """Read a file; what it does not define, the BibTeX files that are read with it may (see :class:`_Others`)."""
    return read_bibtex(file.text, file.name, file)


def read_bibtex(text: str, path: str, file: DataFile | None = None) -> RawFile:
    """Give the entries of a BibTeX or BibLaTeX file as the list ``publications``; never raises.

    In a file below a folder ``_bibliography`` bare file names stand for al-folio's assets.
    """
    if not text.strip():
        return RawFile(path, None, foreign=True)
    if excess := _excess(text):
        message = f"the file has more than {excess} and is not read."
        problem = Problem(path, 0, 0, Code.LIMIT, message, "Split it, or export only your own works.")
        return RawFile(path, None, (problem,), foreign=True)
    reports = Reports(text, path)
    with paused_collection():
        # What is needed for reading alone is gone before the collector walks what there is.
        read = _File(path, _Others(file) if file else None)
        publications = read.publications(reports)
    problems = (*reports.told(), *read.problems)
    if not publications and not problems and not read.macros:
        message = "the file holds no entry; expected  @article{key, title = {…}, …}."
        problems = (Problem(path, 1, 1, Code.SYNTAX, message, "Is it really BibTeX?"),)
    root = RawMapping(1, 1)
    root["publications"] = publications
    root.places["publications"] = (1, 1, 1, 1)
    return RawFile(path, root, bounded(problems), foreign=True, notation=BIBTEX)


def _excess(text: str) -> str:
    """Of what a file has too much to be read."""
    if len(text) > MAX_CHARACTERS:
        return f"{MAX_CHARACTERS:,} characters"
    return f"{MAX_SIGNS:,} braces and fields" if text.count("{") + text.count("=") > MAX_SIGNS else ""


MAX_POINTERS = 1000
"""Of ``xdata=key-field`` in one file, those in what they stand for included."""
_POINTER = re.compile(r"(?<!\S)xdata=([^\s,{}]+)(?!\S)")
_AND = re.compile(r"(?<=\S)\s++and\s+")


class _File:
    """One file while it is read: its macros, its entries by their keys, and what is wrong with what they say."""

    def __init__(self, path: str, others: _Others | None = None) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.macros: dict[str, WrittenField] = {}
        self._others = others
        self._texts: dict[str, str] = dict(MONTHS)  # of macros
        self._undefined: set[str] = set()
        self._by_key: dict[str, tuple[WrittenEntry, Fields]] = {}
        self._complete: dict[int, Fields] = {}
        self._definitions: dict[str, Definition] = {}
        self._pointers = 0

    def publications(self, reports: Reports) -> RawList:
        """The entries of the file as raw publications."""
        entries = self.entries(reports)
        texts = Texts(self.path)
        found = RawList(1, 1)
        for entry, fields in entries:
            if entry.kind != "xdata":
                found.append(BibtexWork(entry, self._with_inherited(entry, fields), texts).made())
                found.places.append((entry.line, entry.column))
        if may_be_doubtful(reports.text):
            self._tell_doubts(reports, entries)
        for places, message, hint in texts.names.told:
            self.note(places, Code.SYNTAX, message, hint)
        return found

    def entries(self, reports: Reports) -> list[tuple[WrittenEntry, Fields]]:
        """The entries of the file with their own fields."""
        written: list[WrittenEntry] = []
        preambles: list[WrittenField] = []
        for entry in scan(reports):
            if entry.kind == "string":
                # A second one of the same name replaces the first, as in BibTeX.
                self.macros[entry.key] = entry.fields[0]
                self._texts.pop(entry.key, None)
            elif entry.kind == "preamble":
                preambles.append(entry.fields[0])
            elif len(written) < MAX_ENTRIES:
                written.append(entry)
            else:
                message = f"the file has more than {MAX_ENTRIES:,} entries; those from here on are not read."
                self.note((entry.line, entry.column) * 2, Code.LIMIT, message, "Split the file.")
                break
        for field in preambles:
            self._definitions.update(definitions_in(self._text(field, ())))
        if any(map(spelling.type_meant, {entry.kind for entry in written})):
            written = [*map(self._with_type, written)]
        entries = [(entry, self._fields(entry)) for entry in written]
        if not spelling.are_known(set().union(*(fields for _, fields in entries))):
            self._tell_slips(entries)
        for entry, fields in entries:
            self._by_key.setdefault(entry.key.lower(), (entry, fields))
        for found in [each for each in entries if "ids" in each[1]]:
            for key in found[1]["ids"].text.split(","):
                self._by_key.setdefault(key.strip().lower(), found)
        if "xdata=" in reports.text:
            for _, fields in entries:
                for name, field in fields.items():
                    if "xdata=" in field.text:
                        fields[name] = field._replace(text=self._with_pointed(field, field.text, ()))
        return entries

    def _with_pointed(self, field: WrittenField, text: str, within: tuple[str, ...]) -> str:
        """A text with what ``xdata=key-field`` and ``xdata=key-field-number`` in it stand for (BibLaTeX manual 3.20, 3.13.6)."""

        def pointed(match: re.Match[str]) -> str:
            words = match[1].lower().split("-")
            number = int(words.pop()) if len(words) > 2 and re.fullmatch(r"[0-9]{1,4}", words[-1]) else 0
            found = self._by_key.get("-".join(words[:-1]))
            theirs = found[1].get(words[-1]) if found and match[1] not in within else None
            parts = _AND.split(theirs.text) if theirs and number else [theirs.text] if theirs else []
            self._pointers += 1
            is_excess = self._pointers > MAX_POINTERS or len(text) > MAX_TEXT or len(within) > MAX_ANCESTORS
            if len(parts) < max(number, 1) or is_excess:
                message = (
                    f"'{match[0]}' in '{field.name}' names no field of an entry; it is shown as written."
                )
                self.note(
                    field.places, Code.MISSING, message, "Write  xdata=key-field  with the key of an entry."
                )
                return match[0]
            return self._with_pointed(field, parts[max(number, 1) - 1], (*within, match[1]))

        return _POINTER.sub(pointed, text)

    def text_of(self, macro: str) -> str:
        """The text of a macro that the file defines."""
        return self._macro(macro, self.macros[macro], ())

    def entry(self, key: str) -> tuple[WrittenEntry, Fields] | None:
        """An entry of the file with all its fields."""
        found = self._by_key.get(key)
        return (found[0], self._with_inherited(*found)) if found else None

    def _tell_doubts(self, reports: Reports, entries: Iterable[tuple[WrittenEntry, Fields]]) -> None:
        """Tell each command that is not known, and each sum of money, once."""
        told: set[str] = set()
        for field in (field for _, fields in entries for field in fields.values() if field.name in TEXTS):
            if "\\" not in field.text and "$" not in field.text:
                continue
            for found, shown in doubts(field.text).items():
                if found not in told:
                    told.add(found)
                    line, column = field.places[2:]
                    start = reports.line_starts[line - 1] + column - 1
                    at = reports.text.find(found, start, start + len(field.text) + 100)
                    places = reports.place(at) if at >= 0 else (line, column)
                    self.note((*places, *places), Code.LATEX, *_in_words(found, shown))

    def note(self, places: Places, code: Code, message: str, hint: str) -> None:
        """Tell a problem at a field's value."""
        self.problems.append(Problem(self.path, *places[2:], code, message, hint))

    def _fields(self, entry: WrittenEntry) -> Fields:
        """The fields of an entry, each once, and their texts without braces and macros."""
        found: Fields = {}
        new = tuple.__new__  # half the time of calling the class
        for field in entry.fields:
            name, text, places = field
            if name in found:
                first = found[name].places[0]
                message = (
                    f"'{name}' stands twice in the entry '{entry.key}'; the first, in line {first}, is used."
                )
                self.note(places[:2] * 2, Code.DUPLICATE_KEY, message, "Delete one of them.")
                continue
            if "#" not in text and text[0] in '{"':
                text = text[1:-1]
            elif not text.isdigit():
                text = self._text(field, ())
            if name in journal_macros.FIELDS and "\\" in text:
                text = expanded(text, {**journal_macros.JOURNALS, **self._definitions})
            elif self._definitions and "\\" in text and name in TEXTS:
                text = expanded(text, self._definitions)
            if text and not text.isspace():
                found[name] = new(WrittenField, (name, text, places))
        return found

    def _with_type(self, entry: WrittenEntry) -> WrittenEntry:
        """An entry with the type that is meant where its own has a slip."""
        meant = spelling.type_meant(entry.kind)
        if meant is None:
            return entry
        message = f"'@{entry.kind}' is no type of BibTeX or BibLaTeX; '@{meant}' is taken."
        self.note((entry.line, entry.column) * 2, Code.TYPE, message, f"Write  @{meant}{{{entry.key},")
        return entry._replace(kind=meant)

    def _tell_slips(self, entries: Iterable[tuple[WrittenEntry, Fields]]) -> None:
        """Tell each field whose name has a slip; a missing title is then told already."""
        for _, fields in entries:
            for name, field in [*fields.items()]:
                meant = spelling.field_meant(name, fields)
                if meant is not None:
                    message = f"'{name}' is no field of BibTeX or BibLaTeX; it is not shown."
                    self.note(
                        field.places[:2] * 2, Code.UNKNOWN_KEY, message, f"Did you mean  {meant} = {{…}}?"
                    )
                    if meant == "title":
                        fields["title"] = field._replace(text="")

    def _text(self, field: WrittenField, within: tuple[str, ...]) -> str:
        """The text of a field's value: braces and quotes gone, macros in their place."""
        texts: list[str] = []
        length = 0
        for written, is_macro in parts_of(field.text):
            text = self._macro(written, field, within) if is_macro else written
            length += len(text)
            if length > MAX_TEXT and "#" in field.text:
                message = f"'{field.name}' becomes longer than {MAX_TEXT:,} characters; it is cut."
                hint = "Look at the @string macros in it: they repeat each other."
                self.note(field.places, Code.LIMIT, message, hint)
                break
            texts.append(text)
        return "".join(texts)

    def _macro(self, written: str, field: WrittenField, within: tuple[str, ...]) -> str:
        name = written.lower()
        if name in self._texts:
            return self._texts[name]
        source = self.macros.get(name)
        if source is None and self._others and (text := self._others.macro(name)) is not None:
            self._texts[name] = text
            return text
        if source is None:
            if name not in self._undefined:
                self._undefined.add(name)
                meant = nearest(name, [*self.macros, *MONTHS])
                message = f"no @string defines '{written}'; the word itself is taken."
                hint = f"Write  {field.name} = {{{written}}}  if it is meant as text."
                self.note(field.places, Code.MISSING, message, f"Did you mean '{meant}'?" if meant else hint)
            return written
        text = ""
        if name in within or len(within) >= MAX_MACROS:
            message = f"more than {MAX_MACROS} @string macros inside each other."
            if name in within:
                message = f"the @string '{name}' is made of itself."
            self.note(source.places, Code.LIMIT, message, "Write its text out.")
        else:
            text = self._text(source, (*within, name))
        self._texts[name] = text
        return text

    def _with_inherited(self, entry: WrittenEntry, fields: Fields, within: tuple[str, ...] = ()) -> Fields:
        """All fields of an entry: its own, which nothing replaces, and those that it takes from others."""
        if "crossref" not in fields and "xdata" not in fields:
            return fields
        known = self._complete.get(id(entry))
        if known is not None:
            return known
        found = dict(fields)
        chain = (*within, entry.key.lower())
        for name in ("xdata", "crossref"):
            link = fields.get(name)
            if link is None:
                continue
            for key in link.text.split(",") if name == "xdata" else [link.text]:
                parent = self._parent(entry, link, name, key.strip(), chain)
                if parent is not None:
                    for theirs, value in islice(self._with_inherited(*parent, chain).items(), MAX_INHERITED):
                        ours = (
                            theirs if name == "xdata" else _inherited_name(parent[0].kind, entry.kind, theirs)
                        )
                        if ours and ours not in ("crossref", "xdata"):
                            found.setdefault(ours, value)
        self._complete[id(entry)] = found
        return found

    def _parent(
        self, entry: WrittenEntry, link: WrittenField, name: str, key: str, chain: tuple[str, ...]
    ) -> tuple[WrittenEntry, Fields] | None:
        if not key:
            return None
        parent = self._by_key.get(key.lower())
        known = (parent[0].key if parent else key).lower()  # 'key' may be another one of it (``ids``)
        if known in chain or len(chain) > MAX_ANCESTORS:
            round_trip = " → ".join((*chain[-5:], known))
            message = f"the entries {round_trip} inherit from each other by '{name}'; this link is left out."
            self.note(link.places, Code.LIMIT, message, f"Delete '{name}' in one of them.")
            return None
        if parent is None and self._others and (found := self._others.entry(key.lower())):
            # What is wrong with a field is told where the entry asks for it: places are of one file.
            entry, fields = found
            return entry, {name: field._replace(places=link.places) for name, field in fields.items()}
        if parent is None:
            meant = nearest(key, self._by_key) if len(self._by_key) < 2000 else None
            hint = "Add the entry to the same file, or delete the field."
            if meant:
                hint = f"Did you mean '{self._by_key[meant][0].key}'?"
            message = f"'{name}' of '{entry.key}' names '{key}', and no entry has that key."
            self.note(link.places, Code.MISSING, message, hint)
        return parent


def _in_words(found: str, shown: str) -> tuple[str, str]:
    """What is told of something doubtful in LaTeX, and the remedy."""
    if found.startswith("$"):
        message = f"'{shorten(found)}' is read as sums of money, not as a formula."
        return message, "Write  \\$  for each dollar sign; or braces around a formula: {$…$}"
    message = f"the LaTeX command '{found}' is not known; '{shorten(shown)}' is shown for it."
    return message, f'Write what it stands for, or say that in  @preamble{{"\\newcommand{{{found}}}{{…}}"}}'


class _Others:
    """The other BibTeX files of a site, where what a file does not define is looked for: BibTeX reads all as one. The last
    one before the file counts, then the first one behind it; they are read when something is missing."""

    def __init__(self, file: DataFile) -> None:
        self._file = file

    def macro(self, name: str) -> str | None:
        """The text of a macro."""
        return next((each.text_of(name) for each in self._files() if name in each.macros), None)

    def entry(self, key: str) -> tuple[WrittenEntry, Fields] | None:
        """An entry with all its fields, also those that it inherits itself."""
        return next((found for each in self._files() if (found := each.entry(key))), None)

    def _files(self) -> Iterator[_File]:
        paths = [path for path in self._file.companions.paths if path.suffix.lower() in (".bib", ".bibtex")]
        at = paths.index(self._file.path) if self._file.path in paths else len(paths)
        for path in (*paths[:at][::-1], *paths[at + 1 :]):
            kept = self._file.companions.kept
            if path not in kept:
                kept[path] = _scanned(path)
            file = kept[path]
            if isinstance(file, _File):
                yield file


def _scanned(path: Path) -> _File | None:
    """What a file defines; whatever is wrong with it is told where it is read itself."""
    try:
        text, _ = decode(read_start(path), path.name)
    except (OSError, ValueError):
        return None
    file = _File(path.name)
    if not _excess(text):
        file.entries(Reports(text, path.name))
    return file


def _inherited_name(parent: str, child: str, name: str) -> str:
    """Under which name a child inherits a field by ``crossref``; empty where it does not."""
    if name in _NEVER:
        return ""
    for parents, children, prefix in _RENAMED:
        if parent in parents and child in children:
            return prefix + name if name in _TITLES else "" if name in _NEVER_OF_BOOKS else name
    return name
