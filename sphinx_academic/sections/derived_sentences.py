"""News that nobody wrote, in sentences: what happened to a record, with a sign for it and a link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from sphinx_academic.content.fragments import Fragments, filled, joined
from sphinx_academic.data.records import (
    Award,
    Competition,
    Opening,
    Person,
    Project,
    Publication,
    Record,
    Supervision,
    TimedRecord,
)
from sphinx_academic.data.records.derived_news import DerivedNews
from sphinx_academic.data.records.occasions import JOINED, LEFT
from sphinx_academic.sections import description as shared
from sphinx_academic.sections.description import Description, Signs, _, labelled, within
from sphinx_academic.sections.language_words import TYPE_WORDS

_AWARD, _PLACING, _OF_ONES_OWN = "🏆", "🏁", "🔹"


class _Words(NamedTuple):
    """How a kind is told: its sign, the sentence, the fields of which the first that is written stands for ``{title}``, and those that
    follow, one of them in italics."""

    sign: str
    sentence: Callable[[], str]
    title: tuple[str, ...] = ("title",)
    beside: tuple[str, ...] = ()
    italic: str = ""


_WORDS: Mapping[str, _Words] = {
    "award": _Words(_AWARD, lambda: _("Award: {title}"), beside=("organisation",)),
    "talks": _Words("🎤", lambda: _("Talk: {title}"), beside=("event", "place"), italic="event"),
    "events": _Words("📅", lambda: _("Event: {title}"), beside=("organisation", "place")),
    "openings": _Words("📢", lambda: _("Open position: {title}"), beside=("institution", "place")),
    "media": _Words("📰", lambda: _("In the media: {title}"), ("title", "organisation"), ("organisation",), "organisation"),
    "grants": _Words("💰", lambda: _("New grant: {title}"), ("title", "number", "funder"), ("funder",)),
    "projects": _Words("🚀", lambda: _("New project: {title}"), beside=("subtitle",)),
    "software": _Words("💾", lambda: _("New software: {title}")),
    "datasets": _Words("💾", lambda: _("New dataset: {title}")),
    "positions": _Words("💼", lambda: _("New position: {title}"), ("title", "institution"), ("department", "institution")),
    "education": _Words("🎓", lambda: _("Completed: {title}"), ("title", "degree", "institution"), ("degree", "institution")),
    "teaching": _Words("🏫", lambda: _("Teaching: {title}"), ("title", "code"), ("role", "institution")),
    "service": _Words("🤝", lambda: _("Service: {title}"), ("title", "organisation"), ("organisation",)),
    "memberships": _Words("🤝", lambda: _("Membership: {title}"), ("title", "organisation"), ("organisation",)),
}  # fmt: skip
"""What happened → its words."""


def sign_of(item: DerivedNews) -> str:
    """A sign for what has happened."""
    if item.happened == "publications" and isinstance(item.about, Publication):
        return TYPE_WORDS[item.about.kind_of_work]().sign
    signs = {"awards": _AWARD, "competitions": _PLACING, JOINED: "👋", LEFT: "👋", "supervision": "🎓"}
    if item.happened in signs:
        return signs[item.happened]
    return _WORDS[item.happened].sign if item.happened in _WORDS else _OF_ONES_OWN


def page_of(item: DerivedNews, description: Description) -> str:
    """The own page of what the news are of, empty where it has none."""
    about = item.about
    if isinstance(about, Publication):
        return description.page_of(about)
    if isinstance(about, Project):
        return description.project_page(about)
    if isinstance(about, Person):
        return description.person_page(about)
    return description.person_page(about.name) if isinstance(about, Supervision) else ""


def sentence(item: DerivedNews, description: Description) -> Fragments:
    """The news in a sentence."""
    about = item.about
    if isinstance(about, Publication):
        return _of_work(item, about, description)
    if isinstance(about, Competition):
        event = description.prose(about.event)
        title = description.prose(about.title)
        return joined((title, _linked(event, item, description) if event else ()), ", ")
    if isinstance(about, Person):
        return _of_person(item, about, description)
    if isinstance(about, Supervision):
        return _of_student(item, about, description)
    if item.happened in _WORDS:
        return _in_words(item, about, _WORDS[item.happened], description)
    # A kind that the site declares says itself what one of it is called.
    title = description.prose(about.called) or (_("Untitled"),)
    place = description.prose(about.place) if isinstance(about, TimedRecord) else ()
    return joined((labelled(_singular(about), _linked(title, item, description)), place), ", ")


def _of_work(item: DerivedNews, work: Publication, description: Description) -> Fragments:
    title = _linked(description.prose(work.title) or (_("Untitled"),), item, description)
    if item.occasion == "awards":
        return filled(_("{award} for {title}"), {"award": description.prose(work.award), "title": title})
    told = filled(TYPE_WORDS[work.kind_of_work]().news, {"title": title})
    return joined((told, within("emphasis", description.prose(work.venue))), ", ")


def _of_person(item: DerivedNews, person: Person, description: Description) -> Fragments:
    name = _linked((person.name,), item, description)
    if item.happened == JOINED:
        return joined((filled(_("{name} has joined"), {"name": name}), description.prose(person.role)), ", ")
    left = filled(_("{name} has left"), {"name": name})
    return joined((left, labelled(_("now"), description.prose(person.now))), "; ")


def _of_student(item: DerivedNews, student: Supervision, description: Description) -> Fragments:
    name = _linked((student.name,), item, description)
    thesis = within("emphasis", description.prose(student.thesis))
    what = joined((description.prose(student.degree), thesis), ", ")
    if not what:
        return filled(_("{name} has finished"), {"name": name})
    return filled(_("{name} has finished: {what}"), {"name": name, "what": what})


def _in_words(item: DerivedNews, about: Record, words: _Words, description: Description) -> Fragments:
    headed = next((name for name in words.title if getattr(about, name)), words.title[0])
    title = _linked(_text(about, headed, description) or (_("Untitled"),), item, description)
    told = filled(words.sentence(), {"title": title})
    if isinstance(about, Award) and (people := _honoured(about, description)):
        told = filled(_("{award} for {title}"), {"award": title, "title": people})
    beside: Iterable[Fragments] = (
        within("emphasis", said) if name == words.italic else said
        for name in words.beside
        if name != headed and (said := _text(about, name, description))
    )
    closes = about.deadline.date if isinstance(about, Opening) and about.deadline else None
    until = (_("apply by"), " ", *description.dated(closes)) if closes else ()
    return joined((told, *beside, until), ", ")


def _text(about: Record, name: str, description: Description) -> Fragments:
    written = str(getattr(about, name))
    return description.prose(written) if name in about.fields.prose else ((written,) if written else ())


def _honoured(award: Award, description: Description) -> Fragments:
    """Who was honoured, where that is not the owner of the site alone."""
    people = award.people.people
    if description.owner and len(people) == 1 and description.owner.mean(people[0]):
        return ()
    return shared.authors(award.people, Signs(()), description)


def _singular(about: Record) -> str:
    """What a record of a kind that the data declare is called."""
    declared = about.declaration if isinstance(about, TimedRecord) else None
    return declared.singular if declared else about.kind


def _linked(words: Fragments, item: DerivedNews, description: Description) -> Fragments:
    """Words that lead to the own page of what the news are of, else to the thing itself."""
    page = page_of(item, description)
    return shared.linked(words, page=page) if page else shared.linked(words, url=item.address)
