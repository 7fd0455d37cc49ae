"""How identifiers and counts of citations are read: any form that people paste in, the identifier alone out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple, TypeAlias

from pydantic import PlainValidator, ValidationInfo

from sphinx_academic.data.fields import as_text, entry_of, read_text
from sphinx_academic.data.located import RawMapping, RawValue
from sphinx_academic.data.values.addresses import find_arxiv, find_doi
from sphinx_academic.data.values.dates import PartialDate, read_date
from sphinx_academic.data.values.identifiers import SCHEMES, Scheme, find_isbn, find_issn, repaired_arxiv
from sphinx_academic.problems import Code, nearest

_NUMBER = re.compile(r"\d+(?:\.\d*)?(?:[eE][+-]?\d+)?")
_BREAKS = re.compile(r"[,;\s]+")
_BREAKS_OF_ISBNS = re.compile(r"[,;/|]|\band\b|(?<=[\dXx])\s+(?=97[89])")
_BREAKS_OF_ISSNS = re.compile(r"[,;/|\s]+|\band\b")


class Citations(NamedTuple):
    """How often a work has been cited, when that was counted, and who counted (*OpenAlex*)."""

    number: int
    date: PartialDate | None = None
    source: str = ""


def _identifier_reader(scheme: Scheme) -> Callable[[Any, ValidationInfo], str]:
    """What reads the identifiers of a scheme."""

    def read(value: Any, info: ValidationInfo) -> str:
        text = read_text(value, info)
        found = scheme.find(text)
        if not found and text:
            _note_identifier(text, info, scheme.name, scheme.example)
        return found or text

    return read


def _identifiers_reader(
    find: Callable[[str], str], name: str, example: str, breaks: re.Pattern[str]
) -> Callable[[Any, ValidationInfo], tuple[str, ...]]:
    """What reads several identifiers: a list, a mapping whose keys say what each is, or a text that ``breaks`` split."""

    def read(value: Any, info: ValidationInfo) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        if isinstance(value, dict):
            # huggingface: {model: a/b, dataset: a/c}
            texts = [
                f"{kind.strip().lower().rstrip('s')}s/{as_text(text)}"
                if "/" in as_text(text)
                else as_text(text)
                for kind, text in value.items()
            ]
        else:
            texts = [as_text(item) for item in value] if isinstance(value, list) else [as_text(value)]
        found: list[str] = []
        for text in texts:
            whole = find(text)
            for part in (text,) if whole else breaks.split(text):
                identifier = find(part)
                if not identifier and part.strip():
                    _note_identifier(part.strip(), info, name, example)
                found.append(identifier or part.strip())
        return tuple(dict.fromkeys(filter(None, found)))

    return read


def _note_identifier(text: str, info: ValidationInfo, name: str, example: str) -> None:
    entry = entry_of(info)
    if entry is None:
        return
    is_number = name in {"ISBN", "ISSN"}
    if is_number and entry.foreign:
        return  # files of databases are full of them, and no link depends on them
    kind = name if is_number else f"{name} identifier"
    article = "an" if is_number or name[0] in "AO" else "a"
    shown = "kept as it is" if is_number else "shown without a link"
    hint = f"{article.capitalize()} {kind} looks like {example}"
    hint += "; its last character is a checksum." if is_number else "."
    if _NUMBER.fullmatch(text) and "." in text:
        hint += " A program may have made a number of it: put it in quotes."
    message = f"'{text}' is not {article} {kind}; it is {shown}."
    entry.note_field(info.field_name or "", Code.TYPE, message, hint)


_HUGGING_FACE = {"huggingface_model": "", "huggingface_dataset": "datasets/", "huggingface_space": "spaces/"}


def spread(item: RawMapping) -> RawMapping:
    """A publication with the identifiers that stand in a mapping of their own (``ids:``) as its fields.

    HugoBlox's names for what lies at Hugging Face, ``huggingface_model`` and its kin, become one field.
    """
    nested = [
        key
        for key in item
        if key.strip().lower() in {"ids", "identifiers"} and isinstance(item[key], RawMapping)
    ]
    if not nested and _HUGGING_FACE.keys().isdisjoint(item):
        return item
    made = RawMapping(item.line, item.column)
    made.source = item.source

    def put(key: str, value: RawValue, places: tuple[int, int, int, int]) -> None:
        prefix = _HUGGING_FACE.get(key)
        if prefix is not None and isinstance(value, str):
            known = made.get("huggingface")
            whole = value if "://" in value or value.startswith(prefix) else prefix + value
            value = f"{known}, {whole}" if isinstance(known, str) else whole
            made["huggingface"] = value
            made.places.setdefault("huggingface", places)
        elif key not in made:
            made[key] = value
            made.places[key] = places

    here = (item.line, item.column) * 2
    for key, value in item.items():
        if key not in nested:
            put(key, value, item.places.get(key, here))
    for key in nested:
        inner = item[key]
        assert isinstance(inner, RawMapping)
        for name, value in inner.items():
            put(name, value, inner.places.get(name, here))
    return made


def read_citations(value: Any, info: ValidationInfo) -> Citations | None:
    """How often a work is cited: a number, or a mapping with ``count``, ``date`` and ``source``."""
    if value is None or isinstance(value, Citations):
        return value
    field = info.field_name or ""
    entry = entry_of(info)
    raw: dict[str, Any] = value if isinstance(value, dict) else {"count": value}
    parts = {
        _CITATION_KEYS.get(key.strip().lower(), ""): as_text(part).strip()
        for key, part in raw.items()
        if part is not None
    }
    if entry is not None and isinstance(raw, RawMapping):
        for key in raw:
            if key.strip().lower() not in _CITATION_KEYS:
                meant = nearest(key, _CITATION_KEYS)
                hint = f"Did you mean '{meant}'?" if meant else "The fields are: count, date, source."
                message = f"'{key}' is not a field of citations."
                entry.note(raw.place_of_key(key), Code.UNKNOWN_KEY, message, hint)
    written = parts.get("count", "")
    number = re.sub(r"(?<=\d)[,_\s'’.](?=\d{3}(?:\D|$))", "", written).removesuffix(".0")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        if entry is not None:
            message = f"'{written or as_text(value)}' is no number of citations; it is left out."
            entry.note_field(field, Code.TYPE, message, f"Write  {entry.notation.field('citations', '1234')}")
        return None
    date = read_date(parts["date"]) if parts.get("date") else None
    if date is not None and (date.date is None or date.fault) and entry is not None:
        message = f"'{parts['date']}' is no date of a count; it is left out."
        entry.note_field(field, Code.DATE, message, entry.notation.date)
    when = date.date if date is not None and not date.fault else None
    source = parts.get("source", "")
    return Citations(int(number), when, source)


_CITATION_KEYS = {
    "count": "count",
    "number": "count",
    "date": "date",
    "as_of": "date",
    "on": "date",
    "source": "source",
    "from": "source",
}


def read_doi(value: Any, info: ValidationInfo) -> str:
    """A DOI without resolver (``10.1000/182``), however it was given (DOI Handbook, 2.2 and 2.6)."""
    text = read_text(value, info)
    doi = find_doi(text)
    if doi:
        return doi
    entry = entry_of(info)
    if entry is not None:
        entry.note_field(
            "doi",
            Code.TYPE,
            f"'{text}' is not a DOI; it is shown without a link.",
            "A DOI looks like 10.1000/182."
            if not _NUMBER.fullmatch(text)
            else "A DOI looks like 10.1000/182; a program has made a number of it: put it in quotes.",
        )
    return text


def read_arxiv(value: Any, info: ValidationInfo) -> str:
    """An arXiv identifier (``2308.05734``, ``hep-th/9901001``), however it was given."""
    text = read_text(value, info)
    identifier = find_arxiv(text)
    meant = repaired_arxiv(text)
    if identifier and not meant:
        return identifier
    entry = entry_of(info)
    if entry is not None and meant:
        message = f"'{text}' is an arXiv identifier that has lost the zeros at its end; '{meant}' is taken."
        entry.note_field("arxiv", Code.TYPE, message, f'Put it in quotes: "{meant}".')
    if meant:
        return meant
    if entry is not None:
        hint = "An arXiv identifier looks like 2308.05734 or hep-th/9901001."
        entry.note_field(
            "arxiv", Code.TYPE, f"'{text}' is not an arXiv identifier; it is shown without a link.", hint
        )
    return text


_READERS = {scheme.field: _identifier_reader(scheme) for scheme in SCHEMES}
_MANY = {
    scheme.field: _identifiers_reader(scheme.find, scheme.name, scheme.example, _BREAKS) for scheme in SCHEMES
}
_MANY["isbn"] = _identifiers_reader(find_isbn, "ISBN", "978-3-16-148410-0", _BREAKS_OF_ISBNS)
_MANY["issn"] = _identifiers_reader(find_issn, "ISSN", "0378-5955", _BREAKS_OF_ISSNS)


def _one(field: str) -> Any:
    return PlainValidator(_READERS[field], json_schema_input_type=str)


def _many(field: str) -> Any:
    return PlainValidator(_MANY[field], json_schema_input_type=str | list[str])


Doi: TypeAlias = Annotated[str, PlainValidator(read_doi, json_schema_input_type=str)]
Arxiv: TypeAlias = Annotated[str, PlainValidator(read_arxiv, json_schema_input_type=str)]
Pmid: TypeAlias = Annotated[str, _one("pmid")]
Pmcid: TypeAlias = Annotated[str, _one("pmcid")]
Acl: TypeAlias = Annotated[str, _one("acl")]
OpenReview: TypeAlias = Annotated[str, _one("openreview")]
Hal: TypeAlias = Annotated[str, _one("hal")]
Dblp: TypeAlias = Annotated[str, _one("dblp")]
OpenAlex: TypeAlias = Annotated[str, _one("openalex")]
SemanticScholar: TypeAlias = Annotated[str, _one("semanticscholar")]
Zenodo: TypeAlias = Annotated[str, _one("zenodo")]
HuggingFace: TypeAlias = Annotated[tuple[str, ...], _many("huggingface")]
GitHub: TypeAlias = Annotated[tuple[str, ...], _many("github")]
Isbn: TypeAlias = Annotated[tuple[str, ...], _many("isbn")]
Issn: TypeAlias = Annotated[tuple[str, ...], _many("issn")]
Cited: TypeAlias = Annotated[Citations | None, PlainValidator(read_citations, json_schema_input_type=int)]
