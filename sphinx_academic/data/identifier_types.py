"""How identifiers and counts of citations are written: any form that people paste in, the identifier alone out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from sphinx_academic.data.fields import Entry, Field, Fields, Shape, ValueType, Written
from sphinx_academic.data.located import RawList, RawMapping, RawValue, as_text
from sphinx_academic.data.value_types import SHAPE_OF_TEXT, SHAPE_OF_WORDS, TEXT, read_text
from sphinx_academic.data.values.addresses import find_arxiv, find_doi
from sphinx_academic.data.values.dates import PartialDate, read_date
from sphinx_academic.data.values.identifiers import SCHEMES, find_isbn, find_issn, repaired_arxiv
from sphinx_academic.problems import Code

_NUMBER = re.compile(r"\d+(?:\.\d*)?(?:[eE][+-]?\d+)?")
_BREAKS = re.compile(r"[,;\s]+")
_BREAKS_OF_ISBNS = re.compile(r"[,;/|]|\band\b|(?<=[\dXx])\s+(?=97[89])")
_BREAKS_OF_ISSNS = re.compile(r"[,;/|\s]+|\band\b")
_SCHEMES = {scheme.field: scheme for scheme in SCHEMES}


class Citations(NamedTuple):
    """How often a work has been cited, when that was counted, and who counted (*OpenAlex*)."""

    number: int
    date: PartialDate | None = None
    source: str = ""


def _read_doi(value: Written, entry: Entry, field: str) -> str:
    text = read_text(value, entry, field)
    doi = find_doi(text)
    if not doi:
        hint = "A DOI looks like 10.1000/182."
        if _NUMBER.fullmatch(text):
            hint = "A DOI looks like 10.1000/182; a program has made a number of it: put it in quotes."
        entry.note_field(field, Code.TYPE, f"'{text}' is not a DOI; it is shown without a link.", hint)
    return doi or text


def _read_arxiv(value: Written, entry: Entry, field: str) -> str:
    text = read_text(value, entry, field)
    identifier, meant = find_arxiv(text), repaired_arxiv(text)
    if meant:
        message = f"'{text}' is an arXiv identifier that has lost the zeros at its end; '{meant}' is taken."
        entry.note_field(field, Code.TYPE, message, f'Put it in quotes: "{meant}".')
    elif not identifier:
        message = f"'{text}' is not an arXiv identifier; it is shown without a link."
        hint = "An arXiv identifier looks like 2308.05734 or hep-th/9901001."
        entry.note_field(field, Code.TYPE, message, hint)
    return meant or identifier or text


DOI = ValueType(_read_doi, "", SHAPE_OF_TEXT, scheme="doi")
"""A DOI without resolver (``10.1000/182``), however it was given (DOI Handbook, 2.2 and 2.6)."""
ARXIV = ValueType(_read_arxiv, "", SHAPE_OF_TEXT, scheme="arxiv")
"""An arXiv identifier (``2308.05734``, ``hep-th/9901001``), however it was given."""


def identifier(of: str) -> ValueType[str]:
    """One identifier of a scheme."""
    scheme = _SCHEMES[of]

    def read(value: Written, entry: Entry, field: str) -> str:
        text = read_text(value, entry, field)
        found = scheme.find(text)
        if not found and text:
            _note_identifier(text, entry, field, scheme.name, scheme.example)
        return found or text

    return ValueType(read, "", SHAPE_OF_TEXT, scheme=of, alike=True)


def identifiers(of: str, shape: Shape = SHAPE_OF_WORDS) -> ValueType[tuple[str, ...]]:
    """Several identifiers of a scheme."""
    scheme = _SCHEMES[of]
    return _several(scheme.find, scheme.name, scheme.example, _BREAKS, shape, of)


def _several(
    find: Callable[[str], str],
    name: str,
    example: str,
    breaks: re.Pattern[str],
    shape: Shape = SHAPE_OF_WORDS,
    scheme: str = "",
) -> ValueType[tuple[str, ...]]:
    """A list, a mapping whose keys say what each is, or a text that ``breaks`` split."""

    def read(value: Written, entry: Entry, field: str) -> tuple[str, ...]:
        found: list[str] = []
        for text in _texts_of(value):
            whole = find(text)
            for part in (text,) if whole else breaks.split(text):
                identifier = find(part)
                if not identifier and part.strip():
                    _note_identifier(part.strip(), entry, field, name, example)
                found.append(identifier or part.strip())
        return tuple(dict.fromkeys(filter(None, found)))

    return ValueType(read, (), shape, scheme=scheme, alike=True)


def _texts_of(value: Written) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, RawList):
        return [as_text(item) for item in value]
    # huggingface: {model: a/b, dataset: a/c}
    texts = ((kind, as_text(text)) for kind, text in value.items())
    return [f"{kind.strip().lower().rstrip('s')}s/{text}" if "/" in text else text for kind, text in texts]


def _note_identifier(text: str, entry: Entry, field: str, name: str, example: str) -> None:
    is_number = name in {"ISBN", "ISSN"}
    if is_number and entry.file.foreign:
        return  # files of databases are full of them, and no link depends on them
    kind = name if is_number else f"{name} identifier"
    article = "an" if is_number or name[0] in "AO" else "a"
    shown = "kept as it is" if is_number else "shown without a link"
    hint = f"{article.capitalize()} {kind} looks like {example}"
    hint += "; its last character is a checksum." if is_number else "."
    if _NUMBER.fullmatch(text) and "." in text:
        hint += " A program may have made a number of it: put it in quotes."
    entry.note_field(field, Code.TYPE, f"'{text}' is not {article} {kind}; it is {shown}.", hint)


ISBNS = _several(find_isbn, "ISBN", "978-3-16-148410-0", _BREAKS_OF_ISBNS)
ISSNS = _several(find_issn, "ISSN", "0378-5955", _BREAKS_OF_ISSNS)


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


CITATIONS_PARTS = Fields(
    "citations",
    {
        "count": Field(TEXT, "How many.", ("number",)),
        "date": Field(TEXT, "When they were counted.", ("as_of", "on")),
        "source": Field(TEXT, "Who counted.", ("from",)),
    },
)


def _read_citations(value: Written, entry: Entry, field: str) -> Citations | None:
    parts = (
        entry.parts(value, CITATIONS_PARTS)
        if isinstance(value, RawMapping)
        else {"count": as_text(value).strip()}
    )
    written = parts.get("count", "")
    number = re.sub(r"(?<=\d)[,_\s'’.](?=\d{3}(?:\D|$))", "", written).removesuffix(".0")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        message = f"'{written or as_text(value)}' is no number of citations; it is left out."
        entry.note_field(field, Code.TYPE, message, f"Write  {entry.remedy('citations', '1234')}")
        return None
    date = read_date(parts["date"]) if parts.get("date") else None
    if date is not None and (date.date is None or date.fault):
        message = f"'{parts['date']}' is no date of a count; it is left out."
        entry.note_field(field, Code.DATE, message, entry.file.notation.date)
    when = date.date if date is not None and not date.fault else None
    return Citations(int(number), when, parts.get("source", ""))


CITATIONS = ValueType[Citations | None](
    _read_citations,
    None,
    {"anyOf": [{"type": ["integer", "string", "null"]}, CITATIONS_PARTS.shape()]},
    alike=True,
)
"""How often a work is cited: a number, or a mapping with ``count``, ``date`` and ``source``."""
