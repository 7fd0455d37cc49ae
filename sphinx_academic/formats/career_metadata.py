"""What a page tells machines of a career, kind by kind, in the vocabulary of schema.org (30.0) as JSON-LD 1.1.

Much of a career are relations of a person: a position, a membership, a degree. schema.org says these with a ``Role`` that stands
between the person and the other end, and repeats the property that leads to it (https://blog.schema.org/2014/06/16/introducing-role/).
Here the role is what an entry of a list is about, so that the person's end of it is said in reverse (JSON-LD 1.1, 4.8).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sphinx_academic.data.records import (
    Award,
    Dataset,
    Education,
    EventItem,
    Grant,
    MediaItem,
    Membership,
    Opening,
    Person,
    Position,
    Project,
    Record,
    Service,
    Software,
    Supervision,
    Talk,
    Teaching,
    TimedRecord,
)
from sphinx_academic.data.values.addresses import doi_url
from sphinx_academic.data.values.amounts import read_amount
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.names import Author, AuthorList
from sphinx_academic.formats.scholarly_metadata import Document, license_of, named, people_of, said


def _nothing(_text: str) -> str:
    return ""


class Around(NamedTuple):
    """What records of a page have in common: how a text is plain, where a link leads from anywhere (empty where nowhere), whose site
    it is (empty where nobody is named), where that person works, and what a project is a part of (empty where of none)."""

    plain: Callable[[str], str] = str
    address: Callable[[str], str] = _nothing
    owner: Document = {}  # noqa: RUF012  # which nobody changes
    employer: str = ""
    whole_of: Callable[[Project], str] = lambda _project: ""


Writer = Callable[[Any, Around], Document]


def career_document(record: Record, around: Around, address: str) -> Document:
    """A record that stands at an address, which it is known by; empty where schema.org has nothing that it would be, or where what
    such a thing cannot do without is not known."""
    write: Writer = WRITERS.get(record.kind, _own_kind)
    document = write(record, around) if is_told(record) else {}
    if not document:
        return {}
    kind = document.pop("@type")
    return said(**{"@type": kind, "@id": address}, **document)


def is_told(record: Record) -> bool:
    """Whether schema.org has a word for what a record is."""
    return record.kind in WRITERS or bool(isinstance(record, TimedRecord) and record.schema_type)


def honours_document(awards: Iterable[Award], around: Around) -> Document:
    """The awards of the owner of the site: schema.org knows an award as words about somebody, and as nothing else."""
    honours = [
        ", ".join(filter(None, (around.plain(each.title), around.plain(each.organisation), _year(each))))
        for each in awards
        if each.title
    ]
    return said(**around.owner, award=honours) if around.owner and honours else {}


# Dates, places, people


def _day(date: PartialDate | None) -> str:
    return date.iso if date is not None and date.year > 0 else ""


def _year(record: TimedRecord) -> str:
    return _day(record.when)[:4]


def _from_and_to(record: TimedRecord) -> Document:
    """When it began and ended, as far as it has."""
    end = record.ended if record.end is not None or (record.date and record.date.end) else None
    return said(startDate=_day(record.began), endDate=_day(end))


def _organization(name: str, around: Around, kind: str = "Organization", **more: object) -> Document:
    return named(kind, around.plain(name), **more)


def _owner(around: Around) -> list[Document]:
    return [around.owner] if around.owner else []


def _people(people: AuthorList, around: Around) -> list[Document]:
    if people.written:
        people = AuthorList((Author(around.plain(people.written)),))
    return people_of(people)


def _page(record: TimedRecord, around: Around) -> str:
    return around.address(record.url) if record.url else ""


def _link(record: TimedRecord, around: Around, names: re.Pattern[str]) -> str:
    """The address of the first link with such a name."""
    found = (around.address(link.url) for link in record.links if link.url and names.match(link.name))
    return next(filter(None, found), "")


_ONLINE = re.compile(r"(?i)\b(?:online|virtual(?:ly)?|zoom|webinar|teams)\b")


def _where(record: TimedRecord, around: Around) -> Document:
    """The place of an event, or that it was none."""
    place = around.plain(record.place)
    if not place:
        return {}
    if _ONLINE.search(place):
        location = named("VirtualLocation", place, url=_page(record, around))
        return {"location": location, "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode"}
    return {"location": named("Place", place, address=place)}


def _role(
    kind: str, name: str, to: str, other_end: Document, record: TimedRecord, around: Around
) -> Document:
    """A role that the owner of the site has at an organisation."""
    if not other_end:
        return {}
    return said(
        **{"@type": kind},
        roleName=around.plain(name),
        **_from_and_to(record),
        **{to: other_end},
        url=_page(record, around),
        **({"@reverse": {to: around.owner}} if around.owner else {}),
    )


# The kinds


def _own_kind(record: TimedRecord, around: Around) -> Document:
    """A record of a kind that data declare: what may be said of everything, and of a work or an event what these have."""
    kind = record.schema_type
    more: Document = {}
    if kind in _WORKS:
        people = (person for _name, authors in record.author_lists() for person in _people(authors, around))
        more = {"datePublished": _day(record.when), "author": [*people]}
    elif kind == "Event":
        more = {**_from_and_to(record), **_where(record, around)}
    about = {"description": around.plain(record.note), "url": _page(record, around)}
    return named(kind, around.plain(record.called), **more, **about)


_WORKS = frozenset(("CreativeWork", "Article", "Book", "Dataset", "SoftwareSourceCode", "VisualArtwork"))
"""Types that have a date of publication and authors."""


def _position(position: Position, around: Around) -> Document:
    department = _organization(position.department, around)
    place = _organization(position.institution or position.department, around)
    if position.institution:
        place = said(**place, department=department)
    return _role("EmployeeRole", position.title, "worksFor", place, position, around)


def _education(education: Education, around: Around) -> Document:
    place = _organization(education.institution, around, "EducationalOrganization")
    to = "affiliation" if education.goes_on else "alumniOf"
    return _role("OrganizationRole", education.degree or education.title, to, place, education, around)


def _service(service: Service, around: Around) -> Document:
    place = _organization(service.organisation, around)
    return _role("OrganizationRole", service.title, "affiliation", place, service, around)


def _membership(membership: Membership, around: Around) -> Document:
    place = _organization(membership.organisation, around)
    return _role("OrganizationRole", membership.title, "memberOf", place, membership, around)


def _supervision(supervision: Supervision, around: Around) -> Document:
    """A thesis to which the owner contributed as a supervisor; else the person, with what for and where."""
    place, degree = _organization(supervision.institution, around), around.plain(supervision.degree)
    student = named("Person", around.plain(supervision.name))
    if not supervision.thesis:
        if not student or not place:
            return student
        role = {
            "@type": "OrganizationRole",
            "roleName": degree,
            **_from_and_to(supervision),
            "affiliation": place,
        }
        return {**student, "affiliation": said(**role)}
    part = around.plain(supervision.role) or "supervisor"
    supervisors = [
        said(**{"@type": "Role"}, roleName=name, contributor=person)
        for name, person in (
            *((part, each) for each in _owner(around)),
            *(("supervisor", each) for each in _people(supervision.supervisors, around)),
        )
    ]
    return named(
        "Thesis",
        around.plain(supervision.thesis),
        author=student,
        inSupportOf=degree,
        sourceOrganization=place,
        contributor=supervisors,
        url=_page(supervision, around),
    )


_SLIDES = re.compile(r"(?i)(?:slides?|presentation|poster|handout|folien)\b")
_RECORDING = re.compile(r"(?i)(?:video|recording|youtube|watch|vimeo)\b")


def _talk(talk: Talk, around: Around) -> Document:
    speakers = _people(talk.speakers, around) or _owner(around)
    title = around.plain(talk.title)
    slides, recording = _link(talk, around, _SLIDES), _link(talk, around, _RECORDING)
    return named(
        "Event",
        title,
        additionalType=around.plain(talk.type),
        **_from_and_to(talk),
        **_where(talk, around),
        performer=speakers,
        organizer=_organization(talk.institution, around),
        superEvent=named("Event", around.plain(talk.event)),
        workFeatured=named("PresentationDigitalDocument", title, url=slides, author=speakers)
        if slides
        else {},
        recordedIn=named("VideoObject", title, url=recording) if recording else {},
        url=_page(talk, around),
    )


def _event(event: EventItem, around: Around) -> Document:
    return named(
        "Event",
        around.plain(event.title),
        additionalType=around.plain(event.type),
        **_from_and_to(event),
        **_where(event, around),
        organizer=_organization(event.organisation, around),
        contributor=_people(event.people, around),
        description=around.plain(event.note),
        url=_page(event, around),
    )


def _teaching(course: Teaching, around: Around) -> Document:
    """A course, who taught it, and when."""
    role, teachers = around.plain(course.role), _people(course.people, around) or _owner(around)
    if role:
        teachers = [said(**{"@type": "Role"}, roleName=role, instructor=each) for each in teachers]
    held = said(**{"@type": "CourseInstance"}, **_from_and_to(course), instructor=teachers)
    return named(
        "Course",
        around.plain(course.title),
        courseCode=around.plain(course.code),
        educationalLevel=around.plain(course.level),
        provider=_organization(course.institution, around),
        description=around.plain(course.note),
        hasCourseInstance=held if len(held) > 1 else {},
        url=_page(course, around),
    )


def amount_document(written: str) -> Document:
    """An amount of money whose currency is certain: ``£1.2M``, ``EUR 250,000``, ``800.000 €``; a dollar alone may be of many countries."""
    amount = read_amount(written)
    if amount is None or not amount.is_certain:
        return {}
    value = int(amount.value) if amount.value == int(amount.value) else float(amount.value)
    return {"@type": "MonetaryAmount", "currency": amount.currency, "value": value}


def _grant(grant: Grant, around: Around) -> Document:
    amount = amount_document(grant.amount)
    return named(
        "MonetaryGrant" if amount else "Grant",
        around.plain(grant.title) or grant.number,
        identifier=grant.number,
        funder=_organization(grant.funder, around),
        amount=amount,
        fundedItem=[*_owner(around), *_people(grant.people, around)],
        description=around.plain(grant.note),
        url=_page(grant, around),
    )


_MEDIA = (
    (re.compile(r"(?i)podcast"), "PodcastEpisode"),
    (re.compile(r"(?i)video|television|\btv\b|film"), "VideoObject"),
    (re.compile(r"(?i)radio|audio|broadcast"), "AudioObject"),
    (re.compile(r"(?i)article|press|news|feature|interview|^$|report|magazine"), "NewsArticle"),
)
"""What is said of an item, and what schema.org calls that; the first that fits counts."""


def _media(item: MediaItem, around: Around) -> Document:
    written = around.plain(item.type)
    kind = next((name for sign, name in _MEDIA if sign.search(written)), "CreativeWork")
    title = around.plain(item.title)
    return named(
        kind,
        title,
        headline=title if kind == "NewsArticle" else "",
        genre=written,
        datePublished=_day(item.when),
        author=_people(item.people, around),
        publisher=_organization(item.organisation, around),
        description=around.plain(item.note),
        url=_page(item, around),
    )


def _opening(opening: Opening, around: Around) -> Document:
    """A posting; search engines refuse one without title, day of posting or who is hiring, so that none is made then."""
    place = _organization(opening.institution or around.employer, around)
    posted = _day(opening.date)
    if not (opening.title and place and posted):
        return {}
    until = opening.deadline.date if opening.deadline is not None else None
    where = around.plain(opening.place)
    pay = amount_document(opening.salary)
    return said(
        **{"@type": "JobPosting"},
        title=around.plain(opening.title),
        datePosted=posted,
        validThrough=_day(until),
        hiringOrganization=place,
        employmentType=around.plain(opening.type),
        jobStartDate=_day(opening.start.date if opening.start else None),
        jobLocation=named("Place", where, address=where) if where and not _ONLINE.search(where) else {},
        jobLocationType="TELECOMMUTE" if _ONLINE.search(where) else "",
        baseSalary=pay,
        description=around.plain(opening.note) or around.plain(opening.title),
        url=_page(opening, around),
    )


def _project(project: Project, around: Around) -> Document:
    page = _page(project, around)
    return named(
        "ResearchProject",
        around.plain(project.title),
        description=around.plain(project.subtitle) or around.plain(project.description),
        foundingDate=_day(project.began),
        dissolutionDate=_day(project.ended if project.end is not None else None),
        member=_people(project.people, around),
        funder=_organization(project.funder, around),
        parentOrganization=_organization(around.whole_of(project), around, "ResearchProject"),
        keywords=list(project.tags),
        sameAs=page,
    )


_REPOSITORY = re.compile(r"(?i)(?:code|repository|source(?: code)?|github|gitlab|codeberg|bitbucket)\b")
_HOSTS = re.compile(r"https?://(?:www\.)?(?:github\.com|gitlab\.[\w.]+|codeberg\.org|bitbucket\.org)/")


def _count(number: str, action: str) -> Iterator[Document]:
    digits = re.sub(r"[,.'’\s]", "", number)
    if digits.isascii() and digits.isdigit():
        yield {
            "@type": "InteractionCounter",
            "interactionType": {"@type": action},
            "userInteractionCount": int(digits),
        }


def _released(kind: str, record: Software | Dataset, around: Around, **own: object) -> Document:
    page = _page(record, around)
    doi = {"@type": "PropertyValue", "propertyID": "DOI", "value": record.doi} if doi_url(record.doi) else {}
    return named(
        kind,
        around.plain(record.title),
        description=around.plain(record.description) or around.plain(record.note),
        author=_people(record.people, around) or _owner(around),
        datePublished=_day(record.when),
        version=record.version,
        license=license_of(record.license),
        identifier=doi,
        keywords=list(record.tags),
        interactionStatistic=[
            *_count(record.stars, "LikeAction"),
            *_count(record.downloads, "DownloadAction"),
        ],
        url=page,
        sameAs=doi_url(record.doi),
        **own,
    )


def _software(software: Software, around: Around) -> Document:
    page = _page(software, around)
    repository = _link(software, around, _REPOSITORY) or (page if _HOSTS.match(page) else "")
    return _released(
        "SoftwareSourceCode",
        software,
        around,
        codeRepository=repository,
        programmingLanguage=list(software.languages),
    )


def _dataset(dataset: Dataset, around: Around) -> Document:
    return _released("Dataset", dataset, around, size=dataset.size)


def _person(person: Person, around: Around) -> Document:
    links = (around.address(link.url) for _field, link in person.addresses() if link.url)
    page = around.address(person.url) if person.url else ""
    orcid = f"https://orcid.org/{person.orcid}" if person.orcid else ""
    same = (orcid, *links)
    return named(
        "Person",
        person.name,
        alternateName=list(person.aliases),
        pronouns=person.pronouns,
        jobTitle="" if person.alumnus else around.plain(person.role),
        affiliation=_organization(person.affiliation, around),
        description=around.plain(person.line),
        knowsAbout=list(person.tags),
        url=page,
        sameAs=list(dict.fromkeys(each for each in same if each.startswith("http") and each != page)),
    )


WRITERS: Mapping[str, Writer] = {
    Position.kind: _position,
    Education.kind: _education,
    Service.kind: _service,
    Membership.kind: _membership,
    Supervision.kind: _supervision,
    Talk.kind: _talk,
    EventItem.kind: _event,
    Teaching.kind: _teaching,
    Grant.kind: _grant,
    MediaItem.kind: _media,
    Opening.kind: _opening,
    Project.kind: _project,
    Software.kind: _software,
    Dataset.kind: _dataset,
    Person.kind: _person,
}
"""What writes a record of each kind; awards are words about somebody (:func:`honours_document`)."""
