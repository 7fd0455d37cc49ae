"""The directive ``cite-this``: how to cite the software that is documented, in the version that is documented."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import PurePath
from typing import ClassVar, TypeAlias

from sphinx_academic.content.fragments import Element, Fragments, plain
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Publication
from sphinx_academic.data.records.publication import RELEASED
from sphinx_academic.data.software import (
    Documented,
    in_version,
    is_version,
    preferred_of,
)
from sphinx_academic.formats.rich_text import escape_markup
from sphinx_academic.formats.table import FORMATS, format_named, written_formats
from sphinx_academic.problems import Code, Problem, shorten
from sphinx_academic.sections import options as read
from sphinx_academic.sections import publication_entry as entry
from sphinx_academic.sections.base import Chosen, Section
from sphinx_academic.sections.citation_forms import OTHER_NAMES, style_label
from sphinx_academic.sections.description import Description, Signs, _, paragraph, unclaimed, within
from sphinx_academic.sections.entries import unknown_keys
from sphinx_academic.sections.options import Option, Options, listed, some_of, values

_FILES = ("CITATION.cff", "codemeta.json")
_OWN = "own"
_Cite: TypeAlias = Callable[[Publication, Callable[[Fragments], Fragments]], Fragments]
_DEFAULT_FORMATS = ("bib", "cff")
_LANGUAGES = {"bib": "bibtex", "biblatex": "bibtex", "csl": "json", "cff": "yaml"}
"""What Pygments calls the languages of formats; others are shown without colours."""


def _names() -> list[str]:
    """The formats in which one work can be cited."""
    return [name for name, form in written_formats().items() if form.write]


@values(f"no value, {listed(form.name for form in FORMATS if form.write)}")
def _formats(text: str) -> tuple[str, ...]:
    """The formats in which a citation is offered; none without a value."""
    found = [OTHER_NAMES.get(word.lower(), word) for word in read.words_or_none(text)]
    return tuple(dict.fromkeys(some_of(*_names()).read(", ".join(found)))) if found else ()


@values(f"a version, `{_OWN}`")
def _version(text: str) -> str:
    """The version to cite."""
    if not text.strip():
        raise ValueError(f"Write a version, such as 2.1.0, or {_OWN}.")
    return text.strip()


class CiteThis(Section[Publication]):
    """A piece of software, in the version that is documented, and what its authors ask to cite besides."""

    name = "cite-this"
    in_cv = None
    list_of = "publications"
    # fmt: off
    options: ClassVar = {
        "key": Option(read.keys, "The software, or the data, by its key among all data of the site, where it has no `CITATION.cff`."),
        "version": Option(_version,
            "The version to cite where it is not the one that is documented; `own` is that of the file or the record."),
        "style": Option(read.styles,
            "The citation in these [styles](/how-to/citation-styles.md), such as `apa, ieee`. Needs the extra `csl`."),
        "formats": Option(_formats, "What can be copied; see [](/how-to/take-away.md).", ", ".join(_DEFAULT_FORMATS)),
        "preferred": Option(read.one_of("also", "instead", "none"),
            "Whether the `preferred-citation` is asked for besides, or in place of the software; with `none` it is not shown.",
            "also"),
        "also": Option(read.keys, "Further works to cite, by their keys; with `key`, the article on the software."),
    }
    # fmt: on

    def facts_of_project(self, options: Options, documented: Documented) -> Options:
        if "version" in options:
            documented = Documented("" if options["version"] == _OWN else options["version"])
        return {"documented": documented}

    def own_files(self, options: Options) -> tuple[str, ...]:
        return () if "key" in options else _FILES

    def shows_pictures(self, options: Options) -> bool:
        return False

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        software = next(iter(_software(collection, options)), None)
        if software is None:
            return ()
        works = [in_version(software, _documented(options)).work]
        preferred = preferred_of(software, collection.separate)
        if preferred is not None and options.get("preferred") != "none":
            # Some ask for the software itself, whose version is not the one that is documented either.
            is_itself = preferred.kind_of_work in RELEASED and preferred.title == software.title
            is_itself = is_itself and bool(preferred.version)  # else its year is of no version that is known
            works.append(in_version(preferred, _documented(options)).work if is_itself else preferred)
        by_key = _by_key(collection)
        works += (by_key[key] for key in options.get("also", ()) if key in by_key)
        return (Chosen((), tuple(works)),)

    def problems(self, collection: Collection, options: Options) -> Iterator[Problem]:
        software, *others = _software(collection, options) or (None,)
        if software is None:
            return
        documented = _documented(options)
        for other in others:
            place = f"{software.origin.path}:{software.origin.line}"
            both = (
                f", and both say that they are version {other.version}"
                if is_version(documented, other.version)
                else ""
            )
            message = f"'{shorten(other.title)}' may be what is documented, as '{shorten(software.title)}' in {place} may{both}; that one is cited."
            hint = f"Name the file behind '{self.name}', or the key:  :key: {other.key}"
            yield other.origin.problem("version", Code.VERSION, message, hint)
        if left_out := in_version(software, documented).left_out:
            message = (
                f"The DOI {left_out} is not said to be of version {documented.version}, which is documented, nor of all versions; "
                "it is left out."
            )
            hint = "Give the DOI of all versions among  identifiers:  with  type: doi,  value: …  and  description: concept DOI."
            yield software.origin.problem("doi", Code.VERSION, message, hint)

    def faults(self, collection: Collection, options: Options) -> Iterator[tuple[str, str, str]]:
        for option in ("key", "also"):
            yield from ((option, *told) for told in unknown_keys(options.get(option, ()), collection))
        if not _software(collection, options) and collection.publications and "key" not in options:
            message = "No software and no data set is among these works."
            yield "", message, "Write  type: software  in its record."

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        software, *others = chosen[index].records
        formats = options.get("formats", _DEFAULT_FORMATS)
        in_place = preferred_of(software, others) if options.get("preferred") == "instead" else None
        message = software.extra.get("message")
        said = paragraph((message,), "academic-cite-message") if isinstance(message, str) else ()
        body = (*said, _citation(software, chosen[index].records, formats, description))
        without_file = [name for name in formats if name != "cff"]
        for work in others:
            asked = _("Please cite this work as well:")
            if work is in_place:
                asked = _("Please cite this work in place of the software:")
            body += paragraph((asked,), "academic-cite-also")
            body += (_citation(work, (work,), without_file, description),)
        return (
            Element("division", body, "academic academic-publications academic-compact academic-cite-this"),
        )


def _documented(options: Options) -> Documented:
    found: Documented = options.get("documented", Documented())
    return found


def _by_key(collection: Collection) -> Mapping[str, Publication]:
    works = (*collection.separate, *collection.publications)
    return {key: work for work in works for key in reversed(work.all_keys)}


def _software(collection: Collection, options: Options) -> list[Publication]:
    """The software that may be meant, the first of which is taken: of a citation file its subject alone, and of several
    those in the version that is documented."""
    if keys := options.get("key"):
        found = _by_key(collection).get(keys[0])
        return [found] if found else []
    subjects: dict[str, Publication] = {}
    works: list[Publication] = []
    for work in collection.separate:
        is_first = subjects.setdefault(work.origin.path, work) is work
        of_file = PurePath(work.origin.path).suffix.lower() == ".cff"
        if work.kind_of_work in RELEASED and (is_first or not of_file):
            works.append(work)
    documented = _documented(options)
    return [work for work in works if documented.version and is_version(documented, work.version)] or works


def _citation(
    work: Publication, written: Iterable[Publication], formats: Iterable[str], description: Description
) -> Element:
    """How to cite a work, in words and as files have it; ``written`` is what a file holds that is offered with it."""
    signs, works = Signs((work.authors,)), tuple(written)
    alone = replace(description, claim=unclaimed, cited_in=lambda _kind, _key: (), letter_of=lambda _key: "")
    said: Fragments = ()
    for style, cite in description.styled.items():
        label = within("strong", (style_label(style),), "academic-style-name")
        said += paragraph(label) if len(description.styled) > 1 else ()
        said += entry.compact_entry(
            work, signs, {}, replace(alone, cite=partial(_in_style, cite)), ""
        ).children
    said = said or entry.compact_entry(work, signs, {}, alone, "").children
    for name in formats:
        form = format_named(name)
        if text := form.writer(works if name == "cff" else works[:1], markup=description.markup).rstrip():
            code = Element("literal_block", (text,), "", {"language": _LANGUAGES.get(name, "none")})
            told = {"summary": form.label[:1].upper() + form.label[1:], "label": "yes"}
            said += (Element("disclosure", (code,), "academic-bibtex", told),)
    attributes = {
        **description.id_of("software", work.key),
        "called": plain(entry.title_of(work, description)),
    }
    return Element("entry", said, "academic-entry", attributes)


def _in_style(cite: _Cite, work: Publication, title: Callable[[Fragments], Fragments]) -> Fragments:
    """A reference in a style; where that prints no versions (IEEE, Nature), the version stands behind the title."""
    said = cite(work, title)
    if work.kind_of_work not in RELEASED or not work.version or work.version in plain(said):
        return said
    version = escape_markup(_("version %s") % re.sub(r"^v(?=\d)", "", work.version))
    return cite(work.changed(title=f"{work.title} ({version})"), title)
