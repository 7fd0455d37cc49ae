"""What is said of one person: in a list of people, beside a profile, and by what refers to the person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar, TypeAlias

from sphinx_academic.content.fragments import Element, Fragment, Fragments, joined, plain
from sphinx_academic.data import roles_of_people as roles
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Person, Profile
from sphinx_academic.data.register import with_profile
from sphinx_academic.data.values.addresses import Link, bare_email, network_of
from sphinx_academic.data.values.dates import PartialDate, is_ongoing
from sphinx_academic.data.values.initials import initials_of
from sphinx_academic.sections import description as shared
from sphinx_academic.sections.base import Section
from sphinx_academic.sections.description import Description, _, figures, line, links, within
from sphinx_academic.sections.own_fields import own_behind, own_beside, own_lines

Somebody: TypeAlias = Profile | Person


class SectionOfPeople(Section[Somebody]):
    """A section whose entries are people. One may stand in several: in the register, and as the one whose site it is."""

    entry_kind: ClassVar[str] = "person"

    def keys(self, record: Somebody) -> tuple[str, ...]:
        if isinstance(record, Person):
            return (*record.all_keys, *filter(None, (record.name, *record.aliases)))
        return (record.anchor_key, record.name, *record.all_names)

    def referred_in(self, collection: Collection) -> Iterable[Somebody]:
        return (*people_in(collection), *collection.profile)

    def said(self, record: Somebody, description: Description) -> tuple[Fragments, str, str]:
        return (record.name or _("No name"),), record.name, ""

    def tooltip_words(self, record: Somebody, description: Description) -> Iterable[str]:
        return map(plain, positions(record, description))

    def card_lines(self, record: Somebody, description: Description) -> Fragments:
        return (
            *line(shared.in_a_link(joined(positions(record, description), ", ")), "academic-role"),
            *line(links(link for _field, link in record.addresses()), "academic-links"),
        )

    def addresses(self, record: Somebody) -> Iterable[str]:
        if isinstance(record, Person):
            yield from (record.url, orcid_url(record))
        yield from super().addresses(record)


def people_in(collection: Collection) -> tuple[Person, ...]:
    """The people of the register, with what the profile says of the one whom it is about."""
    return with_profile(collection.people, collection.profile)


def positions(record: Somebody, description: Description) -> Iterable[Fragments]:
    """What a person is, and where."""
    return map(description.prose, (record.role, record.affiliation))


def orcid_url(person: Person) -> str:
    """The page of the person's ORCID."""
    return f"https://orcid.org/{person.orcid}" if person.orcid else ""


def name_of(person: Person, description: Description) -> Fragments:
    """The name, which leads to the person's own page, else to where the person is on the web."""
    name = description.apart(person.name) or (_("No name"),)
    if page := description.person_page(person):
        return shared.linked(name, page=page)
    return shared.linked(name, url=person.url)


def all_links(person: Person, *, leads_elsewhere: bool) -> Iterator[Link]:
    """The links that are given, the ORCID, and where the person is on the web where the name ``leads_elsewhere``; each once."""
    given = [link for _field, link in person.addresses()]
    known = {link.url.rstrip("/").casefold() for link in given}
    if person.url and leads_elsewhere and person.url.rstrip("/").casefold() not in known:
        yield Link(_("Website"), person.url)
    yield from given
    if person.orcid and not any(person.orcid in link.url for link in given):
        yield Link("ORCID", orcid_url(person))


def links_line(person: Person, description: Description) -> Fragments:
    """The links in a row: those to a network as its sign alone, with the name for whoever hears or points at it, others by name."""
    return line(_signs(person, description), "academic-links")


def _signs(person: Person, description: Description) -> Fragments:
    links = all_links(person, leads_elsewhere=bool(description.person_page(person)))
    return _in_a_row((_linked(link),) for link in links)


def _in_a_row(pieces: Iterable[Fragments]) -> Fragments:
    """The pieces that hold something, with a space between them, and a dot where signs are words."""
    row: Fragments = ()
    for piece in filter(None, pieces):
        row = (*row, Element("on_paper", (" ·",)), " ", *piece) if row else piece
    return row


_PLAIN_ICONS = {"website": "globe", "homepage": "globe", "home page": "globe", "cv": "file"}


def _linked(link: Link) -> Fragment:
    network = network_of(link.name, link.url)
    icon = network.icon if network else _PLAIN_ICONS.get(link.name.casefold(), "")
    if link.name == _("Website"):
        icon = "globe"
    if not link.url:
        return link.name
    if not icon:
        return Element("link", (link.name,), "", {"url": link.url})
    sign = Element("icon", (), "", {"name": icon})
    label = (sign, Element("span", (link.name,), "academic-unseen"))
    return Element("link", label, "academic-sign", {"url": link.url, "title": link.name})


def portrait(person: Person, description: Description) -> Fragments:
    """The photo, and the initials where there is none, or none that can be shown."""
    initials = {"initials": initials_of(person.name)}
    found = figures(person.photo[:1], person, person.name, description, "person")
    if not found:
        return (Element("on_screen", (Element("figure", (), "academic-portrait", {"url": "", **initials}),)),)
    return tuple(
        each._replace(attributes={**each.attributes, **initials})
        for each in found
        if isinstance(each, Element)
    )


def spelled_out_of(person: Person) -> Fragments:
    """The addresses to write to, each so that harvesters cannot read it."""
    return joined(tuple(map(email, person.emails)), ", ")


def email(address: str) -> Fragments:
    """An address of e-mail, which the page makes a link of once somebody is there."""
    shown = spelled_out(address)
    return within("span", (shown,) if shown else (), "academic-email")


