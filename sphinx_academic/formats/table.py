"""The one table of formats: how files of each are told from others, and what reads and writes them.

Other packages add rows by entry points (:data:`~sphinx_academic.entry_points.FORMATS`); those are asked where none of ours takes a file, and
their modules are imported then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Protocol, cast

from sphinx_academic import entry_points
from sphinx_academic.data.located import RawFile, RawValue
from sphinx_academic.problems import Problem

if TYPE_CHECKING:
    from sphinx_academic.content.markup import Markup
    from sphinx_academic.data.career import Career
    from sphinx_academic.data.collection import Collection
    from sphinx_academic.data.records import Publication, Record
    from sphinx_academic.formats.tables import Table

COMMON_SUFFIXES = frozenset((".csv", ".txt", ".xml"))
"""Suffixes that much else has: in a folder such a file is data only where a format knows the beginning of its text."""
LENGTH_OF_BEGINNING = 4_000

Problems = tuple[Problem, ...]
Tables = Sequence["Table"]


class Write(Protocol):
    """Writes publications; ``ascii_only`` is said to those alone that can do without other letters."""

    def __call__(
        self, publications: Iterable[Publication], *, markup: Markup | None = None, **options: bool
    ) -> str: ...


class WriteCareer(Protocol):
    """Writes a whole career."""

    def __call__(self, career: Career, *, markup: Markup) -> str: ...


@dataclass(eq=False)
class Companions:
    """The files that are read as one site, and what a reader has kept of one of them for the others."""

    paths: Sequence[Path] = ()
    kept: dict[Path, object] = field(default_factory=dict)


@dataclass
class DataFile:
    """A file that is being read: its text, where it lies, its name in messages, and what is read with it."""

    text: str
    path: Path
    name: str
    companions: Companions = field(default_factory=Companions)

    @cached_property
    def values(self) -> tuple[RawValue, Problems]:
        """What a file of JSON or YAML holds, and what is wrong with it."""
        parser = "json_places:read_json" if self.path.suffix.lower() == ".json" else "yaml:read_yaml"
        read: Callable[[str, str], tuple[RawValue, Problems]] = resolve_name(f"{__package__}.{parser}")
        return read(self.text, self.name)


@dataclass(frozen=True)
class Format:
    """One format. Functions are named, as ``module:function``, and imported when a file needs them.

    ``name`` is the word for it in ``:download:`` and on the command line, ``label`` what readers call it. The first format
    with a suffix that recognises what a file holds, by its values or by the beginning of its text, reads it: ``read`` gets the
    text, ``read_values`` what JSON holds, both the file's name, and the latter what is wrong so far; ``read_data`` gets the file
    with those beside it. ``write``
    writes publications, ``write_tables`` tables of whatever there is, ``write_career`` whole careers. ``media_type`` says that lists, or
    CVs, can offer files of it; ``needs`` is the module of the ``extra`` without which nothing can be written.
    """

    name: str
    label: str
    suffixes: tuple[str, ...]
    read: str = ""
    read_values: str = ""
    read_data: str = ""
    recognise: str = ""
    recognise_text: str = ""
    write: str = ""
    write_career: str = ""
    media_type: str = ""
    writes_ascii: bool = False
    write_tables: str = ""
    needs: str = ""
    extra: str = ""

    def takes(self, file: DataFile) -> bool:
        """Whether a file with a suffix of this format is one."""
        if self.recognise_text:
            return self.begins(file.text[:LENGTH_OF_BEGINNING])
        if not self.recognise:
            return True
        recognise: Callable[[RawValue], bool] = resolve_name(self.recognise)
        return recognise(file.values[0])

    def begins(self, text: str) -> bool:
        """Whether a text is the beginning of a file of this format."""
        recognise: Callable[[str], bool] = resolve_name(self.recognise_text)
        return recognise(text)

    def read_file(self, file: DataFile) -> RawFile:
        """The records of a file."""
        if self.read:
            read: Callable[[str, str], RawFile] = resolve_name(self.read)
            return read(file.text, file.name)
        if self.read_data:
            read_data: Callable[[DataFile], RawFile] = resolve_name(self.read_data)
            return read_data(file)
        read_values: Callable[[RawValue, str, Problems], RawFile] = resolve_name(self.read_values)
        root, problems = file.values
        return read_values(root, file.name, problems)

    @property
    def writer(self) -> Write:
        """What writes publications."""
        write: Write = resolve_name(self.write)
        return write

    @property
    def career_writer(self) -> WriteCareer:
        """What writes careers."""
        write: WriteCareer = resolve_name(self.write_career)
        return write

    @property
    def writes_records(self) -> bool:
        """Whether it writes publications, or records of all kinds."""
        return bool(self.write or self.write_tables)

    @property
    def missing(self) -> str:
        """What is to be installed before anything can be written; empty where that can be done."""
        return (
            f'pip install "sphinx-academic[{self.extra}]"'
            if self.needs and find_spec(self.needs) is None
            else ""
        )

    def content(
        self, records: Sequence[Record], collection: Collection, markup: Markup, **options: bool
    ) -> bytes:
        """The file of some records of a collection; those that the format has no room for are left out, and it is empty where all are."""
        if self.write_tables:
            tables_of: Callable[[Sequence[Record], Collection, Markup], Tables] = resolve_name(
                f"{__package__}.record_tables:tables_of"
            )
            return self.content_of(tables_of(records, collection, markup))
        works = cast("list[Publication]", [record for record in records if record.kind == "publication"])
        return self.writer(works, markup=markup, **options).encode("utf-8") if works else b""

    def content_of(self, tables: Tables) -> bytes:
        """The file of some tables; empty where none has a row."""
        write: Callable[[Tables], bytes] = resolve_name(self.write_tables)
        return write(tables) if any(table.rows for table in tables) else b""

    @property
    def suffix(self) -> str:
        """The suffix of files that are written."""
        return self.suffixes[0]

    @property
    def is_read(self) -> bool:
        """Whether files of this format are read."""
        return bool(self.read or self.read_values or self.read_data)


def _row(
    name: str, label: str, suffixes: str, module: str, *, media_type: str = "", writes_ascii: bool = False, needs: str = "",
    extra: str = "", **functions: str
) -> Format:  # fmt: skip
    """A format of ours; ``module`` is where its functions are, unless they name another beside it."""
    places = {
        role: f"{__package__}.{function if ':' in function else f'{module}:{function}'}"
        for role, function in functions.items()
    }
    return Format(
        name,
        label,
        tuple(suffixes.split()),
        media_type=media_type,
        writes_ascii=writes_ascii,
        needs=needs,
        extra=extra,
        **places,
    )


PAGE = _row("page", "Front matter", ".md .markdown", "own_form", read="read_page_data")
FORMATS = (
    _row("lock", "Lock", ".yaml .yml", "lock_file", recognise_text="is_lock", read="read_lock_file"),
    _row(
        "rendercv", "RenderCV", ".yaml .yml", "cv_files",
        recognise="is_cv", read_values="read_cv", write_career="career", media_type="application/yaml",
    ),
    _row(
        "hayagriva", "Hayagriva", ".yaml .yml", "hayagriva", recognise="is_hayagriva", read_values="read_hayagriva",
    ),
    _row(
        "csl-yaml", "CSL-YAML", ".yaml .yml", "csl_yaml", recognise="is_csl_yaml", read_values="read_csl_yaml",
    ),
    _row("yaml", "YAML", ".yaml .yml", "own_form", read_values="read_yaml_data"),
    PAGE,
    _row(
        "bib", "BibTeX", ".bib .bibtex", "bibtex",
        read_data="bibtex.bibtex_reading:read_bibtex_file", write="bibtex:library",
        media_type="application/x-bibtex", writes_ascii=True,
    ),
    _row("biblatex", "BibLaTeX", ".bib", "bibtex", write="biblatex_library", writes_ascii=True),
    _row("ris", "RIS", ".ris", "ris", read="read_ris", write="library", media_type="application/x-research-info-systems"),
    _row(
        "endnote", "EndNote XML", ".xml", "endnote_xml", recognise_text="is_endnote", read="read_endnote",
    ),
    _row("medline", "MEDLINE", ".nbib .txt", "medline", recognise_text="is_medline", read="read_medline"),
    _row("codemeta", "CodeMeta", ".json", "codemeta", recognise="is_codemeta", read_values="read_codemeta"),
    _row(
        "resume", "JSON Resume", ".json", "json_resume",
        recognise="is_resume", read_values="read_resume", write_career="career", media_type="application/json",
    ),
    _row("json", "JSON", ".json", "own_form", recognise="is_own_form", read_values="read_json_data"),
    _row(
        "csl", "CSL-JSON", ".json", "csl_json", recognise="is_csl", read_values="read_csl", write="library",
        media_type="application/vnd.citationstyles.csl+json",
    ),
    _row("cff", "CITATION.cff", ".cff", "citation_cff", read="read_cff", write="library"),
    _row("text", "plain text", ".txt", "reference", write="library"),
    _row(
        "scholar", "Google Scholar", ".csv", "google_scholar", recognise_text="is_scholar", read="read_scholar",
    ),
    _row("csv", "CSV", ".csv", "tables", write_tables="write_csv", media_type="text/csv"),
    _row(
        "xlsx", "XLSX", ".xlsx", "spreadsheets", write_tables="write_xlsx", needs="openpyxl", extra="xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
)  # fmt: skip
"""Our formats; the media types are those that doi.org serves, of careers those of RFC 9512 and RFC 8259, of tables IANA's."""


