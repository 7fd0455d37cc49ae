"""The names, dates and notes of CSL-JSON in all their forms (csl-data.json 1.0.2: name-variable, date-variable)."""

from __future__ import annotations

import re

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.formats.edtf import date_of, interval, read_edtf, with_season
from sphinx_academic.formats.filling import add, mapping_at, span_of, words

_EXTRA_LINE = re.compile(r"(tex\.[\w.+-]+|[A-Za-z][A-Za-z0-9 _.-]{0,40}?)[ \t]*:[ \t]*(\S.*)")
_OLD_EXTRA = re.compile(r"\{:([\w -]+):([^{}]*)\}")
_KNOWN_LINES = words(
    """
    arxiv doi url pmid pmcid isbn issn mag bibcode zbl mr scopus wos eid oclc lccn hal-id version status genre medium
    original-date original-title original-author original-publisher original-publisher-place submitted accessed issued
    event-date event-place event-title available-date publisher-place collection-title collection-number number-of-pages
    license rights references dimensions scale section container-title-short title-short language archive archive_location
    """
)


def read_csl_names(item: RawMapping, key: str) -> RawList | None:
    """People as a list of mappings with ``family``, ``given`` and their kin."""
    value = item.get(key)
    span = span_of(item, key)
    if isinstance(value, RawMapping):
        holder = RawList(span[2], span[3])
        add(holder, value, span[2], span[3])
        value = holder
    if isinstance(value, str):
        people = RawList(span[2], span[3])
        for name in re.split(r";|(?<!\s)\s+and\s+", value.strip()):
            if name.strip():
                add(people, _from_text(name, span[2], span[3]), span[2], span[3])
        return people
    if not isinstance(value, RawList):
        return None
    people = RawList(value.line, value.column)
    for index, name in enumerate(value):
        line, column = value.places[index]
        if isinstance(name, str):
            add(people, _from_text(name, line, column), line, column)
        elif isinstance(name, RawMapping):
            person = _person(name)
            if person:
                add(people, person, line, column)
    return people


def _from_text(name: str, line: int, column: int) -> RawMapping | str:
    if name.strip().lower().rstrip(".") in {"et al", "others"}:
        return "et al."
    family, comma, given = name.partition(",")
    if comma and "," not in given:
        return mapping_at(line, column, {"family": family.strip(), "given": given.strip()})
    return mapping_at(line, column, {"literal": name.strip()})


def _person(name: RawMapping) -> RawMapping | str | None:
    parts = {key: value.strip() for key, value in name.items() if isinstance(value, str) and value.strip()}
    literal = parts.get("literal") or parts.get("name", "")
    if literal.lower().rstrip(".") in {"et al", "others"}:
        return "et al."
    # The particles belong to the name as it is written: "Ludwig van Beethoven", "Jean de La Fontaine".
    family = " ".join(filter(None, (parts.get("non-dropping-particle"), parts.get("family"))))
    given = parts.get("given", "")
    dropping = parts.get("dropping-particle", "")
    if dropping:
        family = dropping + ("" if dropping.endswith(("'", "’", "-")) else " ") + family
    # A family name that is the whole name is an organisation's; one word alone is that of a person (Plato).
    alone = family.isalpha() and not given
    made = mapping_at(
        name.line,
        name.column,
        {
            "name": family if alone else "",
            "family": family if not alone else "",
            "given": given,
            "suffix": parts.get("suffix"),
            "literal": literal if not family and not given else "",
            "orcid": _orcid(parts.get("ORCID") or parts.get("orcid", "")),
        },
    )
    for key in ("family", "given", "literal", "suffix"):
        if key in made and key in name.places:
            made.places[key] = name.places[key]
    return made or None


def _orcid(text: str) -> str:
    return text.rstrip("/").rsplit("/", 1)[-1]


def written_names(value: RawValue) -> str:
    """People as one text, for editors: ``Ada Example, Grace Sample Jr.``"""
    holder = RawMapping(1, 1)
    holder["names"] = value
    names = []
    for person in read_csl_names(holder, "names") or ():
        if isinstance(person, RawMapping):
            name = " ".join(
                str(person[key]) for key in ("name", "given", "family", "literal", "suffix") if key in person
            )
            names.append(name)
        elif isinstance(person, str):
            names.append(person)
    return ", ".join(names)


def read_csl_date(value: RawValue) -> str:
    """A date as our data files write it; a text where the date is in words."""
    if isinstance(value, str):
        return read_edtf(value)
    if isinstance(value, RawList):  # Zotero's old export: [["2020", "5"]]
        wrapped = RawMapping(value.line, value.column)
        wrapped["date-parts"] = value
        value = wrapped
    if not isinstance(value, RawMapping):
        return ""
    date = _from_parts(value.get("date-parts"))
    for name in ("edtf", "literal", "raw", "date-time", "year"):
        text = value.get(name)
        if not date and isinstance(text, str):
            date = read_edtf(text)
    season = value.get("season")
    if date and isinstance(season, str) and re.fullmatch(r"\d{4}", date):
        date = with_season(date, season)
    circa = value.get("circa")
    if date and isinstance(circa, str) and circa.strip().lower() not in {"", "0", "false"}:
        date = f"c. {date}"
    return date


def _from_parts(value: RawValue) -> str:
    if not isinstance(value, RawList):
        return ""
    if value and not isinstance(value[0], RawList):  # [2020, 5] without the outer list
        return _one_date(value)
    dates = [_one_date(parts) for parts in value[:2] if isinstance(parts, RawList)]
    if not dates:
        return ""
    if len(dates) > 1 and not dates[1] and isinstance(value[1], RawList) and "0" in value[1]:
        return interval(dates[0], "present")  # CSL's open range ends in [0]
    return interval(dates[0], dates[1] if len(dates) > 1 else "")


def _one_date(parts: RawList) -> str:
    numbers = [part.strip() if isinstance(part, str) else "" for part in parts[:3]]
    if not numbers or numbers[0] in {"", "0"}:
        return ""
    return date_of(*numbers)


def read_extra_lines(note: str) -> tuple[str, list[tuple[str, str]]]:
    """A note without its lines ``name: value``, and those lines.

    They are of Zotero's "Extra" field (``arXiv: 2308.05734``, ``PMID: 123``), of Better BibTeX (``tex.award: …``) and of
    citeproc-js's old form ``{:original-date: 1920}``. A line with any other name belongs to the note.
    """
    if ":" not in note:
        return note, []
    found = [(match[1].strip(), match[2].strip()) for match in _OLD_EXTRA.finditer(note)]
    note = _OLD_EXTRA.sub("", note)
    left = []
    for line in note.split("\n"):
        match = _EXTRA_LINE.fullmatch(line.strip(" \t"))
        if match:
            name = match[1].strip()
            plain = name.lower().replace(" ", "-")
            if name.lower().startswith("tex.") or plain in _KNOWN_LINES or plain == "citation-key":
                found.append((name, match[2]))
                continue
        left.append(line)
    return "\n".join(left).strip(), found