def spelled_out(address: str) -> str:
    """An address as people read it and harvesters don't: ``ada AT example dot org``."""
    return re.sub(
        r"(?<![^\s<>])([^@\s<>]+)(?: ?)@(?: ?)([^@\s<>]+)(?![^\s<>])", _in_words, bare_email(address)
    )


def _in_words(found: re.Match[str]) -> str:
    return f"{found[1]} AT {found[2].replace('.', ' dot ')}"


def years(person: Person, *, has_left: bool) -> str:
    """From when to when somebody was there; of whom no end is known, from when."""
    first, last = (f"{when.year}" if when and when.year > 0 else "" for when in (person.began, person.ended))
    words = person.end.before if person.end and not person.ended and not is_ongoing(person.end.before) else ""
    last = last or words
    if first and last:
        return first if first == last else f"{first}–{last}"
    if last:
        return _("until %s") % last
    if not first:
        return ""
    return (_("from %s") if has_left else _("since %s")) % first


# As a card, in a list, and in a table


def _named(person: Person, description: Description) -> Fragments:
    name = (Element("strong", name_of(person, description)),)
    return joined(
        (name, within("span", (person.pronouns,) if person.pronouns else (), "academic-pronouns")), " "
    )


def _role(person: Person, said: str, description: Description) -> Fragments:
    return () if said and roles.folded(person.role) == said else description.field(person, "role")


def _since_then(person: Person, description: Description) -> Fragments:
    """Of somebody who has left: the degree, from when to when, and where the person is now."""
    degree = description.field(person, "degree") or description.field(person, "role")
    then = years(person, has_left=True)
    now = description.field(person, "now")
    return (
        *line(joined((degree, (then,) if then else ()), ", "), "academic-role"),
        *line(shared.labelled(_("Now"), now), "academic-now"),
    )


def _behind(person: Person, description: Description) -> Fragments:
    """The text about somebody who has no page of her own."""
    about = () if description.person_page(person) else description.blocks(person.about, person, "about")
    opened = within("disclosure", about, "academic-about-person", summary=_("About"), label="yes")
    return (*own_behind(person, description), *opened)


def _entry(person: Person, beside: Fragments, lines: Fragments, description: Description) -> Element:
    body = Element("division", (Element("lines", lines), *_behind(person, description)), "academic-body")
    identifier = description.id_of("person", person.key)
    return description.dressed(person, Element("card", (*beside, body), "academic-person", identifier))


def card(person: Person, today: PartialDate | None, said: str, description: Description) -> Element:
    """Somebody as a card with a portrait; ``said`` is the role, folded, that the heading names already."""
    if person.has_left(today):
        told = _since_then(person, description)
    else:
        told = (
            *line(_role(person, said, description), "academic-role"),
            *line(description.field(person, "affiliation"), "academic-affiliation"),
        )
    lines = (
        *line(_named(person, description), "academic-name"),
        *told,
        *line(description.field(person, "line"), "academic-person-line"),
        *line(joined(own_beside(person, description), ", "), "academic-own"),
        *own_lines(person, description),
        *line(spelled_out_of(person), "academic-email-line"),
        *links_line(person, description),
    )
    return _entry(person, portrait(person, description), lines, description)


def item(person: Person, today: PartialDate | None, said: str, description: Description) -> Element:
    """Somebody in a list: the same without a portrait, in fewer lines."""
    told: Iterable[Fragment]
    if person.has_left(today):
        told = _since_then(person, description)
        first = _named(person, description)
    else:
        told = ()
        place = joined((_role(person, said, description), description.field(person, "affiliation")), ", ")
        first = joined((_named(person, description), place), ", ")
    lines = (
        *line(first, "academic-name"),
        *told,
        *line(description.field(person, "line"), "academic-person-line"),
        *line(joined(own_beside(person, description), ", "), "academic-own"),
        *own_lines(person, description),
        *line(_in_a_row((spelled_out_of(person), _signs(person, description))), "academic-links"),
    )
    return _entry(person, (), lines, description)


def table(
    people: Sequence[Person], today: PartialDate | None, said: str, description: Description
) -> Element:
    """A table whose columns are those that somebody has something in."""
    are_alumni = all(person.has_left(today) for person in people)
    columns: dict[str, Callable[[Person], Fragments]] = {
        _("Name"): lambda person: (
            Element("division", _named(person, description), "", description.id_of("person", person.key)),
        ),
        _("Role"): lambda person: _role(person, said, description),
        _("Affiliation"): lambda person: description.field(person, "affiliation"),
        _("Degree"): lambda person: description.field(person, "degree"),
        (_("Years") if are_alumni else _("Since")): lambda person: (_when(person, today),),
        _("Now"): lambda person: description.field(person, "now"),
        _("Contact"): lambda person: _in_a_row((spelled_out_of(person), _signs(person, description))),
    }
    cells = {head: [cell(person) for person in people] for head, cell in columns.items()}
    kept = [head for head, column in cells.items() if any(plain(cell) for cell in column)]
    head = Element("row", tuple(Element("column_head", (each,)) for each in kept))
    rows = tuple(
        Element(
            "row",
            tuple(
                Element("row_head" if not at else "cell", cells[each][number]) for at, each in enumerate(kept)
            ),
        )
        for number in range(len(people))
    )
    label = _("Alumni") if are_alumni else _("People")
    table = Element("table", (head, *rows), "academic-table-of-people", {"label": label})
    return Element("division", (table,), "academic academic-people")


def _when(person: Person, today: PartialDate | None) -> str:
    if person.has_left(today) or person.ended:
        return years(person, has_left=person.has_left(today))
    return f"{person.began.year}" if person.began and person.began.year > 0 else ""