@cache
def formats_of_others() -> tuple[Format, ...]:
    """The formats that other packages bring; of two with one name the first counts, and ours before all."""
    found: dict[str, Format] = {form.name: form for form in FORMATS}
    for point in sorted(entry_points.of_others()[entry_points.FORMATS]):
        form = point.load()
        if not isinstance(form, Format):
            raise TypeError(
                f"the entry point '{point.name}' of '{entry_points.FORMATS}' ({point.value}) is no Format."
            )
        found.setdefault(form.name, form)
    return tuple(found.values())[len(FORMATS) :]


def all_formats() -> Iterator[Format]:
    """Our formats, then those of other packages, which are looked for when ours are through."""
    yield from FORMATS
    yield from formats_of_others()


def format_of(file: DataFile) -> Format | None:
    """The format of a file. Where none recognises it the last one of ours with its suffix reads it, and says what is wrong."""
    suffix = file.path.suffix.lower()
    last = None
    for form in all_formats():
        if suffix in form.suffixes and form.is_read:
            if form.takes(file):
                return form
            last = form if last is None or form in FORMATS else last
    return last


def is_known_beginning(suffix: str, text: str) -> bool:
    """Whether a format with this suffix knows a text as the beginning of one of its files."""
    return any(
        suffix in form.suffixes and form.recognise_text and form.begins(text)
        for form in all_formats()
        if form.is_read
    )


def is_suffix(suffix: str) -> bool:
    """Whether files with this suffix are read."""
    return any(suffix in form.suffixes for form in all_formats() if form.is_read)


@cache
def suffixes() -> tuple[str, ...]:
    """The suffixes of all files that are read, each once."""
    return tuple(dict.fromkeys(suffix for form in all_formats() if form.is_read for suffix in form.suffixes))


def written_formats() -> dict[str, Format]:
    """The formats that publications can be written in, by their names."""
    return {form.name: form for form in all_formats() if form.writes_records}


def career_formats() -> dict[str, Format]:
    """The formats that careers can be written in, by their names."""
    return {form.name: form for form in all_formats() if form.write_career}


def format_named(name: str) -> Format:
    """A format by its name; those of other packages are looked at where it is none of ours."""
    return next(form for form in all_formats() if form.name == name)
