"""The sections of a CV: records of which kind the entries below a title are, and such an entry as a record of ours.

Whoever writes a CV chooses the titles, and for each section one of a few shapes of entries: mappings, texts, a label with
details. So the title says what an entry is, and what it holds says only where it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.data.records import (
    Award,
    Dataset,
    Education,
    EventItem,
    Grant,
    MediaItem,
    Membership,
    Position,
    Project,
    Publication,
    Record,
    Service,
    Software,
    Supervision,
    Talk,
    Teaching,
)
from sphinx_academic.data.records.grouped_works import kind_of_heading
from sphinx_academic.data.values.addresses import doi_url
from sphinx_academic.data.values.names import AUTHORS
from sphinx_academic.formats.filling import Transcription, add_entry, section, span_of
from sphinx_academic.formats.text import words

_TITLES: tuple[tuple[type[Record], frozenset[str]], ...] = (
    (Supervision, words("supervision supervised mentoring mentorship advising advisees mentees betreuung")),
    (Teaching, words("teaching taught lehre lehrerfahrung enseignement docencia")),
    (Talk, words("talk talks presentation presentations lectures keynotes vorträge conférences ponencias")),
    (
        Service,
        words(
            """
            service services reviewing reviewer refereeing committees committee editorial volunteer volunteering outreach
            ehrenamt gutachten
            """
        ),
    ),
    (
        Award,
        words(
            """
            award awards honor honors honour honours prize prizes scholarship scholarships distinctions achievements
            auszeichnungen preise stipendien prix distinction premios
            """
        ),
    ),
    (Grant, words("grant grants funding fellowship fellowships drittmittel förderung financements")),
    (Membership, words("membership memberships affiliations societies mitgliedschaften")),
    (MediaItem, words("media press interviews medien presse")),
    (Education, words("education degrees studies ausbildung studium formation educación")),
    (
        Position,
        words(
            """
            experience experiences employment work position positions appointment appointments jobs internships career
            berufserfahrung anstellungen expérience expériences experiencia
            """
        ),
    ),
    (Software, words("software packages")),
    (Dataset, words("dataset datasets")),
    (Project, words("project projects projekte projets proyectos")),
    (EventItem, words("events")),
)
"""The words of titles; the first row counts of which a title has one (*Teaching experience* is no employment)."""

WHAT_AND_WHERE: dict[type[Record], tuple[str, str]] = {
    Award: ("title", "organisation"), Education: ("degree", "institution"), EventItem: ("title", "organisation"),
    Grant: ("title", "funder"), MediaItem: ("title", "organisation"), Membership: ("title", "organisation"),
    Position: ("title", "institution"), Project: ("title", "funder"), Service: ("title", "organisation"),
    Supervision: ("name", "institution"), Talk: ("title", "event"), Teaching: ("title", "institution"),
    Software: ("title", ""), Dataset: ("title", ""),
}  # fmt: skip
"""What a record is called, and where it was or who gave it, by the names of its fields."""

_DETAILS_SAY_WHERE = (Service, Membership)
"""Kinds for which what stands behind a label is a list of places: *Reviewer: ICML, NeurIPS*."""
_HAVE_NAMES = (Software, Dataset, Publication)
"""Kinds of which a text or a label is none: *Software: Python, LaTeX* is a skill."""
MAX_TITLE = 400
"""Characters of a text that may be what an entry is called; a longer one is prose."""

_ONE = r"(?:19|20)\d\d"
_DATES = rf"(?P<date>{_ONE}(?: ?[-–—] ?(?:{_ONE}|present|now)|(?:(?:, | and | & ){_ONE}){{1,20}})?)"
_BEFORE = re.compile(rf"{_DATES}(?::|,|\.| [-–—]) (?P<text>\S.*)", re.S)
_BEHIND = re.compile(rf"(?P<text>.*?[^\s,(]),? ?(?:, | \(|\(| [-–—] ){_DATES}\)?\.?", re.S)
_RANGE = re.compile(
    r"(?<!\s)\s+(?:[-–—]|to|until|till|bis)\s+|(?<=\d)\s*[–—-]\s*(?=\d{4}|\d\d?/\d{4}|present|now|today|ongoing)",
    re.I,
)
_SINCE = re.compile(r"(?i)(?:since|from|seit|depuis|desde) (?P<since>.+)|(?P<open>.*\d) ?[-–—]")


def kind_of_title(title: str) -> type[Record] | None:
    """The kind of record that the entries below a title are; None where it says nothing of a kind of ours."""
    said = re.findall(r"[^\W\d_]+", re.sub(r"<[^<>]*>|&\w+;", " ", title.casefold()))
    if kind_of_heading(title) not in (None, "talk"):
        return Publication
    return next((kind for kind, known in _TITLES if not known.isdisjoint(said)), None)


def kind_of_entry(item: RawValue) -> type[Record] | None:
    """The kind of record that an entry must be by what it holds, whatever the title above it is."""
    if not isinstance(item, RawMapping):
        return None
    if {"company", "position"} <= item.keys():
        return Position
    if "institution" in item and not item.keys().isdisjoint(("area", "degree", "studyType")):
        return Education
    return Publication if {"authors", "title"} <= item.keys() else None


def put_section(made: RawMapping, title: str, items: RawValue, prefix: str) -> RawValue:
    """Add the entries below a title to the lists of their kinds; what is none of a kind of ours comes back."""
    if not isinstance(items, RawList):
        return items
    left = RawList(items.line, items.column)
    titled = kind_of_title(title)
    for item, (line, column) in zip(items, items.places, strict=True):
        kind = titled or kind_of_entry(item)
        if titled is Position and kind_of_entry(item) is Education:
            kind = Education  # below "Education and experience" one stands beside the other
        records = [*_records(item, (line, column), kind, title, prefix)] if kind else []
        for record in records:
            add_entry(section(made, kind.lists[0] if kind else "", line, column), record)
        if not records and item is not None:
            left.append(item)
            left.places.append((line, column))
    return left


def _records(
    item: RawValue, place: tuple[int, int], kind: type[Record], title: str, prefix: str
) -> Iterator[RawMapping]:
    """The records that an entry is: several where it names several roles, or lists what was given in one year."""
    if isinstance(item, str):
        if kind not in _HAVE_NAMES and item.strip() and len(item) <= MAX_TITLE:
            yield record_of_text(item, place, kind)
        return
    if not isinstance(item, RawMapping):
        return
    text = next((item[key] for key in ("bullet", "number", "reversed_number") if item.get(key)), None)
    roles = next((key for key in ("positions", "roles") if _mappings(item.get(key))), "")
    if isinstance(text, str):
        yield from _records(text, place, kind, title, prefix)
    elif roles:
        for role in _mappings(item[roles]):
            yield from _records(_with_what_is_shared(role, item, roles), place, kind, title, prefix)
    elif isinstance(listed := item.get("items"), RawList):
        yield from _listed(item, listed, kind)
    elif kind is Publication:
        if not item.keys().isdisjoint(("authors", "doi", "journal")):
            yield _work(Transcription(item), title, prefix)
    elif kind is Education:
        yield _study(Transcription(item, kind), prefix)
    elif not (kind in _HAVE_NAMES and item.keys().isdisjoint(("name", "title"))):
        yield _entry(Transcription(item, kind), prefix)


def _mappings(value: RawValue) -> list[RawMapping]:
    return [each for each in value if isinstance(each, RawMapping)] if isinstance(value, RawList) else []


def _with_what_is_shared(role: RawMapping, item: RawMapping, roles: str) -> RawMapping:
    """One of several roles at one employer, with what is said of them all."""
    made = RawMapping(role.line, role.column)
    for source in (role, item):
        for key, value in source.items():
            if key != roles and key not in made:
                made[key], made.places[key] = value, span_of(source, key)
    return made


def _listed(item: RawMapping, listed: RawList, kind: type[Record]) -> Iterator[RawMapping]:
    """The entries of a list below a date (``year: 2021``) or a word for them all (``title: Reviewer``)."""
    above = Transcription(item, kind)
    heading = above.text("title", "label", "name")
    what, where = WHAT_AND_WHERE.get(kind, ("title", ""))
    for text, place in zip(listed, listed.places, strict=True):
        if not isinstance(text, str) or not text.strip() or kind in _HAVE_NAMES or len(text) > MAX_TITLE:
            continue
        record = record_of_text(text, place, kind)
        if heading and is_date(heading):
            put_period(record, heading, above.span("title", "label", "name"))
        elif heading and kind in _DETAILS_SAY_WHERE:
            record[where], record.places[where] = record[what], record.places[what]
            record[what], record.places[what] = heading, above.span("title", "label", "name")
        elif heading and where:
            record[where], record.places[where] = heading, above.span("title", "label", "name")
        put_period(record, above.text("year", "date"), above.span("year", "date"))
        yield record


def record_of_text(text: str, place: tuple[int, int], kind: type[Record]) -> RawMapping:
    """A record of which a text says all: *Best paper, ICML, 2021* is called *Best paper, ICML* and was in 2021."""
    made, span = RawMapping(*place), (*place, *place)
    plain = " ".join(text.split())
    match = _BEFORE.fullmatch(plain) or _BEHIND.fullmatch(plain)
    what = WHAT_AND_WHERE.get(kind, ("title", ""))[0]
    made[what], made.places[what] = match["text"].strip() if match else plain, span
    put_period(made, match["date"] if match else "", span)
    return made


def is_date(text: str) -> bool:
    """Whether a text is a year or a range of years."""
    return re.fullmatch(_DATES, text.strip()) is not None


def put_period(made: RawMapping, text: str, span: tuple[int, int, int, int], alone: str = "date") -> None:
    """Set start and end from ``2019 - 2023`` or ``since 2019``; one date is ``alone``."""
    text = text.strip()
    if not text or not made.keys().isdisjoint(("start", "end", "date")):
        return
    start, *ends = _RANGE.split(text, maxsplit=1)
    if since := _SINCE.fullmatch(text):
        found = {"start": since["since"] or since["open"]}
    elif start and ends and ends[0]:
        found = {"start": start, "end": ends[0]}
    else:
        found = {alone: text}
    for field, value in found.items():
        made[field], made.places[field] = value.strip(), span


def _entry(made: Transcription, prefix: str) -> RawMapping:
    """An entry of RenderCV or al-folio of any shape."""
    what, where = WHAT_AND_WHERE[made.kind]
    label, details = made.text("label"), made.text("details")
    if label and details and is_date(label):
        made.put(what, details, "details")
        put_period(made.entry, label, made.span("label"))
    else:
        made.put(what, label, "label")
        in_details = where if made.kind in _DETAILS_SAY_WHERE else _text_of(made.kind)
        made.put(in_details, details, "details")
    made.take(f"{what}: title name position", str)
    if where:
        made.take(f"{where}: company institution organization organisation journal event", str)
    people = made.kind.fields.of_type(AUTHORS)
    if people:
        made.take(f"{people[0]}: authors")
    made.take("place: location; url: url link", str)
    if "doi" in made.kind.fields:
        made.take("doi: doi", str)
    elif doi := made.text("doi"):
        made.link("DOI", doi_url(doi), "doi")
    _put_dates(made)
    text = _text_of(made.kind)
    # What files of ours have that RenderCV has no place for.
    made.take_what_is_called_so("summary", "description", "highlights", "details")
    said = () if made.says_again("summary", text) else ("summary",)
    made.put_lines(text, *said, "description", "highlights")
    return made.finished(prefix, *({"summary"} - {*said}))


def _text_of(kind: type[Record]) -> str:
    return "description" if "description" in kind.fields else "note"


def _put_dates(made: Transcription, alone: str = "date") -> None:
    """RenderCV's start and end, or the date that counts before both; al-folio's year."""
    date = made.text("date", "year")
    if date:
        put_period(made.entry, date, made.span("date", "year"), alone)
    made.take("start: start_date; end: end_date", str)


def _study(made: Transcription, prefix: str) -> RawMapping:
    made.put("degree", ", ".join(filter(None, (made.text("degree"), made.text("area")))), "area")
    made.take(
        "degree: title name label; institution: institution company university; place: location; url: url link",
        str,
    )
    made.take("advisor: advisor; links: links")
    _put_dates(made, "end")
    called_by_title(made)
    said = () if made.says_again("summary", "note") else ("summary",)
    made.put_lines("note", *said, "description", "highlights", "details")
    return made.finished(prefix, *({"summary"} - {*said}))


def called_by_title(made: Transcription) -> None:
    """Let what was earned nowhere that is named be called by its title: a degree alone says too little."""
    if "institution" not in made.entry and "degree" in made.entry:
        made.entry["title"] = made.entry.pop("degree")
        made.entry.places["title"] = made.entry.places.pop("degree")


def _work(made: Transcription, title: str, prefix: str) -> RawMapping:
    made.take(
        "title: title; authors: authors; venue: journal; doi: doi; url: url; date: date year; abstract: summary; "
        "volume: volume; number: number; pages: pages; status: status"
    )
    made.put("type", kind_of_heading(title) or "", (made.source.line, made.source.column) * 2)
    return made.finished(prefix)
